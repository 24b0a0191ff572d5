//! By when a note must be on the record, and how that is told while it is not.

use casenote::record::calendar::Calendar;
use casenote::record::{Role, Unit, happened, recorded_mark};
use casenote::rules::Note;
use casenote::text::Span;
use casenote::voice::Voice;
use jiff::ToSpan as _;
use jiff::civil::DateTime;

/// The end of the time for recording an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deadline {
    /// The date at the head of the entry.
    pub head: Span,
    /// The last moment in time.
    pub last: DateTime,
    /// What the limit counts.
    pub unit: Unit,
}

/// For so many days after it a limit that was missed is told of. An older note was likely recorded when it was new.
const TOLD: i64 = 14;

/// The deadlines of the entries of a note that do not say when they were written up.
pub fn of(note: &Note<'_>) -> Vec<Deadline> {
    let dates = note.dates;
    let written = |span: Span| dates.within(span).iter().any(|stamp| stamp.role == Role::Recorded);
    if recorded_mark(note.text).is_some() || dates.entries().len() == 1 && dates.recorded() > 0 {
        return Vec::new();
    }
    let kind = note.kind.map(|filed| filed.kind.id.as_str());
    let entries = dates.entries().iter().filter(|entry| !entry.is_inside() && !written(entry.span));
    let deadline = entries.filter_map(|entry| {
        let head = dates.all()[entry.stamp as usize].span;
        let own = note.voices.at(head) == Voice::Author && !note.voices.pasted(head);
        let event = happened(entry, note.text, dates).filter(|_| own)?;
        let deadline = note.scheme.policy().deadline(kind, event, &note.settings.calendar).ok().flatten()?;
        Some(Deadline { head, last: deadline.last, unit: deadline.reading.unit })
    });
    deadline.collect()
}

/// Now, as the command line counts it.
pub fn now() -> DateTime {
    jiff::tz::TimeZone::UTC.to_datetime(jiff::Timestamp::now())
}

/// What is told of a deadline at a moment; nothing of one that is long past. VS Code cuts a hint at 43 characters.
pub fn told(deadline: &Deadline, now: DateTime, calendar: &Calendar) -> Option<String> {
    let (day, today) = (deadline.last.date(), now.date());
    let date = day.strftime("%a %-d %b");
    if deadline.last < now {
        let recent = day.checked_add(TOLD.days()).is_ok_and(|end| end >= today);
        return recent.then(|| format!("was due by {date}: say why it is late"));
    }
    if deadline.unit == Unit::Hours {
        let time = deadline.last.strftime("%-H:%M");
        return Some(format!("record by {time} on {date}"));
    }
    let days = today.series(1.day()).skip(1).take_while(|one| *one <= day);
    let (left, unit) = match deadline.unit {
        // The calendar knew these years when it counted the limit.
        Unit::WorkingDays => (days.filter(|one| calendar.is_working_day(*one).unwrap_or(true)).count(), Unit::WorkingDays),
        _ => (days.count(), Unit::Days),
    };
    Some(match left {
        0 => "record today: it is the last day".to_owned(),
        left => format!("record by {date}: {left} {} left", unit.as_str(left as u16)),
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};

    use super::*;

    fn at(last: DateTime, unit: Unit, now: DateTime) -> Option<String> {
        told(&Deadline { head: Span::new(0, 1), last, unit }, now, &Calendar::default())
    }

    #[test]
    fn the_time_left_is_told_until_it_is_long_past() {
        let end = |day| date(2026, 11, day).at(23, 59, 59, 0);
        let noon = |day| date(2026, 11, day).at(12, 0, 0, 0);
        let working = |now| at(end(25), Unit::WorkingDays, now);
        assert_eq!(working(noon(20)).as_deref(), Some("record by Wed 25 Nov: 3 working days left"));
        assert_eq!(working(noon(24)).as_deref(), Some("record by Wed 25 Nov: 1 working day left"));
        assert_eq!(working(noon(25)).as_deref(), Some("record today: it is the last day"));
        assert_eq!(working(noon(26)).as_deref(), Some("was due by Wed 25 Nov: say why it is late"));
        assert_eq!(working(date(2026, 12, 10).at(0, 0, 0, 0)), None);
        assert_eq!(at(end(25), Unit::Days, noon(20)).as_deref(), Some("record by Wed 25 Nov: 5 days left"));
        let hours = at(date(2026, 11, 25).to_datetime(time(10, 15, 0, 0)), Unit::Hours, noon(24));
        assert_eq!(hours.as_deref(), Some("record by 10:15 on Wed 25 Nov"));
    }
}
