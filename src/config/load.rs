//! From a `casenote.toml` on disk to what a linter is made of, with whatever is wrong told and left out.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Deserialize;
use toml::{Table, Value};

use super::{Config, ConfigError, with_suggestion};
use crate::lexicon;
use crate::record::Policy;
use crate::rules::find;
use crate::settings::Settings;

/// What a configuration comes to: all that is sound of it.
#[derive(Debug, Default)]
pub struct Loaded {
    /// The configuration itself.
    pub config: Config,
    /// The settings it stands for.
    pub settings: Settings,
    /// The word lists it names, as file name and content.
    pub lists: Vec<(String, String)>,
    /// Every file that was read or looked for.
    pub files: Vec<PathBuf>,
    /// What was wrong, each with its file and what was done without it.
    pub troubles: Vec<String>,
}

impl Config {
    /// Reads the file at `path`, if there is one, and lays `over` it what an editor's own settings say. Whatever is broken is
    /// told in the troubles and left out.
    pub fn load(path: Option<&Path>, over: &Table) -> Loaded {
        let mut loaded = Loaded::default();
        let folder = path.and_then(Path::parent).unwrap_or(Path::new("."));
        let from_file = path.and_then(|path| loaded.read(path));
        let has_file = from_file.is_some();
        let (file, source) = from_file.unwrap_or_default();
        match resolved(&file, &source, over) {
            Ok(read) => (loaded.config, loaded.settings) = read,
            // The editor's part is at fault, for the file by itself was sound.
            Err(error) if !over.is_empty() => {
                loaded.troubles.push(format!("{error}; the notes were checked without the editor’s settings"));
                if has_file && let Ok(read) = resolved(&file, &source, &Table::new()) {
                    (loaded.config, loaded.settings) = read;
                }
            }
            Err(error) => loaded.troubles.push(format!("{error}; the notes were checked with the defaults")),
        }
        if let Some(policy) = loaded.config.policy.clone() {
            loaded.settings.policy = loaded.read_policy(&folder.join(policy));
        }
        for list in std::mem::take(&mut loaded.config.words.lists) {
            loaded.read_list(&folder.join(&list));
            loaded.config.words.lists.push(list);
        }
        loaded
    }
}

impl Loaded {
    /// The name and the content of a configuration that is sound by itself.
    fn read(&mut self, path: &Path) -> Option<(String, String)> {
        let shown = path.display().to_string();
        self.files.push(path.to_owned());
        match fs::read_to_string(path) {
            Ok(source) => match resolved(&shown, &source, &Table::new()) {
                Ok(_) => return Some((shown, source)),
                Err(error) => self.troubles.push(format!("{error}; the notes were checked with the defaults")),
            },
            Err(error) => self.troubles.push(format!("{shown}: cannot be read: {error}; the notes were checked with the defaults")),
        }
        None
    }

    /// Reads a word list; one that is broken is told of and left out.
    fn read_list(&mut self, path: &Path) {
        let shown = path.display().to_string();
        self.files.push(path.to_owned());
        let source = match fs::read_to_string(path) {
            Ok(source) => source,
            Err(error) => {
                return self.troubles.push(format!("{shown}: cannot be read: {error}; the notes were checked without this list"));
            }
        };
        match lexicon::load(&shown, &source) {
            Ok(list) => match list.rule.as_deref().map(find) {
                Some(None) => self.troubles.push(format!(
                    "{shown}: the list's rule does not exist; `casenote rules` lists them; the notes were checked without this list"
                )),
                _ => self.lists.push((shown, source)),
            },
            Err(faults) => {
                self.troubles.extend(faults.iter().map(|fault| format!("{fault}; the notes were checked without this list")));
            }
        }
    }

