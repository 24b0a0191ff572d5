//! Who says it: for any place in a note, whether the words are the author's, quoted, or reported.
//!
//! A record must keep other people's words, so no rule may judge them as the author's. This is computed once a note;
//! every rule asks [`Voices::at`]. Cues are word lists (`reporting`, `people`, `sections`) and ride on the one automaton.

mod action;
mod attribution;
mod author;
mod bearer;
mod cast;
mod clauses;
mod contact;
mod decision;
mod detail;
mod due;
mod evidence;
mod holder;
mod names;
mod others;
mod owner;
mod parts;
mod pasted;
mod people;
mod plan;
mod polarity;
mod portrait;
mod predicate;
mod promise;
mod quotes;
mod sections;
mod signature;
mod somebody;
mod source;
mod speaker;
mod table;
mod task;
mod task_words;
mod workplace;

use std::cell::OnceCell;

use crate::lexicon::{Hit, Hits, Lexicon};
use crate::record::Dates;
use crate::text::{BlockKind, Span, Text};

pub use action::{Action, Form};
pub use author::{Author, AuthorName};
pub use cast::{Cast, Member};
pub use clauses::{Act, Clause};
pub use contact::Belongs;
pub use decision::{Decided, Decision};
pub use detail::{Detail, Told};
pub use due::Due;
pub use others::{Matter, Other, PrivateFact};
pub use pasted::{Paste, PasteKind, Sender};
pub use plan::Under;
pub use predicate::{About, Tie};
pub use sections::Section;
pub use source::Source;

use sections::Sections;

/// Whose words they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Voice {
    /// The author's own.
    Author,
    /// Somebody's, inside quotation marks.
    Quoted,
    /// One to three words in quotation marks that nobody is said to have spoken: the author keeps a distance from them.
    Scare,
    /// Somebody's, told in the author's words.
    Reported,
}

/// A stretch of text that a cue gives to a voice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scope {
    /// What is governed.
    pub span: Span,
    /// By whom.
    pub voice: Voice,
    /// The words that say so.
    pub cue: Span,
}

/// The voices of one note.
#[derive(Debug)]
pub struct Voices<'n> {
    text: &'n Text<'n>,
    hits: &'n Hits,
    cues: Cues<'n>,
    quotes: Vec<Scope>,
    reports: Vec<Scope>,
    sections: Sections,
    pastes: Vec<Paste>,
    actions: Vec<Action>,
    decisions: Vec<Decision>,
    cast: OnceCell<Cast<'n>>,
    owned: Vec<Scope>,
}

/// The cue lists, looked up once.
#[derive(Debug)]
struct Cues<'n> {
    lexicon: &'n Lexicon,
    dates: &'n Dates,
    detail: u16,
    reporting: u16,
    people: u16,
    sections: u16,
    clauses: u16,
    acronyms: u16,
    actions: u16,
    deadlines: u16,
    decisions: u16,
    reasons: u16,
    tasks: u16,
    cast: u16,
    authorship: u16,
    vague_source: u16,
    hearsay: u16,
    holders: u16,
    evidence: u16,
    topics: u16,
    mail: u16,
    messages: u16,
    contacts: u16,
    others: u16,
    private_facts: u16,
    unattributed: u16,
    hidden_owners: u16,
}

impl Cues<'_> {
    fn category(&self, hit: &Hit) -> &str {
        self.lexicon.category(hit)
    }
}

/// Longest quotation, in words, that counts as distance kept rather than speech.
const SCARE_WORDS: usize = 3;
/// How near a reporting verb must stand for a few quoted words to be speech, in bytes.
const SPOKEN_NEAR: u32 = 160;

