//! Sentences that a young reader loses the thread of.

use crate::finding::Severity;
use crate::rules::{Check, Declaration, Note, Principle, RuleOption, Sink};
use crate::text::{BlockKind, Sentence, Shape, Word};
use crate::voice::Voice;

/// The declaration of `plain-english/long-sentence`.
pub const RULE: Declaration = Declaration {
    summary: "sentences too long to follow in one reading",
    principle: Principle::Accessible,
    severity: Severity::Info,
    checks: &[Check::Sentence(check)],
    options: &[
        RuleOption { name: "max-words", default: 25, help: "words of the author's a sentence may have before it is shown as information" },
        RuleOption { name: "warn-words", default: 50, help: "words from which it is a warning" },
    ],
};

fn check(sentence: &Sentence, note: &Note<'_>, sink: &mut Sink<'_>) {
    let words = note.text.words_of(sentence);
    let most = sink.option("max-words") as usize;
    if words.len() <= most || matches!(note.text.blocks[sentence.block as usize].kind, BlockKind::Cell | BlockKind::Quoted | BlockKind::Heading) {
        return;
    }
    // Quoted words stay as they were spoken, and dates and times are read at a glance.
    let counts = |word: &&Word| word.shape != Shape::Digits && note.voices.at(word.span) != Voice::Quoted;
    let own = words.iter().filter(counts).count();
    if own <= most || is_list(sentence, note) {
        return;
    }
    let severity = if own >= sink.option("warn-words") as usize { Severity::Warning } else { Severity::Info };
    let message = format!("A sentence of {own} words: a young reader loses the thread. Make it two or three, one thought in each.");
    sink.report_as(severity, sentence.span, message).fact("words", own);
}

/// Names, dates and items strung together are read one by one, however many they are.
fn is_list(sentence: &Sentence, note: &Note<'_>) -> bool {
    let words = note.text.words_of(sentence);
    let set_apart = sentence.span.of(note.text.source).bytes().filter(|byte| matches!(byte, b',' | b';' | b'/' | b'(' | b'\n')).count();
    let names = words.iter().filter(|word| word.shape != Shape::Lower).count();
    set_apart * 4 > words.len() || names * 5 > words.len() * 2
}
