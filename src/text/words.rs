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
    // An apostrophe between letters belongs to the word.
    let joined = |[_, end]: &[u32; 2], next: &[u32; 2]| {
        next[0] == end + 1 && bytes[*end as usize] == b'\'' && bytes[next[0] as usize].is_ascii_alphabetic()
    };
    for of_word in runs.chunk_by(joined) {
        let (start, end) = (of_word[0][0] as usize, of_word[of_word.len() - 1][1] as usize);
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

/// What the first `length` bytes are: letters, digits, apostrophes, and what is not ASCII.
#[inline]
fn classes(bytes: &[u8], length: usize) -> u8 {
    match bytes.first_chunk::<8>() {
        Some(chunk) if length <= 8 => {
            // What stands behind the word is masked away. Most words are small letters only, which the three highest bits tell.
            let inside = u64::MAX >> (64 - 8 * length);
            let eight = u64::from_le_bytes(*chunk) & inside;
            let highest = (u64::MAX / 0xff * 0b1110_0000) & inside;
            if eight & highest == (u64::MAX / 0xff * 0b0110_0000) & inside { LOWER } else { classes_of_eight(eight) }
        }
        _ => bytes[..length].chunks(8).fold(0, |classes, chunk| {
            let mut eight = [0; 8];
            eight[..chunk.len()].copy_from_slice(chunk);
            let behind = classes_of_eight(u64::from_le_bytes(eight));
            if classes == 0 { behind } else { classes | behind & !FIRST_UPPER | ((behind & FIRST_UPPER) * UPPER_BEHIND) }
        }),
    }
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
