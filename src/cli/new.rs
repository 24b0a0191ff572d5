//! `casenote new`: an empty note with a place for everything that its kind should hold.

use std::io;
use std::path::Path;

use clap::Args;

use super::linters::Linters;
use super::{Outcome, complain, print};
use crate::config::nearest;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Kind of note, such as `visit`
    #[arg(required_unless_present = "list")]
    kind: Option<String>,
    /// List the kinds of note
    #[arg(long)]
    list: bool,
}

pub(super) fn run(arguments: &Arguments) -> io::Result<Outcome> {
    let mut linters = match Linters::new(None, &[], &[]) {
        Ok(linters) => linters,
        Err(message) => {
            complain(&format!("casenote: {message}"));
            return Ok(Outcome::Trouble);
        }
    };
    let linter = linters.of(Path::new("."));
    let policy = linters.get(linter).policy();
    linters.troubles.iter().for_each(|trouble| complain(&format!("casenote: {trouble}")));
    let Some(id) = arguments.kind.as_deref().filter(|_| !arguments.list) else {
        let list: String = policy.kinds().iter().map(|kind| format!("{:22} {}\n", kind.id, kind.name)).collect::<Vec<_>>().concat();
        print(&list)?;
        return Ok(Outcome::Clean);
    };
    let Some(kind) = policy.kind(id) else {
        let near = nearest(id, policy.kinds().iter().map(|kind| kind.id.as_str()));
        let hint = near.map_or_else(|| "`casenote new --list` names them".to_owned(), |near| format!("did you mean `{near}`?"));
        complain(&format!("casenote: there is no kind of note `{id}`: {hint}"));
        return Ok(Outcome::Trouble);
    };
    print(&policy.draft(kind))?;
    Ok(Outcome::Clean)
}
