//! Lists the rules and the word lists into the registry, and prepares the lists. No logic: a rule is registered by being in
//! its folder, and the lists are read and laid out by the code that the program itself has for a reader's own.

#[path = "src/finding.rs"]
#[allow(dead_code)]
mod finding;
#[path = "src/lexicon/prepare/mod.rs"]
#[allow(dead_code, unused_imports)]
mod lexicon;
#[path = "src/record/policy/mod.rs"]
#[allow(dead_code, unused_imports)]
mod policy;
#[path = "src/text/mod.rs"]
#[allow(dead_code, unused_imports, unused_macros)]
mod text;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
    println!("cargo::rerun-if-changed=src/rules");
    println!("cargo::rerun-if-changed=wordlists");
    println!("cargo::rerun-if-changed=policies");
    fs::write(out.join("rules.rs"), rules(&root.join("src/rules"))).expect("OUT_DIR can be written");
    let mut lists = wordlists(&root);
    let (kinds, elements) = policy_lists(&root);
    lists.extend(kinds);
    fs::write(out.join("wordlists.rs"), registry(&lists)).expect("OUT_DIR can be written");
    fs::write(out.join("wordlists.bin"), prepared(&lists)).expect("OUT_DIR can be written");
    fs::write(out.join("policy.bin"), prepared(&elements)).expect("OUT_DIR can be written");
}

fn rules(folder: &Path) -> String {
    let mut modules = String::new();
    let mut registry = String::new();
    for group in entries(folder).into_iter().filter(|path| path.is_dir()) {
        let group_module = stem(&group);
        let _ = writeln!(modules, "/// The rules of the group `{}`.\npub mod {group_module} {{", group_module.replace('_', "-"));
        for rule in entries(&group).into_iter().filter(|path| path.extension().is_some_and(|end| end == "rs")) {
            let module = stem(&rule);
            let name = format!("{group_module}/{module}").replace('_', "-");
            let (rule, page) = (shown(&rule), shown(&rule.with_extension("md")));
            let _ = writeln!(modules, "#[path = {rule:?}]\npub mod {module};");
            let _ =
                writeln!(registry, "Rule {{ name: {name:?}, page: include_str!({page:?}), declaration: {group_module}::{module}::RULE }},");
        }
        modules.push_str("}\n");
    }
    format!("{modules}\n/// Every rule, sorted by name.\npub static RULES: &[Rule] = &[\n{registry}];\n")
}

/// A list: its file from the root, its content, and for each line where it comes from, if that is another file.
type Source = (String, String, Vec<usize>);

fn wordlists(root: &Path) -> Vec<Source> {
    let is_list = |path: &PathBuf| path.extension().is_some_and(|end| end == "toml") && stem(path) != "sources";
    let read = |path: PathBuf| {
        let content = fs::read_to_string(&path).expect("the lists are UTF-8");
        (format!("wordlists/{}.toml", stem(&path)), content, Vec::new())
    };
    entries(&root.join("wordlists")).into_iter().filter(is_list).map(read).collect()
}

/// The phrases of the policy that comes with the program: those that tell the kind of a note, which stand behind all other
/// lists, and those that show what it holds. Both in the order in which the policy gives them.
fn policy_lists(root: &Path) -> (Vec<Source>, Vec<Source>) {
    let source = fs::read_to_string(root.join(policy::BUILT_IN)).expect("the policy is UTF-8");
    let sources = |lists: Vec<policy::WordList>| lists.into_iter().map(|list| (list.file, list.content, list.lines)).collect();
    match policy::Policy::load(policy::BUILT_IN, &source) {
        Ok(policy) => (sources(policy.kind_lists()), sources(policy.element_lists())),
        Err(faults) => {
            faults.iter().for_each(|fault| println!("cargo::error={fault}"));
            (Vec::new(), Vec::new())
        }
    }
}

fn registry(files: &[Source]) -> String {
    let mut lists = String::new();
    for (file, content, _) in files {
        let _ = writeln!(lists, "({file:?}, {content:?}),");
    }
    format!("/// Every list that comes with the program: file name and content.\npub static WORDLISTS: &[(&str, &str)] = &[\n{lists}];\n")
}

/// The lists as the program reads them. A fault in one fails the build, with its file and line.
fn prepared(files: &[Source]) -> Vec<u8> {
    let mut lists = Vec::new();
    for (file, content, lines) in files {
        match lexicon::load(file, content) {
            Ok(list) => lists.push(list),
            Err(faults) => {
                for fault in faults {
                    match lines.get(fault.line - 1) {
                        Some(line) => println!("cargo::error={}:{line}: {}", policy::BUILT_IN, fault.message),
                        None => println!("cargo::error={fault}"),
                    }
                }
            }
        }
    }
    lexicon::prepare(&lists)
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder).expect("the folder is part of the project").map(|entry| entry.expect("it can be listed").path()).collect();
    paths.sort();
    paths
}

fn shown(path: &Path) -> String {
    path.to_str().expect("a path of UTF-8").to_owned()
}

fn stem(path: &Path) -> String {
    path.file_stem().expect("a name").to_str().expect("ASCII names").to_owned()
}
