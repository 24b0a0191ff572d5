//! Which old entry is which new one.

use std::collections::{HashMap, HashSet, VecDeque};
use std::hash::Hash;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::pieces::{Piece, runs};

/// How alike two entries of one file and day are at least, and two of any place: the share of words that stand in both, in order.
const SAME_PLACE: f32 = 0.3;
const ANYWHERE: f32 = 0.5;
/// So much of an entry's runs of words stand in the new export if it was only put together with another.
const HELD: f32 = 0.9;
/// Most candidates that an entry is compared with, and most entries kept for one run of words.
const MOST: usize = 8;

/// The pairs.
#[derive(Debug)]
pub(super) struct Pairs {
    /// For each old entry the new one.
    pub(super) partner: Vec<Option<usize>>,
    /// For each old entry without one whether its words stand in the new export all the same.
    pub(super) held: Vec<bool>,
    /// For each new entry whether an old one is its.
    pub(super) taken: Vec<bool>,
    /// How many pairs say the same in another file.
    pub(super) moved: usize,
}

impl Pairs {
    pub(super) fn new<'n>(
        old: &[Piece],
        new: &[Piece],
        old_name: &dyn Fn(&Piece) -> &'n str,
        new_name: &dyn Fn(&Piece) -> &'n str,
    ) -> Self {
        let mut pairs = Self { partner: vec![None; old.len()], held: vec![false; old.len()], taken: vec![false; new.len()], moved: 0 };
        pairs.same(old, new, |piece| (piece.whole, old_name(piece)), |piece| (piece.whole, new_name(piece)));
        pairs.moved = pairs.same(old, new, |piece| piece.whole, |piece| piece.whole);
        pairs.of_a_place(old, new, old_name, new_name);
        pairs.alike(old, new);
        let all: HashSet<u64> = if pairs.partner.contains(&None) { new.iter().flat_map(runs).collect() } else { HashSet::new() };
        for (number, piece) in old.iter().enumerate().filter(|(number, _)| pairs.partner[*number].is_none()) {
            let (met, count) = runs(piece).fold((0, 0), |(met, count), run| (met + usize::from(all.contains(&run)), count + 1));
            pairs.held[number] = count > 0 && met as f32 >= HELD * count as f32;
        }
        pairs
    }

    fn pair(&mut self, old: usize, new: usize) {
        self.partner[old] = Some(new);
        self.taken[new] = true;
    }

    /// Pairs what has the same key, in order, and tells how many.
    fn same<K: Hash + Eq>(&mut self, old: &[Piece], new: &[Piece], old_key: impl Fn(&Piece) -> K, new_key: impl Fn(&Piece) -> K) -> usize {
        let mut waiting: HashMap<K, VecDeque<usize>> = HashMap::new();
        for (number, piece) in new.iter().enumerate().filter(|(number, _)| !self.taken[*number]) {
            waiting.entry(new_key(piece)).or_default().push_back(number);
        }
        let mut count = 0;
        for (number, piece) in old.iter().enumerate() {
            if self.partner[number].is_none()
                && let Some(partner) = waiting.get_mut(&old_key(piece)).and_then(VecDeque::pop_front)
            {
                self.pair(number, partner);
                count += 1;
            }
        }
        count
    }

    /// Pairs entries of one file and one day by their likeness.
    fn of_a_place<'n>(&mut self, old: &[Piece], new: &[Piece], old_name: &dyn Fn(&Piece) -> &'n str, new_name: &dyn Fn(&Piece) -> &'n str) {
        let mut by_place: HashMap<_, Vec<usize>> = HashMap::new();
        for (number, piece) in new.iter().enumerate().filter(|(number, _)| !self.taken[*number]) {
            by_place.entry((new_name(piece), piece.date)).or_default().push(number);
        }
        for (number, piece) in old.iter().enumerate() {
            if self.partner[number].is_some() {
                continue;
            }
            let Some(near) = by_place.get(&(old_name(piece), piece.date)) else { continue };
            let free = near.iter().copied().filter(|other| !self.taken[*other]).take(MOST);
            if let Some(partner) = best(piece, free, new, SAME_PLACE) {
                self.pair(number, partner);
            }
        }
    }

    /// Pairs what is left by the runs of words that two entries share.
    fn alike(&mut self, old: &[Piece], new: &[Piece]) {
        let mut by_run: HashMap<u64, Vec<usize>> = HashMap::new();
        for (number, piece) in new.iter().enumerate().filter(|(number, _)| !self.taken[*number]) {
            for run in runs(piece) {
                let met = by_run.entry(run).or_default();
                if met.len() < MOST && met.last() != Some(&number) {
                    met.push(number);
                }
            }
        }
        for (number, piece) in old.iter().enumerate() {
            if by_run.is_empty() || self.partner[number].is_some() {
                continue;
            }
            let mut shared: HashMap<usize, usize> = HashMap::new();
            for other in runs(piece).filter_map(|run| by_run.get(&run)).flatten().filter(|other| !self.taken[**other]) {
                *shared.entry(*other).or_default() += 1;
            }
            let mut near: Vec<(usize, usize)> = shared.into_iter().collect();
            near.sort_unstable_by_key(|(other, runs)| (std::cmp::Reverse(*runs), *other));
            if let Some(partner) = best(piece, near.into_iter().map(|(other, _)| other).take(MOST), new, ANYWHERE) {
                self.pair(number, partner);
            }
        }
    }
}

/// The candidate that is most like an entry, if one is like enough.
fn best(piece: &Piece, candidates: impl Iterator<Item = usize>, new: &[Piece], least: f32) -> Option<usize> {
    let scored = candidates.map(|number| (likeness(piece, &new[number], least), number)).filter(|(score, _)| *score >= least);
    // Of two that are as like, the first.
    scored.max_by(|one, other| one.0.total_cmp(&other.0).then(other.1.cmp(&one.1))).map(|(_, number)| number)
}

/// The share of their words that stand in both, in order; 0 where it cannot reach the least that is asked.
fn likeness(old: &Piece, new: &Piece, least: f32) -> f32 {
    let both = (old.words.len() + new.words.len()) as f32;
    let mut counts: HashMap<u64, usize> = HashMap::new();
    old.words.iter().for_each(|word| *counts.entry(*word).or_default() += 1);
    let common =
        new.words.iter().filter(|word| counts.get_mut(word).is_some_and(|left| std::mem::replace(left, left.saturating_sub(1)) > 0));
    // No order can make more of them common.
    if 2.0 * (common.count() as f32) < least * both {
        return 0.0;
    }
    let (gone, put) = difference(old, new);
    (both - (gone + put) as f32) / both
}

/// How many words of the old entry are gone, and how many of the new one were put in.
pub(super) fn difference(old: &Piece, new: &Piece) -> (usize, usize) {
    if old.whole == new.whole {
        return (0, 0);
    }
    let ops = capture_diff_slices(Algorithm::Myers, &old.words, &new.words);
    ops.iter().fold((0, 0), |(gone, put), op| match op {
        DiffOp::Equal { .. } => (gone, put),
        DiffOp::Delete { old_len, .. } => (gone + old_len, put),
        DiffOp::Insert { new_len, .. } => (gone, put + new_len),
        DiffOp::Replace { old_len, new_len, .. } => (gone + old_len, put + new_len),
    })
}
