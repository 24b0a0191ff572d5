//! Forms for new notes, from the recording policy.

use casenote::record::{Field, Policy};
use serde::Serialize;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::json;

#[derive(Serialize)]
struct Offered {
    id: &'static str,
    title: String,
    fields: Vec<Asked>,
}

#[derive(Serialize)]
struct Asked {
    heading: String,
    hint: String,
    why: String,
    line: bool,
}

/// The kinds of note for which the policy asks something, each with its form.
#[wasm_bindgen]
pub fn forms() -> String {
    let policy = Policy::built_in();
    let asked = |Field { heading, hint, why, line_only }: Field| Asked { heading, hint, why, line: line_only };
    let offered = policy.kinds().iter().filter(|kind| !kind.asks.is_empty()).map(|kind| {
        let form = policy.form(kind);
        Offered { id: &kind.id, title: form.title, fields: form.fields.into_iter().map(asked).collect() }
    });
    json(&offered.collect::<Vec<_>>())
}

/// A note of a kind with answers, which are an array of JSON in the order of the fields; empty for a kind that is none.
#[wasm_bindgen]
pub fn filled(kind: &str, answers: &str) -> String {
    let policy = Policy::built_in();
    let answers: Vec<String> = serde_json::from_str(answers).unwrap_or_default();
    policy.kind(kind).map_or_else(String::new, |kind| policy.form(kind).filled(&answers))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check;

    /// Whatever the policy asks of a kind has a place in its form, and is found there when it is filled in.
    #[test]
    fn a_form_that_is_filled_in_lacks_nothing() {
        let offered: Vec<serde_json::Value> = serde_json::from_str(&forms()).expect("it is JSON");
        assert!(offered.len() > 10);
        for form in offered {
            let fields = form["fields"].as_array().expect("it has fields");
            let answers: Vec<_> = fields.iter().map(|_| "blue green blue green").collect();
            let note = filled(form["id"].as_str().expect("it has an id"), &json(&answers));
            let checked: serde_json::Value = serde_json::from_str(&check(&note, "")).expect("it is JSON");
            let findings = checked["findings"].as_array().expect("it has findings");
            let missing: Vec<_> = findings.iter().filter(|found| found["rule"].to_string().contains("/missing-element")).collect();
            assert!(missing.is_empty(), "{missing:?}\n{note}");
        }
    }
}
