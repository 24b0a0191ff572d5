//! Numbers that the state gives everybody: of the health service, and of National Insurance.

use super::{IdentifierKind, Read};
use crate::record::reader::Reader;
use crate::text::{WordSet, word_set};

/// Words that say that a number is of National Insurance.
static INSURANCE: WordSet = word_set!["insurance", "ni", "nino"];

impl Reader<'_> {
    /// Ten digits, in one or as three, three and four. The last one checks the others, so that a number in passing is found;
    /// behind the letters NHS a slip of the pen is found too.
    pub(super) fn nhs(&self, at: usize) -> Option<Read> {
        if !matches!(self.digits(at), Some(3 | 10)) {
            return None;
        }
        let run = self.run(at, 10)?;
        let groups = run.next - at == 1 || run.next - at == 3 && self.digits(at + 1) == Some(3);
        let stands = groups && run.as_bytes().iter().all(u8::is_ascii_digit) && !self.is_reference(at);
        let called = || self.follows(at, 6, word_set!["nhs"]);
        (stands && (checks_out(run.as_bytes()) || called())).then(|| self.found(at, run.next, IdentifierKind::NhsNumber))
    }

    /// `AB 12 34 56 C`, in any groups.
    pub(super) fn national_insurance(&self, at: usize) -> Option<Read> {
        // The letters may be a word of their own.
        let apart = |word: &str| word.len() == 2 && word.bytes().all(|byte| byte.is_ascii_alphabetic());
        let first = match at.checked_sub(1) {
            Some(before) if apart(self.word(before)) && matches!(self.gap(before), " " | "-") && self.digits(at).is_some() => before,
            _ if self.digits(at).is_some() => return None,
            _ => at,
        };
        let run = self.run(first, 9)?;
        let (letters, behind) = run.as_bytes().split_at(2);
        let (digits, last) = behind.split_at(6);
        let shaped = letters.iter().all(u8::is_ascii_alphabetic) && digits.iter().all(u8::is_ascii_digit) && matches!(last, [b'A'..=b'D']);
        if !shaped || self.is_reference(first) {
            return None;
        }
        let called =
            || self.follows(first, 6, INSURANCE) || self.follows(first, 6, word_set!["i"]) && self.follows(first, 7, word_set!["n"]);
        (run.capitals && is_allocated(letters) || called()).then(|| self.found(first, run.next, IdentifierKind::NationalInsurance))
    }
}

/// The check digit of the health service: weights from ten down to two, modulo eleven.
fn checks_out(digits: &[u8]) -> bool {
    let sum: u32 = (2..=10).rev().zip(digits).map(|(weight, digit)| weight * u32::from(digit - b'0')).sum();
    let check = (11 - sum % 11) % 11;
    digits.last().is_some_and(|last| u32::from(last - b'0') == check) && digits.iter().any(|digit| digit != &digits[0])
}

/// Whether numbers are given out with these two letters.
fn is_allocated(letters: &[u8]) -> bool {
    !b"DFIQUV".contains(&letters[0])
        && !b"DFIOQUV".contains(&letters[1])
        && ![b"BG", b"GB", b"KN", b"NK", b"NT", b"ZZ"].iter().any(|never| never.as_slice() == letters)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_digit_checks_the_others() {
        assert!(checks_out(b"9991234578") && checks_out(b"9434765919"));
        assert!(!checks_out(b"9434765918") && !checks_out(b"1234567890"));
    }

    #[test]
    fn some_letters_are_never_given_out() {
        assert!(is_allocated(b"AB") && is_allocated(b"TN"));
        assert!(!is_allocated(b"QQ") && !is_allocated(b"BG") && !is_allocated(b"AO"));
    }
}
