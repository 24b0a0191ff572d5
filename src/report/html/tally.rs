//! What the audit counts, note by note. A finding costs a few bytes here, and no words of a note.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use jiff::ToSpan as _;
use jiff::civil::Date;

use crate::finding::{Advice, Severity};
use crate::report::{About, Excerpt, Excerpter, NoteReport, Placed};
use crate::rules::{Check, Principle, find};

/// Notes that are shown as those to read first.
pub(super) const FIRST: usize = 25;
/// How many findings of one rule weigh in a note: thirty unexplained letters are one conversation.
const WEIGHED: usize = 3;

/// The whole run.
#[derive(Debug, Default)]
pub(super) struct Tally {
    /// Paths and entries of the notes that have findings, in order.
    pub(super) notes: Vec<(Arc<str>, usize)>,
    /// Notes with a warning or an error.
    pub(super) with_warnings: usize,
    pub(super) rules: BTreeMap<&'static str, RuleTally>,
    pub(super) phrases: HashMap<(&'static str, String), Phrase>,
    pub(super) weeks: BTreeMap<Date, Group>,
    pub(super) workers: BTreeMap<String, Group>,
    pub(super) teams: BTreeMap<String, Group>,
    pub(super) kinds: BTreeMap<String, Group>,
    /// What visits lack: notes by element.
    pub(super) missing: BTreeMap<String, usize>,
    pub(super) late: usize,
    pub(super) dated: usize,
    pub(super) first: Vec<First>,
    pub(super) accepted: BTreeMap<String, usize>,
    pub(super) unread: Vec<(String, String)>,
    pub(super) days: Option<(Date, Date)>,
}

/// What one rule found.
#[derive(Debug, Default)]
pub(super) struct RuleTally {
    pub(super) by_severity: [usize; 3],
    pub(super) notes: usize,
    pub(super) places: Vec<Spot>,
}

impl RuleTally {
    pub(super) fn findings(&self) -> usize {
        self.by_severity.iter().sum()
    }
}

/// A finding's place.
#[derive(Debug)]
pub(super) struct Spot {
    /// Index into [`Tally::notes`].
    pub(super) note: u32,
    /// Its cell or paragraph, where the file has such.
    pub(super) named: Option<Box<str>>,
    pub(super) line: u32,
    pub(super) column: u32,
    pub(super) advice: Arc<Advice>,
    pub(super) excerpt: Option<Box<Excerpt>>,
}

/// Notes that have something in common.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Group {
    pub(super) notes: usize,
    pub(super) words: usize,
    pub(super) findings: usize,
    pub(super) warnings: usize,
    pub(super) late: usize,
}

/// A listed phrase and what to write instead.
#[derive(Debug, Default)]
pub(super) struct Phrase {
    pub(super) times: usize,
    pub(super) notes: usize,
    pub(super) instead: Vec<String>,
}

/// A note that needs a manager's eye.
#[derive(Debug)]
pub(super) struct First {
    pub(super) weight: usize,
    pub(super) note: u32,
    pub(super) by_severity: [usize; 3],
    /// The rules that weigh most, with how often.
    pub(super) reasons: Vec<(&'static str, usize)>,
}

/// By what the notes are told apart, where that was asked for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Groups {
    /// By who wrote them.
    pub worker: bool,
    /// By the team.
    pub team: bool,
}

impl Tally {
    pub(super) fn add(&mut self, note: &NoteReport, groups: Groups, excerpter: &Excerpter) {
        let warnings = note.findings.iter().filter(|placed| placed.finding.severity >= Severity::Warning).count();
        let late = note.findings.iter().any(|placed| placed.finding.rule == "timeliness/late" && is_late(&placed.finding.advice));
        self.with_warnings += usize::from(warnings > 0);
        self.late += usize::from(late);
        let one = Group { notes: 1, words: note.words, findings: note.findings.len(), warnings, late: usize::from(late) };
        self.group(&note.about, note.kind.as_deref(), groups, one);
        for (_, acceptance) in &note.accepted {
            *self.accepted.entry(acceptance.reason.clone()).or_default() += 1;
        }
        if note.findings.is_empty() {
            return;
        }
        let index = self.notes.len() as u32;
        self.notes.push((Arc::from(note.path.as_str()), note.entry));
        let mut met = HashSet::new();
        for placed in &note.findings {
            self.find(index, note, placed, &mut met, excerpter);
        }
        self.weigh(index, note);
    }

