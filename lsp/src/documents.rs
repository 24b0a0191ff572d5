//! The text of an open note, kept the same as the editor's.

use std::sync::Arc;

use casenote::text::Span;

use crate::positions::{Encoding, Lines, Stretch};

/// A change that an editor made: the whole text, or a stretch of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What was replaced; all of it if nothing is said.
    pub range: Option<Stretch>,
    /// What stands there now.
    pub text: String,
}

/// An open note.
#[derive(Debug, Clone)]
pub struct Document {
    /// The text.
    pub text: Arc<String>,
    /// Its lines.
    pub lines: Lines,
    /// The editor's count of its changes.
    pub version: i32,
    /// Whether marks such as `*` have a meaning in it.
    pub markdown: bool,
    /// Where somebody is typing: the byte behind the last character typed or deleted.
    pub caret: Option<u32>,
}

impl Document {
    /// A note as it was opened.
    pub fn new(text: String, version: i32, markdown: bool) -> Self {
        Self { lines: Lines::new(&text), text: Arc::new(text), version, markdown, caret: None }
    }

    /// The note after some edits, each of which counts from the text that the one before it left.
    #[must_use]
    pub fn edited(&self, edits: &[Edit], version: i32, encoding: Encoding) -> Self {
        let mut text = String::clone(&self.text);
        let mut lines = self.lines.clone();
        let mut caret = None;
        for edit in edits {
            caret = None;
            match edit.range {
                None => text.clone_from(&edit.text),
                Some(range) => {
                    let start = lines.offset(&text, range.start, encoding);
                    let end = lines.offset(&text, range.end, encoding).max(start);
                    text.replace_range(start as usize..end as usize, &edit.text);
                    let typed = edits.len() == 1 && !edit.text.contains(['\n', '\r']);
                    caret = typed.then_some(start + edit.text.len() as u32);
                }
            }
            lines = Lines::new(&text);
        }
        Self { text: Arc::new(text), lines, version, markdown: self.markdown, caret }
    }

    /// The word that is being typed: it ends or goes on where the caret is.
    pub fn typed_word(&self) -> Option<Span> {
        let caret = self.caret? as usize;
        let (before, after) = self.text.split_at_checked(caret)?;
        let inside = |character: char| character.is_alphanumeric() || matches!(character, '\'' | '’' | '-');
        let start = before.len() - before.chars().rev().take_while(|&character| inside(character)).map(char::len_utf8).sum::<usize>();
        let length: usize = after.chars().take_while(|&character| inside(character)).map(char::len_utf8).sum();
        // Right before a word nobody is typing it: the caret came there with a space or a deletion.
        (start < caret).then(|| Span::new(start, caret + length))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::positions::Place;

    fn typed(text: &str, at: u32, what: &str) -> Document {
        let place = Place { line: 0, character: at };
        let edit = Edit { range: Some(Stretch { start: place, end: place }), text: what.to_owned() };
        Document::new(text.to_owned(), 1, false).edited(&[edit], 2, Encoding::Utf16)
    }

    #[test]
    fn the_word_being_typed() {
        let word = |document: Document| document.typed_word().map(|span| span.of(&document.text).to_owned());
        assert_eq!(word(typed("Mum was hostil.", 14, "e")).as_deref(), Some("hostile"));
        assert_eq!(word(typed("Mum was hostile", 15, " ")), None);
        assert_eq!(word(typed("Mum was hostile", 8, " ")), None);
        assert_eq!(word(Document::new("hostile".to_owned(), 1, false)), None);
    }
}
