//! A pronoun or a kin word that could be either of two people, where it matters who.

use crate::finding::Severity;
use crate::rules::{Check, Declaration, Note, Principle, Sink};
use crate::text::{Sentence, Shape, Text, Word};
use crate::voice::Voice;

/// The declaration of `clarity/ambiguous-person`.
pub const RULE: Declaration = Declaration {
    summary: "“she hit her”, where two women stand before it; “Mum”, where there are two mothers",
    principle: Principle::Chronological,
    severity: Severity::Info,
    checks: &[Check::Sentence(pronoun), Check::Note(kin)],
    options: &[],
};

/// Words for women and girls, and for men and boys.
const SHE: &[&str] = &[
    "aunt",
    "auntie",
    "daughter",
    "gran",
    "grandma",
    "grandmother",
    "mam",
    "miss",
    "mother",
    "mrs",
    "ms",
    "mum",
    "nan",
    "nana",
    "sister",
    "stepmother",
    "stepmum",
];
const HE: &[&str] = &[
    "brother",
    "dad",
    "father",
    "grandad",
    "grandfather",
    "grandpa",
    "mr",
    "partner",
    "son",
    "stepdad",
    "stepfather",
    "uncle",
    "boyfriend",
    "husband",
];

/// Words that open a sentence with a capital and are no names.
const OPENERS: &[&str] =
    &["after", "afterwards", "and", "as", "at", "before", "but", "later", "next", "so", "suddenly", "then", "when", "while"];

/// How far behind a pronoun what was done may stand, in words: "he then hit", "she had pushed".
const ACT_NEAR: usize = 3;

/// Acts for which a child or a court must know who did them: a pronoun is not enough where two people fit.
fn pronoun(sentence: &Sentence, note: &Note<'_>, sink: &mut Sink<'_>) {
    let text = note.text;
    let Some(list) = note.lexicon.list("detail") else { return };
    let acts = note.hits.within(list, sentence.span);
    let Some(act) = acts.iter().find(|hit| note.lexicon.category(hit) == "act") else { return };
    let words = text.words_of(sentence);
    let at = words.partition_point(|word| word.span.start < act.span.start);
    let near = &words[at.saturating_sub(ACT_NEAR)..at];
    let Some(found) = near.iter().rposition(|word| kind(word, text).is_some()) else { return };
    let pronoun = &near[found];
    let Some(kin) = kind(pronoun, text) else { return };
    // A person named between the start of the sentence and the pronoun is whom it means.
    let index = at.saturating_sub(ACT_NEAR) + found;
    let named = |word: &Word| word.shape == Shape::Capitalised && !among(OPENERS, word, text) || among(kin, word, text);
    let named = words[..index].iter().any(named);
    if named || note.voices.at(pronoun.span) != Voice::Author || !two_before(sentence, kin, note) {
        return;
    }
    let message = "Two people before this word fit it, and it matters who did this. Write the name: “[name] [what was done]”.";
    sink.report(pronoun.span, message.to_owned()).fact("category", "pronoun");
}

/// The words that a pronoun could stand for.
fn kind(word: &Word, text: &Text<'_>) -> Option<&'static [&'static str]> {
    match word.span.of(text.source) {
        "She" | "she" => Some(SHE),
        "He" | "he" => Some(HE),
        _ => None,
    }
}

/// Whether a word is one of some, in any case, a possessive left out.
fn among(words: &[&str], word: &Word, text: &Text<'_>) -> bool {
    let bare = word.span.of(text.source).trim_end_matches("'s").trim_end_matches("’s");
    words.iter().any(|one| one.eq_ignore_ascii_case(bare))
}

/// Whether the sentence before speaks of two people who fit, and of no third.
fn two_before(sentence: &Sentence, kin: &[&str], note: &Note<'_>) -> bool {
    let text = note.text;
    let before = text.sentence_at(sentence.span.start).and_then(|index| text.sentences.get(index.checked_sub(1)?));
    let Some(before) = before.filter(|before| before.block == sentence.block) else { return false };
    text.words_of(before).iter().filter(|word| among(kin, word, text)).count() == 2
}

/// `Ella's mum` and `Tia's mum` both in the note: from there on `Mum` alone may be either.
fn kin(note: &Note<'_>, sink: &mut Sink<'_>) {
    let people = note.lexicon.list("people").map_or(&[][..], |people| note.hits.of(people));
    for parent in ["mum", "dad"] {
        let mut owner: Option<&str> = None;
        let mut two = false;
        for hit in people {
            if hit.span.len() != parent.len() || !hit.span.of(note.text.source).eq_ignore_ascii_case(parent) {
                continue;
            }
            let Some(pair) = note.text.word_from(hit.span.start).checked_sub(1).and_then(|before| note.text.words.get(before..before + 2)) else {
                continue;
            };
            let before = pair[0].span.of(note.text.source);
            let name = before
                .strip_suffix("'s")
                .or_else(|| before.strip_suffix("’s"))
                .filter(|_| pair[0].shape == Shape::Mixed || pair[0].shape == Shape::Capitalised);
            if let Some(name) = name {
                two |= owner.is_some_and(|other| other != name);
                owner = Some(name);
            } else if two && bare(pair, note) && note.voices.at(pair[1].span) == Voice::Author {
                let message = "There are two in this note, each called by a child's name before, and this word could be either. Write which: “[name]’s mum” or “[name]’s dad”.";
                sink.report(pair[1].span, message.to_owned()).fact("category", "kin");
                break;
            }
        }
    }
}

/// Whether a kin word stands like a name, with nothing before it that says whose: `Mum said`, not `her mum`.
fn bare(pair: &[Word], note: &Note<'_>) -> bool {
    let apart = note.text.between(pair[0].span.end, pair[1].span.start);
    let said = ["her", "his", "their", "my", "your", "the", "step", "foster", "other", "birth", "s"];
    pair[1].shape == Shape::Capitalised
        && (apart.trim() != "" || !said.iter().any(|word| word.eq_ignore_ascii_case(pair[0].span.of(note.text.source))))
}
