//! Sources that nobody could find again: "school said", "professionals feel", "reported by a neighbour".

use crate::finding::Severity;
use crate::lexicon::Hit;
use crate::rules::{Check, Declaration, Note, Principle, Sink};
use crate::text::{BlockKind, Shape, Span, Word};
use crate::voice::Voice;

/// The declaration of `attribution/vague-source`.
pub const RULE: Declaration = Declaration {
    summary: "“school said”, “professionals feel”: a source too loose to be found again",
    principle: Principle::FirstHand,
    severity: Severity::Warning,
    checks: &[Check::Note(check)],
    options: &[],
};

/// How many small words may stand between a source and what it does: "school have also said".
const SMALL: usize = 3;

/// Words that stand between a source and its verb, apart from forms of "be".
const BETWEEN: &[&str] = &[
    "they",
    "who",
    "all",
    "also",
    "again",
    "already",
    "both",
    "clearly",
    "consistently",
    "did",
    "do",
    "does",
    "frequently",
    "had",
    "has",
    "have",
    "initially",
    "just",
    "later",
    "now",
    "often",
    "originally",
    "previously",
    "recently",
    "regularly",
    "repeatedly",
    "since",
    "still",
    "then",
    "therefore",
    "today",
    "too",
    "would",
];

/// Forms of "be": behind them a source holds a view ("are worried"), or something is done to it ("were told").
const BE: &[&str] = &["are", "is", "was", "were", "been", "remain", "remains", "feel", "felt", "became"];

fn check(note: &Note<'_>, sink: &mut Sink<'_>) {
    let Some(sources) = note.lexicon.list("vague_source") else { return };
    let Some(hearsay) = note.lexicon.list("hearsay") else { return };
    for hit in note.hits.of(hearsay).iter().filter(|hit| note.lexicon.category(hit) == "nameless") {
        if note.voices.at(hit.span) == Voice::Author {
            let message = "Whoever said this cannot be found again. Ring back and ask for the name and the role, or write down the number, the date and the time.";
            sink.report(hit.span, message.to_owned()).fact("category", "nameless");
        }
    }
    fields(sources, hearsay, note, sink);
    // "Your GP will say", "staff felt valued": a page about people at large reports nothing.
    if note.text.words.len() > SHORT && !tells_of_somebody(note) {
        return;
    }
    for hit in note.hits.of(sources) {
        if let Some((severity, span)) = judged(hit, note) {
            report(hit, severity, span, note, sink);
        }
    }
}

/// A shorter text is taken for a note, whoever it tells of, in words.
const SHORT: usize = 120;

/// Whether the note tells of somebody: by a relation, or by a name with a role.
fn tells_of_somebody(note: &Note<'_>) -> bool {
    let people = note.lexicon.list("people").map_or(&[][..], |people| note.hits.of(people));
    let one = |hit: &Hit| match category(hit, note) {
        "pronoun" => matches!(note.text.folded_of(hit.span), "he" | "she" | "him" | "her" | "he's" | "she's"),
        "kin" => !matches!(note.text.folded_of(hit.span), "parent" | "parents" | "partner"),
        _ => false,
    };
    people.iter().any(one) || note.voices.cast().members().iter().any(|member| member.sector.is_some())
}

/// `Referrer: Hollin Bank Primary`, `Caller: neighbour`: a field that promises a source and names an organisation.
fn fields(sources: u16, hearsay: u16, note: &Note<'_>, sink: &mut Sink<'_>) {
    for block in &note.text.blocks {
        let BlockKind::Field { label } = block.kind else { continue };
        let value = Span { start: label.end, end: block.span.end };
        let promises = note.hits.within(hearsay, label).iter().any(|hit| note.lexicon.category(hit) == "source-label");
        if !promises || note.voices.at(value) != Voice::Author {
            continue;
        }
        let anonymous = note.hits.within(hearsay, value).iter().any(|hit| note.lexicon.category(hit) == "anonymous");
        let words = &note.text.words[note.text.word_from(value.start)..note.text.word_from(value.end)];
        let named = words.iter().any(|word| capital(word) && note.voices.cast().called(word.span.of(note.text.source)).is_some());
        let (Some(first), Some(last)) = (words.first(), words.last()) else { continue };
        if let Some(hit) = note.hits.within(sources, value).first().filter(|_| !anonymous && !named && words.len() <= MOST_WORDS) {
            report(hit, Severity::Warning, first.span.to(last.span), note, sink);
        }
    }
}

