//! Text that stands twice: passages as numbers, an index of those that were met, and what of a new one stood before.
//!
//! A passage is kept as one 16-bit number a word and as its winnowed fingerprints (Schleimer, Wilkerson and Aiken, 2003): of
//! any eight runs of five words that follow each other, one is in the index. A passage that shares twelve words in a row with one
//! that was met is therefore compared with it, word by word. Passages that are alike by [`ALIKE`] always share such a run.
//! Nothing can be read back from what is kept.

mod alike;
mod index;
mod tokens;

use std::ops::Range;

use crate::text::{Span, Text};

pub use index::{Index, Kept, Kind, Repeat};

use alike::Runs;
use tokens::{mix, token};

/// From which share of common runs of three words two passages are nearly the same (Jaccard index).
pub const ALIKE: f32 = 0.70;
/// From which share of its runs a passage, or a part of one, is held by another.
pub const HELD: f32 = 0.85;
/// Fewest words of a part that counts.
pub const PART: usize = 40;
/// Most words of one passage: what is longer is cut, so that the cost of comparing two has a bound.
pub const LONGEST: usize = 240;
/// Words of a fingerprint.
const RUN: usize = 5;
/// How many runs share a fingerprint at least.
const WINDOW: usize = 8;
/// Words of the runs that passages are compared by.
pub(crate) const SHINGLE: usize = 3;

/// A passage as it is compared.
#[derive(Debug, Clone, Copy)]
pub struct Passage {
    /// Where it stands.
    pub span: Span,
    /// Its first line and its last, from 1.
    pub lines: (u32, u32),
    /// Its words among those of the digest.
    words: (u32, u32),
    /// How many different runs of three words it has.
    runs: u8,
    /// A hash of all of it, levelled.
    levelled: u64,
    /// A number for the day of its entry, 0 where none is told.
    pub day: u32,
    /// Whether it tells of somebody or of what happened: such a text is written for one note.
    pub told: bool,
}

impl Passage {
    fn range(&self) -> Range<usize> {
        self.words.0 as usize..self.words.1 as usize
    }

    /// How many words it has.
    pub fn len(&self) -> usize {
        self.range().len()
    }

    /// Whether it has no words.
    pub fn is_empty(&self) -> bool {
        self.words.0 == self.words.1
    }
}

/// A fingerprint and the passage that it is of.
#[derive(Debug, Clone, Copy)]
struct Print {
    hash: u32,
    passage: u32,
}

/// The passages of a note, as numbers and places.
#[derive(Debug, Default)]
pub struct Passages {
    list: Vec<Passage>,
    /// A number for each word, and its place.
    tokens: Vec<u16>,
    places: Vec<Span>,
    prints: Vec<Print>,
    /// The names in each passage.
    names: Vec<(u32, u32)>,
    /// A number for the person whose record it is, where it says so.
    whose: Option<u32>,
}

/// What is known of a passage besides its words.
#[derive(Debug, Clone, Copy, Default)]
pub struct Facts {
    /// See [`Passage::day`].
    pub day: u32,
    /// See [`Passage::told`].
    pub told: bool,
}

impl Passages {
    /// The passages of a note in somebody's record: the name of the person, if it is told.
    pub fn of(whose: Option<&str>) -> Self {
        Self { whose: whose.map(|name| name_number(tokens::hash(name))), ..Self::default() }
    }

    /// Adds a passage of some words of the text.
    pub fn push(&mut self, text: &Text<'_>, words: Range<usize>, facts: Facts, is_name: impl Fn(&str) -> bool) {
        let (Some(first), Some(last)) = (text.words.get(words.start), text.words[..words.end].last()) else { return };
        let passage = self.list.len() as u32;
        let start = self.tokens.len();
        self.tokens.reserve(words.len());
        self.places.reserve(words.len());
        let mut levelled = 0;
        let mut prints = Winnow::default();
        for word in &text.words[words] {
            let token = token(*word, text.source, &is_name);
            levelled = mix(levelled ^ token.levelled);
            if token.named {
                self.names.push((passage, name_number(token.written)));
            }
            self.tokens.push((token.levelled >> 48) as u16);
            self.places.push(word.span);
            prints.push(token.levelled, |hash| self.prints.push(Print { hash, passage }));
        }
        self.list.push(Passage {
            span: first.span.to(last.span),
            lines: (0, 0),
            words: (start as u32, self.tokens.len() as u32),
            runs: 0,
            levelled,
            day: facts.day,
            told: facts.told,
        });
    }

    /// Counts the lines on which the passages stand, and their runs of words; to be called when all are there.
    pub fn number(&mut self, text: &str) {
        let mut reached = 0;
        let mut line = 1;
        let mut count = |offset: u32| {
            let between = &text.as_bytes()[reached..offset as usize];
            line += memchr::memchr2_iter(b'\n', b'\r', between)
                .filter(|&at| !(between[at] == b'\r' && text.as_bytes().get(reached + at + 1) == Some(&b'\n')))
                .count() as u32;
            reached = offset as usize;
            line
        };
        let mut runs = Runs::default();
        for passage in &mut self.list {
            passage.lines = (count(passage.span.start), count(passage.span.end));
            passage.runs = runs.number(&self.tokens[passage.range()]);
        }
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Whether a passage names a person of a number.
    fn names(&self, passage: u32, person: u32) -> bool {
        let first = self.names.partition_point(|(of, _)| *of < passage);
        self.names[first..].iter().take_while(|(of, _)| *of == passage).any(|(_, name)| *name == person)
    }
}

fn name_number(hash: u64) -> u32 {
    (hash >> 32) as u32 | 1
}

/// Picks the fingerprints of a passage: of each [`WINDOW`] runs that follow each other the one with the lowest hash, the last
/// of them where several are lowest.
#[derive(Default)]
struct Winnow {
    /// The last words, the oldest first.
    words: [u64; RUN],
    runs: [u32; WINDOW],
    count: usize,
    /// The run that was picked last, counted from 1.
    picked: usize,
}

impl Winnow {
    #[inline]
    fn push(&mut self, word: u64, mut pick: impl FnMut(u32)) {
        let [_, rest @ ..] = self.words;
        self.words[..RUN - 1].copy_from_slice(&rest);
        self.words[RUN - 1] = word;
        self.count += 1;
        if self.count < RUN {
            return;
        }
        let run = self.count - RUN + 1;
        let hash = self.words.iter().fold(0, |hash: u64, word| (hash.rotate_left(11) ^ word).wrapping_mul(0x2545_f491_4f6c_dd1d));
        let newest = (hash >> 32) as u32;
        self.runs[run % WINDOW] = newest;
        if run < WINDOW {
            return;
        }
        let newer = run > WINDOW && self.picked > run - WINDOW && newest > self.runs[self.picked % WINDOW];
        if newer {
            return;
        }
        let lowest = (run + 1 - WINDOW..=run).rev().min_by_key(|run| self.runs[run % WINDOW]).unwrap_or(run);
        if lowest != self.picked {
            self.picked = lowest;
            pick(self.runs[lowest % WINDOW]);
        }
    }
}
