//! `casenote schema`: the JSON Schema of `casenote.toml`, for editors.

use std::io;

use serde_json::json;

use super::{Outcome, print};
use crate::config::Config;
use crate::rules::RULES;

pub(super) fn run() -> io::Result<Outcome> {
    let mut schema = schemars::schema_for!(Config).to_value();
    // The type knows that names go there; only the registry knows which.
    let names: std::collections::BTreeSet<&str> = RULES.iter().flat_map(|rule| [rule.name, rule.group()]).collect();
    schema["properties"]["rules"]["propertyNames"] = json!({"enum": names});
    print(&format!("{schema:#}\n"))?;
    Ok(Outcome::Clean)
}
