//! Notes that do not say who wrote them: full name, designation and team.

use crate::finding::Severity;
use crate::lexicon::Hit;
use crate::rules::{Check, Declaration, Note, Principle, Sink};
use crate::text::{Block, BlockKind, Shape, Span};
use crate::voice::AuthorName;

/// The declaration of `attribution/missing-author`.
pub const RULE: Declaration = Declaration {
    summary: "only initials, or no author at all: full name, designation and team belong on every record",
    principle: Principle::Witnessed,
    severity: Severity::Warning,
    checks: &[Check::Note(check)],
    options: &[],
};

/// Fewest words of a text that is taken for a whole record.
const LEAST: usize = 25;

/// So many fields make a form, with or without a date.
const FIELDS: usize = 3;

/// How often somebody must be spoken of in a text that has a date, and in one without.
const DATED: usize = 2;
const UNDATED: usize = 3;

/// How many blocks at the head are read for the date that records begin with.
const HEAD: usize = 8;

fn check(note: &Note<'_>, sink: &mut Sink<'_>) {
    let Some(first) = note.text.blocks.iter().find(|block| !block.span.is_empty()) else { return };
    let fields = note.text.blocks.iter().filter(|block| matches!(block.kind, BlockKind::Field { .. })).take(FIELDS).count();
    if note.text.words.len() < LEAST || !is_about_somebody(note, if fields < FIELDS && !is_dated(note) { UNDATED } else { DATED }) {
        return;
    }
    // A name in a column of its own: the case system says who it is.
    if note.metadata.author.as_ref().is_some_and(|name| name.split_whitespace().filter(|word| word.len() > 1).nth(1).is_some()) {
        return;
    }
    let author = note.voices.author();
    let line = Span { start: first.span.start, end: first.span.end };
    let message = match author.name {
        AuthorName::None => {
            "No author was found in this note, and nobody can ask somebody who is not named. Add the full name, the designation and the team: [name], [role], [team]."
        }
        AuthorName::Initials => {
            "Initials alone do not tell a later reader who wrote this. Write the full name, the designation and the team: [name], [role], [team]."
        }
        // A name with a role or a team can be found again; what else is missing is asked of few notes.
        _ if author.designation || author.team => return,
        AuthorName::Part => {
            "Only part of the author’s name is given. Write the full name, the designation and the team: [name], [role], [team]."
        }
        AuthorName::Full => {
            "The author is named, and not what they are or where they work. Add the designation and the team: [role], [team]."
        }
    };
    let severity = if author.name <= AuthorName::Initials { Severity::Warning } else { Severity::Info };
    sink.report_as(severity, line, message.to_owned()).fact("element", "author");
}

/// Whether the note tells of somebody: by name, in a field such as `Child:` or `Present:`, or as "he" and "mum" often enough.
/// A page without people is no record.
fn is_about_somebody(note: &Note<'_>, least: usize) -> bool {
    let Some(list) = note.lexicon.list("authorship") else { return false };
    let of_person = |label: Span| note.hits.within(list, label).iter().any(|hit| note.lexicon.category(hit) == "not");
    let field = |block: &Block| matches!(block.kind, BlockKind::Field { label } if of_person(label));
    let named = note.text.blocks.iter().take(HEAD).any(field) || !note.voices.cast().members().is_empty();
    if named && least == DATED {
        return true;
    }
    let people = note.lexicon.list("people").map_or(&[][..], |people| note.hits.of(people));
    let somebody = |hit: &&Hit| {
        let written = hit.span.of(note.text.source);
        let kin = matches!(note.lexicon.category(hit), "kin" | "pronoun") && !is_many(written);
        kin && (named || least == DATED || written.starts_with(['M', 'D', 'N', 'G']))
    };
    people.iter().filter(somebody).nth(if named { least - 1 } else { DATED - 1 }).is_some()
}

/// Words for people at large, who have pages and no records.
fn is_many(word: &str) -> bool {
    matches!(word, "they" | "them" | "who" | "parents" | "parent" | "they're" | "partner" | "siblings" | "grandparents" | "Parents" | "They")
}

/// Whether a date stands at the head, as in every record of an event: `14/05/2024`, `3.6.25`, `7 March 2022`, `22-Nov-2021`.
fn is_dated(note: &Note<'_>) -> bool {
    let text = note.text;
    let end = text.blocks.get(HEAD).or(text.blocks.last()).map_or(0, |block| block.span.end);
    let words = &text.words[..text.word_from(end)];
    words.windows(2).any(|pair| {
        let gap = text.between(pair[0].span.end, pair[1].span.start);
        let (one, two) = (pair[0].span.of(text.source), pair[1].span.of(text.source));
        let day = pair[0].shape == Shape::Digits
            && one.trim_end_matches(|end: char| end.is_ascii_lowercase()).parse::<u8>().is_ok_and(|day| (1..=31).contains(&day));
        // Most words hold no digit, and what begins with one is asked for more.
        let digits = pair.iter().any(|word| word.shape == Shape::Digits);
        let day_behind = digits
            && is_month(one)
            && gap == " "
            && two.trim_end_matches(|end: char| end.is_ascii_lowercase()).parse::<u8>().is_ok_and(|day| (1..=31).contains(&day));
        let month = || two.parse::<u8>().is_ok_and(|month| (1..=12).contains(&month));
        day_behind || day && (month() && matches!(gap, "/" | "." | "-") || matches!(gap, " " | "-" | " of ") && is_month(two))
    })
}

/// Whether a word is a month or its first letters.
fn is_month(word: &str) -> bool {
    const MONTHS: &[&str] = &["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    word.len() >= 3
        && word.is_ascii()
        && word.bytes().all(|byte| byte.is_ascii_alphabetic())
        && MONTHS.iter().any(|month| month.eq_ignore_ascii_case(&word[..3]))
}
