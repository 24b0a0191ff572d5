//! `casenote.toml`: read identically by every program of the project. An unknown key is an error with a suggestion.

mod load;

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::de::value::MapAccessDeserializer;
use serde::de::{self, IntoDeserializer, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

use crate::finding::Severity;
use crate::input::Columns;
use crate::record::calendar::Calendar;
use crate::rules::{RULES, Rule};
use crate::settings::Settings;
use crate::text::fold_phrase;

pub use load::Loaded;

/// The name of the file, looked for beside a note and in the folders above it.
pub const FILE_NAME: &str = "casenote.toml";

/// The contents of `casenote.toml`.
///
/// ```
/// let config = casenote::config::Config::parse("casenote.toml", "[rules]\nplain-english = \"info\"\n").unwrap();
/// assert!(config.settings("casenote.toml").is_ok());
/// let error = casenote::config::Config::parse("casenote.toml", "[ruels]\n").unwrap_err();
/// assert!(error.to_string().contains("did you mean `rules`?"));
/// ```
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Config {
    /// Findings at or above this severity give exit status 1.
    pub fail_on: Option<FailOn>,
    /// A rule or a group of rules to its severity, to "off", or to a table with its options.
    pub rules: BTreeMap<String, RuleSetting>,
    /// Words and lists of your own.
    pub words: Words,
    /// Acronyms of your own, each with what it stands for.
    pub acronyms: BTreeMap<String, String>,
    /// Names of the people of the case; their initials are not acronyms.
    pub people: Vec<String>,
    /// Further days on which your team does not work, such as 2027-05-03; the bank holidays of England and Wales are known.
    pub holidays: Vec<Holiday>,
    /// The council's own recording policy, as a path from this file: kinds of note, what each must hold, time limits.
    pub policy: Option<PathBuf>,
    /// Which column of an export holds what, by the heads of the columns; what is not named is guessed.
    pub columns: Columns,
    /// The text it was read from, so that an error can tell its line.
    #[serde(skip)]
    #[schemars(skip)]
    source: String,
}

/// When a run counts as failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum FailOn {
    /// At errors only.
    Error,
    /// At warnings and errors.
    Warning,
    /// At any finding.
    Info,
    /// Whatever is found.
    Never,
}

impl FailOn {
    /// The least severity that fails a run.
    pub const fn severity(self) -> Option<Severity> {
        match self {
            Self::Error => Some(Severity::Error),
            Self::Warning => Some(Severity::Warning),
            Self::Info => Some(Severity::Info),
            Self::Never => None,
        }
    }
}

/// What is said of a rule or group.
#[derive(Debug, Clone, JsonSchema)]
#[schemars(untagged)]
pub enum RuleSetting {
    /// A severity or "off".
    Level(Level),
    /// A severity and options.
    Table(RuleTable),
}

impl<'de> Deserialize<'de> for RuleSetting {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Setting;

        impl<'de> Visitor<'de> for Setting {
            type Value = RuleSetting;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(r#""off", "info", "warning", "error", or a table such as { severity = "info", max-words = 30 }"#)
            }

            fn visit_str<E: de::Error>(self, word: &str) -> Result<RuleSetting, E> {
                Level::deserialize(word.into_deserializer()).map(RuleSetting::Level)
            }

            fn visit_map<M: MapAccess<'de>>(self, map: M) -> Result<RuleSetting, M::Error> {
                RuleTable::deserialize(MapAccessDeserializer::new(map)).map(RuleSetting::Table)
            }
        }

        deserializer.deserialize_any(Setting)
    }
}

/// A severity, or off.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Does not run.
    Off,
    /// Every finding is information.
    Info,
    /// Every finding is a warning.
    Warning,
    /// Every finding is an error.
    Error,
}

/// A severity and options of a rule.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
pub struct RuleTable {
    /// A severity or "off".
    pub severity: Option<Level>,
    /// The rule's options; `casenote explain RULE` names them.
    #[serde(flatten)]
    pub options: BTreeMap<String, u32>,
}

/// A day, as a TOML date or in quotes: `2027-05-03`, `"2027-05-03"`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema)]
#[schemars(transparent)]
pub struct Holiday(#[schemars(with = "String", extend("format" = "date"))] pub Date);

impl<'de> Deserialize<'de> for Holiday {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Day;

        impl<'de> Visitor<'de> for Day {
            type Value = Holiday;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a date such as 2027-05-03")
            }

            fn visit_str<E: de::Error>(self, day: &str) -> Result<Holiday, E> {
                let exact = (day.len() == 10).then(|| day.parse().ok()).flatten();
                exact.map(Holiday).ok_or_else(|| E::invalid_value(de::Unexpected::Str(day), &self))
            }

            fn visit_map<M: MapAccess<'de>>(self, map: M) -> Result<Holiday, M::Error> {
                let day = toml::value::Datetime::deserialize(MapAccessDeserializer::new(map))?.to_string();
                self.visit_str(&day)
            }
        }

        deserializer.deserialize_any(Day)
    }
}

/// Words and lists of your own.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Words {
    /// Words that are never raised by a list rule.
    pub accepted: Vec<String>,
    /// Further word lists, as paths from this file.
    pub lists: Vec<PathBuf>,
}

/// What is wrong with a configuration, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigError {
    file: String,
    line: Option<usize>,
    message: String,
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}: {}", self.file, self.message),
            None => write!(f, "{}: {}", self.file, self.message),
        }
    }
}

