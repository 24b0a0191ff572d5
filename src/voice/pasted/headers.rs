//! Blocks of mail headers and the lines that name the writer of a quoted mail, both known by their colons.

use crate::text::Span;

/// A header's name, its colon and its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Header {
    pub(super) name: Name,
    /// From the marks before the name to behind the colon.
    pub(super) label: Span,
}

/// The headers that mail programs write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Name {
    From,
    To,
    Date,
    Subject,
    /// Names that no form of a record has.
    Telling,
    /// Names that stand in invitations and in forms alike.
    Other,
}

const NAMES: &[(&str, Name)] = &[
    ("from", Name::From),
    ("to", Name::To),
    ("date", Name::Date),
    ("subject", Name::Subject),
    ("sent", Name::Telling),
    ("cc", Name::Telling),
    ("bcc", Name::Telling),
    ("importance", Name::Telling),
    ("attachments", Name::Telling),
    ("attachment", Name::Telling),
    ("sensitivity", Name::Telling),
    ("reply-to", Name::Telling),
    ("message-id", Name::Telling),
    ("organizer", Name::Telling),
    ("attendees", Name::Telling),
    ("return-path", Name::Telling),
    ("delivered-to", Name::Telling),
    ("in-reply-to", Name::Telling),
    ("references", Name::Other),
    ("mime-version", Name::Telling),
    ("content-type", Name::Telling),
    ("content-transfer-encoding", Name::Telling),
    ("x-mailer", Name::Telling),
    ("x-from", Name::Telling),
    ("x-to", Name::Telling),
    ("x-cc", Name::Telling),
    ("x-bcc", Name::Telling),
    ("x-folder", Name::Telling),
    ("x-origin", Name::Telling),
    ("x-filename", Name::Telling),
    ("sender", Name::Other),
    ("priority", Name::Other),
    ("received", Name::Other),
    ("location", Name::Other),
    ("when", Name::Other),
    ("where", Name::Other),
    ("start", Name::Other),
    ("end", Name::Other),
    ("as", Name::Other),
];

/// Longest name of a header, and the furthest that the next one's name may stand behind its colon, without and with a
/// list of addresses between.
const LONGEST_NAME: usize = 25;
const NEXT: usize = 170;
const NEXT_ADDRESSES: usize = 1600;

/// Most headers of a block.
const MOST_HEADERS: usize = 40;

/// A block of headers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Block {
    /// From the first name to behind the colon of the last: what follows on its line may be the mail itself.
    pub(super) span: Span,
    /// The value of `From`.
    pub(super) from: Option<Span>,
    /// The value of `To`.
    pub(super) to: Option<Span>,
}

/// Every header name with its colon, in order.
pub(super) fn headers(source: &str) -> Vec<Header> {
    let bytes = source.as_bytes();
    memchr::memchr_iter(b':', bytes).filter_map(|colon| header(source, colon)).collect()
}

fn header(source: &str, colon: usize) -> Option<Header> {
    let bytes = source.as_bytes();
    let mut end = colon;
    while end > 0 && matches!(bytes[end - 1], b' ' | b'*' | b'_') && colon - end < 4 {
        end -= 1;
    }
    let mut start = end;
    while start > 0 && end - start <= LONGEST_NAME && (bytes[start - 1].is_ascii_alphabetic() || bytes[start - 1] == b'-') {
        start -= 1;
    }
    let word = source.get(start..end)?.trim_start_matches('-');
    let start = end - word.len();
    let &(_, name) = NAMES.iter().find(|(name, _)| name.eq_ignore_ascii_case(word))?;
    let mut before = start;
    while before > 0 && matches!(bytes[before - 1], b' ' | b'\t' | b'*' | b'_' | b'>' | b'|') {
        before -= 1;
    }
    let heads_line = before == 0 || matches!(bytes[before - 1], b'\n' | b'\r');
    let apart = before < start || bytes.get(before.wrapping_sub(1)).is_some_and(|byte| matches!(byte, b'\n' | b'\r' | b';' | b'"'));
    if !(heads_line || apart && word.starts_with(|first: char| first.is_ascii_uppercase())) {
        return None;
    }
    // The marks of bold letters and of quoting belong to the label, the spaces before them do not.
    let label = if heads_line {
        before + (source[before..start].len() - source[before..start].trim_start().len())
    } else {
        start - stars(bytes, start)
    };
    let after = colon + 1 + bytes[colon + 1..].iter().take_while(|byte| matches!(byte, b'*' | b'_')).count();
    Some(Header { name, label: Span::new(label, after) })
}

fn stars(bytes: &[u8], at: usize) -> usize {
    bytes[..at].iter().rev().take(2).take_while(|byte| matches!(byte, b'*' | b'_')).count()
}

