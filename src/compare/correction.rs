//! New entries that correct an earlier one: by the team manager, with the reason, as the policy asks, or otherwise.

use crate::lexicon::{Hits, Lexicon};
use crate::text::{Shape, Span, Text};

/// A correction.
#[derive(Debug, Clone, Copy)]
pub(super) struct Correction {
    /// Whether a team manager is named in it.
    pub(super) manager: bool,
    /// Whether it says why.
    pub(super) reason: bool,
}

/// Words of a title.
const TITLES: &[&str] = &["correction", "amendment", "addendum"];
/// Within so many words a title names it.
const TITLE: usize = 8;

impl Correction {
    /// The correction that an entry is, if it is one.
    pub(super) fn of(span: Span, text: &Text<'_>, hits: &Hits, lexicon: &Lexicon) -> Option<Self> {
        let words = &text.words[text.word_from(span.start)..text.word_from(span.end)];
        let is = |index: usize, one: &str| words.get(index).is_some_and(|word| word.span.of(text.source).eq_ignore_ascii_case(one));
        let titled = (0..words.len().min(TITLE)).any(|index| TITLES.iter().any(|title| is(index, title)));
        let list = lexicon.list("amendments")?;
        let said = hits.within(list, span);
        let category = |category: &str| said.iter().any(|hit| lexicon.entry(hit).category == category);
        if !titled && !category("as-put") {
            return None;
        }
        let manager = (0..words.len()).any(|index| {
            is(index, "team") && is(index + 1, "manager")
                || words[index].shape == Shape::Capitals && words[index].span.of(text.source) == "TM"
        });
        let reasons = lexicon.list("reasons").map_or(&[][..], |list| hits.within(list, span));
        let reason = category("reason") || reasons.iter().any(|hit| lexicon.entry(hit).category == "reason");
        Some(Self { manager, reason })
    }

    /// What is said of it.
    pub(super) fn message(self) -> &'static str {
        match (self.manager, self.reason) {
            (true, true) => "A correction as the policy asks: a new note that names the team manager and gives the reason.",
            (true, false) => "A correction without its reason. Write what was wrong, what is right, and how it came to be put so.",
            (false, true) => "A correction in which no team manager is named. The policy asks for a new note by the team manager.",
            (false, false) => {
                "A correction in which no team manager is named and no reason is given. The policy asks for a new note by the team manager with the \
                 right information and the reason."
            }
        }
    }
}
