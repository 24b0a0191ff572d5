//! What the automaton steps over: words, possessive endings and marks.

use std::ops::Range;

use crate::text::runs;

/// A word, a possessive ending or a mark of a text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Unit {
    pub(crate) start: u32,
    pub(crate) end: u32,
    /// Whether a space stands before it: "t / c" is not "t/c".
    pub(crate) spaced: bool,
}

impl Unit {
    pub(crate) fn of(self, folded: &str) -> &str {
        &folded[self.start as usize..self.end as usize]
    }
}

/// Splits folded text into words, possessive endings (`mum` + `'s`) and marks; spaces only set them apart.
pub(crate) fn units(folded: &str) -> Vec<Unit> {
    let bytes = folded.as_bytes();
    let mut found: Vec<Unit> = Vec::with_capacity(bytes.len() / 4);
    let unit = |start: usize, end: usize| Unit { start: start as u32, end: end as u32, spaced: start == 0 || bytes[start - 1] == b' ' };
    let marks = |gap: Range<usize>, found: &mut Vec<Unit>| {
        gap.filter(|&at| bytes[at] != b' ').for_each(|at| found.push(unit(at, at + 1)));
    };
    let mut last = 0;
    // Whether the last unit is a word: an apostrophe may join more to it, as in `didn't`.
    let mut open = false;
    for [start, end] in runs(bytes) {
        let (start, end) = (start as usize, end as usize);
        let joined = last > 0 && start == last + 1 && bytes[last] == b'\'';
        if joined && bytes[start..end] == *b"s" {
            found.push(unit(last, end));
            open = false;
        } else if joined
            && open
            && let Some(word) = found.last_mut()
        {
            word.end = end as u32;
        } else {
            // Mostly there is nothing but a space.
            if start != last + 1 || bytes[last] != b' ' {
                marks(last..start, &mut found);
            }
            found.push(unit(start, end));
            open = true;
        }
        last = end;
    }
    marks(last..bytes.len(), &mut found);
    found
}
