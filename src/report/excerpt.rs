//! The words of a note in a report that asked for them: as they stand, or masked.
//!
//! Masking lets through what is known to be safe, and nothing else. To hide what is recognised as a name would show every
//! name that is not recognised.

use std::collections::HashSet;

use super::{NoteReport, Placed};
use crate::text::Span;

/// How much of a note's words a report shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Excerpts {
    /// None.
    None,
    /// Function words and the words of the lists; everything else is dots.
    Masked,
    /// All.
    Full,
}

/// The words around a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt {
    /// What stands before them.
    pub before: String,
    /// The words that the finding is about, or their beginning.
    pub words: String,
    /// What stands after them.
    pub after: String,
}

impl std::fmt::Display for Excerpt {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}{}{}", self.before, self.words, self.after)
    }
}

/// Cuts excerpts.
#[derive(Debug)]
pub struct Excerpter {
    excerpts: Excerpts,
    known: HashSet<String>,
}

/// Bytes of context on either side of a finding, and most of the finding's own.
const CONTEXT: usize = 70;
const OWN: usize = 200;

impl Excerpter {
    /// An excerpter; `known` are the words that masking lets through beside function words. They are asked for only then.
    pub fn new<'w>(excerpts: Excerpts, known: impl Iterator<Item = &'w str>) -> Self {
        let known = match excerpts {
            Excerpts::Masked => {
                known.flat_map(str::split_whitespace).map(|word| level(word.trim_matches(|c: char| !c.is_alphanumeric()))).collect()
            }
            Excerpts::None | Excerpts::Full => HashSet::new(),
        };
        Self { excerpts, known }
    }

    /// The words around a finding, on its line, if they were asked for.
    pub fn of(&self, note: &NoteReport, placed: &Placed) -> Option<Excerpt> {
        if self.excerpts == Excerpts::None {
            return None;
        }
        let (text, line) = (note.source.shown(), placed.line);
        let Span { start, end } = placed.shown;
        let (start, end) = (start.max(line.start) as usize, end.min(line.end) as usize);
        let until = text.floor_char_boundary(end.max(start).min(start + OWN));
        let from = start.saturating_sub(CONTEXT).max(line.start as usize);
        let from = if from == line.start as usize { from } else { next_word(text, from, start) };
        let to = (until + CONTEXT).min(line.end as usize);
        let to =
            if to == line.end as usize { to } else { text[until..text.floor_char_boundary(to)].rfind(' ').map_or(until, |at| until + at) };
        let show = |part: &str, begins: bool| match self.excerpts {
            Excerpts::Masked => self.mask(part, begins),
            Excerpts::None | Excerpts::Full => part.chars().map(|character| if character.is_control() { ' ' } else { character }).collect(),
        };
        let cut = |cut: bool| if cut { "…" } else { "" };
        let before = show(&text[from..start], true);
        let begins = text[..start].trim_end().chars().next_back().is_none_or(ends_sentence);
        Some(Excerpt {
            before: format!("{}{before}", cut(from > line.start as usize)),
            words: format!("{}{}", show(&text[start..until], begins), cut(until < end)),
            after: format!("{}{}", show(&text[until..to], false), cut(to < line.end as usize)),
        })
    }

    /// What may be seen of a text; `begins` tells whether a sentence may begin with it.
    fn mask(&self, text: &str, mut begins: bool) -> String {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let is_word = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’');
            if is_word(first) {
                let length = rest.find(|c: char| !is_word(c)).unwrap_or(rest.len());
                self.mask_word(&rest[..length], begins, &mut out);
                rest = &rest[length..];
                begins = false;
            } else {
                out.push(match first {
                    '\n' | '\r' | '\t' => ' ',
                    ' '..='~' | '‘'..='”' | '–' | '—' | '…' | '•' | '£' => first,
                    _ => DOT,
                });
                begins = begins && !first.is_ascii_punctuation() || ends_sentence(first);
                rest = &rest[first.len_utf8()..];
            }
        }
        out
    }

    fn mask_word(&self, word: &str, begins: bool, out: &mut String) {
        let levelled = level(word);
        let capital = word.chars().any(char::is_uppercase);
        let all_capitals = capital && !word.chars().any(char::is_lowercase);
        let function = FUNCTION.binary_search(&levelled.as_str()).is_ok();
        if word.chars().any(char::is_numeric) {
            out.extend(word.chars().map(|c| if c.is_numeric() { '#' } else { DOT }));
        } else if !capital && (function || self.known.contains(&levelled))
            || function && !NAMES_TOO.contains(&levelled.as_str())
            || all_capitals && (2..=6).contains(&word.len()) && self.known.contains(&levelled)
        {
            out.push_str(word);
        } else if capital && !begins {
            out.push_str("[name]");
        } else {
            out.extend(word.chars().map(|_| DOT));
        }
    }
}

