//! Dates that the calendar does not have, and weekdays that are not those of their date.

use jiff::civil::Weekday;

use crate::finding::Severity;
use crate::record::{Fault, Kind, Role, Stamp};
use crate::rules::{Check, Declaration, Note, Principle, Sink};
use crate::voice::Voice;

/// The declaration of `clarity/impossible-date`.
pub const RULE: Declaration = Declaration {
    summary: "“31 June”, or a weekday that is not the one of its date",
    principle: Principle::Chronological,
    severity: Severity::Warning,
    checks: &[Check::Note(check)],
    options: &[],
};

/// A date of birth is the matter of `respect/date-of-birth`.
fn check(note: &Note<'_>, sink: &mut Sink<'_>) {
    for stamp in note.dates.all().iter().filter(|stamp| stamp.role != Role::Birth && note.voices.at(stamp.span) != Voice::Quoted) {
        let Some(fault) = stamp.fault else { continue };
        sink.report_as(severity(stamp, fault), stamp.span, message(fault)).fact("category", "date");
    }
}

/// Without a year, the year that was tried may be the wrong one.
fn severity(stamp: &Stamp, fault: Fault) -> Severity {
    if stamp.kind == Kind::NoYear && fault != Fault::NoSuchDay { Severity::Info } else { Severity::Warning }
}

fn message(fault: Fault) -> String {
    match fault {
        Fault::NoSuchDay => "The calendar has no such day. Look the date up, and write the right one.".to_owned(),
        Fault::OtherWeekday { is } => {
            format!("This date is a {}, so the weekday or the date is wrong. Look up which, and write both as they were.", name(is))
        }
    }
}

fn name(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}
