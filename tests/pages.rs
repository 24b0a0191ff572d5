//! Every rule's page is true: its examples are run, and its form is the same as its siblings'.

use std::io::Cursor;

use casenote::compare::{Document, compare};
use casenote::engine::Given;
use casenote::input::{Options, notes_of};
use casenote::rules::page::{Example, Expect, examples, settings};
use casenote::rules::{Check, RULES, Rule};
use casenote::text::{Markup, Span};
use casenote::{Finding, Linter};

/// The headings of a page, in order.
const HEADINGS: &[&str] = &["## What it notices", "## Why it matters", "## What to write instead", "## When to leave it", "## Examples"];

fn linter() -> Linter {
    Linter::new(settings(), &[]).unwrap_or_else(|faults| panic!("{}", faults[0]))
}

#[test]
fn examples_hold() {
    let linter = linter();
    let mut faults = Vec::new();
    for rule in RULES {
        for example in examples(rule.page) {
            let found = found(&linter, &example, rule);
            if let Some(fault) = fault(&example, &found) {
                faults.push(format!("{}.md:{}: {fault}\n{}", rule.name, example.line, drawn(&example, &found)));
            }
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

/// What a rule finds in an example: places of its text, markup and all.
fn found(linter: &Linter, example: &Example, rule: &Rule) -> Vec<Span> {
    let name = match example.markup {
        Markup::Markdown => "a.md",
        Markup::Html => "a.html",
        Markup::None | Markup::Word => {
            let findings = if rule.declaration.checks.is_empty() { compared(example, linter) } else { linter.check(&example.text) };
            return findings.into_iter().filter(|finding| finding.rule == rule.name).map(|finding| finding.span).collect();
        }
    };
    let mut notes = notes_of(Cursor::new(example.text.clone()), name, &Options::default());
    let source = notes.next().expect("a note").expect("it is read");
    let examined = linter.examine_with(source.text(), Given { styles: &source.styles, metadata: &source.metadata });
    let spans: Vec<Span> = examined.findings.iter().filter(|finding| finding.rule == rule.name).map(|finding| finding.span).collect();
    source.place(&spans).into_iter().map(|place| place.on_disk).collect()
}

/// What a comparison of the example's two files finds, each place as one of the example.
fn compared(example: &Example, linter: &Linter) -> Vec<Finding> {
    let (old, new, start) =
        example.pair().unwrap_or_else(|| panic!("line {}: an example of two files has a line between them", example.line));
    let document = |text| Document { name: "note", text, date: None, place: "note" };
    let found = compare(&[document(old)], &[document(new)], linter.lexicon(), linter.settings());
    let moved =
        |finding: Finding| Finding { span: Span::new(finding.span.start as usize + start, finding.span.end as usize + start), ..finding };
    found.old.into_iter().flatten().chain(found.new.into_iter().flatten().map(moved)).collect()
}

fn fault(example: &Example, found: &[Span]) -> Option<&'static str> {
    let holds = match example.expect {
        Expect::Flag | Expect::KnownFalseAlarm => found == example.marked,
        Expect::Clean => found.is_empty() && example.marked.is_empty(),
        Expect::KnownMiss => {
            !example.marked.is_empty() && example.marked.iter().all(|marked| !found.iter().any(|span| span.touches(*marked)))
        }
    };
    let misses = example.marked.is_empty() && matches!(example.expect, Expect::Flag | Expect::KnownFalseAlarm);
    match (holds && !misses, example.expect) {
        (true, _) => None,
        (false, Expect::KnownMiss) => Some("a known miss is found now: make it `note flag`"),
        (false, Expect::KnownFalseAlarm) => Some("a known false alarm has changed: see whether it is `note clean` now"),
        (false, Expect::Flag) => Some("other words are found than those marked"),
        (false, Expect::Clean) => Some("something is found in a clean note"),
    }
}

/// The example with carets under what is found today.
fn drawn(example: &Example, found: &[Span]) -> String {
    let mut offset = 0;
    let mut out = String::new();
    for line in example.text.lines() {
        let carets: String = line
            .char_indices()
            .map(|(at, _)| {
                let here = Span::new(offset + at, offset + at + 1);
                if found.iter().any(|span| span.touches(here)) { '^' } else { ' ' }
            })
            .collect();
        out.extend(["    ", line, "\n    ", carets.trim_end(), "\n"]);
        offset += line.len() + 1;
    }
    out
}

#[test]
fn pages_have_the_same_shape() {
    for rule in RULES {
        let lines: Vec<&str> = rule.page.lines().collect();
        assert_eq!(lines.first(), Some(&format!("# {}", rule.name).as_str()), "{}.md begins with its name", rule.name);
        let headings: Vec<&&str> = lines.iter().filter(|line| line.starts_with("## ")).collect();
        assert!(headings.iter().map(|line| **line).eq(HEADINGS.iter().copied()), "{}.md has the headings {HEADINGS:?}", rule.name);
    }
}

/// Enough examples to know a rule by, more for one that judges words by what stands around them.
#[test]
fn pages_have_enough_examples() {
    for rule in RULES {
        let least = if rule.declaration.checks.iter().any(|check| matches!(check, Check::Term(_)))
            || matches!(rule.name, "plain-english/acronym" | "correspondence/pasted-email" | "correspondence/pasted-messages")
        {
            8
        } else {
            2
        };
        let count = |expect| examples(rule.page).iter().filter(|example| example.expect == expect).count();
        for expect in [Expect::Flag, Expect::Clean] {
            assert!(count(expect) >= least, "{}.md needs {least} examples of {expect:?}, and has {}", rule.name, count(expect));
        }
    }
}
