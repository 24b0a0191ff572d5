//! The program as its users meet it: runs of the built binary on folders made for each test.

mod support;

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::process::Stdio;
use std::time::{Duration, Instant};

use casenote::input::MAX_BYTES;
use casenote::rules::RULES;
use casenote::rules::page::{Expect, examples};
use serde_json::Value;
use support::{CLEAN, Folder, NOTE, RULE, Ran, WORDS, findings, notes, rules};

#[test]
fn the_status_says_whether_anything_was_found_at_the_severity_asked_for() {
    let severities = ["info", "warning", "error"];
    for (found, severity) in severities.iter().enumerate() {
        let config = format!("[rules]\n\"{RULE}\" = \"{severity}\"\n");
        let folder = Folder::new(&[("casenote.toml", &config), ("a.txt", NOTE)]);
        for (asked, fail_on) in severities.iter().enumerate() {
            folder.run(&["check", "a.txt", "--fail-on", fail_on]).ends(i32::from(found >= asked));
        }
        folder.run(&["check", "a.txt", "--fail-on", "never"]).ends(0);
        folder.run(&["check", "a.txt"]).ends(i32::from(found >= 1));
    }
}

#[test]
fn a_clean_note_gives_status_0_and_wrong_usage_status_2() {
    let folder = Folder::new(&[("a.txt", CLEAN)]);
    folder.run(&["check", "a.txt", "--fail-on", "info"]).ends(0);
    for wrong in [&["check"][..], &["check", "a.txt", "--fail-on", "sometimes"], &["check", "a.txt", "--no-such"], &["no-such"], &[]] {
        folder.run(wrong).ends(2);
    }
}

#[test]
fn the_configuration_may_say_when_a_run_fails_and_the_command_line_wins() {
    let folder = Folder::new(&[("casenote.toml", "fail-on = \"never\"\n"), ("a.txt", NOTE)]);
    folder.run(&["check", "a.txt"]).ends(0);
    folder.run(&["check", "a.txt", "--fail-on", "warning"]).ends(1);
}

#[test]
fn a_folder_is_searched_for_notes_that_are_not_ignored_or_hidden() {
    let files = [
        "a.txt",
        "b.md",
        "B.TXT",
        "deep/er/c.txt",
        "drafts/d.txt",
        "old.txt",
        "kept.txt",
        ".hidden.txt",
        ".hidden/e.txt",
        "picture.png",
        "deep/f.txt",
    ];
    let mut all: Vec<(&str, &str)> = files.iter().map(|name| (*name, NOTE)).collect();
    all.extend([(".gitignore", "drafts/\nkept.txt\n"), (".casenoteignore", "old.txt\n!kept.txt\n"), ("deep/.casenoteignore", "f.txt\n")]);
    let folder = Folder::new(&all);
    let report = folder.json(&["check", "."]);
    let found: BTreeSet<&str> = notes(&report).into_iter().collect();
    assert_eq!(found, BTreeSet::from(["B.TXT", "a.txt", "b.md", "c.txt", "kept.txt"]));
    assert_eq!(
        notes(&folder.json(&["check", "old.txt", "drafts/d.txt", "picture.png", ".hidden.txt"])).len(),
        4,
        "a file that is named itself is read"
    );
}

#[test]
fn a_note_that_is_named_twice_is_checked_once() {
    let folder = Folder::new(&[("notes/a.txt", NOTE)]);
    assert_eq!(notes(&folder.json(&["check", "notes", "notes/a.txt", "notes"])), ["a.txt"]);
}

#[test]
fn the_order_of_a_report_does_not_depend_on_threads() {
    let names: Vec<String> = (0..600).map(|number| format!("notes/{number:03}.txt")).collect();
    let folder = Folder::new(&names.iter().map(|name| (name.as_str(), NOTE)).collect::<Vec<_>>());
    let [one, four] = ["1", "4"].map(|jobs| folder.run(&["check", "notes", "--format", "json", "--jobs", jobs]).ends(1));
    assert_eq!(one.out, four.out);
    assert!(notes(&one.json()).is_sorted());
}

#[test]
fn standard_input_is_a_note_with_a_name() {
    let folder = Folder::new(&[]);
    let ran = folder.run_with(&["check", "-", "--stdin-name", "visit.txt"], NOTE.as_bytes()).ends(1);
    assert!(ran.out.starts_with("visit.txt:1:9: warning: "), "{ran:?}");
    let unnamed = folder.run_with(&["check", "-", "--format", "json"], NOTE.as_bytes()).ends(1);
    assert_eq!(unnamed.json()["notes"][0]["path"], "<stdin>");
    folder.run_with(&["check", "-"], b"").ends(2).tells(&["<stdin>", "empty"]);
}

