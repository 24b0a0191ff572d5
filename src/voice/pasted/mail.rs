//! Mail, read line by line: what begins it, how far it goes on, and where the writer of the note speaks again.

use super::marks::{Marks, Tags};
use super::units::{Unit, units};
use super::{Paste, PasteKind, add_sender, back, score, signature};
use crate::lexicon::Hits;
use crate::text::{Span, Text};
use crate::voice::Cues;

/// The units of a note and what is asked of them.
pub(super) struct Reader<'r> {
    pub(super) text: &'r Text<'r>,
    /// Whether an export made one line of the whole note.
    pub(super) one_line: bool,
    pub(super) units: Vec<Unit>,
    pub(super) marks: &'r Marks,
    pub(super) hits: &'r Hits,
    pub(super) cues: &'r Cues<'r>,
}

/// What is known of a mail while it is read.
#[derive(Debug, Default)]
pub(super) struct Walk {
    /// One past the last unit that belongs to it.
    pub(super) end: usize,
    pub(super) messages: usize,
    pub(super) senders: Vec<Span>,
    /// Whether it holds what only mail has.
    pub(super) sure: bool,
    /// Where the last message was signed.
    pub(super) signed: Option<usize>,
    pub(super) from: Option<Span>,
    pub(super) to: Option<Span>,
    /// Where it ends, if that is inside its last unit.
    pub(super) stop: Option<u32>,
    /// Whether an export made one line of it.
    pub(super) flat: bool,
    /// Whether a line that names its writer has just been read, to which its headers add no message.
    pub(super) named: bool,
    /// Units of the message read so far.
    pub(super) body: usize,
}

/// The regions of mail in a note.
pub(super) fn mail(text: &Text<'_>, hits: &Hits, cues: &Cues<'_>) -> Vec<Paste> {
    let marks = Marks::new(text, hits, cues);
    let mut found = Vec::new();
    if marks.is_empty() {
        return found;
    }
    let units = units(text, &marks.all);
    let one_line = units.iter().skip(1).all(|unit| !unit.heads);
    let reader = Reader { text, one_line, units, marks: &marks, hits, cues };
    let (mut at, mut floor) = (0, 0);
    while at < reader.units.len() {
        match reader.region(at, floor) {
            Some((start, walk)) => {
                let end = walk.stop.unwrap_or(reader.units[walk.end - 1].span.end);
                let span = Span { start: reader.units[start].span.start, end };
                found.push(Paste { span, kind: PasteKind::Mail, messages: walk.messages.max(1), senders: walk.senders });
                at = walk.end;
                floor = at;
            }
            None => at += 1,
        }
    }
    found
}

/// Most lines that a mail without headers may have to its closing.
const LONGEST_BARE: usize = 60;

