//! Letters that stand for words and are not explained at or before their first use.

use std::collections::HashSet;
use std::sync::Arc;

use crate::finding::{Advice, Severity};
use crate::lexicon::{Entry, Hit, ListKind};
use crate::rules::{Check, Declaration, Note, Principle, Sink, terms};
use crate::text::{Block, BlockKind, Shape, Span, Word, explained};
use crate::voice::Voice;

/// The declaration of `plain-english/acronym`.
pub const RULE: Declaration = Declaration {
    summary: "letters and shorthand that are not explained at their first use",
    principle: Principle::Accessible,
    severity: Severity::Warning,
    checks: &[Check::Note(check)],
    options: &[],
};

/// Most letters that a word in capitals may have to be taken for an acronym that no list knows.
const LONGEST: usize = 6;

/// Letters that may stand for words.
struct Letters<'n> {
    span: Span,
    /// What a list says of them.
    listed: Option<Listed<'n>>,
}

/// An entry that knows letters, and its severity.
#[derive(Clone, Copy)]
struct Listed<'n> {
    hit: &'n Hit,
    entry: &'n Entry,
    severity: Severity,
}

fn check(note: &Note<'_>, sink: &mut Sink<'_>) {
    let found = found(note);
    if found.is_empty() {
        return;
    }
    let initials = Initials::of(note);
    let names: HashSet<&str> = found.iter().filter(|letters| is_name(letters, note)).map(|letters| letters.span.of(note.text.source)).collect();
    let mut seen: HashSet<String> = HashSet::new();
    for letters in found {
        let text = letters.span.of(note.text.source);
        let spoken = matches!(note.voices.at(letters.span), Voice::Quoted | Voice::Scare);
        if spoken || initials.hold(text, letters.listed.is_some()) || names.contains(text) {
            continue;
        }
        let key = letters.listed.map_or_else(|| key(text), |listed| listed.entry.term.to_uppercase());
        if !seen.insert(key) {
            continue;
        }
        let accepted = note.settings.accepted.contains(note.text.folded_of(letters.span));
        if !accepted && !explained(note.text.source, &note.text.words, letters.span) && !written_out(&letters, note) {
            report(&letters, text, note, sink);
        }
    }
}

/// Whether what the letters stand for is written out before them, or beside them in their own sentence.
fn written_out(letters: &Letters<'_>, note: &Note<'_>) -> bool {
    let Some(listed) = letters.listed else { return false };
    let sentence = note.text.sentences[listed.hit.sentence as usize].span;
    note.hits.written_out(listed.hit).is_some_and(|end| end <= sentence.end)
}

/// `Mo` among names is a name: shorthand with one capital behind a name, a comma or a kin word.
fn is_name(letters: &Letters<'_>, note: &Note<'_>) -> bool {
    let at = note.text.word_from(letters.span.start);
    let Some(&word) = note.text.words.get(at) else { return false };
    if word.shape != Shape::Capitalised || word.span != letters.span {
        return false;
    }
    let beside = |other: Option<&Word>, gap: Option<&str>| {
        other.is_some_and(|other| other.shape == Shape::Capitalised || note.voices.is_person(other.span)) && gap.is_some_and(|gap| matches!(gap, " " | ", "))
    };
    let before = at.checked_sub(1).map(|before| note.text.words[before]);
    let after = note.text.words.get(at + 1);
    let names_before = beside(before.as_ref(), before.map(|before| note.text.between(before.span.end, word.span.start)));
    let named_after = after.is_some_and(|after| after.shape == Shape::Capitalised && note.text.between(word.span.end, after.span.start) == " ");
    names_before || named_after
}

fn report(letters: &Letters<'_>, text: &str, note: &Note<'_>, sink: &mut Sink<'_>) {
    let own = note.settings.acronyms.get(text).map(String::as_str);
    let severity = letters.listed.map_or_else(|| doubt(text), |listed| listed.severity);
    let advice = match (letters.listed, own) {
        (Some(Listed { hit, entry, .. }), None) => note.advice.of(hit, note.lexicon, false, || advice(Some(entry), None, note.lexicon.form(hit))),
        (listed, own) => Arc::new(advice(listed.map(|listed| listed.entry), own, listed.map_or(text, |listed| note.lexicon.form(listed.hit)))),
    };
    sink.report_advice(severity, letters.span, advice);
}

