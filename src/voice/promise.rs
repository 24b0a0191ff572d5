//! Tasks in running text: only words that can hardly mean anything else, and not what somebody wishes, denies or supposes.

use super::action::{Action, Form, Reader};
use super::due::{self, Due, due};
use super::owner;
use super::plan::Unit;
use super::somebody;
use super::task_words::NO_TASK;
use crate::lexicon::Hit;
use crate::text::{Block, BlockKind, Sentence, Shape, Span, Word, label_span};

impl Reader<'_> {
    /// Actions outside plans.
    pub(super) fn running(&self, units: &[Unit], found: &mut Vec<Action>) {
        let planned = |hit: &Hit| {
            let next = units.partition_point(|unit| unit.first <= hit.sentence as usize);
            units[..next].last().is_some_and(|unit| (hit.sentence as usize) < unit.end)
        };
        let mut done = None;
        for hit in self.hits.of(self.cues.actions) {
            let form = self.told(hit, false).or_else(|| self.starts(hit).then_some(Form::Passive));
            if let Some(form) = form
                && done != Some(hit.sentence)
                && !planned(hit)
                && self.stands(hit, form)
            {
                done = Some(hit.sentence);
                found.push(self.clause(hit, form, None));
            }
        }
        for hit in self.hits.of(self.cues.tasks) {
            if self.is_verb(hit)
                && !planned(hit)
                && let Some(who) = self.reminded(hit).or_else(|| self.promised(hit))
                && found.last().is_none_or(|last| !last.span.contains(hit.span))
            {
                found.push(self.clause(hit, Form::Active, Some(who)));
            }
        }
    }

    /// Whether "to be made" sets a task: not in "wants to be held", "was to be made", "does not need to be checked".
    pub(super) fn stands(&self, hit: &Hit, form: Form) -> bool {
        let sentence = &self.text.sentences[hit.sentence as usize];
        let words = self.text.words_of(sentence);
        let at = words.partition_point(|word| word.span.start < hit.span.start);
        let before = at.checked_sub(1).map_or("", |before| self.text.folded_of(words[before].span));
        let held = self.text.folded_of(hit.span).starts_with("to ") && NO_TASK.binary_search(&before).is_ok()
            || PAST.contains(&before) && !self.agreed(hit.span, hit.sentence);
        let earlier = &words[at.saturating_sub(WISHED_WITHIN)..at];
        let wished = earlier.iter().rev().map(|word| self.text.folded_of(word.span)).take_while(|word| !matches!(*word, "and" | "but"));
        let wished = wished.into_iter().any(|word| WISHES.binary_search(&word).is_ok());
        let cue = self.text.folded_of(hit.span);
        if form == Form::Anybody {
            let next =
                words.get(words.partition_point(|word| word.span.start < hit.span.end)).map_or("", |next| self.text.folded_of(next.span));
            let class = cue.starts_with(['p', 'a', 'e']) && at > 0;
            let asked = cue.starts_with('c') && matches!(next, "with" | "who" | "else" | "be" | "have" | "in" | "from" | "like");
            if class || asked {
                return false;
            }
            // "When you ask someone to", "help somebody to".
            return NO_TASK.binary_search(&before).is_err()
                && !matches!(before, "for" | "with" | "ask" | "tell" | "told" | "get" | "want" | "if" | "when" | "by" | "to" | "of");
        }
        let vague = matches!(before, "it" | "they" | "that" | "which") && !cue.starts_with("need")
            || matches!(before, "this" | "these") && cue.starts_with("to");
        let person = vague || matches!(before, "i" | "he" | "she" | "him" | "her" | "you" | "them" | "who");
        // "This will be paid to you": a letter, and no task of a note.
        let letter = hit.span.end < sentence.span.end && words[at..].iter().any(|word| self.text.folded_of(word.span) == "you");
        !held && !wished && !person && !letter && !self.denied(words, hit.span) && !self.conditional(sentence)
    }

    pub(super) fn conditional(&self, sentence: &Sentence) -> bool {
        sentence.span.of(self.text.source).ends_with('?')
            || self.text.words_of(sentence).iter().any(|word| matches!(self.text.folded_of(word.span), "if" | "unless" | "whether"))
    }

    /// "Monitoring to continue.": a short sentence of its own.
    fn starts(&self, hit: &Hit) -> bool {
        let words = self.text.words_of(&self.text.sentences[hit.sentence as usize]);
        words.len() <= STARTS_WORDS && self.happens(words, hit) && !self.finite(words)
    }

    /// A line that opens with what is to be done: "Will raise with manager.", "To ring school.", "Signpost to a course.".
    /// It is the writer's own reminder, so the words that open it stand for who does it.
    fn reminded(&self, hit: &Hit) -> Option<Span> {
        let sentence = &self.text.sentences[hit.sentence as usize];
        let words = self.text.words_of(sentence);
        let opens = words.iter().take(2).position(|word| word.span.start == hit.span.start)?;
        let first = &words[0];
        let next = words.get(1).map_or("", |next| self.text.folded_of(next.span));
        let word = self.text.folded_of(first.span);
        let short = words.len() <= REMINDER_WORDS;
        let set = if opens == 0 {
            short
                && hit.span == first.span
                && (REMINDERS.binary_search(&word).is_ok() || self.calls(words))
                && !matches!(next, "is" | "was" | "and" | "made" | "done" | "")
                && !next.ends_with("ing")
                && !self.finite(words)
        } else {
            match word {
                "please" | "pls" => short && !words.iter().any(|word| matches!(self.text.folded_of(word.span), "us" | "our" | "we")),
                "will" => WILL.binary_search(&self.text.folded_of(hit.span)).is_ok(),
                "to" => short && !sentence.span.of(self.text.source).contains(','),
                _ => false,
            }
        };
        let told = |word: &Word| matches!(self.text.folded_of(word.span), "you" | "your" | "yourself" | "is" | "was" | "are");
        let block = self.text.blocks[sentence.block as usize].kind;
        let ends = sentence.span.of(self.text.source);
        (set && first.shape == Shape::Capitalised
            && matches!(block, BlockKind::Paragraph | BlockKind::Item | BlockKind::Cell | BlockKind::Field { .. })
            && !self.conditional(sentence)
            && !ends.ends_with([':', '?'])
            && !words.iter().any(told))
        .then_some(first.span)
    }

    /// "Ring GP.", "Speak to Dad re school.": whom to talk to, in few words.
    fn calls(&self, words: &[Word]) -> bool {
        let next = words.iter().skip(1).find(|word| !matches!(self.text.folded_of(word.span), "to" | "with"));
        words.len() <= CALLS_WORDS
            && CALLS.binary_search(&self.text.folded_of(words[0].span)).is_ok()
            && next.is_some_and(|next| next.shape != Shape::Digits && somebody::is_somebody(self.text, self.hits, self.cues, next.span))
    }

    /// Who promises to do it: "I will ring", "SW to ring school", "Duty will speak to TM".
    pub(super) fn promised(&self, hit: &Hit) -> Option<Span> {
        let sentence = &self.text.sentences[hit.sentence as usize];
        let words = self.text.words_of(sentence);
        let at = self.set_by(words, hit.span)?;
        let set = self.text.folded_of(words[at].span);
        if self.conditional(sentence) || self.denied(words, hit.span) {
            return None;
        }
        // "I will put down here what I know" is no task.
        let own = set != "to" || at > 0 && self.text.folded_of(words[at - 1].span) == "going";
        if own && PERSONAL.binary_search(&self.text.folded_of(hit.span)).is_ok() {
            return None;
        }
        if set == "i'll" || set == "we'll" {
            return Some(words[at].span);
        }
        let before = at.checked_sub(1)?;
        let who = words.get(before)?;
        // "I need to ring", "I am going to ring", "Need to ring".
        if set == "to" && matches!(self.text.folded_of(who.span), "need" | "going" | "plan" | "intend" | "have") {
            // "I would have to pass it on": what would be done, and no task.
            if before > 0 && matches!(self.text.folded_of(words[before - 1].span), "would" | "might" | "could" | "may") {
                return None;
            }
            let taker = words[before.saturating_sub(2)..before]
                .iter()
                .find(|word| matches!(self.text.folded_of(word.span), "i" | "we" | "i'm" | "we're"));
            if PERSONAL.binary_search(&self.text.folded_of(hit.span)).is_ok() {
                return None;
            }
            let alone = before == 0 && who.shape == Shape::Capitalised && self.text.folded_of(who.span) == "need";
            return taker.map(|word| word.span).or(alone.then_some(who.span)).filter(|_| before <= SUBJECT_WORDS);
        }
        match (self.text.folded_of(who.span), set) {
            ("i" | "we", "will" | "shall" | "to") | (_, "would") => Some(who.span),
            (_, "will" | "shall") => owner::is_official(self.text, self.hits, self.cues, words, at).filter(|_| at <= SUBJECT_WORDS),
            ("is" | "are", "to") => owner::is_official(self.text, self.hits, self.cues, words, before).filter(|_| at <= SUBJECT_WORDS),
            // "SW to ring school": nothing but who stands before it in the sentence.
            (_, "to") => owner::heads_sentence(self.text, self.hits, self.cues, words, at),
            _ => None,
        }
    }

    /// The action of a cue in running text: the clause from one mark to the next.
    pub(super) fn clause(&self, hit: &Hit, form: Form, who: Option<Span>) -> Action {
        let sentence = self.window(self.text.sentences[hit.sentence as usize].span, hit.span);
        let limit = || self.headed_by(hit).and_then(|heading| due(self.text, self.hits, self.cues, heading));
        let who = who.or_else(|| owner::owner(self.text, self.hits, self.cues, sentence)).filter(|_| form != Form::Anybody);
        let due = due(self.text, self.hits, self.cues, sentence).or_else(limit);
        // "Next time Wednesday. I will bring glitter.": the day may stand in the sentence before or behind.
        let beside =
            || self.beside(hit).find_map(|other| due::due(self.text, self.hits, self.cues, other)).map(|due| Due { fixed: false, ..due });
        let own = who.is_some_and(|who| matches!(self.text.folded_of(who), "i" | "i'll" | "we" | "we'll"));
        let due = if form == Form::Active && own { due.or_else(beside) } else { due };
        Action {
            span: self.around(sentence, hit.span),
            cue: hit.span,
            form,
            owner: who,
            due,
            under: None,
            agreed: self.agreed(hit.span, hit.sentence),
        }
    }

    /// The sentences beside that of a cue, in its block.
    pub(super) fn beside(&self, hit: &Hit) -> impl Iterator<Item = Span> {
        let (at, sentences) = (hit.sentence as usize, &self.text.sentences);
        let block = sentences[at].block;
        let near = [at.checked_sub(1), Some(at + 1)].into_iter().flatten().filter_map(|other| sentences.get(other));
        near.filter(move |other| other.block == block).map(|other| other.span)
    }

    /// The clause around a cue: from one mark to the next.
    pub(super) fn around(&self, sentence: Span, cue: Span) -> Span {
        let source = self.text.source;
        let marks: &[char] = &[',', ';', ':', '(', ')', '–', '—'];
        let before = Span { start: sentence.start, end: cue.start }.of(source);
        let after = Span { start: cue.end, end: sentence.end }.of(source);
        let behind = |found: Option<(usize, &str)>| found.map_or(0, |(at, mark)| at + mark.len());
        let opens = behind(before.rmatch_indices(marks).next())
            .max(behind(before.rmatch_indices(" - ").next()))
            .max(behind(before.rmatch_indices(" and ").next()))
            .max(behind(before.rmatch_indices(" that ").next()));
        let closes = [after.find([',', ';', '(', ')', '–', '—']), after.find(" - ")].into_iter().flatten().min().unwrap_or(after.len());
        let start = sentence.start as usize + opens + (before[opens..].len() - before[opens..].trim_start().len());
        Span::new(start, cue.end as usize + after[..closes].trim_end_matches(['.', ' ', '!']).len())
    }

    /// A sentence without the label before it and what begins with the next label.
    pub(super) fn piece(&self, sentence: Span) -> Span {
        let start = label_span(self.text.source, sentence).map_or(sentence.start, |label| label.end + 1);
        let window = self.window(Span { start, end: sentence.end }, Span { start, end: start });
        let content = window.of(self.text.source);
        let indent = content.len() - content.trim_start().len();
        Span { start: window.start + indent as u32, end: window.end.max(window.start + indent as u32) }
    }

    /// The part of a sentence around a cue that belongs to it: an export without stops goes on with the next label.
    pub(super) fn window(&self, sentence: Span, cue: Span) -> Span {
        let source = self.text.source;
        let labels = |piece: Span| piece.of(source).match_indices(": ").map(move |(at, _)| piece.start + at as u32);
        let start = labels(Span { start: sentence.start, end: cue.start }).last().map_or(sentence.start, |at| at + 1);
        let mut end = sentence.end;
        if let Some(colon) = labels(Span { start: cue.end, end: sentence.end }).next() {
            let words = &self.text.words[self.text.word_from(cue.end)..self.text.word_from(colon)];
            end = words.iter().rev().take(3).find(|word| word.shape != Shape::Lower).map_or(end, |word| word.span.start);
        }
        Span { start, end }
    }

    /// The heading above, if it sets a limit: "By the next conference, 29 April".
    pub(super) fn headed_by(&self, hit: &Hit) -> Option<Span> {
        let block = self.text.sentences[hit.sentence as usize].block as usize;
        let limits = |above: &Block| {
            let first = self.text.words.get(self.text.word_from(above.span.start));
            matches!(above.kind, BlockKind::Heading | BlockKind::Item)
                && first.is_some_and(|word| matches!(self.text.folded_of(word.span), "by" | "before" | "until" | "within"))
        };
        let above = self.text.blocks[block.saturating_sub(SECTION_BLOCKS)..block].iter().rev();
        above.take_while(|above| above.kind != BlockKind::Heading || limits(above)).find(|above| limits(above)).map(|above| above.span)
    }
}

