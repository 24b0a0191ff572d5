//! What holds for every text, however it was typed, pasted or exported.

use std::sync::LazyLock;

use casenote::config::Config;
use casenote::input::decode;
use casenote::text::{Abbreviations, BlockKind, Folded, Span, Text};
use casenote::{Finding, Linter};
use proptest::prelude::*;
use proptest::sample::{Index, select};

/// Every rule speaks early, so that short texts reach all of them.
static LINTER: LazyLock<Linter> = LazyLock::new(|| {
    let options = "[rules]\n\"plain-english/long-sentence\" = { max-words = 3 }\n\"plain-english/reading-age\" = { max-age = 0 }\n";
    let settings = Config::parse("test", options).and_then(|config| config.settings("test")).unwrap_or_else(|error| panic!("{error}"));
    Linter::new(settings, &[]).unwrap_or_else(|faults| panic!("{}", faults[0]))
});

/// Pieces at which reading a note can go wrong: marks, spaces, line ends, shapes, and words that rules and cues know.
const FRAGMENTS: &[&str] = &[
    "\"",
    "'",
    "“",
    "”",
    "‘",
    "’",
    "„",
    "«",
    "»",
    "`",
    "´",
    "ʼ",
    "′",
    "\n",
    "\n\n",
    "\r\n",
    "\r\n\r\n",
    "\r",
    "\r\r",
    "\t",
    " ",
    " ",
    " ",
    "  ",
    "   ",
    "\u{a0}",
    "\u{a0} ",
    " \u{a0}",
    "\u{2028}",
    "\u{200b}",
    "\u{ad}",
    "\u{feff}",
    "\u{301}",
    "e\u{301}",
    "é",
    "É",
    "ß",
    "ẞ",
    "Ⱥ",
    "🙂",
    "👩‍👧",
    "🇬🇧",
    "한",
    "日本",
    "\u{1}",
    "\u{7f}",
    ".",
    ". ",
    "...",
    "…",
    "!",
    "? ",
    ",",
    ", ",
    ";",
    ": ",
    ":",
    "-",
    " - ",
    "–",
    " — ",
    "(",
    ")",
    "[",
    "]",
    "/",
    "&",
    "@",
    "_",
    "=",
    "* ",
    "- ",
    "• ",
    "•",
    "1. ",
    "(a) ",
    "a) ",
    "# ",
    "## ",
    "**",
    "*",
    "> ",
    ">",
    "> > ",
    "|",
    " | ",
    "\",\"",
    "https://a.b/c",
    "10:30",
    "5'10\"",
    "Kyle is attention seeking",
    "failed to engage",
    "refused to engage",
    "non-compliant",
    "attention\u{ad}-seek\u{200b}ing",
    "manipulative",
    "hostile",
    "placement",
    "contact",
    "in order to",
    "with regard to",
    "CIN",
    "CIN plan",
    "a Child in Need (CIN) plan",
    "SENCO",
    "EHCP",
    "LAC",
    "YP",
    "h/v",
    "S47",
    "ABCDEF",
    "Mo",
    "Mum said that ",
    "Mum said ",
    "she told me",
    "According to the GP, ",
    "Dad shouted \"",
    "I asked whether ",
    "I think ",
    "denied",
    "not ",
    "Mum's views: ",
    "José: ",
    "Zoë’s views",
    "What Mum said",
    "HOME VISIT",
    "Present:",
    "From: Jo Hill",
    "Sent: Monday",
    "Subject: Zoë",
    "Mum",
    "he",
    "She",
    "I",
    "Mr Lee",
    "Jo Hill",
    "Dr. ",
    "e.g. ",
    "No. 3",
    "p.m. ",
    "the",
    "was",
    "and",
    "child",
    "went to school with her brother",
];

/// Characters that come in long runs: rules under titles, broken exports, keys held down.
const RUNS: &[char] = &[
    '.', '!', '\'', '"', '’', '“', '-', '–', '=', '_', '*', '#', '>', '|', ' ', '\t', '\n', '\r', '\u{a0}', '\u{ad}', '(', ')', ',', 'a',
    'A', 'é', '🙂', '1',
];

