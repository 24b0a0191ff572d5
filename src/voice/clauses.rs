//! Clauses: every sentence cut where one thing said or done ends and the next begins, and what each clause does.

use super::people::{self, Subject};
use super::predicate::{About, Tie};
use super::{Scope, Section, Voice, Voices};
use crate::lexicon::Hit;
use crate::text::{BlockKind, Sentence, Span};

/// What a clause does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// Tells what was seen, heard or done.
    Observed,
    /// Judges; the holder and the basis are known, or not.
    Opinion,
    /// Tells in the author's words what somebody else said.
    Reported,
    /// Gives somebody's own words.
    Quoted,
    /// Tells what was decided.
    Decision,
    /// Tells what is to be done.
    Action,
    /// Was copied in from elsewhere.
    Pasted,
}

impl Act {
    /// The word used in every output.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Observed => "observed",
            Self::Opinion => "opinion",
            Self::Reported => "reported",
            Self::Quoted => "quoted",
            Self::Decision => "decision",
            Self::Action => "action",
            Self::Pasted => "pasted",
        }
    }
}

/// A clause and what is known of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clause {
    /// Where it stands.
    pub span: Span,
    /// What it does.
    pub act: Act,
    /// The words that name who holds, said, decided or will do it.
    pub who: Option<Span>,
    /// What it rests on: the signs behind an opinion, the reason of a decision.
    pub basis: Option<Span>,
    /// Until when it is to be done.
    pub due: Option<Span>,
    /// The section it stands in.
    pub section: Option<Section>,
    /// How well the source of a report can be traced, from 0 (none) to 4 (name and role).
    pub trace: Option<u8>,
}

/// Fewest words that make a clause of what stands behind a quotation: `, she said` belongs to it.
const TAIL_WORDS: usize = 4;

/// The spans of a sentence's clauses, in order, without gaps but for white space and joining marks.
pub(super) fn cut(voices: &Voices<'_>, sentence: &Sentence) -> Vec<Span> {
    let text = voices.text;
    let mut cuts = vec![start_behind_label(voices, sentence)];
    let turns = voices.hits.within(voices.cues.clauses, sentence.span).iter().map(|hit| hit.span.start);
    let semicolons = memchr::memchr_iter(b';', sentence.span.of(text.source).as_bytes()).map(|at| sentence.span.start + at as u32 + 1);
    // Inside somebody's words nothing turns: "she said she was tired but happy" is all hers.
    let own = |&at: &u32| voices.at(Span { start: at, end: at + 1 }) == Voice::Author;
    cuts.extend(turns.chain(semicolons).filter(own));
    let ends = |scopes: &[Scope]| -> Vec<u32> {
        let from = scopes.partition_point(|scope| scope.span.end <= sentence.span.start);
        scopes[from..].iter().map(|scope| scope.span.end).take_while(|&end| end < sentence.span.end).collect()
    };
    let long_tail = |&end: &u32| {
        let tail = text.word_from(sentence.span.end) - text.word_from(end);
        tail >= TAIL_WORDS && voices.hits.within(voices.cues.reporting, Span { start: end, end: sentence.span.end }).is_empty()
    };
    cuts.extend(ends(&voices.quotes).into_iter().filter(long_tail));
    cuts.extend(ends(&voices.reports));
    cuts.sort_unstable();
    cuts.dedup();
    cuts.push(sentence.span.end);
    let trimmed = |pair: &[u32]| {
        let part = Span { start: pair[0], end: pair[1] };
        let content = part.of(text.source);
        let start = part.start + (content.len() - content.trim_start_matches([' ', '\n', '\r', '\t', ',', ';', ':', ')']).len()) as u32;
        let end = part.start + content.trim_end_matches([' ', '\n', '\r', '\t', ',', ';']).len() as u32;
        Span { start, end: end.max(start) }
    };
    cuts.windows(2).map(trimmed).filter(|span| span.of(text.source).contains(char::is_alphanumeric)).collect()
}

/// The label of a field says what the clause is about and is no part of it.
fn start_behind_label(voices: &Voices<'_>, sentence: &Sentence) -> u32 {
    match voices.text.blocks[sentence.block as usize].kind {
        BlockKind::Field { label } if sentence.span.contains(label) => (label.end + 1).min(sentence.span.end),
        _ => sentence.span.start,
    }
}

