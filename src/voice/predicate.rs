//! How a judging word is put: said of somebody (`Mum was evasive`, `Mum v evasive`), as a fragment (`Evasive.`), beside a
//! noun (`a strong bond`), and of whom or what.

use super::bearer::{Noun, bare_subject, noun_behind, topic_before, who};
use super::people::{Subject, classify, clause_start};
use super::{Cues, Voices};
use crate::lexicon::{Hit, Hits};
use crate::text::{BlockKind, Span, Text, Word};

/// Who or what a judging word is said of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// A person other than the author.
    Person,
    /// One of the things that visits are about: the home, a bond, a session.
    Topic,
    /// Nobody is named: a fragment such as `Defensive.`
    Nobody,
    /// "It", "this", "there".
    Hidden,
    /// The author, the reader, or something else.
    Other,
}

/// How it is tied to what it is said of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tie {
    /// As a fact: `was`, `presented as`, or nothing at all in telegraphic notes.
    Flat,
    /// With care: `seemed`, `may be`, `to be`.
    Hedged,
    /// Beside its noun, which somebody is said to have or be: `has a good bond`, or at the head of a sentence.
    Beside,
    /// Beside a noun that nobody is said to have: `support for good parenting`.
    Loose,
}

/// Adverbs and small words between a tie and a judging word.
const DEGREE: &[&str] = &[
    "a",
    "absolutely",
    "again",
    "all",
    "also",
    "always",
    "an",
    "as",
    "at",
    "bit",
    "both",
    "completely",
    "consistently",
    "ever",
    "extremely",
    "fairly",
    "generally",
    "herself",
    "himself",
    "incredibly",
    "increasingly",
    "just",
    "largely",
    "little",
    "lot",
    "more",
    "most",
    "mostly",
    "much",
    "now",
    "often",
    "overall",
    "particularly",
    "pretty",
    "quite",
    "rather",
    "really",
    "slightly",
    "so",
    "some",
    "somewhat",
    "still",
    "such",
    "that",
    "their",
    "the",
    "themselves",
    "then",
    "times",
    "too",
    "totally",
    "v",
    "verbally",
    "very",
];
const FLAT: &[&str] = &[
    "is", "was", "are", "were", "be", "been", "being", "remain", "remains", "remained", "became", "become", "becomes", "becoming", "get",
    "gets", "got", "getting", "turned", "stayed", "acts", "acted", "acting", "he's", "she's", "they're", "it's", "mum's", "dad's",
];
const SUPPOSED: &[&str] = &["to", "may", "might", "could", "should", "would", "will", "must", "if", "cannot", "shall"];
const SEEMING: &[&str] = &[
    "seem", "seems", "seemed", "appear", "appears", "appeared", "look", "looks", "looked", "feel", "feels", "felt", "sounded", "sounds",
    "feeling", "seeming",
];
const ACROSS: &[&str] = &["presented", "presents", "presenting", "present", "across", "over"];
/// Verbs that give somebody what is judged: `has a good bond`, `showed good insight`.
const GIVING: &[&str] = &[
    "has",
    "have",
    "had",
    "shows",
    "showed",
    "show",
    "shown",
    "shares",
    "share",
    "shared",
    "displays",
    "displayed",
    "demonstrates",
    "demonstrated",
    "demonstrating",
    "provides",
    "provided",
    "provide",
    "gives",
    "gave",
    "enjoys",
    "enjoy",
    "enjoyed",
    "built",
    "formed",
    "developed",
    "there's",
    "maintains",
    "maintained",
    "having",
    "offers",
    "observed",
    "got",
];

/// How far back a tie is looked for, in words.
const REACH: usize = 9;
/// How far back a tie is found to be wished or supposed, in words.
const SUPPOSED_REACH: usize = 5;

impl Voices<'_> {
    /// Who or what a verb or an adverb is said of.
    pub fn about(&self, hit: &Hit) -> About {
        let text = self.text;
        let words = text.words_of(&text.sentences[hit.sentence as usize]);
        let first = words.partition_point(|word| word.span.start < hit.span.start);
        who(text, self.hits, &self.cues, words, clause_start(text, words, first), first, true)
    }

    /// Whether a verb is only wished, planned or supposed: "would struggle", "to engage well".
    pub fn supposed(&self, hit: &Hit) -> bool {
        let words = self.text.words_of(&self.text.sentences[hit.sentence as usize]);
        let first = words.partition_point(|word| word.span.start < hit.span.start);
        let before = first.checked_sub(1).map(|before| folded(self.text, words[before]));
        before.is_some_and(|before| before != "must" && SUPPOSED.contains(&before))
    }

    /// Whether a heading or a label above a place names one of the things that visits are about: `Home conditions`.
    pub fn under_topic(&self, span: Span) -> bool {
        let Some(index) = self.text.sentence_at(span.start) else { return false };
        let block = self.text.sentences[index].block as usize;
        let names = |span: Span| !self.hits.within(self.cues.topics, span).is_empty();
        match self.text.blocks[block].kind {
            BlockKind::Field { label } => names(label),
            BlockKind::Paragraph | BlockKind::Item => {
                let above = self.text.blocks[..block].iter().rev().take(3).find(|block| block.kind == BlockKind::Heading);
                above.is_some_and(|heading| names(heading.span))
            }
            _ => false,
        }
    }

    /// How a judging word is put, and of whom or what; nothing where it belongs to another noun, as in "poor weather".
    pub fn predicate(&self, hit: &Hit) -> Option<(About, Tie)> {
        predicate(self.text, self.hits, &self.cues, hit, None)
    }

    /// The same for words that hold their noun already, or need none.
    pub fn tied(&self, hit: &Hit) -> Option<(About, Tie)> {
        predicate(self.text, self.hits, &self.cues, hit, Some(Noun::None))
    }
}

