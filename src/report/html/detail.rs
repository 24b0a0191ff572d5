//! Every rule that found something: what it looks for and why, and each place.

use std::sync::Arc;

use maud::{Markup, PreEscaped, html};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::chart::bar;
use super::tally::{RuleTally, Spot, Tally};
use super::{anchor, count, name, number, title};
use crate::rules::find;

pub(super) fn rules(tally: &Tally) -> Markup {
    let mut rules: Vec<_> = tally.rules.iter().collect();
    rules.sort_by_key(|(rule, counted)| (std::cmp::Reverse(counted.findings()), **rule));
    let most = rules.first().map_or(1, |(_, counted)| counted.findings());
    let [information, warnings, errors] = tally.by_severity();
    html! {
        p {
            (count(warnings + errors, "place", "places")) " to change and " (number(information)) " for information. "
            "Open a rule to see why it matters, what to write instead, and where it was found."
        }
        @for (rule, counted) in rules {
            details.rule {
                summary {
                    span.name { (title(rule)) }
                    span.counts { (count(counted.findings(), "place", "places")) " in " (count(counted.notes, "note", "notes")) }
                    (bar(counted.findings(), most))
                }
                div id=(anchor(rule)) tabindex="-1" { (page(rule)) (places(tally, counted)) }
            }
        }
    }
}

/// The rule's page without its examples and its limits.
fn page(rule: &str) -> Markup {
    let Some(rule) = find(rule) else { return html! {} };
    let text = rule.page.split("\n## Examples").next().unwrap_or_default();
    // The page's own title is the summary above it; its headings stand below those of this report.
    let mut heading = None;
    let events = Parser::new_ext(text, Options::empty()).filter_map(|event| match event {
        Event::Start(Tag::Heading { level, .. }) => {
            heading = Some(level);
            (level != pulldown_cmark::HeadingLevel::H1).then(|| Event::Html("<h4>".into()))
        }
        Event::End(TagEnd::Heading(level)) => {
            heading = None;
            (level != pulldown_cmark::HeadingLevel::H1).then(|| Event::Html("</h4>".into()))
        }
        _ if heading == Some(pulldown_cmark::HeadingLevel::H1) => None,
        event => Some(event),
    });
    let mut out = String::new();
    pulldown_cmark::html::push_html(&mut out, events);
    html! {
        h3 { (rule.declaration.summary) }
        p.promise { span.tag { (rule.declaration.principle.id()) } " " (rule.declaration.principle.promise()) }
        div.page { (PreEscaped(out)) }
    }
}

/// The places by what is said of them, most first; under each the notes with their lines.
fn places(tally: &Tally, counted: &RuleTally) -> Markup {
    let mut by_message: Vec<(&str, Vec<&Spot>)> = Vec::new();
    let mut known: std::collections::HashMap<&str, usize> = std::collections::HashMap::new();
    for spot in &counted.places {
        let message: &str = &spot.advice.message;
        let index = *known.entry(message).or_insert_with(|| {
            by_message.push((message, Vec::new()));
            by_message.len() - 1
        });
        by_message[index].1.push(spot);
    }
    by_message.sort_by_key(|(message, spots)| (std::cmp::Reverse(spots.len()), *message));
    html! {
        h4 { "Where" }
        @for (message, spots) in &by_message {
            div.finding {
                p { (message) " " span.times { (count(spots.len(), "place", "places")) } }
                ul.places {
                    @for note in spots.chunk_by(|one, next| one.note == next.note) {
                        @let (path, entry) = &tally.notes[note[0].note as usize];
                        li {
                            (name(&Arc::clone(path), *entry)) ": "
                            @for (index, spot) in note.iter().enumerate() { @if index > 0 { ", " } (place(spot)) }
                        }
                    }
                }
            }
        }
    }
}

fn place(spot: &Spot) -> Markup {
    html! {
        @if let Some(named) = &spot.named { (named) ", " }
        "line " (spot.line) ", column " (spot.column)
        @if let Some(excerpt) = &spot.excerpt { blockquote { (excerpt.before) mark { (excerpt.words) } (excerpt.after) } }
    }
}
