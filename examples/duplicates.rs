//! What it costs to compare notes, as their number grows: `cargo run --release --example duplicates [NOTES]...`
//!
//! Time is that of one thread for each note. `digest` is what the rule adds to the reading of a note, `compare` is what
//! follows, one note after the other. Memory is what the process holds more than before the run, as Linux tells it.

#![allow(clippy::print_stdout)]

#[path = "../benches/corpus/mod.rs"]
mod corpus;

use std::collections::HashSet;
use std::fs;
use std::time::{Duration, Instant};

use casenote::engine::{Collection, Examined};
use casenote::rules::{Place, RULES};
use casenote::{Linter, Settings};

use corpus::Corpus;

const RULE: &str = "relevance/duplicate";
/// Notes that are foreseen together, as in a run of the program.
const BATCH: usize = 256;

fn main() {
    let mut sizes: Vec<usize> = std::env::args().skip(1).filter_map(|size| size.parse().ok()).collect();
    if sizes.is_empty() {
        sizes = vec![1_000, 2_000, 5_000, 10_000, 20_000, 50_000];
    }
    println!("| notes | megabytes | digest, µs a note | compare, µs a note | findings | memory, MB | memory, KB a note |");
    println!("|---|---|---|---|---|---|---|");
    for notes in sizes {
        row(notes);
    }
}

fn linter(runs: bool) -> Linter {
    let off: HashSet<&str> = RULES.iter().map(|rule| rule.name).filter(|name| !runs || *name != RULE).collect();
    Linter::new(Settings { off, ..Settings::default() }, &[]).expect("the lists load")
}

fn row(notes: usize) {
    let (with, without) = (linter(true), linter(false));
    let (mut bytes, mut findings) = (0, 0);
    let (mut read, mut digest, mut compare) = (Duration::ZERO, Duration::ZERO, Duration::ZERO);
    // What is made once, whatever the number of notes, is no part of the memory of a run.
    let once: Vec<String> = Corpus::default().take(BATCH).collect();
    let kept: Vec<Examined> = once.iter().map(|text| with.examine(text)).collect();
    drop((once, kept));
    let before = resident();
    let mut collection = Collection::default();
    let mut corpus = Corpus::default();
    for first in (0..notes).step_by(BATCH) {
        let texts: Vec<String> = corpus.by_ref().take(BATCH.min(notes - first)).collect();
        bytes += texts.iter().map(String::len).sum::<usize>();
        let (_, time) = timed(|| texts.iter().map(|text| without.examine(text).words).sum::<usize>());
        read += time;
        let (mut examined, time) = timed(|| texts.iter().map(|text| with.examine(text)).collect::<Vec<Examined>>());
        digest += time;
        let ((), time) = timed(|| {
            collection.foresee(&examined);
            for (index, note) in examined.iter_mut().enumerate() {
                let place = Place { path: format!("notes/{:06}.txt", first + index), entry: 0 };
                with.compare(&mut collection, &place, note);
            }
        });
        compare += time;
        findings += examined.iter().map(|note| note.findings.len()).sum::<usize>();
    }
    let memory = resident().saturating_sub(before);
    drop(collection);
    let each = |time: Duration| time.as_secs_f64() * 1e6 / notes as f64;
    println!(
        "| {notes} | {:.1} | {:.1} | {:.1} | {findings} | {:.1} | {:.2} |",
        bytes as f64 / 1e6,
        each(digest.saturating_sub(read)),
        each(compare),
        memory as f64 / 1e6,
        memory as f64 / 1e3 / notes as f64
    );
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let made = work();
    (made, start.elapsed())
}

/// The bytes that the process holds; 0 where the system does not tell.
fn resident() -> usize {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap_or_default();
    line.trim().trim_end_matches(" kB").parse().map_or(0, |kilobytes: usize| kilobytes * 1024)
}
