//! How many instructions a check takes: seconds depend on what else a machine does, and instructions do not.
//!
//! They are counted by valgrind in the build that the tests have anyway, and held against a bound that is stored beside this file
//! with the compiler it is for. `CASENOTE_BLESS=1 cargo test --test instructions` stores a new one, a tenth above the count;
//! say why in the commit. Without valgrind, or with another compiler, the test says so and holds nothing.

#![allow(clippy::print_stderr)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What was counted, or the bound on it.
#[derive(Debug, PartialEq)]
struct Counts {
    /// To start and check one short note.
    start: u64,
    /// Further instructions for each byte of a note.
    each: u64,
    compiler: String,
}

impl Counts {
    fn read(stored: &str) -> Option<Self> {
        let line = |name: &str| stored.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
        Some(Self { start: line("start")?.parse().ok()?, each: line("byte")?.parse().ok()?, compiler: line("compiler")?.to_owned() })
    }

    fn write(&self) -> String {
        format!("start: {}\nbyte: {}\ncompiler: {}\n", self.start, self.each, self.compiler)
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn compiler() -> Option<String> {
    let said = Command::new(option_env!("RUSTC").unwrap_or("rustc")).arg("-V").output().ok()?;
    String::from_utf8(said.stdout).ok().map(|version| version.trim().to_owned()).filter(|version| !version.is_empty())
}

fn has_valgrind() -> bool {
    let status = Command::new("valgrind").arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    status.is_ok_and(|status| status.success())
}

/// The instructions of a check of some paths on one thread.
fn counted(paths: &[PathBuf]) -> u64 {
    let run = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null", env!("CARGO_BIN_EXE_casenote"), "check"])
        .args(paths)
        .args(["--jobs", "1", "--no-progress", "--fail-on", "never"])
        .stdout(Stdio::null())
        .output()
        .expect("valgrind runs");
    let said = String::from_utf8_lossy(&run.stderr);
    let count = said.lines().find_map(|line| line.split_once("Collected :")?.1.trim().parse().ok());
    count.unwrap_or_else(|| panic!("valgrind did not count: {said}"))
}

fn notes(folder: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(root().join(folder)).expect("the folder is part of the project");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("it can be listed").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|end| end == "txt"));
    paths.sort();
    paths
}

#[test]
fn a_check_takes_no_more_instructions_than_it_did() {
    let Some(compiler) = compiler().filter(|_| has_valgrind()) else {
        eprintln!("skipped: it needs valgrind and rustc on the path");
        return;
    };
    let stored = root().join("tests/instructions.txt");
    let bound = fs::read_to_string(&stored).ok().and_then(|stored| Counts::read(&stored));
    let bless = std::env::var_os("CASENOTE_BLESS").is_some();
    if let Some(other) = bound.as_ref().map(|bound| &bound.compiler).filter(|other| **other != compiler && !bless) {
        eprintln!("skipped: the bound is for {other} and not for {compiler}; CASENOTE_BLESS=1 stores one for it");
        return;
    }
    let short = [root().join("examples/notes/phone-call.txt")];
    let all: Vec<PathBuf> = [notes("tests/corpus"), notes("examples/notes")].concat();
    let bytes: u64 = all.iter().map(|path| fs::metadata(path).expect("it was listed").len()).sum();
    let start = counted(&short);
    let each = counted(&all).saturating_sub(start) / bytes;
    eprintln!("{start} instructions to start and check a short note, then {each} for each byte of a note");
    if bless {
        let bound = Counts { start: start + start / 10, each: each + each / 10, compiler };
        fs::write(&stored, bound.write()).expect("the bound can be written");
        return;
    }
    let bound = bound.expect("tests/instructions.txt holds a bound: CASENOTE_BLESS=1 stores one");
    assert!(
        start <= bound.start && each <= bound.each,
        "{start} instructions to start and {each} for each byte are more than the bound of {} and {}: find out what became slower, or \
         store a new bound with CASENOTE_BLESS=1 and say why",
        bound.start,
        bound.each
    );
}

#[test]
fn a_bound_is_read_as_it_was_written() {
    let bound = Counts { start: 3, each: 2, compiler: "rustc 1.0".to_owned() };
    assert_eq!(Counts::read(&bound.write()), Some(bound));
}
