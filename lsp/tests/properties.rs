//! Whatever is typed: the server's text is the editor's, and what it shows is what a fresh check of that text finds.

mod common;

use std::sync::OnceLock;

use casenote::text::Span;
use casenote::{Linter, Settings};
use casenote_lsp::documents::{Document, Edit};
use casenote_lsp::positions::{Encoding, Place, Stretch};
use casenote_lsp::session::Session;
use common::{Editor, NOTE, plain, with};
use proptest::prelude::*;
use serde_json::{Value, json};

const PIECES: &[&str] = &[
    "Mum was hostile. ",
    "failed to engage ",
    "SW said that ",
    "in order to ",
    "🙂",
    "e\u{301}",
    "👨‍👩‍👧",
    "é",
    "\r\n",
    "\r",
    "\n",
    "“I miss my nan.” ",
    "\t",
    " ",
    "a",
    ".",
    "2 March 2026\n",
    "Actions:\r\n- ring school\r\n",
    "\u{feff}",
    "\u{2028}",
];

/// An editor's text and its own way of counting, one character after the other.
#[derive(Clone)]
struct Client {
    text: String,
    encoding: Encoding,
}

impl Client {
    fn place(&self, offset: usize) -> Place {
        let mut place = Place::default();
        let mut characters = self.text[..offset].chars().peekable();
        while let Some(character) = characters.next() {
            let ends = character == '\n' || character == '\r' && characters.peek().is_none_or(|next| *next != '\n');
            // A carriage return at the end of what is looked at may be half an ending.
            if ends && !(character == '\r' && characters.peek().is_none() && self.text[offset..].starts_with('\n')) {
                place = Place { line: place.line + 1, character: 0 };
            } else {
                place.character += match self.encoding {
                    Encoding::Utf8 => character.len_utf8() as u32,
                    Encoding::Utf16 => character.len_utf16() as u32,
                    Encoding::Utf32 => 1,
                };
            }
        }
        place
    }

    /// A place where a caret can stand: on a character, and not inside a line ending.
    fn caret(&self, part: u16) -> usize {
        let mut at = self.text.len() * usize::from(part) / usize::from(u16::MAX);
        while !self.text.is_char_boundary(at) || self.text[..at].ends_with('\r') && self.text[at..].starts_with('\n') {
            at -= 1;
        }
        at
    }

    fn edit(&mut self, change: &Change) -> Edit {
        let (mut start, mut end) = (self.caret(change.from), self.caret(change.to));
        // Mostly somebody types; now and then something goes.
        if !change.removes {
            end = start;
        }
        if end < start {
            std::mem::swap(&mut start, &mut end);
        }
        let range = Stretch { start: self.place(start), end: self.place(end) };
        self.text.replace_range(start..end, &change.text);
        Edit { range: Some(range), text: change.text.clone() }
    }
}

#[derive(Debug, Clone)]
struct Change {
    from: u16,
    to: u16,
    removes: bool,
    text: String,
}

fn text(most: usize) -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..most).prop_map(|pieces| pieces.concat())
}

fn change() -> impl Strategy<Value = Change> {
    (any::<u16>(), any::<u16>(), prop::bool::weighted(0.4), text(4)).prop_map(|(from, to, removes, text)| Change {
        from,
        to,
        removes,
        text,
    })
}

fn encoding() -> impl Strategy<Value = Encoding> {
    prop::sample::select(&[Encoding::Utf8, Encoding::Utf16, Encoding::Utf32][..])
}

fn linter() -> &'static Linter {
    static LINTER: OnceLock<Linter> = OnceLock::new();
    LINTER.get_or_init(|| Linter::new(Settings::default(), &[]).expect("the lists are sound"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_servers_text_is_the_editors(start in text(20), encoding in encoding(), messages in prop::collection::vec(prop::collection::vec(change(), 1..4), 1..12)) {
        let mut client = Client { text: start.clone(), encoding };
        let mut session = Session::default();
        session.encoding = encoding;
        session.open(NOTE.to_owned(), None, Document::new(start, 0, false));
        for (version, changes) in (1..).zip(&messages) {
            let edits: Vec<Edit> = changes.iter().map(|change| client.edit(change)).collect();
            session.change(NOTE, &edits, version);
            let snapshot = session.snapshot(NOTE).expect("it is open");
            prop_assert_eq!(snapshot.text(), client.text.as_str());
        }
        let snapshot = session.snapshot(NOTE).expect("it is open");
        let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
        let found = runtime.block_on(snapshot.findings());
        prop_assert_eq!(found.as_ref(), &linter().check(&client.text));
        for finding in found.iter() {
            let place = |offset: u32| client.place(offset as usize);
            let wanted = Stretch { start: place(finding.span.start), end: place(finding.span.end) };
            prop_assert_eq!(snapshot.stretch(finding.span), wanted);
            prop_assert_eq!(snapshot.span(wanted), Span { start: finding.span.start, end: finding.span.end });
        }
    }
}

/// The same through the server itself, with edits that it is not given time to answer.
#[test]
fn what_the_server_shows_is_what_a_fresh_check_finds() {
    let encodings = [(Encoding::Utf8, "utf-8"), (Encoding::Utf16, "utf-16"), (Encoding::Utf32, "utf-32")];
    for (seed, (encoding, name)) in encodings.into_iter().enumerate() {
        let can = with(plain(), &json!({"general": {"positionEncodings": [name]}}));
        let mut editor = Editor::start(&can, &json!({"quietAtCaret": false}));
        let mut client = Client { text: "Mum was hostile.\r\nÉ🙂 She said no.\n".to_owned(), encoding };
        editor.open(NOTE, "plaintext", &client.text);
        let mut random = Random(seed as u64 + 1);
        for round in 0..60 {
            let mut version = 0;
            for _ in 0..=random.below(5) {
                let pieces: Vec<&str> = (0..random.below(3)).map(|_| PIECES[random.below(PIECES.len())]).collect();
                let change = Change {
                    from: random.below(65536) as u16,
                    to: random.below(65536) as u16,
                    removes: random.below(3) == 0,
                    text: pieces.concat(),
                };
                let edit = client.edit(&change);
                let range = edit.range.expect("a part");
                version =
                    editor.change(NOTE, &json!([{"range": {"start": place(range.start), "end": place(range.end)}, "text": edit.text}]));
            }
            let shown: Vec<(String, Value)> = editor
                .published(NOTE, version)
                .iter()
                .map(|one| (one["code"].as_str().expect("a rule").to_owned(), one["range"].clone()))
                .collect();
            let fresh = linter().check(&client.text);
            let wanted: Vec<(String, Value)> = fresh
                .iter()
                .map(|finding| {
                    let at = |offset: u32| place(client.place(offset as usize));
                    (finding.rule.to_owned(), json!({"start": at(finding.span.start), "end": at(finding.span.end)}))
                })
                .collect();
            assert_eq!(shown, wanted, "{name}, round {round}");
        }
        assert!(editor.stop().success());
    }
}

fn place(place: Place) -> Value {
    json!({"line": place.line, "character": place.character})
}

/// Numbers that are the same in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % bound as u64) as usize
    }
}
