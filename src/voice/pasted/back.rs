//! Where the writer of the note speaks again, and what stands above a mail.

use super::mail::Reader;
use super::marks::Tags;
use super::signature;
use super::units::Unit;
use crate::text::{Shape, Span};

/// Most units in which a closing is looked for before a line is taken for the writer's.
const AHEAD: usize = 14;
/// Verbs with which a writer without time begins, and those behind "I".
pub(super) const DID: &[&str] = &[
    "rang",
    "phoned",
    "telephoned",
    "called",
    "emailed",
    "replied",
    "told",
    "advised",
    "agreed",
    "acknowledged",
    "informed",
    "discussed",
    "spoke",
    "spoken",
    "visited",
    "met",
    "passed",
    "copied",
    "forwarded",
    "uploaded",
    "noted",
    "filed",
    "asked",
    "answered",
    "read",
    "will",
    "went",
    "saw",
    "explained",
    "showed",
    "sent",
    "took",
    "shared",
    "tried",
    "left",
    "listened",
    "booked",
    "have",
    "did",
    "discuss",
    "checked",
    "contacted",
    "texted",
    "referred",
    "arranged",
];

/// Whether the writer of the note speaks again in a unit. What reads so may still be the mail's, if it is signed below.
pub(super) fn returns(reader: &Reader<'_>, at: usize, to: Option<Span>, from: Option<Span>, empty: bool) -> bool {
    let unit = &reader.units[at];
    // Where an export made one line of the mail alone, the writer speaks on other lines.
    let apart = unit.after_blank || !unit.heads && reader.one_line;
    let told = || {
        !empty && (ends_note(reader, at, WORDS) && reports_doing(reader, unit) || ends_note(reader, at, LAST) && tells_a_date(reader, unit))
    };
    let own = is_heading(reader, unit)
        || names_worker(reader, unit, to)
        || apart && (unit.leads.has(Tags::AUTHOR) || is_dated(reader, unit) || told());
    own && !signed_later(reader, at, from)
}

/// Whether the mail is signed within the next units.
fn signed_later(reader: &Reader<'_>, at: usize, from: Option<Span>) -> bool {
    let sender = from.map(|from| from.of(reader.text.source)).unwrap_or_default();
    let ahead = reader.units[at..].iter().take(AHEAD).take_while(|unit| !unit.leads.has(Tags::START.or(Tags::OPENING)));
    ahead.enumerate().any(|(index, unit)| {
        let words = unit.words(reader.text);
        let named = index > 0 && unit.heads && words.len() <= 4 && !sender.is_empty() && signature::is_sender(reader.text, words, sender);
        unit.leads.has(Tags::CLOSING.or(Tags::THANKS).or(Tags::DEVICE)) || named
    })
}

/// Whether a unit is the heading or the label of a section of the note.
pub(super) fn is_heading(reader: &Reader<'_>, unit: &Unit) -> bool {
    let content = unit.content(reader.text);
    let bare = content.trim_start_matches(['#', '*', '_', ' ']);
    let start = unit.span.end - bare.len() as u32;
    let hits = reader.hits.within(reader.cues.sections, Span { start, end: (start + 1).min(unit.span.end) });
    let words = unit.words(reader.text).len();
    let Some(hit) = hits.first() else { return content.starts_with("# ") || content.starts_with("## ") };
    if !matches!(reader.cues.category(hit), "analysis" | "decision" | "actions" | "account" | "voice") {
        return false;
    }
    let behind = &reader.text.source[hit.span.end as usize..unit.span.end as usize];
    let label = crate::text::label(bare).is_some_and(|label| label.len() >= hit.span.len());
    bare.starts_with(char::is_uppercase) && (label || unit.heads && words <= 5 && !behind.ends_with(['.', ',', '?', '!']))
}

/// Whether a unit begins with the worker to whom the mail was sent, or with initials to whom something falls:
/// `LM to ring`, `LM 22/9`, `Lena Marsh, social worker`.
pub(super) fn names_worker(reader: &Reader<'_>, unit: &Unit, to: Option<Span>) -> bool {
    let words = unit.words(reader.text);
    let source = reader.text.source;
    let Some(first) = words.first().filter(|first| first.shape == Shape::Capitals && first.span.len() <= 3) else { return false };
    let Some(second) = words.get(1) else { return false };
    let next = second.span.of(source);
    let duty = matches!(
        next,
        "to" | "will"
            | "has"
            | "rang"
            | "spoke"
            | "visited"
            | "called"
            | "emailed"
            | "advised"
            | "informed"
            | "agreed"
            | "noted"
            | "comment"
    );
    let dated = second.shape == Shape::Digits && reader.text.between(second.span.end, second.span.end + 1).starts_with(['/', '.', '-']);
    let recipient = to.is_some_and(|to| is_initials(to.of(source), first.span.of(source)));
    let labelled = source[first.span.end as usize..].starts_with(':');
    duty || dated || recipient && (labelled || second.shape == Shape::Lower)
}

