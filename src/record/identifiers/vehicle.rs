//! Registration plates: today's form, those with the year's letter before or behind, and Northern Ireland's. Each needs a word
//! for a vehicle beside it, because rooms, forms and vitamins are written alike.

use super::{IdentifierKind, Read};
use crate::record::reader::Reader;
use crate::text::{WordSet, word_set};

/// Words for vehicles and for what is done with them, and the makes that are driven most.
#[rustfmt::skip]
static VEHICLES: WordSet = word_set![
    "astra", "audi", "bike", "bmw", "cab", "car", "cars", "citroen", "clio", "corsa", "dacia", "drive", "driven", "driver", "drives",
    "driveway", "driving", "drove", "fiat", "fiesta", "focus", "ford", "golf", "honda", "hyundai", "index", "jaguar", "jeep", "juke",
    "ka", "kia", "land", "lexus", "lorry", "mazda", "merc", "mercedes", "micra", "mini", "minibus", "mokka", "moped", "motability",
    "motor", "motorbike", "motorcycle", "nissan", "parked", "passat", "peugeot", "pickup", "plate", "plates", "polo", "porsche",
    "qashqai", "quad", "range", "reg", "registered", "registration", "renault", "rover", "scooter", "seat", "skoda", "subaru", "suzuki",
    "taxi", "tesla", "tiguan", "toyota", "transit", "truck", "van", "vauxhall", "vehicle", "vehicles", "volkswagen", "volvo", "vrm",
    "vrn", "vw", "yaris", "zafira",
];
/// Words that come right before a plate and make small letters or a part of one enough.
static PLATES: WordSet = word_set!["plate", "plates", "reg", "registration", "vrm", "vrn"];
/// Three letters in capitals that are words. Sorted.
#[rustfmt::skip]
const WORDS: &[&str] = &[
    "AND", "ARE", "BUT", "CAN", "FOR", "HAS", "HER", "HIS", "MAN", "MEN", "NOT", "NOW", "OUR", "SET", "SHE", "THE", "WAS", "WHO", "YOU",
];

/// How far a word for a vehicle may stand from its plate.
const NEAR: usize = 8;

impl Reader<'_> {
    /// A plate that begins with a word of letters and digits: `AB12 CDE`, `AB12CDE`, `P123 ABC`.
    pub(super) fn plate(&self, at: usize) -> Option<Read> {
        let word = self.word(at).as_bytes();
        let letters = word.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        let digits = word[letters..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        let rest = &word[letters + digits..];
        let behind = self.word(at + 1).as_bytes();
        let three = |word: &[u8]| word.len() == 3 && word.iter().all(u8::is_ascii_alphabetic);
        let joined = matches!(self.gap(at), " " | "-");
        let (first, next, part) = match (letters, digits, rest.len()) {
            (2, 2, 3) | (1, 1..=3, 3) if three(rest) => (at, at + 1, false),
            (2, 2, 0) | (1, 1..=3, 0) if joined && three(behind) => (at, at + 2, false),
            (2, 2, 0) => (at, at + 1, true),
            // `ABC 123P`: the letters stand in the word before.
            (0, 1..=3, 1) if at > 0 && three(self.word(at - 1).as_bytes()) && matches!(self.gap(at - 1), " " | "-") => {
                (at - 1, at + 1, false)
            }
            (3, 1..=4, 0 | 1) => (at, at + 1, false),
            _ => return None,
        };
        self.plated(first, next, part)
    }

    /// A plate of which a word is digits only: `W 999 XYZ`, `ABC 123 P`, `ABZ 4321`.
    pub(super) fn plate_behind_letters(&self, at: usize) -> Option<Read> {
        let before = at.checked_sub(1)?;
        let letters = |at: usize, most: usize| {
            let word = self.word(at).as_bytes();
            (1..=most).contains(&word.len()) && word.iter().all(u8::is_ascii_uppercase)
        };
        let joined = |at: usize| matches!(self.gap(at), " " | "-");
        if !letters(before, 3) || !joined(before) || self.digits(at)? > 4 {
            return None;
        }
        let long = self.word(before).len();
        if long == 1 && letters(at + 1, 3) && joined(at) && self.word(at + 1).len() == 3 {
            return self.plated(before, at + 2, false);
        }
        (long == 3 && self.follows(before, 4, PLATES)).then(|| self.plated(before, at + 1, false)).flatten()
    }

    fn plated(&self, first: usize, next: usize, part: bool) -> Option<Read> {
        let written = (first..next).map(|at| self.word(at));
        let small = written.clone().any(|word| word.bytes().any(|byte| byte.is_ascii_lowercase()));
        let word = written.clone().any(|word| WORDS.binary_search(&word).is_ok());
        let called = self.follows(first, 4, PLATES);
        let stands =
            !word && if small || part { called } else { called || self.follows(first, NEAR, VEHICLES) || self.leads(next, NEAR, VEHICLES) };
        (stands && !self.is_reference(first)).then(|| self.found(first, next, IdentifierKind::Vehicle))
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn table_is_sorted() {
        assert!(super::WORDS.is_sorted());
    }
}
