//! Word lists as files: TOML, a header and one line an entry; errors say file, line, what is wrong and what to do.

use std::collections::{BTreeMap, HashSet};
use std::fmt;

use serde::Deserialize;
use toml::Spanned;

use super::{Entry, Inflect, List, ListKind, MOST_FORMS, expand, inflections};
use crate::finding::Severity;
use crate::text::{fold_phrase, is_wordlike};

/// Something wrong in a word list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListError {
    /// The list's file.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// What is wrong and what to do.
    pub message: String,
}

impl fmt::Display for ListError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.message)
    }
}

impl std::error::Error for ListError {}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawList {
    list: Header,
    #[serde(default)]
    categories: BTreeMap<String, String>,
    terms: BTreeMap<Spanned<String>, RawEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Header {
    rule: Option<String>,
    #[serde(default)]
    also: Vec<String>,
    #[serde(default)]
    kind: ListKind,
    severity: Option<Severity>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawEntry {
    #[serde(default)]
    forms: Vec<String>,
    inflect: Option<Inflect>,
    category: Option<String>,
    #[serde(default)]
    instead: Vec<String>,
    #[serde(default)]
    safe: bool,
    why: Option<String>,
    severity: Option<Severity>,
    #[serde(default)]
    except: Vec<String>,
    #[serde(default)]
    unless: Vec<String>,
    #[serde(default)]
    needs: Vec<String>,
    of: Option<Of>,
    #[serde(default)]
    means: Vec<String>,
    gloss: Option<String>,
    #[serde(default)]
    local: bool,
    #[serde(default)]
    ambiguous: bool,
    reason: Option<String>,
    source: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Of {
    Person,
}

/// Reads one list.
///
/// # Errors
///
/// Every fault in the file, each with its line: TOML that does not parse, an unknown field, category or severity, an
/// entry without what its kind of list needs, an exemption that does not contain its term.
pub fn load(file: &str, source: &str) -> Result<List, Vec<ListError>> {
    let fault = |offset: usize, message: String| ListError {
        file: file.to_owned(),
        line: source[..offset.min(source.len())].bytes().filter(|&byte| byte == b'\n').count() + 1,
        message,
    };
    let raw: RawList = toml::from_str(source)
        .map_err(|error| vec![fault(error.span().map_or(0, |span| span.start), error.message().trim().replace('\n', ", "))])?;
    let mut faults = Vec::new();
    let mut entries = Vec::with_capacity(raw.terms.len());
    for (term, entry) in raw.terms {
        let offset = term.span().start;
        match finish(term.into_inner(), entry, &raw.list, &raw.categories) {
            Ok(entry) => entries.push(entry),
            Err(message) => faults.push(fault(offset, message)),
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file).trim_end_matches(".toml").to_owned();
    Ok(List {
        name,
        rule: raw.list.rule,
        also: raw.list.also,
        kind: raw.list.kind,
        severity: raw.list.severity.unwrap_or(Severity::Warning),
        categories: raw.categories,
        entries: entries.into_iter().collect(),
    })
}

fn finish(term: String, raw: RawEntry, header: &Header, categories: &BTreeMap<String, String>) -> Result<Entry, String> {
    let mut forms = Vec::new();
    for phrase in std::iter::once(&term).chain(&raw.forms) {
        for form in expand(phrase) {
            if let Some(inflect) = raw.inflect {
                forms.extend(inflections(&form, inflect));
            }
            forms.push(form);
        }
    }
    forms.sort();
    forms.dedup();
    if forms.len() > MOST_FORMS {
        return Err(format!("{term:?} stands for more than {MOST_FORMS} forms: split it into several entries"));
    }
    let missing = |what: &str| Err(format!("{term:?} has no `{what}`: add {what} = …"));
    match header.kind {
        ListKind::Terms if raw.instead.is_empty() => return missing("instead"),
        ListKind::Terms if raw.source.is_none() => return missing("source"),
        ListKind::Acronyms if raw.means.is_empty() => return missing("means"),
        ListKind::Terms if raw.safe && (raw.instead.len() != 1 || raw.instead[0].contains(['[', '('])) => {
            return Err(format!(
                "{term:?} is `safe` and has not one whole wording: leave one without blanks in `instead`, or take `safe` away"
            ));
        }
        ListKind::Exempt if raw.reason.is_none() => return missing("reason"),
        _ => {}
    }
    let category = raw.category.unwrap_or_default();
    if header.kind != ListKind::Exempt && !categories.contains_key(&category) {
        let known = categories.keys().map(String::as_str).collect::<Vec<_>>().join(", ");
        return Err(format!("{term:?} has the unknown category {category:?}: write one of {known}"));
    }
    let mut folded_forms: HashSet<String> = forms.iter().map(|form| fold_phrase(form)).collect();
    // Asked of the folded forms: characters without width leave nothing to find.
    if folded_forms.iter().any(|form| form.trim().is_empty()) {
        return Err(format!("{term:?} stands for an empty form: not every slot may be left out"));
    }
    let except: Vec<String> = raw.except.iter().flat_map(|phrase| expand(phrase)).collect();
    for phrase in &except {
        let folded = fold_phrase(phrase);
        let holds = |form: &String| folded.match_indices(form.as_str()).any(|(at, _)| stands_alone(&folded, at, at + form.len()));
        if !folded_forms.iter().any(holds) {
            return Err(format!(
                "{term:?} is not part of its exemption {phrase:?}: an exemption is a longer phrase that contains the term"
            ));
        }
    }
    // Slots may write out an exemption too: then it is none of the entry's forms.
    if except.iter().filter(|phrase| folded_forms.remove(&fold_phrase(phrase))).count() > 0 {
        forms.retain(|form| folded_forms.contains(&fold_phrase(form)));
    }
    let folded = |phrases: &[String]| phrases.iter().flat_map(|phrase| expand(phrase)).map(|phrase| Phrase::new(&phrase)).collect();
    Ok(Entry {
        forms,
        category,
        instead: raw.instead,
        safe: raw.safe,
        why: raw.why,
        severity: raw.severity,
        unless: folded(&raw.unless),
        needs: folded(&raw.needs),
        except,
        of_person: raw.of.is_some_and(|Of::Person| true),
        means: raw.means,
        gloss: raw.gloss,
        local: raw.local,
        ambiguous: raw.ambiguous,
        source: raw.source.unwrap_or_default(),
        term,
    })
}

/// Whether a match in a folded text is made of whole words.
fn stands_alone(text: &str, start: usize, end: usize) -> bool {
    let bytes = text.as_bytes();
    let wordlike = |byte: Option<&u8>| byte.is_some_and(|&byte| is_wordlike(byte));
    !wordlike(start.checked_sub(1).and_then(|before| bytes.get(before))) && !wordlike(bytes.get(end))
}

/// A folded phrase that is looked for as whole words, ready to be searched many times.
#[derive(Debug, Clone)]
pub struct Phrase(memchr::memmem::Finder<'static>);

impl Phrase {
    /// A phrase, folded here.
    ///
    /// ```
    /// use casenote::lexicon::Phrase;
    /// assert!(Phrase::new("Dog").stands_in("the dog is old"));
    /// assert!(!Phrase::new("dog").stands_in("dogged"));
    /// ```
    pub fn new(phrase: &str) -> Self {
        Self::of_folded(&fold_phrase(phrase))
    }

    /// A phrase that is folded already.
    pub(super) fn of_folded(folded: &str) -> Self {
        Self(memchr::memmem::Finder::new(folded).into_owned())
    }

    /// The folded phrase.
    pub(super) fn folded(&self) -> &str {
        str::from_utf8(self.0.needle()).unwrap_or_default()
    }

    /// Whether a folded text holds the phrase as whole words.
    pub fn stands_in(&self, text: &str) -> bool {
        let length = self.0.needle().len();
        self.0.find_iter(text.as_bytes()).any(|at| stands_alone(text, at, at + length))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_that_folds_to_nothing_is_told_with_its_line() {
        let list =
            "[list]\n[categories]\na = \"b\"\n[terms]\n\"\u{200b}\" = { category = \"a\", instead = [\"c\"], source = \"practice\" }\n";
        let faults = load("ours.toml", list).expect_err("there is nothing to find");
        assert_eq!(faults[0].line, 5);
        assert!(faults[0].message.contains("empty form"));
    }
}
