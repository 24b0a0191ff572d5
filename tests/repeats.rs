//! How well passages that stand twice are told from notes that are only like each other: over the pairs of
//! `tests/repeats/pairs.txt`, and by what must hold of any text.

use std::fmt::Write as _;
use std::sync::LazyLock;

use casenote::engine::{Collection, Examined};
use casenote::rules::{Place, RULES};
use casenote::{Finding, Linter, Settings};
use proptest::prelude::*;

static LINTER: LazyLock<Linter> = LazyLock::new(linter);

const RULE: &str = "relevance/duplicate";

/// Two notes of a run, or one by itself, and what is to be found in the second.
struct Pair {
    name: &'static str,
    expected: Vec<&'static str>,
    first: &'static str,
    second: &'static str,
}

fn pairs() -> Vec<Pair> {
    let cases = include_str!("repeats/pairs.txt").split("=== ").skip(1);
    cases
        .map(|case| {
            let (head, notes) = case.split_once('\n').expect("a head");
            let (name, expected) = head.split_once(" | ").expect("a name and what is expected");
            let (first, second) = notes.split_once("---\n").expect("two notes");
            Pair { name, expected: expected.split(' ').collect(), first, second }
        })
        .collect()
}

/// A linter with this rule alone.
fn linter() -> Linter {
    let off = RULES.iter().map(|rule| rule.name).filter(|name| *name != RULE).collect();
    Linter::new(Settings { off, ..Settings::default() }, &[]).unwrap_or_else(|faults| panic!("{}", faults[0]))
}

/// What is found in each of the notes of a run.
fn run(linter: &Linter, notes: &[&str]) -> Vec<Vec<Finding>> {
    let mut examined: Vec<Examined> = notes.iter().map(|note| linter.examine(note)).collect();
    let mut collection = Collection::default();
    collection.foresee(&examined);
    for (index, note) in examined.iter_mut().enumerate() {
        linter.compare(&mut collection, &Place { path: format!("{index}.txt"), entry: 0 }, note);
    }
    examined.into_iter().map(|note| note.findings).collect()
}

fn fact<'f>(finding: &'f Finding, key: &str) -> Option<&'f serde_json::Value> {
    finding.advice.data.iter().find(|(name, _)| *name == key).map(|(_, value)| value)
}

fn said(finding: &Finding) -> Vec<&str> {
    let mut said: Vec<&str> = ["extent", "category"].iter().filter_map(|key| fact(finding, key)?.as_str()).collect();
    if said.len() == 2 && said[1] == "other-record" {
        said[1] = "elsewhere";
    }
    said
}

#[test]
fn pairs_are_told_apart() {
    let linter = linter();
    let (mut right, mut wrong, mut missed, mut told) = (0_usize, 0_usize, 0_usize, String::new());
    let pairs = pairs();
    for pair in &pairs {
        let found = run(&linter, &[pair.first, pair.second]);
        let found: Vec<&Finding> = found.iter().flatten().collect();
        let expected = pair.expected != ["none"];
        match (found.first(), expected) {
            (Some(finding), true) => {
                right += 1;
                if said(finding) != pair.expected {
                    let _ = writeln!(told, "{}: {:?}, and not {:?}", pair.name, said(finding), pair.expected);
                }
            }
            (Some(finding), false) => {
                wrong += 1;
                let _ = writeln!(told, "{}: found, {:?}", pair.name, finding.advice.data);
            }
            (None, true) => {
                missed += 1;
                let _ = writeln!(told, "{}: missed", pair.name);
            }
            (None, false) => {}
        }
        if found.len() > 1 {
            wrong += found.len() - 1;
            let _ = writeln!(told, "{}: {} findings", pair.name, found.len());
        }
    }
    let (precision, recall) = (right as f64 / (right + wrong) as f64, right as f64 / (right + missed) as f64);
    assert!(pairs.len() >= 60);
    assert!(told.is_empty(), "precision {precision:.3}, recall {recall:.3}\n{told}");
}

const KITCHEN: &str = "The kitchen was warm and there was food in the fridge. Ella showed me the shelf in the hall where she keeps her \
                       drawings and told me that Gran had put it up for her.";
const PRINT: &str = "This record is kept by the council and you can ask to see it at any time. If something in it is wrong you can ask for \
                     it to be put right, and if you disagree with what it says your views will be added to it.";
/// Something else in every note.
const NEWS: &[&str] = &["the dentist", "a lost coat", "the bus", "her cousin", "a birthday", "the garden", "school dinners", "the cat"];

/// What stands in most notes is a form's, whoever's notes they are, and is not raised from the first note on.
#[test]
fn small_print_is_left_alone() {
    let notes: Vec<String> = NEWS.iter().map(|news| format!("Date: 3 March 2025\nWe talked about {news}.\n\n{PRINT}\n")).collect();
    let found = run(&linter(), &notes.iter().map(String::as_str).collect::<Vec<_>>());
    assert!(found.iter().all(Vec::is_empty), "{found:?}");
}

