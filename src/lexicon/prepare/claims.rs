//! Whose a phrase is: every entry's claims on the phrases that it is found by.

use std::collections::BTreeMap;

use super::blob::{Section, Writer};
use super::{List, ListKind, trie};
use crate::text::fold_phrase;

/// One entry's claim on a phrase; small, because thousands of them are looked up in a note.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Owner {
    pub(crate) entry: u32,
    /// Which exact spelling it asks for, and the first byte of it; 0 for none.
    pub(crate) spelling: u32,
    pub(crate) initial: u8,
    /// Whether the next owner claims the same phrase.
    pub(crate) shared: bool,
    pub(crate) list: u16,
    pub(crate) role: Role,
}

/// What a phrase is to its entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Role {
    /// An exemption.
    Exemption,
    /// A form, by its number.
    Form(u16),
    /// What the letters of the entry stand for, written out.
    Meaning,
}

impl Owner {
    /// As sixteen bytes.
    fn write(self) -> [u8; 16] {
        let (role, form) = match self.role {
            Role::Exemption => (0, 0),
            Role::Form(form) => (1, form),
            Role::Meaning => (2, 0),
        };
        let small = u32::from_le_bytes([self.initial, u8::from(self.shared), role, 0]);
        let words = [self.entry, self.spelling, u32::from(self.list) << 16 | u32::from(form), small];
        words.into_iter().rev().fold(0, |all, word| all << 32 | u128::from(word)).to_le_bytes()
    }

    /// From sixteen bytes.
    #[inline]
    pub(crate) fn read(bytes: [u8; 16]) -> Self {
        let all = u128::from_le_bytes(bytes);
        let [initial, shared, role, _] = ((all >> 96) as u32).to_le_bytes();
        let role = match role {
            0 => Role::Exemption,
            1 => Role::Form((all >> 64) as u16),
            _ => Role::Meaning,
        };
        Self { entry: all as u32, spelling: (all >> 32) as u32, initial, shared: shared != 0, list: (all >> 80) as u16, role }
    }
}

/// Writes the claims on all phrases, and tells the phrases. A phrase has the number of the first claim on it.
pub(super) fn write(lists: &[List], writer: &mut Writer) -> Vec<(trie::Phrase, u32)> {
    let mut claims: BTreeMap<trie::Phrase, Vec<Owner>> = BTreeMap::new();
    let mut spellings: Vec<String> = Vec::new();
    for (number, list) in lists.iter().enumerate().filter(|(_, list)| list.name != "abbreviations") {
        let exact = matches!(list.kind, ListKind::Acronyms | ListKind::Exempt);
        for (entry, listed) in list.entries.iter().enumerate() {
            let mut claim = |phrase: &str, role, exact| {
                let Some(units) = trie::phrase(&fold_phrase(phrase)) else { return };
                let mut owner = Owner { entry: entry as u32, spelling: 0, initial: 0, shared: false, list: number as u16, role };
                if exact {
                    (owner.spelling, owner.initial) = (spellings.len() as u32, phrase.as_bytes()[0]);
                    spellings.push(phrase.to_owned());
                }
                claims.entry(units).or_default().push(owner);
            };
            for (number, form) in listed.forms.iter().enumerate() {
                let role = Role::Form(number as u16);
                claim(form, role, exact);
                if list.kind == ListKind::Acronyms && form.ends_with(|last: char| last.is_ascii_uppercase() || last.is_ascii_digit()) {
                    claim(&format!("{form}s"), role, true);
                }
            }
            for phrase in &listed.except {
                claim(phrase, Role::Exemption, false);
            }
            for meaning in listed.means.iter().filter(|meaning| meaning.contains(' ')) {
                claim(meaning, Role::Meaning, false);
            }
        }
    }
    writer.texts(Section::Spellings, &spellings);
    let out = writer.section(Section::Owners);
    let mut phrases = Vec::with_capacity(claims.len());
    let numbers = trie::numbers(claims.keys());
    let mut claims: Vec<(&trie::Phrase, &Vec<Owner>)> = claims.iter().collect();
    // What a text holds most, single words that many phrases hold too, lies together and stays in the cache.
    claims.sort_by_cached_key(|(phrase, _)| (phrase.len(), numbers[&*phrase[0].0]));
    for (phrase, owners) in claims {
        phrases.push((phrase.clone(), (out.len() / size_of::<[u8; 16]>()) as u32));
        let last = owners.len() - 1;
        // The matcher takes them in this order: an exemption before what it covers, and the first entry of a list before others.
        let mut owners = owners.clone();
        owners.sort_by_key(|owner| (owner.list, owner.role, owner.entry));
        owners.iter().enumerate().for_each(|(index, owner)| out.extend(Owner { shared: index < last, ..*owner }.write()));
    }
    phrases
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_claim_is_read_as_it_was_written() {
        for role in [Role::Exemption, Role::Form(399), Role::Meaning] {
            let owner = Owner { entry: 70_000, spelling: 90_000, initial: b'C', shared: true, list: 300, role };
            assert_eq!(Owner::read(owner.write()), owner);
        }
    }
}
