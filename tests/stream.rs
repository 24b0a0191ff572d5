//! Notes as JSON Lines in, findings as JSON Lines out: what a database or Spark drives.

use std::io::Write;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

fn check(lines: &str) -> (Vec<Value>, Option<i32>) {
    let arguments = ["check", "-", "--stdin-name", "notes.jsonl", "--format", "jsonl", "--fail-on", "never"];
    let mut child = Command::new(env!("CARGO_BIN_EXE_casenote"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program runs");
    let mut input = child.stdin.take().expect("it is piped");
    let lines = lines.to_owned();
    let feeding = std::thread::spawn(move || input.write_all(lines.as_bytes()));
    let output = child.wait_with_output().expect("it ends");
    feeding.join().expect("no panic").expect("it reads to the end");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    (text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect(), output.status.code())
}

#[test]
fn each_note_is_a_line_in_its_order_and_has_its_id_back() {
    let words = ["Kyle is kicking off.", "Seen at home.", "Mum said he is kicking off."];
    let note = |number: usize| json!({"id": format!("n{number}"), "text": words[number % words.len()]}).to_string();
    let lines: Vec<String> = (0..1_000).map(note).collect();
    let (found, status) = check(&lines.join("\n"));
    assert_eq!(status, Some(0));
    assert_eq!(found.len(), lines.len());
    for (number, line) in found.iter().enumerate() {
        assert_eq!(line["id"], format!("n{number}"));
        assert_eq!(line["findings"].as_array().is_some_and(|found| !found.is_empty()), number % words.len() == 0, "{line}");
    }
}

#[test]
fn a_broken_line_gives_an_error_in_its_place() {
    let (found, status) = check("{\"id\":7,\"text\":\"Seen at home.\"}\n{\"id\":8,\n{\"id\":9,\"text\":\"Seen at school.\"}\n");
    assert_eq!(status, Some(2));
    assert_eq!((&found[0]["id"], &found[2]["id"]), (&json!("7"), &json!("9")));
    assert!(found[1]["error"].as_str().is_some_and(|error| error.contains("line 2")), "{found:?}");
    assert_eq!(found.len(), 3);
}
