//! Who speaks a quotation.

use super::people::{Subject, subject};
use super::{Voice, Voices};
use crate::text::{Sentence, Shape, Span};

impl Voices<'_> {
    /// The quotations of the note, marks included, in order: what somebody said, and not what was copied in.
    pub fn quotations(&self) -> impl Iterator<Item = Span> {
        let spoken = self.quotes.iter().filter(|quote| quote.voice == Voice::Quoted);
        spoken.map(|quote| quote.span).filter(|span| !self.pasted(*span))
    }

    /// The words that name who speaks a quotation, in its sentence: `Mum said, "…"`, `"…," Ella told me`.
    pub fn speaker(&self, quote: Span) -> Option<Span> {
        let verbs = |sentence: &Sentence| {
            self.hits
                .within(self.cues.reporting, sentence.span)
                .iter()
                .filter(|hit| matches!(self.cues.category(hit), "said" | "told" | "felt"))
        };
        let sentence = |offset: u32| self.text.sentence_at(offset).map(|index| &self.text.sentences[index]);
        let named = |sentence: &Sentence, verb: Span| match subject(self.text, self.hits, &self.cues, sentence, verb) {
            (Subject::Person, who) => Some(who),
            _ => None,
        };
        let before = sentence(quote.start)?;
        if let Some(verb) = verbs(before).filter(|hit| hit.span.end <= quote.start).last() {
            return named(before, verb.span);
        }
        let behind = sentence(quote.end.saturating_sub(1))?;
        let verb = verbs(behind).find(|hit| hit.span.start >= quote.end)?;
        named(behind, verb.span)
    }

    /// Whether words name somebody of the family: a relation, "he", or a first name that belongs to no professional.
    pub fn is_family(&self, who: Span) -> bool {
        if self.is_relative(who) {
            return true;
        }
        let words = &self.text.words[self.text.word_from(who.start)..self.text.word_from(who.end)];
        let [word] = words else { return false };
        let name = word.span.of(self.text.source);
        word.shape == Shape::Capitalised && self.is_name(name) && self.cast().called(name).is_none_or(|member| member.sector.is_none())
    }
}
