//! Lines that sign a note: a name by itself at the head or the end, a name with its role, initials.

use super::author::{AuthorName, NEAR, Search};
use super::names::{Name, bounded, is_initials, name_at};
use crate::text::{Block, BlockKind, Shape, Span, Word};

/// Most words of a line that is no more than a signature.
pub(super) const SIGNATURE: usize = 6;
/// How many words are read on for a name that comes up again.
const LOOK_ON: usize = 400;
/// How many words of the head are read for the name that initials stand for.
const HEAD_WORDS: usize = 120;

/// What streets, teams and places end with: a surname too, but only where a role shows it. Sorted.
const PLACES: &[&str] = &[
    "Academy",
    "Assessment",
    "Avenue",
    "Centre",
    "Church",
    "Clinic",
    "Close",
    "Club",
    "College",
    "Court",
    "Crescent",
    "Drive",
    "Estate",
    "FORM",
    "Farm",
    "Flat",
    "Form",
    "Gardens",
    "Grove",
    "Hospital",
    "House",
    "Hub",
    "LOG",
    "Lane",
    "Lodge",
    "Log",
    "MEETING",
    "MINUTES",
    "Meeting",
    "Minutes",
    "NOTE",
    "NOTES",
    "Notes",
    "Nursery",
    "Office",
    "Park",
    "Place",
    "Plan",
    "Primary",
    "RECORD",
    "REPORT",
    "REVIEW",
    "Record",
    "Report",
    "Review",
    "Road",
    "Room",
    "SUMMARY",
    "School",
    "Service",
    "Services",
    "Square",
    "Street",
    "Suite",
    "Summary",
    "Surgery",
    "Team",
    "Terrace",
    "Trust",
    "Unit",
    "VISIT",
    "View",
    "Visit",
    "Ward",
    "Way",
];

impl Search<'_, '_> {
    /// A line of its own that is a name, or begins with one.
    pub(super) fn line(&mut self, block: Span, last: bool) {
        let first = self.text.word_from(block.start);
        let words = &self.text.words[first..self.text.word_from(block.end)];
        let of_block = |name: &Name| name.span.end <= block.end && !self.opens_with_verb(*name);
        let Some(name) = name_at(self.text, self.hits, self.cues, first).filter(of_block) else {
            self.initials_line(words, last);
            return;
        };
        let rest = Span { start: name.span.end, end: block.end.min(name.span.end + NEAR) };
        let behind = bounded(rest, self.text.source);
        let subject = behind.trim_start().starts_with('(') && behind.contains(|next: char| next.is_ascii_digit())
            || behind.trim_start_matches([',', ' ']).starts_with(|next: char| next.is_ascii_digit())
            || behind.contains("DOB")
            || behind.contains("dob")
            || behind.contains("aged");
        let role = self.role_behind(name.span.end, block.end);
        let alone = words.len() <= SIGNATURE
            && matches!(behind.as_bytes().iter().find(|byte| **byte != b' '), Some(b',' | b'/' | b'(' | b'|' | b'-' | 0xe2));
        let short = last && words.len() <= 2 && !behind.contains(':');
        let dated =
            last && words.len() <= SIGNATURE + 1 && name.is_full() && behind.trim_start().starts_with(|next: char| next.is_ascii_digit());
        let subject = subject && !dated;
        let bare = name.is_full() && words.len() <= SIGNATURE && !self.is_heading(name) && (last || !self.recurs(first, name.end_word));
        // "Careers.", "- Chron updating": a word with a stop or in a list signs nothing.
        let stops = words.last().is_some_and(|word| self.text.source[word.span.end as usize..].starts_with('.'));
        let short = short && !self.heads_section(block) && (name.is_full() && !self.is_heading(name) || !stops) && !self.is_item(block);
        if dated || !subject && (role && (name.is_full() || alone) || bare || short) {
            self.take(first, block.end, false);
        }
    }

    fn is_item(&self, span: Span) -> bool {
        let index = self.text.sentence_at(span.start).map_or(0, |index| self.text.sentences[index].block as usize);
        self.text.blocks[index].kind == BlockKind::Item
    }

    /// A heading with text under it.
    fn heads_section(&self, span: Span) -> bool {
        let index = self.text.sentence_at(span.start).map_or(0, |index| self.text.sentences[index].block as usize);
        self.text.blocks[index].kind == BlockKind::Heading && index + 1 < self.text.blocks.len()
    }

    /// "Pellbrook Road": capitals that name no author.
    pub(super) fn is_heading(&self, name: Name) -> bool {
        let last = self.text.words[name.end_word - 1].span.of(self.text.source);
        PLACES.binary_search(&last).is_ok() || self.opens_with_verb(name)
    }

    /// "Collected Lexi", and not "Ahmed Khan", "Fred Hill".
    fn opens_with_verb(&self, name: Name) -> bool {
        let first = self.text.words[self.text.word_from(name.span.start)].span.of(self.text.source);
        let past = first.ends_with("ed") && !["eed", "med", "fred"].iter().any(|end| first.ends_with(end));
        first.len() > 5 && (past || first.ends_with("ing"))
    }

