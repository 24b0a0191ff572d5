//! The page of a rule: its documentation, its tests, its hover text and its training exercises are one file.
//!
//! Examples are fenced blocks: `note flag` (carets under exactly what is found), `note clean`, and today's known faults,
//! `note known-miss` and `note known-false-alarm`, kept in sight until somebody mends them. A note in a format that can set words
//! apart says so behind that: `note flag markdown`, `note clean html`; its carets stand under words of the file.

use jiff::civil::date;

use super::Rule;
use crate::settings::Settings;
use crate::text::{Markup, Span};

/// What an example shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expect {
    /// The rule finds exactly the marked words.
    Flag,
    /// The rule finds nothing.
    Clean,
    /// The rule should find the marked words, and does not yet.
    KnownMiss,
    /// The rule finds the marked words, and should not.
    KnownFalseAlarm,
}

/// An example note on a page.
#[derive(Debug, Clone)]
pub struct Example {
    /// What it shows.
    pub expect: Expect,
    /// The note, with its markup.
    pub text: String,
    /// The format it is written in.
    pub markup: Markup,
    /// The words under which carets stand.
    pub marked: Vec<Span>,
    /// Line of the page on which the example starts.
    pub line: usize,
}

/// The line between the older and the newer file of an example for a rule that compares two.
const NEWER: &str = "=== newer ===\n";

impl Example {
    /// The older and the newer file, and where the newer begins; none where the example is one note.
    pub fn pair(&self) -> Option<(&str, &str, usize)> {
        let (old, new) = self.text.split_once(NEWER)?;
        Some((old, new, old.len() + NEWER.len()))
    }
}

/// The settings that the examples are read with: those of the program, on 15 January 2026, because an engine without a day
/// tells nothing overdue.
pub fn settings() -> Settings {
    Settings { today: Some(date(2026, 1, 15)), ..Settings::default() }
}

/// The examples of a page, in order.
pub fn examples(page: &str) -> Vec<Example> {
    let mut examples = Vec::new();
    let mut lines = page.lines().enumerate();
    while let Some((number, line)) = lines.next() {
        let (kind, markup) = match line.strip_prefix("```note ").and_then(|kind| kind.split_once(' ')) {
            Some((kind, "markdown")) => (Some(kind), Markup::Markdown),
            Some((kind, "html")) => (Some(kind), Markup::Html),
            _ => (line.strip_prefix("```note "), Markup::None),
        };
        let expect = match kind {
            Some("flag") => Expect::Flag,
            Some("clean") => Expect::Clean,
            Some("known-miss") => Expect::KnownMiss,
            Some("known-false-alarm") => Expect::KnownFalseAlarm,
            _ => continue,
        };
        let body: Vec<&str> = lines.by_ref().map(|(_, line)| line).take_while(|line| *line != "```").collect();
        let (text, marked) = unmark(&body);
        examples.push(Example { expect, text, markup, marked, line: number + 1 });
    }
    examples
}

/// Takes the caret lines out of an example and turns them into spans of the line above each. Carets that reach the end of a
/// line go on at the start of the next that has words: then they mark one place.
fn unmark(body: &[&str]) -> (String, Vec<Span>) {
    let mut text = String::new();
    let mut marked: Vec<Span> = Vec::new();
    let mut above = (0, "");
    for line in body {
        let carets = line.contains('^') && line.chars().all(|character| matches!(character, ' ' | '^'));
        if carets {
            let byte = |column: usize| above.0 + above.1.char_indices().nth(column).map_or(above.1.len(), |(byte, _)| byte);
            let mut start = None;
            for (column, character) in line.chars().chain([' ']).enumerate() {
                match (character, start) {
                    ('^', None) => start = Some(column),
                    (' ', Some(from)) => {
                        let span = Span::new(byte(from), byte(column));
                        match marked.last_mut() {
                            Some(Span { end, .. }) if from == 0 && text[*end as usize..span.start as usize].trim().is_empty() => {
                                *end = span.end;
                            }
                            _ => marked.push(span),
                        }
                        start = None;
                    }
                    _ => {}
                }
            }
        } else {
            above = (text.len(), line);
            text.push_str(line);
            text.push('\n');
        }
    }
    (text, marked)
}

/// The text of a page's section, without its heading; empty if there is none of that name.
///
/// ```
/// use casenote::rules::page::section;
/// assert_eq!(section("# a\n\n## Why it matters\n\nIt does.\n\n## Examples\n", "Why it matters"), "It does.");
/// ```
pub fn section<'p>(page: &'p str, heading: &str) -> &'p str {
    let opened = page.split("\n## ").find_map(|part| part.strip_prefix(heading)?.strip_prefix('\n'));
    opened.map_or("", str::trim)
}

/// A page as a person reads it, with the facts that the rule's file declares.
pub fn for_reading(rule: &Rule) -> String {
    use std::fmt::Write as _;
    let declared = &rule.declaration;
    let mut text = rule.page.trim_end().to_owned();
    let _ = write!(
        text,
        "\n\n## In short\n\nSeverity: {}. Principle {}: {}\n",
        declared.severity.as_str(),
        declared.principle.id(),
        declared.principle.promise()
    );
    for option in declared.options {
        let _ = writeln!(text, "Option `{}` (default {}): {}.", option.name, option.default, option.help);
    }
    text
}
