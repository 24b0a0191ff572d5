//! The VS Code extension offers every key of `casenote.toml`, and names every voice.

use std::path::Path;

use casenote_lsp::tokens::{ADDITIONS, KINDS};
use serde_json::Value;

fn manifest() -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../editors/vscode/package.json");
    serde_json::from_str(&std::fs::read_to_string(path).expect("it is there")).expect("it is JSON")
}

#[test]
#[allow(clippy::print_stderr)]
fn settings_are_those_of_the_configuration() {
    let manifest = manifest();
    let offered = manifest["contributes"]["configuration"]["properties"].as_object().expect("settings");
    let schema: Value = serde_json::to_value(schemars::schema_for!(casenote::config::Config)).expect("a schema");
    let keys = schema["properties"].as_object().expect("keys").keys().filter(|key| *key != "fail-on");
    let missing: Vec<&String> = keys.filter(|key| !offered.contains_key(&format!("casenote.{key}"))).collect();
    let told = format!("{missing:?}: run `casenote schema | node editors/vscode/settings.cjs`");
    // Node is needed to mend it, so a machine without it is told only.
    assert!(missing.is_empty() || std::env::var("CASENOTE_CLIENTS").as_deref() != Ok("required"), "{told}");
    if !missing.is_empty() {
        eprintln!("{told}");
    }
}

#[test]
fn voices_have_names() {
    let manifest = manifest();
    let names = |kind: &str| -> Vec<String> {
        manifest["contributes"][kind].as_array().expect("a list").iter().map(|one| one["id"].as_str().expect("a name").to_owned()).collect()
    };
    assert_eq!(names("semanticTokenTypes"), KINDS.iter().map(|kind| kind.as_str()).collect::<Vec<_>>());
    assert_eq!(names("semanticTokenModifiers"), ADDITIONS);
}
