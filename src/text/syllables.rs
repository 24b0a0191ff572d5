//! Syllables of an English word, estimated from its spelling.

use super::Span;

/// How many syllables a word has: groups of vowels, less silent endings, more where two vowels are spoken apart.
///
/// ```
/// use casenote::text::syllables;
/// assert_eq!(["home", "visited", "parents", "created", "assessment"].map(syllables), [1, 3, 2, 3, 3]);
/// assert_eq!(["decision", "social", "situation", "little", "placed"].map(syllables), [3, 2, 4, 2, 1]);
/// ```
pub fn syllables(word: &str) -> usize {
    syllables_of(Span::new(0, word.len()), word)
}

/// How many syllables a word of a text has.
pub fn syllables_of(word: Span, source: &str) -> usize {
    let bytes = word.of(source).as_bytes();
    let at = |index: usize| bytes.get(index).map_or(0, u8::to_ascii_lowercase);
    let vowel = |index: usize| is_vowel(at(index));
    let mut count = 0;
    let mut after_vowel = false;
    for (index, &byte) in bytes.iter().enumerate() {
        let vowel = is_vowel(byte);
        // Two vowels side by side are few: this branch is mostly foretold.
        if vowel && after_vowel {
            count += usize::from(spoken_apart(at(index.wrapping_sub(2)), at(index - 1), at(index), at(index + 1)));
        } else {
            count += usize::from(vowel);
        }
        after_vowel = vowel;
    }
    let end = bytes.len();
    let silent = match (at(end.wrapping_sub(2)), at(end.wrapping_sub(1))) {
        (b'l', b'e') => end > 2 && (vowel(end - 3) || at(end - 3) == b'l'),
        (before, b'e') => end > 2 && !b"aeiouy".contains(&before),
        (b'e', b'd') => end > 3 && !matches!(at(end - 3), b't' | b'd') && !vowel(end - 3),
        (b'e', b's') => end > 3 && !matches!(at(end - 3), b's' | b'x' | b'z' | b'c' | b'g' | b'h' | b'l') && !vowel(end - 3),
        _ => false,
    };
    count.max(1 + usize::from(silent)) - usize::from(silent)
}

/// Whether a byte is a vowel, for every byte.
static VOWELS: [bool; 256] = {
    let mut vowels = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        vowels[byte] = matches!((byte as u8).to_ascii_lowercase(), b'a' | b'e' | b'i' | b'o' | b'u' | b'y');
        byte += 1;
    }
    vowels
};

fn is_vowel(byte: u8) -> bool {
    VOWELS[usize::from(byte)]
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