impl<'n> Voices<'n> {
    /// Reads the voices of a text from its marks, cues and headings.
    pub fn new(text: &'n Text<'n>, hits: &'n Hits, lexicon: &'n Lexicon, dates: &'n Dates) -> Self {
        let list = |name| lexicon.list(name).unwrap_or(u16::MAX);
        let cues = Cues {
            lexicon,
            dates,
            detail: list("detail"),
            reporting: list("reporting"),
            people: list("people"),
            sections: list("sections"),
            clauses: list("clauses"),
            acronyms: list("acronyms"),
            actions: list("actions"),
            deadlines: list("deadlines"),
            decisions: list("decisions"),
            reasons: list("reasons"),
            tasks: list("tasks"),
            cast: list("cast"),
            authorship: list("authorship"),
            vague_source: list("vague_source"),
            hearsay: list("hearsay"),
            holders: list("holders"),
            evidence: list("evidence"),
            topics: list("topics"),
            mail: list("mail"),
            messages: list("messages"),
            contacts: list("contacts"),
            others: list("others"),
            private_facts: list("private_facts"),
            unattributed: list("unattributed"),
            hidden_owners: list("hidden_owners"),
        };
        let quoted = quotes::quotes(text);
        let sections = Sections::new(text, hits, &cues);
        let reports = merged(attribution::reported(text, hits, &cues, &quoted, &sections));
        let plans = plan::Plans::new(text, hits, &cues);
        let actions = action::actions(text, hits, &cues, &plans);
        let decisions = decision::decisions(text, hits, &cues, &plans, &actions);
        let owned = merged(holder::owned(text, hits, &cues));
        let (pastes, cast) = (pasted::pastes(text, hits, &cues), OnceCell::new());
        let mut voices = Self { text, hits, cues, quotes: Vec::new(), reports, owned, sections, pastes, actions, decisions, cast };
        let quoted = quoted.into_iter().map(|span| Scope {
            span,
            voice: if voices.keeps_distance(span) { Voice::Scare } else { Voice::Quoted },
            cue: span,
        });
        let pasted = voices.pastes.iter().map(|paste| Scope { span: paste.span, voice: Voice::Quoted, cue: paste.span });
        let mut quotes: Vec<Scope> = pasted.chain(quoted).collect();
        quotes.sort_by_key(|scope| (scope.span.start, std::cmp::Reverse(scope.span.end)));
        voices.quotes = merged(quotes);
        voices
    }

    /// Whose words stand at a place.
    pub fn at(&self, span: Span) -> Voice {
        holding(&self.quotes, span).or_else(|| holding(&self.reports, span)).map_or(Voice::Author, |scope| scope.voice)
    }

    /// The section that a place stands in, if a heading or a label names one.
    pub fn section(&self, span: Span) -> Option<Section> {
        self.sections.at(span.start)
    }

    /// Every clause of the note and what it does, in order; headings are no clauses.
    pub fn clauses(&self) -> impl Iterator<Item = Clause> {
        let told = self.text.sentences.iter().filter(|sentence| self.text.blocks[sentence.block as usize].kind != BlockKind::Heading);
        told.flat_map(|sentence| clauses::cut(self, sentence).into_iter().map(|span| clauses::read(self, sentence, span)))
    }

    /// Whether a place was copied in from a mail or a thread of messages.
    pub fn pasted(&self, span: Span) -> bool {
        let next = self.pastes.partition_point(|paste| paste.span.start <= span.start);
        self.pastes[..next].last().is_some_and(|paste| paste.span.end > span.start)
    }

    /// Every mail and every thread of messages that was copied into the note, in order.
    pub fn pastes(&self) -> &[Paste] {
        &self.pastes
    }

