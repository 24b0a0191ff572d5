//! Whose words, and under which heading: tables of places and what the voices say of them.

use std::sync::LazyLock;

use casenote::lexicon::Lexicon;
use casenote::record::Dates;
use casenote::text::{Span, Text};
use casenote::voice::{Section, Voice, Voices};

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(&[]).expect("the lists load"));

/// What the voices of a note say of the first place where some words stand.
fn of<T>(note: &str, words: &str, ask: impl Fn(&Voices<'_>, Span) -> T) -> T {
    let text = Text::new(note, LEXICON.abbreviations());
    let hits = LEXICON.find(&text);
    let start = note.find(words).expect("the words stand in the note");
    ask(&Voices::new(&text, &hits, &LEXICON, &Dates::new(&text)), Span::new(start, start + words.len()))
}

fn section(note: &str, words: &str) -> Option<Section> {
    // The method by itself is bound to one lifetime of the voices.
    #[allow(clippy::redundant_closure_for_method_calls)]
    of(note, words, |voices, span| voices.section(span))
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
        ("stairs", Some(Section::Appraisal)),
        ("rang", None),
        ("will ring", Some(Section::Actions)),
    ];
    for (words, expected) in expected {
        assert_eq!(section(note, words), expected, "{words}");
    }
}

#[test]
fn labels_inside_a_flattened_note_govern_to_the_next_label() {
    let note = "Visit to the home. Observations: the floor was clean. Toys were out. Mum's views: she is tired. Actions: I will ring.";
    let expected =
        [("Visit", None), ("Toys", Some(Section::Observation)), ("tired", Some(Section::Account)), ("will ring", Some(Section::Actions))];
    for (words, expected) in expected {
        assert_eq!(section(note, words), expected, "{words}");
    }
}

#[test]
fn a_sentence_is_cut_where_one_thing_ends() {
    let note = "I knocked twice; nobody came. Mum told me she was tired but glad of the help. The hall was clear, but the stairs had no gate. \
                Dad said \"I will come\", then he left the room without his coat. Ella smiled, and I asked her to draw.";
    let clauses = of(note, "I knocked", |voices, _| {
        voices.clauses().map(|clause| format!("{}: {}", clause.act.as_str(), clause.span.of(note))).collect::<Vec<_>>()
    });
    let expected = [
        "observed: I knocked twice",
        "observed: nobody came.",
        "reported: Mum told me she was tired but glad of the help.",
        "observed: The hall was clear",
        "observed: but the stairs had no gate.",
        "quoted: Dad said \"I will come\"",
        "observed: then he left the room without his coat.",
        "observed: Ella smiled",
        "observed: and I asked her to draw.",
    ];
    assert_eq!(clauses, expected);
}

#[test]
fn a_report_ends_where_the_author_speaks_again() {
    let note = "Mum said she was tired but appeared hostile. Dad told me he was sober; his speech was slurred. Nan said she liked the school but it was far. \
                Kyle said he would come, however he stayed away. Mum said she had tidied but when I looked the sink was full.";
    let expected = [
        ("hostile", Voice::Author),
        ("slurred", Voice::Author),
        ("far", Voice::Reported),
        ("stayed away", Voice::Author),
        ("sink", Voice::Author),
        ("tidied", Voice::Reported),
    ];
    for (words, expected) in expected {
        // As above.
        #[allow(clippy::redundant_closure_for_method_calls)]
        let voice = of(note, words, |voices, span| voices.at(span));
        assert_eq!(voice, expected, "{words}");
    }
}

/// A clause as a line: what it does, who stands behind it, on what it rests and until when.
fn told(note: &str) -> Vec<String> {
    of(note, "", |voices, _| {
        let words = |span: Option<Span>| span.map_or("-", |span| span.of(note));
        voices
            .clauses()
            .map(|clause| format!("{} | {} | {} | {}", clause.act.as_str(), words(clause.who), words(clause.basis), words(clause.due)))
            .collect()
    })
}

#[test]
fn each_clause_tells_who_stands_behind_it() {
    let expected = [
        ("Dad was manipulative throughout.", "opinion | - | - | -"),
        ("In my view he is safe because his gran sleeps in his room.", "opinion | In my view | because | -"),
        ("Mr Lund, his form tutor, told me that Kyle was late.", "reported | Lund | - | -"),
        ("I decided to close the case because Kyle is back in school.", "decision | I | because | -"),
        ("Jo Hill to ring the school by 6 June.", "action | Hill | - | June"),
        ("Kyle showed me his bike.", "observed | - | - | -"),
    ];
    for (note, expected) in expected {
        assert_eq!(told(note), [expected], "{note}");
    }
}