impl Reader<'_> {
    /// The region that a unit begins, if it does: its first unit, and what was read.
    fn region(&self, at: usize, floor: usize) -> Option<(usize, Walk)> {
        let leads = self.units[at].leads;
        if leads.has(Tags::START) {
            let mut walk = self.walk(at);
            let (start, answered) = self.head(at, floor);
            walk.messages += usize::from(answered);
            return Some((start, walk));
        }
        if leads.has(Tags::OPENING) {
            let walk = self.walk(at);
            let start = self.above(at, floor);
            return (walk.sure || walk.signed.is_some() && score::is_mail(self, start, at, &walk)).then_some((start, walk));
        }
        if self.units[at].tags.has(Tags::INVITE) {
            return self.invitation(at, floor);
        }
        (leads.has(Tags::DEVICE) || self.units[at].tags.has(Tags::FOOTER)).then(|| self.tail(at, floor)).flatten()
    }

    /// Reads a mail from its first unit on.
    pub(super) fn walk(&self, first: usize) -> Walk {
        let mut walk = Walk { end: first, ..Walk::default() };
        let bare = !self.units[first].leads.has(Tags::START);
        walk.messages = usize::from(bare);
        let mut at = first;
        while at < self.units.len() {
            let unit = &self.units[at];
            if unit.leads.has(Tags::START) {
                // Without its closing, what was greeted above may be the writer's own.
                if bare && walk.signed.is_none() && walk.end > first && unit.leads.has(Tags::HEADER) && !walk.sure {
                    break;
                }
                at = self.start(at, &mut walk);
                continue;
            }
            if !self.goes_on(at, first, &mut walk) {
                break;
            }
            walk.end = at + 1;
            at += 1;
            if walk.stop.is_some() {
                break;
            }
            if bare && !walk.sure && walk.signed.is_none() && at - first > LONGEST_BARE {
                break;
            }
        }
        walk
    }

    /// Reads what begins a message: headers, an attribution or a rule. Gives the unit behind it.
    fn start(&self, at: usize, walk: &mut Walk) -> usize {
        let unit = &self.units[at];
        let named = std::mem::take(&mut walk.named) && walk.body == 0;
        walk.sure = true;
        walk.signed = None;
        walk.body = 0;
        walk.flat |= !unit.heads;
        let mut next = at + 1;
        if unit.leads.has(Tags::HEADER) {
            walk.messages += usize::from(!named);
            let mark = self.marks.blocks.partition_point(|block| block.span.start < unit.span.start);
            if let Some(block) = self.marks.blocks.get(mark) {
                while self.units.get(next).is_some_and(|next| next.span.start < block.span.end) {
                    next += 1;
                }
                (walk.from, walk.to) = (block.from, block.to);
                add_sender(&mut walk.senders, self.sender(block.from), self.text.source);
            }
        } else if unit.leads.has(Tags::ATTRIBUTION) || !self.units.get(next).is_some_and(|next| next.leads.has(Tags::HEADER)) {
            walk.messages += 1;
            walk.from = None;
            walk.named = true;
        }
        let joined = unit.leads.has(Tags::HEADER) && next == at + 1 && self.holds_sentence(unit, walk);
        walk.flat |= joined || self.units.get(next).is_some_and(|next| !next.heads);
        walk.end = next;
        next
    }

    /// Whether a line of headers holds sentences behind them, and with them the mail.
    fn holds_sentence(&self, unit: &Unit, walk: &Walk) -> bool {
        let block =
            self.marks.blocks.iter().find(|block| block.span.start >= unit.span.start).filter(|block| block.span.start < unit.span.end);
        let behind = block.map_or(unit.span.start, |block| block.span.end.min(unit.span.end));
        let rest = Span { start: behind, end: unit.span.end }.of(self.text.source);
        walk.body == 0 && rest.split(' ').count() > 6 && (rest.contains(". ") || rest.contains("? ") || rest.ends_with('.'))
    }

    /// The name in the value of `From`, without the address.
    fn sender(&self, from: Option<Span>) -> Span {
        let Some(from) = from else { return Span::new(0, 0) };
        let value = from.of(self.text.source);
        let name = value.split(['<', '[', '(']).next().unwrap_or_default().trim_end_matches([' ', '"']);
        let name = if name.len() < 2 { value } else { name };
        Span { start: from.start, end: from.start + name.len().min(80) as u32 }
    }

    /// Whether a unit still belongs to the mail.
    pub(super) fn goes_on(&self, at: usize, first: usize, walk: &mut Walk) -> bool {
        let unit = &self.units[at];
        if unit.leads.has(Tags::END) {
            return false;
        }
        if unit.quoted {
            walk.signed = Some(at);
            return walk.sure || walk.signed.is_some();
        }
        if let Some(mark) = separator(unit.span.of(self.text.source)) {
            let next = self.units[at + 1..].iter().find(|next| separator(next.span.of(self.text.source)).is_none());
            return mark == '_' || next.is_some_and(|next| next.leads.has(Tags::START));
        }
        // What an export made one line of ends with its line.
        if walk.flat && unit.heads && unit.after_blank && !unit.tags.has(Tags::FOOTER.or(Tags::DEVICE)) && !unit.leads.has(Tags::BANNER) {
            return false;
        }
        walk.flat |= !unit.heads && unit.leads.has(Tags::CLOSING);
        if walk.signed.is_some() {
            return self.signs(at, walk);
        }
        if at > first && back::returns(self, at, walk.to, walk.from, walk.body == 0) {
            return false;
        }
        if self.closes(at, walk) {
            walk.signed = Some(at);
        }
        walk.stop = (self.one_line && walk.body > 0).then(|| self.signed_inside(at, walk)).flatten();
        walk.body += usize::from(at > first || !unit.leads.has(Tags::OPENING));
        true
    }

    /// Whether a unit ends the message: a closing, a phone's line, or the sender's name by itself.
    pub(super) fn closes(&self, at: usize, walk: &Walk) -> bool {
        let unit = &self.units[at];
        let marked = unit.leads.has(Tags::MARKING) && unit.words(self.text).len() <= 4 && walk.body > 0;
        if marked || unit.leads.has(Tags::CLOSING.or(Tags::DEVICE)) || unit.leads.has(Tags::THANKS) && walk.body > 0 {
            return true;
        }
        if unit.leads.has(Tags::OPENING.or(Tags::BANNER).or(Tags::MARKING)) || walk.body == 0 {
            return false;
        }
        let sender = self.sender(walk.from);
        let words = unit.words(self.text);
        let short = words.len() <= 4 && !unit.span.of(self.text.source).ends_with(['?', ':']);
        if short && unit.heads && !sender.is_empty() && signature::is_sender(self.text, words, sender.of(self.text.source)) {
            return true;
        }
        let next = self.units.get(at + 1);
        let apart = next.is_none_or(|next| next.after_blank || next.leads.has(Tags::START.or(Tags::DEVICE)));
        unit.heads && apart && signature::is_name(self.text, unit)
    }

    /// Where the sender's name ends at the head of a sentence that is not theirs: `Aisha Advised by telephone`.
    fn signed_inside(&self, at: usize, walk: &Walk) -> Option<u32> {
        let words = self.units[at].words(self.text);
        let sender = self.sender(walk.from);
        let named = words
            .iter()
            .take_while(|word| signature::is_sender(self.text, std::slice::from_ref(word), sender.of(self.text.source)))
            .count();
        let next = words.get(named)?.span.of(self.text.source);
        (named > 0 && next.starts_with(char::is_uppercase)).then(|| words[named - 1].span.end)
    }

    /// Whether a unit behind the closing still belongs to the mail: its signature, its footer, or a further mail.
    fn signs(&self, at: usize, walk: &mut Walk) -> bool {
        let unit = &self.units[at];
        let standing = Tags::DEVICE.or(Tags::FOOTER).or(Tags::CLOSING);
        if unit.heads && unit.leads.has(Tags::THANKS) || unit.tags.has(standing.or(Tags::BANNER)) || unit.leads.has(Tags::MARKING) {
            return true;
        }
        let title = unit.tags.has(Tags::TITLE) && !unit.after_blank;
        if !title && (back::is_heading(self, unit) || unit.leads.has(Tags::AUTHOR)) || back::names_worker(self, unit, walk.to) {
            return false;
        }
        if unit.leads.has(Tags::OPENING) && (walk.sure || score::further(self, at)) {
            let further = self.closing_ahead(at);
            if further {
                walk.messages += 1;
                // Kept once found, so that no part of a chain is read again and again.
                walk.sure = true;
                walk.signed = None;
                walk.body = 0;
                walk.from = None;
            }
            return further;
        }
        let line = signature::is_line(self.text, unit);
        let content = unit.content(self.text);
        let sender = self.sender(walk.from);
        let own = !sender.is_empty() && signature::is_sender(self.text, unit.words(self.text), sender.of(self.text.source));
        let contact = unit.leads.has(Tags::CONTACT) || line && signature::is_contact(self.text, unit);
        let after_closing = walk.signed.is_some_and(|signed| at == signed + 1);
        // Behind a closing by itself stands a name, whatever it looks like.
        let closing = at.checked_sub(1).map(|before| &self.units[before]);
        let due = closing.is_some_and(|before| before.heads && before.leads.has(Tags::CLOSING) && before.words(self.text).len() <= 3);
        let named = due && unit.words(self.text).len() <= 6 && !back::returns(self, at, walk.to, None, false);
        let motto = content.len() < 80 && content.starts_with(['"', '“', '\'', '‘']) && content.ends_with(['"', '”', '\'', '’']);
        let near = if unit.heads {
            let close = !unit.after_blank && (line || content.len() <= 40 && !content.ends_with('.'));
            let set_apart = contact
                || own && line
                || named
                || line && after_closing
                || line && unit.tags.has(Tags::TITLE)
                || line && self.is_name_again(at);
            close || set_apart || motto || content.starts_with("PS") || content.starts_with("P.S")
        } else {
            unit.leads.has(Tags::CONTACT) || motto
        };
        near || self.footer_ahead(at, walk)
    }

    /// Whether a line begins with a word of the line or two before it, as the name in full under the name that signs.
    fn is_name_again(&self, at: usize) -> bool {
        let word = |index: usize| self.units[index].words(self.text).last().or(None).map(|word| word.span.of(self.text.source));
        let first = self.units[at].words(self.text).first().map(|word| word.span.of(self.text.source));
        (1..=2).filter_map(|back| at.checked_sub(back)).any(|before| first.is_some() && word(before) == first)
    }

    /// Whether a footer or a line of contact stands among the next few units of the same mail.
    fn footer_ahead(&self, at: usize, walk: &Walk) -> bool {
        if back::returns(self, at, walk.to, walk.from, true) {
            return false;
        }
        let within = self.units[at + 1..].iter().take(if self.units[at].heads { 3 } else { 2 });
        let mut open = within.take_while(|next| !next.leads.has(Tags::START.or(Tags::OPENING)) && !back::is_heading(self, next));
        open.any(|next| {
            next.tags.has(Tags::FOOTER.or(Tags::DEVICE))
                || next.heads && signature::is_line(self.text, next) && signature::is_contact(self.text, next)
        })
    }

    /// Whether a greeting has its closing before another mail begins.
    pub(super) fn closing_ahead(&self, at: usize) -> bool {
        let ahead = self.units[at + 1..].iter().take(LONGEST_BARE).take_while(|unit| !unit.leads.has(Tags::HEADER.or(Tags::OPENING)));
        ahead.into_iter().any(|unit| unit.leads.has(Tags::CLOSING.or(Tags::THANKS).or(Tags::DEVICE)))
    }

    /// The first unit of what stands right above a mail and belongs to it: banners, markings, a title.
    pub(super) fn above(&self, at: usize, floor: usize) -> usize {
        let source = self.text.source;
        let belongs = |unit: &Unit| {
            let content = unit.content(self.text);
            let title = ["RE:", "FW:", "Re:", "Fw:", "Fwd:", "FWD:", "Subject:"].iter().any(|lead| content.starts_with(lead));
            unit.tags.has(Tags::BANNER)
                || unit.leads.has(Tags::RULE)
                || content.len() < 90 && over_headers(content)
                || unit.leads.has(Tags::MARKING) && content.len() < 50
                || title
                || separator(unit.span.of(source)) == Some('_')
                || content.eq_ignore_ascii_case("[external]")
        };
        let mut start = at;
        while start > floor && belongs(&self.units[start - 1]) {
            start -= 1;
        }
        start
    }

    /// The first unit of a mail that begins at `at`, and whether an answer without headers stands above it.
    fn head(&self, at: usize, floor: usize) -> (usize, bool) {
        let start = self.above(at, floor);
        let answers = self.units[at].leads.has(Tags::ATTRIBUTION) || self.units[at].leads.has(Tags::RULE) && !back::forwards(self, at);
        if !answers || start < at {
            return (start, false);
        }
        let answer = back::answer(self, start, floor);
        (answer, answer < start)
    }
}

/// `Jo Hill/North/Council on 14/05/2001 10:00:00 AM`, `12/12/2000 09:20 AM`: who and when, above the headers.
fn over_headers(line: &str) -> bool {
    let dated = line.bytes().filter(|&byte| byte == b'/').count() >= 2 && super::headers::has_clock(line);
    dated && (line.contains(" on ") || line.starts_with(|first: char| first.is_ascii_digit()))
}

/// The mark that a line of nothing but marks is made of.
pub(super) fn separator(line: &str) -> Option<char> {
    let first = line.chars().next().filter(|first| matches!(first, '-' | '_' | '=' | '*' | '~' | '–' | '—'))?;
    (line.len() >= 3 && line.chars().all(|one| one == first || one == ' ')).then_some(first)
}
