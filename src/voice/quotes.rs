//! Quotation marks: straight and curly, double and British single, apostrophes sorted out, unclosed ones bounded.

use crate::text::{BlockKind, Span, Text, is_export_row};

/// Words that begin with an apostrophe in speech, so that the mark before them does not open a quotation.
const CLIPPED: &[&str] = &[
    "em", "til", "till", "cause", "cos", "cuz", "bout", "n", "tis", "twas", "er", "ere", "im", "ello", "round", "d", "s", "ll", "ve", "re",
    "t", "m",
];

/// The quoted spans of a text, marks included, in order and apart from each other.
pub(super) fn quotes(text: &Text<'_>) -> Vec<Span> {
    let mut found = Vec::new();
    for block in &text.blocks {
        if block.kind == BlockKind::Quoted {
            found.push(block.span);
            continue;
        }
        let content = block.span.of(text.source);
        if memchr::memchr3(b'"', b'\'', 0xe2, content.as_bytes()).is_some() {
            found.extend(in_block(content).into_iter().map(|(start, end)| {
                let offset = block.span.start as usize;
                Span::new(offset + start, offset + end)
            }));
        }
    }
    found
}

/// How far ahead a closing mark is looked for, in marks and in bytes: longer quotations are pasted text, and the bound
/// keeps the search linear.
const MARKS_AHEAD: usize = 60;
const BYTES_AHEAD: usize = 4000;

/// A quotation mark and its neighbours.
struct Mark {
    at: usize,
    after: usize,
    kind: Kind,
    before: Option<char>,
    next: Option<char>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Double,
    OpenDouble,
    CloseDouble,
    Single,
    OpenSingle,
}

fn in_block(content: &str) -> Vec<(usize, usize)> {
    let mut marks = marks(content);
    if is_export_row(content) {
        marks.retain(|mark| mark.kind != Kind::Double);
    }
    let mut spans = Vec::new();
    let mut index = 0;
    let mut from = 0;
    while index < marks.len() {
        let mark = &marks[index];
        index += 1;
        if mark.at < from || !opens(content, mark) {
            continue;
        }
        let double = matches!(mark.kind, Kind::Double | Kind::OpenDouble);
        let closing = marks[index..].iter().take(MARKS_AHEAD).enumerate().find(|(offset, other)| {
            if double { closes_double(mark, other) } else { closes_single(content, other, &marks[index + offset + 1..]) }
        });
        let end = match closing {
            Some((_, other)) => other.after,
            // A double quotation that is never closed is somebody's words to the end of the block.
            None if double => content.len(),
            None if mark.kind == Kind::OpenSingle => {
                window(&content[mark.after..]).find(['.', '!', '?']).map_or(content.len(), |stop| mark.after + stop + 1)
            }
            None => continue,
        };
        spans.push((mark.at, end));
        from = end;
    }
    spans
}

fn marks(content: &str) -> Vec<Mark> {
    let mut marks = Vec::new();
    // Only these bytes can begin a mark, and few places have one. Angled marks, by 0xc2, are in few notes.
    let bytes = content.as_bytes();
    let angled = memchr::memchr(0xc2, bytes).unwrap_or(bytes.len());
    let others = memchr::memchr3_iter(b'"', b'\'', 0xe2, &bytes[..angled]);
    let places = others.chain((angled..bytes.len()).filter(|&at| matches!(bytes[at], b'"' | b'\'' | 0xc2 | 0xe2)));
    for at in places {
        let Some(character) = content[at..].chars().next() else { break };
        let kind = match character {
            '"' => Kind::Double,
            '“' | '„' | '«' => Kind::OpenDouble,
            '”' | '»' => Kind::CloseDouble,
            '\'' | '’' => Kind::Single,
            '‘' => Kind::OpenSingle,
            _ => continue,
        };
        let after = at + character.len_utf8();
        marks.push(Mark { at, after, kind, before: content[..at].chars().next_back(), next: content[after..].chars().next() });
    }
    marks
}

/// Whether the place before a mark is one where a quotation can begin.
fn at_edge(before: Option<char>) -> bool {
    before.is_none_or(|before| {
        before.is_whitespace() || matches!(before, '(' | '[' | '{' | '-' | '–' | '—' | '/' | ':' | '"' | '“' | '‘' | '*' | '_')
    })
}

