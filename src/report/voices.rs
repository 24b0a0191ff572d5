//! The clauses of a note with what each does: lines for people, JSON for tools.

use std::fmt::Write as _;

use serde::Serialize;

use crate::input::Source;
use crate::text::{Block, BlockKind, Span, blocks};
use crate::voice::{Act, Clause, Section};

/// Columns that the labels take before the clauses.
const MARGIN: usize = 26;

/// A note's clauses as people read them: a label, then the words. Headings stand by themselves.
pub fn voices_as_text(source: &Source, clauses: &[Clause], width: usize) -> String {
    let text = source.text();
    let mut out = format!("{}\n", source.path);
    let mut headings = blocks(text).into_iter().filter(|block: &Block| block.kind == BlockKind::Heading).peekable();
    let mut heading = |before: u32, out: &mut String| {
        while let Some(block) = headings.next_if(|block| block.span.start < before) {
            let _ = writeln!(out, "\n{:MARGIN$}{}", "", block.span.of(text));
        }
    };
    for clause in clauses {
        heading(clause.span.start, &mut out);
        let mut label = label(clause, text);
        for line in wrapped(clause.span.of(text), width.saturating_sub(MARGIN).max(MARGIN)) {
            let _ = writeln!(out, "{:MARGIN$}{line}", std::mem::take(&mut label));
        }
    }
    heading(u32::MAX, &mut out);
    out
}

/// Most characters of a name in a label.
const LONGEST_NAME: usize = 12;

/// `reported · Mum · 2`, `opinion · nobody's`.
fn label(clause: &Clause, text: &str) -> String {
    let mut label = clause.act.as_str().to_owned();
    if let Some(who) = clause.who {
        let name: String = who.of(text).split_whitespace().collect::<Vec<_>>().join(" ");
        let short: String = name.chars().take(LONGEST_NAME).collect();
        let _ = write!(label, " · {short}{}", if short.len() < name.len() { "…" } else { "" });
    } else if clause.act == Act::Opinion {
        label.push_str(" · nobody's");
    }
    if let Some(trace) = clause.trace {
        let _ = write!(label, " · {trace}");
    }
    label
}

/// A clause's words in lines of at most a number of characters, white space levelled.
fn wrapped(words: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in words.split_whitespace() {
        let last = lines.len() - 1;
        let line = &mut lines[last];
        if line.is_empty() {
            line.push_str(word);
        } else if line.chars().count() + 1 + word.chars().count() <= width {
            line.push(' ');
            line.push_str(word);
        } else {
            lines.push(word.to_owned());
        }
    }
    lines
}

#[derive(Serialize)]
struct Note<'r> {
    path: &'r str,
    clauses: Vec<Told<'r>>,
}

#[derive(Serialize)]
struct Told<'r> {
    voice: &'static str,
    start: u32,
    end: u32,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    section: Option<&'static str>,
    who: Option<Place>,
    basis: Option<Place>,
    due: Option<Place>,
    trace: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'r str>,
}

#[derive(Serialize)]
struct Place {
    start: u32,
    end: u32,
}

/// A note's clauses for tools, one JSON object; the words only where they were asked for. Offsets are bytes on disk.
pub fn voices_as_json(source: &Source, clauses: &[Clause], words: bool) -> String {
    let text = source.text();
    let spans = |clause: &Clause| [Some(clause.span), clause.who, clause.basis, clause.due].into_iter().flatten();
    let mut wanted: Vec<Span> = clauses.iter().flat_map(spans).collect();
    wanted.sort_unstable();
    wanted.dedup();
    let places = source.place(&wanted);
    let at = |span: Span| &places[wanted.binary_search(&span).unwrap_or_default()];
    let place = |span: Span| Place { start: at(span).on_disk.start, end: at(span).on_disk.end };
    let told = clauses.iter().map(|clause| {
        let (start, end) = (at(clause.span).start, at(clause.span).end);
        let Place { start: first, end: last } = place(clause.span);
        Told {
            voice: clause.act.as_str(),
            start: first,
            end: last,
            line: start.line,
            column: start.column,
            end_line: end.line,
            end_column: end.column,
            section: clause.section.map(Section::as_str),
            who: clause.who.map(place),
            basis: clause.basis.map(place),
            due: clause.due.map(place),
            trace: clause.trace,
            text: words.then(|| clause.span.of(text)),
        }
    });
    let note = Note { path: &source.path, clauses: told.collect() };
    serde_json::to_string(&note).unwrap_or_else(|_| unreachable!("strings and numbers"))
}
