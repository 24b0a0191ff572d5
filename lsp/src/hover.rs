//! What is shown when the pointer rests on words: the page of the rule that raised them, or what letters stand for.

use std::fmt::Write as _;

use casenote::Finding;
use casenote::rules::find;
use casenote::text::Span;

use crate::letters;
use crate::snapshot::Snapshot;

/// Most pages in one hover; the narrowest findings come first.
const MOST_PAGES: usize = 3;

/// What is said of a place, as Markdown, and the words it is said of.
pub fn at(snapshot: &Snapshot, findings: &[Finding], offset: u32) -> Option<(String, Span)> {
    let holds = |finding: &&Finding| finding.span.start <= offset && offset <= finding.span.end;
    let mut here: Vec<&Finding> = findings.iter().filter(holds).collect();
    here.sort_by_key(|finding| finding.span.len());
    let letters = letters::at(snapshot, offset);
    let span = here.first().map(|finding| finding.span).or(letters.as_ref().map(|letters| letters.span))?;
    let mut parts: Vec<String> = Vec::new();
    if let Some(letters) = letters {
        let gloss = letters.gloss.map_or_else(String::new, |gloss| format!(": {gloss}"));
        parts.push(format!("**{}**{gloss}", letters.means.join("** or **")));
    }
    parts.extend(here.iter().take(MOST_PAGES).map(|finding| page(finding)));
    Some((parts.join("\n\n---\n\n"), span))
}

/// A finding's message and the page of its rule, without the examples.
fn page(finding: &Finding) -> String {
    let mut text = format!("{}\n\n", finding.advice.message);
    let Some(rule) = find(finding.rule) else { return text };
    let body = rule.page.split("\n## Examples").next().unwrap_or_default();
    for line in body.lines().skip_while(|line| line.starts_with('#') || line.is_empty()) {
        match line.strip_prefix("## ") {
            Some(heading) => text.extend(["**", heading, "**\n"]),
            None => text.extend([line, "\n"]),
        }
    }
    let declared = &rule.declaration;
    let _ =
        write!(text, "\n*{} · {} · {}: {}*", rule.name, finding.severity.as_str(), declared.principle.id(), declared.principle.promise());
    text
}

/// The whole page of a rule, for an editor that shows it by itself.
pub fn whole_page(rule: &str) -> Option<String> {
    find(rule).map(casenote::rules::page::for_reading)
}
