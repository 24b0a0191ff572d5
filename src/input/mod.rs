//! From files, folders and standard input to notes with a map back to the bytes on disk.

mod decode;
#[cfg(feature = "cli")]
mod walk;

use std::fs;
use std::io::Read;
use std::path::Path;
#[cfg(feature = "cli")]
use std::path::PathBuf;

pub use decode::{Decoded, Encoding, decode};
#[cfg(feature = "cli")]
pub use walk::walk;

/// The largest file that is read as a note. A case note is a few kilobytes; a file far above that is an export that
/// belongs in a table, and spans are 32-bit.
pub const MAX_BYTES: u64 = 64 * 1024 * 1024;

/// A note's text and where it came from.
#[derive(Debug)]
pub struct Source {
    /// The path as given or found, or the name standard input was given.
    pub path: String,
    /// The text and its encoding.
    pub decoded: Decoded,
}

/// An input that could not be read: which, why, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InputError {
    /// The path as given or found.
    pub path: String,
    /// What is wrong and what to do. Holds no text of the note.
    pub message: String,
}

/// Reads a file as a note.
///
/// # Errors
///
/// A file that is missing, unreadable, empty, too large, or not text.
pub fn read(path: &Path) -> Result<Source, InputError> {
    let shown = path.display().to_string();
    let fault = |message: String| InputError { path: shown.clone(), message };
    let size = fs::metadata(path).map_err(|error| fault(reason(&error)))?.len();
    if size > MAX_BYTES {
        return Err(fault(too_large(size)));
    }
    let file = fs::File::open(path).map_err(|error| fault(reason(&error)))?;
    let decoded = read_all(file, size as usize).and_then(decode).map_err(fault)?;
    Ok(Source { path: shown, decoded })
}

/// Reads standard input as one note.
///
/// # Errors
///
/// As [`read`].
pub fn read_stdin(name: &str) -> Result<Source, InputError> {
    let fault = |message: String| InputError { path: name.to_owned(), message };
    let decoded = read_all(std::io::stdin().lock(), 0).and_then(decode).map_err(fault)?;
    Ok(Source { path: name.to_owned(), decoded })
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
                let message = "holds no notes: files ending in .txt or .md are read".to_owned();
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
