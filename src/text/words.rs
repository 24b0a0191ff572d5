//! Words: runs of letters and digits, apostrophes inside included.

use unicode_segmentation::UnicodeSegmentation;

use super::Span;

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

/// Splits a text into words. ASCII is read byte by byte; a run that holds other letters is split by
/// Unicode's word rules (UAX #29).
///
/// ```
/// let text = "Mum’s SW can't visit José";
/// let words: Vec<&str> = casenote::text::words(text).iter().map(|word| word.span.of(text)).collect();
/// assert_eq!(words, ["Mum’s", "SW", "can't", "visit", "José"]);
/// ```
pub fn words(text: &str) -> Vec<Word> {
    let bytes = text.as_bytes();
    let mut words = Vec::with_capacity(bytes.len() / 5);
    let mut at = 0;
    while at < bytes.len() {
        if !is_wordlike(bytes[at]) {
            at += 1;
            continue;
        }
        let start = at;
        let mut ascii = true;
        while at < bytes.len() {
            let byte = bytes[at];
            if !is_wordlike(byte) && !joins(bytes, at) {
                break;
            }
            ascii &= byte < 0x80;
            at += 1;
        }
        if ascii {
            words.push(Word { span: Span::new(start, at), shape: shape(&bytes[start..at]) });
        } else {
            words.extend(text[start..at].unicode_word_indices().map(|(offset, word)| Word {
                span: Span::new(start + offset, start + offset + word.len()),
                shape: shape(word.as_bytes()),
            }));
        }
    }
    words
}

/// The bytes that words are made of: ASCII letters and digits, and all of what is not ASCII.
static WORDLIKE: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = byte >= 0x80 || (byte as u8).is_ascii_alphanumeric();
        byte += 1;
    }
    table
};

/// Whether a byte belongs to a word: an ASCII letter or digit, or part of a character that is not ASCII.
pub const fn is_wordlike(byte: u8) -> bool {
    WORDLIKE[byte as usize]
}

/// An apostrophe between letters belongs to the word.
fn joins(bytes: &[u8], at: usize) -> bool {
    bytes[at] == b'\'' && at > 0 && is_wordlike(bytes[at - 1]) && bytes.get(at + 1).is_some_and(u8::is_ascii_alphabetic)
}

fn shape(word: &[u8]) -> Shape {
    let (mut upper, mut lower, mut digits) = (0_usize, 0_usize, 0_usize);
    for byte in word {
        upper += usize::from(byte.is_ascii_uppercase());
        lower += usize::from(byte.is_ascii_lowercase() || *byte >= 0x80);
        digits += usize::from(byte.is_ascii_digit());
    }
    match (upper, lower, digits) {
        (_, _, 1..) => Shape::Digits,
        (0, ..) => Shape::Lower,
        (1, ..) if word[0].is_ascii_uppercase() => Shape::Capitalised,
        (_, 0, _) => Shape::Capitals,
        _ => Shape::Mixed,
    }
}

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
