//! Letters explained where they stand: `Child in Need (CIN)`, `CIN (Child in Need)`, `known as CIN`, `CIN stands for`.
//!
//! After Schwartz and Hearst (2003), with the other order and the spoken forms that their method leaves out.

use super::{Span, Word};

/// Words before letters, or behind them, which say that they are being explained.
const NAMED_BEFORE: &[&str] = &["known as", "called a", "called an", "called the", "or", "short for", "abbreviated to", "referred to as"];
const NAMED_AFTER: &[&str] = &[
    "stands for",
    "which stands for",
    "which is a",
    "which is an",
    "which is the",
    "which means",
    "means",
    "meaning",
    "this is a",
    "that is a",
    "i.e",
    "short for",
    "=",
];

/// Longest explanation in brackets, in bytes.
const LONGEST_GLOSS: usize = 200;

/// Whether letters are explained right where they stand.
///
/// ```
/// use casenote::text::{Span, explained, words};
/// let at = |text: &str, letters: &str| {
///     let start = text.find(letters).unwrap();
///     explained(text, &words(text), Span::new(start, start + letters.len()))
/// };
/// assert!(at("a Child in Need (CIN) plan", "CIN"));
/// assert!(at("the CIN (Child in Need) plan", "CIN"));
/// assert!(!at("the CIN plan (see file)", "CIN"));
/// ```
pub fn explained(text: &str, words: &[Word], letters: Span) -> bool {
    let before = text[..letters.start as usize].trim_end_matches(['"', '“', '\'', '‘', '*']);
    let after = text[letters.end as usize..].trim_start_matches(['"', '”', '\'', '’', '*', 's']);
    let short: Vec<u8> = letters.of(text).bytes().filter(u8::is_ascii_alphanumeric).map(|byte| byte.to_ascii_lowercase()).collect();
    let first = words.partition_point(|word| word.span.start < letters.start);
    if let Some(opened) = before.strip_suffix('(').or_else(|| before.strip_suffix('[')) {
        let named = opened.trim_end();
        if spells(text, &words[..first], &short) && words[..first].last().is_some_and(|word| word.span.end as usize + 2 >= named.len()) {
            return true;
        }
    }
    if let Some(inside) = after.trim_start().strip_prefix(['(', '[']) {
        let inside = &inside[..inside.floor_char_boundary(LONGEST_GLOSS)];
        let inside = &inside[..inside.find([')', ']']).unwrap_or(0)];
        let starts: Vec<u8> =
            inside.split([' ', '-', '/']).filter_map(|word| word.bytes().next()).map(|byte| byte.to_ascii_lowercase()).collect();
        // The words spell the letters, or tell what they are: "DASH (a list of questions about risk)".
        let tells = starts.len() >= 3 && ["a ", "an ", "the "].iter().any(|article| inside.starts_with(article));
        if tells || starts.len() >= 2 && in_order(&short, &starts) {
            return true;
        }
    }
    let near = before.ceil_char_boundary(before.len().saturating_sub(40));
    let tail = format!(" {}", before[near..].trim_end_matches([' ', ',', '(']).to_ascii_lowercase());
    let named_before = NAMED_BEFORE.iter().any(|phrase| {
        tail.strip_suffix(phrase).is_some_and(|rest| rest.ends_with(' '))
            && (*phrase != "or" || spells(text, &words[..first.saturating_sub(1)], &short))
    });
    let head = after.trim_start_matches([' ', ',', '(', '-', '–']);
    let head = head[..head.floor_char_boundary(30)].to_ascii_lowercase();
    let named_after = |phrase: &&str| head.strip_prefix(*phrase).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
    named_before || NAMED_AFTER.iter().any(named_after)
}

/// Whether the letters are found among the initials in order, at most one left out.
fn in_order(short: &[u8], initials: &[u8]) -> bool {
    let mut initials = initials.iter();
    let found = short.iter().filter(|letter| initials.by_ref().any(|initial| initial == *letter)).count();
    found + 1 >= short.len().max(3)
}

/// Whether the words right before spell the letters by their initials, small words skipped.
fn spells(text: &str, words: &[Word], short: &[u8]) -> bool {
    let mut left = short.len();
    let mut skipped = 0;
    for word in words.iter().rev().take(short.len() + 4) {
        let Some(wanted) = left.checked_sub(1).map(|index| short[index]) else { break };
        let initial = word.span.of(text).as_bytes()[0].to_ascii_lowercase();
        if initial == wanted {
            left -= 1;
        } else {
            skipped += 1;
        }
    }
    // One letter may come from inside a word, as in "Special Educational Needs Co-ordinator (SENCO)".
    !short.is_empty() && (left == 0 || short.len() > 3 && left <= 2 && skipped <= 2)
}
