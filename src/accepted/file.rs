//! The form of the file: one acceptance a line, sorted, each line valid by itself. Two people's lines then merge, and a
//! line that is broken costs only itself.

use std::fmt;
use std::fmt::Write as _;
use std::path::Path;

use jiff::civil::Date;
use serde::Deserialize;

use super::{Acceptance, Accepted, Key};

/// What the file says of itself.
const HEAD: &str = "\
# Findings that somebody looked at and accepted, written by `casenote accept`. No words of a note are in it.
# Each line stands alone. For merges without conflicts, .gitattributes: casenote-accepted.toml merge=union
";

/// What is wrong in the file, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: Option<usize>,
    /// What is wrong and what to do.
    pub message: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}: {}", self.file, self.message),
            None => write!(f, "{}: {}", self.file, self.message),
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    rule: String,
    reason: String,
    by: String,
    on: toml::value::Datetime,
    until: Option<toml::value::Datetime>,
}

/// Reads the file with whichever of the keys it was made with. Without that key nothing in it can be compared, so there
/// is no result; broken lines are told of and left out.
pub fn parse(path: impl AsRef<Path>, source: &str, keys: &[Key]) -> (Option<Accepted>, Vec<Fault>) {
    let path = path.as_ref();
    let mut faults = Vec::new();
    let mut fault = |line: Option<usize>, message: String| faults.push(Fault { file: path.display().to_string(), line, message });
    let mut id = None;
    let mut entries = Vec::new();
    for (index, line) in source.lines().enumerate() {
        let number = Some(index + 1);
        if ["<<<<<<<", "=======", ">>>>>>>", "|||||||"].iter().any(|mark| line.starts_with(mark)) {
            fault(number, "is left from a merge; delete this line, every other line may stay".to_owned());
            continue;
        }
        let table: toml::Table = match toml::from_str(line) {
            Ok(table) => table,
            Err(error) => {
                fault(number, format!("{}; this line was left out", error.message()));
                continue;
            }
        };
        for (name, value) in table {
            if let ("key", Some(text)) = (name.as_str(), value.as_str()) {
                id = Some(text.to_owned());
            } else if is_fingerprint(&name) {
                match entry(value) {
                    Ok(entry) => entries.push((name, entry)),
                    Err(message) => fault(number, format!("{message}; this line was left out")),
                }
            } else {
                fault(number, format!("`{name}` is neither `key` nor a fingerprint of 32 digits; this line was left out"));
            }
        }
    }
    let Some(key) = keys.iter().find(|key| id.as_ref().is_none_or(|id| *id == key.id())) else {
        let message = format!(
            "was made with another key, so nothing in it holds here; bring its `{}` along, or set {} to its secret",
            super::KEY_FILE_NAME,
            Key::VARIABLE
        );
        fault(None, message);
        return (None, faults);
    };
    let mut accepted = Accepted::new(path, key.clone());
    entries.into_iter().for_each(|(fingerprint, entry)| accepted.insert(fingerprint, entry));
    (Some(accepted), faults)
}

fn is_fingerprint(name: &str) -> bool {
    name.len() == 32 && name.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn entry(value: toml::Value) -> Result<Acceptance, String> {
    let Line { rule, reason, by, on, until } =
        value.try_into().map_err(|error: toml::de::Error| error.message().trim().replace('\n', ", "))?;
    Ok(Acceptance { rule, reason, by, on: date(&on)?, until: until.as_ref().map(date).transpose()? })
}

fn date(value: &toml::value::Datetime) -> Result<Date, String> {
    let day = value.date.ok_or("a date is written 2026-03-31")?;
    Date::new(i16::try_from(day.year).unwrap_or(0), day.month.cast_signed(), day.day.cast_signed())
        .map_err(|_| format!("there is no day {value}"))
}

impl Accepted {
    /// The content of the file.
    pub fn to_toml(&self) -> String {
        let text = |value: &str| toml::Value::String(value.replace(char::is_control, " ")).to_string();
        let mut out = format!("{HEAD}key = \"{}\"\n", self.key.id());
        for (fingerprint, Acceptance { rule, reason, by, on, until }) in self.entries() {
            let _ = write!(out, "\"{fingerprint}\" = {{ rule = {}, reason = {}, by = {}, on = {on}", text(rule), text(reason), text(by));
            let _ = match until {
                Some(until) => writeln!(out, ", until = {until} }}"),
                None => writeln!(out, " }}"),
            };
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(reason: &str) -> Acceptance {
        let on = jiff::civil::date(2026, 3, 2);
        Acceptance { rule: "respect/derogatory".to_owned(), reason: reason.to_owned(), by: "Jo “O’Hill”".to_owned(), on, until: None }
    }

    #[test]
    fn what_is_written_is_read_again_and_each_entry_is_one_line() {
        let key = Key::new("secret");
        let mut accepted = Accepted::new("a.toml", key.clone());
        accepted.insert("b".repeat(32), entry("the \"court's\" own\nword \\ é"));
        accepted.insert("a".repeat(32), entry("plain"));
        let written = accepted.to_toml();
        assert_eq!(written.lines().count(), 5, "{written}");
        let (again, faults) = parse("a.toml", &written, &[Key::new("other"), key]);
        assert_eq!(faults, []);
        let again = again.expect("the key fits");
        assert_eq!(again.to_toml(), written);
        assert_eq!(again.entries().nth(1).expect("an entry").1.reason, "the \"court's\" own word \\ é");
    }

    #[test]
    fn a_broken_line_costs_only_itself_and_is_told_with_its_number() {
        let key = Key::new("secret");
        let mut accepted = Accepted::new("a.toml", key.clone());
        accepted.insert("a".repeat(32), entry("plain"));
        let line = accepted.to_toml().lines().last().expect("a line").to_owned();
        let other = line.replace("aaaa", "bbbb").replace("reason", "raeson");
        let source = format!("{}<<<<<<< ours\n{line}\n=======\n{other}\nnonsense\n\"abc\" = 1\n", accepted.to_toml());
        let (read, faults) = parse("a.toml", &source, &[key]);
        assert_eq!(read.expect("the key fits").entries().count(), 1);
        assert_eq!(faults.iter().filter_map(|fault| fault.line).collect::<Vec<_>>(), [5, 7, 8, 9, 10]);
        assert!(faults[2].message.contains("raeson"), "{faults:?}");
    }

    #[test]
    fn without_its_key_nothing_is_accepted() {
        let mut accepted = Accepted::new("a.toml", Key::new("secret"));
        accepted.insert("a".repeat(32), entry("plain"));
        let (read, faults) = parse("a.toml", &accepted.to_toml(), &[Key::new("other")]);
        assert!(read.is_none() && faults[0].message.contains("another key"), "{faults:?}");
    }
}
