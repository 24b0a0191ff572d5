//! Records that do not say when what they tell of took place.

use crate::finding::Severity;
use crate::record::{Kind, Named, Role, Stamp};
use crate::rules::{Check, Declaration, Note, Principle, Sink};
use crate::text::{Block, BlockKind, Span};
use crate::voice::AuthorName;

/// The declaration of `timeliness/missing-date`.
pub const RULE: Declaration = Declaration {
    summary: "a record with no date of what it tells of, or none with a year",
    principle: Principle::Timely,
    severity: Severity::Warning,
    checks: &[Check::Note(check)],
    options: &[],
};

/// Fewest words of a text that is taken for a whole record.
const LEAST: usize = 40;
/// So many fields make a form.
const FIELDS: usize = 3;
/// How many blocks are the head.
const TOP: usize = 3;
/// Longest line at the head, in bytes.
const HEAD_LINE: usize = 160;

fn check(note: &Note<'_>, sink: &mut Sink<'_>) {
    let Some(first) = note.text.blocks.first() else { return };
    let dates = note.dates;
    let day = |stamp: &Stamp| matches!(stamp.kind, Kind::Full | Kind::NoYear | Kind::Month) && stamp.role != Role::Birth;
    let years = dates.all().iter().any(|stamp| stamp.kind == Kind::Full && stamp.role != Role::Birth || stamp.kind == Kind::Month);
    if years || note.metadata.happened().is_some() || note.text.words.len() < LEAST || !is_record(note) {
        return;
    }
    let headed = dates.entries().first().map(|entry| &dates.all()[entry.stamp as usize]).filter(|stamp| day(stamp));
    let top = note.text.blocks.get(TOP).unwrap_or(first).span.end;
    let Some(head) = headed.or_else(|| dates.within(Span { start: 0, end: top }).iter().find(|stamp| day(stamp))) else {
        // Days of a month somewhere in the text do not say when the rest of it was.
        let line = Span { start: first.span.start, end: first.span.end };
        let message = "No date was found in this note. A later reader cannot tell when it happened, or put it in order with the rest. \
                       Begin with the day it happened, its year included: “Date: [date]”.";
        sink.report(line, message).fact("element", "date");
        return;
    };
    let message = "The date has no year. In ten years nobody knows which one it was. Write it with the year: [date].";
    sink.report_as(Severity::Info, head.span, message).fact("element", "year");
}

/// Whether a text is a record of something: of a known kind, with an author, or a form, and with people in it. Advice, letters and
/// pages are none.
fn is_record(note: &Note<'_>) -> bool {
    let kin = || {
        let hits = note.lexicon.list("people").map_or(&[][..], |list| note.hits.of(list));
        hits.iter().any(|hit| note.lexicon.category(hit) == "kin")
    };
    let named = !note.voices.cast().members().is_empty();
    if note.kind.is_some_and(|filed| filed.named == Named::Given || filed.is_certain() && (named || kin())) {
        return true;
    }
    let field = |block: &&Block| matches!(block.kind, BlockKind::Field { .. }) && block.span.len() <= HEAD_LINE;
    let form = note.text.blocks.iter().filter(field).take(FIELDS).count() == FIELDS;
    named && (form || note.kind.is_some() || note.voices.author().name != AuthorName::None)
}
