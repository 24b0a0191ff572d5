//! One person's name spelt in two ways: `Aidan` and `Aiden`, `Mr Kowalski` and `Mr Kowalksi`.
//!
//! Two names that look alike are mostly two people, such as Ella and Ellie. So a spelling is raised only where something
//! ties the two together: both are spellings of one name (`spellings.toml`), or the same title or first name stands before.

use crate::finding::Severity;
use crate::lexicon::Hit;
use crate::rules::{Check, Declaration, Note, Principle, Sink};
use crate::text::{Shape, Span, Word};
use crate::voice::Voice;

/// The declaration of `respect/name-spelling`.
pub const RULE: Declaration = Declaration {
    summary: "“Aidan” here and “Aiden” there: one person’s name spelt in two ways",
    principle: Principle::Respectful,
    severity: Severity::Warning,
    checks: &[Check::Note(check)],
    options: &[],
};

const MESSAGE: &str = "This name is spelt in another way elsewhere in the note. Check it with the family, and spell it one way throughout.";

fn check(note: &Note<'_>, sink: &mut Sink<'_>) {
    spellings(note, sink);
    surnames(note, sink);
    doubled(note, sink);
}

/// A name at one place, as both checks compare it.
#[derive(Clone, Copy)]
struct Use<'n> {
    /// What ties it to another: the entry of the list, or the title or first name before it.
    anchor: (u32, &'n str),
    /// As it is spelt.
    spelt: &'n str,
    span: Span,
    sentence: u32,
    /// What stands behind a first name: a surname, or nothing.
    surname: &'n str,
}

/// Spellings of one name, as the list groups them.
fn spellings(note: &Note<'_>, sink: &mut Sink<'_>) {
    let Some(list) = note.lexicon.list("spellings") else { return };
    let text = note.text;
    let capital = |hit: &&Hit| hit.span.of(text.source).starts_with(char::is_uppercase);
    let mut uses: Vec<Use<'_>> = note
        .hits
        .of(list)
        .iter()
        .filter(capital)
        .map(|hit| Use {
            anchor: (hit.entry, ""),
            spelt: bare(hit.span.of(text.source)),
            span: hit.span,
            sentence: hit.sentence,
            surname: surname(hit.span, note),
        })
        .collect();
    judge(&mut uses, note, sink, |_, _| true);
}

/// The capitalised word right behind a first name.
fn surname<'n>(first: Span, note: &Note<'n>) -> &'n str {
    let text = note.text;
    let next = text.words.get(text.word_from(first.end));
    let follows = |word: &&Word| matches!(word.shape, Shape::Capitalised | Shape::Mixed) && text.between(first.end, word.span.start) == " ";
    next.filter(follows).map_or("", |word| bare(word.span.of(text.source)))
}

/// Shortest surname in which one letter can be a slip.
const LONG: usize = 5;

/// Surnames that differ by one letter behind the same title or first name.
fn surnames(note: &Note<'_>, sink: &mut Sink<'_>) {
    let text = note.text;
    let mut uses: Vec<Use<'_>> = Vec::new();
    for first in text.capitals_in(0..text.words.len()) {
        let Some(pair) = text.words.get(first..first + 2) else { break };
        let names = pair.iter().all(|word| matches!(word.shape, Shape::Capitalised | Shape::Mixed));
        if !names {
            continue;
        }
        let spelt = pair[1].span.of(text.source);
        if spelt.len() >= LONG && matches!(text.between(pair[0].span.end, pair[1].span.start), " " | ". ") {
            let sentence = text.sentence_at(pair[1].span.start).map_or(0, |index| index as u32);
            let anchor = (0, pair[0].span.of(text.source));
            uses.push(Use { anchor, spelt: bare(spelt), span: pair[1].span, sentence, surname: "" });
        }
    }
    judge(&mut uses, note, sink, |one, other| {
        one.len() >= LONG && other.len() >= LONG && one_slip(one, other) && note.voices.is_name(one) && note.voices.is_name(other)
    });
}

/// First names that differ by a letter written twice: `Hilary` and `Hillary`. Hardly any two names differ by that alone.
fn doubled(note: &Note<'_>, sink: &mut Sink<'_>) {
    let text = note.text;
    let long = |word: &&Word| matches!(word.shape, Shape::Capitalised) && word.span.len() > LONG;
    let capitals = text.capitals_in(0..text.words.len()).map(|index| &text.words[index]);
    let mut words: Vec<(&str, Span)> = capitals.filter(long).map(|word| (bare(word.span.of(text.source)), word.span)).collect();
    words.sort_unstable();
    let spelt: Vec<&[(&str, Span)]> = words.chunk_by(|one, next| one.0 == next.0).collect();
    for pair in spelt.windows(2).filter(|pair| differ_by_doubling(pair[0][0].0, pair[1][0].0)) {
        // A capital inside a sentence shows that it is a name.
        let inside = |uses: &&[(&str, Span)]| uses.iter().any(|(_, span)| !opens_sentence(*span, note));
        if pair.iter().all(|uses| inside(uses) && note.voices.is_name(uses[0].0)) {
            let mut uses = Vec::new();
            for &(spelt, span) in pair.iter().copied().flatten() {
                let sentence = text.sentence_at(span.start).map_or(0, |index| index as u32);
                uses.push(Use { anchor: (0, ""), spelt, span, sentence, surname: surname(span, note) });
            }
            judge(&mut uses, note, sink, |_, _| true);
        }
    }
}

