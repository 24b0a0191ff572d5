//! Whose a telephone number, a mail, an address or a date of birth is: somebody's own, a place of work, the child's own at
//! the head of the note, or the place that the worker went to.
//!
//! The nearest word before it that can own it decides: "Mum rang the surgery on …" gives the number to the surgery.

use super::Voices;
use crate::lexicon::Hit;
use crate::record::{Identifier, IdentifierKind, Stamp};
use crate::text::{BlockKind, Shape, Span};

/// Whose an identifier is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Belongs {
    /// Somebody's own, as a word beside it says.
    Private,
    /// A professional's or an organisation's.
    Work,
    /// The child's own, at the head of the note.
    Head,
    /// A place that the worker went to, which a record of a visit must name.
    Venue,
    /// Nothing beside it tells.
    Unknown,
}

/// How far back an owner is looked for, in words.
const BACK: usize = 18;
/// How far behind, inside brackets or on the same line.
const BEHIND: u32 = 40;
/// A line above a bare number, such as the name in a signature, is no longer than this, in bytes.
const SHORT: usize = 80;
/// Most of such lines.
const LINES: usize = 3;
/// How many blocks the head of a note has at most.
const HEAD: usize = 14;
/// A paragraph of as many words ends the head.
const HEAD_WORDS: usize = 14;

