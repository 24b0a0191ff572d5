//! Who is to do what is to be done: the subject, initials behind it, a name in brackets, "by" somebody, the first person.

use super::Cues;
use super::people::hit_at;
use super::somebody::{covering, is_letters, is_role, is_somebody, is_task, is_time};
use crate::lexicon::Hits;
use crate::text::{Shape, Span, Text, Word};

/// The marks that set the parts of a line apart.
const PARTS: &[char] = &['.', ',', ';', ':', '(', ')', '[', ']', '–', '—', '\t', '|', '>'];

/// Who a piece of a plan names as the one to act.
pub(super) fn owner(text: &Text<'_>, hits: &Hits, cues: &Cues<'_>, span: Span) -> Option<Span> {
    let words = &text.words[text.word_from(span.start)..text.word_from(span.end)];
    first_person(text, span).or_else(|| agent(text, hits, cues, words)).or_else(|| set_apart(text, hits, cues, span))
}

/// "I will", "I'll", "we need to": the author takes it on.
pub(super) fn first_person(text: &Text<'_>, span: Span) -> Option<Span> {
    let words = &text.words[text.word_from(span.start)..text.word_from(span.end)];
    words.iter().enumerate().find_map(|(index, word)| {
        let next = words.get(index + 1).map_or("", |next| text.folded_of(next.span));
        let takes = match text.folded_of(word.span) {
            "i'll" | "we'll" | "myself" => true,
            "i" | "we" | "me" => matches!(next, "will" | "shall" | "to" | "need" | "must" | "agreed" | "should"),
            _ => false,
        };
        takes.then_some(word.span)
    })
}

/// Who the words before a task name: "SW to ring", "Jo will ring", "DR + officer see".
pub(super) fn subject_of(text: &Text<'_>, hits: &Hits, cues: &Cues<'_>, words: &[Word], cue: Span) -> Option<Span> {
    let at = words.partition_point(|word| word.span.start < cue.start);
    if let Some(last) = at.checked_sub(1)
        && matches!(text.folded_of(words[last].span), "to" | "will" | "shall" | "must" | "would")
        && let Some(who) = subject(text, hits, cues, &words[..last])
    {
        return Some(who);
    }
    let named = |word: &&Word| is_somebody(text, hits, cues, word.span) || word.shape == Shape::Capitals && !is_task(hits, cues, word.span);
    let lead = words[..at].iter().rev().take(NAME_WORDS).find(named).map(|word| word.span).filter(|_| leads(text, hits, cues, words, cue));
    // "The writer will continue to monitor".
    let will = words.iter().take(NAME_WORDS).position(|word| matches!(text.folded_of(word.span), "will" | "shall"));
    lead.or_else(|| will.and_then(|will| subject(text, hits, cues, &words[..will])))
}

/// The verb of "SSW to debrief carers": a name or a role at the head, "to", and a small word that names nobody.
pub(super) fn given_to(text: &Text<'_>, hits: &Hits, cues: &Cues<'_>, words: &[Word]) -> Option<Span> {
    let at = words.iter().take(SUBJECT_WORDS + 1).position(|word| text.folded_of(word.span) == "to")?;
    let verb = words.get(at + 1)?;
    let small = verb.shape == Shape::Lower
        && !is_somebody(text, hits, cues, verb.span)
        && NO_VERB.binary_search(&text.folded_of(verb.span)).is_err();
    heads_sentence(text, hits, cues, words, at).filter(|_| small).map(|_| verb.span)
}

/// Words behind "to" that are no verb. Sorted.
const NO_VERB: &[&str] = &[
    "a", "all", "an", "any", "be", "both", "each", "have", "her", "his", "its", "my", "our", "some", "that", "the", "their", "these",
    "this", "those", "which",
];

/// The one whom the last words before "to" name.
fn subject(text: &Text<'_>, hits: &Hits, cues: &Cues<'_>, before: &[Word]) -> Option<Span> {
    let last = before.last()?;
    if is_somebody(text, hits, cues, last.span) || matches!(last.shape, Shape::Capitals | Shape::Mixed) && !is_task(hits, cues, last.span) {
        return Some(last.span);
    }
    let folded = text.folded_of(last.span);
    if NOBODY.binary_search(&folded).is_ok() || is_task(hits, cues, last.span) {
        // "Jo has agreed to ring", "I need to": the subject stands further back.
        let passed = matches!(
            folded,
            "agreed" | "need" | "needs" | "going" | "aims" | "plans" | "continue" | "offered" | "hoping" | "wants" | "due"
        );
        return passed
            .then(|| {
                before
                    .iter()
                    .rev()
                    .skip(1)
                    .take(4)
                    .find(|word| is_somebody(text, hits, cues, word.span) || word.shape == Shape::Capitalised)
            })
            .flatten()
            .map(|word| word.span);
    }
    Some(last.span)
}

