//! Telephone numbers, spaced in any way, with or without the country's code and an extension.

use super::{IdentifierKind, Line, Read};
use crate::record::reader::Reader;
use crate::text::Span;

/// Most digits of a number anywhere, and most words it is cut into.
const MOST_DIGITS: usize = 15;
const MOST_GROUPS: usize = 8;

/// The digits of a number as far as they have been read.
struct Dialled {
    digits: [u8; MOST_DIGITS],
    count: usize,
    next: usize,
}

impl Dialled {
    fn as_bytes(&self) -> &[u8] {
        &self.digits[..self.count]
    }
}

impl Reader<'_> {
    /// A telephone number that begins with a word. Numbers of no place (`0800`, `03`) are read and passed over.
    pub(super) fn phone(&self, at: usize) -> Option<Read> {
        let word = self.word(at);
        let abroad = self.is_abroad(at);
        if !word.starts_with('0') && !abroad || self.is_measure(at) {
            return None;
        }
        let (dialled, line) = if abroad {
            self.international(at, 0)
        } else if word.starts_with("0044") {
            self.international(at, 2)
        } else {
            self.national(at)
        }?;
        let mut next = dialled.next;
        let mut span = self.stretch(at, next);
        span.start -= u32::from(abroad);
        if self.is_bracketed(at) {
            span.start -= 1;
        }
        if let Some(end) = self.extension(next) {
            span.end = self.words[end - 1].span.end;
            next = end;
        }
        let kind = line.filter(|_| !self.is_reference(at)).map(IdentifierKind::Phone);
        Some(Read { span, kind, next })
    }

    fn is_abroad(&self, at: usize) -> bool {
        self.text.source[..self.words[at].span.start as usize].ends_with('+')
    }

    /// Whether the first group stands in brackets of its own: `(01632) 960 118`.
    fn is_bracketed(&self, at: usize) -> bool {
        let Span { start, end } = self.words[at].span;
        self.text.source[..start as usize].ends_with('(') && self.text.source[end as usize..].starts_with(')') && self.word(at).len() < 10
    }

    /// Ten or eleven digits that begin with 0. The groups must end where the number ends.
    fn national(&self, at: usize) -> Option<(Dialled, Option<Line>)> {
        let mut dialled = Dialled { digits: [0; MOST_DIGITS], count: 0, next: at };
        let mut short = None;
        while self.dial(at, &mut dialled) {
            match dialled.count {
                11 => return self.of_country(&dialled.digits[1..11]).map(|line| (dialled, line)),
                10 if dialled.digits[1] != b'7' => short = Some(dialled.next),
                12.. => break,
                _ => {}
            }
        }
        // Some old numbers have ten digits; a number in three groups or more of the same length is a row of times.
        let next = short.filter(|next| next - at == 2 && self.word(at).len() >= 4)?;
        let dialled = Dialled { count: 10, next, ..dialled };
        (dialled.digits[1] == b'1').then_some((dialled, Some(Line::Land)))
    }

    /// Digits behind the code of a country.
    fn international(&self, at: usize, zeros: usize) -> Option<(Dialled, Option<Line>)> {
        let mut dialled = Dialled { digits: [0; MOST_DIGITS], count: 0, next: at };
        while self.dial(at, &mut dialled) {
            let Some(behind) = dialled.as_bytes()[zeros.min(dialled.count)..].strip_prefix(b"44") else { continue };
            let behind = behind.strip_prefix(b"0").unwrap_or(behind);
            if behind.len() == 10 {
                return self.of_country(behind).map(|line| (dialled, line));
            }
        }
        let whole = zeros == 0 && !dialled.as_bytes().starts_with(b"44") && (9..=MOST_DIGITS).contains(&dialled.count);
        whole.then_some((dialled, Some(Line::Mobile)))
    }

    /// Adds the next group of digits, if it belongs to the number.
    fn dial(&self, first: usize, dialled: &mut Dialled) -> bool {
        let at = dialled.next;
        let joined =
            at == first || matches!(self.gap(at - 1), " " | "-" | "–" | "." | "\u{a0}" | "  " | " - " | ") " | ") - " | ")" | " (" | "(");
        let Some(length) = self.digits(at).filter(|length| joined && dialled.count + length <= MOST_DIGITS) else { return false };
        if at - first >= MOST_GROUPS {
            return false;
        }
        dialled.digits[dialled.count..dialled.count + length].copy_from_slice(self.word(at).as_bytes());
        dialled.count += length;
        dialled.next += 1;
        true
    }

    /// Of which line ten digits are, the 0 before them left out; `Some(None)` for a number of no place.
    #[expect(
        clippy::unused_self,
        clippy::option_option,
        reason = "it reads as the last step of a number: none, a service's, or somebody's"
    )]
    fn of_country(&self, digits: &[u8]) -> Option<Option<Line>> {
        match digits {
            [b'7', b'1'..=b'9', ..] => Some(Some(Line::Mobile)),
            [b'1' | b'2', ..] => Some(Some(Line::Land)),
            [b'3' | b'5' | b'8' | b'9', ..] => Some(None),
            _ => None,
        }
    }

    /// One past an extension: `ext 2`, `x14`.
    fn extension(&self, at: usize) -> Option<usize> {
        let near = matches!(self.gap(at - 1), " " | ", " | " (" | "x");
        let word = self.word(at);
        if near && ["ext", "extn", "extension", "x"].iter().any(|one| one.eq_ignore_ascii_case(word)) && self.digits(at + 1)? <= 5 {
            return matches!(self.gap(at), " " | ". " | "." | ": ").then_some(at + 2);
        }
        let number = word.strip_prefix(['x', 'X']).or_else(|| word.strip_prefix("ext"))?;
        (near && !number.is_empty() && number.len() <= 5 && number.bytes().all(|byte| byte.is_ascii_digit())).then_some(at + 1)
    }
}
