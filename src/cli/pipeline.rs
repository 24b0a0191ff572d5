//! From paths to checked notes: side by side, in batches, and handed on in their order.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::acceptances::Acceptances;
use super::linters::Linters;
use crate::accepted::Key;
use crate::engine::Linter;
use crate::input::{self, InputError, Source};
use crate::report::{NoteReport, place};

/// Notes that are read and checked side by side before they are reported; bounds the memory of a long run.
pub(super) const BATCH: usize = 256;

/// What came of one input.
pub(super) type Checked = Result<NoteReport, InputError>;

/// What a run reads.
pub(super) struct Inputs {
    /// The name of the note on standard input, if that is read.
    pub(super) stdin: Option<String>,
    /// The files, in order.
    pub(super) files: Vec<PathBuf>,
    /// Paths that stand for nothing.
    pub(super) missing: Vec<InputError>,
}

impl Inputs {
    /// What paths stand for; `-` is standard input.
    pub(super) fn new(paths: &[PathBuf], stdin_name: &str) -> Self {
        let (from_stdin, paths): (Vec<PathBuf>, Vec<PathBuf>) = paths.iter().cloned().partition(|path| path.as_os_str() == "-");
        let (files, missing) = input::files(&paths);
        Self { stdin: (!from_stdin.is_empty()).then(|| stdin_name.to_owned()), files, missing }
    }
}

/// What governs the notes of a run.
pub(super) struct Governing {
    pub(super) linters: Linters,
    pub(super) acceptances: Acceptances,
    /// The key of the environment.
    pub(super) key: Option<Key>,
}

impl Governing {
    pub(super) fn new(linters: Linters) -> Self {
        Self { linters, acceptances: Acceptances::new(), key: Key::from_environment() }
    }

    /// What was wrong with configurations, word lists and accepted files.
    pub(super) fn troubles(&self) -> impl Iterator<Item = &String> {
        self.linters.troubles.iter().chain(&self.acceptances.troubles)
    }

    fn of(&mut self, path: &Path) -> Chosen {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        Chosen { linter: self.linters.of(folder), accepted: self.acceptances.of(folder) }
    }

    /// Checks one note.
    fn check(&self, chosen: Chosen, source: Source) -> Checked {
        let key = self.acceptances.key(chosen.accepted, self.key.as_ref());
        let mut note = check(self.linters.get(chosen.linter), source, key)?;
        self.acceptances.part(chosen.accepted, &mut note);
        Ok(note)
    }
}

/// What governs one note.
#[derive(Clone, Copy)]
struct Chosen {
    linter: usize,
    accepted: Option<usize>,
}

/// Reads and checks every input and hands each on, in order. `each` is told which accepted file governs the note.
///
/// # Errors
///
/// The first that `each` returns; the rest is then left unread.
pub(super) fn run(
    inputs: Inputs,
    governing: &mut Governing,
    mut each: impl FnMut(Checked, Option<usize>, &mut Acceptances) -> io::Result<()>,
) -> io::Result<()> {
    for error in inputs.missing {
        each(Err(error), None, &mut governing.acceptances)?;
    }
    if let Some(name) = inputs.stdin {
        let chosen = governing.of(Path::new("./-"));
        let checked = input::read_stdin(&name).and_then(|source| governing.check(chosen, source));
        each(checked, chosen.accepted, &mut governing.acceptances)?;
    }
    for batch in inputs.files.chunks(BATCH) {
        let chosen: Vec<Chosen> = batch.iter().map(|path| governing.of(path)).collect();
        let work = batch.par_iter().zip(&chosen);
        let checked: Vec<Checked> =
            work.map(|(path, chosen)| input::read(path).and_then(|source| governing.check(*chosen, source))).collect();
        for (one, chosen) in checked.into_iter().zip(chosen) {
            if let Ok(note) = &one {
                governing.acceptances.see(chosen.accepted, note);
            }
            each(one, chosen.accepted, &mut governing.acceptances)?;
        }
    }
    Ok(())
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
    let notice = source.decoded.notice();
    Ok(NoteReport { notice, path: source.path, words, findings, accepted: Vec::new(), text: source.decoded.text })
}