#[test]
fn text_in_a_pipe_shows_places_and_no_words_of_the_note() {
    let folder = Folder::new(&[("a.txt", "Seen.\n\nAgain Kyle Wrzosek is kicking off.\n")]);
    let ran = folder.run(&["check", "a.txt"]).ends(1);
    let first = ran.out.lines().next().expect("a line");
    assert!(first.starts_with("a.txt:3:23: warning: ") && first.ends_with("[respect/derogatory]"), "{ran:?}");
    assert!(!ran.out.contains("Wrzosek"), "{ran:?}");
    assert!(ran.out.contains("1 finding in 1 note"), "{ran:?}");
    let full = folder.run(&["check", "a.txt", "--excerpts", "full"]).ends(1);
    assert!(full.out.contains("Again Kyle Wrzosek is kicking off."), "{full:?}");
    assert!(!full.out.contains('\u{1b}'), "no colour in a pipe: {full:?}");
}

/// The shape that others rely on, as the design gives it: a key more or less breaks them.
#[test]
fn json_has_its_documented_shape() {
    let folder = Folder::new(&[("a.txt", NOTE), ("empty.txt", "")]);
    let report = folder.run(&["check", "a.txt", "empty.txt", "--format", "json"]).ends(2).json();
    assert_eq!(report["version"], 1);
    let note = &report["notes"][0];
    assert_eq!((&note["path"], &note["entry"]), (&"a.txt".into(), &0.into()));
    assert!(note["kind"].is_null() || note["kind"].is_string());
    let finding = &note["findings"][0];
    for (key, value) in [("rule", Value::from(RULE)), ("severity", "warning".into()), ("start", 8.into()), ("end", 19.into())] {
        assert_eq!(finding[key], value, "{key}");
    }
    for (key, value) in [("line", 1), ("column", 9), ("end_line", 1), ("end_column", 20)] {
        assert_eq!(finding[key], value, "{key}");
    }
    assert!(finding["message"].is_string() && finding["data"]["category"].is_string());
    let suggestion = &finding["suggestions"][0];
    assert!(suggestion["text"].is_string());
    assert_eq!((&suggestion["start"], &suggestion["end"]), (&8.into(), &19.into()));
    assert_eq!(report["errors"][0]["path"], "empty.txt");
    assert!(report["errors"][0]["message"].as_str().is_some_and(|message| message.contains("empty")));
    let summary = &report["summary"];
    assert_eq!((&summary["notes"], &summary["words"], &summary["findings"]), (&1.into(), &4.into(), &1.into()));
    assert_eq!(summary["by_rule"][RULE], 1);
    for (object, keys) in [
        (note, &["entry", "findings", "kind", "path"][..]),
        (
            finding,
            &[
                "column",
                "data",
                "end",
                "end_column",
                "end_line",
                "fingerprint",
                "line",
                "message",
                "rule",
                "severity",
                "start",
                "suggestions",
            ],
        ),
        (suggestion, &["end", "start", "text"]),
        (&report["errors"][0], &["message", "path"]),
        (summary, &["accepted", "by_rule", "findings", "notes", "words"]),
        (&report, &["errors", "notes", "summary", "version"]),
    ] {
        let found: BTreeSet<&str> = object.as_object().expect("an object").keys().map(String::as_str).collect();
        assert_eq!(found, keys.iter().copied().collect());
    }
}

#[test]
fn json_of_a_run_without_notes_is_whole() {
    let folder = Folder::new(&[]);
    let report = folder.run(&["check", "gone.txt", "--format", "json"]).ends(2).json();
    assert_eq!(report["notes"], Value::Array(Vec::new()));
    assert_eq!(report["summary"]["notes"], 0);
    assert_eq!(report["errors"][0]["path"], "gone.txt");
}

#[test]
fn jsonl_is_one_note_a_line() {
    let folder = Folder::new(&[("a.txt", NOTE), ("b.txt", ""), ("c.txt", CLEAN)]);
    let ran = folder.run(&["check", "a.txt", "b.txt", "c.txt", "--format", "jsonl"]).ends(2);
    let lines: Vec<Value> = ran.out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(lines.iter().map(|line| line["path"].as_str().expect("a path")).collect::<Vec<_>>(), ["a.txt", "b.txt", "c.txt"]);
    assert_eq!(lines[0]["findings"][0]["rule"], RULE);
    assert!(lines[1]["error"].as_str().is_some_and(|message| message.contains("empty")));
    assert_eq!(lines[2]["findings"], Value::Array(Vec::new()));
}

