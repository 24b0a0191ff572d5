//! A form for a kind of note: a place for everything that it should hold. Left empty it is a draft to fill in by hand.

use std::fmt::Write as _;

use super::{Element, NoteKind, Policy};

/// A form for a kind of note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// What stands over the note: `Record of a visit`.
    pub title: String,
    /// What is asked, in the order of the note.
    pub fields: Vec<Field>,
}

/// One question of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// The label or heading under which the answer stands.
    pub heading: String,
    /// What to write.
    pub hint: String,
    /// Why it matters to the child; empty where that goes without saying.
    pub why: String,
    /// Whether the answer is short enough for the line of its label.
    pub line_only: bool,
}

impl Field {
    fn of(element: &Element) -> Self {
        let Element { heading, instead, why, line_only, .. } = element;
        Self { heading: heading.clone(), hint: instead.clone(), why: why.clone(), line_only: *line_only }
    }

    fn line(heading: &str, hint: &str) -> Self {
        Self { heading: heading.to_owned(), hint: hint.to_owned(), why: String::new(), line_only: true }
    }
}

/// Who wrote it stands at the end of every note.
const AUTHOR: (&str, &str) = ("Written by", "full name, role, team");

impl Policy {
    /// The form of a kind: the day, a line for what is short, a section for the rest, and who wrote it.
    ///
    /// ```
    /// use casenote::record::Policy;
    /// let policy = Policy::built_in();
    /// let form = policy.kind("visit").map(|kind| policy.form(kind)).expect("there is such a kind");
    /// let note = form.filled(&["3 March 2026".to_owned()]);
    /// assert!(note.starts_with("Record of a visit\n\nDate: 3 March 2026\nTime: \nWhere we met: \n"));
    /// ```
    pub fn form(&self, kind: &NoteKind) -> Form {
        let mut title = kind.name.clone();
        if let Some(first) = title.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        let mut fields = vec![Field::line("Date", "The day it happened."), Field::line("Time", "From when to when.")];
        fields.extend(self.asked_of(kind).map(Field::of));
        fields.push(Field::line(AUTHOR.0, AUTHOR.1));
        fields.push(Field::line("Written on", "The day of writing."));
        Form { title, fields }
    }

    /// What a kind of note asks for, in the order of an empty note: what is short first.
    pub fn asked_of(&self, kind: &NoteKind) -> impl Iterator<Item = &Element> {
        let of = move |line_only: bool| {
            let asked = move |element: &&Element| kind.asks.iter().any(|asks| asks.element == element.id);
            self.elements().iter().filter(asked).filter(move |element| element.line_only == line_only)
        };
        of(true).chain(of(false))
    }

    /// An empty note of a kind, in Markdown.
    ///
    /// ```
    /// use casenote::record::Policy;
    /// let policy = Policy::built_in();
    /// let draft = policy.kind("visit").map(|kind| policy.draft(kind)).unwrap_or_default();
    /// assert!(draft.starts_with("Record of a visit\n") && draft.contains("\nWhere we met: \n"));
    /// ```
    pub fn draft(&self, kind: &NoteKind) -> String {
        self.form(kind).write(&[], |heading| format!("## {heading}\n"))
    }
}

impl Form {
    /// A note with these answers, in plain text. What has no answer keeps its heading.
    pub fn filled(&self, answers: &[String]) -> String {
        self.write(answers, |heading| format!("{heading}:"))
    }

    fn write(&self, answers: &[String], over_section: impl Fn(&str) -> String) -> String {
        let mut note = format!("{}\n\n", self.title);
        let mut in_section = false;
        for (index, field) in self.fields.iter().enumerate() {
            let answer = answers.get(index).map_or("", |answer| answer.trim());
            if in_section && field.line_only {
                note.push('\n');
            }
            in_section = !field.line_only;
            let _ = match (field.line_only, answer) {
                (true, "") if field.heading == AUTHOR.0 => writeln!(note, "{} ({}): ", AUTHOR.0, AUTHOR.1),
                (true, answer) => writeln!(note, "{}: {answer}", field.heading),
                (false, "") => writeln!(note, "\n{}", over_section(&field.heading)),
                (false, answer) => writeln!(note, "\n{}\n{answer}", over_section(&field.heading)),
            };
        }
        note
    }
}

impl Element {
    /// The place for it in an empty note: a line, or a heading with room below.
    pub fn place(&self) -> String {
        if self.line_only { format!("{}: \n", self.heading) } else { format!("\n## {}\n\n", self.heading) }
    }
}
