//! A draft with the safe suggestions taken. The note itself is never touched: what comes out is a text of its own.
//!
//! Safe is what needs no second look: the suggestion is the only one, has no blanks and the grammar of the words it
//! stands for ([`Advice::safe`]), the words are the author's, and nothing is joined to them.
//!
//! ```
//! use casenote::{Linter, Settings, fix};
//! let linter = Linter::new(Settings::default(), &[])?;
//! let draft = fix::draft(&linter, "I rang an SW prior to the visit.").expect("it is a draft");
//! assert_eq!(draft.text, "I rang a Social Worker (SW) before the visit.");
//! # Ok::<(), Vec<casenote::lexicon::ListError>>(())
//! ```
//!
//! [`Advice::safe`]: crate::finding::Advice::safe

use std::fmt;

use crate::engine::Linter;
use crate::finding::Finding;
use crate::record::recorded_mark;
use crate::rules::Note;
use crate::text::{BlockKind, LineIndex, Span, Word};
use crate::voice::Voice;

/// New words for a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What goes.
    pub span: Span,
    /// What comes.
    pub text: String,
    /// The rule whose suggestion it is.
    pub rule: &'static str,
}

/// A text with the safe suggestions taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The text.
    pub text: String,
    /// How many suggestions were taken.
    pub taken: usize,
    /// How many findings are left for the writer.
    pub left: usize,
}

/// The note says that it has been recorded, so no draft is made of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recorded {
    /// The line that says so, from 1.
    pub line: usize,
}

impl fmt::Display for Recorded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "line {} says that this note has been recorded, and what is recorded stays as it is. \
             To correct it, the team manager writes a new case note with the right information and the reason for the change. \
             If it is still a draft, take that line out first.",
            self.line
        )
    }
}

impl std::error::Error for Recorded {}

/// Taking a suggestion can bring words together that are a listed phrase. No list's own wording is listed, so this ends soon;
/// the bound is for a reader's lists, which nobody has checked against each other.
const MOST_ROUNDS: usize = 8;

/// A draft of a note with its safe suggestions taken. A draft of a draft is the same.
///
/// # Errors
///
/// A note that is marked as recorded, with the line that says so.
pub fn draft(linter: &Linter, source: &str) -> Result<Draft, Recorded> {
    let rounds = rounds(linter, source)?;
    let text = rounds.iter().fold(source.to_owned(), |text, edits| apply(&text, edits));
    let left = linter.check(&text).len();
    Ok(Draft { text, taken: rounds.iter().map(Vec::len).sum(), left })
}

/// The changes that lead to [`draft`]'s text; those of each round are of the text that the rounds before it left.
///
/// # Errors
///
/// A note that is marked as recorded, with the line that says so.
pub fn rounds(linter: &Linter, source: &str) -> Result<Vec<Vec<Edit>>, Recorded> {
    let mut text = source.to_owned();
    let mut rounds = Vec::new();
    for _ in 0..MOST_ROUNDS {
        let edits = edits(linter, &text)?;
        if edits.is_empty() {
            break;
        }
        text = apply(&text, &edits);
        rounds.push(edits);
    }
    Ok(rounds)
}

/// The safe suggestions of a note, in order of place; none touches another.
///
/// # Errors
///
/// A note that is marked as recorded, with the line that says so.
pub fn edits(linter: &Linter, source: &str) -> Result<Vec<Edit>, Recorded> {
    linter.read(source, |note, examined| {
        if let Some(mark) = recorded_mark(note.text) {
            return Err(Recorded { line: LineIndex::new(source).positions(source, &[mark.start as usize])[0].line });
        }
        let mut edits: Vec<Edit> = examined.findings.iter().filter_map(|finding| edit(finding, note)).collect();
        let mut end = 0;
        edits.retain(|edit| {
            let apart = edit.span.start >= end;
            end = if apart { edit.span.end } else { end };
            apart
        });
        Ok(edits)
    })
}

/// A text with edits made, which are in order and apart.
pub fn apply(source: &str, edits: &[Edit]) -> String {
    let mut text = String::with_capacity(source.len() + edits.iter().map(|edit| edit.text.len()).sum::<usize>());
    let mut end = 0;
    for edit in edits {
        text.push_str(&source[end..edit.span.start as usize]);
        text.push_str(&edit.text);
        end = edit.span.end as usize;
    }
    text.push_str(&source[end..]);
    text
}

