//! What makes a sentence of a plan a task: a verb that is set, a verb at the head, a noun that stands for the task.

use super::action::{Action, Form, Reader};
use super::owner;
use super::people::hit_at;
use super::plan::{Under, Unit};
use super::promise::WISHES;
use super::somebody::{self, is_task};
use super::task_words::{FELT, FINITE, NO_TASK, NOUNS, PARTICIPLES};
use crate::lexicon::Hit;
use crate::text::{Sentence, Shape, Span, Word};

impl Reader<'_> {
    /// The task that a sentence of a plan sets, if it sets one.
    pub(super) fn task(&self, sentence: &Sentence, unit: &Unit) -> Option<Action> {
        self.task_in(self.piece(sentence.span), sentence, unit)
    }

    /// The task that a piece of a sentence sets.
    pub(super) fn task_in(&self, piece: Span, sentence: &Sentence, unit: &Unit) -> Option<Action> {
        let content = piece.of(self.text.source);
        let words = &self.text.words[self.text.word_from(piece.start)..self.text.word_from(piece.end)];
        let under = Some(unit.under);
        let ticked = content.starts_with(['☑', '✓', '✔', '☒']) || content.starts_with("[x]") || content.starts_with("[X]");
        // "GD" below a plan signs the note.
        let signs = words.len() == 1
            && words[0].shape == Shape::Capitals
            && words[0].span.len() <= 3
            && !is_task(self.hits, self.cues, words[0].span);
        // "Chase nappies, hours to panel?" asks about the last of the things that it sets.
        let asks = content.ends_with('?') && !(unit.led && content.contains(','));
        if asks || words.is_empty() || ticked || signs || self.settled(words) {
            return None;
        }
        let make = |cue: Span, form| {
            let end = piece.start + content.trim_end_matches(['.', ' ', ';', ':', '!']).len() as u32;
            let long = form == Form::Passive && words.len() > LONG_LINE;
            let span = if long { self.around(piece, cue) } else { Span { start: piece.start, end } };
            Some(Action { span, cue, form, owner: None, due: None, under, agreed: false })
        };
        let conditional = self.conditional(sentence);
        let plan = matches!(under, Some(Under::Actions | Under::Own));
        let said = self.hits.within(self.cues.actions, piece).iter().find_map(|hit| {
            let form = if self.happens(words, hit) { Some(Form::Passive) } else { self.told(hit, true) };
            form.map(|form| (hit, form))
        });
        if let Some((hit, form)) = said
            && !self.denied(words, hit.span)
            && (form == Form::Anybody || !conditional)
        {
            return make(hit.span, form);
        }
        let tasks = self.hits.within(self.cues.tasks, piece);
        // "Ring school", "?letter to landlord", "JH - ring school", "SW to ring school".
        let at_head = |hit: &&Hit| self.is_verb(hit) && owner::leads(self.text, self.hits, self.cues, words, hit.span);
        if let Some(hit) = tasks.iter().find(at_head)
            && (hit.span.start == words[0].span.start && self.cues.category(hit) == "verb" || !self.finite(words))
        {
            return make(hit.span, Form::Active);
        }
        // "Referral to Young Carers to give Tia time": the noun at the head is the task, what it is for is none.
        let noun_first = tasks.first().is_some_and(|hit| hit.span.start == words[0].span.start && self.cues.category(hit) != "thing");
        let set = |hit: &&Hit| self.is_verb(hit) && self.set_by(words, hit.span).is_some() && !self.denied(words, hit.span);
        if let Some(hit) = tasks.iter().find(set).filter(|_| !noun_first) {
            return make(hit.span, Form::Active);
        }
        // "Mum to relax": in a plan any small word behind "Mum to" is what she is to do.
        if let Some(cue) = owner::given_to(self.text, self.hits, self.cues, words).filter(|_| !conditional) {
            return make(cue, Form::Active);
        }
        let listed = unit.listed && self.text.sentences[unit.first].span == sentence.span;
        // "Viability x2. LPM.": under "Decisions" a few words that name a task, and decide nothing.
        let short = !unit.led && words.len() <= DECIDED_WORDS && self.hits.within(self.cues.decisions, piece).is_empty();
        if !plan && !short || words.len() > NAMED_WORDS || self.finite(words) {
            return None;
        }
        let named = |hit: &&Hit| match self.cues.category(hit) {
            "noun" => true,
            "either" => plan,
            _ => false,
        };
        match tasks.iter().find(named) {
            Some(hit) => make(hit.span, Form::Named),
            // Under "Actions" each item is one, whatever it says.
            None if listed && plan && !self.heads(piece) => {
                let will = words.iter().take(NAMED_LEAD).any(|word| matches!(self.text.folded_of(word.span), "will" | "shall"));
                make(words[0].span, if will { Form::Active } else { Form::Named })
            }
            None => None,
        }
    }

    /// "6. Analysis": the heading of another section, numbered like the items above it.
    fn heads(&self, piece: Span) -> bool {
        self.hits.within(self.cues.sections, piece).iter().any(|hit| hit.span.len() + 2 >= piece.len())
    }

    /// How a cue of the list puts a task, if it sets one.
    pub(super) fn told(&self, hit: &Hit, planned: bool) -> Option<Form> {
        match self.cues.category(hit) {
            "passive" | "future" | "needs" | "progress" | "open" => Some(Form::Passive),
            "wanted" if self.wants(hit) => Some(Form::Passive),
            "agreed" if planned && self.text.folded_of(self.text.sentences[hit.sentence as usize].span).starts_with("that ") => {
                Some(Form::Passive)
            }
            "advised" if planned || self.agreed(hit.span, hit.sentence) => Some(Form::Passive),
            "agreed" if self.agreed(hit.span, hit.sentence) => Some(Form::Passive),
            "someone" => Some(Form::Anybody),
            _ => None,
        }
    }

    /// "Key work to commence", "Respite to be with one carer": something is to happen, and what stands before it is nobody.
    pub(super) fn happens(&self, words: &[Word], hit: &Hit) -> bool {
        if self.cues.category(hit) != "happen" {
            return false;
        }
        let at = words.partition_point(|word| word.span.start < hit.span.start);
        let Some(before) = at.checked_sub(1).map(|before| &words[before]) else { return false };
        let folded = self.text.folded_of(before.span);
        let next =
            words.get(words.partition_point(|word| word.span.start < hit.span.end)).map_or("", |next| self.text.folded_of(next.span));
        if NOUNS.contains(&folded) {
            return false;
        }
        // "Room to be searched": what is done may be done to anybody.
        if self.text.folded_of(hit.span) == "to be" && next.ends_with("ed") && FELT.binary_search(&next).is_err() {
            return NO_TASK.binary_search(&folded).is_err() && before.shape != Shape::Digits;
        }
        let thing = match before.shape {
            Shape::Lower => !somebody::is_somebody(self.text, self.hits, self.cues, before.span),
            Shape::Capitals => somebody::is_letters(self.hits, self.cues, before.span),
            _ => self.hits.within(self.cues.tasks, before.span).iter().any(|hit| hit.span.end == before.span.end),
        };
        thing && NO_TASK.binary_search(&folded).is_err() && !matches!(folded, "them" | "needs")
    }

    /// Whether the sentence says before a place that something was agreed or asked for: "it was agreed that Jo would".
    pub(super) fn agreed(&self, place: Span, sentence: u32) -> bool {
        let words = self.text.words_of(&self.text.sentences[sentence as usize]);
        let at = words.partition_point(|word| word.span.start < place.start);
        words[at.saturating_sub(AGREED_WITHIN)..at].iter().any(|word| {
            matches!(self.text.folded_of(word.span), "agreed" | "recommended" | "recommends" | "proposed" | "resolved" | "requested")
        })
    }

    /// "Injunction advice needed.": a short sentence that ends with the cue, and a task before it.
    pub(super) fn wants(&self, hit: &Hit) -> bool {
        let words = self.text.words_of(&self.text.sentences[hit.sentence as usize]);
        let at = words.partition_point(|word| word.span.start < hit.span.start);
        let Some(before) = at.checked_sub(1).map(|before| words[before]) else { return false };
        let task = hit_at(self.hits.of(self.cues.tasks), before.span).is_some();
        let letters = matches!(before.shape, Shape::Capitals | Shape::Mixed);
        let open =
            self.text.folded_of(hit.span).starts_with("tb") && !matches!(self.text.folded_of(before.span), "visit" | "date" | "time");
        let after =
            words.get(words.partition_point(|word| word.span.start < hit.span.end)).map_or("", |word| self.text.folded_of(word.span));
        let ends = matches!(
            after,
            "" | "re"
                | "for"
                | "on"
                | "around"
                | "with"
                | "to"
                | "fairly"
                | "urgently"
                | "again"
                | "soon"
                | "asap"
                | "here"
                | "still"
                | "from"
                | "very"
                | "pretty"
                | "sharpish"
        );
        (task || letters || open) && words.len() <= WANTED_WORDS && ends && !self.finite(&words[..at])
    }

    /// A line that says that nothing is to be done, that it is done, or what is done if something happens.
    pub(super) fn settled(&self, words: &[Word]) -> bool {
        let word = |word: &Word| self.text.folded_of(word.span);
        let first = word(&words[0]);
        let last = word(&words[words.len() - 1]);
        if first == "in" && words.len() > 2 && word(&words[2]) == "event" {
            return true;
        }
        let nothing = matches!(first, "no" | "none" | "nil" | "n" | "not" | "nothing" | "if" | "na" | "nfa" | "unless" | "should");
        // "Good luck!" ends a handover.
        let wishes = matches!(first, "thanks" | "thank" | "cheers") || first == "good" && words.len() > 1 && word(&words[1]) == "luck";
        let be = words.len() > 1 && word(&words[words.len() - 2]) == "be";
        nothing || wishes || !be && matches!(last, "done" | "completed" | "complete" | "none" | "actioned")
    }

    pub(super) fn is_verb(&self, hit: &Hit) -> bool {
        matches!(self.cues.category(hit), "verb" | "either")
    }

    /// The word that makes a verb a task: "to", "will", "shall", "'ll", "must", "please".
    pub(super) fn set_by(&self, words: &[Word], verb: Span) -> Option<usize> {
        let at = words.partition_point(|word| word.span.start < verb.start).checked_sub(1)?;
        let near = self.text.between(words[at].span.end, verb.start);
        let word = self.text.folded_of(words[at].span);
        let agreed =
            word == "would" && words[at.saturating_sub(AGREED_WITHIN)..at].iter().any(|word| self.text.folded_of(word.span) == "agreed");
        let sets = agreed || matches!(word, "to" | "will" | "shall" | "must" | "please" | "pls") || word.ends_with("'ll");
        // "Refused to attend", "Able to see": the word before the "to" takes the task away.
        let before = at.checked_sub(1).map_or("", |before| self.text.folded_of(words[before].span));
        // "He does not want his mum to read it".
        let wish =
            || words[at.saturating_sub(WISHED_NEAR)..at].iter().any(|word| WISHES.binary_search(&self.text.folded_of(word.span)).is_ok());
        (sets && near == " " && NO_TASK.binary_search(&before).is_err() && !(word == "to" && wish())).then_some(at)
    }

    /// Whether a denial stands right before the words.
    pub(super) fn denied(&self, words: &[Word], cue: Span) -> bool {
        let at = words.partition_point(|word| word.span.start < cue.start);
        words[at.saturating_sub(2)..at].iter().any(|word| {
            let word = self.text.folded_of(word.span);
            matches!(word, "not" | "no" | "never" | "nothing") || word.ends_with("n't")
        })
    }

    /// Whether the words tell what was or is, rather than name what is to be done.
    pub(super) fn finite(&self, words: &[Word]) -> bool {
        words.iter().any(|word| {
            let text = self.text.folded_of(word.span);
            FINITE.binary_search(&text).is_ok()
                || matches!(text, "no" | "not") && !self.text.source[word.span.end as usize..].starts_with(" too ")
                || word.shape == Shape::Lower && text.ends_with("ed") && text.len() > 4 && PARTICIPLES.binary_search(&text).is_err()
        })
    }
}

/// How near the head of a line somebody "will" do something, in words.
const NAMED_LEAD: usize = 5;

/// Longest line in which a noun stands for a task.
const NAMED_WORDS: usize = 16;

/// Longest line under "Decisions" that is a task because it names one, in words.
const DECIDED_WORDS: usize = 4;

/// How near before "to" a wish takes the task away: "wants his mum to read it".
const WISHED_NEAR: usize = 4;

/// How far behind "agreed that" a task may stand, in words.
const AGREED_WITHIN: usize = 14;

/// A line in which a task "to be done" is cut out of its surroundings, in words.
const LONG_LINE: usize = 10;

/// Longest sentence that says no more than that something is needed, in words.
const WANTED_WORDS: usize = 8;
