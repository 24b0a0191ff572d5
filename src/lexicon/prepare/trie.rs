//! The trie of all phrases, laid out as hash tables that are read where they lie.
//!
//! Nearly every word of a text is looked up, and the tables are larger than the nearest caches: what a look-up costs is where
//! it has to reach. So the index of the words is small, with four bytes a slot, and the words themselves lie in the order of
//! how many phrases hold them: those that a text is full of lie side by side. So do the steps on from one word. The keys come
//! from lists and not from notes, so nobody can choose them to collide.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::blob::{Section, Writer};
use super::units::{Unit, units};

/// The units of a phrase, each with whether a space stands before it.
pub(super) type Phrase = Vec<(String, bool)>;

/// Stands for no phrase.
pub(crate) const NONE: u32 = u32::MAX;

/// A word of a phrase, and where it leads from the root.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Word {
    /// From 1; 0 is a word of no phrase.
    pub(crate) number: u32,
    /// The phrase that is this word alone.
    pub(crate) phrase: u32,
    /// The steps on from it; 0 where no phrase goes further.
    pub(crate) node: u32,
    /// A bit for each word that may follow it at the start of a phrase.
    pub(crate) followers: u64,
    /// A bit for each word that it may follow there.
    pub(crate) leaders: u64,
}

impl Word {
    /// A word of no phrase.
    pub(crate) const UNKNOWN: Self = Self { number: 0, phrase: NONE, node: 0, followers: 0, leaders: 0 };

    /// All but the number: it tells the place.
    fn write(self) -> [[u8; 8]; 3] {
        [u64::from(self.node) << 32 | u64::from(self.phrase), self.followers, self.leaders].map(u64::to_le_bytes)
    }

    #[inline]
    pub(crate) fn read(number: u32, slot: &WordSlot) -> Self {
        let [_, _, both, followers, leaders] = slot.map(u64::from_le_bytes);
        Self { number, phrase: both as u32, node: (both >> 32) as u32, followers, leaders }
    }

    /// Whether a phrase may go on from this word to another; says yes wrongly at times, and never no.
    #[inline]
    pub(crate) fn may_lead(&self, next: &Self) -> bool {
        // Without a branch: whether it may is hardly foretold. A word of no phrase has no bits.
        (self.followers & bit(next.number) != 0) & (next.leaders & bit(self.number) != 0)
    }
}

/// A slot of a word: its key in two halves, the phrase and the node, the words that may follow and those that may lead.
pub(crate) type WordSlot = [[u8; 8]; 5];

/// The key of a slot.
#[inline]
pub(crate) fn slot_key(slot: &WordSlot) -> u128 {
    u128::from(u64::from_le_bytes(slot[0])) | u128::from(u64::from_le_bytes(slot[1])) << 64
}

/// A step from a node by a word to another, and the phrase that ends there.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Edge {
    /// Where it leads; 0 where no phrase goes further.
    pub(crate) node: u32,
    pub(crate) phrase: u32,
}

/// A slot of a step: its key, the node that it leads to, and the phrase that ends there.
pub(crate) type EdgeSlot = [[u8; 4]; 3];

/// The key of a step among those of its node; never 0, because no word is.
#[inline]
pub(crate) fn edge(word: u32, spaced: bool) -> u32 {
    word << 1 | u32::from(spaced)
}

/// A node is the table of its steps: where in all slots it begins, and in the lowest bits how many slots it has, as a power
/// of two. The first slot of all is nobody's.
const SIZE_BITS: u32 = 5;

/// The slots of a node.
#[inline]
pub(crate) fn node_slots(node: u32, slots: &[EdgeSlot]) -> &[EdgeSlot] {
    &slots[(node >> SIZE_BITS) as usize..][..1 << (node & ((1 << SIZE_BITS) - 1))]
}

/// Where among a number of slots, a power of two, the search for a step begins.
#[inline]
pub(crate) fn edge_place(key: u32, count: usize) -> usize {
    (u64::from(key.wrapping_mul(0x9e37_79b9)) >> (32 - count.trailing_zeros())) as usize
}

/// The bit of a word in a set of words.
#[inline]
fn bit(word: u32) -> u64 {
    1 << (word & 63)
}

