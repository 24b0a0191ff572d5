//! The laws of the training: every exercise can be answered, and a right answer is told so.

use std::collections::HashSet;
use std::io::Write as _;
use std::process::{Command, Stdio};
use std::sync::LazyLock;

use casenote::training::{Answer, Exercise, Kind, ORDER, Tally, Task, Told, course, mark, read_page, short};
use casenote::{Linter, Settings};

static LINTER: LazyLock<Linter> = LazyLock::new(|| Linter::new(Settings::default(), &[]).unwrap_or_else(|_| panic!("the lists are sound")));

const ROUNDS: usize = 12;

fn all() -> impl Iterator<Item = Exercise> {
    (0..ROUNDS).flat_map(course)
}

#[test]
fn a_right_answer_is_right() {
    for exercise in all() {
        let answer = match exercise.task {
            Task::Spot => Answer::Spots(exercise.targets.clone()),
            Task::Tell(told) => Answer::Told(told),
            Task::Rewrite => continue,
        };
        let marking = mark(&LINTER, &exercise, &answer);
        assert!(marking.is_right() && marking.count(Kind::Hit) > 0, "{exercise:?}: {marking:?}");
    }
}

#[test]
fn what_is_missed_is_explained() {
    for exercise in all().filter(|exercise| exercise.task == Task::Spot && !exercise.targets.is_empty()) {
        let marking = mark(&LINTER, &exercise, &Answer::Spots(Vec::new()));
        assert_eq!(marking.count(Kind::Miss), exercise.targets.len());
        assert!(marking.remarks.iter().all(|remark| remark.message.len() > 30), "{:?}: {marking:?}", exercise.rule.map(|rule| rule.name));
    }
}

/// Handing in the sentence as it was is no answer, and neither is a sentence about something else.
#[test]
fn a_sentence_must_be_written_anew() {
    let mut seen = 0;
    for exercise in all().filter(|exercise| exercise.task == Task::Rewrite) {
        seen += 1;
        for words in [exercise.text.as_str(), "", "Zzz zzzz zzzzz zzzzzz."] {
            assert!(!mark(&LINTER, &exercise, &Answer::Words(words.to_owned())).is_right(), "{words:?} for {exercise:?}");
        }
    }
    assert!(seen > 30, "{seen} sentences");
    let exercise = |text: &str| Exercise {
        text: text.to_owned(),
        ..all()
            .find(|one| one.rule.is_some_and(|rule| rule.name == "respect/derogatory") && one.task == Task::Rewrite)
            .expect("there is one")
    };
    let told = exercise("Mum was hostile when I came.");
    assert!(mark(&LINTER, &told, &Answer::Words("Mum said, \"Go away\", when I came.".to_owned())).is_right());
    assert!(!mark(&LINTER, &told, &Answer::Words("Mum was very hostile to me that day.".to_owned())).is_right());
}

#[test]
fn the_words_of_others_are_left_with_a_reason() {
    let page = "```note clean\nDad said, \"She is a drama queen.\"\n```\n";
    let exercise = &read_page(page).expect("it is sound")[0];
    let start = exercise.text.find("drama").expect("it is there");
    let spot = casenote::text::Span::new(start, start + 11);
    let marking = mark(&LINTER, exercise, &Answer::Spots(vec![spot]));
    assert_eq!(marking.count(Kind::FalseAlarm), 1);
    assert!(marking.remarks[0].message.contains("own words"), "{marking:?}");
}

/// The sentences to tell apart are what the linter takes them for.
#[test]
fn the_linter_tells_apart_as_the_page_does() {
    let mut seen = HashSet::new();
    for exercise in all() {
        if let Task::Tell(told) = exercise.task {
            let acts: Vec<_> = LINTER.clauses(&exercise.text).into_iter().map(|clause| clause.act).collect();
            assert!(acts.contains(&told.act()), "{:?} is taken for {acts:?}", exercise.text);
            seen.insert(told.as_str());
        }
    }
    assert_eq!(seen.len(), Told::ALL.len());
}

