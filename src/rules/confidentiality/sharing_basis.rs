//! Information given to others with neither agreement nor a ground for going without it.

use crate::finding::Severity;
use crate::lexicon::Hit;
use crate::rules::{Check, Declaration, Note, Principle, Sink};
use crate::text::Span;
use crate::voice::Voice;

/// The declaration of `confidentiality/sharing-basis`.
pub const RULE: Declaration = Declaration {
    summary: "information shared with another agency, and no word of who agreed or why it went without",
    principle: Principle::Confidential,
    severity: Severity::Warning,
    checks: &[Check::Note(check)],
    options: &[],
};

fn check(note: &Note<'_>, sink: &mut Sink<'_>) {
    let Some(list) = note.lexicon.list("sharing") else { return };
    let category = |hit: &Hit| note.lexicon.entry(hit).category.as_str();
    let hits = note.hits.of(list);
    let consented = hits.iter().any(|hit| note.lexicon.form(hit).starts_with("consent"));
    for hit in hits {
        let sentence = &note.text.sentences[hit.sentence as usize];
        let assumed = category(hit) == "assumed";
        if !assumed && category(hit) != "share" || note.voices.at(hit.span) != Voice::Author {
            continue;
        }
        let near = passage(hit, note);
        let grounded = note.hits.within(list, near).iter().any(|hit| matches!(category(hit), "consent" | "basis"));
        let to = note.hits.within(list, Span { start: hit.span.end, end: sentence.span.end });
        let agency = to.iter().find(|hit| category(hit) == "agency" && directed(note, hit.span));
        if assumed && !grounded_by_reason(note, sentence.span, hit.span) {
            let message = "Agreement is taken for granted here. Who was asked, and what did they say? If nobody was, write why it was right to go ahead.";
            sink.report(hit.span, message.to_owned());
        } else if let Some(agency) = agency
            && !assumed
            && !grounded
            && !consented
        {
            let message = "Information goes to somebody else here. Who agreed to that, and when? If nobody was asked, write the reason for going without.";
            sink.report(hit.span.to(agency.span), message.to_owned());
        }
    }
}

/// Whether "with", "to" or "in" leads to whoever gets the information.
fn directed(note: &Note<'_>, agency: Span) -> bool {
    let words = &note.text.words;
    let at = words.partition_point(|word| word.span.start < agency.start);
    words[at.saturating_sub(3)..at].iter().any(|word| matches!(note.text.folded_of(word.span), "with" | "to" | "in"))
}

fn grounded_by_reason(note: &Note<'_>, sentence: Span, cue: Span) -> bool {
    let reason = |hit: &Hit| !cue.contains(hit.span) && matches!(note.lexicon.entry(hit).category.as_str(), "reason" | "since");
    note.lexicon.list("reasons").is_some_and(|list| note.hits.within(list, sentence).iter().any(reason))
}

/// The sentence, two before it and two behind it.
fn passage(hit: &Hit, note: &Note<'_>) -> Span {
    let sentences = &note.text.sentences;
    let at = hit.sentence as usize;
    sentences[at.saturating_sub(2)].span.to(sentences[(at + 2).min(sentences.len() - 1)].span)
}
