//! Accepting findings as people do it, and what it does to the runs after.

mod support;

use std::fs;
use std::process::Command;

use support::{CLEAN, Folder, NOTE, RULE, findings, rules};

const FILE: &str = "casenote-accepted.toml";
const KEY: &str = ".casenote-key";
const WHY: &[&str] = &["--reason", "agreed in supervision", "--by", "Dana Reed, TM"];
const LONG: &str = "9999-01-01";

fn accept<'a>(rest: &[&'a str]) -> Vec<&'a str> {
    [&["accept"], rest, WHY].concat()
}

/// A day so many months from now would hide a clock that is wrong, so the tests write days far away.
fn expire(folder: &Folder) {
    let file = folder.read(FILE);
    assert!(file.contains(LONG));
    folder.write(FILE, file.replace(LONG, "2020-01-31").as_bytes());
}

#[test]
fn a_first_audit_starts_from_one_command_and_only_new_findings_are_raised() {
    let folder = Folder::new(&[("notes/a.txt", NOTE), ("notes/deep/b.txt", "Zoe was vile and hostile.\n")]);
    let found = rules(&folder.json(&["check", "notes"])).len();
    let ran = folder.run(&accept(&["notes", "--all"])).ends(0);
    assert!(ran.out.contains(&format!("accepted {found} findings until ")), "{}", ran.out);
    let ran = folder.run(&["check", "notes", "--fail-on", "info"]).ends(0);
    assert!(ran.out.ends_with(&format!("0 errors, 0 warnings, 0 for information; {found} more accepted\n")), "{}", ran.out);
    folder.write("notes/deep/c.txt", b"Leo is kicking off again.\n");
    let report = folder.json(&["check", "notes"]);
    assert_eq!(rules(&report), [RULE]);
    assert_eq!(report["summary"]["accepted"], found);
}

#[test]
fn what_is_accepted_moves_with_its_words_and_ends_with_them() {
    let folder = Folder::new(&[("a.txt", NOTE)]);
    folder.run(&accept(&["a.txt", "--all", "--until", "never"])).ends(0);
    folder.write("a.txt", format!("Home visit\r\n\r\nZoë was drawing. 🙂\r\n\r\n{NOTE}").as_bytes());
    folder.run(&["check", "."]).ends(0);
    folder.write("a.txt", b"Leo is kicking off again.\n");
    folder.run(&["check", "."]).ends(1).tells(&["1 accepted finding no longer occurs", "accept --prune"]);
    // Only part of the folder was looked at, or not every rule: nothing can be said of the rest.
    folder.write("b.txt", CLEAN.as_bytes());
    for arguments in [&["check", "b.txt"][..], &["check", ".", "--select", "plain-english"]] {
        assert_eq!(folder.run(arguments).ends(0).err, "");
    }
    let ran = folder.run(&["accept", ".", "--prune"]).ends(0);
    assert!(ran.out.contains("took out 1 accepted finding"), "{}", ran.out);
    assert_eq!(folder.run(&["check", "."]).ends(1).err, "");
}

#[test]
fn an_acceptance_ends_on_its_day() {
    let folder = Folder::new(&[("a.txt", NOTE)]);
    folder.run(&accept(&["a.txt", "--all", "--until", LONG])).ends(0);
    folder.run(&["check", "."]).ends(0);
    expire(&folder);
    folder.run(&["check", "."]).ends(1).tells(&["1 accepted finding is raised again"]);
    folder.run(&accept(&["a.txt", "--all", "--until", LONG])).ends(0);
    folder.run(&["check", "."]).ends(0);
    folder.run(&accept(&["a.txt", "--all", "--until", "2020-01-31"])).ends(2).tells(&["in the past"]);
    folder.run(&accept(&["a.txt", "--all", "--until", "31/01/2030"])).ends(2).tells(&["2027-03-31"]);
}

#[test]
fn findings_are_chosen_by_rule_line_and_fingerprint() {
    let note = "Kyle is kicking off.\n\nHe is manipulative. The plan is going forward.\n";
    let fresh = || Folder::new(&[("a.txt", note)]);
    let folder = fresh();
    let all = rules(&folder.json(&["check", "a.txt"])).len();
    assert!(all >= 2);
    folder.run(&accept(&["a.txt", "--line", "1"])).ends(0);
    let left = folder.json(&["check", "a.txt"]);
    assert!(findings(&left).len() == all - 1 && findings(&left)[0]["line"] == 3, "{left}");
    let fingerprint = findings(&left)[0]["fingerprint"].as_str().expect("the file's key makes them").to_owned();
    folder.run(&accept(&["a.txt", "--fingerprint", &fingerprint])).ends(0);
    assert_eq!(findings(&folder.json(&["check", "a.txt"])).len(), all - 2);
    let folder = fresh();
    folder.run(&accept(&["a.txt", "--rule", "respect"])).ends(0);
    assert!(!rules(&folder.json(&["check", "a.txt"])).contains(&RULE));
    folder.run(&accept(&["a.txt", "--rule", "respect/derogatry"])).ends(2).tells(&["did you mean `respect/derogatory`?"]);
    folder.run(&accept(&["a.txt", "--rule", "balance"])).ends(2).tells(&["no finding matches"]);
    folder.run(&accept(&[".", "--line", "1"])).ends(2).tells(&["--line needs one note"]);
}

