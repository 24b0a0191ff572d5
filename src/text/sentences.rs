//! Sentences, by rules made for case notes: telegraphic shorthand, missing full stops and capitals, clinical and
//! legal abbreviations.
//!
//! A full stop ends a sentence unless the word before it is an abbreviation, an initial or a number that the next
//! word completes. No sentence runs from one block to the next, and none ends inside quotation marks that close in
//! the same block.

use std::collections::HashMap;

use super::{Block, BlockKind, Span, Word, in_small_letters};

/// A sentence, the block it stands in, and its words. The label of a field is a sentence of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sentence {
    /// Where it stands, white space around it left out.
    pub span: Span,
    /// Index of its block.
    pub block: u32,
    /// Index of its first word.
    pub first_word: u32,
    /// One past the index of its last word.
    pub end_word: u32,
}

/// The abbreviations after which a full stop does not end a sentence.
#[derive(Debug, Clone, Default)]
pub struct Abbreviations {
    /// Lower-case words without the stop, and a bit for each of their kinds.
    words: HashMap<String, u8>,
    /// For each first letter a bit for each length: most words before a stop are told by these.
    lengths: [u32; 32],
}

/// When a stop behind an abbreviation ends a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stop {
    /// Never: titles, `e.g`, `approx`.
    Never = 1,
    /// If a capital follows: `a.m`, `etc`, `Ltd`.
    BeforeCapital = 2,
    /// Unless a number follows: `No`, `para`, `ext`.
    NotBeforeNumber = 4,
}

impl Abbreviations {
    /// Adds a word in small letters, without its stop.
    pub fn add(&mut self, word: String, stop: Stop) {
        self.lengths[first_letter(&word)] |= 1 << word.len().min(31);
        *self.words.entry(word).or_default() |= stop as u8;
    }

    /// The kinds of a word.
    fn kinds(&self, word: &str) -> u8 {
        if self.lengths[first_letter(word)] >> word.len().min(31) & 1 == 0 {
            return 0;
        }
        in_small_letters(word, |word| self.words.get(word).copied().unwrap_or_default())
    }
}

fn first_letter(word: &str) -> usize {
    usize::from(word.as_bytes().first().copied().unwrap_or_default() & 31)
}

/// Splits blocks into sentences.
pub fn sentences(text: &str, blocks: &[Block], words: &[Word], abbreviations: &Abbreviations) -> Vec<Sentence> {
    let mut found = Vec::with_capacity(words.len() / 8);
    let mut cursor = 0;
    for (index, block) in blocks.iter().enumerate() {
        let mut start = block.span.start as usize;
        let end = block.span.end as usize;
        if let BlockKind::Field { label } = block.kind {
            push(text, start..label.end as usize, index, words, &mut cursor, &mut found);
            start = memchr::memchr(b':', &text.as_bytes()[label.end as usize..end]).map_or(end, |colon| label.end as usize + colon + 1);
        }
        if block.kind != BlockKind::Heading {
            let quotes = Quotes::of(&text[block.span.range()], start);
            let base = start;
            let mut run_end = 0;
            for stop in memchr::memchr3_iter(b'.', b'!', b'?', &text.as_bytes()[base..end]).map(|at| base + at) {
                if stop < run_end {
                    continue;
                }
                run_end = end_of_run(text.as_bytes(), stop, end);
                if stop >= start
                    && let Some(next) = boundary(text, end, stop, &quotes, abbreviations)
                {
                    push(text, start..next, index, words, &mut cursor, &mut found);
                    start = next;
                }
            }
        }
        push(text, start..end, index, words, &mut cursor, &mut found);
    }
    found
}

fn push(text: &str, range: std::ops::Range<usize>, block: usize, words: &[Word], cursor: &mut usize, found: &mut Vec<Sentence>) {
    let content = &text[range.clone()];
    let trimmed = content.trim();
    if trimmed.is_empty() {
        return;
    }
    let start = range.start + (content.len() - content.trim_start().len());
    let span = Span::new(start, start + trimmed.len());
    while words.get(*cursor).is_some_and(|word| word.span.start < span.start) {
        *cursor += 1;
    }
    let first_word = *cursor as u32;
    while words.get(*cursor).is_some_and(|word| word.span.start < span.end) {
        *cursor += 1;
    }
    found.push(Sentence { span, block: block as u32, first_word, end_word: *cursor as u32 });
}

/// Whether a line is a row of an export, each field between double marks: they say nothing of who speaks.
pub fn is_export_row(line: &str) -> bool {
    line.starts_with('"') && line.matches("\",\"").take(2).count() == 2
}

/// The double quotation marks of a block: inside a pair, no sentence ends.
struct Quotes(Vec<(usize, usize)>);

impl Quotes {
    fn of(block: &str, offset: usize) -> Self {
        let mut pairs = Vec::new();
        let mut open = None;
        if is_export_row(block) {
            return Self(pairs);
        }
        // Curly marks begin with the byte 0xe2.
        for at in memchr::memchr2_iter(b'"', 0xe2, block.as_bytes()) {
            match (block[at..].chars().next(), open) {
                (Some('"' | '“'), None) => open = Some(at),
                (Some('"' | '”'), Some(start)) => {
                    pairs.push((offset + start, offset + at));
                    open = None;
                }
                _ => {}
            }
        }
        Self(pairs)
    }