impl std::error::Error for ConfigError {}

impl Config {
    /// Reads a configuration; `file` is used in errors only.
    ///
    /// # Errors
    ///
    /// TOML that does not parse or a key that is not known, with the line.
    pub fn parse(file: &str, source: &str) -> Result<Self, ConfigError> {
        let config: Self = toml::from_str(source).map_err(|error: toml::de::Error| ConfigError {
            file: file.to_owned(),
            line: error.span().map(|span| source[..span.start.min(source.len())].bytes().filter(|&byte| byte == b'\n').count() + 1),
            message: with_suggestion(error.message()),
        })?;
        Ok(Self { source: source.to_owned(), ..config })
    }

    /// The line on which a key stands.
    fn line_of(&self, key: &str) -> Option<usize> {
        let names = |line: &str| {
            line.trim_start().trim_start_matches(['"', '\'']).strip_prefix(key).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        };
        self.source.lines().position(names).map(|index| index + 1)
    }

    /// The file that governs a folder: its own or the nearest above it.
    pub fn find(folder: &Path) -> Option<PathBuf> {
        folder.ancestors().map(|folder| folder.join(FILE_NAME)).find(|path| path.is_file())
    }

    /// The settings it stands for.
    ///
    /// # Errors
    ///
    /// A rule, group or option that does not exist, with the nearest that does; a holiday that cannot be one.
    pub fn settings(&self, file: &str) -> Result<Settings, ConfigError> {
        let days: Vec<Date> = self.holidays.iter().map(|holiday| holiday.0).collect();
        let calendar = Calendar::with(&days).map_err(|error| ConfigError {
            file: file.to_owned(),
            line: self.line_of("holidays"),
            message: error.to_string(),
        })?;
        let mut settings = Settings {
            calendar,
            accepted: self.words.accepted.iter().map(|word| fold_phrase(word)).collect(),
            acronyms: self.acronyms.clone().into_iter().collect(),
            people: self.people.clone(),
            ..Settings::default()
        };
        // Groups first, so that a rule's own line wins over its group's.
        let (groups, single): (Vec<_>, Vec<_>) = self.rules.iter().partition(|(name, _)| !name.contains('/'));
        for (name, setting) in groups.into_iter().chain(single) {
            let fault = |message| ConfigError { file: file.to_owned(), line: self.line_of(name), message };
            for rule in select(name).map_err(fault)? {
                apply(rule, setting, &mut settings).map_err(fault)?;
            }
        }
        Ok(settings)
    }
}

/// The rules that a name stands for: one rule, or all of a group.
///
/// # Errors
///
/// A message that names the nearest rule or group.
pub fn select(name: &str) -> Result<Vec<&'static Rule>, String> {
    let rules: Vec<&Rule> = RULES.iter().filter(|rule| rule.name == name || rule.group() == name).collect();
    if rules.is_empty() {
        let known = RULES.iter().flat_map(|rule| [rule.name, rule.group()]);
        let hint = nearest(name, known).map_or_else(|| "`casenote rules` lists them".to_owned(), |near| format!("did you mean `{near}`?"));
        return Err(format!("there is no rule or group `{name}`: {hint}"));
    }
    Ok(rules)
}

fn apply(rule: &'static Rule, setting: &RuleSetting, settings: &mut Settings) -> Result<(), String> {
    let (level, options) = match setting {
        RuleSetting::Level(level) => (Some(*level), None),
        RuleSetting::Table(table) => (table.severity, Some(&table.options)),
    };
    let severity = match level {
        Some(Level::Off) => {
            settings.off.insert(rule.name);
            None
        }
        Some(Level::Info) => Some(Severity::Info),
        Some(Level::Warning) => Some(Severity::Warning),
        Some(Level::Error) => Some(Severity::Error),
        None => None,
    };
    if let Some(severity) = severity {
        settings.off.remove(rule.name);
        settings.severities.insert(rule.name, severity);
    }
    for (key, value) in options.into_iter().flatten() {
        let declared = rule.declaration.options;
        let Some(option) = declared.iter().find(|option| option.name == key) else {
            let hint = nearest(key, declared.iter().map(|option| option.name).chain(["severity"]));
            let hint = hint.map_or_else(String::new, |near| format!(": did you mean `{near}`?"));
            return Err(format!("`{}` has no option `{key}`{hint}", rule.name));
        };
        settings.options.insert((rule.name, option.name), *value);
    }
    Ok(())
}

/// The known word nearest to one that is not, if any is near.
pub fn nearest<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let scored = known.into_iter().map(|candidate| (strsim::jaro_winkler(word, candidate), candidate));
    scored.filter(|(score, _)| *score > 0.75).max_by(|one, other| one.0.total_cmp(&other.0)).map(|(_, candidate)| candidate)
}

/// Adds the nearest to the parser's "unknown field `x`, expected one of `a`, `b`", and likewise for a variant.
fn with_suggestion(message: &str) -> String {
    let message = message.trim().replace('\n', ", ");
    let mut quoted = message.split('`').skip(1).step_by(2);
    match quoted.next() {
        Some(unknown) if message.starts_with("unknown") => match nearest(unknown, quoted) {
            Some(near) => format!("{message}: did you mean `{near}`?"),
            None => message,
        },
        _ => message,
    }
}
