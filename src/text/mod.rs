//! A note's text and what can be known of it without knowing any word: spans, lines, blocks, sentences, words and
//! the folded view that lists are matched on. Nothing here reads a list, and nothing here fails.

mod definitions;
mod fold;
mod layout;
mod lines;
mod scan;
mod sentences;
mod span;
mod styles;
mod syllables;
mod word_set;
mod words;

pub use definitions::explained;
pub use fold::{Folded, Reader, fold_phrase};
pub use layout::{Block, BlockKind, blocks, label, label_span};
pub use lines::{LineIndex, Position};
pub use scan::runs;
pub use sentences::{Abbreviations, Sentence, Stop, is_export_row, sentences};
pub use span::Span;
pub use styles::{Colour, Markup, Style, Styles};
pub use syllables::{Syllables, syllables};
pub(crate) use word_set::{WordSet, lengths, slot_count, slots, word_set};
pub use words::{Shape, Word, in_small_letters, is_wordlike, words};

/// A text and its facts, each computed once.
#[derive(Debug)]
pub struct Text<'s> {
    /// The text itself.
    pub source: &'s str,
    /// The view that lists are matched on.
    pub folded: Folded,
    /// Every word, in order.
    pub words: Vec<Word>,
    /// Which words begin with a capital or may do so: names, titles, letters, the first of a sentence.
    pub capitals: Vec<u32>,
    /// Headings, fields, items, paragraphs, in order.
    pub blocks: Vec<Block>,
    /// Every sentence, in order.
    pub sentences: Vec<Sentence>,
}

impl<'s> Text<'s> {
    /// Reads a text. Linear in its length.
    ///
    /// ```
    /// use casenote::text::{Abbreviations, Text};
    /// let text = Text::new("Seen at home. Mum was in.", &Abbreviations::default());
    /// assert_eq!(text.sentences.len(), 2);
    /// ```
    pub fn new(source: &'s str, abbreviations: &Abbreviations) -> Self {
        let words = words(source);
        let blocks = blocks(source);
        let sentences = sentences(source, &blocks, &words, abbreviations);
        let capitals = words::capitals(source, &words);
        Self { source, folded: Folded::new(source), words, capitals, blocks, sentences }
    }

    /// The index of the sentence that holds a byte, or of the last before it.
    pub fn sentence_at(&self, offset: u32) -> Option<usize> {
        self.sentences.partition_point(|sentence| sentence.span.start <= offset).checked_sub(1)
    }

    /// The text between two offsets; empty where they are out of order, as around a character that belongs to no word.
    pub fn between(&self, start: u32, end: u32) -> &'s str {
        self.source.get(start as usize..end as usize).unwrap_or_default()
    }

    /// The words of a sentence.
    pub fn words_of(&self, sentence: &Sentence) -> &[Word] {
        &self.words[sentence.first_word as usize..sentence.end_word as usize]
    }

    /// The index of the first word that starts at or after a byte.
    pub fn word_from(&self, offset: u32) -> usize {
        self.words.partition_point(|word| word.span.start < offset)
    }

    /// Which words from one to another begin with a capital or may do so.
    pub fn capitals_in(&self, words: std::ops::Range<usize>) -> impl DoubleEndedIterator<Item = usize> + '_ {
        let start = self.capitals.partition_point(|&word| (word as usize) < words.start);
        let end = self.capitals.partition_point(|&word| (word as usize) < words.end);
        self.capitals[start..end.max(start)].iter().map(|&word| word as usize)
    }

    /// The folded text of a span.
    pub fn folded_of(&self, span: Span) -> &str {
        self.folded.of(span)
    }
}
