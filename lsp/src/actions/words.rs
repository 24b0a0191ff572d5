//! Words that a team keeps: a line in `casenote.toml`, which the editor writes, so that the writer sees it and can undo it.

use std::path::Path;

use casenote::Finding;
use casenote::config::FILE_NAME;
use casenote::rules::{Check, find};
use casenote::text::{Span, fold_phrase};
use toml_edit::{Array, DocumentMut, Item, Table};

use super::{Action, Kind, OtherFile};
use crate::positions::Lines;
use crate::snapshot::Snapshot;

/// Longest words that are worth a line of their own, in bytes.
const LONGEST: usize = 60;

/// Adds the words of a finding to those that the team accepts.
pub(super) fn keep(snapshot: &Snapshot, finding: &Finding) -> Option<Action> {
    let words = finding.span.of(snapshot.text());
    let of_words = find(finding.rule)?.declaration.checks.iter().any(|check| matches!(check, Check::Term(_)));
    if !of_words && finding.rule != "plain-english/acronym" || words.len() > LONGEST || words.contains(['\n', '\r']) {
        return None;
    }
    let rules = &snapshot.rules;
    let path = rules.path.clone().or_else(|| Some(snapshot.folder.as_ref()?.join(FILE_NAME)))?;
    let file = accept(&path, &fold_phrase(words), snapshot)?;
    let title = format!("Add to the team’s words in {FILE_NAME}");
    Some(Action { file: Some(file), ..Action::new(title, Kind::QuickFix, Vec::new()) })
}

/// The change of `casenote.toml` that accepts some words; none if it cannot be read or has them already.
fn accept(path: &Path, words: &str, snapshot: &Snapshot) -> Option<OtherFile> {
    let exists = path.exists();
    let before = if exists { std::fs::read_to_string(path).ok()? } else { String::new() };
    let mut document: DocumentMut = before.parse().ok()?;
    let table = document.entry("words").or_insert_with(|| Item::Table(Table::new())).as_table_like_mut()?;
    let accepted = table.entry("accepted").or_insert_with(|| Item::Value(Array::new().into())).as_array_mut()?;
    if accepted.iter().any(|one| one.as_str() == Some(words)) {
        return None;
    }
    accepted.push(words);
    let after = document.to_string();
    let (span, text) = difference(&before, &after);
    Some(OtherFile { path: path.to_owned(), exists, range: Lines::new(&before).stretch(&before, span, snapshot.encoding), text })
}

/// The one stretch in which two texts differ.
fn difference(before: &str, after: &str) -> (Span, String) {
    let same = |pair: &(char, char)| pair.0 == pair.1;
    let start: usize = before.chars().zip(after.chars()).take_while(same).map(|(one, _)| one.len_utf8()).sum();
    let back = before[start..].chars().rev().zip(after[start..].chars().rev());
    let end: usize = back.take_while(same).map(|(one, _)| one.len_utf8()).sum();
    (Span::new(start, before.len() - end), after[start..after.len() - end].to_owned())
}

#[cfg(test)]
mod tests {
    use super::difference;

    #[test]
    fn only_what_differs_is_replaced() {
        let (span, text) = difference("accepted = [\"é\"]\n# ours\n", "accepted = [\"é\", \"x\"]\n# ours\n");
        assert_eq!((span.start, span.end, text.as_str()), (16, 16, ", \"x\""));
        let (span, text) = difference("", "a\n");
        assert_eq!((span.end, text.as_str()), (0, "a\n"));
    }
}
