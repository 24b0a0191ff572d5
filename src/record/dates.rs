//! Every date and clock time of a note, and which entry of the note a place belongs to.

use jiff::civil::{Date, Time, Weekday};

use super::entries::entries;
use super::forms::stamps;
use crate::text::{Span, Text};

/// How much a date tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Day, month and year.
    Full,
    /// Day and month: `4 June`, `w/c 7/4`.
    NoYear,
    /// A month with or without its year: `June 2024`, `since March`.
    Month,
    /// A day of some month: `Weds 14th`, `by the 3rd`.
    Day,
    /// A weekday by itself.
    Weekday,
    /// A clock time.
    Time,
}

/// What a date is the date of, where the words beside it say so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Something that happened or is planned.
    Event,
    /// Somebody's birth.
    Birth,
    /// The writing of the record.
    Recorded,
}

/// What cannot be right about a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The calendar has no such day: `31/02/2016`.
    NoSuchDay,
    /// The weekday beside it is not that day's.
    OtherWeekday {
        /// The weekday of the date.
        is: Weekday,
    },
}

/// A date or a clock time as it stands in the note.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    /// Where it stands, the weekday beside it included.
    pub span: Span,
    /// How much it tells.
    pub kind: Kind,
    /// The day: of a full date, and of one without a year where the entry's date tells the year.
    pub date: Option<Date>,
    /// The time, of a clock time.
    pub time: Option<Time>,
    /// The weekday, where one is written.
    pub weekday: Option<Weekday>,
    /// What it is the date of.
    pub role: Role,
    /// What cannot be right about it.
    pub fault: Option<Fault>,
    /// The day of the month, 0 where none is written.
    pub day: i8,
    /// The month, 0 where none is written.
    pub month: i8,
}

impl Stamp {
    /// Whether a later reader can find the day, or at least the month, in a calendar.
    pub fn is_absolute(&self) -> bool {
        matches!(self.kind, Kind::Full | Kind::NoYear | Kind::Month)
    }
}

/// Where the date of an entry stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// It begins a line of running text, as in a chronology.
    Line,
    /// It begins a heading.
    Heading,
    /// It begins a list item, and governs no more than the item.
    Item,
    /// In a field, in the middle of a heading or of a line at the top or the foot of the note.
    Elsewhere,
}

/// A stretch of the note that stands under a date of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// From its date to the next entry's.
    pub span: Span,
    /// Index of the date among the stamps.
    pub stamp: u32,
    /// Where the date stands.
    pub place: Place,
    /// Index of the entry that this one interrupts: a dated list item ends with its line.
    pub(super) outer: Option<u32>,
}

impl Entry {
    /// Whether it is a part of another: a dated list item.
    pub fn is_inside(&self) -> bool {
        self.outer.is_some() || self.place == Place::Item
    }
}

/// The dates of one note.
#[derive(Debug, Default)]
pub struct Dates {
    stamps: Vec<Stamp>,
    entries: Vec<Entry>,
}

impl Dates {
    /// Reads the dates of a text. Linear in its length.
    ///
    /// ```
    /// use casenote::record::{Dates, Kind};
    /// use casenote::text::{Abbreviations, Span, Text};
    /// let source = "Date: Fri 4 April 2025\nMum scored it 3/10. She comes on 9/4 at 2.30pm.";
    /// let dates = Dates::new(&Text::new(source, &Abbreviations::default()));
    /// assert_eq!(dates.all().iter().map(|stamp| stamp.kind).collect::<Vec<_>>(), [Kind::Full, Kind::NoYear, Kind::Time]);
    /// let end = Span::new(source.len() - 1, source.len());
    /// assert_eq!(dates.entry_date_of(end).and_then(|stamp| stamp.date), Some(jiff::civil::date(2025, 4, 4)));
    /// assert_eq!(dates.all()[1].date, Some(jiff::civil::date(2025, 4, 9)));
    /// ```
    pub fn new(text: &Text<'_>) -> Self {
        let mut dates = Self { stamps: stamps(text), entries: Vec::new() };
        dates.entries = entries(text, &dates.stamps);
        dates.give_years();
        dates
    }

    /// Every date and time, in order.
    pub fn all(&self) -> &[Stamp] {
        &self.stamps
    }

    /// How many dates are those of the writing of the record.
    pub fn recorded(&self) -> usize {
        self.stamps.iter().filter(|stamp| stamp.role == Role::Recorded).count()
    }

    /// The dates and times that start within a span.
    pub fn within(&self, span: Span) -> &[Stamp] {
        let start = self.stamps.partition_point(|stamp| stamp.span.start < span.start);
        let end = self.stamps.partition_point(|stamp| stamp.span.start < span.end);
        &self.stamps[start..end]
    }

    /// Whether a span holds a date that can be found in a calendar.
    pub fn absolute_in(&self, span: Span) -> bool {
        self.within(span).iter().any(Stamp::is_absolute)
    }

    /// The dated entries, in order of place.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The entry that a place belongs to.
    pub fn entry_of(&self, span: Span) -> Option<&Entry> {
        self.entry_index(span).map(|index| &self.entries[index as usize])
    }

    /// The number of the entry that a place belongs to.
    pub(super) fn entry_index(&self, span: Span) -> Option<u32> {
        let last = self.entries.partition_point(|entry| entry.span.start <= span.start).checked_sub(1)?;
        let entry = &self.entries[last];
        if entry.span.end > span.start {
            return Some(last as u32);
        }
        entry.outer.filter(|outer| self.entries[*outer as usize].span.end > span.start)
    }

    /// The date at the head of the entry that a place belongs to: a date line, a `Date:` field, a dated heading.
    pub fn entry_date_of(&self, span: Span) -> Option<&Stamp> {
        self.entry_of(span).map(|entry| &self.stamps[entry.stamp as usize])
    }

    /// Gives dates without a year the one that brings them nearest to the date of their entry, or, where that is not the
    /// day of the weekday beside them, the year before or after.
    fn give_years(&mut self) {
        let first = self.entries.iter().find_map(|entry| self.stamps[entry.stamp as usize].date);
        for index in 0..self.stamps.len() {
            let stamp = self.stamps[index];
            if stamp.kind != Kind::NoYear || stamp.fault.is_some() {
                continue;
            }
            let Some(near) = self.entry_date_of(stamp.span).and_then(|head| head.date).or(first) else { continue };
            let in_year = |year: i16| Date::new(year, stamp.month, stamp.day).ok();
            let years = [near.year(), near.year() - 1, near.year() + 1];
            let distance = |date: &Date| (near.duration_until(*date).as_hours()).abs();
            let Some(nearest) = years.into_iter().filter_map(in_year).min_by_key(distance) else { continue };
            let fits = |date: &Date| stamp.weekday.is_none_or(|weekday| date.weekday() == weekday);
            let date = if fits(&nearest) { Some(nearest) } else { years.into_iter().filter_map(in_year).find(fits) };
            self.stamps[index].date = date.or(Some(nearest));
            if date.is_none() {
                self.stamps[index].fault = Some(Fault::OtherWeekday { is: nearest.weekday() });
            }
        }
    }
}
