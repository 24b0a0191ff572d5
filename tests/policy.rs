//! The policy as data: it loads, its phrases are clear, its time limits are the policy's, and a fault is told with its line.

use std::collections::BTreeMap;

use casenote::lexicon::load;
use casenote::record::{BUILT_IN, Policy, Side, Unit};
use casenote::{Linter, Settings};

const SOURCE: &str = include_str!("../policies/rochdale.toml");

fn kind_of(text: &str) -> Option<String> {
    let linter = Linter::new(Settings::default(), &[]).unwrap_or_else(|faults| panic!("{}", faults[0]));
    linter.examine(text).kind
}

/// No form names two kinds: which of them a note is would hang on the order of the file.
#[test]
fn a_phrase_names_one_kind() {
    for list in Policy::built_in().kind_lists() {
        let loaded = load(&list.file, &list.content).unwrap_or_else(|faults| panic!("{}", faults[0]));
        let mut taken = BTreeMap::new();
        for entry in &loaded.entries {
            for form in &entry.forms {
                let other = taken.insert(casenote::text::fold_phrase(form), entry.category.clone());
                assert!(other.as_ref().is_none_or(|other| *other == entry.category), "{}: {form:?} is of {other:?} too", list.file);
            }
        }
    }
}

/// Every row of the table, in its order: limit, unit, side and event of each reading.
#[test]
fn the_time_limits_are_the_policys() {
    let rows = [
        "entry: 3 working days after the event",
        "contact-and-referral: 24 hours after the referral",
        "single-assessment: 45 days after the referral | 45 working days after the referral",
        "child-in-need-plan: 5 days before the meeting",
        "chronology: 2 months after the one before it",
        "strategy-discussion: 24 hours after the meeting",
        "review-strategy: 24 hours after the meeting",
        "initial-conference-report: 3 working days before the meeting",
        "initial-conference-decisions: 24 hours after the meeting",
        "initial-conference-record: 20 working days after the meeting",
        "core-group: 5 working days after the core group",
        "review-conference-report: 3 working days before the meeting",
        "review-conference-decisions: 24 hours after the meeting",
        "review-conference-record: 20 working days after the meeting",
        "child-protection-visit: 3 working days after the visit | 3 days after the visit",
        "care-plan: 10 working days after the day the child came into care",
        "education-plan: 20 days after the day the child came into care",
        "health-assessment: 20 days after the day the child came into care",
        "placement-plan: 5 days after the meeting",
        "care-plan-after-review: 5 days after the meeting",
        "looked-after-review-decisions: 5 working days after the meeting",
        "looked-after-review-record: 15 working days after the meeting",
        "looked-after-review-monitoring: 20 working days after the meeting",
        "pathway-assessment: 195 months after the child's birth | 3 months after the day the child came into care",
        "pathway-plan: 195 months after the child's birth | 3 months after the day the child came into care",
        "statutory-visit: 3 working days after the visit | 3 days after the visit",
        "visit: 3 days after the visit | 3 working days after the visit",
        "case-note: 3 days after the contact | 3 working days after the contact",
        "supervision: 5 working days after the supervision | at once after the decision",
        "management-decision-on-referral: 24 hours after the referral",
        "management-decision: 2 working days after the decision",
        "legal-planning: 3 working days after the meeting",
        "pre-proceedings-letter: 1 working day after the day it was sent",
        "pre-proceedings-meeting: 3 working days after the meeting",
        "letter-of-intent: 1 working day after the day it was sent",
        "social-work-evidence: 2 weeks after the decision to go to court",
        "court-order: 2 working days after the day it came in",
        "expert-assessment: 3 working days after the day it came in",
        "private-fostering-notification: 24 hours after the notification",
        "private-fostering-notice: 6 weeks before the start of the private arrangement",
        "private-fostering-started: at once after the day it was known",
        "private-fostering-visit: 7 working days after the notification",
        "panel: 10 working days after the panel",
        "resolution-panel: 5 working days after the panel",
        "risk-alert-review: 6 months after the day it was recorded",
    ];
    let policy = Policy::built_in();
    let shown = policy.timescales().iter().map(|row| {
        let readings: Vec<String> = row.readings.iter().map(ToString::to_string).collect();
        format!("{}: {}", row.id, readings.join(" | "))
    });
    assert_eq!(shown.collect::<Vec<_>>(), rows);
    assert!(policy.timescales().iter().flat_map(|row| &row.readings).all(|reading| !reading.says.is_empty()));
    let before = policy.timescales().iter().filter(|row| row.readings[0].side == Side::Before).count();
    assert_eq!(before, 4);
    let repeating: Vec<&str> = policy.timescales().iter().filter(|row| row.repeats).map(|row| row.id.as_str()).collect();
    assert_eq!(repeating, ["chronology", "risk-alert-review"]);
    assert!(policy.timescales_of("supervision").all(|row| row.readings[0].unit == Unit::WorkingDays));
}