/// Words before "to" that name nobody. Sorted.
const NOBODY: &[&str] = &[
    "able",
    "access",
    "according",
    "agreed",
    "aim",
    "aims",
    "and",
    "as",
    "attempt",
    "back",
    "be",
    "close",
    "come",
    "consent",
    "continue",
    "decision",
    "due",
    "effort",
    "further",
    "get",
    "go",
    "going",
    "have",
    "hoping",
    "how",
    "in",
    "is",
    "it",
    "linked",
    "need",
    "needed",
    "needs",
    "next",
    "now",
    "offered",
    "on",
    "opportunity",
    "or",
    "order",
    "over",
    "plan",
    "plans",
    "possible",
    "ready",
    "recommendation",
    "recommended",
    "related",
    "relation",
    "required",
    "respect",
    "return",
    "right",
    "signpost",
    "so",
    "speak",
    "step",
    "subject",
    "support",
    "talk",
    "that",
    "then",
    "up",
    "was",
    "ways",
    "what",
    "when",
    "where",
    "whether",
    "work",
];

/// "By the allocated worker", "by Beth": not "by Friday".
fn agent(text: &Text<'_>, hits: &Hits, cues: &Cues<'_>, words: &[Word]) -> Option<Span> {
    let by = |index: &usize| text.folded_of(words[*index].span) == "by";
    (0..words.len()).filter(by).find_map(|index| {
        let named = words.iter().skip(index + 1).take(4).find(|word| {
            is_somebody(text, hits, cues, word.span)
                || matches!(word.shape, Shape::Capitalised | Shape::Capitals)
                    && !is_time(hits, cues, word.span)
                    && !is_task(hits, cues, word.span)
        })?;
        (text.between(words[index].span.end, named.span.start).len() < 24).then_some(named.span)
    })
}

/// A part of the line that is nothing but names: "…, GS", "… (Hattie)", "Mr Bright.", "JH - …", "… by 8 December, NA".
fn set_apart(text: &Text<'_>, hits: &Hits, cues: &Cues<'_>, span: Span) -> Option<Span> {
    let content = span.of(text.source);
    let mut start = 0;
    let mut found = None;
    let ends = content.match_indices(PARTS).map(|(at, mark)| (at, at + mark.len())).chain(std::iter::once((content.len(), content.len())));
    for (end, next) in ends {
        // "Partners incl. health visiting": a stop before a small letter ends no part.
        if content[end..].starts_with('.') && content[next..].trim_start().starts_with(char::is_lowercase) {
            continue;
        }
        // A hyphen with spaces is a dash.
        let mut from = start;
        for (dash, _) in content[start..end].match_indices(" - ") {
            found = found.or_else(|| named_part(text, hits, cues, span.start as usize, from..start + dash));
            from = start + dash + 3;
        }
        found = found.or_else(|| named_part(text, hits, cues, span.start as usize, from..end));
        start = next;
    }
    found
}

/// Most words of a part that names who: "Maggie and Sister Pask, by Friday 6 June".
const NAME_WORDS: usize = 7;

