//! Sort codes, account numbers, IBANs and the numbers of payment cards.

use super::{IdentifierKind, Read};
use crate::record::reader::Reader;
use crate::text::{Shape, WordSet, word_set};

/// Words before a sort code.
static SORT: WordSet = word_set!["sc", "sort", "sortcode"];
/// Words before the number of an account at a bank.
static ACCOUNT: WordSet = word_set!["acc", "account", "accounts", "acct"];
/// Words that say that money is paid there.
static MONEY: WordSet = word_set!["acc", "account", "acct", "bacs", "bank", "banking", "pay", "payment", "sort", "sortcode", "transfer"];
/// Words before `account` which make it another one.
#[rustfmt::skip]
static OTHER: WordSet = word_set![
    "council", "customer", "electric", "electricity", "energy", "gas", "insta", "instagram", "rent", "tax", "tenancy", "water",
];
/// Words for cards.
static CARDS: WordSet = word_set!["amex", "card", "cards", "credit", "debit", "mastercard", "visa"];

/// How far before a number its words may stand.
const NEAR: usize = 4;
/// How far a sort code and its account may stand apart, in words.
const APART: usize = 6;

impl Reader<'_> {
    /// A sort code, or an account number behind one or behind a word for it.
    pub(super) fn bank(&self, at: usize) -> Option<Read> {
        if self.is_measure(at) {
            return None;
        }
        match self.digits(at)? {
            2 | 6 => {
                let run = self.run(at, 6).filter(|run| matches!(run.next - at, 1 | 3) && run.as_bytes().iter().all(u8::is_ascii_digit))?;
                let account = || self.follows(at, 8, MONEY) && (run.next..run.next + APART).any(|next| self.account_at(next).is_some());
                (self.follows(at, NEAR, SORT) || self.slashed(at, "S", "C") || account())
                    .then(|| self.found(at, run.next, IdentifierKind::Bank))
            }
            4 | 8 => {
                let next = self.account_at(at)?;
                let called = self.follows(at, NEAR, ACCOUNT) && !self.follows(at, NEAR + 2, OTHER) || self.slashed(at, "a", "c");
                let behind =
                    || (at.saturating_sub(APART)..at).any(|before| self.is_sort_code(before)) && self.follows(at, 2 * APART, MONEY);
                let stands = (called || behind()) && !self.is_reference(at);
                stands.then(|| self.found(at, next, IdentifierKind::Bank))
            }
            _ => None,
        }
    }

    /// One past eight digits, in one or in two groups.
    fn account_at(&self, at: usize) -> Option<usize> {
        match self.digits(at) {
            Some(8) => Some(at + 1),
            Some(4) => {
                self.run(at, 8).filter(|run| run.next == at + 2 && run.as_bytes().iter().all(u8::is_ascii_digit)).map(|run| run.next)
            }
            _ => None,
        }
    }

    /// `12-34-56`, whatever it is called.
    fn is_sort_code(&self, at: usize) -> bool {
        let apart = |gap: &str| matches!(gap, "-" | " " | "–");
        self.digits(at) == Some(6)
            || (0..3).all(|group| self.digits(at + group) == Some(2)) && apart(self.gap(at)) && self.gap(at) == self.gap(at + 1)
    }

    /// `S/C`, `a/c` before a number.
    fn slashed(&self, at: usize, one: &str, two: &str) -> bool {
        (at.saturating_sub(NEAR)..at.saturating_sub(1)).any(|before| {
            self.word(before).eq_ignore_ascii_case(one) && self.word(before + 1).eq_ignore_ascii_case(two) && self.gap(before) == "/"
        })
    }

    /// An account number as other countries write it: the last digits check the others.
    pub(super) fn iban(&self, at: usize) -> Option<Read> {
        let word = self.word(at).as_bytes();
        let [one, two, check, second, ..] = word else { return None };
        if !(one.is_ascii_uppercase() && two.is_ascii_uppercase() && check.is_ascii_digit() && second.is_ascii_digit()) {
            return None;
        }
        // The countries' lengths lie between 15 and 34; the words decide where it can end.
        let mut length = word.len();
        let mut next = at + 1;
        loop {
            if (15..=super::LONGEST).contains(&length)
                && let Some(run) = self.run(at, length)
                && remainder(run.as_bytes()) == 1
            {
                return Some(self.found(at, run.next, IdentifierKind::Bank));
            }
            let more = self.word(next);
            let goes_on =
                self.gap(next - 1) == " " && self.words.get(next).is_some_and(|word| matches!(word.shape, Shape::Digits | Shape::Capitals));
            if !goes_on || length + more.len() > super::LONGEST {
                return None;
            }
            length += more.len();
            next += 1;
        }
    }

    /// Thirteen to nineteen digits of which the last checks the others. In one piece they may be any serial number, so a word
    /// for a card must stand beside them.
    pub(super) fn card(&self, at: usize) -> Option<Read> {
        let first = self.digits(at).filter(|first| matches!(first, 4 | 13..=19))?;
        if !matches!(self.word(at).as_bytes()[0], b'2'..=b'6') {
            return None;
        }
        let length = if first == 4 { self.grouped(at)? } else { first };
        let run = self.run(at, length)?;
        let called = || self.follows(at, 8, CARDS) || self.leads(run.next, 3, CARDS);
        let stands = run.as_bytes().iter().all(u8::is_ascii_digit) && luhn(run.as_bytes()) && (first == 4 || called());
        stands.then(|| self.found(at, run.next, IdentifierKind::Card))
    }

    /// How many digits stand in groups as on a card: four by four, or four, six and five.
    fn grouped(&self, at: usize) -> Option<usize> {
        let lengths = [at + 1, at + 2, at + 3].map(|next| self.digits(next));
        match lengths {
            [Some(4), Some(4), Some(4)] => Some(16),
            [Some(6), Some(5), _] => Some(15),
            _ => None,
        }
    }
}

/// Every second digit from the end is doubled; the sum ends in 0.
fn luhn(digits: &[u8]) -> bool {
    let value = |(place, digit): (usize, &u8)| {
        let digit = u32::from(digit - b'0');
        if place % 2 == 0 { digit } else { digit * 2 / 10 + digit * 2 % 10 }
    };
    digits.iter().rev().enumerate().map(value).sum::<u32>() % 10 == 0
}

/// An IBAN modulo 97, its first four characters put last and letters read as 10 to 35.
fn remainder(bytes: &[u8]) -> u32 {
    let (head, tail) = bytes.split_at(4);
    tail.iter().chain(head).fold(0, |rest, byte| match byte {
        b'0'..=b'9' => (rest * 10 + u32::from(byte - b'0')) % 97,
        _ => (rest * 100 + u32::from(byte - b'A') + 10) % 97,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_digits_check_the_others() {
        assert!(luhn(b"4111111111111111") && !luhn(b"4111111111111112"));
        assert!(remainder(b"GB82WEST12345698765432") == 1 && remainder(b"GB83WEST12345698765432") != 1);
    }
}
