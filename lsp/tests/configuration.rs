//! Configuration: found beside the note, watched, and the editor's settings over it.

mod common;

use std::fs;
use std::path::PathBuf;

use common::{Editor, codes, plain, with};
use serde_json::{Value, json};

struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("casenote-lsp-{name}-{}", std::process::id()));
        fs::create_dir_all(&path).expect("a folder");
        Self(path)
    }

    fn write(&self, name: &str, content: &str) -> String {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(&path, content).expect("a file");
        format!("file://{}", path.display())
    }

    fn uri(&self) -> String {
        format!("file://{}", self.0.display())
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

const OFF: &str = "[rules]\nrespect = \"off\"\nattribution = \"off\"\nclarity = \"off\"\n";

#[test]
fn a_changed_file_counts_without_a_restart() {
    let folder = Folder::new("watched");
    let uri = folder.write("note.txt", "");
    let watches = with(plain(), &json!({"workspace": {"didChangeWatchedFiles": {"dynamicRegistration": true}}}));
    for can in [plain(), watches] {
        let _ = fs::remove_file(folder.0.join("casenote.toml"));
        let mut editor = Editor::start(&can, &json!({}));
        let watched = can["workspace"].is_object();
        if watched {
            let asked = editor.wait(|message| message["method"] == "client/registerCapability");
            assert!(asked.to_string().contains("*.toml"));
            editor.send(&json!({"jsonrpc": "2.0", "id": asked["id"], "result": null}));
        }
        editor.open(&uri, "plaintext", "Mum was hostile.\n");
        assert!(codes(&editor.published(&uri, 1)).contains(&"respect/derogatory"));
        let file = folder.write("casenote.toml", OFF);
        if watched {
            editor.notify("workspace/didChangeWatchedFiles", &json!({"changes": [{"uri": file, "type": 1}]}));
        }
        assert!(!codes(&editor.published(&uri, 1)).contains(&"respect/derogatory"));
    }
}

#[test]
fn the_editors_settings_lie_over_the_file_and_can_change() {
    let folder = Folder::new("settings");
    folder.write("casenote.toml", "[rules]\nrespect = \"off\"\n");
    let uri = folder.write("note.txt", "");
    let mut editor = Editor::start(&plain(), &json!({"rules": {"respect/derogatory": "error"}}));
    editor.open(&uri, "plaintext", "Mum was hostile.\n");
    let severity = |found: &[Value]| found.iter().find(|one| one["code"] == "respect/derogatory").map(|one| one["severity"].clone());
    assert_eq!(severity(&editor.published(&uri, 1)), Some(json!(1)));
    editor.notify("workspace/didChangeConfiguration", &json!({"settings": {"casenote": {"rules": {"respect/derogatory": "info"}}}}));
    assert_eq!(severity(&editor.published(&uri, 1)), Some(json!(3)));
}

#[test]
fn each_folder_has_its_own() {
    let folder = Folder::new("roots");
    let (one, two) = (folder.write("one/note.txt", ""), folder.write("two/note.txt", ""));
    let can = with(plain(), &json!({"workspace": {"configuration": true, "workspaceFolders": true}}));
    let roots = [format!("{}/one", folder.uri()), format!("{}/two", folder.uri())];
    let mut editor = Editor::start_in(&can, &json!({}), &[&roots[0], &roots[1]]);
    let asked = editor.wait(|message| message["method"] == "workspace/configuration");
    assert_eq!(asked["params"]["items"].as_array().map(Vec::len), Some(3));
    editor.send(&json!({"jsonrpc": "2.0", "id": asked["id"], "result": [null, {"rules": {"respect": "off"}}, {}]}));
    for (uri, raised) in [(one, false), (two, true)] {
        editor.open(&uri, "plaintext", "Mum was hostile.\n");
        let found = editor
            .wait(|message| message["params"]["uri"] == uri.as_str() && (message.to_string().contains("respect/derogatory") == raised));
        assert_eq!(found["params"]["version"], 1);
    }
}

#[test]
fn what_is_wrong_is_told_and_the_rest_goes_on() {
    let folder = Folder::new("faults");
    folder.write("casenote.toml", "[ruels]\n");
    let uri = folder.write("note.txt", "");
    let mut editor = Editor::start(&plain(), &json!({"quietAtCaret": "no"}));
    let told = editor.wait(|message| message["method"] == "window/showMessage");
    assert!(told.to_string().contains("quietAtCaret"), "{told}");
    editor.open(&uri, "plaintext", "Mum was hostile.\n");
    let told = editor.wait(|message| message["method"] == "window/showMessage");
    assert!(told.to_string().contains("did you mean `rules`?"), "{told}");
    assert!(codes(&editor.published(&uri, 1)).contains(&"respect/derogatory"));
}

#[test]
fn every_note_of_a_folder_with_progress() {
    let folder = Folder::new("folder");
    let mut uris: Vec<String> = (0..40).map(|number| folder.write(&format!("n{number:02}.txt"), "Mum was hostile.\n")).collect();
    uris.sort();
    let pulls = with(plain(), &json!({"textDocument": {"diagnostic": {}}, "window": {"workDoneProgress": true}}));
    let mut editor = Editor::start_in(&pulls, &json!({}), &[&folder.uri()]);
    assert_eq!(editor.offered()["diagnosticProvider"]["workspaceDiagnostics"], true);
    editor.open(&uris[0], "plaintext", "All is well in here.\n");
    let report = editor.result("workspace/diagnostic", &json!({"previousResultIds": [], "workDoneToken": "t"}));
    let items = report["items"].as_array().expect("a list").clone();
    assert_eq!(items.len(), 40);
    assert_eq!(
        (&items[0]["version"], items[0]["items"].to_string().contains("derogatory")),
        (&json!(1), false),
        "an open note is as it is open"
    );
    assert!(items[1]["items"].to_string().contains("derogatory"));
    for kind in ["begin", "report", "end"] {
        editor.wait(|message| message["method"] == "$/progress" && message["params"]["value"]["kind"] == kind);
    }
    let known: Vec<Value> = items.iter().map(|item| json!({"uri": item["uri"], "value": item["resultId"]})).collect();
    let report = editor.result("workspace/diagnostic", &json!({"previousResultIds": known}));
    assert!(report["items"].as_array().expect("a list").iter().all(|item| item["kind"] == "unchanged"));

    let mut editor = Editor::start_in(&plain(), &json!({}), &[&folder.uri()]);
    editor.result("workspace/executeCommand", &json!({"command": "casenote.checkFolder"}));
    for uri in &uris {
        editor.wait(|message| message["method"] == "textDocument/publishDiagnostics" && message["params"]["uri"] == uri.as_str());
    }
}

const SEEN: &str = "Ella showed me the den she had made behind the sofa with two blankets and her brother’s torch. She told me that she reads \
                    there when the house is loud, and that nobody else may come in.";

#[test]
fn notes_of_a_folder_are_compared_as_they_are_saved() {
    let folder = Folder::new("compared");
    let note = |child: &str, day: &str| format!("Child: {child}\nDate: {day}\n\n{SEEN}\n");
    let first = folder.write("a.txt", &note("Ella Marsh", "3 March 2026"));
    let second = folder.write("b.txt", &note("Ella Marsh", "10 March 2026"));
    let other = folder.write("c.txt", &note("Tia Brown", "12 March 2026"));
    let can = json!({
        "textDocument": {"diagnostic": {"relatedInformation": true}},
        "workspace": {"diagnostics": {"refreshSupport": true}}
    });
    let mut editor = Editor::start_in(&with(plain(), &can), &json!({}), &[&folder.uri()]);
    let repeats = |items: &Value, uri: &str| -> Vec<Value> {
        let report = items.as_array().expect("a list").iter().find(|item| item["uri"] == uri).expect("a report").clone();
        report["items"].as_array().expect("full").iter().filter(|one| one["code"] == "relevance/duplicate").cloned().collect()
    };
    let asked = json!({"previousResultIds": []});
    let items = editor.result("workspace/diagnostic", &asked)["items"].clone();
    assert!(repeats(&items, &first).is_empty());
    let found = repeats(&items, &second);
    assert_eq!(found.len(), 1, "{items}");
    assert_eq!(found[0]["relatedInformation"][0]["location"]["uri"], first.as_str());
    assert_eq!(found[0]["relatedInformation"][0]["location"]["range"]["start"], json!({"line": 3, "character": 0}));
    assert!(found[0]["message"].as_str().is_some_and(|message| message.contains("in a.txt, line 4")), "{found:?}");
    let found = repeats(&items, &other);
    assert_eq!((found.len(), &found[0]["relatedInformation"]), (1, &Value::Null), "another person’s record is not led to");

    // An open note is told what it has in common with the others while it is as it is saved.
    editor.open(&second, "plaintext", &note("Ella Marsh", "10 March 2026"));
    let repeated = |editor: &mut Editor| editor.pulled(&second).iter().filter(|one| one["code"] == "relevance/duplicate").count();
    assert_eq!(repeated(&mut editor), 0);
    let known: Vec<Value> =
        items.as_array().expect("a list").iter().map(|item| json!({"uri": item["uri"], "value": item["resultId"]})).collect();
    let known = json!({"previousResultIds": known});
    editor.result("workspace/diagnostic", &known);
    let refresh = editor.wait(|message| message["method"] == "workspace/diagnostic/refresh");
    editor.send(&json!({"jsonrpc": "2.0", "id": refresh["id"], "result": null}));
    assert_eq!(repeated(&mut editor), 1);
    editor.change(&second, &json!([{"range": {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}}, "text": "\n"}]));
    assert_eq!(repeated(&mut editor), 0, "it is not what was compared");

    // Once the earlier note is gone, the later one stands alone.
    fs::remove_file(folder.0.join("a.txt")).expect("it can go");
    editor.notify("textDocument/didClose", &json!({"textDocument": {"uri": second}}));
    let items = editor.result("workspace/diagnostic", &known)["items"].clone();
    assert!(repeats(&items, &second).is_empty(), "{items}");

    // Sent to an editor that does not ask.
    folder.write("a.txt", &note("Ella Marsh", "3 March 2026"));
    let mut editor = Editor::start_in(&plain(), &json!({}), &[&folder.uri()]);
    editor.open(&second, "plaintext", &note("Ella Marsh", "10 March 2026"));
    editor.published(&second, 1);
    editor.result("workspace/executeCommand", &json!({"command": "casenote.checkFolder"}));
    editor.wait(|message| message["params"]["uri"] == second.as_str() && message.to_string().contains("relevance/duplicate"));
}
