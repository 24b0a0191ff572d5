//! A child's own words in italic, as some services ask for, in a note that is Markdown.

use casenote::text::Span;
use casenote::voice::Act;

use super::{Action, Change, Kind};
use crate::facts::Facts;
use crate::snapshot::Snapshot;

const PAIRS: &[(char, char)] = &[('“', '”'), ('"', '"'), ('‘', '’')];

/// Sets the selected words, or the quotation around the caret, in italic. Whose words they are is the writer's to say.
pub(super) fn wrap(snapshot: &Snapshot, facts: &Facts, selected: Span) -> Option<Action> {
    let clause = facts.clauses.iter().find(|clause| clause.span.start <= selected.end && selected.start <= clause.span.end)?;
    if !matches!(clause.act, Act::Quoted | Act::Reported) {
        return None;
    }
    let text = snapshot.text();
    let words = if selected.is_empty() { quotation(snapshot, selected.start)? } else { trimmed(text, selected)? };
    let is_mark = |character: char| matches!(character, '*' | '_');
    if text[..words.start as usize].ends_with(is_mark) || words.of(text).contains(['\n', '\r']) || words.of(text).starts_with(is_mark) {
        return None;
    }
    let wrapped = format!("*{}*", words.of(text));
    Some(Action::new("Set in italic, as a child’s own words".to_owned(), Kind::Rewrite, vec![Change { span: words, text: wrapped }]))
}

/// The quotation on a line that a byte stands in, marks included.
fn quotation(snapshot: &Snapshot, offset: u32) -> Option<Span> {
    let (lines, text) = (&snapshot.document.lines, snapshot.text());
    let line = lines.line(text, lines.of(offset));
    let content = line.of(text);
    let at = (offset - line.start) as usize;
    let found = PAIRS.iter().find_map(|&(open, close)| {
        let mut from = 0;
        while let Some(start) = content[from..].find(open).map(|start| from + start) {
            let inside = start + open.len_utf8();
            let end = content[inside..].find(close).map(|end| inside + end + close.len_utf8())?;
            if start <= at && at <= end {
                return Some((start, end));
            }
            from = end;
        }
        None
    })?;
    Some(Span::new(line.start as usize + found.0, line.start as usize + found.1))
}

fn trimmed(text: &str, selected: Span) -> Option<Span> {
    let words = selected.of(text);
    let start = selected.start as usize + words.len() - words.trim_start().len();
    (!words.trim().is_empty()).then(|| Span::new(start, start + words.trim().len()))
}