impl Voices<'_> {
    /// Whose an identifier is.
    pub fn belongs(&self, one: &Identifier) -> Belongs {
        let place = matches!(one.kind, IdentifierKind::Address | IdentifierKind::Postcode);
        let before = self.owner_before(one.span, place);
        if (place || one.kind == IdentifierKind::NhsNumber) && self.is_at_head(one.span) {
            let other = before == Some(Belongs::Private) && self.is_labelled_private(one.span);
            return match before {
                Some(Belongs::Work) => Belongs::Work,
                _ if other || !place && self.owner_behind(one.span) == Some(Belongs::Private) => Belongs::Private,
                _ => Belongs::Head,
            };
        }
        match before {
            Some(Belongs::Venue) if !place => Belongs::Unknown,
            Some(owner) => owner,
            None => self.owner_behind(one.span).unwrap_or(Belongs::Unknown),
        }
    }

    /// Whose a date of birth is: the child's, unless a relation stands before it or the year tells of an adult.
    pub fn birth_belongs(&self, stamp: &Stamp, written: Option<jiff::civil::Date>) -> Belongs {
        let text = self.text;
        let at = text.word_from(stamp.span.start);
        let start = text.words[at.saturating_sub(BIRTH_BACK)].span.start.max(self.line_start(stamp.span.start));
        let before = Span { start, end: stamp.span.start };
        let told = text.words[at.saturating_sub(TOLD)..at].iter().any(|word| word.span.of(text.source).eq_ignore_ascii_case("born"));
        let gave = text.words[at.saturating_sub(BIRTH_BACK)..at]
            .iter()
            .any(|word| matches!(word.span.of(text.source), "gave" | "giving" | "given"));
        let adult =
            stamp.date.is_some_and(|birth| written.map_or(birth.year() < LONG_AGO, |written| written.year() - birth.year() > ADULT));
        let kin = self.hits.within(self.cues.people, before).iter().any(|hit| self.cues.category(hit) == "kin")
            || self.hits.within(self.cues.contacts, before).iter().any(|hit| self.cues.category(hit) == "private");
        let other = adult && !self.is_at_head(stamp.span) || kin && (adult || !told);
        if other && !gave { Belongs::Private } else { Belongs::Head }
    }

    fn line_start(&self, at: u32) -> u32 {
        self.text.source[..at as usize].rfind(['\n', '\r']).map_or(0, |end| end as u32 + 1)
    }

    /// `Dad's address: …`: the label of the field names whose it is.
    fn is_labelled_private(&self, span: Span) -> bool {
        let index = self.text.blocks.partition_point(|block| block.span.start <= span.start).saturating_sub(1);
        match self.text.blocks[index].kind {
            BlockKind::Field { label } => self.hits.within(self.cues.people, label).iter().any(|hit| self.cues.category(hit) == "kin"),
            _ => false,
        }
    }

    /// The nearest owner before a place, on its line and on short lines above it.
    fn owner_before(&self, span: Span, place: bool) -> Option<Belongs> {
        let text = self.text;
        let at = text.word_from(span.start);
        let start = self.reach(span, at);
        let reach = Span { start, end: span.start };
        let mut end = reach.end;
        // A cue that owns nothing here is passed over, and the next one before it is asked.
        for _ in 0..BACK {
            let reach = Span { start, end };
            let (hit, owner) = self.nearest(reach)?;
            match owner {
                Some(Belongs::Work) if place && !self.leads_to(hit.span.end, span.start) => end = hit.span.start,
                Some(owner) => return Some(owner),
                None => end = hit.span.start,
            }
        }
        None
    }

    /// Whether an organisation stands at a place: its name and the town lie between, and words such as "is at".
    fn leads_to(&self, start: u32, end: u32) -> bool {
        let text = self.text;
        let joins = |word: &str| JOINS.contains(&word);
        text.words[text.word_from(start)..text.word_from(end)]
            .iter()
            .all(|word| word.shape != Shape::Lower || joins(word.span.of(text.source)))
    }

    /// Where the look back begins.
    fn reach(&self, span: Span, at: usize) -> u32 {
        let text = self.text;
        let mut block = text.blocks.partition_point(|block| block.span.start <= span.start).saturating_sub(1);
        let mut first = text.word_from(text.blocks[block].span.start);
        let bare = |first: usize| text.words[first..at].iter().filter(|word| word.shape != Shape::Digits).count() <= 2;
        for _ in 0..LINES {
            let above = block.checked_sub(1).map(|above| &text.blocks[above]).filter(|above| above.span.len() <= SHORT);
            match above {
                Some(above) if bare(first) || block + LINES > text.blocks.len() && text.blocks[block].span.len() <= SHORT => {
                    block -= 1;
                    first = text.word_from(above.span.start);
                }
                _ => break,
            }
        }
        text.words.get(first.max(at.saturating_sub(BACK))).map_or(span.start, |word| word.span.start.min(span.start))
    }

    /// The last cue in a stretch, and whose what follows it is, if it says.
    fn nearest(&self, reach: Span) -> Option<(&Hit, Option<Belongs>)> {
        let (hits, cues) = (self.hits, &self.cues);
        let lists = [cues.contacts, cues.people, cues.cast, cues.vague_source];
        // "The family" and "the child" are whom the note is about.
        let anybody =
            |hit: &Hit| hit.list == cues.people && FAMILY.iter().any(|word| word.eq_ignore_ascii_case(hit.span.of(self.text.source)));
        let loose = |hit: &Hit| matches!(cues.category(hit), "title" | "class" | "somebody" | "one" | "feedback");
        let owns = |hit: &&Hit| hit.span.end <= reach.end && !loose(hit) && !anybody(hit);
        let last = |list: &u16| hits.within(*list, reach).iter().rev().find(owns);
        let hit = lists.iter().filter_map(last).max_by_key(|hit| (hit.span.end, hit.list == cues.contacts))?;
        let category = cues.category(hit);
        let owner = if hit.list == cues.contacts {
            match category {
                "private" => Some(Belongs::Private),
                "venue" => Some(Belongs::Venue),
                // "Dad's work number" is his own.
                _ if self.is_of_kin(hit) => Some(Belongs::Private),
                _ => Some(Belongs::Work),
            }
        } else if hit.list == cues.people {
            match category {
                _ if self.is_about(hit) => None,
                "pronoun" => self.of_pronoun(hit),
                "kin" | "someone" => Some(Belongs::Private),
                "role" => Some(Belongs::Work),
                // "I rang" owns nothing; "social worker" does.
                "author" if hit.span.len() > 4 => Some(Belongs::Work),
                _ => None,
            }
        } else {
            Some(Belongs::Work)
        };
        Some((hit, owner))
    }

    /// "Solicitor for Dad", "TC re mum": the words before own what follows.
    fn is_about(&self, hit: &Hit) -> bool {
        let at = self.text.word_from(hit.span.start);
        let before = at.checked_sub(1).map_or("", |before| self.text.words[before].span.of(self.text.source));
        ["for", "re", "about", "regarding", "tell"].iter().any(|word| word.eq_ignore_ascii_case(before))
    }

    /// "Mum's office number".
    fn is_of_kin(&self, hit: &Hit) -> bool {
        let at = self.text.word_from(hit.span.start);
        let Some(before) = at.checked_sub(1).map(|before| self.text.words[before].span) else { return false };
        let owns = before.of(self.text.source).ends_with(['s', 'S']) || before.len() == 3;
        let words = hit.span.of(self.text.source);
        let own = ["work", "office"].iter().any(|own| words.get(..own.len()).is_some_and(|start| start.eq_ignore_ascii_case(own)));
        own && owns && self.hits.within(self.cues.people, before).iter().any(|hit| matches!(self.cues.category(hit), "kin" | "pronoun"))
    }

    /// Whose is what "her" has: nobody at work who was named in the sentences before.
    fn of_pronoun(&self, hit: &Hit) -> Option<Belongs> {
        let sentence = self.text.sentence_at(hit.span.start)?;
        let start = self.text.sentences[sentence.saturating_sub(1)].span.start;
        let before = Span { start, end: hit.span.start };
        let work =
            |list: u16| self.hits.within(list, before).iter().any(|hit| self.cues.category(hit) != "title" && list == self.cues.cast);
        let kin = self.hits.within(self.cues.people, before).iter().any(|hit| matches!(self.cues.category(hit), "kin" | "someone"));
        if kin || !work(self.cues.cast) { Some(Belongs::Private) } else { None }
    }

    /// The owner right behind, in brackets or on the line: `07700 900 417 (mum)`, `01632 960 402 is the school`.
    fn owner_behind(&self, span: Span) -> Option<Belongs> {
        let source = self.text.source;
        let line = source[span.end as usize..].find(['\n', '\r', '.', ';']).map_or(source.len(), |end| span.end as usize + end) as u32;
        let reach = Span { start: span.end, end: line.min(span.end + BEHIND) };
        let lists = [self.cues.contacts, self.cues.people, self.cues.cast];
        let first = lists.iter().filter_map(|list| self.hits.within(*list, reach).first()).min_by_key(|hit| hit.span.start)?;
        let known = match self.cues.category(first) {
            "private" | "kin" | "pronoun" => Belongs::Private,
            "work" | "role" => Belongs::Work,
            _ if first.list == self.cues.cast => Belongs::Work,
            _ => return None,
        };
        Some(known)
    }

    /// Whether a place belongs to the head of the note: its title, the fields below it, the line that says whom it is about.
    fn is_at_head(&self, span: Span) -> bool {
        let text = self.text;
        let index = text.blocks.partition_point(|block| block.span.start <= span.start).saturating_sub(1);
        let told = |block: &crate::text::Block| {
            let words = text.word_from(block.span.end) - text.word_from(block.span.start);
            matches!(block.kind, BlockKind::Paragraph | BlockKind::Item) && words > HEAD_WORDS
        };
        let field = matches!(text.blocks[index].kind, BlockKind::Field { .. } | BlockKind::Heading | BlockKind::Cell);
        let labelled = matches!(text.blocks[index].kind, BlockKind::Field { label } if self.is_place_label(label));
        labelled || index < HEAD && !text.blocks[..index].iter().any(told) && (field || index < 4) && self.in_title_line(index, span)
    }

    /// `Address:`, `Venue:`: a field for a place, wherever it stands.
    fn is_place_label(&self, label: Span) -> bool {
        let label = label.of(self.text.source);
        LABELS.iter().any(|one| label.get(..one.len()).is_some_and(|start| start.eq_ignore_ascii_case(one)))
    }

    /// Whether a place stands in a short line at the top that is not yet a sentence: "9B Sailmakers Row, Penmouth".
    fn in_title_line(&self, index: usize, span: Span) -> bool {
        let block = self.text.blocks[index].span;
        let words = &self.text.words[self.text.word_from(block.start)..self.text.word_from(span.start)];
        let field = matches!(self.text.blocks[index].kind, BlockKind::Field { .. } | BlockKind::Cell);
        let several = self.text.blocks.len() > 1;
        (several || field) && words.iter().filter(|word| word.shape == Shape::Lower).count() <= 3 && words.len() <= HEAD_WORDS
    }
}

/// Labels of fields for places.
const LABELS: &[&str] =
    &["address", "home", "venue", "where", "location", "place", "visit address", "current address", "placement", "family home"];

/// Words for the people whom a note is about.
const FAMILY: &[&str] = &["family", "child", "children", "baby", "person", "people", "young person"];
/// Small words between an organisation and its place.
const JOINS: &[&str] = &["at", "based", "for", "in", "is", "located", "moved", "now", "of", "on", "the", "to", "and"];

/// From this age on somebody is no child, nor a young adult whose record it is; where the note has no date, the year of birth.
const ADULT: i16 = 25;
const LONG_AGO: i16 = 1995;
/// How far before a date of birth a relation may stand, and "born", in words.
const BIRTH_BACK: usize = 9;
const TOLD: usize = 3;