    /// `Call in 02:35. SM.`, `13.3.24 – SP`: initials that close a line of the head or the end.
    pub(super) fn closing(&mut self, block: &Block) {
        let end = self.text.word_from(block.span.end);
        let mut index = end;
        while index > 1 && end - index < 3 && self.text.words[index - 1].shape == Shape::Digits {
            index -= 1;
        }
        let Some(word) = index.checked_sub(1).map(|index| self.text.words[index]).filter(|word| word.span.start > block.span.start) else {
            return;
        };
        let Some(before) = index.checked_sub(2).map(|index| self.text.words[index]) else { return };
        let gap = self.text.between(before.span.end, word.span.start);
        let listed = |list: u16| !self.hits.within(list, word.span).is_empty();
        if self.is_item(word.span) {
            return;
        }
        let alone = matches!(gap, ". " | ".  " | "  ") && is_initials(word.span.of(self.text.source)) && !listed(self.cues.cast);
        let apart =
            matches!(gap, " - " | " – " | " — " | ", " | " / " | " // " | " (" | " | ") && self.signs(word) && !listed(self.cues.acronyms);
        if alone && !self.says(word.span, &["not", "team"]) || apart {
            self.note(AuthorName::Initials, word.span, Span { start: word.span.end, end: word.span.end });
        }
    }

    /// The full name at the head that initials stand for: `Present: Bernadette Quigg (social worker)` … `BQ`.
    pub(super) fn spelt_out(&mut self, initials: Span) {
        let letters = initials.of(self.text.source).as_bytes();
        for index in 0..self.text.words.len().min(HEAD_WORDS) {
            if self.text.words[index].span.of(self.text.source).as_bytes().first() != letters.first() {
                continue;
            }
            let Some(name) = name_at(self.text, self.hits, self.cues, index).filter(|name| name.is_full()) else { continue };
            let surname = self.text.words[name.end_word - 1].span.of(self.text.source).as_bytes();
            if letters.last().is_some_and(|letter| surname.first() == Some(letter)) && name.end_word - index == letters.len() {
                self.note(AuthorName::Full, name.span, Span { start: name.span.end, end: name.span.end + NEAR });
                return;
            }
        }
    }

    /// `… on Friday. Donna`: a signature that runs on behind the text.
    pub(super) fn last_words(&mut self, block: &Block) {
        let Some(sentence) = self.text.sentence_at(block.span.end.saturating_sub(1)).map(|index| self.text.sentences[index].span) else {
            return;
        };
        if sentence.start > block.span.start && sentence.len() <= 60 {
            self.line(sentence, true);
        }
    }

    /// Whether a designation or a team stands right behind a name.
    pub(super) fn role_behind(&self, name: u32, block: u32) -> bool {
        let rest = Span { start: name, end: block.min(name + 24) };
        let own = self.hits.within(self.cues.authorship, rest).iter().find(|hit| !matches!(self.cues.category(hit), "not" | "on-behalf"));
        let next = own.or_else(|| self.hits.within(self.cues.cast, rest).iter().find(|hit| self.cues.category(hit) != "title"));
        // "Jo Hill, your social worker": a word or two may stand between behind a comma or a bracket.
        next.map(|hit| self.text.between(name, hit.span.start)).is_some_and(|gap| {
            !gap.contains([';', ':', '.'])
                && (!gap.contains(char::is_alphanumeric) || gap.len() <= 12 && (gap.starts_with(',') || gap.starts_with(" (")))
        })
    }

    /// Whether a line begins with a title or a role, as in "Dr Priya Shah, clinical psychologist".
    pub(super) fn opens_with_role(&self, block: &Block) -> bool {
        let hit = self.hits.within(self.cues.cast, block.span).first();
        block.kind != BlockKind::Heading && block.span.len() <= 90 && hit.is_some_and(|hit| hit.span.start == block.span.start)
    }

    /// `NG`, `S M-T`, `LD 22/9`: initials that stand for a signature.
    pub(super) fn initials_line(&mut self, words: &[Word], last: bool) {
        if let Some(first) = words.first()
            && !self.is_item(first.span)
            && (last || words.iter().skip(1).all(|word| word.shape == Shape::Digits))
            && (words.len() <= 3 || last && words.len() <= 5)
            && (self.signs(*first) || words.len() == 1 && last && is_initials(first.span.of(self.text.source)))
        {
            self.note(AuthorName::Initials, first.span, Span { start: first.span.end, end: first.span.end });
        }
    }

    /// Whether a name comes up again: then it is somebody the note is about.
    pub(super) fn recurs(&self, first: usize, end: usize) -> bool {
        let name = &self.text.words[first..end];
        let same =
            |word: &Word| name.iter().any(|one| one.span.len() > 1 && one.span.of(self.text.source) == word.span.of(self.text.source));
        self.text.words[end..].iter().take(LOOK_ON).any(same)
    }
}
