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
    if heads || fragment(sentence, note).is_some() || !note.voices.asserted(hit) {
        return;
    }
    let framed = match note.lexicon.entry(hit).category.as_str() {
        "thing" => None,
        "quantity" => amount(hit, note).map(|span| Hit { span, ..*hit }),
        "bare" => closes(hit, note).then_some(*hit),
        _ => Some(*hit),
    };
    if let Some(hit) = framed.filter(|framed| (framed.list == listed(note) || !is_twice(framed, note)) && !is_told(framed, note)) {
        terms::report_own(&hit, note, sink);
    }
}

/// The list of loose words, beside which the constructions stand.
fn listed(note: &Note<'_>) -> u16 {
    note.lexicon.list("vague").unwrap_or(u16::MAX)
}

/// Whether the list of loose words raises a place already.
fn is_twice(hit: &Hit, note: &Note<'_>) -> bool {
    let raises = |hit: &Hit| note.lexicon.entry(hit).severity == Some(Severity::Warning);
    note.hits.within(listed(note), hit.span).iter().any(raises)
}

/// Most words from "numerous" to what is counted: "numerous missed appointments", "several house moves".
const COUNTED: usize = 3;

/// "Several house moves": words for how many, and something that happens or is done a few words on.
fn amount(hit: &Hit, note: &Note<'_>) -> Option<Span> {
    let words = note.text.words_of(&note.text.sentences[hit.sentence as usize]);
    let after = words.partition_point(|word| word.span.start < hit.span.end);
    let mut end = hit.span.end;
    for word in words[after..].iter().take(COUNTED) {
        if note.text.between(end, word.span.start) != " " {
            return None;
        }
        end = word.span.end;
        let counted = |thing: &&Hit| note.lexicon.entry(thing).category == "thing" && thing.span.end >= word.span.end;
        if let Some(thing) = note.hits.within(hit.list, word.span).iter().find(counted) {
            return Some(Span { start: hit.span.start, end: thing.span.end });
        }
        if matches!(word.span.of(note.text.source), "of" | "to" | "for" | "in" | "on" | "at" | "with" | "and" | "about" | "from" | "the" | "who" | "that") {
            return None;
        }
    }
    None
}

/// Whether nothing that could tell more stands right behind the words: "due to history."
fn closes(hit: &Hit, note: &Note<'_>) -> bool {
    let sentence = &note.text.sentences[hit.sentence as usize];
    let rest = note.text.between(hit.span.end, sentence.span.end).trim_start();
    rest.is_empty() || rest.starts_with(['.', ',', ';', ')', '!', '\n']) || rest.starts_with("and ")
}

/// Whether the detail that the word's category asks for is there.
fn is_told(hit: &Hit, note: &Note<'_>) -> bool {
    let detail = note.voices.detail(hit.span, note.dates);
    match note.lexicon.category(hit) {
        "when" => detail.has(&[Told::When]),
        "how-much" | "how-often" | "quantity" => detail.has(&[Told::Number, Told::What]),
        "what-seen" => detail.has(&[Told::What, Told::Look, Told::Act]),
        "what-happened" | "bare" => detail.has(&[Told::What, Told::Act, Told::Speech]),
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
    let alone = note.lexicon.category(hit) != "topic"
        || block.kind == BlockKind::Item && text.word_from(block.span.end) == sentence.end_word as usize;
    (alone && text.words_of(sentence).iter().all(|word| hit.span.contains(word.span))).then_some(hit.span)
}