/// The edit that takes a finding's suggestion, if that is safe where it stands.
fn edit(finding: &Finding, note: &Note<'_>) -> Option<Edit> {
    let wording = finding.advice.suggestions.first().filter(|_| finding.advice.safe)?;
    let source = note.text.source;
    let span = finding.span;
    let own = note.voices.at(span) == Voice::Author && !is_label(span, note);
    // A wording that keeps the letters keeps the singular: it would not stand for a plural.
    let letters = wording.strip_suffix(')').and_then(|wording| wording.rsplit_once('(')).map(|(_, letters)| letters);
    if letters.is_some_and(|letters| letters != span.of(source)) || !own || is_joined(span, source) || is_loud(span.of(source)) {
        return None;
    }
    let word = note.text.word_from(span.start).checked_sub(1).map(|before| note.text.words[before]);
    let (start, article) = word.and_then(|word| article(word, span, wording, source)).unwrap_or((span.start, String::new()));
    Some(Edit { span: Span { start, end: span.end }, text: article + wording, rule: finding.rule })
}

/// The label of a field belongs to the form.
fn is_label(span: Span, note: &Note<'_>) -> bool {
    let blocks = &note.text.blocks;
    let block = blocks.partition_point(|block| block.span.start <= span.start).checked_sub(1).map(|block| blocks[block].kind);
    matches!(block, Some(BlockKind::Field { label }) if label.touches(span))
}

/// "SW's", "SW/FSW", "the CP-plan", "(SW)": words written into a place that is joined to others would not read well.
fn is_joined(span: Span, source: &str) -> bool {
    let before = source[..span.start as usize].chars().next_back();
    let mut behind = source[span.end as usize..].chars();
    let (next, then) = (behind.next(), behind.next());
    let joins = |mark: Option<char>| {
        mark.is_some_and(|mark| mark.is_alphanumeric() || matches!(mark, '\'' | '’' | '/' | '-' | '‐' | '‑' | '&' | '@' | '#' | '_' | '+'))
    };
    let dotted = next == Some('.') && then.is_some_and(char::is_alphanumeric);
    // Brackets inside brackets; and a gloss of the writer's own behind the letters, right or wrong.
    let bracketed =
        matches!(before, Some('(' | '[' | '.')) || matches!((next, then), (Some('(' | ')' | '[' | ']'), _) | (Some(' '), Some('(' | '[')));
    joins(before) || joins(next) || dotted || bracketed
}

/// Several words in capitals: what replaces them would stand out.
fn is_loud(words: &str) -> bool {
    words.contains(' ') && !words.contains(char::is_lowercase)
}

/// The article before a place, where the new word asks for the other one: "an SW" and "a Social Worker".
fn article(word: Word, span: Span, wording: &str, source: &str) -> Option<(u32, String)> {
    let written = word.span.of(source);
    let beside = source.get(word.span.end as usize..span.start as usize) == Some(" ");
    let vowel = match written {
        "an" | "An" => true,
        "a" | "A" => false,
        _ => return None,
    };
    if !beside || vowel == sounds_open(wording) {
        return None;
    }
    let article = if vowel { written.trim_end_matches('n').to_owned() } else { format!("{written}n") };
    Some((word.span.start, article + " "))
}

/// Beginnings that are written with a vowel and spoken with a consonant, and the other way round.
const SPOKEN_CLOSED: &[&str] = &["eu", "once", "one", "u.", "uk", "uni", "use", "usu", "ut"];
const SPOKEN_OPEN: &[&str] = &["heir", "honest", "honour", "hour"];

/// Whether a word begins with a vowel when it is spoken.
fn sounds_open(word: &str) -> bool {
    let starts =
        |beginnings: &[&str]| beginnings.iter().any(|start| word.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start)));
    let written = word.starts_with(['a', 'e', 'i', 'o', 'u', 'A', 'E', 'I', 'O', 'U']);
    written && !starts(SPOKEN_CLOSED) || starts(SPOKEN_OPEN)
}
