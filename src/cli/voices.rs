//! `casenote voices`: who says each clause of a note.

use std::io;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::linters::Linters;
use super::{Outcome, complain, print};
use crate::input;
use crate::report::{voices_as_json, voices_as_text};

/// Columns to write in when the output is no terminal.
const WIDTH: usize = 110;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Notes; `-` is standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// How the clauses are written: text always shows the note's words
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Whether JSON holds the words of the note
    #[arg(long, value_enum, default_value_t = Excerpts::None)]
    excerpts: Excerpts,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Text,
    /// One line of JSON a note
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Excerpts {
    /// Places only
    None,
    /// The words of the note
    Full,
}

pub(super) fn run(arguments: &Arguments) -> io::Result<Outcome> {
    let mut linters = match Linters::new(None, &[], &[]) {
        Ok(linters) => linters,
        Err(message) => return Err(io::Error::other(message)),
    };
    let mut outcome = Outcome::Clean;
    for path in &arguments.files {
        let linter = linters.of_file(path);
        let options = linters.options(linter);
        let notes = if path.as_os_str() == "-" { input::notes_of(io::stdin(), "<stdin>", options) } else { input::notes(path, options) };
        for note in notes {
            let source = match note {
                Ok(source) => source,
                Err(error) => {
                    complain(&format!("casenote: {} {}", error.path, error.message));
                    outcome = Outcome::Trouble;
                    continue;
                }
            };
            let clauses = linters.get(linter).clauses(source.text());
            print(&match arguments.format {
                Format::Text => voices_as_text(&source, &clauses, WIDTH) + "\n",
                Format::Json => voices_as_json(&source, &clauses, arguments.excerpts == Excerpts::Full) + "\n",
            })?;
        }
    }
    for trouble in &linters.troubles {
        complain(&format!("casenote: {trouble}"));
        outcome = Outcome::Trouble;
    }
    Ok(outcome)
}
