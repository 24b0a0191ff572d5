//! What notes must hold.

use serde::Deserialize;

/// Something that a note must hold, and what shows that it does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Element {
    /// Its id in every output: `venue`.
    pub id: String,
    /// What it is, in words: `where the visit took place`.
    pub name: String,
    /// The heading of an empty note.
    pub heading: String,
    /// Whether an empty note has a line for it rather than a section.
    pub line_only: bool,
    /// Why it matters to the child.
    pub why: String,
    /// What to write.
    pub instead: String,
    /// Labels and headings under which it stands, slots included.
    pub labels: Vec<String>,
    /// Wording that shows it, slots included.
    pub cues: Vec<String>,
    /// Facts of the note that show it.
    pub shown_by: Vec<Shown>,
    /// Whether a plain "no" or "none" behind the label answers it.
    pub none_answers: bool,
    /// Wording that makes it asked for firmly, slots included; a "not needed" does not answer it then.
    pub raised_by: Vec<String>,
    /// The line in the policy's file, from 1.
    pub line: usize,
}

/// A fact of a note that can show an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shown {
    /// Somebody who is named by a first name speaks in it: said, told, asked.
    ChildSpeaks,
    /// A relation, a carer, or somebody named with a title speaks in it.
    ParentSpeaks,
    /// It tells of something at some length.
    Told,
}

/// An element that a kind of note asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asks {
    /// Its id.
    pub element: String,
    /// Whether most reviewers would ask for it; what depends is for information.
    pub firmly: bool,
}