/// What is said of letters: what the reader's team or the list says that they stand for, if that is one thing.
fn advice(entry: Option<&Entry>, own: Option<&str>, letters: &str) -> Advice {
    let sole = entry.filter(|entry| !entry.ambiguous && entry.means.len() == 1).map(|entry| entry.means[0].as_str());
    let meaning = own.or(sole);
    let message = match (meaning, entry.and_then(|entry| entry.gloss.as_deref())) {
        (Some(meaning), Some(gloss)) if !gloss.eq_ignore_ascii_case(meaning) => format!("A young reader cannot guess that this stands for “{meaning}” ({gloss}). Write the words out the first time.").into(),
        (Some(meaning), _) => format!("A young reader cannot guess that this stands for “{meaning}”. Write the words out the first time.").into(),
        (None, _) => match entry.map(|entry| entry.means.join("” or “")) {
            Some(meanings) => format!("This can stand for “{meanings}”: a young reader cannot tell. Write the words out the first time.").into(),
            None => "A young reader cannot guess what these letters stand for. Write the words out the first time, the letters behind them in brackets.".into(),
        },
    };
    // Capitals are worth keeping beside the words, so that later uses are understood; clipped words are not.
    let keep = letters.chars().filter(|character| character.is_uppercase()).count() >= 2;
    let wording = |meaning: &str| if keep { format!("{meaning} ({letters})") } else { meaning.to_owned() };
    // A plural, an inflected form or a meaning with a remark in brackets would not read well in the middle of a sentence.
    let safe = keep && meaning.is_some_and(|meaning| !meaning.contains('(')) && entry.is_none_or(|entry| entry.term == letters);
    Advice { message, suggestions: meaning.map(wording).into_iter().collect(), safe, data: Vec::new() }
}

/// How sure it is that capitals no list knows are letters. Two are as often somebody's initials, and four or more
/// with a vowel a name or a word said loudly.
fn doubt(text: &str) -> Severity {
    let vowels = text.contains(['A', 'E', 'I', 'O', 'U']);
    if text.len() == 3 || text.len() > 3 && !vowels { Severity::Warning } else { Severity::Info }
}

/// Letters in order of place: those the lists know, and words all in capitals that no list knows.
fn found<'n>(note: &Note<'n>) -> Vec<Letters<'n>> {
    let mut found: Vec<Letters<'n>> = Vec::new();
    let mut known: Vec<Span> = Vec::new();
    for (index, list) in note.lexicon.lists().iter().enumerate() {
        let hits = note.hits.of(index as u16);
        if hits.is_empty() {
            continue;
        }
        let ours = matches!(list.kind, ListKind::Acronyms | ListKind::Shorthand);
        if !ours && list.kind != ListKind::Exempt {
            continue;
        }
        for hit in hits {
            if ours && terms::applies(hit, note) {
                let entry = note.lexicon.entry(hit);
                found.push(Letters { span: hit.span, listed: Some(Listed { hit, entry, severity: entry.severity.unwrap_or(list.severity) }) });
            }
            known.push(hit.span);
        }
    }
    known.sort_unstable();
    let touches_known = |span: Span| {
        let next = known.partition_point(|one| one.start < span.end);
        known[next.saturating_sub(2)..next].iter().any(|one| one.touches(span))
    };
    let capitals = note.text.capitals_in(0..note.text.words.len()).map(|index| &note.text.words[index]);
    let unknown = capitals.filter(|word| word.shape == Shape::Capitals && (2..=LONGEST).contains(&word.span.len()));
    let mut shouting = Shouting { note, block: usize::MAX, shouted: false };
    let mut unknown: Vec<Span> = unknown
        .filter(|word| !touches_known(word.span) && reads_as_letters(word, note) && !shouting.at(word))
        .map(|word| word.span)
        .collect();
    if !unknown.is_empty() {
        let spelled = spelled_small(&unknown, note);
        unknown.retain(|span| !spelled.contains(&small(*span, note.text.source)));
    }
    found.extend(unknown.into_iter().map(|span| Letters { span, listed: None }));
    found.sort_unstable_by_key(|letters| (letters.span.start, std::cmp::Reverse(letters.span.end)));
    // Two lists may know the same letters: the longer hit, then the first, stands.
    let mut end = 0;
    found.retain(|letters| {
        let apart = letters.span.start >= end;
        end = end.max(letters.span.end);
        apart
    });
    found
}