    fn group(&mut self, about: &About, kind: Option<&str>, groups: Groups, one: Group) {
        if let Some(date) = about.date {
            self.dated += 1;
            self.days = Some(self.days.map_or((date, date), |(from, to)| (from.min(date), to.max(date))));
            let monday = date.checked_sub(i64::from(date.weekday().to_monday_zero_offset()).days()).unwrap_or(date);
            self.weeks.entry(monday).or_default().add(one);
        }
        let named = |name: &Option<String>| name.clone().unwrap_or_else(|| "not named in the note".to_owned());
        if groups.worker {
            self.workers.entry(named(&about.worker)).or_default().add(one);
        }
        if groups.team {
            self.teams.entry(named(&about.team)).or_default().add(one);
        }
        if let Some(kind) = kind {
            self.kinds.entry(kind.to_owned()).or_default().add(one);
        }
    }

    fn find(&mut self, index: u32, note: &NoteReport, placed: &Placed, met: &mut HashSet<(&'static str, String)>, excerpter: &Excerpter) {
        let finding = &placed.finding;
        let rule = self.rules.entry(finding.rule).or_default();
        rule.by_severity[finding.severity as usize] += 1;
        rule.notes += usize::from(rule.places.last().is_none_or(|spot| spot.note != index));
        rule.places.push(Spot {
            note: index,
            named: placed.spot.as_ref().map(|spot| spot.to_string().into()),
            line: placed.start.line as u32,
            column: placed.start.column as u32,
            advice: Arc::clone(&finding.advice),
            excerpt: excerpter.of(note, placed).map(Box::new),
        });
        if let Some(words) = listed(finding.rule, &finding.advice) {
            let key = (finding.rule, words.to_owned());
            let phrase = self.phrases.entry(key.clone()).or_default();
            phrase.times += 1;
            if phrase.instead.is_empty() {
                phrase.instead.clone_from(&finding.advice.suggestions);
            }
            phrase.notes += usize::from(met.insert(key));
        }
        let element = finding.advice.data.iter().find(|(key, _)| *key == "element").and_then(|(_, value)| value.as_str());
        if let ("visit/missing-element", Some(element)) = (finding.rule, element) {
            *self.missing.entry(element.to_owned()).or_default() += 1;
        }
    }

    /// Keeps the notes that weigh most. Of notes that weigh the same the earlier stay.
    fn weigh(&mut self, index: u32, note: &NoteReport) {
        let mut by_rule: BTreeMap<&'static str, (usize, usize)> = BTreeMap::new();
        let mut by_severity = [0; 3];
        for placed in &note.findings {
            let finding = &placed.finding;
            by_severity[finding.severity as usize] += 1;
            let (times, weight) = by_rule.entry(finding.rule).or_default();
            *times += 1;
            if *times <= WEIGHED {
                *weight += weight_of(finding.rule, finding.severity);
            }
        }
        let weight = by_rule.values().map(|(_, weight)| weight).sum();
        if weight == 0 {
            return;
        }
        let mut reasons: Vec<_> = by_rule.into_iter().filter(|(_, (_, weight))| *weight > 0).collect();
        reasons.sort_by_key(|(_, (_, weight))| std::cmp::Reverse(*weight));
        let reasons = reasons.into_iter().take(3).map(|(rule, (times, _))| (rule, times)).collect();
        let at = self.first.partition_point(|first| first.weight >= weight);
        if at < FIRST {
            self.first.insert(at, First { weight, note: index, by_severity, reasons });
            self.first.truncate(FIRST);
        }
    }

    /// Takes the folder that all notes lie in out of their names, and returns it.
    pub(super) fn shorten(&mut self) -> String {
        let Some((first, _)) = self.notes.first() else { return String::new() };
        let shared = self.notes.iter().fold(first.len(), |shared, (path, _)| {
            first.bytes().zip(path.bytes()).take(shared).take_while(|(one, other)| one == other).count()
        });
        let shared = first.as_bytes()[..shared].iter().rposition(|byte| matches!(byte, b'/' | b'\\')).map_or(0, |at| at + 1);
        let folder = first[..shared].to_owned();
        for (path, _) in &mut self.notes {
            *path = Arc::from(&path[shared..]);
        }
        folder
    }

    /// Findings of all rules by severity.
    pub(super) fn by_severity(&self) -> [usize; 3] {
        self.rules.values().fold([0; 3], |sum, rule| std::array::from_fn(|index| sum[index] + rule.by_severity[index]))
    }

    /// Findings and notes by principle, in the policy's order of size.
    pub(super) fn by_principle(&self) -> Vec<(Principle, usize, usize)> {
        let mut principles: Vec<(Principle, usize, HashSet<u32>)> = Vec::new();
        for (name, tally) in &self.rules {
            let Some(principle) = find(name).map(|rule| rule.declaration.principle) else { continue };
            let notes = tally.places.iter().map(|spot| spot.note);
            match principles.iter_mut().find(|(known, ..)| *known == principle) {
                Some((_, findings, known)) => {
                    *findings += tally.findings();
                    known.extend(notes);
                }
                None => principles.push((principle, tally.findings(), notes.collect())),
            }
        }
        let mut counted: Vec<_> = principles.into_iter().map(|(principle, findings, notes)| (principle, findings, notes.len())).collect();
        counted.sort_by_key(|(principle, findings, _)| (std::cmp::Reverse(*findings), principle.id()));
        counted
    }

    /// The phrases that were found most, most first.
    pub(super) fn most_common(&self, count: usize) -> Vec<(&'static str, &str, &Phrase)> {
        let mut phrases: Vec<_> = self.phrases.iter().map(|((rule, words), phrase)| (*rule, words.as_str(), phrase)).collect();
        phrases.sort_by(|one, other| (other.2.times, one.1, one.0).cmp(&(one.2.times, other.1, other.0)));
        phrases.truncate(count);
        phrases
    }
}

impl Group {
    fn add(&mut self, one: Self) {
        self.notes += one.notes;
        self.words += one.words;
        self.findings += one.findings;
        self.warnings += one.warnings;
        self.late += one.late;
    }

