//! Dependencies run one way, only the edges print, and nothing half-made stays in the source.

use std::fs;
use std::path::{Path, PathBuf};

/// What each module may use of its siblings. `finding` and `settings` are plain values that others share.
const MAY_USE: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("finding", &["text"]),
    ("lexicon", &["finding", "text"]),
    ("record", &["lexicon", "text"]),
    ("repeats", &["text"]),
    ("voice", &["lexicon", "record", "text"]),
    ("settings", &["finding", "record", "rules"]),
    ("rules", &["finding", "lexicon", "record", "repeats", "settings", "text", "voice"]),
    ("config", &["finding", "input", "lexicon", "record", "rules", "settings", "text"]),
    ("engine", &["finding", "lexicon", "record", "rules", "settings", "text", "voice"]),
    ("fix", &["engine", "finding", "record", "rules", "text", "voice"]),
    ("training", &["engine", "finding", "rules", "text", "voice"]),
    ("input", &["record", "text"]),
    ("accepted", &["finding", "text"]),
    ("report", &["accepted", "finding", "input", "rules", "text", "voice"]),
    ("compare", &["finding", "lexicon", "record", "rules", "settings", "text"]),
    (
        "cli",
        &[
            "accepted", "compare", "config", "engine", "finding", "fix", "input", "lexicon", "record", "report", "rules", "settings",
            "text", "training",
        ],
    ),
    ("lib", &["engine", "finding", "settings"]),
    ("main", &["cli"]),
];

/// A file under `src/`: its path, and its lines with their numbers, comments and tests left out.
struct Source {
    path: PathBuf,
    code: Vec<(usize, String)>,
}

impl Source {
    fn read(path: PathBuf) -> Self {
        let content = fs::read_to_string(&path).expect("it can be read");
        let tests = content.find("#[cfg(test)]\nmod ").unwrap_or(content.len());
        let code = content[..tests].lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//"));
        Self { code: code.map(|(index, line)| (index + 1, line.to_owned())).collect(), path }
    }

    /// The module right under the root that the file belongs to.
    fn module(&self) -> String {
        let inside = self.path.strip_prefix(root()).expect("it was found there");
        let first = inside.components().next().expect("a name").as_os_str().to_string_lossy();
        first.trim_end_matches(".rs").to_owned()
    }

    fn place(&self, line: usize) -> String {
        format!("{}:{line}", self.path.display())
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder is part of the project").map(|entry| entry.expect("it can be listed").path());
    let mut files: Vec<PathBuf> = entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect();
    files.sort();
    files
}

fn sources() -> Vec<Source> {
    files(&root()).into_iter().filter(|path| path.extension().is_some_and(|end| end == "rs")).map(Source::read).collect()
}

/// The modules that a line names by a path from the root.
fn named<'l>(line: &'l str, root: &'l str) -> impl Iterator<Item = &'l str> {
    line.match_indices(root)
        .filter(|(at, _)| !line[..*at].ends_with(|before: char| before.is_alphanumeric() || before == '_' || before == ':'))
        .map(move |(at, _)| line[at + root.len()..].split(|end: char| !(end.is_alphanumeric() || end == '_')).next().unwrap_or_default())
}

#[test]
fn dependencies_run_one_way() {
    let mut faults = Vec::new();
    for source in sources() {
        let module = source.module();
        let Some((_, allowed)) = MAY_USE.iter().find(|(name, _)| *name == module) else {
            faults.push(format!("{}: give `{module}` a line in MAY_USE", source.path.display()));
            continue;
        };
        for (number, line) in &source.code {
            let re_export = module == "lib" && line.starts_with("pub use ");
            let from_root = if re_export {
                "pub use "
            } else if module == "main" {
                "casenote::"
            } else {
                "crate::"
            };
            for used in named(line, from_root).filter(|used| *used != module && !allowed.contains(used)) {
                let message = if used.is_empty() {
                    "name each module on a line of its own".to_owned()
                } else {
                    format!("`{module}` may not use `{used}`")
                };
                faults.push(format!("{}: {message}", source.place(*number)));
            }
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

/// A way round `crate::` that the test above would not see.
#[test]
fn no_path_climbs_to_the_root() {
    let mut faults = Vec::new();
    for source in sources() {
        let inside = source.path.strip_prefix(root()).expect("it was found there");
        let top = inside.components().count() == 1 || inside.components().count() == 2 && inside.ends_with("mod.rs");
        for (number, line) in &source.code {
            if line.contains("super::super") || top && line.contains("super::") {
                faults.push(source.place(*number));
            }
        }
    }
    assert!(faults.is_empty(), "write `crate::` at\n{}", faults.join("\n"));
}

/// The library must be safe to put into an editor, a page or a server.
#[test]
fn only_the_command_line_prints() {
    hold_back(&["println!", "print!", "eprintln!", "eprint!", "io::stdout", "io::stderr"], |module| module == "cli");
}

#[test]
fn nothing_half_made_stays() {
    hold_back(&["todo!", "unimplemented!", "dbg!", ".unwrap()"], |_| false);
}

fn hold_back(words: &[&str], is_free: impl Fn(&str) -> bool) {
    let mut faults = Vec::new();
    for source in sources().iter().filter(|source| !is_free(&source.module())) {
        for (number, line) in &source.code {
            faults.extend(words.iter().filter(|word| line.contains(**word)).map(|word| format!("{}: {word}", source.place(*number))));
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

/// A page without a rule would be read by nobody, a rule without a page would not be understood.
#[test]
fn rules_and_pages_stand_in_pairs() {
    for path in files(&root().join("rules")).iter().filter(|path| path.parent() != Some(&root().join("rules"))) {
        let other = path.with_extension(if path.extension().is_some_and(|end| end == "md") { "rs" } else { "md" });
        assert!(other.is_file(), "{} has no {}", path.display(), other.display());
    }
}

/// A file that a reader can hold in mind.
#[test]
fn no_file_is_longer_than_400_lines() {
    let lines = |path: &PathBuf| fs::read_to_string(path).expect("it can be read").lines().count();
    let code = |path: &&PathBuf| path.extension().is_some_and(|end| end == "rs");
    let long: Vec<String> = files(&root())
        .iter()
        .filter(code)
        .filter(|path| lines(path) > 400)
        .map(|path| format!("{}: {} lines", path.display(), lines(path)))
        .collect();
    assert!(long.is_empty(), "\n{}", long.join("\n"));
}
