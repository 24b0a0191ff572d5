//! Words: runs of letters and digits, apostrophes inside included.

use unicode_segmentation::UnicodeSegmentation;

use super::{Span, runs};

/// What a word is made of, known from one look at its bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Lower-case letters only, apostrophes aside.
    Lower,
    /// One capital first: `Mum`, `I`.
    Capitalised,
    /// Two or more letters, all capital: `CIN`, `DNA'd` is not.
    Capitals,
    /// Capitals after the first letter among small ones: `CiN`, `McDonald`.
    Mixed,
    /// Holds a digit: `10`, `S47`, `6pm`.
    Digits,
}

/// A word and its shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// Where it stands in the source.
    pub span: Span,
    /// What it is made of.
    pub shape: Shape,
}

/// Splits a text into words. ASCII is read in blocks; a run that holds other letters is split by
/// Unicode's word rules (UAX #29).
///
/// ```
/// let text = "Mum’s SW can't visit José";
/// let words: Vec<&str> = casenote::text::words(text).iter().map(|word| word.span.of(text)).collect();
/// assert_eq!(words, ["Mum’s", "SW", "can't", "visit", "José"]);
/// ```
pub fn words(text: &str) -> Vec<Word> {
    let bytes = text.as_bytes();
    let runs = runs(bytes);
    let mut words = Vec::with_capacity(runs.len());
    let mut rest = &runs[..];
    while let [[start, end], behind @ ..] = rest {
        let (start, mut end) = (*start as usize, *end as usize);
        rest = behind;
        // An apostrophe between letters belongs to the word.
        while let [[next, behind], further @ ..] = rest
            && *next as usize == end + 1
            && bytes[end] == b'\''
            && bytes[end + 1].is_ascii_alphabetic()
        {
            end = *behind as usize;
            rest = further;
        }
        let classes = classes(&bytes[start..], end - start);
        if classes & WIDE == 0 {
            words.push(Word { span: Span::new(start, end), shape: SHAPES[classes as usize] });
        } else {
            words.extend(text[start..end].unicode_word_indices().map(|(offset, word)| Word {
                span: Span::new(start + offset, start + offset + word.len()),
                shape: SHAPES[self::classes(word.as_bytes(), word.len()) as usize],
            }));
        }
    }
    words
}

/// Which words begin with a capital or may do so: a letter that is not ASCII has no class of its own.
pub(super) fn capitals(text: &str, words: &[Word]) -> Vec<u32> {
    let capital = |word: &Word| match word.shape {
        Shape::Capitalised | Shape::Capitals | Shape::Mixed => true,
        Shape::Lower => text.as_bytes()[word.span.start as usize] >= 0x80,
        Shape::Digits => false,
    };
    let mut found = Vec::with_capacity(words.len() / 4);
    found.extend(words.iter().zip(0..).filter(|(word, _)| capital(word)).map(|(_, index)| index));
    found
}

/// Looks at a word in small letters, ASCII alone. Nearly every word is short, and no string is made for it.
pub fn in_small_letters<T>(word: &str, look: impl FnOnce(&str) -> T) -> T {
    let mut letters = [0; 32];
    match letters.get_mut(..word.len()) {
        Some(letters) => {
            letters.copy_from_slice(word.as_bytes());
            letters.make_ascii_lowercase();
            look(str::from_utf8(letters).unwrap_or(word))
        }
        None => look(&word.to_ascii_lowercase()),
    }
}

/// Whether a byte belongs to a word: an ASCII letter or digit, or part of a character that is not ASCII.
pub const fn is_wordlike(byte: u8) -> bool {
    (byte | 0x20).wrapping_sub(b'a') < 26 || byte.wrapping_sub(b'0') < 10 || byte >= 0x80
}

/// What a word's bytes are, as bits. A byte that is not ASCII counts as a small letter.
const FIRST_UPPER: u8 = 1;
const UPPER_BEHIND: u8 = 2;
const LOWER: u8 = 4;
const DIGIT: u8 = 8;
const WIDE: u8 = 16;

