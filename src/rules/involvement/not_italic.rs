//! Quoted words of a child or their family that are not in italic, in formats that can hold it.

use serde_json::json;

use crate::finding::Severity;
use crate::rules::{Check, Declaration, Note, Principle, Sink};
use crate::text::{Markup, Span, Style};

/// The declaration of `involvement/not-italic`.
pub const RULE: Declaration = Declaration {
    summary: "quoted words of a child or their family that are not in italic, in Markdown, HTML and Word",
    principle: Principle::Involved,
    severity: Severity::Info,
    checks: &[Check::Note(check)],
    options: &[],
};

fn check(note: &Note<'_>, sink: &mut Sink<'_>) {
    let markup = note.styles.markup();
    if !markup.holds_italic() {
        return;
    }
    for quote in note.voices.quotations() {
        let words = inside(quote, note.text.source);
        if note.styles.covers(words, Style::Italic) || !note.voices.speaker(quote).is_some_and(|who| note.voices.is_family(who)) {
            continue;
        }
        let finding = sink.report(
            words,
            "These are a child’s or a family’s own words. Put them in italic, so that the child can find in the record what was theirs to say.",
        );
        // What goes before and behind the words; nothing of the words themselves.
        match markup {
            Markup::Markdown => finding.fact("wrap", json!(["*", "*"])),
            Markup::Html => finding.fact("wrap", json!(["<em>", "</em>"])),
            Markup::Word | Markup::None => finding,
        };
    }
}

/// A quotation without its marks.
fn inside(quote: Span, source: &str) -> Span {
    let written = quote.of(source);
    let is_mark = |mark: char| matches!(mark, '"' | '\'' | '“' | '”' | '‘' | '’');
    let start = written.len() - written.trim_start_matches(is_mark).len();
    let end = written.trim_end_matches(is_mark).len().max(start);
    Span::new(quote.start as usize + start, quote.start as usize + end)
}
