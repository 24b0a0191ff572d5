//! Decisions: what was decided, who took it, why, and what else was considered.
//!
//! A decision is an outcome in the words of the work ("NFA", "threshold met"), a verb of deciding with somebody who may decide
//! ("I decided to close"), a decision with nobody behind it ("it was decided"), or a short line under "Decision". What a child or
//! a parent decides for themselves is none, and what a court decided years ago is only told of.

use super::due::due;
use super::people::{Subject, subject};
use super::plan::{Plans, Under};
use super::{Action, Cues, Voice, owner};
use crate::lexicon::{Hit, Hits};
use crate::text::{Block, BlockKind, Sentence, Shape, Span, Text};

/// How a decision is put.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decided {
    /// An outcome without a verb of deciding: "NFA", "stays CIN".
    Outcome,
    /// Somebody decides: "I decided to", "panel agreed to fund".
    Verb,
    /// Nobody does: "it was decided that".
    Hidden,
}

/// A decision that the note records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decision {
    /// The clause that says what was decided.
    pub span: Span,
    /// The words that tell it to be a decision.
    pub cue: Span,
    /// How it is put.
    pub kind: Decided,
    /// The words that name who took it, beside it or in the form's own field.
    pub decider: Option<Span>,
    /// The words that begin a reason: beside it, or the heading under which reasons stand.
    pub reason: Option<Span>,
    /// The words that show a choice, beside it.
    pub options: Option<Span>,
    /// Whether enough is written around it that the reason may stand there without a word that says so.
    pub in_prose: bool,
}

impl Decision {
    /// Whether whoever wrote the note records it as taken.
    pub fn is_recorded(&self, voice: Voice) -> bool {
        voice == Voice::Author
    }
}

/// Every decision of a note, in order. Linear in the text.
pub(super) fn decisions(text: &Text<'_>, hits: &Hits, cues: &Cues<'_>, plans: &Plans, actions: &[Action]) -> Vec<Decision> {
    let reader = Reader { text, hits, cues, decider: decider(text, hits, cues), reasons: reasons_heading(text, hits, cues) };
    let mut found: Vec<Decision> = Vec::new();
    for hit in hits.of(cues.decisions) {
        let kind = match cues.category(hit) {
            "outcome" => Decided::Outcome,
            "verb" => Decided::Verb,
            "hidden" => Decided::Hidden,
            _ => continue,
        };
        let sentence = &text.sentences[hit.sentence as usize];
        // One decision a sentence: "Agreed to step down, threshold no longer met".
        if found.last().is_some_and(|last| last.span.touches(sentence.span)) {
            continue;
        }
        if let Some(by) = reader.taken(hit, sentence, kind) {
            found.push(reader.decision(hit.sentence as usize, hit.span, kind, by));
        }
    }
    found.extend(reader.labelled(plans, actions, &found));
    found.sort_unstable_by_key(|decision| (decision.span.start, decision.span.end));
    found
}

struct Reader<'r> {
    text: &'r Text<'r>,
    hits: &'r Hits,
    cues: &'r Cues<'r>,
    /// Where the note names who decides.
    decider: Option<Span>,
    /// Where the note heads its reasons.
    reasons: Option<Span>,
}

/// Whether a decision was taken at all, and by whom as far as its own sentence says.
type Taken = Option<Option<Span>>;