/// What a clause does, and who and what stands behind it.
pub(super) fn read(voices: &Voices<'_>, sentence: &Sentence, span: Span) -> Clause {
    let clause = Clause { span, act: Act::Observed, who: None, basis: None, due: None, section: voices.section(span), trace: None };
    if voices.pasted(span) {
        return Clause { act: Act::Pasted, ..clause };
    }
    // A plan is the writer's own record, even where it tells what others agreed to do.
    if let Some(action) = first(&voices.actions, span, |action| action.span).filter(|action| action.is_set(voices.at(action.cue))) {
        return Clause { act: Act::Action, who: action.owner, due: action.due.map(|due| due.span), ..clause };
    }
    if let Some(quote) = touching(&voices.quotes, span).find(|quote| quote.voice == Voice::Quoted) {
        let frame = Span { start: span.start, end: span.end.max(quote.span.end) };
        return Clause { act: Act::Quoted, who: speaker(voices, sentence, frame), ..clause };
    }
    if touching(&voices.reports, span).next().is_some() {
        let verb = voices.hits.within(voices.cues.reporting, span).first().map_or(span.start, |cue| cue.span.start);
        let source = voices.named_in(Span { start: span.start, end: verb });
        let who = source.span.or_else(|| speaker(voices, sentence, span));
        let trace = Some(source.trace.max(who.map_or(0, |who| voices.named_in(who).trace)));
        return Clause { act: Act::Reported, who, trace, ..clause };
    }
    if let Some(decision) = first(&voices.decisions, span, |decision| decision.span) {
        return Clause { act: Act::Decision, who: decision.decider, basis: decision.reason, ..clause };
    }
    let owner = touching(&voices.owned, span).next().map(|scope| scope.cue);
    if owner.is_some() || clause.section == Some(Section::Analysis) || judges(voices, span) {
        return Clause { act: Act::Opinion, who: owner, basis: voices.evidence(owner.unwrap_or(span.at_start())), ..clause };
    }
    clause
}

/// The first of some facts, sorted by where they start, that shares a byte with a span.
fn first<T>(facts: &[T], span: Span, place: impl Fn(&T) -> Span) -> Option<&T> {
    let end = facts.partition_point(|fact| place(fact).start < span.end);
    facts[..end].last().filter(|fact| place(fact).touches(span))
}

/// The rules whose lists hold the words that judge.
const JUDGING: &[&str] = &["accuracy/opinion-as-fact", "accuracy/mind-reading", "accuracy/unowned-opinion", "respect/derogatory"];

/// Whether a clause says of somebody or something what only a judgement can say.
fn judges(voices: &Voices<'_>, span: Span) -> bool {
    let lists = JUDGING.iter().flat_map(|rule| voices.cues.lexicon.lists_of(rule));
    let mut hits = lists.flat_map(|list| voices.hits.within(list, span));
    hits.any(|hit| voices.asserted(hit) && matches!(voices.predicate(hit), Some((about, Tie::Flat | Tie::Beside)) if about != About::Other))
}

/// The scopes that share a byte with a span.
fn touching(scopes: &[Scope], span: Span) -> impl Iterator<Item = &Scope> {
    let from = scopes.partition_point(|scope| scope.span.end <= span.start);
    scopes[from..].iter().take_while(move |scope| scope.span.start < span.end)
}

/// Who is said to speak: the subject of a reporting verb in the clause, or whoever the heading above names.
fn speaker(voices: &Voices<'_>, sentence: &Sentence, clause: Span) -> Option<Span> {
    let unquoted = |cue: &&Hit| !matches!(voices.at(cue.span), Voice::Quoted | Voice::Scare);
    let cues = voices.hits.within(voices.cues.reporting, clause).iter().filter(unquoted);
    let subjects = cues.map(|cue| people::subject(voices.text, voices.hits, &voices.cues, sentence, cue.span));
    let named = |span: &Span| voices.is_person(*span) || voices.is_name(span.of(voices.text.source));
    let person = subjects.filter(|(who, _)| *who == Subject::Person).map(|(_, span)| span).find(named);
    let heading = touching(&voices.reports, clause).map(|scope| scope.cue).find(|cue| !sentence.span.contains(*cue));
    person.or(heading)
}
