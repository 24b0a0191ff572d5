//! The laws of the word lists.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use casenote::lexicon::{Hit, Lexicon, ListKind, WORDLISTS, load};
use casenote::text::{Text, fold_phrase};
use casenote::{Linter, Severity};

fn lexicon() -> Lexicon {
    Lexicon::new(&[]).expect("the program's own lists were read when it was built")
}

/// With the loader, as it reads them when the program is built: a fault is told with its file and line.
#[test]
fn every_list_loads() {
    let faults = WORDLISTS.iter().filter_map(|(file, content)| load(file, content).err()).flatten();
    let faults: Vec<String> = faults.map(|fault| fault.to_string()).collect();
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

/// What the program carries is what the files say.
#[test]
fn the_prepared_lists_are_the_loaded_ones() {
    let lexicon = lexicon();
    assert_eq!(lexicon.lists().len(), WORDLISTS.len());
    for ((file, content), prepared) in WORDLISTS.iter().zip(lexicon.lists()) {
        let loaded = load(file, content).expect("see every_list_loads");
        assert_eq!(format!("{loaded:?}"), format!("{prepared:?}"));
        for (loaded, prepared) in loaded.entries.iter().zip(&prepared.entries) {
            assert_eq!(format!("{loaded:?}"), format!("{prepared:?}"));
        }
    }
}

/// A reader's own lists are matched by the same laws: given the program's lists, they find what those find.
#[test]
fn own_lists_match_as_the_programs_do() {
    let extra: Vec<(String, String)> = WORDLISTS.iter().map(|(file, content)| ((*file).to_owned(), (*content).to_owned())).collect();
    let lexicon = Lexicon::new(&extra).expect("see every_list_loads");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    for note in fs::read_dir(folder).expect("the folder is part of the project").map(|entry| entry.expect("it can be listed").path()) {
        let Ok(source) = fs::read_to_string(&note) else { continue };
        let text = Text::new(&source, lexicon.abbreviations());
        let hits = lexicon.find(&text);
        let count = WORDLISTS.len() as u16;
        for list in 0..count {
            let own: Vec<Hit> = hits.of(count + list).iter().map(|hit| Hit { list, ..*hit }).collect();
            assert_eq!(own, hits.of(list), "{}", note.display());
            let written_out = |hit: &Hit| hits.written_out(&Hit { list: count + hit.list, ..*hit });
            assert!(own.iter().all(|hit| hits.written_out(hit) == written_out(hit)), "{}", note.display());
        }
    }
}

/// In file order, as a person reads and a merge compares them.
#[test]
fn entries_are_sorted() {
    for (file, content) in WORDLISTS {
        let terms: Vec<&str> =
            content.lines().filter(|line| line.starts_with('"')).map(|line| line[1..].split("\" = {").next().unwrap_or_default()).collect();
        for pair in terms.windows(2) {
            assert!(pair[0] < pair[1], "{file}: {:?} stands before {:?}", pair[0], pair[1]);
        }
    }
}

/// A reader can follow every entry to where it comes from.
#[test]
fn every_source_is_known() {
    let sources: toml::Table = include_str!("../wordlists/sources.toml").parse().expect("it parses");
    let known = sources["sources"].as_table().expect("it is a table");
    for list in lexicon().lists() {
        for entry in &list.entries {
            for key in entry.source.split(", ").filter(|key| !key.is_empty()) {
                assert!(known.contains_key(key), "{}: {:?} names the unknown source {key:?}", list.name, entry.term);
            }
        }
    }
}

/// One place for a fact: a form that two lists claim would be judged twice.
#[test]
fn no_form_stands_twice() {
    let lexicon = lexicon();
    let mut owners: BTreeMap<String, String> = BTreeMap::new();
    let mut twice = Vec::new();
    for list in lexicon.lists().iter().filter(|list| list.kind == ListKind::Terms) {
        for entry in &list.entries {
            for form in &entry.forms {
                let here = format!("{}: {:?}", list.name, entry.term);
                if let Some(there) = owners.insert(fold_phrase(form), here.clone())
                    && there != here
                {
                    twice.push(format!("{form:?} stands in {there} and in {here}"));
                }
            }
        }
    }
    assert!(twice.is_empty(), "{}", twice.join("\n"));
}

#[test]
fn every_list_names_a_rule_that_exists() {
    for list in lexicon().lists() {
        if let Some(rule) = &list.rule {
            assert!(casenote::rules::find(rule).is_some(), "{}: there is no rule {rule}", list.name);
        }
    }
}

/// A suggestion with its blanks filled in.
fn filled(suggestion: &str) -> String {
    let mut parts = suggestion.split('[');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + "Ella" + part.split_once(']').map_or("", |(_, rest)| rest))
}

/// Advice that another list would flag is bad advice.
#[test]
fn suggestions_are_clean() {
    let linter = Linter::new(casenote::Settings::default(), &[]).unwrap_or_else(|_| panic!("see every_list_loads"));
    let mut faults = Vec::new();
    for list in linter.lexicon().lists().iter().filter(|list| list.kind == ListKind::Terms) {
        for entry in &list.entries {
            for suggestion in entry.instead.iter().filter(|text| !text.starts_with('(')) {
                let found = linter.check(&filled(suggestion));
                for finding in
                    found.iter().filter(|finding| finding.severity >= Severity::Warning && finding.rule != "plain-english/acronym")
                {
                    faults.push(format!("{}: {:?} suggests {suggestion:?}, which {} flags", list.name, entry.term, finding.rule));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Each form is found where nothing speaks against it, and each exemption silences it.
#[test]
fn forms_are_found_and_exemptions_are_not() {
    let linter = Linter::new(casenote::Settings::default(), &[]).unwrap_or_else(|_| panic!("see every_list_loads"));
    let mut faults = Vec::new();
    for list in linter.lexicon().lists().iter().filter(|list| list.kind == ListKind::Terms) {
        for entry in &list.entries {
            let rule = list.rule.as_deref().unwrap_or_default();
            let finds = |text: &str| linter.check(text).into_iter().filter(|finding| finding.rule == rule).collect::<Vec<_>>();
            let plain = entry.needs.is_empty() && !entry.of_person;
            for form in entry.forms.iter().filter(|_| plain) {
                if finds(&format!("Today {form} then.")).is_empty() && !entry.unless.iter().any(|word| word.stands_in("today then")) {
                    faults.push(format!("{}: {form:?} is not found", list.name));
                }
            }
            for phrase in &entry.except {
                let own = |text: &str| {
                    finds(text).iter().any(|finding| entry.forms.iter().any(|form| fold_phrase(form) == fold_phrase(finding.span.of(text))))
                };
                if own(&format!("Today {phrase} then.")) {
                    faults.push(format!("{}: the exemption {phrase:?} of {:?} does not hold", list.name, entry.term));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
