//! `casenote explain`: the page of a rule.

use std::io;

use clap::Args;

use super::{Outcome, complain, print};
use crate::config::select;
use crate::rules::page;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// A rule such as `respect/derogatory`, or a group such as `respect`
    #[arg(value_name = "RULE_OR_GROUP")]
    name: String,
}

pub(super) fn run(arguments: &Arguments) -> io::Result<Outcome> {
    let rules = match select(&arguments.name) {
        Ok(rules) => rules,
        Err(message) => {
            complain(&format!("casenote: {message}"));
            return Ok(Outcome::Trouble);
        }
    };
    let pages: Vec<String> = rules.iter().map(|rule| page::for_reading(rule)).collect();
    print(&pages.join("\n"))?;
    Ok(Outcome::Clean)
}
