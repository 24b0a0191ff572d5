//! What a record of a visit must hold: the whole note is clean, and the same note without one part has exactly that finding.

use std::sync::LazyLock;

use casenote::record::Policy;
use casenote::{Linter, Settings};

static LINTER: LazyLock<Linter> = LazyLock::new(|| Linter::new(Settings::default(), &[]).unwrap_or_else(|faults| panic!("{}", faults[0])));

/// Parts of a note, each with the element that it alone holds; a part without one is in every note.
type Parts = &'static [(&'static str, &'static str)];

const HEADED: Parts = &[
    ("", "CIN VISIT\nDate: 3 March 2025, 4pm\n"),
    ("venue", "Venue: family home\n"),
    ("present", "Present: Mia Hill (8), Dawn Hill (her mum)\n"),
    ("purpose", "Purpose: fortnightly visit\n"),
    ("interpreter", "Interpreter: none needed\n"),
    ("child-seen", "Child seen: yes, alone for 20 minutes\n"),
    ("information", "Information exchanged: breakfast club begins on Monday\n"),
    ("narrative", "Discussion: bedtimes, mornings and the new lamp\n"),
    ("child-views", "Child's views: a lamp would be nice\n"),
    ("parent-views", "Parent's views: mornings are easier\n"),
    ("change", "Changes in the household: none\n"),
    ("analysis", "Analysis: mornings are calmer than in January\n"),
    ("", "Jo Hill, social worker, North Team\n"),
];

const PROSE: Parts = &[
    ("", "CIN visit, 3 March 2025. "),
    ("venue", "It was in the family home. "),
    ("present", "Mia (8) and Dawn let me in. "),
    ("purpose", "The visit was to hear about mornings. "),
    ("interpreter", "Everybody spoke English. "),
    ("child-seen", "Mia was in bed with a cold. "),
    ("information", "I explained the breakfast club. "),
    ("narrative", "We talked about bedtimes. "),
    ("child-views", "Mia said, \"I like my lamp.\" "),
    ("parent-views", "Mum said mornings are easier. "),
    ("change", "The same people live there and nothing has changed. "),
    ("analysis", "In my view mornings are calmer. "),
    ("", "Jo Hill, social worker."),
];

const TELEGRAPHIC: Parts = &[
    ("", "CP visit 3/3/25, 4pm\n"),
    ("venue", "At flat - Mill Road.\n"),
    ("present", "Mum let me in.\n"),
    ("purpose", "To check on bedroom.\n"),
    ("interpreter", "No interpreter.\n"),
    ("child-seen", "Mia asleep.\n"),
    ("information", "Advised re breakfast club.\n"),
    ("narrative", "Discussed bedtimes.\n"),
    ("child-views", "Drew a lamp.\n"),
    ("parent-views", "Mum feels mornings easier.\n"),
    ("change", "No changes in household.\n"),
    ("analysis", "Overall calmer.\n"),
    ("", "J Hill, SW, North Team\n"),
];

const ATTEMPTED: Parts = &[
    (
        "",
        "Unsuccessful CIN visit, 3 March 2025. Nobody answered. The lights were on and the curtains were drawn, and a radio could be heard. ",
    ),
    ("venue", "It was at the flat. "),
    ("purpose", "The visit was to hear about mornings. "),
    ("interpreter", "Everybody speaks English. "),
    ("no-response-actions", "I rang Dawn and left a card. "),
    ("", "Jo Hill, social worker."),
];

fn without(parts: Parts, left_out: &str) -> String {
    parts.iter().filter(|(element, _)| element.is_empty() || *element != left_out).map(|(_, part)| *part).collect()
}

fn missing(text: &str) -> Vec<String> {
    let element = |finding: &casenote::Finding| {
        let found = finding.advice.data.iter().find(|(key, _)| *key == "element");
        found.and_then(|(_, value)| value.as_str()).unwrap_or_default().to_owned()
    };
    LINTER.check(text).iter().filter(|finding| finding.rule == "visit/missing-element").map(element).collect()
}

#[test]
fn each_part_that_is_left_out_is_the_one_finding() {
    let mut faults = Vec::new();
    for (style, parts) in [("headed", HEADED), ("prose", PROSE), ("telegraphic", TELEGRAPHIC), ("attempted", ATTEMPTED)] {
        let found = missing(&without(parts, "none"));
        if !found.is_empty() {
            faults.push(format!("{style}, whole: {found:?}"));
        }
        for (element, _) in parts.iter().filter(|(element, _)| !element.is_empty()) {
            let found = missing(&without(parts, element));
            if found != [*element] {
                faults.push(format!("{style}, without {element}: {found:?}"));
            }
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

/// The three styles and the attempted visit hold all twelve between them.
#[test]
fn all_twelve_are_tried() {
    let policy = Policy::built_in();
    let asked =
        |kind: &str| policy.kind(kind).into_iter().flat_map(|kind| &kind.asks).map(|asks| asks.element.as_str()).collect::<Vec<_>>();
    for (kind, parts) in [("visit", HEADED), ("visit", PROSE), ("visit", TELEGRAPHIC), ("failed-visit", ATTEMPTED)] {
        let mut asked = asked(kind);
        let mut tried: Vec<&str> = parts.iter().map(|(element, _)| *element).filter(|element| !element.is_empty()).collect();
        asked.sort_unstable();
        tried.sort_unstable();
        assert_eq!(asked, tried, "{kind}");
    }
}

#[test]
fn a_label_with_nothing_behind_it_is_empty() {
    for empty in ["N/A", "", "-", "TBC"] {
        let note = without(HEADED, "venue").replace("Purpose:", &format!("Venue: {empty}\nPurpose:"));
        assert_eq!(missing(&note), ["venue"], "{empty:?}");
    }
}

/// A note that is filled in under the headings of the empty one lacks nothing, and the empty one has no wording to change: all that
/// it lacks is what is to be filled in.
#[test]
fn empty_notes_are_ready_to_fill() {
    let policy = Policy::built_in();
    for kind in policy.kinds() {
        let draft = policy.draft(kind);
        let found: Vec<&str> = LINTER.check(&draft).iter().map(|finding| finding.rule).filter(|rule| !rule.contains("/missing-")).collect();
        assert!(found.is_empty(), "{}: {found:?}\n{draft}", kind.id);
        if kind.asks.is_empty() {
            continue;
        }
        let line = |line: &str| match line {
            line if line.ends_with(": ") => format!("{line}blue green\n"),
            line if line.starts_with("## ") => format!("{line}\nblue green\n"),
            line => format!("{line}\n"),
        };
        let filled: String = draft.lines().map(line).collect();
        let examined =
            LINTER.examine(&format!("{filled}\nred red red red red red red red red red red red red red red red red red red red"));
        assert_eq!(examined.kind.as_deref(), Some(kind.id.as_str()), "{filled}");
        let missing: Vec<_> = examined
            .findings
            .iter()
            .filter(|finding| finding.rule.ends_with("missing-element"))
            .map(|finding| &finding.advice.data)
            .collect();
        assert!(missing.is_empty(), "{}: {missing:?}\n{filled}", kind.id);
    }
}
