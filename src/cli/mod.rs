//! The command line: one file a subcommand. Only here is anything printed.
#![allow(clippy::print_stdout, clippy::print_stderr)]

mod accept;
mod acceptances;
mod check;
mod choose;
mod compare;
mod completions;
mod explain;
mod fix;
mod init;
mod interrupt;
mod linters;
mod new;
mod pipeline;
mod rules;
mod schema;
mod train;
mod voices;

use std::io::{self, Write};
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;

/// Reads case notes of children's social care and says which words a careful reviewer would raise, why they matter to
/// the child, and what to write instead. Nothing leaves the machine.
#[derive(Debug, Parser)]
#[command(name = "casenote", version, max_term_width = 100)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Check notes: files, folders or standard input
    Check(check::Arguments),
    /// Accept findings with a reason, outside the notes
    Accept(accept::Arguments),
    /// Compare two exports: what was deleted, what was changed after it was recorded, and which corrections came as asked
    Compare(compare::Arguments),
    /// Show who says each clause of a note: seen, judged, reported, quoted, decided
    Voices(voices::Arguments),
    /// Print a draft of a note with the safe suggestions taken; the note itself is not touched
    Fix(fix::Arguments),
    /// Show the page of a rule, or the rules of a group
    Explain(explain::Arguments),
    /// List the rules
    Rules(rules::Arguments),
    /// Practise on invented notes: spot, write anew, tell apart
    Train(train::Arguments),
    /// Print an empty note with a place for everything that its kind should hold
    New(new::Arguments),
    /// Print the JSON Schema of casenote.toml
    Schema,
    /// Write a casenote.toml to start from
    Init(init::Arguments),
    /// Print a completion script for a shell
    Completions(completions::Arguments),
}

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// Nothing at or above the severity asked for.
    Clean,
    /// Findings at or above it.
    Findings,
    /// Wrong usage, or an input that could not be read.
    Trouble,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Clean => Self::SUCCESS,
            Outcome::Findings => Self::from(1),
            Outcome::Trouble => Self::from(2),
        }
    }
}

/// Runs the program.
pub fn main() -> ExitCode {
    silence_panics();
    let run = match Arguments::parse().command {
        Command::Check(arguments) => check::run(&arguments),
        Command::Accept(arguments) => accept::run(&arguments),
        Command::Compare(arguments) => compare::run(&arguments),
        Command::Voices(arguments) => voices::run(&arguments),
        Command::Fix(arguments) => fix::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Rules(arguments) => rules::run(&arguments),
        Command::Train(arguments) => train::run(&arguments),
        Command::New(arguments) => new::run(&arguments),
        Command::Schema => schema::run(),
        Command::Init(arguments) => init::run(&arguments),
        Command::Completions(arguments) => completions::run(&arguments),
    };
    match run {
        Ok(outcome) => outcome.into(),
        // The reader closed the pipe: it has what it wanted.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            complain(&format!("casenote: {error}"));
            Outcome::Trouble.into()
        }
    }
}

/// A panic's message may hold text of a note, so only its place is told.
fn silence_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map_or_else(String::new, |place| format!(" at {}:{}", place.file(), place.line()));
        complain(&format!("casenote: a fault in the program{place}; please report this place (it holds nothing of the note)"));
    }));
}

/// The day by the clock, in Universal Time, which no machine's settings shift: the only place where it is asked for.
fn today() -> Date {
    Offset::UTC.to_datetime(Timestamp::now()).date()
}

fn print(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()
}

/// Tells of trouble on standard error; where even that is closed, there is nobody to tell.
fn complain(text: &str) {
    let _ = writeln!(io::stderr().lock(), "{text}");
}
