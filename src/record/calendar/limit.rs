//! Time limits: how long, counted in what, after or before what.

use std::fmt;

use jiff::Span;
use jiff::civil::{Date, DateTime, Time};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Calendar, UnknownYear};

/// What a limit is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// Hours by the clock, nights and weekends included.
    Hours,
    /// Working days of England and Wales.
    WorkingDays,
    /// Days of the calendar.
    Days,
    /// Weeks.
    Weeks,
    /// Months: from the 31st to the last day of a shorter month.
    Months,
    /// At once: on the same day. The amount says nothing.
    AtOnce,
}

/// On which side of what it counts from a limit lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// So long after it, at the latest.
    #[default]
    After,
    /// So long before it, at the latest.
    Before,
}

/// A time limit.
///
/// ```
/// use casenote::record::calendar::{Calendar, Limit, Moment, Side, Unit, Verdict};
/// use jiff::civil::{date, time};
/// let limit = Limit { amount: 3, unit: Unit::WorkingDays, side: Side::After };
/// let (calendar, friday) = (Calendar::default(), Moment::from(date(2025, 6, 6)));
/// assert_eq!(limit.judge(friday, Moment::from(date(2025, 6, 11)), &calendar), Ok(Verdict::InTime));
/// assert_eq!(limit.judge(friday, Moment::from(date(2025, 6, 12)), &calendar), Ok(Verdict::Late));
/// assert_eq!(limit.to_string(), "within 3 working days");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Limit {
    /// How many.
    pub amount: u16,
    /// Of what.
    pub unit: Unit,
    /// After or before.
    #[serde(default)]
    pub side: Side,
}

/// A day, with its clock time where one is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// The day.
    pub date: Date,
    /// The time.
    pub time: Option<Time>,
}

impl From<Date> for Moment {
    fn from(date: Date) -> Self {
        Self { date, time: None }
    }
}

impl Moment {
    /// The earliest that it can have been.
    pub fn earliest(self) -> DateTime {
        self.date.to_datetime(self.time.unwrap_or(Time::midnight()))
    }

    /// The latest that it can have been.
    pub fn latest(self) -> DateTime {
        self.date.to_datetime(self.time.unwrap_or(END_OF_DAY))
    }
}

/// The last second of a day. Clock times are told to the minute or the second.
const END_OF_DAY: Time = Time::constant(23, 59, 59, 0);

/// Whether a limit was kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It was.
    InTime,
    /// It was not, whatever the times of day.
    Late,
    /// It depends on a time of day that is not told.
    Unclear,
}

impl Limit {
    /// The last moment in time, where the limit counts from a moment.
    ///
    /// Days, weeks and months are whole days: the last of them is in time until it ends. Hours count from the clock time; where
    /// there is none, from the end of the day, so that nobody is found late who may have been in time.
    ///
    /// # Errors
    ///
    /// A year on the way whose bank holidays are not known.
    pub fn last(&self, from: Moment, calendar: &Calendar) -> Result<DateTime, UnknownYear> {
        let amount = i64::from(self.amount);
        let span = match self.unit {
            Unit::WorkingDays => {
                let day = match self.side {
                    Side::After => calendar.after(from.date, self.amount)?,
                    Side::Before => calendar.before(from.date, self.amount)?,
                };
                return Ok(day.to_datetime(END_OF_DAY));
            }
            Unit::Hours => Span::new().hours(amount),
            Unit::Days => Span::new().days(amount),
            Unit::Weeks => Span::new().weeks(amount),
            Unit::Months => Span::new().months(amount),
            Unit::AtOnce => Span::new(),
        };
        let start = if self.unit == Unit::Hours { from.latest() } else { from.date.to_datetime(END_OF_DAY) };
        let last = if self.side == Side::After { start.checked_add(span) } else { start.checked_sub(span) };
        last.map_err(|_| UnknownYear(from.date.year()))
    }

