//! The outline of a note: its entries, its sections, and what can be folded away.

use casenote::text::Span;
use casenote::voice::PasteKind;

use crate::facts::Facts;
use crate::positions::Lines;

/// An entry or a section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Symbol {
    /// What it is called: the line it begins with.
    pub name: String,
    /// Whether it is an entry with a date of its own.
    pub entry: bool,
    /// All of it.
    pub span: Span,
    /// What names it.
    pub head: Span,
    /// The sections of an entry.
    pub children: Vec<Symbol>,
}

/// Longest name, in characters.
const LONGEST_NAME: usize = 80;

/// The entries and sections of a note, in order.
pub fn symbols(facts: &Facts, text: &str, lines: &Lines) -> Vec<Symbol> {
    let mut symbols: Vec<Symbol> = Vec::new();
    for &(span, date) in &facts.entries {
        // An entry inside another is a dated item of its list.
        if symbols.last().is_none_or(|last| last.span.end <= span.start) {
            let line = lines.line(text, lines.of(date.start));
            let head = Span { start: line.start.max(span.start), end: line.end.min(span.end) };
            symbols.push(Symbol {
                name: name(head.of(text)),
                entry: true,
                span: span.to(head_end(span, head)),
                head,
                children: Vec::new(),
            });
        }
    }
    for (index, &head) in facts.headings.iter().enumerate() {
        let next = facts.headings.get(index + 1).map_or(text.len() as u32, |next| next.start);
        if symbols.iter().any(|symbol| symbol.head.touches(head)) {
            continue;
        }
        let entry = symbols.iter_mut().find(|symbol| symbol.entry && symbol.span.contains(head));
        let section = |end: u32| Symbol {
            name: name(head.of(text)),
            entry: false,
            span: Span { start: head.start, end },
            head,
            children: Vec::new(),
        };
        if let Some(entry) = entry {
            entry.children.push(section(next.min(entry.span.end)));
        } else {
            let later = symbols.iter().map(|symbol| symbol.span.start).find(|start| *start > head.start);
            symbols.push(section(later.map_or(next, |start| start.min(next))));
        }
    }
    symbols.sort_by_key(|symbol| symbol.span.start);
    symbols
}

/// The longer of an entry and the line that names it, as a span that ends there.
fn head_end(span: Span, head: Span) -> Span {
    Span { start: span.end.max(head.end), end: span.end.max(head.end) }
}

fn name(line: &str) -> String {
    let line = line.trim().trim_start_matches(['#', '*', ' ']).trim_end_matches(['*', ':', ' ']);
    let short: String = line.chars().take(LONGEST_NAME).collect();
    if short.is_empty() { "…".to_owned() } else { short }
}

/// Lines that can be folded away, and what stands for them when they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fold {
    /// First line, which stays in sight.
    pub first: u32,
    /// Last line.
    pub last: u32,
    /// What stands for the lines.
    pub shown: Option<&'static str>,
}

/// What can be folded: copied mail and messages, entries, sections.
pub fn folds(facts: &Facts, text: &str, lines: &Lines) -> Vec<Fold> {
    let fold = |span: Span, shown| {
        let content = span.of(text).trim_end();
        let last = lines.of(span.start + content.len() as u32);
        Fold { first: lines.of(span.start), last, shown }
    };
    let mut folds: Vec<Fold> = facts
        .pastes
        .iter()
        .map(|(span, kind)| fold(*span, Some(if *kind == PasteKind::Mail { "copied mail" } else { "copied messages" })))
        .collect();
    for symbol in symbols(facts, text, lines) {
        folds.push(fold(symbol.span, None));
        folds.extend(symbol.children.iter().map(|child| fold(child.span, None)));
    }
    folds.retain(|fold| fold.first < fold.last);
    folds.sort_by_key(|fold| (fold.first, fold.last));
    folds.dedup_by_key(|fold| fold.first);
    folds
}
