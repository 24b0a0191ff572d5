//! One linter for each configuration in force, found upwards from the notes.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::complain;
use crate::config::{Config, FailOn, Loaded, nearest, select};
use crate::engine::Linter;
use crate::input::Options;
use crate::record::Policy;
use crate::rules::{RULES, find};
use crate::settings::Settings;

/// A linter, and how its notes are read.
struct Built {
    linter: Linter,
    options: Options,
}

/// The folder that a file lies in; of a bare name the current one.
pub(super) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

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
    built: Vec<Built>,
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
            today: Some(super::today()),
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

    /// Which linter is for the notes of a file.
    pub(super) fn of_file(&mut self, path: &Path) -> usize {
        self.of(folder_of(path))
    }

    /// The linter of a number that [`Linters::of`] gave.
    pub(super) fn get(&self, linter: usize) -> &Linter {
        &self.built[linter].linter
    }

    /// How the inputs are read that this linter is for.
    pub(super) fn options(&self, linter: usize) -> &Options {
        &self.built[linter].options
    }

    /// Whether the command line lets a rule run; a configuration may still turn it off.
    pub(super) fn runs(&self, rule: &str) -> bool {
        !self.off.contains(&rule) && find(rule).is_some()
    }

    fn build(&mut self, path: Option<PathBuf>) -> usize {
        let Loaded { config, mut settings, lists, troubles, .. } = Config::load(path.as_deref(), &toml::Table::new());
        let options = Options { columns: config.columns };
        self.troubles.extend(troubles);
        self.fail_on = self.fail_on.or(config.fail_on);
        settings.off.extend(&self.off);
        settings.today = self.today;
        settings.kind = self.kind_for(&settings);
        match Linter::new(settings, &lists) {
            Ok(linter) => self.built.push(Built { linter, options }),
            Err(faults) => {
                // The lists of a configuration were read before and are sound: not reached, and if it were, nothing could be checked.
                faults.iter().for_each(|fault| complain(&format!("casenote: {fault}")));
                std::process::exit(2);
            }
        }
        self.by_config.insert(path, self.built.len() - 1);
        self.built.len() - 1
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
        self.troubles.push(format!("--kind {kind}: {} has no such kind of note: {hint}", policy.name));
        None
    }
}
