//! What a service manager reads first: the run in a few numbers, what stands out, and the tables behind it.

use maud::{Markup, html};

use super::chart::{Column, bar, columns};
use super::tally::{First, Group, Tally};
use super::{Section, anchor, count, detail, name, number, share, title};
use crate::report::Summary;

/// Phrases in the table of the most common.
const PHRASES: usize = 20;
/// Weeks that are drawn; earlier ones are in the table.
const WEEKS: usize = 26;

pub(super) fn head(tally: &Tally, folder: &str, summary: &Summary) -> Markup {
    let warnings = summary.at_least(crate::finding::Severity::Warning);
    let clean = summary.notes - tally.with_warnings;
    html! {
        p.kicker { "Case notes" }
        h1 { "Recording audit" }
        p.lead {
            (count(summary.notes, "note", "notes")) ", " (count(summary.words, "word", "words"))
            @if let Some((from, to)) = tally.days { ", " (span_of(from, to)) } "."
            @if !folder.is_empty() { " Folder " span.path { (folder) } "." }
        }
        @if let Some(reason) = summary.partial { p.partial role="note" { strong { "This report is not complete: " } (reason) "." } }
        dl.cards {
            (card(&share(clean, summary.notes), "of notes have nothing to change", &format!("{} of {}", number(clean), number(summary.notes))))
            (card(&format!("{:.1}", warnings as f64 / summary.notes.max(1) as f64), "things to change in a note, on average", &format!("{} in all", number(warnings))))
            (card(&number(tally.first.len()), "notes to read first", "by what weighs most, below"))
            @if tally.dated > 0 && tally.late > 0 {
                (card(&share(tally.late, tally.dated), "of dated notes were written late", &format!("{} of {}", number(tally.late), number(tally.dated))))
            } @else {
                (card(&number(summary.by_severity[0]), "further places for information", "often right as they stand"))
            }
        }
    }
}

fn card(value: &str, label: &str, more: &str) -> Markup {
    html! { div.card { dt { (label) } dd { strong { (value) } span { (more) } } } }
}

fn span_of(from: jiff::civil::Date, to: jiff::civil::Date) -> String {
    if from == to { day(from) } else { format!("{} to {}", day(from), day(to)) }
}

fn day(date: jiff::civil::Date) -> String {
    date.strftime("%-d %B %Y").to_string()
}

pub(super) fn sections(tally: &Tally, summary: &Summary) -> Vec<Section> {
    let mut sections = vec![Section { id: "short", title: "In short", content: in_short(tally, summary) }];
    let mut add = |id, title, content: Option<Markup>| sections.extend(content.map(|content| Section { id, title, content }));
    add("first", "Read these first", (!tally.first.is_empty()).then(|| first(tally)));
    add("promises", "Promise by promise", (!tally.rules.is_empty()).then(|| promises(tally, summary.notes)));
    add("time", "Week by week", (tally.weeks.len() > 1).then(|| weeks(tally)));
    add("visits", "What visit records lack", (!tally.missing.is_empty()).then(|| visits(tally)));
    add("words", "Words to replace", (!tally.phrases.is_empty()).then(|| words(tally)));
    add("kinds", "By kind of note", (tally.kinds.len() > 1).then(|| groups("Kind", &tally.kinds)));
    add("teams", "By team", (!tally.teams.is_empty()).then(|| groups("Team", &tally.teams)));
    add("workers", "By worker", (!tally.workers.is_empty()).then(|| by_worker(tally)));
    add("places", "Every rule and every place", (!tally.rules.is_empty()).then(|| detail::rules(tally)));
    add("unread", "What could not be read", (!tally.unread.is_empty()).then(|| unread(tally)));
    add("accepted", "What was accepted", (!tally.accepted.is_empty()).then(|| accepted(tally)));
    add("about", "How to read this", Some(about()));
    sections
}

/// The report in sentences: what a reader would say of it to a colleague.
fn in_short(tally: &Tally, summary: &Summary) -> Markup {
    let principles = tally.by_principle();
    let phrase = tally.most_common(1).into_iter().next();
    let trend = trend(tally);
    html! {
        @if summary.notes == 0 { p { "No note was read." } }
        @else if tally.rules.is_empty() { p { "Nothing was found in these notes. Read a few all the same: a program sees words, not whether they are true." } }
        @else {
            ul.short {
                @if let Some((principle, findings, notes)) = principles.first() {
                    li { "Most is about this promise: " q { (principle.promise()) } " It touches " (number(*notes)) " of " (count(summary.notes, "note", "notes")) ", with " (count(*findings, "place", "places")) "." }
                }
                @if let Some((_, words, phrase)) = phrase {
                    @if phrase.times > 1 { li { "The words met most are " q { (words) } ": " (count(phrase.times, "time", "times")) " in " (count(phrase.notes, "note", "notes")) "." } }
                }
                @if let Some(first) = tally.first.first() { li { "The note to read first is " (note_name(tally, first.note)) "." } }
                @if let Some(trend) = trend { li { (trend) } }
                @if tally.late > 0 { li { (count(tally.late, "note was", "notes were")) " written later than the policy asks." } }
                @if let Some((element, times)) = tally.missing.iter().max_by_key(|(_, times)| **times) {
                    li { "What visit records lack most often: " (element.replace('-', " ")) ", in " (count(*times, "note", "notes")) "." }
                }
            }
        }
    }
}