/// A longer value tells more than who it is.
const MOST_WORDS: usize = 6;

fn report(hit: &Hit, severity: Severity, span: Span, note: &Note<'_>, sink: &mut Sink<'_>) {
    let list = &note.lexicon.lists()[usize::from(hit.list)];
    let category = note.lexicon.category(hit);
    let why = list.categories.get(category).map(String::as_str).unwrap_or_default();
    let message = format!(
        "“{}”: {why} Who said this, and when? Write the name and the role: [name], [role], told me on [date].",
        note.lexicon.form(hit)
    );
    sink.report_as(severity, span, message).fact("category", category);
}

/// Whether a loose source passes something on here, how surely, and the words that do it.
fn judged(hit: &Hit, note: &Note<'_>) -> Option<(Severity, Span)> {
    let category = note.lexicon.category(hit);
    if is_label_word(hit, note) || is_part_of_name(hit, note) || !note.voices.asserted(hit) {
        return None;
    }
    let sentence = note.text.sentences[hit.sentence as usize].span;
    if sentence.of(note.text.source).ends_with('?') || is_compound(hit, sentence, note) {
        return None;
    }
    let found = if category == "feedback" { Some((Severity::Warning, hit.span)) } else { ahead(hit, note).or_else(|| behind(hit, note)) };
    let (severity, span) = found?;
    if note.voices.at(span) != Voice::Author {
        return None;
    }
    let severity = if category == "one" { Severity::Info } else { severity };
    (!is_traceable(hit, category, sentence, note)).then_some((severity, span))
}

/// The source is the subject: "school said", "staff are worried", "nursery no concerns".
fn ahead(hit: &Hit, note: &Note<'_>) -> Option<(Severity, Span)> {
    let (text, tells, reporting) = (note.text, note.lexicon.list("tells")?, note.lexicon.list("reporting")?);
    let sentence = &text.sentences[hit.sentence as usize];
    let words = &text.words[text.word_from(hit.span.end)..sentence.end_word as usize];
    let mut end = hit.span.end;
    let (mut is, mut aside) = (false, false);
    for (index, word) in words.iter().take(SMALL + 1).enumerate() {
        let gap = text.between(end, word.span.start);
        let written = word.span.of(text.source);
        let related = gap == ", " && (aside || matches!(written, "who" | "and" | "however" | "though" | "meanwhile"));
        // "The school, however, report": an aside stands between two commas.
        aside = related && matches!(written, "however" | "though" | "meanwhile");
        if written == "who" && category(hit, note) == "somebody" {
            return None;
        }
        if gap != " " && !related {
            let labelled = index == 0 && matches!(gap, ": " | " - " | " – ");
            return (labelled && note.hits.within(tells, word.span).iter().any(|cue| category(cue, note) == "nothing"))
                .then_some((Severity::Info, hit.span));
        }
        if let Some(cue) = note.hits.within(tells, word.span).first() {
            let span = hit.span.to(cue.span);
            match (category(cue, note), is) {
                ("says", false) if is_noun(cue, note) || is_general(hit, cue, note) => return None,
                ("holds", true) if note.text.folded_of(hit.span).ends_with("people") => return None,
                // "School not concerned": telegraphic, without "is". "Police aware", "school are aware": they were told.
                ("holds", _) if note.text.folded_of(cue.span).contains("aware") => return None,
                ("says" | "nothing", false) | ("holds", _) => return Some((Severity::Warning, span)),
                ("sees", false) => {
                    let police = matches!(category(hit, note), "police" | "somebody");
                    return Some((if police { Severity::Info } else { Severity::Warning }, span));
                }
                // "Nursery rang and confirmed": the second verb says what the first passed on.
                ("does", false) => {
                    let next = Span { start: cue.span.end, end: cue.span.end + FURTHER };
                    let tells_more =
                        note.hits.within(tells, next).iter().find(|more| category(more, note) == "says" && linked(cue, more, note));
                    return Some(tells_more.map_or((Severity::Info, span), |more| (Severity::Warning, hit.span.to(more.span))));
                }
                _ => {}
            }
        }
        if !is
            && let Some(cue) = note.hits.within(reporting, word.span).first()
            && matches!(category(cue, note), "said" | "told" | "felt")
        {
            if is_general(hit, cue, note) {
                return None;
            }
            return Some((Severity::Warning, hit.span.to(cue.span)));
        }
        let and_they = written == "and" && words.get(index + 1).is_some_and(|next| next.span.of(text.source) == "they");
        if BE.contains(&written) {
            is = true;
        } else if !BETWEEN.contains(&written) && !and_they && !aside {
            return None;
        }
        end = word.span.end;
    }
    None
}

