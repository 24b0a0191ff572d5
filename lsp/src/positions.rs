//! Between bytes of a text and the lines and units that an editor counts in.

use std::sync::Arc;

use casenote::text::Span;

/// What an editor counts within a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Encoding {
    /// Bytes.
    Utf8,
    /// Code units of UTF-16, which every editor knows.
    #[default]
    Utf16,
    /// Characters.
    Utf32,
}

impl Encoding {
    /// How many units a piece of text has.
    pub fn units(self, text: &str) -> u32 {
        match self {
            Self::Utf8 => text.len() as u32,
            _ if text.is_ascii() => text.len() as u32,
            Self::Utf16 => text.chars().map(char::len_utf16).sum::<usize>() as u32,
            Self::Utf32 => text.chars().count() as u32,
        }
    }

    const fn of(self, character: char) -> u32 {
        match self {
            Self::Utf8 => character.len_utf8() as u32,
            Self::Utf16 => character.len_utf16() as u32,
            Self::Utf32 => 1,
        }
    }
}

/// A place as an editor counts: line and unit, both from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Place {
    /// Line, from 0.
    pub line: u32,
    /// Unit within the line, from 0.
    pub character: u32,
}

/// A stretch between two places.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Stretch {
    /// Where it starts.
    pub start: Place,
    /// Where it ends, this place not included.
    pub end: Place,
}

/// Where each line of a text begins. Lines end at `\n`, `\r\n` or a lone `\r`, as the protocol says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lines {
    starts: Arc<[u32]>,
}

impl Lines {
    /// Finds the lines of a text.
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let ends = memchr::memchr2_iter(b'\n', b'\r', bytes).filter(|&at| bytes[at] == b'\n' || bytes.get(at + 1) != Some(&b'\n'));
        Self { starts: std::iter::once(0).chain(ends.map(|at| at as u32 + 1)).collect() }
    }

    /// How many lines there are.
    pub fn count(&self) -> usize {
        self.starts.len()
    }

    /// The line that holds a byte.
    pub fn of(&self, offset: u32) -> u32 {
        self.starts.partition_point(|&start| start <= offset) as u32 - 1
    }

    /// The bytes of a line without its ending.
    pub fn line(&self, text: &str, line: u32) -> Span {
        let Some(&start) = self.starts.get(line as usize) else { return Span::new(text.len(), text.len()) };
        let end = self.starts.get(line as usize + 1).map_or(text.len(), |&next| next as usize);
        let content = &text[start as usize..end];
        // Not more than one ending: an empty line behind it is a line of its own.
        let content = content.strip_suffix("\r\n").or_else(|| content.strip_suffix(['\r', '\n'])).unwrap_or(content);
        Span::new(start as usize, start as usize + content.len())
    }

    /// The byte of a place. Past a line's end is the line's end, past the last line the text's, and never inside a character.
    pub fn offset(&self, text: &str, place: Place, encoding: Encoding) -> u32 {
        let line = self.line(text, place.line);
        let content = line.of(text);
        if content.is_ascii() {
            return line.start + place.character.min(content.len() as u32);
        }
        let mut units = 0;
        for (at, character) in content.char_indices() {
            units += encoding.of(character);
            if units > place.character {
                return line.start + at as u32;
            }
        }
        line.end
    }

    /// The place of a byte.
    pub fn place(&self, text: &str, offset: u32, encoding: Encoding) -> Place {
        let line = self.of(offset);
        let start = self.starts[line as usize];
        Place { line, character: encoding.units(Span { start, end: offset }.of(text)) }
    }

    /// The stretch of a span.
    pub fn stretch(&self, text: &str, span: Span, encoding: Encoding) -> Stretch {
        Stretch { start: self.place(text, span.start, encoding), end: self.place(text, span.end, encoding) }
    }
}

/// The places of many spans, found in one pass over the text however long its lines are.
#[derive(Debug)]
pub struct Places {
    offsets: Vec<u32>,
    places: Vec<Place>,
}

impl Places {
    /// Finds the places of both ends of each span.
    pub fn new(text: &str, lines: &Lines, encoding: Encoding, spans: impl Iterator<Item = Span>) -> Self {
        let mut offsets: Vec<u32> = spans.flat_map(|span| [span.start, span.end]).collect();
        offsets.sort_unstable();
        offsets.dedup();
        let (mut reached, mut here) = (0, Place::default());
        let mut next_line = 1;
        let mut place = |&offset: &u32| {
            while lines.starts.get(next_line).is_some_and(|&start| start <= offset) {
                reached = lines.starts[next_line];
                here = Place { line: next_line as u32, character: 0 };
                next_line += 1;
            }
            here.character += encoding.units(Span { start: reached, end: offset }.of(text));
            reached = offset;
            here
        };
        Self { places: offsets.iter().map(&mut place).collect(), offsets }
    }

    /// The stretch of one of the spans that it was made for.
    pub fn of(&self, span: Span) -> Stretch {
        let at = |offset: u32| self.offsets.binary_search(&offset).map(|index| self.places[index]).unwrap_or_default();
        Stretch { start: at(span.start), end: at(span.end) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Encoding; 3] = [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32];

    #[test]
    fn places_come_back_in_every_encoding() {
        let text = "é🙂x\r\ne\u{301}\r\rb\n";
        let lines = Lines::new(text);
        assert_eq!(lines.count(), 5);
        let boundaries = text
            .char_indices()
            .map(|(at, _)| at as u32)
            .filter(|&at| !text[..at as usize].ends_with('\r') || text.as_bytes()[at as usize] != b'\n');
        for offset in boundaries {
            for encoding in ALL {
                let place = lines.place(text, offset, encoding);
                assert_eq!(lines.offset(text, place, encoding), offset, "{encoding:?} {place:?}");
                let span = Span { start: 0, end: offset };
                assert_eq!(Places::new(text, &lines, encoding, [span].into_iter()).of(span).end, place);
            }
        }
    }

    #[test]
    fn places_past_an_end_or_inside_a_character_are_drawn_in() {
        let text = "a🙂b\r\nc";
        let lines = Lines::new(text);
        let offset = |line, character| lines.offset(text, Place { line, character }, Encoding::Utf16);
        assert_eq!(offset(0, 99), 6);
        assert_eq!(offset(9, 0), text.len() as u32);
        assert_eq!(offset(0, 2), 1);
    }
}
