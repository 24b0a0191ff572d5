//! One linter for each configuration in force, found upwards from the notes.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;

use super::complain;
use crate::config::{Config, FailOn, nearest, select};
use crate::engine::Linter;
use crate::lexicon;
use crate::record::Policy;
use crate::rules::{RULES, find};
use crate::settings::Settings;

/// The linters of a run.
pub(super) struct Linters {
    /// What was wrong with configurations and word lists; the notes are checked without what is broken.
    pub(super) troubles: Vec<String>,
    /// The first configured `fail-on`.
    pub(super) fail_on: Option<FailOn>,
    only: Option<PathBuf>,
    kind: Option<String>,
    off: Vec<&'static str>,
    today: Option<Date>,
    built: Vec<Linter>,
    by_config: HashMap<Option<PathBuf>, usize>,
    by_folder: HashMap<PathBuf, usize>,
}

impl Linters {
    /// Prepares the linters; `only` is a configuration that governs every note.
    ///
    /// # Errors
    ///
    /// A message about a selected rule that does not exist.
    pub(super) fn new(only: Option<&Path>, selected: &[String], ignored: &[String]) -> Result<Self, String> {
        let chosen = |names: &[String]| -> Result<Vec<&'static str>, String> {
            let rules: Result<Vec<_>, String> = names.iter().map(|name| select(name)).collect();
            Ok(rules?.into_iter().flatten().map(|rule| rule.name).collect())
        };
        let (selected, ignored) = (chosen(selected)?, chosen(ignored)?);
        let left_out = |name: &&'static str| ignored.contains(name) || !selected.is_empty() && !selected.contains(name);
        Ok(Self {
            troubles: Vec::new(),
            fail_on: None,
            only: only.map(Path::to_owned),
            kind: None,
            off: RULES.iter().map(|rule| rule.name).filter(left_out).collect(),
            today: None,
            built: Vec::new(),
            by_config: HashMap::new(),
            by_folder: HashMap::new(),
        })
    }

    /// Checks the notes as on a day.
    pub(super) fn on(self, today: Date) -> Self {
        Self { today: Some(today), ..self }
    }

    /// Of which kind every note is, whatever it says itself.
    pub(super) fn for_kind(mut self, kind: Option<&str>) -> Self {
        self.kind = kind.map(str::to_owned);
        self
    }

    /// Which linter is for the notes of a folder.
    pub(super) fn of(&mut self, folder: &Path) -> usize {
        if let Some(&built) = self.by_folder.get(folder) {
            return built;
        }
        let whole = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
        let config = self.only.clone().or_else(|| Config::find(&whole));
        let index = match self.by_config.get(&config) {
            Some(&built) => built,
            None => self.build(config),
        };
        self.by_folder.insert(folder.to_owned(), index);
        index
    }

    /// The linter of a number that [`Linters::of`] gave.
    pub(super) fn get(&self, linter: usize) -> &Linter {
        &self.built[linter]
    }

    /// Whether the command line lets a rule run; a configuration may still turn it off.
    pub(super) fn runs(&self, rule: &str) -> bool {
        !self.off.contains(&rule) && find(rule).is_some()
    }

    fn build(&mut self, path: Option<PathBuf>) -> usize {
        let (mut settings, lists) = path.as_deref().map_or_else(Default::default, |path| self.read(path));
        settings.off.extend(&self.off);
        settings.today = self.today;
        settings.kind = self.kind_for(&settings);
        match Linter::new(settings, &lists) {
            Ok(linter) => self.built.push(linter),
            Err(faults) => {
                // The lists of a configuration were read before and are sound: not reached, and if it were, nothing could be checked.
                faults.iter().for_each(|fault| complain(&format!("casenote: {fault}")));
                std::process::exit(2);
            }
        }
        self.by_config.insert(path, self.built.len() - 1);
        self.built.len() - 1
    }

    fn read(&mut self, path: &Path) -> (Settings, Vec<(String, String)>) {
        let shown = path.display().to_string();
        let source = match fs::read_to_string(path) {
            Ok(source) => source,
            Err(error) => {
                self.trouble(format!("{shown}: cannot be read: {error}; the notes were checked with the defaults"));
                return Default::default();
            }
        };
        let config = Config::parse(&shown, &source).and_then(|config| Ok((config.settings(&shown)?, config)));
        let (settings, config) = match config {
            Ok(read) => read,
            Err(error) => {
                self.trouble(format!("{error}; the notes were checked with the defaults"));
                return Default::default();
            }
        };
        self.fail_on = self.fail_on.or(config.fail_on);
        let folder = path.parent().unwrap_or(Path::new("."));
        let settings = Settings { policy: config.policy.as_ref().and_then(|policy| self.read_policy(&folder.join(policy))), ..settings };
        let lists = config.words.lists.iter().filter_map(|list| self.read_list(&folder.join(list))).collect();
        (settings, lists)
    }

    /// Reads a word list; one that is broken is told of and left out.
    fn read_list(&mut self, path: &Path) -> Option<(String, String)> {
        let shown = path.display().to_string();
        let source = match fs::read_to_string(path) {
            Ok(source) => source,
            Err(error) => {
                self.trouble(format!("{shown}: cannot be read: {error}; the notes were checked without this list"));
                return None;
            }
        };
        match lexicon::load(&shown, &source) {
            Ok(list) => match list.rule.as_deref().map(find) {
                Some(None) => self.trouble(format!(
                    "{shown}: the list's rule does not exist; `casenote rules` lists them; the notes were checked without this list"
                )),
                _ => return Some((shown, source)),
            },
            Err(faults) => {
                for fault in faults {
                    self.trouble(format!("{fault}; the notes were checked without this list"));
                }
            }
        }
        None
    }

    /// Reads a council's own policy; one that is broken is told of, and the one that comes with the program stays in force.
    fn read_policy(&mut self, path: &Path) -> Option<Arc<Policy>> {
        let shown = path.display().to_string();
        let instead = "; the notes were checked with the policy that comes with the program";
        let source = match fs::read_to_string(path) {
            Ok(source) => source,
            Err(error) => {
                self.trouble(format!("{shown}: cannot be read: {error}{instead}"));
                return None;
            }
        };
        let policy = match Policy::load(&shown, &source) {
            Ok(policy) => policy,
            Err(faults) => {
                faults.iter().for_each(|fault| self.trouble(format!("{fault}{instead}")));
                return None;
            }
        };
        let before = self.troubles.len();
        for list in policy.word_lists() {
            for fault in lexicon::load(&list.file, &list.content).err().into_iter().flatten() {
                let line = list.lines.get(fault.line - 1).copied().unwrap_or(1);
                self.trouble(format!("{shown}:{line}: {}{instead}", fault.message));
            }
        }
        (self.troubles.len() == before).then(|| Arc::new(policy))
    }

    /// The kind that the reader gave, if the policy in force knows it.
    fn kind_for(&mut self, settings: &Settings) -> Option<String> {
        let kind = self.kind.clone()?;
        let policy = settings.policy.as_deref().unwrap_or_else(|| Policy::built_in());
        if policy.kind(&kind).is_some() {
            return Some(kind);
        }
        let near = nearest(&kind, policy.kinds().iter().map(|kind| kind.id.as_str()));
        let hint = near.map_or_else(|| "`casenote new --list` names them".to_owned(), |near| format!("did you mean `{near}`?"));
        self.trouble(format!("--kind {kind}: {} has no such kind of note: {hint}", policy.name));
        None
    }

    fn trouble(&mut self, message: String) {
        self.troubles.push(message);
    }
}
