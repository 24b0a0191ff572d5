//! Whose a phrase is: overlapping matches first, then exemptions, then the longest of each list.
//!
//! Any other order loses true hits: a leftmost-longest search that is filtered afterwards misses `failed` in
//! `failed to engaged`, because `failed to engage` swallowed it and fell at the boundary.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::automaton::Automaton;
use super::{Hit, List, ListKind};
use crate::text::{Span, Text, fold_phrase};

/// The automaton and, for each of its phrases, whose it is.
#[derive(Debug, Default)]
pub(super) struct Matcher {
    automaton: Automaton,
    owners: Vec<Vec<Owner>>,
}

/// One entry's claim on a phrase.
#[derive(Debug, Clone)]
struct Owner {
    list: u16,
    entry: u32,
    role: Role,
    /// The exact spelling, for lists that tell capitals from small letters.
    exact: Option<Box<str>>,
}

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
        let mut matcher = Self::default();
        let mut claim = |phrase: &str, owner: Owner| {
            let Some(number) = matcher.automaton.add(&fold_phrase(phrase)).map(|number| number as usize) else { return };
            if number == matcher.owners.len() {
                matcher.owners.push(Vec::new());
            }
            matcher.owners[number].push(owner);
        };
        for (number, list) in lists.iter().enumerate().filter(|(_, list)| list.name != "abbreviations") {
            let exact = matches!(list.kind, ListKind::Acronyms | ListKind::Exempt);
            for (entry, listed) in list.entries.iter().enumerate() {
                let owner =
                    |role, exact: Option<&str>| Owner { list: number as u16, entry: entry as u32, role, exact: exact.map(Into::into) };
                for (number, form) in listed.forms.iter().enumerate() {
                    let role = Role::Form(number as u16);
                    claim(form, owner(role, exact.then_some(form)));
                    if list.kind == ListKind::Acronyms && form.ends_with(|last: char| last.is_ascii_uppercase() || last.is_ascii_digit()) {
                        let plural = format!("{form}s");
                        claim(&plural, owner(role, Some(&plural)));
                    }
                }
                for phrase in &listed.except {
                    claim(phrase, owner(Role::Exemption, None));
                }
                for meaning in listed.means.iter().filter(|meaning| meaning.contains(' ')) {
                    claim(meaning, owner(Role::Meaning, None));
                }
            }
        }
        matcher
    }

    pub(super) fn find(&self, text: &Text<'_>, lists: usize) -> Hits {
        let matches = self.automaton.find(text.folded.as_str());
        let mut found: Vec<Found> = Vec::with_capacity(matches.len() + matches.len() / 4);
        let mut written_out = HashMap::new();
        for matched in matches {
            let span = text.folded.source(matched.start..matched.end);
            for owner in &self.owners[matched.phrase as usize] {
                if owner.role == Role::Meaning {
                    written_out.entry((owner.list, owner.entry)).or_insert(span.end);
                } else if owner.exact.as_deref().is_none_or(|exact| exact == span.of(text.source)) {
                    found.push(Found { span, list: owner.list, entry: owner.entry, role: owner.role });
                }
            }
        }
        found.sort_unstable_by_key(|one| (one.list, one.span.start, Reverse(one.span.end), one.role, one.entry));
        let mut hits = Vec::with_capacity(found.len());
        let mut ends = Vec::with_capacity(lists);
        for of_list in found.chunk_by(|one, next| one.list == next.list) {
            ends.resize(usize::from(of_list[0].list), hits.len() as u32);
            settle(of_list, text, &mut hits);
            ends.push(hits.len() as u32);
        }
        ends.resize(lists, hits.len() as u32);
        Hits { all: hits, ends, written_out }
    }
}

struct Found {
    span: Span,
    list: u16,
    entry: u32,
    role: Role,
}

/// Drops what an exemption covers or a sentence end cuts, then keeps the longest where hits overlap.
fn settle(found: &[Found], text: &Text<'_>, hits: &mut Vec<Hit>) {
    let first = hits.len();
    let mut exempt = Span::new(0, 0);
    let mut sentence = 0;
    for one in found {
        while text.sentences.get(sentence + 1).is_some_and(|next| next.span.start <= one.span.start) {
            sentence += 1;
        }
        let whole = text.sentences.get(sentence).is_some_and(|sentence| sentence.span.contains(one.span));
        if !whole {
            continue;
        }
        let Role::Form(form) = one.role else {
            if one.span.end > exempt.end {
                exempt = one.span;
            }
            continue;
        };
        // A phrase that is listed in full by one entry stands, though another entry leaves its own term alone in it.
        if one.span.end > exempt.end || one.span == exempt {
            let hit = Hit { span: one.span, list: one.list, entry: one.entry, form, sentence: sentence as u32, first: false };
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