const DOT: char = '•';

fn ends_sentence(character: char) -> bool {
    matches!(character, '.' | '!' | '?' | '\n' | ':')
}

fn next_word(text: &str, from: usize, limit: usize) -> usize {
    let from = text.ceil_char_boundary(from);
    text[from..limit].find(' ').map_or(limit, |at| from + at + 1)
}

fn level(word: &str) -> String {
    word.to_lowercase().replace('’', "'")
}

/// Function words that are also given names: with a capital they are hidden.
const NAMES_TOO: &[&str] = &["don", "may", "sunday", "will"];

/// Words that carry grammar and no facts, and days of the week. Sorted.
#[rustfmt::skip]
const FUNCTION: &[&str] = &[
    "a", "about", "above", "across", "after", "again", "against", "ago", "all", "almost", "along", "already", "also", "although", "always", "am", "among",
    "an", "and", "another", "any", "anybody", "anyone", "anything", "are", "aren't", "around", "as", "asked", "at", "away", "back", "be", "because", "been",
    "before", "behind", "being", "below", "beside", "between", "both", "but", "by", "came", "can", "can't", "cannot", "come", "could", "couldn't", "did",
    "didn't", "do", "does", "doesn't", "doing", "don't", "done", "down", "during", "each", "either", "else", "enough", "even", "ever", "every", "everybody",
    "everyone", "everything", "few", "first", "for", "friday", "from", "get", "gets", "getting", "go", "goes", "going", "got", "had", "hadn't", "has",
    "hasn't", "have", "haven't", "having", "he", "he'd", "he's", "her", "here", "hers", "herself", "him", "himself", "his", "how", "however", "i", "i'd", "i'll",
    "i'm", "i've", "if", "in", "into", "is", "isn't", "it", "it's", "its", "itself", "just", "last", "later", "least", "less", "like", "made", "make",
    "many", "may", "me", "might", "monday", "more", "most", "much", "must", "my", "myself", "near", "neither", "never", "next", "no", "nobody", "none",
    "nor", "not", "nothing", "now", "of", "off", "often", "on", "once", "one", "only", "onto", "or", "other", "others", "our", "ours", "out", "over",
    "own", "per", "quite", "rather", "said", "same", "saturday", "says", "see", "seen", "several", "shall", "she", "she'd", "she's", "should", "shouldn't",
    "since", "so", "some", "somebody", "someone", "something", "still", "such", "sunday", "take", "taken", "than", "that", "that's", "the", "their",
    "theirs", "them", "themselves", "then", "there", "there's", "these", "they", "they'd", "they're", "they've", "this", "those", "though", "through",
    "thursday", "to", "today", "together", "told", "too", "toward", "towards", "tuesday", "under", "until", "up", "upon", "us", "very", "was", "wasn't",
    "we", "we'd", "we're", "we've", "wednesday", "well", "went", "were", "weren't", "what", "when", "where", "whether", "which", "while", "who", "whom",
    "whose", "why", "will", "with", "within", "without", "won't", "would", "wouldn't", "yet", "you", "you'd", "you're", "you've", "your", "yours", "yourself",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn masked(text: &str) -> String {
        Excerpter::new(Excerpts::Masked, ["kicking off", "failed to engage", "CAMHS", "grace"].into_iter()).mask(text, true)
    }

    #[test]
    fn only_what_is_known_to_be_safe_is_seen() {
        for (text, seen) in [
            ("Kyle was kicking off.", "•••• was kicking off."),
            ("She told ella and Mr O’Brien-Ali about it.", "She told •••• and [name] [name]-[name] about it."),
            ("Will came. Mum said Grace failed to engage.", "•••• came. ••• said [name] failed to engage."),
            ("OL12 6AB, 07700 900123, jo.hill@team.example", "••## #••, ##### ######, ••.••••@••••.•••••••"),
            ("CAMHS, and ZED, on Tuesday 3 March 🙂", "CAMHS, and [name], on Tuesday # [name] •"),
            ("I'll see grace", "I'll see grace"),
        ] {
            assert_eq!(masked(text), seen);
        }
    }

    #[test]
    fn the_function_words_are_sorted() {
        assert!(FUNCTION.is_sorted());
    }
}
