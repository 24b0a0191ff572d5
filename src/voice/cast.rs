//! The cast of a note: who is introduced by name with a title, a role or a relation, and who is named where.
//!
//! A name counts where something beside it shows that it is one: `Mrs Khan`, `Jo Hill (health visitor)`, `Ella's nan,
//! Pat`, `Caller: Ann Lee`. Capitals alone are as often a street, a heading or a brand.

use super::Cues;
use super::names::{Name, name_at, name_before};
use crate::lexicon::{Hit, Hits};
use crate::text::{BlockKind, Shape, Span, Text};

/// Somebody whom the note names.
#[derive(Debug, Clone, Copy)]
pub struct Member<'n> {
    /// The name where it is introduced.
    pub name: Span,
    /// The words that say who it is: a role or a relation.
    pub role: Option<Span>,
    /// For whom the role speaks: `school`, `health`, `police`, `social-care` or `agency`.
    pub sector: Option<&'n str>,
}

impl Member<'_> {
    /// Whether a later reader can find the person: a name, and who it is.
    pub const fn known(&self) -> bool {
        self.role.is_some()
    }
}

/// Everybody whom a note introduces.
#[derive(Debug, Default)]
pub struct Cast<'n> {
    members: Vec<Member<'n>>,
    /// Each word of each name with the index of its member, sorted.
    words: Vec<(&'n str, u32)>,
}

impl<'n> Cast<'n> {
    pub(super) fn new(text: &'n Text<'n>, hits: &'n Hits, cues: &Cues<'n>) -> Self {
        let mut cast = Self::default();
        for hit in hits.of(cues.cast) {
            let title = cues.category(hit) == "title";
            if title && hit.span.of(text.source).starts_with(char::is_lowercase) {
                continue;
            }
            let sector = (!title).then(|| cues.lexicon.category(hit));
            let name =
                if title { behind(text, hits, cues, hit) } else { before(text, hits, cues, hit).or_else(|| behind(text, hits, cues, hit)) };
            if let Some(name) = name {
                cast.add(
                    text,
                    Member {
                        name: name.span,
                        role: (!title).then_some(hit.span),
                        sector: sector.or_else(|| belongs(text, hits, cues, name)),
                    },
                );
            }
        }
        for hit in hits.of(cues.people).iter().filter(|hit| cues.category(hit) == "kin") {
            if let Some(name) = before(text, hits, cues, hit).or_else(|| behind(text, hits, cues, hit)) {
                cast.add(text, Member { name: name.span, role: Some(hit.span), sector: None });
            }
        }
        cast.fields(text, hits, cues);
        cast.words.sort_unstable();
        cast
    }

    /// `Caller: Ann Lee`, `Child: Max (3)`: a label says who its value names.
    fn fields(&mut self, text: &'n Text<'n>, hits: &'n Hits, cues: &Cues<'n>) {
        for block in &text.blocks {
            let BlockKind::Field { label } = block.kind else { continue };
            let person = [cues.people, cues.cast, cues.authorship].iter().any(|list| !hits.within(*list, label).is_empty());
            if person
                && let Some(name) = name_at(text, hits, cues, text.word_from(label.end))
                    .filter(|name| name.span.end <= block.span.end && !of_place(text, hits, cues, *name))
            {
                let sector = hits.within(cues.cast, label).first().map(|hit| cues.lexicon.category(hit));
                self.add(text, Member { name: name.span, role: Some(label), sector });
            }
        }
    }

    fn add(&mut self, text: &'n Text<'n>, member: Member<'n>) {
        let index = self.members.len() as u32;
        let words = &text.words[text.word_from(member.name.start)..text.word_from(member.name.end)];
        self.words.extend(words.iter().map(|word| (bare(word.span.of(text.source)), index)));
        self.members.push(member);
    }

    /// Everybody, in no order.
    pub fn members(&self) -> &[Member<'n>] {
        &self.members
    }

    /// Who goes by a word: the member who is known best.
    pub fn called(&self, word: &str) -> Option<&Member<'n>> {
        let word = bare(word);
        let start = self.words.partition_point(|(known, _)| *known < word);
        let named = self.words[start..].iter().take_while(|(known, _)| *known == word).map(|(_, index)| &self.members[*index as usize]);
        named.max_by_key(|member| member.known())
    }

    /// Somebody who speaks for a kind of organisation, if one is introduced before a place.
    pub fn of_sector(&self, sector: &str, before: u32) -> Option<&Member<'n>> {
        self.members.iter().find(|member| member.sector == Some(sector) && member.name.start < before)
    }
}

/// "Hollin Bank Primary", "Brierfold High School": the words before a school or ward are its name, and nobody's.
pub(super) fn of_place(text: &Text<'_>, hits: &Hits, cues: &Cues<'_>, name: Name) -> bool {
    let mut end = name.span.end;
    for word in text.words[name.end_word..].iter().take(2) {
        if text.between(end, word.span.start) != " " {
            return false;
        }
        if hits.within(cues.vague_source, word.span).iter().any(|hit| hit.span.start == word.span.start) {
            return true;
        }
        end = word.span.end;
    }
    false
}

fn bare(word: &str) -> &str {
    word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word)
}

/// The name that follows a title, role or relation: `Mrs Khan`, `health visitor Jo Hill`, `mum (Pat)`, `PC 4471 Brannigan`.
pub(super) fn behind(text: &Text<'_>, hits: &Hits, cues: &Cues<'_>, hit: &Hit) -> Option<Name> {
    let mut next = text.word_from(hit.span.end);
    let gap = text.between(hit.span.end, text.words.get(next)?.span.start);
    if !matches!(gap, " " | ". " | " (" | ", " | " - " | " – " | ": ") {
        return None;
    }
    let titled = matches!(text.words[next].span.of(text.source), "Mr" | "Mrs" | "Ms" | "Miss" | "Dr" | "Mx");
    if text.words[next].shape == Shape::Digits && gap == " " || titled {
        next += 1;
    }
    name_at(text, hits, cues, next)
}

/// How many small words may stand between a name and the role behind it: `Jo Hill (the new health visitor)`.
const SMALL: usize = 3;

/// The name before a role or relation: `Jo Hill (health visitor)`, `Mrs Khan, class teacher`, `Phil - Assistant Head`.
pub(super) fn before(text: &Text<'_>, hits: &Hits, cues: &Cues<'_>, hit: &Hit) -> Option<Name> {
    let mut at = text.word_from(hit.span.start);
    for _ in 0..=SMALL {
        let word = text.words.get(at)?;
        let gap = text.between(text.words.get(at.checked_sub(1)?)?.span.end, word.span.start);
        if matches!(gap, " (" | ", " | " - " | " – " | "(" | " | ") {
            return name_before(text, hits, cues, at);
        }
        if gap != " " {
            return None;
        }
        at -= 1;
        if !matches!(text.words[at].shape, Shape::Lower | Shape::Capitalised) {
            return None;
        }
    }
    None
}

/// `Mrs Lee from school`, `Jo at the nursery`: for whom a named person speaks.
fn belongs<'n>(text: &Text<'_>, hits: &Hits, cues: &Cues<'n>, name: Name) -> Option<&'n str> {
    let next = text.words.get(name.end_word)?;
    let after = Span { start: next.span.end, end: next.span.end.saturating_add(40) };
    let leads = matches!(next.span.of(text.source), "from" | "at" | "of");
    let hit = leads.then(|| hits.within(cues.vague_source, after).first()).flatten()?;
    (hit.span.start <= next.span.end + 5).then(|| cues.lexicon.category(hit))
}
