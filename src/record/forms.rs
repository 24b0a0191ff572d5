//! The shapes that dates and clock times have in UK notes, day first, and the look-alikes that are none: scores,
//! fractions, doses, blood pressure, sections of Acts, telephone numbers, `24/7`.

use jiff::civil::{Date, Time, Weekday};

use super::dates::{Fault, Kind, Stamp};
use super::names::{may_name, month, weekday};
use super::reader::{LEADS, Reader, SCORES, SECTIONS, UNITS};
use crate::text::{Shape, Text, Word, WordSet, word_set};

/// Words before a month that stands alone. Some months are names and words besides: "May visited", "march".
static MONTH_LEADS: WordSet = word_set![
    "beginning",
    "by",
    "during",
    "early",
    "end",
    "from",
    "in",
    "last",
    "late",
    "mid",
    "next",
    "of",
    "since",
    "this",
    "til",
    "till",
    "until",
];
/// Words behind an ordinal that go on with the sentence, so that the ordinal is a day: "by the 3rd and", not "the 3rd visit".
static GOES_ON: WordSet = word_set![
    "and", "at", "as", "because", "but", "for", "from", "he", "i", "if", "in", "mum", "dad", "or", "she", "so", "that", "they", "to",
    "until", "was", "we", "when", "where", "which", "with", "will",
];

/// Every date and time of a text, in order.
pub(super) fn stamps(text: &Text<'_>) -> Vec<Stamp> {
    let reader = Reader { text, words: &text.words };
    let source = text.source.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    // `noon`, `midday`, `midnight`.
    let is_mid = |word: Word| match word.span.len() {
        4 => source[word.span.start as usize] | 0x20 == b'n',
        6 | 8 => source[word.span.start as usize] | 0x20 == b'm',
        _ => false,
    };
    while at < reader.words.len() {
        let word = reader.words[at];
        let stamped = match word.shape {
            Shape::Digits => reader.numeric(at),
            _ if may_name(&source[word.span.start as usize..word.span.end as usize]) || is_mid(word) => reader.named(at),
            _ => None,
        };
        match stamped {
            Some((stamp, next)) => {
                found.push(stamp);
                at = next.max(at + 1);
            }
            None => at += 1,
        }
    }
    found
}

/// Day, month and year as they are written, before anybody asks whether there is such a day.
#[derive(Clone, Copy, Default)]
struct Parts {
    day: i8,
    month: i8,
    year: Option<i16>,
    /// One past the last word.
    next: usize,
}

