//! Lines of a plan that set several tasks: "Ring GP Monday, chase school, CAMHS referral". Each has its own day and owner.

use super::action::{Action, Reader};
use super::due::due;
use super::owner;
use super::plan::{Given, Unit};
use crate::text::{Sentence, Span};

/// Marks between the tasks of one line.
const MARKS: &[char] = &[',', ';', '+'];

/// Most tasks that are told apart in one line.
const MOST_PARTS: usize = 12;

impl Reader<'_> {
    /// The tasks of a sentence, where a mark parts two or more and each part sets one or completes the one before.
    pub(super) fn parts(&self, sentence: &Sentence, unit: &Unit) -> Vec<Action> {
        let none = Vec::new();
        let piece = self.piece(sentence.span);
        let content = piece.of(self.text.source);
        let words = &self.text.words[self.text.word_from(piece.start)..self.text.word_from(piece.end)];
        // Sentences with "I", "for us", "that is" are prose, and their commas part no tasks.
        let prose = words.iter().any(|word| {
            matches!(self.text.folded_of(word.span), "i" | "i'll" | "we" | "we'll" | "us" | "me" | "my" | "so" | "that" | "which" | "who")
        });
        if prose
            || unit.who != Given::Unasked
            || unit.when != Given::Unasked
            || !content.contains(MARKS)
            || content.contains(['(', '"', '“'])
        {
            return none;
        }
        let (text, hits, cues) = (self.text, self.hits, self.cues);
        let alone = Unit { listed: false, ..*unit };
        let mut found: Vec<Action> = Vec::new();
        let mut start = 0;
        let mut all_due = None;
        let ends = content.match_indices(MARKS).map(|(at, _)| at).chain(std::iter::once(content.len()));
        for end in ends.take(MOST_PARTS) {
            let part = trimmed(text.source, piece.start as usize + start, piece.start as usize + end);
            start = end + 1;
            if let Some(mut action) = self.task_in(part, sentence, &alone) {
                let words = &text.words[text.word_from(part.start)..text.word_from(part.end)];
                action.owner = self
                    .doer(&action, words)
                    .or_else(|| owner::owner(text, hits, cues, part).filter(|who| !self.is_subject(*who, &action)));
                action.due = due(text, hits, cues, part);
                found.push(action);
            } else if let Some(last) = found.last_mut().filter(|_| !part.is_empty() && owner::is_tail(text, hits, cues, part)) {
                last.owner = last.owner.or_else(|| owner::owner(text, hits, cues, part));
                last.due = last.due.or_else(|| due(text, hits, cues, part));
                last.span = last.span.to(part);
            } else {
                return none;
            }
        }
        // "SW to ring the GP, chase school and visit by Friday": one owner before, and one day behind them all.
        for index in 1..found.len() {
            found[index].owner = found[index].owner.or(found[index - 1].owner);
        }
        for action in found.iter_mut().rev() {
            all_due = if action.due.is_some() && all_due.is_none() && action.span.end + 1 >= piece.end { action.due } else { all_due };
            action.due = action.due.or(all_due);
        }
        if found.len() < 2 { none } else { found }
    }
}

fn trimmed(source: &str, start: usize, end: usize) -> Span {
    let content = &source[start..end];
    let lead = content.len() - content.trim_start().len();
    let lead = lead + if content[lead..].starts_with("and ") { 4 } else { 0 };
    Span::new((start + lead).min(end), start + content.trim_end_matches([' ', '.']).len().max(lead.min(content.len())))
}
