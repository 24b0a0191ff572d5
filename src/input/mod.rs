//! From files, folders and standard input to notes with a map back to the place they came from.
//!
//! A file is one note or many. [`notes`] reads it as a stream: rows of an export are read one at a time, so the memory needed does
//! not grow with the file. What is wrong with one row costs that row only.

mod bounded;
mod colour;
mod columns;
mod decode;
mod delimited;
mod docx;
mod entries;
mod extract;
mod flow;
mod html;
mod lines;
mod markdown;
mod package;
mod source;
mod table;
#[cfg(feature = "cli")]
mod walk;
mod word_styles;
#[cfg(feature = "cli")]
mod workbook;

use std::fs;
use std::io::{Cursor, Read};
use std::path::Path;
#[cfg(feature = "cli")]
use std::path::PathBuf;
use std::sync::Arc;

pub use columns::{Columns, Names};
pub use decode::{Decoded, Encoding, decode};
pub use entries::entries;
pub use source::{Placement, Source, Spot};
#[cfg(feature = "cli")]
pub use walk::walk;

use extract::Extract;
use source::TextFile;

/// The largest file that is read as text. A case note is a few kilobytes; a file far above that is an export that
/// belongs in a table, and spans are 32-bit.
pub const MAX_BYTES: u64 = 64 * 1024 * 1024;

/// An input that could not be read: which, why, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InputError {
    /// The path as given or found.
    pub path: String,
    /// What is wrong and what to do. Holds no text of the note.
    pub message: String,
}

/// How inputs are read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// Which column of an export holds what.
    pub columns: Columns,
}

/// The formats that notes come in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Plain text, one note or several entries.
    Text,
    /// Markdown.
    Markdown,
    /// HTML.
    Html,
    /// A Word document.
    Word,
    /// A table in CSV, or with tabs.
    Csv,
    /// A workbook of Excel.
    Excel,
    /// One JSON object a line.
    JsonLines,
}

impl Format {
    /// The endings of the names of files that are read as something else than plain text.
    const ENDINGS: &[(&str, Self)] = &[
        ("txt", Self::Text),
        ("text", Self::Text),
        ("md", Self::Markdown),
        ("markdown", Self::Markdown),
        ("html", Self::Html),
        ("htm", Self::Html),
        ("docx", Self::Word),
        ("docm", Self::Word),
        ("csv", Self::Csv),
        ("tsv", Self::Csv),
        ("xlsx", Self::Excel),
        ("xlsm", Self::Excel),
        ("jsonl", Self::JsonLines),
        ("ndjson", Self::JsonLines),
    ];

    /// The format of a name, by its ending.
    pub fn of(name: &str) -> Option<Self> {
        let ending = Path::new(name).extension()?.to_str()?;
        Self::ENDINGS.iter().find(|(known, _)| ending.eq_ignore_ascii_case(known)).map(|(_, format)| *format)
    }

    /// Whether it holds a note a row, and is read row by row.
    pub const fn is_table(self) -> bool {
        matches!(self, Self::Csv | Self::Excel | Self::JsonLines)
    }
}

/// The notes of one file or stream, in order. Made by [`notes`] and [`notes_of`].
pub struct Notes(Box<dyn Iterator<Item = Result<Source, InputError>>>);

impl Iterator for Notes {
    type Item = Result<Source, InputError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next()
    }
}

impl Notes {
    fn one(item: Result<Source, InputError>) -> Self {
        Self(Box::new(std::iter::once(item)))
    }
}

/// The notes of a file. The format is told by the ending of its name; what has no known ending is plain text.
///
/// Errors come as items: the file that cannot be read, or one row of it, after which the rest goes on.
///
/// ```
/// use casenote::input::{Options, notes};
/// let read: Vec<_> = notes("no-such-export.csv".as_ref(), &Options::default()).collect();
/// assert!(read[0].as_ref().is_err_and(|error| error.message.contains("no such file")));
/// ```
pub fn notes(path: &Path, options: &Options) -> Notes {
    let name = path.display().to_string();
    match open(path) {
        Ok(file) => match Format::of(&name) {
            Some(Format::Word) => of_word(name, file),
            Some(Format::Excel) => of_workbook(&name, file, options),
            _ => notes_of(file, &name, options),
        },
        Err(message) => Notes::one(Err(InputError { path: name, message })),
    }
}

