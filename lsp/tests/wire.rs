//! What goes wrong on a wire: panics aside, the server answers or ends, and never hangs.

mod common;

use std::time::Duration;

use common::{Editor, NOTE, plain};
use serde_json::{Value, json};

#[test]
fn ends_as_the_protocol_says() {
    let editor = Editor::start(&plain(), &json!({}));
    assert_eq!(editor.stop().code(), Some(0));
    let mut editor = Editor::start(&plain(), &json!({}));
    editor.send(&json!({"jsonrpc": "2.0", "method": "exit"}));
    assert_eq!(editor.ended().code(), Some(1), "exit without shutdown");
    let mut editor = Editor::start(&plain(), &json!({}));
    editor.close_stdin();
    editor.ended();
}

#[test]
fn half_a_message_and_then_nothing() {
    let mut editor = Editor::start(&plain(), &json!({}));
    editor.raw(b"Content-Length: 1000\r\n\r\n{\"jsonrpc\": \"2.0\", ");
    editor.close_stdin();
    editor.ended();
}

#[test]
fn garbage_is_answered_or_ends_it() {
    for garbage in [
        &b"Content-Length: 5\r\n\r\n{bad}"[..],
        b"\x00\xff\xfe garbage\r\n\r\n",
        b"Content-Length: many\r\n\r\n{}",
        b"Content-Length: 2\r\n\r\n\xff\xff",
    ] {
        let mut editor = Editor::start(&plain(), &json!({}));
        editor.raw(garbage);
        let id = editor.ask("textDocument/hover", &json!({"textDocument": {"uri": NOTE}, "position": {"line": 0, "character": 0}}));
        let answered =
            editor.wait_for(Duration::from_secs(5), |message| message["id"] == id || message["error"]["code"] == -32700).is_some();
        editor.close_stdin();
        editor.ended();
        assert!(answered || editor.stderr().is_empty(), "{garbage:?}");
    }
}

#[test]
fn addresses_that_editors_leave_unescaped_are_answered_in_their_spelling() {
    for uri in [
        "file:///notes/a b.txt",
        "file:///notes/x[1].txt",
        "file:///notes/é.txt",
        "untitled:Untitled-1",
        "zipfile:///a.zip::n.txt",
        "term://a#b#c",
    ] {
        let mut editor = Editor::start(&plain(), &json!({}));
        editor.open(uri, "plaintext", "We met in order to talk.\n");
        assert!(!editor.published(uri, 1).is_empty(), "{uri}");
        let range = json!({"start": {"line": 0, "character": 8}, "end": {"line": 0, "character": 8}});
        let found = editor
            .result("textDocument/codeAction", &json!({"textDocument": {"uri": uri}, "range": range, "context": {"diagnostics": []}}));
        assert!(found[0]["edit"]["changes"].get(uri).is_some(), "{uri}: {found}");
    }
}

#[test]
fn parameters_that_cannot_be_read_are_not_repeated() {
    let mut editor = Editor::start(&plain(), &json!({}));
    let answer = editor.request("textDocument/hover", &json!({"textDocument": "Mum was hostile", "position": "secret"}));
    assert_eq!(answer["error"]["code"], -32602);
    assert!(!answer.to_string().contains("secret") && !answer.to_string().contains("Mum"), "{answer}");
}

#[test]
fn slow_requests_hold_nothing_up_and_can_be_called_off() {
    let mut editor = Editor::start(&common::with(plain(), &json!({"textDocument": {"diagnostic": {}}})), &json!({}));
    let long = "Mum was hostile and told me that she was tired in order to leave. ".repeat(30_000);
    editor.open(NOTE, "plaintext", &long);
    let ids: Vec<i64> = (0..8).map(|_| editor.ask("textDocument/semanticTokens/full", &json!({"textDocument": {"uri": NOTE}}))).collect();
    for id in &ids {
        editor.notify("$/cancelRequest", &json!({"id": id}));
    }
    let quick = editor
        .request("textDocument/hover", &json!({"textDocument": {"uri": "file:///other.txt"}, "position": {"line": 0, "character": 0}}));
    assert_eq!(quick["result"], Value::Null);
    for id in ids {
        let answer = editor.answer(id);
        assert_eq!(answer["error"]["code"], -32800, "called off");
    }
}

#[test]
fn nothing_is_written_to_standard_error() {
    let mut editor = Editor::start(&plain(), &json!({}));
    editor.open(NOTE, "plaintext", "Mum was hostile.\n");
    editor.published(NOTE, 1);
    editor.request("textDocument/hover", &json!({"textDocument": {"uri": NOTE}, "position": {"line": 0, "character": 9}}));
    editor.request("shutdown", &Value::Null);
    editor.send(&json!({"jsonrpc": "2.0", "method": "exit"}));
    editor.ended();
    assert_eq!(editor.stderr(), "");
}

/// Only one folder knows the protocol's types; the rest can be read without it.
#[test]
fn the_types_of_the_protocol_stay_in_one_place() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("it can be listed") {
            let path = entry.expect("it can be listed").path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let content = std::fs::read_to_string(&path).expect("text");
            assert!(!content.contains("ls_types") || path.starts_with(root.join("protocol")), "{}", path.display());
            assert!(content.lines().count() <= 400, "{}", path.display());
        }
    }
}