/// Most words before "will" in "The duty worker will ring".
const SUBJECT_WORDS: usize = 5;

/// How far back a wish reaches: "asked for the watch to be brought in".
const WISHED_WITHIN: usize = 8;

/// Words that make what is "to be done" somebody's wish. Sorted.
pub(super) const WISHES: &[&str] = &[
    "ask",
    "asked",
    "asking",
    "asks",
    "expected",
    "hoped",
    "hopes",
    "like",
    "liked",
    "prefer",
    "requested",
    "requests",
    "want",
    "wanted",
    "wants",
    "wish",
    "wished",
    "wishes",
];

/// Longest sentence in which something is to happen, in words.
const STARTS_WORDS: usize = 9;

/// Longest line that is a reminder because of the verb it opens with, in words.
const REMINDER_WORDS: usize = 12;

/// Verbs that open a reminder in a note of few words, and hardly anything else. Sorted.
const REMINDERS: &[&str] = &[
    "allocate",
    "arrange",
    "ascertain",
    "await",
    "chase",
    "clarify",
    "consider",
    "continue",
    "convene",
    "ensure",
    "escalate",
    "establish",
    "explore",
    "follow",
    "liaise",
    "monitor",
    "obtain",
    "pursue",
    "re-refer",
    "reassess",
    "rebook",
    "refer",
    "rerefer",
    "reschedule",
    "signpost",
    "sort",
];

