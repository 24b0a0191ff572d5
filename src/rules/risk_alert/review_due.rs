//! Risk alerts whose review is due, is planned too late, or is not planned.

use jiff::civil::Date;

use crate::finding::Severity;
use crate::lexicon::Hit;
use crate::record::calendar::{Moment, Verdict};
use crate::record::{Reading, Role, Stamp};
use crate::rules::{Check, Declaration, Note, Principle, Sink};
use crate::text::Span;
use crate::voice::Voice;

/// The declaration of `risk-alert/review-due`.
pub const RULE: Declaration = Declaration {
    summary: "a risk alert that is not looked at again within six months",
    principle: Principle::Warned,
    severity: Severity::Warning,
    checks: &[Check::Note(check)],
    options: &[],
};

/// The kind of note.
const ALERT: &str = "risk-alert";
/// How far before a date the words stand that say what it is of, in bytes: "agreed by [name], Head of Service, on".
const NEAR: u32 = 80;

fn check(note: &Note<'_>, sink: &mut Sink<'_>) {
    let Some(filed) = note.kind.filter(|filed| filed.kind.id == ALERT) else { return };
    let Some(list) = note.lexicon.list("risk_alerts") else { return };
    let of = |category: &str| note.hits.of(list).iter().any(|hit| note.lexicon.category(hit) == category);
    let mut rows = note.scheme.policy().timescales_of(&filed.kind.id).filter(|row| row.repeats);
    let Some(reading) = rows.next().and_then(|row| row.readings.first()) else { return };
    let days = Days::new(list, note);
    let (false, Some(last)) = (of("ended"), days.looked_at) else { return };
    let kept = |on: Date| reading.limit().judge(Moment::from(last.1), Moment::from(on), &note.settings.calendar);
    match days.planned {
        Some((span, day)) if kept(day) == Ok(Verdict::Late) => {
            let message = "This review is more than six months after the alert was last looked at. A warning that no longer holds does harm \
                           each time it is read: plan the review within six months.";
            sink.report(span, message).fact("category", "planned-late");
        }
        Some((span, day)) if note.settings.today.is_some_and(|today| today > day) => overdue(span, reading, sink),
        None if note.settings.today.is_some_and(|today| kept(today) == Ok(Verdict::Late)) => overdue(last.0, reading, sink),
        _ => {}
    }
}

fn overdue(span: Span, reading: &Reading, sink: &mut Sink<'_>) {
    let message = format!(
        "The review of this alert was due by now ({}), and none is recorded here. Ask a Head of Service whether it still holds, and record \
         their name, the day and the next review.",
        reading.limit()
    );
    // A copy may be an older one.
    sink.report_as(Severity::Info, span, message).fact("category", "overdue");
}

/// The days of an alert.
struct Days {
    /// When it was recorded or last reviewed.
    looked_at: Option<(Span, Date)>,
    /// The last review that is planned.
    planned: Option<(Span, Date)>,
}

impl Days {
    fn new(list: u16, note: &Note<'_>) -> Self {
        let mut days = Self { looked_at: None, planned: None };
        let start = note.dates.entries().first().map(|entry| entry.stamp);
        for (index, stamp) in note.dates.all().iter().enumerate() {
            let (Some(date), true) = (stamp.date, stamp.role != Role::Birth && note.voices.at(stamp.span) != Voice::Quoted) else { continue };
            let later = |known: Option<(Span, Date)>| if known.is_none_or(|(_, known)| known < date) { Some((stamp.span, date)) } else { known };
            match of_review(stamp, list, note) {
                Some("review") => days.planned = later(days.planned),
                Some("reviewed" | "agreed") => days.looked_at = later(days.looked_at),
                _ if stamp.role == Role::Recorded || start == Some(index as u32) => days.looked_at = later(days.looked_at),
                _ => {}
            }
        }
        // A review that was to come before the last that took place is done.
        days.planned = days.planned.filter(|(_, day)| days.looked_at.is_none_or(|(_, last)| *day > last));
        days
    }
}

/// What the nearest words of the list before a date, in its sentence, say of it.
fn of_review<'n>(stamp: &Stamp, list: u16, note: &Note<'n>) -> Option<&'n str> {
    let at = note.text.sentence_at(stamp.span.start)?;
    let block = note.text.blocks[note.text.sentences[at].block as usize].span;
    let before = Span { start: block.start.max(stamp.span.start.saturating_sub(NEAR)), end: stamp.span.start };
    let dated = |hit: &&Hit| matches!(note.lexicon.category(hit), "review" | "reviewed" | "agreed");
    note.hits.within(list, before).iter().rfind(dated).map(|hit| note.lexicon.category(hit))
}
