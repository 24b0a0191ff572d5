//! Entries that were written up later than the council's policy allows.

use crate::finding::Severity;
use crate::record::calendar::{UnknownYear, Verdict};
use crate::record::{Filing, Reading, Timescale, filings};
use crate::rules::{Check, Declaration, Note, Principle, Sink};
use crate::text::Span;
use crate::voice::Voice;

/// The declaration of `timeliness/late`.
pub const RULE: Declaration = Declaration {
    summary: "written up after the policy’s time limit, and no word of why",
    principle: Principle::Timely,
    severity: Severity::Warning,
    checks: &[Check::Note(check)],
    options: &[],
};

/// So many sentences of an entry are read for the word that it is late, and why.
const READ: usize = 60;

fn check(note: &Note<'_>, sink: &mut Sink<'_>) {
    if note.dates.recorded() == 0 {
        if let Some(filing) = of_row(note) {
            look(&filing, note, sink);
        }
        return;
    }
    for filing in filings(note.text, note.dates) {
        if [filing.event_span, filing.recorded_span].iter().any(|span| note.voices.pasted(*span) || note.voices.at(*span) == Voice::Quoted) {
            continue;
        }
        look(&filing, note, sink);
    }
}

/// The two dates that an export has in columns of its own. They stand nowhere in the text, so they are told on its first line.
fn of_row(note: &Note<'_>) -> Option<Filing> {
    let (event, recorded) = (note.metadata.happened()?, note.metadata.entered()?);
    let line = note.text.blocks.iter().map(|block| block.span).find(|span| !span.is_empty())?;
    Some(Filing { entry: None, event, event_span: line, recorded, recorded_span: line })
}

fn look(filing: &Filing, note: &Note<'_>, sink: &mut Sink<'_>) {
    if filing.event.date > filing.recorded.date {
        let message = "By these dates it was written up before it happened. Look up which of the two is wrong, and put it right.";
        sink.report_as(Severity::Info, filing.recorded_span, message).fact("category", "order");
    } else if !says_why(filing, note) {
        judge(filing, note, sink);
    }
}

fn judge(filing: &Filing, note: &Note<'_>, sink: &mut Sink<'_>) {
    let rows = note.scheme.policy().timescales().iter().filter(|row| row.when.is_none() && row.part.is_none());
    // A kind that the table does not name is under the principle, as is a note of which nobody says the kind.
    let kind = note.kind.filter(|filed| note.scheme.policy().timescales_of(&filed.kind.id).next().is_some());
    let (verdict, said, severity) = if let Some(filed) = kind {
        let (verdict, said) = kept(filing, rows.filter(|row| row.kinds.contains(&filed.kind.id)), note);
        (verdict, said, Severity::Warning)
    } else {
        // It may be of a kind that has more time.
        let (_, patient) = kept(filing, rows.clone().filter(|row| !row.repeats), note);
        let (verdict, said) = kept(filing, rows.filter(|row| row.id == Timescale::EVERY_ENTRY), note);
        (verdict, said, if patient.is_some() { Severity::Warning } else { Severity::Info })
    };
    match (verdict, said) {
        (Err(year), _) => {
            let message = format!("Whether this was written up in time cannot be told: {year}.");
            sink.report_as(Severity::Info, filing.recorded_span, message).fact("category", "year");
        }
        (Ok(()), Some(reading)) => {
            let message = format!(
                "Written up later than the policy’s limit ({}). What was fresh is lost first, and others decided without it. \
                 Leave both dates as they are, and say that it is late and why: “Written up late because [reason]”.",
                reading.limit()
            );
            sink.report_as(severity, filing.recorded_span, message).fact("category", "late");
        }
        _ => {}
    }
}

/// The first of the readings of some rows that was not kept, where none was.
fn kept<'p>(
    filing: &Filing,
    rows: impl Iterator<Item = &'p Timescale>,
    note: &Note<'_>,
) -> (Result<(), UnknownYear>, Option<&'p Reading>) {
    let mut late = None;
    for reading in rows.flat_map(|row| &row.readings).filter(|reading| reading.counts_from_event()) {
        match reading.limit().judge(filing.event, filing.recorded, &note.settings.calendar) {
            Ok(Verdict::Late) => late = late.or(Some(reading)),
            Ok(_) => return (Ok(()), None),
            Err(year) => return (Err(year), None),
        }
    }
    (Ok(()), late)
}

/// Whether the entry says that it is late, with a reason beside it.
fn says_why(filing: &Filing, note: &Note<'_>) -> bool {
    let Some(list) = note.lexicon.list("late_entries") else { return false };
    if note.hits.of(list).is_empty() {
        return false;
    }
    let entry = filing.entry.map_or(Span { start: 0, end: note.text.source.len() as u32 }, |entry| note.dates.entries()[entry as usize].span);
    let category = |hit| note.lexicon.category(hit);
    let reasons = note.lexicon.list("reasons");
    note.hits.within(list, entry).iter().take(READ).filter(|hit| matches!(category(hit), "late" | "write-up")).any(|hit| {
        let sentences = &note.text.sentences;
        let at = hit.sentence as usize;
        let near = sentences[at].span.to(sentences[(at + 1).min(sentences.len() - 1)].span);
        let own = note.hits.within(list, near).iter().any(|hit| category(hit) == "reason");
        own || reasons.is_some_and(|list| note.hits.within(list, near).iter().any(|hit| category(hit) == "reason"))
    })
}