    /// Reads a council's own policy; one that is broken is told of, and the one that comes with the program stays in force.
    fn read_policy(&mut self, path: &Path) -> Option<Arc<Policy>> {
        let shown = path.display().to_string();
        self.files.push(path.to_owned());
        let instead = "; the notes were checked with the policy that comes with the program";
        let source = match fs::read_to_string(path) {
            Ok(source) => source,
            Err(error) => {
                self.troubles.push(format!("{shown}: cannot be read: {error}{instead}"));
                return None;
            }
        };
        let policy = match Policy::load(&shown, &source) {
            Ok(policy) => policy,
            Err(faults) => {
                faults.iter().for_each(|fault| self.troubles.push(format!("{fault}{instead}")));
                return None;
            }
        };
        let before = self.troubles.len();
        for list in policy.kind_lists().into_iter().chain(policy.element_lists()) {
            for fault in lexicon::load(&list.file, &list.content).err().into_iter().flatten() {
                let line = list.lines.get(fault.line - 1).copied().unwrap_or(1);
                self.troubles.push(format!("{shown}:{line}: {}{instead}", fault.message));
            }
        }
        (self.troubles.len() == before).then(|| Arc::new(policy))
    }
}

/// What a fault is told to lie in where no file is at fault.
const EDITOR: &str = "the editor’s settings";

/// A configuration and its settings: the file's, with the editor's over them.
fn resolved(file: &str, source: &str, over: &Table) -> Result<(Config, Settings), ConfigError> {
    let config = Config::parse(file, source)?;
    if over.is_empty() {
        let settings = config.settings(file)?;
        return Ok((config, settings));
    }
    let fault = |message: &str| ConfigError { file: EDITOR.to_owned(), line: None, message: with_suggestion(message) };
    let mut merged: Table = source.parse().map_err(|error: toml::de::Error| fault(error.message()))?;
    // The editor's word on a group is over the file's on one of its rules.
    if let (Some(Value::Table(rules)), Some(Value::Table(editor))) = (merged.get_mut("rules"), over.get("rules")) {
        rules.retain(|rule, _| rule.split_once('/').is_none_or(|(group, _)| !editor.contains_key(group)));
    }
    lay_over(&mut merged, over);
    let config = Config::deserialize(Value::Table(merged)).map_err(|error| fault(error.message()))?;
    let settings = config.settings(EDITOR)?;
    Ok((config, settings))
}

/// Lays one table over another: tables are joined, lists grow, and what else both say is the upper one's.
fn lay_over(under: &mut Table, over: &Table) {
    for (key, value) in over {
        match (under.get_mut(key), value) {
            (Some(Value::Table(under)), Value::Table(over)) => lay_over(under, over),
            (Some(Value::Array(under)), Value::Array(over)) => under.extend(over.iter().cloned()),
            _ => {
                under.insert(key.clone(), value.clone());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Severity;

    fn settings(file: &str, over: &str) -> Result<Settings, String> {
        let over = over.parse().expect("sound TOML");
        resolved("casenote.toml", file, &over).map(|(_, settings)| settings).map_err(|error| error.to_string())
    }

    #[test]
    fn the_editor_is_over_the_file() {
        let file = "people = [\"Jo Hill\"]\n[rules]\n\"respect/derogatory\" = \"error\"\nplain-english = \"off\"\n";
        let found = settings(file, "people = [\"Ann Lee\"]\n[rules]\nrespect = \"info\"\n").expect("sound");
        assert_eq!(found.people, ["Jo Hill", "Ann Lee"]);
        assert_eq!(found.severities["respect/derogatory"], Severity::Info);
        assert!(found.off.contains("plain-english/wordy"));
    }

    #[test]
    fn a_fault_of_the_editor_is_told_as_such() {
        let error = settings("", "[rules]\nrespekt = \"off\"\n").expect_err("no such group");
        assert!(error.starts_with("the editor’s settings: ") && error.contains("did you mean `respect`?"), "{error}");
        let error = settings("", "peeple = []\n").expect_err("no such key");
        assert!(error.contains("did you mean `people`?"), "{error}");
    }
}
