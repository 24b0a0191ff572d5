//! Files that are opened or dropped, read as the command line reads them.

use std::io::Cursor;

use casenote::input::{self, Format, Options};
use casenote::text::{Markup, Span, Style, Styles};
use serde::Serialize;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::json;
use crate::layout::Layout;
use crate::units::Units;

#[derive(Serialize)]
struct Opened {
    text: String,
    layout: Layout,
    /// What a reader should know of how the file was read.
    notice: Option<&'static str>,
}

/// The text of a note and how its words are set, from a file of any format that holds notes as text.
///
/// # Errors
///
/// What is wrong with the file and what to do, for the reader: to be said behind its name.
#[wasm_bindgen]
pub fn open(name: &str, bytes: &[u8]) -> Result<String, String> {
    if Format::of(name).is_some_and(Format::is_table) {
        return Err("is an export with many notes; open one note at a time here, and leave exports to `casenote check`".to_owned());
    }
    if bytes.starts_with(b"{\\rtf") {
        return Err("is in Rich Text Format, which is not read; save it as .docx or .txt".to_owned());
    }
    if bytes.starts_with(b"PK") && Format::of(name) != Some(Format::Word) {
        return Err("is not a note that can be read; save it as .docx or .txt".to_owned());
    }
    let (mut text, mut spans, mut markup, mut notice) = (String::new(), Vec::new(), Markup::None, None);
    for note in input::notes_of(Cursor::new(bytes.to_vec()), name, &Options::default()) {
        let source = note.map_err(|error| error.message)?;
        let before = text.len() as u32;
        let shifted = |(span, style): &(Span, Style)| (Span { start: span.start + before, end: span.end + before }, *style);
        spans.extend(source.styles.spans().iter().map(shifted));
        text.push_str(source.text());
        markup = source.styles.markup();
        notice = notice.or(source.notice);
    }
    let (text, spans) = with_plain_ends(text, spans);
    let layout = Layout::of(&Styles::new(markup, spans), &Units::new(&text));
    Ok(json(&Opened { text, layout, notice }))
}

/// The text of a file as it stands, markup and all, such as a trainer's page.
///
/// # Errors
///
/// What is wrong with it, to be said behind its name.
#[wasm_bindgen]
pub fn decode(bytes: &[u8]) -> Result<String, String> {
    input::decode(bytes.to_vec()).map(|decoded| decoded.text)
}

/// One character at the end of each line, as the editor of the page has it.
fn with_plain_ends(text: String, mut spans: Vec<(Span, Style)>) -> (String, Vec<(Span, Style)>) {
    if !text.contains('\r') {
        return (text, spans);
    }
    let gone: Vec<u32> = text.match_indices("\r\n").map(|(at, _)| at as u32).collect();
    let place = |offset: u32| offset - gone.partition_point(|at| *at < offset) as u32;
    for (span, _) in &mut spans {
        *span = Span { start: place(span.start), end: place(span.end) };
    }
    (text.replace("\r\n", "\n").replace('\r', "\n"), spans)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_stand_where_their_words_do() {
        let opened = open("note.md", "Seen.\r\n\r\nMia said, *\u{201c}I like it\u{201d}*.\r\n".as_bytes()).expect("it is text");
        let opened: serde_json::Value = serde_json::from_str(&opened).expect("it is JSON");
        assert_eq!(opened["text"], "Seen.\n\nMia said, \u{201c}I like it\u{201d}.\n");
        assert_eq!(opened["layout"]["markup"], "markdown");
        assert_eq!(opened["layout"]["spans"], serde_json::json!([{ "start": 17, "end": 28, "style": "italic" }]));
    }

    #[test]
    fn what_is_no_note_is_told() {
        for (name, bytes) in
            [("year.csv", "a,b"), ("note.rtf", "{\\rtf1"), ("note.docx", "PK no zip"), ("old.doc", "PK"), ("empty.txt", "")]
        {
            assert!(open(name, bytes.as_bytes()).is_err(), "{name}");
        }
    }
}
