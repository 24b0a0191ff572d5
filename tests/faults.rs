//! What goes wrong around a run: a full disk, a note that is gone, a fault in a rule, and somebody who stops it. Everything else
//! is reported all the same, and the status says so.
#![cfg(target_os = "linux")]

mod support;

use std::fs::{self, File};
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::Value;
use support::{Folder, NOTE, Ran, notes};

/// A file that a run cannot read past before the test lets it.
fn gate(folder: &Folder, name: &str) {
    let status = Command::new("mkfifo").arg(folder.0.join(name)).status().expect("it starts");
    assert!(status.success());
}

/// Opens the gate once the run is at it. Waits for no longer than a slow machine needs.
fn reach(folder: &Folder, name: &str) -> File {
    const NONBLOCK: i32 = 0o4000;
    for _ in 0..1500 {
        // Fails as long as nobody reads.
        if let Ok(file) = File::options().write(true).custom_flags(NONBLOCK).open(folder.0.join(name)) {
            return file;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    panic!("the run did not come to {name}");
}

/// Waits for the end of a run, and for no longer than a slow machine needs.
fn end(mut child: Child) -> Ran {
    for _ in 0..1500 {
        if child.try_wait().expect("it can be asked").is_some() {
            return Ran::of(child.wait_with_output().expect("it ended"));
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    child.kill().expect("it runs");
    panic!("the run did not end");
}

#[test]
fn a_full_disk_is_told_and_gives_status_2() {
    let folder = Folder::new(&[("a.txt", &NOTE.repeat(2000))]);
    for format in ["text", "json", "jsonl", "sarif", "junit", "csv", "github", "html"] {
        folder.run(&["check", "a.txt", "--format", format, "--output", "/dev/full"]).ends(2).tells(&["No space left"]);
        let full = File::options().write(true).open("/dev/full").expect("this system has it");
        let output = folder.command(&["check", "a.txt", "--format", format]).stdout(full).output().expect("it starts");
        Ran::of(output).ends(2).tells(&["No space left"]);
    }
}

#[test]
fn a_note_that_is_gone_when_its_turn_comes_costs_only_itself() {
    let folder = Folder::new(&[("b.txt", NOTE), ("c.txt", NOTE)]);
    gate(&folder, "a.txt");
    let child = folder.command(&["check", ".", "--format", "json", "--jobs", "1"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let child = child.expect("it starts");
    // Opens when the run has listed the notes and reads the first.
    let mut first = reach(&folder, "a.txt");
    fs::remove_file(folder.0.join("c.txt")).expect("it is there");
    first.write_all(NOTE.as_bytes()).expect("it is read");
    drop(first);
    let ran = end(child).ends(2).tells(&["c.txt", "no such file"]);
    assert_eq!(notes(&ran.json()), ["a.txt", "b.txt"]);
}

/// The fault is one that builds for tests let themselves be asked for.
#[cfg(debug_assertions)]
#[test]
fn a_fault_in_a_rule_costs_that_note_only_and_tells_nothing_of_it() {
    let folder = Folder::new(&[("a.txt", NOTE), ("b.txt", "Wrzosek is kicking off.\n"), ("c.txt", NOTE)]);
    for format in ["json", "jsonl", "sarif", "junit", "csv", "html"] {
        let mut command = folder.command(&["check", ".", "--format", format]);
        let ran = Ran::of(command.env("CASENOTE_TEST_FAULT", "b.txt").output().expect("it starts"));
        assert_eq!(ran.status, Some(2), "{ran:?}");
        assert!(ran.err.contains("b.txt could not be checked because of a fault in the program"), "{}", ran.err);
        assert!(!ran.err.contains("Wrzosek") && !ran.out.contains("Wrzosek"), "{ran:?}");
        assert!(ran.out.contains("a.txt") && ran.out.contains("c.txt") && ran.out.contains("could not be checked"), "{}", ran.out);
    }
}

#[test]
fn a_run_that_is_stopped_leaves_a_report_that_is_whole_as_far_as_it_goes() {
    let folder = Folder::new(&[]);
    for index in 0..300 {
        folder.write(&format!("a{index:03}.txt"), NOTE.as_bytes());
        folder.write(&format!("c{index:03}.txt"), NOTE.as_bytes());
    }
    gate(&folder, "b.txt");
    // To a file: a pipe that nobody reads yet would hold the run up before it comes to the gate.
    let mut command = folder.command(&["check", ".", "--format", "json", "--output", "report.json"]);
    let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
    let mut held = reach(&folder, "b.txt");
    let stop = Command::new("kill").args(["-INT", &child.id().to_string()]).status().expect("it starts");
    assert!(stop.success());
    std::thread::sleep(Duration::from_millis(300));
    held.write_all(NOTE.as_bytes()).expect("it is read");
    drop(held);
    end(child).ends(2).tells(&["stopping after the notes at hand"]);
    let report: Value = serde_json::from_str(&folder.read("report.json")).expect("JSON");
    let count = notes(&report).len();
    assert!((301..601).contains(&count), "{count}");
    assert_eq!(report["summary"]["partial"], "the run was stopped before all notes were checked");
}
