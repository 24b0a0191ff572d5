//! `casenote fix`: a draft of a note with the safe suggestions taken.

use std::io;
use std::path::PathBuf;

use clap::Args;

use super::linters::Linters;
use super::{Outcome, complain, print};
use crate::fix::draft;
use crate::input;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// A draft; `-` is standard input. It is read and never written
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// A configuration in place of the casenote.toml found upwards from the file
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

pub(super) fn run(arguments: &Arguments) -> io::Result<Outcome> {
    let path = &arguments.file;
    let mut linters = Linters::new(arguments.config.as_deref(), &[], &[]).map_err(io::Error::other)?;
    let read = if path.as_os_str() == "-" { input::whole_of(io::stdin(), "<stdin>") } else { input::whole(path) };
    let source = match read {
        Ok(source) => source,
        Err(error) => {
            complain(&format!("casenote: {} {}", error.path, error.message));
            return Ok(Outcome::Trouble);
        }
    };
    let linter = linters.of_file(path);
    let draft = draft(linters.get(linter), source.text());
    for trouble in &linters.troubles {
        complain(&format!("casenote: {trouble}"));
    }
    match draft {
        Ok(draft) => {
            print(&draft.text)?;
            complain(&summary(draft.taken, draft.left));
            Ok(if linters.troubles.is_empty() { Outcome::Clean } else { Outcome::Trouble })
        }
        Err(recorded) => {
            complain(&format!("casenote: {}: {recorded}", source.path));
            Ok(Outcome::Trouble)
        }
    }
}

/// What was done and what is left, for the writer and not for the draft.
fn summary(taken: usize, left: usize) -> String {
    let taken = match taken {
        0 => "no suggestion was safe to take".to_owned(),
        1 => "1 suggestion taken: read it through before you keep it".to_owned(),
        _ => format!("{taken} suggestions taken: read it through before you keep it"),
    };
    let left = match left {
        0 => "nothing is left to look at".to_owned(),
        1 => "1 place is left for you to look at".to_owned(),
        _ => format!("{left} places are left for you to look at"),
    };
    format!("casenote: {taken}; {left}")
}