fn predicate(text: &Text<'_>, hits: &Hits, cues: &Cues, hit: &Hit, noun: Option<Noun>) -> Option<(About, Tie)> {
    let sentence = &text.sentences[hit.sentence as usize];
    let words = text.words_of(sentence);
    let first = words.partition_point(|word| word.span.start < hit.span.start);
    let after = words.partition_point(|word| word.span.start < hit.span.end);
    let noun = noun.unwrap_or_else(|| noun_behind(text, hits, cues, words, after, hit.span.end));
    if noun == Noun::Other {
        return None;
    }
    let clause = clause_start(text, words, first);
    let (at, and) = before_degree(text, words, clause, first);
    let Some(word) = at.checked_sub(1).filter(|at| *at >= clause).and_then(|at| words.get(at)) else {
        // "(not appropriate)" answers a form, and small letters behind a stop go on from an abbreviation: "cat. emotional".
        let before = text.source[..hit.span.start as usize].trim_end_matches(' ');
        if before.ends_with('(') || before.ends_with('.') && hit.span.of(text.source).starts_with(char::is_lowercase) {
            return None;
        }
        // Nothing before it: "Defensive.", "Good session."
        return Some(match noun {
            Noun::Topic => (About::Topic, Tie::Beside),
            Noun::Person => (About::Person, Tie::Beside),
            _ => (About::Nobody, Tie::Flat),
        });
    };
    let folded = folded(text, *word);
    if noun == Noun::Topic {
        let beside = FLAT.contains(&folded) || GIVING.contains(&folded);
        let wished = supposed(text, words, clause, at);
        let person = classify(text, hits, cues, *word) == Subject::Person && !folded.ends_with("'s");
        return Some((
            About::Topic,
            if wished {
                Tie::Hedged
            } else if beside || person && !and {
                Tie::Beside
            } else {
                Tie::Loose
            },
        ));
    }
    let tie = if FLAT.contains(&folded) || ACROSS.contains(&folded) {
        if supposed(text, words, clause, at) { Tie::Hedged } else { Tie::Flat }
    } else if SEEMING.contains(&folded) || SUPPOSED.contains(&folded) {
        Tie::Hedged
    } else if text.between(word.span.end, words[at].span.start).trim().is_empty()
        || text.between(word.span.end, words[at].span.start) == " - "
    {
        // "Mum v defensive", "MGM not protective", "Home conditions poor": no verb at all.
        let bare = words.get(at).map_or(hit.span, |next| next.span);
        return Some((bare_subject(text, hits, cues, words, at, bare)?, Tie::Flat));
    } else {
        return None;
    };
    if noun == Noun::Person {
        return Some((About::Person, if tie == Tie::Flat { Tie::Beside } else { tie }));
    }
    let about = match topic_before(text, hits, cues, words, clause, at) {
        true => About::Topic,
        false if folded.ends_with("'s") || folded.ends_with("'re") => match folded {
            "it's" => About::Hidden,
            _ => About::Person,
        },
        false => who(text, hits, cues, words, clause, at - 1, false),
    };
    Some((about, tie))
}

/// The index behind the first word that is no small word or other judging word, going back from `first`.
fn before_degree(text: &Text<'_>, words: &[Word], clause: usize, first: usize) -> (usize, bool) {
    let mut at = first;
    let mut and = false;
    while at > clause && first - at < REACH {
        let word = folded(text, words[at - 1]);
        let end = words.get(at).map_or(words[at - 1].span.end, |next| next.span.start);
        let gap = text.between(words[at - 1].span.end, end);
        if gap.contains(['.', ':', '?', '!']) {
            break;
        }
        if DEGREE.contains(&word) || word.len() > 4 && word.ends_with("ly") {
            at -= 1;
        } else if (word == "and" || word == "but") && at >= clause + 2 && !joins(text, words[at - 2]) {
            // "was loud and evasive": the word before "and" is one more of the kind.
            and = true;
            at -= 2;
        } else if gap.trim() == "," && !joins(text, words[at - 1]) && at > clause + 1 {
            and = true;
            at -= 1;
        } else {
            break;
        }
    }
    (at, and)
}

fn joins(text: &Text<'_>, word: Word) -> bool {
    let word = folded(text, word);
    FLAT.contains(&word) || GIVING.contains(&word) || SEEMING.contains(&word)
}

/// Whether a tie is wished, planned or supposed: "needs to be", "would have been".
fn supposed(text: &Text<'_>, words: &[Word], clause: usize, at: usize) -> bool {
    let back = at.saturating_sub(SUPPOSED_REACH).max(clause);
    (back..at).any(|index| {
        let word = folded(text, words[index]);
        let before = index.checked_sub(1).map(|before| folded(text, words[before])).unwrap_or_default();
        // "Was observed to have a good bond" claims it; "hopes to have" does not.
        let claimed = word == "to" && matches!(before, "observed" | "noted" | "seen" | "found" | "known" | "continues" | "continued");
        !claimed && (SUPPOSED.contains(&word) || SEEMING.contains(&word))
    })
}

pub(super) fn folded<'t>(text: &'t Text<'_>, word: Word) -> &'t str {
    text.folded_of(word.span)
}
