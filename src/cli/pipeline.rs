//! From paths to checked notes: side by side, in batches, and handed on in their order.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use super::acceptances::Acceptances;
use super::choose::Choice;
use super::interrupt;
use super::linters::{Linters, folder_of};
use crate::accepted::Key;
use crate::engine::{Collection, Described, Examined, Given, Linter};
use crate::input::{self, Format, InputError, Source};
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
    /// Which of the notes are checked.
    pub(super) choice: Arc<Choice>,
}

impl Governing {
    pub(super) fn new(linters: Linters) -> Self {
        Self { linters, acceptances: Acceptances::new(), key: Key::from_environment(), describes: false, choice: Arc::default() }
    }

    /// What was wrong with configurations, word lists and accepted files.
    pub(super) fn troubles(&self) -> impl Iterator<Item = &String> {
        self.linters.troubles.iter().chain(&self.acceptances.troubles)
    }

    fn of(&mut self, path: &Path) -> Chosen {
        Chosen { linter: self.linters.of_file(path), accepted: self.acceptances.of(folder_of(path)) }
    }

    /// Reads the notes of a file, as far as they are to be checked.
    fn read(&self, path: &Path, chosen: Chosen) -> impl Iterator<Item = Read> + use<> {
        let notes = input::notes(path, self.linters.options(chosen.linter));
        let choice = Arc::clone(&self.choice);
        notes.filter(move |note| note.as_ref().map_or(true, |note| choice.keeps(note))).map(move |note| (note, chosen))
    }

    /// Checks notes side by side, and compares each with those before it.
    fn check(&self, notes: Vec<Read>, met: &mut Collection) -> Vec<(Checked, Chosen)> {
        let (notes, chosen): (Vec<_>, Vec<Chosen>) = notes.into_iter().unzip();
        let examine =
            |(note, chosen): (Result<Source, InputError>, &Chosen)| examine(note?, self.linters.get(chosen.linter), self.describes);
        let mut notes: Vec<Result<Work, InputError>> = notes.into_par_iter().zip(&chosen).map(examine).collect();
        met.foresee(notes.iter().flatten().map(|work| &work.examined));
        for (note, chosen) in notes.iter_mut().zip(&chosen) {
            let Ok(Work { source, examined, .. }) = note else { continue };
            let place = Place { path: source.path.clone(), entry: source.entry };
            if let Err(error) = guarded(&source.path, || self.linters.get(chosen.linter).compare(met, &place, examined)) {
                *note = Err(error);
            }
        }
        let finish = |(note, chosen): (Result<Work, InputError>, Chosen)| {
            let finished = note.and_then(|note| note.finish(self.acceptances.key(chosen.accepted, self.key.as_ref()))).map(|mut note| {
                self.acceptances.part(chosen.accepted, &mut note);
                note
            });
            (finished, chosen)
        };
        notes.into_par_iter().zip(chosen).map(finish).collect()
    }
}

/// A note or what is wrong with it, and what governs it.
type Read = (Result<Source, InputError>, Chosen);

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
    let mut take = |notes: Vec<Read>, governing: &mut Governing| -> io::Result<()> {
        for (one, chosen) in governing.check(notes, &mut met) {
            if let Ok(note) = &one {
                governing.acceptances.see(chosen.accepted, note);
            }
            each(one, chosen.accepted, &mut governing.acceptances)?;
        }
        Ok(())
    };
    if let Some(name) = inputs.stdin {
        let chosen = governing.of(Path::new("./-"));
        let mut notes = input::notes_of(io::stdin(), &name, governing.linters.options(chosen.linter)).map(|note| (note, chosen));
        while let Some(batch) = next_batch(&mut notes) {
            take(batch, governing)?;
        }
    }
    for files in inputs.files.chunk_by(|one, next| !is_table(one) && !is_table(next)) {
        if let [table] = files
            && is_table(table)
        {
            let chosen = governing.of(table);
            let mut notes = governing.read(table, chosen);
            while let Some(batch) = next_batch(&mut notes) {
                take(batch, governing)?;
            }
            continue;
        }
        for batch in files.chunks(BATCH) {
            if interrupt::stopped() {
                return Ok(false);
            }
            let chosen: Vec<Chosen> = batch.iter().map(|path| governing.of(path)).collect();
            let read = |(path, chosen): (&PathBuf, &Chosen)| governing.read(path, *chosen).collect::<Vec<_>>();
            let notes: Vec<Vec<Read>> = batch.par_iter().zip(&chosen).map(read).collect();
            take(notes.into_iter().flatten().collect(), governing)?;
        }
    }
    Ok(!interrupt::stopped())
}

/// Whether a file is read a row at a time, and may hold any number of notes.
fn is_table(path: &Path) -> bool {
    path.to_str().and_then(Format::of).is_some_and(Format::is_table)
}

/// As many notes as are checked side by side; none at the end, or when somebody stops the run.
fn next_batch(notes: &mut impl Iterator<Item = Read>) -> Option<Vec<Read>> {
    if interrupt::stopped() {
        return None;
    }
    let batch: Vec<Read> = notes.take(BATCH).collect();
    (!batch.is_empty()).then_some(batch)
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
    let (text, given) = (source.text(), Given { styles: &source.styles, metadata: &source.metadata });
    let (examined, about) = guarded(&source.path, || {
        let asked = cfg!(debug_assertions) && std::env::var(FAULT).is_ok_and(|path| source.path.ends_with(&path));
        assert!(!asked, "a fault in {text}");
        linter.read_with(text, given, |note, examined| {
            let about = if describes { told(&source, Described::of(note)) } else { About::default() };
            (examined, about)
        })
    })?;
    Ok(Work { source, examined, about })
}

/// Whose a note is, in its own words or those of its row.
pub(super) fn about(source: &Source, linter: &Linter) -> About {
    let given = Given { styles: &source.styles, metadata: &source.metadata };
    told(source, linter.describe_with(source.text(), given))
}

fn told(source: &Source, described: Described) -> About {
    let words = |span: Option<Span>| span.map(|span| span.of(source.text()).split_whitespace().collect::<Vec<_>>().join(" "));
    About { worker: words(described.author).or_else(|| source.metadata.author.clone()), team: words(described.team), date: described.date }
}

impl Work {
    /// Finds the places of the findings.
    fn finish(self, key: Option<&Key>) -> Checked {
        let Self { source, examined, about } = self;
        let (words, kind) = (examined.words, examined.kind);
        let findings = guarded(&source.path, || place(&source, examined.findings, key))?;
        let (notice, path, entry) = (source.notice, source.path.clone(), source.entry);
        Ok(NoteReport { notice, path, entry, kind, about, words, findings, accepted: Vec::new(), source })
    }
}

/// Runs a step of the work on one note. A fault in a rule costs that note only.
fn guarded<T>(path: &str, step: impl FnOnce() -> T) -> Result<T, InputError> {
    catch_unwind(AssertUnwindSafe(step)).map_err(|_| InputError {
        path: path.to_owned(),
        message: "could not be checked because of a fault in the program; the place is told above".to_owned(),
    })
}
