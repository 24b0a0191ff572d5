//! Places for what a note of its kind lacks, as an empty note has them.

use casenote::Finding;
use casenote::record::Element;
use casenote::text::Span;

use super::{Action, Change, Kind};
use crate::facts::Facts;
use crate::snapshot::Snapshot;

/// Whether a finding is about something that the note lacks: neither its heading nor its words are there.
pub(super) fn is_of(finding: &Finding) -> bool {
    finding.rule.ends_with("/missing-element") && !finding.advice.data.iter().any(|(key, _)| *key == "heading")
}

/// Adds a place for each element that the note lacks, above the lines that close it.
pub(super) fn add(snapshot: &Snapshot, findings: &[Finding], facts: &Facts) -> Option<Action> {
    let policy = snapshot.rules.linter.policy();
    let kind = policy.kind(facts.kind.as_deref()?)?;
    let lacking = |element: &&Element| {
        let names = |(key, value): &(&'static str, serde_json::Value)| *key == "element" && value.as_str() == Some(&element.id);
        findings.iter().filter(|finding| is_of(finding)).any(|finding| finding.advice.data.iter().any(names))
    };
    let lacking: Vec<&Element> = policy.asked_of(kind).filter(lacking).collect();
    let title = match lacking.as_slice() {
        [] => return None,
        [element] => format!("Add a place for what is missing: “{}”", element.heading),
        several => format!("Add a place for each of the {} things that are missing", several.len()),
    };
    let source = snapshot.text();
    let at = facts.foot.map_or(source.len(), |foot| foot as usize);
    let written = source[..at].trim_end().len();
    let places: String = lacking.into_iter().map(Element::place).collect();
    let gap = if written == 0 { "" } else { "\n\n" };
    let text = format!("{gap}{}{}", places.trim_start(), if at < source.len() { "\n" } else { "" });
    let text = if source.contains("\r\n") { text.replace('\n', "\r\n") } else { text };
    Some(Action::new(title, Kind::QuickFix, vec![Change { span: Span::new(written, at), text }]))
}
