//! The passages that were met, and what of a new note stood in them.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::Arc;

use super::alike::Runs;
use super::{ALIKE, Passage, Passages};
use crate::text::Span;

/// Words that a generation holds. When one is full the one before it is forgotten, so memory has a bound: about 5 bytes a
/// word, 80 megabytes for both.
const WORDS: usize = 8 << 20;
/// Most passages that a new one is compared with.
const CANDIDATES: usize = 5;
/// Text that tells of nobody is a form's standing text from this many notes, if it stands in half of them.
const STANDING: u32 = 3;
/// Text that tells of somebody is nobody's from this many notes of this many people.
const WIDESPREAD: (u32, u8) = (8, 6);

/// How a passage repeats another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A part of it.
    Part,
    /// Nearly all of it.
    Near,
    /// All of it, but for names, dates and figures.
    Same,
}

/// A passage that was met, and where.
#[derive(Debug, Clone)]
pub struct Kept {
    /// The note as its reader finds it.
    pub path: Arc<str>,
    /// Which entry of the file.
    pub entry: usize,
    /// Its first line and its last, from 1.
    pub lines: (u32, u32),
}

/// What a new note repeats.
#[derive(Debug, Clone)]
pub struct Repeat {
    /// Which of the new note's passages it is, or is in.
    pub passage: usize,
    /// Where in the new note.
    pub span: Span,
    /// How much.
    pub kind: Kind,
    /// Common runs of three words among all, from 0 to 1.
    pub similarity: f32,
    /// Where it stood before.
    pub earlier: Kept,
    /// Where, if it is the same note.
    pub within: Option<Span>,
    /// Whether the entries have different dates.
    pub redated: bool,
    /// Whether the earlier note is in another person's record.
    pub elsewhere: bool,
    /// Whether it is, and the passage names that person and not the one whose record it is.
    pub misnamed: bool,
}

/// A passage in the index.
#[derive(Debug, Clone, Copy)]
struct Entry {
    passage: Passage,
    /// Index of its note.
    note: u32,
}

#[derive(Debug)]
struct Note {
    path: Arc<str>,
    entry: usize,
    whose: Option<u32>,
}

/// How often a text was met, and the first passage with it.
#[derive(Debug, Clone, Copy, Default)]
struct Met {
    first: Option<u32>,
    notes: u32,
    people: u8,
    last_whose: Option<u32>,
}

/// The first passage with a fingerprint, and the last.
#[derive(Debug, Clone, Copy)]
struct Holders {
    first: u32,
    last: u32,
}

/// Keys are hashes already.
#[derive(Default)]
struct Ready(u64);

impl Hasher for Ready {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }

    fn write_u32(&mut self, key: u32) {
        self.0 = u64::from(key).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }
}

type Table<K, V> = HashMap<K, V, BuildHasherDefault<Ready>>;

/// What is remembered of some of the notes.
#[derive(Debug, Default)]
struct Generation {
    tokens: Vec<u16>,
    entries: Vec<Entry>,
    notes: Vec<Note>,
    prints: Table<u32, Holders>,
    texts: Table<u64, Met>,
}

/// The passages of a run.
#[derive(Debug, Default)]
pub struct Index {
    young: Generation,
    old: Generation,
    /// Notes met, and notes that were foreseen and are still to come.
    met: u32,
    foreseen: u32,
    runs: Runs,
    candidates: Vec<u32>,
}

impl Index {
    /// Counts the texts of a note that will be added soon.
    pub fn foresee(&mut self, passages: &Passages) {
        self.foreseen += 1;
        self.count(passages);
    }

    /// Tells what a note repeats of itself and of the notes before it, and remembers it. The cost depends on the note alone.
    pub fn add(&mut self, path: &str, entry: usize, passages: &Passages) -> Vec<Repeat> {
        if self.foreseen == 0 {
            self.count(passages);
        } else {
            self.foreseen -= 1;
        }
        if self.young.tokens.len() > WORDS {
            self.old = std::mem::take(&mut self.young);
        }
        let note = self.young.notes.len() as u32;
        self.young.notes.push(Note { path: path.into(), entry, whose: passages.whose });
        let mut repeats = Vec::new();
        let mut print = 0;
        for (index, passage) in passages.list.iter().enumerate() {
            let first_print = print;
            print += passages.prints[print..].iter().take_while(|print| print.passage as usize == index).count();
            let prints = first_print..print;
            let known = if self.stands(passage) { None } else { self.best(passages, index as u32, passage, prints.clone(), note) };
            // What stands word for word in the same person's record is not kept again.
            let keep = known.as_ref().is_none_or(|repeat| repeat.kind != Kind::Same || repeat.elsewhere);
            repeats.extend(known);
            if keep {
                self.young.keep(passages, passage, prints, note);
            }
        }
        repeats
    }

    /// Counts the note's texts, each once.
    fn count(&mut self, passages: &Passages) {
        self.met += 1;
        for (index, passage) in passages.list.iter().enumerate() {
            if passages.list[..index].iter().rev().take(8).any(|before| before.levelled == passage.levelled) {
                continue;
            }
            let met = self.young.texts.entry(passage.levelled).or_default();
            met.notes += 1;
            if met.people == 0 || met.last_whose != passages.whose {
                met.people = met.people.saturating_add(1);
                met.last_whose = passages.whose;
            }
        }
    }

