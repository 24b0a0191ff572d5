//! Whether the detail that a loose word leaves out stands beside it: in its own sentence or in the next.

use super::Voices;
use crate::record::Dates;
use crate::text::{BlockKind, Sentence, Shape, Span};

/// A kind of detail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// A number, a count in words, a date or a time in the same sentence or the next.
    Number,
    /// A date or a time in the same sentence.
    When,
    /// A list, an example, a reason or a quotation.
    What,
    /// What somebody was seen or heard doing.
    Act,
    /// What somebody said or wrote.
    Speech,
    /// What could be seen or smelt.
    Look,
}

/// The kinds of detail found near a word.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Detail([bool; 6]);

impl Detail {
    /// Whether any of some kinds was found.
    pub fn has(self, kinds: &[Told]) -> bool {
        kinds.iter().any(|kind| self.0[*kind as usize])
    }

    fn set(&mut self, kind: Told, found: bool) {
        self.0[kind as usize] |= found;
    }
}

/// Longest sentence that only lists, in words.
const LISTED_WORDS: usize = 14;

impl Voices<'_> {
    /// The detail near a word.
    pub fn detail(&self, span: Span, dates: &Dates) -> Detail {
        let mut detail = Detail::default();
        let Some(index) = self.text.sentence_at(span.start) else { return detail };
        let own = &self.text.sentences[index];
        self.read_detail(own, span, dates, &mut detail);
        detail.set(Told::When, dates.within(own.span).iter().any(|stamp| !self.heads_line(stamp.span)));
        detail.set(Told::What, self.opens(span, own));
        if let Some(next) = self.text.sentences.get(index + 1).filter(|next| self.goes_on(own, next)) {
            let mut further = Detail::default();
            self.read_detail(next, span, dates, &mut further);
            // A long sentence has numbers of its own, unless they are dates.
            let short = (next.end_word - next.first_word) as usize <= LISTED_WORDS;
            further.0[Told::Number as usize] &= short || !dates.within(next.span).is_empty();
            further.set(Told::What, self.is_list(next));
            detail.0.iter_mut().zip(further.0).for_each(|(own, next)| *own |= next);
        }
        detail
    }

    fn read_detail(&self, sentence: &Sentence, word: Span, dates: &Dates, detail: &mut Detail) {
        for hit in self.hits.within(self.cues.detail, sentence.span).iter().filter(|hit| !hit.span.touches(word)) {
            let kind = match self.cues.category(hit) {
                "act" => Told::Act,
                "count" => Told::Number,
                "look" => Told::Look,
                "speech" => Told::Speech,
                _ => Told::What,
            };
            detail.set(kind, true);
        }
        detail.set(Told::What, self.quotes_beside(sentence.span, word));
        // The date that a line of a chronology begins with counts nothing.
        let counted = |at: Span| {
            !at.touches(word)
                && !dates
                    .within(Span { start: sentence.span.start, end: at.end })
                    .iter()
                    .any(|stamp| stamp.span.contains(at) && self.heads_line(stamp.span))
        };
        let words = self.text.words_of(sentence);
        detail.set(Told::Number, words.iter().any(|one| one.shape == Shape::Digits && counted(one.span)));
    }

    /// Whether a quotation that does not hold the word reaches into a span.
    fn quotes_beside(&self, span: Span, word: Span) -> bool {
        let end = self.quotes.partition_point(|quote| quote.span.start < span.end);
        let touching = self.quotes[..end].iter().rev().take_while(|quote| quote.span.touches(span));
        touching.filter(|quote| !quote.span.contains(word)).count() > 0
    }

    /// Whether a place begins its block.
    fn heads_line(&self, span: Span) -> bool {
        let block = self.text.sentence_at(span.start).map(|index| self.text.sentences[index].block);
        block.is_some_and(|block| {
            self.text.between(self.text.blocks[block as usize].span.start, span.start).trim_matches(['(', '[', '*', ' ']).is_empty()
        })
    }

    /// Whether the sentence opens what follows right behind the word: a colon, a dash or a bracket.
    fn opens(&self, word: Span, sentence: &Sentence) -> bool {
        let rest = self.text.between(word.end, sentence.span.end);
        rest.ends_with(':')
            || rest.trim_start().starts_with([':', '(', '-', '–', '—'])
            || rest.contains(": ")
            || rest.contains(" – ")
            || rest.contains(" - ")
    }

    /// `Lateness, packed lunches, dirty uniform.`: a sentence that only lists.
    fn is_list(&self, sentence: &Sentence) -> bool {
        let short = (sentence.end_word - sentence.first_word) as usize <= LISTED_WORDS;
        short && memchr::memchr_iter(b',', sentence.span.of(self.text.source).as_bytes()).nth(1).is_some()
    }

    /// Whether a sentence goes on with what the one before it says: in the same paragraph, or in a list or a line under it.
    fn goes_on(&self, own: &Sentence, next: &Sentence) -> bool {
        let block = &self.text.blocks[next.block as usize];
        own.block == next.block
            || !block.opens_paragraph && matches!(block.kind, BlockKind::Paragraph | BlockKind::Item) && own.block + 1 == next.block
    }
}
