//! What a note tells of people who are not the child, a parent or a carer: which of their private facts, and whether somebody is
//! named who said so and why it matters.
//!
//! Read when it is first asked for, and only where the list of private facts found something.

use super::{Voice, Voices};
use crate::lexicon::Hit;
use crate::text::{Shape, Span};

/// Who somebody is for the child.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Other {
    /// A brother or a sister.
    Sibling,
    /// Somebody of the wider family.
    Relative,
    /// Somebody outside it: a friend, a neighbour, somebody's girlfriend.
    Outsider,
    /// Who told us, and may not want to be known.
    Referrer,
    /// Somebody who works with the family.
    Worker,
}

/// What kind of fact it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Matter {
    /// How somebody's life goes: a new job, a wedding.
    Everyday,
    /// Illness, disability, medicine.
    Health,
    /// Where somebody may live.
    Immigration,
    /// Love, birth and loss.
    Intimate,
    /// Why somebody is not at work.
    Leave,
    /// What somebody has and owes.
    Money,
    /// Crime, police, drugs.
    Offending,
    /// What people are shunned for.
    Stigma,
}

/// A private fact of somebody else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PrivateFact {
    /// From the person to the end of the fact.
    pub span: Span,
    /// Whose it is.
    pub of: Other,
    /// What it is.
    pub matter: Matter,
    /// Whether somebody is named who said so.
    pub sourced: bool,
    /// Whether the note says why it matters for the child.
    pub bears: bool,
}

/// How far before a fact the person may stand, in words; and somebody who is only named.
const BACK: usize = 12;
const NEAR: usize = 4;