#[test]
fn byte_offsets_point_at_the_words_on_disk() {
    let text = "Ring Zoë’s school 🙂.\r\n\r\nToday Kyle is kicking off.\r\n";
    let utf16 = |text: &str, order: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(order).collect::<Vec<u8>>();
    let cases = [
        ("utf8.txt", text.as_bytes().to_vec(), WORDS.as_bytes().to_vec()),
        ("mark.txt", format!("\u{feff}{text}").into_bytes(), WORDS.as_bytes().to_vec()),
        ("little.txt", utf16(&format!("\u{feff}{text}"), u16::to_le_bytes), utf16(WORDS, u16::to_le_bytes)),
        ("big.txt", utf16(&format!("\u{feff}{text}"), u16::to_be_bytes), utf16(WORDS, u16::to_be_bytes)),
        ("export.txt", b"Ring Zo\xeb\x92s school \x85\r\n\r\nToday Kyle is kicking off.\r\n".to_vec(), WORDS.as_bytes().to_vec()),
        ("mac.txt", text.replace("\r\n", "\r").into_bytes(), WORDS.as_bytes().to_vec()),
    ];
    let folder = Folder::new(&[]);
    for (name, content, words) in cases {
        folder.write(name, &content);
        let report = folder.json(&["check", name, "--select", RULE]);
        let finding = &report["notes"][0]["findings"][0];
        let slice = |place: &Value| {
            let at = |key: &str| usize::try_from(place[key].as_u64().expect("an offset")).expect("it fits");
            content[at("start")..at("end")].to_vec()
        };
        assert_eq!(slice(finding), words, "{name}");
        assert_eq!(slice(&finding["suggestions"][0]), words, "{name}");
        assert_eq!((&finding["line"], &finding["column"]), (&3.into(), &15.into()), "{name}");
    }
}

#[test]
fn how_a_file_was_read_is_told_where_it_matters() {
    let folder = Folder::new(&[]);
    folder.write("export.txt", b"Zo\xeb showed me her drawing.");
    folder.run(&["check", "export.txt"]).ends(0).tells(&["export.txt", "windows-1252"]);
}

#[test]
fn rules_and_groups_are_selected_and_ignored() {
    let folder = Folder::new(&[("a.txt", "Kyle is kicking off.\n\nWe met in order to talk about the EHCP.\n")]);
    let found = |arguments: &[&str]| {
        let report = folder.json(&[&["check", "a.txt"], arguments].concat());
        rules(&report).into_iter().map(str::to_owned).collect::<BTreeSet<String>>()
    };
    let plain = BTreeSet::from(["plain-english/acronym".to_owned(), "plain-english/wordy".to_owned()]);
    assert_eq!(found(&[]), plain.iter().cloned().chain([RULE.to_owned()]).collect());
    assert_eq!(found(&["--select", RULE]), BTreeSet::from([RULE.to_owned()]));
    assert_eq!(found(&["--select", "plain-english"]), plain);
    assert_eq!(found(&["--ignore", "respect"]), plain);
    assert_eq!(
        found(&["--select", "plain-english", "--ignore", "plain-english/wordy"]),
        BTreeSet::from(["plain-english/acronym".to_owned()])
    );
    assert_eq!(found(&["--select", "respect,plain-english/wordy"]), BTreeSet::from([RULE.to_owned(), "plain-english/wordy".to_owned()]));
}

#[test]
fn a_rule_that_does_not_exist_is_told_with_the_nearest() {
    let folder = Folder::new(&[("a.txt", NOTE)]);
    for flag in ["--select", "--ignore"] {
        folder
            .run(&["check", "a.txt", flag, "respect/derogatry"])
            .ends(2)
            .tells(&["respect/derogatry", "did you mean `respect/derogatory`?"]);
        folder.run(&["check", "a.txt", flag, "plain-englsh"]).ends(2).tells(&["did you mean `plain-english`?"]);
    }
}

#[test]
fn a_report_goes_to_a_file() {
    let folder = Folder::new(&[("a.txt", NOTE)]);
    let ran = folder.run(&["check", "a.txt", "--format", "json", "--output", "report.json"]).ends(1);
    assert_eq!(ran.out, "");
    let report: Value = serde_json::from_str(&folder.read("report.json")).expect("JSON");
    assert_eq!(rules(&report), [RULE]);
    folder.run(&["check", "a.txt", "--output", "no/such/folder/report.txt"]).ends(2).tells(&["no/such/folder/report.txt"]);
}

/// A record is evidence: it is never rewritten, not even by a slip on the command line.
#[test]
fn a_report_never_takes_the_place_of_a_note() {
    let folder = Folder::new(&[("notes/a.txt", NOTE)]);
    for paths in [&["notes/a.txt"][..], &["notes"]] {
        folder.write("notes/a.txt", NOTE.as_bytes());
        let ran = folder.run(&[&["check"], paths, &["--output", "notes/../notes/a.txt"]].concat());
        assert_eq!(folder.read("notes/a.txt"), NOTE, "{ran:?}");
        ran.ends(2);
    }
}

