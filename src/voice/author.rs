//! Who wrote a note: fields such as `Completed by`, a line under the title, a signature, "me (Jo Hill, social worker)".

use super::Cues;
use super::cast::{before, behind, of_place};
use super::names::{is_initials, name_at, name_before, small, surname_behind, turned};
use crate::lexicon::Hits;
use crate::text::{Block, BlockKind, Shape, Span, Text, Word, label_span};

/// How the author is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum AuthorName {
    /// Not at all.
    None,
    /// With initials alone.
    Initials,
    /// With one name, such as a first name.
    Part,
    /// With a surname and a first name or its initial.
    Full,
}

/// What a note says of who wrote it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Author {
    /// How the author is named.
    pub name: AuthorName,
    /// Where.
    pub span: Option<Span>,
    /// Whether the note says what the author is: social worker, team manager.
    pub designation: bool,
    /// Whether the note says for which team the author works.
    pub team: bool,
}

/// How many blocks at the head and at the end of a note are read for a name by itself.
const HEAD: usize = 8;
const TAIL: usize = 6;
/// How many blocks of the head may close with initials.
const CLOSES: usize = 4;
/// How many words of a long line are read for a name.
const EDGE: usize = 30;
/// How far behind a name its role and team may stand, in bytes.
pub(super) const NEAR: u32 = 90;

pub(super) fn author(text: &Text<'_>, hits: &Hits, cues: &Cues<'_>) -> Author {
    let mut found = Search { text, hits, cues, best: Author { name: AuthorName::None, span: None, designation: false, team: false } };
    let count = text.blocks.len();
    for (index, block) in text.blocks.iter().enumerate() {
        let edge = index < HEAD || index + TAIL >= count;
        match block.kind {
            BlockKind::Field { label } => found.field(label, block.span.end, index),
            _ if found.labelled(block, index) => {}
            _ if edge => found.line(block.span, index + TAIL >= count && 2 * index >= count),
            _ => {}
        }
        if edge {
            found.inside(block, index < CLOSES, index + TAIL >= count);
        }
        if index + 2 >= count {
            found.last_words(block);
        }
        if index < CLOSES || index + 2 >= count {
            found.closing(block);
        }
        let short = block.span.len() <= 60 && index + 3 >= count;
        let others = matches!(block.kind, BlockKind::Field { label } if found.says(label, &["not"]));
        let fields = matches!(block.kind, BlockKind::Field { label } if !found.says(label, &["label"]));
        if (index < 2 || short || edge && found.opens_with_role(block)) && !others && !fields {
            found.titled(block);
        }
    }
    // "Child: Kit (2). Supervisee: Jo Hill, social worker": labels that run on in one line.
    for sentence in &text.sentences {
        let block = sentence.block as usize;
        if (block < HEAD || block + TAIL >= count)
            && sentence.span.start != text.blocks[block].span.start
            && let Some(label) = label_span(text.source, sentence.span)
        {
            found.field(label, sentence.span.end, block);
        }
    }
    for hit in hits.of(cues.authorship).iter().filter(|hit| cues.category(hit) == "by") {
        let end = text.sentences[hit.sentence as usize].span.end;
        let block = text.blocks[text.sentences[hit.sentence as usize].block as usize].span.end;
        found.take(text.word_from(hit.span.end), end.max(block), false);
    }
    // `"TYPE:CIN Visit","WORKER:Okafor-Lyle T"`: an export holds its labels inside a line.
    for hit in hits.of(cues.authorship).iter().filter(|hit| cues.category(hit) == "label") {
        let end = text.sentences[hit.sentence as usize].span.end;
        if found.best.name == AuthorName::None && text.source[hit.span.end as usize..].starts_with(':') {
            found.take(text.word_from(hit.span.end), end, hit.span.of(text.source).starts_with(['C', 'c']));
        }
    }
    for hit in hits.of(cues.authorship).iter().filter(|hit| cues.category(hit) == "doing") {
        if let Some(name) = name_before(text, hits, cues, text.word_from(hit.span.start)).filter(|name| name.is_full()) {
            found.note(AuthorName::Full, name.span, hit.span);
        }
    }
    if found.best.name == AuthorName::Initials
        && let Some(initials) = found.best.span
    {
        found.spelt_out(initials);
    }
    found.best
}

