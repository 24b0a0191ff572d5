//! From paths to checked notes: side by side, in batches, and handed on in their order.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::acceptances::Acceptances;
use super::interrupt;
use super::linters::Linters;
use crate::accepted::Key;
use crate::engine::{Collection, Described, Examined, Linter};
use crate::input::{self, InputError, Source};
use crate::report::{About, NoteReport, place};
use crate::rules::Place;
use crate::text::Span;

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
    /// Whether the report asks whose each note is.
    pub(super) describes: bool,
}

impl Governing {
    pub(super) fn new(linters: Linters) -> Self {
        Self { linters, acceptances: Acceptances::new(), key: Key::from_environment(), describes: false }
    }

    /// What was wrong with configurations, word lists and accepted files.
    pub(super) fn troubles(&self) -> impl Iterator<Item = &String> {
        self.linters.troubles.iter().chain(&self.acceptances.troubles)
    }

    fn of(&mut self, path: &Path) -> Chosen {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        Chosen { linter: self.linters.of(folder), accepted: self.acceptances.of(folder) }
    }

    /// Reads and checks notes side by side, and compares each with those before it.
    fn check<I: Sync>(
        &self,
        inputs: &[(I, Chosen)],
        read: impl Fn(&I) -> Result<Source, InputError> + Sync,
        met: &mut Collection,
    ) -> Vec<Checked> {
        let examine = |(input, chosen): &(I, Chosen)| examine(read(input)?, self.linters.get(chosen.linter), self.describes);
        let mut notes: Vec<Result<Work, InputError>> = inputs.par_iter().map(examine).collect();
        met.foresee(notes.iter().flatten().map(|work| &work.examined));
        for (note, (_, chosen)) in notes.iter_mut().zip(inputs) {
            let Ok(Work { source, examined, .. }) = note else { continue };
            let place = Place { path: source.path.clone(), entry: 0 };
            if let Err(error) = guarded(&source.path, || self.linters.get(chosen.linter).compare(met, &place, examined)) {
                *note = Err(error);
            }
        }
        let finish = |(note, (_, chosen)): (Result<Work, InputError>, &(I, Chosen))| {
            let mut note = note?.finish(self.acceptances.key(chosen.accepted, self.key.as_ref()))?;
            self.acceptances.part(chosen.accepted, &mut note);
            Ok(note)
        };
        notes.into_par_iter().zip(inputs).map(finish).collect()
    }
}

/// What governs one note.
#[derive(Clone, Copy)]
struct Chosen {
    linter: usize,
    accepted: Option<usize>,
}

/// Reads and checks every input and hands each on, in order. `each` is told which accepted file governs the note. The
/// result tells whether all was read: somebody may stop a run.
///
/// # Errors
///
/// The first that `each` returns; the rest is then left unread.
pub(super) fn run(
    inputs: Inputs,
    governing: &mut Governing,
    mut each: impl FnMut(Checked, Option<usize>, &mut Acceptances) -> io::Result<()>,
) -> io::Result<bool> {
    for error in inputs.missing {
        each(Err(error), None, &mut governing.acceptances)?;
    }
    let mut met = Collection::default();
    if let Some(name) = inputs.stdin {
        let chosen = governing.of(Path::new("./-"));
        for checked in governing.check(&[(name, chosen)], |name| input::read_stdin(name), &mut met) {
            if let Ok(note) = &checked {
                governing.acceptances.see(chosen.accepted, note);
            }
            each(checked, chosen.accepted, &mut governing.acceptances)?;
        }
    }
    for batch in inputs.files.chunks(BATCH) {
        if interrupt::stopped() {
            return Ok(false);
        }
        let batch: Vec<(&PathBuf, Chosen)> = batch.iter().map(|path| (path, governing.of(path))).collect();
        let checked = governing.check(&batch, |path| input::read(path), &mut met);
        for (one, (_, chosen)) in checked.into_iter().zip(batch) {
            if let Ok(note) = &one {
                governing.acceptances.see(chosen.accepted, note);
            }
            each(one, chosen.accepted, &mut governing.acceptances)?;
        }
    }
    Ok(true)
}

/// A note that was examined.
struct Work {
    source: Source,
    examined: Examined,
    about: About,
}

/// Builds for tests let themselves be asked for a fault in one note, by this variable and the end of its path.
const FAULT: &str = "CASENOTE_TEST_FAULT";

fn examine(source: Source, linter: &Linter, describes: bool) -> Result<Work, InputError> {
    let text = &source.decoded.text;
    let (examined, about) = guarded(&source.path, || {
        let asked = cfg!(debug_assertions) && std::env::var(FAULT).is_ok_and(|path| source.path.ends_with(&path));
        assert!(!asked, "a fault in {text}");
        linter.read(text, |note, examined| (examined, if describes { told(Described::of(note), text) } else { About::default() }))
    })?;
    Ok(Work { source, examined, about })
}

/// Whose a note is, in its own words.
pub(super) fn about(linter: &Linter, text: &str) -> About {
    told(linter.describe(text), text)
}

fn told(described: Described, text: &str) -> About {
    let words = |span: Option<Span>| span.map(|span| span.of(text).split_whitespace().collect::<Vec<_>>().join(" "));
    About { worker: words(described.author), team: words(described.team), date: described.date }
}

impl Work {
    /// Finds the places of the findings.
    fn finish(self, key: Option<&Key>) -> Checked {
        let Self { source, examined, about } = self;
        let (text, words, kind) = (&source.decoded.text, examined.words, examined.kind);
        let findings = guarded(&source.path, || place(text, examined.findings, key, |offsets| source.decoded.on_disk(offsets)))?;
        let notice = source.decoded.notice();
        Ok(NoteReport {
            notice,
            path: source.path,
            entry: 0,
            kind,
            about,
            words,
            findings,
            accepted: Vec::new(),
            text: source.decoded.text,
        })
    }
}

/// Runs a step of the work on one note. A fault in a rule costs that note only.
fn guarded<T>(path: &str, step: impl FnOnce() -> T) -> Result<T, InputError> {
    catch_unwind(AssertUnwindSafe(step)).map_err(|_| InputError {
        path: path.to_owned(),
        message: "could not be checked because of a fault in the program; the place is told above".to_owned(),
    })
}