/// A field, a title, a label and the first words tell the kind, in this order; what names none has none.
#[test]
fn a_note_tells_its_kind() {
    let of = [
        ("visit", "Type of contact: Home visit\nDate: 3 March 2024\nMum was in."),
        ("visit", "CIN VISIT (4-weekly)\nDate: 3 March 2024"),
        ("visit", "Amina Yusuf, 7\nUnannounced home visit, 4pm\nAmina let me in."),
        ("visit", "Parenting assessment: visit 4\nTwo hours at the flat."),
        ("visit", "Date of visit: 3 March 2024\nWorker: Jo Hill\nMum was in."),
        ("visit", "Amina Yusuf, 7. 3/3/24\n\nI visited Amina at home after school and she showed me her new bed."),
        ("failed-visit", "Home visit 3/3/24\nNo reply at the door. Card left."),
        ("failed-visit", "Unsuccessful visit\nDate: 3 March 2024"),
        ("call", "T/C from school 3/3/24\nMrs Lee said that the visit went well."),
        ("call", "Method of contact: telephone\nDate: 3 March 2024"),
        ("email", "Email to school about the home visit"),
        ("supervision", "Case supervision – Amina Yusuf\nWe spoke about the last visit."),
        ("management-decision", "MANAGER’S DECISION\nClose."),
        ("core-group", "Core group meeting, 3 March 2024"),
        ("chronology", "Chronology – Amina Yusuf, compiled for ICPC"),
        ("risk-alert", "Risk alert – dog at the address"),
        ("family-time", "Record of supervised contact\nChild: Amina"),
    ];
    for (kind, text) in of {
        assert_eq!(kind_of(text).as_deref(), Some(kind), "{text}");
    }
    for text in ["", "Mum cancelled the visit.", "Next visit: 3 March\nAmina is well.", "Amina told me about her cat and her school."] {
        assert_eq!(kind_of(text), None, "{text}");
    }
}

/// The word lists of another council take the place of the built-in ones.
#[test]
fn another_council_writes_its_own() {
    let source =
        "[policy]\nid = \"ours\"\nname = \"Ours\"\n[kinds.doorstep]\nname = \"doorstep call\"\ntitles = [\"doorstep|gate chat\"]\n";
    let policy = Policy::load("ours.toml", source).unwrap_or_else(|faults| panic!("{}", faults[0]));
    let settings = Settings { policy: Some(std::sync::Arc::new(policy)), ..Settings::default() };
    let linter = Linter::new(settings, &[]).unwrap_or_else(|faults| panic!("{}", faults[0]));
    assert_eq!(linter.examine("Gate chat with Mum, 3 March").kind.as_deref(), Some("doorstep"));
    assert_eq!(linter.examine("Home visit, 3 March").kind, None);
}

#[test]
fn faults_are_told_with_their_line() {
    let line = |needle: &str| SOURCE.lines().position(|line| line.contains(needle)).expect("it is there") + 1;
    let faults = [
        ("after = \"supervision\"", "after = \"superversion\"", "no event `superversion`"),
        ("kinds = [\"core-group\"]", "kinds = [\"core-grup\"]", "did you mean `core-group`?"),
        (
            "{ hours = 24, after = \"referral\", says = \"Contact",
            "{ hours = 24, days = 2, after = \"referral\", says = \"Contact",
            "one limit",
        ),
        ("[kinds.call]", "[kinds.Call]", "small letters"),
        ("yields = true", "yield = true", "unknown field"),
        ("\"resolution panel\"", "\"panel minutes\"", "already names the kind `panel`"),
    ];
    for (right, wrong, message) in faults {
        let found = Policy::load(BUILT_IN, &SOURCE.replacen(right, wrong, 1)).expect_err(wrong);
        assert!(found[0].message.contains(message), "{}", found[0]);
        assert_eq!(found[0].line, line(right), "{}", found[0]);
        assert!(found[0].to_string().starts_with("policies/rochdale.toml:"), "{}", found[0]);
    }
}
