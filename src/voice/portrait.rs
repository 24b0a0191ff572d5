//! A judgement put beside a word for a person: `he is a decent bloke`, `Lovely family.`, `an accomplished liar`.
//!
//! The words between the article and the noun are describing words by where they stand, so none of them need be on a list. What
//! tells age, kin, work or looks is left out.

use super::Voices;
use super::people::goes_on;
use super::predicate::{About, Tie, folded};
use crate::lexicon::Hit;
use crate::text::{Shape, Span, Word};

/// Most words between the article and the noun.
const DESCRIBED: usize = 6;

/// Longest sentence that is such a picture by itself, in words: "Lovely family, very welcoming."
const FRAGMENT: usize = 7;

/// Endings of words that describe.
const ENDINGS: &[&str] = &["ive", "ous", "ful", "less", "ish", "able", "ible", "some", "ant", "ic"];

/// Words that go no further into a description. Sorted.
const STOPS: &[&str] = &[
    "a", "about", "after", "all", "an", "any", "are", "as", "at", "be", "been", "before", "being", "both", "but", "by", "each", "every",
    "few", "for", "from", "had", "has", "have", "her", "his", "if", "in", "into", "is", "its", "like", "many", "met", "my", "no", "not",
    "of", "on", "or", "other", "our", "over", "saw", "several", "since", "so", "some", "such", "than", "that", "the", "their", "these",
    "they", "this", "those", "to", "was", "we", "were", "when", "where", "which", "who", "whose", "with", "without", "your",
];

/// Words beside a person that tell age, kin, work, health or looks, and no judgement. Sorted.
const NEUTRAL: &[&str] = &[
    "adopted",
    "adoptive",
    "adult",
    "allocated",
    "and",
    "another",
    "approved",
    "asian",
    "autistic",
    "bearded",
    "big",
    "bigger",
    "biological",
    "birth",
    "bisexual",
    "black",
    "blind",
    "blonde",
    "deaf",
    "different",
    "disabled",
    "divorced",
    "eldest",
    "employed",
    "experienced",
    "familiar",
    "female",
    "first",
    "former",
    "foster",
    "fourth",
    "full",
    "full-time",
    "gay",
    "half",
    "healthy",
    "hooded",
    "individual",
    "key",
    "large",
    "last",
    "lead",
    "left",
    "lesbian",
    "little",
    "live-in",
    "local",
    "lone",
    "lost",
    "main",
    "male",
    "married",
    "masked",
    "maternal",
    "middle",
    "middle-aged",
    "missing",
    "mixed",
    "named",
    "nearest",
    "new",
    "newborn",
    "next",
    "nine",
    "non-binary",
    "non-verbal",
    "old",
    "older",
    "oldest",
    "one",
    "only",
    "own",
    "paired",
    "part-time",
    "paternal",
    "pregnant",
    "premature",
    "present",
    "previous",
    "private",
    "protected",
    "qualified",
    "registered",
    "related",
    "respite",
    "retired",
    "right",
    "same",
    "second",
    "separated",
    "settled",
    "short",
    "shorter",
    "single",
    "slim",
    "small",
    "smaller",
    "smiling",
    "specific",
    "step",
    "straight",
    "student",
    "tall",
    "taller",
    "teenage",
    "thin",
    "third",
    "three",
    "trained",
    "trans",
    "transgender",
    "trusted",
    "twin",
    "two",
    "unaccompanied",
    "unknown",
    "unrelated",
    "visiting",
    "white",
    "widowed",
    "working",
    "year",
    "year-old",
    "young",
    "younger",
    "youngest",
];

impl Voices<'_> {
    /// The words that judge beside a noun for a person, where somebody is said to be one. A noun that judges by itself, `judging`, needs
    /// no more than any word between its article and itself.
    pub fn portrait(&self, noun: &Hit, judging: bool) -> Option<Span> {
        let text = self.text;
        let sentence = &text.sentences[noun.sentence as usize];
        let words = text.words_of(sentence);
        let at = words.partition_point(|word| word.span.start < noun.span.start);
        let first = self.described(words, at)?;
        let judged = |word: &&Word| {
            let word = folded(text, **word);
            word.len() > 2 && !word.starts_with(|first: char| first.is_ascii_digit()) && !word.ends_with("ly") && !is_neutral(word)
        };
        let from = words[first..at].iter().find(judged).or_else(|| words[first..at].first().filter(|_| judging))?;
        // "A decent family worker": the noun goes on.
        let after = words.partition_point(|word| word.span.start < noun.span.end);
        if words.get(after).is_some_and(|next| {
            let next_word = folded(text, *next);
            text.between(noun.span.end, next.span.start) == " "
                && !goes_on(next_word)
                && !matches!(next_word, "who" | "that" | "really" | "overall" | "indeed")
        }) {
            return None;
        }
        let span = Span { start: from.span.start, end: noun.span.end };
        let article = first.checked_sub(1).map_or("", |before| folded(text, words[before]));
        if matches!(article, "the" | "this" | "that" | "her" | "his" | "their" | "my" | "some" | "no") {
            return None;
        }
        match self.tied(&Hit { span: Span { start: words[first].span.start, end: noun.span.end }, ..*noun }) {
            Some((About::Person, Tie::Flat)) => Some(span),
            // "Pleasant couple." and not "Collected children.": without an article only an ending tells a describing word.
            Some((About::Nobody, Tie::Flat)) => {
                let telling =
                    matches!(article, "a" | "an" | "such") || ENDINGS.iter().any(|ending| from.span.of(text.source).ends_with(ending));
                (telling && text.sentences.len() > 1 && words.len() <= FRAGMENT).then_some(span)
            }
            _ => None,
        }
    }

    /// The index of the first describing word before a noun, if there is one.
    fn described(&self, words: &[Word], noun: usize) -> Option<usize> {
        let text = self.text;
        let mut at = noun;
        while at > 0 && noun - at < DESCRIBED {
            let word = &words[at - 1];
            let gap = text.between(word.span.end, words[at].span.start);
            let small = word.shape == Shape::Lower || at == 1 && word.shape == Shape::Capitalised;
            if !matches!(gap, " " | ", " | "-")
                || !small
                || STOPS.binary_search(&folded(text, *word)).is_ok()
                || folded(text, *word).ends_with("'s")
                || self.is_person(word.span)
            {
                break;
            }
            at -= 1;
        }
        (at < noun).then_some(at)
    }
}

fn is_neutral(word: &str) -> bool {
    NEUTRAL.binary_search(&word).is_ok()
}

#[cfg(test)]
mod tests {
    #[test]
    fn tables_are_sorted() {
        assert!(super::STOPS.is_sorted());
        assert!(super::NEUTRAL.is_sorted());
    }
}
