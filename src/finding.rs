//! What a rule says about a place in a note.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::text::Span;

/// How much a finding asks of the writer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth a look; often right as it stands.
    Info,
    /// Most reviewers would ask for a change.
    Warning,
    /// Hardly ever right in a note.
    Error,
}

impl Severity {
    /// The word used in every output.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// Words that could stand in place of a span.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// The words; `[blanks]` are for the writer to fill.
    pub text: String,
    /// What they would replace.
    pub span: Span,
}

/// One finding. Its message is made of the rule's and the list's words, never of the note's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Name of the rule, `group/rule`.
    pub rule: &'static str,
    /// How much it asks.
    pub severity: Severity,
    /// The words it is about.
    pub span: Span,
    /// What, why, what instead.
    pub message: String,
    /// What could be written instead, best first.
    pub suggestions: Vec<Suggestion>,
    /// Facts for tools, such as the category of a word: a few pairs, cheaper than a map.
    pub data: Vec<(&'static str, serde_json::Value)>,
}

impl Finding {
    /// Offers words in place of the finding's span.
    pub fn suggest(&mut self, text: impl Into<String>) -> &mut Self {
        let span = self.span;
        self.suggestions.push(Suggestion { text: text.into(), span });
        self
    }

    /// Adds a fact for tools.
    pub fn fact(&mut self, key: &'static str, value: impl Into<serde_json::Value>) -> &mut Self {
        self.data.push((key, value.into()));
        self
    }
}
