//! Finding the notes in a folder.

use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use super::InputError;

/// Endings of files that a folder is searched for. A file that is named itself is read whatever its ending.
const ENDINGS: &[&str] = &["txt", "text", "md", "markdown"];

/// The notes in a folder and below it, sorted; `.gitignore` and `.casenoteignore` are honoured, hidden files left out.
pub fn walk(folder: &Path) -> (Vec<PathBuf>, Vec<InputError>) {
    let mut found = Vec::new();
    let mut errors = Vec::new();
    for entry in WalkBuilder::new(folder).add_custom_ignore_filename(".casenoteignore").require_git(false).build() {
        match entry {
            Ok(entry) => {
                let ending = entry.path().extension().map(|end| end.to_string_lossy().to_ascii_lowercase());
                if entry.file_type().is_some_and(|kind| !kind.is_dir()) && ending.is_some_and(|end| ENDINGS.contains(&end.as_str())) {
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
