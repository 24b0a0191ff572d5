//! Where a report comes from, and how well a later reader could find the source again.

use super::people::{Subject, subject};
use super::{Voice, Voices};
use crate::text::{BlockKind, Shape, Span, Word};

/// The source of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Source {
    /// The words that name it.
    pub span: Option<Span>,
    /// How traceable it is: 0 no source, 1 a vague class or a bare organisation, 2 a relation or role, 3 a name or a
    /// document, 4 a name with its role or relation, or somebody who asked not to be named.
    pub trace: u8,
}

impl Source {
    const NONE: Self = Self { span: None, trace: 0 };
}

/// How many words behind `by` or `from` are read for a source.
const READ: usize = 8;

/// How far behind a report its source may be named, in bytes.
const BEHIND: u32 = 40;

/// How many blocks of a note can be its head.
const OPENING: usize = 5;

/// Words at which the naming of a source ends.
const ENDS: &[&str] = &[
    "about",
    "and",
    "because",
    "but",
    "concerning",
    "if",
    "into",
    "over",
    "re",
    "regarding",
    "since",
    "that",
    "to",
    "when",
    "where",
    "which",
    "while",
    "who",
    "whilst",
];

impl Voices<'_> {
    /// The source of what is reported at a place: in its sentence, over it as a label or heading, or in the sentence before.
    pub fn source(&self, span: Span) -> Source {
        let Some(index) = self.text.sentence_at(span.start) else { return Source::NONE };
        let here = self.source_in(index, span);
        if here.trace > 0 {
            return here;
        }
        if self.at(span) == Voice::Reported {
            return Source { span: None, trace: 2 };
        }
        let block = self.text.sentences[index].block;
        if let Some(before) = index.checked_sub(1).filter(|before| self.text.sentences[*before].block == block) {
            let sentence = self.text.sentences[before].span;
            let found = self.source_in(before, Span { start: sentence.end, end: sentence.end });
            if found.trace >= 2 {
                return found;
            }
        }
        match self.text.blocks[block as usize].kind {
            BlockKind::Field { label } => self.named_in(label),
            _ => Source::NONE,
        }
    }

    /// Whether the entry that holds a place is a call, letter or talk with somebody named at its head, whose account it gives.
    pub fn told_throughout(&self, span: Span) -> bool {
        let Some(index) = self.text.sentence_at(span.start) else { return false };
        let block = self.text.sentences[index].block;
        let calls = |hit: &&crate::lexicon::Hit| matches!(self.cues.category(hit), "call" | "source-label");
        self.hits.of(self.cues.hearsay).iter().filter(calls).take_while(|hit| hit.span.start < span.start).any(|hit| {
            let sentence = &self.text.sentences[hit.sentence as usize];
            let near = (sentence.block as usize) < OPENING || sentence.block == block;
            near && self.named_in(Span { start: sentence.span.start, end: sentence.span.end }).trace >= 2
        })
    }

    /// The source that one sentence names for what stands at `span`.
    fn source_in(&self, index: usize, span: Span) -> Source {
        let sentence = &self.text.sentences[index];
        let closed = span.of(self.text.source).ends_with("that");
        let mut best = Source::NONE;
        for hit in
            self.hits.within(self.cues.hearsay, sentence.span).iter().filter(|hit| !hit.span.touches(span) || hit.span.end >= span.end)
        {
            let found = match self.cues.category(hit) {
                "anonymous" => Source { span: Some(hit.span), trace: 4 },
                "according" => self.named_in(Span { start: hit.span.end, end: sentence.span.end }),
                // What follows "that" is the report: a `by` in it says who did it.
                "from" | "source-label" if hit.span.start <= span.start || !closed && hit.span.start < span.end + BEHIND => {
                    self.named_in(Span { start: hit.span.end, end: sentence.span.end })
                }
                _ => Source::NONE,
            };
            if found.trace > best.trace {
                best = found;
            }
        }
        for hit in self.hits.within(self.cues.reporting, sentence.span) {
            let speaks = matches!(self.cues.category(hit), "said" | "told" | "felt" | "source");
            // A verb before the report governs it, or has nothing to do with it: only a whole sentence before counts.
            let outside = span.is_empty() || hit.span.start > span.end && hit.span.end + 12 > sentence.span.end;
            if speaks && outside && !hit.span.touches(span) {
                let (who, at) = subject(self.text, self.hits, &self.cues, sentence, hit.span);
                let found = match who {
                    Subject::Person => self.named_in(at),
                    _ => Source::NONE,
                };
                if found.trace > best.trace {
                    best = found;
                }
            }
        }
        best
    }

    /// The best source that the next words name.
    pub fn named_in(&self, area: Span) -> Source {
        let first = self.text.word_from(area.start);
        let mut best = Source::NONE;
        let mut end = area.start;
        for (offset, word) in self.text.words[first..].iter().take(READ).take_while(|word| word.span.start < area.end).enumerate() {
            let written = word.span.of(self.text.source);
            let gap = self.text.between(end, word.span.start);
            let over = ENDS.contains(&written) || gap.contains([';', '.', ':']) && !gap.starts_with(". ");
            // "By 3pm", "by shouting" name nobody.
            let no_source =
                offset == 0 && (word.shape == Shape::Digits || word.shape == Shape::Lower && written.ends_with("ing") && written.len() > 5);
            if over && offset > 0 || no_source {
                break;
            }
            let found = self.trace_of(*word);
            if found > best.trace {
                best = Source { span: Some(word.span), trace: found };
            }
            end = word.span.end;
        }
        best
    }

    /// How traceable a single word makes a source.
    fn trace_of(&self, word: Word) -> u8 {
        let written = word.span.of(self.text.source);
        let in_list = |list| self.hits.within(list, word.span).first();
        let capital = matches!(word.shape, Shape::Capitalised | Shape::Mixed);
        if capital && let Some(member) = self.cast().called(written) {
            return if member.known() { 4 } else { 3 };
        }
        if in_list(self.cues.hearsay).is_some_and(|hit| self.cues.category(hit) == "document") {
            return 3;
        }
        if let Some(hit) = in_list(self.cues.vague_source) {
            return if self.cues.category(hit) == "one" { 2 } else { 1 };
        }
        if let Some(hit) = in_list(self.cues.people) {
            return match self.cues.category(hit) {
                "hidden" => 0,
                "someone" => 1,
                _ => 2,
            };
        }
        if in_list(self.cues.cast).is_some() {
            return 2;
        }
        if capital && !self.is_opening(word) { 3 } else { 0 }
    }

    /// Whether a word opens its sentence, where a capital says nothing.
    fn is_opening(&self, word: Word) -> bool {
        self.text.sentence_at(word.span.start).is_some_and(|index| self.text.sentences[index].span.start == word.span.start)
    }
}
