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
    let category = |hit: &Hit| note.lexicon.category(hit);
    let hits = note.hits.of(list);
    let mut consented = None;
    for (index, hit) in hits.iter().enumerate() {
        let goes = match category(hit) {
            "assumed" => {
                if note.voices.at(hit.span) == Voice::Author && !grounded_by_reason(note, note.text.sentences[hit.sentence as usize].span, hit.span) {
                    let message = "Agreement is taken for granted here. Who was asked, and what did they say? If nobody was, write why it was right to go ahead.";
                    sink.report(hit.span, message.to_owned());
                }
                continue;
            }
            "share" => receivers(note, &hits[index + 1..], hit).find(|to| directed(note, *to)),
            "tell" => {
                let behind = receivers(note, &hits[index + 1..], hit).next().filter(|to| is_near(note, hit.span, *to) && no_subject(note, hit));
                // "School informed."; not the last words of a plan.
                let opens = |agency: &Span| agency.start <= note.text.sentences[hit.sentence as usize].span.start + 4;
                behind.or_else(|| told_before(note, &hits[..index], hit).filter(|agency| opens(agency) && closes(note, hit)))
            }
            "told" => told_before(note, &hits[..index], hit),
            "about" => teller(note, &hits[..index], hit),
            _ => None,
        };
        let Some(other) = goes.filter(|_| note.voices.at(hit.span) == Voice::Author) else { continue };
        let consented = *consented.get_or_insert_with(|| hits.iter().any(|hit| note.lexicon.form(hit).starts_with("consent")));
        let near = note.hits.within(list, passage(hit, note));
        if !consented && !near.iter().any(|hit| matches!(category(hit), "consent" | "basis")) {
            let message = "Information goes to somebody else here. Who agreed to that, and when? If nobody was asked, write the reason for going without.";
            let (first, last) = if other.start < hit.span.start { (other, hit.span) } else { (hit.span, other) };
            sink.report(first.to(last), message.to_owned());
        }
    }
}

/// The agencies behind a hit in its sentence.
fn receivers<'h>(note: &'h Note<'_>, behind: &'h [Hit], hit: &'h Hit) -> impl Iterator<Item = Span> + 'h {
    let same = behind.iter().take_while(|next| next.sentence == hit.sentence);
    same.filter(|next| note.lexicon.category(next) == "agency").map(|next| next.span)
}

/// "Informed the GP", "let school know": no more than a word or two between them.
fn is_near(note: &Note<'_>, tell: Span, agency: Span) -> bool {
    let words = note.text.word_from(agency.start).saturating_sub(note.text.word_from(tell.end));
    let next = note.text.words.get(note.text.word_from(agency.end)).map_or("", |next| note.text.folded_of(next.span));
    words <= 1 && (note.text.folded_of(tell).ends_with("let") == matches!(next, "know" | "aware"))
}

/// "I informed", "Have updated", "Updated": the author tells, and nobody else.
fn no_subject(note: &Note<'_>, hit: &Hit) -> bool {
    let words = note.text.words_of(&note.text.sentences[hit.sentence as usize]);
    let at = words.partition_point(|word| word.span.start < hit.span.start);
    let before = at.checked_sub(1).map_or("", |before| note.text.folded_of(words[before].span));
    matches!(before, "" | "i" | "have" | "i've" | "we" | "also" | "and" | "then" | "will")
}

/// "Police were updated", "Housing, DWP and nursery to be informed": the agency before a hit.
fn told_before(note: &Note<'_>, before: &[Hit], told: &Hit) -> Option<Span> {
    let agency = before.iter().rev().find(|near| note.lexicon.category(near) == "agency")?;
    let between = note.text.word_from(told.span.start).saturating_sub(note.text.word_from(agency.span.end));
    (agency.sentence == told.sentence && between <= 1).then_some(agency.span)
}

/// "School informed.": nobody is told by the school.
fn closes(note: &Note<'_>, hit: &Hit) -> bool {
    let next = note.text.words.get(note.text.word_from(hit.span.end)).map_or(note.text.source.len() as u32, |next| next.span.start);
    note.text.between(hit.span.end, next).trim_start().starts_with(['.', ',', ';', ')', '\n']) || next as usize == note.text.source.len()
}

/// "Told him about mum's drinking": whoever the author told, if the passage names somebody outside the family.
fn teller(note: &Note<'_>, before: &[Hit], about: &Hit) -> Option<Span> {
    let category = |hit: &Hit| note.lexicon.category(hit);
    let tell = before.iter().rev().take_while(|hit| hit.sentence == about.sentence).find(|hit| matches!(category(hit), "tell" | "speak"))?;
    let outside = before.iter().rev().take_while(|hit| hit.sentence + 2 > about.sentence).any(|hit| category(hit) == "agency");
    let words = &note.text.words[..note.text.word_from(tell.span.start)];
    let titled = words.iter().rev().take(TITLE_WITHIN).any(|word| matches!(word.span.of(note.text.source), "Mr" | "Mrs" | "Ms" | "Miss" | "Dr"));
    ((outside || titled) && no_subject(note, tell)).then_some(tell.span)
}

/// How far back a title is looked for, in words.
const TITLE_WITHIN: usize = 30;

/// Whether "with", "to" or "in" leads to whoever gets the information.
fn directed(note: &Note<'_>, agency: Span) -> bool {
    let words = &note.text.words;
    let at = words.partition_point(|word| word.span.start < agency.start);
    words[at.saturating_sub(3)..at].iter().any(|word| matches!(note.text.folded_of(word.span), "with" | "to" | "in" | "w" | "into"))
}

fn grounded_by_reason(note: &Note<'_>, sentence: Span, cue: Span) -> bool {
    let reason = |hit: &Hit| !cue.contains(hit.span) && matches!(note.lexicon.category(hit), "reason" | "since");
    note.lexicon.list("reasons").is_some_and(|list| note.hits.within(list, sentence).iter().any(reason))
}

/// The sentence, two before it and two behind it.
fn passage(hit: &Hit, note: &Note<'_>) -> Span {
    let sentences = &note.text.sentences;
    let at = hit.sentence as usize;
    sentences[at.saturating_sub(2)].span.to(sentences[(at + 2).min(sentences.len() - 1)].span)
}
