//! The automaton: a trie whose letters are whole words, walked once over a text from each of its words.
//!
//! A phrase of a list begins and ends with a word, so an automaton over words never enters one in the middle and needs
//! no failure links: a walk ends after a word or two. With some tens of thousands of phrases a byte-wise Aho-Corasick
//! automaton (contiguous, overlapping matches) was measured in its place: it found the same, took twice as long to build,
//! and about a fifth more time for this stage. Its faster table form grows with states times letters, far beyond the
//! cache at this size.

use super::prepare::{
    Blob, Edge, EdgeSlot, NONE, NUMBER_BITS, Section, Texts, Unit, Word, WordSlot, edge, edge_place, first_place, index_slot, node_slots,
    packed, slot_key, spread_word, units,
};

/// Finds phrases in folded text: prepared tables, read where they lie. Overlapping matches are all found.
#[derive(Debug, Clone, Copy)]
pub(super) struct Automaton<'b> {
    index: &'b [[u8; 4]],
    words: &'b [WordSlot],
    long_words: Texts<'b>,
    long_numbers: &'b [[u8; 4]],
    edges: &'b [EdgeSlot],
}

/// A match: the number of its phrase and its bytes in the folded text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Match {
    pub(super) phrase: u32,
    pub(super) start: u32,
    pub(super) end: u32,
}

impl<'b> Automaton<'b> {
    pub(super) fn new(blob: &'b Blob) -> Self {
        Self {
            index: blob.section(Section::Index).as_chunks().0,
            words: blob.section(Section::Words).as_chunks().0.as_chunks().0,
            long_words: blob.texts(Section::LongWords),
            long_numbers: blob.section(Section::LongNumbers).as_chunks().0,
            edges: blob.section(Section::Edges).as_chunks().0.as_chunks().0,
        }
    }

    /// Every place where a phrase stands as whole words, in order of its first word, and of those that begin together the
    /// longer first.
    ///
    /// The tables are larger than the nearest cache. So the text is split first, then all words are looked up, then all first
    /// steps: in loops this plain the processor waits for many look-ups at once, and in one loop for each by itself.
    pub(super) fn find(&self, folded: &str) -> Vec<Match> {
        let all = units(folded);
        let words: Vec<Word> = all.iter().map(|unit| self.word(folded, *unit)).collect();
        // Where a phrase of several words may begin.
        let mut begins = vec![0_u32; words.len()];
        let mut count = 0;
        for (index, (word, next)) in words.iter().zip(words.iter().skip(1)).enumerate() {
            begins[count] = index as u32;
            count += usize::from(word.may_lead(next));
        }
        // Of these, where the first place of a step is not another's alone.
        let mut begun = vec![0_u32; count + 1];
        let mut steps = 0;
        for &index in &begins[..count] {
            let (word, next) = (index as usize, index as usize + 1);
            begun[steps] = index;
            steps += usize::from(self.may_step(words[word].node, edge(words[next].number, all[next].spaced)));
        }
        let mut longer = Vec::with_capacity(steps);
        for &index in &begun[..steps] {
            self.walk(&all[index as usize..], &words[index as usize..], &mut longer);
        }
        let mut longer = &longer[..];
        let mut found = Vec::with_capacity(all.len());
        for (unit, word) in all.iter().zip(&words) {
            if longer.first().is_some_and(|first| first.start == unit.start) {
                let (together, further) = longer.split_at(longer.iter().take_while(|one| one.start == unit.start).count());
                found.extend(together.iter().rev());
                longer = further;
            }
            if word.phrase != NONE {
                found.push(Match { phrase: word.phrase, start: unit.start, end: unit.end });
            }
        }
        found
    }

    /// Finds the phrases of two words and more that begin with the first.
    #[inline]
    fn walk(&self, units: &[Unit], words: &[Word], found: &mut Vec<Match>) {
        let mut node = words[0].node;
        for (unit, word) in units.iter().zip(words).skip(1).take_while(|(_, word)| word.number != 0) {
            let Some(further) = self.edge(node, edge(word.number, unit.spaced)) else { return };
            if further.phrase != NONE {
                found.push(Match { phrase: further.phrase, start: units[0].start, end: unit.end });
            }
            if further.node == 0 {
                return;
            }
            node = further.node;
        }
    }

