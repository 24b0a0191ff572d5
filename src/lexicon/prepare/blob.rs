//! The bytes of prepared lists: sections, found by a table at the front. All numbers are little-endian and read where they
//! lie, so bytes that are part of the program need no work at start-up, and are not even loaded before they are asked for.

use std::borrow::Cow;
use std::cmp::Ordering;

/// A part of the bytes.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Section {
    /// The headers of the lists, one behind another.
    Heads,
    /// Texts: the entries of all lists.
    Entries,
    /// The claims on phrases, those on one phrase together.
    Owners,
    /// Texts: the exact spellings that some claims ask for.
    Spellings,
    /// A hash table of the numbers of the words that fit into a key.
    Index,
    /// The words by their numbers: the key, and what is known of it.
    Words,
    /// Texts: the other words, sorted.
    LongWords,
    /// Their numbers.
    LongNumbers,
    /// The steps from word to word, a small hash table for each node.
    Edges,
}

const SECTIONS: usize = Section::Edges as usize + 1;

/// A line of the cache: no slot of a table lies across two.
const LINE: usize = 64;

/// Prepared lists.
#[derive(Debug)]
pub(crate) struct Blob(pub(in crate::lexicon) Cow<'static, [u8]>);

impl Blob {
    /// The bytes of a section.
    pub(crate) fn section(&self, section: Section) -> &[u8] {
        let table = self.0.as_chunks::<4>().0;
        let [start, end] = [0, 1].map(|side| u32::from_le_bytes(table[section as usize * 2 + side]) as usize);
        &self.0[start..end]
    }

    /// A section of texts.
    pub(crate) fn texts(&self, section: Section) -> Texts<'_> {
        let (count, rest) = self.section(section).split_first_chunk::<4>().unwrap_or((&[0; 4], &[]));
        let (ends, texts) = rest.split_at(u32::from_le_bytes(*count) as usize * 4);
        Texts { ends: ends.as_chunks().0, texts }
    }
}

/// Texts, found by their numbers.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Texts<'b> {
    ends: &'b [[u8; 4]],
    texts: &'b [u8],
}

impl<'b> Texts<'b> {
    /// The number of a text among sorted ones.
    pub(crate) fn find(self, text: &[u8]) -> Option<usize> {
        let (mut low, mut high) = (0, self.ends.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            match self.get(middle).cmp(text) {
                Ordering::Less => low = middle + 1,
                Ordering::Greater => high = middle,
                Ordering::Equal => return Some(middle),
            }
        }
        None
    }

    /// The text of a number.
    #[inline]
    pub(crate) fn get(self, number: usize) -> &'b [u8] {
        let end = |number: usize| u32::from_le_bytes(self.ends[number]) as usize;
        &self.texts[number.checked_sub(1).map_or(0, end)..end(number)]
    }
}

/// Writes sections.
#[derive(Debug, Default)]
pub(super) struct Writer([Vec<u8>; SECTIONS]);

impl Writer {
    /// A section that is being written.
    pub(super) fn section(&mut self, section: Section) -> &mut Vec<u8> {
        &mut self.0[section as usize]
    }

    /// Writes a section of texts.
    pub(super) fn texts<T: AsRef<[u8]>>(&mut self, section: Section, texts: &[T]) {
        let out = self.section(section);
        out.extend((texts.len() as u32).to_le_bytes());
        let mut end = 0;
        for text in texts {
            end += text.as_ref().len() as u32;
            out.extend(end.to_le_bytes());
        }
        texts.iter().for_each(|text| out.extend(text.as_ref()));
    }

    pub(super) fn finish(self) -> Vec<u8> {
        let mut start = SECTIONS * 8;
        let mut table = Vec::new();
        for section in &self.0 {
            start = start.next_multiple_of(LINE);
            table.extend((start as u32).to_le_bytes());
            start += section.len();
            table.extend((start as u32).to_le_bytes());
        }
        let mut out = table;
        for section in &self.0 {
            out.resize(out.len().next_multiple_of(LINE), 0);
            out.extend(section);
        }
        out
    }
}
