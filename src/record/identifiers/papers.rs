//! Passports, residence permits and driving licences.

use super::{IdentifierKind, Read};
use crate::record::reader::Reader;
use crate::text::{WordSet, word_set};

/// Words that say that a number is of a passport or a permit.
static PAPERS: WordSet = word_set!["biometric", "brp", "passport", "passports", "permit"];

/// How far before the number they may stand, in words.
const NEAR: usize = 7;

impl Reader<'_> {
    /// Nine digits, or letters before six to eight, where a word says what they are.
    pub(super) fn passport(&self, at: usize) -> Option<Read> {
        let word = self.word(at).as_bytes();
        let letters = word.iter().take_while(|byte| byte.is_ascii_uppercase()).count();
        let digits = word.len() - letters;
        let next = match (letters, digits) {
            (0, 9) | (1..=3, 6..=8) => at + 1,
            (0, 3) => self.run(at, 9).filter(|run| run.next == at + 3)?.next,
            _ => return None,
        };
        let stands = word[letters..].iter().all(u8::is_ascii_digit) && self.follows(at, NEAR, PAPERS) && !self.is_reference(at);
        stands.then(|| self.found(at, next, IdentifierKind::Passport))
    }

    /// Sixteen letters and digits: five of the name, six of the birth, and five more.
    pub(super) fn licence(&self, at: usize) -> Option<Read> {
        let word = self.word(at).as_bytes();
        let &[_, _, _, _, _, decade, tens, month, day_tens, day, year, _, nine, _, one, two] = word else { return None };
        let name = &word[..5];
        let letters = name.iter().take_while(|byte| byte.is_ascii_uppercase()).count();
        // From women's dates of birth, 5 is added to the month.
        let dated = matches!(tens, b'0' | b'1' | b'5' | b'6')
            && matches!(day_tens, b'0'..=b'3')
            && [decade, month, day, year].iter().all(u8::is_ascii_digit);
        let shaped =
            letters > 0 && name[letters..].iter().all(|byte| *byte == b'9') && one.is_ascii_uppercase() && two.is_ascii_uppercase();
        (shaped && dated && nine.is_ascii_alphanumeric()).then(|| self.found(at, at + 1, IdentifierKind::Licence))
    }
}