pub(super) struct Search<'t, 'n> {
    pub(super) text: &'t Text<'n>,
    pub(super) hits: &'t Hits,
    pub(super) cues: &'t Cues<'n>,
    best: Author,
}

impl Search<'_, '_> {
    /// What a list says of a span: whether it holds a hit of one of the categories.
    pub(super) fn says(&self, span: Span, categories: &[&str]) -> bool {
        self.hits.within(self.cues.authorship, span).iter().any(|hit| categories.contains(&self.cues.category(hit)))
    }

    fn field(&mut self, label: Span, end: u32, index: usize) {
        let hits = self.hits.within(self.cues.authorship, label);
        let of = |category: &str| hits.iter().any(|hit| self.cues.category(hit) == category && hit.span.len() * 2 >= label.len());
        if of("not") {
            self.present(label, end);
            return;
        }
        let at_edge =
            hits.last().is_some_and(|hit| hit.span.end == label.end) || hits.first().is_some_and(|hit| hit.span.start == label.start);
        if of("label") || of("by") || at_edge && hits.iter().any(|hit| matches!(self.cues.category(hit), "label" | "by")) {
            let chair = label.of(self.text.source).starts_with(['C', 'c']) && label.len() <= 11;
            let value = self.text.word_from(label.end);
            // An empty value stands on the next line, as forms print it.
            let end = if self.text.words.get(value).is_none_or(|word| word.span.start >= end) {
                self.text.blocks.get(index + 1).map_or(end, |next| next.span.end)
            } else {
                end
            };
            let known = self.best;
            self.take(value, end, chair);
            if self.best == known && !chair {
                self.named_by(value, end);
            }
        } else if index < HEAD && self.hits.within(self.cues.cast, label).iter().any(|hit| hit.span.start == label.start) {
            // A nurse's or a teacher's record names its author by the role.
            self.take(self.text.word_from(label.end), end, false);
        } else if hits.iter().any(|hit| self.cues.category(hit) == "team") && end > label.end + 3 {
            self.best.team = true;
        }
    }

    /// `Triaged: Mon 10 May by T Ollerenshaw`, `Seen by: SW - Jo Hill`: a name further on in a value.
    fn named_by(&mut self, first: usize, end: u32) {
        let words = &self.text.words[first..self.text.word_from(end)];
        for (index, pair) in words.windows(2).enumerate() {
            let gap = self.text.between(pair[0].span.end, pair[1].span.start);
            if pair[0].span.of(self.text.source) == "by" || matches!(gap, " - " | " – " | " / ") {
                self.take(first + index + 1, end, false);
            }
        }
    }

    /// `Present: Kit, Mum, Jo Hill (SW)`: the one social worker among those present is the author, unless the note says otherwise.
    fn present(&mut self, label: Span, end: u32) {
        let there = matches!(
            label.of(self.text.source).as_bytes().first(),
            Some(b'P' | b'p' | b'A' | b'a' | b'I' | b'i' | b'T' | b't' | b'S' | b's')
        );
        let value = Span { start: label.end, end };
        let mut workers = self.hits.within(self.cues.cast, value).iter().filter(|hit| self.cues.category(hit) == "social-care");
        let (Some(hit), None) = (workers.next(), workers.next()) else { return };
        if there && let Some(name) = before(self.text, self.hits, self.cues, hit).or_else(|| behind(self.text, self.hits, self.cues, hit)) {
            self.take(self.text.word_from(name.span.start), end, false);
        }
    }

    /// `Worker - Jo Hill`, `Author | Jo Hill`: a label without a colon, with the name behind it or in the next cell.
    fn labelled(&mut self, block: &Block, index: usize) -> bool {
        let Some(hit) = self.hits.within(self.cues.authorship, block.span).first() else { return false };
        if hit.span.start != block.span.start || !matches!(self.cues.category(hit), "label" | "by") {
            return false;
        }
        if hit.span.end == block.span.end {
            let Some(next) = self.text.blocks.get(index + 1).filter(|_| block.kind == BlockKind::Cell) else { return false };
            self.take(self.text.word_from(next.span.start), next.span.end, false);
            return true;
        }
        let next = self.text.word_from(hit.span.end);
        let gap = self.text.words.get(next).map_or("", |word| self.text.between(hit.span.end, word.span.start));
        let named = gap == " " && name_at(self.text, self.hits, self.cues, next).is_some_and(super::names::Name::is_full);
        if named || matches!(gap, " - " | " – " | " = " | " — ") {
            self.take(next, block.span.end, false);
            return true;
        }
        false
    }

