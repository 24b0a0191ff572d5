//! Whether a term is said to be so, or denied, asked about, supposed or only named.

use crate::lexicon::Hit;
use crate::text::{Text, WordSet, word_set};

/// Words that deny what follows within a few words.
static NEGATORS: WordSet = word_set![
    "not", "no", "never", "nothing", "without", "nor", "neither", "cannot", "isn't", "wasn't", "aren't", "weren't", "didn't", "doesn't",
    "don't", "hasn't", "haven't",
];

/// Words that carry a denial further: "do not think that he was being hostile", "no evidence that", "no sign of".
static CARRIERS: WordSet = word_set![
    "assume",
    "assuming",
    "believe",
    "consider",
    "evidence",
    "indication",
    "saw",
    "see",
    "seen",
    "sign",
    "signs",
    "suggest",
    "suggestion",
    "think",
    "true"
];

/// Words behind a negator that turn it round: "not only hostile but loud", "never anything but".
static TURNED: WordSet = word_set!["only", "just", "anything", "surprisingly", "unexpectedly"];

/// Words that put what follows in question.
static SUPPOSING: WordSet = word_set!["anybody", "anyone", "ask", "asked", "concluding", "if", "unless", "whether", "wondered"];

/// Words that name a word: "I took the word manipulative out of the plan".
static NAMING: WordSet = word_set!["word", "words", "term", "terms", "phrase", "label"];

/// How many words a denial reaches over, by itself and with a carrier: "was not at all hostile".
const REACH: usize = 3;
const CARRIED: usize = 9;

pub(super) fn asserted(text: &Text<'_>, hit: &Hit) -> bool {
    let sentence = &text.sentences[hit.sentence as usize];
    if sentence.span.of(text.source).ends_with('?') {
        return false;
    }
    let words = text.words_of(sentence);
    let before = words.partition_point(|word| word.span.start < hit.span.start);
    let mut end = hit.span.start;
    let mut carried = false;
    let mut turned = false;
    for (distance, word) in words[..before].iter().rev().take(CARRIED).enumerate() {
        let gap = text.between(word.span.end, end);
        if gap != " " && gap.contains([',', ';', ':', '.', '(', ')', '–', '—']) {
            return true;
        }
        let folded = text.folded_of(word.span);
        if SUPPOSING.has(folded) || distance == 0 && NAMING.has(folded) {
            return false;
        }
        if NEGATORS.has(folded) && (distance < REACH || carried) {
            return turned;
        }
        carried |= CARRIERS.has(folded);
        turned = TURNED.has(folded);
        end = word.span.start;
    }
    true
}
