//! `casenote accept`: findings that may stand, with who says so and why, kept beside the notes.

use std::io;
use std::path::{Path, PathBuf};

use clap::{ArgGroup, Args};
use jiff::ToSpan;
use jiff::civil::Date;

use super::acceptances::Acceptances;
use super::linters::{Linters, folder_of};
use super::pipeline::{self, Governing, Inputs};
use super::{Outcome, complain, print};
use crate::accepted::{Acceptance, Accepted, FILE_NAME, new_key, save};
use crate::config::{Config, select};
use crate::report::Placed;

#[derive(Debug, Args)]
#[command(group = ArgGroup::new("which").required(true).multiple(true).args(["all", "rule", "line", "fingerprint", "prune"]))]
pub(super) struct Arguments {
    /// Notes or folders
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// Accept everything that is found now: where a first audit starts from
    #[arg(long, conflicts_with_all = ["rule", "line", "fingerprint"])]
    all: bool,
    /// Accept what these rules or groups find
    #[arg(long, value_name = "RULE_OR_GROUP", value_delimiter = ',')]
    rule: Vec<String>,
    /// Accept only what begins on this line of the note
    #[arg(long, value_name = "N", value_delimiter = ',')]
    line: Vec<usize>,
    /// Accept only the findings with these fingerprints
    #[arg(long, value_delimiter = ',')]
    fingerprint: Vec<String>,
    /// Why they may stand; leave names of families out
    #[arg(long, value_name = "TEXT", required_unless_present = "prune")]
    reason: Option<String>,
    /// Who decides it [default: the name you are logged in with]
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
    /// Last day it holds, such as 2027-03-31, or `never` [default: in six months]
    #[arg(long, value_name = "DATE", value_parser = until)]
    until: Option<Until>,
    /// Take out what was accepted and no longer occurs or holds
    #[arg(long, conflicts_with_all = ["all", "rule", "line", "fingerprint", "reason", "by", "until"])]
    prune: bool,
    /// Use this configuration for all notes
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy)]
enum Until {
    Day(Date),
    Never,
}

fn until(text: &str) -> Result<Until, String> {
    match text {
        "never" => Ok(Until::Never),
        _ => text.parse().map(Until::Day).map_err(|_| "write it as year, month and day, such as 2027-03-31, or `never`".to_owned()),
    }
}

pub(super) fn run(arguments: &Arguments) -> io::Result<Outcome> {
    let prepared = Linters::new(arguments.config.as_deref(), &[], &[]).and_then(|linters| Ok((linters, Choice::new(arguments)?)));
    let (linters, choice) = match prepared {
        Ok(prepared) => prepared,
        Err(message) => return Ok(trouble(&message)),
    };
    let mut governing = Governing::new(linters);
    if arguments.prune {
        return prune(arguments, governing);
    }
    let Some(by) = arguments.by.clone().or_else(login).filter(|name| !name.trim().is_empty()) else {
        return Ok(trouble("say with --by who decides it: your name and role"));
    };
    let reason = arguments.reason.clone().unwrap_or_default();
    if reason.trim().is_empty() {
        return Ok(trouble("say with --reason why the words may stand: a later reader will ask"));
    }
    let today = governing.acceptances.today;
    let until = match arguments.until {
        Some(Until::Never) => None,
        Some(Until::Day(day)) if day < today => return Ok(trouble("--until is in the past, so it would accept nothing")),
        Some(Until::Day(day)) => Some(day),
        None => today.checked_add(6.months()).ok(),
    };
    for path in &arguments.paths {
        prepare(path, &mut governing.acceptances)?;
    }
    let mut taken = vec![0; governing.acceptances.indices().len()];
    let mut unread = 0;
    pipeline::run(Inputs::new(&arguments.paths, "<stdin>"), &mut governing, |checked, index, acceptances| {
        let note = match checked {
            Ok(note) => note,
            Err(error) => {
                complain(&format!("casenote: {} {}", error.path, error.message));
                unread += 1;
                return Ok(());
            }
        };
        let Some(index) = index else { return Ok(()) };
        taken.resize(taken.len().max(index + 1), 0);
        for placed in note.findings.iter().filter(|placed| choice.takes(placed)) {
            if let Some(fingerprint) = &placed.fingerprint {
                let acceptance =
                    Acceptance { rule: placed.finding.rule.to_owned(), reason: reason.clone(), by: by.clone(), on: today, until };
                acceptances.get_mut(index).insert(fingerprint.clone(), acceptance);
                taken[index] += 1;
            }
        }
        Ok(())
    })?;
    governing.troubles().for_each(|trouble| complain(&format!("casenote: {trouble}")));
    for (index, &count) in taken.iter().enumerate().filter(|(_, count)| **count > 0) {
        let accepted = governing.acceptances.get(index);
        save(accepted).map_err(|error| io::Error::new(error.kind(), format!("{}: cannot be written: {error}", accepted.path.display())))?;
        let end = until.map_or_else(|| "for good".to_owned(), |day| format!("until {}", day.strftime("%-d %B %Y")));
        print(&format!("accepted {count} {} {end}: {}\n", noun(count), accepted.path.display()))?;
    }
    if taken.iter().all(|count| *count == 0) {
        return Ok(trouble("no finding matches, so none was accepted; `casenote check` shows what there is"));
    }
    Ok(if unread > 0 || governing.troubles().next().is_some() { Outcome::Trouble } else { Outcome::Clean })
}