impl Reader<'_> {
    fn taken(&self, hit: &Hit, sentence: &Sentence, kind: Decided) -> Taken {
        let words = self.text.words_of(sentence);
        let content = sentence.span.of(self.text.source);
        let past = self.hits.within(self.cues.decisions, sentence.span).iter().any(|hit| self.cues.category(hit) == "past");
        // "Threshold may be met" is open; "decided that he would go" is not.
        let open = words
            .iter()
            .filter(|word| kind == Decided::Outcome || word.span.start < hit.span.start)
            .any(|word| OPEN.binary_search(&self.text.folded_of(word.span)).is_ok());
        // "CIN / NFA / ICPC" is a form's choice that nobody has struck out.
        // "(a) No further action. Rejected: …": a choice that was weighed, and why it was not taken.
        let next_sentence = self.text.sentences.get(hit.sentence as usize + 1).filter(|next| next.block == sentence.block);
        let weighed = next_sentence.and_then(|next| self.text.words_of(next).first()).is_some_and(|first| {
            matches!(self.text.folded_of(first.span), "rejected" | "discounted" | "dismissed" | "preferred" | "considered")
        });
        let around = |place: &str| place.trim().starts_with('/') || place.trim().ends_with('/');
        let choice =
            around(self.text.between(sentence.span.start, hit.span.start)) || around(self.text.between(hit.span.end, sentence.span.end));
        // "NFA their end", "stepped down to early help in 2022": somebody else's, or long ago.
        let next = self.text.words.get(self.text.word_from(hit.span.end)).map_or("", |next| self.text.folded_of(next.span));
        let dated = || due(self.text, self.hits, self.cues, sentence.span).is_some_and(|due| due.fixed);
        let told = matches!(next, "their" | "his" | "her")
            || self.text.folded_of(hit.span).starts_with(['s', 'c'])
                && self.text.folded_of(hit.span).split(' ').next().is_some_and(|word| word.ends_with("ed"))
                && dated();
        if content.ends_with('?') || past || open || choice || told || weighed {
            return None;
        }
        // "It was agreed there is drift": a view that was shared, and nothing decided.
        let after = self.text.word_from(hit.span.end);
        let view = kind == Decided::Hidden
            && self.text.folded_of(hit.span).ends_with("agreed")
            && self.text.words[after..]
                .iter()
                .take(VIEW_WITHIN)
                .any(|word| matches!(self.text.folded_of(word.span), "is" | "are" | "was" | "were" | "has" | "have" | "had"));
        if view {
            return None;
        }
        if kind != Decided::Verb {
            return Some(owner::first_person(self.text, sentence.span));
        }
        match subject(self.text, self.hits, self.cues, sentence, hit.span) {
            (Subject::Author, who) => Some(Some(who)),
            (Subject::None, _) => Some(None),
            (Subject::Person, who) if owner::is_deciding(self.text, self.hits, self.cues, who) => Some(Some(who)),
            _ => None,
        }
    }

    fn decision(&self, sentence: usize, cue: Span, kind: Decided, by: Option<Span>) -> Decision {
        let text = self.text;
        let span = text.sentences[sentence].span;
        let content = span.of(text.source);
        let around = self.passage(sentence);
        let beside = self.reason(around);
        let reasoned = beside.filter(|reason| reason.start > cue.end && reason.start < span.end).map_or(span.end, |reason| reason.start);
        let end = span.start + content[..(reasoned - span.start) as usize].trim_end_matches(['.', ' ', ',', ';', ':', '!']).len() as u32;
        let start = if span.len() > LONG { cue.start } else { label_end(text, span) };
        let words = text.word_from(around.end) - text.word_from(around.start);
        let own = text.word_from(span.end) - text.word_from(span.start);
        Decision {
            span: Span { start, end: end.max(cue.end) },
            cue,
            kind,
            decider: by.or(self.decider),
            reason: beside.or(self.reasons),
            options: self
                .hits
                .within(self.cues.decisions, around)
                .iter()
                .find(|hit| self.cues.category(hit) == "options")
                .map(|hit| hit.span),
            in_prose: words > own + PROSE_WORDS,
        }
    }

    /// The sentence, the one before and the two behind it, as far as they stand in its paragraph or list.
    fn passage(&self, sentence: usize) -> Span {
        let sentences = &self.text.sentences;
        let block = sentences[sentence].block;
        let near = |other: &&Sentence| other.block == block;
        let first = sentences[sentence.saturating_sub(2)..=sentence].iter().find(near).unwrap_or(&sentences[sentence]);
        let last = sentences[sentence..].iter().take(4).take_while(near).last().unwrap_or(&sentences[sentence]);
        first.span.to(last.span)
    }

    fn reason(&self, passage: Span) -> Option<Span> {
        let gives = |hit: &&Hit| match self.cues.category(hit) {
            "reason" => true,
            // "As she is safe": a clause follows, no number or day.
            "since" => self
                .text
                .words
                .get(self.text.word_from(hit.span.end))
                .is_some_and(|next| next.shape != Shape::Digits && next.span.start < passage.end),
            _ => false,
        };
        self.hits.within(self.cues.reasons, passage).iter().find(gives).map(|hit| hit.span)
    }

    /// Short lines under "Decision" or "Outcome" that set no task: the heading says what they are.
    fn labelled(&self, plans: &Plans, actions: &[Action], known: &[Decision]) -> Vec<Decision> {
        let mut found = Vec::new();
        for units in plans.units.chunk_by(|one, next| one.plan == next.plan) {
            let (unit, heading) = (&units[0], plans.headings[units[0].plan as usize]);
            let decides = self
                .hits
                .within(self.cues.actions, heading)
                .iter()
                .any(|hit| matches!(self.text.folded_of(hit.span), "decision" | "outcome" | "decisions" | "management decision"))
                // "Decision by: Jo Hill" names who took it.
                && !self.hits.within(self.cues.decisions, heading).iter().any(|hit| self.cues.category(hit) == "decider");
            let Some(sentence) =
                self.text.sentences.get(unit.first).filter(|_| unit.under == Under::Decisions && unit.label.is_none() && decides)
            else {
                continue;
            };
            let words = (sentence.end_word - sentence.first_word) as usize;
            let task = actions.iter().any(|action| action.span.touches(sentence.span));
            let taken = known.iter().any(|decision| decision.span.touches(sentence.span));
            // "Decision: (c)." points to what was weighed above.
            let letter = words == 1 && sentence.span.of(self.text.source).starts_with('(');
            let choice = sentence.span.of(self.text.source).contains(" / ") || letter;
            if (1..=LABELLED_WORDS).contains(&words) && !task && !taken && !choice {
                found.push(self.decision(unit.first, sentence.span, Decided::Outcome, None));
            }
        }
        found
    }
}

