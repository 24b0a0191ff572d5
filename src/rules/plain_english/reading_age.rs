//! The age from which a note can be read, as a band, with what drives it.

use crate::finding::Severity;
use crate::rules::{Check, Declaration, Note, Principle, RuleOption, Sink};
use crate::text::{BlockKind, Shape, Span, Syllables};
use crate::voice::Voice;

/// The declaration of `plain-english/reading-age`.
pub const RULE: Declaration = Declaration {
    summary: "how old a reader must be to follow the note, as a band",
    principle: Principle::Accessible,
    severity: Severity::Info,
    checks: &[Check::Note(check)],
    options: &[RuleOption { name: "max-age", default: 13, help: "age in years up to which nothing is said" }],
};

/// Below these a formula says nothing about a text.
const LEAST_WORDS: usize = 100;
const LEAST_SENTENCES: usize = 5;
/// A word of this many syllables is a long one.
const LONG_WORD: usize = 4;

#[derive(Default)]
struct Counts {
    sentences: usize,
    words: usize,
    syllables: usize,
    long_words: usize,
}

/// How hard a note is to read.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reading {
    /// The age from which it can be read, in years.
    pub age: u32,
    /// The same as a band, which is as exact as a formula is.
    pub band: &'static str,
    /// Words in a sentence, on average.
    pub words_per_sentence: f64,
    /// Words of four syllables or more, in a hundred.
    pub long_words: usize,
}

/// Measures the author's running text; nothing where there is too little of it.
pub fn measure(note: &Note<'_>) -> Option<Reading> {
    let counts = count(note);
    if counts.words < LEAST_WORDS || counts.sentences < LEAST_SENTENCES {
        return None;
    }
    let words_per_sentence = counts.words as f64 / counts.sentences as f64;
    let per_word = counts.syllables as f64 / counts.words as f64;
    // Flesch and Kincaid's grade; a child in grade g is about g + 5 years old.
    let age = (0.39 * words_per_sentence + 11.8 * per_word - 15.59 + 5.0).round().clamp(5.0, 25.0) as u32;
    let band = match age {
        ..=12 => "up to 12",
        13..=14 => "13 to 14",
        15..=16 => "15 to 16",
        17..=18 => "17 to 18",
        _ => "over 18",
    };
    Some(Reading { age, band, words_per_sentence, long_words: counts.long_words * 100 / counts.words })
}

/// The age from which a note reads easily, as a band; none for a note too short to tell.
pub fn age_band(note: &Note<'_>) -> Option<&'static str> {
    measure(note).map(|reading| reading.band)
}

fn check(note: &Note<'_>, sink: &mut Sink<'_>) {
    let Some(Reading { age, band, words_per_sentence, long_words }) = measure(note) else { return };
    if age <= sink.option("max-age") {
        return;
    }
    let drives = match (words_per_sentence > 18.0, long_words > 6) {
        (true, true) => "long sentences and long words",
        (true, false) => "long sentences",
        (false, true) => "long words",
        (false, false) => "sentences and words a little longer than they need to be",
    };
    let message = format!(
        "This note reads easily from an age of {band}. What drives it: {drives} ({words_per_sentence:.0} words a sentence, {long_words} % long words). \
         Shorter sentences and everyday words let a child read it alone."
    );
    let first = note.text.blocks.first().map_or(Span::new(0, 0), |block| block.span);
    sink.report(first, message)
        .fact("band", band)
        .fact("words_per_sentence", words_per_sentence.round())
        .fact("long_words_percent", long_words);
}

/// Counts the author's running text: headings, fields, tables and quotations read differently.
fn count(note: &Note<'_>) -> Counts {
    let mut counts = Counts::default();
    let syllables = Syllables::new(note.text.source);
    for sentence in &note.text.sentences {
        let kind = note.text.blocks[sentence.block as usize].kind;
        if !matches!(kind, BlockKind::Paragraph | BlockKind::Item) {
            continue;
        }
        let quotes = note.voices.has_quotes(sentence.span);
        let mut words = 0;
        for word in note.text.words_of(sentence) {
            if word.shape == Shape::Digits || quotes && note.voices.at(word.span) == Voice::Quoted {
                continue;
            }
            words += 1;
            // A name is known to its reader, however long it is.
            let spoken = if word.shape == Shape::Lower { syllables.of(word.span) } else { 1 };
            counts.syllables += spoken;
            counts.long_words += usize::from(spoken >= LONG_WORD);
        }
        if words >= 3 {
            counts.sentences += 1;
            counts.words += words;
        }
    }
    counts
}