fn named_part(text: &Text<'_>, hits: &Hits, cues: &Cues<'_>, offset: usize, part: std::ops::Range<usize>) -> Option<Span> {
    let span = Span::new(offset + part.start, offset + part.end);
    let words = &text.words[text.word_from(span.start)..text.word_from(span.end)];
    if words.is_empty() || words.len() > NAME_WORDS {
        return None;
    }
    let opens = part.start == 0;
    let mut named = None;
    let mut capitals = 0;
    for word in words {
        let folded = text.folded_of(word.span);
        // "TO DO - ring school".
        if covering(hits, cues.actions, word.span).is_some_and(|hit| matches!(cues.category(hit), "heading" | "mixed" | "mine")) {
            return None;
        }
        if is_time(hits, cues, word.span)
            || word.shape == Shape::Digits
            || matches!(folded, "and" | "or" | "with" | "the" | "by" | "on" | "from" | "of" | "both" | "for")
        {
            continue;
        }
        // "Glasses, GP, bed": an agency in a row of things.
        let in_row = part.start > 0 && words.len() == 1 && text.source[..span.start as usize].ends_with(',') && is_agency(text, word.span);
        let somebody = !in_row && is_somebody(text, hits, cues, word.span);
        let capital = !in_row
            && matches!(word.shape, Shape::Capitalised | Shape::Capitals | Shape::Mixed)
            && !is_task(hits, cues, word.span)
            && (word.span.len() <= 2 || !is_letters(hits, cues, word.span))
            // "…; MACE; …": more letters than initials have, in a row of things.
            && !(part.start > 0 && word.shape == Shape::Capitals && word.span.len() > 3 && words.len() == 1 && text.source[..span.start as usize].trim_end().ends_with([';', ',']));
        if !somebody && !capital {
            return None;
        }
        capitals += usize::from(capital);
        if somebody || !opens || word.shape == Shape::Capitals && word.span.len() <= 3 {
            named = named.or(Some(word.span));
        }
    }
    // At the head of a line one capital is no more than the start of a sentence; two are a name, and so is one before a verb:
    // "Kay - write up the minutes".
    let next = text.words.get(text.word_from(span.end)).filter(|next| text.between(span.end, next.span.start).len() <= 6);
    let verb = next.is_some_and(|next| {
        next.shape == Shape::Lower && covering(hits, cues.tasks, next.span).is_some_and(|hit| cues.category(hit) != "noun")
    });
    named.or_else(|| (capitals >= 2 || capitals == 1 && verb).then_some(span))
}

fn is_agency(text: &Text<'_>, word: Span) -> bool {
    matches!(
        text.folded_of(word),
        "gp" | "camhs"
            | "housing"
            | "school"
            | "nursery"
            | "college"
            | "police"
            | "ward"
            | "refuge"
            | "probation"
            | "mash"
            | "cafcass"
            | "legal"
            | "chair"
            | "dentist"
            | "carers"
    )
}

/// Whether a piece of text only names who and when, and sets no task itself.
pub(super) fn is_tail(text: &Text<'_>, hits: &Hits, cues: &Cues<'_>, span: Span) -> bool {
    let words = &text.words[text.word_from(span.start)..text.word_from(span.end)];
    words.len() <= NAME_WORDS
        && words.iter().all(|word| {
            !is_task(hits, cues, word.span) && word.shape != Shape::Lower
                || is_time(hits, cues, word.span)
                || is_somebody(text, hits, cues, word.span)
                || matches!(
                    text.folded_of(word.span),
                    "and" | "the" | "by" | "on" | "from" | "of" | "to" | "end" | "next" | "for" | "before" | "within" | "in"
                )
        })
}

/// Whether a label or a heading names who acts: "Me", "Nana and Grandad", "Actions for SW".
pub(super) fn names_somebody(text: &Text<'_>, hits: &Hits, cues: &Cues<'_>, label: Span) -> bool {
    named_part(text, hits, cues, label.start as usize, 0..label.len()).is_some() || text.folded_of(label) == "me"
}

/// Who a heading names: "DAY TEAM", "Handover to K Bostock", "Actions (JH)".
pub(super) fn in_heading(text: &Text<'_>, hits: &Hits, cues: &Cues<'_>, heading: Span) -> Option<Span> {
    let words = &text.words[text.word_from(heading.start)..text.word_from(heading.end)];
    let shouted = words.iter().filter(|word| word.shape == Shape::Capitals).count() > 1;
    words.iter().enumerate().find_map(|(index, word)| {
        let before = index.checked_sub(1).map_or("", |before| text.folded_of(words[before].span));
        let to = matches!(before, "to" | "for" | "by") && (is_somebody(text, hits, cues, word.span) || word.shape == Shape::Capitalised);
        let initials = !shouted && word.shape == Shape::Capitals && word.span.len() <= 3 && !is_letters(hits, cues, word.span);
        (to || initials).then_some(word.span)
    })
}

