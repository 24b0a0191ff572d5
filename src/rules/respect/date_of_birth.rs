//! Dates of birth that cannot be right, and ages that do not go with them.

use jiff::civil::Date;

use crate::finding::{Finding, Severity};
use crate::record::{Fault, Role, Stamp};
use crate::rules::{Check, Declaration, Note, Principle, Sink};
use crate::text::{BlockKind, Shape, Span, Word};
use crate::voice::Voice;

/// The declaration of `respect/date-of-birth`.
pub const RULE: Declaration = Declaration {
    summary: "a date of birth that cannot be right, two for one person, or an age that does not go with it",
    principle: Principle::Respectful,
    severity: Severity::Warning,
    checks: &[Check::Note(check)],
    options: &[],
};

/// A person's birth as the note gives it.
struct Birth<'n> {
    name: &'n str,
    date: Date,
    span: Span,
}

/// Most people whose births are compared; the bound keeps the check linear.
const MOST_PEOPLE: usize = 12;

fn check(note: &Note<'_>, sink: &mut Sink<'_>) {
    let mut births: Vec<Birth<'_>> = Vec::new();
    for stamp in note.dates.all().iter().filter(|stamp| stamp.role == Role::Birth && note.voices.at(stamp.span) != Voice::Quoted) {
        if stamp.fault == Some(Fault::NoSuchDay) {
            report(
                stamp.span,
                "impossible",
                "The calendar has no such day, so this cannot be somebody's birthday. Look it up, and write the right one.",
                sink,
            );
            continue;
        }
        let Some(date) = stamp.date else { continue };
        let written = note.dates.entry_date_of(stamp.span).and_then(|head| head.date);
        if written.is_some_and(|written| date > written) {
            report(
                stamp.span,
                "later",
                "This date of birth is later than the entry. Look up which of the two is right; for a baby not yet born, write “due on [date]”.",
                sink,
            );
            continue;
        }
        let Some(name) = name_of(stamp, note) else { continue };
        match births.iter().find(|birth| birth.name == name) {
            Some(birth) if birth.date != date => {
                report(
                    stamp.span,
                    "two",
                    "The note gives two dates of birth for one name. Look up which is right; if there are two people, give both their full names.",
                    sink,
                )
                .beside(birth.span);
            }
            None if births.len() < MOST_PEOPLE => births.push(Birth { name, date, span: stamp.span }),
            _ => {}
        }
    }
    if !births.is_empty() {
        ages(&births, note, sink);
    }
}

fn report<'s>(span: Span, category: &str, message: &str, sink: &'s mut Sink<'_>) -> &'s mut Finding {
    sink.report(span, message.to_owned()).fact("category", category)
}

/// How many words before a date of birth the name may stand.
const NAME_NEAR: usize = 8;

/// Words with a capital that are no names.
const NO_NAMES: &[&str] =
    &["DOB", "DoB", "Dob", "Born", "Birth", "Child", "Date", "Name", "Of", "Age", "Mother", "Father", "Mum", "Dad", "YP", "Subject", "Re"];

/// The first name before a date of birth: on its line, or in the field before a `DOB:` field.
fn name_of<'n>(stamp: &Stamp, note: &Note<'n>) -> Option<&'n str> {
    let text = note.text;
    let at = text.word_from(stamp.span.start);
    let block = text.sentence_at(stamp.span.start).map(|index| text.sentences[index].block as usize)?;
    let start = text.word_from(text.blocks[block].span.start).max(at.saturating_sub(NAME_NEAR));
    let name = |word: &Word| matches!(word.shape, Shape::Capitalised | Shape::Mixed) && !NO_NAMES.contains(&word.span.of(text.source));
    let words = &text.words[start..at];
    // The first of the run of capitals nearest to the date: "Mia Hill and Leo Hill, DOB" is Leo's.
    let last = words.iter().rposition(name);
    if let Some(last) = last {
        let joined =
            |index: usize| name(&words[index - 1]) && matches!(text.between(words[index - 1].span.end, words[index].span.start), " " | "-");
        let mut first = last;
        while first > 0 && joined(first) {
            first -= 1;
        }
        return Some(words[first].span.of(text.source));
    }
    let before = text.blocks.get(block.checked_sub(1)?)?;
    let BlockKind::Field { label } = before.kind else { return None };
    let value = &text.words[text.word_from(label.end)..text.word_from(before.span.end)];
    value.iter().find(|word| name(word)).map(|word| word.span.of(text.source))
}

/// Ages in brackets or behind "aged" right after a name whose birth is known.
fn ages(births: &[Birth<'_>], note: &Note<'_>, sink: &mut Sink<'_>) {
    let (text, words) = (note.text, &note.text.words);
    for (at, word) in words.iter().enumerate().filter(|(_, word)| word.shape == Shape::Capitalised) {
        let Some(birth) = births.iter().find(|birth| birth.name == word.span.of(text.source)) else { continue };
        let Some(number) = stated(at, note) else { continue };
        let Some(on) = note.dates.entry_date_of(word.span).and_then(|head| head.date) else { continue };
        let age = i32::from(number.span.of(text.source).parse::<i8>().unwrap_or_default());
        let near = [-NEAR_BIRTHDAY, NEAR_BIRTHDAY].map(|days| on.checked_add(jiff::Span::new().days(days)).ok());
        let fits = near.into_iter().flatten().chain([on]).any(|on| years(birth.date, on) == age);
        if on >= birth.date && !fits && note.voices.at(number.span) == Voice::Author {
            report(
                number.span,
                "age",
                "This age does not go with the date of birth in the note and the date of the entry. Look up which of the three is wrong.",
                sink,
            );
        }
    }
}

/// Days around a birthday on which either age is let pass: entries are often written up later.
const NEAR_BIRTHDAY: i64 = 31;

/// `Ella (9)`, `Ella Hill (9)`, `Ella, aged 9,`: the number of whole years.
fn stated<'n>(name: usize, note: &Note<'n>) -> Option<&'n Word> {
    let (text, words) = (note.text, &note.text.words);
    let surname = words
        .get(name + 1)
        .is_some_and(|next| next.shape == Shape::Capitalised && text.between(words[name].span.end, next.span.start) == " ");
    let last = name + usize::from(surname);
    let next = words.get(last + 1)?;
    let gap = text.between(words[last].span.end, next.span.start);
    let bracketed = gap == " (";
    let aged = matches!(gap, " " | ", ") && next.span.of(text.source) == "aged";
    let number = if bracketed { next } else { words.get(last + 2).filter(|_| aged)? };
    let after = text.between(number.span.end, text.source.len() as u32);
    let whole = number.span.len() <= 2 && number.span.of(text.source).bytes().all(|byte| byte.is_ascii_digit());
    let ends = if bracketed {
        after.starts_with([')', ','])
    } else {
        after.starts_with([',', '.', ')', ' ', '\n']) && !after.starts_with(" m") && !after.starts_with(" w") && !after.starts_with(" d")
    };
    (whole && ends).then_some(number)
}

fn years(born: Date, on: Date) -> i32 {
    let before_birthday = (on.month(), on.day()) < (born.month(), born.day());
    i32::from(on.year()) - i32::from(born.year()) - i32::from(before_birthday)
}
