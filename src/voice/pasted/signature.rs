//! Signatures: how far one reaches on a line, and whether a line is part of one.

use super::marks::Tags;
use super::units::Unit;
use crate::text::{Shape, Text, Word};

/// Small words inside names of posts and organisations, and kisses.
const SMALL: &[&str] =
    &["of", "and", "the", "for", "in", "at", "to", "on", "x", "xx", "xxx", "de", "van", "pp", "ext", "am", "pm", "or", "a", "an", "by"];

/// The longest signature on one line, in words.
const LONGEST: usize = 70;

/// Where a signature that begins at an offset ends on its line: names, posts, numbers and addresses go on, the first
/// sentence in small letters ends it.
pub(super) fn end(text: &Text<'_>, from: u32) -> u32 {
    let line_end = super::headers::line_end(text.source, from as usize) as u32;
    let first = text.word_from(from);
    // The end if the sentence began with the last capital.
    let mut end = from;
    let mut fallback = from;
    let mut bracket = false;
    for (index, word) in text.words[first..].iter().take(LONGEST).enumerate() {
        if word.span.start >= line_end {
            return line_end;
        }
        let gap = text.between(end.max(from), word.span.start);
        bracket = (bracket || gap.contains('(')) && !gap.contains(')');
        let bytes = text.source.as_bytes();
        let joined = |at: u32| {
            let at = at as usize;
            bytes.get(at).is_some_and(|byte| b"@./_-".contains(byte)) && bytes.get(at + 1).is_some_and(u8::is_ascii_alphanumeric)
        };
        let part = joined(word.span.end)
            || index > 0 && text.words[first + index - 1].span.end + 1 == word.span.start && joined(word.span.start - 1);
        let content = word.span.of(text.source);
        if word.shape == Shape::Lower && !part && !bracket && !SMALL.contains(&content) {
            return fallback;
        }
        // A sentence may begin with any capital behind a stop, a number or an address, and else with the one just read.
        let capital = matches!(word.shape, Shape::Capitalised | Shape::Capitals | Shape::Mixed);
        if capital && !(bracket || part) {
            fallback = end;
        }
        end = word.span.end;
    }
    if first + LONGEST >= text.words.len() { line_end } else { fallback }
}

/// Longest line of a signature, in bytes.
const LONGEST_LINE: usize = 70;

/// Whether a line can belong to a signature by its looks: short, and made of names, numbers and addresses.
pub(super) fn is_line(text: &Text<'_>, unit: &Unit) -> bool {
    let content = unit.span.of(text.source);
    let words = unit.words(text);
    if unit.tags.has(Tags::DEVICE.or(Tags::FOOTER)) || is_contact(text, unit) {
        return content.len() < 400;
    }
    if content.len() > LONGEST_LINE || content.ends_with(['?', ':']) || words.is_empty() {
        return content.len() <= LONGEST_LINE && words.is_empty();
    }
    let small = words.iter().filter(|word| word.shape == Shape::Lower && !SMALL.contains(&word.span.of(text.source))).count();
    small == 0 && !content.ends_with('.') || unit.tags.has(Tags::TITLE) && small <= 2 && !content.ends_with('.')
}

/// Whether a line says how to reach somebody.
pub(super) fn is_contact(text: &Text<'_>, unit: &Unit) -> bool {
    let content = unit.span.of(text.source);
    let phone = || {
        let digits = unit.words(text).iter().filter(|word| word.shape == Shape::Digits);
        digits
            .map(|word| word.span.of(text.source))
            .filter(|word| word.bytes().all(|byte| byte.is_ascii_digit()))
            .map(str::len)
            .sum::<usize>()
            >= 9
    };
    super::headers::is_address(content)
        || content.contains("www.")
        || content.contains("http")
        || unit.tags.has(Tags::CONTACT)
        || content.bytes().filter(|&byte| byte == b'|').count() >= 2
        || content.len() < 160 && phone()
}

/// Whether a short line can be the name that ends a mail: `Pam`, `Dee and Gwyn`, `P.`, `mrs s dunn`.
pub(super) fn is_name(text: &Text<'_>, unit: &Unit) -> bool {
    let words = unit.words(text);
    let content = unit.span.of(text.source);
    let name = |word: &Word| word.shape != Shape::Digits && (word.shape != Shape::Lower || SMALL.contains(&word.span.of(text.source)));
    (1..=4).contains(&words.len())
        && words[0].shape != Shape::Lower
        && words.iter().all(name)
        && !content.ends_with([':', '?', ','])
        && !(content.ends_with('.') && content.len() > 4)
        && !matches!(words[0].span.of(text.source), "Yes" | "No" | "Ok" | "OK" | "Thanks" | "Sorry" | "I")
}

/// Whether a line holds a word of a sender's name, or is their initials.
pub(super) fn is_sender(text: &Text<'_>, words: &[Word], sender: &str) -> bool {
    let initials = |word: &str| {
        let letters: Vec<u8> =
            sender.split([' ', ',', '.']).filter_map(|part| part.bytes().next()).filter(u8::is_ascii_uppercase).collect();
        word.len() == 1 && letters.contains(&word.as_bytes()[0]) || word.len() > 1 && word.as_bytes() == letters
    };
    words.iter().any(|word| {
        let word = word.span.of(text.source);
        let part = |part: &str| part.len() > 2 && part.eq_ignore_ascii_case(word);
        sender.split([' ', ',', '.', '@', '<', '(', ')', '_', '"']).any(part) || initials(word)
    })
}
