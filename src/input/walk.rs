//! Finding the notes in a folder.

use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use super::{Format, InputError};

/// The notes in a folder and below it, sorted, by the endings of the formats that are read. A file that is named itself is read
/// whatever its ending; `.gitignore` and `.casenoteignore` are honoured, hidden files left out.
pub fn walk(folder: &Path) -> (Vec<PathBuf>, Vec<InputError>) {
    let mut found = Vec::new();
    let mut errors = Vec::new();
    for entry in WalkBuilder::new(folder).add_custom_ignore_filename(".casenoteignore").require_git(false).build() {
        match entry {
            Ok(entry) => {
                let known = entry.path().to_str().is_some_and(|name| Format::of(name).is_some());
                if entry.file_type().is_some_and(|kind| !kind.is_dir()) && known && !is_lock(entry.path()) {
                    found.push(entry.into_path());
                }
            }
            Err(error) => {
                errors.push(InputError { path: folder.display().to_string(), message: format!("could not be searched: {error}") });
            }
        }
    }
    found.sort();
    (found, errors)
}

/// Word and Excel keep a small file beside one that is open; it holds no note.
fn is_lock(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("~$"))
}