/// Whether nothing but names stands before a verb at the head of a line: "Ring", "JH - ring", "DR + officer see".
pub(super) fn leads(text: &Text<'_>, hits: &Hits, cues: &Cues<'_>, words: &[Word], verb: Span) -> bool {
    let at = words.partition_point(|word| word.span.start < verb.start);
    // "Close at end of assessment, signpost to …".
    let after_comma = at > 0 && text.between(words[at - 1].span.end, verb.start).starts_with([',', ';']);
    after_comma
        || at <= NAME_WORDS
            && words[..at].iter().all(|word| {
                let folded = text.folded_of(word.span);
                matches!(word.shape, Shape::Capitals | Shape::Mixed)
                    || is_somebody(text, hits, cues, word.span)
                    || matches!(folded, "and" | "to" | "then" | "also" | "please" | "the" | "officer" | "worker")
                    || word.shape == Shape::Digits
            })
}

/// Somebody whose work it is, before "will": a role or the author, not kin or "he".
pub(super) fn is_official(text: &Text<'_>, hits: &Hits, cues: &Cues<'_>, words: &[Word], at: usize) -> Option<Span> {
    let who = words[at.checked_sub(1)?];
    let people = hit_at(hits.of(cues.people), who.span).is_some_and(|hit| matches!(cues.category(hit), "role" | "author" | "kin"));
    let name = who.shape == Shape::Capitalised
        && !matches!(text.folded_of(who.span), "you" | "these" | "those" | "users" | "people")
        && !is_task(hits, cues, who.span)
        && hit_at(hits.of(cues.people), who.span).is_none()
        && !is_time(hits, cues, who.span);
    let initials = who.shape == Shape::Capitals && who.span.len() <= 3 && !is_task(hits, cues, who.span);
    (people || name || is_role(hits, cues, who.span) || initials || text.folded_of(who.span) == "team").then_some(who.span)
}

/// Whether a subject is one that decides for a service: a role, a panel, a meeting, not kin and no name that may be a child's.
pub(super) fn is_deciding(text: &Text<'_>, hits: &Hits, cues: &Cues<'_>, who: Span) -> bool {
    let role = hit_at(hits.of(cues.people), who).is_some_and(|hit| matches!(cues.category(hit), "role" | "author"));
    role || is_role(hits, cues, who)
        || matches!(text.folded_of(who), "panel" | "meeting" | "team" | "conference" | "chair" | "service" | "group" | "supervisor")
}

/// Who stands alone before "to" at the head of a sentence: "SW to ring", "Jo Hill (SW) to ring", "Mum to sign".
pub(super) fn heads_sentence(text: &Text<'_>, hits: &Hits, cues: &Cues<'_>, words: &[Word], at: usize) -> Option<Span> {
    // After a comma or a dash a new clause begins: "…, SW to pick up".
    let clause = (1..at)
        .rev()
        .find(|index| text.between(words[index - 1].span.end, words[*index].span.start).contains([',', ';', '-', '–', '—', ':']))
        .unwrap_or(0);
    let before = words.get(clause..at).filter(|before| !before.is_empty() && before.len() <= SUBJECT_WORDS)?;
    let known = |word: &Word| {
        is_somebody(text, hits, cues, word.span)
            || word.shape == Shape::Capitals && word.span.len() <= 3 && !is_task(hits, cues, word.span)
            || matches!(text.folded_of(word.span), "and" | "the" | "allocated" | "family" | "both")
    };
    let name = before.len() >= 2 && before.iter().all(|word| word.shape == Shape::Capitalised && !is_task(hits, cues, word.span));
    let single = before.len() == 1 && before[0].shape == Shape::Capitalised && is_name(text, hits, cues, &before[0]);
    let official = clause == 0 || is_role(hits, cues, before[0].span) || before[0].shape == Shape::Capitals;
    (single || official && (name || before.iter().all(known))).then(|| before[before.len() - 1].span)
}

const SUBJECT_WORDS: usize = 5;

/// Whether a capital at the head of "Nathan to check" is a name: not in "Agreed to call", "Planning to visit".
fn is_name(text: &Text<'_>, hits: &Hits, cues: &Cues<'_>, word: &Word) -> bool {
    let folded = text.folded_of(word.span);
    let verb = ["ed", "ing", "tion", "sion", "ment", "ness", "ity", "ure", "ance", "ence"].iter().any(|end| folded.ends_with(end))
        || NOBODY.binary_search(&folded).is_ok();
    word.span.len() > 2
        && !verb
        && !is_task(hits, cues, word.span)
        && !is_time(hits, cues, word.span)
        && !matches!(
            folded,
            "similar" | "things" | "jobs" | "stuff" | "left" | "prior" | "spoke" | "said" | "told" | "forgot" | "open" | "keen" | "time"
        )
}
