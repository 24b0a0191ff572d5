//! Homes: a house and its street, a flat, and a house number that a word makes one.

use super::{Identifier, IdentifierKind, Read};
use crate::record::names::month;
use crate::record::reader::Reader;
use crate::text::{Shape, Span, Text, WordSet, in_small_letters, word_set};

/// What streets and houses are called.
#[rustfmt::skip]
static STREETS: WordSet = word_set![
    "av", "ave", "avenue", "bank", "boulevard", "bridge", "brow", "buildings", "circle", "cl", "close", "common", "cottage", "cottages",
    "court", "cres", "crescent", "croft", "cross", "ct", "dene", "drive", "drv", "edge", "end", "estate", "fields", "fold", "garden",
    "gardens", "gate", "gdns", "glade", "green", "grove", "heights", "hill", "house", "lane", "lea", "ln", "lodge", "meadow", "meadows",
    "mews", "mount", "orchard", "parade", "park", "passage", "path", "place", "plaza", "quay", "quays", "rd", "ridge", "rise", "road",
    "row", "sq", "square", "st", "street", "ter", "terr", "terrace", "top", "tower", "towers", "vale", "view", "villas", "walk", "way",
    "wharf", "yard",
];
/// Those which are no other word, for streets in small letters.
static SURE: WordSet = word_set!["ave", "avenue", "crescent", "drive", "grove", "lane", "rd", "road", "st", "street", "terrace"];
/// What a flat is called.
static FLATS: WordSet = word_set!["apartment", "apt", "flat", "flt", "maisonette"];
/// Words before a number which make it none of a house.
#[rustfmt::skip]
static OTHERS: WordSet = word_set![
    "age", "aged", "bed", "bus", "chapter", "class", "for", "group", "item", "least", "office", "option", "over", "page", "room", "score",
    "stage", "step", "tier", "top", "under", "ward", "week", "weeks", "year",
];
/// Who is at a house number.
#[rustfmt::skip]
static DWELL: WordSet = word_set![
    "house", "live", "lived", "lives", "living", "neighbour", "neighbours", "occupant", "occupants", "occupier", "resident", "residents",
    "staying", "stays",
];

/// Small words that no street's name has.
static GOES_ON: WordSet = word_set![
    "a", "along", "and", "at", "down", "from", "in", "into", "of", "off", "on", "our", "the", "their", "this", "times", "to", "up"
];

/// Most words of a street's name, and of one in small letters.
const LONGEST: usize = 5;
const SHORT: usize = 3;

