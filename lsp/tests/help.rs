//! What an editor shows of a place: hover, actions, completion, voices, outline, folds, hints.

mod common;

use common::{Editor, NOTE, plain, with};
use serde_json::{Value, json};

fn able() -> Value {
    with(
        plain(),
        &json!({
            "textDocument": {
                "diagnostic": {}, "hover": {"contentFormat": ["markdown"]}, "completion": {"completionItem": {"snippetSupport": true}},
                "documentSymbol": {"hierarchicalDocumentSymbolSupport": true}
            },
            "workspace": {"workspaceEdit": {"documentChanges": true, "resourceOperations": ["create"]}}
        }),
    )
}

fn opened(language: &str, text: &str) -> Editor {
    let mut editor = Editor::start(&able(), &json!({}));
    editor.open(NOTE, language, text);
    editor
}

fn at(line: u32, character: u32) -> Value {
    json!({"textDocument": {"uri": NOTE}, "position": {"line": line, "character": character}})
}

fn actions(editor: &mut Editor, line: u32, from: u32, to: u32) -> Vec<Value> {
    let range = json!({"start": {"line": line, "character": from}, "end": {"line": line, "character": to}});
    let params = json!({"textDocument": {"uri": NOTE}, "range": range, "context": {"diagnostics": []}});
    editor.result("textDocument/codeAction", &params).as_array().expect("a list").clone()
}

fn titles(actions: &[Value]) -> Vec<&str> {
    actions.iter().map(|action| action["title"].as_str().expect("a title")).collect()
}

#[test]
fn hover_shows_the_page_of_the_rule() {
    let mut editor = opened("plaintext", "Mum was hostile.\n");
    let shown = editor.result("textDocument/hover", &at(0, 10));
    let text = shown["contents"]["value"].as_str().expect("text");
    for part in ["**Why it matters**", "**What to write instead**", "**When to leave it**", "respect/derogatory", "P2: "] {
        assert!(text.contains(part), "{part} in {text}");
    }
    assert!(!text.contains("```note"), "examples are for the page itself");
    assert_eq!(shown["range"]["start"]["character"], 8);
}

#[test]
fn hover_tells_what_letters_stand_for_wherever_they_stand() {
    let mut editor = opened("plaintext", "A Child Protection (CP) plan is in place.\nThe CP plan goes on.\n");
    let shown = editor.result("textDocument/hover", &at(1, 5));
    assert!(shown["contents"]["value"].as_str().expect("text").to_lowercase().contains("child protection"), "{shown}");
    assert!(editor.result("textDocument/hover", &at(1, 12)).is_null());
}

#[test]
fn a_suggestion_is_an_edit_of_the_version_it_was_made_for() {
    let mut editor = opened("plaintext", "We met in order to talk. We rang in order to ask. In order to help, we wrote.\n");
    let found = actions(&mut editor, 0, 10, 10);
    let edit = &found[0]["edit"]["documentChanges"][0];
    assert_eq!((found[0]["isPreferred"].as_bool(), &edit["textDocument"]["version"]), (Some(true), &json!(1)), "{found:?}");
    assert_eq!(edit["edits"][0]["newText"], "to");
    let all =
        found.iter().find(|action| action["title"].as_str().is_some_and(|title| title.contains("in all 3 places"))).expect("all of a kind");
    let texts: Vec<&Value> =
        all["edit"]["documentChanges"][0]["edits"].as_array().expect("edits").iter().map(|edit| &edit["newText"]).collect();
    assert_eq!(texts, ["to", "to", "To"]);
}