/// What somebody saw one day and wrote down eight times is raised seven times, and the first note is named each time.
#[test]
fn what_was_seen_once_is_raised_each_time() {
    let notes: Vec<String> = NEWS
        .iter()
        .enumerate()
        .map(|(day, news)| format!("Date: {} March 2025\n\n{KITCHEN}\n\nWe talked about {news}.", day + 3))
        .collect();
    let found = run(&linter(), &notes.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(found.iter().map(Vec::len).collect::<Vec<_>>(), [0, 1, 1, 1, 1, 1, 1, 1]);
    for finding in found.iter().flatten() {
        let earlier = fact(finding, "earlier").expect("it tells where");
        assert_eq!((&earlier["path"], &earlier["line"]), (&"0.txt".into(), &3.into()));
    }
}

/// A finding is read where the earlier note may not be: it names the place of the other passage and none of its words.
#[test]
fn a_finding_tells_a_place_and_no_words() {
    let linter = linter();
    for pair in pairs() {
        for finding in run(&linter, &[pair.first, pair.second]).iter().flatten() {
            let told = format!("{} {:?}", finding.advice.message, finding.advice.data);
            let names = ["Ella", "Jake", "Amira", "Leo", "Jayden", "Priya", "Tia", "Kyle", "dinosaur", "drawings"];
            assert!(names.iter().all(|name| !told.contains(name)), "{}: {told}", pair.name);
            assert!(finding.advice.suggestions.is_empty());
        }
    }
}

/// Whether notes are foreseen or not, and however they are dealt out, a copy is found.
#[test]
fn a_run_has_one_outcome() {
    let linter = linter();
    let notes: Vec<String> = NEWS.iter().map(|news| format!("{KITCHEN}\n\nWe talked about {news}.")).collect();
    let outcome = |batch: usize| {
        let mut collection = Collection::default();
        let mut found = Vec::new();
        for notes in notes.chunks(batch) {
            let mut examined: Vec<Examined> = notes.iter().map(|note| linter.examine(note)).collect();
            collection.foresee(&examined);
            for note in &mut examined {
                linter.compare(&mut collection, &Place::default(), note);
            }
            found.extend(examined.into_iter().map(|note| note.findings));
        }
        found
    };
    assert_eq!(outcome(1), outcome(8));
    assert_eq!(outcome(3), outcome(8));
}

/// The common runs of three words of two texts, among all that either has.
fn jaccard(one: &[usize], other: &[usize]) -> f64 {
    let runs = |words: &[usize]| words.windows(3).map(<[usize]>::to_vec).collect::<std::collections::BTreeSet<_>>();
    let (one, other) = (runs(one), runs(other));
    one.intersection(&other).count() as f64 / one.union(&other).count() as f64
}

fn sentence(words: &[usize]) -> String {
    let spelt = words.iter().map(|&word| {
        let letter = |at: usize| char::from(b'a' + (word / 26_usize.pow(at as u32) % 26) as u8);
        [letter(0), letter(1), 'o', letter(2), 'e'].iter().collect::<String>()
    });
    let mut text = spelt.collect::<Vec<_>>().join(" ");
    text.push('.');
    text
}

proptest! {
    /// The promise of the fingerprints: whatever is alike from 0.70 on is found, wherever its words were changed.
    #[test]
    fn all_that_is_alike_is_found(
        words in prop::collection::vec(0..4000_usize, 30..200),
        edits in prop::collection::vec((0..1000_usize, 0..3_u8, 4000..9000_usize), 0..12),
    ) {
        let mut copy = words.clone();
        for (at, what, word) in edits {
            let at = at % copy.len();
            match what {
                0 => copy[at] = word,
                1 => copy.insert(at, word),
                _ => {
                    copy.remove(at);
                }
            }
        }
        let (one, other) = (sentence(&words), sentence(&copy));
        let found = run(&LINTER, &[&one, &other])[1].len();
        let alike = jaccard(&words, &copy);
        prop_assert!(alike < 0.70 || copy.len() < 25 || found == 1, "{alike} {found}\n{one}\n{other}");
    }

    /// Texts of other words are never taken for copies.
    #[test]
    fn other_words_are_not_found(
        one in prop::collection::vec(0..4000_usize, 30..200),
        other in prop::collection::vec(4000..9000_usize, 30..200),
    ) {
        prop_assert!(run(&LINTER, &[&sentence(&one), &sentence(&other)])[1].is_empty());
    }

    /// Any text may be given, and its findings lie inside it.
    #[test]
    fn findings_lie_inside(text in "(\\PC{0,40}[\n .]){0,60}") {
        let twice = format!("{text}\n\n{text}");
        for finding in run(&LINTER, &[&twice, &twice]).iter().flatten() {
            prop_assert!(twice.get(finding.span.range()).is_some_and(|found| !found.is_empty()));
        }
    }
}