fn opens(content: &str, mark: &Mark) -> bool {
    let followed = mark
        .next
        .is_some_and(|next| next.is_alphanumeric() || matches!(next, '"' | '“' | '‘' | '£' | '…' | '.' | '*' | '_' | '[' | '(' | '?'));
    match mark.kind {
        Kind::OpenDouble | Kind::OpenSingle => true,
        Kind::CloseDouble => false,
        Kind::Double => at_edge(mark.before) && mark.next.is_some_and(|next| !next.is_whitespace()),
        Kind::Single => {
            let word: String = content[mark.after..].chars().take_while(|next| next.is_alphanumeric()).collect();
            let clipped = CLIPPED.contains(&word.to_ascii_lowercase().as_str());
            let decade = word.ends_with('s') && word.starts_with(|first: char| first.is_ascii_digit());
            at_edge(mark.before) && followed && !decade && (!clipped || closes_later(content, mark))
        }
    }
}

/// `'Cause he's horrible,' she said`: a clipped word opens a quotation when a mark behind punctuation closes it.
fn closes_later(content: &str, mark: &Mark) -> bool {
    let rest = window(&content[mark.after..]);
    [",'", ".'", "!'", "?'", ",’", ".’", "!’", "?’"].iter().any(|closer| rest.contains(closer))
}

/// The next stretch of a text.
fn window(rest: &str) -> &str {
    &rest[..rest.floor_char_boundary(BYTES_AHEAD)]
}

fn closes_double(open: &Mark, other: &Mark) -> bool {
    match other.kind {
        Kind::CloseDouble => true,
        Kind::Double => open.kind == Kind::Double && !(at_edge(other.before) && other.next.is_some_and(char::is_alphanumeric)),
        _ => false,
    }
}

fn closes_single(content: &str, other: &Mark, later: &[Mark]) -> bool {
    if other.kind != Kind::Single {
        return false;
    }
    let word_before = other.before.is_some_and(char::is_alphanumeric);
    let after_stop =
        other.before.is_some_and(|before| matches!(before, '.' | ',' | '!' | '?' | ';' | ':' | '…' | ')' | ']' | '—' | '*' | '_'));
    if other.next.is_some_and(char::is_alphanumeric) || !(word_before || after_stop) {
        return false;
    }
    // A plural possessive ("the boys' room") looks like a closer: it is one only if none comes later.
    let possessive = content[..other.at].ends_with('s')
        && content[other.after..].starts_with(' ')
        && content[other.after..].trim_start().starts_with(char::is_lowercase);
    !possessive
        || !later
            .iter()
            .take(MARKS_AHEAD)
            .take_while(|mark| mark.kind == Kind::Single && !at_edge(mark.before))
            .any(|mark| !mark.next.is_some_and(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quoted(content: &str) -> Vec<&str> {
        in_block(content).into_iter().map(|(start, end)| &content[start..end]).collect()
    }

    #[test]
    fn double_marks() {
        assert_eq!(quoted("Ella said \"no\" and “never again”."), ["\"no\"", "“never again”"]);
        assert_eq!(quoted("He is 5'10\" tall and calm"), Vec::<&str>::new());
        assert_eq!(quoted("Dad shouted \"you people are liars"), ["\"you people are liars"]);
    }

    #[test]
    fn single_marks_and_apostrophes() {
        assert_eq!(quoted("'I don't want to go to Nan's,' Ella said."), ["'I don't want to go to Nan's,'"]);
        assert_eq!(quoted("‘It’s not fair,’ he told me, ‘she’s lazy.’"), ["‘It’s not fair,’", "‘she’s lazy.’"]);
        assert_eq!(quoted("'Cause he's horrible,' she replied."), ["'Cause he's horrible,'"]);
        assert_eq!(quoted("their view was 'it's a bully's school'."), ["'it's a bully's school'"]);
        assert_eq!(quoted("Ella: 'Em is my best friend.'"), ["'Em is my best friend.'"]);
    }

    #[test]
    fn apostrophes_alone_quote_nothing() {
        for plain in [
            "The parents' attitude was hostile.",
            "Mum's, Dad's and Nan's views differ; Dad is unkind.",
            "In the '90s mum moved here.",
            "rock 'n' roll themed room; Mum is tired",
            "Children's Services' decision: mum agrees.",
        ] {
            assert_eq!(quoted(plain), Vec::<&str>::new(), "{plain}");
        }
    }
}
