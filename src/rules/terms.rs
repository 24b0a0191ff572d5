//! What the rules over word lists share: reporting a listed term in the list's own words.

use super::{Note, Sink};
use crate::finding::{Advice, Finding, Severity};
use crate::lexicon::{Entry, Hit, List, Phrase};
use crate::text::{BlockKind, Shape, Span, Word};
use crate::voice::Voice;

/// Whether the conditions that an entry carries hold where it was found.
pub(crate) fn applies(hit: &Hit, note: &Note<'_>) -> bool {
    // Few entries hold under conditions, and the hit tells which.
    if !hit.conditional {
        return true;
    }
    let entry = note.lexicon.entry(hit);
    let context = context(hit, note);
    let holds = |phrase: &Phrase| phrase.stands_in(context);
    !entry.unless.iter().any(holds)
        && (entry.needs.is_empty() || entry.needs.iter().any(holds))
        && (!entry.of_person || note.voices.said_of_person(hit))
}

/// How far around a term its sentence is read for the words that speak for or against it, in bytes.
const CONTEXT: u32 = 240;

/// The folded sentence around a term.
fn context<'n>(hit: &Hit, note: &Note<'n>) -> &'n str {
    let sentence = note.text.sentences[hit.sentence as usize].span;
    let source = note.text.source;
    let start = sentence.start.max(hit.span.start.saturating_sub(CONTEXT));
    let end = sentence.end.min(hit.span.end.saturating_add(CONTEXT));
    note.text.folded_of(Span::new(source.floor_char_boundary(start as usize), source.floor_char_boundary(end as usize)))
}

/// The check of a rule that asks nothing more of a term than that the author wrote it.
pub(super) fn own_words(hit: &Hit, note: &Note<'_>, sink: &mut Sink<'_>) {
    report_own(hit, note, sink);
}

/// The check of a rule that asks besides that the author says it is so: "he was not aggressive" records that a worry did
/// not come true, and "I asked whether he was" says nothing of him.
pub(super) fn own_assertions(hit: &Hit, note: &Note<'_>, sink: &mut Sink<'_>) {
    if note.voices.asserted(hit) {
        report_own(hit, note, sink);
    }
}

/// Whether a term is a claim of the author's own, and has no reason, sign or quotation beside it.
pub(super) fn bare_claim(hit: &Hit, note: &Note<'_>) -> bool {
    own_claim(hit, note) && note.voices.evidence(hit.span).is_none()
}

/// Whether a term is a claim of the author's own: nobody is named whose view it is, it is not said to the reader ("you
/// were brilliant"), and it is not wished or supposed.
pub(super) fn own_claim(hit: &Hit, note: &Note<'_>) -> bool {
    let voices = note.voices;
    voices.at(hit.span) == Voice::Author
        && voices.asserted(hit)
        && !voices.supposed(hit)
        && !voices.is_owned(hit.span)
        && !speaks_to_reader(hit, note)
}

/// How near "you" stands to what is said to the reader, in words.
const READER_NEAR: usize = 15;

/// A letter to the child praises and explains: "you were brilliant today".
fn speaks_to_reader(hit: &Hit, note: &Note<'_>) -> bool {
    let words = note.text.words_of(&note.text.sentences[hit.sentence as usize]);
    let at = words.partition_point(|word| word.span.start < hit.span.start);
    words[at.saturating_sub(READER_NEAR)..words.len().min(at + READER_NEAR)].iter().any(|word| {
        let word = word.span.of(note.text.source);
        word.eq_ignore_ascii_case("you") || word.eq_ignore_ascii_case("your") || word.eq_ignore_ascii_case("you've")
    })
}

/// Reports a term that the author wrote. Other people's words are left alone; words that the author put between
/// quotation marks to keep a distance are shown as information.
pub(super) fn report_own<'s>(hit: &Hit, note: &Note<'_>, sink: &'s mut Sink<'_>) -> Option<&'s mut Finding> {
    match note.voices.at(hit.span) {
        Voice::Quoted | Voice::Reported => None,
        _ if is_part_of_name(hit, note) || is_label(hit, note) => None,
        Voice::Scare => Some(report(hit, note, Some(Severity::Info), sink)),
        Voice::Author => Some(report(hit, note, None, sink)),
    }
}

/// Reports a term whoever said it, unless it is the form's own label or part of a name.
pub(super) fn report_term<'s>(hit: &Hit, note: &Note<'_>, sink: &'s mut Sink<'_>) -> Option<&'s mut Finding> {
    (!is_part_of_name(hit, note) && !is_label(hit, note)).then(|| report(hit, note, None, sink))
}

