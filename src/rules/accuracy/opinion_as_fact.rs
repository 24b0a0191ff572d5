//! Judgements of people, homes, bonds and events that are told as if they were facts.

use crate::finding::Severity;
use crate::lexicon::Hit;
use crate::rules::{Check, Declaration, Note, Principle, Sink, terms};
use crate::text::{BlockKind, Shape};
use crate::voice::{About, Tie, Voice};

/// The declaration of `accuracy/opinion-as-fact`.
pub const RULE: Declaration = Declaration {
    summary: "a judgement told as a fact, with nobody whose view it is and nothing that was seen or heard beside it",
    principle: Principle::Accurate,
    severity: Severity::Warning,
    checks: &[Check::Term(check)],
    options: &[],
};

fn check(hit: &Hit, note: &Note<'_>, sink: &mut Sink<'_>) {
    if note.voices.at(hit.span) == Voice::Author
        && !in_heading(hit, note)
        && let Some(severity) = weight(hit, note)
        && terms::bare_claim(hit, note)
    {
        terms::report_claim(hit, note, severity, sink);
    }
}

/// How much a judgement weighs where it stands; nothing where it judges nobody and nothing.
fn weight(hit: &Hit, note: &Note<'_>) -> Option<Severity> {
    match note.lexicon.entry(hit).category.as_str() {
        "certain" => is_certain(hit, note).then_some(Severity::Warning),
        "degree" => matches_degree(hit, note).then_some(Severity::Warning),
        category @ ("care" | "character" | "faring" | "manner" | "quality" | "remark") => {
            let (about, tie) = note.voices.predicate(hit)?;
            let telling = matches!(category, "care" | "character" | "faring");
            match (about, tie) {
                (About::Hidden, Tie::Flat) if category == "remark" => Some(Severity::Warning),
                (_, Tie::Hedged | Tie::Loose) | (About::Hidden | About::Other, _) => None,
                (About::Topic, _) if category == "manner" => Some(Severity::Info),
                (About::Topic, _) => Some(Severity::Warning),
                (About::Person, Tie::Beside) if category == "quality" => Some(Severity::Warning),
                (About::Nobody, _) if category == "quality" => note.voices.under_topic(hit.span).then_some(Severity::Warning),
                (About::Nobody, _) if !is_short(hit, note) => None,
                (About::Person | About::Nobody, _) => Some(if telling { Severity::Warning } else { Severity::Info }),
            }
        }
        _ => Some(Severity::Warning),
    }
}

/// Words behind "very" that tell of something to be seen or counted, or that the lists know better. Sorted.
const PLAIN: &[&str] = &[
    "alike", "aware", "big", "busy", "clean", "clear", "close", "cold", "common", "dark", "different", "dirty", "early", "elderly", "far", "few",
    "frail", "full", "hot", "hungry", "ill", "important", "keen", "large", "late", "likely", "little", "long", "loud", "low", "many", "much",
    "near", "new", "often", "old", "pale", "poorly", "pregnant", "premature", "quick", "quickly", "quiet", "rare", "recent", "recently", "short",
    "sick", "similar", "sleepy", "slow", "slowly", "small", "soon", "sorry", "tall", "tearful", "thin", "tired", "unwell", "upset", "warm", "well", "wet",
    "young",
];

/// "Mum was very closed with me": what stands behind a word of degree is a judgement, unless it is plain to be seen.
fn matches_degree(hit: &Hit, note: &Note<'_>) -> bool {
    let words = note.text.words_of(&note.text.sentences[hit.sentence as usize]);
    let Some(next) = words.get(words.partition_point(|word| word.span.start < hit.span.end)) else { return false };
    let judged = next.span.of(note.text.source);
    next.shape == Shape::Lower
        && judged.len() > 3
        && note.text.between(hit.span.end, next.span.start) == " "
        && PLAIN.binary_search(&judged).is_err()
        && note.hits.within(hit.list, next.span).is_empty()
        && note.voices.said_behind(hit)
}

/// Most words of a fragment that is a verdict by itself: "Defensive throughout."
const FRAGMENT: usize = 7;

fn is_short(hit: &Hit, note: &Note<'_>) -> bool {
    note.text.words_of(&note.text.sentences[hit.sentence as usize]).len() <= FRAGMENT
}

fn in_heading(hit: &Hit, note: &Note<'_>) -> bool {
    note.text.blocks[note.text.sentences[hit.sentence as usize].block as usize].kind == BlockKind::Heading
}

/// Words behind "clearly" which make it say how well something was seen, heard or told, and no more.
const PLAINLY: &[&str] = &[
    "and", "audible", "defined", "enough", "explained", "from", "hear", "heard", "identified", "in", "labelled", "laid", "marked", "on",
    "outlined", "recorded", "remember", "remembered", "remembers", "said", "say", "see", "seen", "set", "show", "showed", "shown", "shows",
    "so", "spoke", "state", "stated", "tell", "that", "to", "told", "visible", "what", "when", "where", "with", "written", "but", "about", "why", "how", "who", "which",
];

/// "She clearly loves him", but not "she spoke clearly" and not "I could clearly hear".
fn is_certain(hit: &Hit, note: &Note<'_>) -> bool {
    if note.lexicon.form(hit).contains(' ') {
        return true;
    }
    let words = note.text.words_of(&note.text.sentences[hit.sentence as usize]);
    let Some(next) = words.get(words.partition_point(|word| word.span.start < hit.span.end)) else { return false };
    let adjacent = note.text.between(hit.span.end, next.span.start) == " ";
    let following = next.span.of(note.text.source);
    adjacent
        && next.shape == Shape::Lower
        && !PLAINLY.contains(&following)
        && matches!(note.voices.about(hit), About::Person | About::Nobody)
}
