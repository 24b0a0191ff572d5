//! What can be done about a place: suggestions, letters explained, places for what is missing, a child's words set in italic,
//! words kept.

mod italic;
mod missing;
mod suggest;
mod words;

use std::path::PathBuf;

use casenote::text::Span;
use casenote::{Finding, fix};

use crate::facts::Facts;
use crate::positions::Stretch;
use crate::snapshot::Snapshot;

/// What an action is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Mends a finding.
    QuickFix,
    /// Changes how words are set.
    Rewrite,
    /// Takes every safe suggestion of the note.
    FixAll,
}

/// Words to put in place of others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What is replaced.
    pub span: Span,
    /// What stands there then.
    pub text: String,
}

/// A change of another file, which the editor makes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherFile {
    /// The file.
    pub path: PathBuf,
    /// Whether it is there already.
    pub exists: bool,
    /// What is replaced.
    pub range: Stretch,
    /// What stands there then.
    pub text: String,
}

/// Something that can be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Action {
    /// What it does, for the writer.
    pub title: String,
    /// What it is for.
    pub kind: Kind,
    /// The finding that it mends, as an index.
    pub finding: Option<usize>,
    /// Whether it is the first to try.
    pub preferred: bool,
    /// Changes of the note.
    pub changes: Vec<Change>,
    /// A change of another file.
    pub file: Option<OtherFile>,
    /// A finding to accept, once somebody has given a reason.
    pub accept: Option<Accept>,
}

/// Which finding of which text is to be accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accept {
    /// The rule.
    pub rule: &'static str,
    /// The words.
    pub span: Span,
    /// The moment that the words are of.
    pub revision: u64,
}

impl Action {
    fn new(title: String, kind: Kind, changes: Vec<Change>) -> Self {
        Self { title, kind, finding: None, preferred: false, changes, file: None, accept: None }
    }

    fn of(self, finding: usize) -> Self {
        Self { finding: Some(finding), ..self }
    }
}

/// Whether what can be done about a stretch depends on more than the findings.
pub fn needs_facts(snapshot: &Snapshot, findings: &[Finding], selected: Span) -> bool {
    snapshot.document.markdown || lacking(findings, selected).is_some()
}

/// The first finding about something that the note lacks, where it stands at the selected words.
fn lacking(findings: &[Finding], selected: Span) -> Option<usize> {
    findings.iter().position(|finding| missing::is_of(finding) && touches(finding, selected))
}

fn touches(finding: &Finding, selected: Span) -> bool {
    finding.span.start <= selected.end && selected.start <= finding.span.end
}

/// What can be done about a stretch of a note.
pub fn at(snapshot: &Snapshot, findings: &[Finding], facts: Option<&Facts>, selected: Span) -> Vec<Action> {
    let mut actions = Vec::new();
    let here: Vec<usize> = (0..findings.len()).filter(|&index| touches(&findings[index], selected)).collect();
    for &index in &here {
        actions.extend(suggest::of(snapshot, findings, index));
    }
    actions.extend(suggest::first_use(snapshot, findings, selected));
    if let (Some(index), Some(facts)) = (lacking(findings, selected), facts) {
        actions.extend(missing::add(snapshot, findings, facts).map(|action| action.of(index)));
    }
    // What mends comes first, and what leaves the words as they are last.
    for &index in &here {
        let kept = words::keep(snapshot, &findings[index]).map(|action| action.of(index));
        actions.extend(kept.filter(|action| actions.iter().all(|other| other.file != action.file)));
    }
    let told = |index: &usize| accept(snapshot, &findings[*index], here.len() > 1).of(*index);
    actions.extend(here.iter().filter(|_| snapshot.folder.is_some()).map(told));
    if let Some(facts) = facts.filter(|_| snapshot.document.markdown) {
        actions.extend(italic::wrap(snapshot, facts, selected));
    }
    actions
}

/// Leaves the words as they are, and keeps why beside the notes.
fn accept(snapshot: &Snapshot, finding: &Finding, several: bool) -> Action {
    let which = if several { format!(" ({})", finding.rule) } else { String::new() };
    let title = format!("Accept this wording with a reason{which}");
    let accept = Accept { rule: finding.rule, span: finding.span, revision: snapshot.revision };
    Action { accept: Some(accept), ..Action::new(title, Kind::QuickFix, Vec::new()) }
}

/// Every safe suggestion of a note at once; none where there is nothing to take, or the note says that it has been recorded.
pub fn all_safe(snapshot: &Snapshot) -> Option<Action> {
    let edits = fix::edits(&snapshot.rules.linter, snapshot.text()).ok().filter(|edits| !edits.is_empty())?;
    let title = format!("Take every safe suggestion ({})", edits.len());
    let changes = edits.into_iter().map(|edit| Change { span: edit.span, text: edit.text }).collect();
    Some(Action::new(title, Kind::FixAll, changes))
}