    /// `PC 2291 Maya Ferreira, Response Team`, `Sister F. Okonjo`: the title of a note names a professional.
    fn titled(&mut self, block: &Block) {
        for hit in self.hits.within(self.cues.cast, block.span) {
            let mut next = self.text.word_from(hit.span.end);
            let lead = self.text.word_from(hit.span.start).checked_sub(1).map(|before| self.text.words[before].span.of(self.text.source));
            if lead.is_some_and(|lead| matches!(lead, "from" | "with" | "to" | "for" | "re" | "by" | "From" | "With" | "To")) {
                continue;
            }
            let digits = self.text.words.get(next).is_some_and(|word| word.shape == Shape::Digits && word.span.start == hit.span.end + 1);
            next += usize::from(digits);
            let Some(word) = self.text.words.get(next) else { return };
            let title = self.cues.category(hit) == "title" && matches!(hit.span.len(), 2..=4) && hit.span.of(self.text.source) != "Dr";
            let place = name_at(self.text, self.hits, self.cues, next).is_none_or(|name| of_place(self.text, self.hits, self.cues, name));
            if !title && !place && (digits || matches!(self.text.between(hit.span.end, word.span.start), " " | ", " | ". " | " - " | " – "))
            {
                self.take(next, block.span.end, false);
            }
        }
    }

    /// `14.3.23 09:20   N Garrigan, SW`, `me (Jo Hill, social worker)`, `Fri 3 May. S Motala, EDT`: a name inside a line.
    fn inside(&mut self, block: &Block, head: bool, last: bool) {
        if let BlockKind::Field { label } = block.kind
            && self.says(label, &["not"])
        {
            self.self_named(block);
            return;
        }
        self.self_named(block);
        // The value of the field itself is read by `field`.
        let first = match block.kind {
            BlockKind::Field { label } => self.text.word_from(label.end),
            _ => self.text.word_from(block.span.start),
        };
        let end = self.text.word_from(block.span.end);
        let from = if last { first.max(end.saturating_sub(EDGE)) } else { first };
        for index in self.text.capitals_in(from + 1..end.min(from + EDGE)) {
            let gap = self.text.between(self.text.words[index - 1].span.end, self.text.words[index].span.start);
            let lead = self.text.words[index - 1].span.of(self.text.source);
            // "Mrs Cole, mother of Kit (9), to Jo Hill": a call is told by the one who took it, if nobody else is found.
            let by = gap == " " && (lead == "by" || lead == "to" && head && self.best.name == AuthorName::None);
            let dated = self.text.words[index - 1].shape == Shape::Digits && gap == " ";
            let closed = gap == " ("
                || gap == " // "
                || (head || last) && matches!(gap, " " | ":" | ": ") && self.led(self.text.words[index - 1].span);
            if !(by
                || dated
                || closed
                || gap.len() > 1 && gap.contains("  ")
                || gap.contains('\t')
                || matches!(gap, " - " | " – " | " — " | ". " | " | " | ", "))
            {
                continue;
            }
            let Some(name) = name_at(self.text, self.hits, self.cues, index).filter(|name| name.is_full()) else { continue };
            if self.is_heading(name) && !self.role_behind(name.span.end, block.span.end) {
                continue;
            }
            if self.role_behind(name.span.end, block.span.end) || (by || closed) && !self.recurs(index, name.end_word) {
                self.take(index, block.span.end, false);
            }
        }
    }

    /// Whether a word ends a label or a role: "EOC worker Shona Brindle".
    fn led(&self, word: Span) -> bool {
        let near = Span { start: word.start.saturating_sub(20), end: word.end };
        self.hits
            .within(self.cues.authorship, near)
            .iter()
            .any(|hit| hit.span.end == word.end && matches!(self.cues.category(hit), "label" | "designation"))
    }

    /// `me (Jo Hill)`, `I, Jo Hill`.
    fn self_named(&mut self, block: &Block) {
        let first = self.text.word_from(block.span.start);
        let end = self.text.word_from(block.span.end);
        let words = &self.text.words[first..end];
        for (index, pair) in (first..).zip(words.windows(2)) {
            let word = pair[0].span;
            // Every word of the block is asked for: its length tells in most cases.
            if matches!(word.len(), 1 | 2 | 6)
                && matches!(self.text.source.as_bytes()[word.start as usize], b'm' | b'I' | b'M')
                && matches!(word.of(self.text.source), "me" | "I" | "myself" | "Me" | "Myself")
                && matches!(self.text.between(word.end, pair[1].span.start), " (" | ", " | " - " | " – ")
            {
                self.take(index + 1, block.span.end, false);
            }
        }
    }

