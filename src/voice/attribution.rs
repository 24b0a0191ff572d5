//! Words that are reported: `Mum said that …`, `… , she told me`, `according to the GP`, and headings or labels that
//! name whose account stands below them.

use super::people::{Subject, subject};
use super::sections::{Sections, end_of_list};
use super::{Cues, Scope, Voice};
use crate::lexicon::{Hit, Hits};
use crate::text::{Span, Text};

/// A quotation that begins within this many bytes of a reporting verb is what the verb reports.
const QUOTE_NEAR: u32 = 16;

/// Bytes that a trailing ", his teacher told me" has before its verb at the most, and what it trails at the least.
const TRAILER: u32 = 30;
const TRAILED: u32 = 15;

/// The spans that report somebody else's words, in order.
pub(super) fn reported(text: &Text<'_>, hits: &Hits, cues: &Cues, quotes: &[Span], sections: &Sections) -> Vec<Scope> {
    let accounts = sections.accounts(text.source.len() as u32);
    let mut scopes: Vec<Scope> = accounts.map(|(span, cue)| Scope { span, voice: Voice::Reported, cue }).collect();
    let mut governed_to = 0;
    for cue in hits.of(cues.reporting) {
        // A report inside a report changes nothing, and asking would make long sentences dear.
        if cue.span.start < governed_to {
            continue;
        }
        if let Some(span) = governed(text, hits, cues, quotes, cue) {
            governed_to = span.end;
            scopes.push(Scope { span, voice: Voice::Reported, cue: cue.span });
        }
    }
    scopes.sort_unstable_by_key(|scope| (scope.span.start, scope.span.end));
    scopes
}

/// What a reporting cue governs, if it reports somebody else.
fn governed(text: &Text<'_>, hits: &Hits, cues: &Cues, quotes: &[Span], cue: &Hit) -> Option<Span> {
    let sentence = &text.sentences[cue.sentence as usize];
    let rest = Span { start: cue.span.end, end: sentence.span.end };
    match cues.category(cue) {
        category @ ("said" | "told" | "felt") => {
            let (who, _) = subject(text, hits, cues, sentence, cue.span);
            let own = match who {
                Subject::Author => true,
                // A report or a letter says; only a person feels.
                Subject::Hidden | Subject::Thing => category == "felt",
                // "Told Mum that …" in telegraphic notes is the author; "Says she is tired" is not.
                Subject::None => category == "told",
                Subject::Person => false,
            };
            if own {
                return None;
            }
            if trails(text, sentence.span, cue) {
                return Some(Span { start: sentence.span.start, end: cue.span.start });
            }
            if rest.of(text.source).trim_end().ends_with(':') {
                return Some(Span { start: rest.start, end: end_of_list(text, sentence.block as usize) });
            }
            // What is quoted right behind the verb is all that it reports: "Dad said "I will come", then kicked off."
            let quote =
                quotes.get(quotes.partition_point(|quote| quote.start < rest.start)).filter(|quote| quote.start < rest.start + QUOTE_NEAR);
            let end = quote.map_or_else(|| cut(text, hits, cues, rest), |quote| quote.end.min(rest.end));
            Some(Span { start: rest.start, end })
        }
        "source" => {
            let leads = cue.span.start - sentence.span.start < 40;
            Some(if leads { rest } else { sentence.span })
        }
        _ => None,
    }
}

/// Whether the cue stands behind what it reports: `He shouts all day, Mum said.`
fn trails(text: &Text<'_>, sentence: Span, cue: &Hit) -> bool {
    let far_enough = cue.span.start > sentence.start + TRAILED;
    let near = text.source.ceil_char_boundary((cue.span.start.saturating_sub(TRAILER)).max(sentence.start) as usize);
    let before = &text.source[near..cue.span.start as usize];
    let after = Span { start: cue.span.end, end: sentence.end }.of(text.source);
    // ", which she denied" answers the clause; it does not report it.
    let reports = before.rfind(',').is_some_and(|comma| !before[comma..].contains("which"));
    // "Carly has struggled since, Jean said, so she may not help": between commas it stands behind what it reports too.
    let between = after.starts_with(',') && !after.contains(['"', '“']);
    far_enough && reports && (between || after.split_whitespace().take(3).count() <= 2)
}

/// Where a report ends inside its sentence: at a semicolon or where the author speaks again. Right behind the verb, as in
/// "she said I feel …", it is still the other who speaks.
fn cut(text: &Text<'_>, hits: &Hits, cues: &Cues, rest: Span) -> u32 {
    let semicolon = memchr::memchr(b';', rest.of(text.source).as_bytes()).map(|at| rest.start + at as u32);
    let back = hits
        .within(cues.reporting, rest)
        .iter()
        .find(|hit| cues.category(hit) == "break" && hit.span.start > rest.start + 1)
        .map(|hit| hit.span.start);
    [semicolon, back].into_iter().flatten().min().unwrap_or(rest.end)
}
