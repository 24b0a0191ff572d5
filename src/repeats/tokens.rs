//! Words as numbers. Two words that a copy may change without becoming another text have one number: case and apostrophes
//! are levelled, and so are names, dates and figures.

use crate::text::{Shape, Word, WordSet, word_set};

/// What a word counts as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token {
    /// Of the word as it is written, case levelled.
    pub(super) written: u64,
    /// Of the word with names, dates and figures levelled.
    pub(super) levelled: u64,
    /// Whether it is a name.
    pub(super) named: bool,
    /// Whether it is a figure or part of a date.
    pub(super) counted: bool,
}

const NAME: u64 = 0x6e61_6d65_0000_0001;
const FIGURE: u64 = 0x6669_6775_7265_0003;

/// Days and months begin with a capital, and change with the date that a copy is given.
static TIMES: WordSet = word_set![
    "apr",
    "april",
    "aug",
    "august",
    "dec",
    "december",
    "feb",
    "february",
    "fri",
    "friday",
    "jan",
    "january",
    "jul",
    "july",
    "jun",
    "june",
    "mar",
    "march",
    "may",
    "mon",
    "monday",
    "nov",
    "november",
    "oct",
    "october",
    "sat",
    "saturday",
    "sep",
    "sept",
    "september",
    "sun",
    "sunday",
    "thu",
    "thur",
    "thurs",
    "thursday",
    "tue",
    "tues",
    "tuesday",
    "wed",
    "wednesday",
    "weds",
];

/// The number of a word.
pub(super) fn token(word: Word, source: &str, is_name: impl Fn(&str) -> bool) -> Token {
    let text = word.span.of(source);
    let written = hash(text);
    let plain = Token { written, levelled: written, named: false, counted: false };
    match word.shape {
        Shape::Lower => plain,
        Shape::Digits => Token { levelled: FIGURE, counted: true, ..plain },
        _ if text.len() == 1 => plain,
        _ if TIMES.has(text) => Token { levelled: FIGURE, counted: true, ..plain },
        Shape::Capitalised | Shape::Mixed if is_name(text) => Token { levelled: NAME, named: true, ..plain },
        _ => plain,
    }
}

/// A hash of a word, case and apostrophes aside. It need not withstand an attack: it is never written anywhere.
pub(super) fn hash(word: &str) -> u64 {
    let word = if word.ends_with('s') { word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word) } else { word };
    let levelled = |eight: [u8; 8]| u64::from_le_bytes(eight) | (u64::MAX / 0xff * 0x20);
    // Nearly every word: its bytes are read twice over, and as one number.
    let short = match *word.as_bytes() {
        ref four if (4..=8).contains(&four.len()) => {
            let [first, last] = [four.first_chunk(), four.last_chunk()].map(|four| u64::from(u32::from_le_bytes(*four.unwrap_or(&[0; 4]))));
            first | last << (8 * (four.len() - 4))
        }
        [one] => u64::from(one),
        [one, two] => u64::from(one) | u64::from(two) << 8,
        [one, two, three] => u64::from(one) | u64::from(two) << 8 | u64::from(three) << 16,
        _ => u64::MAX,
    };
    if short & (u64::MAX / 0xff * 0x80) == 0 {
        return mix(word.len() as u64 ^ (short | (u64::MAX / 0xff * 0x20)));
    }
    if word.is_ascii() {
        return word.as_bytes().chunks(8).fold(word.len() as u64, |hash, chunk| {
            let mut eight = [0; 8];
            eight[..chunk.len()].copy_from_slice(chunk);
            // The bit that tells small letters from capitals; it is set in digits and apostrophes already.
            mix(hash ^ levelled(eight))
        });
    }
    // Few words: a curly apostrophe is a straight one here, and letters that are not ASCII keep their case.
    let bytes = || word.split('’').enumerate().flat_map(|(part, text)| (part > 0).then_some(b'\'').into_iter().chain(text.bytes()));
    let (mut hash, mut eight, mut filled) = (bytes().count() as u64, [0; 8], 0);
    for byte in bytes() {
        eight[filled] = byte;
        filled += 1;
        if filled == 8 {
            hash = mix(hash ^ levelled(std::mem::take(&mut eight)));
            filled = 0;
        }
    }
    if filled > 0 { mix(hash ^ levelled(eight)) } else { hash }
}

/// Spreads each bit over all.
pub(super) const fn mix(value: u64) -> u64 {
    let value = (value ^ value >> 32).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (value ^ value >> 29).wrapping_mul(0xbf58_476d_1ce4_e5b9)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::words;

    fn tokens(text: &str) -> Vec<u64> {
        words(text).into_iter().map(|word| token(word, text, |word| word.starts_with(char::is_uppercase)).levelled).collect()
    }

    #[test]
    fn names_dates_and_figures_are_levelled() {
        assert_eq!(tokens("on Tuesday 3 March Ella ate"), tokens("on Friday 14 June Jake ate"));
        assert_ne!(tokens("on Tuesday Ella ate"), tokens("on Tuesday Ella slept"));
    }

    #[test]
    fn case_and_apostrophes_are_levelled() {
        assert_eq!(hash("shouldn’t"), hash("SHOULDN't"));
        assert_eq!(hash("Mum’s"), hash("mum"));
        assert_ne!(hash("café"), hash("cafe"));
    }
}
