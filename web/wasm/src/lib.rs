//! The linter for the page: text in, JSON out. Offsets are in UTF-16 units, as a browser counts.

mod form;
mod layout;
mod open;
mod practice;
mod units;

use std::cell::RefCell;

use casenote::engine::{Collection, Given};
use casenote::input::entries;
use casenote::rules::plain_english::reading_age;
use casenote::rules::{Place, RULES, find, page};
use casenote::text::Span;
use casenote::{Linter, Settings, fix};
use serde::Serialize;
use wasm_bindgen::prelude::wasm_bindgen;

use layout::Layout;
use units::Units;

thread_local! {
    static LINTER: RefCell<Option<Linter>> = const { RefCell::new(None) };
}

/// Makes the lists ready, which takes a moment. `day` is today, `2026-03-03`; it tells what is overdue.
///
/// # Errors
///
/// What is wrong in the lists, which a test of theirs rules out.
#[wasm_bindgen]
pub fn begin(day: &str) -> Result<(), String> {
    let settings = Settings { today: day.parse().ok(), ..Settings::default() };
    let linter = Linter::new(settings, &[]).map_err(|faults| faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))?;
    LINTER.set(Some(linter));
    Ok(())
}

/// Asks the one linter.
fn with<T: Default>(ask: impl FnOnce(&Linter) -> T) -> T {
    if LINTER.with_borrow(Option::is_none) && begin("").is_err() {
        return T::default();
    }
    LINTER.with_borrow(|linter| linter.as_ref().map(ask)).unwrap_or_default()
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

/// Checks a text as the command line checks a file: each of its entries is a note. `layout` tells how its words are set, as
/// [`open`](open::open) gave it; nothing for plain text.
#[wasm_bindgen]
pub fn check(text: &str, layout: &str) -> String {
    with(|linter| {
        let units = Units::new(text);
        let styles = serde_json::from_str::<Layout>(layout).unwrap_or_default().styles(text, &units);
        let mut checked = Checked::default();
        let mut notes = Vec::new();
        for range in entries(text) {
            let styles = styles.within(Span::new(range.start, range.end));
            let given = Given { styles: &styles, ..Given::default() };
            let note = linter.read_with(&text[range.clone()], given, |note, examined| {
                // Of several entries the hardest to read tells the age.
                if let Some(read) = reading_age::measure(note)
                    && checked.reading.as_ref().is_none_or(|hardest| hardest.age < read.age)
                {
                    let reading_age::Reading { age, band, words_per_sentence, long_words } = read;
                    checked.reading = Some(Reading { age, band, words_per_sentence, long_words });
                }
                examined
            });
            checked.words += note.words;
            notes.push((range.start as u32, note));
        }
        let mut met = Collection::default();
        met.foresee(notes.iter().map(|(_, note)| note));
        for (entry, (start, mut note)) in notes.into_iter().enumerate() {
            linter.compare(&mut met, &Place { path: String::new(), entry }, &mut note);
            checked.findings.extend(note.findings.into_iter().map(|finding| Found {
                rule: finding.rule,
                severity: finding.severity.as_str(),
                start: units.of(start + finding.span.start),
                end: units.of(start + finding.span.end),
                message: finding.advice.message.to_string(),
                suggestions: finding.advice.suggestions.clone(),
                safe: finding.advice.safe,
            }));
        }
        json(&checked)
    })
}

#[derive(Serialize)]
struct Stretch {
    #[serde(skip_serializing_if = "Option::is_none")]
    voice: Option<&'static str>,
    start: u32,
    end: u32,
    who: Option<String>,
}

/// Who says each clause of a text.
#[wasm_bindgen]
pub fn voices(text: &str) -> String {
    with(|linter| {
        let units = Units::new(text);
        let mut clauses = Vec::new();
        for range in entries(text) {
            let (part, before) = (&text[range.clone()], range.start as u32);
            clauses.extend(linter.clauses(part).into_iter().map(|clause| Stretch {
                voice: Some(clause.act.as_str()),
                start: units.of(before + clause.span.start),
                end: units.of(before + clause.span.end),
                who: clause.who.map(|who| who.of(part).to_owned()),
            }));
        }
        json(&clauses)
    })
}

/// The words in quotation marks that a child or their family spoke: what a record has in italic.
#[wasm_bindgen]
pub fn quotes(text: &str) -> String {
    with(|linter| {
        let units = Units::new(text);
        let mut quotes = Vec::new();
        for range in entries(text) {
            let (part, before) = (&text[range.clone()], range.start as u32);
            linter.facts(part, |note| {
                quotes.extend(note.voices.quotations().filter_map(|quote| {
                    let who = note.voices.speaker(quote).filter(|who| note.voices.is_family(*who))?;
                    let (start, end) = (units.of(before + quote.start), units.of(before + quote.end));
                    Some(Stretch { voice: None, start, end, who: Some(who.of(part).to_owned()) })
                }));
            });
        }
        json(&quotes)
    })
}

#[derive(Default, Serialize)]
struct Drafted {
    /// Changes of the text; each round is of the text that the round before it left.
    rounds: Vec<Vec<Change>>,
    refused: Option<String>,
}

#[derive(Serialize)]
struct Change {
    from: u32,
    to: u32,
    insert: String,
}

/// The changes that take the safe suggestions, or why there are none.
#[wasm_bindgen]
pub fn draft(text: &str) -> String {
    with(|linter| {
        let rounds = match fix::rounds(linter, text) {
            Ok(rounds) => rounds,
            Err(recorded) => return json(&Drafted { refused: Some(recorded.to_string()), ..Drafted::default() }),
        };
        let mut text = text.to_owned();
        let mut drafted = Drafted::default();
        for edits in rounds {
            let units = Units::new(&text);
            let change =
                |edit: &fix::Edit| Change { from: units.of(edit.span.start), to: units.of(edit.span.end), insert: edit.text.clone() };
            drafted.rounds.push(edits.iter().map(change).collect());
            text = fix::apply(&text, &edits);
        }
        json(&drafted)
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
