//! From paths to checked notes: side by side, in batches, and handed on in their order.

use std::io;
use std::iter::Peekable;
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
use crate::input::{self, Format, InputError, Options, Source};
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
}

/// A note or what is wrong with it, and what governs it.
type Read = (Result<Source, InputError>, Chosen);

/// What governs one note.
#[derive(Clone, Copy)]
struct Chosen {
    linter: usize,
    accepted: Option<usize>,
}

/// Notes that are examined side by side.
enum Batch {
    /// Files that are read where they are examined.
    Files(Vec<(PathBuf, Chosen)>),
    /// Rows of an export, which can only be read one after another.
    Rows(Vec<Read>),
}

/// What there is to check, a batch at a time: of an export no more is held than that.
struct Feed {
    files: Peekable<std::vec::IntoIter<PathBuf>>,
    rows: Option<Box<dyn Iterator<Item = Read>>>,
}

impl Feed {
    fn new(stdin: Option<String>, files: Vec<PathBuf>, governing: &mut Governing) -> Self {
        let rows = stdin.map(|name| {
            let chosen = governing.of(Path::new("./-"));
            let notes = input::notes_of(io::stdin(), &name, governing.linters.options(chosen.linter));
            Box::new(notes.map(move |note| (note, chosen))) as Box<dyn Iterator<Item = Read>>
        });
        Self { files: files.into_iter().peekable(), rows }
    }

    fn next(&mut self, governing: &mut Governing) -> Option<Batch> {
        loop {
            if let Some(rows) = &mut self.rows {
                let batch: Vec<Read> = rows.take(BATCH).collect();
                if !batch.is_empty() {
                    return Some(Batch::Rows(batch));
                }
                self.rows = None;
            }
            if let Some(table) = self.files.next_if(|path| is_table(path)) {
                let chosen = governing.of(&table);
                let notes = read(&table, governing.linters.options(chosen.linter), Arc::clone(&governing.choice));
                self.rows = Some(Box::new(notes.map(move |note| (note, chosen))));
                continue;
            }
            let files: Vec<_> = std::iter::from_fn(|| self.files.next_if(|path| !is_table(path))).take(BATCH).collect();
            let files = files.into_iter().map(|path| {
                let chosen = governing.of(&path);
                (path, chosen)
            });
            let batch: Vec<_> = files.collect();
            return (!batch.is_empty()).then_some(Batch::Files(batch));
        }
    }

    fn is_done(&mut self) -> bool {
        self.rows.is_none() && self.files.peek().is_none()
    }
}

/// Whether a file is read a row at a time, and may hold any number of notes.
fn is_table(path: &Path) -> bool {
    path.to_str().and_then(Format::of).is_some_and(Format::is_table)
}

/// The notes of a file, as far as they are to be checked.
fn read(path: &Path, options: &Options, choice: Arc<Choice>) -> impl Iterator<Item = Result<Source, InputError>> + use<> {
    input::notes(path, options).filter(move |note| note.as_ref().map_or(true, |note| choice.keeps(note)))
}

/// A note that was examined, and what governs it.
type Examinee = (Result<Work, InputError>, Chosen);

impl Batch {
    /// Reads and checks the notes side by side.
    fn examine(self, linters: &Linters, choice: &Arc<Choice>, describes: bool) -> Vec<Examinee> {
        let examine = |(note, chosen): Read| (note.and_then(|note| examine(note, linters.get(chosen.linter), describes)), chosen);
        match self {
            Self::Rows(rows) => rows.into_par_iter().map(examine).collect(),
            Self::Files(files) => {
                let of_file = |(path, chosen): &(PathBuf, Chosen)| -> Vec<Examinee> {
                    let notes = read(path, linters.options(chosen.linter), Arc::clone(choice));
                    notes.map(|note| examine((note, *chosen))).collect()
                };
                let notes: Vec<Vec<Examinee>> = files.par_iter().map(of_file).collect();
                notes.into_iter().flatten().collect()
            }
        }
    }
}

/// Compares each examined note with those before it, finds the places of what was found, and hands the notes on.
fn settle(
    mut notes: Vec<Examinee>,
    (linters, acceptances, key): (&Linters, &mut Acceptances, Option<&Key>),
    met: &mut Collection,
    each: &mut impl FnMut(Checked, Option<usize>, &mut Acceptances) -> io::Result<()>,
) -> io::Result<()> {
    met.foresee(notes.iter().filter_map(|(note, _)| note.as_ref().ok()).map(|work| &work.examined));
    for (note, chosen) in &mut notes {
        let Ok(Work { source, examined, .. }) = note else { continue };
        let place = Place { path: source.path.clone(), entry: source.entry };
        if let Err(error) = guarded(&source.path, || linters.get(chosen.linter).compare(met, &place, examined)) {
            *note = Err(error);
        }
    }
    for (note, chosen) in notes {
        let checked = note.and_then(|note| {
            let mut note = note.finish(acceptances.key(chosen.accepted, key))?;
            acceptances.part(chosen.accepted, &mut note);
            Ok(note)
        });
        if let Ok(note) = &checked {
            acceptances.see(chosen.accepted, note);
        }
        each(checked, chosen.accepted, acceptances)?;
    }
    Ok(())
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
    let mut feed = Feed::new(inputs.stdin, inputs.files, governing);
    let mut examined: Vec<Examinee> = Vec::new();
    loop {
        // The notes at hand are finished, and no others begun.
        let stopped = interrupt::stopped();
        let next = if stopped { None } else { feed.next(governing) };
        let last = next.is_none();
        let Governing { linters, acceptances, key, describes, choice } = &mut *governing;
        let (linters, choice, describes) = (&*linters, &*choice, *describes);
        let examine = || next.map_or_else(Vec::new, |batch| batch.examine(linters, choice, describes));
        let mut settle = |notes| settle(notes, (linters, acceptances, key.as_ref()), &mut met, &mut each);
        let notes = std::mem::take(&mut examined);
        if rayon::current_num_threads() == 1 {
            settle(notes)?;
            examined = examine();
        } else {
            // What is compared and written one after another does not hold up what can be done side by side.
            rayon::in_place_scope(|scope| {
                scope.spawn(|_| examined = examine());
                settle(notes)
            })?;
        }
        if last {
            return Ok(!stopped || feed.is_done());
        }
    }
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