/// The source is what something comes from or was told to: "reported by staff", "Kyle told school".
fn behind(hit: &Hit, note: &Note<'_>) -> Option<(Severity, Span)> {
    let tells = note.lexicon.list("tells")?;
    let near = Span { start: hit.span.start.saturating_sub(24), end: hit.span.start };
    let cue = note.hits.within(tells, near).last()?;
    let adjacent = matches!(note.text.between(cue.span.end, hit.span.start), " " | " the " | " her " | " his ");
    let words = note.text.words_of(&note.text.sentences[cue.sentence as usize]);
    match category(cue, note) {
        "from" if adjacent && (cue.span.len() > 2 || cue.span.of(note.text.source).ends_with("per")) => {
            Some((Severity::Warning, cue.span.to(hit.span)))
        }
        // "Told school" alone is the author telling; "Kyle told school" is how the author knows.
        "to" if adjacent && category(hit, note) != "somebody" => {
            let before = words.iter().rev().find(|word| word.span.start < cue.span.start)?;
            let person =
                note.voices.is_person(before.span) && before.span.of(note.text.source) != "I" || before.shape == Shape::Capitalised;
            let first_person = matches!(before.span.of(note.text.source), "I" | "we" | "We" | "SW");
            let severity = if category(hit, note) == "police" { Severity::Info } else { Severity::Warning };
            (person && !first_person).then_some((severity, cue.span.to(hit.span)))
        }
        _ => None,
    }
}

/// "People feel", "many people think": how people are, and no report.
fn is_general(hit: &Hit, cue: &Hit, note: &Note<'_>) -> bool {
    let people = note.text.folded_of(hit.span).ends_with("people");
    let cue = note.text.folded_of(cue.span);
    people && !(cue.ends_with("ed") || ["say", "said", "saying", "told", "saw"].iter().any(|verb| cue.starts_with(verb)))
}

/// How far behind a first verb a second is looked for, in bytes.
const FURTHER: u32 = 16;

/// Whether nothing but "and" or "to" stands between two verbs.
fn linked(one: &Hit, other: &Hit, note: &Note<'_>) -> bool {
    one.sentence == other.sentence && matches!(note.text.between(one.span.end, other.span.start), " and " | " to " | ", ")
}

/// Words behind "report" that show it to be a thing: "the police report was read".
const OF_A_THING: &[&str] = &[
    "about", "and", "attached", "card", "dated", "for", "from", "in", "is", "of", "on", "says", "shows", "states", "was", "were", "which",
    "writer",
];