    /// Whether a text is one that stands in most notes, such as the small print of a form.
    fn stands(&self, passage: &Passage) -> bool {
        let counts = |generation: &Generation| generation.texts.get(&passage.levelled).map_or((0, 0), |met| (met.notes, met.people));
        let (young, old) = (counts(&self.young), counts(&self.old));
        let (notes, people) = (young.0 + old.0, young.1.saturating_add(old.1));
        if passage.told {
            return notes >= WIDESPREAD.0 && people >= WIDESPREAD.1;
        }
        notes >= STANDING && notes * 2 >= self.met || notes >= WIDESPREAD.0
    }

    /// The passage that is repeated most, the earliest of several.
    fn best(&mut self, passages: &Passages, index: u32, passage: &Passage, prints: std::ops::Range<usize>, note: u32) -> Option<Repeat> {
        let new = &passages.tokens[passage.range()];
        let mut numbered = false;
        let mut best: Option<(Repeat, (Kind, bool))> = None;
        for (age, generation) in [&self.old, &self.young].into_iter().enumerate() {
            generation.candidates(passage, passages.prints[prints.clone()].iter().map(|print| print.hash), &mut self.candidates);
            for &candidate in &self.candidates {
                let entry = &generation.entries[candidate as usize];
                let known = &generation.notes[entry.note as usize];
                let same = entry.passage.levelled == passage.levelled;
                let elsewhere = known.whose.zip(passages.whose).is_some_and(|(one, other)| one != other);
                let beaten = |rank: (Kind, bool)| best.as_ref().is_some_and(|(_, before)| *before >= rank);
                if beaten((if same { Kind::Same } else { Kind::Near }, !elsewhere)) {
                    continue;
                }
                let (kind, words, similarity) = if same {
                    (Kind::Same, (0, new.len()), 1.0)
                } else {
                    if !std::mem::replace(&mut numbered, true) {
                        self.runs.number(new);
                    }
                    let found = self.runs.common(&generation.tokens[entry.passage.range()], usize::from(entry.passage.runs));
                    if found.jaccard >= ALIKE {
                        (Kind::Near, (0, new.len()), found.jaccard)
                    } else if let Some(words) = found.piece(new.len().min(entry.passage.len())) {
                        (Kind::Part, words, found.jaccard)
                    } else {
                        continue;
                    }
                };
                let rank = (kind, !elsewhere);
                if beaten(rank) || self.stands(&entry.passage) {
                    continue;
                }
                let places = &passages.places[passage.range()];
                let misnamed = elsewhere
                    && known.whose.is_some_and(|person| passages.names(index, person))
                    && !passages.whose.is_some_and(|person| passages.names(index, person));
                let within = (age == 1 && entry.note == note).then_some(entry.passage.span);
                best = Some((
                    Repeat {
                        passage: index as usize,
                        span: places[words.0].to(places[words.1 - 1]),
                        kind,
                        similarity,
                        earlier: Kept { path: Arc::clone(&known.path), entry: known.entry, lines: entry.passage.lines },
                        within,
                        redated: entry.passage.day != 0 && passage.day != 0 && entry.passage.day != passage.day,
                        elsewhere,
                        misnamed,
                    },
                    rank,
                ));
            }
        }
        best.map(|(repeat, _)| repeat)
    }
}

impl Generation {
    /// The passages that share the most with a new one, the earliest first among equals.
    fn candidates(&self, passage: &Passage, prints: impl Iterator<Item = u32>, found: &mut Vec<u32>) {
        found.clear();
        if self.entries.is_empty() {
            return;
        }
        let same = self.texts.get(&passage.levelled).and_then(|met| met.first);
        for holders in prints.filter_map(|print| self.prints.get(&print)) {
            found.push(holders.first);
            if holders.last != holders.first {
                found.push(holders.last);
            }
        }
        found.sort_unstable();
        let mut counted: Vec<(usize, u32)> = found.chunk_by(|one, other| one == other).map(|run| (run.len(), run[0])).collect();
        counted.sort_unstable_by_key(|&(count, entry)| (std::cmp::Reverse(count), entry));
        found.clear();
        found.extend(same);
        found.extend(counted.into_iter().map(|(_, entry)| entry).filter(|entry| Some(*entry) != same).take(CANDIDATES));
    }

    fn keep(&mut self, passages: &Passages, passage: &Passage, prints: std::ops::Range<usize>, note: u32) {
        let entry = self.entries.len() as u32;
        let start = self.tokens.len() as u32;
        self.tokens.extend_from_slice(&passages.tokens[passage.range()]);
        self.entries.push(Entry { passage: Passage { words: (start, self.tokens.len() as u32), ..*passage }, note });
        for print in &passages.prints[prints] {
            self.prints.entry(print.hash).and_modify(|holders| holders.last = entry).or_insert(Holders { first: entry, last: entry });
        }
        self.texts.entry(passage.levelled).or_default().first.get_or_insert(entry);
    }
}
