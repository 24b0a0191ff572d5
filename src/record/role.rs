//! What a date is the date of, by the words before it: `DOB 3/5/16`, `Written up: 11 June 2024`.

use super::dates::Role;
use super::reader::Reader;
use crate::text::{Shape, WordSet, word_set};

/// Words for the day of somebody's birth.
static BIRTH: WordSet = word_set!["dob", "dobs", "born", "birth"];
/// Words for putting an entry on the record.
static RECORDING: WordSet =
    word_set!["recorded", "written", "typed", "entered", "inputted", "logged", "writeup", "dictated", "wrote", "writing", "write"];
/// What stands beside them and tells of recording too.
static TELLING: WordSet = word_set!["date", "entry"];
/// Of these, the ones that need "up" behind them: "wrote to Mum".
static WITH_UP: WordSet = word_set!["wrote", "writing", "write"];
/// Words that are this only beside "date": `Date of entry`, `Date created`.
static DATED: WordSet = word_set!["entry", "created", "input", "added", "saved", "recording"];
/// Words that may stand beside them in a label, or in a line that says who wrote it up.
static BESIDE: WordSet = word_set![
    "a",
    "above",
    "all",
    "and",
    "are",
    "as",
    "assistant",
    "at",
    "been",
    "by",
    "case",
    "contact",
    "date",
    "dated",
    "day",
    "duty",
    "entry",
    "event",
    "family",
    "file",
    "has",
    "i",
    "in",
    "into",
    "it",
    "late",
    "log",
    "made",
    "manager",
    "me",
    "my",
    "note",
    "notes",
    "of",
    "officer",
    "on",
    "onto",
    "practitioner",
    "record",
    "retrospectively",
    "senior",
    "social",
    "student",
    "support",
    "system",
    "team",
    "the",
    "these",
    "this",
    "time",
    "today",
    "up",
    "visit",
    "was",
    "were",
    "worker",
];
/// Papers: a "written record" is no date of writing.
static PAPERS: WordSet = word_set!["record", "report", "note", "notes", "agreement", "statement", "visit"];
/// Where an entry is put: "logged to file", and not "written to Mum".
static PLACES: WordSet = word_set!["file", "system", "record", "the", "case"];
/// Most words between the start of the label and its date: `Written up by Jo Marsh, social worker, Team 2, on`.
const LABEL: usize = 12;

impl Reader<'_> {
    /// What the words before a date say that it is the date of.
    pub(super) fn role(&self, at: usize) -> Role {
        self.birth(at).or_else(|| self.recorded(at)).unwrap_or(Role::Event)
    }

    fn birth(&self, at: usize) -> Option<Role> {
        for back in (at.saturating_sub(3)..at).rev() {
            if self.gap(back).contains(['\n', ';', ')']) || self.gap(back).contains(". ") && back + 1 != at {
                break;
            }
            let word = self.word(back);
            let spelt =
                || word.eq_ignore_ascii_case("b") && self.gap(back) == "." && self.word(back.wrapping_sub(1)).eq_ignore_ascii_case("o");
            if BIRTH.has(word) || spelt() {
                return Some(Role::Birth);
            }
        }
        None
    }

    /// Whether the words from the start of the line, the sentence, the bracket or the column are about recording and nothing
    /// else: "It was recorded on 3 May that he left" tells of another record.
    fn recorded(&self, at: usize) -> Option<Role> {
        let (mut recording, mut entry, mut date) = (false, false, false);
        for back in (at.saturating_sub(LABEL)..at).rev() {
            let gap = self.gap(back);
            let column = back + 1 != at && (gap.contains("  ") || gap.contains('\t'));
            let stopped = gap.contains(['\n', ';', '(', '[', '|', ')']) || gap.contains(". ") && self.word(back).len() > 1;
            if column || stopped || gap.starts_with(',') && (recording || entry && date) || self.words[back].shape == Shape::Digits {
                break;
            }
            let is = |at: usize, of: WordSet| of.has(self.word(at));
            if BESIDE.has(self.word(back)) && !is(back, TELLING) {
                continue;
            }
            if is(back, RECORDING) && (!is(back, WITH_UP) || is(back + 1, word_set!["up"])) && !is(back + 1, PAPERS) {
                recording = true;
            } else if is(back, word_set!["date"]) {
                date = true;
            } else if is(back, DATED) {
                entry = true;
            } else {
                let named = matches!(self.words[back].shape, Shape::Capitalised | Shape::Mixed | Shape::Capitals);
                let into = is(back, word_set!["to"]) && (is(back + 1, PLACES) || self.words[back + 1].shape == Shape::Capitals);
                if !is(back, BESIDE) && !named && !into {
                    return None;
                }
            }
        }
        (recording || entry && date).then_some(Role::Recorded)
    }
}
