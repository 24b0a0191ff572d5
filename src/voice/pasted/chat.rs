//! Threads of messages: lines that begin with a time and who wrote, in the forms that phones export and workers type.

use super::stamps::{
    Head, LONGEST_HEAD, dated_name, is_clock, is_day, named_line, named_then_timed, phoned, phoned_inside, spoken, stamped,
};
use super::{Paste, PasteKind, add_sender, back};
use crate::lexicon::Hits;
use crate::text::{Shape, Span, Text};
use crate::voice::Cues;

/// A line of the note.
#[derive(Debug, Clone, Copy)]
struct Line {
    span: Span,
    after_blank: bool,
}

/// The threads of messages in a note.
pub(super) fn threads(text: &Text<'_>, hits: &Hits, cues: &Cues<'_>) -> Vec<Paste> {
    let told = hits.of(cues.messages);
    let source = text.source;
    if told.is_empty() && !has_times(text) {
        return Vec::new();
    }
    let lines = lines(source);
    let heads = heads(source, &lines, !told.is_empty());
    let mut found = Vec::new();
    let mut at = 0;
    while at < heads.len() {
        let mut end = at + 1;
        while end < heads.len() && goes_on(source, &lines, &heads[at], &heads[end - 1], &heads[end]) {
            end += 1;
        }
        let group = &heads[at..end];
        let around = Span { start: group[0].span.start.saturating_sub(LEAD), end: group[group.len() - 1].span.end };
        let top = told.first().is_some_and(|hit| hit.span.start < TOP);
        if is_thread(source, group, top || !hits.within(cues.messages, around).is_empty()) {
            found.push(paste(text, &lines, group));
        }
        at = end;
    }
    found
}

/// How far above a thread the note may say that one follows, in bytes; at the top of the note it may say so of all.
const LEAD: u32 = 400;
const TOP: u32 = 200;

/// Whether a text has as many clock times or telephone numbers as the shortest thread: where nothing tells of messages,
/// every head has one. Most notes are told by this.
fn has_times(text: &Text<'_>) -> bool {
    let numbers = text.words.iter().zip(text.words.iter().skip(1)).filter(|(one, _)| one.shape == Shape::Digits);
    let marks = numbers.filter(|(one, next)| {
        let mark = text.source.as_bytes()[one.span.end as usize];
        let clock = matches!(mark, b':' | b'.') && next.span.start == one.span.end + 1 && next.shape == Shape::Digits;
        clock || one.span.len() >= SHORTEST_PHONE
    });
    marks.take(SHORTEST_THREAD).count() == SHORTEST_THREAD
}

/// The heads of the shortest thread, and the digits of the shortest part of a telephone number.
const SHORTEST_THREAD: usize = 2;
const SHORTEST_PHONE: usize = 3;

fn lines(source: &str) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let (mut start, mut blank) = (0, true);
    for end in memchr::memchr_iter(b'\n', source.as_bytes()).chain(std::iter::once(source.len())) {
        let content = source[start..end].trim();
        if content.is_empty() {
            blank = true;
        } else {
            let from = start + source[start..end].len() - source[start..end].trim_start().len();
            lines.push(Line { span: Span::new(from, from + content.len()), after_blank: blank });
            blank = false;
        }
        start = end + 1;
    }
    lines
}

