//! Looking about among the words of a text: what stands before a word, behind it and between.

use crate::text::{Text, Word, WordSet, word_set};

/// Words before two numbers or a word in doubt which show that a date or a time follows.
pub(super) static LEADS: WordSet = word_set![
    "after",
    "around",
    "at",
    "before",
    "between",
    "beginning",
    "by",
    "c",
    "commencing",
    "dated",
    "due",
    "every",
    "following",
    "for",
    "from",
    "last",
    "next",
    "of",
    "on",
    "since",
    "starting",
    "this",
    "til",
    "till",
    "to",
    "until",
    "w",
    "wef",
];
/// Words after which two numbers are a score or an age: "scored 3/10", "aged 8/9".
pub(super) static SCORES: WordSet =
    word_set!["age", "aged", "bp", "gcs", "rated", "rates", "rating", "sats", "scale", "scaled", "scaling", "score", "scored", "scores"];
/// Words after which numbers with dots are a part of a law or a paper: "section 4.2.10".
pub(super) static SECTIONS: WordSet = word_set!["page", "para", "paragraph", "reg", "regs", "s", "section", "ss", "v", "version"];
/// Words behind two numbers which make them a measure: "1/2 tablet", "2.5 mg".
pub(super) static UNITS: WordSet = word_set![
    "tablet", "tablets", "tab", "tabs", "cup", "cups", "pint", "hour", "hours", "day", "days", "term", "spoon", "bottle", "mile", "miles",
    "mg", "ml", "g", "kg", "cm", "mm", "m", "oz", "lb", "st", "stone", "c", "k", "degrees", "percent", "times", "pounds", "year", "years",
    "week", "weeks", "months", "sessions", "children",
];

/// A text and its words.
#[derive(Clone, Copy)]
pub(super) struct Reader<'t> {
    pub(super) text: &'t Text<'t>,
    pub(super) words: &'t [Word],
}

impl<'t> Reader<'t> {
    pub(super) fn word(&self, at: usize) -> &'t str {
        self.words.get(at).map_or("", |word| word.span.of(self.text.source))
    }

    /// What stands between a word and the next.
    pub(super) fn gap(&self, at: usize) -> &'t str {
        match (self.words.get(at), self.words.get(at + 1)) {
            (Some(one), Some(next)) => self.text.between(one.span.end, next.span.start),
            _ => "\n",
        }
    }

    /// The mark between two words, spaces beside it left out; none where a line ends between them.
    pub(super) fn mark(&self, at: usize) -> &'t str {
        let gap = self.gap(at);
        if gap.len() > 3 || gap.contains('\n') { "\n" } else { gap.trim_matches(' ') }
    }

    /// The word before, if it belongs to the same line and nothing but spaces, a dot, a slash, `@` or a bracket stands between.
    pub(super) fn before(&self, at: usize) -> &'t str {
        match at.checked_sub(1) {
            Some(before) if matches!(self.mark(before), "" | "." | "/" | "(" | "@" | ":" | "-") => self.word(before),
            _ => "",
        }
    }

    pub(super) fn is_before(&self, at: usize, words: WordSet) -> bool {
        words.has(self.before(at))
    }

    pub(super) fn is_next(&self, at: usize, words: WordSet) -> bool {
        matches!(self.mark(at), "" | "-") && words.has(self.word(at + 1))
    }

    /// Whether a word begins its line.
    pub(super) fn leads_line(&self, at: usize) -> bool {
        let start = self.words[at].span.start as usize;
        let before = self.text.source[..start].trim_end_matches([' ', '\t', '(', '[', '*', '_', '-', '•', '|']);
        before.is_empty() || before.ends_with(['\n', '\r'])
    }

    pub(super) fn number(&self, at: usize) -> Option<i16> {
        let word = self.word(at);
        (word.len() <= 4 && word.bytes().all(|byte| byte.is_ascii_digit())).then(|| word.parse().ok()).flatten()
    }

    /// A day of the month, `3` or `3rd`, and whether it is an ordinal.
    pub(super) fn day(&self, at: usize) -> Option<(i8, bool)> {
        let word = self.word(at);
        let bare = word.trim_end_matches(|last: char| last.is_ascii_alphabetic());
        let ordinal = ["st", "nd", "rd", "th"].iter().any(|end| end.eq_ignore_ascii_case(&word[bare.len()..]));
        let day: i8 = if matches!(bare.len(), 1 | 2) { bare.parse().ok()? } else { return None };
        ((ordinal || bare.len() == word.len()) && (1..=31).contains(&day)).then_some((day, ordinal))
    }

    /// A year of two or four digits.
    pub(super) fn year(&self, at: usize) -> Option<i16> {
        let year = self.number(at)?;
        match self.word(at).len() {
            2 => Some(if year < 50 { 2000 + year } else { 1900 + year }),
            4 => Some(year).filter(|year| (1900..2100).contains(year)),
            _ => None,
        }
    }
}
