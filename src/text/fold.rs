//! The matching view of a text: one plain spelling for everything that a writer, a word processor or an export varies.
//!
//! Case, curly quotes, dashes, spaces of every kind, line breaks inside a paragraph, soft hyphens and zero-width
//! characters are levelled, so that a list needs one form of a phrase. A hyphen inside a compound becomes a space:
//! `attention-seeking` and `attention seeking` are one phrase. The view carries a map back to the source, and
//! positions in it never leave the library.

use std::ops::Range;

use super::{Span, is_wordlike, scan};

/// A point from which folded and source offsets advance together, byte for byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Anchor {
    folded: u32,
    source: u32,
}

/// A folded text and its map back to the source.
///
/// ```
/// use casenote::text::Folded;
/// let source = "He was “Attention\u{2011}Seeking”";
/// let folded = Folded::new(source);
/// assert_eq!(folded.as_str(), "he was \"attention seeking\"");
/// let at = folded.as_str().find("attention").unwrap();
/// assert_eq!(folded.source(at..at + "attention seeking".len()).of(source), "Attention\u{2011}Seeking");
/// ```
#[derive(Debug, Clone)]
pub struct Folded {
    text: String,
    anchors: Vec<Anchor>,
    /// For every so many bytes of the source how many anchors stand there or before.
    rough: Vec<u32>,
}

/// The bytes of the source from one place of the rough index to the next, as a power of two: few anchors lie between.
const ROUGH: u32 = 8;

/// What becomes of a character outside the plain cases.
enum Fold {
    Drop,
    As(char),
    Keep,
}

impl Folded {
    /// Folds a text. Linear; plain ASCII is copied in long runs.
    pub fn new(source: &str) -> Self {
        let bytes = source.as_bytes();
        let mut out = Builder { text: Vec::with_capacity(bytes.len()), anchors: vec![Anchor { folded: 0, source: 0 }] };
        let mut at = 0;
        // White space next to white space is not plain; of two spaces the first is.
        let mut after_space = 0;
        let spaces = scan::blocks(bytes, |byte| byte == b' ').map(|(_, bits)| bits);
        for ((start, special), spaces) in scan::blocks(bytes, is_special).zip(spaces) {
            let double = spaces & (spaces << 1 | after_space);
            after_space = spaces >> 63;
            for place in scan::places(start, special | double) {
                if place < at {
                    continue;
                }
                out.plain(&bytes[at..place]);
                at = out.special(source, place);
                while bytes.get(at) == Some(&b' ') {
                    at = out.special(source, at);
                }
            }
        }
        out.plain(&bytes[at..]);
        let text = String::from_utf8(out.text).unwrap_or_else(|_| unreachable!("only whole characters are pushed"));
        let mut rough = Vec::with_capacity((bytes.len() >> ROUGH) + 1);
        let mut count = 0;
        for place in 0..=bytes.len() >> ROUGH {
            while out.anchors.get(count).is_some_and(|anchor| anchor.source as usize <= place << ROUGH) {
                count += 1;
            }
            rough.push(count as u32);
        }
        Self { text, anchors: out.anchors, rough }
    }

    /// The folded text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Maps ranges back to the source, in ascending order.
    pub fn reader(&self) -> Reader<'_> {
        Reader { anchors: &self.anchors }
    }

    /// The source bytes that a range of the folded text stands for; the range is on character boundaries.
    pub fn source(&self, folded: Range<usize>) -> Span {
        let next = self.anchors.partition_point(|anchor| anchor.folded as usize <= folded.start);
        Reader { anchors: &self.anchors[next - 1..] }.span(folded)
    }

    /// The folded text of a span of the source.
    pub fn of(&self, span: Span) -> &str {
        let Some(first) = self.anchor_at(span.start) else { return "" };
        // Spans are short: the anchor of the end is the same one, or stands close behind.
        let behind = self.anchors[first + 1..].iter().take_while(|anchor| anchor.source <= span.end).count();
        &self.text[self.offset(first, span.start)..self.offset(first + behind, span.end)]
    }

    /// The folded offset of a source offset; of one inside a dropped or folded character, the nearest before it.
    pub fn offset_of(&self, source: u32) -> usize {
        self.anchor_at(source).map_or(0, |index| self.offset(index, source))
    }

    /// The last anchor that stands at a source offset or before it.
    #[inline]
    fn anchor_at(&self, source: u32) -> Option<usize> {
        let mut count = *self.rough.get((source >> ROUGH) as usize).or(self.rough.last())? as usize;
        while self.anchors.get(count).is_some_and(|anchor| anchor.source <= source) {
            count += 1;
        }
        count.checked_sub(1)
    }

    /// The folded offset of a source offset that stands behind an anchor and before the next.
    fn offset(&self, index: usize, source: u32) -> usize {
        let anchor = self.anchors[index];
        let offset = (anchor.folded + (source - anchor.source)) as usize;
        let limit = self.anchors.get(index + 1).map_or(self.text.len(), |following| following.folded as usize);
        self.text.floor_char_boundary(offset.min(limit))
    }
}

