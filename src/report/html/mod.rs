//! The audit as a page for a service manager: one file, no scripts, nothing from outside, and no words of a note unless asked.

mod chart;
mod detail;
mod overview;
mod tally;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::{Excerpter, NoteReport, Report, Summary};
use crate::input::InputError;

pub use tally::Groups;
use tally::Tally;

/// One page for the run. It is written at the end, and remembers a few bytes for each finding until then.
#[derive(Debug)]
pub struct Html {
    excerpter: Excerpter,
    groups: Groups,
    tally: Tally,
}

impl Html {
    /// A page that tells notes apart as asked; its places show what the excerpter does.
    pub fn new(excerpter: Excerpter, groups: Groups) -> Self {
        Self { excerpter, groups, tally: Tally::default() }
    }
}

impl Report for Html {
    fn note(&mut self, note: &NoteReport) -> String {
        self.tally.add(note, self.groups, &self.excerpter);
        String::new()
    }

    fn error(&mut self, error: &InputError) -> String {
        self.tally.unread.push((error.path.clone(), error.message.clone()));
        String::new()
    }

    fn end(&mut self, summary: &Summary) -> String {
        let folder = self.tally.shorten();
        page(&self.tally, &folder, summary).into_string()
    }
}

const STYLE: &str = include_str!("style.css");

/// Nothing may be loaded and no script may run, whatever a viewer would allow.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

fn page(tally: &Tally, folder: &str, summary: &Summary) -> Markup {
    let sections = overview::sections(tally, summary);
    html! {
        (DOCTYPE)
        html lang="en-GB" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="referrer" content="no-referrer";
                meta name="robots" content="noindex";
                title { "Recording audit" }
                style { (PreEscaped(STYLE)) }
            }
            body {
                a.skip href="#main" { "Skip to the report" }
                header {
                    (overview::head(tally, folder, summary))
                    nav aria-label="Sections" {
                        ul { @for section in &sections { li { a href=(format!("#{}", section.id)) { (section.title) } } } }
                    }
                }
                main id="main" {
                    @for section in &sections {
                        section aria-labelledby=(section.id) { h2 id=(section.id) { (section.title) } (section.content) }
                    }
                }
                footer { p { "Made by casenote " (env!("CARGO_PKG_VERSION")) " on this computer. Nothing was sent anywhere." } }
            }
        }
    }
}

/// A part of the page.
struct Section {
    id: &'static str,
    title: &'static str,
    content: Markup,
}

/// A number as people write it: 12,345.
fn number(value: usize) -> String {
    let digits = value.to_string();
    let mut out = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A number and its noun.
fn count(value: usize, one: &str, more: &str) -> String {
    format!("{} {}", number(value), if value == 1 { one } else { more })
}

/// A share of a whole, in words of one kind: "34%", "under 1%".
fn share(value: usize, of: usize) -> String {
    let percent = value as f64 * 100.0 / of.max(1) as f64;
    match percent {
        _ if value == 0 => "0%".to_owned(),
        _ if percent < 1.0 => "under 1%".to_owned(),
        _ => format!("{percent:.0}%"),
    }
}

/// The name of a rule for reading: `opinion as fact`.
fn title(rule: &str) -> String {
    rule.split_once('/').map_or(rule, |(_, name)| name).replace('-', " ")
}

/// The place inside the details of a rule that a link opens.
fn anchor(rule: &str) -> String {
    format!("rule-{}", rule.replace('/', "-"))
}

/// A note's name: its path, and its entry where a file has several.
fn name(path: &str, entry: usize) -> Markup {
    let (folder, file) =
        path.rsplit_once(['/', '\\']).map_or(("", path), |(folder, _)| (&path[..=folder.len()], &path[folder.len() + 1..]));
    html! { span.path { span.folder { (folder) } (file) @if entry > 0 { ", entry " (entry) } } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_people_read_them() {
        assert_eq!([0, 999, 1000, 1_234_567].map(number), ["0", "999", "1,000", "1,234,567"]);
        assert_eq!([share(0, 9), share(1, 500), share(1, 3)], ["0%", "under 1%", "33%"]);
    }
}
