//! People in a sentence: who a subject is, and whether a label is said of a person or of a thing.

use super::Cues;
use crate::lexicon::{Hit, Hits};
use crate::text::{Sentence, Shape, Span, Text, Word};

/// Who the words before a verb name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// The author, as "I" or in the third person.
    Author,
    /// Somebody else.
    Person,
    /// Nobody: "it", "there".
    Hidden,
    /// No subject was written, as in telegraphic notes.
    None,
    /// Something that is not known to be a person.
    Thing,
}

/// Longest clause that is read back for a subject, in words.
const CLAUSE_WORDS: usize = 30;

/// How many words back a subject is looked for.
const SUBJECT_WORDS: usize = 12;

/// Small words that stand between a subject and its verb, or between a copula and a label. Sorted.
const BETWEEN: &[&str] = &[
    "a",
    "across",
    "again",
    "all",
    "almost",
    "already",
    "also",
    "always",
    "an",
    "and",
    "appear",
    "appeared",
    "appears",
    "are",
    "as",
    "be",
    "became",
    "become",
    "becomes",
    "becoming",
    "been",
    "being",
    "bit",
    "both",
    "came",
    "can",
    "clearly",
    "comes",
    "completely",
    "constantly",
    "could",
    "did",
    "does",
    "even",
    "extremely",
    "fairly",
    "frequently",
    "get",
    "gets",
    "getting",
    "got",
    "had",
    "has",
    "have",
    "herself",
    "highly",
    "him",
    "himself",
    "if",
    "increasingly",
    "incredibly",
    "is",
    "just",
    "keeps",
    "kept",
    "later",
    "may",
    "might",
    "more",
    "most",
    "much",
    "never",
    "not",
    "now",
    "often",
    "only",
    "or",
    "particularly",
    "physically",
    "present",
    "presented",
    "presenting",
    "presents",
    "pretty",
    "quickly",
    "quite",
    "rather",
    "really",
    "regularly",
    "remain",
    "remained",
    "remains",
    "repeatedly",
    "seem",
    "seemed",
    "seems",
    "slightly",
    "so",
    "sometimes",
    "somewhat",
    "still",
    "the",
    "themselves",
    "then",
    "to",
    "too",
    "usually",
    "v",
    "verbally",
    "very",
    "was",
    "were",
    "when",
    "will",
    "would",
];

/// Words after a label which show that it is not said of the next noun. Sorted.
const AFTER: &[&str] = &[
    "a",
    "about",
    "after",
    "again",
    "also",
    "and",
    "around",
    "as",
    "at",
    "because",
    "before",
    "behind",
    "but",
    "by",
    "down",
    "due",
    "during",
    "every",
    "for",
    "from",
    "he",
    "her",
    "his",
    "i",
    "if",
    "immediately",
    "in",
    "into",
    "my",
    "of",
    "off",
    "on",
    "once",
    "or",
    "out",
    "over",
    "she",
    "since",
    "so",
    "straight",
    "that",
    "the",
    "their",
    "then",
    "they",
    "this",
    "though",
    "through",
    "throughout",
    "to",
    "today",
    "toward",
    "towards",
    "until",
    "up",
    "upon",
    "we",
    "when",
    "whenever",
    "where",
    "which",
    "while",
    "whilst",
    "who",
    "with",
    "yesterday",
];

/// Nouns that carry a label over to the person they belong to. Sorted.
const MANNERS: &[&str] = &[
    "attitude",
    "behaviour",
    "behaviours",
    "character",
    "demeanour",
    "manner",
    "mood",
    "nature",
    "outburst",
    "outbursts",
    "personality",
    "presentation",
    "tone",
];

/// The subject of a verb that starts at `verb`.
pub(super) fn subject(text: &Text<'_>, hits: &Hits, cues: &Cues, sentence: &Sentence, verb: Span) -> (Subject, Span) {
    let words = text.words_of(sentence);
    let before = words.partition_point(|word| word.span.start < verb.start);
    let clause = clause_start(text, words, before);
    let mut at = before;
    while at > clause && is_between(text, words[at - 1]) {
        at -= 1;
    }
    if at == clause {
        return (Subject::None, Span { start: verb.start, end: verb.start });
    }
    let word = words[at - 1];
    let who = classify(text, hits, cues, word);
    if who == Subject::Thing {
        // "Mum rang school and said …": the subject stands further back in the clause.
        let earlier = words[clause..at].iter().rev().take(SUBJECT_WORDS).map(|word| classify(text, hits, cues, *word));
        if let Some(who) = earlier.into_iter().find(|who| matches!(who, Subject::Author | Subject::Person)) {
            return (who, word.span);
        }
    }
    (who, word.span)
}