/// The label of a field is the form's word, seldom the writer's.
fn is_label(hit: &Hit, note: &Note<'_>) -> bool {
    let block = note.text.sentences[hit.sentence as usize].block;
    matches!(note.text.blocks[block as usize].kind, BlockKind::Field { label } if label.contains(hit.span))
}

/// "Endeavour House", "the Needy Trust": a capital inside a sentence beside another capital.
fn is_part_of_name(hit: &Hit, note: &Note<'_>) -> bool {
    let text = note.text;
    let sentence = &text.sentences[hit.sentence as usize];
    if text.blocks[sentence.block as usize].kind == BlockKind::Heading {
        return false;
    }
    let words = text.words_of(sentence);
    let first = words.partition_point(|word| word.span.start < hit.span.start);
    let end = words.partition_point(|word| word.span.start < hit.span.end);
    let capital = |word: &Word| matches!(word.shape, Shape::Capitalised | Shape::Mixed) && word.span.of(text.source) != "I";
    let beside = |one: &Word, other: &Word| capital(one) && capital(other) && text.between(one.span.end, other.span.start) == " ";
    let behind = words.get(end).is_some_and(|next| beside(&words[end - 1], next));
    let before = first > 0 && beside(&words[first - 1], &words[first]);
    first > 0 && words[first..end].iter().all(capital) && (behind || before)
}

/// Reports a claim, at a severity of at most `at_most`; labels of forms and parts of names claim nothing.
pub(super) fn report_claim(hit: &Hit, note: &Note<'_>, at_most: Severity, sink: &mut Sink<'_>) {
    if !is_part_of_name(hit, note) && !is_label(hit, note) {
        report(hit, note, Some(at_most), sink);
    }
}

/// Reports a word of another rule's list, for a reason that is not the list's.
pub(super) fn report_borrowed(hit: &Hit, note: &Note<'_>, why: &str, sink: &mut Sink<'_>) {
    if !is_part_of_name(hit, note) && !is_label(hit, note) {
        let message = format!("“{}”: {why}", note.lexicon.form(hit));
        sink.report(hit.span, message).fact("category", "borrowed");
    }
}

fn report<'s>(hit: &Hit, note: &Note<'_>, at_most: Option<Severity>, sink: &'s mut Sink<'_>) -> &'s mut Finding {
    let list = &note.lexicon.lists()[usize::from(hit.list)];
    let entry = note.lexicon.entry(hit);
    let severity = entry.severity.unwrap_or(list.severity);
    let severity = at_most.map_or(severity, |most| severity.min(most));
    let capital = hit.span.of(note.text.source).starts_with(char::is_uppercase);
    let advice = note.advice.of(hit, note.lexicon, capital, || advice(list, entry, note.lexicon.form(hit), capital));
    sink.report_advice(severity, hit.span, advice)
}

/// What a list says of a form, which is written as in the list: messages never repeat the note's own spelling.
fn advice(list: &List, entry: &Entry, form: &str, capital: bool) -> Advice {
    let why = entry.why.as_deref().or_else(|| list.categories.get(&entry.category).map(String::as_str)).unwrap_or_default();
    let wordings = entry.instead.iter().filter(|text| !is_advice(text));
    Advice {
        message: message(form, why, &entry.instead).into(),
        // With a capital where the words that they would replace begin with one.
        suggestions: wordings.map(|wording| if capital { capitalised(wording) } else { wording.clone() }).collect(),
        safe: entry.safe,
        data: vec![("category", entry.category.as_str().into())],
    }
}

/// What, why, what instead.
fn message(form: &str, why: &str, instead: &[String]) -> String {
    let mut message = String::with_capacity(form.len() + why.len() + 120);
    message.extend(["“", form, "”: ", why]);
    let mut lead = " Write instead: “";
    for wording in instead.iter().filter(|text| !is_advice(text)) {
        message.extend([lead, wording, "”"]);
        lead = " or “";
    }
    if lead == " or “" {
        message.push('.');
    }
    for advice in instead.iter().filter(|text| is_advice(text)) {
        message.push(' ');
        message.push_str(&capitalised(advice.trim_matches(['(', ')'])));
        message.push('.');
    }
    message
}

/// A whole suggestion in round brackets tells what to do, and is no wording.
fn is_advice(text: &str) -> bool {
    text.starts_with('(')
}

fn capitalised(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}
