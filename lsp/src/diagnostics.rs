//! Which findings are shown, and what is added to them for an editor.

use std::path::Path;

use casenote::Finding;
use casenote::text::Span;
use serde_json::{Map, Value, json};

use crate::snapshot::Snapshot;

/// The findings to show, and whether any was held back because its last word is being typed.
pub fn shown<'f>(snapshot: &Snapshot, findings: &'f [Finding], quiet: bool) -> (Vec<&'f Finding>, bool) {
    let typed = snapshot.document.typed_word().filter(|_| quiet);
    let held = |finding: &&Finding| typed.is_some_and(|word| is_being_typed(finding.span, word));
    let shown: Vec<&Finding> = findings.iter().filter(|finding| !held(finding)).collect();
    let hidden = shown.len() < findings.len();
    (shown, hidden)
}

/// A finding is being typed when its last word is. One around the caret, such as a long sentence, stays in sight.
fn is_being_typed(finding: Span, word: Span) -> bool {
    finding.touches(word) && finding.end <= word.end
}

/// Whether a finding's words could go as a whole: an editor can fade them.
pub fn is_unnecessary(finding: &Finding) -> bool {
    finding.rule.starts_with("correspondence/") || finding.rule == "relevance/duplicate"
}

/// Why another place belongs to a finding.
pub fn reason_of_other(finding: &Finding) -> &'static str {
    match finding.rule {
        "respect/name-spelling" => "spelt so here",
        "respect/date-of-birth" => "the other date of birth",
        "relevance/duplicate" => "told here before",
        _ => "belongs to it",
    }
}

/// A place in another note, in lines from 0, the last one included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Elsewhere<'s> {
    /// The file.
    pub path: &'s Path,
    /// The first line and the last.
    pub lines: (u32, u32),
}

/// The place in another note that a finding is about too. What stands in the record of another person is not led to: who
/// reads this one may have no business there.
pub fn elsewhere<'s>(snapshot: &'s Snapshot, finding: &Finding) -> Option<Elsewhere<'s>> {
    let fact = |name: &str| finding.advice.data.iter().find(|(key, _)| *key == name).map(|(_, value)| value);
    let earlier = fact("earlier")?;
    if fact("category").and_then(Value::as_str).is_some_and(|category| matches!(category, "misnamed" | "other-record")) {
        return None;
    }
    let path = snapshot.others.get(earlier["path"].as_str()?)?;
    let line = |key: &str| earlier[key].as_u64().and_then(|line| u32::try_from(line).ok()?.checked_sub(1));
    Some(Elsewhere { path, lines: (line("line")?, line("end_line")?) })
}

/// The finding as it travels with its diagnostic, so that no action has to look for it again. The message is not
/// written twice: it is the diagnostic's.
pub fn data(finding: &Finding) -> Value {
    let facts: Map<String, Value> = finding.advice.data.iter().map(|(key, value)| ((*key).to_owned(), value.clone())).collect();
    json!({"suggestions": finding.advice.suggestions, "facts": facts})
}
