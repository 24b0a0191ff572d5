//! Sections: what the headings and labels of a note promise of the text below them.
//!
//! Only what is written counts. A section that no heading or label names is never guessed at: a wrong guess would turn an
//! opinion into an observation.

use super::Cues;
use crate::lexicon::{Hit, Hits};
use crate::text::{BlockKind, Shape, Span, Text, Word, label, label_span};

/// What a heading or label promises.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// What the author saw and heard: `Observations`, `What I saw`, `Home conditions`.
    Observation,
    /// Somebody else's account: `Mum's views`, `Voice of the child`.
    Account,
    /// The author's thinking: `Analysis`, `My view`, `What this means`.
    Analysis,
    /// What is counted for and against: `What is working well`, `Risks`, `Strengths`.
    Appraisal,
    /// What was decided: `Decision`, `Management oversight`.
    Decision,
    /// What is to be done: `Actions`, `Next steps`.
    Actions,
    /// What went before: `Background`, `Chronology`.
    History,
    /// Facts of the form: `Present`, `Venue`, `Completed by`.
    Admin,
}

impl Section {
    /// The word used in every output.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Observation => "observation",
            Self::Account => "account",
            Self::Analysis => "analysis",
            Self::Appraisal => "appraisal",
            Self::Decision => "decision",
            Self::Actions => "actions",
            Self::History => "history",
            Self::Admin => "admin",
        }
    }
}

/// A section and the words of the heading or label that name it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Named {
    pub(super) section: Section,
    pub(super) cue: Span,
}

/// The sections of a note: where they change, and to what.
#[derive(Debug, Default)]
pub(super) struct Sections {
    changes: Vec<(u32, Option<Named>)>,
}

/// Most list items that one label governs; the bound keeps the search linear.
const LONGEST_LIST: usize = 100;

impl Sections {
    /// Reads the sections of a text from its headings, its fields and the labels inside its paragraphs.
    pub(super) fn new(text: &Text<'_>, hits: &Hits, cues: &Cues) -> Self {
        let mut sections = Self::default();
        let mut heading = None;
        let mut inline = inline_labels(text).peekable();
        for (index, block) in text.blocks.iter().enumerate() {
            match block.kind {
                BlockKind::Heading => {
                    heading = named(text, hits, cues, block.span);
                    sections.changes.push((block.span.start, None));
                    sections.changes.push((block.span.end, heading));
                }
                BlockKind::Field { label } => {
                    let alone = label.end + 2 >= block.span.end;
                    let end = if alone { end_of_list(text, index) } else { block.span.end };
                    sections.open(named(text, hits, cues, label), Span { start: label.end, end }, heading);
                }
                _ => {}
            }
            while let Some((label, end)) = inline.next_if(|(label, _)| label.start < block.span.end) {
                sections.open(named(text, hits, cues, label), Span { start: label.end, end }, heading);
            }
        }
        sections
    }

    /// Opens a section inside that of a heading, which goes on behind it.
    fn open(&mut self, section: Option<Named>, body: Span, heading: Option<Named>) {
        if section.is_none() {
            return;
        }
        // A label inside a list that another label governs cuts that one short.
        while self.changes.last().is_some_and(|&(start, _)| start >= body.start) {
            self.changes.pop();
        }
        self.changes.push((body.start, section));
        self.changes.push((body.end, heading));
    }

    /// The section that holds a byte.
    pub(super) fn at(&self, offset: u32) -> Option<Section> {
        let next = self.changes.partition_point(|&(start, _)| start <= offset);
        self.changes[..next].last().and_then(|&(_, named)| named).map(|named| named.section)
    }

    /// Every stretch of text that somebody else's account is promised in, with the words that promise it.
    pub(super) fn accounts(&self, end: u32) -> impl Iterator<Item = (Span, Span)> {
        self.changes.iter().enumerate().filter_map(move |(index, &(start, named))| {
            let named = named.filter(|named| named.section == Section::Account)?;
            let end = self.changes.get(index + 1).map_or(end, |&(next, _)| next);
            Some((Span { start, end }, named.cue))
        })
    }
}

/// The section that a heading or label names, if its words name one.
fn named(text: &Text<'_>, hits: &Hits, cues: &Cues, name: Span) -> Option<Named> {
    let found = hits.within(cues.sections, name);
    let own = found.iter().any(|hit| cues.category(hit) == "own");
    let account = |hit: &Hit| match cues.category(hit) {
        "voice" => !own,
        "account" => !own && names_person(text, hits, cues, name),
        _ => false,
    };
    found.iter().find_map(|hit| {
        let section = match cues.category(hit) {
            "observation" => Section::Observation,
            "analysis" => Section::Analysis,
            "appraisal" => Section::Appraisal,
            "decision" => Section::Decision,
            "actions" => Section::Actions,
            "history" => Section::History,
            "admin" => Section::Admin,
            _ if account(hit) => Section::Account,
            _ => return None,
        };
        Some(Named { section, cue: hit.span })
    })
}

/// `… Present: Mum. Child's views: …` in a note that an export made one line of: each label and where what it governs ends.
fn inline_labels<'a>(text: &'a Text<'_>) -> impl Iterator<Item = (Span, u32)> + 'a {
    text.sentences.iter().enumerate().filter_map(move |(index, sentence)| {
        if sentence.span.start == text.blocks[sentence.block as usize].span.start {
            return None;
        }
        let name = label_span(text.source, sentence.span)?;
        let following = text.sentences[index + 1..].iter().take(LONGEST_LIST).take_while(|next| next.block == sentence.block);
        let end = following.take_while(|next| label(next.span.of(text.source)).is_none()).last().unwrap_or(sentence).span.end;
        Some((name, end))
    })
}

/// Whether a heading names somebody: a kin word, a role, a name, or anything with a possessive.
fn names_person(text: &Text<'_>, hits: &Hits, cues: &Cues, name: Span) -> bool {
    let words = &text.words[text.word_from(name.start)..text.word_from(name.end)];
    let named = |(index, word): (usize, &Word)| {
        let word_text = word.span.of(text.source);
        word_text.ends_with("'s") || word_text.ends_with("’s") || index > 0 && word.shape == Shape::Capitalised
    };
    hits.within(cues.people, name).iter().any(|hit| cues.category(hit) != "hidden") || words.iter().enumerate().any(named)
}

/// The end of a block and of the list items or lines that follow it without an empty line.
pub(super) fn end_of_list(text: &Text<'_>, block: usize) -> u32 {
    let following = text.blocks[block + 1..]
        .iter()
        .take(LONGEST_LIST)
        .take_while(|next| next.kind == BlockKind::Item || !next.opens_paragraph && next.kind == BlockKind::Paragraph);
    following.last().map_or(text.blocks[block].span.end, |last| last.span.end)
}