    /// Whether something done at a moment kept the limit.
    ///
    /// # Errors
    ///
    /// As [`Limit::last`].
    pub fn judge(&self, from: Moment, done: Moment, calendar: &Calendar) -> Result<Verdict, UnknownYear> {
        let sure = Moment { time: from.time.or(Some(Time::midnight())), ..from };
        Ok(if done.earliest() > self.last(from, calendar)? {
            Verdict::Late
        } else if done.latest() <= self.last(sure, calendar)? {
            Verdict::InTime
        } else {
            Verdict::Unclear
        })
    }
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = match self.unit {
            Unit::Hours => "hour",
            Unit::WorkingDays => "working day",
            Unit::Days => "day",
            Unit::Weeks => "week",
            Unit::Months => "month",
            Unit::AtOnce => return f.write_str("at once"),
        };
        let many = if self.amount == 1 { "" } else { "s" };
        match self.side {
            Side::After => write!(f, "within {} {unit}{many}", self.amount),
            Side::Before => write!(f, "at least {} {unit}{many} before", self.amount),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};

    use super::*;

    fn at(date: Date, hour: i8, minute: i8) -> Moment {
        Moment { date, time: Some(time(hour, minute, 0, 0)) }
    }

    fn judge(limit: Limit, from: impl Into<Moment>, done: impl Into<Moment>) -> Verdict {
        limit.judge(from.into(), done.into(), &Calendar::default()).expect("a known year")
    }

    #[test]
    fn hours_count_from_the_clock_and_otherwise_in_favour_of_the_writer() {
        let day = Limit { amount: 24, unit: Unit::Hours, side: Side::After };
        let (monday, tuesday, wednesday) = (date(2025, 6, 2), date(2025, 6, 3), date(2025, 6, 4));
        assert_eq!(judge(day, at(monday, 9, 0), at(tuesday, 9, 0)), Verdict::InTime);
        assert_eq!(judge(day, at(monday, 9, 0), at(tuesday, 9, 1)), Verdict::Late);
        assert_eq!(judge(day, at(monday, 9, 0), tuesday), Verdict::Unclear);
        assert_eq!(judge(day, monday, at(tuesday, 0, 0)), Verdict::InTime);
        assert_eq!(judge(day, monday, tuesday), Verdict::Unclear);
        assert_eq!(judge(day, monday, monday), Verdict::InTime);
        assert_eq!(judge(day, monday, wednesday), Verdict::Late);
        assert_eq!(judge(day, at(monday, 23, 59), wednesday), Verdict::Late);
    }

    #[test]
    fn months_end_with_the_month() {
        let half_year = Limit { amount: 6, unit: Unit::Months, side: Side::After };
        assert_eq!(judge(half_year, date(2024, 8, 31), date(2025, 2, 28)), Verdict::InTime);
        assert_eq!(judge(half_year, date(2024, 8, 31), date(2025, 3, 1)), Verdict::Late);
        let two = Limit { amount: 2, unit: Unit::Months, side: Side::After };
        assert_eq!(judge(two, date(2023, 12, 31), date(2024, 2, 29)), Verdict::InTime);
    }

    #[test]
    fn a_limit_before_an_event_is_kept_by_being_early() {
        let three = Limit { amount: 3, unit: Unit::WorkingDays, side: Side::Before };
        // A meeting on the Tuesday after Easter.
        assert_eq!(judge(three, date(2025, 4, 22), date(2025, 4, 15)), Verdict::InTime);
        assert_eq!(judge(three, date(2025, 4, 22), date(2025, 4, 16)), Verdict::Late);
        let weeks = Limit { amount: 6, unit: Unit::Weeks, side: Side::Before };
        assert_eq!(judge(weeks, date(2025, 2, 12), date(2025, 1, 1)), Verdict::InTime);
        assert_eq!(judge(weeks, date(2025, 2, 12), date(2025, 1, 2)), Verdict::Late);
    }

    #[test]
    fn limits_are_told_in_words() {
        let told = |amount, unit, side| Limit { amount, unit, side }.to_string();
        assert_eq!(told(1, Unit::WorkingDays, Side::After), "within 1 working day");
        assert_eq!(told(24, Unit::Hours, Side::After), "within 24 hours");
        assert_eq!(told(5, Unit::Days, Side::Before), "at least 5 days before");
    }
}
