//! Actions: what is to be done, who is to do it, and by when.
//!
//! In a plan (see `plan.rs`) every line that sets a task is one: "Ring school", "JH to ring school", "Referral to be made", and
//! "Letter to landlord". In running text only words that can hardly mean anything else are: "to be followed up", "needs chasing",
//! "I will ring", "SW to ring".

use super::due::{Due, due};
use super::owner;
use super::plan::{Given, Plans, Under, Unit};
use super::somebody;
use super::{Cues, Voice};
use crate::lexicon::Hits;
use crate::text::{Span, Text, Word};

/// How an action is put.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Somebody is to do it: "JH to ring", "I will ring", "Ring school".
    Active,
    /// It is to be done: "to be made", "needs chasing".
    Passive,
    /// It is left to anybody: "worth someone asking".
    Anybody,
    /// A noun stands for it: "Letter to landlord".
    Named,
}

impl Form {
    /// Its name in reports.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Passive => "passive",
            Self::Anybody => "anybody",
            Self::Named => "named",
        }
    }
}

/// Something that is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Action {
    /// The clause that sets the task.
    pub span: Span,
    /// The words that tell it to be a task: `to be made`, `ring`, `Letter`.
    pub cue: Span,
    /// How it is put.
    pub form: Form,
    /// The words that name who is to do it, where any do.
    pub owner: Option<Span>,
    /// The words that say by when or how often, or what it waits for.
    pub due: Option<Due>,
    /// What it stands under, if in a plan.
    pub under: Option<Under>,
    /// Whether the sentence says that it was agreed: then a report of it is the writer's own record.
    pub agreed: bool,
}

impl Action {
    /// Whether whoever wrote the note sets the task: in a plan all but quoted words are the writer's, whatever stands above.
    pub fn is_set(&self, voice: Voice) -> bool {
        voice == Voice::Author || (self.under.is_some() || self.agreed) && voice == Voice::Reported
    }

    /// Whether it is an appointment rather than a task: a review, a visit or a meeting with its day.
    pub fn is_appointment(&self) -> bool {
        self.form == Form::Named && self.due.is_some_and(|due| due.fixed)
    }
}

/// Every action of a note, in order. Linear in the text.
pub(super) fn actions(text: &Text<'_>, hits: &Hits, cues: &Cues<'_>, plans: &Plans) -> Vec<Action> {
    let reader = Reader { text, hits, cues };
    let mut found = Vec::new();
    for units in plans.units.chunk_by(|one, next| one.plan == next.plan) {
        reader.plan(units, plans.headings[units[0].plan as usize], &mut found);
    }
    reader.running(&plans.units, &mut found);
    // "Professionals to monitor": a class of people, and nobody in it.
    let vague = |who: Span| VAGUE.binary_search(&text.folded_of(who)).is_ok();
    found.iter_mut().filter(|action| action.owner.is_some_and(vague)).for_each(|action| action.owner = None);
    found.sort_unstable_by_key(|action: &Action| (action.span.start, action.span.end));
    found
}

/// Words for people of whom none can be asked. Sorted.
const VAGUE: &[&str] = &[
    "agencies",
    "all",
    "anybody",
    "anyone",
    "everybody",
    "everyone",
    "others",
    "partners",
    "people",
    "professionals",
    "services",
    "somebody",
    "someone",
    "staff",
    "workers",
];

/// What is asked about tasks, sentence by sentence: the words in `task.rs`, plans here, running text in `promise.rs`.
pub(super) struct Reader<'r> {
    pub(super) text: &'r Text<'r>,
    pub(super) hits: &'r Hits,
    pub(super) cues: &'r Cues<'r>,
}

