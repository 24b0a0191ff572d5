//! Syllables of an English word, estimated from its spelling.

use super::{Span, scan};

/// How many syllables a word has: groups of vowels, less silent endings, more where two vowels are spoken apart.
///
/// ```
/// use casenote::text::syllables;
/// assert_eq!(["home", "visited", "parents", "created", "assessment"].map(syllables), [1, 3, 2, 3, 3]);
/// assert_eq!(["decision", "social", "situation", "little", "placed"].map(syllables), [3, 2, 4, 2, 1]);
/// ```
pub fn syllables(word: &str) -> usize {
    Syllables::new(word).of(Span::new(0, word.len()))
}

/// The vowels of a text, looked at together: what each of its words is asked for is then a few steps, whatever its length.
#[derive(Debug)]
pub struct Syllables<'t> {
    source: &'t str,
    /// A bit for each byte.
    vowels: Vec<u64>,
}

/// Of longer words than this the first letters count.
const LONGEST: usize = 64;

impl<'t> Syllables<'t> {
    /// Looks at a text.
    pub fn new(source: &'t str) -> Self {
        let mut vowels = Vec::with_capacity(source.len() / LONGEST + 2);
        vowels.extend(scan::blocks(source.as_bytes(), is_vowel).map(|(_, bits)| bits));
        vowels.push(0);
        Self { source, vowels }
    }

    /// How many syllables a word of the text has.
    pub fn of(&self, word: Span) -> usize {
        let bytes = &self.source.as_bytes()[word.range()];
        let bytes = &bytes[..bytes.len().min(LONGEST)];
        let [.., last] = *bytes else { return 1 };
        let (block, bit) = (word.start as usize / LONGEST, word.start % LONGEST as u32);
        let [first, next] = [self.vowels[block], self.vowels[block + 1]];
        // The word's bits, the lowest of its first letter.
        let vowels = (first >> bit | next << 1 << (LONGEST as u32 - 1 - bit)) & (u64::MAX >> (LONGEST - bytes.len()));
        // A word has few: counted one by one they are fewer steps than a count of bits.
        let (mut groups, mut count) = (vowels & !(vowels << 1), 0_usize);
        while groups != 0 {
            groups &= groups - 1;
            count += 1;
        }
        let pairs = vowels & vowels << 1;
        if pairs != 0 {
            count += apart(bytes, pairs);
        }
        // Few letters at the end are silent.
        if matches!(last | 0x20, b'e' | b'd' | b's') && silent(bytes, vowels) && count > 1 {
            count -= 1;
        }
        count.max(1)
    }
}

/// How many vowels right behind another begin a syllable; a bit tells where.
fn apart(bytes: &[u8], mut pairs: u64) -> usize {
    let at = |index: usize| bytes.get(index).map_or(0, u8::to_ascii_lowercase);
    let mut count = 0;
    while pairs != 0 {
        let index = pairs.trailing_zeros() as usize;
        pairs &= pairs - 1;
        count += usize::from(spoken_apart(at(index.wrapping_sub(2)), at(index - 1), at(index), at(index + 1)));
    }
    count
}

/// Whether the last vowel of a word is not spoken.
fn silent(bytes: &[u8], vowels: u64) -> bool {
    let end = bytes.len();
    let at = |index: usize| bytes.get(index).map_or(0, u8::to_ascii_lowercase);
    let vowel = |index: usize| vowels >> index & 1 != 0;
    match (at(end.wrapping_sub(2)), at(end.wrapping_sub(1))) {
        (b'l', b'e') => end > 2 && (vowel(end - 3) || at(end - 3) == b'l'),
        (before, b'e') => end > 2 && !is_vowel(before),
        (b'e', b'd') => end > 3 && !matches!(at(end - 3), b't' | b'd') && !vowel(end - 3),
        (b'e', b's') => end > 3 && !matches!(at(end - 3), b's' | b'x' | b'z' | b'c' | b'g' | b'h' | b'l') && !vowel(end - 3),
        _ => false,
    }
}

/// Whether a byte is a vowel.
fn is_vowel(byte: u8) -> bool {
    // Not a `match`: in this form many bytes are compared at once.
    b"aeiouy".iter().fold(0, |any, &vowel| any | u8::from(byte | 0x20 == vowel)) != 0
}

/// Whether two vowels belong to two syllables: `cre-ate`, `soci-ety`, `situ-ation`, but not `so-cial` or `deci-sion`.
fn spoken_apart(before: u8, first: u8, second: u8, after: u8) -> bool {
    match (first, second) {
        (b'i', b'a') => !(matches!(before, b'c' | b't') && matches!(after, b'l' | b'n')),
        (b'i', b'o') => !matches!(before, b't' | b's' | b'c' | b'g' | b'x'),
        (b'u', b'a') => !matches!(before, b'q' | b'g'),
        (b'i', b'e') => matches!(before, b'r' | b'l' | b'c') && after == b't',
        (b'e', b'o') => before != b'g' && before != b'p',
        (b'y' | b'e', b'i') => after == b'n',
        (b'e', b'a') => before == b'r' && after == b't',
        _ => false,
    }
}