fn is_initials(name: &str, letters: &str) -> bool {
    let parts = name.split(['<', ';']).next().unwrap_or_default();
    parts
        .split([' ', ',', '-'])
        .filter(|part| part.starts_with(char::is_uppercase))
        .filter_map(|part| part.bytes().next())
        .eq(letters.bytes())
}

/// Whether a unit tells what its writer did: `I rang Mum`, `Told her the date`.
fn reports_doing(reader: &Reader<'_>, unit: &Unit) -> bool {
    let words = unit.words(reader.text);
    let source = reader.text.source;
    let is = |index: usize, among: &[&str]| {
        words.get(index).is_some_and(|word| among.iter().any(|one| one.eq_ignore_ascii_case(word.span.of(source))))
    };
    let did = is(0, DID) || is(0, &["I"]) && (is(1, DID) || is(2, DID));
    did && !speaks_to(reader, unit)
}

/// Whether a unit is addressed to somebody, as mail is and a note is not.
fn speaks_to(reader: &Reader<'_>, unit: &Unit) -> bool {
    let spoken = |word: &str| {
        ["you", "your", "u", "ur", "please", "pls", "we", "our", "us", "thanks", "thank"].iter().any(|one| one.eq_ignore_ascii_case(word))
    };
    unit.tags.has(Tags::BODY) || unit.words(reader.text).iter().any(|word| spoken(word.span.of(reader.text.source)))
}

/// Most units of the writer's own that may follow a mail nobody signed, by how plainly they are the writer's.
const LAST: usize = 3;
const WORDS: usize = 8;

/// Whether little follows before the note ends or another mail begins.
fn ends_note(reader: &Reader<'_>, at: usize, most: usize) -> bool {
    let rest = &reader.units[at + 1..];
    let open =
        rest.iter().take(most).take_while(|unit| !unit.leads.has(Tags::START.or(Tags::OPENING)) && !is_heading(reader, unit)).count();
    open < most
}

const MONTHS: &[&str] = &["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Whether a unit tells what happened or will on a day, and speaks to nobody: `Family time booked for 2pm on 16 February`.
fn tells_a_date(reader: &Reader<'_>, unit: &Unit) -> bool {
    let words = unit.words(reader.text);
    let month = |word: &str| word.get(..3).is_some_and(|start| MONTHS.iter().any(|month| month.eq_ignore_ascii_case(start)));
    let source = reader.text.source;
    let dated = words
        .windows(2)
        .any(|pair| pair[0].shape == Shape::Digits && pair[1].shape == Shape::Capitalised && month(pair[1].span.of(source)));
    dated && words.len() <= 40 && !speaks_to(reader, unit)
}

/// Whether a line begins with a date, as an entry of a record does.
fn is_dated(reader: &Reader<'_>, unit: &Unit) -> bool {
    let content = unit.content(reader.text).as_bytes();
    let digits = content.iter().take_while(|byte| byte.is_ascii_digit()).count();
    unit.heads
        && (1..=2).contains(&digits)
        && matches!(content.get(digits), Some(b'/' | b'.'))
        && content.get(digits + 1).is_some_and(u8::is_ascii_digit)
}

/// Whether a rule says that a mail was sent on, so that no answer stands above it.
pub(super) fn forwards(reader: &Reader<'_>, at: usize) -> bool {
    let content = reader.units[at].span.of(reader.text.source);
    content.contains("orward")
}

/// Whether a unit leads up to a copied mail: `Email from school below:`.
pub(super) fn introduces(reader: &Reader<'_>, at: usize) -> bool {
    let unit = &reader.units[at];
    let words = unit.words(reader.text);
    let speaks_to = words.iter().any(|word| matches!(word.span.of(reader.text.source), "you" | "your"));
    unit.span.of(reader.text.source).ends_with(':') || unit.tags.has(Tags::LEAD) && !speaks_to
}

/// Most units of an answer above the mail it answers.
const LONGEST_ANSWER: usize = 25;

/// The first unit of the answer that stands right above a quoted mail; `start` if the writer of the note led up to it.
pub(super) fn answer(reader: &Reader<'_>, start: usize, floor: usize) -> usize {
    let mut first = start;
    let mut texts = 0;
    while first > floor && start - first < LONGEST_ANSWER {
        let mut head = first - 1;
        while head > floor && !reader.units[head].after_blank && reader.units[head].heads && start - head < LONGEST_ANSWER {
            head -= 1;
        }
        // The writer may lead up to it on the line right above.
        let top = head;
        while head + 1 < first && (reports_doing(reader, &reader.units[head]) || introduces(reader, head)) {
            head += 1;
        }
        let paragraph = &reader.units[head..first];
        let led = (head..first).any(|index| introduces(reader, index) || is_heading(reader, &reader.units[index]))
            || is_dated(reader, &paragraph[0])
            || names_worker(reader, &paragraph[0], None);
        let signature = paragraph
            .iter()
            .all(|unit| unit.leads.has(Tags::DEVICE.or(Tags::CLOSING).or(Tags::THANKS)) || signature::is_line(reader.text, unit));
        if led || texts > 0 && !signature {
            break;
        }
        texts += usize::from(!signature);
        first = head;
        if head > top {
            break;
        }
    }
    first
}
