//! Documents that come round, and whose turn is past: a chronology is brought up to date every two months.

use jiff::civil::Date;

use crate::finding::Severity;
use crate::record::calendar::{Moment, Verdict};
use crate::record::{Kind, Reading, Role, Stamp};
use crate::rules::{Check, Declaration, Note, Principle, Sink};
use crate::text::Span;
use crate::voice::Voice;

/// The declaration of `timeliness/overdue`.
pub const RULE: Declaration = Declaration {
    summary: "a chronology that was not brought up to date for two months",
    principle: Principle::Timely,
    severity: Severity::Info,
    checks: &[Check::Note(check)],
    options: &[],
};

/// Risk alerts have `risk-alert/review-due`.
const ALERT: &str = "risk-alert";

fn check(note: &Note<'_>, sink: &mut Sink<'_>) {
    let Some(filed) = note.kind.filter(|filed| filed.is_certain() && filed.kind.id != ALERT) else { return };
    let mut rows = note.scheme.policy().timescales_of(&filed.kind.id).filter(|row| row.repeats);
    let Some(row) = rows.next() else { return };
    let updates = updates(note);
    let kept = |from: Date, to: Date, reading: &Reading| {
        !matches!(reading.limit().judge(Moment::from(from), Moment::from(to), &note.settings.calendar), Ok(Verdict::Late))
    };
    let late = |from: Date, to: Date| row.readings.iter().find(|_| row.readings.iter().all(|reading| !kept(from, to, reading)));
    for pair in updates.windows(2) {
        if let Some(reading) = late(pair[0].1, pair[1].1) {
            let message = format!("More time lies between this update and the one before it than the policy gives ({}).", reading.limit());
            sink.report(pair[1].0, message).fact("category", "gap");
        }
    }
    let last = updates.last().copied().or_else(|| newest(note));
    if let (Some((span, last)), Some(today)) = (last, note.settings.today)
        && let Some(reading) = late(last, today)
    {
        let message = format!(
            "Nothing newer was found here, and by now it is due again ({}). What is missing from it is missed by whoever reads only this: bring it \
             up to date, and write “Updated: [date]”; if the file is closed, say since when.",
            reading.limit()
        );
        sink.report(span, message).fact("category", "due");
    }
}

/// The days on which the note says that it was brought up to date, in order.
fn updates(note: &Note<'_>) -> Vec<(Span, Date)> {
    const SAID: &[&str] = &["updated", "update", "refreshed"];
    const NEAR: usize = 4;
    let text = note.text;
    let said = |stamp: &Stamp| {
        let at = text.word_from(stamp.span.start);
        let line = text.sentence_at(stamp.span.start).map_or(at, |index| text.sentences[index].first_word as usize);
        let words = &text.words[at.saturating_sub(NEAR).max(line).min(at)..at];
        words.iter().any(|word| SAID.iter().any(|one| one.eq_ignore_ascii_case(word.span.of(text.source))))
    };
    let mut updates: Vec<(Span, Date)> = dated(note).filter(|(stamp, _)| said(stamp)).map(|(stamp, date)| (stamp.span, date)).collect();
    updates.sort_by_key(|(_, date)| *date);
    updates
}

/// The newest entry.
fn newest(note: &Note<'_>) -> Option<(Span, Date)> {
    let heads = note.dates.entries().iter().map(|entry| &note.dates.all()[entry.stamp as usize]);
    let heads = heads.filter(|stamp| stamp.kind == Kind::Full && note.voices.at(stamp.span) == Voice::Author);
    heads.filter_map(|stamp| Some((stamp.span, stamp.date?))).max_by_key(|(_, date)| *date)
}

fn dated<'n>(note: &Note<'n>) -> impl Iterator<Item = (&'n Stamp, Date)> {
    let own = |stamp: &&Stamp| stamp.kind == Kind::Full && stamp.role != Role::Birth;
    note.dates.all().iter().filter(own).filter_map(|stamp| Some((stamp, stamp.date?)))
}
