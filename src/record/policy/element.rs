//! What notes must hold.

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
    /// The line in the policy's file, from 1.
    pub line: usize,
}

/// An element that a kind of note asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asks {
    /// Its id.
    pub element: String,
    /// Whether most reviewers would ask for it; what depends is for information.
    pub firmly: bool,
}
