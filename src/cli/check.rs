//! `casenote check`: notes in, findings out.

use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use rayon::prelude::*;

use super::linters::Linters;
use super::{Outcome, complain};
use crate::config::FailOn;
use crate::engine::Linter;
use crate::input::{self, InputError, Source};
use crate::report::{Compact, Json, JsonLines, Key, NoteReport, Report, Snippets, Summary, place};

/// Notes that are read and checked side by side before they are reported; bounds the memory of a long run.
const BATCH: usize = 256;
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
    /// Name of the note on standard input
    #[arg(long, value_name = "NAME", default_value = "<stdin>")]
    stdin_name: String,
    /// Use this configuration for all notes
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Whether text shows the words of the note [default: full on a terminal, none elsewhere]
    #[arg(long, value_enum)]
    excerpts: Option<Excerpts>,
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
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Excerpts {
    /// Places and messages only
    None,
    /// The words of the note
    Full,
}

/// What came of one input.
type Checked = Result<NoteReport, InputError>;

pub(super) fn run(arguments: &Arguments) -> io::Result<Outcome> {
    if let Some(jobs) = arguments.jobs {
        // Fails only if a pool exists already, and none does before this line.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(jobs).build_global();
    }
    let mut linters = match Linters::new(arguments.config.as_deref(), &arguments.select, &arguments.ignore) {
        Ok(linters) => linters,
        Err(message) => {
            complain(&format!("casenote: {message}"));
            return Ok(Outcome::Trouble);
        }
    };
    let (from_stdin, paths): (Vec<PathBuf>, Vec<PathBuf>) = arguments.paths.iter().cloned().partition(|path| path.as_os_str() == "-");
    let (files, missing) = input::files(&paths);
    if let Some(note) = arguments.output.as_deref().and_then(|output| files.iter().find(|file| same_file(file, output))) {
        complain(&format!("casenote: {}: the report would overwrite this note; choose another --output", note.display()));
        return Ok(Outcome::Trouble);
    }
    let mut run = Run::new(arguments)?;
    for error in missing {
        run.take(Err(error))?;
    }
    if !from_stdin.is_empty() {
        let linter = linters.of(Path::new("."));
        run.take(input::read_stdin(&arguments.stdin_name).and_then(|source| check(linters.get(linter), source, run.key.as_ref())))?;
    }
    let progress = progress(files.len(), arguments);
    for batch in files.chunks(BATCH) {
        let chosen: Vec<usize> = batch.iter().map(|path| linters.of(path.parent().unwrap_or(Path::new(".")))).collect();
        let checked: Vec<Checked> = batch
            .par_iter()
            .zip(chosen)
            .map(|(path, linter)| input::read(path).and_then(|source| check(linters.get(linter), source, run.key.as_ref())))
            .inspect(|_| progress.inc(1))
            .collect();
        for one in checked {
            run.take(one)?;
        }
    }
    progress.finish_and_clear();
    for trouble in &linters.troubles {
        complain(&format!("casenote: {trouble}"));
    }
    let fail_on = arguments.fail_on.or(linters.fail_on).unwrap_or(FailOn::Warning);
    let trouble = !linters.troubles.is_empty() || run.summary.unread > 0;
    run.end(trouble, fail_on)
}

fn same_file(one: &Path, other: &Path) -> bool {
    matches!((one.canonicalize(), other.canonicalize()), (Ok(one), Ok(other)) if one == other)
}

/// Checks one note. A fault in a rule costs that note only.
fn check(linter: &Linter, source: Source, key: Option<&Key>) -> Checked {
    let text = &source.decoded.text;
    let checked = catch_unwind(AssertUnwindSafe(|| {
        let examined = linter.examine(text);
        (place(text, examined.findings, key, |offsets| source.decoded.on_disk(offsets)), examined.words)
    }));
    let (findings, words) = checked.map_err(|_| InputError {
        path: source.path.clone(),
        message: "could not be checked because of a fault in the program; the place is told above".to_owned(),
    })?;
    Ok(NoteReport { notice: source.decoded.notice(), path: source.path, words, findings, text: source.decoded.text })
}

/// A run's report as it grows.
struct Run {
    report: Box<dyn Report>,
    out: Box<dyn Write>,
    summary: Summary,
    key: Option<Key>,
}

impl Run {
    fn new(arguments: &Arguments) -> io::Result<Self> {
        let terminal = arguments.output.is_none() && io::stdout().is_terminal();
        let excerpts = arguments.excerpts.unwrap_or(if terminal { Excerpts::Full } else { Excerpts::None });
        let report: Box<dyn Report> = match (arguments.format, excerpts) {
            (Format::Json, _) => Box::new(Json::default()),
            (Format::Jsonl, _) => Box::new(JsonLines),
            (Format::Text, Excerpts::None) => Box::new(Compact),
            (Format::Text, Excerpts::Full) => Box::new(Snippets::new(WIDTH, terminal)),
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
        Ok(Self { report, out, summary: Summary::default(), key: Key::from_environment() })
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
