//! The rules. A rule is two files: `<group>/<rule>.rs` declares and checks, `<group>/<rule>.md` is its page.
//!
//! Rules are stateless: plain functions over the facts of a note. They read no files, hold no state and cannot fail.

mod advice;
mod comparison;
pub(crate) mod elements;
pub mod page;
mod principle;
mod senders;
pub(crate) mod subject;
pub(crate) mod terms;
pub(crate) mod views;

use std::borrow::Cow;
use std::sync::Arc;

use crate::finding::{Advice, Finding, Severity};
use crate::lexicon::{Hit, Hits, Lexicon};
use crate::record::{Dates, Filed, Metadata, Scheme};
use crate::settings::Settings;
use crate::text::{Sentence, Span, Styles, Text};
use crate::voice::Voices;

pub use advice::AdviceBook;
pub(crate) use comparison::Memory;
pub use comparison::{Compare, Comparison, Digest, Place};
pub use principle::Principle;

include!(concat!(env!("OUT_DIR"), "/rules.rs"));

/// A rule as registered: its name comes from its place in the tree.
#[derive(Debug)]
pub struct Rule {
    /// `group/rule`.
    pub name: &'static str,
    /// The Markdown page beside it.
    pub page: &'static str,
    /// What its file declares.
    pub declaration: Declaration,
}

/// What a rule's file declares.
#[derive(Debug)]
pub struct Declaration {
    /// One line for lists of rules.
    pub summary: &'static str,
    /// The promise of the recording policy that it serves.
    pub principle: Principle,
    /// The severity of its findings, unless a list's entry names another.
    pub severity: Severity,
    /// What it looks at, and how; most rules look at one thing.
    pub checks: &'static [Check],
    /// Numbers that a configuration may change.
    pub options: &'static [RuleOption],
}

/// A number that a configuration may change.
#[derive(Debug)]
pub struct RuleOption {
    /// Its key in `casenote.toml`.
    pub name: &'static str,
    /// Its value when nothing is said.
    pub default: u32,
    /// What it does, with its unit.
    pub help: &'static str,
}

/// What a rule looks at.
#[derive(Debug)]
pub enum Check {
    /// Each hit of the word lists that name the rule.
    Term(fn(&Hit, &Note<'_>, &mut Sink<'_>)),
    /// Each sentence.
    Sentence(fn(&Sentence, &Note<'_>, &mut Sink<'_>)),
    /// The note as a whole.
    Note(fn(&Note<'_>, &mut Sink<'_>)),
    /// The note against itself and those before it in a run; at most one such check a rule.
    Collection(Comparison),
}

impl Rule {
    /// The group, the part of the name before the slash.
    pub fn group(&self) -> &'static str {
        self.name.split_once('/').map_or(self.name, |(group, _)| group)
    }
}

/// The rule of a name.
pub fn find(name: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.name == name)
}

/// A note's facts, as every rule sees them.
#[derive(Debug, Clone, Copy)]
pub struct Note<'n> {
    /// The text and its shape.
    pub text: &'n Text<'n>,
    /// What the lists found.
    pub hits: &'n Hits,
    /// Who says what.
    pub voices: &'n Voices<'n>,
    /// Its dates and times, and the entries they head.
    pub dates: &'n Dates,
    /// Of which kind it is, if anything says so.
    pub kind: Option<Filed<'n>>,
    /// The council's recording policy, and where its phrases lie among the lists.
    pub scheme: &'n Scheme,
    /// How its words are set: italic, highlighted, struck out; and whether its format can hold that.
    pub styles: &'n Styles,
    /// What an export says of it in columns of its own.
    pub metadata: &'n Metadata,
    /// The lists.
    pub lexicon: &'n Lexicon,
    /// What has been written of their entries.
    pub advice: &'n AdviceBook,
    /// What the reader configured.
    pub settings: &'n Settings,
}

/// Where a rule puts its findings.
#[derive(Debug)]
pub struct Sink<'s> {
    rule: &'static Rule,
    settings: &'s Settings,
    severity: Option<Severity>,
    findings: &'s mut Vec<Finding>,
}

impl<'s> Sink<'s> {
    /// A sink for one rule.
    pub fn new(rule: &'static Rule, settings: &'s Settings, findings: &'s mut Vec<Finding>) -> Self {
        Self { rule, settings, severity: settings.severity(rule), findings }
    }

    /// The value of one of the rule's options.
    pub fn option(&self, name: &str) -> u32 {
        self.settings.option(self.rule, name)
    }

    /// Reports a place at the rule's own severity.
    pub fn report(&mut self, span: Span, message: impl Into<Cow<'static, str>>) -> &mut Finding {
        self.report_as(self.rule.declaration.severity, span, message)
    }

    /// Reports a place at a severity of its own; a configured severity wins.
    pub fn report_as(&mut self, severity: Severity, span: Span, message: impl Into<Cow<'static, str>>) -> &mut Finding {
        self.report_advice(severity, span, Arc::new(Advice { message: message.into(), ..Advice::default() }))
    }

    /// Reports a place with advice that others may share; a configured severity wins.
    pub fn report_advice(&mut self, severity: Severity, span: Span, advice: Arc<Advice>) -> &mut Finding {
        let severity = self.severity.unwrap_or(severity);
        self.findings.push(Finding { rule: self.rule.name, severity, span, other: None, advice });
        let last = self.findings.len() - 1;
        &mut self.findings[last]
    }
}
