//! The laws of the word lists.

use std::collections::BTreeMap;

use casenote::lexicon::{Lexicon, ListKind, WORDLISTS};
use casenote::text::fold_phrase;
use casenote::{Linter, Severity};

fn lexicon() -> Lexicon {
    Lexicon::new(&[]).unwrap_or_else(|faults| {
        panic!(
            "
{}",
            faults.iter().map(ToString::to_string).collect::<Vec<_>>().join(
                "
"
            )
        )
    })
}

#[test]
fn every_list_loads() {
    lexicon();
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
