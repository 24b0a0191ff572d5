//! What grounds a judgement: a reason, what the author saw or heard, a concrete sign, a quotation or a count beside it.

use super::{Voice, Voices};
use crate::lexicon::Hit;
use crate::text::{Sentence, Shape, Span};

impl Voices<'_> {
    /// The words that ground a judgement: in its own sentence, in the next, or, if they tell what the author saw or heard,
    /// in the one before. Neighbours count inside one paragraph only.
    pub fn evidence(&self, judged: Span) -> Option<Span> {
        let index = self.text.sentence_at(judged.start)?;
        let sentence = &self.text.sentences[index];
        let block = sentence.block;
        let neighbour = |other: Option<usize>| {
            let other = other.and_then(|at| self.text.sentences.get(at)).filter(|next| next.block == block)?;
            let later = if other.span.start > sentence.span.start { other } else { sentence };
            (!self.opens_entry(later)).then_some(other)
        };
        self.ground(sentence, judged, Place::Same)
            .or_else(|| neighbour(Some(index + 1)).and_then(|next| self.ground(next, judged, Place::Next)))
            .or_else(|| neighbour(index.checked_sub(1)).and_then(|before| self.ground(before, judged, Place::Before)))
    }

    /// Whether a sentence stands on a line of its own behind a date or a time, as the entries of a chronology do.
    fn opens_entry(&self, sentence: &Sentence) -> bool {
        let start = sentence.span.start as usize;
        let line = self.text.source[..start].trim_end_matches([' ', '\t', '-', '*', '•']).ends_with('\n');
        line && sentence.span.of(self.text.source).bytes().take(ENTRY_HEAD).any(|byte| byte.is_ascii_digit())
    }

    /// Whether a count stands in the sentence of a span or in the next: `late on 5 of 8 mornings`.
    pub fn is_counted(&self, span: Span) -> bool {
        let Some(index) = self.text.sentence_at(span.start) else { return false };
        let sentences = self.text.sentences[index..].iter().take(2);
        let mut counts = sentences.flat_map(|sentence| self.hits.within(self.cues.evidence, sentence.span));
        counts.any(|hit| self.cues.category(hit) == "measure" && self.counted(hit))
    }

    fn ground(&self, sentence: &Sentence, judged: Span, place: Place) -> Option<Span> {
        let cue = self.hits.within(self.cues.evidence, sentence.span).iter().find(|hit| {
            !hit.span.touches(judged)
                && (place == Place::Same || self.at(hit.span) == Voice::Author)
                && match self.cues.category(hit) {
                    "sense" => true,
                    "object" | "told" => place == Place::Same,
                    "deed" => place == Place::Next,
                    "measure" => place == Place::Same && self.counted(hit),
                    _ => place != Place::Before,
                }
        });
        let quoted = || (place == Place::Same).then(|| self.quote_within(sentence.span)).flatten();
        cue.map(|hit| hit.span).or_else(quoted)
    }

    /// Whether a number stands right before a measure: `three cans`, `20 minutes`.
    fn counted(&self, measure: &Hit) -> bool {
        let at = self.text.word_from(measure.span.start);
        let Some(word) = at.checked_sub(1).and_then(|before| self.text.words.get(before)) else { return false };
        let apart = self.text.between(word.span.end, measure.span.start);
        let named = || NUMBERS.contains(&word.span.of(self.text.source).to_ascii_lowercase().as_str());
        apart.trim().is_empty() && (word.shape == Shape::Digits || named())
    }
}

/// Where a sentence stands to the one that judges.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Before,
    Same,
    Next,
}

/// How far into a line its date begins at the most, in bytes: "Summer 2022".
const ENTRY_HEAD: usize = 12;

/// Small numbers as words.
const NUMBERS: &[&str] =
    &["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "twenty", "thirty"];
