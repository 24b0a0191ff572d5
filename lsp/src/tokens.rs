//! Who speaks, in colours: every clause as a token of its voice.

use casenote::voice::{Act, Clause, Section};

use crate::snapshot::Snapshot;
use casenote::text::Span;

/// The kinds of token, in the order that their numbers mean.
pub const KINDS: &[Act] = &[Act::Observed, Act::Opinion, Act::Reported, Act::Quoted, Act::Decision, Act::Action, Act::Pasted];

/// What may be added to a kind: an opinion that nobody owns, a report whose source cannot be traced, a decision or an action
/// without anybody's name.
pub const ADDITIONS: &[&str] = &["unowned", "untraced"];
const UNOWNED: u32 = 1;
const UNTRACED: u32 = 2;

/// A piece of one line and the voice that speaks in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Line, from 0.
    pub line: u32,
    /// Unit within the line.
    pub start: u32,
    /// Units.
    pub length: u32,
    /// Index into [`KINDS`].
    pub kind: u32,
    /// One bit for each of [`ADDITIONS`].
    pub additions: u32,
}

/// The tokens of the clauses that share a byte with a span, in order.
pub fn tokens(snapshot: &Snapshot, clauses: &[Clause], within: Span) -> Vec<Token> {
    let (lines, text) = (&snapshot.document.lines, snapshot.text());
    let mut tokens = Vec::new();
    let mut reached = 0;
    for clause in clauses.iter().filter(|clause| clause.span.touches(within)) {
        let kind = KINDS.iter().position(|act| *act == clause.act).unwrap_or_default() as u32;
        // Clauses do not overlap; should they ever, an editor's tokens still may not.
        let span = Span { start: clause.span.start.max(reached), end: clause.span.end };
        if span.start >= span.end {
            continue;
        }
        reached = span.end;
        for line in lines.of(span.start)..=lines.of(span.end - 1) {
            let whole = lines.line(text, line);
            let part = Span { start: whole.start.max(span.start), end: whole.end.min(span.end) };
            if part.start < part.end {
                let start = snapshot.encoding.units(Span { start: whole.start, end: part.start }.of(text));
                let length = snapshot.encoding.units(part.of(text));
                tokens.push(Token { line, start, length, kind, additions: additions(clause) });
            }
        }
    }
    tokens
}

fn additions(clause: &Clause) -> u32 {
    match clause.act {
        Act::Opinion if clause.who.is_none() && !matches!(clause.section, Some(Section::Analysis | Section::Appraisal)) => UNOWNED,
        Act::Decision | Act::Action if clause.who.is_none() => UNOWNED,
        Act::Reported if clause.trace == Some(0) => UNTRACED,
        _ => 0,
    }
}
