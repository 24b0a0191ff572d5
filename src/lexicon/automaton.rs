//! The automaton: a trie whose letters are whole words, walked once over a text from each of its words.
//!
//! A phrase of a list begins and ends with a word, so an automaton over words never enters one in the middle and needs
//! no failure links: a walk ends after a word or two. With some tens of thousands of phrases a byte-wise Aho-Corasick
//! automaton (contiguous, overlapping matches) was measured in its place: it found the same, took twice as long to build,
//! and about a fifth more time for this stage. Its faster table form grows with states times letters, far beyond the
//! cache at this size.

use super::prepare::{
    Blob, Edge, NONE, Section, Texts, Unit, Word, edge, first_place, follower, likely, packed, spread, spread_word, units,
};

/// Finds phrases in folded text: prepared tables, read where they lie. Overlapping matches are all found.
#[derive(Debug, Clone, Copy)]
pub(super) struct Automaton<'b> {
    words: &'b [[[u8; 16]; 2]],
    long_words: Texts<'b>,
    long_values: &'b [[u8; 16]],
    /// From any node but the root by a word to a node.
    edges: &'b [[[u8; 8]; 2]],
    /// A bit for every edge's hash. Most walks end at their second word, and a table this small says so from the cache.
    likely: &'b [u8],
}

/// A match: the number of its phrase and its bytes in the folded text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Match {
    pub(super) phrase: u32,
    pub(super) start: usize,
    pub(super) end: usize,
}

impl<'b> Automaton<'b> {
    pub(super) fn new(blob: &'b Blob) -> Self {
        Self {
            words: blob.section(Section::Words).as_chunks().0.as_chunks().0,
            long_words: blob.texts(Section::LongWords),
            long_values: blob.section(Section::LongValues).as_chunks().0,
            edges: blob.section(Section::Edges).as_chunks().0.as_chunks().0,
            likely: blob.section(Section::Likely),
        }
    }

    /// Every place where a phrase stands as whole words, in order of its first word.
    ///
    /// The tables are larger than the nearest cache. So the text is split first, then all words are looked up, then all
    /// pairs: in loops this plain the processor waits for many look-ups at once, and in one loop for each by itself.
    pub(super) fn find(&self, folded: &str) -> Vec<Match> {
        let all = units(folded);
        let words: Vec<Word> = all.iter().map(|unit| self.word(folded, *unit)).collect();
        let goes_on = |(word, (unit, next)): (&Word, (&Unit, &Word))| {
            let may_follow = next.number != 0 && word.followers & follower(next.number) != 0;
            may_follow & self.likely(edge(word.number, next.number, unit.spaced))
        };
        let nexts = all.iter().zip(&words).skip(1);
        let pairs: Vec<bool> = words.iter().zip(nexts).map(goes_on).chain([false]).collect();
        let mut found = Vec::with_capacity(all.len() / 2);
        for (index, unit) in all.iter().enumerate() {
            let phrase = words[index].phrase;
            if phrase != NONE {
                found.push(Match { phrase, start: unit.start as usize, end: unit.end as usize });
            }
            if pairs[index] {
                self.walk(&all[index..], &words[index..], &mut found);
            }
        }
        found
    }

    /// Finds the phrases of two words and more that begin with the first.
    fn walk(&self, units: &[Unit], words: &[Word], found: &mut Vec<Match>) {
        let mut node = words[0].number;
        for (unit, word) in units.iter().zip(words).skip(1).take_while(|(_, word)| word.number != 0) {
            let key = edge(node, word.number, unit.spaced);
            let Some(further) = self.likely(key).then(|| self.edge(key)).flatten() else { return };
            if further.phrase != NONE {
                found.push(Match { phrase: further.phrase, start: units[0].start as usize, end: unit.end as usize });
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
        let Some(packed) = packed(folded, unit) else {
            return self.long_words.find(unit.of(folded).as_bytes()).map_or(Word::UNKNOWN, |long| Word::read(self.long_values[long]));
        };
        let mut place = first_place(spread_word(packed), self.words.len());
        loop {
            let [key, value] = &self.words[place];
            match u128::from_le_bytes(*key) {
                0 => return Word::UNKNOWN,
                key if key == packed => return Word::read(*value),
                _ => place = (place + 1) & (self.words.len() - 1),
            }
        }
    }

    fn edge(&self, edge: u64) -> Option<Edge> {
        let mut place = first_place(spread(edge), self.edges.len());
        loop {
            let [key, value] = &self.edges[place];
            match u64::from_le_bytes(*key) {
                0 => return None,
                key if key == edge => return Some(Edge::read(*value)),
                _ => place = (place + 1) & (self.edges.len() - 1),
            }
        }
    }

    /// Whether there may be an edge; says yes wrongly at times, and never no.
    #[inline]
    fn likely(&self, edge: u64) -> bool {
        let (byte, bit) = likely(edge, self.likely.len());
        self.likely[byte] & bit != 0
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
        Automaton::new(&blob).find(text).into_iter().map(|one| text[one.start..one.end].to_owned()).collect()
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
