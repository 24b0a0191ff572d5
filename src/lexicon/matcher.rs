//! Whose a phrase is: overlapping matches first, then exemptions, then the longest of each list.
//!
//! Any other order loses true hits: a leftmost-longest search that is filtered afterwards misses `failed` in
//! `failed to engaged`, because `failed to engage` swallowed it and fell at the boundary.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use super::Hit;
use super::automaton::Automaton;
use super::prepare::{Blob, Owner, Role, Section, Texts};
use crate::text::{Span, Text};

/// Prepared lists, and which of all lists their first is.
#[derive(Debug)]
pub(super) struct Matcher {
    blob: Arc<Blob>,
    first_list: u16,
    lists: usize,
}

/// What was found in a text, by list and in order of place.
#[derive(Debug, Default)]
pub struct Hits {
    /// All hits, those of one list together.
    all: Vec<Hit>,
    /// For each list where its hits end; they begin where those of the list before end.
    ends: Vec<u32>,
    /// For letters of a list and entry, the end of the first place that writes them out.
    written_out: HashMap<(u16, u32), u32>,
}

/// So many hits are looked at one by one before they are searched.
const FEW: usize = 4;

impl Hits {
    /// The hits of one list.
    pub fn of(&self, list: u16) -> &[Hit] {
        let list = usize::from(list);
        let Some(&end) = self.ends.get(list) else { return &[] };
        let start = list.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.all[start as usize..end as usize]
    }

    /// The end of the first place that writes out what the letters of a hit stand for.
    pub fn written_out(&self, hit: &Hit) -> Option<u32> {
        self.written_out.get(&(hit.list, hit.entry)).copied()
    }

    /// Adds those of further lists.
    pub(super) fn append(&mut self, further: Self) {
        let before = self.all.len() as u32;
        self.ends.extend(further.ends.into_iter().map(|end| before + end));
        self.all.extend(further.all);
        self.written_out.extend(further.written_out);
    }

    /// The hits of a list that start within a span.
    pub fn within(&self, list: u16, span: Span) -> &[Hit] {
        let hits = self.of(list);
        let hits = &hits[hits.partition_point(|hit| hit.span.start < span.start)..];
        // Mostly there are none, or one or two.
        match hits.iter().take(FEW).position(|hit| hit.span.start >= span.end) {
            Some(end) => &hits[..end],
            None => &hits[..hits.partition_point(|hit| hit.span.start < span.end)],
        }
    }
}

impl Matcher {
    pub(super) fn new(blob: Arc<Blob>, first_list: usize, lists: usize) -> Self {
        Self { blob, first_list: first_list as u16, lists }
    }

    /// What the lists find in a text.
    pub(super) fn find(&self, text: &Text<'_>) -> Hits {
        let matches = Automaton::new(&self.blob).find(text.folded.as_str());
        let owners = self.blob.section(Section::Owners).as_chunks().0;
        let spellings = self.blob.texts(Section::Spellings);
        let mut found: Vec<Found> = Vec::with_capacity(matches.len() + matches.len() / 4);
        let mut written_out = HashMap::new();
        let mut source = text.folded.reader();
        let mut sentence = 0;
        for matched in matches {
            let span = source.span(matched.start..matched.end);
            while text.sentences.get(sentence + 1).is_some_and(|next| next.span.start <= span.start) {
                sentence += 1;
            }
            let whole = text.sentences.get(sentence).is_some_and(|sentence| sentence.span.contains(span));
            for bytes in &owners[matched.phrase as usize..] {
                let owner = Owner::read(*bytes);
                if owner.role == Role::Meaning {
                    written_out.entry((self.first_list + owner.list, owner.entry)).or_insert(span.end);
                } else if whole && spelled(&owner, spellings, span, text.source) {
                    found.push(Found { span, sentence: sentence as u32, list: owner.list, entry: owner.entry, role: owner.role });
                }
                if !owner.shared {
                    break;
                }
            }
        }
        let mut hits = Vec::with_capacity(found.len());
        let mut ends = Vec::with_capacity(self.lists);
        // Entries are numbered densely: a place for each, with the last list that it was seen in.
        let mut seen = vec![u16::MAX; found.iter().map(|one| one.entry as usize + 1).max().unwrap_or(0)];
        for of_list in by_list(&mut found, self.lists) {
            settle(&found[of_list], &mut hits, &mut seen);
            ends.push(hits.len() as u32);
        }
        hits.iter_mut().for_each(|hit| hit.list += self.first_list);
        Hits { all: hits, ends, written_out }
    }
}

/// Whether a phrase is spelled in the text as its owner asks. The first byte tells in most cases.
fn spelled(owner: &Owner, spellings: Texts<'_>, span: Span, source: &str) -> bool {
    owner.initial == 0
        || owner.initial == source.as_bytes()[span.start as usize] && spellings.get(owner.spelling as usize) == span.of(source).as_bytes()
}

/// A claim that was found in a text.
#[derive(Clone, Copy)]
struct Found {
    span: Span,
    sentence: u32,
    list: u16,
    entry: u32,
    role: Role,
}

/// Sorts what was found by list and place, of two that start together the longer first, and tells where each list's lie.
/// It comes in order of place, so the lists are counted out, and only what starts together is sorted.
fn by_list(found: &mut [Found], lists: usize) -> Vec<Range<usize>> {
    let mut ranges = vec![0..0; lists];
    found.iter().for_each(|one| ranges[usize::from(one.list)].end += 1);
    let mut start = 0;
    for range in &mut ranges {
        (range.start, start) = (start, start + range.end);
        range.end = range.start;
    }
    let unsorted = found.to_vec();
    for one in unsorted {
        let range = &mut ranges[usize::from(one.list)];
        found[range.end] = one;
        range.end += 1;
    }
    for together in found.chunk_by_mut(|one, next| (one.list, one.span.start) == (next.list, next.span.start)) {
        if together.len() > 1 {
            together.sort_unstable_by_key(|one| (Reverse(one.span.end), one.role, one.entry));
        }
    }
    ranges
}

/// Drops what an exemption covers, then keeps the longest where hits overlap.
fn settle(found: &[Found], hits: &mut Vec<Hit>, seen: &mut [u16]) {
    let first = hits.len();
    let mut exempt = Span::new(0, 0);
    for one in found {
        let Role::Form(form) = one.role else {
            if one.span.end > exempt.end {
                exempt = one.span;
            }
            continue;
        };
        // A phrase that is listed in full by one entry stands, though another entry leaves its own term alone in it.
        if one.span.end > exempt.end || one.span == exempt {
            let hit = Hit { span: one.span, list: one.list, entry: one.entry, form, sentence: one.sentence, first: false };
            match hits[first..].last_mut() {
                Some(last) if last.span.touches(hit.span) => {
                    if hit.span.len() > last.span.len() {
                        *last = hit;
                    }
                }
                _ => hits.push(hit),
            }
        }
    }
    for hit in &mut hits[first..] {
        hit.first = std::mem::replace(&mut seen[hit.entry as usize], hit.list) != hit.list;
    }
}
