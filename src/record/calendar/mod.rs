//! Working days of England and Wales, and the time limits that are counted in them.

mod limit;

use std::collections::BTreeMap;
use std::fmt;
use std::ops::RangeInclusive;
use std::sync::LazyLock;

use jiff::civil::{Date, Weekday};

pub use limit::{Limit, Moment, Side, Unit, Verdict};

/// The bank holidays that come with the program, in order.
static HOLIDAYS: LazyLock<Vec<Date>> = LazyLock::new(|| {
    let table: BTreeMap<String, String> = toml::from_str(include_str!("holidays.toml")).unwrap_or_default();
    table.keys().filter_map(|day| day.parse().ok()).collect()
});

/// The years of [`HOLIDAYS`]. Outside them nobody knows yet, or it does not matter any more.
const YEARS: RangeInclusive<i16> = 2012..=2035;
/// The holidays that a year has at least, days proclaimed for once aside.
const IN_A_YEAR: usize = 8;

/// Which days are worked: not Saturdays, not Sundays, not the bank holidays of England and Wales, and not the days that a
/// reader adds. The default has nothing added.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Calendar {
    /// The reader's days, sorted.
    added: Vec<Date>,
    /// The years outside [`YEARS`] of which the reader gave all holidays.
    years: Vec<i16>,
}

/// A year whose bank holidays are not known, so that no working day in it can be counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnknownYear(pub i16);

impl fmt::Display for UnknownYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "the bank holidays of {} are not known (only {} to {}); list them all under `holidays` in casenote.toml",
            self.0,
            YEARS.start(),
            YEARS.end()
        )
    }
}

impl std::error::Error for UnknownYear {}

/// A day that cannot be added to a calendar, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HolidayError {
    /// Nobody works on it anyway, so the date is likely a slip.
    Weekend(Date),
    /// Fewer days of a year than it must have, and the program knows none of them.
    Incomplete {
        /// The year.
        year: i16,
        /// How many of its days were given.
        given: usize,
    },
}

impl fmt::Display for HolidayError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Weekend(date) => {
                let day = if date.weekday() == Weekday::Saturday { "Saturday" } else { "Sunday" };
                write!(f, "{date} is a {day}, which is no working day anyway: give the weekday that is off in its place")
            }
            Self::Incomplete { year, given } => write!(
                f,
                "{year} is outside {} to {}, and only {given} of its holidays are listed: England and Wales have at least {IN_A_YEAR} a \
                 year on weekdays; list them all, or leave the year out",
                YEARS.start(),
                YEARS.end()
            ),
        }
    }
}

impl std::error::Error for HolidayError {}

impl Calendar {
    /// The calendar of England and Wales with further days off.
    ///
    /// # Errors
    ///
    /// A day at a weekend, or too few days of a year that the program does not know.
    pub fn with(days: &[Date]) -> Result<Self, HolidayError> {
        let mut added = days.to_vec();
        added.sort_unstable();
        added.dedup();
        if let Some(day) = added.iter().find(|day| is_weekend(**day)) {
            return Err(HolidayError::Weekend(*day));
        }
        let mut years = Vec::new();
        for days in added.chunk_by(|one, next| one.year() == next.year()) {
            let (year, given) = (days[0].year(), days.len());
            if !YEARS.contains(&year) {
                if given < IN_A_YEAR {
                    return Err(HolidayError::Incomplete { year, given });
                }
                years.push(year);
            }
        }
        Ok(Self { added, years })
    }

    /// Whether a day is worked.
    ///
    /// # Errors
    ///
    /// A weekday of a year whose holidays are not known.
    pub fn is_working_day(&self, day: Date) -> Result<bool, UnknownYear> {
        if is_weekend(day) || self.added.binary_search(&day).is_ok() {
            return Ok(false);
        }
        let year = day.year();
        if YEARS.contains(&year) {
            return Ok(HOLIDAYS.binary_search(&day).is_err());
        }
        if self.years.contains(&year) { Ok(true) } else { Err(UnknownYear(year)) }
    }

    /// The working day that is `count` working days after a day, which itself does not count: the day after is the first.
    ///
    /// ```
    /// use casenote::record::calendar::Calendar;
    /// use jiff::civil::date;
    /// // Thursday before Easter: Good Friday, the weekend and Easter Monday are not worked.
    /// assert_eq!(Calendar::default().after(date(2019, 4, 18), 3), Ok(date(2019, 4, 25)));
    /// ```
    ///
    /// # Errors
    ///
    /// A year on the way whose holidays are not known.
    pub fn after(&self, day: Date, count: u16) -> Result<Date, UnknownYear> {
        self.walk(day, count, |day| day.tomorrow().ok())
    }

    /// The working day that is `count` working days before a day, which itself does not count.
    ///
    /// # Errors
    ///
    /// A year on the way whose holidays are not known.
    pub fn before(&self, day: Date, count: u16) -> Result<Date, UnknownYear> {
        self.walk(day, count, |day| day.yesterday().ok())
    }

    fn walk(&self, day: Date, count: u16, step: impl Fn(Date) -> Option<Date>) -> Result<Date, UnknownYear> {
        let mut day = day;
        let mut left = count;
        while left > 0 {
            day = step(day).ok_or(UnknownYear(day.year()))?;
            left -= u16::from(self.is_working_day(day)?);
        }
        Ok(day)
    }
}

