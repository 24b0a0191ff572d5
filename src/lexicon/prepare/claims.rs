//! Whose a phrase is: every entry's claims on the phrases that it is found by.

use std::collections::BTreeMap;

use super::blob::{Section, Writer};
use super::{List, ListKind, MOST_FORMS, trie};
use crate::text::fold_phrase;

/// One entry's claim on a phrase; small, because thousands of them are looked up in a note.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
// Each flag is a bit of what is written.
#[allow(clippy::struct_excessive_bools)]
pub(crate) struct Owner {
    pub(crate) entry: u32,
    pub(crate) list: u16,
    /// The number of the form.
    pub(crate) form: u16,
    /// Which of the list's categories the entry has.
    pub(crate) category: u8,
    pub(crate) role: Role,
    /// Whether it asks for an exact spelling, which is told behind it.
    pub(crate) exact: bool,
    /// Whether the entry holds under conditions.
    pub(crate) conditional: bool,
    /// Whether another owner of the same phrase follows.
    pub(crate) shared: bool,
}

/// What a phrase is to its entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Role(u8);

impl Role {
    /// An exemption.
    pub(crate) const EXEMPTION: Self = Self(0);
    /// A form.
    pub(crate) const FORM: Self = Self(1);
    /// What the letters of the entry stand for, written out.
    pub(crate) const MEANING: Self = Self(2);
}

/// Bits of an owner's parts, from the lowest.
const ENTRY_BITS: u32 = 22;
const FORM_BITS: u32 = 12;
const LIST: u32 = ENTRY_BITS;
const FORM: u32 = LIST + 16;
const CATEGORY: u32 = FORM + FORM_BITS;
const ROLE: u32 = CATEGORY + 8;
const FLAGS: u32 = ROLE + 2;
const _: () = assert!(MOST_FORMS < 1 << FORM_BITS && FLAGS + 3 <= 64);

impl Owner {
    /// As eight bytes.
    fn write(self) -> [u8; 8] {
        let flags = u64::from(self.exact) | u64::from(self.conditional) << 1 | u64::from(self.shared) << 2;
        let small = u64::from(self.form) << FORM | u64::from(self.category) << CATEGORY | u64::from(self.role.0) << ROLE;
        (u64::from(self.entry) | u64::from(self.list) << LIST | small | flags << FLAGS).to_le_bytes()
    }

    /// From eight bytes.
    #[inline]
    pub(crate) fn read(bytes: [u8; 8]) -> Self {
        let all = u64::from_le_bytes(bytes);
        let flag = |bit: u32| all >> (FLAGS + bit) & 1 != 0;
        Self {
            entry: all as u32 & ((1 << ENTRY_BITS) - 1),
            list: (all >> LIST) as u16,
            form: (all >> FORM) as u16 & ((1 << FORM_BITS) - 1),
            category: (all >> CATEGORY) as u8,
            role: Role((all >> ROLE) as u8 & 3),
            exact: flag(0),
            conditional: flag(1),
            shared: flag(2),
        }
    }
}

/// The spelling that an exact owner asks for: its number, and its first byte, which tells in most cases.
#[inline]
pub(crate) fn spelling(bytes: [u8; 8]) -> (usize, u8) {
    let all = u64::from_le_bytes(bytes);
    (all as u32 as usize, (all >> 32) as u8)
}

/// Writes the claims on all phrases, and tells the phrases. A phrase has the number of the first claim on it.
pub(super) fn write(lists: &[List], writer: &mut Writer) -> Vec<(trie::Phrase, u32)> {
    let mut claims: BTreeMap<trie::Phrase, Vec<(Owner, u64)>> = BTreeMap::new();
    let mut spellings: Vec<String> = Vec::new();
    for (number, list) in lists.iter().enumerate().filter(|(_, list)| list.name != "abbreviations") {
        let exact = matches!(list.kind, ListKind::Acronyms | ListKind::Exempt);
        for (entry, listed) in list.entries.iter().enumerate() {
            let category = list.categories.keys().position(|category| *category == listed.category).map_or(u8::MAX, |at| at.min(255) as u8);
            let conditional = !listed.unless.is_empty() || !listed.needs.is_empty() || listed.of_person;
            let mut claim = |phrase: &str, role, form, exact| {
                let Some(units) = trie::phrase(&fold_phrase(phrase)) else { return };
                let list = number as u16;
                let owner = Owner { entry: entry as u32, list, form, category, role, exact, conditional, shared: false };
                let mut spelt = 0;
                if exact {
                    spelt = spellings.len() as u64 | u64::from(phrase.as_bytes()[0]) << 32;
                    spellings.push(phrase.to_owned());
                }
                claims.entry(units).or_default().push((owner, spelt));
            };
            for (number, form) in listed.forms.iter().enumerate() {
                claim(form, Role::FORM, number as u16, exact);
                if list.kind == ListKind::Acronyms && form.ends_with(|last: char| last.is_ascii_uppercase() || last.is_ascii_digit()) {
                    claim(&format!("{form}s"), Role::FORM, number as u16, true);
                }
            }
            for phrase in &listed.except {
                claim(phrase, Role::EXEMPTION, 0, false);
            }
            for meaning in listed.means.iter().filter(|meaning| meaning.contains(' ')) {
                claim(meaning, Role::MEANING, 0, false);
            }
        }
    }
    writer.texts(Section::Spellings, &spellings);
    let out = writer.section(Section::Owners);
    let mut phrases = Vec::with_capacity(claims.len());
    let numbers = trie::numbers(claims.keys());
    let mut claims: Vec<(&trie::Phrase, &Vec<(Owner, u64)>)> = claims.iter().collect();
    // What a text holds most, single words that many phrases hold too, lies together and stays in the cache.
    claims.sort_by_cached_key(|(phrase, _)| (phrase.len(), numbers[&*phrase[0].0]));
    for (phrase, owners) in claims {
        phrases.push((phrase.clone(), (out.len() / size_of::<[u8; 8]>()) as u32));
        let last = owners.len() - 1;
        // The matcher takes them in this order: an exemption before what it covers, and the first entry of a list before others.
        let mut owners = owners.clone();
        owners.sort_by_key(|(owner, _)| (owner.list, owner.role, owner.form, owner.entry));
        for (index, (owner, spelt)) in owners.iter().enumerate() {
            out.extend(Owner { shared: index < last, ..*owner }.write());
            if owner.exact {
                out.extend(spelt.to_le_bytes());
            }
        }
    }
    phrases
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_claim_is_read_as_it_was_written() {
        for (role, form) in [(Role::EXEMPTION, 0), (Role::FORM, 399), (Role::MEANING, 0)] {
            for flags in 0..8 {
                let [exact, conditional, shared] = [0, 1, 2].map(|bit| flags >> bit & 1 != 0);
                let owner = Owner { entry: 70_000, list: 60_000, form, category: 255, role, exact, conditional, shared };
                assert_eq!(Owner::read(owner.write()), owner);
            }
        }
    }
}
