//! How much of one passage stands in another.

use super::{HELD, PART, SHINGLE};

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

/// Compares a new passage with an old one. The work grows with the two lengths, which have a bound.
pub(super) fn common(new: &[u16], old: &[u16], room: &mut Vec<u64>) -> Common {
    room.clear();
    room.extend(shingles(old));
    room.sort_unstable();
    room.dedup();
    let olds = room.len();
    let mut reach = (usize::MAX, 0);
    // The best stretch so far and the one that ends here: a run in common is worth 1, one that is not costs 3. One changed word
    // breaks three runs, so a stretch goes on over a slip in every dozen words.
    let (mut best, mut best_score, mut start, mut score) = ((0, 0), 0, 0, 0_i32);
    let mut hits = 0_usize;
    for (at, shingle) in shingles(new).enumerate() {
        let found = room[..olds].binary_search(&shingle).is_ok();
        if found {
            hits += 1;
            reach = (reach.0.min(at), at + SHINGLE);
            room.push(shingle);
        }
        if score <= 0 {
            (start, score) = (at, 0);
        }
        score += if found { 1 } else { -3 };
        if score > best_score {
            (best, best_score) = ((start, at + SHINGLE), score);
        }
    }
    let common = {
        let found = &mut room[olds..];
        found.sort_unstable();
        found.chunk_by(|one, other| one == other).count()
    };
    let news = new.len().saturating_sub(SHINGLE - 1) + common - hits;
    let all = olds + news - common;
    Common { jaccard: share(common, all), held: share(common, olds.min(news)), reach: if hits == 0 { (0, 0) } else { reach }, part: best }
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

fn shingles(tokens: &[u16]) -> impl Iterator<Item = u64> {
    tokens.windows(SHINGLE).map(|run| run.iter().fold(0, |shingle, token| shingle << 16 | u64::from(*token)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_other_and_a_part() {
        let one: Vec<u16> = (0..100).collect();
        let other: Vec<u16> = (1000..1100).collect();
        let room = &mut Vec::new();
        assert!(common(&one, &one, room).jaccard > 0.999);
        assert!(common(&one, &other, room).jaccard < 0.001);
        let held: Vec<u16> = other[..50].iter().chain(&one[20..70]).chain(&other[50..]).copied().collect();
        let found = common(&held, &one, room);
        assert_eq!(found.part, (50, 100));
        assert!(found.jaccard < 0.5);
    }
}
