//! Whether a note says of itself that it has been recorded: then it is evidence, and no longer a draft.

use crate::text::{BlockKind, Span, Text};

/// Labels of fields that tell in which state a record is.
const STATES: &[&str] =
    &["case note status", "document status", "entry status", "form status", "note status", "record status", "recording status", "status"];

/// Values of such a field that mean that it stands. "Closed" and "completed" are left out: they are as often said of the case.
const STANDS: &[&str] = &["approved", "authorised", "final", "finalised", "finalized", "locked", "recorded", "signed off", "submitted"];

/// Labels that are only filled in once a record stands. "Date recorded" is not one: it is filled in while writing.
const DONE: &[&str] = &[
    "added to lcs",
    "authorised by",
    "authorised on",
    "date authorised",
    "date finalised",
    "entered on lcs",
    "finalised",
    "finalised by",
    "finalised on",
    "locked",
    "locked by",
    "locked on",
    "recorded on lcs",
];

/// How a line of its own begins that says so.
const LINES: &[&str] = &[
    "added to lcs",
    "entered on lcs",
    "entered onto lcs",
    "finalised by",
    "finalised on",
    "recorded on lcs",
    "recorded onto lcs",
    "this note has been recorded",
    "this record has been finalised",
    "this record is final",
    "uploaded to lcs",
];

/// Whole lines that say so.
const WHOLE: &[&str] = &["final", "final record", "finalised", "locked", "locked record", "recorded"];

/// Most words of a line that is a mark and no sentence about something else.
const MOST_WORDS: usize = 12;

/// Where a note says that it has been recorded, if it does.
///
/// ```
/// use casenote::record::recorded_mark;
/// use casenote::text::{Abbreviations, Text};
/// let marked = |note: &str| recorded_mark(&Text::new(note, &Abbreviations::default())).is_some();
/// assert!(marked("Home visit\nStatus: Recorded\n\nMum was in."));
/// assert!(!marked("Home visit\nStatus: draft\n\nMum was in."));
/// ```
pub fn recorded_mark(text: &Text<'_>) -> Option<Span> {
    let marks = |span: Span, kind: BlockKind| {
        if let BlockKind::Field { label } = kind {
            let value = bare(text.folded_of(Span { start: label.end, end: span.end.max(label.end) }));
            let label = bare(text.folded_of(label));
            let filled = value.starts_with(char::is_alphanumeric) && value != "no";
            STATES.contains(&label) && STANDS.iter().any(|state| begins(value, state)) || DONE.contains(&label) && filled
        } else {
            let content = bare(text.folded_of(span));
            let short = content.split(' ').nth(MOST_WORDS).is_none();
            // An empty field stands by itself like a heading.
            let empty = text.folded_of(span).trim_end().ends_with(':');
            short && !empty && (WHOLE.contains(&content) || LINES.iter().any(|line| begins(content, line)))
        }
    };
    text.blocks.iter().find(|block| marks(block.span, block.kind)).map(|block| block.span)
}

/// Without the marks around it.
fn bare(text: &str) -> &str {
    text.trim_matches(|mark: char| !mark.is_alphanumeric() && mark != '[')
}

/// Whether a text begins with a phrase as whole words.
fn begins(text: &str, phrase: &str) -> bool {
    text.strip_prefix(phrase).is_some_and(|rest| !rest.starts_with(|next: char| next.is_alphanumeric() || next == '\''))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Abbreviations;

    fn marked(note: &str) -> bool {
        recorded_mark(&Text::new(note, &Abbreviations::default())).is_some()
    }

    #[test]
    fn what_says_that_it_stands_is_a_mark() {
        for note in [
            "Case note\n\nRecord status: Finalised 3 March 2026\n\nMum was in.",
            "Mum was in.\n\nRecorded on LCS 3 March 2026.",
            "**RECORDED**\n\nMum was in.",
            "Home visit\nAuthorised by: Gill Hart, Team Manager\nMum was in.",
            "- Status: Signed off\n",
        ] {
            assert!(marked(note), "{note}");
        }
    }

    #[test]
    fn what_only_tells_when_or_by_whom_it_is_written_is_none() {
        for note in [
            "Home visit\nDate recorded: 3 March 2026\nRecorded by: Ana Reed\n\nMum was in.",
            "Home visit\nStatus: Child in Need\n\nMum was in.",
            "Authorised by: [name]\n\nMum was in.",
            "Finalised:\n\nMum was in.",
            "I recorded that Mum was in.\n\nThe care plan was finalised on Monday and everybody who had come to the meeting was told of it by letter.",
            "Status: recording not done yet",
        ] {
            assert!(!marked(note), "{note}");
        }
    }
}
