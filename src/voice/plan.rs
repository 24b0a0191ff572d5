//! Where a note lists what is to be done: sections headed `Actions`, `Next steps`, `Plan` or `Decision`, in lists, in lines,
//! in tables and behind a label in a note that an export made one line of.

use super::Cues;
use super::table::Table;
use crate::lexicon::{Hit, Hits};
use crate::text::{Block, BlockKind, Shape, Span, Text, label_span};

/// What stands over a piece of a note.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Under {
    /// Actions, next steps, a plan.
    Actions,
    /// The author's own list: "What I will do".
    Own,
    /// Decisions, actions among them.
    Decisions,
}

/// One line, item, row or sentence of a plan: what may be said in it of one action.
#[derive(Debug, Clone, Copy)]
pub(super) struct Unit {
    /// The sentences of it.
    pub first: usize,
    pub end: usize,
    /// What stands over it.
    pub under: Under,
    /// Which plan of the note it belongs to.
    pub plan: u32,
    /// Its label, as in `Housing: …`.
    pub label: Option<Span>,
    /// Whether it is an item of a list, a row or a field rather than running text.
    pub listed: bool,
    /// Whether its own label heads the plan, as in `Outcome: …`.
    pub led: bool,
    /// What a column or a field of the form says of who is to do it, and by when.
    pub who: Given,
    pub when: Given,
}

/// What a form says where it asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Given {
    /// The form does not ask.
    Unasked,
    /// It asks, and has no answer.
    Empty,
    /// The answer.
    Says(Span),
}

/// Longest heading over a plan, in words beside those the list knows.
const OTHER_WORDS: usize = 3;

/// Longest sentence that is a fragment, in words.
const FRAGMENT_WORDS: u32 = 6;

/// Most cells of a row, and most actions that one field may answer for; the bound keeps the search linear.
pub(super) const MOST_COLUMNS: usize = 12;

/// The plans of a note.
#[derive(Debug, Default)]
pub(super) struct Plans {
    pub units: Vec<Unit>,
    /// For each plan its heading.
    pub headings: Vec<Span>,
}

impl Plans {
    /// Finds the plans of a note. Linear in its blocks.
    pub(super) fn new(text: &Text<'_>, hits: &Hits, cues: &Cues<'_>) -> Self {
        let mut reader = Reader { text, hits, cues, plans: Self::default(), open: None, table: None, sentence: 0, line: 0 };
        for index in 0..text.blocks.len() {
            reader.block(index);
        }
        reader.plans
    }
}

/// A plan that is being read.
#[derive(Clone, Copy)]
pub(super) struct Open {
    under: Under,
    /// Whether a block has been read under the heading.
    begun: bool,
    bulleted: bool,
    /// The number of the heading, as in "5. Actions": what is numbered 6 heads the next section.
    number: Option<u32>,
}

pub(super) struct Reader<'r> {
    pub(super) text: &'r Text<'r>,
    pub(super) hits: &'r Hits,
    pub(super) cues: &'r Cues<'r>,
    pub(super) plans: Plans,
    pub(super) open: Option<Open>,
    pub(super) table: Option<Table>,
    pub(super) sentence: usize,
    /// Where the line of the cells that are being read begins.
    pub(super) line: u32,
}

