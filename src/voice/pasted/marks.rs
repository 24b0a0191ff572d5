//! The signs of mail in a note: what the list `mail` found, where it can be a sign, and the blocks of headers.

use super::headers::{self, Block};
use super::signature;
use crate::lexicon::Hits;
use crate::text::{BlockKind, Span, Text};
use crate::voice::Cues;

/// Kinds of signs, as a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Tags(u32);

impl Tags {
    pub(super) const HEADER: Self = Self(1);
    pub(super) const ATTRIBUTION: Self = Self(1 << 1);
    pub(super) const RULE: Self = Self(1 << 2);
    pub(super) const BANNER: Self = Self(1 << 3);
    pub(super) const MARKING: Self = Self(1 << 4);
    pub(super) const OPENING: Self = Self(1 << 5);
    pub(super) const CLOSING: Self = Self(1 << 6);
    pub(super) const THANKS: Self = Self(1 << 7);
    pub(super) const DEVICE: Self = Self(1 << 8);
    pub(super) const FOOTER: Self = Self(1 << 9);
    pub(super) const CONTACT: Self = Self(1 << 10);
    pub(super) const TITLE: Self = Self(1 << 11);
    pub(super) const BODY: Self = Self(1 << 12);
    pub(super) const LETTER: Self = Self(1 << 13);
    pub(super) const LEAD: Self = Self(1 << 14);
    pub(super) const AUTHOR: Self = Self(1 << 15);
    pub(super) const INVITE: Self = Self(1 << 16);
    pub(super) const END: Self = Self(1 << 17);
    /// What begins a mail by itself.
    pub(super) const START: Self = Self(1 | 1 << 1 | 1 << 2);

    pub(super) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(super) const fn has(self, any: Self) -> bool {
        self.0 & any.0 != 0
    }

    fn named(category: &str) -> Self {
        match category {
            "rule" => Self::RULE,
            "banner" => Self::BANNER,
            "marking" => Self::MARKING,
            "opening" => Self::OPENING,
            "closing" => Self::CLOSING,
            "thanks" => Self::THANKS,
            "device" => Self::DEVICE,
            "footer" => Self::FOOTER,
            "contact" => Self::CONTACT,
            "title" => Self::TITLE,
            "body" => Self::BODY,
            "letter" => Self::LETTER,
            "lead" => Self::LEAD,
            "author" => Self::AUTHOR,
            "invite" => Self::INVITE,
            "end" => Self::END,
            _ => Self::default(),
        }
    }
}

/// A sign and its place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mark {
    pub(super) span: Span,
    pub(super) tags: Tags,
}

impl Mark {
    /// Where a line that holds it inside is to be cut, if it is to be.
    pub(super) fn cut(&self, text: &Text<'_>) -> Option<u32> {
        let cutting = Tags::START.or(Tags::OPENING).or(Tags::CLOSING).or(Tags::THANKS).or(Tags::DEVICE);
        if self.tags.has(Tags::BANNER) {
            let sentence = text.sentence_at(self.span.start).map(|index| text.sentences[index])?;
            let block = &text.blocks[sentence.block as usize];
            let labelled = matches!(block.kind, BlockKind::Field { .. }) && sentence.span.start < block.span.start + LABELLED;
            return Some(if labelled { block.span.start } else { sentence.span.start });
        }
        self.tags.has(cutting).then_some(self.span.start)
    }
}

/// Every sign of a note, in order, and its blocks of headers.
#[derive(Debug, Default)]
pub(super) struct Marks {
    pub(super) all: Vec<Mark>,
    pub(super) blocks: Vec<Block>,
}

impl Marks {
    pub(super) fn new(text: &Text<'_>, hits: &Hits, cues: &Cues<'_>) -> Self {
        let source = text.source;
        let names = headers::headers(source);
        let blocks = if names.len() > 1 { headers::blocks(source, &names) } else { Vec::new() };
        let mut all: Vec<Mark> = blocks.iter().map(|block| Mark { span: block.span, tags: Tags::HEADER }).collect();
        all.extend(headers::attributions(source).into_iter().map(|span| Mark { span, tags: Tags::ATTRIBUTION }));
        let signs = all.len();
        let listed = hits.of(cues.mail).iter().map(|hit| Mark { span: hit.span, tags: Tags::named(cues.category(hit)) });
        all.extend(listed.filter_map(|mark| standing(text, &blocks, mark)));
        // Words of work, of leading up and of coming back are no signs by themselves.
        let sure = Tags::DEVICE.or(Tags::RULE).or(Tags::FOOTER).or(Tags::CLOSING).or(Tags::THANKS).or(Tags::INVITE).or(Tags::BANNER);
        if signs == 0 && !all.iter().any(|mark| mark.tags.has(sure)) {
            return Self::default();
        }
        all.sort_by_key(|mark| (mark.span.start, std::cmp::Reverse(mark.span.end)));
        Self { all, blocks }
    }

