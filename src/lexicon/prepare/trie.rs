//! The trie of all phrases, laid out as hash tables that are read where they lie.
//!
//! Nearly every word of a text is looked up, so a look-up is one multiplication and mostly one line of the cache. The keys
//! come from lists and not from notes, so nobody can choose them to collide. Words are numbered by how many phrases hold
//! them and put into the table in that order: those that a text is full of stand where they are looked for first.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::blob::{Section, Writer};
use super::units::{Unit, units};

/// The units of a phrase, each with whether a space stands before it.
pub(super) type Phrase = Vec<(String, bool)>;

/// Stands for no phrase.
pub(crate) const NONE: u32 = u32::MAX;

/// A word of a phrase. Where it leads from the root stands beside it, so that most walks end without a second look-up: the
/// node behind the word has the word's number.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Word {
    /// From 1; 0 is a word of no phrase.
    pub(crate) number: u32,
    /// The phrase that is this word alone.
    pub(crate) phrase: u32,
    /// A bit for each word that may follow it at the start of a phrase.
    pub(crate) followers: u64,
}

impl Word {
    /// A word of no phrase.
    pub(crate) const UNKNOWN: Self = Self { number: 0, phrase: NONE, followers: 0 };

    fn write(self) -> [u8; 16] {
        (u128::from(self.followers) << 64 | u128::from(self.phrase) << 32 | u128::from(self.number)).to_le_bytes()
    }

    #[inline]
    pub(crate) fn read(bytes: [u8; 16]) -> Self {
        let all = u128::from_le_bytes(bytes);
        Self { number: all as u32, phrase: (all >> 32) as u32, followers: (all >> 64) as u64 }
    }
}

/// A step from a node by a word to another, and the phrase that ends there.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Edge {
    /// Where it leads; 0 where no phrase goes further.
    pub(crate) node: u32,
    pub(crate) phrase: u32,
}

impl Edge {
    fn write(self) -> [u8; 8] {
        (u64::from(self.phrase) << 32 | u64::from(self.node)).to_le_bytes()
    }

    #[inline]
    pub(crate) fn read(bytes: [u8; 8]) -> Self {
        let both = u64::from_le_bytes(bytes);
        Self { node: both as u32, phrase: (both >> 32) as u32 }
    }
}

/// The key of a step; never 0, because no node is.
#[inline]
pub(crate) fn edge(node: u32, word: u32, spaced: bool) -> u64 {
    u64::from(node) << 32 | u64::from(word) << 1 | u64::from(spaced)
}

/// The bit of a word in a set of followers.
#[inline]
pub(crate) fn follower(word: u32) -> u64 {
    1 << (word & 63)
}

