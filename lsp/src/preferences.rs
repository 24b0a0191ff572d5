//! What an editor's settings say: a few keys of the server's own, and the keys of `casenote.toml`.

use std::path::PathBuf;
use std::time::Duration;

use serde_json::Value;
use toml::Table;

/// Settings of one folder, or of the editor as a whole.
#[derive(Debug, Clone, PartialEq)]
// Each is a switch of its own in the editor's settings.
#[allow(clippy::struct_excessive_bools)]
pub struct Preferences {
    /// Whether the word that is being typed is left alone until the writer moves on.
    pub quiet_at_caret: bool,
    /// How long a pause counts as moving on.
    pub quiet_for: Duration,
    /// Whether the reading age of the note is shown at its first line.
    pub reading_age: bool,
    /// Whether it is shown by when an entry must be recorded, as long as it does not say that it is.
    pub days_left: bool,
    /// Whether every note of the folder is checked, and not only the open ones.
    pub whole_folder: bool,
    /// A `casenote.toml` that governs every note.
    pub configuration: Option<PathBuf>,
    /// What the address of a rule's page begins with; the rule's name is put behind it.
    pub rule_pages: Option<String>,
    /// Who accepts findings, where the editor is asked to keep them.
    pub author: Option<String>,
    /// Settings in the keys of `casenote.toml`, which lie over the file's.
    pub over: Table,
}

impl Default for Preferences {
    fn default() -> Self {
        Self {
            quiet_at_caret: true,
            quiet_for: Duration::from_millis(1500),
            reading_age: true,
            days_left: true,
            whole_folder: true,
            configuration: None,
            rule_pages: None,
            author: None,
            over: Table::new(),
        }
    }
}

impl Preferences {
    /// Reads settings over these. What is wrong is told in the second part and left out.
    #[must_use]
    pub fn with(&self, settings: &Value) -> (Self, Vec<String>) {
        let mut read = self.clone();
        let mut troubles = Vec::new();
        let settings = settings.get("casenote").unwrap_or(settings);
        for (key, value) in settings.as_object().into_iter().flatten() {
            if value.is_null() {
                continue;
            }
            let sound = match key.as_str() {
                "quietAtCaret" => value.as_bool().map(|on| read.quiet_at_caret = on),
                "quietForMilliseconds" => value.as_u64().map(|time| read.quiet_for = Duration::from_millis(time)),
                "readingAge" => value.as_bool().map(|on| read.reading_age = on),
                "daysLeft" => value.as_bool().map(|on| read.days_left = on),
                "wholeFolder" => value.as_bool().map(|on| read.whole_folder = on),
                "configuration" => value.as_str().map(|path| read.configuration = filled(path).map(PathBuf::from)),
                "rulePages" => value.as_str().map(|address| read.rule_pages = filled(address)),
                "author" => value.as_str().map(|name| read.author = filled(name)),
                // For the editor's own part of the work.
                "server" | "trace" => Some(()),
                _ if value.as_str() == Some("") => Some(()),
                _ => toml_of(value).map(|value| {
                    read.over.insert(key.clone(), value);
                }),
            };
            if sound.is_none() {
                troubles.push(format!("the editor’s settings: `{key}` has a value of the wrong kind; it was left out"));
            }
        }
        (read, troubles)
    }
}

/// An editor has no way to leave a setting out but an empty text.
fn filled(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

/// A value of an editor's settings as the configuration reads it: what is null was not set.
fn toml_of(value: &Value) -> Option<toml::Value> {
    Some(match value {
        Value::Null => return None,
        Value::Bool(on) => toml::Value::Boolean(*on),
        Value::Number(number) => number.as_i64().map(toml::Value::Integer).or_else(|| number.as_f64().map(toml::Value::Float))?,
        Value::String(text) => toml::Value::String(text.clone()),
        Value::Array(values) => toml::Value::Array(values.iter().filter_map(toml_of).collect()),
        Value::Object(pairs) => toml::Value::Table(pairs.iter().filter_map(|(key, value)| Some((key.clone(), toml_of(value)?))).collect()),
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn own_keys_and_those_of_the_configuration() {
        let settings =
            json!({"casenote": {"quietAtCaret": false, "configuration": "", "rules": {"respect": "off"}, "people": null, "policy": ""}});
        let (read, troubles) = Preferences::default().with(&settings);
        assert!(!read.quiet_at_caret && read.configuration.is_none() && troubles.is_empty());
        assert_eq!(read.over.to_string(), "[rules]\nrespect = \"off\"\n");
    }

    #[test]
    fn a_value_of_the_wrong_kind_is_told() {
        let (read, troubles) = Preferences::default().with(&json!({"quietAtCaret": "yes"}));
        assert_eq!(read, Preferences::default());
        assert!(troubles[0].contains("`quietAtCaret`"));
    }
}
