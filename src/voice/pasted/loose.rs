//! What is pasted without a mail round it: an invitation, a phone's line, a disclaimer.

use super::back;
use super::mail::{Reader, Walk, separator};
use super::marks::Tags;
use super::units::Unit;

impl Reader<'_> {
    /// An invitation: two of its lines near each other, and what stands between and right around them.
    pub(super) fn invitation(&self, at: usize, floor: usize) -> Option<(usize, Walk)> {
        let mut end = at + 1;
        let mut lines = self.marks_in(at);
        let mut gap = 0;
        for (index, unit) in self.units.iter().enumerate().skip(at + 1) {
            gap += 1;
            if unit.leads.has(Tags::START) || gap > 6 {
                break;
            }
            if unit.tags.has(Tags::INVITE) {
                lines += self.marks_in(index);
                end = index + 1;
                gap = 0;
            } else if separator(unit.span.of(self.text.source)) == Some('_') && index == end {
                end = index + 1;
            }
        }
        if lines < 2 {
            return None;
        }
        let field = |unit: &Unit| {
            crate::text::label(unit.content(self.text)).is_some_and(|label| FIELDS.iter().any(|one| one.eq_ignore_ascii_case(label)))
        };
        let mut start = at;
        while start > floor && (separator(self.units[start - 1].span.of(self.text.source)) == Some('_') || field(&self.units[start - 1])) {
            start -= 1;
        }
        Some((start, Walk { end, messages: 1, ..Walk::default() }))
    }

    fn marks_in(&self, at: usize) -> usize {
        let span = self.units[at].span;
        let first = self.marks.all.partition_point(|mark| mark.span.start < span.start);
        self.marks.all[first..].iter().take_while(|mark| mark.span.start < span.end).filter(|mark| mark.tags.has(Tags::INVITE)).count()
    }

    /// A phone's line or a disclaimer whose mail has no other sign: with the paragraph above the one, by itself the other.
    pub(super) fn tail(&self, at: usize, floor: usize) -> Option<(usize, Walk)> {
        let mut start = at;
        if self.units[at].leads.has(Tags::DEVICE) {
            let text_above = start > floor && !back::is_heading(self, &self.units[start - 1]);
            start -= usize::from(text_above);
            while text_above && start > floor && !self.units[start].after_blank && !back::introduces(self, start - 1) {
                start -= 1;
            }
        } else {
            let span = self.units[at].span;
            let first = self.marks.all.partition_point(|mark| mark.span.start < span.start);
            let footers =
                self.marks.all[first..].iter().take_while(|mark| mark.span.start < span.end).filter(|mark| mark.tags.has(Tags::FOOTER));
            if footers.count() < 3 {
                return None;
            }
        }
        let mut walk = Walk { end: at + 1, messages: 1, signed: Some(at), ..Walk::default() };
        // Under a phone's line the mail that was answered may follow.
        if self.units.get(walk.end).is_some_and(|next| next.leads.has(Tags::START)) {
            let answered = self.walk(walk.end);
            return Some((start, Walk { messages: answered.messages + 1, ..answered }));
        }
        while walk.end < self.units.len() && !self.units[walk.end].leads.has(Tags::START) && self.goes_on(walk.end, start, &mut walk) {
            walk.end += 1;
        }
        Some((start, walk))
    }
}

/// Labels that stand above the lines of an invitation.
const FIELDS: &[&str] =
    &["subject", "location", "start", "end", "when", "where", "topic", "time", "recurrence", "meeting status", "from", "sent", "to"];
