//! Each form of report as the programs that read it see it, and that none holds words it was not asked for.

mod support;

use std::collections::HashSet;

use quick_xml::events::Event;
use serde_json::Value;
use support::{CLEAN, Folder, NOTE, RULE, WORDS};

const FORMATS: &[&str] = &["text", "json", "jsonl", "sarif", "junit", "csv", "github", "html"];
const WHY: &[&str] = &["--reason", "agreed in supervision", "--by", "Dana Reed, TM"];

fn report(folder: &Folder, format: &str, more: &[&str]) -> String {
    folder.run(&[&["check", ".", "--fail-on", "never", "--format", format], more].concat()).out
}

fn sarif(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

#[test]
fn sarif_has_places_rules_with_their_pages_and_no_snippets() {
    let folder = Folder::new(&[("a b.txt", NOTE), ("empty.txt", "")]);
    let log = sarif(&report(&folder, "sarif", &[]));
    let run = &log["runs"][0];
    assert_eq!((&log["version"], &run["columnKind"]), (&"2.1.0".into(), &"unicodeCodePoints".into()));
    let result = &run["results"][0];
    assert_eq!(result["ruleId"], RULE);
    let rule = &run["tool"]["driver"]["rules"][usize::try_from(result["ruleIndex"].as_u64().expect("a number")).expect("small")];
    assert_eq!(rule["id"], RULE);
    assert!(rule["help"]["markdown"].as_str().is_some_and(|page| page.contains("## Why it matters")));
    let place = &result["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "./a%20b.txt");
    assert_eq!(place["region"], serde_json::json!({ "startLine": 1, "startColumn": 9, "endLine": 1, "endColumn": 20 }));
    let invocation = &run["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], false);
    assert!(invocation["toolExecutionNotifications"][0]["message"]["text"].as_str().is_some_and(|text| text.contains("empty")));
    let asked = sarif(&report(&folder, "sarif", &["--excerpts", "full"]));
    assert_eq!(asked["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["snippet"]["text"], WORDS);
}

#[test]
fn sarif_tells_what_was_accepted_and_why() {
    let folder = Folder::new(&[("a.txt", NOTE)]);
    folder.run(&[&["accept", "a.txt", "--all"], WHY].concat()).ends(0);
    let log = sarif(&report(&folder, "sarif", &[]));
    let result = &log["runs"][0]["results"][0];
    assert_eq!(result["suppressions"][0]["justification"], "agreed in supervision");
    assert_eq!(result["partialFingerprints"]["casenote/v1"].as_str().map(str::len), Some(32));
}

/// The names of the elements, in order. Attributes and texts are read, so that a broken one is noticed.
fn xml(text: &str) -> Vec<String> {
    let mut reader = quick_xml::Reader::from_str(text);
    let mut seen = Vec::new();
    loop {
        match reader.read_event().expect("well formed") {
            Event::Eof => return seen,
            Event::Start(tag) | Event::Empty(tag) => {
                assert!(tag.attributes().all(|attribute| attribute.is_ok()), "{text}");
                seen.push(tag.name().as_ref().to_owned());
            }
            _ => {}
        }
    }
}

#[test]
fn junit_is_well_formed_whatever_a_path_holds() {
    let folder = Folder::new(&[("a <b> & \"c\".txt", NOTE), ("clean.txt", CLEAN), ("empty.txt", "")]);
    let text = report(&folder, "junit", &["--excerpts", "full"]);
    let seen = xml(&text);
    let count = |name: &str| seen.iter().filter(|element| *element == name).count();
    assert_eq!((count("testsuite"), count("failure"), count("error")), (3, 1, 1), "{text}");
    assert!(text.contains("a &lt;b&gt; &amp; &quot;c&quot;.txt") && text.contains("Kyle is kicking off."), "{text}");
    let none = report(&Folder::new(&[]), "junit", &[]);
    assert!(none.starts_with("<?xml") && none.trim_end().ends_with("</testsuites>"), "{none}");
}

#[test]
fn csv_opens_in_a_spreadsheet_and_runs_nothing() {
    let folder = Folder::new(&[("a.txt", NOTE), ("empty.txt", "")]);
    folder.write("=cmd,\"x\".txt", NOTE.as_bytes());
    let output = folder.run(&["check", "=cmd,\"x\".txt", "a.txt", "empty.txt", "--format", "csv", "--excerpts", "full"]).out;
    let text = output.strip_prefix('\u{feff}').expect("spreadsheets ask for the mark");
    let rows: Vec<csv::StringRecord> =
        csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes()).records().map(|row| row.expect("a row")).collect();
    assert_eq!(rows.len(), 4);
    assert_eq!((&rows[0][0], &rows[0][8]), ("path", "rule"));
    assert_eq!((&rows[1][0], &rows[1][8], &rows[1][15]), ("'=cmd,\"x\".txt", RULE, "Kyle is kicking off."));
    assert_eq!((&rows[3][0], &rows[3][8]), ("empty.txt", "error"));
    assert!(rows.iter().flatten().all(|cell| !cell.starts_with(['=', '+', '-', '@'])));
}

#[test]
fn github_gets_one_command_a_finding() {
    let folder = Folder::new(&[("a.txt", NOTE)]);
    let text = report(&folder, "github", &[]);
    assert!(text.starts_with("::warning file=./a.txt,line=1,endLine=1,col=9,endColumn=20,title=respect/derogatory::"), "{text}");
    assert_eq!(text.lines().count(), 1);
}

#[test]
fn masked_excerpts_hold_no_name_in_any_format() {
    let folder = Folder::new(&[("a.txt", "Zosia Wrzosek of 7 Alderway was kicking off at wrzosek’s nan's.\n")]);
    for format in FORMATS {
        let text = report(&folder, format, &["--excerpts", "masked"]);
        // SARIF shows the words of a finding and none around them.
        let seen = match *format {
            "sarif" => "{\"text\":\"kicking off at\"}",
            "html" => " was <mark>kicking off at</mark> •",
            _ => "was kicking off at •",
        };
        assert!(text.contains(seen), "{format}: {}", &text[..text.len().min(2000)]);
        for name in ["Zosia", "rzosek", "Alderway", "7 A"] {
            assert!(!text.contains(name), "{format}: {name}");
        }
    }
}

/// Every word of a note that no list and no page holds: it could only come from the note.
#[test]
fn no_token_of_a_note_is_in_any_report_or_file_at_the_default_settings() {
    let note = "Zosia Wrzosek, 07700 900123, 14 Brambleworth Lane, Thrapsholt, OL99 9ZZ.\n\nQuillfeather was vile and hostile to Zosia. Wrzosek told \
                Tamsett that it was felt that Vosshammer always kicks off. DOB 31/02/2031. UC to ring Fennimore. NFA.\n\n\
                From: Ottoline Pragnell <ottoline.pragnell@vosshammer.example>\nSent: Tuesday\nTo: Quillfeather\nSubject: Brambleworth\n\nHi\n";
    let folder = Folder::new(&[("a.txt", note), ("bad.txt", "Quillfeather \u{1}\u{2}\u{3}\u{4}")]);
    let ours: String =
        ["src/rules", "wordlists"].iter().map(|place| everything(&format!("{}/{place}", env!("CARGO_MANIFEST_DIR")))).collect();
    let words = |text: &str| -> HashSet<String> {
        text.split(|end: char| !end.is_alphanumeric()).filter(|word| word.len() > 3).map(str::to_lowercase).collect()
    };
    let tokens: Vec<String> = words(note).difference(&words(&ours)).cloned().collect();
    assert!(tokens.len() >= 12, "{tokens:?}");
    let silent = |name: &str, text: &str| {
        let text = text.to_lowercase();
        tokens.iter().for_each(|token| assert!(!text.contains(token.as_str()), "{token} is in {name}"));
    };
    folder.run(&[&["accept", "a.txt", "--rule", "respect"], WHY].concat()).ends(0);
    silent("the accepted file", &folder.read("casenote-accepted.toml"));
    for format in FORMATS {
        let ran = folder.run(&["check", ".", "--format", format]);
        assert!(ran.out.len() > 200, "{format}");
        silent(format, &ran.out);
        silent("the log", &ran.err);
    }
}

fn everything(folder: &str) -> String {
    let entries = std::fs::read_dir(folder).expect("it is part of the project").map(|entry| entry.expect("it can be listed").path());
    let read = |path: std::path::PathBuf| {
        if path.is_dir() { everything(&path.display().to_string()) } else { std::fs::read_to_string(path).expect("UTF-8") }
    };
    entries.map(read).collect()
}

const SIGNED: &str =
    "Home visit, 3 March 2025\nAuthor: Jo Hill, social worker, Family Safeguarding Team\n\nMum was hostile. Kyle is kicking off.\n";

#[test]
fn the_page_is_whole_by_itself_and_runs_nothing() {
    let folder = Folder::new(&[("a.txt", SIGNED), ("<b>.txt", &SIGNED.replace("3 March", "12 March")), ("empty.txt", "")]);
    let page = report(&folder, "html", &[]);
    assert!(page.starts_with("<!DOCTYPE html>") && page.trim_end().ends_with("</html>"));
    for outside in ["<script", "<link", "<img", "<iframe", "http://", "https://", "url(", "@import", "onclick", "<b>.txt"] {
        assert!(!page.contains(outside), "{outside}");
    }
    for part in
        ["default-src 'none'", "&lt;b&gt;.txt", "Read these first", "Promise by promise", "Week by week", "line 4, column", "is empty"]
    {
        assert!(page.contains(part), "{part}");
    }
    let ids: Vec<&str> = page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(ids.iter().collect::<HashSet<_>>().len(), ids.len(), "{ids:?}");
    for target in page.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(ids.contains(&target), "{target}");
    }
}

#[test]
fn workers_and_teams_are_named_only_when_asked_for() {
    let folder = Folder::new(&[("a.txt", SIGNED)]);
    let page = report(&folder, "html", &[]);
    assert!(!page.contains("Jo Hill") && !page.contains("Family Safeguarding Team"));
    let page = report(&folder, "html", &["--by", "worker,team"]);
    assert!(page.contains("Jo Hill") && page.contains("Family Safeguarding Team"));
}

#[test]
fn excerpts_on_the_page_are_masked_or_whole_as_asked() {
    let folder = Folder::new(&[("a.txt", "Zosia Wrzosek was kicking off.\n")]);
    let page = report(&folder, "html", &["--excerpts", "masked"]);
    assert!(!page.contains("rzosek") && page.contains("<mark>kicking off</mark>"), "{page}");
    let page = report(&folder, "html", &["--excerpts", "full"]);
    assert!(page.contains("Zosia Wrzosek was <mark>kicking off</mark>"), "{page}");
}

#[test]
fn a_page_of_nothing_is_whole() {
    let page = report(&Folder::new(&[]), "html", &[]);
    assert!(page.contains("No note was read") && page.trim_end().ends_with("</html>"));
}

#[test]
fn a_sample_is_random_has_its_shares_and_is_the_same_each_time() {
    let files: Vec<(String, String)> = (0..30).map(|index| (format!("{}/n{index}.txt", index % 3), NOTE.to_owned())).collect();
    let folder = Folder::new(&files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect::<Vec<_>>());
    let paths = |more: &[&str]| -> Vec<String> {
        let text = report(&folder, "json", more);
        let report: Value = serde_json::from_str(&text).expect("JSON");
        report["notes"].as_array().expect("notes").iter().map(|note| note["path"].as_str().expect("a path").to_owned()).collect()
    };
    let one = paths(&["--sample", "6", "--stratify", "folder"]);
    assert_eq!(one, paths(&["--sample", "6", "--stratify", "folder"]));
    for stratum in ["./0/", "./1/", "./2/"] {
        assert_eq!(one.iter().filter(|path| path.starts_with(stratum)).count(), 2, "{one:?}");
    }
    assert_ne!(paths(&["--sample", "6"]), paths(&["--sample", "6", "--seed", "2"]));
    assert_eq!(paths(&["--sample", "99"]).len(), 30);
    assert_eq!(paths(&["--changed-since", "2100-01-01"]).len(), 0);
    assert_eq!(paths(&["--changed-since", "2000-01-01"]).len(), 30);
}

#[test]
fn statistics_count_by_rule() {
    let folder = Folder::new(&[("a.txt", NOTE), ("b.txt", NOTE)]);
    let text = folder.run(&["check", ".", "--statistics"]).ends(1).out;
    assert!(text.contains("       2  respect/derogatory "), "{text}");
    folder.run(&["check", ".", "--statistics", "--format", "json"]).ends(2).tells(&["--statistics is text"]);
}