#[test]
fn a_course_follows_the_promises_and_is_short() {
    let order = |exercise: &Exercise| ORDER.iter().position(|principle| Some(*principle) == exercise.principle);
    for round in 0..ROUNDS {
        let course = course(round);
        assert!(course.iter().map(order).is_sorted());
        assert!((20..=60).contains(&course.len()), "{}", course.len());
        for principle in ORDER {
            assert!(course.iter().any(|exercise| exercise.principle == Some(*principle)), "{principle:?} in round {round}");
        }
        let short = short(&course, round);
        assert_eq!(short.len(), 12);
        assert!(short.iter().map(order).is_sorted());
    }
    assert_ne!(format!("{:?}", course(0)), format!("{:?}", course(1)));
}

#[test]
fn a_trainers_page_is_read_and_its_faults_are_told() {
    let page = "# Week one\n\nTwo of these.\n\n```note flag\nMum was hostile.\n        ^^^^^^^\n```\n\n```note rewrite\nHe resides with Nan.\n```\n\n```note tell\nreported: Nan told me that she was tired.\n```\n";
    let exercises = read_page(page).expect("it is sound");
    assert_eq!(exercises.len(), 3);
    assert_eq!(exercises[0].prompt, "Two of these.");
    assert!(exercises[1].prompt.is_empty());
    assert_eq!(exercises[2].task, Task::Tell(Told::Reported));
    assert!(mark(&LINTER, &exercises[1], &Answer::Words("He lives with Nan now.".to_owned())).is_right());
    for (page, line, says) in [
        ("# Nothing\n", 1, "no exercise"),
        ("a\n\n```note flag\nMum was hostile.\n```\n", 3, "no words are marked"),
        ("```note clean\nMum was in.\n", 1, "does not end"),
        ("```note tell\nseen: Mum was in.\n```\n", 2, "observed:"),
        ("```note find\nMum was in.\n```\n", 1, "no exercise"),
    ] {
        let fault = read_page(page).expect_err(page);
        assert_eq!(fault.line, line, "{page}");
        assert!(fault.message.contains(says), "{fault}");
    }
}

#[test]
fn the_result_holds_no_answer() {
    let mut tally = Tally::default();
    for exercise in short(&course(0), 0) {
        let marking = mark(&LINTER, &exercise, &Answer::Words("Zebediah was hostile to me that day.".to_owned()));
        tally.add(&exercise, marking);
    }
    let page = tally.page("3 March 2026");
    assert!(page.contains("3 March 2026") && page.contains("casenote explain") && !page.contains("Zebediah"), "{page}");
}

/// Through a pipe, as a test or a screen reader's own terminal would.
#[test]
fn the_terminal_asks_and_tells() {
    let folder = std::env::temp_dir().join(format!("casenote-train-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let (page, result) = (folder.join("page.md"), folder.join("result.md"));
    std::fs::write(&page, "```note flag\nMum was hostile.\n        ^^^^^^^\n```\n\n```note tell\nobserved: Mum sat on the stair.\n```\n")
        .expect("it is written");
    let run = |input: &str| {
        let mut child = Command::new(env!("CARGO_BIN_EXE_casenote"))
            .args(["train", "--page"])
            .arg(&page)
            .arg("--save")
            .arg(&result)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("it starts");
        child.stdin.take().expect("a pipe").write_all(input.as_bytes()).expect("it reads");
        let output = child.wait_with_output().expect("it ends");
        (output.status.code(), String::from_utf8_lossy(&output.stdout).into_owned())
    };
    let (code, told) = run("Hostile\n\n2\n");
    assert_eq!(code, Some(0));
    assert!(told.contains("✓ “hostile”") && told.contains("not quite") && told.contains("1 of 2 right"), "{told}");
    assert!(std::fs::read_to_string(&result).expect("it is kept").contains("1 of 2 right"));
    let (code, told) = run("not there\nq\n");
    assert_eq!(code, Some(0));
    assert!(told.contains("not in the note as typed") && told.contains("0 of 0 right"), "{told}");
    assert_eq!(run("Hostile\n\n1\n").0, Some(2), "a result that exists is left as it is");
    std::fs::remove_dir_all(&folder).expect("it is ours");
}
