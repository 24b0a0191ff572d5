//! Whose words, and under which heading: tables of places and what the voices say of them.

use std::sync::LazyLock;

use casenote::lexicon::Lexicon;
use casenote::text::{Span, Text};
use casenote::voice::{Section, Voices};

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(&[]).expect("the lists load"));

/// What the voices of a note say of the first place where some words stand.
fn of<T>(note: &str, words: &str, ask: impl Fn(&Voices<'_>, Span) -> T) -> T {
    let text = Text::new(note, LEXICON.abbreviations());
    let hits = LEXICON.find(&text);
    let start = note.find(words).expect("the words stand in the note");
    ask(&Voices::new(&text, &hits, &LEXICON), Span::new(start, start + words.len()))
}

#[test]
fn headings_and_labels_govern_their_sections() {
    let note = "HOME VISIT\nPresent: Mum, Ella\n\nObservations\nThe hall was clear.\nElla's views: she likes her room.\nThe kettle was on.\n\n\
                What we are worried about\nThe stairs have no gate.\n\nTelephone\nMum rang.\n\nNext steps\n- I will ring on 4 June\n";
    let expected = [
        ("Mum, Ella", Some(Section::Admin)),
        ("hall", Some(Section::Observation)),
        ("likes", Some(Section::Account)),
        ("kettle", Some(Section::Observation)),
        ("stairs", Some(Section::Analysis)),
        ("rang", None),
        ("will ring", Some(Section::Actions)),
    ];
    for (words, section) in expected {
        assert_eq!(of(note, words, |voices, span| voices.section(span)), section, "{words}");
    }
}

#[test]
fn labels_inside_a_flattened_note_govern_to_the_next_label() {
    let note = "Visit to the home. Observations: the floor was clean. Toys were out. Mum's views: she is tired. Actions: I will ring.";
    let expected = [
        ("Visit", None),
        ("Toys", Some(Section::Observation)),
        ("tired", Some(Section::Account)),
        ("will ring", Some(Section::Actions)),
    ];
    for (words, section) in expected {
        assert_eq!(of(note, words, |voices, span| voices.section(span)), section, "{words}");
    }
}
