//! Clock times: `14:30`, `2.30pm`, `1430hrs`.

use jiff::civil::Time;

use super::dates::{Kind, Role, Stamp};
use super::reader::{LEADS, Reader, SCORES, SECTIONS, UNITS};
use crate::text::word_set;

impl Reader<'_> {
    /// The stamp of a clock time.
    pub(super) fn timed(&self, at: usize, next: usize, time: Time) -> (Stamp, usize) {
        let span = self.words[at].span.to(self.words[next - 1].span);
        let stamp =
            Stamp { span, kind: Kind::Time, date: None, time: Some(time), weekday: None, role: Role::Event, fault: None, day: 0, month: 0 };
        (stamp, next)
    }

    /// `14:30`, `2.30pm`, `2 pm`, `1430hrs`, and `1430` or `10.05` where the words before say that it is a time.
    pub(super) fn time(&self, at: usize) -> Option<(Stamp, usize)> {
        let word = self.word(at);
        let digits = word.bytes().take_while(u8::is_ascii_digit).count();
        let (number, tail) = word.split_at(digits);
        if digits > 4 || at.checked_sub(1).is_some_and(|before| matches!(self.gap(before), "£" | " £" | "." | ":")) {
            return None;
        }
        let value: i8 = if digits <= 2 { number.parse().ok()? } else { 0 };
        if digits == 4 {
            let hours = |tail: &str| ["hrs", "h", "hr", "hours"].iter().any(|end| end.eq_ignore_ascii_case(tail));
            let spaced = tail.is_empty() && self.gap(at) == " " && hours(self.word(at + 1));
            let stands = tail.is_empty()
                && !number.starts_with("20")
                && (self.is_before(at, word_set!["at", "til", "till", "until"])
                    || number.starts_with('0') && self.is_before(at, word_set!["from", "by", "to"]));
            let time = Time::new(number[..2].parse().ok()?, number[2..].parse().ok()?, 0, 0).ok()?;
            return (hours(tail) || spaced || stands).then(|| self.timed(at, at + 1 + usize::from(spaced), time));
        }
        if tail.is_empty() && matches!(self.gap(at), ":" | ".") {
            let minutes = self.word(at + 1);
            let two = minutes.len() >= 2 && minutes.as_bytes()[..2].iter().all(u8::is_ascii_digit);
            let minute: i8 = if two { minutes.get(..2)?.parse().ok()? } else { return None };
            let half = self.half(&minutes[2..], at + 1);
            let seconds = usize::from(self.gap(at) == ":" && self.gap(at + 1) == ":" && self.word(at + 2).len() == 2);
            let plain = minutes.len() == 2
                && (self.gap(at) == ":"
                    || !self.is_next(at + 1, UNITS)
                        && !self.gap(at + 1).starts_with(['%', '/', '.']) | self.gap(at + 1).starts_with(". ")
                        && (self.is_before(at, LEADS) || self.leads_line(at) || self.after_weekday(at)))
                && !self.is_before(at, SCORES)
                && !self.is_before(at, SECTIONS);
            let (later, next) = half.unwrap_or((None, at + 2 + seconds));
            return (half.is_some() || plain || minutes[2..].eq_ignore_ascii_case("hrs"))
                .then(|| clock(value, minute, later))
                .flatten()
                .map(|time| self.timed(at, next, time));
        }
        let (later, next) = self.half(tail, at)?;
        clock(value, 0, later).map(|time| self.timed(at, next, time))
    }

    /// `am` or `pm` glued to a number or behind it: whether it is pm, and one past its last word.
    fn half(&self, tail: &str, at: usize) -> Option<(Option<bool>, usize)> {
        let of = |text: &str| {
            if text.eq_ignore_ascii_case("am") { Some(Some(false)) } else { text.eq_ignore_ascii_case("pm").then_some(Some(true)) }
        };
        if !tail.is_empty() {
            return of(tail).map(|half| (half, at + 1));
        }
        if !matches!(self.gap(at), " ") {
            return None;
        }
        let next = self.word(at + 1);
        let letters = matches!(next, "a" | "p" | "A" | "P") && self.gap(at + 1) == "." && self.word(at + 2).eq_ignore_ascii_case("m");
        if letters { Some((Some(next.eq_ignore_ascii_case("p")), at + 3)) } else { of(next).map(|half| (half, at + 2)) }
    }
}

/// A clock time; `later` says whether am or pm stands beside it.
fn clock(hour: i8, minute: i8, later: Option<bool>) -> Option<Time> {
    let hour = match later {
        Some(true) if hour < 12 => hour + 12,
        Some(false) if hour == 12 => 0,
        _ => hour,
    };
    Time::new(hour, minute, 0, 0).ok()
}
