//! Which kind of note it is: told by the command line, by a field, by the title, or by how it begins.

use super::policy::NoteKind;
use super::scheme::Scheme;
use crate::lexicon::{Hit, Hits, Lexicon};
use crate::text::{Block, BlockKind, Span, Text};

/// What says of which kind a note is, from the surest on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Named {
    /// The reader: `--kind`, or a column of an export.
    Given,
    /// A field such as `Type of contact`.
    Field,
    /// The title or a heading at the top.
    Title,
    /// A label at the top that is of one kind only: `Date of visit`.
    Label,
    /// How its text begins: "I visited …".
    Opening,
}

/// The kind of a note, and what says so.
#[derive(Debug, Clone, Copy)]
pub struct Filed<'n> {
    /// The kind.
    pub kind: &'n NoteKind,
    /// What says so.
    pub named: Named,
}

/// How many blocks at the top are read for a title, and for fields.
const TITLES: usize = 4;
const FIELDS: usize = 14;
/// A block of at most so many bytes can be a title; of a longer one its first sentence, if it is no longer than this.
const TITLE: u32 = 120;
/// A kind that is named in a sentence is its title if it begins within so many words.
const EARLY: usize = 2;
/// Within so many words of its sentence an opening must begin.
const OPENING: usize = 5;
/// So many sentences at the top can show that a kind takes another's place.
const TOP: usize = 14;
/// Words of a label which say that what it names is this note: `Date of visit`, but not `Next visit`.
const OF_THIS: &[&str] = &["date", "time", "purpose", "reason", "venue", "start", "end", "duration"];
const OF_ANOTHER: &[&str] = &["next", "last", "previous", "due", "future", "planned"];

impl<'n> Filed<'n> {
    /// The kind of a note, if anything says it. `given` is what the reader says.
    pub fn new(text: &Text<'_>, hits: &Hits, lexicon: &Lexicon, scheme: &'n Scheme, given: Option<&str>) -> Option<Self> {
        if let Some(kind) = given.and_then(|id| scheme.policy().kind(id)) {
            return Some(Self { kind, named: Named::Given });
        }
        let reader = Reader { text, hits, lexicon, scheme };
        let (hit, named) = reader.named()?;
        let mut kind = reader.kind(hit)?;
        let instead = |other: &&NoteKind| other.instead_of.as_deref() == Some(kind.id.as_str());
        if let Some(other) = scheme.policy().kinds().iter().find(instead)
            && reader.shows(other)
        {
            kind = other;
        }
        Some(Self { kind, named })
    }

    /// The kind that a name is of, such as `Home visit - unannounced`: of several the first that does not yield to others.
    pub fn called(hits: &Hits, lexicon: &Lexicon, scheme: &'n Scheme) -> Option<&'n NoteKind> {
        let kinds = || hits.of(scheme.kinds()).iter().filter_map(|hit| scheme.policy().kind(&lexicon.entry(hit).category));
        kinds().find(|kind| !kind.yields).or_else(|| kinds().next())
    }

    /// Whether the note itself or the reader names the kind; otherwise it is a guess from how the note begins.
    pub fn is_certain(&self) -> bool {
        self.named < Named::Opening
    }
}

#[derive(Clone, Copy)]
struct Reader<'t, 's> {
    text: &'t Text<'t>,
    hits: &'t Hits,
    lexicon: &'t Lexicon,
    scheme: &'s Scheme,
}

impl<'t, 's> Reader<'t, 's> {
    fn named(self) -> Option<(&'t Hit, Named)> {
        let fields = || self.text.blocks.iter().take(FIELDS).filter_map(|block| Some((block, label_of(block)?)));
        if self.hits.of(self.scheme.kinds()).is_empty() {
            return self.opening();
        }
        let by_field = fields().find_map(|(block, label)| self.of_field(block, label)).map(|hit| (hit, Named::Field));
        let by_title = || self.of_title().map(|hit| (hit, Named::Title));
        let by_label = || fields().find_map(|(_, label)| self.of_label(label)).map(|hit| (hit, Named::Label));
        let yields = |(hit, _): &(&Hit, Named)| self.kind(hit).is_some_and(|kind| kind.yields);
        let mut yielding = None;
        for found in [by_field, by_title(), by_label(), self.opening()].into_iter().flatten() {
            if !yields(&found) {
                return Some(found);
            }
            yielding = yielding.or(Some(found));
        }
        yielding
    }