fn fragments() -> impl Strategy<Value = String> {
    let run = (select(RUNS), 1..300_usize).prop_map(|(one, length)| one.to_string().repeat(length));
    let piece = prop_oneof![40 => select(FRAGMENTS).prop_map(str::to_owned), 1 => run];
    proptest::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

/// Any text at all, most often one that could be trouble.
fn text() -> impl Strategy<Value = String> {
    let any_text = proptest::collection::vec(any::<char>(), 0..200).prop_map(String::from_iter);
    prop_oneof![4 => fragments(), 1 => any_text]
}

/// A note whose lines a program wrapped.
fn wrapped() -> impl Strategy<Value = String> {
    let words: Vec<&str> = FRAGMENTS.iter().copied().filter(|piece| piece.starts_with(char::is_alphabetic)).collect();
    (proptest::collection::vec(select(words), 20..80), 50..100_usize).prop_map(|(words, width)| {
        let mut note = String::new();
        let mut column = 0;
        for word in words.iter().flat_map(|piece| piece.split_whitespace()) {
            let full = column > 0 && column + 1 + word.len() > width;
            note.push_str(if full {
                "\n"
            } else if column > 0 {
                " "
            } else {
                ""
            });
            column = if full { word.len() } else { column + 1 + word.len() };
            note.push_str(word);
        }
        note
    })
}

fn on_boundaries(text: &str, span: Span) -> bool {
    span.start <= span.end && text.get(span.range()).is_some()
}

fn in_order(spans: &[Span]) -> bool {
    spans.windows(2).all(|pair| pair[0].end <= pair[1].start)
}

/// Without a file of seeds: a case worth keeping becomes a test with a name.
fn config(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config(300))]

    #[test]
    fn findings_stand_on_words_of_the_text(text in text()) {
        let findings = LINTER.check(&text);
        for finding in &findings {
            let span = finding.span;
            prop_assert!(on_boundaries(&text, span), "{} at {span:?}", finding.rule);
            prop_assert!(!span.is_empty(), "{} at {span:?}", finding.rule);
        }
        let order: Vec<_> = findings.iter().map(|finding| (finding.span, finding.rule)).collect();
        prop_assert!(order.is_sorted(), "{order:?}");
    }

    #[test]
    fn the_same_text_gives_the_same_findings(text in text()) {
        prop_assert_eq!(LINTER.check(&text), LINTER.check(&text));
    }

    #[test]
    fn words_blocks_and_sentences_stand_in_order(source in text()) {
        let text = Text::new(&source, LINTER.lexicon().abbreviations());
        let words: Vec<Span> = text.words.iter().map(|word| word.span).collect();
        let blocks: Vec<Span> = text.blocks.iter().map(|block| block.span).collect();
        let sentences: Vec<Span> = text.sentences.iter().map(|sentence| sentence.span).collect();
        for (name, spans) in [("words", &words), ("blocks", &blocks), ("sentences", &sentences)] {
            prop_assert!(spans.iter().all(|&span| on_boundaries(&source, span)), "{name}: {spans:?}");
            prop_assert!(in_order(spans), "{name}: {spans:?}");
        }
        prop_assert!(words.iter().chain(&sentences).all(|span| !span.is_empty()));
        for sentence in &text.sentences {
            prop_assert!(blocks[sentence.block as usize].contains(sentence.span), "{sentence:?}");
            prop_assert!(text.words_of(sentence).iter().all(|word| sentence.span.contains(word.span)), "{sentence:?}");
        }
    }

    #[test]
    fn the_label_of_a_field_stands_in_its_block(source in text()) {
        for block in &Text::new(&source, &Abbreviations::default()).blocks {
            if let BlockKind::Field { label } = block.kind {
                prop_assert!(on_boundaries(&source, label) && block.span.contains(label), "{block:?}");
                prop_assert!(source[label.end as usize..].trim_start_matches(['*', '_']).starts_with(':'), "{block:?}");
            }
        }
    }

    #[test]
    fn a_range_of_the_folded_text_stands_for_whole_characters(source in text(), one in any::<Index>(), other in any::<Index>()) {
        let folded = Folded::new(&source);
        let ends: Vec<usize> = folded.as_str().char_indices().map(|(at, _)| at).chain([folded.as_str().len()]).collect();
        let (one, other) = (*one.get(&ends), *other.get(&ends));
        prop_assume!(one != other);
        let span = folded.source(one.min(other)..one.max(other));
        prop_assert!(on_boundaries(&source, span), "{span:?}");
        prop_assert!(!span.is_empty());
    }

    #[test]
    fn an_offset_of_the_source_has_its_place_in_the_folded_text(source in text(), at in any::<Index>()) {
        let ends: Vec<usize> = source.char_indices().map(|(at, _)| at).chain([source.len()]).collect();
        let folded = Folded::new(&source);
        prop_assert!(folded.as_str().is_char_boundary(folded.offset_of(*at.get(&ends) as u32)));
    }

    /// A backtick is left out: it folds to an apostrophe.
    #[test]
    fn plain_text_folds_to_its_small_letters(source in "[!-,.-_a-~]{1,9}( [!-,.-_a-~]{1,9}){0,20}", one in any::<Index>(), other in any::<Index>()) {
        let folded = Folded::new(&source);
        let small = source.to_ascii_lowercase();
        prop_assert_eq!(folded.as_str(), small.as_str());
        let (one, other) = (one.index(source.len() + 1), other.index(source.len() + 1));
        let range = one.min(other)..one.max(other);
        prop_assert_eq!(folded.source(range.clone()).range(), range.clone());
        prop_assert_eq!(folded.offset_of(range.start as u32), range.start);
    }

    /// An empty line folds to a line feed, which alone would be a wrapped line: so paragraph by paragraph.
    #[test]
    fn what_is_folded_stays_as_it_is(source in text()) {
        for paragraph in Folded::new(&source).as_str().split('\n') {
            let again = Folded::new(paragraph);
            prop_assert_eq!(again.as_str(), paragraph);
        }
    }

    #[test]
    fn a_byte_order_mark_moves_every_offset_behind_it(text in note(), at in any::<Index>()) {
        let (plain, marked) = (decode(text.clone().into_bytes()), decode(format!("\u{feff}{text}").into_bytes()));
        let (plain, marked) = (plain.map_err(TestCaseError::fail)?, marked.map_err(TestCaseError::fail)?);
        prop_assert_eq!(&plain.text, &marked.text);
        let at = at.index(text.len() + 1);
        prop_assert_eq!(plain.on_disk(&[at]), [at]);
        prop_assert_eq!(marked.on_disk(&[at]), [at + 3]);
    }

    #[test]
    fn offsets_in_utf_16_are_those_of_its_units(text in note(), big_endian in any::<bool>()) {
        let order = |unit: u16| if big_endian { unit.to_be_bytes() } else { unit.to_le_bytes() };
        let encode = |text: &str| -> Vec<u8> { "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(order).collect() };
        let bytes = encode(&text);
        let decoded = decode(bytes.clone()).map_err(TestCaseError::fail)?;
        prop_assert_eq!(&decoded.text, &text);
        let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        for (&end, on_disk) in ends.iter().zip(decoded.on_disk(&ends)) {
            prop_assert_eq!(&bytes[..on_disk], &encode(&text[..end])[..]);
        }
    }

    #[test]
    fn a_paragraph_far_behind_changes_nothing_before_it(text in prop_oneof![text(), wrapped()], words in 3..60_usize) {
        // What stands right behind a line tells whether it is a heading; what stands further behind must tell nothing.
        let (end, text) = (text.len(), format!("{text}\n\nSeen at home."));
        let behind = format!("{text}\n\nThe{}.", " sun was out and we sat on the grass".split(' ').cycle().skip(1).take(words).fold(String::new(), |line, word| line + " " + word));
        prop_assert_eq!(local(&text, end), local(&behind, end));
    }
}