    /// A word of a text; number 0 if no phrase has it.
    #[inline]
    fn word(&self, folded: &str, unit: Unit) -> Word {
        let Some(packed) = packed(folded, unit) else { return self.long_word(unit.of(folded)) };
        let spread = spread_word(packed);
        let mut place = first_place(spread, self.index.len());
        loop {
            let slot = u32::from_le_bytes(self.index[place]);
            if slot == 0 {
                return Word::UNKNOWN;
            }
            let number = slot & ((1 << NUMBER_BITS) - 1);
            if slot == index_slot(spread, number) {
                let word = &self.words[number as usize];
                if slot_key(word) == packed {
                    return Word::read(number, word);
                }
            }
            place = (place + 1) & (self.index.len() - 1);
        }
    }

    #[cold]
    fn long_word(&self, word: &str) -> Word {
        let number = self.long_words.find(word.as_bytes()).map_or(0, |long| u32::from_le_bytes(self.long_numbers[long]));
        Word::read(number, &self.words[number as usize])
    }

    /// Whether there may be a step, as the first place for it tells.
    #[inline]
    fn may_step(&self, node: u32, key: u32) -> bool {
        let slots = node_slots(node, self.edges);
        let first = u32::from_le_bytes(slots[edge_place(key, slots.len())][0]);
        (first == key) | ((first != 0) & (slots.len() > 1))
    }

    #[inline]
    fn edge(&self, node: u32, key: u32) -> Option<Edge> {
        let slots = node_slots(node, self.edges);
        let mut place = edge_place(key, slots.len());
        for _ in 0..slots.len() {
            let [slot, node, phrase] = slots[place].map(u32::from_le_bytes);
            if slot == key {
                return Some(Edge { node, phrase });
            }
            if slot == 0 {
                return None;
            }
            place = (place + 1) & (slots.len() - 1);
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::super::prepare::{load, prepare};
    use super::*;

    fn found(phrases: &[&str], text: &str) -> Vec<String> {
        let line = |phrase: &&str| format!("{phrase:?} = {{ category = \"a\" }}\n");
        let list = format!("[list]\nkind = \"cues\"\n[categories]\na = \"\"\n[terms]\n{}", phrases.iter().map(line).collect::<String>());
        let blob = Blob(Cow::Owned(prepare(&[load("a.toml", &list).expect("it loads")])));
        Automaton::new(&blob).find(text).into_iter().map(|one| text[one.start as usize..one.end as usize].to_owned()).collect()
    }

    #[test]
    fn finds_whole_words_and_overlaps() {
        assert_eq!(found(&["failed", "failed to engage"], "he failed to engaged"), ["failed"]);
        assert_eq!(found(&["failed to", "to engage"], "failed to engage"), ["failed to", "to engage"]);
        assert_eq!(found(&["he"], "the mother"), Vec::<String>::new());
    }

    #[test]
    fn words_of_any_length_are_found() {
        assert_eq!(
            found(
                &["antidisestablishmentarianism", "plain deinstitutionalisation"],
                "antidisestablishmentarianism, plain deinstitutionalisation"
            ),
            ["antidisestablishmentarianism", "plain deinstitutionalisation"]
        );
    }

    #[test]
    fn a_possessive_ends_a_word_and_a_contraction_does_not() {
        assert_eq!(found(&["mum", "won"], "mum's son won't"), ["mum"]);
        assert_eq!(found(&["mum's views"], "mum's views"), ["mum's views"]);
    }

    #[test]
    fn marks_count_and_so_does_the_space_before_them() {
        assert_eq!(found(&["t/c", "s.47"], "a t/c, then t / c and s.47"), ["t/c", "s.47"]);
        assert_eq!(found(&["to engage"], "to\nengage"), Vec::<String>::new());
    }
}
