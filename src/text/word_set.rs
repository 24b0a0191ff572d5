//! Fixed sets of short words that are asked for again and again. Each is a table made when the program is built: a look-up is
//! a multiplication and mostly one comparison, whatever the number of words, and no string is made for it.

/// A set of words of at most sixteen bytes in ASCII, whatever their case. Made by `word_set!`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct WordSet {
    slots: &'static [u128],
    /// For each first letter a bit for each length: most words are told by these.
    lengths: &'static [u32; 32],
}

impl WordSet {
    /// A set of what [`slots`] and [`lengths`] laid out.
    pub(crate) const fn of_slots(slots: &'static [u128], lengths: &'static [u32; 32]) -> Self {
        assert!(slots.len().is_power_of_two());
        Self { slots, lengths }
    }

    /// Whether a word is one of the set, in small letters or capitals.
    #[inline]
    pub(crate) fn has(&self, word: &str) -> bool {
        let Some(&first) = word.as_bytes().first() else { return false };
        if self.lengths[usize::from(first & 31)] >> word.len().min(31) & 1 == 0 {
            return false;
        }
        let Some(key) = packed(word.as_bytes()) else { return false };
        let mut place = first_place(key, self.slots.len());
        loop {
            match self.slots[place & (self.slots.len() - 1)] {
                0 => return false,
                slot if slot == key => return true,
                _ => place += 1,
            }
        }
    }
}

/// Makes a [`WordSet`] of words in small letters when the program is built; a word that cannot be in one fails the build.
macro_rules! word_set {
    ($($word:literal),* $(,)?) => {{
        const WORDS: &[&str] = &[$($word),*];
        static SLOTS: [u128; $crate::text::slot_count(WORDS.len())] = $crate::text::slots(WORDS);
        static LENGTHS: [u32; 32] = $crate::text::lengths(WORDS);
        $crate::text::WordSet::of_slots(&SLOTS, &LENGTHS)
    }};
}

pub(crate) use word_set;

/// How many slots so many words have: a third to two thirds of them stay empty.
pub(crate) const fn slot_count(words: usize) -> usize {
    (words * 3 / 2 + 1).next_power_of_two()
}

/// Lays words out.
pub(crate) const fn slots<const COUNT: usize>(words: &[&str]) -> [u128; COUNT] {
    let mut slots = [0; COUNT];
    let mut index = 0;
    while index < words.len() {
        let word = words[index].as_bytes();
        assert!(!word.is_empty() && word.len() <= LONGEST, "a word of a set has 1 to 16 bytes");
        let mut key = 0;
        let mut at = word.len();
        while at > 0 {
            at -= 1;
            assert!(word[at].is_ascii() && !word[at].is_ascii_uppercase(), "a set holds ASCII in small letters");
            key = key << 8 | word[at] as u128;
        }
        let mut place = first_place(key, COUNT);
        while slots[place % COUNT] != 0 {
            assert!(slots[place % COUNT] != key, "a word stands twice in a set");
            place += 1;
        }
        slots[place % COUNT] = key;
        index += 1;
    }
    slots
}

/// For each first letter of words a bit for each length.
pub(crate) const fn lengths(words: &[&str]) -> [u32; 32] {
    let mut lengths = [0; 32];
    let mut index = 0;
    while index < words.len() {
        lengths[(words[index].as_bytes()[0] & 31) as usize] |= 1 << words[index].len();
        index += 1;
    }
    lengths
}

/// The most bytes that a key holds.
const LONGEST: usize = 16;

/// Where the search for a key begins. The golden ratio's bits set neighbours far apart.
#[inline]
const fn first_place(key: u128, count: usize) -> usize {
    let folded = key as u64 ^ ((key >> 64) as u64).rotate_left(23);
    ((folded ^ folded >> 32).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40) as usize & (count - 1)
}

/// The bytes of a word in small letters as one number; none for a word that is longer than any of a set.
#[inline]
fn packed(word: &[u8]) -> Option<u128> {
    let length = word.len();
    // Two reads that overlap take a word whole, whatever its length.
    let bytes = match length {
        1..4 => {
            let [first, middle, last] = [word[0], word[length / 2], word[length - 1]].map(u128::from);
            first | middle << (8 * (length / 2)) | last << (8 * (length - 1))
        }
        4..8 => {
            let [first, last] = [word.first_chunk()?, word.last_chunk()?].map(|four| u128::from(u32::from_le_bytes(*four)));
            first | last << (8 * (length - 4))
        }
        8..=LONGEST => {
            let [first, last] = [word.first_chunk()?, word.last_chunk()?].map(|eight| u128::from(u64::from_le_bytes(*eight)));
            first | last << (8 * (length - 8))
        }
        _ => return None,
    };
    // The bit that tells small letters from capitals, where a byte is in their half of ASCII.
    let letters = bytes & (u128::MAX / 0xff * 0x40) & !(bytes >> 1);
    Some(bytes | letters >> 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_every_length_and_case() {
        static SET: WordSet = word_set!["a", "an", "the", "mum's", "seven77", "eighteen", "nineteen 9", "sixteen or so on"];
        for word in ["a", "AN", "The", "Mum's", "SEVEN77", "eightEEN", "nineteen 9", "sixteen or so on"] {
            assert!(SET.has(word), "{word}");
        }
        for word in ["", "b", "ab", "then", "mum`s", "seven78", "éighteen", "sixteen or so on ", "Á"] {
            assert!(!SET.has(word), "{word}");
        }
    }
}
