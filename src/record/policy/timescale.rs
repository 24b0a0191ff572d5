//! Time limits: the rows of the policy's table, and what its text says besides.

use std::fmt;

/// One row: a document, and by when it must be there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timescale {
    /// Its id in every output: `core-group`.
    pub id: String,
    /// The process or event, as the policy names it.
    pub process: String,
    /// The document or activity, as the policy names it.
    pub document: String,
    /// The kinds of note that it governs, as ids. A row about something that is no note of its own has none.
    pub kinds: Vec<String>,
    /// The part of the note that it governs, where it is not the whole: `decisions`.
    pub part: Option<String>,
    /// When it holds, in words, if not always. A program cannot know; what depends on it is at most information.
    pub when: Option<String>,
    /// Whether it comes round: at least every two months.
    pub repeats: bool,
    /// The ways to read it, at least one. What is in time by one of them is not late.
    pub readings: Vec<Reading>,
    /// What is odd about the row.
    pub remark: Option<String>,
    /// The line in the policy's file, from 1.
    pub line: usize,
}

/// One way to read a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// How many units; 0 for [`Unit::AtOnce`].
    pub amount: u16,
    /// Of what.
    pub unit: Unit,
    /// Before or after the event.
    pub side: Side,
    /// The id of the event that it counts from: `visit`.
    pub event: String,
    /// The event in words: `the visit`.
    pub event_name: String,
    /// The part of the note that this reading is about, where it is not the row's.
    pub part: Option<String>,
    /// When it holds, in words, if not always.
    pub when: Option<String>,
    /// What the policy says, for a message.
    pub says: String,
}

/// What a limit counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Hours of the clock.
    Hours,
    /// Days of the calendar.
    Days,
    /// Days that are neither of a weekend nor bank holidays.
    WorkingDays,
    /// Weeks.
    Weeks,
    /// Months of the calendar.
    Months,
    /// No time at all: on the day.
    AtOnce,
}

/// On which side of the event the limit lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The document must be there so long before.
    Before,
    /// The document must be there no later than so long after.
    After,
}

impl Unit {
    /// The word for one and for more.
    pub const fn as_str(self, amount: u16) -> &'static str {
        match (self, amount) {
            (Self::Hours, 1) => "hour",
            (Self::Hours, _) => "hours",
            (Self::Days, 1) => "day",
            (Self::Days, _) => "days",
            (Self::WorkingDays, 1) => "working day",
            (Self::WorkingDays, _) => "working days",
            (Self::Weeks, 1) => "week",
            (Self::Weeks, _) => "weeks",
            (Self::Months, 1) => "month",
            (Self::Months, _) => "months",
            (Self::AtOnce, _) => "at once",
        }
    }
}

/// `3 working days after the visit`.
impl fmt::Display for Reading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let side = if self.side == Side::Before { "before" } else { "after" };
        if self.unit == Unit::AtOnce {
            return write!(f, "at once {side} {}", self.event_name);
        }
        write!(f, "{} {} {side} {}", self.amount, self.unit.as_str(self.amount), self.event_name)
    }
}