fn is_weekend(day: Date) -> bool {
    matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn every_year_has_its_holidays_on_weekdays() {
        for year in YEARS {
            let days = HOLIDAYS.iter().filter(|day| day.year() == year).count();
            let once = match year {
                2012 | 2023 => 1,
                2022 => 2,
                _ => 0,
            };
            assert_eq!(days, IN_A_YEAR + once, "{year}");
        }
        assert!(HOLIDAYS.is_sorted() && HOLIDAYS.iter().all(|day| YEARS.contains(&day.year()) && !is_weekend(*day)));
    }

    /// The rule of the Act for the six days that are not Easter, and the reckoning of Easter, against the table.
    #[test]
    fn the_table_keeps_the_rule() {
        for year in YEARS {
            let easter = easter(year);
            let days = [
                in_lieu(date(year, 1, 1), &[]),
                easter.checked_sub(jiff::Span::new().days(2)).expect("a day"),
                easter.tomorrow().expect("a day"),
                if year == 2020 { date(2020, 5, 8) } else { first(Weekday::Monday, date(year, 5, 1)) },
                match year {
                    2012 => date(2012, 6, 4),
                    2022 => date(2022, 6, 2),
                    _ => last_monday(year, 5),
                },
                last_monday(year, 8),
            ];
            let christmas = in_lieu(date(year, 12, 25), &[date(year, 12, 26)]);
            let boxing = in_lieu(date(year, 12, 26), &[christmas]);
            for day in days.into_iter().chain([christmas, boxing]) {
                assert!(HOLIDAYS.binary_search(&day).is_ok(), "{day}");
            }
        }
    }

    /// The next weekday that is none of `taken`, if the day is at a weekend.
    fn in_lieu(day: Date, taken: &[Date]) -> Date {
        let mut free = day;
        while is_weekend(free) || free != day && taken.contains(&free) {
            free = free.tomorrow().expect("a day");
        }
        free
    }

    fn first(weekday: Weekday, from: Date) -> Date {
        let days = std::iter::successors(Some(from), |day| day.tomorrow().ok());
        days.take(7).find(|day| day.weekday() == weekday).expect("a week has one")
    }

    fn last_monday(year: i16, month: i8) -> Date {
        first(Weekday::Monday, date(year, month, 25))
    }

    /// Easter Sunday: the Sunday after the full moon that the Gregorian reckoning puts after 21 March.
    fn easter(year: i16) -> Date {
        // Good for 1900 to 2199: the moon's age at the start of the year repeats in 19 years.
        let moon = (19 * (year % 19) + 24) % 30;
        let moon = if moon == 29 || moon == 28 && year % 19 > 10 { moon - 1 } else { moon };
        let full = date(year, 3, 21).checked_add(jiff::Span::new().days(i64::from(moon))).expect("a day");
        first(Weekday::Sunday, full.tomorrow().expect("a day"))
    }

    #[test]
    fn working_days_skip_weekends_and_holidays_in_both_directions() {
        let calendar = Calendar::default();
        // Friday before the weekend, and a Saturday counts from the Monday.
        assert_eq!(calendar.after(date(2025, 6, 6), 1), Ok(date(2025, 6, 9)));
        assert_eq!(calendar.after(date(2025, 6, 7), 1), Ok(date(2025, 6, 9)));
        assert_eq!(calendar.after(date(2025, 6, 6), 0), Ok(date(2025, 6, 6)));
        // Over Christmas and the turn of the year.
        assert_eq!(calendar.after(date(2024, 12, 20), 3), Ok(date(2024, 12, 27)));
        assert_eq!(calendar.after(date(2025, 12, 31), 1), Ok(date(2026, 1, 2)));
        assert_eq!(calendar.before(date(2026, 1, 2), 1), Ok(date(2025, 12, 31)));
        assert_eq!(calendar.before(date(2025, 4, 22), 2), Ok(date(2025, 4, 16)));
    }

    #[test]
    fn a_year_that_is_not_known_is_told_and_never_guessed() {
        let calendar = Calendar::default();
        assert_eq!(calendar.is_working_day(date(2011, 12, 30)), Err(UnknownYear(2011)));
        assert_eq!(calendar.after(date(2035, 12, 28), 1), Ok(date(2035, 12, 31)));
        assert_eq!(calendar.after(date(2035, 12, 31), 1), Err(UnknownYear(2036)));
        assert_eq!(calendar.before(date(2012, 1, 3), 1), Err(UnknownYear(2011)));
        assert!(UnknownYear(2036).to_string().contains("holidays"));
    }

    #[test]
    fn a_reader_adds_days_and_years() {
        let council = Calendar::with(&[date(2025, 12, 29), date(2025, 12, 29)]).expect("a Monday");
        assert_eq!(council.after(date(2025, 12, 24), 1), Ok(date(2025, 12, 30)));
        assert_eq!(Calendar::with(&[date(2025, 12, 27)]), Err(HolidayError::Weekend(date(2025, 12, 27))));
        let few = [date(2036, 1, 1), date(2036, 4, 11)];
        assert_eq!(Calendar::with(&few), Err(HolidayError::Incomplete { year: 2036, given: 2 }));
        let all = [(1, 1), (4, 11), (4, 14), (5, 5), (5, 26), (8, 25), (12, 25), (12, 26)].map(|(month, day)| date(2036, month, day));
        let further = Calendar::with(&all).expect("all of its days");
        assert_eq!(further.after(date(2035, 12, 31), 1), Ok(date(2036, 1, 2)));
    }
}