#[test]
fn what_cannot_be_read_is_told_with_what_to_do() {
    let folder = Folder::new(&[("empty.txt", ""), ("blank.txt", " \n\n"), ("no-notes/picture.png", "x")]);
    folder.write("word.txt", b"PK\x03\x04\0\0rest");
    folder.write("broken.txt", b"one\ntwo \x81\x02");
    folder.write("mark.txt", b"\xef\xbb\xbf");
    folder.write("half.txt", b"\xff\xfea\0b");
    folder.run(&["check", "gone.txt"]).ends(2).tells(&["gone.txt", "no such file", "check the path"]);
    folder.run(&["check", "no-notes"]).ends(2).tells(&["no-notes", "holds no notes", ".txt"]);
    folder.run(&["check", "empty.txt"]).ends(2).tells(&["empty.txt", "empty"]);
    folder.run(&["check", "blank.txt"]).ends(2).tells(&["blank.txt", "empty"]);
    folder.run(&["check", "word.txt"]).ends(2).tells(&["word.txt", "not text", "plain text"]);
    folder.run(&["check", "broken.txt"]).ends(2).tells(&["broken.txt", "line 2", "UTF-8"]);
    folder.run(&["check", "half.txt"]).ends(2).tells(&["half.txt", "UTF-16"]);
}

#[test]
fn a_file_of_nothing_but_a_byte_order_mark_is_empty() {
    let folder = Folder::new(&[]);
    folder.write("mark.txt", b"\xef\xbb\xbf");
    folder.run(&["check", "mark.txt"]).ends(2).tells(&["mark.txt", "empty"]);
}

#[test]
fn a_bad_note_does_not_keep_a_good_one_from_its_report() {
    let folder = Folder::new(&[("notes/a.txt", ""), ("notes/b.txt", NOTE)]);
    folder.write("notes/c.txt", b"\0\0");
    let ran = folder.run(&["check", "notes", "--format", "json"]).ends(2).tells(&["a.txt", "c.txt"]);
    let report = ran.json();
    assert_eq!(notes(&report), ["b.txt"]);
    assert_eq!(rules(&report), [RULE]);
    assert_eq!(report["errors"].as_array().map(Vec::len), Some(2));
}

#[cfg(unix)]
#[test]
fn a_file_without_permission_is_told() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new(&[("a.txt", NOTE)]);
    let path = folder.0.join("a.txt");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).expect("it is ours");
    if File::open(&path).is_ok() {
        return; // Root may read everything.
    }
    folder.run(&["check", "a.txt"]).ends(2).tells(&["a.txt", "permission"]);
}

/// A terabyte of nothing: reading it would not end.
#[test]
fn a_file_above_the_limit_is_refused_unread() {
    let folder = Folder::new(&[("a.txt", NOTE)]);
    let grow = |name: &str, size| File::create(folder.0.join(name)).and_then(|file| file.set_len(size)).is_ok();
    assert!(grow("large.txt", MAX_BYTES + 1));
    let huge = grow("huge.txt", 1 << 40); // Not every file system takes it.
    let names: Vec<&str> = [Some("large.txt"), huge.then_some("huge.txt")].into_iter().flatten().collect();
    for name in names {
        let ran = folder.run(&["check", name, "a.txt", "--format", "json"]).ends(2).tells(&[name, " MB", "split"]);
        assert_eq!(notes(&ran.json()), ["a.txt"]);
    }
}

/// A pipe or a device has no size to look at beforehand: the limit must hold while it is read.
#[cfg(unix)]
#[test]
fn the_limit_holds_for_pipes() {
    let folder = Folder::new(&[]);
    let much = vec![b' '; usize::try_from(MAX_BYTES).expect("it fits") + 1];
    for path in ["-", "/dev/stdin"] {
        folder.run_with(&["check", path], &much).ends(2).tells(&[" MB", "split"]);
    }
}

#[test]
fn a_line_of_a_million_characters_is_checked() {
    let line = "She went to school with her brother. ".repeat(27_100);
    let folder = Folder::new(&[("a.txt", &format!("{line}{NOTE}"))]);
    let report = folder.run(&["check", "a.txt", "--format", "json", "--select", RULE]).ends(1).json();
    assert_eq!(findings(&report)[0]["column"], line.len() + 9);
    let drawn = folder.run(&["check", "a.txt", "--excerpts", "full", "--select", RULE]).ends(1);
    assert!(drawn.out.contains(WORDS) && drawn.out.len() < 4000, "{} bytes", drawn.out.len());
}

