//! `casenote train`: exercises on a terminal, or through a pipe.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{self, BufRead, Write as _};
use std::path::{Path, PathBuf};

use clap::Args;

use super::{Outcome, complain, print};
use crate::engine::Linter;
use crate::settings::Settings;
use crate::text::Span;
use crate::training::{self, Answer, Exercise, Kind, Marking, ORDER, Tally, Task, Told};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// One promise of the record, such as P4: `casenote rules` names them
    #[arg(long, value_name = "PROMISE", conflicts_with = "page")]
    principle: Option<String>,
    /// Which round: each takes other rules and other notes
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=1000), value_name = "N", conflicts_with = "page")]
    round: u32,
    /// The whole course of the round instead of a dozen exercises
    #[arg(long, conflicts_with = "page")]
    all: bool,
    /// A trainer's own exercises, as a Markdown page
    #[arg(long, value_name = "FILE")]
    page: Option<PathBuf>,
    /// Keep the result in a file of your own; one that exists is left as it is
    #[arg(long, value_name = "FILE")]
    save: Option<PathBuf>,
}

pub(super) fn run(arguments: &Arguments) -> io::Result<Outcome> {
    let exercises = match chosen(arguments) {
        Ok(exercises) => exercises,
        Err(message) => {
            complain(&format!("casenote: {message}"));
            return Ok(Outcome::Trouble);
        }
    };
    let linter = Linter::new(Settings::default(), &[]).map_err(|_| io::Error::other("the word lists cannot be read"))?;
    let mut lines = io::stdin().lock().lines();
    let mut tally = Tally::default();
    print("The notes are invented. Type q to stop at any time.\n")?;
    for (number, exercise) in exercises.iter().enumerate() {
        print(&asked(exercise, number + 1, exercises.len()))?;
        let Some(answer) = answer(exercise, &mut lines)? else { break };
        let marking = training::mark(&linter, exercise, &answer);
        print(&told(exercise, &answer, &marking))?;
        tally.add(exercise, marking);
    }
    print(&format!("\n{}\n", tally.summary()))?;
    match &arguments.save {
        Some(path) if tally.done() > 0 => save(path, &tally),
        _ => Ok(Outcome::Clean),
    }
}

fn chosen(arguments: &Arguments) -> Result<Vec<Exercise>, String> {
    if let Some(path) = &arguments.page {
        let shown = path.display();
        let page = fs::read_to_string(path).map_err(|error| format!("{shown}: cannot be read: {error}"))?;
        return training::read_page(&page).map_err(|error| format!("{shown}, {error}"));
    }
    let round = arguments.round as usize - 1;
    let course = training::course(round);
    let Some(asked) = &arguments.principle else {
        return Ok(if arguments.all { course } else { training::short(&course, round) });
    };
    let Some(principle) = ORDER.iter().find(|principle| principle.id().eq_ignore_ascii_case(asked)) else {
        let known: Vec<String> = ORDER.iter().map(|principle| format!("  {:<4}{}", principle.id(), principle.promise())).collect();
        return Err(format!("there is no promise {asked:?}; write one of\n{}", known.join("\n")));
    };
    Ok(course.into_iter().filter(|exercise| exercise.principle == Some(*principle)).collect())
}

fn asked(exercise: &Exercise, number: usize, of: usize) -> String {
    let mut text = format!("\n── {number} of {of} ");
    if let Some(principle) = exercise.principle {
        let _ = write!(text, "· {}", principle.promise());
    }
    text.push_str("\n\n");
    if !exercise.prompt.is_empty() {
        let _ = writeln!(text, "{}\n", exercise.prompt);
    }
    for line in exercise.text.lines() {
        let _ = writeln!(text, "    {line}");
    }
    let _ = writeln!(text, "\n{}", exercise.question());
    match exercise.task {
        Task::Spot => text.push_str("Type the words, each place on a line of its own. An empty line ends.\n"),
        Task::Rewrite => text.push_str("Type your sentence on one line.\n"),
        Task::Tell(_) => {
            for (index, told) in Told::ALL.iter().enumerate() {
                let _ = writeln!(text, "  {}  {}: {}", index + 1, told.as_str(), told.meaning());
            }
        }
    }
    text
}