impl Reader<'_> {
    /// `14 Sallow Court`, `Flat 3, 41 Cinder Hill Road`, `9B Sailmakers Row`.
    pub(super) fn address(&self, at: usize) -> Option<Read> {
        if !is_house_number(self.word(at)) || self.is_measure(at) {
            return None;
        }
        if let Some(before) = at.checked_sub(1).filter(|&before| self.gap(before) == " " && self.is_one_of(before, FLATS)) {
            return self.flat(before, at);
        }
        let next = self.street(at + 1).filter(|_| matches!(self.gap(at), " " | ", "))?;
        let other =
            at.checked_sub(1).is_some_and(|before| matches!(self.gap(before), " " | "-" | "/" | "." | ":") && self.is_no_house(before));
        (!other).then(|| self.found(at, next, IdentifierKind::Address))
    }

    fn is_no_house(&self, before: usize) -> bool {
        self.is_one_of(before, OTHERS) || matches!(self.gap(before), "/" | "." | ":") && self.digits(before).is_some()
    }

    /// What follows `Flat 3`: a street, or the name of a building.
    fn flat(&self, first: usize, number: usize) -> Option<Read> {
        let behind = number + 1;
        if !matches!(self.gap(number), ", " | " ") {
            return None;
        }
        let building = || {
            let named = |at: usize| matches!(self.words.get(at).map(|word| word.shape), Some(Shape::Capitalised | Shape::Mixed));
            (self.gap(number) == ", " && named(behind))
                .then(|| if self.gap(behind) == " " && named(behind + 1) { behind + 2 } else { behind + 1 })
        };
        let numbered = is_house_number(self.word(behind)).then(|| self.street(behind + 1)).flatten();
        let next = numbered.or_else(|| self.street(behind)).or_else(building)?;
        Some(self.found(first, next, IdentifierKind::Address))
    }

    /// One past a street whose name begins with a word.
    fn street(&self, first: usize) -> Option<usize> {
        let small = self.words.get(first)?.shape == Shape::Lower;
        let mut next = first;
        let mut end = None;
        while next < first + LONGEST && next < self.words.len() {
            let gap = self.gap(next - 1);
            let joined = next == first || matches!(gap, " " | "-") || gap == ". " && self.word(next - 1).len() <= 3;
            let named = match self.words[next].shape {
                Shape::Lower => small,
                Shape::Digits => false,
                Shape::Capitalised | Shape::Capitals | Shape::Mixed => true,
            };
            if !joined || !named || next == first && month(self.word(next)).is_some() {
                break;
            }
            let the = next == first + 1 && self.word(first).eq_ignore_ascii_case("the");
            if self.is_one_of(next, if small { SURE } else { STREETS }) && (next > first || the) && !self.is_saint(next) {
                end = Some(next + 1);
                if small {
                    break;
                }
            }
            next += 1;
        }
        // In small letters it may be a sentence: "3 lads ran up the road".
        end.filter(|end| !small || end - first <= SHORT && !self.leads(first, end - first, GOES_ON))
    }

    /// "6 St Mary's Close": a saint is not yet the end.
    fn is_saint(&self, at: usize) -> bool {
        let named = self.words.get(at + 1).is_some_and(|word| word.shape == Shape::Capitalised) && matches!(self.gap(at), " " | ". ");
        self.word(at) == "St" && named && self.street_follows(at + 1)
    }

    fn street_follows(&self, at: usize) -> bool {
        (at..at + 3).any(|next| self.is_one_of(next, STREETS))
    }

    /// `lives at no 14`, `the neighbour at number 31`, `the occupant of no. 43`.
    pub(super) fn house(&self, at: usize) -> Option<Read> {
        if !is_house_number(self.word(at)) {
            return None;
        }
        let number = at
            .checked_sub(1)
            .filter(|&before| matches!(self.gap(before), " " | ". " | ".") && self.is_one_of(before, word_set!["no", "num", "number"]))?;
        let at_house = number
            .checked_sub(1)
            .filter(|&before| self.gap(before) == " " && self.is_one_of(before, word_set!["at", "from", "in", "of"]))?;
        let who = at_house.checked_sub(1).filter(|&before| self.gap(before) == " " && self.is_one_of(before, DWELL));
        who.map(|_| self.found(number, at + 1, IdentifierKind::House))
    }
}

/// One to four digits, and a letter behind.
fn is_house_number(word: &str) -> bool {
    let bytes = word.as_bytes();
    let digits = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let letter = bytes.len() - digits;
    (1..=4).contains(&digits)
        && bytes[0] != b'0'
        && (letter == 0 || letter == 1 && matches!(bytes[digits].to_ascii_lowercase(), b'a'..=b'h'))
}

/// Most words of a town between a street and its postcode.
const TOWN: usize = 4;

/// Whether a postcode ends an address: nothing but the names of a place stand between.
pub(super) fn goes_on(text: &Text<'_>, address: &Identifier, postcode: Span) -> bool {
    if address.kind != IdentifierKind::Address || address.span.end > postcode.start {
        return false;
    }
    let (first, next) = (text.word_from(address.span.end), text.word_from(postcode.start));
    let between = text.between(address.span.end, postcode.start);
    let place = |at: usize| {
        matches!(text.words[at].shape, Shape::Capitalised | Shape::Capitals | Shape::Mixed)
            || in_small_letters(text.words[at].span.of(text.source), |word| matches!(word, "on" | "under" | "of"))
    };
    next - first <= TOWN && (first..next).all(place) && !between.contains(['.', ';', '\n', '(', ':'])
}
