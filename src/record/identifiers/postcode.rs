//! Postcodes. Which areas there are is not asked, but for those of one letter: records are full of letters and numbers.

use super::{IdentifierKind, Read};
use crate::record::reader::Reader;
use crate::text::word_set;

/// Areas of one letter.
const ONE_LETTER: &[u8] = b"BEGLMNSW";
/// Letters that the second half never has.
const NEVER_LAST: &[u8] = b"CIKMOV";

impl Reader<'_> {
    /// `MD4 1PX`, `OL115AB`, and in small letters where a word says that it is a postcode.
    pub(super) fn postcode(&self, at: usize) -> Option<Read> {
        let one = self.word(at);
        let (outward, inward, next) = if matches!(self.gap(at), " " | "  " | "\u{a0}") && is_inward(self.word(at + 1)) {
            (one, self.word(at + 1), at + 2)
        } else if (5..=7).contains(&one.len()) && one.is_ascii() && is_inward(&one[one.len() - 3..]) {
            (&one[..one.len() - 3], &one[one.len() - 3..], at + 1)
        } else {
            return None;
        };
        let small = outward.bytes().chain(inward.bytes()).any(|byte| byte.is_ascii_lowercase());
        let called = || self.follows(at, 5, word_set!["address", "post", "postcode"]);
        let ordinal = ["1st", "2nd", "3rd", "4th"].iter().any(|one| one.eq_ignore_ascii_case(inward));
        let stands = is_outward(outward) && !ordinal && (!small || called()) && !self.is_reference(at);
        stands.then(|| self.found(at, next, IdentifierKind::Postcode))
    }
}

/// A digit and two letters.
fn is_inward(word: &str) -> bool {
    let [digit, one, two] = word.as_bytes() else { return false };
    let letter = |byte: &u8| byte.is_ascii_alphabetic() && !NEVER_LAST.contains(&byte.to_ascii_uppercase());
    digit.is_ascii_digit() && letter(one) && letter(two)
}

/// One or two letters, one or two digits, and in London a letter behind.
fn is_outward(word: &str) -> bool {
    let bytes = word.as_bytes();
    let letters = bytes.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    let digits = bytes[letters..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let behind = bytes.len() - letters - digits;
    let last = bytes.last().is_some_and(u8::is_ascii_alphabetic);
    let first = bytes.first().map_or(0, u8::to_ascii_uppercase);
    let area = match letters {
        1 => ONE_LETTER.contains(&first),
        2 => !b"QVX".contains(&first),
        _ => false,
    };
    area && (matches!((digits, behind), (1 | 2, 0)) || digits == 1 && behind == 1 && last)
}
