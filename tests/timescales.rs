//! Every time limit of the policy against a table of days worked out apart from the program: the last moment in time and the
//! first moment late, on a plain week, over a weekend, over Easter, over Christmas and at the end of a year.

use casenote::record::calendar::{Calendar, Moment, Side, Unit, Verdict};
use casenote::record::{Policy, Reading};
use jiff::ToSpan;
use jiff::civil::{Date, date, time};

/// The days that are counted from: a Wednesday, a Friday, the Wednesday before Easter, two days before Christmas, the last of a year.
const FROM: [Date; 5] = [date(2025, 6, 4), date(2025, 6, 6), date(2025, 4, 16), date(2024, 12, 23), date(2025, 12, 31)];

/// Each limit that the policy has, with the last day in time from each of these days.
const LAST: &[(u16, Unit, Side, [&str; 5])] = &[
    (0, Unit::AtOnce, Side::After, ["2025-06-04", "2025-06-06", "2025-04-16", "2024-12-23", "2025-12-31"]),
    (3, Unit::Days, Side::After, ["2025-06-07", "2025-06-09", "2025-04-19", "2024-12-26", "2026-01-03"]),
    (5, Unit::Days, Side::After, ["2025-06-09", "2025-06-11", "2025-04-21", "2024-12-28", "2026-01-05"]),
    (20, Unit::Days, Side::After, ["2025-06-24", "2025-06-26", "2025-05-06", "2025-01-12", "2026-01-20"]),
    (45, Unit::Days, Side::After, ["2025-07-19", "2025-07-21", "2025-05-31", "2025-02-06", "2026-02-14"]),
    (5, Unit::Days, Side::Before, ["2025-05-30", "2025-06-01", "2025-04-11", "2024-12-18", "2025-12-26"]),
    (24, Unit::Hours, Side::After, ["2025-06-05", "2025-06-07", "2025-04-17", "2024-12-24", "2026-01-01"]),
    (2, Unit::Months, Side::After, ["2025-08-04", "2025-08-06", "2025-06-16", "2025-02-23", "2026-02-28"]),
    (3, Unit::Months, Side::After, ["2025-09-04", "2025-09-06", "2025-07-16", "2025-03-23", "2026-03-31"]),
    (6, Unit::Months, Side::After, ["2025-12-04", "2025-12-06", "2025-10-16", "2025-06-23", "2026-06-30"]),
    (195, Unit::Months, Side::After, ["2041-09-04", "2041-09-06", "2041-07-16", "2041-03-23", "2042-03-31"]),
    (2, Unit::Weeks, Side::After, ["2025-06-18", "2025-06-20", "2025-04-30", "2025-01-06", "2026-01-14"]),
    (6, Unit::Weeks, Side::Before, ["2025-04-23", "2025-04-25", "2025-03-05", "2024-11-11", "2025-11-19"]),
    (1, Unit::WorkingDays, Side::After, ["2025-06-05", "2025-06-09", "2025-04-17", "2024-12-24", "2026-01-02"]),
    (2, Unit::WorkingDays, Side::After, ["2025-06-06", "2025-06-10", "2025-04-22", "2024-12-27", "2026-01-05"]),
    (3, Unit::WorkingDays, Side::After, ["2025-06-09", "2025-06-11", "2025-04-23", "2024-12-30", "2026-01-06"]),
    (5, Unit::WorkingDays, Side::After, ["2025-06-11", "2025-06-13", "2025-04-25", "2025-01-02", "2026-01-08"]),
    (7, Unit::WorkingDays, Side::After, ["2025-06-13", "2025-06-17", "2025-04-29", "2025-01-06", "2026-01-12"]),
    (10, Unit::WorkingDays, Side::After, ["2025-06-18", "2025-06-20", "2025-05-02", "2025-01-09", "2026-01-15"]),
    (15, Unit::WorkingDays, Side::After, ["2025-06-25", "2025-06-27", "2025-05-12", "2025-01-16", "2026-01-22"]),
    (20, Unit::WorkingDays, Side::After, ["2025-07-02", "2025-07-04", "2025-05-19", "2025-01-23", "2026-01-29"]),
    (45, Unit::WorkingDays, Side::After, ["2025-08-06", "2025-08-08", "2025-06-24", "2025-02-27", "2026-03-05"]),
    (3, Unit::WorkingDays, Side::Before, ["2025-05-30", "2025-06-03", "2025-04-11", "2024-12-18", "2025-12-24"]),
];

fn last_days(reading: &Reading) -> [Date; 5] {
    let limit = reading.limit();
    let same = |row: &&(u16, Unit, Side, [&str; 5])| (row.0, row.1, row.2) == (limit.amount, limit.unit, limit.side);
    let row = LAST.iter().find(same).unwrap_or_else(|| panic!("{reading}: work out its days, and add them to the table"));
    row.3.map(|day| day.parse().expect("a day"))
}

#[test]
fn every_row_is_kept_to_the_last_moment_and_no_longer() {
    let calendar = Calendar::default();
    let (mut rows, mut faults) = (0, Vec::new());
    for row in Policy::built_in().timescales() {
        for reading in &row.readings {
            rows += 1;
            let limit = reading.limit();
            for (from, last) in FROM.into_iter().zip(last_days(reading)) {
                let next = last.tomorrow().expect("a day");
                let judge = |from: Moment, done: Moment| limit.judge(from, done, &calendar).expect("a known year");
                let mut hold = |from: Moment, done: Moment, verdict: Verdict| {
                    if judge(from, done) != verdict {
                        faults.push(format!("{} ({reading}), from {from:?}: {done:?} is not {verdict:?}", row.id));
                    }
                };
                let day = Moment::from;
                let at = |day: Date, hour, minute| Moment { date: day, time: Some(time(hour, minute, 0, 0)) };
                if limit.unit == Unit::Hours {
                    hold(at(from, 16, 30), at(last, 16, 30), Verdict::InTime);
                    hold(at(from, 16, 30), at(last, 16, 31), Verdict::Late);
                    hold(at(from, 16, 30), day(last), Verdict::Unclear);
                    hold(day(from), day(next), Verdict::Late);
                    // The day that the clock may end on is nobody's fault.
                    hold(day(from), at(last, 23, 59), Verdict::Unclear);
                } else {
                    hold(day(from), day(last), Verdict::InTime);
                    hold(at(from, 9, 0), at(last, 23, 59), Verdict::InTime);
                    hold(day(from), day(next), Verdict::Late);
                    hold(at(from, 23, 0), at(next, 0, 0), Verdict::Late);
                    hold(day(from), day(last.checked_sub(1.day()).expect("a day")), Verdict::InTime);
                }
            }
        }
    }
    assert!(rows >= 40, "the policy has {rows} readings");
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

/// Nothing stays in the table that no row of the policy says.
#[test]
fn the_table_holds_the_limits_of_the_policy_only() {
    for row in LAST {
        let said = Policy::built_in().timescales().iter().flat_map(|scale| &scale.readings).map(Reading::limit);
        assert!(said.into_iter().any(|limit| (limit.amount, limit.unit, limit.side) == (row.0, row.1, row.2)), "{row:?}");
    }
}