/// The notes of a stream, such as standard input; `name` tells the format by its ending, and is the path in reports.
///
/// ```
/// use casenote::input::{Options, notes_of};
/// let export = "Date,Note\n1/2/2024,Seen at home.\n8/2/2024,\"Rang school.\nNo answer.\"\n";
/// let notes: Vec<_> = notes_of(export.as_bytes(), "export.csv", &Options::default()).map(Result::unwrap).collect();
/// assert_eq!(notes[1].text(), "Rang school.\nNo answer.");
/// assert_eq!(notes[1].metadata.date.as_deref(), Some("8/2/2024"));
/// ```
pub fn notes_of(stream: impl Read + 'static, name: &str, options: &Options) -> Notes {
    let fault = |message| Notes::one(Err(InputError { path: name.to_owned(), message }));
    match Format::of(name) {
        Some(Format::Csv) => Notes(Box::new(delimited::Delimited::new(name, Box::new(stream), &options.columns))),
        Some(Format::JsonLines) => Notes(Box::new(lines::Lines::new(name, Box::new(stream), &options.columns))),
        Some(packed @ (Format::Word | Format::Excel)) => match read_all(stream, 0) {
            Ok(bytes) if packed == Format::Word => of_word(name.to_owned(), Cursor::new(bytes)),
            Ok(bytes) => of_workbook(name, Cursor::new(bytes), options),
            Err(message) => fault(message),
        },
        format => match read_all(stream, 0).and_then(decode) {
            Ok(decoded) => of_text(name.to_owned(), decoded, format.unwrap_or(Format::Text)),
            Err(message) => fault(message),
        },
    }
}

/// A file of text as one note, markup and all: for what hands back the text as it stands.
///
/// # Errors
///
/// A file that cannot be read, or is no text.
pub fn whole(path: &Path) -> Result<Source, InputError> {
    let name = path.display().to_string();
    let file = open(path).map_err(|message| InputError { path: name.clone(), message })?;
    whole_of(file, &name)
}

/// A stream of text as one note, markup and all.
///
/// # Errors
///
/// As [`whole`].
pub fn whole_of(stream: impl Read, name: &str) -> Result<Source, InputError> {
    match read_all(stream, 0).and_then(decode) {
        Ok(decoded) => Ok(Source::of_text(name.to_owned(), decoded)),
        Err(message) => Err(InputError { path: name.to_owned(), message }),
    }
}

/// Opens a file; one that can only be refused is not read first.
fn open(path: &Path) -> Result<fs::File, String> {
    let size = fs::metadata(path).map_err(|error| reason(&error))?.len();
    let streamed = path.to_str().and_then(Format::of).is_some_and(|format| format.is_table() || format == Format::Word);
    if size > MAX_BYTES && !streamed {
        return Err(too_large(size));
    }
    fs::File::open(path).map_err(|error| reason(&error))
}

/// The entries of a file of text.
fn of_text(name: String, decoded: Decoded, format: Format) -> Notes {
    let extract = match format {
        Format::Markdown => markdown::extract(&decoded.text),
        Format::Html => match html::extract(&decoded.text) {
            Ok(extract) => extract,
            Err(message) => return Notes::one(Err(InputError { path: name, message })),
        },
        _ => {
            let ranges = entries::entries(&decoded.text);
            if ranges.len() == 1 {
                return Notes::one(Ok(Source::of_text(name, decoded)));
            }
            return each(ranges, &decoded, |entry, range, file| Source::stretch(name.clone(), entry, file, range));
        }
    };
    if extract.text.trim().is_empty() {
        return Notes::one(Err(InputError { path: name, message: "is empty: there is nothing to check".to_owned() }));
    }
    let ranges = entries::entries(&extract.text);
    each(ranges, &decoded, |entry, range, file| Source::marked(name.clone(), entry, file, extract.part(range)))
}

