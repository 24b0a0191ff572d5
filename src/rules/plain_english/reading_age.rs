//! The age from which a note can be read, as a band, with what drives it.

use crate::finding::Severity;
use crate::rules::{Check, Declaration, Note, Principle, RuleOption, Sink};
use crate::text::{BlockKind, Shape, Span, syllables_of};
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

impl Counts {
    fn per_sentence(&self) -> f64 {
        self.words as f64 / self.sentences as f64
    }

    /// Years, where there is enough to count.
    fn age(&self) -> Option<u32> {
        let per_word = self.syllables as f64 / self.words as f64;
        // Flesch and Kincaid's grade; a child in grade g is about g + 5 years old.
        let age = (0.39 * self.per_sentence() + 11.8 * per_word - 15.59 + 5.0).round().clamp(5.0, 25.0) as u32;
        (self.words >= LEAST_WORDS && self.sentences >= LEAST_SENTENCES).then_some(age)
    }
}

/// The age from which a note reads easily, as a band; none for a note too short to tell.
pub fn age_band(note: &Note<'_>) -> Option<&'static str> {
    count(note).age().map(band)
}

fn band(age: u32) -> &'static str {
    match age {
        ..=12 => "up to 12",
        13..=14 => "13 to 14",
        15..=16 => "15 to 16",
        17..=18 => "17 to 18",
        _ => "over 18",
    }
}

fn check(note: &Note<'_>, sink: &mut Sink<'_>) {
    let counts = count(note);
    let Some(age) = counts.age().filter(|age| *age > sink.option("max-age")) else { return };
    let band = band(age);
    let per_sentence = counts.per_sentence();
    let long = counts.long_words * 100 / counts.words;
    let drives = match (per_sentence > 18.0, long > 6) {
        (true, true) => "long sentences and long words",
        (true, false) => "long sentences",
        (false, true) => "long words",
        (false, false) => "sentences and words a little longer than they need to be",
    };
    let message = format!(
        "This note reads easily from an age of {band}. What drives it: {drives} ({per_sentence:.0} words a sentence, {long} % long words). \
         Shorter sentences and everyday words let a child read it alone."
    );
    let first = note.text.blocks.first().map_or(Span::new(0, 0), |block| block.span);
    sink.report(first, message).fact("band", band).fact("words_per_sentence", per_sentence.round()).fact("long_words_percent", long);
}

/// Counts the author's running text: headings, fields, tables and quotations read differently.
fn count(note: &Note<'_>) -> Counts {
    let mut counts = Counts::default();
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
            let syllables = if word.shape == Shape::Lower { syllables_of(word.span, note.text.source) } else { 1 };
            counts.syllables += syllables;
            counts.long_words += usize::from(syllables >= LONG_WORD);
        }
        if words >= 3 {
            counts.sentences += 1;
            counts.words += words;
        }
    }
    counts
}