    /// Whether any sign was found.
    pub(super) fn is_empty(&self) -> bool {
        self.all.is_empty()
    }
}

/// A listed sign where it can be one: a greeting begins something, a closing ends it, a rule has dashes.
fn standing(text: &Text<'_>, blocks: &[Block], mark: Mark) -> Option<Mark> {
    let source = text.source;
    let start = mark.span.start as usize;
    let before = source[..start].trim_end_matches([' ', '\t', '*', '_', '>', '"', '“', '(', '[']);
    let heads = before.is_empty() || before.ends_with(['\n', '\r']);
    let fresh =
        heads || before.ends_with(|last: char| !last.is_alphanumeric() && !matches!(last, ',' | '-' | '–' | '&' | '/' | '\'' | '’'));
    let stands = if mark.tags.has(Tags::OPENING) {
        // A number may end the signature before it.
        let numbered = before.ends_with(|last: char| last.is_ascii_digit()) && source[start..].starts_with(char::is_uppercase);
        (fresh || numbered || in_value(source, blocks, start)) && opens(source, mark.span, heads)
    } else if mark.tags.has(Tags::CLOSING) {
        let capital = source[start..].starts_with(char::is_uppercase);
        (fresh || capital) && closes(text, mark.span, heads)
    } else if mark.tags.has(Tags::THANKS) {
        fresh && closes(text, mark.span, heads)
    } else if mark.tags.has(Tags::RULE) {
        let dashed = source[..start].trim_end().ends_with(['-', '_', '=']);
        if dashed {
            let bare = source[..start].trim_end_matches(['-', '_', '=', ' ']);
            let start = bare.len() + (source[bare.len()..start].len() - source[bare.len()..start].trim_start().len());
            return Some(Mark { span: Span { start: start as u32, end: mark.span.end }, tags: mark.tags });
        }
        fresh && source[start..].starts_with(['B', 'b'])
    } else if mark.tags.has(Tags::MARKING) {
        heads
    } else {
        true
    };
    stands.then_some(mark)
}

/// Furthest that a sentence may stand behind the label of its field, `CAUTION:`, to be one with it.
const LABELLED: u32 = 24;
/// Furthest that a mail's greeting may stand behind its last header, on one line.
const LONGEST_VALUE: usize = 200;

/// Whether a place stands in the value of a block's last header, on one line with it.
fn in_value(source: &str, blocks: &[Block], at: usize) -> bool {
    let next = blocks.partition_point(|block| block.span.end as usize <= at);
    let last = blocks[..next].last().map(|block| block.span.end as usize);
    last.is_some_and(|end| at - end <= LONGEST_VALUE && !source[end..at].contains('\n'))
}

/// Whom a greeting without a name greets.
const ALL: &[&str] = &[
    "all",
    "both",
    "there",
    "team",
    "everyone",
    "everybody",
    "colleague",
    "colleagues",
    "folks",
    "sir",
    "sirs",
    "madam",
    "guys",
    "again",
    "ladies",
    "duty",
    "whoever",
    "mash",
];

/// Whether what follows a greeting is somebody greeted, or nothing.
fn opens(source: &str, greeting: Span, heads: bool) -> bool {
    let rest = source[greeting.end as usize..].trim_start_matches([' ', '\t']);
    let word = &rest[..rest.bytes().take_while(u8::is_ascii_alphabetic).count()];
    let texted = heads && greeting.of(source).starts_with(char::is_lowercase);
    rest.is_empty()
        || rest.starts_with(['\n', '\r', ',', '!', '.', '-', '–', ':'])
        || rest.starts_with(char::is_uppercase)
        || ALL.iter().any(|one| one.eq_ignore_ascii_case(word))
        || texted
}

/// Whether what follows a closing is a name, a mark or nothing.
fn closes(text: &Text<'_>, closing: Span, heads: bool) -> bool {
    let rest = text.source[closing.end as usize..].trim_start_matches([' ', '\t', '*']);
    if rest.is_empty() || rest.starts_with(['\n', '\r']) {
        return true;
    }
    let marked = rest.starts_with([',', '.', '!', '-', '–']);
    let named = rest.trim_start_matches([',', '.', '!', ' ', '-', '–']);
    let end = signature::end(text, closing.end) as usize;
    let whole = end >= super::headers::line_end(text.source, closing.end as usize);
    marked && (heads && named.starts_with(['\n', '\r']) || named.is_empty())
        || whole
        || end > closing.end as usize && text.source[closing.end as usize..end].contains(|one: char| one.is_uppercase())
}
