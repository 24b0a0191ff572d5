//! `casenote init`: a configuration to start from.

use std::fs::File;
use std::io::{self, Write};
use std::path::PathBuf;

use clap::Args;

use super::{Outcome, complain, print};
use crate::config::FILE_NAME;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Folder to write casenote.toml into
    #[arg(default_value = ".")]
    folder: PathBuf,
}

pub(super) fn run(arguments: &Arguments) -> io::Result<Outcome> {
    let path = arguments.folder.join(FILE_NAME);
    match File::create_new(&path) {
        Ok(mut file) => {
            file.write_all(TEMPLATE.as_bytes())?;
            print(&format!("wrote {}\n", path.display()))?;
            Ok(Outcome::Clean)
        }
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            complain(&format!("casenote: {} exists already and was left as it is", path.display()));
            Ok(Outcome::Trouble)
        }
        Err(error) => Err(io::Error::new(error.kind(), format!("{}: cannot be written: {error}", path.display()))),
    }
}

/// Everything a configuration may say, each line off until its mark is taken away.
pub(super) const TEMPLATE: &str = r#"# casenote.toml: how notes in this folder and below are checked.
# `casenote rules` lists the rules, `casenote explain RULE` shows a rule's page and options.

# Least severity that gives exit status 1: "error", "warning", "info" or "never".
# fail-on = "warning"

# People of the case: their initials are not acronyms.
# people = ["Jo Hill", "Nasreen Akhtar"]

# Days on which your team does not work; the bank holidays of England and Wales are known.
# holidays = [2027-05-03, 2027-12-24]

[rules]
# A rule or a group: "off", "info", "warning", "error", or a table with its options.
# plain-english = "info"
# "plain-english/long-sentence" = { severity = "warning", max-words = 30 }

[words]
# Words your team has decided to keep, and word lists of your own.
# accepted = ["placement"]
# lists = ["our-words.toml"]

[acronyms]
# Acronyms of your own, so that the suggestion can write them out.
# EHASH = "Early Help and Safeguarding Hub"

[columns]
# The heads of an export's columns, where they are not found by their usual names: text (one or several), date, recorded,
# author, kind, child.
# text = ["Details", "Actions"]
# recorded = "Entered on"
"#;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;

    #[test]
    fn the_template_is_valid_as_it_stands_and_with_every_line_on() {
        let on: String = TEMPLATE
            .lines()
            .map(|line| line.strip_prefix("# ").filter(|rest| rest.contains(" = ")).unwrap_or(line).to_owned() + "\n")
            .collect();
        for source in [TEMPLATE, &on] {
            let config = Config::parse(FILE_NAME, source).expect("it parses");
            config.settings(FILE_NAME).expect("its rules exist");
        }
    }
}