/// The blocks of headers that only mail has.
pub(super) fn blocks(source: &str, headers: &[Header]) -> Vec<Block> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < headers.len() {
        let mut end = at + 1;
        while end < headers.len() && goes_on(source, &headers[at..end], &headers[end]) {
            end += 1;
        }
        if let Some(block) = block(source, &headers[at..end]) {
            found.push(block);
        }
        at = end;
    }
    found
}

/// Whether a header belongs to the block of those before it.
fn goes_on(source: &str, block: &[Header], next: &Header) -> bool {
    let last = block[block.len() - 1];
    let twice = |header: &Header| header.name == next.name && matches!(next.name, Name::From | Name::Subject);
    let length = next.label.start.saturating_sub(last.label.end) as usize;
    if block.len() >= MOST_HEADERS || block.iter().any(twice) || length > NEXT_ADDRESSES {
        return false;
    }
    let value = Span { start: last.label.end, end: next.label.start.max(last.label.end) }.of(source);
    let addresses = value.contains(['@', ';']);
    let lines = value.lines().filter(|line| !line.trim_matches(['>', ' ', '*', '\t']).is_empty()).count();
    (addresses || length <= NEXT && lines <= 2) && (next.name != Name::Other || lines <= 1)
}

fn block(source: &str, headers: &[Header]) -> Option<Block> {
    let has = |name: Name| headers.iter().any(|header| header.name == name);
    let (first, last) = (headers[0], headers[headers.len() - 1]);
    let end = line_end(source, last.label.end as usize);
    let span = Span::new(first.label.start as usize, end);
    let value_of = |index: usize| {
        let stop = headers.get(index + 1).map_or(end, |next| next.label.start as usize);
        trimmed(source, headers[index].label.end as usize, stop)
    };
    let count = headers.iter().filter(|header| header.name != Name::Other).count();
    if count < 2 {
        return None;
    }
    let values = || (0..headers.len()).map(value_of);
    let telling = has(Name::Telling) || has(Name::Subject);
    let address = values().any(|value| is_address(head(value.of(source))));
    let answered = headers.iter().zip(values()).any(|(header, value)| header.name == Name::Subject && is_answer(value.of(source)));
    let stamped = headers
        .iter()
        .zip(values())
        .any(|(header, value)| matches!(header.name, Name::Date | Name::Telling) && has_clock(value.of(source)));
    let strong = address || answered || has(Name::Telling) && stamped;
    let named = |name: Name| headers.iter().position(|header| header.name == name).map(value_of);
    let from = named(Name::From);
    let mail = if from.is_some() {
        telling && (strong || count >= 3) || address && count >= 2 && (has(Name::To) || has(Name::Date))
    } else {
        has(Name::To) && has(Name::Subject) && (address || answered || has(Name::Telling))
            || has(Name::Telling) && has(Name::Subject) && (strong || count >= 4)
    };
    let form = !strong && in_form(source, span) || summed_up(source, span);
    (mail && !form).then(|| Block { span: first.label.to(last.label), from, to: named(Name::To) })
}

/// The value of a header without the marks and white space round it.
fn trimmed(source: &str, start: usize, end: usize) -> Span {
    let value = source.get(start..end).unwrap_or_default();
    let bare = value.trim_start_matches([' ', '\t', '*', '_']);
    let start = start + value.len() - bare.len();
    let bare = bare.lines().next().unwrap_or_default().trim_end_matches([' ', '\t', '*', '_', '>']);
    Span::new(start, start + bare.len())
}

/// Furthest that the end or the start of a line is looked for, so that a note of one line costs no more than another.
const LONGEST_LINE: usize = 2000;

pub(super) fn line_end(source: &str, at: usize) -> usize {
    let end = source.ceil_char_boundary(source.len().min(at + LONGEST_LINE));
    memchr::memchr2(b'\n', b'\r', &source.as_bytes()[at..end]).map_or(end, |length| at + length)
}

pub(super) fn line_start(source: &str, at: usize) -> usize {
    let start = source.floor_char_boundary(at.saturating_sub(LONGEST_LINE));
    memchr::memrchr2(b'\n', b'\r', &source.as_bytes()[start..at]).map_or(start, |before| start + before + 1)
}

/// A name, the mark of an address, and a host with a dot.
pub(super) fn is_address(value: &str) -> bool {
    let bytes = value.as_bytes();
    memchr::memchr_iter(b'@', bytes).any(|at| {
        let host = &bytes[at + 1..];
        let length = host.iter().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.')).count();
        at > 0 && bytes[at - 1].is_ascii_alphanumeric() && host[..length].contains(&b'.')
    })
}

/// As much of a value as is looked at.
fn head(value: &str) -> &str {
    &value[..value.floor_char_boundary(value.len().min(200))]
}

/// `RE:`, `FW:`, `Fwd:` or a mark in square brackets.
fn is_answer(subject: &str) -> bool {
    ["re:", "fw:", "fwd:", "re :", "automatic reply", "undeliverable", "accepted:", "declined:", "["]
        .iter()
        .any(|lead| starts_with(subject, lead))
}