/// "(police report)", "school report dated": a paper, and nobody reporting.
fn is_noun(cue: &Hit, note: &Note<'_>) -> bool {
    let written = cue.span.of(note.text.source);
    let Some(next) = note.text.words.get(note.text.word_from(cue.span.end)) else { return true };
    let gap = note.text.between(cue.span.end, next.span.start);
    matches!(written, "report" | "reports" | "view" | "views" | "account" | "note" | "notes" | "record")
        && (gap != " " || OF_A_THING.contains(&next.span.of(note.text.source)))
}

fn category<'n>(cue: &Hit, note: &Note<'n>) -> &'n str {
    note.lexicon.category(cue)
}

/// Whether the reader can find the source after all: named beside it, introduced as the one who speaks for it, or somebody
/// who asked not to be named.
fn is_traceable(hit: &Hit, category: &str, sentence: Span, note: &Note<'_>) -> bool {
    let text = note.text;
    let cast = note.voices.cast();
    let after = text.word_from(hit.span.end);
    // "School (Mrs Lee, head)", "police - PC Khan", "staff nurse Jo": a name right behind.
    let beside = text.words[after..].iter().take(6).take_while(|word| word.span.start < sentence.end);
    let beside = beside.take_while(|word| !text.between(hit.span.end, word.span.start).contains(". ")).any(|word| {
        capital(word) && cast.called(word.span.of(text.source)).is_some_and(|member| member.known() && member.sector.is_some())
    });
    // "Mrs Lee from school said": the name stands before.
    let before = text.words[..text.word_from(hit.span.start)].iter().rev().take(6).take_while(|word| word.span.start >= sentence.start);
    let before = before
        .filter(|word| capital(word))
        .any(|word| cast.called(word.span.of(text.source)).is_some_and(|member| member.sector.is_some()));
    let anonymous = matches!(category, "class" | "one")
        && note
            .lexicon
            .list("hearsay")
            .is_some_and(|list| note.hits.of(list).iter().any(|hit| note.lexicon.category(hit) == "anonymous"));
    let speaks_for = cast.of_sector(category, hit.span.end + NEAR).is_some();
    beside || before || anonymous || speaks_for
}

/// "The council tax people": people of some kind, and nobody's report.
fn is_compound(hit: &Hit, sentence: Span, note: &Note<'_>) -> bool {
    let lead = note.text.word_from(hit.span.start).checked_sub(1).map(|before| note.text.words[before]);
    note.text.folded_of(hit.span) == "people"
        && lead.is_some_and(|lead| {
            let joins = matches!(lead.span.of(note.text.source), "and" | "as" | "because" | "but" | "says" | "said" | "that" | "what" | "when");
            lead.span.start >= sentence.start && note.text.between(lead.span.end, hit.span.start) == " " && !joins
        })
}

/// How far behind the source the one who speaks for it may still be introduced, in bytes.
const NEAR: u32 = 60;

fn capital(word: &Word) -> bool {
    matches!(word.shape, Shape::Capitalised | Shape::Mixed)
}

/// The label of a field and a heading are the form's words.
fn is_label_word(hit: &Hit, note: &Note<'_>) -> bool {
    let block = note.text.blocks[note.text.sentences[hit.sentence as usize].block as usize];
    match block.kind {
        BlockKind::Field { label } => label.contains(hit.span),
        BlockKind::Heading => true,
        _ => false,
    }
}

/// "Brierfold High School said" names the school, and still nobody in it: only a capital inside a sentence with another
/// capital behind it is part of some other name, as in "Police Scotland" or "School Lane".
fn is_part_of_name(hit: &Hit, note: &Note<'_>) -> bool {
    let text = note.text;
    let after = text.word_from(hit.span.end);
    let Some(next) = text.words.get(after) else { return false };
    let capital_hit = hit.span.of(text.source).starts_with(char::is_uppercase);
    capital_hit && next.shape == Shape::Capitalised && text.between(hit.span.end, next.span.start) == " "
}
