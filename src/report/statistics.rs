//! Counts by rule in place of findings.

use std::fmt::Write as _;

use super::text::summary_line;
use super::{NoteReport, Report, Summary};
use crate::input::InputError;
use crate::rules::find;

/// One line a rule: how many findings and what they are about, most first.
#[derive(Debug, Default)]
pub struct Statistics;

impl Report for Statistics {
    fn note(&mut self, _: &NoteReport) -> String {
        String::new()
    }

    fn error(&mut self, _: &InputError) -> String {
        String::new()
    }

    fn end(&mut self, summary: &Summary) -> String {
        let mut rules: Vec<_> = summary.by_rule.iter().collect();
        rules.sort_by_key(|(rule, count)| (std::cmp::Reverse(**count), **rule));
        let mut out = String::new();
        for (rule, count) in rules {
            let about = find(rule).map_or("", |rule| rule.declaration.summary);
            let _ = writeln!(out, "{count:>8}  {rule:32}  {about}");
        }
        out + &summary_line(summary)
    }
}