#[test]
fn a_reason_and_a_choice_are_asked_for() {
    let folder = Folder::new(&[("a.txt", NOTE)]);
    folder.run(&["accept", "a.txt", "--all", "--by", "Dana"]).ends(2).tells(&["--reason"]);
    folder.run(&["accept", "a.txt", "--all", "--by", "Dana", "--reason", " "]).ends(2).tells(&["--reason"]);
    folder.run(&["accept", "a.txt", "--reason", "fine"]).ends(2).tells(&["--all"]);
    assert!(!folder.0.join(FILE).exists());
}

#[test]
fn the_file_lies_beside_the_configuration_or_the_notes_and_is_found_from_below() {
    let folder = Folder::new(&[("casenote.toml", ""), ("team/deep/a.txt", NOTE), ("team/b.txt", CLEAN)]);
    folder.run(&accept(&["team/deep", "--all"])).ends(0);
    assert!(folder.0.join(FILE).exists() && folder.0.join(KEY).exists());
    folder.run(&["check", "."]).ends(0);
    let folder = Folder::new(&[("team/deep/a.txt", NOTE)]);
    folder.run(&accept(&["team/deep/a.txt", "--all"])).ends(0);
    assert!(folder.0.join("team/deep").join(FILE).exists());
    folder.run(&["check", "."]).ends(0);
}

#[test]
fn without_its_key_nothing_is_accepted_and_the_reader_is_told() {
    let folder = Folder::new(&[("a.txt", NOTE)]);
    folder.run(&accept(&["a.txt", "--all"])).ends(0);
    let key = folder.read(KEY);
    folder.write(KEY, b"another\n");
    folder.run(&["check", "a.txt"]).ends(2).tells(&["made with another key", KEY]);
    fs::remove_file(folder.0.join(KEY)).expect("it is there");
    folder.run(&["check", "a.txt"]).ends(2).tells(&["made with another key"]);
    let secret = key.lines().last().expect("a line").to_owned();
    let status = folder.command(&["check", "a.txt"]).env("CASENOTE_KEY", secret).output().expect("it starts").status;
    assert_eq!(status.code(), Some(0));
    folder.write(FILE, b"nonsense\n");
    folder.write(KEY, key.as_bytes());
    folder.run(&["check", "a.txt"]).ends(2).tells(&[&format!("{FILE}:1:")]);
}

#[test]
fn a_shared_key_of_the_team_is_used_where_there_is_one() {
    let folder = Folder::new(&[("a.txt", NOTE)]);
    let run = |arguments: &[&str]| {
        let output = folder.command(arguments).env("CASENOTE_KEY", "kept by the team").output().expect("it starts");
        output.status.code()
    };
    assert_eq!(run(&accept(&["a.txt", "--all"])), Some(0));
    assert!(!folder.0.join(KEY).exists());
    assert_eq!(run(&["check", "a.txt"]), Some(0));
}

#[test]
fn no_word_of_a_note_is_in_the_accepted_file() {
    let note = "Wrzosek is vile and hostile to Quillfeather. Zzyzx, 07700 900123, was kicking off.\n";
    let folder = Folder::new(&[("a.txt", note)]);
    folder.run(&accept(&["a.txt", "--all"])).ends(0);
    let file = folder.read(FILE);
    for token in note.split(|end: char| !end.is_alphanumeric()).filter(|token| token.len() > 3) {
        assert!(!file.contains(token), "{token} is in {file}");
    }
    let lines: Vec<&str> = file.lines().filter(|line| line.starts_with('"')).collect();
    assert!(lines.len() >= 3 && lines.is_sorted(), "{file}");
}

#[test]
fn two_people_who_accept_on_two_branches_merge_without_a_conflict() {
    let folder = Folder::new(&[("a.txt", NOTE), ("b.txt", "Zoe is manipulative.\n"), (".gitattributes", &format!("{FILE} merge=union\n"))]);
    let git = |arguments: &[&str]| {
        let names = ["-c", "user.name=Dana", "-c", "user.email=dana@team.example", "-c", "commit.gpgsign=false"];
        let output = Command::new("git").args(names).args(arguments).current_dir(&folder.0).output().expect("git is there");
        assert!(output.status.success(), "{arguments:?}: {output:?}");
    };
    git(&["init", "-q", "-b", "main"]);
    // The key must be one for all before two people begin.
    folder.write(KEY, b"one secret for the team\n");
    folder.write(FILE, b"");
    git(&["add", "."]);
    git(&["commit", "-qm", "Notes"]);
    git(&["checkout", "-qb", "other"]);
    folder.run(&accept(&["a.txt", "--all"])).ends(0);
    git(&["commit", "-qam", "Accept in a"]);
    git(&["checkout", "-q", "main"]);
    folder.run(&accept(&["b.txt", "--all"])).ends(0);
    git(&["commit", "-qam", "Accept in b"]);
    git(&["merge", "-q", "other"]);
    assert_eq!(folder.run(&["check", "."]).ends(0).err, "");
}
