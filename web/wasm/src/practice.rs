//! Exercises for the page.

use std::cell::RefCell;

use casenote::rules::Principle;
use casenote::text::Span;
use casenote::training::{self, Answer, Exercise, Kind, Tally, Task, Told};
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::units::Units;
use crate::{json, with};

thread_local! {
    static SESSION: RefCell<(Vec<Exercise>, Tally)> = RefCell::default();
}

#[derive(Serialize)]
struct Asked<'e> {
    task: &'static str,
    promise: Option<&'static str>,
    rule: Option<&'static str>,
    prompt: &'e str,
    question: &'static str,
    text: &'e str,
    choices: Vec<(&'static str, &'static str)>,
}

/// Starts a session with the exercises of a round; `whole` takes the whole course.
#[wasm_bindgen]
pub fn practise(round: usize, whole: bool) -> String {
    let course = training::course(round);
    start(if whole { course } else { training::short(&course, round) })
}

/// Starts a session with a trainer's page.
///
/// # Errors
///
/// What is wrong in the page, with its line.
#[wasm_bindgen]
pub fn practise_page(page: &str) -> Result<String, String> {
    training::read_page(page).map(start).map_err(|error| error.to_string())
}

fn start(exercises: Vec<Exercise>) -> String {
    let all = json(&exercises.iter().map(asked).collect::<Vec<_>>());
    SESSION.with(|session| *session.borrow_mut() = (exercises, Tally::default()));
    all
}

fn asked(exercise: &Exercise) -> Asked<'_> {
    let Exercise { task, principle, rule, prompt, text, .. } = exercise;
    Asked {
        task: match task {
            Task::Spot => "spot",
            Task::Rewrite => "rewrite",
            Task::Tell(_) => "tell",
        },
        promise: principle.map(Principle::promise),
        rule: rule.map(|rule| rule.name),
        prompt,
        question: exercise.question(),
        text,
        choices: if matches!(task, Task::Tell(_)) { Told::ALL.map(|told| (told.as_str(), told.meaning())).to_vec() } else { Vec::new() },
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Given {
    Spots(Vec<(u32, u32)>),
    Words(String),
    Told(String),
}

#[derive(Serialize)]
struct Marked {
    right: bool,
    remarks: Vec<Said>,
    tally: String,
}

#[derive(Serialize)]
struct Said {
    kind: &'static str,
    start: Option<u32>,
    end: Option<u32>,
    message: String,
}

/// Marks the answer to an exercise of the session: `{"spots": [[0, 4]]}`, `{"words": "…"}` or `{"told": "opinion"}`.
#[wasm_bindgen]
pub fn answer(number: usize, given: &str) -> String {
    let Ok(given) = serde_json::from_str::<Given>(given) else { return String::new() };
    SESSION.with(|session| {
        let (exercises, tally) = &mut *session.borrow_mut();
        let Some(exercise) = exercises.get(number) else { return String::new() };
        let units = Units::new(&exercise.text);
        let answer = match given {
            Given::Spots(spots) => {
                Answer::Spots(spots.into_iter().map(|(start, end)| Span { start: units.byte(start), end: units.byte(end) }).collect())
            }
            Given::Words(words) => Answer::Words(words.trim().to_owned()),
            Given::Told(told) => Told::of(&told).map_or_else(|| Answer::Words(String::new()), Answer::Told),
        };
        let counted = if let Answer::Words(words) = &answer { Units::new(words) } else { units };
        let marking = with(|linter| training::mark(linter, exercise, &answer));
        tally.add(exercise, marking.clone());
        let said = |remark: &training::Remark| Said {
            kind: match remark.kind {
                Kind::Hit => "hit",
                Kind::Also => "also",
                Kind::Miss => "miss",
                Kind::FalseAlarm => "alarm",
            },
            start: remark.span.map(|span| counted.of(span.start)),
            end: remark.span.map(|span| counted.of(span.end)),
            message: remark.message.clone(),
        };
        json(&Marked { right: marking.is_right(), remarks: marking.remarks.iter().map(said).collect(), tally: tally.summary() })
    })
}

/// The learner's page to keep.
#[wasm_bindgen]
pub fn result(day: &str) -> String {
    SESSION.with(|session| session.borrow().1.page(day))
}