/// Spreads a packed word over all bits. The golden ratio's bits set neighbours far apart.
#[inline]
pub(crate) fn spread_word(packed: u128) -> u64 {
    let key = packed as u64 ^ ((packed >> 64) as u64).rotate_left(23);
    (key ^ key >> 32).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// What the index keeps of a word: its number, and a byte of its hash that tells most other words from it.
#[inline]
pub(crate) fn index_slot(spread: u64, number: u32) -> u32 {
    (spread as u32 & 0xff << NUMBER_BITS) | number
}

/// The bits of a word's number in a slot of the index.
pub(crate) const NUMBER_BITS: u32 = 24;

/// The bytes of a word of at most sixteen as a number; no word holds a zero byte, so no two are alike.
#[inline]
pub(crate) fn packed(folded: &str, unit: Unit) -> Option<u128> {
    let bytes = &folded.as_bytes()[unit.start as usize..];
    let length = (unit.end - unit.start) as usize;
    let mask = MASKS.get(length)?;
    match bytes.first_chunk::<16>() {
        // What stands behind the word is masked away: faster than taking its bytes one by one.
        Some(chunk) => Some(u128::from_le_bytes(*chunk) & mask),
        None => Some(bytes[..length].iter().rev().fold(0, |packed, &byte| packed << 8 | u128::from(byte))),
    }
}

/// For each length of a word that fits, its bits.
static MASKS: [u128; 17] = {
    let mut masks = [0; 17];
    let mut length = 1;
    while length < masks.len() {
        masks[length] = u128::MAX >> (128 - 8 * length);
        length += 1;
    }
    masks
};

/// The units of a folded phrase; none if it holds nothing to find.
pub(super) fn phrase(folded: &str) -> Option<Phrase> {
    let mut phrase: Phrase = units(folded).into_iter().map(|unit| (unit.of(folded).to_owned(), unit.spaced)).collect();
    // A phrase is found wherever its first word stands.
    phrase.first_mut()?.1 = false;
    Some(phrase)
}

/// A step while the trie is built.
struct Step {
    node: u32,
    key: u32,
    to: u32,
    phrase: u32,
}

/// Writes the trie of phrases and their numbers.
pub(super) fn write(phrases: &[(Phrase, u32)], writer: &mut Writer) {
    let numbers = numbers(phrases.iter().map(|(phrase, _)| phrase));
    let mut words: Vec<Word> = (0..=numbers.len()).map(|number| Word { number: number as u32, ..Word::UNKNOWN }).collect();
    let mut steps: Vec<Step> = Vec::new();
    let mut index: HashMap<(u32, u32), usize> = HashMap::new();
    // The nodes behind the first words have the words' numbers, and 0 is no node.
    let mut nodes = numbers.len() as u32;
    for (phrase, number) in phrases {
        let first = numbers[&*phrase[0].0];
        if let Some((second, _)) = phrase.get(1) {
            let second = numbers[&**second];
            words[first as usize].followers |= bit(second);
            words[second as usize].leaders |= bit(first);
        }
        let mut node = first;
        let mut last = &mut words[first as usize].phrase;
        for (depth, (word, spaced)) in phrase.iter().enumerate().skip(1) {
            let key = edge(numbers[&**word], *spaced);
            let place = *index.entry((node, key)).or_insert(steps.len());
            if place == steps.len() {
                steps.push(Step { node, key, to: 0, phrase: NONE });
            }
            let step = &mut steps[place];
            if step.to == 0 && depth + 1 < phrase.len() {
                nodes += 1;
                step.to = nodes;
            }
            node = step.to;
            last = &mut step.phrase;
        }
        *last = *number;
    }
    *writer.section(Section::Edges) = lay(steps, nodes, &mut words);
    let mut by_number: Vec<(&str, u32)> = numbers.into_iter().collect();
    by_number.sort_unstable_by_key(|(_, number)| *number);
    let pack = |text: &str| packed(text, Unit { start: 0, end: text.len() as u32, spaced: false });
    let count = (by_number.len() * 3 / 2).next_power_of_two().max(16);
    let mut index = vec![0_u32; count];
    let out = writer.section(Section::Words);
    out.extend([[0; 16].as_slice(), Word::UNKNOWN.write().as_flattened()].concat());
    for (text, number) in &by_number {
        // A long word is found by its text, and has its place all the same.
        let packed = pack(text).unwrap_or_default();
        out.extend([packed.to_le_bytes().as_slice(), words[*number as usize].write().as_flattened()].concat());
        if packed != 0 {
            let spread = spread_word(packed);
            let mut place = first_place(spread, count);
            while index[place] != 0 {
                place = (place + 1) & (count - 1);
            }
            index[place] = index_slot(spread, *number);
        }
    }
    *writer.section(Section::Index) = index.into_iter().flat_map(u32::to_le_bytes).collect();
    let mut long: Vec<(&str, u32)> = by_number.iter().copied().filter(|(text, _)| pack(text).is_none()).collect();
    long.sort_unstable();
    writer.texts(Section::LongWords, &long.iter().map(|(text, _)| *text).collect::<Vec<_>>());
    *writer.section(Section::LongNumbers) = long.iter().flat_map(|(_, number)| number.to_le_bytes()).collect();
}

/// Lays out the steps: those of one node lie together, and right behind them those of the nodes that they lead to, so that a
/// walk stays near where it began. The words that most phrases hold come first.
fn lay(mut steps: Vec<Step>, nodes: u32, words: &mut [Word]) -> Vec<u8> {
    steps.sort_unstable_by_key(|step| (step.node, step.key));
    let mut first = vec![0; nodes as usize + 2];
    steps.iter().for_each(|step| first[step.node as usize + 1] += 1);
    (1..first.len()).for_each(|node| first[node] += first[node - 1]);
    let of = |node: u32| &steps[first[node as usize]..first[node as usize + 1]];
    let mut slots: Vec<[u32; 3]> = vec![[0; 3]];
    for word in words.iter_mut().skip(1) {
        // Nodes that are still to be laid, and the slots that lead to them.
        let mut open: Vec<(u32, Option<usize>)> = vec![(word.number, None)];
        while let Some((node, from)) = open.pop() {
            let steps = of(node);
            if steps.is_empty() {
                continue;
            }
            let count = if steps.len() > FULL { steps.len() * 4 / 3 } else { steps.len() }.next_power_of_two();
            let start = slots.len();
            slots.resize(start + count, [0; 3]);
            for step in steps {
                let mut place = edge_place(step.key, count);
                while slots[start + place][0] != 0 {
                    place = (place + 1) & (count - 1);
                }
                slots[start + place] = [step.key, step.to, step.phrase];
            }
            let place = (start as u32) << SIZE_BITS | count.trailing_zeros();
            match from {
                None => word.node = place,
                Some(slot) => slots[slot][1] = place,
            }
            open.extend((start..start + count).rev().filter(|slot| slots[*slot][1] != 0).map(|slot| (slots[slot][1], Some(slot))));
        }
    }
    slots.into_iter().flatten().flat_map(u32::to_le_bytes).collect()
}

/// A node of so many steps has no empty slot: all of them are looked through in less time than they take to fetch.
const FULL: usize = 4;

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
