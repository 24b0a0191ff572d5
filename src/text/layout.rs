//! The shape of a note on the page: headings, fields, list items, table cells, quoted lines and paragraphs.
//!
//! Only shape is read here, never words: a heading is a heading by where it stands and how it is set.

use super::Span;

/// What a block of a note is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockKind {
    /// A title or the heading of a section.
    Heading,
    /// `Label: value` on a line; the block is the whole, the label without its colon is kept.
    Field {
        /// The label, without the colon.
        label: Span,
    },
    /// An item of a list, its bullet or number left out of the block.
    Item,
    /// A cell of a table.
    Cell,
    /// A line behind `>`, as mail programs quote.
    Quoted,
    /// Running text; lines that were wrapped are one block.
    Paragraph,
}

/// A piece of a note inside which sentences run; none runs from one block to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
    /// Whether an empty line, or the start of the note, stands before it.
    pub opens_paragraph: bool,
}

/// Longest heading, in words.
const HEADING_WORDS: usize = 9;
/// Longest label of a field, in words and in bytes.
const LABEL_WORDS: usize = 5;
const LABEL_BYTES: usize = 48;
/// The widths at which programs wrap, in bytes.
const WRAP_COLUMNS: std::ops::RangeInclusive<usize> = 50..=130;

struct Line {
    span: Span,
    after_blank: bool,
    before_blank: bool,
}

/// Reads the blocks of a note, in order.
///
/// ```
/// use casenote::text::{blocks, BlockKind};
/// let text = "Home visit\nPresent: Mum\n\n- Ring school\n";
/// let found = blocks(text);
/// assert_eq!(found[0].kind, BlockKind::Heading);
/// assert!(matches!(found[1].kind, BlockKind::Field { .. }));
/// assert_eq!(found[2].span.of(text), "Ring school");
/// ```
pub fn blocks(text: &str) -> Vec<Block> {
    let lines = lines(text);
    let mut blocks: Vec<Block> = Vec::with_capacity(lines.len());
    let mut group_start = 0;
    for group in lines.chunk_by(|_, next| !next.after_blank) {
        let width = wrap_width(text, group);
        for (position, line) in group.iter().enumerate() {
            let wrapped = position > 0 && width.is_some_and(|width| no_room(text, &group[position - 1], line, width));
            let joinable = blocks.len() > group_start
                && matches!(blocks[blocks.len() - 1].kind, BlockKind::Paragraph | BlockKind::Item | BlockKind::Field { .. })
                && !starts_block(text, line);
            match blocks.last_mut() {
                Some(block) if wrapped && joinable => block.span = block.span.to(line.span),
                _ => push_line(text, line, &mut blocks),
            }
        }
        group_start = blocks.len();
    }
    blocks
}

fn lines(text: &str) -> Vec<Line> {
    let bytes = text.as_bytes();
    let mut lines: Vec<Line> = Vec::new();
    let mut start = 0;
    let mut after_blank = true;
    let ends = memchr::memchr2_iter(b'\n', b'\r', bytes).chain(std::iter::once(bytes.len()));
    for end in ends {
        let content = text[start..end].trim();
        if content.is_empty() {
            let second_half_of_crlf = end > 0 && start == end && bytes.get(end) == Some(&b'\n') && bytes[end - 1] == b'\r';
            if !second_half_of_crlf {
                after_blank = true;
                if let Some(line) = lines.last_mut() {
                    line.before_blank = true;
                }
            }
        } else {
            let from = start + (text[start..end].len() - text[start..end].trim_start().len());
            lines.push(Line { span: Span::new(from, from + content.len()), after_blank, before_blank: false });
            after_blank = false;
        }
        start = end + 1;
    }
    if let Some(line) = lines.last_mut() {
        line.before_blank = true;
    }
    lines
}