impl Reader<'_> {
    fn block(&mut self, index: usize) {
        let block = self.text.blocks[index];
        let first = self.sentence;
        while self.text.sentences.get(self.sentence).is_some_and(|sentence| sentence.block as usize <= index) {
            self.sentence += 1;
        }
        if block.kind == BlockKind::Cell {
            return self.cell(index, first);
        }
        // "Nursery place⇥⇥": a row with nothing but its first cell.
        if self.table.is_some() && self.text.source[block.span.end as usize..].starts_with(['\t', '|']) {
            self.unit(first, self.sentence, None, false);
            if let Some((unit, table)) = self.plans.units.last_mut().zip(self.table) {
                unit.who = table.who.map_or(Given::Unasked, |_| Given::Empty);
                unit.when = table.when.map_or(Given::Unasked, |_| Given::Empty);
            }
            return;
        }
        self.table = None;
        let bulleted = self.bulleted(&block) || is_roman(block.span.of(self.text.source));
        if let Some(open) = self.open
            && (block.opens_paragraph
                && open.begun
                && (!bulleted || open.number.is_some_and(|number| self.number(&block) == Some(number + 1)))
                || open.bulleted && !bulleted && block.kind != BlockKind::Cell)
        {
            self.open = None;
        }
        match block.kind {
            BlockKind::Heading => self.begin(block.span),
            BlockKind::Quoted => {}
            BlockKind::Field { label } if label.end + 2 >= block.span.end => self.begin(label),
            BlockKind::Field { label } => match under(self.hits, self.cues, self.text, label) {
                Some(under) => {
                    self.start(under, label);
                    // The label is a sentence of its own.
                    self.lines(first + 1, self.sentence);
                }
                None if is_other(self.hits, self.cues, label) => self.open = None,
                // "Part 3: plan".
                None if self.text.source[..label.end as usize].ends_with(|last: char| last.is_ascii_digit())
                    && self.is_bare_heading(&Block { span: behind(self.text.source, label, block.span), ..block }) =>
                {
                    self.begin(behind(self.text.source, label, block.span));
                }
                None if self.answers(label, Span { start: label.end + 1, end: block.span.end }) => {}
                None if self.open.is_none() => self.lines(first + 1, self.sentence),
                None => self.unit(first, self.sentence, Some(label), bulleted),
            },
            _ if self.is_bare_heading(&block) => self.begin(block.span),
            BlockKind::Item if self.open.is_some() => self.unit(first, self.sentence, None, bulleted),
            BlockKind::Item | BlockKind::Paragraph | BlockKind::Cell => self.lines(first, self.sentence),
        }
    }

    /// Whether a field of the form says who does what was named above it, or by when; then it is noted.
    fn answers(&mut self, label: Span, value: Span) -> bool {
        let Some(hit) = self.hits.within(self.cues.actions, label).first() else { return false };
        let (who, whole) = (self.cues.category(hit) == "owner-label", hit.span.len() + 3 >= label.len());
        if self.open.is_none() || !whole || !who && self.cues.category(hit) != "due-label" {
            return false;
        }
        let answer = given(self.hits, self.cues, value);
        let plan = self.plans.headings.len() as u32 - 1;
        for unit in self.plans.units.iter_mut().rev().take(MOST_COLUMNS).take_while(|unit| unit.plan == plan) {
            let asked = if who { &mut unit.who } else { &mut unit.when };
            if *asked != Given::Unasked {
                break;
            }
            *asked = answer;
        }
        true
    }

    /// A line that is nothing but the words of a heading, as in a numbered form: `5. Actions`.
    pub(super) fn is_bare_heading(&self, block: &Block) -> bool {
        let content = block.span.of(self.text.source);
        content.len() < 60
            && !content.ends_with('.')
            && heading(self.hits, self.cues, self.text, block.span).is_some_and(|hit| hit.span.len() + 2 >= content.len())
    }

    pub(super) fn begin(&mut self, name: Span) {
        match under(self.hits, self.cues, self.text, name) {
            Some(under) => self.start(under, name),
            None => self.open = None,
        }
    }

    pub(super) fn start(&mut self, under: Under, name: Span) {
        self.plans.headings.push(name);
        self.open = Some(Open { under, begun: false, bulleted: false, number: self.number_before(name.start) });
    }

    /// One unit of a list.
    pub(super) fn unit(&mut self, first: usize, end: usize, label: Option<Span>, bulleted: bool) {
        let first = if label.is_some() { first + 1 } else { first };
        if let Some(open) = &mut self.open
            && first < end
        {
            open.begun = true;
            open.bulleted |= bulleted;
            let plan = self.plans.headings.len() as u32 - 1;
            self.plans.units.push(Unit {
                first,
                end,
                under: open.under,
                plan,
                label,
                listed: true,
                led: false,
                who: Given::Unasked,
                when: Given::Unasked,
            });
        }
    }

    /// Running text: a unit for each sentence; a label inside begins or ends a plan.
    pub(super) fn lines(&mut self, first: usize, end: usize) {
        let listed = end == first + 1 && !self.text.sentences[first].span.of(self.text.source).ends_with('.');
        // "More visits. Contact sorted. School on board.": nothing but fragments.
        let words = |index: usize| self.text.sentences[index].end_word - self.text.sentences[index].first_word;
        let fragments = (first..end).all(|index| words(index) <= FRAGMENT_WORDS);
        let listed = listed || fragments;
        for index in first..end {
            let sentence = self.text.sentences[index];
            let (mut led, mut named) = (false, false);
            if let Some(name) = inline_label(self.text, self.hits, self.cues, sentence.span) {
                match under(self.hits, self.cues, self.text, name) {
                    Some(under) => {
                        self.start(under, name);
                        (led, named) = (under != Under::Decisions, true);
                    }
                    None if self.answers(name, Span { start: name.end + 1, end: sentence.span.end }) => continue,
                    // "Curtains: Kian to choose." goes on with the plan.
                    None if index > first && name.len() > 1 => self.open = None,
                    None => {}
                }
            }
            if let Some(open) = &mut self.open {
                open.begun = true;
                let plan = self.plans.headings.len() as u32 - 1;
                self.plans.units.push(Unit {
                    first: index,
                    end: index + 1,
                    under: open.under,
                    plan,
                    label: None,
                    listed: listed || led,
                    led: named,
                    who: Given::Unasked,
                    when: Given::Unasked,
                });
            }
        }
    }

    fn number(&self, block: &Block) -> Option<u32> {
        self.number_before(block.span.start)
    }

    /// The number that stands before a place on its line: `5. Actions`.
    fn number_before(&self, place: u32) -> Option<u32> {
        let before = self.text.source[..place as usize].trim_end_matches(['.', ')', ' ', '\t']);
        let digits = before.len() - before.bytes().rev().take(2).take_while(u8::is_ascii_digit).count();
        (before.len() < place as usize).then(|| before[digits..].parse().ok()).flatten()
    }

    /// Whether a bullet or a number stands before the block on its line.
    fn bulleted(&self, block: &Block) -> bool {
        let before = &self.text.source.as_bytes()[..block.span.start as usize];
        let mark = before.iter().rev().take(8).find(|byte| !matches!(byte, b' ' | b'\t'));
        !matches!(mark, None | Some(b'\n' | b'\r')) && block.kind != BlockKind::Cell
    }
}