/// The learner's answer; nothing once they stop or the input ends.
fn answer(exercise: &Exercise, lines: &mut impl Iterator<Item = io::Result<String>>) -> io::Result<Option<Answer>> {
    let mut next = || -> io::Result<Option<String>> {
        print("> ")?;
        Ok(lines.next().transpose()?.map(|line| line.trim().to_owned()).filter(|line| !line.eq_ignore_ascii_case("q")))
    };
    match exercise.task {
        Task::Spot => {
            let mut spots = Vec::new();
            loop {
                let Some(line) = next()? else { return Ok(None) };
                if line.is_empty() {
                    return Ok(Some(Answer::Spots(spots)));
                }
                match place(&exercise.text, &line) {
                    Some(span) => spots.push(span),
                    None => print("These words are not in the note as typed. Copy them from it.\n")?,
                }
            }
        }
        Task::Rewrite => Ok(next()?.map(Answer::Words)),
        Task::Tell(_) => loop {
            let Some(line) = next()? else { return Ok(None) };
            let numbered = line.parse().ok().and_then(|number: usize| Told::ALL.get(number.wrapping_sub(1)).copied());
            match numbered.or_else(|| Told::of(&line)) {
                Some(told) => return Ok(Some(Answer::Told(told))),
                None => print("Type a number from 1 to 4.\n")?,
            }
        },
    }
}

/// Where typed words stand in a note, in whatever case.
fn place(text: &str, words: &str) -> Option<Span> {
    let levelled = |text: &str| text.replace(['‘', '’'], "'").replace(['“', '”'], "\"").to_ascii_lowercase();
    let words = levelled(words);
    text.char_indices().map(|(start, _)| start).find_map(|start| {
        let end = text[start..].char_indices().map(|(at, letter)| start + at + letter.len_utf8()).take(words.chars().count()).last()?;
        let starts = !text[..start].ends_with(char::is_alphanumeric) || !text[start..].starts_with(char::is_alphanumeric);
        (starts && levelled(&text[start..end]) == words).then(|| Span::new(start, end))
    })
}

fn told(exercise: &Exercise, answer: &Answer, marking: &Marking) -> String {
    let mut text = String::new();
    for remark in &marking.remarks {
        let lead = match (remark.kind, exercise.task) {
            (Kind::Hit, _) => "✓",
            (Kind::Also, _) => "✓ also",
            (Kind::Miss, Task::Spot) => "– not found",
            (Kind::Miss, Task::Rewrite) => "– still there",
            (Kind::Miss, Task::Tell(_)) => "– not quite",
            (Kind::FalseAlarm, _) => "· look again",
        };
        let source = match answer {
            Answer::Words(words) => words.trim(),
            _ => exercise.text.as_str(),
        };
        let words = remark
            .span
            .filter(|_| !matches!(exercise.task, Task::Tell(_)))
            .map(|span| format!(" “{}”:", span.of(source)))
            .unwrap_or_default();
        let _ = writeln!(text, "{lead}{words} {}", remark.message);
    }
    if let Some(rule) = exercise.rule.filter(|_| !marking.is_right()) {
        let _ = writeln!(text, "  More: casenote explain {}", rule.name);
    }
    text
}

/// Writes the result into a new file.
fn save(path: &Path, tally: &Tally) -> io::Result<Outcome> {
    match File::create_new(path) {
        Ok(mut file) => {
            file.write_all(tally.page("Done in the terminal.").as_bytes())?;
            print(&format!("Your result is in {}.\n", path.display()))?;
            Ok(Outcome::Clean)
        }
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            complain(&format!("casenote: {} exists already and was left as it is; name another file", path.display()));
            Ok(Outcome::Trouble)
        }
        Err(error) => Err(io::Error::new(error.kind(), format!("{}: cannot be written: {error}", path.display()))),
    }
}
