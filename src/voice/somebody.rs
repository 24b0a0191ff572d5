//! What a word of a plan stands for: somebody who can do a task, letters, a task or a time.

use super::Cues;
use super::people::hit_at;
use crate::lexicon::{Hit, Hits};
use crate::text::{Span, Text};

/// Whether a word stands for somebody: kin, a role, a team, the author.
pub(super) fn is_somebody(text: &Text<'_>, hits: &Hits, cues: &Cues<'_>, word: Span) -> bool {
    let people = hit_at(hits.of(cues.people), word).is_some_and(|hit| cues.category(hit) != "hidden");
    let possessive = word.of(text.source).ends_with("'s") || word.of(text.source).ends_with("’s");
    !possessive && (people || is_role(hits, cues, word))
}

/// "JH": letters that are nobody's role and stand for no words.
pub(super) fn is_initials(text: &Text<'_>, hits: &Hits, cues: &Cues<'_>, word: Span) -> bool {
    let content = word.of(text.source);
    content.len() <= 3
        && content.bytes().all(|byte| byte.is_ascii_uppercase())
        && covering(hits, cues.acronyms, word).is_none()
        && !is_role(hits, cues, word)
}

pub(super) fn is_role(hits: &Hits, cues: &Cues<'_>, word: Span) -> bool {
    covering(hits, cues.actions, word).is_some_and(|hit| cues.category(hit) == "role")
}

pub(super) fn is_task(hits: &Hits, cues: &Cues<'_>, word: Span) -> bool {
    covering(hits, cues.tasks, word).is_some()
}

pub(super) fn is_time(hits: &Hits, cues: &Cues<'_>, word: Span) -> bool {
    covering(hits, cues.deadlines, word).is_some()
}

/// Letters that stand for words: "CAMHS" owns no task, "JH" may.
pub(super) fn is_letters(hits: &Hits, cues: &Cues<'_>, word: Span) -> bool {
    covering(hits, cues.acronyms, word).is_some() && !is_role(hits, cues, word)
}

pub(super) fn covering(hits: &Hits, list: u16, word: Span) -> Option<&Hit> {
    hit_at(hits.of(list), word)
}
