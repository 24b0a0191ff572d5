//! `casenote rules`: every rule in a line.

use std::io;

use clap::{Args, ValueEnum};
use serde_json::json;

use super::{Outcome, print};
use crate::rules::{RULES, Rule};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// How the list is written
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Columns
    Text,
    /// JSON
    Json,
    /// A table in Markdown
    Markdown,
}

pub(super) fn run(arguments: &Arguments) -> io::Result<Outcome> {
    let text = match arguments.format {
        Format::Text => RULES.iter().map(line).collect(),
        Format::Json => format!("{:#}\n", RULES.iter().map(value).collect::<serde_json::Value>()),
        Format::Markdown => {
            let rows: String = RULES.iter().map(row).collect();
            format!("| rule | severity | principle | what it notices |\n|---|---|---|---|\n{rows}")
        }
    };
    print(&text)?;
    Ok(Outcome::Clean)
}

fn line(rule: &Rule) -> String {
    let declared = &rule.declaration;
    format!("{:32} {:8} {}\n", rule.name, declared.severity.as_str(), declared.summary)
}

fn row(rule: &Rule) -> String {
    let declared = &rule.declaration;
    format!("| `{}` | {} | {} | {} |\n", rule.name, declared.severity.as_str(), declared.principle.id(), declared.summary)
}

fn value(rule: &Rule) -> serde_json::Value {
    let declared = &rule.declaration;
    let options: Vec<_> =
        declared.options.iter().map(|option| json!({"name": option.name, "default": option.default, "help": option.help})).collect();
    json!({
        "name": rule.name,
        "severity": declared.severity,
        "principle": declared.principle.id(),
        "promise": declared.principle.promise(),
        "summary": declared.summary,
        "options": options,
    })
}