    fn hold(&self, at: usize) -> bool {
        let next = self.0.partition_point(|&(start, _)| start < at);
        next > 0 && at < self.0[next - 1].1
    }
}

/// The end of a run of marks such as `...` or `?!`.
fn end_of_run(bytes: &[u8], stop: usize, end: usize) -> usize {
    stop + bytes[stop..end].iter().take_while(|byte| b".!?".contains(byte)).count()
}

/// Longest word that is looked up among the abbreviations.
const LONGEST_ABBREVIATION: usize = 16;

/// Where the next sentence starts if one ends at the mark at `stop`.
fn boundary(text: &str, end: usize, stop: usize, quotes: &Quotes, abbreviations: &Abbreviations) -> Option<usize> {
    let bytes = text.as_bytes();
    let mark = bytes[stop];
    let mut after = end_of_run(bytes, stop, end);
    let ellipsis = after - stop >= 2 && bytes[stop..after].iter().all(|&byte| byte == b'.');
    // Closing marks belong to the sentence they close.
    let mut quoted_end = false;
    while let Some(closing) = text[after..end].chars().next() {
        match closing {
            '"' | '”' | '’' | '\'' => quoted_end = true,
            ')' | ']' | '*' | '_' => {}
            _ => break,
        }
        after += closing.len_utf8();
    }
    if quotes.hold(after.saturating_sub(1)) && !quoted_end || quotes.hold(after) {
        return None;
    }
    let rest = &text[after..end];
    let gap = rest.len() - rest.trim_start().len();
    let next = rest.trim_start().chars().next()?;
    if gap == 0 {
        // "… with mum.</p><p>It would appear": an export keeps its marks.
        if next == '<' && bytes.get(after + 1).is_some_and(|byte| *byte == b'/' || byte.is_ascii_alphabetic()) {
            return Some(after);
        }
        return (mark == b'.' && !quoted_end && missing_space(bytes, stop, after, next)).then_some(after);
    }
    let capital = next.is_uppercase() || next.is_ascii_digit() || matches!(next, '"' | '“' | '\'' | '‘' | '(' | '*' | '?' | '[');
    if quoted_end || mark != b'.' {
        // "Are you all right?" she asked.  A question mark before small letters is inside its sentence.
        return (capital || mark == b'.' && !quoted_end).then_some(after + gap);
    }
    if ellipsis {
        return capital.then_some(after + gap);
    }
    (!is_abbreviation(text, stop, rest.trim_start(), capital, abbreviations)).then_some(after + gap)
}

/// `home.Child seen`: a stop between a word and a capital, and not inside a web address.
fn missing_space(bytes: &[u8], stop: usize, after: usize, next: char) -> bool {
    let word_before = stop >= 2 && bytes[stop - 2..stop].iter().all(u8::is_ascii_lowercase);
    let word_after = bytes.get(after + 1).is_some_and(|byte| byte.is_ascii_lowercase() || *byte == b' ');
    word_before && next.is_ascii_uppercase() && word_after && !in_address(&bytes[after..])
}

/// Longest address that is looked through, in bytes.
const LONGEST_ADDRESS: usize = 250;

/// Jane.Doe@school.example and www.school.Example go on: an address has a mark or a further stop inside.
fn in_address(rest: &[u8]) -> bool {
    let length = rest.iter().take(LONGEST_ADDRESS).take_while(|byte| !byte.is_ascii_whitespace()).count();
    let marked = rest[..length].iter().any(|byte| b"@/".contains(byte));
    marked || rest[..rest.len().min(length + 1)].windows(2).any(|pair| pair[0] == b'.' && pair[1].is_ascii_lowercase())
}

fn is_abbreviation(text: &str, stop: usize, rest: &str, capital: bool, abbreviations: &Abbreviations) -> bool {
    let before = &text[text.floor_char_boundary(stop.saturating_sub(LONGEST_ABBREVIATION))..stop];
    let word = before.rsplit(|character: char| !(character.is_alphanumeric() || character == '.')).next().unwrap_or_default();
    let start = stop - word.len();
    if word.is_empty() {
        return false;
    }
    let kinds = abbreviations.kinds(word);
    let is = |stop: Stop| kinds & stop as u8 != 0;
    let number_follows = rest.starts_with(|next: char| next.is_ascii_digit());
    // J. Hill, C. of E.: a single capital that stands alone. "I" ends sentences.
    let alone = !before[..before.len() - word.len()].ends_with(['/', '-', '\'']);
    let initial = word.len() == 1 && word != "I" && word.as_bytes()[0].is_ascii_uppercase() && alone && !number_follows;
    // J.P. is happy: letters with stops go on if small letters follow.
    let letters = word.len() > 1 && word.split('.').all(|part| part.len() == 1);
    initial
        || letters && !capital
        || is(Stop::Never)
        || (number_follows || !capital) && (is(Stop::BeforeCapital) || is(Stop::NotBeforeNumber))
        // A number and its stop at the head of a clause count a list: "2. Ring school".
        || word.bytes().all(|byte| byte.is_ascii_digit()) && text[..start].trim_end().is_empty()
}
