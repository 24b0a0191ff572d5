//! What is shown behind a line and is no part of the note: how old a reader must be, and by when it must be recorded.

use std::ops::RangeInclusive;

use jiff::civil::DateTime;

use crate::deadlines;
use crate::facts::Facts;
use crate::positions::Place;
use crate::snapshot::Snapshot;

/// A few words behind a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    /// The end of the line.
    pub place: Place,
    /// What is said.
    pub label: String,
}

/// The hints of some lines.
pub fn hints(snapshot: &Snapshot, facts: &Facts, wanted: &RangeInclusive<u32>, now: DateTime) -> Vec<Hint> {
    let (lines, text, preferences) = (&snapshot.document.lines, snapshot.text(), &snapshot.rules.preferences);
    let behind = |line: u32, label: String| Hint { place: snapshot.stretch(lines.line(text, line)).end, label };
    let age = facts.age.filter(|_| preferences.reading_age).map(|band| behind(0, format!("reads easily from age {band}")));
    let settings = snapshot.rules.linter.settings();
    let now = settings.today.map_or(now, |today| today.to_datetime(now.time()));
    let left = facts.deadlines.iter().filter(|_| preferences.days_left).filter_map(|deadline| {
        let said = deadlines::told(deadline, now, &settings.calendar)?;
        Some(behind(lines.of(deadline.head.start), said))
    });
    age.into_iter().chain(left).filter(|hint| wanted.contains(&hint.place.line)).collect()
}
