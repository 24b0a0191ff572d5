//! Private numbers and addresses, and what looks like one: a list with what must be found, and the floors that are held on it.

#![expect(clippy::print_stdout, reason = "the figures are printed where the test is run with --nocapture")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use casenote::{Linter, Settings};

/// Precision and recall that must be reached on the list, over all kinds.
const FLOOR: f64 = 0.98;

/// The kinds of the list, and what the rule calls them.
const KINDS: &[(&str, &[&str])] = &[
    ("phone", &["phone"]),
    ("email", &["email"]),
    ("postcode", &["postcode", "address"]),
    ("address", &["address", "postcode"]),
    ("nhs", &["nhs-number"]),
    ("ni", &["national-insurance"]),
    ("passport", &["passport", "driving-licence"]),
    ("bank", &["bank"]),
    ("card", &["card"]),
    ("vehicle", &["vehicle"]),
    ("birth", &["date-of-birth"]),
    ("other", &[]),
];

#[derive(Default, Clone, Copy)]
struct Count {
    rows: usize,
    right: usize,
    wrong: usize,
    missed: usize,
}

impl Count {
    fn figures(&self) -> (f64, f64) {
        let part = |of: usize| if of == 0 { 1.0 } else { self.right as f64 / of as f64 };
        (part(self.right + self.wrong), part(self.right + self.missed))
    }
}

/// A row: its note, and the places marked in it.
fn read(row: &str) -> (String, Vec<(usize, usize)>) {
    let mut note = String::new();
    let mut marked = Vec::new();
    let row = row.replace("\\n", "\n");
    let mut parts = row.split("[[");
    note.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let (inside, behind) = part.split_once("]]").expect("each `[[` has its `]]`");
        marked.push((note.len(), note.len() + inside.len()));
        note.push_str(inside);
        note.push_str(behind);
    }
    (note, marked)
}

#[test]
fn the_list_of_identifiers() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/identifiers/list.tsv");
    let list = fs::read_to_string(path).expect("the list is there");
    let linter = Linter::new(Settings::default(), &[]).expect("the lists that come with the program are sound");
    let mut counts: BTreeMap<&str, Count> = BTreeMap::new();
    let mut faults = Vec::new();
    for row in list.lines().filter(|line| !line.starts_with('#')) {
        let (kind, text) = row.split_once('\t').expect("a kind and a note");
        let (_, names) = KINDS.iter().find(|(known, _)| *known == kind).expect("a known kind");
        let (note, marked) = read(text);
        let findings = linter.check(&note);
        let found: Vec<(usize, usize)> =
            findings
                .iter()
                .filter(|finding| finding.rule == "confidentiality/identifier")
                .filter(|finding| {
                    finding.advice.data.iter().any(|(key, value)| {
                        *key == "category" && value.as_str().is_some_and(|one| names.is_empty() || names.contains(&one))
                    }) || marked.is_empty()
                })
                .map(|finding| (finding.span.start as usize, finding.span.end as usize))
                .collect();
        let count = counts.entry(kind).or_default();
        count.rows += 1;
        for place in &found {
            if marked.contains(place) {
                count.right += 1;
            } else {
                count.wrong += 1;
                faults.push(format!("wrong  {row}    found {:?}", &note[place.0..place.1]));
            }
        }
        for place in marked.iter().filter(|place| !found.contains(place)) {
            count.missed += 1;
            faults.push(format!("missed {row}    not {:?}", &note[place.0..place.1]));
        }
        // No message may give the number away.
        for finding in findings.iter().filter(|finding| finding.rule == "confidentiality/identifier") {
            assert!(!finding.advice.message.bytes().any(|byte| byte.is_ascii_digit() || byte == b'@'), "{row}");
        }
    }
    let mut total = Count::default();
    for (kind, count) in &counts {
        let (precision, recall) = count.figures();
        println!(
            "{kind:10} {:4} rows {:4} right {:3} wrong {:3} missed   precision {precision:.3} recall {recall:.3}",
            count.rows, count.right, count.wrong, count.missed
        );
        total.rows += count.rows;
        total.right += count.right;
        total.wrong += count.wrong;
        total.missed += count.missed;
    }
    let (precision, recall) = total.figures();
    println!(
        "all        {:4} rows {:4} right {:3} wrong {:3} missed   precision {precision:.3} recall {recall:.3}",
        total.rows, total.right, total.wrong, total.missed
    );
    println!("{}", faults.join("\n"));
    assert!(total.rows >= 300, "{} rows", total.rows);
    assert!(precision >= FLOOR && recall >= FLOOR, "precision {precision:.3}, recall {recall:.3}\n{}", faults.join("\n"));
}
