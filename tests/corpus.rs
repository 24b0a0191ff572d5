//! What is found in the notes of `tests/corpus`, finding by finding: a change of the engine shows here what it changes.
//!
//! The notes are invented, so their words may stand in the expected files. After a change that is meant, run
//! `CASENOTE_BLESS=1 cargo test --test corpus` and read the difference.

use std::fs;
use std::path::{Path, PathBuf};

use casenote::text::LineIndex;
use casenote::{Linter, Settings, Severity};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus")
}

/// The names of the text files in a folder.
fn names(folder: &Path) -> Vec<String> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let paths =
        entries.map(|entry| entry.expect("it can be listed").path()).filter(|path| path.extension().is_some_and(|end| end == "txt"));
    let mut names: Vec<String> = paths.filter_map(|path| Some(path.file_name()?.to_str()?.to_owned())).collect();
    names.sort();
    names
}

/// `line:column rule "matched words"` for each finding at warning and above.
fn found(linter: &Linter, text: &str) -> String {
    let findings: Vec<_> = linter.check(text).into_iter().filter(|finding| finding.severity >= Severity::Warning).collect();
    let starts: Vec<usize> = findings.iter().map(|finding| finding.span.start as usize).collect();
    let places = LineIndex::new(text).positions(text, &starts);
    let line = |(finding, at): (&casenote::Finding, &casenote::text::Position)| {
        format!("{}:{} {} {:?}\n", at.line, at.column, finding.rule, finding.span.of(text))
    };
    findings.iter().zip(&places).map(line).collect()
}

#[test]
fn notes_give_the_expected_findings() {
    let linter = Linter::new(Settings::default(), &[]).unwrap_or_else(|faults| panic!("{}", faults[0]));
    let expected_folder = folder().join("expected");
    let bless = std::env::var_os("CASENOTE_BLESS").is_some_and(|value| value == "1");
    let mut faults = Vec::new();
    for name in names(&folder()) {
        let text = fs::read_to_string(folder().join(&name)).expect("a note in UTF-8");
        let (found, path) = (found(&linter, &text), expected_folder.join(&name));
        if bless {
            fs::create_dir_all(&expected_folder).expect("it can be made");
            fs::write(&path, found).expect("it can be written");
            continue;
        }
        match fs::read_to_string(&path) {
            Ok(expected) if expected == found => {}
            Ok(expected) => faults.push(format!("{name}:\n{}", difference(&expected, &found))),
            Err(_) => faults.push(format!("{name}: nothing is stored yet")),
        }
    }
    assert!(faults.is_empty(), "\n{}\nif this is meant, run `CASENOTE_BLESS=1 cargo test --test corpus`", faults.join("\n"));
}

/// The lines that went and came.
fn difference(expected: &str, found: &str) -> String {
    let gone = expected.lines().filter(|line| !found.lines().any(|other| other == *line)).map(|line| format!("  - {line}\n"));
    let new = found.lines().filter(|line| !expected.lines().any(|other| other == *line)).map(|line| format!("  + {line}\n"));
    gone.chain(new).collect()
}

#[test]
fn every_expected_file_has_its_note() {
    let notes = names(&folder());
    for name in names(&folder().join("expected")) {
        assert!(notes.contains(&name), "tests/corpus/expected/{name} has no note: delete it");
    }
}