/// Longest line that is a decision because of its label alone, in words.
const LABELLED_WORDS: usize = 10;

/// Words around a decision from which on it stands in prose.
const PROSE_WORDS: usize = 22;

/// How near behind "it was agreed" a view tells what is, in words.
const VIEW_WITHIN: usize = 4;

/// Longest sentence that is marked whole, in bytes.
const LONG: usize = 120;

/// Words that leave a decision open. Sorted.
const OPEN: &[&str] = &["could", "if", "may", "might", "should", "unless", "until", "whether", "would"];

/// Where a sentence begins behind its label.
fn label_end(text: &Text<'_>, span: Span) -> u32 {
    let content = span.of(text.source);
    crate::text::label_span(text.source, span).map_or(span.start, |label| {
        let behind = &content[(label.end + 1 - span.start) as usize..];
        label.end + 1 + (behind.len() - behind.trim_start().len()) as u32
    })
}

/// The field that names who decides: "Decision maker: …", "Agreed by …".
fn decider(text: &Text<'_>, hits: &Hits, cues: &Cues<'_>) -> Option<Span> {
    let named = |hit: &&Hit| {
        let sentence = &text.sentences[hit.sentence as usize];
        let next = text.words.get(text.word_from(hit.span.end));
        cues.category(hit) == "decider"
            && (sentence.end_word - sentence.first_word < 12)
            && next.is_some_and(|next| next.shape != Shape::Lower)
    };
    hits.of(cues.decisions).iter().find(named).map(|hit| hit.span)
}

/// A heading or label under which reasons stand.
fn reasons_heading(text: &Text<'_>, hits: &Hits, cues: &Cues<'_>) -> Option<Span> {
    let heads = |block: &Block| match block.kind {
        BlockKind::Heading => Some(block.span),
        BlockKind::Field { label } => Some(label),
        BlockKind::Item if block.span.len() < 40 => Some(block.span),
        _ => None,
    };
    let given = |name: &Span| {
        hits.within(cues.reasons, *name).iter().any(|hit| {
            let whole = cues.category(hit) == "heading" && hit.span.len() * 2 >= name.len();
            whole || matches!(text.folded_of(hit.span), "rationale" | "reason" | "reasons")
        })
    };
    let headed = text.blocks.iter().filter_map(heads).find(given);
    headed.or_else(|| inline_heading(text, hits, cues))
}

/// "Analysis - …", "… Rationale: …" inside a line.
fn inline_heading(text: &Text<'_>, hits: &Hits, cues: &Cues<'_>) -> Option<Span> {
    let marked = |hit: &&Hit| {
        let behind = text.source[hit.span.end as usize..].trim_start_matches(' ');
        cues.category(hit) == "heading" && (behind.starts_with(':') || behind.starts_with("- ") || behind.starts_with("– "))
    };
    hits.of(cues.reasons).iter().find(marked).map(|hit| hit.span)
}
