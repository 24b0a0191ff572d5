//! What letters stand for: for the hover, for actions and for completion.

use std::collections::BTreeMap;

use casenote::lexicon::{Lexicon, ListKind};
use casenote::text::{Span, Text};

use crate::rulebook::Rules;
use crate::snapshot::Snapshot;

/// Letters in a note, and what they may stand for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letters {
    /// Where they stand.
    pub span: Span,
    /// What they may stand for, the usual meaning first.
    pub means: Vec<String>,
    /// The meaning in words that a child could follow.
    pub gloss: Option<String>,
}

/// The letters that stand at a byte, if a list or the team's own know them.
pub fn at(snapshot: &Snapshot, offset: u32) -> Option<Letters> {
    let (lines, source) = (&snapshot.document.lines, snapshot.text());
    let line = lines.line(source, lines.of(offset));
    let lexicon = snapshot.rules.linter.lexicon();
    // One line says enough, and costs nothing on a long note.
    let text = Text::new(line.of(source), lexicon.abbreviations());
    let holds = |span: Span| span.start <= offset - line.start && offset - line.start <= span.end;
    let placed = |span: Span| Span { start: span.start + line.start, end: span.end + line.start };
    let word = text.words.iter().map(|word| word.span).find(|span| holds(*span));
    if let Some(word) = word
        && let Some(own) = snapshot.rules.config.acronyms.get(word.of(text.source))
    {
        return Some(Letters { span: placed(word), means: vec![own.clone()], gloss: None });
    }
    let hits = lexicon.find(&text);
    let lists = (0..lexicon.lists().len() as u16).filter(|list| of_letters(lexicon, *list));
    let mut found = lists.flat_map(|list| hits.of(list)).filter(|hit| holds(hit.span));
    found.next().map(|hit| {
        let entry = lexicon.entry(hit);
        Letters { span: placed(hit.span), means: entry.means.clone(), gloss: entry.gloss.clone() }
    })
}

fn of_letters(lexicon: &Lexicon, list: u16) -> bool {
    matches!(lexicon.lists()[usize::from(list)].kind, ListKind::Acronyms | ListKind::Shorthand)
}

/// Letters and what they stand for, in order: the team's own, and the lists' in capitals.
pub fn known(rules: &Rules) -> BTreeMap<String, Vec<String>> {
    let mut known = BTreeMap::new();
    for list in rules.linter.lexicon().lists().iter().filter(|list| list.kind == ListKind::Acronyms) {
        for entry in list.entries.iter() {
            known.insert(entry.term.clone(), entry.means.clone());
        }
    }
    known.extend(rules.config.acronyms.iter().map(|(letters, meaning)| (letters.clone(), vec![meaning.clone()])));
    known
}

/// A meaning and the letters behind it, as they are explained at their first use.
pub fn explained(meaning: &str, letters: &str) -> String {
    format!("{meaning} ({letters})")
}
