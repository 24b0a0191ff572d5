//! Suggestions as actions: each of a finding's, all of one kind, and letters explained.

use casenote::Finding;
use casenote::text::Span;

use super::{Action, Change, Kind};
use crate::letters;
use crate::snapshot::Snapshot;

/// The rule whose findings are letters that are not explained.
const LETTERS: &str = "plain-english/acronym";

/// What mends one finding.
pub(super) fn of(snapshot: &Snapshot, findings: &[Finding], index: usize) -> Vec<Action> {
    let finding = &findings[index];
    let span = finding.span;
    let mut actions = Vec::new();
    for (nth, wording) in wordings(snapshot, finding).into_iter().enumerate() {
        let title =
            if finding.rule == LETTERS { format!("Explain at first use: “{wording}”") } else { format!("Write “{wording}”") };
        let preferred = nth == 0 && !wording.contains('[');
        let change = Change { span, text: wording };
        actions.push(Action { preferred, ..Action::new(title, Kind::QuickFix, vec![change]).of(index) });
    }
    let alike: Vec<&Finding> =
        findings.iter().filter(|other| other.rule == finding.rule && other.advice.message == finding.advice.message).collect();
    if let (Some(wording), 2..) = (finding.advice.suggestions.first(), alike.len()) {
        let title = format!("Write “{wording}” in all {} places", alike.len());
        // Each place has its own suggestion, with a capital where its words begin with one.
        let change = |one: &&Finding| one.advice.suggestions.first().map(|text| Change { span: one.span, text: text.clone() });
        actions.push(Action::new(title, Kind::QuickFix, apart(alike.iter().filter_map(change))).of(index));
    }
    actions
}

/// A finding's suggestions; for letters of several meanings, one for each.
fn wordings(snapshot: &Snapshot, finding: &Finding) -> Vec<String> {
    if finding.rule != LETTERS || !finding.advice.suggestions.is_empty() {
        return finding.advice.suggestions.clone();
    }
    let written = finding.span.of(snapshot.text());
    letters::at(snapshot, finding.span.start)
        .map_or_else(Vec::new, |letters| letters.means.iter().map(|meaning| letters::explained(meaning, written)).collect())
}

/// On a later use of letters: to explain them where they are first used.
pub(super) fn first_use(snapshot: &Snapshot, findings: &[Finding], selected: Span) -> Vec<Action> {
    let text = snapshot.text();
    let Some(here) = letters::at(snapshot, selected.start) else { return Vec::new() };
    let first = findings.iter().enumerate().find(|(_, finding)| {
        finding.rule == LETTERS && finding.span.start < here.span.start && finding.span.of(text) == here.span.of(text)
    });
    let Some((index, finding)) = first else { return Vec::new() };
    let explain = |wording: String| {
        let title = format!("Explain where it is first used: “{wording}”");
        Action::new(title, Kind::QuickFix, vec![Change { span: finding.span, text: wording }]).of(index)
    };
    wordings(snapshot, finding).into_iter().map(explain).collect()
}

/// Changes of which none overlaps one before it.
pub(super) fn apart(changes: impl Iterator<Item = Change>) -> Vec<Change> {
    let mut kept: Vec<Change> = Vec::new();
    for change in changes {
        if kept.last().is_none_or(|last| last.span.end <= change.span.start) {
            kept.push(change);
        }
    }
    kept
}