impl Reader<'_> {
    fn numeric(&self, at: usize) -> Option<(Stamp, usize)> {
        if let Some(parts) = self.date(at) {
            return Some(self.stamp(at, at, parts, None));
        }
        self.time(at)
    }

    /// A date that begins with a number.
    fn date(&self, at: usize) -> Option<Parts> {
        self.spelt(at).or_else(|| self.in_numbers(at)).or_else(|| self.ordinal(at))
    }

    /// `3.4.25`, `03/04/2025`, `2025-04-03`, `7/4`.
    fn in_numbers(&self, at: usize) -> Option<Parts> {
        let mark = self.mark(at);
        let (first, second) = (self.number(at)?, self.number(at + 1)?);
        let joined = at.checked_sub(1).is_some_and(|before| matches!(self.gap(before), "/" | "." | "-" | "£" | ","));
        if !matches!(mark, "/" | "." | "-") || joined && !self.after_weekday(at) {
            return None;
        }
        let third = (self.mark(at + 1) == mark).then(|| self.number(at + 2)).flatten();
        if let Some(third) = third {
            // A fourth number makes it an address or the number of a paragraph. Paragraphs have dots: "H/V 08/04/2025" is a visit.
            if self.mark(at + 2) == mark && self.number(at + 3).is_some() || mark == "." && self.is_before(at, SECTIONS) {
                return None;
            }
            if self.word(at).len() == 4 {
                let iso = mark != "." && (1..=12).contains(&second) && third <= 31;
                return (iso && (1900..2100).contains(&first)).then_some(Parts {
                    day: third as i8,
                    month: second as i8,
                    year: Some(first),
                    next: at + 3,
                });
            }
            let year = self.year(at + 2)?;
            let long = self.word(at + 2).len() == 4;
            let shaped = self.word(at).len() <= 2 && self.word(at + 1).len() <= 2 && (long || first <= 31 && second <= 12);
            return (shaped && first > 0 && second > 0).then_some(Parts {
                day: first as i8,
                month: second as i8,
                year: Some(year),
                next: at + 3,
            });
        }
        (self.mark(at + 1) != mark && self.is_day_and_month(at, mark, first, second)).then_some(Parts {
            day: first as i8,
            month: second as i8,
            year: None,
            next: at + 2,
        })
    }

    /// Whether two numbers are a day and a month: there are many other pairs.
    fn is_day_and_month(&self, at: usize, mark: &str, day: i16, month: i16) -> bool {
        if !(1..=31).contains(&day)
            || !(1..=12).contains(&month)
            || self.is_before(at, SCORES)
            || self.is_before(at, SECTIONS)
            || self.is_next(at + 1, UNITS)
        {
            return false;
        }
        let led = self.after_weekday(at)
            || self.commencing(at)
            || self.is_before(at, word_set!["on", "by", "since", "dated", "til", "till", "until", "wef"]);
        if mark != "/" {
            return mark == "." && (self.after_weekday(at) || self.commencing(at));
        }
        let padded = self.word(at + 1).starts_with('0') || self.word(at).starts_with('0');
        // A score out of ten, a fraction, and the clinic's 3/7, 6/52 and 2/12 for days, weeks and months.
        let doubtful =
            matches!(month, 2 | 3 | 4 | 5 | 7 | 8 | 10 | 12) && day < 13 || day >= month && matches!((day, month), (24, 7) | (9, 11));
        led && (day, month) != (24, 7)
            || padded
            || !doubtful && self.word(at + 1).len() <= 2
            || !matches!((day, month), (24, 7)) && self.leads_line(at) && day > month
    }

    pub(super) fn after_weekday(&self, at: usize) -> bool {
        at > 0 && !self.gap(at - 1).contains('\n') && weekday(self.word(at - 1)).is_some()
    }

    /// Behind `w/c`, `wc` or `week commencing`.
    fn commencing(&self, at: usize) -> bool {
        let before = self.before(at);
        let is = |word: &str| word.eq_ignore_ascii_case(before);
        is("wc")
            || is("commencing")
            || is("beginning")
            || is("ending")
            || (is("c") || is("e") || is("b")) && at > 1 && self.word(at - 2).eq_ignore_ascii_case("w")
    }

    /// `3rd of April 2025`, `03-Apr-25`, `6–9 Feb`.
    fn spelt(&self, at: usize) -> Option<Parts> {
        let (day, _) = self.day(at)?;
        let joins = |at: usize| matches!(self.mark(at), "" | "-" | "." | "/" | ",");
        // The first day of two takes its month from the second.
        let mut last = at;
        let ranged = matches!(self.mark(at), "-" | "–" | "/" | "&" | "+")
            || self.mark(at).is_empty() && matches!(self.word(at + 1), "to" | "and" | "or");
        if ranged && month(self.word(at + 1)).is_none() {
            last = if self.mark(at).is_empty() { at + 2 } else { at + 1 };
            self.day(last)?;
        }
        let of = usize::from(self.mark(last).is_empty() && self.word(last + 1).eq_ignore_ascii_case("of"));
        let name = last + 1 + of;
        let month = month(self.word(name)).filter(|_| joins(last))?;
        // "3 may come": the month that is a verb, in small letters, behind a bare number.
        if month == 5 && self.words[name].shape == Shape::Lower && !self.day(last)?.1 {
            return None;
        }
        let year = self.year_behind(name);
        Some(Parts { day, month, year, next: name + 1 + usize::from(year.is_some()) })
    }

    /// The year behind the name of a month: `June 2024`, `Apr-25`, `April, 2025`, `Apr '25`.
    fn year_behind(&self, name: usize) -> Option<i16> {
        let year = self.year(name + 1)?;
        let near = matches!(self.gap(name), " " | "-" | "/" | "." | ". " | ", " | " '" | " ’" | "  ");
        let long = self.word(name + 1).len() == 4;
        // "4 June 10.30", "4 June 12 children": two digits are a year only where nothing goes on with them.
        let free = long
            || self.gap(name) != ", "
                && !matches!(self.gap(name + 1), ":" | "." | "%" | "/")
                && !self.is_next(name + 1, UNITS)
                && !self.is_next(name + 1, word_set!["am", "pm", "hrs"]);
        (near && free).then_some(year)
    }

    /// `Weds 14th`, `by the 3rd`.
    fn ordinal(&self, at: usize) -> Option<Parts> {
        let (day, true) = self.day(at)? else { return None };
        let after_the = self.before(at).eq_ignore_ascii_case("the");
        let led = if after_the {
            at > 0 && self.is_before(at - 1, LEADS)
        } else {
            self.is_before(at, word_set!["on", "by", "til", "till", "until", "since", "dated"])
        };
        let alone =
            !self.mark(at).is_empty() || self.is_next(at, GOES_ON) || self.words.get(at + 1).is_none_or(|next| next.shape == Shape::Digits);
        (self.after_weekday(at) || led && alone).then_some(Parts { day, month: 0, year: None, next: at + 1 })
    }

    /// A weekday, a month, or a date that begins with one.
    fn named(&self, at: usize) -> Option<(Stamp, usize)> {
        let word = self.word(at);
        if let Some((day, doubtful)) = weekday(word) {
            return self.on_weekday(at, day, doubtful);
        }
        if let Some(month) = month(word) {
            return self.in_month(at, month);
        }
        let time = match word.len() {
            4 if word.eq_ignore_ascii_case("noon") => Time::midnight().with().hour(12).build().ok(),
            6 if word.eq_ignore_ascii_case("midday") => Time::midnight().with().hour(12).build().ok(),
            8 if word.eq_ignore_ascii_case("midnight") => Some(Time::midnight()),
            _ => None,
        };
        time.map(|time| self.timed(at, at + 1, time))
    }

    fn on_weekday(&self, at: usize, day: Weekday, doubtful: bool) -> Option<(Stamp, usize)> {
        let near = matches!(self.gap(at), " " | ", " | ". " | "  " | " - " | "-");
        let the = usize::from(near && self.word(at + 1).eq_ignore_ascii_case("the"));
        if near
            && let Some(parts) =
                self.words.get(at + 1 + the).filter(|word| word.shape == Shape::Digits).and_then(|_| self.date(at + 1 + the))
        {
            return Some(self.stamp(at, at + 1 + the, parts, Some(day)));
        }
        if near
            && let Some((month_word, parts)) = self
                .words
                .get(at + 1)
                .and_then(|_| month(self.word(at + 1)))
                .and_then(|number| self.month_first(at + 1, number))
                .map(|parts| (at + 1, parts))
        {
            return Some(self.stamp(at, month_word, parts, Some(day)));
        }
        // "Sat with Mum", "in the sun": doubtful forms need a capital inside a sentence, a lead or a time.
        if doubtful {
            let led = self.is_before(at, LEADS);
            let timed = self.words.get(at + 1).is_some_and(|next| next.shape == Shape::Digits)
                || matches!(self.word(at + 1), "am" | "pm" | "AM" | "PM" | "p" | "a" | "morning" | "night" | "eve");
            let capital = self.words[at].shape != Shape::Lower;
            let inside =
                self.text.sentence_at(self.words[at].span.start).is_some_and(|index| self.text.sentences[index].first_word as usize != at);
            let the = self.before(at).eq_ignore_ascii_case("the");
            if !(led || capital && !the && (inside || timed || self.gap(at).starts_with([':', '.', '-', ',', '\n']))) {
                return None;
            }
        }
        let parts = Parts { next: at + 1, ..Parts::default() };
        Some(self.stamp(at, at, parts, Some(day)))
    }

    /// `April 3rd, 2025`, and `June 2024`.
    fn month_first(&self, at: usize, month: i8) -> Option<Parts> {
        let near = matches!(self.gap(at), " " | ". " | "-");
        if near
            && let Some((day, ordinal)) = self.day(at + 1)
            && (ordinal || self.word(at).len() > 2 && !matches!(self.gap(at + 1), ":" | "." | "/" | "%"))
        {
            let year = self.year(at + 2).filter(|_| self.word(at + 2).len() == 4 && matches!(self.gap(at + 1), " " | ", "));
            // "Jan 22" is a month and its year as often as a day: only with more is it a day.
            if ordinal || year.is_some() {
                return Some(Parts { day, month, year, next: at + 2 + usize::from(year.is_some()) });
            }
        }
        let year = self.year_behind(at)?;
        Some(Parts { day: 0, month, year: Some(year), next: at + 2 })
    }

    fn in_month(&self, at: usize, month: i8) -> Option<(Stamp, usize)> {
        let shape = self.words[at].shape;
        if let Some(parts) = self.month_first(at, month).filter(|_| shape != Shape::Lower || month != 5) {
            return Some(self.stamp(at, at, parts, None));
        }
        let led = self.is_before(at, MONTH_LEADS) && (shape != Shape::Lower || !matches!(month, 3 | 5));
        led.then(|| self.stamp(at, at, Parts { month, next: at + 1, ..Parts::default() }, None))
    }

    /// The stamp of a date whose first word is `from`, and whose numbers begin at `first`.
    fn stamp(&self, from: usize, first: usize, parts: Parts, weekday: Option<Weekday>) -> (Stamp, usize) {
        let span = self.words[from].span.to(self.words[parts.next - 1].span);
        let kind = match (parts.day, parts.month, parts.year) {
            (0, 0, _) => Kind::Weekday,
            (0, ..) => Kind::Month,
            (_, 0, _) => Kind::Day,
            (_, _, None) => Kind::NoYear,
            _ => Kind::Full,
        };
        let mut stamp = Stamp {
            span,
            kind,
            date: None,
            time: None,
            weekday,
            role: self.role(first.min(from)),
            fault: None,
            day: parts.day,
            month: parts.month,
        };
        if matches!(kind, Kind::Full | Kind::NoYear) {
            // A leap year stands in where the year is not known.
            match Date::new(parts.year.unwrap_or(2024), parts.month, parts.day) {
                Err(_) => stamp.fault = Some(Fault::NoSuchDay),
                Ok(date) if kind == Kind::Full => {
                    stamp.date = Some(date);
                    stamp.fault = weekday.filter(|day| *day != date.weekday()).map(|_| Fault::OtherWeekday { is: date.weekday() });
                }
                Ok(_) => {}
            }
        }
        (stamp, parts.next)
    }
}