    /// Warnings and errors for every ten notes.
    pub(super) fn rate(&self) -> f64 {
        self.warnings as f64 * 10.0 / self.notes.max(1) as f64
    }
}

fn is_late(advice: &Advice) -> bool {
    advice.data.iter().any(|(key, value)| *key == "category" && value == "late")
}

/// The list's words that a message of a rule over lists begins with.
fn listed<'a>(rule: &str, advice: &'a Advice) -> Option<&'a str> {
    let over_lists = find(rule).is_some_and(|rule| rule.declaration.checks.iter().any(|check| matches!(check, Check::Term(_))));
    let words = advice.message.strip_prefix('“')?.split_once('”')?.0;
    (over_lists && !words.is_empty()).then_some(words)
}

/// How much a finding asks for a manager's eye. What demeans somebody, what tells others' secrets and what cannot be followed
/// later comes before wording.
fn weight_of(rule: &str, severity: Severity) -> usize {
    let grave = find(rule).is_some_and(|rule| {
        matches!(rule.declaration.principle.id(), "P1" | "P2" | "P8" | "P10" | "P11" | "C2" | "R1" | "R2" | "R3" | "R4" | "R5" | "R6")
    });
    let group = rule.split_once('/').map_or(rule, |(group, _)| group);
    match (severity, grave || group == "visit") {
        (Severity::Error, _) => 10,
        (Severity::Warning, true) => 3,
        (Severity::Warning, false) => 1,
        (Severity::Info, _) => 0,
    }
}
