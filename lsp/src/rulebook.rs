//! The rules in force for each folder: found, kept, and read anew when a file behind them changes.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use casenote::Linter;
use casenote::accepted::{self, Accepted};
use casenote::config::Config;

use crate::preferences::Preferences;

/// The rules in force for some notes.
#[derive(Debug)]
pub struct Rules {
    /// The linter.
    pub linter: Linter,
    /// What the linter was made of.
    pub config: Config,
    /// The `casenote.toml`, if there is one.
    pub path: Option<PathBuf>,
    /// The editor's settings.
    pub preferences: Preferences,
    /// What somebody accepted, if anything.
    pub accepted: Option<Accepted>,
    /// Tells these rules from all others of the run, those that are forgotten included.
    pub number: u64,
    /// Where that is kept.
    kept: Option<PathBuf>,
    /// The files it was read from, as they were then.
    files: Vec<(PathBuf, Option<Stamp>)>,
}

/// What tells that a file is another than before.
type Stamp = (SystemTime, u64);

fn stamp(path: &Path) -> Option<Stamp> {
    let known = std::fs::metadata(path).ok()?;
    Some((known.modified().ok()?, known.len()))
}

/// A folder that the editor has open, and its settings.
#[derive(Debug, Clone)]
pub struct Root {
    /// The folder.
    pub path: PathBuf,
    /// Its settings.
    pub preferences: Preferences,
}

/// All rules in force.
#[derive(Debug, Default)]
pub struct Rulebook {
    /// What the editor said when it started the server; its later settings lie over this.
    pub initial: Preferences,
    /// Settings where no folder's apply.
    pub preferences: Preferences,
    /// The folders that the editor has open.
    pub roots: Vec<Root>,
    by_folder: HashMap<PathBuf, Arc<Rules>>,
    built: Vec<Arc<Rules>>,
    ever_built: u64,
    troubles: Vec<String>,
}

impl Rulebook {
    /// The rules for a note. A note without a file is of the first folder.
    pub fn of(&mut self, note: Option<&Path>) -> Arc<Rules> {
        let folder = note.and_then(Path::parent).or_else(|| self.roots.first().map(|root| root.path.as_path()));
        let folder = folder.unwrap_or(Path::new("")).to_owned();
        if let Some(rules) = self.by_folder.get(&folder) {
            return Arc::clone(rules);
        }
        let root = self.roots.iter().filter(|root| folder.starts_with(&root.path)).max_by_key(|root| root.path.as_os_str().len());
        let preferences = root.map_or(&self.preferences, |root| &root.preferences).clone();
        let path = match &preferences.configuration {
            Some(path) => Some(root.map_or_else(|| path.clone(), |root| root.path.join(path))),
            None => Config::find(&folder),
        };
        let kept = Accepted::find(&folder);
        let known = self.built.iter().find(|rules| rules.path == path && rules.preferences == preferences && rules.kept == kept);
        let rules = known.cloned().unwrap_or_else(|| self.build(path, preferences, kept));
        self.by_folder.insert(folder, Arc::clone(&rules));
        rules
    }

    fn build(&mut self, path: Option<PathBuf>, preferences: Preferences, kept: Option<PathBuf>) -> Arc<Rules> {
        let loaded = Config::load(path.as_deref(), &preferences.over);
        let files = loaded.files.iter().chain(&kept).map(|path| (path.clone(), stamp(path))).collect();
        self.troubles.extend(loaded.troubles);
        let (accepted, faults) = kept.as_deref().map_or((None, Vec::new()), accepted::open);
        self.troubles.extend(faults.iter().map(ToString::to_string));
        let linter = Linter::new(loaded.settings.clone(), &loaded.lists).or_else(|faults| {
            self.troubles.extend(faults.iter().map(ToString::to_string));
            Linter::new(loaded.settings, &[])
        });
        let linter = linter.unwrap_or_else(|_| unreachable!("the program's own lists are sound"));
        self.ever_built += 1;
        let number = self.ever_built;
        let rules = Arc::new(Rules { linter, config: loaded.config, path, preferences, accepted, number, kept, files });
        self.built.push(Arc::clone(&rules));
        rules
    }

    /// What was wrong with configurations and lists since this was last asked.
    pub fn take_troubles(&mut self) -> Vec<String> {
        let mut troubles = std::mem::take(&mut self.troubles);
        troubles.dedup();
        troubles
    }

    /// Forgets every rule in force, so that they are read anew.
    pub fn forget(&mut self) {
        self.by_folder.clear();
        self.built.clear();
    }

    /// Whether a file behind the rules in force was changed, or a nearer `casenote.toml` has come or gone.
    pub fn outdated(&self) -> bool {
        let changed = |rules: &Arc<Rules>| rules.files.iter().any(|(path, was)| stamp(path) != *was);
        let moved = |(folder, rules): (&PathBuf, &Arc<Rules>)| {
            rules.preferences.configuration.is_none() && Config::find(folder) != rules.path || Accepted::find(folder) != rules.kept
        };
        self.built.iter().any(changed) || self.by_folder.iter().any(moved)
    }
}
