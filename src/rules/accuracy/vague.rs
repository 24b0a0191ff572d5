//! Words that leave open how much, how often, when, what happened or what it looked like.

use crate::finding::Severity;
use crate::lexicon::Hit;
use crate::rules::{Check, Declaration, Note, Principle, Sink, terms};
use crate::text::{BlockKind, Sentence, Span};
use crate::voice::{Told, Voice};

/// The declaration of `accuracy/vague`.
pub const RULE: Declaration = Declaration {
    summary: "“a number of times”, “challenging behaviour”, “in due course”: how often, what happened or when is left open",
    principle: Principle::Accurate,
    severity: Severity::Warning,
    checks: &[Check::Term(loose), Check::Sentence(fragments)],
    options: &[],
};

/// Reports a loose word of the author's own, where the detail does not stand in its sentence or the next.
fn loose(hit: &Hit, note: &Note<'_>, sink: &mut Sink<'_>) {
    let sentence = &note.text.sentences[hit.sentence as usize];
    let heads = note.text.blocks[sentence.block as usize].kind == BlockKind::Heading;
    if !heads && fragment(sentence, note).is_none() && note.voices.asserted(hit) && !is_told(hit, note) {
        terms::report_own(hit, note, sink);
    }
}

/// Whether the detail that the word's category asks for is there.
fn is_told(hit: &Hit, note: &Note<'_>) -> bool {
    let detail = note.voices.detail(hit.span, note.dates);
    match note.lexicon.entry(hit).category.as_str() {
        "when" => detail.has(&[Told::When]),
        "how-much" | "how-often" => detail.has(&[Told::Number, Told::What]),
        "what-seen" => detail.has(&[Told::What, Told::Look, Told::Act]),
        "what-happened" => detail.has(&[Told::What, Told::Act, Told::Speech]),
        _ => detail.has(&[Told::What]),
    }
}

/// Words that tell something beside others and nothing as a whole sentence: "Actioned.", "Ongoing concerns."
fn fragments(sentence: &Sentence, note: &Note<'_>, sink: &mut Sink<'_>) {
    let Some(span) = fragment(sentence, note) else { return };
    if note.voices.at(span) == Voice::Author && !note.voices.detail(span, note.dates).has(&[Told::What]) {
        let message = "Nobody can tell from these words alone what was meant. Who did or said what, and when? \
                       Write that: “[who] [did or said what], on [date]”.";
        sink.report(span, message.to_owned()).fact("category", "fragment");
    }
}

/// Longest sentence that is such a fragment, in words.
const FRAGMENT_WORDS: u32 = 4;

/// The words of a fragment, if a sentence of running text is one. It ends with a stop, and other sentences stand beside it.
fn fragment(sentence: &Sentence, note: &Note<'_>) -> Option<Span> {
    let text = note.text;
    if sentence.end_word - sentence.first_word > FRAGMENT_WORDS || text.sentences.len() < 2 || !sentence.span.of(text.source).ends_with('.')
    {
        return None;
    }
    let running = matches!(text.blocks[sentence.block as usize].kind, BlockKind::Paragraph | BlockKind::Item);
    let hit = note.hits.within(note.lexicon.list("fragments")?, sentence.span).first().filter(|_| running)?;
    // "4. Careers.": a point of which nothing is told, and not the head of what follows, as in "7. Safety. The gate was shut."
    let block = &text.blocks[sentence.block as usize];
    let alone = note.lexicon.entry(hit).category != "topic"
        || block.kind == BlockKind::Item && text.word_from(block.span.end) == sentence.end_word as usize;
    (alone && text.words_of(sentence).iter().all(|word| hit.span.contains(word.span))).then_some(hit.span)
}
