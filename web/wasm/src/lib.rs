//! The linter for the page: text in, JSON out. Offsets are in UTF-16 units, as a browser counts.

mod practice;
mod units;

use std::cell::OnceCell;

use casenote::rules::plain_english::reading_age;
use casenote::rules::{RULES, find, page};
use casenote::text::Span;
use casenote::voice::Act;
use casenote::{Linter, Settings, fix};
use serde::Serialize;
use wasm_bindgen::prelude::wasm_bindgen;

use units::Units;

thread_local! {
    static LINTER: OnceCell<Option<Linter>> = const { OnceCell::new() };
}

/// Asks the one linter; nothing where it could not be made, which a test of the lists rules out.
fn with<T: Default>(ask: impl FnOnce(&Linter) -> T) -> T {
    LINTER.with(|linter| linter.get_or_init(|| Linter::new(Settings::default(), &[]).ok()).as_ref().map(ask)).unwrap_or_default()
}

fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

#[derive(Default, Serialize)]
struct Checked {
    words: usize,
    findings: Vec<Found>,
    reading: Option<Reading>,
}

#[derive(Serialize)]
struct Found {
    rule: &'static str,
    severity: &'static str,
    start: u32,
    end: u32,
    message: String,
    suggestions: Vec<String>,
    safe: bool,
}

#[derive(Serialize)]
struct Reading {
    age: u32,
    band: &'static str,
    words_per_sentence: f64,
    long_words: usize,
}

/// Checks a note.
#[wasm_bindgen]
pub fn check(text: &str) -> String {
    with(|linter| {
        let units = Units::new(text);
        let checked = linter.read(text, |note, examined| {
            let found = |finding: casenote::Finding| Found {
                rule: finding.rule,
                severity: finding.severity.as_str(),
                start: units.of(finding.span.start),
                end: units.of(finding.span.end),
                message: finding.advice.message.to_string(),
                suggestions: finding.advice.suggestions.clone(),
                safe: finding.advice.safe,
            };
            let reading = reading_age::measure(note).map(|reading| Reading {
                age: reading.age,
                band: reading.band,
                words_per_sentence: reading.words_per_sentence,
                long_words: reading.long_words,
            });
            Checked { words: examined.words, findings: examined.findings.into_iter().map(found).collect(), reading }
        });
        json(&checked)
    })
}

#[derive(Serialize)]
struct Clause {
    voice: &'static str,
    start: u32,
    end: u32,
    who: Option<String>,
}

/// Who says each clause of a note.
#[wasm_bindgen]
pub fn voices(text: &str) -> String {
    with(|linter| {
        let units = Units::new(text);
        let clause = |clause: casenote::voice::Clause| Clause {
            voice: clause.act.as_str(),
            start: units.of(clause.span.start),
            end: units.of(clause.span.end),
            who: clause.who.map(|who| who.of(text).to_owned()),
        };
        json(&linter.clauses(text).into_iter().map(clause).collect::<Vec<_>>())
    })
}

#[derive(Serialize)]
struct Quote {
    start: u32,
    end: u32,
    who: Option<String>,
}

/// The words between quotation marks, each with the name that stands beside it.
#[wasm_bindgen]
pub fn quotes(text: &str) -> String {
    with(|linter| {
        let units = Units::new(text);
        let clauses = linter.clauses(text).into_iter().filter(|clause| clause.act == Act::Quoted);
        let mut quotes: Vec<Quote> = Vec::new();
        for clause in clauses {
            let who = clause.who.map(|who| who.of(text).to_owned());
            quotes.extend(marked(clause.span, text).into_iter().map(|span| Quote {
                start: units.of(span.start),
                end: units.of(span.end),
                who: who.clone(),
            }));
        }
        json(&quotes)
    })
}

/// What stands between double or curly marks in a clause, marks included.
fn marked(clause: Span, text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut open = None;
    for (at, mark) in clause.of(text).char_indices() {
        let here = clause.start as usize + at;
        match (mark, open) {
            ('“' | '"', None) => open = Some(here),
            ('”' | '"', Some(start)) => {
                found.push(Span::new(start, here + mark.len_utf8()));
                open = None;
            }
            _ => {}
        }
    }
    found
}

#[derive(Default, Serialize)]
struct Drafted {
    text: Option<String>,
    taken: usize,
    refused: Option<String>,
}

/// A draft with the safe suggestions taken, or why there is none.
#[wasm_bindgen]
pub fn draft(text: &str) -> String {
    with(|linter| {
        json(&match fix::draft(linter, text) {
            Ok(draft) => Drafted { text: Some(draft.text), taken: draft.taken, refused: None },
            Err(recorded) => Drafted { refused: Some(recorded.to_string()), ..Drafted::default() },
        })
    })
}

#[derive(Serialize)]
struct Page<'p> {
    name: &'p str,
    summary: &'p str,
    promise: &'p str,
    why: &'p str,
    instead: &'p str,
    leave: &'p str,
}

/// The page of a rule, section by section; empty for a name that is none.
#[wasm_bindgen]
pub fn explain(rule: &str) -> String {
    find(rule).map_or_else(String::new, |rule| {
        json(&Page {
            name: rule.name,
            summary: rule.declaration.summary,
            promise: rule.declaration.principle.promise(),
            why: page::section(rule.page, "Why it matters"),
            instead: page::section(rule.page, "What to write instead"),
            leave: page::section(rule.page, "When to leave it"),
        })
    })
}

/// How many rules there are.
#[wasm_bindgen]
pub fn rules() -> usize {
    RULES.len()
}

/// The text of a file that was opened or dropped, in whatever encoding it is.
///
/// # Errors
///
/// What is wrong with it, for the reader.
#[wasm_bindgen]
pub fn open(name: &str, bytes: &[u8]) -> Result<String, String> {
    let _ = name;
    casenote::input::decode(bytes.to_vec()).map(|decoded| decoded.text)
}
