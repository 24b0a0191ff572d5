//! What rules about completeness share: which elements of its kind a note holds, by heading, field, wording or fact.

use super::{Note, Sink};
use crate::finding::Severity;
use crate::lexicon::{Hit, Hits};
use crate::record::{Element, Scheme, Shown};
use crate::text::{BlockKind, Shape, Span};
use crate::voice::{Act, Clause};

/// Fewest words of a text that is taken for a whole record.
const LEAST: usize = 20;
/// So many words tell of something.
const TOLD: usize = 90;
/// How many words may stand between a label's words and its colon: `Interpreter (if used):`.
const TO_COLON: usize = 24;
/// What stands behind a label that nobody filled in, and what answers no more than yes-or-no questions.
const EMPTY: &[&str] = &["", "n/a", "na", "n.a", "not applicable", "tbc", "tba", "?", "x", "not recorded", "as above"];
const NONE: &[&str] = &["no", "none", "nil", "nothing", "n"];

/// What is known of an element in a note.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Status {
    Held,
    /// Its label is there with nothing behind it.
    Empty,
    Missing,
}

/// Reports every element that a note of one of these kinds should hold and does not.
pub(crate) fn report(note: &Note<'_>, sink: &mut Sink<'_>, concerns: fn(&str) -> bool) {
    let first = note.text.blocks.iter().find(|block| !block.span.is_empty());
    let (Some(filed), Some(first)) = (note.kind, first) else { return };
    if !concerns(&filed.kind.id) || filed.kind.asks.is_empty() || note.text.words.len() < LEAST {
        return;
    }
    let (policy, lexicon) = (note.scheme.policy(), note.scheme.elements());
    let search = Search { note, hits: lexicon.find(note.text), speakers: speakers(note) };
    for asks in &filed.kind.asks {
        let Some(index) = policy.elements().iter().position(|element| element.id == asks.element) else { continue };
        let element = &policy.elements()[index];
        let raised = !search.hits.of(Scheme::raises(index)).is_empty();
        let status = search.status(index, element, raised);
        let message = match status {
            Status::Held => continue,
            Status::Empty => {
                format!("The heading is there, and nothing of {} behind it. {} Write: {}", element.name, element.why, element.instead)
            }
            Status::Missing => format!("Nothing was found of {}. {} Write: {}", element.name, element.why, element.instead),
        };
        let firmly = (asks.firmly || raised) && filed.is_certain();
        let severity = if firmly { Severity::Warning } else { Severity::Info };
        let finding = sink.report_as(severity, first.span, message).fact("element", element.id.as_str());
        if status == Status::Empty {
            finding.fact("heading", "empty");
        }
    }
}

/// Who speaks in a note: a child, as far as it can be told, and a parent or carer.
#[derive(Clone, Copy, Default)]
struct Speakers {
    child: bool,
    parent: bool,
}

fn speakers(note: &Note<'_>) -> Speakers {
    let mut speakers = Speakers::default();
    for clause in note.voices.clauses().filter(|clause| matches!(clause.act, Act::Reported | Act::Quoted)) {
        let Some(who) = clause.who else { continue };
        if speakers.child && speakers.parent {
            break;
        }
        match speaker(note, &clause, who) {
            Some(true) => speakers.child = true,
            Some(false) => speakers.parent = true,
            None => {}
        }
        // A first name by itself can be a parent's, "Stacey said", unless an age tells whose it is.
        speakers.parent |= is_name(note, who) && !has_age(note, who);
    }
    speakers
}

fn is_name(note: &Note<'_>, who: Span) -> bool {
    let words = &note.text.words[note.text.word_from(who.start)..note.text.word_from(who.end)];
    let capital = |shape: Shape| shape == Shape::Capitalised;
    words.first().is_some_and(|word| capital(word.shape)) && words.len() <= 2
}

/// Whether an age stands behind a name somewhere in the note: `Mia (8)`, `Mia, 8`.
fn has_age(note: &Note<'_>, who: Span) -> bool {
    let source = note.text.source;
    let Some(name) = note.text.words.get(note.text.word_from(who.start)).map(|word| word.span.of(source)) else { return false };
    let aged = |rest: &str| {
        [" (", ", "].iter().any(|gap| rest.strip_prefix(gap).is_some_and(|age| age.starts_with(|first: char| first.is_ascii_digit())))
    };
    note.text.words.iter().any(|word| word.span.of(source) == name && aged(&source[word.span.end as usize..]))
}

/// Whether the speaker is the child (`true`) or a parent or carer (`false`), as far as it can be told.
fn speaker(note: &Note<'_>, clause: &Clause, who: Span) -> Option<bool> {
    let list = note.lexicon.list("people")?;
    let category = |hit: &Hit| note.lexicon.entry(hit).category.as_str();
    let titled = ["Mr", "Mrs", "Ms", "Miss", "Dr"].iter().any(|title| who.of(note.text.source).starts_with(title));
    let hits = note.hits.within(list, who);
    if titled || hits.iter().any(|hit| category(hit) == "role") {
        return Some(false);
    }
    if let Some(kin) = hits.iter().find(|hit| category(hit) == "kin") {
        let young = ["brother", "sister", "sibling", "siblings", "son", "daughter", "twins"];
        return Some(young.iter().any(|word| word.eq_ignore_ascii_case(kin.span.of(note.text.source))));
    }
    if hits.iter().any(|hit| category(hit) == "pronoun") {
        // "He said": whoever was spoken of, unless a relation stands near.
        let index = note.text.sentence_at(clause.span.start)?;
        let from = note.text.sentences[index.saturating_sub(1)].span.start;
        let near = note.hits.within(list, Span { start: from, end: clause.span.end });
        return Some(!near.iter().any(|hit| category(hit) == "kin"));
    }
    if hits.iter().any(|hit| category(hit) == "someone") {
        return Some(true);
    }
    is_name(note, who).then_some(true)
}