/// The three highest bits of each of eight bytes, and what they are in small letters.
const HIGHEST: u64 = u64::MAX / 0xff * 0b1110_0000;
const SMALL: u64 = u64::MAX / 0xff * 0b0110_0000;

/// What the first `length` bytes are: letters, digits, apostrophes, and what is not ASCII.
#[inline]
fn classes(bytes: &[u8], length: usize) -> u8 {
    let eight = |bytes: &[u8]| bytes.first_chunk().map(|chunk| u64::from_le_bytes(*chunk));
    // Most words are small letters only, which the three highest bits tell.
    match (eight(bytes), length) {
        (Some(first), ..=8) => {
            // What stands behind the word is masked away.
            let inside = u64::MAX >> (64 - 8 * length);
            if first & HIGHEST & inside == SMALL & inside { LOWER } else { classes_of_eight(first & inside) }
        }
        (Some(first), ..=16) => {
            // The last eight bytes may take in some of the first again.
            let last = eight(&bytes[length - 8..]).unwrap_or_default();
            if first & HIGHEST == SMALL && last & HIGHEST == SMALL {
                return LOWER;
            }
            joined(classes_of_eight(first), classes_of_eight(last))
        }
        _ => bytes[..length].chunks(8).fold(0, |classes, chunk| {
            let mut eight = [0; 8];
            eight[..chunk.len()].copy_from_slice(chunk);
            let behind = classes_of_eight(u64::from_le_bytes(eight));
            if classes == 0 { behind } else { joined(classes, behind) }
        }),
    }
}

/// The classes of bytes and of others behind them, of which none is the first of the word.
fn joined(classes: u8, behind: u8) -> u8 {
    classes | behind & !FIRST_UPPER | ((behind & FIRST_UPPER) * UPPER_BEHIND)
}

/// Eight bytes are looked at together: four bits tell the classes of such bytes apart.
fn classes_of_eight(eight: u64) -> u8 {
    let bit = |number: u32| eight >> number & (u64::MAX / 0xff);
    let wide = bit(7);
    let upper = bit(6) & !bit(5) & !wide;
    let lower = bit(6) & bit(5) | wide;
    let digit = bit(5) & bit(4) & !bit(6) & !wide;
    let if_any = |found: bool, class: u8| u8::from(found) * class;
    if_any(upper & 1 != 0, FIRST_UPPER)
        | if_any(upper > 1, UPPER_BEHIND)
        | if_any(lower != 0, LOWER)
        | if_any(digit != 0, DIGIT)
        | if_any(wide != 0, WIDE)
}

/// The shape of a word by its classes.
static SHAPES: [Shape; 32] = {
    let mut shapes = [Shape::Mixed; 32];
    let mut classes = 0;
    while classes < 32 {
        shapes[classes] = if classes as u8 & DIGIT != 0 {
            Shape::Digits
        } else if classes as u8 & (FIRST_UPPER | UPPER_BEHIND) == 0 {
            Shape::Lower
        } else if classes as u8 & UPPER_BEHIND == 0 {
            Shape::Capitalised
        } else if classes as u8 & LOWER == 0 {
            Shape::Capitals
        } else {
            Shape::Mixed
        };
        classes += 1;
    }
    shapes
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes() {
        let of = |word: &str| words(word)[0].shape;
        assert_eq!(of("visit"), Shape::Lower);
        assert_eq!(of("Mum"), Shape::Capitalised);
        assert_eq!(of("I"), Shape::Capitalised);
        assert_eq!(of("CIN"), Shape::Capitals);
        assert_eq!(of("CiN"), Shape::Mixed);
        assert_eq!(of("S47"), Shape::Digits);
    }

    #[test]
    fn quotes_are_not_part_of_words() {
        let text = "'don't' she said";
        assert_eq!(words(text)[0].span.of(text), "don't");
    }
}
