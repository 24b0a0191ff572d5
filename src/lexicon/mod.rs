//! Every word list, and the one automaton that finds all their phrases in one walk over a text.

mod automaton;
mod matcher;
mod prepare;

use std::borrow::Cow;
use std::sync::Arc;

use crate::text::{Abbreviations, Span, Stop};

pub use matcher::Hits;
pub use prepare::{Entries, Entry, Inflect, List, ListError, ListKind, MOST_FORMS, Phrase, expand, inflections, load};

use matcher::Matcher;
use prepare::{Blob, prepare};

include!(concat!(env!("OUT_DIR"), "/wordlists.rs"));

/// The same, prepared. Set on a line of the cache, as its parts expect.
#[cfg(feature = "prepared")]
static PREPARED: &Aligned<[u8]> = &Aligned(*include_bytes!(concat!(env!("OUT_DIR"), "/wordlists.bin")));

/// What shows the elements of the policy that comes with the program, prepared likewise.
#[cfg(feature = "prepared")]
static POLICY: &Aligned<[u8]> = &Aligned(*include_bytes!(concat!(env!("OUT_DIR"), "/policy.bin")));

#[cfg(feature = "prepared")]
#[repr(align(64))]
struct Aligned<T: ?Sized>(T);

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
    /// Which of the list's categories the entry has; see [`Lexicon::category`].
    pub category: u8,
    /// Whether the entry holds under conditions: phrases beside it, or of whom it is said.
    pub conditional: bool,
    /// Whether no form of the entry was found before it.
    pub first: bool,
}

/// All lists, ready to match.
#[derive(Debug)]
pub struct Lexicon {
    lists: Vec<List>,
    /// One for the lists that come with the program, and one for a reader's own: no hit depends on those of other lists.
    matchers: Vec<Matcher>,
    /// The categories of each list by their numbers.
    categories: Vec<Vec<String>>,
    /// For a few bits of a name the list of that name, or another: rules ask by name, and often.
    names: Box<[u16; 256]>,
    abbreviations: Abbreviations,
}

/// A few bits of a list's name: letters and the length, each times a number, so that no two lists of the program share them.
fn name_bits(name: &str) -> usize {
    let bytes = name.as_bytes();
    let at = |index: usize| usize::from(bytes.get(index).copied().unwrap_or_default());
    (at(0) * 205 + at(bytes.len() / 2) * 141 + at(bytes.len().wrapping_sub(2)) * 155 + bytes.len() * 107) % 256
}

impl Default for Lexicon {
    fn default() -> Self {
        Self::over(Vec::new())
    }
}

impl Lexicon {
    /// The lists that come with the program, and `extra` ones as `(file name, content)`.
    ///
    /// # Errors
    ///
    /// Whatever is wrong in the extra ones, with file and line; in the program's own it is told when the program is built.
    pub fn new(extra: &[(String, String)]) -> Result<Self, Vec<ListError>> {
        let extra = load_all(extra)?;
        let mut blobs = vec![own_lists()?];
        if !extra.is_empty() {
            blobs.push(Blob(Cow::Owned(prepare(&extra))));
        }
        Ok(Self::over(blobs))
    }

    /// The lists that show the elements of the policy that comes with the program, by themselves.
    #[cfg(feature = "prepared")]
    pub fn of_policy() -> Self {
        Self::over(vec![Blob(Cow::Borrowed(&POLICY.0))])
    }

    /// Lists by themselves, as `(file name, content)`.
    ///
    /// # Errors
    ///
    /// Whatever is wrong in them, with file and line.
    pub fn alone(lists: &[(String, String)]) -> Result<Self, Vec<ListError>> {
        Ok(Self::over(vec![Blob(Cow::Owned(prepare(&load_all(lists)?)))]))
    }

