//! Whose a phrase is: overlapping matches first, then exemptions, then the longest of each list.
//!
//! Any other order loses true hits: a leftmost-longest search that is filtered afterwards misses `failed` in
//! `failed to engaged`, because `failed to engage` swallowed it and fell at the boundary.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::ops::Range;

use super::automaton::Automaton;
use super::{Hit, List, ListKind};
use crate::text::{Span, Text, fold_phrase};

/// The automaton and, for each of its phrases, whose it is.
#[derive(Debug, Default)]
pub(super) struct Matcher {
    automaton: Automaton,
    /// The claims on all phrases, those on one phrase together. A phrase has the number of its first.
    owners: Vec<Owner>,
    /// Exact spellings, for lists that tell capitals from small letters.
    spellings: Vec<Box<str>>,
}

/// One entry's claim on a phrase; small, because thousands of them are looked up in a note.
#[derive(Debug, Clone, Copy)]
struct Owner {
    entry: u32,
    /// Which exact spelling it asks for, and the first byte of it; [`ANY`] and 0 for none.
    spelling: u32,
    initial: u8,
    /// Whether the next owner claims the same phrase.
    shared: bool,
    list: u16,
    role: Role,
}

/// Stands for no exact spelling.
const ANY: u32 = u32::MAX;

/// What a phrase is to its entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Role {
    /// An exemption.
    Exemption,
    /// A form, by its number.
    Form(u16),
    /// What the letters of the entry stand for, written out.
    Meaning,
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

    /// The hits of a list that start within a span.
    pub fn within(&self, list: u16, span: Span) -> &[Hit] {
        let hits = self.of(list);
        let start = hits.partition_point(|hit| hit.span.start < span.start);
        let end = hits.partition_point(|hit| hit.span.start < span.end);
        &hits[start..end]
    }
}

impl Matcher {
    pub(super) fn new(lists: &[List]) -> Self {
        let mut automaton = Automaton::default();
        let mut claims: Vec<(u32, Owner)> = Vec::new();
        let mut spellings: Vec<Box<str>> = Vec::new();
        for (number, list) in lists.iter().enumerate().filter(|(_, list)| list.name != "abbreviations") {
            let exact = matches!(list.kind, ListKind::Acronyms | ListKind::Exempt);
            for (entry, listed) in list.entries.iter().enumerate() {
                let mut claim = |phrase: &str, role, exact| {
                    let Some(phrase_number) = automaton.add(&fold_phrase(phrase)) else { return };
                    let mut owner = Owner { entry: entry as u32, spelling: ANY, initial: 0, shared: false, list: number as u16, role };
                    if exact {
                        (owner.spelling, owner.initial) = (spellings.len() as u32, phrase.as_bytes()[0]);
                        spellings.push(phrase.into());
                    }
                    claims.push((phrase_number, owner));
                };
                for (number, form) in listed.forms.iter().enumerate() {
                    let role = Role::Form(number as u16);
                    claim(form, role, exact);
                    if list.kind == ListKind::Acronyms && form.ends_with(|last: char| last.is_ascii_uppercase() || last.is_ascii_digit()) {
                        claim(&format!("{form}s"), role, true);
                    }
                }
                for phrase in &listed.except {
                    claim(phrase, Role::Exemption, false);
                }
                for meaning in listed.means.iter().filter(|meaning| meaning.contains(' ')) {
                    claim(meaning, Role::Meaning, false);
                }
            }
        }
        claims.sort_by_key(|(phrase, _)| *phrase);
        let mut owners: Vec<Owner> = Vec::with_capacity(claims.len());
        let mut numbers = Vec::new();
        for of_phrase in claims.chunk_by(|(phrase, _), (next, _)| phrase == next) {
            numbers.push(owners.len() as u32);
            let last = of_phrase.len() - 1;
            owners.extend(of_phrase.iter().enumerate().map(|(index, (_, owner))| Owner { shared: index < last, ..*owner }));
        }
        automaton.renumber(&numbers);
        Self { automaton, owners, spellings }
    }

    /// The claims on a phrase.
    fn owners(&self, phrase: u32) -> impl Iterator<Item = &Owner> {
        let mut goes_on = true;
        self.owners[phrase as usize..].iter().take_while(move |owner| std::mem::replace(&mut goes_on, owner.shared))
    }

    /// Whether a phrase is spelled in the text as its owner asks. The first byte tells in most cases.
    fn spelled(&self, owner: &Owner, span: Span, source: &str) -> bool {
        owner.initial == 0
            || owner.initial == source.as_bytes()[span.start as usize] && *self.spellings[owner.spelling as usize] == *span.of(source)
    }

    pub(super) fn find(&self, text: &Text<'_>, lists: usize) -> Hits {
        let matches = self.automaton.find(text.folded.as_str());
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
            for owner in self.owners(matched.phrase) {
                if owner.role == Role::Meaning {
                    written_out.entry((owner.list, owner.entry)).or_insert(span.end);
                } else if whole && self.spelled(owner, span, text.source) {
                    found.push(Found { span, sentence: sentence as u32, list: owner.list, entry: owner.entry, role: owner.role });
                }
            }
        }
        let mut hits = Vec::with_capacity(found.len());
        let mut ends = Vec::with_capacity(lists);
        for of_list in by_list(&mut found, lists) {
            settle(&found[of_list], &mut hits);
            ends.push(hits.len() as u32);
        }
        Hits { all: hits, ends, written_out }
    }
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
fn settle(found: &[Found], hits: &mut Vec<Hit>) {
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
    // Entries are numbered densely: a bit for each is the cheapest set.
    let mut seen = vec![false; hits[first..].iter().map(|hit| hit.entry as usize + 1).max().unwrap_or(0)];
    for hit in &mut hits[first..] {
        hit.first = !std::mem::replace(&mut seen[hit.entry as usize], true);
    }
}