/// A text that a file may hold.
fn note() -> impl Strategy<Value = String> {
    text().prop_map(|text| format!("Seen. {}", text.replace('\0', "")))
}

/// The findings before an offset that a place decides alone: letters are explained, an age is reckoned, and worries are
/// weighed, by the whole note, which is also what holds the parts of a record, and where a mail that nobody signed ends is told by what follows it.
fn local(text: &str, end: usize) -> Vec<Finding> {
    let whole = [
        "attribution/missing-author",
        "balance/only-negative",
        "correspondence/pasted-email",
        "plain-english/acronym",
        "plain-english/reading-age",
        "timeliness/missing-date",
        "record/missing-element",
        "risk-alert/missing-element",
        "visit/missing-element",
    ];
    LINTER.check(text).into_iter().filter(|finding| !whole.contains(&finding.rule) && (finding.span.start as usize) < end).collect()
}

/// `İ` is two characters when small: a range that ends between them stands for all of it.
#[test]
fn a_letter_that_grows_when_folded_is_mapped_whole() {
    let source = "İda said";
    let folded = Folded::new(source);
    for end in (1..=folded.as_str().len()).filter(|&end| folded.as_str().is_char_boundary(end)) {
        assert!(on_boundaries(source, folded.source(0..end)), "0..{end}");
    }
}

#[test]
fn an_empty_range_is_empty_where_characters_were_dropped() {
    for source in ["\u{feff}Seen", "\u{ad}", "at\u{ad}tention"] {
        let folded = Folded::new(source);
        for at in 0..=folded.as_str().len() {
            let span = folded.source(at..at);
            assert!(on_boundaries(source, span), "{source:?}: {at}..{at} gave {span:?}");
        }
    }
}

/// Office programs leave zero-width characters at the head of what is copied.
#[test]
fn a_note_may_begin_with_a_character_that_is_dropped() {
    for source in ["\u{200b}Kyle is attention seeking.", "\u{ad}CIN plan", "\u{feff}\u{feff}Kyle is hostile.", "\u{200b}"] {
        LINTER.check(source);
        Text::new(source, &Abbreviations::default()).folded_of(Span::new(0, source.len()));
    }
}

/// `ʼ` is typed for an apostrophe and for a quotation mark: a term may stand right behind it.
#[test]
fn a_term_may_stand_behind_a_letter_apostrophe() {
    for source in ["ʼfailed to engageʼ", "She was ʼmanipulativeʼ.", "the ʼCINʼ plan"] {
        for finding in LINTER.check(source) {
            assert!(on_boundaries(source, finding.span), "{source:?}: {finding:?}");
        }
    }
}

/// Marks of emphasis before a label are no part of it, and must not move it.
#[test]
fn a_label_in_emphasis_keeps_its_place() {
    for source in ["*José: he is tired", "_José:_ he is tired", "**Mum's views:** she is tired", "- *Zoé*: tired"] {
        let text = Text::new(source, &Abbreviations::default());
        for block in &text.blocks {
            if let BlockKind::Field { label } = block.kind {
                let label = source.get(label.range());
                assert!(matches!(label, Some("José" | "Mum's views" | "Zoé")), "{source:?}: {label:?}");
            }
        }
        LINTER.check(source);
    }
}