impl Reader<'_> {
    /// The actions of one plan. Its heading, or one line in the first person, may name who does them all.
    pub(super) fn plan(&self, units: &[Unit], heading: Span, found: &mut Vec<Action>) {
        let (text, hits, cues) = (self.text, self.hits, self.cues);
        let first = found.len();
        let mut author = (units[0].under == Under::Own).then_some(heading);
        let headed = owner::in_heading(text, hits, cues, heading);
        let all_due = due(text, hits, cues, heading);
        let mut tail_of: Option<usize> = None;
        for unit in units {
            let sentences = &text.sentences[unit.first..unit.end];
            let Some((first_one, last_one)) = sentences.first().zip(sentences.last()) else { continue };
            let whole = if sentences.len() == 1 { self.piece(first_one.span) } else { first_one.span.to(last_one.span) };
            author = author.or_else(|| owner::first_person(text, whole));
            let (who, when) = (self.who(unit, whole), self.when(unit, whole));
            let own = found.len();
            let mut several = false;
            for sentence in sentences {
                if when.is_some() || who.is_some() {
                    let parts = self.parts(sentence, unit);
                    several |= !parts.is_empty();
                    found.extend(parts);
                }
                if several {
                    continue;
                }
                if let Some(mut action) = self.task(sentence, unit) {
                    action.owner = self.doer(&action, text.words_of(sentence));
                    found.push(action);
                }
            }
            if several {
                tail_of = None;
                continue;
            }
            let who = who.or_else(|| found[own..].iter().find_map(|action| action.owner));
            if own == found.len() && !unit.listed && owner::is_tail(text, hits, cues, whole) {
                // "Mum to book the dentist. By Friday.": a line of its own that completes the one before.
                if let Some(last) = tail_of.and_then(|last| found.get_mut(last)) {
                    last.owner = last.owner.or(who);
                    last.due = last.due.or(when);
                }
                continue;
            }
            for action in found[own..].iter_mut().filter(|action| action.form != Form::Anybody) {
                let named = |who: &Span| unit.who != Given::Empty && !self.is_subject(*who, action);
                action.owner = action.owner.or(who.filter(named));
            }
            found[own..].iter_mut().for_each(|action| action.due = when);
            tail_of = found.len().checked_sub(1).filter(|last| *last >= own);
        }
        // One line in the first person makes the list the author's, unless its lines go to several people.
        let own = |who: Span| matches!(text.folded_of(who), "i" | "i'll" | "we" | "we'll" | "me" | "myself");
        let shared = units[0].under != Under::Own && found[first..].iter().any(|action| action.owner.is_some_and(|who| !own(who)));
        let author = author.filter(|_| !shared);
        for action in &mut found[first..] {
            action.owner = action.owner.or(headed).or(author).filter(|_| action.form != Form::Anybody);
            action.due = action.due.or(all_due);
        }
    }

    /// Who stands before a task as the one who does it: "JH letter to landlord", but not "CAMHS referral".
    pub(super) fn doer(&self, action: &Action, words: &[Word]) -> Option<Span> {
        let (text, hits, cues) = (self.text, self.hits, self.cues);
        let names = |who: &Span| action.form == Form::Active || action.form == Form::Named && somebody::is_initials(text, hits, cues, *who);
        owner::subject_of(text, hits, cues, words, action.cue).filter(names)
    }

    /// "Housing, DWP and nursery to be informed", "Young Carers", "Bed for Tia": whom it is about is not who does it.
    pub(super) fn is_subject(&self, who: Span, action: &Action) -> bool {
        let (first, last) = if who.start < action.cue.start { (who, action.cue) } else { (action.cue, who) };
        let between = self.text.between(first.end, last.start);
        if action.form == Form::Named {
            let marks: &[char] = &['.', ',', ':', ';', '(', ')', '–', '—', '>', '|', '\t', ']'];
            return !between.contains(marks) && !between.contains(" - ") && action.span.contains(who) && !between.contains(" by ");
        }
        action.form == Form::Passive
            && who.start >= action.span.start
            && who.end <= action.cue.start
            && !between.contains(['.', ':', ';', '(', ')', '–', '—', '>', '|', '\t', ']'])
            && !between.contains(" - ")
    }

    pub(super) fn who(&self, unit: &Unit, whole: Span) -> Option<Span> {
        match unit.who {
            Given::Says(span) => Some(span),
            Given::Empty => None,
            Given::Unasked => {
                let label = unit.label.filter(|label| owner::names_somebody(self.text, self.hits, self.cues, *label));
                label.or_else(|| owner::owner(self.text, self.hits, self.cues, whole))
            }
        }
    }

    pub(super) fn when(&self, unit: &Unit, whole: Span) -> Option<Due> {
        match unit.when {
            Given::Says(span) => Some(Due { span, fixed: true }),
            Given::Empty => None,
            Given::Unasked => due(self.text, self.hits, self.cues, unit.label.map_or(whole, |label| label.to(whole))),
        }
    }
}
