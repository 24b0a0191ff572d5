//! Words in a row that can be somebody's name: `Jo Hill`, `D Whitcombe`, `Mrs O'Brien-Lee`.

use super::Cues;
use crate::lexicon::Hits;
use crate::text::{Shape, Span, Text, Word, WordSet, in_small_letters, word_set};

/// Most words of one name.
const LONGEST: usize = 4;

/// Capitalised words that open lines and sentences of a note and are nobody's name.
#[rustfmt::skip]
static NO_NAMES: WordSet = word_set![
    "a", "about", "academy", "achievements", "action", "actioned", "actions", "additional", "address", "advised", "african", "after",
    "afternoon", "again", "age", "agreed", "all", "allegation", "allegations", "also", "an", "analysis", "and", "announced", "any",
    "apologies", "appeared", "appears", "apr", "april", "arabic", "arrived", "as", "asian", "asked", "assessment", "association", "at",
    "attendance", "attended", "aug", "august", "author", "autumn", "avenue", "background", "bank", "before", "behaviour", "bengali", "best",
    "both", "boundaries", "british", "brother", "but", "by", "call", "called", "came", "card", "care", "careers", "carer", "carers", "case",
    "catholic", "centre", "chair", "chair's", "checked", "cheers", "child", "child's", "children", "christian", "christmas", "chronology",
    "cin", "clinic", "close", "closed", "college", "community", "completed", "concern", "concerns", "conclusion", "conference", "confirmed",
    "consent", "contact", "copy", "core", "council", "court", "cp", "crescent", "dad's", "date", "day", "dear", "dec", "december",
    "decision", "decisions", "direct", "discussed", "discussion", "draft", "drive", "due", "during", "duty", "early", "easter", "education",
    "email", "emotional", "end", "entry", "estate", "european", "evening", "everyone", "everything", "explained", "family", "feb",
    "february", "feelings", "feels", "felt", "file", "finance", "finances", "first", "flat", "follow", "for", "form", "fortnight", "foster",
    "fostering", "foundation", "fri", "friday", "from", "further", "gardens", "general", "genogram", "good", "great", "group", "gypsy",
    "half", "head", "health", "hello", "help", "her", "hi", "high", "his", "history", "home", "hospital", "hospitals", "house", "housing",
    "how", "hub", "identity", "if", "in", "incident", "indian", "infant", "infants", "infirmary", "information", "initial", "irish", "is",
    "it", "its", "january", "july", "june", "junior", "juniors", "just", "key", "kind", "kurdish", "lac", "last", "learning", "left",
    "legal", "letter", "library", "line", "local", "locality", "london", "looked", "looks", "lovely", "manager", "many", "march", "may",
    "meeting", "message", "minutes", "mixed", "mon", "monday", "money", "monthly", "more", "morning", "mosque", "most", "mother", "mum's",
    "muslim", "my", "name", "need", "new", "next", "nfa", "nhs", "no", "nobody", "none", "north", "not", "note", "noted", "notes",
    "nothing", "nov", "november", "number", "nursery", "observations", "observed", "oct", "october", "of", "office", "old", "on", "once",
    "one", "ongoing", "only", "our", "out", "outcome", "pakistani", "parent", "parenting", "parents", "park", "part", "people",
    "permanence", "person", "persons", "phone", "physical", "picked", "plan", "police", "polish", "present", "presented", "presenting",
    "previous", "previously", "primary", "protection", "punjabi", "purpose", "ramadan", "rang", "re", "really", "reason", "received",
    "recommendation", "recommendations", "record", "referral", "regards", "relationships", "report", "review", "risk", "risks", "road",
    "roma", "romanian", "room", "routine", "routines", "safeguarding", "safety", "said", "sat", "saturday", "says", "school", "scottish",
    "section", "see", "seems", "seen", "sent", "sept", "september", "service", "services", "session", "sibling", "siblings", "signed",
    "since", "sister", "social", "somali", "some", "someone", "south", "spoke", "spring", "square", "stated", "statement", "station",
    "still", "strategy", "street", "strengths", "subject", "summary", "summer", "sun", "sunday", "supervised", "support", "surgery", "ta",
    "teams", "teamwork", "tel", "telephone", "temple", "term", "terrace", "text", "thanks", "the", "their", "then", "there", "they",
    "thinks", "this", "threshold", "thurs", "thursday", "time", "to", "today", "told", "tomorrow", "tonight", "took", "traveller", "trust",
    "tues", "tuesday", "type", "unannounced", "unit", "university", "update", "updated", "urdu", "various", "venue", "views", "visit",
    "visited", "voice", "wants", "ward", "was", "way", "we", "wed", "wednesday", "weds", "week", "weekly", "well", "welsh", "went", "west",
    "what", "when", "where", "while", "who", "why", "winter", "wishes", "with", "work", "worker", "worries", "year", "yes", "yesterday",
    "your", "youth",
];

