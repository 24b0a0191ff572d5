//! How well the rules agree with a reviewer: `cargo run --release --example figures` prints the table of the README, and
//! with `--write` puts it there.
//!
//! The notes of `tests/corpus` are invented, and so are those of `tests/unseen`, which are kept for measuring alone. A reviewer marked them before any rule saw them (`marks.tsv`), each place as
//! `must` (most reviewers would raise it) or `may`. A finding at warning or above is right if it touches a mark of its
//! family, and wrong if it touches no mark at all; one that touches only a `may` or another family counts neither way.

#![allow(clippy::print_stdout)]

use std::collections::BTreeMap;
use std::error::Error;
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
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let table = Measured::of(&tests.join("corpus"))?.table() + &Measured::of(&tests.join("unseen"))?.summary();
    if std::env::args().any(|argument| argument == "--write") {
        write(&tests.with_file_name("README.md"), &table)?;
    }
    print!("{table}");
    Ok(())
}

/// What was found in the notes of a folder, beside its marks.
#[derive(Default)]
struct Measured {
    tallies: BTreeMap<String, Tally>,
    notes: usize,
    good: usize,
    alarms: usize,
}

impl Measured {
    fn of(folder: &Path) -> Result<Self, Box<dyn Error>> {
        let linter = Linter::new(Settings::default(), &[]).map_err(|faults| faults[0].to_string())?;
        let mut measured = Self::default();
        for (name, note) in marked(&fs::read_to_string(folder.join("marks.tsv"))?)? {
            let text = fs::read_to_string(folder.join(format!("{name}.txt")))?;
            let findings = linter.check(&text).into_iter().filter(|finding| finding.severity >= Severity::Warning);
            measured.add(&note, &findings.collect::<Vec<_>>());
        }
        Ok(measured)
    }

    fn add(&mut self, note: &Note, raised: &[Finding]) {
        self.notes += 1;
        self.good += usize::from(note.good);
        for mark in note.marks.iter().filter(|mark| mark.must && casenote::rules::find(&mark.family).is_some()) {
            let tally = self.tallies.entry(mark.family.clone()).or_default();
            tally.must += 1;
            tally.found += usize::from(raised.iter().any(|finding| finding.rule == mark.family && mark.touches(finding)));
        }
        // The reviewer was not asked about long sentences.
        for finding in raised.iter().filter(|finding| !finding.rule.ends_with("long-sentence")) {
            let touched: Vec<&Mark> = note.marks.iter().filter(|mark| mark.touches(finding)).collect();
            let tally = self.tallies.entry(finding.rule.to_owned()).or_default();
            tally.right += usize::from(touched.iter().any(|mark| mark.must && mark.family == finding.rule));
            tally.wrong += usize::from(touched.is_empty());
            self.alarms += usize::from(note.good && touched.is_empty());
        }
    }

    fn table(&self) -> String {
        let mut out = String::from(
            "| rule | places to raise | found | raised rightly | wrongly | precision | recall |\n|---|---|---|---|---|---|---|\n",
        );
        for (rule, tally) in &self.tallies {
            out.extend(["| `", rule, "` | ", &tally.row(), " |\n"]);
        }
        format!("{out}\n{}", self.alarms())
    }

    /// One row for all rules.
    fn summary(&self) -> String {
        let all = self.tallies.values().fold(Tally::default(), |all, tally| Tally {
            must: all.must + tally.must,
            found: all.found + tally.found,
            right: all.right + tally.right,
            wrong: all.wrong + tally.wrong,
        });
        format!(
            "\nOn {} further notes, which nothing has learnt from:\n\n| places to raise | found | raised rightly | wrongly | precision | recall |\n\
             |---|---|---|---|---|---|\n| {} |\n\n{}",
            self.notes,
            all.row(),
            self.alarms()
        )
    }

    fn alarms(&self) -> String {
        let share = self.alarms as f64 / self.good.max(1) as f64;
        format!("False alarms on a well-written note: {share:.2} on average, over {} notes.\n", self.good)
    }
}

impl Tally {
    fn row(&self) -> String {
        let Self { must, found, right, wrong } = self;
        let share = |part: usize, whole: usize| if whole == 0 { "-".to_owned() } else { format!("{:.2}", part as f64 / whole as f64) };
        format!("{must} | {found} | {right} | {wrong} | {} | {}", share(*right, right + wrong), share(*found, *must))
    }
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
