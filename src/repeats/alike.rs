//! How much of one passage stands in another.

use super::{ALIKE, HELD, LONGEST, PART, SHINGLE};

/// What two passages have in common.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Common {
    /// Common runs of three words among all that either has.
    pub(super) jaccard: f32,
    /// The share of the shorter one's runs that the other has.
    pub(super) held: f32,
    /// The words of the new passage from the first to the last that stand in the old one.
    pub(super) reach: (usize, usize),
    /// The words of its longest part that stands in the old one, but for slips.
    pub(super) part: (usize, usize),
}

/// The runs of three words of a passage, numbered in a table, to be looked for in others.
#[derive(Debug)]
pub(super) struct Runs {
    /// Each run that the passage has, and in the highest byte its number from 1. A run's hash tells where it is.
    slots: Box<[u64]>,
    /// How many bits of a hash tell a place: a short passage has a small table.
    bits: u32,
    /// The number of the run that begins with each word.
    numbers: Vec<u8>,
    /// How many different ones there are.
    different: u8,
}

/// Most places of the table: twice as many as the longest passage has runs.
const SLOTS: usize = (2 * LONGEST).next_power_of_two();
/// Where a place has the number of its run.
const NUMBER: u32 = 56;
const _: () = assert!(LONGEST <= u8::MAX as usize && SHINGLE * 16 <= NUMBER as usize);

impl Default for Runs {
    fn default() -> Self {
        Self { slots: vec![0; SLOTS].into(), bits: 1, numbers: Vec::with_capacity(LONGEST), different: 0 }
    }
}

impl Runs {
    /// Numbers the runs of a passage, as far as [`LONGEST`], and tells how many different ones it has.
    pub(super) fn number(&mut self, passage: &[u16]) -> u8 {
        self.bits = (2 * passage.len()).clamp(2, SLOTS).next_power_of_two().trailing_zeros();
        self.slots[..1 << self.bits].fill(0);
        self.numbers.clear();
        self.different = 0;
        for run in runs(passage).take(LONGEST) {
            let place = self.place(run);
            if self.slots[place] == 0 {
                self.different += 1;
                self.slots[place] = run | u64::from(self.different) << NUMBER;
            }
            self.numbers.push((self.slots[place] >> NUMBER) as u8);
        }
        self.different
    }

    /// Where a run is in the table, or the empty place where it would be.
    #[inline]
    fn place(&self, run: u64) -> usize {
        let mut place = (run.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - self.bits)) as usize;
        while self.slots[place] != 0 && self.slots[place] & (u64::MAX >> (64 - NUMBER)) != run {
            place = (place + 1) & ((1 << self.bits) - 1);
        }
        place
    }

    /// Compares the passage with an old one that has so many different runs. The work grows with the two lengths.
    pub(super) fn common(&self, old: &[u16], olds: usize) -> Common {
        // For each number whether the old passage has the run too; what has no number has the place of none.
        let mut shared = [false; 256];
        runs(old).for_each(|run| shared[(self.slots[self.place(run)] >> NUMBER) as usize] = true);
        shared[0] = false;
        let common = shared[..=usize::from(self.different)].iter().filter(|shared| **shared).count();
        if common == 0 {
            return Common { jaccard: 0.0, held: 0.0, reach: (0, 0), part: (0, 0) };
        }
        let hits = self.numbers.iter().filter(|number| shared[usize::from(**number)]).count();
        // What the new passage says twice counts once where the old one has it.
        let news = self.numbers.len() + common - hits;
        let (jaccard, held) = (share(common, olds + news - common), share(common, olds.min(news)));
        if jaccard < ALIKE && held < HELD && hits * 4 <= (PART - SHINGLE + 1) * 3 {
            return Common { jaccard, held, reach: (0, 0), part: (0, 0) };
        }
        let mut reach = (usize::MAX, 0);
        // The best stretch so far and the one that ends here: a run in common is worth 1, one that is not costs 3. One changed
        // word breaks three runs, so a stretch goes on over a slip in every dozen words.
        let (mut best, mut best_score, mut start, mut score) = ((0, 0), 0, 0, 0_i32);
        for (at, &number) in self.numbers.iter().enumerate() {
            let found = shared[usize::from(number)];
            if found {
                reach = (reach.0.min(at), at + SHINGLE);
            }
            if score <= 0 {
                (start, score) = (at, 0);
            }
            score += if found { 1 } else { -3 };
            if score > best_score {
                (best, best_score) = ((start, at + SHINGLE), score);
            }
        }
        Common { jaccard, held, reach, part: best }
    }
}

impl Common {
    /// The words of the new passage that stand in the old one as a part of either.
    pub(super) fn piece(&self, shorter: usize) -> Option<(usize, usize)> {
        if self.held >= HELD && shorter >= PART {
            return Some(self.reach);
        }
        (self.part.1 - self.part.0 >= PART).then_some(self.part)
    }
}

fn share(part: usize, whole: usize) -> f32 {
    if whole == 0 { 0.0 } else { part as f32 / whole as f32 }
}

fn runs(tokens: &[u16]) -> impl Iterator<Item = u64> {
    tokens.windows(SHINGLE).map(|run| run.iter().fold(0, |shingle, token| shingle << 16 | u64::from(*token)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_other_and_a_part() {
        let one: Vec<u16> = (0..100).collect();
        let other: Vec<u16> = (1000..1100).collect();
        let common = |new: &[u16], old: &[u16]| {
            let (mut runs, mut olds) = (Runs::default(), Runs::default());
            runs.number(new);
            runs.common(old, usize::from(olds.number(old)))
        };
        assert!(common(&one, &one).jaccard > 0.999);
        assert!(common(&one, &other).jaccard < 0.001);
        let held: Vec<u16> = other[..50].iter().chain(&one[20..70]).chain(&other[50..]).copied().collect();
        let found = common(&held, &one);
        assert_eq!(found.part, (50, 100));
        assert!(found.jaccard < 0.5);
    }
}
