//! A policy's phrases as word lists, in the form in which a reader's own are written: they ride on the same automaton.

use std::fmt::Write as _;

use super::Policy;

/// A word list that is made from a policy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordList {
    /// Its file name, which no file has: `rochdale:kinds.toml`.
    pub file: String,
    /// Its content, as a list is written.
    pub content: String,
    /// For each line of the content, the line of the policy that it comes from.
    pub lines: Vec<usize>,
}

/// Phrases of a list: each with its category and the line that it comes from.
type Phrases<'p> = Vec<(&'p str, &'p str, usize)>;

impl Policy {
    /// The name of one of the policy's lists: `kinds`, `openings`, `types`, `wording`, `label:venue`, `cue:venue`, `raise:venue`.
    pub fn list_name(&self, part: &str) -> String {
        format!("{}:{part}", self.id)
    }

    /// The lists that tell the kind of a note, always in the same order.
    pub fn kind_lists(&self) -> Vec<WordList> {
        let of_kinds = |phrases: fn(&super::NoteKind) -> &[String]| -> Phrases<'_> {
            self.kinds.iter().flat_map(|kind| phrases(kind).iter().map(|phrase| (phrase.as_str(), kind.id.as_str(), kind.line))).collect()
        };
        vec![
            self.list("kinds", of_kinds(|kind| &kind.titles)),
            self.list("openings", of_kinds(|kind| &kind.openings)),
            self.list("wording", of_kinds(|kind| &kind.wording)),
            self.list("types", self.type_labels.iter().map(|label| (label.as_str(), "type", 1)).collect()),
        ]
    }

    /// The lists that show what a note holds, always in the same order: three for each element. They hold common words, so
    /// they are matched by themselves, and only in a note whose kind asks for something.
    pub fn element_lists(&self) -> Vec<WordList> {
        let mut lists = Vec::with_capacity(3 * self.elements.len());
        for element in &self.elements {
            for (part, phrases) in [("label", &element.labels), ("cue", &element.cues), ("raise", &element.raised_by)] {
                let phrases = phrases.iter().map(|phrase| (phrase.as_str(), part, element.line)).collect();
                lists.push(self.list(&format!("{part}:{}", element.id), phrases));
            }
        }
        lists
    }

    fn list(&self, part: &str, mut phrases: Phrases<'_>) -> WordList {
        phrases.sort_unstable();
        phrases.dedup_by_key(|(phrase, ..)| *phrase);
        let mut content = "[list]\nkind = \"cues\"\n\n[categories]\n".to_owned();
        let mut categories: Vec<&str> = phrases.iter().map(|(_, category, _)| *category).collect();
        categories.sort_unstable();
        categories.dedup();
        for category in categories {
            let _ = writeln!(content, "{category} = \"\"");
        }
        content.push_str("\n[terms]\n");
        let mut lines = vec![1; content.lines().count()];
        for (phrase, category, line) in phrases {
            let _ = writeln!(content, "{} = {{ category = {} }}", quoted(phrase), quoted(category));
            lines.push(line);
        }
        WordList { file: format!("{}.toml", self.list_name(part)), content, lines }
    }
}

fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}
