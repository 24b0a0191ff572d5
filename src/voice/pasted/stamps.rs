//! The heads of messages: a time and a name in the orders that programs and people write them.

use crate::text::Span;

/// The head of a message: when, and who.
#[derive(Debug, Clone, Copy)]
pub(super) struct Head {
    /// From the time to behind the colon.
    pub(super) span: Span,
    /// Who; empty in what the program itself writes.
    pub(super) who: Span,
    /// Whether only a program writes it so.
    pub(super) exported: bool,
    /// Whether it has a time.
    pub(super) timed: bool,
    /// Whether it begins its line.
    pub(super) heads: bool,
}

/// Longest head of a message, in bytes.
pub(super) const LONGEST_HEAD: usize = 64;

/// Inside a line: `Donna Ward 13 May 2022, 21:04`, `Pam Lister  10:32 AM`, `Yemi – 19:02 –`, `[10:32]`, by the colon of the time.
pub(super) fn dated_name(content: &str, colon: usize, from: usize, start: usize, told: bool) -> Option<Head> {
    let bytes = content.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    if colon == 0 || !digit(colon - 1) || !digit(colon + 1) || !digit(colon + 2) {
        return None;
    }
    let window = &content[from..content.floor_char_boundary(content.len().min(colon + 12))];
    let starts = std::iter::once(0).filter(|_| from == 0).chain(window[..colon - from].match_indices(' ').map(|(at, _)| at + 1));
    let mut starts = starts;
    starts.find_map(|at| {
        let part = &window[at..];
        let head = |end: usize, who: Span| Head {
            span: Span::new(start + from + at, start + from + at + end),
            who,
            exported: true,
            timed: true,
            heads: true,
        };
        if let Some(inside) = part.strip_prefix('[') {
            let time = time_end(inside)?;
            let behind = inside[time..].strip_prefix("] ")?;
            let name = start + from + at + time + 3;
            return behind
                .starts_with(char::is_uppercase)
                .then(|| head(time + 2, Span::new(name, name + behind.split(' ').next().map_or(0, str::len))));
        }
        // Most words of a line have a small letter, and no name begins there.
        if !part.trim_start_matches(' ').starts_with(char::is_uppercase) {
            return None;
        }
        let digit = part.bytes().position(|byte| byte.is_ascii_digit())?;
        let name = part[..digit].trim_end_matches([' ', '-', '–', '—', ',', '(']);
        let words = name.split(' ').filter(|word| !word.is_empty());
        let named = (1..=3).contains(&words.clone().take(4).count())
            && words.clone().all(|word| {
                word.starts_with(char::is_uppercase) && word.chars().all(|one| one.is_alphabetic() || matches!(one, '\'' | '’' | '-' | ','))
            });
        if !named {
            return None;
        }
        let time = digit + time_end(&part[digit..])?;
        let dashed = part[name.len()..digit].contains(['-', '–', '—']) && part[time..].trim_start().starts_with(['-', '–', '—']);
        let half = part[..time].ends_with(['M', 'm']);
        let dated = part[digit..time].contains(' ') && part[digit..time].len() > 8;
        let sure = told && (dashed || half || dated) || dated && part[digit..time].contains(',');
        (at + time > colon - from && !AFTER.contains(&name) && sure)
            .then(|| head(time, Span::new(start + from + at, start + from + at + name.len())))
    })
}

/// What telephones write under a message, and no name.
const AFTER: &[&str] = &["Read", "Delivered", "Sent", "Seen", "Today", "Yesterday", "At", "On", "From", "By", "Until", "Edited"];

/// `[04/06/2024, 10:14:33] Donna:`, `12/11/2023, 18:02 - Kyle:`, `Mon 08:10 Tia:`, `2023-08-01 09:44 | In |`, `Jade 14:02:`.
pub(super) fn stamped(line: &str, start: usize) -> Option<Head> {
    if !line.starts_with(|first: char| {
        first.is_ascii_digit() || matches!(first, '[' | '(' | 'M' | 'T' | 'W' | 'F' | 'S' | 'm' | 't' | 'w' | 'f' | 's')
    }) {
        return None;
    }
    let bracketed = line.starts_with(['[', '(']);
    let time = time_end(&line[usize::from(bracketed)..])? + usize::from(bracketed);
    let dated = line[..time].bytes().filter(|byte| matches!(byte, b'/' | b'-' | b'.' | b',')).count() >= 2;
    let mut rest = &line[time..];
    if bracketed {
        rest = rest.strip_prefix([']', ')'])?;
    }
    let behind = rest.trim_start_matches([' ', '\u{a0}', '\u{202f}']);
    let dashed = behind.starts_with(['-', '–', '|', ',']);
    let who = behind.trim_start_matches(['-', '–', '|', ',', ' ', '*']);
    if rest.len() == who.len() {
        return None;
    }
    let at = line.len() - who.len();
    let head =
        |end: usize, name: Span, exported| Head { span: Span::new(start, start + end), who: name, exported, timed: true, heads: true };
    let name = name_end(who);
    if let Some((length, colon)) = name {
        let exported = dated && (bracketed || dashed);
        return Some(head(at + colon, Span::new(start + at, start + at + length), exported));
    }
    let system = dated && (bracketed || behind.starts_with('-')) && SYSTEM.iter().any(|word| who.contains(word));
    system.then(|| head(at, Span::new(0, 0), true))
}

