//! Exercises made from the rules' own pages, and from pages that a trainer writes: spot what is wrong in a short note, write
//! a sentence anew, tell what was seen from what was thought or told. The terminal and the page in the browser ask the same.
//!
//! ```
//! use casenote::training::{Answer, Task, course, mark};
//! use casenote::{Linter, Settings};
//! let linter = Linter::new(Settings::default(), &[])?;
//! let spot = course(0).into_iter().find(|exercise| exercise.task == Task::Spot && !exercise.targets.is_empty()).expect("there is one");
//! let marking = mark(&linter, &spot, &Answer::Spots(spot.targets.clone()));
//! assert!(marking.is_right());
//! # Ok::<(), Vec<casenote::lexicon::ListError>>(())
//! ```

mod marking;
mod own_page;
mod result;

use std::sync::LazyLock;

use crate::rules::page::{self, Expect};
use crate::rules::{Check, Principle, RULES, Rule};
use crate::text::{Markup, Span};
use crate::voice::Act;

pub use marking::{Answer, Kind, Marking, Remark, mark};
pub use own_page::{PageError, read_page};
pub use result::Tally;

/// What a learner is asked to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Task {
    /// Mark the words that a reviewer would raise, or say that there are none.
    Spot,
    /// Write it so that nothing is left to raise.
    Rewrite,
    /// Say what a clause is: seen, thought or told.
    Tell(Told),
}

/// What a clause is to its writer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// The writer saw, heard or did it.
    Observed,
    /// Somebody thinks so.
    Opinion,
    /// Somebody said so, in the writer's words.
    Reported,
    /// Somebody's own words.
    Quoted,
}

impl Told {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Observed, Self::Opinion, Self::Reported, Self::Quoted];

    /// The word in a trainer's page and in an answer.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Observed => "observed",
            Self::Opinion => "opinion",
            Self::Reported => "reported",
            Self::Quoted => "quoted",
        }
    }

    /// What it means, for the learner.
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::Observed => "what the writer saw, heard or did",
            Self::Opinion => "what somebody makes of it",
            Self::Reported => "what somebody else said, in the writer’s words",
            Self::Quoted => "somebody’s own words",
        }
    }

    /// The kind of a word in a page.
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|told| told.as_str().eq_ignore_ascii_case(word))
    }

    /// What the linter calls it.
    pub const fn act(self) -> Act {
        match self {
            Self::Observed => Act::Observed,
            Self::Opinion => Act::Opinion,
            Self::Reported => Act::Reported,
            Self::Quoted => Act::Quoted,
        }
    }
}

/// One question.
#[derive(Debug, Clone)]
pub struct Exercise {
    /// What to do.
    pub task: Task,
    /// The promise of the policy that it is about.
    pub principle: Option<Principle>,
    /// The rule whose page it comes from.
    pub rule: Option<&'static Rule>,
    /// A trainer's own words before the note; empty where there are none.
    pub prompt: String,
    /// The invented note.
    pub text: String,
    /// The words to find, to write anew or to place; none where the note can stand.
    pub targets: Vec<Span>,
}

impl Exercise {
    /// What the learner is asked.
    pub const fn question(&self) -> &'static str {
        match self.task {
            Task::Spot => "Which words would a careful reviewer raise? There may be none.",
            Task::Rewrite => "How would you write this, so that the child could read it one day?",
            Task::Tell(_) => "Is this what the writer saw, what somebody thinks, or what somebody said?",
        }
    }
}

/// The promises, in the order in which a beginner meets them. Those about a whole note, such as its balance, have no words to point at.
pub const ORDER: &[Principle] = &[
    Principle::Respectful,
    Principle::AntiDiscriminatory,
    Principle::Accurate,
    Principle::FirstHand,
    Principle::Accessible,
    Principle::Chronological,
    Principle::Relevant,
    Principle::Timely,
    Principle::Witnessed,
    Principle::Involved,
    Principle::Accountable,
    Principle::Summarised,
    Principle::Confidential,
    Principle::Restricted,
    Principle::Kept,
];

/// The longest example that is an exercise, in bytes: it is read on a phone, between two visits.
const LONGEST: usize = 420;
/// The longest words to find. What marks a whole paragraph tells of something absent, and cannot be pointed at.
const LONGEST_TARGET: usize = 90;
/// The longest sentence to write anew.
const LONGEST_SENTENCE: usize = 170;