/// The second half of the weeks against the first, where both have notes enough to say something.
fn trend(tally: &Tally) -> Option<String> {
    let weeks: Vec<&Group> = tally.weeks.values().collect();
    let sum = |part: &[&Group]| {
        let notes: usize = part.iter().map(|week| week.notes).sum();
        let warnings: usize = part.iter().map(|week| week.warnings).sum();
        (notes >= 20).then(|| warnings as f64 / notes as f64)
    };
    let (early, late) = weeks.split_at(weeks.len() / 2);
    let (early, late) = (sum(early)?, sum(late)?);
    let turn = match late / early.max(0.01) {
        ratio if ratio < 0.9 => "fewer",
        ratio if ratio > 1.1 => "more",
        _ => "about as many",
    };
    let than = if turn == "about as many" { "as" } else { "than" };
    Some(format!(
        "The later half of the weeks has {turn} things to change {than} the earlier half: {late:.1} a note, and {early:.1} before."
    ))
}

fn note_name(tally: &Tally, note: u32) -> Markup {
    let (path, entry) = &tally.notes[note as usize];
    name(path, *entry)
}

fn severities(by_severity: [usize; 3]) -> Markup {
    let [information, warnings, errors] = by_severity;
    html! {
        @if errors > 0 { span.mark.error { (count(errors, "error", "errors")) } " " }
        @if warnings > 0 { span.mark.warning { (count(warnings, "warning", "warnings")) } " " }
        @if information > 0 { span.mark.info { (number(information)) " for information" } }
    }
}

fn first(tally: &Tally) -> Markup {
    let row = |first: &First| {
        html! {
            tr {
                th scope="row" { (note_name(tally, first.note)) }
                td data-label="Found" { (severities(first.by_severity)) }
                td data-label="Above all" {
                    @for (index, (rule, times)) in first.reasons.iter().enumerate() {
                        @if index > 0 { ", " } a href=(format!("#{}", anchor(rule))) { (title(rule)) } @if *times > 1 { " × " (times) }
                    }
                }
            }
        }
    };
    html! {
        p { "What demeans somebody, what tells others’ private affairs, and decisions that cannot be followed weigh most; wording weighs least." }
        table.stack {
            thead { tr { th scope="col" { "Note" } th scope="col" { "Found" } th scope="col" { "Above all" } } }
            tbody { @for first in &tally.first { (row(first)) } }
        }
    }
}

fn promises(tally: &Tally, notes: usize) -> Markup {
    let counted = tally.by_principle();
    let most = counted.first().map_or(1, |(_, findings, _)| *findings);
    html! {
        p { "Each rule serves a promise of the recording policy. The bar shows how many places there are." }
        table.stack {
            thead { tr { th scope="col" { "Promise" } th.wide scope="col" { span.unseen { "Bar" } } th.num scope="col" { "Places" } th.num scope="col" { "Notes" } th.num scope="col" { "Share of notes" } } }
            tbody {
                @for (principle, findings, touched) in &counted {
                    tr {
                        th scope="row" { span.tag { (principle.id()) } " " (principle.promise()) }
                        td.wide { (bar(*findings, most)) }
                        td.num data-label="Places" { (number(*findings)) }
                        td.num data-label="Notes" { (number(*touched)) }
                        td.num data-label="Share of notes" { (share(*touched, notes)) }
                    }
                }
            }
        }
    }
}

fn weeks(tally: &Tally) -> Markup {
    let all: Vec<_> = tally.weeks.iter().collect();
    let drawn: Vec<Column> = all[all.len().saturating_sub(WEEKS)..]
        .iter()
        .map(|(monday, group)| Column {
            label: monday.strftime("%-d %b").to_string(),
            value: group.warnings as f64 / group.notes.max(1) as f64,
        })
        .collect();
    html! {
        p { "Things to change in a note, on average, by the week of the note’s date. Only notes with a date are here: " (number(tally.dated)) " of them." }
        (columns("Things to change in a note by week; the table below has the numbers", &drawn))
        details {
            summary { "The numbers" }
            table {
                thead { tr { th scope="col" { "Week from" } th.num scope="col" { "Notes" } th.num scope="col" { "To change" } th.num scope="col" { "A note" } th.num scope="col" { "Late" } } }
                tbody {
                    @for (monday, group) in &all {
                        tr {
                            th scope="row" { (day(**monday)) }
                            td.num { (number(group.notes)) }
                            td.num { (number(group.warnings)) }
                            td.num { (format!("{:.1}", group.warnings as f64 / group.notes.max(1) as f64)) }
                            td.num { (number(group.late)) }
                        }
                    }
                }
            }
        }
    }
}

