//! Who or what bears a judging word: the person or the thing before it, or the noun behind it.

use super::Cues;
use super::people::{Subject, classify, goes_on, hit_at, is_between};
use super::predicate::{About, folded};
use crate::lexicon::Hits;
use crate::text::{Shape, Span, Text, Word};

/// How far a topic may stand before its tie, in words: "the condition of the flat was poor".
const TOPIC_REACH: usize = 6;

/// Words that a sentence begins with and that name nobody, lower-case.
const OPENERS: &[&str] = &[
    "a",
    "after",
    "all",
    "although",
    "an",
    "and",
    "another",
    "any",
    "as",
    "at",
    "because",
    "but",
    "during",
    "each",
    "every",
    "everything",
    "for",
    "from",
    "how",
    "however",
    "if",
    "in",
    "it",
    "my",
    "no",
    "nothing",
    "on",
    "once",
    "one",
    "our",
    "since",
    "so",
    "some",
    "something",
    "that",
    "the",
    "then",
    "there",
    "these",
    "this",
    "those",
    "two",
    "what",
    "when",
    "where",
    "which",
    "while",
    "with",
    "you",
    "your",
];

/// How far back a person may stand before a verb that something else stands right before, in words.
const PERSON_REACH: usize = 6;

/// Who stands before word `at`: the word right before it, small words left out, or, if `far`, a person a little further back.
pub(super) fn who(text: &Text<'_>, hits: &Hits, cues: &Cues, words: &[Word], clause: usize, at: usize, far: bool) -> About {
    let mut at = at;
    while at > clause && is_between(text, words[at - 1]) {
        at -= 1;
    }
    let Some(before) = at.checked_sub(1).filter(|before| *before >= clause) else { return About::Nobody };
    let one = |word: Word, strict: bool| {
        let listed = hit_at(hits.of(cues.people), word.span).map(|hit| cues.category(hit));
        // "People can be …" is said of everybody, and a number is a person only as an age behind a name: "Kian (9) was".
        // Letters such as NRM or PA are a thing more often than a person.
        let letters = word.shape == Shape::Capitals && word.span.len() > 1 && word.span.len() < 5;
        let general = letters || matches!(word.span.of(text.source), "people" | "individuals" | "persons");
        if general || word.shape == Shape::Digits && !text.source[..word.span.start as usize].ends_with('(') {
            return About::Other;
        }
        match listed {
            Some("hidden") => About::Hidden,
            Some("author") => About::Other,
            Some(_) => About::Person,
            None if strict && classify(text, hits, cues, word) == Subject::Person => {
                if OPENERS.contains(&folded(text, word)) {
                    About::Other
                } else {
                    About::Person
                }
            }
            None => About::Other,
        }
    };
    // "Out of bed at two, clearly hungry": the comma parts it from the word before, unless that is the person.
    if words.get(at).is_some_and(|next| text.between(words[before].span.end, next.span.start).contains(',')) {
        return if one(words[before], false) == About::Person { About::Person } else { About::Nobody };
    }
    match one(words[before], true) {
        About::Other if far && hit_at(hits.of(cues.people), words[before].span).is_none() => {
            let from = clause.max(before.saturating_sub(PERSON_REACH));
            let further = words[from..before].iter().rev().map(|word| one(*word, false)).find(|about| *about != About::Other);
            further.unwrap_or(About::Other)
        }
        about => about,
    }
}

/// What noun a judging word stands before.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Noun {
    None,
    Person,
    Topic,
    Other,
}

/// The noun that a judging word stands before, if it does.
pub(super) fn noun_behind(text: &Text<'_>, hits: &Hits, cues: &Cues, words: &[Word], after: usize, end: u32) -> Noun {
    let Some(next) = words.get(after) else { return Noun::None };
    let gap = text.between(end, next.span.start);
    if !gap.chars().all(|character| character == ' ' || character == '-') || gap.contains(" -") {
        return Noun::None;
    }
    // "strong and secure attachment", "good natural interaction", "happy little boy": the noun may stand a word or two on.
    for word in words[after..].iter().take(3) {
        if hit_at(hits.of(cues.topics), word.span).is_some() {
            return Noun::Topic;
        }
        let kin = hit_at(hits.of(cues.people), word.span)
            .is_some_and(|hit| matches!(cues.category(hit), "kin" | "someone" | "role") && hit.span.start == word.span.start);
        let following = folded(text, *word);
        if kin {
            return if word.span == next.span && goes_on(following) { Noun::None } else { Noun::Person };
        }
        if word.span == next.span && following != "and" && goes_on(following) {
            return Noun::None;
        }
        if word.span != next.span && following != "and" && goes_on(following) {
            break;
        }
        if text.source.as_bytes().get(word.span.end as usize).is_none_or(|byte| *byte != b' ') {
            break;
        }
    }
    if folded(text, *next) == "and" { Noun::None } else { Noun::Other }
}

/// The subject of a judging word without a verb: it stands right before.
pub(super) fn bare_subject(text: &Text<'_>, hits: &Hits, cues: &Cues, words: &[Word], at: usize, next: Span) -> Option<About> {
    let word = words[at - 1];
    if text.between(word.span.end, next.start).contains([',', '.', ';', ':', '(', '/']) {
        return None;
    }
    if hit_at(hits.of(cues.topics), word.span).is_some() {
        return Some(About::Topic);
    }
    let named = hit_at(hits.of(cues.people), word.span);
    let person = match named {
        Some(hit) => matches!(cues.category(hit), "kin" | "role" | "someone"),
        // A name by itself at the head: "Kian unsettled." Elsewhere capitals stand for too many things.
        None => at == 1 && word.shape == Shape::Capitalised,
    };
    person.then_some(About::Person)
}

/// Whether one of the things that visits are about stands before the tie.
pub(super) fn topic_before(text: &Text<'_>, hits: &Hits, cues: &Cues, words: &[Word], clause: usize, at: usize) -> bool {
    let from = clause.max(at.saturating_sub(TOPIC_REACH));
    let Some(span) = words.get(from).map(|word| Span { start: word.span.start, end: words[at - 1].span.start }) else { return false };
    let Some(topic) = hits.within(cues.topics, span).last() else { return false };
    let between = text.word_from(topic.span.end)..text.word_from(span.end);
    // "The session that Mum missed was …": somebody between makes it another clause.
    !text.words[between].iter().any(|word| hit_at(hits.of(cues.people), word.span).is_some_and(|hit| cues.category(hit) == "pronoun"))
}
