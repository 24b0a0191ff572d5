//! Private numbers and addresses in the text of a note.

use crate::finding::Severity;
use crate::record::{Identifier, IdentifierKind, Line, Mailbox, Role, identifiers};
use crate::rules::{Check, Declaration, Note, Principle, Sink};
use crate::text::Span;
use crate::voice::Belongs;

/// The declaration of `confidentiality/identifier`.
pub const RULE: Declaration = Declaration {
    summary: "a private telephone number, mail or home address, or a number of health, tax, travel, banking or a car",
    principle: Principle::Confidential,
    severity: Severity::Warning,
    checks: &[Check::Note(check)],
    options: &[],
};

fn check(note: &Note<'_>, sink: &mut Sink<'_>) {
    for one in identifiers(note.text, note.dates) {
        if let Some(severity) = severity(&one, note) {
            report(one.span, name(one.kind), message(one.kind), severity, sink);
        }
    }
    for stamp in note.dates.all().iter().filter(|stamp| stamp.role == Role::Birth) {
        let written = note.dates.entry_date_of(stamp.span).and_then(|head| head.date).filter(|written| Some(*written) != stamp.date);
        if note.voices.birth_belongs(stamp, written) == Belongs::Private {
            report(stamp.span, "date-of-birth", BIRTH, Severity::Warning, sink);
        }
    }
}

fn report(span: Span, category: &str, message: &'static str, severity: Severity, sink: &mut Sink<'_>) {
    sink.report_as(severity, span, message).fact("category", category);
}

/// How sure it is that an identifier is private and may not stand. Quoted, reported and copied words are asked the same: the
/// number leads to the person, whoever gave it.
fn severity(one: &Identifier, note: &Note<'_>) -> Option<Severity> {
    let belongs = note.voices.belongs(one);
    match one.kind {
        IdentifierKind::Email(Mailbox::Public) => None,
        // An organisation has a name of its own behind the sign, and few people have.
        IdentifierKind::Email(Mailbox::Own) => (belongs == Belongs::Private).then_some(Severity::Warning),
        IdentifierKind::Phone(line) => match belongs {
            Belongs::Private => Some(Severity::Warning),
            Belongs::Unknown | Belongs::Venue => Some(if line == Line::Mobile { Severity::Warning } else { Severity::Info }),
            Belongs::Work | Belongs::Head => None,
        },
        IdentifierKind::Address | IdentifierKind::Postcode => matches!(belongs, Belongs::Private | Belongs::Unknown).then_some(Severity::Warning),
        IdentifierKind::NhsNumber => (belongs != Belongs::Head).then_some(Severity::Warning),
        _ => Some(Severity::Warning),
    }
}

const BIRTH: &str = "This is the date of birth of somebody other than the child. It belongs in that person’s own details; in the note, an age is \
                     enough where it matters.";

fn name(kind: IdentifierKind) -> &'static str {
    match kind {
        IdentifierKind::Phone(_) => "phone",
        IdentifierKind::Email(_) => "email",
        IdentifierKind::Postcode => "postcode",
        IdentifierKind::Address | IdentifierKind::House => "address",
        IdentifierKind::NhsNumber => "nhs-number",
        IdentifierKind::NationalInsurance => "national-insurance",
        IdentifierKind::Passport => "passport",
        IdentifierKind::Licence => "driving-licence",
        IdentifierKind::Bank => "bank",
        IdentifierKind::Card => "card",
        IdentifierKind::Vehicle => "vehicle",
    }
}

fn message(kind: IdentifierKind) -> &'static str {
    match kind {
        IdentifierKind::Phone(_) => {
            "This reads as a private telephone number. Anyone who is given this note later can ring it. Keep it with the contact details \
             on the record, and write here “number in contact details”."
        }
        IdentifierKind::Email(_) => {
            "This reads as a private email address. Anyone who is given this note later can write to it. Keep it with the contact details \
             on the record, and write here “email in contact details”."
        }
        IdentifierKind::Postcode | IdentifierKind::Address => {
            "This tells where somebody lives. Whoever reads the record later, who may not be safe for them, will know it too. Keep it with \
             the address details on the record, and name the home instead: “Nan’s home”, “[name]’s flat”."
        }
        IdentifierKind::House => {
            "A house number points to one household, who may not have agreed to be known. Write “a neighbour”, and keep the number where \
             the record protects it."
        }
        IdentifierKind::NhsNumber => {
            "This reads as an NHS number. It opens somebody’s health record. It belongs in the record’s own field for it, and not in the note."
        }
        IdentifierKind::NationalInsurance => {
            "This reads as a National Insurance number. It is enough to claim in somebody’s name. Write that it was seen or sent, and leave it out."
        }
        IdentifierKind::Passport => {
            "This reads as the number of a passport or a residence permit. Write that it was seen, when and by whom, and leave the number out."
        }
        IdentifierKind::Licence => {
            "This reads as the number of a driving licence, which holds a date of birth. Write that it was seen, and leave the number out."
        }
        IdentifierKind::Bank => {
            "This reads as somebody’s bank details. Write that they were given and where they are kept, and leave the numbers out."
        }
        IdentifierKind::Card => "This reads as the number of a payment card. It should stand in no record. Leave it out.",
        IdentifierKind::Vehicle => {
            "This reads as a vehicle’s registration, which leads to its keeper. Write “a blue car”; if the police need the number, give it \
             to them and write that you did."
        }
    }
}