/// Whether a word in capitals that no list knows is letters rather than a word said loudly, a number or a code.
fn reads_as_letters(word: &Word, note: &Note<'_>) -> bool {
    let text = word.span.of(note.text.source);
    let roman = text.chars().all(|character| matches!(character, 'I' | 'V' | 'X'));
    let spoken = text.contains('\'');
    let bytes = note.text.source.as_bytes();
    let joined = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(|byte| matches!(byte, b'@' | b'_' | b'#'));
    let coded = joined((word.span.start as usize).checked_sub(1)) || joined(Some(word.span.end as usize));
    !roman && !spoken && !coded && !ends_plate(word, note)
}

/// "AB12 ZZV", "P123 ABC", "ABC 123P": three letters that are a part of a number plate.
fn ends_plate(word: &Word, note: &Note<'_>) -> bool {
    if word.span.len() != 3 {
        return false;
    }
    let at = note.text.word_from(word.span.start);
    // Letters, then digits, and the other way round, as plates have had them.
    let shaped = |other: Option<&Word>, reversed: bool| {
        other.is_some_and(|other| {
            let content = other.span.of(note.text.source).as_bytes();
            let (letters, digits) = (content.iter().filter(|byte| byte.is_ascii_alphabetic()).count(), content.iter().filter(|byte| byte.is_ascii_digit()).count());
            let ordered = content.iter().position(u8::is_ascii_digit) == Some(if reversed { 0 } else { letters });
            letters + digits == content.len() && ordered && matches!((letters, digits), (2, 2) | (1, 1..=3))
        })
    };
    let near = |from: u32, to: u32| matches!(note.text.between(from, to), " " | "-");
    let before = at.checked_sub(1).map(|before| &note.text.words[before]).filter(|before| near(before.span.end, word.span.start));
    let behind = note.text.words.get(at + 1).filter(|behind| near(word.span.end, behind.span.start));
    shaped(before, false) || shaped(behind, true)
}

/// Those of some short words in capitals that stand in the note with small letters too: they are words or names said loudly.
fn spelled_small(capitals: &[Span], note: &Note<'_>) -> HashSet<u64> {
    let source = note.text.source;
    let mut asked: Vec<u64> = capitals.iter().map(|span| small(*span, source)).collect();
    asked.sort_unstable();
    // Most words are of another length than the few that are asked for.
    let lengths = capitals.iter().fold(0_u64, |lengths, span| lengths | 1 << span.len().min(63));
    let asked_for = |word: &&Word| lengths >> word.span.len().min(63) & 1 != 0;
    let words = note.text.words.iter().filter(asked_for).filter(|word| !matches!(word.shape, Shape::Capitals | Shape::Digits));
    words.map(|word| small(word.span, source)).filter(|word| asked.binary_search(word).is_ok()).collect()
}

/// A short word in small letters, packed into a number: cheaper to compare than a string.
fn small(word: Span, source: &str) -> u64 {
    word.of(source).bytes().fold(0, |packed, byte| packed << 8 | u64::from(byte.to_ascii_lowercase()))
}

/// Blocks set in capitals, each looked at once: the words are asked for in order.
struct Shouting<'a, 'n> {
    note: &'a Note<'n>,
    block: usize,
    shouted: bool,
}

impl Shouting<'_, '_> {
    fn at(&mut self, word: &Word) -> bool {
        let blocks = &self.note.text.blocks;
        let block = blocks.partition_point(|block| block.span.start <= word.span.start);
        if block != self.block {
            self.block = block;
            self.shouted = block > 0 && in_capitals(&blocks[block - 1], self.note);
        }
        self.shouted
    }
}

/// Whether a heading or a line is set in capitals throughout: then its words are words.
fn in_capitals(block: &Block, note: &Note<'_>) -> bool {
    let words = &note.text.words[note.text.word_from(block.span.start)..note.text.word_from(block.span.end)];
    let capitals = words.iter().filter(|word| word.shape == Shape::Capitals).count();
    let label = match block.kind {
        BlockKind::Field { label } => note.text.words[note.text.word_from(label.start)..note.text.word_from(label.end)].len(),
        _ => 0,
    };
    (block.kind == BlockKind::Heading || words.len() >= 3) && capitals * 3 >= words.len() * 2 || label > 0 && label == words.len()
}

