//! Dates and times as UK notes write them, and what looks like one and is none.

use casenote::record::{Dates, Fault, Kind, Role};
use casenote::text::{Abbreviations, Span, Text};
use jiff::civil::{Weekday, date, time};

fn read(source: &str) -> Dates {
    Dates::new(&Text::new(source, &Abbreviations::default()))
}

/// Each line: a sentence with the dates in it between `[` and `]`.
fn assert_kind(kind: Kind, lines: &[&str]) {
    let mut faults = Vec::new();
    for line in lines {
        let source = line.replace(['[', ']'], "");
        let wanted: Vec<&str> = line.split('[').skip(1).map(|part| part.split(']').next().unwrap_or_default()).collect();
        let dates = read(&source);
        let found: Vec<&str> = dates.all().iter().filter(|stamp| stamp.kind == kind).map(|stamp| stamp.span.of(&source)).collect();
        if found != wanted {
            faults.push(format!("{line}\n    found {found:?}"));
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn full_dates() {
    assert_kind(
        Kind::Full,
        &[
            "Visited on [03/04/25] with Jo.",
            "Visit [3.4.25].",
            "H/V [08/04/2025], unannounced.",
            "V [8/4/25], no reply.",
            "Seen [03-Apr-2025] at home.",
            "It was the [3rd of April 2025] and wet.",
            "[Fri 4 April 2025] – call.",
            "Since [2025-04-03] he lives there.",
            "[Friday, 4th April 2025]: visit.",
            "[April 3rd, 2025] was hot.",
            "[3/4/2025] Mum rang.",
            "On [Tues 12.3.24] and [14.3.24] he was late.",
            "From [9 Feb 24] on.",
            "Held [6–9 Feb 24] by text.",
            "[26 September 2023], 11:30",
            "Order of [1 Sept. 2024] stands.",
            "By [31/12/1999] it was shut.",
            "DOB [27/02/24]. 11 wks.",
            "Born [3rd May '16] at home.",
            "Review [Thursday the 3rd of April 2025].",
        ],
    );
}

#[test]
fn dates_without_a_year() {
    assert_kind(
        Kind::NoYear,
        &[
            "Visit on [4 June] at two.",
            "w/c [7/4] we meet.",
            "wc [07/04] we meet.",
            "Born [4th of June] at home.",
            "[Fri 4 April] visit.",
            "Last weighed in clinic [30/04]. Clinic [07/05] and 13 times.",
            "Seen on [3/10] by me.",
            "By [14/5] I will write.",
            "She came on [June 4th] again.",
            "Between [3 and 4 June] he ran.",
            "[Weds 9/4] at school.",
        ],
    );
}

#[test]
fn months_days_and_weekdays() {
    assert_kind(
        Kind::Month,
        &["In [June 2024] he moved.", "Since [March] she has slept.", "May visited in [May].", "One log, [Nov 2023], argument."],
    );
    assert_kind(Kind::Day, &["Booked [Weds 14th] 12.30.", "Do it by the [3rd] and ring.", "This is the 3rd visit.", "On the 3rd floor."]);
    assert_kind(
        Kind::Weekday,
        &[
            "He came on [Tuesday].",
            "[Tues] she rang.",
            "Sat with Mum.",
            "Out in the sun.",
            "Told tutor [Wed] p.m. that he fell.",
            "Hit on [Sun].",
            "Not in Mondays.",
            "[Fri] asked her.",
            "Seen [Sat] am.",
        ],
    );
}

#[test]
fn clock_times() {
    assert_kind(
        Kind::Time,
        &[
            "At [14:30] he left.",
            "At [2.30pm] he left.",
            "[1430hrs] call.",
            "Left at [2 pm].",
            "From [9.15] to [10.45].",
            "[10.05] Coat off.",
            "By [noon] he slept.",
            "Seen at [0930] by me.",
            "Back by [11pm].",
        ],
    );
    assert_eq!(read("Home at 2.30 p.m. today").all()[0].time, Some(time(14, 30, 0, 0)));
}

#[test]
fn look_alikes_are_no_dates() {
    for line in [
        "Scored 7/10 today.",
        "He said 3/10.",
        "BP 120/80, sats 98.",
        "Took 1/2 tablet.",
        "Under s.47 and section 4.2 of the Act.",
        "Helpline is 24/7.",
        "Call 01632 960118 or 0161-496-0000.",
        "Staffed 2:1 at all times.",
        "Costs £12.50 a week.",
        "Weighs 12.4 kg.",
        "Dose is 2.5ml.",
        "Review in 6/52.",
        "For 3/7 he was ill.",
        "Read version 1.2.10.",
        "Aged 8/9.",
        "He may go. She marched on.",
        "NHS no. 943 476 5919.",
        "Attendance 4.5/5.",
        "Grew from 50th to 25th centile.",
        "Years 2020-21.",
        "House 14-16.",
    ] {
        let dates = read(line);
        let found: Vec<&str> = dates.all().iter().map(|stamp| stamp.span.of(line)).collect();
        assert!(found.is_empty(), "{line}: {found:?}");
    }
}

#[test]
fn values_faults_and_roles() {
    let one = |source: &str| read(source).all()[0];
    assert_eq!(one("Visit 3.4.25").date, Some(date(2025, 4, 3)));
    assert_eq!(one("Born 3 May 1985").role, Role::Birth);
    assert_eq!(one("DOB: 31/02/2016").fault, Some(Fault::NoSuchDay));
    assert_eq!(one("Tuesday 5 June 2024").fault, Some(Fault::OtherWeekday { is: Weekday::Wednesday }));
    assert_eq!(one("Wed 5 June 2024").fault, None);
    assert_eq!(one("Typed up on 6 June 2024").role, Role::Recorded);
}

#[test]
fn entries_and_the_years_they_lend() {
    let source =
        "HOME VISIT\nDate: 28 December 2024\nMum was in. Next on 3/1/25 or Mon 6 January.\n\n2.1.25 Rang Nan.\nShe will come tomorrow.";
    let dates = read(source);
    let at = |words: &str| {
        let start = source.find(words).expect("it is there");
        Span::new(start, start + words.len())
    };
    let head = |words: &str| dates.entry_date_of(at(words)).and_then(|stamp| stamp.date);
    assert_eq!(head("Mum was in"), Some(date(2024, 12, 28)));
    assert_eq!(head("tomorrow"), Some(date(2025, 1, 2)));
    assert_eq!(dates.all()[2].date, Some(date(2025, 1, 6)));
}

#[test]
fn an_item_with_a_date_ends_with_its_line() {
    let source = "Date: 3 June 2024\n- 9 May: call to school\n\nShe came yesterday.";
    let dates = read(source);
    let start = source.find("yesterday").expect("it is there");
    assert_eq!(dates.entry_date_of(Span::new(start, start + 9)).and_then(|stamp| stamp.date), Some(date(2024, 6, 3)));
}

#[test]
fn a_note_dated_at_its_foot() {
    let source = "Saw Mia at school.\nShe was well.\n\nJo Hill, social worker, 3/4/25";
    assert_eq!(read(source).entry_date_of(Span::new(0, 3)).and_then(|stamp| stamp.date), Some(date(2025, 4, 3)));
}