pub(super) fn classify(text: &Text<'_>, hits: &Hits, cues: &Cues, word: Word) -> Subject {
    if let Some(hit) = hit_at(hits.of(cues.people), word.span) {
        return match cues.category(hit) {
            "author" => Subject::Author,
            "hidden" => Subject::Hidden,
            _ => Subject::Person,
        };
    }
    match word.shape {
        Shape::Capitalised | Shape::Capitals | Shape::Mixed => Subject::Person,
        _ if word.span.len() == 1 && word.shape != Shape::Lower => Subject::Person,
        // "(9)" behind a name, as in "Kian (9) said".
        Shape::Digits => Subject::Person,
        Shape::Lower => {
            if word.span.of(text.source).ends_with("'s") {
                Subject::Person
            } else {
                Subject::Thing
            }
        }
    }
}

/// The index of the first word of the clause that ends before word `before`.
pub(super) fn clause_start(text: &Text<'_>, words: &[Word], before: usize) -> usize {
    let mut at = before;
    let furthest = before.saturating_sub(CLAUSE_WORDS);
    while at > furthest {
        let end = words.get(at).map_or(words[at - 1].span.end, |word| word.span.start);
        let gap = text.between(words[at - 1].span.end, end);
        if gap != " " && (gap.contains([';', ':', '–', '—', '•', '/', '(']) || gap.contains(" - ")) {
            return at;
        }
        at -= 1;
    }
    furthest
}

pub(super) fn is_between(text: &Text<'_>, word: Word) -> bool {
    word.shape == Shape::Lower && {
        let word = word.span.of(text.source);
        BETWEEN.binary_search(&word).is_ok() || word.len() > 4 && word.ends_with("ly")
    }
}

/// The hit of a list that stands at a word.
pub(super) fn hit_at(hits: &[Hit], span: Span) -> Option<&Hit> {
    let next = hits.partition_point(|hit| hit.span.start <= span.start);
    hits[..next].last().filter(|hit| hit.span.touches(span))
}

/// Whether a word behind a label begins something else, so that the label is not said of the next noun.
pub(super) fn goes_on(word: &str) -> bool {
    AFTER.binary_search(&word).is_ok()
}

/// Whether a label is said of a person: one stands before it as subject, or behind it as the noun, or the clause has
/// no subject at all, as in "Aggressive with staff."
pub(super) fn said_of_person(text: &Text<'_>, hits: &Hits, cues: &Cues, hit: &Hit) -> bool {
    let sentence = &text.sentences[hit.sentence as usize];
    let words = text.words_of(sentence);
    let next = words.get(words.partition_point(|word| word.span.start < hit.span.end));
    if let Some(next) = next {
        let gap = text.between(hit.span.end, next.span.start);
        let adjacent = gap.chars().all(|character| character == ' ' || character == '-');
        let following = next.span.of(text.source).to_ascii_lowercase();
        if adjacent && AFTER.binary_search(&following.as_str()).is_err() {
            let person = hit_at(hits.of(cues.people), next.span).is_some_and(|hit| cues.category(hit) != "hidden");
            return person || MANNERS.binary_search(&following.as_str()).is_ok() || next.shape == Shape::Capitalised;
        }
    }
    match subject(text, hits, cues, sentence, hit.span).0 {
        Subject::Person | Subject::None => true,
        Subject::Author | Subject::Hidden => false,
        Subject::Thing => {
            // The noun before may belong to a person: "Mum's attitude was hostile", "she was loud and hostile".
            let before = words.partition_point(|word| word.span.start < hit.span.start);
            let clause = clause_start(text, words, before);
            words[clause..before].iter().rev().take(6).any(|word| {
                hit_at(hits.of(cues.people), word.span)
                    .is_some_and(|hit| matches!(cues.category(hit), "kin" | "pronoun" | "someone" | "role"))
                    || MANNERS.binary_search(&word.span.of(text.source)).is_ok()
            })
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn tables_are_sorted() {
        for table in [super::BETWEEN, super::AFTER, super::MANNERS] {
            assert!(table.is_sorted());
        }
    }
}