/// A way back to the source for ranges that are asked for in ascending order of their starts.
#[derive(Debug)]
pub struct Reader<'f> {
    /// The anchors from the last range's start on.
    anchors: &'f [Anchor],
}

impl Reader<'_> {
    /// The source bytes that a range of the folded text stands for; the range is on character boundaries.
    pub fn span(&mut self, folded: Range<usize>) -> Span {
        self.anchors = from(self.anchors, folded.start);
        let start = source_offset(self.anchors, folded.start);
        if folded.is_empty() {
            return Span::new(start, start);
        }
        let last = folded.end - 1;
        let anchors = from(self.anchors, last);
        // A folded character may differ in length from its source: then an anchor stands right behind it.
        let end = match anchors.get(1) {
            Some(following) if following.folded as usize == folded.end => following.source as usize,
            _ => source_offset(anchors, last) + 1,
        };
        Span::new(start, end.max(start))
    }
}

/// The anchors from the last one before or at a folded offset on.
fn from(mut anchors: &[Anchor], folded: usize) -> &[Anchor] {
    while let [_, rest @ ..] = anchors
        && rest.first().is_some_and(|next| next.folded as usize <= folded)
    {
        anchors = rest;
    }
    anchors
}

/// The source of a folded offset, which stands behind the first anchor and before the second.
fn source_offset(anchors: &[Anchor], folded: usize) -> usize {
    anchors.first().map_or(folded, |anchor| anchor.source as usize + (folded - anchor.folded as usize))
}

struct Builder {
    text: Vec<u8>,
    anchors: Vec<Anchor>,
}

impl Builder {
    /// Notes that the next folded byte comes from `source`, if the two no longer advance together.
    fn anchor(&mut self, source: usize) {
        let here = Anchor { folded: self.text.len() as u32, source: source as u32 };
        if let Some(last) = self.anchors.last_mut() {
            if here.folded - last.folded == here.source - last.source {
                return;
            }
            if last.folded == here.folded {
                *last = here;
                return;
            }
        }
        self.anchors.push(here);
    }

    fn plain(&mut self, bytes: &[u8]) {
        let start = self.text.len();
        self.text.extend_from_slice(bytes);
        self.text[start..].make_ascii_lowercase();
    }

    /// What has more to it than its case: where the next such place may be.
    fn special(&mut self, source: &str, at: usize) -> usize {
        let bytes = source.as_bytes();
        match bytes[at] {
            0x80.. => return self.unicode(source, at),
            b'`' => self.text.push(b'\''),
            b'-' => self.push_hyphen(&source[at + 1..]),
            b' ' | b'\t' | b'\n' | b'\r' | 0x0b | 0x0c => return self.white_space(bytes, at),
            _ => self.push_space(at + 1),
        }
        at + 1
    }

    /// White space next to white space is one space, whatever its kind.
    fn push_space(&mut self, end: usize) {
        if !matches!(self.text.last(), Some(b' ' | b'\n')) {
            self.text.push(b' ');
        }
        self.anchor(end);
    }