/// The column at which a program wrapped a group of lines between empty ones, if one did: wherever a line breaks
/// without a stop, the next word had no room. A list of short statements is not wrapped.
fn wrap_width(text: &str, group: &[Line]) -> Option<usize> {
    let width = group.iter().map(|line| line.span.len()).max().filter(|width| WRAP_COLUMNS.contains(width))?;
    let full = |pair: &[Line]| no_room(text, &pair[0], &pair[1], width);
    let wrapped = group.windows(2).all(|pair| ends_statement(text, &pair[0]) || full(pair));
    // Of two lines the longer one always looks full: there the second must go on in small letters.
    let certain = match group {
        [_, second] => second.span.of(text).starts_with(char::is_lowercase),
        _ => group.windows(2).filter(|pair| full(pair)).count() >= 2,
    };
    (wrapped && certain).then_some(width)
}

fn ends_statement(text: &str, line: &Line) -> bool {
    line.span.of(text).ends_with(['.', '!', '?', ':', ';'])
}

fn no_room(text: &str, before: &Line, line: &Line, width: usize) -> bool {
    let first_word = line.span.of(text).split_whitespace().next().map_or(0, str::len);
    before.span.len() + 1 + first_word > width
}

fn starts_block(text: &str, line: &Line) -> bool {
    let content = line.span.of(text);
    content.starts_with(['#', '>', '|']) || bullet(content).is_some()
}

fn push_line(text: &str, line: &Line, blocks: &mut Vec<Block>) {
    let content = line.span.of(text);
    let mut push = |span: Span, kind| {
        let opens_paragraph = line.after_blank && blocks.last().is_none_or(|last: &Block| last.span.end <= line.span.start);
        blocks.push(Block { span, kind, opens_paragraph });
    };
    let inner = |part: &str| {
        let start = part.as_ptr() as usize - text.as_ptr() as usize;
        Span::new(start, start + part.len())
    };
    if let Some(rest) = content.strip_prefix('>') {
        push(inner(rest.trim_start_matches(['>', ' '])), BlockKind::Quoted);
    } else if memchr::memchr_iter(b'|', content.as_bytes()).nth(1).is_some() {
        for cell in content.split('|').map(str::trim).filter(|cell| cell.contains(char::is_alphanumeric)) {
            push(inner(cell), BlockKind::Cell);
        }
    } else if let Some(rest) = bullet(content) {
        push(inner(rest), labelled(text, inner(rest)).unwrap_or(BlockKind::Item));
    } else if is_heading(text, line) {
        push(inner(content.trim_matches(['#', '*', '=', '_', ' '])), BlockKind::Heading);
    } else if label(content).is_some() {
        for part in columns(content).map(inner) {
            push(part, labelled(text, part).unwrap_or(BlockKind::Cell));
        }
    } else if content.contains('\t') {
        for cell in content.split('\t').map(str::trim).filter(|cell| !cell.is_empty()) {
            push(inner(cell), BlockKind::Cell);
        }
    } else {
        push(line.span, BlockKind::Paragraph);
    }
}

/// The parts of a line that wide gaps set apart, as in a row of fields.
fn columns(content: &str) -> impl Iterator<Item = &str> {
    content.split("   ").flat_map(|part| part.split('\t')).map(str::trim).filter(|part| !part.is_empty())
}

/// The text of a list item behind its bullet, dash, number or letter.
fn bullet(content: &str) -> Option<&str> {
    let mut characters = content.chars();
    let first = characters.next()?;
    if matches!(first, '-' | '*' | '•' | '·' | '–' | '▪' | '◦' | '●' | '☐' | '☑' | '\u{f0b7}') {
        let rest = characters.as_str();
        return (rest.starts_with(char::is_whitespace) || !first.is_ascii()).then(|| rest.trim_start());
    }
    let number = content.trim_start_matches('(');
    let digits = number.bytes().take_while(u8::is_ascii_digit).count();
    let rest = match digits {
        0 if number.as_bytes().first().is_some_and(u8::is_ascii_lowercase) => number[1..].strip_prefix(')')?,
        1 | 2 => number[digits..].strip_prefix(['.', ')'])?,
        _ => return None,
    };
    rest.starts_with(char::is_whitespace).then(|| rest.trim_start())
}

fn labelled(text: &str, span: Span) -> Option<BlockKind> {
    label_span(text, span).map(|label| BlockKind::Field { label })
}