/// Longest line that says no more than whom to talk to, in words.
const CALLS_WORDS: usize = 8;

/// What hardly anybody but the writer does: "Will raise with manager". Sorted.
const WILL: &[&str] = &[
    "arrange",
    "book",
    "chase",
    "check",
    "circulate",
    "clarify",
    "collect",
    "complete",
    "consider",
    "contact",
    "continue",
    "discuss",
    "draft",
    "email",
    "escalate",
    "explore",
    "feed",
    "follow",
    "inform",
    "keep",
    "liaise",
    "liase",
    "log",
    "look",
    "mention",
    "monitor",
    "notify",
    "offer",
    "progress",
    "pursue",
    "raise",
    "re-refer",
    "rebook",
    "refer",
    "remind",
    "report",
    "request",
    "revisit",
    "send",
    "share",
    "source",
    "speak",
    "submit",
    "update",
    "visit",
    "write",
];

/// Verbs of talking to somebody. Sorted.
const CALLS: &[&str] = &["ask", "chase", "contact", "email", "inform", "notify", "phone", "remind", "ring", "speak", "text", "update"];

/// How many blocks back a heading is looked for.
const SECTION_BLOCKS: usize = 10;

/// What one says of oneself rather than takes on: "I will put down here what I know". Sorted.
const PERSONAL: &[&str] = &[
    "begin", "end", "explain", "find", "get", "keep", "move", "put", "read", "say", "see", "show", "start", "stay", "stop", "take", "talk",
    "tell", "try", "work",
];

const PAST: &[&str] = &["was", "were", "had", "have", "has", "am"];

#[cfg(test)]
mod tests {
    #[test]
    pub(super) fn tables_are_sorted() {
        for table in [super::WISHES, super::PERSONAL, super::REMINDERS, super::CALLS, super::WILL] {
            assert!(table.is_sorted());
        }
    }
}
