//! How well the rules agree with a reviewer: `cargo run --release --example figures` prints the table of the README, and
//! with `--write` puts it there.
//!
//! The notes of `tests/corpus` are invented. A reviewer marked them before any rule saw them (`marks.tsv`), each place as
//! `must` (most reviewers would raise it) or `may`. A finding at warning or above is right if it touches a mark of its
//! family, and wrong if it touches no mark at all; one that touches only a `may` or another family counts neither way.

#![allow(clippy::print_stdout)]

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use casenote::text::Span;
use casenote::{Finding, Linter, Settings, Severity};

#[derive(Default)]
struct Tally {
    must: usize,
    found: usize,
    right: usize,
    wrong: usize,
}

struct Mark {
    family: String,
    must: bool,
    /// Empty where the reviewer missed something in the note as a whole.
    span: Span,
}

impl Mark {
    fn touches(&self, finding: &Finding) -> bool {
        if self.span.is_empty() { self.family == finding.rule } else { self.span.touches(finding.span) }
    }
}

#[derive(Default)]
struct Note {
    good: bool,
    marks: Vec<Mark>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let table = table(&root.join("tests/corpus"))?;
    if std::env::args().any(|argument| argument == "--write") {
        write(&root.join("README.md"), &table)?;
    }
    print!("{table}");
    Ok(())
}

fn table(corpus: &Path) -> Result<String, Box<dyn Error>> {
    let linter = Linter::new(Settings::default(), &[]).map_err(|faults| faults[0].to_string())?;
    let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
    let (mut good, mut alarms) = (0, 0);
    for (name, note) in marked(&fs::read_to_string(corpus.join("marks.tsv"))?)? {
        let text = fs::read_to_string(corpus.join(format!("{name}.txt")))?;
        let raised: Vec<_> = linter.check(&text).into_iter().filter(|finding| finding.severity >= Severity::Warning).collect();
        good += usize::from(note.good);
        for mark in note.marks.iter().filter(|mark| mark.must && casenote::rules::find(&mark.family).is_some()) {
            let tally = tallies.entry(mark.family.clone()).or_default();
            tally.must += 1;
            tally.found += usize::from(raised.iter().any(|finding| finding.rule == mark.family && mark.touches(finding)));
        }
        // The reviewer was not asked about long sentences.
        for finding in raised.iter().filter(|finding| !finding.rule.ends_with("long-sentence")) {
            let touched: Vec<&Mark> = note.marks.iter().filter(|mark| mark.touches(finding)).collect();
            let tally = tallies.entry(finding.rule.to_owned()).or_default();
            tally.right += usize::from(touched.iter().any(|mark| mark.must && mark.family == finding.rule));
            tally.wrong += usize::from(touched.is_empty());
            alarms += usize::from(note.good && touched.is_empty());
        }
    }
    let mut out =
        String::from("| rule | places to raise | found | raised rightly | wrongly | precision | recall |\n|---|---|---|---|---|---|---|\n");
    for (rule, tally) in &tallies {
        let Tally { must, found, right, wrong } = tally;
        let share = |part: usize, whole: usize| if whole == 0 { "-".to_owned() } else { format!("{:.2}", part as f64 / whole as f64) };
        writeln!(out, "| `{rule}` | {must} | {found} | {right} | {wrong} | {} | {} |", share(*right, right + wrong), share(*found, *must))?;
    }
    writeln!(
        out,
        "\nFalse alarms on a well-written note: {:.2} on average, over {good} notes.",
        f64::from(alarms as u32) / f64::from(good as u32)
    )?;
    Ok(out)
}

fn marked(table: &str) -> Result<BTreeMap<String, Note>, Box<dyn Error>> {
    let mut notes: BTreeMap<String, Note> = BTreeMap::new();
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        let [name, quality, family, level, start, end] = line.split('\t').collect::<Vec<_>>()[..] else {
            return Err(format!("marks.tsv: six columns are wanted in {line:?}").into());
        };
        let note = notes.entry(name.to_owned()).or_default();
        note.good = quality == "good";
        if family != "-" {
            note.marks.push(Mark { family: family.to_owned(), must: level == "must", span: Span::new(start.parse()?, end.parse()?) });
        }
    }
    Ok(notes)
}

/// Puts the table between the marks of the README that hold its place.
fn write(readme: &Path, table: &str) -> Result<(), Box<dyn Error>> {
    let text = fs::read_to_string(readme)?;
    let (before, rest) = text.split_once("<!-- figures -->").ok_or("README.md has no place for the figures")?;
    let (_, after) = rest.split_once("<!-- /figures -->").ok_or("README.md does not close the place for the figures")?;
    fs::write(readme, format!("{before}<!-- figures -->\n{table}<!-- /figures -->{after}"))?;
    Ok(())
}