impl Voices<'_> {
    /// Every private fact of somebody else, in order.
    pub fn others_facts(&self) -> impl Iterator<Item = PrivateFact> {
        let mut last = 0;
        self.hits.of(self.cues.private_facts).iter().filter_map(move |hit| {
            let matter = matter(self.cues.category(hit))?;
            let (person, of) = self.whose(hit)?;
            // One person's facts in one sentence are one finding.
            let fresh = person.start >= last;
            last = hit.span.end;
            let sentence = self.text.sentences[hit.sentence as usize].span;
            fresh.then(|| PrivateFact {
                span: person.to(hit.span),
                of,
                matter,
                sourced: self.is_sourced(hit.span, sentence),
                bears: self.bears(hit),
            })
        })
    }

    /// Whether somebody is named who said so. "It is believed that", "there is unease that" name nobody.
    fn is_sourced(&self, fact: Span, sentence: Span) -> bool {
        let hidden = || {
            let lists = [self.cues.unattributed, self.cues.vague_source, self.cues.hidden_owners];
            lists.iter().any(|list| !self.hits.within(*list, sentence).is_empty())
        };
        match self.at(fact) {
            Voice::Quoted => true,
            Voice::Reported => !hidden() || self.told_in(sentence),
            Voice::Author | Voice::Scare => self.told_in(sentence),
        }
    }

    /// Whether the sentence says who told it: "police told me that her brother …".
    fn told_in(&self, sentence: Span) -> bool {
        let passive = self.hits.within(self.cues.unattributed, sentence);
        let told = |hit: &&Hit| matches!(self.cues.category(hit), "said" | "told" | "source");
        let named = |hit: &Hit| !passive.iter().any(|passive| passive.span.touches(hit.span));
        self.hits.within(self.cues.reporting, sentence).iter().filter(told).any(named)
    }

    /// Whether the sentence or the next says why a fact matters.
    fn bears(&self, hit: &Hit) -> bool {
        let sentence = hit.sentence as usize;
        let end = self.text.sentences[(sentence + 1).min(self.text.sentences.len() - 1)].span.end;
        let near = Span { start: self.text.sentences[sentence].span.start, end };
        self.hits.within(self.cues.private_facts, near).iter().any(|hit| self.cues.category(hit) == "bearing")
    }

    /// The person nearest before a fact, if it is one of the others. A parent, a name alone or the author ends the search.
    fn whose(&self, fact: &Hit) -> Option<(Span, Other)> {
        let text = self.text;
        let sentence = &text.sentences[fact.sentence as usize];
        let first = (sentence.first_word as usize).max(text.word_from(fact.span.start).saturating_sub(BACK));
        let mut at = text.word_from(fact.span.start);
        let mut named: Option<(usize, usize)> = None;
        while at > first {
            at -= 1;
            let word = text.words[at];
            if let Some(hit) = covering(self.hits.of(self.cues.others), word.span) {
                return Some((hit.span, other(self.cues.category(hit))));
            }
            if let Some(hit) = covering(self.hits.of(self.cues.people), word.span) {
                match self.cues.category(hit) {
                    "pronoun" | "hidden" => continue,
                    "kin" if self.is_sibling(at) => return Some((self.with_owner(at), Other::Sibling)),
                    "kin" if self.has_named_owner(at) => return Some((self.with_owner(at), Other::Relative)),
                    _ => return None,
                }
            }
            if matches!(word.shape, Shape::Capitalised | Shape::Capitals | Shape::Mixed) {
                let known = self.cast().called(word.span.of(text.source));
                let works = |role: Span| self.hits.within(self.cues.others, role).iter().any(|hit| self.cues.category(hit) == "worker");
                if known.is_some_and(|member| member.sector.is_some() || member.role.is_some_and(works)) {
                    return Some((word.span, Other::Worker));
                }
                // A name behind the word that says who it is, "her cousin Ceri", belongs to it.
                named = Some((at, named.map_or(at, |(_, end)| end)));
            } else if named.is_some() && !matches!(word.shape, Shape::Digits) {
                break;
            }
        }
        named.filter(|(_, last)| text.word_from(fact.span.start) - last <= NEAR).and_then(|(first, last)| self.stranger(first, last))
    }

    /// A full name that the note writes once, says nothing more of, and shares with nobody: the family's names come again.
    fn stranger(&self, first: usize, last: usize) -> Option<(Span, Other)> {
        let words = &self.text.words;
        let written = |at: usize| words[at].span.of(self.text.source);
        let once = |at: usize| {
            let is_name = words[at].shape == Shape::Capitalised && words[at].span.len() > 2 && self.cast().called(written(at)).is_none();
            is_name && words.iter().filter(|word| word.span.of(self.text.source).trim_end_matches("'s") == written(at)).count() == 1
        };
        let joined = last == first + 1 && self.text.between(words[first].span.end, words[last].span.start) == " ";
        (joined && once(first) && once(last)).then(|| (words[first].span.to(words[last].span), Other::Outsider))
    }

    fn is_sibling(&self, at: usize) -> bool {
        let word = self.text.words[at].span.of(self.text.source);
        ["brother", "sister", "sibling", "siblings", "brothers", "sisters"].iter().any(|one| one.eq_ignore_ascii_case(word))
    }

    /// `Leigh's sister`: a relation of somebody named. "Mum's mum" is in the list of others; "her mum" may be the child's.
    fn has_named_owner(&self, at: usize) -> bool {
        let relation =
            ["partner", "husband", "wife"].iter().any(|one| one.eq_ignore_ascii_case(self.text.words[at].span.of(self.text.source)));
        let owner = at.checked_sub(1).map(|owner| self.text.words[owner]);
        relation && owner.is_some_and(|owner| owner.shape == Shape::Capitalised && owner.span.of(self.text.source).ends_with("'s"))
    }

    fn with_owner(&self, at: usize) -> Span {
        let word = self.text.words[at].span;
        let owner = at.checked_sub(1).map(|owner| self.text.words[owner].span);
        match owner {
            Some(owner) if owner.of(self.text.source).ends_with("'s") || owner.of(self.text.source).ends_with("’s") => owner.to(word),
            _ => word,
        }
    }
}

/// The hit that covers a word.
fn covering(hits: &[Hit], word: Span) -> Option<&Hit> {
    let next = hits.partition_point(|hit| hit.span.start <= word.start);
    hits[..next].last().filter(|hit| hit.span.end > word.start)
}

fn matter(category: &str) -> Option<Matter> {
    Some(match category {
        "everyday" => Matter::Everyday,
        "health" => Matter::Health,
        "immigration" => Matter::Immigration,
        "intimate" => Matter::Intimate,
        "leave" => Matter::Leave,
        "money" => Matter::Money,
        "offending" => Matter::Offending,
        "stigma" => Matter::Stigma,
        _ => return None,
    })
}

fn other(category: &str) -> Other {
    match category {
        "worker" => Other::Worker,
        "referrer" => Other::Referrer,
        "relative" => Other::Relative,
        _ => Other::Outsider,
    }
}
