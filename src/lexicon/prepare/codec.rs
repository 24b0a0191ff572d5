//! Lists and entries as bytes and back. Entries are read when they are first asked for: a short note meets a handful.

use std::fmt;
use std::sync::{Arc, OnceLock};

use super::blob::{Blob, Section, Writer};
use super::{Entry, List, ListKind, Phrase};
use crate::finding::Severity;

/// The entries of a list, each read when it is first asked for.
#[derive(Clone)]
pub struct Entries {
    /// Where they are read from, and the number of the first there.
    source: Option<(Arc<Blob>, usize)>,
    read: Vec<OnceLock<Box<Entry>>>,
}

impl Entries {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.read.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.read.is_empty()
    }

    /// The entry of a number.
    ///
    /// # Panics
    ///
    /// If there are not as many.
    #[inline]
    pub fn get(&self, number: usize) -> &Entry {
        self.read[number].get_or_init(|| {
            let Some((blob, first)) = &self.source else { unreachable!("entries without a source are there from the start") };
            Box::new(Reader(blob.texts(Section::Entries).get(first + number)).entry())
        })
    }

    /// All of them, in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Entry> + ExactSizeIterator {
        (0..self.len()).map(|number| self.get(number))
    }
}

impl fmt::Debug for Entries {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Entries({})", self.len())
    }
}

impl FromIterator<Entry> for Entries {
    fn from_iter<I: IntoIterator<Item = Entry>>(entries: I) -> Self {
        Self { source: None, read: entries.into_iter().map(|entry| OnceLock::from(Box::new(entry))).collect() }
    }
}

impl<'e> IntoIterator for &'e Entries {
    type Item = &'e Entry;
    type IntoIter = Box<dyn Iterator<Item = &'e Entry> + 'e>;

    fn into_iter(self) -> Self::IntoIter {
        Box::new(self.iter())
    }
}

const KINDS: [ListKind; 5] = [ListKind::Terms, ListKind::Acronyms, ListKind::Shorthand, ListKind::Cues, ListKind::Exempt];
const SEVERITIES: [Severity; 3] = [Severity::Info, Severity::Warning, Severity::Error];

/// The lists that were prepared.
pub(crate) fn lists(blob: &Arc<Blob>) -> Vec<List> {
    let mut reader = Reader(blob.section(Section::Heads));
    let mut first = 0;
    (0..reader.number())
        .map(|_| {
            let (name, rule, also) = (reader.text(), reader.option(Reader::text), reader.many(Reader::text));
            let kind = KINDS[reader.number()];
            let severity = SEVERITIES[reader.number()];
            let categories = reader.many(|reader| (reader.text(), reader.text())).into_iter().collect();
            let count = reader.number();
            let entries = Entries { source: Some((Arc::clone(blob), first)), read: (0..count).map(|_| OnceLock::new()).collect() };
            first += count;
            List { name, rule, also, kind, severity, categories, entries }
        })
        .collect()
}

/// Writes lists as [`lists`] and [`Entries`] read them.
pub(super) fn write(lists: &[List], writer: &mut Writer) {
    let mut heads = Out::default();
    heads.number(lists.len());
    for list in lists {
        heads.text(&list.name);
        heads.many(list.rule.as_slice(), |out, rule| out.text(rule));
        heads.many(&list.also, |out, rule| out.text(rule));
        heads.number(list.kind as usize);
        heads.number(list.severity as usize);
        let categories: Vec<_> = list.categories.iter().collect();
        heads.many(&categories, |out, (category, why)| {
            out.text(category);
            out.text(why);
        });
        heads.number(list.entries.len());
    }
    *writer.section(Section::Heads) = heads.0;
    let entry = |entry: &Entry| {
        let mut out = Out::default();
        out.entry(entry);
        out.0
    };
    let entries: Vec<Vec<u8>> = lists.iter().flat_map(|list| list.entries.iter()).map(entry).collect();
    writer.texts(Section::Entries, &entries);
}

/// Bytes that are written.
#[derive(Default)]
struct Out(Vec<u8>);

impl Out {
    /// Seven bits a byte; the eighth says that more follow.
    fn number(&mut self, mut number: usize) {
        while number > 0x7f {
            self.0.push(number as u8 | 0x80);
            number >>= 7;
        }
        self.0.push(number as u8);
    }

    fn text(&mut self, text: &str) {
        self.number(text.len());
        self.0.extend(text.as_bytes());
    }

    fn many<T>(&mut self, all: &[T], write: impl Fn(&mut Self, &T)) {
        self.number(all.len());
        all.iter().for_each(|one| write(self, one));
    }

    fn entry(&mut self, entry: &Entry) {
        let Entry {
            term,
            forms,
            category,
            instead,
            safe,
            why,
            severity,
            except,
            unless,
            needs,
            of_person,
            means,
            gloss,
            local,
            ambiguous,
            source,
        } = entry;
        [term, category, source].into_iter().for_each(|text| self.text(text));
        [forms, instead, except, means].into_iter().for_each(|texts| self.many(texts, |out, text| out.text(text)));
        [why, gloss].into_iter().for_each(|text| self.many(text.as_slice(), |out, text| out.text(text)));
        [unless, needs].into_iter().for_each(|phrases| self.many(phrases, |out, phrase| out.text(phrase.folded())));
        self.many(severity.as_slice(), |out, severity| out.number(*severity as usize));
        [safe, of_person, local, ambiguous].into_iter().for_each(|flag| self.number(usize::from(*flag)));
    }
}

/// Bytes that are read, in the order in which [`Out`] wrote them.
struct Reader<'b>(&'b [u8]);

impl Reader<'_> {
    fn number(&mut self) -> usize {
        let mut number = 0;
        let mut shift = 0;
        while let Some((&byte, rest)) = self.0.split_first() {
            self.0 = rest;
            number |= usize::from(byte & 0x7f) << shift;
            shift += 7;
            if byte < 0x80 {
                break;
            }
        }
        number
    }

    fn text(&mut self) -> String {
        let length = self.number();
        let (text, rest) = self.0.split_at(length);
        self.0 = rest;
        String::from_utf8_lossy(text).into_owned()
    }

    fn many<T>(&mut self, mut read: impl FnMut(&mut Self) -> T) -> Vec<T> {
        (0..self.number()).map(|_| read(self)).collect()
    }

    fn option<T>(&mut self, read: impl FnMut(&mut Self) -> T) -> Option<T> {
        self.many(read).pop()
    }

    fn entry(&mut self) -> Entry {
        let [term, category, source] = [(); 3].map(|()| self.text());
        let [forms, instead, except, means] = [(); 4].map(|()| self.many(Self::text));
        let [why, gloss] = [(); 2].map(|()| self.option(Self::text));
        let [unless, needs] = [(); 2].map(|()| self.many(|reader| Phrase::of_folded(&reader.text())));
        let severity = self.option(|reader| SEVERITIES[reader.number()]);
        let [safe, of_person, local, ambiguous] = [(); 4].map(|()| self.number() > 0);
        Entry {
            term,
            forms,
            category,
            instead,
            safe,
            why,
            severity,
            except,
            unless,
            needs,
            of_person,
            means,
            gloss,
            local,
            ambiguous,
            source,
        }
    }
}
