//! The file and its key on disk.

use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

use super::{Accepted, Fault, KEY_FILE_NAME, Key, parse};

/// What the file of the key says of itself.
const KEY_HEAD: &str = "# The key of casenote-accepted.toml. It belongs where the notes are: never send it along with that file.\n";

/// Reads the file at a path, with the key of the environment or the one that lies beside it.
pub fn open(path: &Path) -> (Option<Accepted>, Vec<Fault>) {
    let source = match fs::read_to_string(path) {
        Ok(source) => source,
        Err(error) => {
            let message = format!("cannot be read: {error}; nothing in it is taken as accepted");
            return (None, vec![Fault { file: path.display().to_string(), line: None, message }]);
        }
    };
    let beside = read_key(&path.with_file_name(KEY_FILE_NAME));
    let keys: Vec<Key> = Key::from_environment().into_iter().chain(beside).collect();
    parse(path, &source, &keys)
}

fn read_key(path: &Path) -> Option<Key> {
    let content = fs::read_to_string(path).ok()?;
    let secret = content.lines().find(|line| !line.trim().is_empty() && !line.starts_with('#'))?;
    Some(Key::new(secret.trim()))
}

/// The key for a new file at a path: that of the environment, the one beside it, or one that is made and laid beside it.
///
/// # Errors
///
/// The key cannot be made or written.
pub fn new_key(path: &Path) -> io::Result<Key> {
    let place = path.with_file_name(KEY_FILE_NAME);
    if let Some(key) = Key::from_environment().or_else(|| read_key(&place)) {
        return Ok(key);
    }
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(io::Error::other)?;
    let secret = blake3::Hash::from_bytes(bytes).to_hex();
    let mut file = fs::File::create_new(&place)?;
    file.write_all(format!("{KEY_HEAD}{secret}\n").as_bytes())?;
    Ok(Key::new(&secret))
}

/// Writes the file whole or not at all; a link stays a link, and permissions stay as they are.
///
/// # Errors
///
/// The file cannot be written.
pub fn save(accepted: &Accepted) -> io::Result<()> {
    let Ok(path) = fs::canonicalize(&accepted.path) else {
        return fs::write(&accepted.path, accepted.to_toml());
    };
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(accepted.to_toml().as_bytes())?;
    file.as_file().set_permissions(fs::metadata(&path)?.permissions())?;
    file.as_file().sync_all()?;
    file.persist(&path).map_err(|error| error.error)?;
    Ok(())
}