    fn kind(self, hit: &Hit) -> Option<&'s NoteKind> {
        self.scheme.policy().kind(self.lexicon.category(hit))
    }

    /// `Type of contact: Home visit`; in `Visit type: unannounced` the label tells it.
    fn of_field(self, block: &Block, label: Span) -> Option<&'t Hit> {
        self.hits.within(self.scheme.types(), label).first()?;
        let value = Span { start: label.end, end: block.span.end };
        let kinds = |span| self.hits.within(self.scheme.kinds(), span);
        kinds(value).first().or_else(|| kinds(label).iter().find(|hit| self.kind(hit).is_some_and(|kind| !kind.yields)))
    }

    fn of_title(self) -> Option<&'t Hit> {
        let mut yielding = None;
        for block in self.text.blocks.iter().take(TITLES) {
            for hit in self.titles(block) {
                match self.kind(hit) {
                    Some(kind) if !kind.yields => return Some(hit),
                    Some(_) => yielding = yielding.or(Some(hit)),
                    None => {}
                }
            }
        }
        yielding
    }

    /// The kinds that a block names as a title does.
    fn titles(self, block: &Block) -> &'t [Hit] {
        let Some(sentence) = self.text.sentence_at(block.span.start).map(|index| &self.text.sentences[index]) else { return &[] };
        let (span, sentence) = match block.kind {
            BlockKind::Heading => return self.hits.within(self.scheme.kinds(), block.span),
            // "Special guardianship assessment: visit 1 of 6", and not "Plan: visit on Monday" or "Email: [address]".
            BlockKind::Field { label } if block.span != self.text.blocks[0].span || self.says(label, OF_ANOTHER) => return &[],
            _ if block.span.len() <= TITLE as usize => (block.span, sentence),
            _ if sentence.span.len() <= TITLE as usize => (sentence.span, sentence),
            _ => return &[],
        };
        let hits = self.hits.within(self.scheme.kinds(), span);
        let words = &self.text.words[self.text.word_from(span.start)..];
        let early = words.get(EARLY).map_or(span.end, |word| word.span.start);
        // A line that ends as a sentence does tells of something; a title may name its kind anywhere.
        let told = sentence.span.of(self.text.source).ends_with(['.', '!', '?']);
        if told && hits.first().is_none_or(|hit| hit.span.start >= early) { &[] } else { hits }
    }

    fn of_label(self, label: Span) -> Option<&'t Hit> {
        let hit = self.hits.within(self.scheme.kinds(), label).first()?;
        (self.says(label, OF_THIS) && !self.says(label, OF_ANOTHER)).then_some(hit)
    }

    fn says(self, label: Span, any: &[&str]) -> bool {
        let words = &self.text.words[self.text.word_from(label.start)..self.text.word_from(label.end)];
        words.iter().any(|word| any.iter().any(|one| one.eq_ignore_ascii_case(word.span.of(self.text.source))))
    }

    /// What the first sentence of the text proper begins with.
    fn opening(self) -> Option<(&'t Hit, Named)> {
        self.hits.of(self.scheme.openings()).first()?;
        let told = |block: &&Block| matches!(block.kind, BlockKind::Paragraph | BlockKind::Item);
        let block = self.text.blocks.iter().take(TITLES).find(|block| told(block) && block.span.len() > 40)?;
        let words = &self.text.words[self.text.word_from(block.span.start)..];
        let end = words.get(OPENING).map_or(block.span.end, |word| word.span.start);
        let hit = self.hits.within(self.scheme.openings(), Span { start: block.span.start, end }).first()?;
        Some((hit, Named::Opening))
    }

    /// Whether a kind's own wording stands near the top.
    fn shows(self, kind: &NoteKind) -> bool {
        let end = self.text.sentences.get(TOP).map_or(self.text.source.len() as u32, |sentence| sentence.span.start);
        let found = self.hits.within(self.scheme.wording(), Span { start: 0, end });
        found.iter().any(|hit| self.lexicon.category(hit) == kind.id)
    }
}

fn label_of(block: &Block) -> Option<Span> {
    match block.kind {
        BlockKind::Field { label } => Some(label),
        _ => None,
    }
}
