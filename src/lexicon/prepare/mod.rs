//! Lists made ready: read from their files, written out form by form, and laid into one run of bytes that a program can
//! match with as it stands. `build.rs` does this for the lists that come with the program, so that its start-up does not
//! have to; for a reader's own lists the same is done at run time. Nothing here may use more of the crate than `build.rs`
//! names: `text` and `finding`.

mod blob;
mod claims;
mod codec;
mod inflect;
mod load;
mod slots;
mod trie;
mod units;

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::finding::Severity;

pub use codec::Entries;
pub use inflect::{Inflect, inflections};
pub use load::{ListError, Phrase, load};
pub use slots::{MOST_FORMS, expand};

pub(crate) use blob::{Blob, Section, Texts};
pub(crate) use claims::{Owner, Role, spelling};
pub(crate) use codec::lists;
pub(crate) use trie::{
    Edge, EdgeSlot, NONE, NUMBER_BITS, Word, WordSlot, edge, edge_place, first_place, index_slot, node_slots, packed, slot_key, spread_word,
};
pub(crate) use units::{Unit, units};

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
    /// Further rules that look at the words, each for a reason of its own.
    pub also: Vec<String>,
    /// What the entries are for.
    pub kind: ListKind,
    /// Severity of an entry that names none.
    pub severity: Severity,
    /// Category to the sentence that says why it matters.
    pub categories: BTreeMap<String, String>,
    /// The entries, sorted by term.
    pub entries: Entries,
}

/// One line of a list.
#[derive(Debug, Clone)]
// Each flag is a key of its own in a line of the list.
#[allow(clippy::struct_excessive_bools)]
pub struct Entry {
    /// The term as listed, slots included.
    pub term: String,
    /// Every form it stands for.
    pub forms: Vec<String>,
    /// Its category, a key of the list's categories.
    pub category: String,
    /// What to write instead; `[blanks]` to fill, a whole suggestion in round brackets is advice.
    pub instead: Vec<String>,
    /// Whether the one wording of `instead` can stand in place of any form, in any sentence.
    pub safe: bool,
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

/// Makes lists ready.
pub fn prepare(lists: &[List]) -> Vec<u8> {
    let mut writer = blob::Writer::default();
    codec::write(lists, &mut writer);
    let phrases = claims::write(lists, &mut writer);
    trie::write(&phrases, &mut writer);
    writer.finish()
}
