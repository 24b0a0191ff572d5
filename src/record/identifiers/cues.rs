//! The words beside a number that say what it is a number of. They are few, closed and read only next to a number.

use crate::record::reader::Reader;
use crate::text::{WordSet, word_set};

/// What a number that is nobody's is called.
#[rustfmt::skip]
static REFERENCES: WordSet = word_set![
    "batch", "bed", "booking", "bus", "case", "claim", "class", "code", "crime", "docket", "episode", "event", "form", "group", "id",
    "incident", "invoice", "item", "job", "key", "lcs", "level", "log", "meter", "model", "mosaic", "order", "page", "parcel", "part",
    "phase", "policy", "question", "receipt", "record", "ref", "reference", "refs", "report", "room", "rota", "score", "seal", "section",
    "serial", "stage", "step", "tenancy", "ticket", "tracking", "train", "unit", "urn", "version", "voucher", "ward", "wing", "year",
];

/// Words that may stand between such a name and the number.
#[rustfmt::skip]
static BETWEEN: WordSet = word_set![
    "a", "are", "for", "from", "given", "is", "its", "my", "no", "nos", "num", "number", "numbers", "of", "the", "to", "was",
];

/// How many words of these.
const FEW: usize = 3;

impl Reader<'_> {
    /// Whether a sentence or a line ends between a word and the next: `account. Ticket`, but not `acc no. 12`.
    fn stops(&self, at: usize) -> bool {
        let gap = self.gap(at);
        gap.contains(['\n', '\r']) || gap.starts_with(['.', '!', '?']) && gap.ends_with(' ') && self.word(at).len() > 3
    }

    /// Whether one of these words stands among the last `reach` words before a word, in its sentence and line.
    pub(super) fn follows(&self, at: usize, reach: usize, words: WordSet) -> bool {
        let first = at.saturating_sub(reach);
        (first..at).rev().take_while(|&before| !self.stops(before)).any(|before| self.is_one_of(before, words))
    }

    /// Whether one of these words stands among the next `reach` words from a word on, in its sentence and line.
    pub(super) fn leads(&self, at: usize, reach: usize, words: WordSet) -> bool {
        (at..self.words.len().min(at + reach))
            .take_while(|&next| next == at || !self.stops(next - 1))
            .any(|next| self.is_one_of(next, words))
    }

    /// Whether a word is one of a set, in any case, a possessive left out.
    pub(super) fn is_one_of(&self, at: usize, words: WordSet) -> bool {
        let word = self.word(at);
        let word = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word);
        words.has(word)
    }

    /// Whether the number at a word is called a reference: `ref 0163`, `job number 123`, `case no. 4`.
    pub(super) fn is_reference(&self, at: usize) -> bool {
        let mut before = at;
        for _ in 0..=FEW {
            let Some(word) = before.checked_sub(1).filter(|&word| !self.stops(word)) else { return false };
            if self.is_one_of(word, REFERENCES) {
                return true;
            }
            if !self.is_one_of(word, BETWEEN) {
                return false;
            }
            before = word;
        }
        false
    }

    /// Whether a sum of money or another measure stands at a word: `£1,234`, `12 kg`.
    pub(super) fn is_measure(&self, at: usize) -> bool {
        let before = self.text.source[..self.words[at].span.start as usize].trim_end_matches(' ');
        before.ends_with(['£', '$', '€', '#', '='])
    }
}