/// The heads of messages, in order.
fn heads(source: &str, lines: &[Line], told: bool) -> Vec<Head> {
    let mut heads: Vec<Head> = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let content = line.span.of(source);
        let start = line.span.start as usize;
        let mut floor = 0;
        let numbered = |line: &Line| line.span.of(source).bytes().any(|byte| byte.is_ascii_digit());
        if !told && !numbered(line) && !content.starts_with('[') && !lines.get(index + 1).is_some_and(numbered) {
            continue;
        }
        if let Some(head) = head_of_line(content, start, told, lines.get(index + 1).map(|next| next.span.of(source))) {
            floor = head.span.end as usize - start;
            heads.push(head);
        }
        if content.len() < LONGEST_HEAD {
            continue;
        }
        // An export may have made one line of a thread.
        let untimed = heads.last().is_some_and(|head| !head.timed && head.span.start >= line.span.start);
        for colon in memchr::memchr2_iter(b':', b'|', content.as_bytes()) {
            let from = content.ceil_char_boundary(floor.max((colon + 1).saturating_sub(LONGEST_HEAD)));
            if colon < floor || from > colon {
                continue;
            }
            if let Some(head) = dated_name(content, colon, from, start, told)
                .or_else(|| phoned_inside(content, colon, start))
                .filter(|head| head.span.start as usize >= start + floor)
            {
                floor = head.span.end as usize - start;
                heads.push(Head { heads: head.span.start == line.span.start, ..head });
                continue;
            }
            if !content.as_bytes()[colon + 1..].first().is_none_or(u8::is_ascii_whitespace) {
                continue;
            }
            let digits = content.as_bytes()[from..colon].iter().any(u8::is_ascii_digit);
            if !digits && !untimed {
                continue;
            }
            let mut starts = std::iter::once(from)
                .filter(|&at| at == 0 || content.as_bytes()[at - 1] == b' ')
                .chain(content[from..colon].match_indices(' ').map(|(at, _)| from + at + 1));
            let read = |at: usize| {
                let part = &content[at..=colon];
                let timed = || stamped(part, start + at).or_else(|| told.then(|| named_then_timed(part, start + at)).flatten());
                let named = || untimed.then(|| spoken(part, start + at)).flatten();
                digits.then(timed).flatten().or_else(named)
            };
            let head = starts.find_map(|at| read(at).filter(|head| head.span.end as usize == start + colon + 1));
            if let Some(head) = head {
                floor = colon + 1;
                heads.push(Head { heads: head.span.start == line.span.start, ..head });
            }
        }
    }
    heads
}

/// The head that a line begins with.
fn head_of_line(line: &str, start: usize, told: bool, next: Option<&str>) -> Option<Head> {
    let bare = line.trim_start_matches(['*', '_', '>', ' ']);
    let start = start + line.len() - bare.len();
    let first = bare.chars().next()?;
    if let Some(head) = stamped(bare, start).or_else(|| phoned(bare, start)) {
        return Some(head);
    }
    if first == '[' || next.is_some_and(|next| next.starts_with(|one: char| one.is_ascii_digit())) {
        let head = named_line(bare, start, next);
        if head.is_some() {
            return head;
        }
    }
    if !told || !(first.is_alphabetic() || first == '+') {
        return None;
    }
    named_then_timed(bare, start).or_else(|| spoken(bare, start))
}

/// Furthest that a message's head may stand behind the one before it, in bytes.
const NEXT: u32 = 900;

/// Whether a head belongs to the thread of the one before it.
fn goes_on(source: &str, lines: &[Line], first: &Head, last: &Head, next: &Head) -> bool {
    if next.span.start > last.span.end + NEXT
        || first.timed != next.timed
        || last.heads != next.heads && last.heads && first.heads && last.span.start != first.span.start
    {
        return false;
    }
    let from = lines.partition_point(|line| line.span.start <= last.span.start);
    let to = lines.partition_point(|line| line.span.start < next.span.start);
    let between = lines.get(from..to).unwrap_or_default();
    let multiline = last.exported;
    let own: Vec<&Line> = between.iter().filter(|line| !is_day_line(line.span.of(source))).collect();
    let blank = own.iter().any(|line| line.after_blank);
    own.len() <= if multiline { 4 } else { 1 } && !blank
}

