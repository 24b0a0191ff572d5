//! What the reader of the findings chose: plain values, made from `casenote.toml` and the command line by
//! [`crate::config`].

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use jiff::civil::Date;

use crate::finding::Severity;
use crate::record::Policy;
use crate::record::calendar::Calendar;
use crate::rules::Rule;

/// Choices that the engine and the rules read.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// Rules that do not run.
    pub off: HashSet<&'static str>,
    /// Severities that replace a rule's own.
    pub severities: HashMap<&'static str, Severity>,
    /// Options that replace a rule's defaults, by rule and option.
    pub options: HashMap<(&'static str, &'static str), u32>,
    /// Folded words that no list rule raises.
    pub accepted: HashSet<String>,
    /// The team's own acronyms and what they stand for.
    pub acronyms: HashMap<String, String>,
    /// Names of the people of the case: their initials are not acronyms.
    pub people: Vec<String>,
    /// The days that are worked.
    pub calendar: Calendar,
    /// The day of the check. The engine asks no clock; where none is given, what depends on it is not judged.
    pub today: Option<Date>,
    /// The council's own recording policy, in place of the one that comes with the program.
    pub policy: Option<Arc<Policy>>,
    /// The kind of every note, as an id of the policy, where the reader says it.
    pub kind: Option<String>,
}

impl Settings {
    /// Whether a rule runs.
    pub fn enabled(&self, rule: &Rule) -> bool {
        !self.off.contains(rule.name)
    }

    /// The severity that replaces a rule's own.
    pub fn severity(&self, rule: &Rule) -> Option<Severity> {
        self.severities.get(rule.name).copied()
    }

    /// The value of a rule's option.
    pub fn option(&self, rule: &Rule, name: &str) -> u32 {
        let declared = rule.declaration.options.iter().find(|option| option.name == name);
        declared.map_or(0, |option| self.options.get(&(rule.name, option.name)).copied().unwrap_or(option.default))
    }
}
