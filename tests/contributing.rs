//! CONTRIBUTING.md is true: a new word is one line, a new rule two files. Its worked example is carried out on a copy of
//! the project, which is then built and run.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const GUIDE: &str = include_str!("../CONTRIBUTING.md");

#[test]
fn the_worked_example_works() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let copy = Path::new(env!("CARGO_TARGET_TMPDIR")).join("contributing");
    let _ = fs::remove_dir_all(&copy);
    for part in ["src", "wordlists", "policies", "lsp", "web/wasm", "tests/pages.rs", "benches", "build.rs", "Cargo.toml", "Cargo.lock"] {
        copy_into(&root.join(part), &copy.join(part));
    }
    let (list, line) = block("wordlists/", "toml");
    add_line(&copy.join(list), line.trim_end());
    for (start, fence) in [("src/rules/", "rust"), ("src/rules/", "markdown")] {
        let (file, text) = block(start, fence);
        assert!(!root.join(&file).exists(), "{} exists already: choose another example", file.display());
        fs::write(copy.join(file), text).expect("the copy is ours");
    }

    let note = copy.join("note.txt");
    fs::write(&note, "Mum can come with the proviso that she rings first.\nDad was late again?!\n").expect("the copy is ours");
    let found = cargo(&copy, &["run", "--offline", "--quiet", "--", "check", "--fail-on", "never", "note.txt"]);
    for expected in ["note.txt:1:14: warning: “with the proviso that”", "[respect/nudging-marks]"] {
        assert!(found.contains(expected), "{expected:?} is not among the findings:\n{found}");
    }
    let pages = cargo(&copy, &["test", "--offline", "--quiet", "--test", "pages"]);
    assert!(pages.contains("3 passed"), "the new page does not hold:\n{pages}");
}

/// The file that the guide names and the fenced block behind the name.
fn block(start: &str, fence: &str) -> (PathBuf, String) {
    let opening = format!("```{fence}\n");
    let at = GUIDE.find(&opening).unwrap_or_else(|| panic!("CONTRIBUTING.md has a block of {fence}"));
    let ticks = GUIDE[..at].len() - GUIDE[..at].trim_end_matches('`').len() + 3;
    let body = &GUIDE[at + opening.len()..];
    let end = body.find(&format!("\n{}\n", "`".repeat(ticks))).expect("the block is closed");
    let name = GUIDE[..at].rsplit('`').find(|part| part.starts_with(start)).expect("a file is named before the block");
    (PathBuf::from(name), body[..=end].to_owned())
}

/// Adds an entry where the alphabet puts it.
fn add_line(list: &Path, line: &str) {
    let text = fs::read_to_string(list).expect("the list is part of the project");
    let at = text.lines().position(|other| other.starts_with('"') && other > line).unwrap_or_else(|| text.lines().count());
    let mut lines: Vec<&str> = text.lines().collect();
    lines.insert(at, line);
    fs::write(list, lines.join("\n") + "\n").expect("the copy is ours");
}

fn cargo(folder: &Path, arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO"))
        .args(arguments)
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("contributing-target"))
        .env("CARGO_INCREMENTAL", "0")
        .output()
        .expect("cargo runs");
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

fn copy_into(from: &Path, to: &Path) {
    if from.is_dir() {
        fs::create_dir_all(to).expect("the copy is ours");
        for entry in fs::read_dir(from).expect("it can be listed") {
            let entry = entry.expect("it can be listed");
            copy_into(&entry.path(), &to.join(entry.file_name()));
        }
    } else {
        fs::create_dir_all(to.parent().expect("it is in a folder")).expect("the copy is ours");
        fs::copy(from, to).expect("it can be copied");
    }
}