/// A line that is only the day of the messages below it.
fn is_day_line(line: &str) -> bool {
    let bare = line.trim_matches(['-', '–', '—', '*', '_', ' ', ':', '[', ']', ',']);
    let mut words = bare.split([' ', ',']).filter(|word| !word.is_empty()).peekable();
    bare.len() <= 32
        && words.peek().is_some()
        && words.all(|word| is_day(word) || is_clock(word))
        && bare.bytes().any(|byte| byte.is_ascii_alphabetic() || byte == b'/')
}

/// Whether heads of messages are a thread.
fn is_thread(source: &str, group: &[Head], told: bool) -> bool {
    let spoken: Vec<&Head> = group.iter().filter(|head| !head.who.is_empty()).collect();
    if group.iter().any(|head| head.exported) {
        return spoken.len() >= 2;
    }
    let who = |head: &Head| head.who.of(source).to_lowercase();
    let me = spoken.iter().any(|head| matches!(who(head).as_str(), "me" | "unknown"));
    if group[0].timed {
        return spoken.len() >= 3 && (told || me || texted(source, group) >= 2) || spoken.len() >= 2 && told && me;
    }
    let again = spoken.iter().enumerate().any(|(index, head)| spoken[..index].iter().take(8).any(|other| who(other) == who(head)));
    told && spoken.len() >= 3 && again && (me || texted(source, group) >= 1)
}

/// How many messages begin with a small letter and end without a stop, as people text.
fn texted(source: &str, group: &[Head]) -> usize {
    let body = |head: &Head| {
        let rest = source[head.span.end as usize..].lines().next().unwrap_or_default().trim();
        rest.starts_with(char::is_lowercase) && !rest.ends_with(['.', ';', ':'])
    };
    group.iter().filter(|head| body(head)).count()
}

/// Where the writer of the note speaks again in what looks like the last message: at a capital inside it with what they did.
fn writer_speaks(text: &Text<'_>, message: Span) -> Option<u32> {
    let words = &text.words[text.word_from(message.start)..text.word_from(message.end)];
    let is = |index: usize, among: &[&str]| {
        words.get(index).is_some_and(|word| among.iter().any(|one| one.eq_ignore_ascii_case(word.span.of(text.source))))
    };
    let spoken = (1..words.len()).find(|&index| {
        let capital = words[index].span.of(text.source).starts_with(char::is_uppercase);
        capital && (is(index + 1, back::DID) || is(index, &["I"]) && is(index + 2, back::DID))
    })?;
    Some(words[spoken - 1].span.end)
}

fn paste(text: &Text<'_>, lines: &[Line], group: &[Head]) -> Paste {
    let source = text.source;
    let (first, last) = (&group[0], &group[group.len() - 1]);
    let mut top = lines.partition_point(|line| line.span.start <= first.span.start).saturating_sub(1);
    let mut start = first.span.start;
    if first.heads {
        start = lines[top].span.start;
        if top > 0 && !lines[top].after_blank && is_day_line(lines[top - 1].span.of(source)) {
            top -= 1;
            start = lines[top].span.start;
        }
    }
    let line = lines.partition_point(|line| line.span.start <= last.span.start).saturating_sub(1);
    let mut end = lines[line].span.end;
    let alone = group.len() == 1 || last.heads;
    if alone {
        // A head over its message: the lines below it to the next empty one.
        let over = last.span.end >= end;
        let below = lines[line + 1..].iter().take_while(|next| over && !next.after_blank).take(8);
        end = below.last().map_or(end, |next| next.span.end);
    } else if let Some(sentence) = text.sentence_at(last.span.end).map(|index| text.sentences[index].span) {
        let sentence = Span { start: last.span.end, end: sentence.end.clamp(last.span.end, end) };
        end = writer_speaks(text, sentence).unwrap_or(sentence.end);
    }
    let mut senders = Vec::new();
    let spoken = group.iter().filter(|head| !head.who.is_empty());
    let messages = spoken.clone().count();
    spoken.for_each(|head| add_sender(&mut senders, head.who, source));
    Paste { span: Span { start, end }, kind: PasteKind::Messages, messages, senders }
}