/// A key held down, a rule under a title, an export without a full stop: the work must not grow with the square of the
/// run. The time is a guard against hanging and measures nothing.
#[test]
fn a_run_of_one_thing_does_not_hold_the_program_up() {
    let folder = Folder::new(&[]);
    let pieces =
        [".", "?", "\"", "'", "(", "-", "’", "“", "QZX ", "Mum said that ", "he was told, ", "\"Dad said ", "Mum: hostile ", "home.Aa"];
    for (number, piece) in pieces.iter().enumerate() {
        folder.write(&format!("notes/{number}.txt"), format!("{NOTE}{}\n", piece.repeat(200_000 / piece.len())).as_bytes());
    }
    let mut child = folder.command(&["check", "notes", "--output", "report"]).stderr(Stdio::null()).spawn().expect("it starts");
    let start = Instant::now();
    while child.try_wait().expect("it is ours").is_none() {
        if start.elapsed() > Duration::from_mins(1) {
            child.kill().and_then(|()| child.wait()).expect("it is ours");
            panic!("200,000 bytes of one of {pieces:?} take more than a minute");
        }
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn a_broken_configuration_is_told_with_its_line_and_the_notes_are_checked() {
    for (config, words) in [
        ("[words]\naccepted = []\n\n[ruels]\n", &["casenote.toml:4:", "ruels", "did you mean `rules`?"][..]),
        ("[words]\nacepted = []\n", &["casenote.toml:2:", "did you mean `accepted`?"]),
        ("fail-on = \n", &["casenote.toml:1:"]),
        ("[rules]\n\"respect/derogatry\" = \"off\"\n", &["casenote.toml", "did you mean `respect/derogatory`?"]),
        ("[rules]\n\"plain-english/long-sentence\" = { max-word = 3 }\n", &["casenote.toml", "did you mean `max-words`?"]),
    ] {
        let folder = Folder::new(&[("casenote.toml", config), ("a.txt", NOTE)]);
        let ran = folder.run(&["check", "a.txt", "--format", "json"]).ends(2).tells(words);
        assert_eq!(rules(&ran.json()), [RULE]);
    }
}

#[test]
fn a_severity_that_does_not_exist_is_told_with_those_that_do() {
    let folder = Folder::new(&[("casenote.toml", "[rules]\n\"respect/derogatory\" = \"wraning\"\n"), ("a.txt", NOTE)]);
    folder.run(&["check", "a.txt"]).ends(2).tells(&["casenote.toml:2:", "wraning", "`warning`"]);
}

#[test]
fn holidays_are_checked() {
    let whole = r#"holidays = [2026-12-24, "2026-12-29"]"#;
    Folder::new(&[("casenote.toml", whole), ("a.txt", CLEAN)]).run(&["check", "a.txt"]).ends(0);
    for (config, words) in [
        ("holidays = [2026-12-26]\n", "2026-12-26 is a Saturday"),
        ("holidays = [\"26 Dec\"]\n", "expected a date such as 2027-05-03"),
        ("holidays = [2026-02-30]\n", "casenote.toml:1"),
        ("people = []\nholidays = [2041-01-01]\n", "casenote.toml:2: 2041 is outside 2012 to 2035, and only 1"),
    ] {
        Folder::new(&[("casenote.toml", config), ("a.txt", CLEAN)]).run(&["check", "a.txt"]).ends(2).tells(&[words]);
    }
}

#[test]
fn a_configuration_that_is_named_must_be_there() {
    let folder = Folder::new(&[
        ("a.txt", NOTE),
        ("casenote.toml", "[rules]\nrespect = \"off\"\n"),
        ("other.toml", "[rules]\nrespect = \"error\"\n"),
    ]);
    folder.run(&["check", "a.txt"]).ends(0);
    assert_eq!(findings(&folder.json(&["check", "a.txt", "--config", "other.toml"]))[0]["severity"], "error");
    folder.run(&["check", "a.txt", "--config", "gone.toml"]).ends(2).tells(&["gone.toml"]);
}

#[test]
fn the_nearest_configuration_above_a_note_governs_it() {
    let off = "[rules]\nrespect = \"off\"\n";
    let folder = Folder::new(&[("casenote.toml", off), ("team/deep/a.txt", NOTE), ("own/casenote.toml", ""), ("own/deep/b.txt", NOTE)]);
    let report = folder.json(&["check", "."]);
    let count = |name: &str| {
        let note =
            report["notes"].as_array().expect("notes").iter().find(|note| note["path"].as_str().is_some_and(|path| path.ends_with(name)));
        note.expect("it was checked")["findings"].as_array().expect("findings").len()
    };
    assert_eq!((count("a.txt"), count("b.txt")), (0, 1));
}

const OUR_LIST: &str = "[list]\nrule = \"respect/derogatory\"\n\n[categories]\nours = \"Our team agreed on it.\"\n\n[terms]\n\"wibble wobbler\" = { category = \"ours\", instead = [\"wobbles\"], source = \"team\" }\n";

#[test]
fn a_list_of_our_own_is_used_and_found_beside_its_configuration() {
    let folder = Folder::new(&[
        ("casenote.toml", "[words]\nlists = [\"lists/ours.toml\"]\n"),
        ("lists/ours.toml", OUR_LIST),
        ("deep/a.txt", "Kyle is a wibble wobbler.\n"),
    ]);
    let report = folder.run(&["check", "deep", "--format", "json"]).ends(1).json();
    assert_eq!(rules(&report), [RULE]);
    assert_eq!(findings(&report)[0]["suggestions"][0]["text"], "wobbles");
}

/// Two findings on the same words would ask the writer for two answers.
#[test]
fn a_word_that_our_list_and_a_built_in_one_hold_is_raised_once() {
    let list = OUR_LIST.replace("wibble wobbler", WORDS);
    let folder = Folder::new(&[("casenote.toml", "[words]\nlists = [\"ours.toml\"]\n"), ("ours.toml", &list), ("a.txt", NOTE)]);
    assert_eq!(rules(&folder.json(&["check", "a.txt"])), [RULE]);
}

#[test]
fn a_broken_list_is_told_with_its_line_and_the_notes_are_checked_without_it() {
    for (list, words) in [
        (OUR_LIST.replace("instead", "insted"), &["ours.toml:8:", "insted"][..]),
        (OUR_LIST.replace("instead = [\"wobbles\"], ", ""), &["ours.toml:8:", "wibble wobbler", "instead"]),
        (OUR_LIST.replace("category = \"ours\"", "category = \"theirs\""), &["ours.toml:8:", "theirs", "ours"]),
        (OUR_LIST.replace("respect/derogatory", "respect/derogatry"), &["ours.toml", "rule"]),
        ("[list\n".to_owned(), &["ours.toml:1:"]),
    ] {
        let folder = Folder::new(&[("casenote.toml", "[words]\nlists = [\"ours.toml\"]\n"), ("ours.toml", &list), ("a.txt", NOTE)]);
        let ran = folder.run(&["check", "a.txt", "--format", "json"]).ends(2).tells(words);
        assert_eq!(rules(&ran.json()), [RULE]);
    }
    let folder = Folder::new(&[("casenote.toml", "[words]\nlists = [\"gone.toml\"]\n"), ("a.txt", NOTE)]);
    folder.run(&["check", "a.txt"]).ends(2).tells(&["gone.toml"]);
}

#[test]
fn accepted_words_are_not_raised() {
    let folder = Folder::new(&[("casenote.toml", "[words]\naccepted = [\"Kicking-Off\"]\n"), ("a.txt", NOTE)]);
    folder.run(&["check", "a.txt", "--fail-on", "info"]).ends(0);
}

#[test]
fn acronyms_of_the_team_are_written_out_and_initials_of_its_people_left_alone() {
    let note = "We met at the QZHUB.\n\nShe told TQ about it, and the plan.\n";
    let config = "people = [\"Tess Quill\"]\n\n[acronyms]\nQZHUB = \"Quarter Zone Hub\"\n";
    let folder = Folder::new(&[("casenote.toml", config), ("a.txt", note)]);
    let report = folder.json(&["check", "a.txt", "--select", "plain-english/acronym"]);
    assert_eq!(findings(&report).len(), 1, "{report}");
    assert_eq!(findings(&report)[0]["suggestions"][0]["text"], "Quarter Zone Hub (QZHUB)");
}

#[test]
fn options_of_a_rule_are_taken_from_the_configuration() {
    let rule = "plain-english/long-sentence";
    let config = format!("[rules]\n\"{rule}\" = {{ max-words = 4, warn-words = 6 }}\n");
    let folder = Folder::new(&[
        ("casenote.toml", &config),
        ("a.txt", "She went to school.\n\nShe went to school today.\n\nShe went to school with her brother.\n"),
    ]);
    let report = folder.json(&["check", "a.txt", "--select", rule]);
    let severities: Vec<&str> = findings(&report).iter().map(|finding| finding["severity"].as_str().expect("a severity")).collect();
    assert_eq!(severities, ["info", "warning"]);
}

#[test]
fn a_page_is_shown_for_a_rule_and_for_a_group() {
    let folder = Folder::new(&[]);
    let page = folder.run(&["explain", RULE]).ends(0).out;
    assert!(page.contains(RULE) && page.contains("Why it matters"), "{page}");
    let pages = folder.run(&["explain", "plain-english"]).ends(0).out;
    for rule in RULES.iter().filter(|rule| rule.group() == "plain-english") {
        assert!(pages.contains(rule.name), "{}", rule.name);
    }
    folder.run(&["explain", "respect/derogatry"]).ends(2).tells(&["did you mean `respect/derogatory`?"]);
}

#[test]
fn rules_are_listed_in_each_format() {
    let folder = Folder::new(&[]);
    let [text, json, markdown] = ["text", "json", "markdown"].map(|format| folder.run(&["rules", "--format", format]).ends(0));
    assert_eq!(text.out.lines().count(), RULES.len());
    assert_eq!(folder.run(&["rules"]).ends(0).out, text.out);
    let listed = json.json();
    let listed = listed.as_array().expect("an array");
    assert!(listed.iter().map(|rule| rule["name"].as_str().expect("a name")).eq(RULES.iter().map(|rule| rule.name)));
    for rule in RULES {
        assert!(text.out.lines().any(|line| line.starts_with(rule.name)), "{}", rule.name);
        assert!(markdown.out.lines().any(|line| line.starts_with(&format!("| `{}` |", rule.name))), "{}", rule.name);
    }
}

#[test]
fn the_schema_names_every_rule_and_key() {
    let schema = Folder::new(&[]).run(&["schema"]).ends(0).json();
    let names = schema["properties"]["rules"]["propertyNames"]["enum"].as_array().expect("names");
    for rule in RULES {
        assert!(names.contains(&rule.name.into()) && names.contains(&rule.group().into()), "{}", rule.name);
    }
    for key in ["fail-on", "rules", "words", "acronyms", "people"] {
        assert!(schema["properties"][key].is_object(), "{key}");
    }
}

#[test]
fn init_writes_a_configuration_and_never_over_one() {
    let folder = Folder::new(&[("a.txt", NOTE), ("deep/casenote.toml", "people = []\n")]);
    folder.run(&["init"]).ends(0);
    folder.run(&["check", "a.txt"]).ends(1);
    let written = folder.read("casenote.toml");
    folder.run(&["init"]).ends(2).tells(&["exists already"]);
    folder.run(&["init", "deep"]).ends(2).tells(&["exists already"]);
    assert_eq!((folder.read("casenote.toml"), folder.read("deep/casenote.toml")), (written, "people = []\n".to_owned()));
}

#[test]
fn completions_are_printed_for_bash() {
    let script = Folder::new(&[]).run(&["completions", "bash"]).ends(0).out;
    assert!(script.contains("complete -F _casenote") && script.contains("--fail-on"), "{script}");
}

#[test]
fn a_closed_pipe_is_no_fault() {
    let folder = Folder::new(&[("a.txt", &NOTE.repeat(5000))]);
    for arguments in [
        &["check", "a.txt"][..],
        &["check", "a.txt", "--format", "json"],
        &["check", "a.txt", "--excerpts", "full"],
        &["explain", "respect"],
        &["completions", "bash"],
    ] {
        let mut child = folder.command(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
        drop(child.stdout.take());
        let ran = Ran::of(child.wait_with_output().expect("it ends"));
        assert_eq!(ran.err, "", "{arguments:?}: {ran:?}");
        assert!(matches!(ran.status, Some(0 | 1)), "{arguments:?}: {ran:?}");
    }
}

#[test]
fn fingerprints_need_a_key_and_stay_where_the_words_stay() {
    let folder = Folder::new(&[("a.txt", NOTE), ("b.txt", &format!("Home visit\n\nZoë was drawing. 🙂\r\n\r\n{NOTE}"))]);
    let prints = |key: Option<&str>| -> Vec<Value> {
        let mut command = folder.command(&["check", "a.txt", "b.txt", "--format", "json", "--select", RULE]);
        if let Some(key) = key {
            command.env("CASENOTE_KEY", key);
        }
        let report = Ran::of(command.output().expect("it starts")).ends(1).json();
        findings(&report).iter().map(|finding| finding["fingerprint"].clone()).collect()
    };
    assert_eq!(prints(None), [Value::Null, Value::Null]);
    assert_eq!(prints(Some("")), [Value::Null, Value::Null]);
    let kept = prints(Some("kept by the team"));
    assert!(kept[0].as_str().is_some_and(|print| print.len() == 32), "{kept:?}");
    assert_eq!(kept[0], kept[1]);
    assert_eq!(kept, prints(Some("kept by the team")));
    assert_ne!(kept, prints(Some("another")));
}

/// A name beside every finding of every rule's page: no report that was not asked for words may hold it.
#[test]
fn no_word_of_a_note_is_in_a_report_that_was_not_asked_for_it() {
    let folder = Folder::new(&[]);
    let mut written = 0;
    for (rule, example) in RULES.iter().flat_map(|rule| examples(rule.page).into_iter().map(move |example| (rule, example))) {
        let mut text = example.text.clone();
        for marked in example.marked.iter().rev() {
            text.insert_str(marked.end as usize, " Wrzosek ");
            text.insert_str(marked.start as usize, "Wrzosek ");
        }
        if example.expect == Expect::Flag {
            folder.write(&format!("notes/{}-{}.txt", rule.name.replace('/', "-"), example.line), text.as_bytes());
            written += 1;
        }
    }
    folder.write("notes/export.txt", b"Zo\xeb Wrzosek is kicking off.");
    folder.write("notes/broken.txt", b"Wrzosek \x81\x02");
    for format in ["text", "json", "jsonl", "sarif", "junit", "csv", "github", "html"] {
        let mut command = folder.command(&["check", "notes", "--format", format]);
        let ran = Ran::of(command.env("CASENOTE_KEY", "kept by the team").output().expect("it starts")).ends(2);
        assert!(!ran.out.contains("Wrzosek") && !ran.err.contains("Wrzosek"), "{format}");
        assert!(format != "json" || findings(&ran.json()).len() > written / 2, "most are still found");
    }
}

#[test]
fn voices_label_each_clause() {
    let folder = Folder::new(&[("a.txt", "Actions\nThe hall was clear. Mum told me she was tired.\n")]);
    let ran = folder.run(&["voices", "a.txt"]).ends(0);
    assert!(ran.out.contains("observed                  The hall was clear."), "{}", ran.out);
    assert!(ran.out.contains("reported · Mum"), "{}", ran.out);
}

#[test]
fn voices_as_json_hold_places_and_no_words_unless_asked() {
    let folder = Folder::new(&[("a.txt", "\u{feff}Mum told me she was tired.\n")]);
    let ran = folder.run(&["voices", "--format", "json", "a.txt", "missing.txt"]).ends(2).tells(&["missing.txt"]);
    assert!(!ran.out.contains("tired"), "{}", ran.out);
    let clause = &ran.json()["clauses"][0];
    assert_eq!(clause["voice"], "reported");
    assert_eq!((&clause["start"], &clause["who"]["start"], &clause["who"]["end"]), (&3.into(), &3.into(), &6.into()));
    let words = folder.run(&["voices", "--format", "json", "--excerpts", "full", "a.txt"]).json();
    assert_eq!(words["clauses"][0]["text"], "Mum told me she was tired.");
}

/// Two exports of one folder: a file with two entries, one alone, and one that only the newer has.
fn exports() -> Folder {
    let log = "3 May 2024\nElla showed me the rabbit. The kitchen floor was wet.\n\n7 May 2024\nMum rang and cried.\n";
    let changed = "3 May 2024\nElla showed me the rabbit. The kitchen floor was dry.\n";
    let correction =
        "9 May 2024\nCorrection: the visit was at four, not at two as first recorded, because I misread my notes. Jo Marsh, Team Manager\n";
    Folder::new(&[
        ("old/log.txt", log),
        ("old/b.txt", "5 May 2024\nCall with school about the trip.\n"),
        ("new/log.txt", changed),
        ("new/moved/b.txt", "5 May 2024\nCall with school about the trip.\n"),
        ("new/c.txt", correction),
    ])
}

#[test]
fn two_exports_are_compared() {
    let folder = exports();
    let ran = folder.run(&["compare", "old", "new", "--format", "json"]).ends(1);
    ran.tells(&["3 entries in the older export: 1 the same (1 of them moved), 1 changed, 1 deleted; 1 new (1 of them corrections)"]);
    let json = folder.run(&["compare", "old", "new", "--format", "json"]).json();
    let of =
        |path: &str| json["notes"].as_array().expect("notes").iter().find(|note| note["path"] == path).expect(path)["findings"][0].clone();
    assert_eq!(of("old/log.txt")["rule"], "integrity/deleted");
    assert_eq!(of("old/log.txt")["line"], 4);
    assert_eq!(of("new/log.txt")["data"]["category"], "changed");
    assert_eq!((&of("new/log.txt")["data"]["gone"], &of("new/log.txt")["data"]["new"]), (&Value::from(1), &Value::from(1)));
    assert_eq!(of("new/c.txt")["data"]["manager"], true);
    assert_eq!(of("new/c.txt")["data"]["reason"], true);
    assert!(!json.to_string().contains("rabbit"), "no words of a note without being asked");
    let shown = folder.run(&["compare", "old", "new", "--excerpts", "full"]).ends(1);
    assert!(shown.out.contains("7 May 2024"), "{shown:?}");
}

#[test]
fn the_same_export_twice_is_clean_and_an_unread_file_is_not_deleted() {
    let folder = exports();
    folder.run(&["compare", "old", "old"]).ends(0);
    folder.run(&["compare", "old", "new", "--fail-on", "never"]).ends(0);
    folder.write("new/log.txt", b"\0\0\0\x01");
    let ran = folder.run(&["compare", "old", "new", "--format", "json"]).ends(2);
    assert!(!ran.out.contains("integrity/deleted"), "{ran:?}");
    folder.run(&["compare", "old", "gone"]).ends(2);
}
