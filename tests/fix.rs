//! The laws of `casenote fix`: it takes what is safe, leaves what is not the author's, and a draft of a draft is the same.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use casenote::fix::{apply, draft, edits};
use casenote::rules::{RULES, page};
use casenote::voice::Voice;
use casenote::{Linter, Settings};
use proptest::prelude::*;

static LINTER: LazyLock<Linter> = LazyLock::new(|| Linter::new(Settings::default(), &[]).unwrap_or_else(|_| panic!("the lists are sound")));

fn fixed(note: &str) -> String {
    draft(&LINTER, note).unwrap_or_else(|recorded| panic!("{recorded}")).text
}

/// The notes of the project, those of a folder named in the environment, and every example of every page.
fn notes() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders = vec![root.join("tests/corpus"), root.join("examples/notes"), root.join("tests/pasted")];
    folders.extend(std::env::var_os("CASENOTE_NOTES").map(PathBuf::from));
    let mut notes = Vec::new();
    for folder in folders {
        for entry in fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
            let path = entry.expect("it can be listed").path();
            if path.extension().is_some_and(|end| end == "txt" || end == "md")
                && let Ok(text) = fs::read_to_string(&path)
            {
                notes.push((path.display().to_string(), text));
            }
        }
    }
    for rule in RULES {
        notes.extend(page::examples(rule.page).into_iter().map(|example| (format!("{}:{}", rule.name, example.line), example.text)));
    }
    notes
}

#[test]
fn safe_suggestions_are_taken() {
    for (note, expected) in [
        ("I rang the IRO. The IRO was out.", "I rang the Independent Reviewing Officer (IRO). The IRO was out."),
        ("She is an IRO, and he is an SW.", "She is an Independent Reviewing Officer (IRO), and he is a Social Worker (SW)."),
        ("Prior to the visit I read the file.", "Before the visit I read the file."),
        ("We left in order to utilise the park.", "We left to use the park."),
    ] {
        assert_eq!(fixed(note), expected);
    }
}

#[test]
fn what_is_not_safe_is_left() {
    for note in [
        "Mum said, \"I rang the IRO prior to the visit.\"",
        "Nan told me that he resides with his uncle.",
        "The SWs were both there.",
        "Ana Reed (SW) was there.",
        "The SW's car would not start.",
        "Mum was hostile.",
    ] {
        assert_eq!(fixed(note), note);
    }
}

#[test]
fn a_recorded_note_is_refused_with_the_way_to_correct_it() {
    let refused = draft(&LINTER, "Home visit\nStatus: Recorded\n\nI rang the IRO.").expect_err("it is recorded");
    assert_eq!(refused.line, 2);
    let told = refused.to_string();
    assert!(told.contains("team manager") && told.contains("new case note"), "{told}");
}

/// And nothing but the words of the edits changes.
#[test]
fn a_draft_of_a_draft_is_the_same() {
    let mut taken = 0;
    for (name, note) in notes() {
        let Ok(first) = draft(&LINTER, &note) else { continue };
        taken += first.taken;
        assert_eq!(fixed(&first.text), first.text, "{name}");
        assert!(edits(&LINTER, &first.text).is_ok_and(|edits| edits.is_empty()), "{name}");
    }
    assert!(taken > 100, "{taken} suggestions in all the notes");
}

#[test]
fn only_the_authors_words_are_changed() {
    for (name, note) in notes() {
        let Ok(edits) = edits(&LINTER, &note) else { continue };
        LINTER.read(&note, |facts, _| {
            for edit in &edits {
                assert_eq!(facts.voices.at(edit.span), Voice::Author, "{name}: {edit:?}");
            }
        });
        // What stands around the edits is still there, in order.
        let draft = apply(&note, &edits);
        let mut from = 0;
        let mut end = 0;
        for edit in &edits {
            let kept = &note[end..edit.span.start as usize];
            assert!(draft[from..].starts_with(kept), "{name}");
            from += kept.len() + edit.text.len();
            end = edit.span.end as usize;
        }
        assert_eq!(draft[from..], note[end..], "{name}");
    }
}

/// Pieces that a draft changes, and pieces beside which it must not.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "the IRO",
        "an SW",
        "a SW",
        "SW",
        "CIN",
        "prior to",
        "in order to",
        "utilise",
        "resides",
        "Mum said",
        "\"",
        "“",
        "”",
        "(",
        ")",
        ".",
        ",",
        "\n",
        "\n\n",
        "'s",
        "/",
        "-",
        "SW: ",
        "Independent Reviewing Officer",
        "and",
        "the visit",
        "was",
        "PRIOR TO",
        "Present:",
        "é",
        "🙂",
    ]);
    prop::collection::vec((piece, prop::sample::select(vec![" ", "", " "])), 0..30)
        .prop_map(|pieces| pieces.into_iter().flat_map(|(piece, gap)| [piece, gap]).collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn any_text_settles(note in pieces()) {
        if let Ok(first) = draft(&LINTER, &note) {
            prop_assert_eq!(fixed(&first.text), first.text);
        }
    }
}