/// What messaging programs write behind a time in place of a message.
const SYSTEM: &[&str] = &["encrypted", "created group", "added", "left", "joined", "changed", "deleted"];

/// A day or a date, if any, and a clock time: where they end.
fn time_end(line: &str) -> Option<usize> {
    let bytes = line.as_bytes();
    let mut at = 0;
    for _ in 0..5 {
        let token = line[at..].split([' ', ',', ']', ')', '\u{a0}', '\u{202f}']).next().unwrap_or_default().trim_end_matches(':');
        let next = at + token.len();
        if is_clock(token) {
            let half = line[next..].trim_start_matches([' ', '\u{a0}', '\u{202f}']);
            let letters: String = half.chars().take(4).filter(char::is_ascii_alphabetic).collect::<String>().to_ascii_lowercase();
            let halved = letters.starts_with("am") || letters.starts_with("pm");
            let alone = halved && !half[2..].starts_with(char::is_alphanumeric);
            return Some(if alone { line.len() - half.len() + 2 } else { next });
        }
        if !is_day(token) {
            return None;
        }
        at = next + bytes[next..].iter().take_while(|byte| matches!(byte, b' ' | b',')).count();
        if at == next {
            return None;
        }
    }
    None
}

/// `10:14`, `10:14:33`, `09.02`, `9.02pm`.
pub(super) fn is_clock(token: &str) -> bool {
    let bare = token.trim_end_matches(|last: char| last.is_ascii_alphabetic());
    let end = &token[bare.len()..];
    let mut parts = bare.split([':', '.']);
    let number = |part: Option<&str>, most: usize| {
        part.is_some_and(|part| part.len() <= most && !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let two = |part: Option<&str>| part.is_some_and(|part| part.len() == 2) && number(part, 2);
    number(parts.next(), 2)
        && two(parts.next())
        && parts.next().is_none_or(|part| two(Some(part)))
        && parts.next().is_none()
        && (end.is_empty() || end.eq_ignore_ascii_case("am") || end.eq_ignore_ascii_case("pm"))
}

const DAYS: &[&str] = &["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const MONTHS: &[&str] = &["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// A weekday, a month, a number of a date, or a date in numbers.
pub(super) fn is_day(token: &str) -> bool {
    let among =
        |names: &[&str]| token.get(..3).is_some_and(|start| names.iter().any(|name| name.eq_ignore_ascii_case(start))) && token.len() <= 9;
    if !token.starts_with(|first: char| first.is_ascii_digit()) {
        let letters = token.bytes().all(|byte| byte.is_ascii_alphabetic());
        return letters && (among(DAYS) || among(MONTHS) || token.eq_ignore_ascii_case("today") || token.eq_ignore_ascii_case("yesterday"));
    }
    let digits = token.bytes().take_while(u8::is_ascii_digit).count();
    let numbers = token.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'/' | b'-' | b'.')) && token.len() <= 10;
    let ordinal = digits <= 2 && matches!(&token[digits..], "st" | "nd" | "rd" | "th");
    numbers || ordinal
}

/// Where a name at the start of a text ends, and where the mark behind it does.
fn name_end(text: &str) -> Option<(usize, usize)> {
    let window = &text[..text.floor_char_boundary(text.len().min(42))];
    let end = window.find([':', '|'])?;
    let name = window[..end].trim_end_matches([' ', '*', '_']);
    let mut count = 0;
    let mut small = 0;
    for word in name.split(' ') {
        count += 1;
        let plain = word.chars().all(|one| {
            one.is_alphanumeric() || matches!(one, '+' | '\'' | '’' | '-' | '.' | '(' | ')' | ',' | '~' | '&') || !one.is_ascii()
        });
        if !plain || word.is_empty() {
            return None;
        }
        small += usize::from(word.starts_with(char::is_lowercase));
    }
    let close = text[end + 1..].len() - text[end + 1..].trim_start_matches(['*', '_']).len();
    let spaced = text[end + 1..].is_empty()
        || text[end + 1 + close..].starts_with([' ', '\u{a0}', '\n', '\r'])
        || text[end + 1 + close..].is_empty();
    let clock = name.ends_with(|last: char| last.is_ascii_digit()) && !name.contains("077") && !name.contains("+44") && name.len() < 9;
    ((1..=5).contains(&count) && (small == 0 || count == 1) && spaced && !clock).then_some((name.len(), end + 1 + close))
}

/// `Jade 14:02:`, `Yemi (18:20):`, `Yemi – 19:02 –`.
pub(super) fn named_then_timed(line: &str, start: usize) -> Option<Head> {
    let window = &line[..line.floor_char_boundary(line.len().min(LONGEST_HEAD))];
    let digit = window.bytes().position(|byte| byte.is_ascii_digit())?;
    let name = window[..digit].trim_end_matches([' ', '(', '[', '-', '–', '—', '*', '_', ',']);
    let words = name.split(' ').filter(|word| !word.is_empty()).take(5).count();
    let capital = words == 1 || name.split([' ', ',']).filter(|word| !word.is_empty()).all(|word| word.starts_with(char::is_uppercase));
    if !capital || !(1..=4).contains(&words) || AFTER.contains(&name) {
        return None;
    }
    let gap = &window[name.len()..digit];
    let time = digit + time_end(&window[digit..])?;
    let rest = window[time..].trim_start_matches([')', ']', '*', ' ']);
    let closed = rest.starts_with(':')
        || gap.contains(['-', '–', '—']) && rest.starts_with(['-', '–', '—'])
        || rest.is_empty() && time + 3 > line.trim_end().len() && name.split(' ').count() <= 3 && name.len() > 1;
    let end = line.len() - line[time..].trim_start_matches([')', ']', '*', ' ', ':', '-', '–', '—']).len();
    closed.then(|| Head {
        span: Span::new(start, start + end),
        who: Span::new(start, start + name.len()),
        exported: false,
        timed: true,
        heads: true,
    })
}

/// A line that is only a name over a line that is only a time, or `[10:32] Name` over its message.
pub(super) fn named_line(line: &str, start: usize, next: Option<&str>) -> Option<Head> {
    let is_name = |name: &str| {
        let words = name.split([' ', ',']).filter(|word| !word.is_empty());
        (1..=4).contains(&words.clone().count())
            && words.clone().all(|word| {
                word.starts_with(char::is_uppercase) && word.chars().all(|one| one.is_alphabetic() || matches!(one, '\'' | '-' | '’'))
            })
    };
    let whole = |who: Span| Head { span: Span::new(start, start + line.len()), who, exported: true, timed: true, heads: true };
    if let Some(inside) = line.strip_prefix('[') {
        let time = time_end(inside)?;
        let name = inside[time..].strip_prefix(']')?.trim();
        return is_name(name).then(|| whole(Span::new(start + line.len() - name.len(), start + line.len())));
    }
    let time = next.filter(|next| next.len() < 40 && time_end(next).is_some_and(|end| end == next.trim_end().len()))?;
    (is_name(line) && !time.is_empty()).then(|| whole(Span::new(start, start + line.len())))
}

/// `To: 07700 900122` over its message.
pub(super) fn phoned(line: &str, start: usize) -> Option<Head> {
    let colon = line.find(':')?;
    let head = phoned_inside(line, colon, start)?;
    (head.span.start as usize == start && head.span.end as usize == start + line.len()).then_some(head)
}

/// `To: 07700 900122` inside a line, by its colon.
pub(super) fn phoned_inside(line: &str, colon: usize, start: usize) -> Option<Head> {
    let label = line[..colon].rsplit(' ').next().unwrap_or_default();
    let sent = label.eq_ignore_ascii_case("from");
    if !sent && !label.eq_ignore_ascii_case("to") {
        return None;
    }
    let value = line[colon + 1..].trim_start_matches(' ');
    let length = value.bytes().take_while(|byte| byte.is_ascii_digit() || matches!(byte, b' ' | b'+')).count();
    let phone = value[..length].trim_end();
    let digits = phone.bytes().filter(u8::is_ascii_digit).count();
    (10..=13).contains(&digits).then(|| {
        let (from, at) = (start + colon - label.len(), start + line.len() - value.len());
        let who = if sent { Span::new(at, at + phone.len()) } else { Span::new(from, start + colon) };
        Head { span: Span::new(from, at + phone.len()), who, exported: true, timed: true, heads: true }
    })
}

/// `Me: Are you ok?`, in a note that says that a thread follows.
pub(super) fn spoken(line: &str, start: usize) -> Option<Head> {
    if !line.starts_with(char::is_uppercase) {
        return None;
    }
    let (length, end) = name_end(line)?;
    let phone = line[..length].bytes().filter(u8::is_ascii_digit).count() > 6;
    let name = &line[..length];
    (length <= 20 && !phone && name.split(' ').count() <= 2).then(|| Head {
        span: Span::new(start, start + end),
        who: Span::new(start, start + length),
        exported: false,
        timed: false,
        heads: true,
    })
}
