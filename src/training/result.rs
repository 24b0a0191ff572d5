//! What a learner takes away: a page of their own, with no word of their answers.

use std::fmt::Write as _;

use super::{Exercise, Kind, Marking, ORDER};
use crate::rules::Principle;

/// The marks of a session.
#[derive(Debug, Clone, Default)]
pub struct Tally {
    marked: Vec<(Option<&'static str>, Option<&'static str>, Marking)>,
}

impl Tally {
    /// Adds an exercise's mark.
    pub fn add(&mut self, exercise: &Exercise, marking: Marking) {
        self.marked.push((exercise.principle.map(Principle::id), exercise.rule.map(|rule| rule.name), marking));
    }

    /// How many exercises were done.
    pub fn done(&self) -> usize {
        self.marked.len()
    }

    /// How many of them were right.
    pub fn right(&self) -> usize {
        self.marked.iter().filter(|(.., marking)| marking.is_right()).count()
    }

    fn count(&self, kind: Kind) -> usize {
        self.marked.iter().map(|(.., marking)| marking.count(kind)).sum()
    }

    /// One line on how it went.
    pub fn summary(&self) -> String {
        let (found, missed, alarms) =
            (self.count(Kind::Hit) + self.count(Kind::Also), self.count(Kind::Miss), self.count(Kind::FalseAlarm));
        format!("{} of {} right: {found} found, {missed} missed, {alarms} raised where nothing was wrong.", self.right(), self.done())
    }

    /// A page in Markdown for the learner to keep; `day` is written as given.
    pub fn page(&self, day: &str) -> String {
        let mut page = format!("# Practice with casenote\n\n{day}\n\n{}\n", self.summary());
        let done = |id: &'static str| self.marked.iter().filter(move |(principle, ..)| *principle == Some(id));
        if self.marked.iter().any(|(principle, ..)| principle.is_some()) {
            page.push_str("\n| promise of the record | right | done |\n|---|---|---|\n");
            for principle in ORDER.iter().filter(|principle| done(principle.id()).next().is_some()) {
                let right = done(principle.id()).filter(|(.., marking)| marking.is_right()).count();
                let _ = writeln!(page, "| {} | {right} | {} |", principle.promise(), done(principle.id()).count());
            }
        }
        let mut again: Vec<&str> =
            self.marked.iter().filter(|(.., marking)| !marking.is_right()).filter_map(|(_, rule, _)| *rule).collect();
        again.sort_unstable();
        again.dedup();
        if !again.is_empty() {
            page.push_str("\nWorth another look:\n\n");
            for rule in again {
                let _ = writeln!(page, "- `casenote explain {rule}`");
            }
        }
        page.push_str("\nThe notes were invented. This page holds none of your answers, and is yours to keep.\n");
        page
    }
}