/// Which findings are meant.
struct Choice {
    rules: Vec<&'static str>,
    lines: Vec<usize>,
    fingerprints: Vec<String>,
}

impl Choice {
    fn new(arguments: &Arguments) -> Result<Self, String> {
        let mut rules = Vec::new();
        for name in &arguments.rule {
            rules.extend(select(name)?.iter().map(|rule| rule.name));
        }
        if !arguments.line.is_empty() && (arguments.paths.len() > 1 || arguments.paths[0].is_dir()) {
            return Err("--line needs one note: give its path".to_owned());
        }
        Ok(Self { rules, lines: arguments.line.clone(), fingerprints: arguments.fingerprint.clone() })
    }

    fn takes(&self, placed: &Placed) -> bool {
        (self.rules.is_empty() || self.rules.contains(&placed.finding.rule))
            && (self.lines.is_empty() || self.lines.contains(&placed.start.line))
            && (self.fingerprints.is_empty() || self.fingerprints.iter().any(|one| Some(one) == placed.fingerprint.as_ref()))
    }
}

/// Where nothing is accepted yet, the file begins beside the configuration, or else where the notes are.
fn prepare(path: &Path, acceptances: &mut Acceptances) -> io::Result<()> {
    let parent = folder_of(path);
    let folder = if path.is_dir() || path.as_os_str() == "-" { path } else { parent };
    let Ok(whole) = folder.canonicalize() else { return Ok(()) };
    if Accepted::find(&whole).is_some() || acceptances.indices().any(|index| acceptances.governs(index, &whole)) {
        return Ok(());
    }
    let config = Config::find(&whole);
    let file = config.as_deref().and_then(Path::parent).unwrap_or(&whole).join(FILE_NAME);
    let key =
        new_key(&file).map_err(|error| io::Error::new(error.kind(), format!("{}: its key cannot be made: {error}", file.display())))?;
    acceptances.add(Accepted::new(file, key));
    Ok(())
}

fn prune(arguments: &Arguments, mut governing: Governing) -> io::Result<Outcome> {
    let mut unread = 0;
    pipeline::run(Inputs::new(&arguments.paths, "<stdin>"), &mut governing, |checked, _, _| {
        if let Err(error) = checked {
            complain(&format!("casenote: {} {}", error.path, error.message));
            unread += 1;
        }
        Ok(())
    })?;
    governing.troubles().for_each(|trouble| complain(&format!("casenote: {trouble}")));
    if unread > 0 || governing.troubles().next().is_some() {
        return Ok(trouble("nothing was taken out, because not everything could be read"));
    }
    let today = governing.acceptances.today;
    for index in governing.acceptances.indices() {
        let unused: Vec<String> = governing.acceptances.unused(index, &arguments.paths, |_| true).into_iter().map(str::to_owned).collect();
        let accepted = governing.acceptances.get_mut(index);
        let gone = accepted.retain(|fingerprint, entry| !entry.expired(today) && !unused.iter().any(|one| one == fingerprint));
        if gone > 0 {
            save(accepted)?;
        }
        print(&format!("took out {gone} accepted {}: {}\n", noun(gone), accepted.path.display()))?;
    }
    Ok(Outcome::Clean)
}

fn noun(count: usize) -> &'static str {
    if count == 1 { "finding" } else { "findings" }
}

fn trouble(message: &str) -> Outcome {
    complain(&format!("casenote: {message}"));
    Outcome::Trouble
}

/// The name somebody is logged in with.
fn login() -> Option<String> {
    ["USER", "USERNAME"].iter().find_map(|name| std::env::var(name).ok())
}