fn visits(tally: &Tally) -> Markup {
    let mut missing: Vec<_> = tally.missing.iter().collect();
    missing.sort_by_key(|(element, times)| (std::cmp::Reverse(**times), (*element).clone()));
    let visits = tally.kinds.get("visit").map(|group| group.notes);
    let most = visits.unwrap_or_else(|| missing.first().map_or(1, |(_, times)| **times));
    html! {
        p { "What the policy asks of every visit and no words were found for" @if let Some(visits) = visits { ", in " (count(visits, "visit record", "visit records")) } "." }
        table.stack {
            thead { tr { th scope="col" { "Element" } th.wide scope="col" { span.unseen { "Bar" } } th.num scope="col" { "Notes without it" } } }
            tbody {
                @for (element, times) in missing {
                    tr {
                        th scope="row" { (element.replace('-', " ")) }
                        td.wide { (bar(*times, most)) }
                        td.num data-label="Notes without it" { (number(*times)) @if let Some(visits) = visits { " (" (share(*times, visits)) ")" } }
                    }
                }
            }
        }
    }
}

fn words(tally: &Tally) -> Markup {
    html! {
        p { "The words of the lists that were met most, and what could stand there. These are worth a team meeting." }
        table.stack {
            thead { tr { th scope="col" { "Words" } th.num scope="col" { "Times" } th.num scope="col" { "Notes" } th scope="col" { "Instead" } th scope="col" { "Rule" } } }
            tbody {
                @for (rule, words, phrase) in tally.most_common(PHRASES) {
                    tr {
                        th scope="row" { q { (words) } }
                        td.num data-label="Times" { (number(phrase.times)) }
                        td.num data-label="Notes" { (number(phrase.notes)) }
                        td data-label="Instead" {
                            @for (index, text) in phrase.instead.iter().enumerate() { @if index > 0 { " or " } q { (text) } }
                            @if phrase.instead.is_empty() { "see the rule" }
                        }
                        td data-label="Rule" { a href=(format!("#{}", anchor(rule))) { (title(rule)) } }
                    }
                }
            }
        }
    }
}

fn by_worker(tally: &Tally) -> Markup {
    html! {
        p { "For supervision, not for a league table: one worker writes up the hardest visits, and another writes more of them." }
        (groups("Worker", &tally.workers))
    }
}

fn groups(head: &str, groups: &std::collections::BTreeMap<String, Group>) -> Markup {
    let most = groups.values().map(|group| (group.rate() * 10.0) as usize).max().unwrap_or(1);
    html! {
        table.stack {
            thead { tr { th scope="col" { (head) } th.num scope="col" { "Notes" } th.num scope="col" { "Words" } th.wide scope="col" { span.unseen { "Bar" } } th.num scope="col" { "To change in ten notes" } th.num scope="col" { "Late" } } }
            tbody {
                @for (name, group) in groups {
                    tr {
                        th scope="row" { (name) }
                        td.num data-label="Notes" { (number(group.notes)) }
                        td.num data-label="Words" { (number(group.words)) }
                        td.wide { (bar((group.rate() * 10.0) as usize, most)) }
                        td.num data-label="To change in ten notes" { (format!("{:.1}", group.rate())) }
                        td.num data-label="Late" { (number(group.late)) }
                    }
                }
            }
        }
    }
}

fn unread(tally: &Tally) -> Markup {
    html! { ul { @for (path, message) in &tally.unread { li { (name(path, 0)) " " (message) } } } }
}

fn accepted(tally: &Tally) -> Markup {
    html! {
        p { "These were looked at before and may stand, for the reason given. They are counted nowhere else." }
        ul { @for (reason, times) in &tally.accepted { li { (reason) ": " (count(*times, "place", "places")) } } }
    }
}

fn about() -> Markup {
    html! {
        p { "A finding is about words, never about the person who wrote them, and whoever knows the family may know better. An " em { "error" } " is hardly ever right in a note. A " em { "warning" } " is what most reviewers would ask to be changed. The rest is for information and often right as it stands." }
        p { "A program reads words. It does not see whether something is true, what was left out, or tone. A note without findings can still be a poor note: read some." }
        p { "This page holds no words of a note unless it was asked for them, and then they may be masked with dots. Names of files are shown as they are. Sections open with a click or the Enter key; open what you want to print." }
    }
}
