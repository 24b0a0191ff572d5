//! Findings that somebody accepted: which are in force for a folder, and how one is added. The file is the command line's,
//! lies beside the notes, and holds none of their words.

use std::path::Path;

use casenote::Finding;
use casenote::accepted::{Acceptance, Accepted, FILE_NAME, new_key, open, save};
use casenote::config::Config;
use jiff::ToSpan as _;
use jiff::civil::Date;

use crate::snapshot::Snapshot;

/// How long a finding is accepted for, as on the command line.
const MONTHS: i32 = 6;

/// What the reasons are that one can choose among where an editor has no way to ask for words.
pub const REASONS: &[&str] = &[
    "These are somebody’s own words",
    "The family uses this word of itself",
    "A law, an order or a form calls it so",
    "I read it again: it is right here",
];

/// Today, as the command line counts it.
pub fn today() -> Date {
    jiff::tz::TimeZone::UTC.to_datetime(jiff::Timestamp::now()).date()
}

/// The findings of a text that nobody has accepted.
pub fn without(accepted: &Accepted, text: &str, mut findings: Vec<Finding>) -> Vec<Finding> {
    let today = today();
    findings.retain(|finding| accepted.get(&accepted.key().fingerprint(text, finding), today).is_none());
    findings
}

/// Accepts a finding: reads the file as it is now, or begins one beside the configuration, and writes it.
///
/// # Errors
///
/// What could not be read or written, and its place.
pub fn accept(snapshot: &Snapshot, finding: &Finding, reason: &str, by: &str) -> Result<(), String> {
    let folder = snapshot.folder.as_deref().ok_or("save the note first: what is accepted is kept beside it")?;
    let mut accepted = if let Some(path) = Accepted::find(folder) {
        let (accepted, faults) = open(&path);
        accepted.ok_or_else(|| faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))?
    } else {
        let config = Config::find(folder);
        let path = config.as_deref().and_then(Path::parent).unwrap_or(folder).join(FILE_NAME);
        let key = new_key(&path).map_err(|error| format!("{}: its key cannot be made: {error}", path.display()))?;
        Accepted::new(path, key)
    };
    let on = today();
    let acceptance = Acceptance {
        rule: finding.rule.to_owned(),
        reason: reason.to_owned(),
        by: by.to_owned(),
        on,
        until: on.checked_add(MONTHS.months()).ok(),
    };
    accepted.insert(accepted.key().fingerprint(snapshot.text(), finding), acceptance);
    save(&accepted).map_err(|error| format!("{}: cannot be written: {error}", accepted.path.display()))
}

/// Who is logged in, where the settings do not name somebody.
pub fn login() -> Option<String> {
    ["USER", "USERNAME", "LOGNAME"].iter().find_map(|name| std::env::var(name).ok()).filter(|name| !name.trim().is_empty())
}
