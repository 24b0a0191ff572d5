//! Every word list, and the one automaton that finds all their phrases in one walk over a text.

mod automaton;
mod inflect;
mod load;
mod matcher;
mod slots;
mod table;

use std::collections::BTreeMap;

use rayon::prelude::*;
use serde::Deserialize;

use crate::finding::Severity;
use crate::text::{Abbreviations, Span};

pub use inflect::{Inflect, inflections};
pub use load::{ListError, Phrase, load};
pub use matcher::Hits;
pub use slots::{MOST_FORMS, expand};

use matcher::Matcher;

include!(concat!(env!("OUT_DIR"), "/wordlists.rs"));

/// What the entries of a list are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ListKind {
    /// Words to judge, with what to write instead.
    #[default]
    Terms,
    /// Letters that stand for words; matched in the case they are written in.
    Acronyms,
    /// Clipped words and letters in any case that stand for words.
    Shorthand,
    /// Words that tell about the words around them, such as `told me`.
    Cues,
    /// Words that are left alone, with the reason.
    Exempt,
}

/// A list: its header and its entries.
#[derive(Debug, Clone)]
pub struct List {
    /// The file's name without its ending.
    pub name: String,
    /// The rule that judges the words.
    pub rule: Option<String>,
    /// What the entries are for.
    pub kind: ListKind,
    /// Severity of an entry that names none.
    pub severity: Severity,
    /// Category to the sentence that says why it matters.
    pub categories: BTreeMap<String, String>,
    /// The entries, sorted by term.
    pub entries: Vec<Entry>,
}

/// One line of a list.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The term as listed, slots included.
    pub term: String,
    /// Every form it stands for.
    pub forms: Vec<String>,
    /// Its category, a key of the list's categories.
    pub category: String,
    /// What to write instead; `[blanks]` to fill, a whole suggestion in round brackets is advice.
    pub instead: Vec<String>,
    /// Why, where the category's sentence does not say it well.
    pub why: Option<String>,
    /// Severity, where it is not the list's.
    pub severity: Option<Severity>,
    /// Longer phrases that hold a form and are left alone.
    pub except: Vec<String>,
    /// Phrases that silence it from anywhere in the sentence.
    pub unless: Vec<Phrase>,
    /// Phrases of which the sentence must hold one.
    pub needs: Vec<Phrase>,
    /// Whether it is judged only when said of a person.
    pub of_person: bool,
    /// What letters stand for, usual meaning first.
    pub means: Vec<String>,
    /// The meaning in words that a child could follow.
    pub gloss: Option<String>,
    /// Whether it is one council's own.
    pub local: bool,
    /// Whether the letters have several meanings in use.
    pub ambiguous: bool,
    /// Where it comes from: keys of `wordlists/sources.toml`.
    pub source: String,
}

/// A form of an entry found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// Where, in the source.
    pub span: Span,
    /// Which list, as an index into [`Lexicon::lists`].
    pub list: u16,
    /// Which of its entries.
    pub entry: u32,
    /// Which of the entry's forms.
    pub form: u16,
    /// Index of the sentence that holds it.
    pub sentence: u32,
    /// Whether no form of the entry was found before it.
    pub first: bool,
}

/// All lists, ready to match.
#[derive(Debug)]
pub struct Lexicon {
    lists: Vec<List>,
    matcher: Matcher,
    abbreviations: Abbreviations,
}

impl Lexicon {
    /// The lists that come with the program, and `extra` ones as `(file name, content)`.
    ///
    /// # Errors
    ///
    /// Whatever is wrong in any of them, with file and line.
    pub fn new(extra: &[(String, String)]) -> Result<Self, Vec<ListError>> {
        let mut lists = Vec::new();
        let mut faults = Vec::new();
        // Reading the lists is most of the start-up, and they do not need each other.
        let extra = extra.iter().map(|(file, content)| (file.as_str(), content.as_str()));
        let all: Vec<(&str, &str)> = WORDLISTS.iter().copied().chain(extra).collect();
        let loaded: Vec<Result<List, Vec<ListError>>> = all.par_iter().map(|(file, content)| load(file, content)).collect();
        for one in loaded {
            match one {
                Ok(list) => lists.push(list),
                Err(found) => faults.extend(found),
            }
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        let matcher = Matcher::new(&lists);
        let abbreviations = abbreviations(&lists);
        Ok(Self { lists, matcher, abbreviations })
    }

    /// Every list.
    pub fn lists(&self) -> &[List] {
        &self.lists
    }

    /// The index of the list of a name.
    pub fn list(&self, name: &str) -> Option<u16> {
        self.lists.iter().position(|list| list.name == name).map(|index| index as u16)
    }

    /// The indices of the lists whose words a rule judges.
    pub fn lists_of(&self, rule: &str) -> impl Iterator<Item = u16> {
        self.lists.iter().enumerate().filter(move |(_, list)| list.rule.as_deref() == Some(rule)).map(|(index, _)| index as u16)
    }

    /// The entry of a hit.
    pub fn entry(&self, hit: &Hit) -> &Entry {
        &self.lists[usize::from(hit.list)].entries[hit.entry as usize]
    }

    /// The form of a hit, as the list writes it.
    pub fn form(&self, hit: &Hit) -> &str {
        &self.entry(hit).forms[usize::from(hit.form)]
    }

    /// The abbreviations that sentence splitting needs.
    pub fn abbreviations(&self) -> &Abbreviations {
        &self.abbreviations
    }

    /// Finds every form of every list in one walk.
    pub fn find(&self, text: &crate::text::Text<'_>) -> Hits {
        self.matcher.find(text, self.lists.len())
    }
}

fn abbreviations(lists: &[List]) -> Abbreviations {
    let mut abbreviations = Abbreviations::default();
    for entry in lists.iter().filter(|list| list.name == "abbreviations").flat_map(|list| &list.entries) {
        let set = match entry.category.as_str() {
            "never-end" => &mut abbreviations.never_end,
            "before-number" => &mut abbreviations.before_number,
            _ => &mut abbreviations.may_end,
        };
        set.extend(entry.forms.iter().map(|form| form.trim_end_matches('.').to_ascii_lowercase()));
    }
    abbreviations
}