    /// Takes the name or the initials that begin with a word.
    pub(super) fn take(&mut self, first: usize, end: u32, needs_role: bool) {
        let Some(word) = self.text.words.get(first).filter(|word| word.span.start < end) else { return };
        let written = word.span.of(self.text.source);
        // "Recorded by: SW Jane Kelly", "Author: the health visitor, Jo Hill": the name stands behind the role.
        if let Some(hit) = self.hits.within(self.cues.cast, word.span).first() {
            let name = behind(self.text, self.hits, self.cues, hit).filter(|name| name.span.start < end);
            if let Some(name) = name {
                let named = if name.is_full() { AuthorName::Full } else { AuthorName::Part };
                self.note(named, name.span, Span { start: hit.span.start, end: end.min(name.span.end + NEAR) });
            } else if let Some(surname) = surname_behind(self.text, hit.span, end) {
                self.note(AuthorName::Part, surname, Span { start: hit.span.start, end: end.min(surname.end + NEAR) });
            }
            return;
        }
        if matches!(written, "the" | "The" | "me" | "myself") {
            self.take(first + 1, end, needs_role);
            return;
        }
        if label_span(self.text.source, Span { start: word.span.start, end }).is_some() && !needs_role {
            return;
        }
        let (name, span) = if let Some(name) = name_at(self.text, self.hits, self.cues, first) {
            (if name.is_full() { AuthorName::Full } else { AuthorName::Part }, name.span)
        } else if let Some(span) = self.shouted(first).or_else(|| turned(self.text, first)) {
            (AuthorName::Full, span)
        } else if self.signs(*word) {
            (AuthorName::Initials, word.span)
        } else if let Some(span) = self.small(first, end) {
            (AuthorName::Full, span)
        } else {
            return;
        };
        let rest = Span { start: span.end, end: end.min(span.end + NEAR) };
        if !needs_role || self.says(rest, &["designation", "label"]) {
            self.note(name, span, rest);
        }
    }

    /// Whether capitals are somebody's initials rather than a role: `NG`, and not `SW`, `GP`.
    pub(super) fn signs(&self, word: Word) -> bool {
        is_initials(word.span.of(self.text.source))
            && [self.cues.cast, self.cues.authorship, self.cues.vague_source, self.cues.people]
                .iter()
                .all(|list| self.hits.within(*list, word.span).is_empty())
    }

    /// `worker: jane kelly`: only right behind a label, where nothing but a name is to be expected.
    fn small(&self, first: usize, end: u32) -> Option<Span> {
        let gap = self.text.between(self.text.words[first.checked_sub(1)?].span.end, self.text.words[first].span.start);
        gap.contains([':', '|', '\n']).then(|| small(self.text, self.hits, self.cues, first, end)).flatten()
    }

    /// `J CARR`, `JO HILL`: a name in a line of capitals.
    fn shouted(&self, first: usize) -> Option<Span> {
        let (one, two) = (self.text.words.get(first)?, self.text.words.get(first + 1)?);
        let capitals = |word: &Word, least: usize| {
            word.span.len() >= least && word.span.of(self.text.source).bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'\'')
        };
        let next = self.text.between(one.span.end, two.span.start);
        (one.span.len() != 2
            && capitals(one, 1)
            && capitals(two, 4)
            && matches!(next, " " | ". ")
            && !self.says(one.span.to(two.span), &["designation", "team", "label", "not"])
            && !one.span.of(self.text.source).contains('\''))
        .then(|| one.span.to(two.span))
    }

    /// Keeps a name if it says more than the one known.
    pub(super) fn note(&mut self, name: AuthorName, span: Span, rest: Span) {
        let designation = self.says(rest, &["designation", "label"]);
        let team = self.says(rest, &["team"]);
        let more =
            (name, u8::from(designation) + u8::from(team)) > (self.best.name, u8::from(self.best.designation) + u8::from(self.best.team));
        if more || self.best.span.is_none() {
            let team = team || self.best.team && self.best.span.is_none();
            self.best = Author { name, span: Some(span), designation, team };
        }
    }
}
