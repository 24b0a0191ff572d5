//! What a rule says about a place in a note.

use std::borrow::Cow;
use std::sync::Arc;

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

/// What is said of a place: what is wrong with it, why, and what could stand there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Advice {
    /// What, why, what instead.
    pub message: Cow<'static, str>,
    /// Words that could stand in place of the finding's, best first; `[blanks]` are for the writer to fill.
    pub suggestions: Vec<String>,
    /// Whether the suggestion can be taken as it stands: there is one, without blanks, and it has the grammar of the words.
    pub safe: bool,
    /// Facts for tools, such as the category of a word: a few pairs, cheaper than a map.
    pub data: Vec<(&'static str, serde_json::Value)>,
}

/// One finding. Its advice is made of the rule's and the list's words, never of the note's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Name of the rule, `group/rule`.
    pub rule: &'static str,
    /// How much it asks.
    pub severity: Severity,
    /// The words it is about.
    pub span: Span,
    /// Another place that it is about too, such as the earlier spelling of a name.
    pub other: Option<Span>,
    /// What is said of them. Findings of one listed form share it: to write it anew for each took as long as to find it.
    pub advice: Arc<Advice>,
}

impl Finding {
    /// Offers words in place of the finding's.
    pub fn suggest(&mut self, text: impl Into<String>) -> &mut Self {
        Arc::make_mut(&mut self.advice).suggestions.push(text.into());
        self
    }

    /// Names another place that it is about.
    pub fn beside(&mut self, other: Span) -> &mut Self {
        self.other = Some(other);
        self
    }

    /// Adds a fact for tools.
    pub fn fact(&mut self, key: &'static str, value: impl Into<serde_json::Value>) -> &mut Self {
        Arc::make_mut(&mut self.advice).data.push((key, value.into()));
        self
    }
}
