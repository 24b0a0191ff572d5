//! What an answer is worth, in words that help: hits, misses and false alarms, each with its reason.

use super::{Exercise, Task, Told};
use crate::engine::Linter;
use crate::finding::{Finding, Severity};
use crate::rules::page;
use crate::text::Span;
use crate::voice::Voice;

/// A learner's answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// Places in the note; none says that it can stand.
    Spots(Vec<Span>),
    /// The sentence written anew.
    Words(String),
    /// What the clause is.
    Told(Told),
}

/// What a remark says of its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Found, and asked for.
    Hit,
    /// Found, not asked for, and right as well.
    Also,
    /// Asked for and not found.
    Miss,
    /// Found where nothing is wrong.
    FalseAlarm,
}

/// A remark on an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// What it says.
    pub kind: Kind,
    /// Where in the exercise's note, or in the learner's own words.
    pub span: Option<Span>,
    /// Why.
    pub message: String,
}

/// What an answer is worth.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Marking {
    /// The remarks, in order of place.
    pub remarks: Vec<Remark>,
}

impl Marking {
    /// How many remarks say this.
    pub fn count(&self, kind: Kind) -> usize {
        self.remarks.iter().filter(|remark| remark.kind == kind).count()
    }

    /// Whether nothing was missed and nothing raised in vain.
    pub fn is_right(&self) -> bool {
        self.count(Kind::Miss) == 0 && self.count(Kind::FalseAlarm) == 0
    }

    fn add(&mut self, kind: Kind, span: impl Into<Option<Span>>, message: impl Into<String>) {
        self.remarks.push(Remark { kind, span: span.into(), message: message.into() });
    }
}

/// Marks an answer. An answer to another task than the exercise's is marked as empty.
pub fn mark(linter: &Linter, exercise: &Exercise, answer: &Answer) -> Marking {
    match (exercise.task, answer) {
        (Task::Spot, Answer::Spots(spots)) => spots_marked(linter, exercise, spots),
        (Task::Rewrite, Answer::Words(words)) => words_marked(linter, exercise, words),
        (Task::Tell(asked), Answer::Told(told)) => told_marked(asked, *told, exercise),
        (Task::Spot, _) => spots_marked(linter, exercise, &[]),
        (Task::Rewrite, _) => words_marked(linter, exercise, ""),
        (Task::Tell(asked), _) => {
            let mut marking = Marking::default();
            marking.add(Kind::Miss, exercise.targets.first().copied(), explained(asked));
            marking
        }
    }
}

fn spots_marked(linter: &Linter, exercise: &Exercise, spots: &[Span]) -> Marking {
    let mut marking = Marking::default();
    linter.read(&exercise.text, |note, examined| {
        let said = |target: Span| {
            let own = |finding: &&Finding| finding.span.touches(target) && exercise.rule.is_none_or(|rule| rule.name == finding.rule);
            examined.findings.iter().find(own).map(|finding| finding.advice.message.to_string())
        };
        for &target in &exercise.targets {
            let found = spots.iter().any(|spot| spot.touches(target));
            let message = said(target).unwrap_or_else(|| "A reviewer would raise these words.".to_owned());
            marking.add(if found { Kind::Hit } else { Kind::Miss }, target, message);
        }
        for &spot in spots.iter().filter(|spot| !exercise.targets.iter().any(|target| target.touches(**spot))) {
            let other = examined.findings.iter().find(|finding| finding.span.touches(spot) && finding.span.len() < exercise.text.len());
            match other {
                Some(finding) => marking.add(Kind::Also, finding.span, finding.advice.message.as_ref()),
                None => marking.add(Kind::FalseAlarm, spot, stands(note.voices.at(spot), exercise)),
            }
        }
        if exercise.targets.is_empty() && spots.is_empty() {
            marking.add(Kind::Hit, None, format!("Right: nothing here needs to change. {}", leave(exercise)).trim_end().to_owned());
        }
    });
    marking.remarks.sort_by_key(|remark| remark.span.map(|span| span.start));
    marking
}

/// Why words can stand.
fn stands(voice: Voice, exercise: &Exercise) -> String {
    match voice {
        Voice::Quoted => "These are somebody’s own words, between quotation marks. The record keeps them as they were said.".to_owned(),
        Voice::Reported => "Somebody told the writer this, and the note says who. The record keeps what people said.".to_owned(),
        Voice::Author | Voice::Scare => format!("These words can stand. {}", leave(exercise)).trim_end().to_owned(),
    }
}

/// The first sentence of the page on when to leave the words.
fn leave(exercise: &Exercise) -> String {
    let section = exercise.rule.map(|rule| page::section(rule.page, "When to leave it")).unwrap_or_default();
    let line = section.trim_start().lines().next().unwrap_or_default();
    line.trim_start_matches(['-', ' ']).to_owned()
}

/// Fewest words of a sentence that says something.
const LEAST_WORDS: usize = 4;

fn words_marked(linter: &Linter, exercise: &Exercise, words: &str) -> Marking {
    let mut marking = Marking::default();
    let words = words.trim();
    if words.split_whitespace().count() < LEAST_WORDS || words == exercise.text {
        marking.add(Kind::Miss, None, "Write the sentence in your own words: what was seen, heard or done, and by whom.");
        return marking;
    }
    if !shares_a_word(words, &exercise.text) {
        marking.add(
            Kind::Miss,
            None,
            "This seems to tell of something else. Keep the people and the events, and change how they are told.",
        );
        return marking;
    }
    let before = linter.check(&exercise.text);
    let own = |finding: &Finding| exercise.rule.is_some_and(|rule| rule.name == finding.rule);
    for finding in linter.check(words) {
        let graver = finding.severity >= Severity::Warning;
        let there_before = before.iter().any(|old| old.rule == finding.rule && old.advice == finding.advice);
        if own(&finding) || exercise.rule.is_none() && graver {
            marking.add(Kind::Miss, finding.span, finding.advice.message.as_ref());
        } else if graver && !there_before {
            marking.add(Kind::FalseAlarm, finding.span, format!("New in your words: {}", finding.advice.message));
        }
    }
    if marking.remarks.is_empty() {
        marking.add(Kind::Hit, None, "Nothing is left to raise. Read it once more as the child: is it true, exact and kind?");
    }
    marking
}

/// Whether two texts share a word of some length, a name or a number: a rewriting keeps who and what it is about.
fn shares_a_word(one: &str, other: &str) -> bool {
    let tells = |word: &&str| word.len() >= 3 || word.starts_with(|first: char| first.is_uppercase() || first.is_numeric());
    let split = |mark: char| !mark.is_alphanumeric();
    one.split(split).filter(tells).any(|word| !word.is_empty() && other.split(split).any(|old| old.eq_ignore_ascii_case(word)))
}

fn told_marked(asked: Told, told: Told, exercise: &Exercise) -> Marking {
    let mut marking = Marking::default();
    let kind = if asked == told { Kind::Hit } else { Kind::Miss };
    marking.add(kind, exercise.targets.first().copied(), explained(asked));
    marking
}

fn explained(told: Told) -> &'static str {
    match told {
        Told::Observed => "Observed: the writer saw, heard or did this, and could be asked about it.",
        Told::Opinion => "Opinion: somebody makes something of what happened. A record may hold it, with whose it is and what it rests on.",
        Told::Reported => "Reported: somebody else said this, and the words are the writer’s. The note says who and when.",
        Told::Quoted => "Quoted: these are somebody’s own words, kept between quotation marks as they were said.",
    }
}
