//! From byte offsets to lines and columns, for the edges that speak to people.

use super::Span;

/// A place as people count it: lines and columns from 1, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// Where each line of a text begins. Lines end at `\n`, `\r\n` or a lone `\r`.
///
/// ```
/// use casenote::text::LineIndex;
/// let text = "one\r\ntwo";
/// let at = LineIndex::new(text).positions(text, &[5])[0];
/// assert_eq!((at.line, at.column), (2, 1));
/// ```
#[derive(Debug, Clone)]
pub struct LineIndex {
    starts: Vec<u32>,
}

impl LineIndex {
    /// Finds the lines of `text`.
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        for at in memchr::memchr2_iter(b'\n', b'\r', bytes) {
            let carriage_return_of_pair = bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n');
            if !carriage_return_of_pair {
                starts.push(at as u32 + 1);
            }
        }
        Self { starts }
    }

    /// The places of byte offsets in ascending order, in one pass over the text.
    pub fn positions(&self, text: &str, offsets: &[usize]) -> Vec<Position> {
        let mut reached = 0;
        let mut here = Position { line: 1, column: 1 };
        let mut place = |&offset: &usize| {
            let line = self.starts.partition_point(|&start| start as usize <= offset);
            if line > here.line {
                reached = self.starts[line - 1] as usize;
                here = Position { line, column: 1 };
            }
            here.column += text[reached..offset].chars().count();
            reached = offset;
            here
        };
        offsets.iter().map(&mut place).collect()
    }

    /// The bytes of a line (counted from 1), without its line ending.
    pub fn line(&self, text: &str, line: usize) -> Span {
        let start = self.starts[line - 1] as usize;
        let end = self.starts.get(line).map_or(text.len(), |&next| next as usize);
        Span::new(start, start + text[start..end].trim_end_matches(['\r', '\n']).len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_line_ending_counts_once() {
        let text = "a\nb\r\nc\rd";
        let index = LineIndex::new(text);
        let lines: Vec<&str> = (1..=4).map(|n| index.line(text, n).of(text)).collect();
        assert_eq!(lines, ["a", "b", "c", "d"]);
    }

    #[test]
    fn columns_count_characters() {
        let text = "é🙂x";
        assert_eq!(LineIndex::new(text).positions(text, &[0, text.len() - 1])[1].column, 3);
    }
}
