//! What an export says of a note in columns of its own is as good as what the note says itself.

use std::io::Cursor;
use std::sync::LazyLock;

use casenote::engine::{Collection, Examined, Given};
use casenote::input::{Options, notes_of};
use casenote::rules::Place;
use casenote::{Linter, Settings};

static LINTER: LazyLock<Linter> = LazyLock::new(|| Linter::new(Settings::default(), &[]).unwrap_or_else(|faults| panic!("{}", faults[0])));

const WORDS: &str = "Visit to see Aria at home. She showed me her room and her drawings, and told me that she sleeps well. Mum said that she is \
                     glad of the new bed, and Aria jumped on it and laughed. We talked about the summer and about the trip with the school.";

/// The notes of an export, checked and compared.
fn check(export: &str) -> Vec<Examined> {
    let notes = notes_of(Cursor::new(export.to_owned()), "a.csv", &Options::default());
    let mut examined: Vec<Examined> = notes
        .map(|note| note.expect("it is read"))
        .map(|note| LINTER.examine_with(note.text(), Given { styles: &note.styles, metadata: &note.metadata }))
        .collect();
    let mut met = Collection::default();
    met.foresee(&examined);
    for (entry, note) in examined.iter_mut().enumerate() {
        LINTER.compare(&mut met, &Place { path: "a.csv".to_owned(), entry }, note);
    }
    examined
}

fn count(note: &Examined, rule: &str) -> usize {
    note.findings.iter().filter(|finding| finding.rule == rule).count()
}

#[test]
fn the_author() {
    for (author, expected) in [("Jo Hill", 0), ("JH", 1), ("", 1)] {
        let notes = check(&format!("Recorded by,Text\n{author},\"Visit on 3 March 2025. {WORDS}\"\n"));
        assert_eq!(count(&notes[0], "attribution/missing-author"), expected, "{author:?}");
    }
}

#[test]
fn the_kind() {
    for (kind, expected) in [("Home Visit - Statutory", Some("visit")), ("Telephone call", Some("call")), ("Zorb", None)] {
        let notes = check(&format!("Date,Case note type,Text\n3/3/2025,{kind},\"We talked about the summer.\"\n"));
        assert_eq!(notes[0].kind.as_deref(), expected, "{kind:?}");
    }
}

#[test]
fn the_day_and_the_day_of_recording() {
    let table = [
        ("3/3/2025", "6/3/2025", 0, 0),
        ("3/3/2025", "7/3/2025", 1, 0),
        ("3/3/2025 16:00", "2025-03-06 09:12", 0, 0),
        // Over Easter: Thursday, and Wednesday of the next week.
        ("17/4/2025", "24/4/2025", 0, 0),
        ("17/4/2025", "25/4/2025", 1, 0),
        ("3/3/2025", "", 0, 0),
        ("", "3/3/2025", 0, 1),
    ];
    for (date, recorded, late, missing) in table {
        let notes = check(&format!("Event date,Recorded on,Type,Text\n{date},{recorded},Visit,\"{WORDS}\"\n"));
        assert_eq!(count(&notes[0], "timeliness/late"), late, "{date} {recorded}");
        assert_eq!(count(&notes[0], "timeliness/missing-date"), missing, "{date} {recorded}");
    }
}

#[test]
fn the_child() {
    let rows = |child: &str, last: &str| {
        let seen: Vec<String> = (1..6).map(|day| format!("{day}/5/2024,{child},Seen at school on day {day}.\n")).collect();
        format!("Date,Child,Text\n{}9/5/2024,{child},{last}\n", seen.concat())
    };
    let closed = "Case closed to the team.";
    let rule = "record/missing-document";
    let found = |export: &str| check(export).iter().map(|note| count(note, rule)).sum::<usize>();
    assert_eq!(found(&rows("Mia Hill", closed)), 1);
    assert_eq!(found(&rows("", closed)), 0, "nobody can say whose notes these are");
    // The summary of another child is none of this one's; one that comes later is.
    assert_eq!(found(&(rows("Mia Hill", closed) + "10/5/2024,Leo Marsh,Closing summary.\n")), 1);
    assert_eq!(found(&(rows("Mia Hill", closed) + "10/5/2024,Mia Hill,Closing summary.\n")), 0);
}

/// Where a file has cells, each report names them: its lines are those of the cell.
#[test]
fn the_cell() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("columns");
    std::fs::create_dir_all(&folder).expect("it can be made");
    std::fs::write(folder.join("a.csv"), "ID,Text\n7,\"Seen.\nKyle is kicking off.\"\n").expect("it can be written");
    for format in ["text", "json", "jsonl", "sarif", "junit", "csv", "github", "html"] {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_casenote"));
        let output = command.args(["check", "a.csv", "--format", format]).current_dir(&folder).output().expect("it runs");
        assert!(String::from_utf8_lossy(&output.stdout).contains("B2"), "{format}: {}", String::from_utf8_lossy(&output.stdout));
    }
}