    /// What is known of the senders of a copied mail or thread.
    pub fn senders(&self, paste: &Paste) -> Vec<Sender<'n>> {
        pasted::senders(self.text, self.hits, &self.cues, paste)
    }

    /// What is to be done: each action of the note, whoever's words they are, in order.
    pub fn actions(&self) -> &[Action] {
        &self.actions
    }

    /// What was decided: each decision of the note, in order.
    pub fn decisions(&self) -> &[Decision] {
        &self.decisions
    }

    /// Who is named in the note, and what is known of them. Read when it is first asked for.
    pub fn cast(&self) -> &Cast<'n> {
        self.cast.get_or_init(|| Cast::new(self.text, self.hits, &self.cues))
    }

    /// Whether a word stands for a relation or somebody named before: `Mum`, `he`.
    pub fn is_relative(&self, span: Span) -> bool {
        self.hits.within(self.cues.people, span).iter().any(|hit| matches!(self.cues.category(hit), "kin" | "pronoun"))
    }

    /// Whether a word can be somebody's name.
    pub fn is_name(&self, word: &str) -> bool {
        names::is_name(word)
    }

    /// Who wrote the note, as far as it says.
    pub fn author(&self) -> Author {
        author::author(self.text, self.hits, &self.cues)
    }

    /// For which team the author works, as far as the note says.
    pub fn team(&self, author: Author) -> Option<Span> {
        workplace::team(self.text, self.hits, &self.cues, author)
    }

    /// The words by which the author owns what is said at a place: "I think", "in my view".
    pub fn owner(&self, span: Span) -> Option<Span> {
        holding(&self.owned, span).map(|scope| scope.cue)
    }

    /// The words by which the author owns an opinion, wherever they do.
    pub fn opinions(&self) -> impl Iterator<Item = Span> {
        self.owned.iter().map(|scope| scope.cue)
    }

    /// Whether an opinion at a place has an owner: the sentence names one, or the section is the place for opinions.
    pub fn is_owned(&self, span: Span) -> bool {
        self.owner(span).is_some() || matches!(self.section(span), Some(Section::Analysis | Section::Appraisal))
    }

    /// The first quotation that begins within a span.
    fn quote_within(&self, span: Span) -> Option<Span> {
        let next = self.quotes.partition_point(|quote| quote.span.start < span.start);
        self.quotes.get(next).map(|quote| quote.span).filter(|quote| quote.start < span.end)
    }

    /// Whether any quotation reaches into a span.
    pub fn has_quotes(&self, span: Span) -> bool {
        let next = self.quotes.partition_point(|quote| quote.span.start < span.end);
        self.quotes[..next].last().is_some_and(|quote| quote.span.touches(span))
    }

    /// Whether a term is said of a person rather than of a thing.
    pub fn said_of_person(&self, hit: &Hit) -> bool {
        people::said_of_person(self.text, self.hits, &self.cues, hit)
    }

    /// Whether a term is said to be so, rather than denied, asked about, supposed or only named: `was not hostile`,
    /// `I asked whether he was hostile`, `the word hostile`.
    pub fn asserted(&self, hit: &Hit) -> bool {
        polarity::asserted(self.text, hit)
    }

    /// Whether a word stands for a person: kin, a pronoun, a role.
    pub fn is_person(&self, span: Span) -> bool {
        self.hits.within(self.cues.people, span).iter().any(|hit| self.cues.category(hit) != "hidden")
    }

    fn keeps_distance(&self, quote: Span) -> bool {
        let words = self.text.word_from(quote.end) - self.text.word_from(quote.start);
        let Some(sentence) = self.text.sentence_at(quote.start).map(|index| &self.text.sentences[index]) else { return false };
        let near = Span {
            start: sentence.span.start.max(quote.start.saturating_sub(SPOKEN_NEAR)),
            end: sentence.span.end.min(quote.end + SPOKEN_NEAR),
        };
        let speaks = |hit: &Hit| matches!(self.cues.category(hit), "said" | "told" | "felt" | "source");
        let spoken = self.hits.within(self.cues.reporting, near).iter().any(speaks);
        let whole = quote.len() + 2 >= sentence.span.len();
        let introduced = Span { start: sentence.span.start, end: quote.start }.of(self.text.source).trim_end().ends_with([':', ',']);
        words <= SCARE_WORDS && !spoken && !whole && !introduced && holding(&self.reports, quote).is_none()
    }
}

/// Joins scopes that overlap, so that they can be searched; the first cue and voice are kept.
fn merged(scopes: Vec<Scope>) -> Vec<Scope> {
    let mut merged: Vec<Scope> = Vec::with_capacity(scopes.len());
    for scope in scopes {
        match merged.last_mut() {
            Some(last) if scope.span.start < last.span.end => last.span.end = last.span.end.max(scope.span.end),
            _ => merged.push(scope),
        }
    }
    merged
}

fn holding(scopes: &[Scope], span: Span) -> Option<&Scope> {
    let next = scopes.partition_point(|scope| scope.span.start <= span.start);
    scopes[..next].last().filter(|scope| scope.span.end > span.start)
}