#[test]
fn every_safe_suggestion_at_once() {
    let ask = |editor: &mut Editor, only: &str| {
        let range = json!({"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}});
        let context = json!({"diagnostics": [], "only": [only]});
        editor.result("textDocument/codeAction", &json!({"textDocument": {"uri": NOTE}, "range": range, "context": context}))
    };
    let mut editor = opened("plaintext", "I rang an SW prior to the visit.\n");
    for only in ["source", "source.fixAll", "source.fixAll.casenote"] {
        let found = ask(&mut editor, only);
        assert_eq!(found[0]["kind"], "source.fixAll.casenote", "{found}");
        assert_eq!(found[0]["edit"]["documentChanges"][0]["edits"].as_array().map(Vec::len), Some(2));
    }
    assert_eq!(ask(&mut editor, "refactor"), json!([]));
}

#[test]
fn letters_are_explained_at_their_first_use() {
    let mut editor = opened("plaintext", "The IRO came at ten.\nThe IRO left at noon.\n");
    let here = actions(&mut editor, 0, 5, 5);
    assert!(titles(&here).iter().any(|title| title.contains("Explain at first use") && title.contains("(IRO)")), "{here:?}");
    let later = actions(&mut editor, 1, 5, 5);
    let later = later
        .iter()
        .find(|action| action["title"].as_str().is_some_and(|title| title.contains("where it is first used")))
        .expect("an action");
    assert_eq!(later["edit"]["documentChanges"][0]["edits"][0]["range"]["start"]["line"], 0);
}

#[test]
fn a_childs_words_are_set_in_italic_in_markdown_only() {
    let text = "Leo said, “I miss my nan.” He was calm.\n";
    let italic =
        |actions: &[Value]| actions.iter().find(|action| action["title"].as_str().is_some_and(|title| title.contains("italic"))).cloned();
    let mut editor = opened("markdown", text);
    let found = italic(&actions(&mut editor, 0, 15, 15)).expect("an action");
    assert_eq!(found["edit"]["documentChanges"][0]["edits"][0]["newText"], "*“I miss my nan.”*");
    assert!(italic(&actions(&mut editor, 0, 32, 32)).is_none());
    let mut editor = opened("plaintext", text);
    assert!(italic(&actions(&mut editor, 0, 15, 15)).is_none());
}

#[test]
fn words_are_kept_in_the_teams_configuration_by_the_editor() {
    let folder = std::env::temp_dir().join(format!("casenote-lsp-words-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let file = folder.join("casenote.toml");
    std::fs::write(&file, "# ours\n[words]\naccepted = [\"placement\"]\n").expect("a file");
    let uri = format!("file://{}/note.txt", folder.display());
    let mut editor = Editor::start(&able(), &json!({}));
    editor.open(&uri, "plaintext", "Mum was hostile.\n");
    let range = json!({"start": {"line": 0, "character": 9}, "end": {"line": 0, "character": 9}});
    let found =
        editor.result("textDocument/codeAction", &json!({"textDocument": {"uri": uri}, "range": range, "context": {"diagnostics": []}}));
    let found = found
        .as_array()
        .expect("a list")
        .iter()
        .find(|action| action["title"].as_str().is_some_and(|title| title.contains("team’s words")));
    let change = &found.expect("an action")["edit"]["documentChanges"][0];
    assert!(change["textDocument"]["uri"].as_str().is_some_and(|uri| uri.ends_with("casenote.toml")));
    assert_eq!(change["edits"][0]["newText"], ", \"hostile\"");
    assert_eq!(
        std::fs::read_to_string(&file).expect("it is there"),
        "# ours\n[words]\naccepted = [\"placement\"]\n",
        "the editor writes, not the server"
    );
    std::fs::remove_dir_all(&folder).expect("it can go");
}

#[test]
fn completion_offers_words_for_letters_and_openings() {
    let mut editor = opened("plaintext", "The IR\nI s\nIt was late. In m\n");
    let labels = |editor: &mut Editor, line, character| -> Vec<String> {
        let offers = editor.result("textDocument/completion", &at(line, character));
        offers["items"].as_array().expect("a list").iter().map(|item| item["label"].as_str().expect("a label").to_owned()).collect()
    };
    let letters = labels(&mut editor, 0, 6);
    assert!(letters.iter().any(|label| label.ends_with("(IRO)")), "{letters:?}");
    assert!(labels(&mut editor, 1, 3).contains(&"I saw".to_owned()));
    let openings = editor.result("textDocument/completion", &at(2, 17));
    let view = openings["items"]
        .as_array()
        .expect("a list")
        .iter()
        .find(|item| item["label"].as_str().is_some_and(|label| label.starts_with("In my view")))
        .expect("an opening")
        .clone();
    assert_eq!(view["textEdit"]["newText"], "In my view, ${1:what you think}, because ${2:what you saw or heard}");
    assert_eq!(view["textEdit"]["range"]["start"]["character"], 13);
}

#[test]
fn voices_are_tokens_and_changes_of_them_are_small() {
    let mut editor = opened("plaintext", "The table was set.\nMum told me she was tired.\nDad said, “Go away.”\n");
    let legend: Vec<String> = editor.offered()["semanticTokensProvider"]["legend"]["tokenTypes"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|kind| kind.as_str().expect("a name").to_owned())
        .collect();
    let whole = editor.result("textDocument/semanticTokens/full", &json!({"textDocument": {"uri": NOTE}}));
    let kinds: Vec<&str> = whole["data"]
        .as_array()
        .expect("numbers")
        .chunks(5)
        .map(|token| legend[token[3].as_u64().expect("a number") as usize].as_str())
        .collect();
    assert_eq!(kinds, ["observed", "reported", "quoted"]);
    editor.change(
        NOTE,
        &json!([{"range": {"start": {"line": 2, "character": 0}, "end": {"line": 2, "character": 21}}, "text": "The door was shut."}]),
    );
    let delta = editor
        .result("textDocument/semanticTokens/full/delta", &json!({"textDocument": {"uri": NOTE}, "previousResultId": whole["resultId"]}));
    assert_eq!(delta["edits"].as_array().expect("edits").len(), 1);
    assert_eq!(delta["edits"][0]["start"], 10);
    let range = json!({"start": {"line": 1, "character": 0}, "end": {"line": 1, "character": 5}});
    let part = editor.result("textDocument/semanticTokens/range", &json!({"textDocument": {"uri": NOTE}, "range": range}));
    assert_eq!(part["data"].as_array().expect("numbers").len(), 5);
}

#[test]
fn outline_folds_and_reading_age() {
    let mail = "From: Ann Lee <ann@school.example>\nTo: Jo Hill\nSent: 3 March 2026 10:14\nSubject: Leo\n\nDear Jo,\nLeo was late today.\nKind regards,\nAnn\n";
    let plain = "The cat sat on the mat and we had a cup of tea. ".repeat(12);
    let mut editor =
        opened("plaintext", &format!("3 March 2026 – Home visit\n\nWhat I saw:\n\n{plain}\n\n4 March 2026 – Call\n\nMum rang.\n\n{mail}"));
    let symbols = editor.result("textDocument/documentSymbol", &json!({"textDocument": {"uri": NOTE}}));
    let names: Vec<&str> = symbols.as_array().expect("a list").iter().map(|symbol| symbol["name"].as_str().expect("a name")).collect();
    assert_eq!(names[..2], ["3 March 2026 – Home visit", "4 March 2026 – Call"], "{symbols}");
    assert_eq!(symbols[0]["children"][0]["name"], "What I saw", "{symbols}");
    let folds = editor.result("textDocument/foldingRange", &json!({"textDocument": {"uri": NOTE}}));
    assert!(folds.as_array().expect("a list").iter().any(|fold| fold["startLine"] == 10 && fold["kind"] == "region"), "{folds}");
    let range = json!({"start": {"line": 0, "character": 0}, "end": {"line": 9, "character": 0}});
    let hints = editor.result("textDocument/inlayHint", &json!({"textDocument": {"uri": NOTE}, "range": range}));
    assert_eq!(hints[0]["label"], "reads easily from age up to 12", "{hints}");
}

#[test]
fn a_finding_is_accepted_with_a_reason_beside_the_note() {
    let folder = std::env::temp_dir().join(format!("casenote-lsp-accept-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let uri = format!("file://{}/note.txt", folder.display());
    let mut editor = Editor::start(&able(), &json!({"author": "Jo Hill, Social Worker"}));
    editor.open(&uri, "plaintext", "Mum was hostile.\n");
    let accept = |editor: &mut Editor| {
        let range = json!({"start": {"line": 0, "character": 9}, "end": {"line": 0, "character": 9}});
        let params = json!({"textDocument": {"uri": uri}, "range": range, "context": {"diagnostics": []}});
        let found = editor.result("textDocument/codeAction", &params);
        let of = |action: &&Value| action["command"]["arguments"][0]["rule"] == "respect/derogatory";
        found.as_array().expect("a list").iter().find(of).expect("an action")["command"].clone()
    };
    let labelled = |editor: &mut Editor| editor.pulled(&uri).iter().any(|one| one["code"] == "respect/derogatory");
    // Asked for a reason, a writer who closes the question accepts nothing.
    let command = accept(&mut editor);
    let ask = json!({"command": command["command"], "arguments": command["arguments"]});
    let id = editor.ask("workspace/executeCommand", &ask);
    let question = editor.wait(|message| message["method"] == "window/showMessageRequest");
    editor.send(&json!({"jsonrpc": "2.0", "id": question["id"], "result": null}));
    editor.answer(id);
    assert!(labelled(&mut editor) && !folder.join("casenote-accepted.toml").exists());
    let id = editor.ask("workspace/executeCommand", &ask);
    let question = editor.wait(|message| message["method"] == "window/showMessageRequest");
    editor.send(&json!({"jsonrpc": "2.0", "id": question["id"], "result": question["params"]["actions"][0]}));
    editor.answer(id);
    assert!(!labelled(&mut editor));
    let kept = std::fs::read_to_string(folder.join("casenote-accepted.toml")).expect("it was written");
    assert!(kept.contains("Jo Hill, Social Worker") && !kept.contains("hostile"), "{kept}");
    std::fs::remove_dir_all(&folder).expect("it can go");
}

/// A visit without most of what its kind must hold; it is signed.
const VISIT: &str = "Record of a visit\n\nDate: 3 March 2024\n\nI sat with Leo in the kitchen and we drew a map of his street. He coloured the park green and the \
                     school blue, and he put his nan’s house in the middle of it all.\n\nJo Hill, Social Worker, Duty Team\n";

#[test]
fn places_for_what_a_kind_of_note_lacks_stand_above_its_signature() {
    let place = |editor: &mut Editor| {
        let found = actions(editor, 0, 3, 3);
        found.into_iter().find(|action| action["title"].as_str().is_some_and(|title| title.starts_with("Add a place for")))
    };
    let mut editor = Editor::start(&with(able(), &json!({"textDocument": {"diagnostic": {"dataSupport": true}}})), &json!({}));
    editor.open(NOTE, "plaintext", VISIT);
    let lacking: Vec<String> = editor
        .pulled(NOTE)
        .iter()
        .filter(|one| one["code"] == "visit/missing-element")
        .filter_map(|one| one["data"]["facts"]["element"].as_str().map(str::to_owned))
        .collect();
    let action = place(&mut editor).expect("an action");
    assert_eq!(action["diagnostics"][0]["code"], "visit/missing-element");
    let edits = action["edit"]["documentChanges"][0]["edits"].as_array().expect("edits").clone();
    assert_eq!(edits.len(), 1, "one edit: {edits:?}");
    let end = VISIT.lines().nth(4).expect("a line").encode_utf16().count();
    assert_eq!(edits[0]["range"], json!({"start": {"line": 4, "character": end}, "end": {"line": 6, "character": 0}}), "{edits:?}");
    let text = edits[0]["newText"].as_str().expect("text");
    let policy = casenote::record::Policy::built_in();
    for element in policy.kind("visit").into_iter().flat_map(|kind| policy.asked_of(kind)) {
        assert_eq!(text.contains(element.place().trim()), lacking.contains(&element.id), "{} in {text}", element.heading);
    }
    assert!(text.starts_with("\n\n") && text.ends_with("\n\n"), "{text:?}");
    // With the places in, nothing is left to add, and what is empty is still told.
    editor.change(NOTE, &json!([{"range": edits[0]["range"], "text": text}]));
    assert!(place(&mut editor).is_none());
    assert!(editor.pulled(NOTE).iter().any(|one| one["data"]["facts"]["heading"] == "empty"));
    let mut editor = opened("plaintext", &VISIT.replace('\n', "\r\n").replace("Jo Hill, Social Worker, Duty Team\r\n", ""));
    let text = place(&mut editor).expect("an action")["edit"]["documentChanges"][0]["edits"][0]["newText"].to_string();
    assert!(!text.replace("\\r\\n", "").contains("\\n"), "the note’s own line ends: {text}");
}

#[test]
fn completion_offers_the_headings_that_are_not_there_yet() {
    let offers = |editor: &mut Editor, line, character| -> Vec<Value> {
        editor.result("textDocument/completion", &at(line, character))["items"].as_array().expect("a list").clone()
    };
    let policy = casenote::record::Policy::built_in();
    let kind = policy.kind("visit").expect("a kind");
    let line = policy.asked_of(kind).find(|element| element.line_only).expect("a line");
    let section = policy.asked_of(kind).find(|element| !element.line_only).expect("a section");
    let mut editor = opened("plaintext", &format!("{VISIT}\n{}: at home\n\n## {}\n\nMum sat\n", line.heading, &section.heading[..3]));
    let found = offers(&mut editor, 9, 0);
    let headings: Vec<&str> = found.iter().filter_map(|offer| offer["label"].as_str()).collect();
    assert!(headings.contains(&section.heading.as_str()) && !headings.contains(&line.heading.as_str()), "{headings:?}");
    let found = offers(&mut editor, 10, 6);
    let found = found.iter().find(|offer| offer["label"] == section.heading.as_str()).expect("a heading");
    assert_eq!(found["textEdit"]["newText"], format!("## {}\n", section.heading));
    assert_eq!(found["textEdit"]["range"]["start"]["character"], 0);
    assert_eq!(found["filterText"], format!("## {}", section.heading));
    assert!(
        offers(&mut editor, 12, 7).iter().all(|offer| policy.elements().iter().all(|element| offer["label"] != element.heading.as_str()))
    );
}

#[test]
fn the_days_left_to_record_an_entry_are_shown_until_it_says_that_it_is_recorded() {
    let today = casenote_lsp::deadlines::now().date();
    let hints = |note: &str, settings: &Value| -> Vec<String> {
        let mut editor = Editor::start(&able(), settings);
        editor.open(NOTE, "plaintext", note);
        let range = json!({"start": {"line": 0, "character": 0}, "end": {"line": 40, "character": 0}});
        let found = editor.result("textDocument/inlayHint", &json!({"textDocument": {"uri": NOTE}, "range": range}));
        let labels = found.as_array().expect("a list").iter().map(|hint| format!("{}: {}", hint["position"]["line"], hint["label"]));
        labels.filter(|label| label.contains("record") || label.contains("late")).collect()
    };
    let note = |day: jiff::civil::Date| VISIT.replace("3 March 2024", &day.strftime("%-d %B %Y").to_string());
    let fresh = hints(&note(today), &json!({}));
    assert!(fresh.len() == 1 && fresh[0].starts_with("2: \"record by ") && fresh[0].contains("days left"), "{fresh:?}");
    let late = hints(&note(today.checked_sub(jiff::Span::new().days(12)).expect("a day")), &json!({}));
    assert!(late.len() == 1 && late[0].contains("say why it is late"), "{late:?}");
    assert!(hints(&note(today), &json!({"daysLeft": false})).is_empty());
    let recorded = format!("{}Written up: {}\n", note(today), today.strftime("%-d %B %Y"));
    assert!(hints(&recorded, &json!({})).is_empty());
    assert!(hints(VISIT, &json!({})).is_empty(), "long past");
}