struct Search<'a, 'n> {
    note: &'a Note<'n>,
    hits: Hits,
    speakers: Speakers,
}

impl Search<'_, '_> {
    fn status(&self, index: usize, element: &Element, raised: bool) -> Status {
        let mut empty = false;
        for hit in self.hits.of(Scheme::labels(index)) {
            match self.behind(hit, element) {
                Some(true) if !(raised && self.says_none(hit)) => return Status::Held,
                Some(_) => empty = true,
                None => {}
            }
        }
        let shown = element.shown_by.iter().any(|shown| match shown {
            Shown::ChildSpeaks => self.speakers.child,
            Shown::ParentSpeaks => self.speakers.parent,
            Shown::Told => self.told() >= TOLD,
        });
        let cue = || self.hits.of(Scheme::cues(index)).iter().any(|hit| !self.is_label(hit));
        if !(raised && empty) && (shown || cue()) {
            Status::Held
        } else if empty {
            Status::Empty
        } else {
            Status::Missing
        }
    }

    /// Words of the text proper.
    fn told(&self) -> usize {
        let text = self.note.text;
        let proper =
            text.blocks.iter().filter(|block| matches!(block.kind, BlockKind::Paragraph | BlockKind::Item | BlockKind::Field { .. }));
        proper.map(|block| text.word_from(block.span.end) - text.word_from(block.span.start)).filter(|&words| words >= 8).sum()
    }

    /// Whether a hit is a label's words rather than the text's.
    fn is_label(&self, hit: &Hit) -> bool {
        let text = self.note.text;
        let block = text.sentences[hit.sentence as usize].block as usize;
        match text.blocks[block].kind {
            BlockKind::Field { label } if label.contains(hit.span) => true,
            _ => text.source[hit.span.end as usize..].trim_start_matches([' ', '\t']).starts_with(':'),
        }
    }

    /// Whether something stands behind a label or below a heading; `None` where the words are neither.
    fn behind(&self, hit: &Hit, element: &Element) -> Option<bool> {
        let text = self.note.text;
        let index = text.sentences[hit.sentence as usize].block as usize;
        let block = &text.blocks[index];
        // "Seen:" is a label, and in "Child seen:" it is only the end of another.
        let before = text.source[..hit.span.start as usize].strip_suffix(' ').unwrap_or_default();
        if !hit.span.of(text.source).contains(' ') && before.ends_with(char::is_alphanumeric) {
            return None;
        }
        if block.kind == BlockKind::Heading {
            return Some(self.below(index, true));
        }
        let rest = &text.source[hit.span.end as usize..block.span.end.max(hit.span.end) as usize];
        let colon = rest.bytes().take(TO_COLON).position(|byte| byte == b':');
        let colon = colon.filter(|&at| !rest[..at].contains(['.', '\n', ',']))?;
        let value = value(&rest[colon + 1..]);
        if value.is_empty() && rest[colon + 1..].trim().is_empty() {
            return Some(self.below(index, false));
        }
        Some(!is(value, EMPTY) && (element.none_answers || !is(value, NONE)))
    }

    /// Whether the value behind a label is a plain no, or "not needed".
    fn says_none(&self, hit: &Hit) -> bool {
        let source = &self.note.text.source[hit.span.end as usize..];
        let Some((_, rest)) = source.split_once(':') else { return false };
        let value = value(rest);
        is(value, NONE) || value.to_ascii_lowercase().contains("not ") || value.to_ascii_lowercase().starts_with("none")
    }

    /// Whether text stands below a heading, or a label on a line of its own, before the next.
    /// Fields can stand below a heading; below a label they are the next of its kind, and so is what asks for another element.
    fn below(&self, index: usize, heading: bool) -> bool {
        let blocks = &self.note.text.blocks;
        let is_label = blocks[index].span.of(self.note.text.source).trim_end().ends_with(':');
        blocks.get(index + 1).is_some_and(|next| match next.kind {
            BlockKind::Heading => false,
            BlockKind::Field { label } => heading && !next.opens_paragraph && !(is_label && self.names_element(label)),
            _ => !is(next.span.of(self.note.text.source).trim_matches(['.', ' ']), EMPTY),
        })
    }

    /// Whether a field is the place of an element.
    fn names_element(&self, label: Span) -> bool {
        let elements = 0..self.note.scheme.policy().elements().len();
        let first = |index| self.hits.within(Scheme::labels(index), label).first();
        elements.filter_map(first).any(|hit| hit.span.start == label.start)
    }
}

/// The value at the start of what stands behind a colon: as far as a wide gap, a line's or a sentence's end.
fn value(rest: &str) -> &str {
    let line = rest.trim_start_matches([' ', '\t']).lines().next().unwrap_or_default();
    let end = line.find("  ").into_iter().chain(line.find(". ")).chain(line.find(['\t', ';', '|'])).min().unwrap_or(line.len());
    line[..end].trim_matches([' ', '.', '-', '–', '—', '_', '[', ']'])
}

fn is(value: &str, any: &[&str]) -> bool {
    any.iter().any(|word| word.eq_ignore_ascii_case(value))
}
