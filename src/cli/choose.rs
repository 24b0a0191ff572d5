//! Which of the notes are looked at: those changed since a day, or a sample for an audit by hand.

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use rayon::prelude::*;

use super::linters::Linters;
use super::pipeline::about;
use crate::engine::Linter;
use crate::input::{self, Source};

/// What a sample has its share of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Stratum {
    /// Each worker, where notes say who wrote them
    Worker,
    /// Each team
    Team,
    /// Each folder
    Folder,
}

/// Which of the notes of a run are checked: all of them, at first.
#[derive(Debug, Default)]
pub(super) struct Choice {
    since: Option<Date>,
    /// The notes of a sample, by file and number.
    sample: Option<HashSet<(String, usize)>>,
}

impl Choice {
    /// Leaves out what was neither recorded nor changed since a day: files at once, and the rows of an export as they are read. What
    /// tells no time is kept.
    pub(super) fn changed_since(&mut self, files: &mut Vec<PathBuf>, day: Date) {
        let changed = |path: &PathBuf| fs::metadata(path).ok()?.modified().ok().and_then(|time| Timestamp::try_from(time).ok());
        files.retain(|path| changed(path).is_none_or(|time| TimeZone::UTC.to_datetime(time).date() >= day));
        self.since = Some(day);
    }

    /// Leaves all out but a random sample of the notes. The same seed and the same notes give the same sample, and each stratum has
    /// its share of it.
    pub(super) fn sample(&mut self, files: &mut Vec<PathBuf>, count: usize, seed: u64, by: Option<Stratum>, linters: &mut Linters) {
        let chosen: Vec<usize> = files.iter().map(|path| linters.of_file(path)).collect();
        let linters = &*linters;
        let list = |(path, linter): (&PathBuf, usize)| {
            let notes = input::notes(path, linters.options(linter)).flatten().filter(|note| self.keeps(note));
            notes.map(|note| Listed { stratum: stratum(path, &note, linters.get(linter), by), note: (note.path, note.entry) }).collect()
        };
        let listed: Vec<Vec<Listed>> = files.par_iter().zip(chosen).map(list).collect();
        let mut strata: BTreeMap<String, Vec<(String, usize)>> = BTreeMap::new();
        for Listed { stratum, note } in listed.into_iter().flatten() {
            strata.entry(stratum).or_default().push(note);
        }
        let shares = shares(&strata.values().map(Vec::len).collect::<Vec<_>>(), count);
        let mut kept = HashSet::new();
        for (mut group, share) in strata.into_values().zip(shares) {
            group.sort_by_cached_key(|note| rank(seed, note));
            kept.extend(group.into_iter().take(share));
        }
        let held: HashSet<&str> = kept.iter().map(|(path, _)| path.as_str()).collect();
        files.retain(|path| held.contains(path.display().to_string().as_str()));
        self.sample = Some(kept);
    }

    /// Whether a note is to be checked.
    pub(super) fn keeps(&self, note: &Source) -> bool {
        let old = |since: Date| note.metadata.entered().is_some_and(|recorded| recorded.date < since);
        let left_out = |kept: &HashSet<(String, usize)>| !kept.contains(&(note.path.clone(), note.entry));
        !self.since.is_some_and(old) && !self.sample.as_ref().is_some_and(left_out)
    }
}

/// A note that a sample may hold.
struct Listed {
    stratum: String,
    note: (String, usize),
}

fn stratum(path: &Path, note: &Source, linter: &Linter, by: Option<Stratum>) -> String {
    match by {
        None => String::new(),
        Some(Stratum::Folder) => path.parent().map(|folder| folder.display().to_string()).unwrap_or_default(),
        Some(Stratum::Team) => about(note, linter).team.unwrap_or_default(),
        Some(Stratum::Worker) => about(note, linter).worker.unwrap_or_default(),
    }
}

/// The rank of a note hangs on the seed and its place alone, so a further file moves no other.
fn rank(seed: u64, (path, entry): &(String, usize)) -> [u8; 32] {
    let mut name = path.clone().into_bytes();
    if *entry > 0 {
        name.extend(entry.to_le_bytes());
    }
    *blake3::keyed_hash(&key(seed), &name).as_bytes()
}

fn key(seed: u64) -> [u8; 32] {
    blake3::derive_key("casenote sample v1", &seed.to_le_bytes())
}

/// How many of each group: in proportion, with what is left over to the largest remainders.
fn shares(sizes: &[usize], count: usize) -> Vec<usize> {
    let all: usize = sizes.iter().sum();
    let count = count.min(all);
    let mut shares: Vec<usize> = sizes.iter().map(|size| size * count / all.max(1)).collect();
    let mut order: Vec<usize> = (0..sizes.len()).collect();
    order.sort_by_key(|&index| (std::cmp::Reverse(sizes[index] * count % all.max(1)), index));
    let left = count - shares.iter().sum::<usize>();
    order.into_iter().take(left).for_each(|index| shares[index] += 1);
    shares
}

#[cfg(test)]
mod tests {
    use super::shares;

    #[test]
    fn each_group_has_its_share_and_the_sum_is_what_was_asked_for() {
        assert_eq!(shares(&[50, 30, 20], 10), [5, 3, 2]);
        assert_eq!(shares(&[1, 1, 1], 2), [1, 1, 0]);
        assert_eq!(shares(&[5, 1], 100), [5, 1]);
        assert_eq!(shares(&[], 3), Vec::<usize>::new());
    }
}