/// Initials of the people in a note or in the configuration, packed and sorted.
struct Initials(Vec<u32>);

impl Initials {
    fn of(note: &Note<'_>) -> Self {
        let source = note.text.source;
        let configured = note.settings.people.iter().filter_map(|name| pack(name.split([' ', '-']).filter_map(|part| part.bytes().next())));
        let mut found: Vec<u32> = configured.collect();
        let mut name: Vec<u8> = Vec::new();
        let mut next = 0;
        for index in note.text.capitals_in(0..note.text.words.len()) {
            let word = note.text.words[index];
            if !matches!(word.shape, Shape::Capitalised | Shape::Mixed) || TITLES.contains(&word.span.of(source)) {
                continue;
            }
            let goes_on = index == next && index > 0 && {
                matches!(note.text.between(note.text.words[index - 1].span.end, word.span.start), "" | " " | "-" | ". " | ".")
            };
            if !goes_on {
                spell(&name, &mut found);
                name.clear();
            }
            name.push(source.as_bytes()[word.span.start as usize]);
            next = index + 1;
        }
        spell(&name, &mut found);
        found.extend(signatures(note));
        found.sort_unstable();
        Self(found)
    }

    /// Whether letters are somebody's initials. Letters that a social worker writes daily are not, whoever's they could be.
    fn hold(&self, letters: &str, listed: bool) -> bool {
        pack(letters.bytes()).is_some_and(|packed| self.0.binary_search(&packed).is_ok()) && !(listed && DAILY.contains(&letters))
    }
}

/// Two or three letters in one number.
fn pack(letters: impl IntoIterator<Item = u8>) -> Option<u32> {
    let mut count = 0;
    let packed = letters.into_iter().inspect(|_| count += 1).take(4).fold(0, |packed: u32, letter| packed << 8 | u32::from(letter));
    (2..=3).contains(&count).then_some(packed)
}

/// Titles stand before names and are no part of the initials.
const TITLES: &[&str] = &["Mr", "Mrs", "Ms", "Miss", "Dr", "Prof", "Sir", "Sr", "Rev", "The", "I"];

/// Letters so common in notes that they are read as such even where a name has the same initials.
const DAILY: &[&str] =
    &["SW", "LA", "TM", "HV", "CP", "PR", "DV", "DA", "MH", "FC", "PPM", "ICPC", "IRO", "CIN", "LAC", "SEN", "PLO", "NRM", "EH", "MGM", "PGM", "FSW", "YP"];

/// Adds the initials of a name: of every two or three parts of it that stand together.
fn spell(name: &[u8], found: &mut Vec<u32>) {
    for length in 2..=3 {
        found.extend(name.windows(length).filter_map(|parts| pack(parts.iter().copied())));
    }
}

/// Initials that sign: alone in a block, behind the last dash of a heading's line, or in brackets behind "me".
fn signatures<'n>(note: &Note<'n>) -> impl Iterator<Item = u32> + use<'n> {
    let Note { text, .. } = *note;
    let letters = |part: &str| (2..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_uppercase());
    let count = text.blocks.len();
    text.blocks.iter().enumerate().filter_map(move |(index, block)| {
        let content = block.span.of(text.source).trim_end_matches('.');
        let edge = index < 4 || index + 4 > count;
        let last = content.rsplit([' ', '\n']).next().unwrap_or_default();
        let before = content.strip_suffix(last).unwrap_or_default().trim_end();
        let signs = before.is_empty() && index > 0 || before.ends_with(" by") || before.ends_with(['–', '—', '-', ',']) && before.ends_with(|dash| dash != ',') || before.ends_with(|last: char| last.is_ascii_digit());
        (edge && letters(last) && signs).then(|| pack(last.bytes())).flatten()
    })
}

/// One key for the spellings of the same letters: plural, possessive, stops and case are levelled.
fn key(text: &str) -> String {
    let bare: String = text.chars().filter(|character| character.is_alphanumeric() || matches!(character, '/' | '&')).collect();
    let singular = bare.strip_suffix('s').filter(|stem| stem.len() > 1 && stem.chars().all(|character| !character.is_lowercase()));
    singular.unwrap_or(&bare).to_uppercase()
}
