//! An empty note with a place for everything that its kind should hold.

use super::{Element, NoteKind, Policy};

impl Policy {
    /// An empty note of a kind: a title, a line for what is short, a heading for the rest, and who wrote it.
    ///
    /// ```
    /// use casenote::record::Policy;
    /// let policy = Policy::built_in();
    /// let draft = policy.kind("visit").map(|kind| policy.draft(kind)).unwrap_or_default();
    /// assert!(draft.starts_with("Record of a visit\n") && draft.contains("\nWhere we met: \n"));
    /// ```
    pub fn draft(&self, kind: &NoteKind) -> String {
        let mut title = kind.name.clone();
        if let Some(first) = title.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        let asked = |element: &&Element| kind.asks.iter().any(|asks| asks.element == element.id);
        let elements: Vec<&Element> = self.elements().iter().filter(asked).collect();
        let mut draft = format!("{title}\n\nDate: \nTime: \n");
        for element in elements.iter().filter(|element| element.line_only) {
            draft.extend([element.heading.as_str(), ": \n"]);
        }
        for element in elements.iter().filter(|element| !element.line_only) {
            draft.extend(["\n## ", element.heading.as_str(), "\n\n"]);
        }
        draft.push_str("\nWritten by (full name, role, team): \nWritten on: \n");
        draft
    }
}
