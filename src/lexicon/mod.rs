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
    /// Whether no form of the entry was found before it.
    pub first: bool,
}

/// All lists, ready to match.
#[derive(Debug, Default)]
pub struct Lexicon {
    lists: Vec<List>,
    /// One for the lists that come with the program, and one for a reader's own: no hit depends on those of other lists.
    matchers: Vec<Matcher>,
    abbreviations: Abbreviations,
}

impl Lexicon {
    /// The lists that come with the program, and `extra` ones as `(file name, content)`.
    ///
    /// # Errors
    ///
    /// Whatever is wrong in the extra ones, with file and line; in the program's own it is told when the program is built.
    pub fn new(extra: &[(String, String)]) -> Result<Self, Vec<ListError>> {
        let (loaded, faults): (Vec<_>, Vec<_>) = extra.iter().map(|(file, content)| load(file, content)).partition(Result::is_ok);
        if !faults.is_empty() {
            return Err(faults.into_iter().filter_map(Result::err).flatten().collect());
        }
        let mut blobs = vec![own_lists()?];
        if !loaded.is_empty() {
            blobs.push(Blob(Cow::Owned(prepare(&loaded.into_iter().flatten().collect::<Vec<_>>()))));
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
        let (loaded, faults): (Vec<_>, Vec<_>) = lists.iter().map(|(file, content)| load(file, content)).partition(Result::is_ok);
        if !faults.is_empty() {
            return Err(faults.into_iter().filter_map(Result::err).flatten().collect());
        }
        Ok(Self::over(vec![Blob(Cow::Owned(prepare(&loaded.into_iter().flatten().collect::<Vec<_>>())))]))
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
        Self { lists, matchers, abbreviations }
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
        let looks = move |list: &List| list.rule.as_deref() == Some(rule) || list.also.iter().any(|also| also == rule);
        self.lists.iter().enumerate().filter(move |(_, list)| looks(list)).map(|(index, _)| index as u16)
    }

    /// The entry of a hit.
    pub fn entry(&self, hit: &Hit) -> &Entry {
        self.lists[usize::from(hit.list)].entries.get(hit.entry as usize)
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
