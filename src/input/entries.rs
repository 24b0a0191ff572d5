//! The entries of a file of text that holds many notes.
//!
//! A note is split only where the file itself says that another begins: a form feed, a ruled line over a dated head, or the same head
//! of fields again. Dated lines inside one note, as in a shift log or a chronology, are that note's.

use std::ops::Range;

use crate::text::label;

/// Shortest ruled line between entries, in characters.
const RULE: usize = 5;
/// Lines at the top of the file among which the head of an entry begins.
const TOP_LINES: usize = 4;
/// Fields of a head that are compared.
const HEAD_LINES: usize = 8;

/// Words of a label that begins an entry.
const OPENS: &[&str] =
    &["date", "entry", "note", "record", "recorded", "created", "event", "contact", "case", "type", "author", "worker", "child"];
/// Labels of a copied email's head, which comes again and again in one note.
const MAIL: &[&str] = &["from", "to", "sent", "subject", "cc"];

/// Where the entries of a text stand, in order; together they are the whole text.
///
/// ```
/// let text = "Date: 1 May 2024\nSeen at home.\n-----\nDate: 8 May 2024\nRang school.\n";
/// assert_eq!(casenote::input::entries(text).len(), 2);
/// ```
pub fn entries(text: &str) -> Vec<Range<usize>> {
    let starts = [fed(text), ruled(text), headed(text)].into_iter().find(|starts| starts.len() > 1).unwrap_or_else(|| vec![0]);
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect()
}

/// Lines with their offsets, without their ends.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split_inclusive('\n').map(move |line| {
        let start = at;
        at += line.len();
        (start, line.trim_end())
    })
}

/// Entries on pages of their own.
fn fed(text: &str) -> Vec<usize> {
    let pages = memchr::memchr_iter(b'\x0c', text.as_bytes()).map(|at| at + 1);
    let mut starts = vec![0];
    starts.extend(pages.filter(|at| !text[*at..].split('\x0c').next().unwrap_or_default().trim().is_empty()));
    starts
}

/// Entries under ruled lines, each of which begins with a date or a field.
fn ruled(text: &str) -> Vec<usize> {
    let is_rule = |line: &str| {
        let first = line.as_bytes().first().copied().filter(|byte| matches!(byte, b'-' | b'=' | b'_' | b'*' | b'~'));
        line.len() >= RULE && first.is_some_and(|first| line.bytes().all(|byte| byte == first))
    };
    let opens = |text: &str| {
        let head = text.lines().map(str::trim).find(|line| !line.is_empty());
        head.is_none_or(|head| is_dated(head) || label(head).is_some_and(opens_entry))
    };
    let mut starts = vec![0];
    starts.extend(lines(text).filter(|(_, line)| is_rule(line)).map(|(at, line)| at + line.len()));
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    let all_open = starts.iter().zip(ends).all(|(&start, end)| opens(&text[start..end]));
    if !all_open {
        return vec![0];
    }
    // A rule at the very top or end has nothing before or behind it.
    let empty = |at: usize| text[at..].trim().is_empty() || text[..at].trim_matches(['-', '=', '_', '*', '~', ' ', '\r', '\n']).is_empty();
    starts.retain(|&at| at == 0 || !empty(at));
    starts
}

/// Entries that begin with the same fields.
fn headed(text: &str) -> Vec<usize> {
    let top = lines(text).filter(|(_, line)| !line.is_empty()).take(TOP_LINES);
    let Some((first, opening)) = top.filter_map(|(at, line)| Some((at, label(line)?))).find(|(_, name)| opens_entry(name)) else {
        return vec![0];
    };
    let head = |at: usize| lines(&text[at..]).take(HEAD_LINES).map_while(|(_, line)| label(line)).skip(1);
    let others: Vec<&str> = head(first).collect();
    if others.is_empty() || others.iter().chain([&opening]).any(|name| MAIL.iter().any(|mail| name.eq_ignore_ascii_case(mail))) {
        return vec![0];
    }
    let mut starts = vec![0];
    let mut after_gap = false;
    for (at, line) in lines(text) {
        let again = after_gap && at > first && line.starts_with(opening) && label(line) == Some(opening);
        if again && head(at).any(|name| others.contains(&name)) {
            starts.push(at);
        }
        after_gap = line.is_empty();
    }
    starts
}

fn opens_entry(name: &str) -> bool {
    name.split_whitespace().any(|word| OPENS.iter().any(|known| word.eq_ignore_ascii_case(known)))
}

/// Whether a line says a day with its year, in figures or words.
fn is_dated(line: &str) -> bool {
    let parts: Vec<&str> = line.split(|mark: char| !mark.is_ascii_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let number = |part: &str, longest: usize| part.len() <= longest && part.bytes().all(|byte| byte.is_ascii_digit());
    let year = |part: &str| number(part, 4) && (part.len() == 2 || part.len() == 4 && (part.starts_with("20") || part.starts_with("19")));
    let day = |part: &str| number(part.trim_end_matches(char::is_alphabetic), 2) && part.starts_with(|first: char| first.is_ascii_digit());
    let month = |part: &str| number(part, 2) || part.len() >= 3 && part.bytes().all(|byte| byte.is_ascii_alphabetic());
    parts.windows(3).any(|three| {
        day(three[0]) && month(three[1]) && year(three[2]) || year(three[0]) && three[0].len() == 4 && number(three[1], 2) && day(three[2])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn firsts(text: &str) -> Vec<&str> {
        entries(text).into_iter().map(|range| text[range].trim().lines().next().unwrap_or_default()).collect()
    }

    #[test]
    fn a_file_is_split_where_it_says_so() {
        let table: &[(&str, &[&str])] = &[
            ("Visit 3 March\nMum was in.\n", &["Visit 3 March"]),
            ("Date: 1/2/2024\nWorker: Jo\n\nSeen.\n\nDate: 8/2/2024\nWorker: Jo\n\nSeen again.\n", &["Date: 1/2/2024", "Date: 8/2/2024"]),
            (
                "Case notes of Ada\n\nDate: 1/2/2024\nType: visit\nSeen.\n\nDate: 2/2/2024\nType: call\nRang.\n",
                &["Case notes of Ada", "Date: 2/2/2024"],
            ),
            ("1 March 2024, visit\nSeen.\n-----\n2 March 2024, call\nRang.\n", &["1 March 2024, visit", "2 March 2024, call"]),
            ("One.\n\x0cTwo.\n\x0c", &["One.", "Two."]),
        ];
        for (text, expected) in table {
            assert_eq!(firsts(text), *expected, "{text:?}");
        }
    }

    #[test]
    fn what_is_one_note_stays_one() {
        for text in [
            "",
            "1/3/2024 Seen at home.\n2/3/2024 Rang school.\n",
            "Visit 3 March 2024\n\nWhat I saw\n-----\nThe hall was clear.\n-----\nMy view\nFine.\n",
            "Date: 1/2/2024\nSeen.\n\nDate: next visit to be agreed\n",
            "From: Jo\nDate: 1/2/2024\nTo: Al\n\nHi\n\nFrom: Al\nDate: 2/2/2024\nTo: Jo\n\nHi\n",
        ] {
            assert_eq!(entries(text).len(), 1, "{text:?}");
        }
    }

    #[test]
    fn entries_are_the_whole_text() {
        let text = "Date: 1/2/2024\nType: a\n\nx\n\nDate: 1/2/2024\nType: a\n\ny";
        let found = entries(text);
        assert_eq!(found.len(), 2);
        assert_eq!(found.iter().map(|range| &text[range.clone()]).collect::<String>(), text);
    }
}