    /// A run of white space: one space, or two line feeds where the run holds an empty line.
    fn white_space(&mut self, bytes: &[u8], at: usize) -> usize {
        let mut end = at;
        let mut breaks = 0;
        while let Some(byte) = bytes.get(end) {
            match byte {
                b'\n' => breaks += 1,
                b'\r' if bytes.get(end + 1) != Some(&b'\n') => breaks += 1,
                b'\r' | b' ' | b'\t' | 0x0b | 0x0c => {}
                _ => break,
            }
            end += 1;
        }
        if breaks > 1 {
            if self.text.last() == Some(&b' ') {
                self.text.pop();
            }
            if self.text.last() != Some(&b'\n') {
                self.text.extend_from_slice(b"\n\n");
            }
            self.anchor(end);
        } else {
            self.push_space(end);
        }
        end
    }

    /// A hyphen joins the parts of a compound; elsewhere it is a dash and keeps phrases apart.
    fn push_hyphen(&mut self, rest: &str) {
        let before = self.text.last().is_some_and(|&byte| is_wordlike(byte));
        let after = rest.chars().find(|next| !matches!(fold_character(*next), Fold::Drop)).is_some_and(char::is_alphanumeric);
        self.text.push(if before && after { b' ' } else { b'-' });
    }

    fn unicode(&mut self, source: &str, at: usize) -> usize {
        let Some(character) = source[at..].chars().next() else { return source.len() };
        let end = at + character.len_utf8();
        match fold_character(character) {
            Fold::Drop => {}
            Fold::As(' ') => self.push_space(end),
            Fold::As('-') => self.push_hyphen(&source[end..]),
            Fold::As(other) => self.text.push(other as u8),
            Fold::Keep => {
                // One character for one, so that every boundary of the view is one of the source.
                let lower = character.to_lowercase().next().unwrap_or(character);
                self.text.extend_from_slice(lower.encode_utf8(&mut [0; 4]).as_bytes());
            }
        }
        self.anchor(end);
        end
    }
}

fn fold_character(character: char) -> Fold {
    match character {
        // Soft hyphen, zero-width space and joiners, word joiner, byte-order mark.
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => Fold::Drop,
        '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{2028}' | '\u{2029}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => Fold::As(' '),
        '\u{2010}'..='\u{2015}' | '\u{2212}' => Fold::As('-'),
        '‘' | '’' | '‚' | '‛' | '´' | '′' => Fold::As('\''),
        '“' | '”' | '„' | '‟' | '″' | '«' | '»' => Fold::As('"'),
        _ => Fold::Keep,
    }
}

/// Whether more than the case of a byte may change, whatever stands beside it.
fn is_special(byte: u8) -> bool {
    !(0x20..0x7f).contains(&byte) || byte == b'-' || byte == b'`'
}

/// Folds a phrase of a list exactly as the text is folded.
///
/// ```
/// assert_eq!(casenote::text::fold_phrase("Non-Compliant"), "non compliant");
/// ```
pub fn fold_phrase(phrase: &str) -> String {
    Folded::new(phrase.trim()).text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(source: &str, phrase: &str) -> String {
        let folded = Folded::new(source);
        let at = folded.as_str().find(phrase).expect("the phrase stands in the folded text");
        folded.source(at..at + phrase.len()).of(source).to_owned()
    }

    #[test]
    fn levels_case_quotes_dashes_and_spaces() {
        assert_eq!(Folded::new("It’s  MUM\u{a0}–\r\nsaid").as_str(), "it's mum - said");
    }

    #[test]
    fn keeps_paragraphs_apart() {
        assert_eq!(Folded::new("failed to\n\nengage").as_str(), "failed to\n\nengage");
        assert_eq!(Folded::new("failed to\n  engage").as_str(), "failed to engage");
    }

    #[test]
    fn maps_back_over_dropped_and_shortened_characters() {
        assert_eq!(found("a at\u{ad}ten\u{200b}tion b", "attention"), "at\u{ad}ten\u{200b}tion");
        assert_eq!(found("🙂 don’t know", "don't"), "don’t");
        assert_eq!(found("in \u{a0} my\r\n view", "in my view"), "in \u{a0} my\r\n view");
        assert_eq!(found("naïve Ella’s", "ella's"), "Ella’s");
    }

    #[test]
    fn a_hyphen_in_a_compound_is_a_space_and_a_dash_is_not() {
        assert_eq!(Folded::new("attention-seeking - he said").as_str(), "attention seeking - he said");
    }
}