    fn over(blobs: Vec<Blob>) -> Self {
        let mut lists = Vec::new();
        let mut matchers = Vec::new();
        for blob in blobs.into_iter().map(Arc::new) {
            let before = lists.len();
            lists.extend(prepare::lists(&blob));
            matchers.push(Matcher::new(blob, before, lists.len() - before));
        }
        let abbreviations = abbreviations(&lists);
        let categories = lists.iter().map(|list| list.categories.keys().cloned().collect()).collect();
        let mut names = Box::new([0; 256]);
        lists.iter().enumerate().rev().for_each(|(index, list)| names[name_bits(&list.name)] = index as u16);
        Self { lists, matchers, categories, names, abbreviations }
    }

    /// Every list.
    pub fn lists(&self) -> &[List] {
        &self.lists
    }

    /// The index of the list of a name.
    pub fn list(&self, name: &str) -> Option<u16> {
        let likely = self.names[name_bits(name)];
        // Of two lists of one name the first is meant, and it is the one that the bits tell.
        if self.lists.get(usize::from(likely)).is_some_and(|list| list.name == name) {
            return Some(likely);
        }
        self.lists.iter().position(|list| list.name == name).map(|index| index as u16)
    }

    /// The indices of the lists whose words a rule judges.
    pub fn lists_of(&self, rule: &str) -> impl Iterator<Item = u16> {
        let looks = move |list: &List| list.rule.as_deref() == Some(rule) || list.also.iter().any(|also| also == rule);
        self.lists.iter().enumerate().filter(move |(_, list)| looks(list)).map(|(index, _)| index as u16)
    }

    /// The entry of a hit.
    pub fn entry(&self, hit: &Hit) -> &Entry {
        self.lists[usize::from(hit.list)].entries.get(hit.entry as usize)
    }

    /// The category of a hit's entry. Most hits are cues of which no more is asked, and the entry itself is not looked at.
    #[inline]
    pub fn category(&self, hit: &Hit) -> &str {
        self.categories[usize::from(hit.list)].get(usize::from(hit.category)).unwrap_or_else(|| &self.entry(hit).category)
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
        let mut found = self.matchers.iter().map(|matcher| matcher.find(text));
        let mut hits = found.next().unwrap_or_default();
        found.for_each(|further| hits.append(further));
        hits
    }
}

/// Loads lists, or tells every fault of all of them.
fn load_all(lists: &[(String, String)]) -> Result<Vec<List>, Vec<ListError>> {
    let (loaded, faults): (Vec<_>, Vec<_>) = lists.iter().map(|(file, content)| load(file, content)).partition(Result::is_ok);
    if faults.is_empty() {
        Ok(loaded.into_iter().flatten().collect())
    } else {
        Err(faults.into_iter().filter_map(Result::err).flatten().collect())
    }
}

/// The lists that come with the program.
#[cfg(feature = "prepared")]
#[allow(clippy::unnecessary_wraps)]
fn own_lists() -> Result<Blob, Vec<ListError>> {
    Ok(Blob(Cow::Borrowed(&PREPARED.0)))
}

/// The lists that come with the program, made ready now.
#[cfg(not(feature = "prepared"))]
fn own_lists() -> Result<Blob, Vec<ListError>> {
    let lists: Result<Vec<List>, _> = WORDLISTS.iter().map(|(file, content)| load(file, content)).collect();
    Ok(Blob(Cow::Owned(prepare(&lists?))))
}

fn abbreviations(lists: &[List]) -> Abbreviations {
    let mut abbreviations = Abbreviations::default();
    for entry in lists.iter().filter(|list| list.name == "abbreviations").flat_map(|list| &list.entries) {
        let stop = match entry.category.as_str() {
            "never-end" => Stop::Never,
            "before-number" => Stop::NotBeforeNumber,
            _ => Stop::BeforeCapital,
        };
        entry.forms.iter().for_each(|form| abbreviations.add(form.trim_end_matches('.').to_ascii_lowercase(), stop));
    }
    abbreviations
}