/// Where the label stands in a span that begins like `Label: value`.
pub fn label_span(text: &str, span: Span) -> Option<Span> {
    let content = span.of(text);
    let label = label(content)?;
    let start = span.start as usize + (label.as_ptr() as usize - content.as_ptr() as usize);
    Some(Span::new(start, start + label.len()))
}

/// The label of `Label: value`, without the colon.
///
/// ```
/// assert_eq!(casenote::text::label("Mum's views: she is tired"), Some("Mum's views"));
/// assert_eq!(casenote::text::label("We met at 10:30"), None);
/// ```
pub fn label(content: &str) -> Option<&str> {
    let colon = memchr::memchr(b':', &content.as_bytes()[..content.len().min(LABEL_BYTES)])?;
    let label = &content[..colon];
    let plain = label.trim_matches(['*', '_']);
    let spaced = content[colon + 1..].chars().next().is_none_or(|next| next.is_whitespace() || next == '*');
    let worded = plain.starts_with(char::is_alphabetic) && !plain.contains(['.', '!', '?', ';', '"', '“', ',']);
    (spaced && worded && plain.split_whitespace().nth(LABEL_WORDS).is_none()).then_some(plain)
}

fn is_heading(text: &str, line: &Line) -> bool {
    let content = line.span.of(text);
    if content.starts_with('#') {
        return true;
    }
    if !content.bytes().any(|byte| byte.is_ascii_alphabetic()) {
        return false;
    }
    let bare = content.trim_matches(['*', '_', '=', ' ']);
    if bare.split_whitespace().nth(HEADING_WORDS).is_some() {
        return false;
    }
    if bare.ends_with(':') || (content.starts_with("**") && content.ends_with("**")) {
        return true;
    }
    if bare.ends_with(['.', '!', '?', ';', ',', '"', '”', '\'', '’']) || label(bare).is_some() {
        return false;
    }
    let letters = || bare.chars().filter(|character| character.is_alphabetic());
    let shouted = letters().all(char::is_uppercase) && letters().nth(3).is_some();
    let stands_alone = line.after_blank && !line.before_blank && bare.starts_with(char::is_uppercase);
    shouted || stands_alone
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shapes(text: &str) -> Vec<(&'static str, &str)> {
        blocks(text)
            .iter()
            .map(|block| {
                let kind = match block.kind {
                    BlockKind::Heading => "heading",
                    BlockKind::Field { .. } => "field",
                    BlockKind::Item => "item",
                    BlockKind::Cell => "cell",
                    BlockKind::Quoted => "quoted",
                    BlockKind::Paragraph => "paragraph",
                };
                (kind, block.span.of(text))
            })
            .collect()
    }

    #[test]
    fn a_short_line_over_text_is_a_heading_and_a_signature_is_not() {
        let text = "What I saw\nThe hall was clear.\n\nJo Hill";
        assert_eq!(shapes(text), [("heading", "What I saw"), ("paragraph", "The hall was clear."), ("paragraph", "Jo Hill")]);
    }

    #[test]
    fn wide_gaps_set_fields_apart() {
        let text = "Child: Max (3)     Attending: Mr Lee\r\nVenue: centre";
        assert_eq!(shapes(text), [("field", "Child: Max (3)"), ("field", "Attending: Mr Lee"), ("field", "Venue: centre")]);
    }

    #[test]
    fn wrapped_lines_are_one_paragraph_and_short_statements_are_not() {
        let wrapped = "Ella was in the kitchen with her brother when I came and she was\ndrawing a picture of the garden, which she gave to me. She told me\nthat Grandad had been and that they had planted beans by the back\ndoor.";
        assert_eq!(shapes(wrapped).len(), 1);
        assert_eq!(shapes("Child seen alone\nNo concerns noted\nHome tidy").len(), 3);
    }

    #[test]
    fn lists_tables_and_quoted_lines() {
        let text = "1. Ring school\n(b) Write\n| Who | When |\n> > He hit me";
        let expected = [("item", "Ring school"), ("item", "Write"), ("cell", "Who"), ("cell", "When"), ("quoted", "He hit me")];
        assert_eq!(shapes(text), expected);
    }
}
