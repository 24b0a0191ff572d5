//! `casenote check`: notes in, findings out.

use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::{Args, ValueEnum};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use jiff::civil::Date;

use super::choose::{Choice, Stratum};
use super::interrupt;
use super::linters::Linters;
use super::pipeline::{self, BATCH, Checked, Governing, Inputs};
use super::{Outcome, complain};
use crate::config::FailOn;
use crate::lexicon::Lexicon;
use crate::report::{
    Compact, Csv, Excerpter, Excerpts, GitHub, Groups, Html, JUnit, Json, JsonLines, Report, Sarif, Snippets, Statistics, Summary,
};

/// Columns that snippets are drawn in when the terminal does not say its width.
const WIDTH: usize = 100;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Files or folders; `-` is standard input
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// How findings are written
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Write the report to a file
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Run only these rules or groups
    #[arg(long, value_name = "RULE_OR_GROUP", value_delimiter = ',')]
    select: Vec<String>,
    /// Leave these rules or groups out
    #[arg(long, value_name = "RULE_OR_GROUP", value_delimiter = ',')]
    ignore: Vec<String>,
    /// Least severity that gives exit status 1 [default: warning]
    #[arg(long, value_enum)]
    fail_on: Option<FailOn>,
    /// Kind of every note, such as `visit`; `casenote new --list` names them [default: what each note says]
    #[arg(long, value_name = "KIND")]
    kind: Option<String>,
    /// Name of the note on standard input
    #[arg(long, value_name = "NAME", default_value = "<stdin>")]
    stdin_name: String,
    /// Use this configuration for all notes
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// How much of the note's words the report shows [default: full for text on a terminal, none elsewhere]
    #[arg(long, value_enum)]
    excerpts: Option<Shown>,
    /// In a page, also tell notes apart by these; names of workers are then shown
    #[arg(long, value_enum, value_delimiter = ',')]
    by: Vec<By>,
    /// Check only files changed, and rows of an export recorded, on this day or after it
    #[arg(long, value_name = "DATE")]
    changed_since: Option<Date>,
    /// Check a random sample of so many notes, for an audit by hand
    #[arg(long, value_name = "N")]
    sample: Option<usize>,
    /// Another seed is another sample
    #[arg(long, value_name = "N", default_value_t = 1, requires = "sample")]
    seed: u64,
    /// Give each of these its share of the sample
    #[arg(long, value_enum, requires = "sample")]
    stratify: Option<Stratum>,
    /// Show how often each rule found something, in place of the findings
    #[arg(long)]
    statistics: bool,
    /// Day on which the notes are checked, for what is overdue, such as 2026-01-31 [default: the clock's]
    #[arg(long, value_name = "DATE")]
    today: Option<Date>,
    /// Threads [default: one for each core]
    #[arg(long, value_name = "N")]
    jobs: Option<usize>,
    /// Show no progress bar
    #[arg(long)]
    no_progress: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Text,
    /// One JSON document
    Json,
    /// One line of JSON a note
    Jsonl,
    /// SARIF 2.1.0, for code hosts and editors
    Sarif,
    #[value(help = "JUnit XML, for build servers")]
    Junit,
    /// A table for a spreadsheet, one row a finding
    Csv,
    /// Annotations of GitHub Actions
    Github,
    /// A page for a service manager
    Html,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum By {
    /// Who wrote the note
    Worker,
    /// The author's team
    Team,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Shown {
    /// Places and messages only
    None,
    /// Function words and the lists' words; dots for everything else
    Masked,
    /// The words of the note
    Full,
}

pub(super) fn run(arguments: &Arguments) -> io::Result<Outcome> {
    if let Some(jobs) = arguments.jobs {
        // Fails only if a pool exists already, and none does before this line.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(jobs).build_global();
    }
    if arguments.statistics && arguments.format != Format::Text {
        complain("casenote: --statistics is text: leave --format out, or take the counts from the report");
        return Ok(Outcome::Trouble);
    }
    let mut linters = match Linters::new(arguments.config.as_deref(), &arguments.select, &arguments.ignore) {
        Ok(linters) => linters.on(arguments.today.unwrap_or_else(super::today)).for_kind(arguments.kind.as_deref()),
        Err(message) => {
            complain(&format!("casenote: {message}"));
            return Ok(Outcome::Trouble);
        }
    };
    let mut inputs = Inputs::new(&arguments.paths, &arguments.stdin_name);
    if let Some(note) = arguments.output.as_deref().and_then(|output| inputs.files.iter().find(|file| same_file(file, output))) {
        complain(&format!("casenote: {}: the report would overwrite this note; choose another --output", note.display()));
        return Ok(Outcome::Trouble);
    }
    let mut choice = Choice::default();
    if let Some(day) = arguments.changed_since {
        choice.changed_since(&mut inputs.files, day);
    }
    if let Some(count) = arguments.sample {
        choice.sample(&mut inputs.files, count, arguments.seed, arguments.stratify, &mut linters);
    }
    interrupt::watch();
    let mut governing = Governing::new(linters);
    governing.choice = Arc::new(choice);
    governing.describes = arguments.format == Format::Html;
    let mut run = Run::new(arguments)?;
    let progress = progress(inputs.files.len(), arguments);
    let all = pipeline::run(inputs, &mut governing, |checked, _, _| {
        progress.inc(1);
        run.take(checked)
    })?;
    run.summary.partial = (!all).then_some(interrupt::PARTIAL);
    progress.finish_and_clear();
    governing.troubles().for_each(|trouble| complain(&format!("casenote: {trouble}")));
    let chosen = arguments.changed_since.is_some() || arguments.sample.is_some();
    if all && !chosen && run.summary.unread == 0 {
        let ran = |rule: &str| governing.linters.runs(rule);
        governing.acceptances.remarks(&arguments.paths, ran).iter().for_each(|remark| complain(&format!("casenote: {remark}")));
    }
    let fail_on = arguments.fail_on.or(governing.linters.fail_on).unwrap_or(FailOn::Warning);
    let trouble = governing.troubles().next().is_some() || run.summary.unread > 0 || !all;
    run.end(trouble, fail_on)
}

fn same_file(one: &Path, other: &Path) -> bool {
    matches!((one.canonicalize(), other.canonicalize()), (Ok(one), Ok(other)) if one == other)
}

/// A run's report as it grows.
struct Run {
    report: Box<dyn Report>,
    out: Box<dyn Write>,
    summary: Summary,
}

impl Run {
    fn new(arguments: &Arguments) -> io::Result<Self> {
        let terminal = arguments.output.is_none() && io::stdout().is_terminal();
        let excerpts = match arguments.excerpts {
            Some(Shown::Full) => Excerpts::Full,
            Some(Shown::Masked) => Excerpts::Masked,
            None if terminal && arguments.format == Format::Text => Excerpts::Full,
            Some(Shown::None) | None => Excerpts::None,
        };
        // The words of the lists are known to be nobody's name.
        let lexicon = (excerpts == Excerpts::Masked).then(|| Lexicon::new(&[]).ok()).flatten();
        let entries = lexicon.iter().flat_map(Lexicon::lists).flat_map(|list| &list.entries);
        let excerpter = Excerpter::new(excerpts, entries.flat_map(|entry| &entry.forms).map(String::as_str));
        let report: Box<dyn Report> = match (arguments.format, excerpts) {
            (Format::Json, _) => Box::new(Json::new(excerpter)),
            (Format::Jsonl, _) => Box::new(JsonLines::new(excerpter)),
            (Format::Sarif, _) => Box::new(Sarif::new(excerpter)),
            (Format::Junit, _) => Box::new(JUnit::new(excerpter)),
            (Format::Csv, _) => Box::new(Csv::new(excerpter)),
            (Format::Html, _) => {
                let by = |by| arguments.by.contains(&by);
                Box::new(Html::new(excerpter, Groups { worker: by(By::Worker), team: by(By::Team) }))
            }
            (Format::Github, _) => Box::new(GitHub::new(excerpter)),
            (Format::Text, _) if arguments.statistics => Box::new(Statistics),
            (Format::Text, Excerpts::Full) => Box::new(Snippets::new(WIDTH, terminal)),
            (Format::Text, _) => Box::new(Compact::new(excerpter)),
        };
        let out: Box<dyn Write> = match &arguments.output {
            Some(path) => {
                let file = File::create(path)
                    .map_err(|error| io::Error::new(error.kind(), format!("{}: cannot be written: {error}", path.display())))?;
                Box::new(BufWriter::new(file))
            }
            // Honours NO_COLOR and friends, and old terminals that know no colour.
            None if terminal => Box::new(BufWriter::new(anstream::stdout())),
            None => Box::new(BufWriter::new(io::stdout())),
        };
        Ok(Self { report, out, summary: Summary::default() })
    }

    fn take(&mut self, checked: Checked) -> io::Result<()> {
        let text = match checked {
            Ok(note) => {
                if let Some(notice) = note.notice {
                    complain(&format!("casenote: {} {notice}", note.path));
                }
                self.summary.add(&note);
                self.report.note(&note)
            }
            Err(error) => {
                complain(&format!("casenote: {} {}", error.path, error.message));
                self.summary.unread += 1;
                self.report.error(&error)
            }
        };
        self.out.write_all(text.as_bytes())
    }

    fn end(mut self, trouble: bool, fail_on: FailOn) -> io::Result<Outcome> {
        let text = self.report.end(&self.summary);
        self.out.write_all(text.as_bytes())?;
        self.out.flush()?;
        let failed = fail_on.severity().is_some_and(|severity| self.summary.at_least(severity) > 0);
        Ok(match (trouble, failed) {
            (true, _) => Outcome::Trouble,
            (false, true) => Outcome::Findings,
            (false, false) => Outcome::Clean,
        })
    }
}

/// A bar on a terminal's standard error, for runs long enough to wonder about.
fn progress(files: usize, arguments: &Arguments) -> ProgressBar {
    let hidden = arguments.no_progress
        || files <= BATCH
        || !io::stderr().is_terminal()
        || io::stdout().is_terminal() && arguments.format == Format::Text;
    let target = if hidden { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr() };
    let style =
        ProgressStyle::with_template("{bar:30} {pos}/{len} notes, {per_sec}, {eta} left").unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::with_draw_target(Some(files as u64), target).with_style(style)
}
