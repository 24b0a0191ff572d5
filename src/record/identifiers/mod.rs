//! Numbers and addresses that lead to one person: telephones, mail, homes, the numbers of health, tax, travel and banking, cars.
//!
//! Only the form is read here, with the words beside it that a form needs: sixteen digits may be a card, six may be anything.
//! Whose they are, and whether they may stand, is for `voice` and the rule. A date of birth is a [`super::Stamp`].
//!
//! A note without digits or `@` costs a look at the shapes of its words, which are known already.

mod address;
mod banking;
mod cues;
mod mail;
mod papers;
mod phone;
mod postcode;
mod state;
mod vehicle;

use super::Dates;
use super::reader::Reader;
use crate::text::{Shape, Span, Text};

/// What an identifier is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum IdentifierKind {
    /// A telephone number that can be somebody's own; helplines and other numbers that belong to no place are left out.
    Phone(Line),
    /// An address for mail.
    Email(Mailbox),
    /// A postcode by itself.
    Postcode,
    /// House and street, or a flat.
    Address,
    /// A house number by itself, with the words that make it one: `the neighbour at no. 12`.
    House,
    /// Ten digits of the health service.
    NhsNumber,
    /// A National Insurance number.
    NationalInsurance,
    /// The number of a passport or a residence permit.
    Passport,
    /// The number of a driving licence.
    Licence,
    /// A sort code, an account number, an IBAN.
    Bank,
    /// The number of a payment card.
    Card,
    /// The plate of a vehicle.
    Vehicle,
}

/// What a telephone number is the number of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Line {
    /// A mobile, or a number of another country.
    Mobile,
    /// A line in a building, which may be a home or an office.
    Land,
}

/// Who hands out an address for mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mailbox {
    /// Public bodies: `.gov.uk`, `.nhs.uk`, `.police.uk`, `.sch.uk`.
    Public,
    /// Providers where anybody gets one.
    Open,
    /// Any other: an organisation's, or a person's own.
    Own,
}

/// An identifier and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Identifier {
    /// The whole number or address.
    pub span: Span,
    /// What it is.
    pub kind: IdentifierKind,
}

/// Every identifier of a text, in order. Linear in its length.
///
/// ```
/// use casenote::record::{Dates, IdentifierKind, Line, identifiers};
/// use casenote::text::{Abbreviations, Text};
/// let text = Text::new("Seen at 0910. Mum is on 07700 900 417 now.", &Abbreviations::default());
/// let found = identifiers(&text, &Dates::new(&text));
/// assert_eq!(found.len(), 1);
/// assert_eq!(found[0].kind, IdentifierKind::Phone(Line::Mobile));
/// assert_eq!(found[0].span.of(text.source), "07700 900 417");
/// ```
pub fn identifiers(text: &Text<'_>, dates: &Dates) -> Vec<Identifier> {
    let mut found = mail::mail(text.source);
    let mails = found.len();
    let reader = Reader { text, words: &text.words };
    let mut at = 0;
    while at < reader.words.len() {
        if reader.words[at].shape != Shape::Digits || is_dated(reader.words[at].span, dates) {
            at += 1;
            continue;
        }
        let Some(read) = reader.identifier(at) else {
            at += 1;
            continue;
        };
        at = read.next.max(at + 1);
        let Some(kind) = read.kind else { continue };
        let inside = |mail: &Identifier| mail.span.touches(read.span);
        if !found[..mails].iter().any(inside) {
            match found[mails..].last_mut() {
                Some(last) if kind == IdentifierKind::Postcode && address::goes_on(text, last, read.span) => {
                    last.span = last.span.to(read.span);
                }
                _ => found.push(Identifier { span: read.span, kind }),
            }
        }
    }
    found.sort_by_key(|one| one.span.start);
    found
}

/// Whether a number begins a full date. A time is not asked about: `1640` may be one, or a part of a telephone number.
fn is_dated(word: Span, dates: &Dates) -> bool {
    dates.within(word).iter().any(|stamp| stamp.kind == super::Kind::Full)
}

/// What was read at a word, and one past the last word of it. Without a kind it is known to be none, and is passed over.
#[derive(Clone, Copy)]
struct Read {
    span: Span,
    kind: Option<IdentifierKind>,
    next: usize,
}

impl Reader<'_> {
    /// What begins at a word with digits, or with the letters before it.
    fn identifier(&self, at: usize) -> Option<Read> {
        let word = self.word(at).as_bytes();
        if word.iter().all(u8::is_ascii_digit) {
            return self
                .phone(at)
                .or_else(|| self.card(at))
                .or_else(|| self.nhs(at))
                .or_else(|| self.national_insurance(at))
                .or_else(|| self.passport(at))
                .or_else(|| self.bank(at))
                .or_else(|| self.plate_behind_letters(at))
                .or_else(|| self.address(at))
                .or_else(|| self.house(at));
        }
        self.iban(at)
            .or_else(|| self.licence(at))
            .or_else(|| self.national_insurance(at))
            .or_else(|| self.passport(at))
            .or_else(|| self.postcode(at))
            .or_else(|| self.plate(at))
            .or_else(|| self.address(at))
    }

    /// From one word to another.
    fn stretch(&self, first: usize, next: usize) -> Span {
        self.words[first].span.to(self.words[next - 1].span)
    }

    fn found(&self, first: usize, next: usize, kind: IdentifierKind) -> Read {
        Read { span: self.stretch(first, next), kind: Some(kind), next }
    }

    /// Whether a word is digits only, and how many.
    fn digits(&self, at: usize) -> Option<usize> {
        let word = self.word(at);
        (!word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit())).then_some(word.len())
    }
}

/// Longest run of letters and digits that is put together from words.
const LONGEST: usize = 34;

/// Letters and digits of words that stand together, in capitals.
#[derive(Clone, Copy)]
struct Run {
    bytes: [u8; LONGEST],
    length: usize,
    /// Whether all its letters were capitals as written.
    capitals: bool,
    /// One past its last word.
    next: usize,
}

impl Run {
    fn as_bytes(&self) -> &[u8] {
        &self.bytes[..self.length]
    }
}

impl Reader<'_> {
    /// Puts words together that nothing but a space or a hyphen parts, until they have exactly `length` letters and digits.
    fn run(&self, first: usize, length: usize) -> Option<Run> {
        let mut run = Run { bytes: [0; LONGEST], length: 0, capitals: true, next: first };
        while run.length < length {
            if run.next > first && !matches!(self.gap(run.next - 1), " " | "-" | "–" | "\u{a0}") {
                return None;
            }
            let word = self.word(run.next).as_bytes();
            let end = run.length + word.len();
            if word.is_empty() || end > length || !word.iter().all(u8::is_ascii_alphanumeric) {
                return None;
            }
            run.capitals &= !word.iter().any(u8::is_ascii_lowercase);
            run.bytes[run.length..end].copy_from_slice(word);
            run.length = end;
            run.next += 1;
        }
        run.bytes.make_ascii_uppercase();
        // "12-34-56-78" is no sort code, and half of a longer number is nobody's.
        let goes_on = matches!(self.gap(run.next - 1), "-" | "–") && self.digits(run.next).is_some();
        (!goes_on).then_some(run)
    }
}