/// Spreads the key of a step over all bits. The golden ratio's bits set neighbours far apart.
#[inline]
pub(crate) fn spread(key: u64) -> u64 {
    (key ^ key >> 32).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// Spreads a packed word.
#[inline]
pub(crate) fn spread_word(packed: u128) -> u64 {
    spread(packed as u64 ^ ((packed >> 64) as u64).rotate_left(23))
}

/// The bytes of a word of at most sixteen as a number; no word holds a zero byte, so no two are alike.
#[inline]
pub(crate) fn packed(folded: &str, unit: Unit) -> Option<u128> {
    let bytes = &folded.as_bytes()[unit.start as usize..];
    let length = unit.end - unit.start;
    match bytes.first_chunk::<16>() {
        _ if length > 16 => None,
        // What stands behind the word is masked away: faster than taking its bytes one by one.
        Some(chunk) => Some(u128::from_le_bytes(*chunk) & u128::MAX >> (128 - 8 * length)),
        None => Some(bytes[..length as usize].iter().rev().fold(0, |packed, &byte| packed << 8 | u128::from(byte))),
    }
}

/// Where a set with one bit for each step keeps the bit of one; the set has a power of two of bits.
#[inline]
pub(crate) fn likely(key: u64, bytes: usize) -> (usize, u8) {
    let bit = spread(key) >> (64 - (bytes * 8).trailing_zeros());
    ((bit >> 3) as usize, 1 << (bit & 7))
}

/// The units of a folded phrase; none if it holds nothing to find.
pub(super) fn phrase(folded: &str) -> Option<Phrase> {
    let mut phrase: Phrase = units(folded).into_iter().map(|unit| (unit.of(folded).to_owned(), unit.spaced)).collect();
    // A phrase is found wherever its first word stands.
    phrase.first_mut()?.1 = false;
    Some(phrase)
}

/// Writes the trie of phrases and their numbers.
pub(super) fn write(phrases: &[(Phrase, u32)], writer: &mut Writer) {
    let numbers = numbers(phrases.iter().map(|(phrase, _)| phrase));
    let mut words: Vec<Word> = (0..=numbers.len()).map(|number| Word { number: number as u32, ..Word::UNKNOWN }).collect();
    let mut edges: Vec<(u64, Edge)> = Vec::new();
    let mut index: HashMap<u64, usize> = HashMap::new();
    let mut nodes = numbers.len() as u32;
    for (phrase, number) in phrases {
        let first = numbers[&*phrase[0].0];
        let word = &mut words[first as usize];
        let mut node = first;
        let mut last = &mut word.phrase;
        if let Some((second, _)) = phrase.get(1) {
            word.followers |= follower(numbers[&**second]);
        }
        for (depth, (word, spaced)) in phrase.iter().enumerate().skip(1) {
            let key = edge(node, numbers[&**word], *spaced);
            let place = *index.entry(key).or_insert(edges.len());
            if place == edges.len() {
                edges.push((key, Edge { node: 0, phrase: NONE }));
            }
            let edge = &mut edges[place].1;
            if edge.node == 0 && depth + 1 < phrase.len() {
                nodes += 1;
                edge.node = nodes;
            }
            node = edge.node;
            last = &mut edge.phrase;
        }
        *last = *number;
    }
    let mut likely_bits = vec![0; (edges.len() * BITS_A_STEP).next_power_of_two().max(8) / 8];
    for (key, _) in &edges {
        let (byte, bit) = likely(*key, likely_bits.len());
        likely_bits[byte] |= bit;
    }
    *writer.section(Section::Likely) = likely_bits;
    let edges = edges.into_iter().map(|(key, edge)| (spread(key), [key.to_le_bytes(), edge.write()].concat()));
    *writer.section(Section::Edges) = table(edges.collect(), 16);
    let mut by_number: Vec<(&str, u32)> = numbers.into_iter().collect();
    by_number.sort_unstable_by_key(|(_, number)| *number);
    let pack = |text: &str| packed(text, Unit { start: 0, end: text.len() as u32, spaced: false });
    let short = by_number.iter().filter_map(|(text, number)| {
        let packed = pack(text)?;
        Some((spread_word(packed), [packed.to_le_bytes(), words[*number as usize].write()].concat()))
    });
    *writer.section(Section::Words) = table(short.collect(), 32);
    let mut long: Vec<(&str, u32)> = by_number.iter().copied().filter(|(text, _)| pack(text).is_none()).collect();
    long.sort_unstable();
    writer.texts(Section::LongWords, &long.iter().map(|(text, _)| *text).collect::<Vec<_>>());
    *writer.section(Section::LongValues) = long.iter().flat_map(|(_, number)| words[*number as usize].write()).collect();
}

/// Bits of the set of likely steps for each step.
const BITS_A_STEP: usize = 8;

/// Lays slots of a size into a table by their spread keys, the first where they are looked for first. At least a quarter of
/// the slots stay empty, all zero, which keeps the searches short.
fn table(slots: Vec<(u64, Vec<u8>)>, size: usize) -> Vec<u8> {
    let count = (slots.len() * 4 / 3).next_power_of_two().max(16);
    let mut table = vec![0; count * size];
    for (spread, slot) in slots {
        let mut place = first_place(spread, count);
        while table[place * size..][..size].iter().any(|&byte| byte != 0) {
            place = (place + 1) & (count - 1);
        }
        table[place * size..][..size].copy_from_slice(&slot);
    }
    table
}

/// Where in a table of so many slots, a power of two, the search for a key begins.
#[inline]
pub(crate) fn first_place(spread: u64, count: usize) -> usize {
    (spread >> (64 - count.trailing_zeros())) as usize
}

/// Every word's number, from 1: those that most phrases hold come first.
pub(super) fn numbers<'p>(phrases: impl Iterator<Item = &'p Phrase>) -> HashMap<&'p str, u32> {
    let mut counts: HashMap<&'p str, usize> = HashMap::new();
    phrases.flatten().for_each(|(word, _)| *counts.entry(word).or_default() += 1);
    let mut words: Vec<(&'p str, usize)> = counts.into_iter().collect();
    words.sort_unstable_by_key(|(word, count)| (Reverse(*count), *word));
    words.into_iter().zip(1..).map(|((word, _), number)| (word, number)).collect()
}