/// A name as it stands at one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Name {
    /// Where it stands, a possessive left out.
    pub span: Span,
    /// How many of its words are written out.
    pub full_words: u8,
    /// How many are single letters.
    pub initials: u8,
    /// One past the index of its last word.
    pub end_word: usize,
}

impl Name {
    /// Whether it tells one person from another of the same first name: a surname with a first name or an initial.
    pub const fn is_full(self) -> bool {
        self.full_words >= 2 || self.full_words == 1 && self.initials >= 1
    }
}

/// The name that begins with a word, if one does.
pub(super) fn name_at(text: &Text<'_>, hits: &Hits, cues: &Cues<'_>, first: usize) -> Option<Name> {
    let mut name: Option<Name> = None;
    for index in first..first + LONGEST {
        let Some(word) = text.words.get(index) else { break };
        let full = match kind(text, hits, cues, *word, index > first) {
            Some(full) if index == first || joined(text, index) => full,
            _ => break,
        };
        let end = word.span.end - possessive(word.span.of(text.source)) as u32;
        let mut found = name.unwrap_or(Name { span: word.span, full_words: 0, initials: 0, end_word: 0 });
        found.span.end = end;
        found.end_word = index + 1;
        if full && index > first && text.between(text.words[index - 1].span.end, word.span.start) == "-" {
            // "Achebe-Lowe" is one name.
        } else if full {
            found.full_words += 1;
        } else {
            found.initials += 1;
        }
        name = Some(found);
        if end < word.span.end {
            break;
        }
    }
    name.filter(|name| name.full_words > 0)
}

/// The name that ends with the word before `end`.
pub(super) fn name_before(text: &Text<'_>, hits: &Hits, cues: &Cues<'_>, end: usize) -> Option<Name> {
    let mut first = end;
    while first > 0
        && end - first < LONGEST
        && kind(text, hits, cues, text.words[first - 1], true).is_some()
        && (first == end || joined(text, first))
    {
        first -= 1;
    }
    (first < end).then(|| name_at(text, hits, cues, first)).flatten().filter(|name| name.end_word == end)
}

/// Whether a word can be part of a name, and then whether it is written out rather than an initial.
fn kind(text: &Text<'_>, hits: &Hits, cues: &Cues<'_>, word: Word, goes_on: bool) -> Option<bool> {
    let written = word.span.of(text.source);
    match word.shape {
        Shape::Capitalised if written.len() == 1 => {
            let sole = written == "A" && !goes_on && !text.source[word.span.end as usize..].starts_with('.');
            (written != "I" && !sole).then_some(false)
        }
        Shape::Capitalised | Shape::Mixed => {
            let bare = &written[..written.len() - possessive(written)];
            let named = |bare: &str| goes_on && !in_small_letters(bare, is_time) || !NO_NAMES.has(bare);
            (bare.len() > 1 && named(bare) && !is_listed(hits, cues, word.span)).then_some(true)
        }
        // "Isla TREVANION", as police write.
        Shape::Capitals if goes_on && written.len() >= 4 => (!is_listed(hits, cues, word.span)).then_some(true),
        // "Łukasz", "Ágnes": a capital that is not ASCII.
        Shape::Lower if written.starts_with(char::is_uppercase) => Some(true),
        _ => None,
    }
}