/// "ii) …": the marks of a list that no bullet stands for.
fn is_roman(content: &str) -> bool {
    let number = content.trim_start_matches(['i', 'v', 'x']);
    number.len() < content.len() && number.starts_with(')')
}

/// The value of a field.
fn behind(source: &str, label: Span, field: Span) -> Span {
    let content = &source[label.end as usize + 1..field.end as usize];
    Span { start: field.end - content.trim_start().len() as u32, end: field.end }
}

/// What stands in the place where a form asks: "TBC" and "ASAP" answer nothing.
pub(super) fn given(hits: &Hits, cues: &Cues<'_>, answer: Span) -> Given {
    let vague = hits.within(cues.deadlines, answer).first().is_some_and(|hit| cues.category(hit) == "vague");
    if vague || answer.is_empty() { Given::Empty } else { Given::Says(answer) }
}

/// A label at the head of a sentence: `Plan: …`, or `Handover - …` where the words head plans.
pub(super) fn inline_label(text: &Text<'_>, hits: &Hits, cues: &Cues<'_>, sentence: Span) -> Option<Span> {
    if let Some(label) = label_span(text.source, sentence) {
        return Some(label);
    }
    let hit = hits.within(cues.actions, Span { start: sentence.start, end: sentence.start + 1 }).first()?;
    // "Action 1 - …".
    let rest = &text.source[hit.span.end as usize..];
    // "PLAN ring school, bed".
    let name = hit.span.of(text.source);
    if is_heading(cues, hit) && name.len() > 3 && name.bytes().all(|byte| byte.is_ascii_uppercase()) && rest.starts_with(' ') {
        return Some(hit.span);
    }
    let dashed = rest.trim_start_matches(|mark: char| mark == ' ' || mark == '\t' || mark.is_ascii_digit());
    let after = dashed.strip_prefix("->").or_else(|| dashed.strip_prefix(['-', '–', '—', '→', '>']))?;
    (is_heading(cues, hit) && after.starts_with(' ')).then_some(hit.span)
}

fn is_heading(cues: &Cues<'_>, hit: &Hit) -> bool {
    matches!(cues.category(hit), "heading" | "mixed" | "mine" | "other")
}

/// The words in a name that head a plan, if that is what the name says.
fn heading<'h>(hits: &'h Hits, cues: &Cues<'_>, text: &Text<'_>, name: Span) -> Option<&'h Hit> {
    let found = hits.within(cues.actions, name);
    // "Outstanding: …": behind a noun it asks for the task, as a name by itself it heads tasks.
    let whole = |hit: &&Hit| cues.category(hit) == "wanted" && hit.span.len() >= name.len();
    let hit = found.iter().filter(|hit| is_heading(cues, hit) || whole(hit)).max_by_key(|hit| hit.span.len())?;
    // The numbers of a date are no words: "Outstanding actions as at 3/3/25".
    let dated = cues.category(hit) == "heading";
    let words = &text.words[text.word_from(name.start)..text.word_from(name.end)];
    let words = words.iter().filter(|word| !dated || word.shape != Shape::Digits).count();
    let known = text.word_from(hit.span.end) - text.word_from(hit.span.start);
    (words <= known + OTHER_WORDS).then_some(hit)
}

pub(super) fn under(hits: &Hits, cues: &Cues<'_>, text: &Text<'_>, name: Span) -> Option<Under> {
    if is_other(hits, cues, name) {
        return None;
    }
    match cues.category(heading(hits, cues, text, name)?) {
        "heading" | "wanted" => Some(Under::Actions),
        "mine" => Some(Under::Own),
        _ => Some(Under::Decisions),
    }
}

/// Whether a name looks back, or heads another kind of plan: `Progress against plan`, `Safety plan`.
fn is_other(hits: &Hits, cues: &Cues<'_>, name: Span) -> bool {
    hits.within(cues.actions, name).iter().any(|hit| cues.category(hit) == "other")
}
