//! A trainer's own exercises, as a Markdown page in the form of the rules' pages.
//!
//! A fenced block is an exercise: `note flag` and `note clean` as on a rule's page, `note rewrite` with a sentence to write
//! anew, `note tell` with lines such as `reported: Nan told me that she was tired.` The paragraph right above a block is
//! shown before it.

use std::fmt;

use super::{Exercise, Task, Told};
use crate::rules::page::{self, Expect};
use crate::text::Span;

/// Something wrong in a trainer's page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageError {
    /// Line, from 1.
    pub line: usize,
    /// What is wrong and what to do.
    pub message: String,
}

impl fmt::Display for PageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.message)
    }
}

impl std::error::Error for PageError {}

/// The exercises of a page, in order.
///
/// ```
/// use casenote::training::{Task, read_page};
/// let page = "# Week one\n\nAn old phrase.\n\n```note flag\nMum was hostile.\n        ^^^^^^^\n```\n";
/// let exercises = read_page(page)?;
/// assert_eq!(exercises[0].task, Task::Spot);
/// assert_eq!(exercises[0].prompt, "An old phrase.");
/// # Ok::<(), casenote::training::PageError>(())
/// ```
///
/// # Errors
///
/// A block of another name, one that does not end, a line of a `tell` block without its kind, or a page without exercises.
pub fn read_page(page: &str) -> Result<Vec<Exercise>, PageError> {
    let fault = |line: usize, message: String| PageError { line: line + 1, message };
    let mut exercises = Vec::new();
    let mut prompt: Vec<&str> = Vec::new();
    let mut examples = page::examples(page).into_iter();
    let mut lines = page.lines().enumerate();
    while let Some((number, line)) = lines.next() {
        let Some(name) = line.strip_prefix("```") else {
            match line.trim() {
                "" => prompt.push(""),
                heading if heading.starts_with('#') => prompt.clear(),
                words => prompt.push(words),
            }
            continue;
        };
        let mut body: Vec<(usize, &str)> = Vec::new();
        loop {
            match lines.next() {
                Some((_, "```")) => break,
                Some(inside) => body.push(inside),
                None => return Err(fault(number, "this block does not end: write ``` on a line of its own behind the note".to_owned())),
            }
        }
        let before = last_paragraph(&prompt);
        prompt.clear();
        let exercise = |task: Task, text: String, targets: Vec<Span>| Exercise {
            task,
            principle: None,
            rule: None,
            prompt: before.clone(),
            text,
            targets,
        };
        match name.trim() {
            "note flag" | "note clean" => {
                let Some(example) = examples.next() else { continue };
                if example.expect == Expect::Flag && example.marked.is_empty() {
                    return Err(fault(
                        number,
                        "no words are marked: put ^ under each letter of the words to find, or write `note clean`".to_owned(),
                    ));
                }
                exercises.push(exercise(Task::Spot, example.text.trim_end().to_owned(), example.marked));
            }
            "note rewrite" => {
                let text = body.iter().map(|(_, line)| *line).collect::<Vec<_>>().join("\n").trim().to_owned();
                exercises.push(exercise(Task::Rewrite, text, Vec::new()));
            }
            "note tell" => {
                for (number, line) in body.into_iter().filter(|(_, line)| !line.trim().is_empty()) {
                    let told = line.split_once(':').and_then(|(kind, text)| Told::of(kind.trim()).map(|kind| (kind, text.trim())));
                    let Some((kind, text)) = told.filter(|(_, text)| !text.is_empty()) else {
                        return Err(fault(
                            number,
                            "begin with observed:, opinion:, reported: or quoted:, and then the sentence".to_owned(),
                        ));
                    };
                    exercises.push(exercise(Task::Tell(kind), text.to_owned(), vec![Span::new(0, text.len())]));
                }
            }
            other => {
                return Err(fault(number, format!("`{other}` is no exercise: write note flag, note clean, note rewrite or note tell")));
            }
        }
    }
    if exercises.is_empty() {
        Err(fault(0, "no exercise: begin one with ```note flag on a line of its own".to_owned()))
    } else {
        Ok(exercises)
    }
}

/// The last paragraph of some lines, in one line.
fn last_paragraph(lines: &[&str]) -> String {
    let end = lines.iter().rposition(|line| !line.is_empty()).map_or(0, |last| last + 1);
    let start = lines[..end].iter().rposition(|line| line.is_empty()).map_or(0, |blank| blank + 1);
    lines[start..end].join(" ")
}