fn starts_with(text: &str, lead: &str) -> bool {
    text.get(..lead.len()).is_some_and(|start| start.eq_ignore_ascii_case(lead))
}

/// A clock time such as `10:32` or `9.05`, with a digit on both sides.
pub(super) fn has_clock(value: &str) -> bool {
    let bytes = &value.as_bytes()[..value.len().min(80)];
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    (1..bytes.len()).any(|at| bytes[at] == b':' && digit(at - 1) && digit(at + 1) && digit(at + 2))
}

/// Whether fields of another form stand right beside the headers.
fn in_form(source: &str, span: Span) -> bool {
    let before = source[..span.start as usize].trim_end_matches([' ', '>', '*', '_']);
    let above = before.strip_suffix('\n').map(|before| before.trim_end_matches('\r')).unwrap_or_default();
    let above = &above[line_start(above, above.len())..];
    let below = source[span.end as usize..].trim_start_matches('\r').strip_prefix('\n').unwrap_or_default();
    let below = &below[..line_end(below, 0)];
    [above, below].iter().any(|line| crate::text::label(line.trim_start_matches(['>', ' '])).is_some_and(|label| label.len() < 30))
}

/// Labels behind a block of headers under which a worker sums a mail up.
const SUMMED_UP: &[&str] = &["summary", "outcome", "discussion", "actions", "action", "purpose", "narrative", "gist"];

fn summed_up(source: &str, span: Span) -> bool {
    let below = source[span.end as usize..].trim_start();
    let own = &source[span.range()];
    let named = |line: &str| crate::text::label(line).is_some_and(|label| SUMMED_UP.iter().any(|word| starts_with(label, word)));
    named(&below[..line_end(below, 0)])
        || own.len() < 600
            && own
                .split(' ')
                .any(|word| word.strip_suffix(':').is_some_and(|word| SUMMED_UP.iter().any(|one| one.eq_ignore_ascii_case(word))))
}

/// Furthest that the head of `On … wrote:` may stand before its end.
const LONGEST_ATTRIBUTION: usize = 260;
/// What stands before the colon of a line that names the writer of what follows.
const WROTE: &[&str] = &["wrote", "writes", "schrieb", "écrit"];

/// The lines that name the writer of a quoted mail, `On … wrote:`, `… <address> wrote:` and `… <address>:`.
pub(super) fn attributions(source: &str) -> Vec<Span> {
    let bytes = source.as_bytes();
    let mut found: Vec<Span> = Vec::new();
    for colon in memchr::memchr_iter(b':', bytes) {
        let before = source[..colon].trim_end_matches([' ', '*']);
        let named = before.ends_with('>');
        if !named && !WROTE.iter().any(|word| before.ends_with(word)) {
            continue;
        }
        let floor =
            found.last().map_or(0, |last| last.end as usize).max(source.floor_char_boundary(colon.saturating_sub(LONGEST_ATTRIBUTION)));
        let Some(window) = source.get(floor..colon) else { continue };
        if let Some(start) = attribution(window, named) {
            found.push(Span::new(floor + start, colon + 1));
        }
    }
    found
}

/// Where in a window that ends with `wrote` or an address the attribution begins, if it is one.
fn attribution(window: &str, named: bool) -> Option<usize> {
    let tail = || window[..window.len()].lines().last().unwrap_or_default();
    // The last "On" with a digit close behind it.
    let on = window.rmatch_indices("On ").map(|(at, _)| at).find(|&at| {
        let free = at == 0 || window[..at].ends_with(['\n', ' ', '\r', '>', '.', '-']);
        free && window[at + 3..].bytes().take(14).any(|byte| byte.is_ascii_digit()) && window[at..].lines().count() <= 4
    });
    if let Some(at) = on
        && (is_address(&window[at..]) || has_clock(&window[at..]))
        && !named
    {
        let dashes = window[..at].trim_end_matches(['-', ' ']);
        let dashed = window[dashes.len()..at].contains("--");
        return Some(if dashed { dashes.len() } else { at });
    }
    let line = tail().trim_start_matches(['>', ' ']);
    let dated = line.starts_with(|first: char| first.is_ascii_digit()) && has_clock(line);
    let angled = line.contains('<') && is_address(line);
    if !angled || !dated && named {
        return None;
    }
    let line_start = window.len() - line.len();
    if dated {
        return Some(line_start);
    }
    // The name before the address: in quotation marks, or words with capitals.
    let before = line[..line.rfind('<')?].trim_end();
    let name = match before.strip_suffix(['"', '”']) {
        Some(inside) => inside.rfind(['"', '“']).map_or(0, |at| before.len() - at),
        None => before
            .split(' ')
            .rev()
            .take(4)
            .take_while(|word| word.starts_with(char::is_uppercase))
            .map(|word| word.len() + 1)
            .sum::<usize>()
            .saturating_sub(1),
    };
    Some(line_start + before.len() - name)
}
