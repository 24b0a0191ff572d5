//! Diagnostics over the wire: sent or asked for, in three encodings, never of a text that is no more.

mod common;

use common::{Editor, NOTE, codes, plain, with};
use serde_json::{Value, json};

fn pulls() -> Value {
    with(
        plain(),
        &json!({"textDocument": {"diagnostic": {"relatedInformation": true, "dataSupport": true, "tagSupport": {"valueSet": [1]}, "codeDescriptionSupport": true}}}),
    )
}

/// Only the rules of wording, so that a line is a whole note.
fn wording() -> Value {
    json!({"rules": {"attribution": "off", "balance": "off", "clarity": "off", "decision": "off", "plain-english": "off", "accuracy": "off"}})
}

#[test]
fn sent_with_the_version_they_are_of() {
    let mut editor = Editor::start(&plain(), &wording());
    assert!(editor.offered().get("diagnosticProvider").is_none());
    editor.open(NOTE, "plaintext", "Mum was hostile.\n");
    assert_eq!(codes(&editor.published(NOTE, 1)), ["respect/derogatory"]);
    let version = editor
        .change(NOTE, &json!([{"range": {"start": {"line": 0, "character": 8}, "end": {"line": 0, "character": 15}}, "text": "calm"}]));
    assert!(editor.published(NOTE, version).is_empty());
    editor.notify("textDocument/didClose", &json!({"textDocument": {"uri": NOTE}}));
    editor.wait(|message| message["params"]["diagnostics"] == json!([]) && message["params"]["version"].is_null());
    assert!(editor.stop().success());
}

#[test]
fn asked_for_with_result_ids() {
    let mut editor = Editor::start(&pulls(), &wording());
    editor.open(NOTE, "plaintext", "Mum was hostile.\n");
    let ask = json!({"textDocument": {"uri": NOTE}});
    let report = editor.result("textDocument/diagnostic", &ask);
    assert_eq!(report["kind"], "full");
    let again = with(ask.clone(), &json!({"previousResultId": report["resultId"]}));
    let unchanged = editor.result("textDocument/diagnostic", &again);
    assert_eq!((&unchanged["kind"], &unchanged["resultId"]), (&json!("unchanged"), &report["resultId"]));
    editor.change(NOTE, &json!([{"text": "Mum was calm.\n"}]));
    let changed = editor.result("textDocument/diagnostic", &again);
    assert_eq!((&changed["kind"], &changed["items"]), (&json!("full"), &json!([])));
    let nothing_sent =
        editor.wait_for(std::time::Duration::from_millis(100), |message| message["method"] == "textDocument/publishDiagnostics");
    assert!(nothing_sent.is_none());
}

#[test]
fn places_in_three_encodings() {
    for (offered, chosen, from) in [
        (json!(["utf-16"]), "utf-16", 12),
        (json!(["utf-16", "utf-8"]), "utf-8", 15),
        (json!(["utf-32"]), "utf-32", 11),
        (Value::Null, "utf-16", 12),
    ] {
        let can = with(pulls(), &json!({"general": {"positionEncodings": offered}}));
        let mut editor = Editor::start(&can, &wording());
        assert_eq!(editor.offered()["positionEncoding"], chosen);
        editor.open(NOTE, "plaintext", "One.\r🙂é Mum was hostile.\r\n");
        let found = editor.pulled(NOTE);
        assert_eq!(
            found[0]["range"],
            json!({"start": {"line": 1, "character": from}, "end": {"line": 1, "character": from + 7}}),
            "{chosen}"
        );
    }
}

#[test]
fn a_diagnostic_carries_what_the_editor_can_show() {
    let options = with(wording(), &json!({"rulePages": "casenote:/rules/", "rules": {"plain-english/acronym": "warning"}}));
    let mut editor = Editor::start(&pulls(), &options);
    let mail = "From: Ann Lee <ann@school.example>\nTo: Jo Hill\nSent: 3 March 2026 10:14\nSubject: Leo\n\nDear Jo,\nLeo was late today.\nKind regards,\nAnn\n";
    editor.open(
        NOTE,
        "plaintext",
        &format!(
            "Aidan Mensah was seen. Aidan was well.\nLater Aidan said he liked it. Aiden Mensah went home.\nMum was hostile.\n\n{mail}"
        ),
    );
    let found = editor.pulled(NOTE);
    let of = |rule: &str| found.iter().find(|one| one["code"] == rule).unwrap_or_else(|| panic!("{rule} in {found:?}"));
    let label = of("respect/derogatory");
    assert_eq!(label["codeDescription"]["href"], "casenote:/rules/respect/derogatory");
    assert!(label["data"]["suggestions"].as_array().is_some_and(|list| !list.is_empty()));
    assert_eq!(label["data"]["facts"]["category"].as_str().map(str::is_empty), Some(false));
    assert_eq!(of("respect/name-spelling")["relatedInformation"][0]["location"]["range"]["start"], json!({"line": 0, "character": 0}));
}

#[test]
fn the_word_being_typed_is_left_alone_until_the_writer_moves_on() {
    let mut editor = Editor::start(&plain(), &with(wording(), &json!({"quietForMilliseconds": 50})));
    editor.open(NOTE, "plaintext", "Mum was hostil");
    editor.published(NOTE, 1);
    let at = |character: u32, text: &str| json!([{"range": {"start": {"line": 0, "character": character}, "end": {"line": 0, "character": character}}, "text": text}]);
    let version = editor.change(NOTE, &at(14, "e"));
    assert!(editor.published(NOTE, version).is_empty(), "while it is typed");
    assert_eq!(editor.published(NOTE, version).len(), 1, "after a pause");
    let version = editor.change(NOTE, &at(15, "."));
    assert_eq!(editor.published(NOTE, version).len(), 1, "behind a full stop");
}

#[test]
fn the_quiet_can_be_switched_off() {
    let mut editor = Editor::start(&plain(), &with(wording(), &json!({"quietAtCaret": false})));
    editor.open(NOTE, "plaintext", "Mum was hostil");
    let version =
        editor.change(NOTE, &json!([{"range": {"start": {"line": 0, "character": 14}, "end": {"line": 0, "character": 14}}, "text": "e"}]));
    assert_eq!(editor.published(NOTE, version).len(), 1);
}
