//! What a change of voice does to a finding: words that are flagged as the author's fall silent when somebody else is
//! made to say them or when they are denied, and words that somebody else said are flagged when the report is taken away.

use std::sync::LazyLock;

use casenote::rules::page::{Example, Expect, examples};
use casenote::rules::{RULES, Rule};
use casenote::{Linter, Settings};

static LINTER: LazyLock<Linter> = LazyLock::new(|| Linter::new(Settings::default(), &[]).expect("the lists load"));

/// Rules that judge the author's own words, whatever is said in them.
const OF_WORDS: &[&str] =
    &["accuracy/unowned-opinion", "accuracy/vague", "plain-english/jargon", "plain-english/wordy", "respect/depersonalising"];
/// Rules that besides judge only what is said to be so.
const OF_CLAIMS: &[&str] =
    &["accuracy/absolute", "accuracy/mind-reading", "accuracy/opinion-as-fact", "respect/derogatory", "respect/discriminatory"];

/// The examples of some rules that are one sentence of running text, ended by a full stop.
fn sentences(names: &[&str], expect: Expect) -> Vec<(&'static Rule, Example)> {
    let rules = names.iter().map(|name| RULES.iter().find(|rule| rule.name == *name).expect("the rule exists"));
    let trimmed = |example: Example| Example { text: example.text.trim().to_owned(), ..example };
    let of_rule = |rule: &'static Rule| examples(rule.page).into_iter().map(move |example| (rule, trimmed(example)));
    let sentence = |text: &str| text.ends_with('.') && !text.trim_end_matches('.').contains(['.', '?', '!', ':', '\n', '"', '“', '‘']);
    rules.flat_map(of_rule).filter(|(_, example)| example.expect == expect && sentence(&example.text)).collect()
}

/// The sentence as it goes on behind other words: a small letter first, unless a name or "I" begins it.
fn inner(text: &str) -> String {
    let first = text.split([' ', '\'', '’']).next().unwrap_or_default();
    let small = ["The", "She", "He", "They", "This", "It", "A", "An", "His", "Her", "Their", "There", "Both", "In", "At", "When"];
    if small.contains(&first) { text[..1].to_lowercase() + &text[1..] } else { text.to_owned() }
}

fn flagged(rule: &Rule, text: &str) -> bool {
    LINTER.check(text).iter().any(|finding| finding.rule == rule.name)
}

/// The changed sentences that a rule still flags, each with its page and line.
fn still_flagged(examples: &[(&'static Rule, Example)], change: impl Fn(&str) -> String) -> Vec<String> {
    let changed = examples.iter().map(|(rule, example)| (rule, example, change(&example.text)));
    changed
        .filter(|(rule, _, text)| flagged(rule, text))
        .map(|(rule, example, text)| format!("{}:{}: {text}", rule.name, example.line))
        .collect()
}

#[test]
fn what_somebody_else_said_is_not_the_authors() {
    let all = sentences(&[OF_WORDS, OF_CLAIMS].concat(), Expect::Flag);
    assert!(all.len() > 50, "{}", all.len());
    let loud = still_flagged(&all, |text| format!("Mum said that {}", inner(text)));
    assert!(loud.is_empty(), "{}", loud.join("\n"));
}

#[test]
fn what_somebody_is_quoted_to_have_said_is_not_the_authors() {
    let all = sentences(&[OF_WORDS, OF_CLAIMS].concat(), Expect::Flag);
    let loud = still_flagged(&all, |text| format!("“{text}” said Mum."));
    assert!(loud.is_empty(), "{}", loud.join("\n"));
}

#[test]
fn what_is_denied_is_not_claimed() {
    let mut all = sentences(OF_CLAIMS, Expect::Flag);
    // Two denials make a claim, and one denies only what stands near it.
    all.retain(|(_, example)| example.marked.len() == 1 && example.marked[0].start < 40);
    all.retain(|(_, example)| ![" not ", " never ", "n't"].iter().any(|word| example.text.contains(word)));
    assert!(all.len() > 20, "{}", all.len());
    let loud = still_flagged(&all, |text| format!("It is not true that {}", inner(text)));
    assert!(loud.is_empty(), "{}", loud.join("\n"));
}

#[test]
fn without_the_report_the_words_are_the_authors() {
    let reports = [" said that ", " said ", " told me that ", " told me "];
    let mut count = 0;
    let mut silent = Vec::new();
    // What a person calls themselves may be the right word in the author's mouth too, and "child said hello" reports no such word.
    let mut all = sentences(&[OF_WORDS, OF_CLAIMS].concat(), Expect::Clean);
    all.retain(|(rule, _)| !["respect/discriminatory", "respect/depersonalising"].contains(&rule.name));
    for (rule, example) in all {
        let behind = reports.iter().find_map(|report| example.text.split_once(report)).map(|(_, behind)| behind);
        if let Some(behind) = behind.filter(|behind| behind.split(' ').count() > 2) {
            count += 1;
            let alone = behind[..1].to_uppercase() + &behind[1..];
            if !flagged(rule, &alone) {
                silent.push(format!("{}:{}: {alone}", rule.name, example.line));
            }
        }
    }
    assert!(count > 4, "{count}");
    assert!(silent.is_empty(), "{}", silent.join("\n"));
}
