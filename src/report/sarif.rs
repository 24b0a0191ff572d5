//! SARIF 2.1.0, which code hosts and editors read. Results are written as they come.

use serde_json::{Map, Value, json};

use super::place::uri;
use super::{Excerpter, NoteReport, Placed, Report, Summary};
use crate::accepted::Acceptance;
use crate::finding::Severity;
use crate::input::InputError;
use crate::rules::{RULES, Rule};

/// One SARIF log with one run.
#[derive(Debug)]
pub struct Sarif {
    excerpter: Excerpter,
    results: usize,
    notifications: Vec<Value>,
}

impl Sarif {
    /// A log; its snippets hold what the excerpter shows.
    pub fn new(excerpter: Excerpter) -> Self {
        Self { excerpter, results: 0, notifications: Vec::new() }
    }

    fn result(&self, note: &NoteReport, placed: &Placed, acceptance: Option<&Acceptance>) -> Value {
        let finding = &placed.finding;
        let mut region = json!({
            "startLine": placed.start.line,
            "startColumn": placed.start.column,
            "endLine": placed.end.line,
            "endColumn": placed.end.column,
        });
        if let Some(excerpt) = self.excerpter.of(note, placed) {
            region["snippet"] = json!({ "text": excerpt.words });
        }
        let mut result = json!({
            "ruleId": finding.rule,
            "level": level(finding.severity),
            "message": { "text": finding.advice.message },
            "locations": [{ "physicalLocation": { "artifactLocation": { "uri": uri(&note.path) }, "region": region } }],
        });
        if let Some(spot) = &placed.spot {
            result["locations"][0]["logicalLocations"] = json!([{ "fullyQualifiedName": spot.to_string() }]);
        }
        if let Some(index) = RULES.iter().position(|rule| rule.name == finding.rule) {
            result["ruleIndex"] = index.into();
        }
        if let Some(fingerprint) = &placed.fingerprint {
            result["partialFingerprints"] = json!({ "casenote/v1": fingerprint });
        }
        if let Some(acceptance) = acceptance {
            result["suppressions"] = json!([{ "kind": "external", "status": "accepted", "justification": acceptance.reason }]);
        }
        let mut properties: Map<String, Value> =
            finding.advice.data.iter().map(|(key, value)| ((*key).to_owned(), value.clone())).collect();
        if !finding.advice.suggestions.is_empty() {
            properties.insert("suggestions".to_owned(), json!(finding.advice.suggestions));
        }
        if !properties.is_empty() {
            result["properties"] = properties.into();
        }
        result
    }
}

impl Report for Sarif {
    fn note(&mut self, note: &NoteReport) -> String {
        let open = note.findings.iter().map(|placed| (placed, None));
        let accepted = note.accepted.iter().map(|(placed, acceptance)| (placed, Some(acceptance)));
        let mut out = String::new();
        for (placed, acceptance) in open.chain(accepted) {
            out.push_str(&if self.results == 0 { head() } else { ",\n".to_owned() });
            out.push_str(&self.result(note, placed, acceptance).to_string());
            self.results += 1;
        }
        out
    }

    fn error(&mut self, error: &InputError) -> String {
        self.notifications.push(json!({
            "level": "error",
            "message": { "text": format!("{} {}", error.path, error.message) },
            "locations": [{ "physicalLocation": { "artifactLocation": { "uri": uri(&error.path) } } }],
        }));
        String::new()
    }

    fn end(&mut self, summary: &Summary) -> String {
        if let Some(reason) = summary.partial {
            self.notifications.push(json!({ "level": "error", "message": { "text": reason } }));
        }
        let head = if self.results == 0 { head() } else { String::new() };
        let whole = summary.unread == 0 && summary.partial.is_none();
        let invocation = json!({ "executionSuccessful": whole, "toolExecutionNotifications": self.notifications });
        format!("{head}\n],\n\"invocations\": [{invocation}]}}]}}\n")
    }
}

/// The head, which is the same for every run: the tool and its rules with their pages.
fn head() -> String {
    let driver = json!({
        "name": env!("CARGO_PKG_NAME"),
        "semanticVersion": env!("CARGO_PKG_VERSION"),
        "rules": RULES.iter().map(rule).collect::<Vec<_>>(),
    });
    let schema = "https://json.schemastore.org/sarif-2.1.0.json";
    format!(
        "{{\"$schema\": \"{schema}\", \"version\": \"2.1.0\", \"runs\": [{{\n\"columnKind\": \"unicodeCodePoints\",\n\
         \"tool\": {{ \"driver\": {driver} }},\n\"results\": [\n"
    )
}

fn rule(rule: &Rule) -> Value {
    let declared = &rule.declaration;
    // The examples are many, and `casenote explain` shows them.
    let page = rule.page.split("\n## Examples").next().unwrap_or_default();
    json!({
        "id": rule.name,
        "shortDescription": { "text": declared.summary },
        "help": { "text": format!("Run `casenote explain {}` for the rule's page.", rule.name), "markdown": page },
        "defaultConfiguration": { "level": level(declared.severity) },
        "properties": { "principle": declared.principle.id(), "promise": declared.principle.promise() },
    })
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Info => "note",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}
