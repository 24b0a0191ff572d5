//! Whether a greeting and its signature without headers are mail, or the note's own: a record may be a letter to its child.

use super::mail::{Reader, Walk};
use super::marks::Tags;
use super::signature;

/// What a mail's signs have to add up to.
const ENOUGH: i32 = 6;

/// Whether what was read from a greeting to a signature was copied in.
pub(super) fn is_mail(reader: &Reader<'_>, start: usize, greeting: usize, walk: &Walk) -> bool {
    let lead = start > 0 && reader.units[start - 1].tags.has(Tags::LEAD) && reader.units[start - 1].words(reader.text).len() <= 25;
    points(reader, greeting, walk.signed, walk.end) + 2 * i32::from(lead) + 4 * i32::from(start < greeting) >= ENOUGH
}

/// Whether a greeting behind a mail begins a further one.
pub(super) fn further(reader: &Reader<'_>, at: usize) -> bool {
    let units = &reader.units[at..];
    let signed = units.iter().skip(1).position(|unit| unit.leads.has(Tags::CLOSING.or(Tags::THANKS))).map(|index| at + 1 + index);
    points(reader, at, signed, (signed.unwrap_or(at) + 5).min(reader.units.len())) >= ENOUGH
}

fn points(reader: &Reader<'_>, greeting: usize, signed: Option<usize>, end: usize) -> i32 {
    let Some(signed) = signed else { return 0 };
    let units = &reader.units;
    let tagged = |from: usize, to: usize, tags: Tags, most: usize| {
        let (from, to) = (units[from].span.start, units[to.max(from + 1) - 1].span.end);
        let first = reader.marks.all.partition_point(|mark| mark.span.start < from);
        reader.marks.all[first..]
            .iter()
            .take_while(|mark| mark.span.start < to)
            .filter(|mark| mark.tags.has(tags))
            .take(most)
            .fold(0, |count, _| count + 1)
    };
    let closing = if units[signed].leads.has(Tags::CLOSING) { 3 } else { 2 };
    let device = 4 * tagged(signed, end, Tags::DEVICE, 1);
    let footer = 4 * tagged(signed, end, Tags::FOOTER, 1);
    let contact = 2 * i32::from(units[signed..end].iter().any(|unit| signature::is_contact(reader.text, unit)));
    let title = tagged(signed, end, Tags::TITLE, 1);
    let body = tagged(greeting, end, Tags::BODY, 3);
    let letter = 2 * tagged(greeting, end, Tags::LETTER, 5);
    2 + closing + device + footer + contact + title + body - letter
}
