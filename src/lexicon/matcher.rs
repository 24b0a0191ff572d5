//! Whose a phrase is: overlapping matches first, then exemptions, then the longest of each list.
//!
//! Any other order loses true hits: a leftmost-longest search that is filtered afterwards misses `failed` in
//! `failed to engaged`, because `failed to engage` swallowed it and fell at the boundary.

use std::collections::HashMap;
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
        let mut settled = Settled { hits: Vec::with_capacity(matches.len()), lists: vec![OfList::NONE; self.lists] };
        let mut written_out = HashMap::new();
        let mut source = text.folded.reader();
        let mut sentence = 0;
        // Of those that start together the longer first: what it exempts stands before what it covers.
        for matched in matches.chunk_by(|one, next| one.start == next.start).flat_map(|together| together.iter().rev()) {
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
                    settled.take(&owner, span, sentence as u32);
                }
                if !owner.shared {
                    break;
                }
            }
        }
        let (all, ends) = settled.by_list(self.first_list);
        Hits { all, ends, written_out }
    }
}

/// Whether a phrase is spelled in the text as its owner asks. The first byte tells in most cases.
fn spelled(owner: &Owner, spellings: Texts<'_>, span: Span, source: &str) -> bool {
    owner.initial == 0
        || owner.initial == source.as_bytes()[span.start as usize] && spellings.get(owner.spelling as usize) == span.of(source).as_bytes()
}

/// What was found so far: what an exemption covers is dropped, and of hits of one list that overlap the longest kept.
struct Settled {
    hits: Vec<Hit>,
    lists: Vec<OfList>,
}

/// Where the last exemption and the last hit of a list stand.
#[derive(Clone, Copy)]
struct OfList {
    exempt: Span,
    last: Option<u32>,
    hits: u32,
}

impl OfList {
    const NONE: Self = Self { exempt: Span { start: 0, end: 0 }, last: None, hits: 0 };
}

impl Settled {
    /// Takes what stands next in the text; of what starts together the longer comes first, and an exemption before a hit.
    fn take(&mut self, owner: &Owner, span: Span, sentence: u32) {
        let list = &mut self.lists[usize::from(owner.list)];
        let Role::Form(form) = owner.role else {
            if span.end > list.exempt.end {
                list.exempt = span;
            }
            return;
        };
        // A phrase that is listed in full by one entry stands, though another entry leaves its own term alone in it.
        if span.end <= list.exempt.end && span != list.exempt {
            return;
        }
        let hit = Hit { span, list: owner.list, entry: owner.entry, form, sentence, first: false };
        match list.last.map(|last| &mut self.hits[last as usize]) {
            Some(last) if last.span.touches(span) => {
                if span.len() > last.span.len() {
                    *last = hit;
                }
            }
            _ => {
                list.last = Some(self.hits.len() as u32);
                list.hits += 1;
                self.hits.push(hit);
            }
        }
    }

    /// The hits of each list together, in order of place, and where each list's end.
    fn by_list(self, first_list: u16) -> (Vec<Hit>, Vec<u32>) {
        let mut ends = Vec::with_capacity(self.lists.len());
        let mut start = 0;
        for list in &self.lists {
            ends.push(start);
            start += list.hits;
        }
        let mut all = self.hits.clone();
        for hit in self.hits {
            let place = &mut ends[usize::from(hit.list)];
            all[*place as usize] = Hit { list: hit.list + first_list, ..hit };
            *place += 1;
        }
        // Entries are numbered densely: a place for each, with the last list that it was seen in.
        let mut seen = vec![u16::MAX; all.iter().map(|hit| hit.entry as usize + 1).max().unwrap_or(0)];
        for hit in &mut all {
            hit.first = std::mem::replace(&mut seen[hit.entry as usize], hit.list) != hit.list;
        }
        (all, ends)
    }
}
