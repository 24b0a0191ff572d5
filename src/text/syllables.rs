//! Syllables of an English word, estimated from its spelling.

/// How many syllables a word has: groups of vowels, less silent endings, more where two vowels are spoken apart.
///
/// ```
/// use casenote::text::syllables;
/// assert_eq!(["home", "visited", "parents", "created", "assessment"].map(syllables), [1, 3, 2, 3, 3]);
/// assert_eq!(["decision", "social", "situation", "little", "placed"].map(syllables), [3, 2, 4, 2, 1]);
/// ```
pub fn syllables(word: &str) -> usize {
    let bytes = word.as_bytes();
    let at = |index: usize| bytes.get(index).map_or(0, u8::to_ascii_lowercase);
    let vowel = |index: usize| is_vowel(at(index));
    let mut count = 0;
    let mut previous = 0;
    for (index, byte) in bytes.iter().map(u8::to_ascii_lowercase).enumerate() {
        if is_vowel(byte) && (!is_vowel(previous) || spoken_apart(at(index.wrapping_sub(2)), previous, byte, at(index + 1))) {
            count += 1;
        }
        previous = byte;
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

fn is_vowel(byte: u8) -> bool {
    matches!(byte, b'a' | b'e' | b'i' | b'o' | b'u' | b'y')
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
