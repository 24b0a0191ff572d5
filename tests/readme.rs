//! The README tells what the program tells.

use std::process::Command;

const README: &str = include_str!("../README.md");

fn casenote(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_casenote")).args(arguments).output().expect("the program runs");
    String::from_utf8(output.stdout).expect("it writes UTF-8")
}

#[test]
fn the_table_of_rules_is_the_programs_own() {
    let table = casenote(&["rules", "--format", "markdown"]);
    assert!(README.contains(&table), "replace the table by the output of `casenote rules --format markdown`:\n{table}");
}

#[test]
fn the_sample_is_true() {
    let notes = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/notes/home-visit.txt");
    let found = casenote(&["check", "--excerpts", "full", notes]);
    let sample = README.split("```text\n").nth(1).and_then(|rest| rest.split("```").next()).expect("the README shows a sample");
    for line in sample.lines().filter(|line| line.starts_with("warning[") || line.contains("findings in")) {
        assert!(found.contains(line), "the README's sample has a line that the program does not write:\n{line}");
    }
}
