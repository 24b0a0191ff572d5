//! By when something must be on the record.

use jiff::civil::DateTime;

use super::calendar::{Calendar, Moment, UnknownYear};
use super::policy::{Policy, Reading, Side, Timescale};

/// The end of the time for recording something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deadline<'p> {
    /// The last moment in time.
    pub last: DateTime,
    /// The limit that gives the most time; what keeps one of several is not late.
    pub reading: &'p Reading,
}

impl Policy {
    /// By when a note of a kind must be recorded, counted from what it tells of; a kind that the policy sets no limit for, or
    /// none, is under the principle for every entry. Nothing where the kind's limits count from something else.
    ///
    /// ```
    /// use casenote::record::{Policy, calendar::{Calendar, Moment}};
    /// use jiff::civil::date;
    /// let visit = Moment::from(date(2026, 11, 20));
    /// let deadline = Policy::built_in().deadline(Some("visit"), visit, &Calendar::default())?;
    /// assert_eq!(deadline.map(|deadline| deadline.last.date()), Some(date(2026, 11, 25)));
    /// # Ok::<(), casenote::record::calendar::UnknownYear>(())
    /// ```
    ///
    /// # Errors
    ///
    /// A year on the way whose bank holidays are not known.
    pub fn deadline(&self, kind: Option<&str>, event: Moment, calendar: &Calendar) -> Result<Option<Deadline<'_>>, UnknownYear> {
        let kind = kind.filter(|id| self.timescales_of(id).next().is_some());
        let governs = |row: &&Timescale| match kind {
            Some(id) => row.kinds.iter().any(|of| of == id),
            None => row.id == Timescale::EVERY_ENTRY,
        };
        let rows = self.timescales().iter().filter(|row| row.when.is_none() && row.part.is_none()).filter(governs);
        let mut latest: Option<Deadline<'_>> = None;
        for reading in rows.flat_map(|row| &row.readings).filter(|reading| reading.counts_from_event()) {
            let last = reading.limit().last(event, calendar)?;
            if latest.is_none_or(|deadline| deadline.last < last) {
                latest = Some(Deadline { last, reading });
            }
        }
        Ok(latest)
    }
}

impl Reading {
    /// Whether it always holds for the whole of a note, and counts from what the note records: not from a birth or from coming
    /// into care.
    pub fn counts_from_event(&self) -> bool {
        let elsewhere = matches!(
            self.event.as_str(),
            "accommodated" | "arrangement" | "becoming-looked-after" | "birth" | "decision-to-issue" | "previous" | "recorded" | "referral"
        );
        self.when.is_none() && self.part.is_none() && !elsewhere && self.side == Side::After
    }
}

impl Timescale {
    /// The row of the principle, for whatever the table does not name.
    pub const EVERY_ENTRY: &str = "entry";
}
