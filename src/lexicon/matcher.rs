//! Whose a phrase is: overlapping matches first, then exemptions, then the longest of each list.
//!
//! Any other order loses true hits: a leftmost-longest search that is filtered afterwards misses `failed` in
//! `failed to engaged`, because `failed to engage` swallowed it and fell at the boundary.

use std::sync::Arc;

use super::Hit;
use super::automaton::Automaton;
use super::prepare::{Blob, Owner, Role, Section, Texts, spelling};
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
    /// For letters of a list and entry, the end of the first place that writes them out; sorted.
    written_out: Vec<((u16, u32), u32)>,
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
        let place = self.written_out.binary_search_by_key(&(hit.list, hit.entry), |(letters, _)| *letters).ok()?;
        Some(self.written_out[place].1)
    }

    /// Adds those of further lists.
    pub(super) fn append(&mut self, further: Self) {
        let before = self.all.len() as u32;
        self.ends.extend(further.ends.into_iter().map(|end| before + end));
        self.all.extend(further.all);
        // They are of later lists.
        self.written_out.extend(further.written_out);
    }

    /// The hits of a list that start within a span.
    pub fn within(&self, list: u16, span: Span) -> &[Hit] {
        let hits = self.of(list);
        match hits {
            [first, .., last] if last.span.start < span.start || first.span.start >= span.end => return &[],
            [only] if !(span.start..span.end).contains(&only.span.start) => return &[],
            [] | [_] => return hits,
            _ => {}
        }
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
        let mut written_out = Vec::new();
        let mut source = text.folded.reader();
        // The sentence that a match begins in, and where the next one begins.
        let start_of = |sentence: usize| text.sentences.get(sentence).map_or(u32::MAX, |next| next.span.start);
        let (mut sentence, mut next) = (0, start_of(1));
        let mut held = text.sentences.first().map_or(Span { start: 0, end: 0 }, |first| first.span);
        // The first claims are fetched together: in the loop below the processor would wait for each by itself.
        let first_claims: Vec<[u8; 8]> = matches.iter().map(|matched| owners[matched.phrase as usize]).collect();
        // Of those that start together the longer comes first: what it exempts stands before what it covers.
        for (matched, first_claim) in matches.iter().zip(first_claims) {
            let span = source.span(matched.start as usize..matched.end as usize);
            while next <= span.start {
                sentence += 1;
                (held, next) = (text.sentences[sentence].span, start_of(sentence + 1));
            }
            let whole = held.contains(span);
            let mut claim = first_claim;
            let mut claims = owners[matched.phrase as usize + 1..].iter();
            loop {
                let owner = Owner::read(claim);
                let spelled = !owner.exact || claims.next().is_some_and(|bytes| spelled(*bytes, spellings, span, text.source));
                if owner.role == Role::MEANING {
                    written_out.push(((self.first_list + owner.list, owner.entry), span.end));
                } else if whole && spelled {
                    settled.take(&owner, span, sentence as u32);
                }
                if !owner.shared {
                    break;
                }
                let Some(next) = claims.next() else { break };
                claim = *next;
            }
        }
        // Of one's places the first stays.
        written_out.sort_by_key(|(letters, _)| *letters);
        written_out.dedup_by_key(|(letters, _)| *letters);
        let (all, ends) = settled.by_list(self.first_list);
        Hits { all, ends, written_out }
    }
}

/// Whether a phrase is spelled in the text as its owner asks. The first byte tells in most cases.
fn spelled(asked: [u8; 8], spellings: Texts<'_>, span: Span, source: &str) -> bool {
    let (number, initial) = spelling(asked);
    initial == source.as_bytes()[span.start as usize] && spellings.get(number) == span.of(source).as_bytes()
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
    #[inline]
    fn take(&mut self, owner: &Owner, span: Span, sentence: u32) {
        let list = &mut self.lists[usize::from(owner.list)];
        if owner.role != Role::FORM {
            if span.end > list.exempt.end {
                list.exempt = span;
            }
            return;
        }
        // A phrase that is listed in full by one entry stands, though another entry leaves its own term alone in it.
        if span.end <= list.exempt.end && span != list.exempt {
            return;
        }
        let Owner { list: of, entry, form, category, conditional, .. } = *owner;
        let hit = Hit { span, list: of, entry, form, sentence, category, conditional, first: false };
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
