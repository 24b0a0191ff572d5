//! Which of the notes are looked at: those changed since a day, or a sample for an audit by hand.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use rayon::prelude::*;

use super::linters::Linters;
use super::pipeline::about;
use crate::input;

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

/// Keeps the files that were changed on a day or after it. A file that tells no time is kept.
pub(super) fn changed_since(files: &mut Vec<PathBuf>, day: Date) {
    let changed = |path: &PathBuf| fs::metadata(path).ok()?.modified().ok().and_then(|time| Timestamp::try_from(time).ok());
    files.retain(|path| changed(path).is_none_or(|time| TimeZone::UTC.to_datetime(time).date() >= day));
}

/// Keeps a random sample of the files, in their order. The same seed and the same files give the same sample, and each stratum
/// has its share of it.
pub(super) fn sample(files: &mut Vec<PathBuf>, count: usize, seed: u64, by: Option<Stratum>, linters: &mut Linters) {
    let chosen: Vec<usize> = files.iter().map(|path| linters.of(path.parent().unwrap_or(Path::new(".")))).collect();
    let linters = &*linters;
    let stratum = |(path, linter): (&PathBuf, usize)| match by {
        None => String::new(),
        Some(Stratum::Folder) => path.parent().map(|folder| folder.display().to_string()).unwrap_or_default(),
        Some(by) => {
            let about = input::read(path).map(|source| about(linters.get(linter), &source.decoded.text)).unwrap_or_default();
            if by == Stratum::Team { about.team } else { about.worker }.unwrap_or_default()
        }
    };
    let strata: Vec<String> = files.par_iter().zip(chosen).map(stratum).collect();
    let mut members: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, stratum) in strata.iter().enumerate() {
        members.entry(stratum).or_default().push(index);
    }
    // The rank of a file hangs on the seed and its name alone, so a further file moves no other.
    let rank = |index: &usize| *blake3::keyed_hash(&key(seed), files[*index].to_string_lossy().as_bytes()).as_bytes();
    let shares = shares(&members.values().map(Vec::len).collect::<Vec<_>>(), count);
    let mut kept: Vec<usize> = Vec::new();
    for (mut group, share) in members.into_values().zip(shares) {
        group.sort_by_cached_key(rank);
        kept.extend(group.into_iter().take(share));
    }
    kept.sort_unstable();
    *files = kept.into_iter().map(|index| std::mem::take(&mut files[index])).collect();
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
