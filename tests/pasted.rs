//! How well pasted mail and messages are told from the worker's own words, line by line, over the corpus in
//! `tests/pasted`: each case as it stands, with each pasted part made one line, and with the whole note made one line.

use std::fmt::Write as _;
use std::sync::LazyLock;

use casenote::lexicon::Lexicon;
use casenote::record::Dates;
use casenote::text::{Span, Text};
use casenote::voice::{PasteKind, Voices};

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(&[]).expect("the lists load"));

const CORPUS: &[&str] = &[
    include_str!("pasted/mail.txt"),
    include_str!("pasted/trails.txt"),
    include_str!("pasted/bare.txt"),
    include_str!("pasted/invites.txt"),
    include_str!("pasted/messages.txt"),
];
const ALIKE: &str = include_str!("pasted/alike.txt");

/// A line of a case, and the number of the pasted part that it stands in.
struct Line {
    content: &'static str,
    part: Option<usize>,
}

struct Case {
    name: &'static str,
    lines: Vec<Line>,
    /// Of each pasted part: whether it is mail, and how many messages it holds.
    parts: Vec<(PasteKind, usize)>,
}

fn cases(source: &'static str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let mut inside = false;
    for content in source.lines() {
        if let Some(name) = content.strip_prefix("=== ") {
            cases.push(Case { name, lines: Vec::new(), parts: Vec::new() });
            continue;
        }
        let case = cases.last_mut().expect("a case begins with its name");
        if let Some(part) = content.strip_prefix("<<< ") {
            let (kind, count) = part.split_once(' ').expect("a kind and a count");
            let kind = if kind == "mail" { PasteKind::Mail } else { PasteKind::Messages };
            case.parts.push((kind, count.parse().expect("a number")));
            inside = true;
        } else if content == ">>>" {
            inside = false;
        } else {
            case.lines.push(Line { content, part: inside.then(|| case.parts.len() - 1) });
        }
    }
    cases
}

/// What becomes of the ends of lines.
#[derive(Clone, Copy)]
enum Shape {
    AsWritten,
    PartsFlat,
    AllFlat,
}

/// The note in a shape, and where each of its lines with words stands in it.
fn shaped(case: &Case, shape: Shape) -> (String, Vec<(Span, bool)>) {
    let mut note = String::new();
    let mut places = Vec::new();
    let mut before: Option<Option<usize>> = None;
    for line in &case.lines {
        let content = line.content.trim();
        let joined = match shape {
            Shape::AsWritten => false,
            Shape::PartsFlat => line.part.is_some() && before == Some(line.part),
            Shape::AllFlat => true,
        };
        if joined && content.is_empty() {
            continue;
        }
        if !note.is_empty() {
            note.push(if joined { ' ' } else { '\n' });
        }
        let start = note.len();
        note.push_str(content);
        if content.chars().any(char::is_alphanumeric) {
            places.push((Span::new(start, note.len()), line.part.is_some()));
        }
        before = Some(line.part);
    }
    (note, places)
}

#[derive(Default)]
struct Counts {
    right: usize,
    wrong: usize,
    missed: usize,
    messages_right: usize,
    parts: usize,
    told: String,
}

impl Counts {
    fn precision(&self) -> f64 {
        self.right as f64 / (self.right + self.wrong) as f64
    }

    fn recall(&self) -> f64 {
        self.right as f64 / (self.right + self.missed) as f64
    }
}

fn measure(case: &Case, shape: Shape, counts: &mut Counts) {
    let (note, places) = shaped(case, shape);
    let text = Text::new(&note, LEXICON.abbreviations());
    let hits = LEXICON.find(&text);
    let dates = Dates::new(&text);
    let voices = Voices::new(&text, &hits, &LEXICON, &dates);
    let pastes = voices.pastes();
    for (span, pasted) in places {
        let inside: usize =
            pastes.iter().map(|paste| paste.span.end.min(span.end).saturating_sub(paste.span.start.max(span.start)) as usize).sum();
        let found = inside * 2 > span.len();
        match (found, pasted) {
            (true, true) => counts.right += 1,
            (true, false) => counts.wrong += 1,
            (false, true) => counts.missed += 1,
            (false, false) => {}
        }
        if found != pasted {
            let _ = writeln!(counts.told, "{} {}: {}", case.name, if found { "wrong" } else { "missed" }, span.of(&note));
        }
    }
    counts.parts += case.parts.len();
    for (index, &(kind, messages)) in case.parts.iter().enumerate() {
        match pastes.get(index) {
            Some(paste) if pastes.len() == case.parts.len() && paste.kind == kind && paste.messages == messages => {
                counts.messages_right += 1;
            }
            _ => {
                let found: Vec<_> = pastes.iter().map(|paste| (paste.kind, paste.messages)).collect();
                let _ = writeln!(counts.told, "{} count: {kind:?} {messages}, found {found:?}", case.name);
            }
        }
    }
}

fn over_corpus(shape: Shape) -> Counts {
    let mut counts = Counts::default();
    for case in CORPUS.iter().flat_map(|source| cases(source)).chain(cases(ALIKE)) {
        measure(&case, shape, &mut counts);
    }
    counts
}

#[track_caller]
fn hold(counts: &Counts, precision: f64, recall: f64, messages: usize) {
    assert!(counts.precision() >= precision, "precision {:.3}\n{}", counts.precision(), counts.told);
    assert!(counts.recall() >= recall, "recall {:.3}\n{}", counts.recall(), counts.told);
    assert!(counts.messages_right >= messages, "{} parts\n{}", counts.messages_right, counts.told);
}

#[test]
fn the_corpus_is_as_large_as_it_claims() {
    let parts: usize = CORPUS.iter().flat_map(|source| cases(source)).map(|case| case.parts.len()).sum();
    assert!(parts >= 60, "{parts}");
    assert!(cases(ALIKE).len() >= 60);
}

#[test]
fn pasted_lines_are_told_apart_as_written() {
    hold(&over_corpus(Shape::AsWritten), 0.99, 0.98, 96);
}

#[test]
fn pasted_lines_are_told_apart_where_an_export_made_one_line_of_each_part() {
    hold(&over_corpus(Shape::PartsFlat), 0.99, 0.95, 94);
}

#[test]
fn pasted_lines_are_told_apart_where_an_export_made_one_line_of_the_note() {
    hold(&over_corpus(Shape::AllFlat), 0.95, 0.92, 90);
}

#[test]
fn what_only_looks_pasted_is_left_alone() {
    for case in cases(ALIKE) {
        for shape in [Shape::AsWritten, Shape::AllFlat] {
            let mut counts = Counts::default();
            measure(&case, shape, &mut counts);
            assert!(counts.told.is_empty(), "{}", counts.told);
        }
    }
}
