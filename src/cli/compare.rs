//! `casenote compare`: what became of the entries of one export in a later one.

use std::io::{self, IsTerminal};
use std::iter;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::linters::Linters;
use super::{Outcome, complain, print};
use crate::compare::{Comparison, Document, compare};
use crate::config::FailOn;
use crate::finding::Finding;
use crate::input::{self, InputError, Options, Source};
use crate::report::{About, Compact, Excerpter, Excerpts, Json, NoteReport, Report, Snippets, Summary, place};
use crate::text::Span;

/// Columns that snippets are drawn in.
const WIDTH: usize = 100;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The older export: a file or a folder
    old: PathBuf,
    /// The newer export
    new: PathBuf,
    /// How findings are written
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Least severity that gives exit status 1 [default: warning]
    #[arg(long, value_enum)]
    fail_on: Option<FailOn>,
    /// Use this configuration
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Whether the words of the notes are shown
    #[arg(long, value_enum, default_value_t = Shown::None)]
    excerpts: Shown,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Text,
    /// One JSON document, as of `casenote check`
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Shown {
    /// Places and messages only
    None,
    /// The first line of each entry
    Full,
}

pub(super) fn run(arguments: &Arguments) -> io::Result<Outcome> {
    let mut linters = match Linters::new(arguments.config.as_deref(), &[], &[]) {
        Ok(linters) => linters,
        Err(message) => return Err(io::Error::other(message)),
    };
    let linter = if arguments.new.is_dir() { linters.of(&arguments.new) } else { linters.of_file(&arguments.new) };
    let mut report: Box<dyn Report> = match (arguments.format, arguments.excerpts) {
        (Format::Text, Shown::Full) => Box::new(Snippets::new(WIDTH, io::stdout().is_terminal())),
        (Format::Text, Shown::None) => Box::new(Compact::new(Excerpter::new(Excerpts::None, iter::empty()))),
        (Format::Json, Shown::None) => Box::new(Json::new(Excerpter::new(Excerpts::None, iter::empty()))),
        (Format::Json, Shown::Full) => Box::new(Json::new(Excerpter::new(Excerpts::Full, iter::empty()))),
    };
    let (mut out, mut summary) = (String::new(), Summary::default());
    let options = linters.options(linter);
    let (mut old, mut new) = (Export::read(&arguments.old, options), Export::read(&arguments.new, options));
    // What could not be read is not gone.
    old.notes.retain(|(name, ..)| !new.unread.contains(name));
    new.notes.retain(|(name, ..)| !old.unread.contains(name));
    for error in old.errors.drain(..).chain(new.errors.drain(..)) {
        complain(&format!("casenote: {} {}", error.path, error.message));
        summary.unread += 1;
        out.push_str(&report.error(&error));
    }
    if old.notes.is_empty() || new.notes.is_empty() {
        // Without one of them everything would seem to be gone.
        complain("casenote: nothing was compared: one of the two exports could not be read");
        return Ok(Outcome::Trouble);
    }
    let linter = linters.get(linter);
    let found = compare(&old.documents(), &new.documents(), linter.lexicon(), linter.settings());
    complain(&told(&found));
    let of_files = old.notes.into_iter().zip(found.old).chain(new.notes.into_iter().zip(found.new));
    for ((_, _, source), findings) in of_files {
        let note = note(source, findings);
        summary.add(&note);
        if !note.findings.is_empty() {
            out.push_str(&report.note(&note));
        }
    }
    out.push_str(&report.end(&summary));
    print(&out)?;
    linters.troubles.iter().for_each(|trouble| complain(&format!("casenote: {trouble}")));
    let fail_on = arguments.fail_on.or(linters.fail_on).unwrap_or(FailOn::Warning);
    let failed = fail_on.severity().is_some_and(|severity| summary.at_least(severity) > 0);
    Ok(match (summary.unread > 0 || !linters.troubles.is_empty(), failed) {
        (true, _) => Outcome::Trouble,
        (false, true) => Outcome::Findings,
        (false, false) => Outcome::Clean,
    })
}

fn told(found: &Comparison) -> String {
    let Comparison { entries, moved, changed, deleted, added, corrections, .. } = found;
    format!(
        "casenote: {entries} entries in the older export: {} the same ({moved} of them moved), {changed} changed, {deleted} deleted; {added} new \
         ({corrections} of them corrections)",
        entries - changed - deleted
    )
}

fn note(source: Source, findings: Vec<Finding>) -> NoteReport {
    let findings = place(&source, findings, None);
    let (notice, path, entry) = (source.notice, source.path.clone(), source.entry);
    let words = source.text().split_whitespace().count();
    NoteReport { notice, path, entry, kind: None, about: About::default(), words, findings, accepted: Vec::new(), source }
}

/// One side of the comparison.
#[derive(Default)]
struct Export {
    /// The notes, each with the path of its file from the root, and where a reader finds it.
    notes: Vec<(PathBuf, String, Source)>,
    /// The paths of the files that could not be read whole.
    unread: Vec<PathBuf>,
    errors: Vec<InputError>,
}

impl Export {
    fn read(root: &Path, options: &Options) -> Self {
        let (files, errors) = input::files(&[root.to_owned()]);
        let mut export = Self { errors, ..Self::default() };
        for path in files {
            // Two exports that are files are of one record, whatever they are called.
            let name = path.strip_prefix(root).unwrap_or(&path).to_owned();
            for note in input::notes(&path, options) {
                match note {
                    Ok(source) => export.notes.push((name.clone(), found_at(&source), source)),
                    Err(error) => {
                        export.unread.push(name.clone());
                        export.errors.push(error);
                    }
                }
            }
        }
        export
    }

    fn documents(&self) -> Vec<Document<'_>> {
        let notes = self.notes.iter().map(|(name, place, source)| Document {
            name: name.to_str().unwrap_or_default(),
            text: source.text(),
            date: source.metadata.happened().map(|happened| happened.date),
            place,
        });
        notes.collect()
    }
}

/// The path of a note, and its cell or paragraph.
fn found_at(source: &Source) -> String {
    let spot = source.place(&[Span::new(0, 0)]).pop().and_then(|place| place.spot);
    spot.map_or_else(|| source.path.clone(), |spot| format!("{}:{spot}", source.path))
}