/// Whether a word can be a name, as far as its letters tell.
pub(super) fn is_name(word: &str) -> bool {
    word.starts_with(char::is_uppercase) && !NO_NAMES.has(word)
}

/// Days and months: "Jo Hill Tuesday" ends with the surname. Other everyday words, such as Ward and Best, are surnames too.
fn is_time(lower: &str) -> bool {
    let months = ["january", "february", "april", "june", "july", "august", "september", "october", "november", "december"];
    lower.ends_with("day") && lower.len() > 3
        || months.contains(&lower)
        || matches!(lower, "mon" | "tues" | "weds" | "thurs" | "fri" | "sat" | "sun" | "team" | "teams")
}

/// Kin words, roles and organisations begin with a capital too, and name nobody.
fn is_listed(hits: &Hits, cues: &Cues<'_>, span: Span) -> bool {
    [cues.people, cues.cast, cues.vague_source].iter().any(|list| hits.within(*list, span).iter().any(|hit| hit.span.start == span.start))
}

/// Whether a word follows the one before it as a name goes on: `Jo Hill`, `J. Hill`, `Achebe-Lowe`.
fn joined(text: &Text<'_>, index: usize) -> bool {
    let Some(before) = index.checked_sub(1).map(|before| text.words[before].span) else { return false };
    match text.between(before.end, text.words[index].span.start) {
        " " | "-" | "’" | "–" => true,
        // "J. Hill", "St. Clair": behind a whole word a stop ends the sentence.
        ". " | "." => before.len() <= 2,
        _ => false,
    }
}

fn possessive(written: &str) -> usize {
    ["'s", "’s"].iter().find(|end| written.ends_with(**end)).map_or(0, |end| end.len())
}

/// `KELLY, Jane`: the surname first, as directories print.
pub(super) fn turned(text: &Text<'_>, first: usize) -> Option<Span> {
    let (one, two) = (text.words.get(first)?, text.words.get(first + 1)?);
    let comma = text.between(one.span.end, two.span.start) == ", ";
    (comma && one.shape == Shape::Capitals && one.span.len() > 2 && two.shape == Shape::Capitalised).then(|| one.span.to(two.span))
}

/// `PC 2291 FERREIRA`: a surname in capitals behind a rank and a number.
pub(super) fn surname_behind(text: &Text<'_>, role: Span, end: u32) -> Option<Span> {
    let words = text.words[text.word_from(role.end)..].iter().take(2).take_while(|word| word.span.start < end);
    words.map(|word| (word, word.span)).find(|(word, span)| word.shape == Shape::Capitals && span.len() >= 4).map(|(_, span)| span)
}

/// `worker: jane kelly`: two words in small letters that are nobody's role.
pub(super) fn small(text: &Text<'_>, hits: &Hits, cues: &Cues<'_>, first: usize, end: u32) -> Option<Span> {
    let (one, two) = (text.words.get(first)?, text.words.get(first + 1)?);
    let lists = [cues.people, cues.cast, cues.vague_source, cues.authorship];
    let listed = |word: &Word| lists.iter().any(|list| !hits.within(*list, word.span).is_empty());
    let free = |word: &Word| word.shape == Shape::Lower && word.span.len() > 1 && !listed(word);
    let over = |next: &Word| next.span.start >= end || text.between(two.span.end, next.span.start) != " ";
    let gap = text.between(one.span.end, two.span.start);
    let last = text.words.get(first + 2).is_none_or(over);
    (two.span.end <= end && gap == " " && last && free(one) && free(two)).then(|| one.span.to(two.span))
}

/// Two or three capitals: `NG`, `SMT`.
pub(super) fn is_initials(written: &str) -> bool {
    (2..=3).contains(&written.len()) && written.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// The text of a span whose end may have been moved into a character.
pub(super) fn bounded(span: Span, text: &str) -> &str {
    &text[span.start as usize..text.floor_char_boundary(span.end as usize).max(span.start as usize)]
}