fn opens_sentence(span: Span, note: &Note<'_>) -> bool {
    note.text.sentence_at(span.start).is_some_and(|index| note.text.sentences[index].span.start == span.start)
}

/// Whether two spellings are the same once letters that stand twice are written once.
fn differ_by_doubling(one: &str, other: &str) -> bool {
    fn once(word: &str) -> impl Iterator<Item = u8> {
        word.as_bytes().chunk_by(|letter, next| letter == next).map(|run| run[0].to_ascii_lowercase())
    }
    !one.eq_ignore_ascii_case(other) && once(one).eq(once(other))
}

/// How many spellings behind one anchor are compared: a note with more is a list of people.
const MOST: usize = 12;

/// Reports the rarer of two spellings that belong to one person.
fn judge<'n>(uses: &mut [Use<'n>], note: &Note<'n>, sink: &mut Sink<'_>, alike: impl Fn(&str, &str) -> bool) {
    uses.sort_by_cached_key(|one| (one.anchor, one.spelt.to_ascii_lowercase(), one.span.start));
    for group in uses.chunk_by(|one, next| one.anchor == next.anchor) {
        let spelt: Vec<&[Use<'_>]> = group.chunk_by(|one, next| one.spelt.eq_ignore_ascii_case(next.spelt)).collect();
        if spelt.len() < 2 || spelt.len() > MOST {
            continue;
        }
        for rare in &spelt {
            let usual = spelt
                .iter()
                .filter(|usual| usual.len() > rare.len() || usual.len() == rare.len() && usual[0].span.start < rare[0].span.start);
            let twin = usual
                .filter(|usual| alike(usual[0].spelt, rare[0].spelt) && same_person(usual, rare, note))
                .max_by_key(|usual| usual.len());
            if let Some(twin) = twin {
                for one in rare.iter().filter(|one| note.voices.at(one.span) == Voice::Author) {
                    sink.report(one.span, MESSAGE).beside(twin[0].span);
                }
            }
        }
    }
}

/// Whether nothing shows that two spellings are two people: other surnames, other roles, both in one sentence.
fn same_person(usual: &[Use<'_>], rare: &[Use<'_>], note: &Note<'_>) -> bool {
    let together = rare.iter().any(|one| usual.binary_search_by_key(&one.sentence, |other| other.sentence).is_ok());
    let (one, other) = (surname_of(usual), surname_of(rare));
    let apart = one.is_some() && other.is_some() && one != other;
    let tied = one.is_some() && one == other || usual.len() >= 2 * rare.len() || !usual[0].anchor.1.is_empty() && usual.len() > rare.len();
    tied && !apart && !together && !two_roles(usual[0], rare[0], note)
}

/// The surname that stands behind any of the uses.
fn surname_of<'n>(uses: &[Use<'n>]) -> Option<&'n str> {
    uses.iter().map(|one| one.surname).find(|surname| !surname.is_empty())
}

/// Whether both spellings are introduced, as different people: "Smith (SW)" and "Smyth (HV)".
fn two_roles(one: Use<'_>, other: Use<'_>, note: &Note<'_>) -> bool {
    let role = |used: Use<'_>| note.voices.cast().called(used.spelt).and_then(|member| member.role).map(|role| note.text.folded_of(role));
    matches!((role(one), role(other)), (Some(one), Some(other)) if one != other)
}

fn bare(word: &str) -> &str {
    word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word)
}

/// Whether one letter was left out, put in, changed, or two were swapped; a plural is none.
fn one_slip(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() <= other.len() { (one.as_bytes(), other.as_bytes()) } else { (other.as_bytes(), one.as_bytes()) };
    let same = short.iter().zip(long).take_while(|(left, right)| left == right).count();
    let (left, right) = (&short[same..], &long[same..]);
    match long.len() - short.len() {
        0 => {
            let swapped = left.len() >= 2 && left[0] == right[1] && left[1] == right[0] && left[2..] == right[2..];
            same > 0 && !left.is_empty() && (left[1..] == right[1..] || swapped)
        }
        1 => same > 0 && left == &right[1..] && !(left.is_empty() && right[0] == b's'),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::one_slip;

    #[test]
    fn slips() {
        for (one, other) in [("Kowalski", "Kowalksi"), ("Whitehead", "Whitehed"), ("Pettifer", "Pettifar")] {
            assert!(one_slip(one, other) && one_slip(other, one), "{one} {other}");
        }
        for (one, other) in [("Visit", "Visits"), ("Harris", "Harrison"), ("Khan", "Mann"), ("Hill", "Hill"), ("Smith", "Smythe")] {
            assert!(!one_slip(one, other) && !one_slip(other, one), "{one} {other}");
        }
    }
}