fn each(
    ranges: Vec<std::ops::Range<usize>>,
    decoded: &Decoded,
    note: impl Fn(usize, std::ops::Range<usize>, &Arc<TextFile>) -> Source,
) -> Notes {
    let mut notice = decoded.notice();
    let file = Arc::new(TextFile::new(decoded.clone()));
    let notes = ranges.into_iter().enumerate().map(|(entry, range)| {
        let mut source = note(entry, range, &file);
        source.notice = notice.take();
        Ok(source)
    });
    Notes(Box::new(notes.collect::<Vec<_>>().into_iter()))
}

/// The entries of a Word document.
fn of_word(name: String, file: impl Read + std::io::Seek) -> Notes {
    let docx::Document { text, styles, spots } = match docx::read(file) {
        Ok(document) => document,
        Err(message) => return Notes::one(Err(InputError { path: name, message })),
    };
    let whole = Extract { text, pieces: Vec::new(), styles };
    let notes = entries::entries(&whole.text).into_iter().enumerate().map(|(entry, range)| {
        let (start, end) = (range.start as u32, range.end as u32);
        let first = spots.partition_point(|(from, _)| *from <= start).saturating_sub(1);
        let inside = spots[first..].iter().take_while(|(from, _)| *from < end);
        let spots = inside.map(|(from, spot)| (from.saturating_sub(start), spot.clone())).collect();
        let part = whole.part(range);
        Ok(Source::own(name.clone(), entry, part.styles, part.text, spots))
    });
    Notes(Box::new(notes.collect::<Vec<_>>().into_iter()))
}

/// The rows of a workbook.
#[cfg(feature = "cli")]
fn of_workbook(name: &str, file: impl Read + std::io::Seek + Send + 'static, options: &Options) -> Notes {
    Notes(Box::new(workbook::Workbook::new(name, file, &options.columns)))
}

/// A page in the browser takes one note at a time, and no year of them.
#[cfg(not(feature = "cli"))]
fn of_workbook(name: &str, _: impl Read, _: &Options) -> Notes {
    let message = "is a workbook, which only the command line reads; save the note as text or as a Word document".to_owned();
    Notes::one(Err(InputError { path: name.to_owned(), message }))
}

/// Reads to the end, or to the limit: a pipe does not tell its size.
fn read_all(input: impl Read, expected: usize) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::with_capacity(expected + 1);
    input.take(MAX_BYTES + 1).read_to_end(&mut bytes).map_err(|error| reason(&error))?;
    if bytes.len() as u64 > MAX_BYTES { Err(too_large(bytes.len() as u64)) } else { Ok(bytes) }
}

fn too_large(size: u64) -> String {
    format!("has {} MB, more than the {} MB that one note may have; split it into one file a note", size / 1_000_000, MAX_BYTES / 1_000_000)
}

fn reason(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "there is no such file or folder; check the path".to_owned(),
        std::io::ErrorKind::PermissionDenied => "may not be read; ask for permission to read it".to_owned(),
        _ => format!("could not be read: {error}"),
    }
}

/// The files that the paths stand for, in a stable order, and the paths that stand for nothing.
#[cfg(feature = "cli")]
pub fn files(paths: &[PathBuf]) -> (Vec<PathBuf>, Vec<InputError>) {
    let mut found = Vec::new();
    let mut errors = Vec::new();
    for path in paths {
        if path.is_dir() {
            let (inside, failed) = walk(path);
            if inside.is_empty() && failed.is_empty() {
                let message = "holds no notes: files ending in .txt, .md, .html, .docx, .csv, .xlsx or .jsonl are read".to_owned();
                errors.push(InputError { path: path.display().to_string(), message });
            }
            found.extend(inside);
            errors.extend(failed);
        } else {
            found.push(path.clone());
        }
    }
    let mut seen = std::collections::HashSet::new();
    found.retain(|path| seen.insert(path.clone()));
    (found, errors)
}