/// Sentences to tell apart: checked against the linter by a test.
static TELLING: LazyLock<Vec<Exercise>> = LazyLock::new(|| read_page(include_str!("telling_apart.md")).unwrap_or_default());

/// The whole course, ordered by principle: for each a note with words to find, one with none, and a sentence to write anew.
/// A later round takes the next rule and the next example of it.
pub fn course(round: usize) -> Vec<Exercise> {
    let mut course = Vec::new();
    for &principle in ORDER {
        let rules: Vec<&'static Rule> = RULES.iter().filter(|rule| rule.declaration.principle == principle).collect();
        for turn in 0..rules.len() {
            let rule = rules[(turn + round) % rules.len()];
            let lesson = lesson(rule, principle, round);
            if !lesson.is_empty() {
                course.extend(lesson);
                break;
            }
        }
        if matches!(principle, Principle::Accurate | Principle::FirstHand) {
            let half = TELLING.len() / 2;
            let from = if principle == Principle::Accurate { 0 } else { half };
            let picked = (0..2).filter_map(|step| TELLING.get(from + (round * 2 + step) % half.max(1)));
            course.extend(picked.map(|exercise| Exercise { principle: Some(principle), ..exercise.clone() }));
        }
    }
    course
}

/// Most exercises of a short way through a course: what fits between two visits.
const DOZEN: usize = 12;

/// A short way through the course of a round: a dozen principles with one exercise each, the tasks in turn. In each round other
/// principles have a rest.
pub fn short(course: &[Exercise], round: usize) -> Vec<Exercise> {
    let of = |principle: &Principle| course.iter().filter(|exercise| exercise.principle == Some(*principle)).collect::<Vec<_>>();
    let lessons: Vec<_> = ORDER.iter().map(of).filter(|lesson| !lesson.is_empty()).collect();
    let rest = lessons.len().saturating_sub(DOZEN);
    let rests = |turn: usize| (0..rest).any(|step| (lessons.len() - rest + round * rest + step) % lessons.len() == turn);
    let chosen = lessons.iter().enumerate().filter(|(turn, _)| !rests(*turn));
    chosen.map(|(turn, lesson)| lesson[turn % lesson.len()].clone()).collect()
}

/// The exercises of one rule's page.
fn lesson(rule: &'static Rule, principle: Principle, round: usize) -> Vec<Exercise> {
    let examples: Vec<_> =
        page::examples(rule.page).into_iter().filter(|example| example.markup == Markup::None && example.text.len() <= LONGEST).collect();
    let exercise = |task: Task, text: &str, targets: Vec<Span>| {
        let text = text.trim_end().to_owned();
        Exercise { task, principle: Some(principle), rule: Some(rule), prompt: String::new(), text, targets }
    };
    let pointed = |span: &Span, text: &str| {
        span.len() <= LONGEST_TARGET && (names_words(rule) || span.start > 0 && span.len() < text.trim_end().len())
    };
    let flags: Vec<_> = examples
        .iter()
        .filter(|example| {
            example.expect == Expect::Flag && !example.marked.is_empty() && example.marked.iter().all(|span| pointed(span, &example.text))
        })
        .collect();
    let cleans: Vec<_> = examples.iter().filter(|example| example.expect == Expect::Clean).collect();
    let mut lesson = Vec::new();
    if flags.is_empty() {
        return lesson;
    }
    let flag = flags[round % flags.len()];
    lesson.push(exercise(Task::Spot, &flag.text, flag.marked.clone()));
    if !cleans.is_empty() {
        lesson.push(exercise(Task::Spot, &cleans[round % cleans.len()].text, Vec::new()));
    }
    let sentences: Vec<_> = flags
        .iter()
        .filter(|example| names_words(rule) && example.marked.len() == 1)
        .filter(|example| example.text.trim_end().len() <= LONGEST_SENTENCE && !example.text.trim_end().contains('\n'))
        .collect();
    if !sentences.is_empty() {
        let sentence = sentences[(round + 1) % sentences.len()];
        lesson.push(exercise(Task::Rewrite, &sentence.text, sentence.marked.clone()));
    }
    lesson
}

/// Whether a rule is about words that stand there, and not about something that does not.
fn names_words(rule: &Rule) -> bool {
    rule.declaration.checks.iter().any(|check| matches!(check, Check::Term(_)))
}
