//! Judgements of people, homes, bonds and events that are told as if they were facts.

use crate::finding::Severity;
use crate::lexicon::Hit;
use crate::rules::{Check, Declaration, Note, Principle, Sink, terms};
use crate::text::{BlockKind, Shape, Span, Word};
use crate::voice::{About, Tie, Voice};

/// The declaration of `accuracy/opinion-as-fact`.
pub const RULE: Declaration = Declaration {
    summary: "a judgement told as a fact, with nobody whose view it is and nothing that was seen or heard beside it",
    principle: Principle::Accurate,
    severity: Severity::Warning,
    checks: &[Check::Term(check)],
    options: &[],
};

/// What is said of a word that `respect/derogatory` raises for how it reads: this rule asks what it rests on.
const BORROWED: &str = "Told as a fact here. If it is somebody’s view, whose is it, and what did they see or hear that led to it?";

fn check(hit: &Hit, note: &Note<'_>, sink: &mut Sink<'_>) {
    if note.voices.at(hit.span) != Voice::Author || in_heading(hit, note) {
        return;
    }
    if note.lexicon.lists()[usize::from(hit.list)].rule.as_deref() != Some("accuracy/opinion-as-fact") {
        if is_verdict(hit, note) && terms::bare_claim(hit, note) {
            terms::report_borrowed(hit, note, BORROWED, sink);
        }
    } else if let Some((severity, span)) = weight(hit, note)
        && terms::bare_claim(hit, note)
    {
        terms::report_claim(&Hit { span, ..*hit }, note, severity, sink);
    }
}

/// Whether an insult or a label is said of somebody or something flatly, as a verdict.
fn is_verdict(hit: &Hit, note: &Note<'_>) -> bool {
    let entry = note.lexicon.entry(hit);
    if entry.severity == Some(Severity::Info) {
        return false;
    }
    let flat = |tied: Option<(About, Tie)>| match tied {
        Some((About::Person | About::Topic, Tie::Flat | Tie::Beside)) => true,
        Some((About::Nobody, Tie::Flat)) => is_short(hit, note),
        _ => false,
    };
    match entry.category.as_str() {
        "label" | "parent" | "class" | "substance" | "insult" | "mockery" => {
            flat(note.voices.predicate(hit)) || matches!(note.voices.about(hit), About::Person)
        }
        // What people did is told in verbs; only what they are said to be is a verdict.
        "behaviour" | "body" | "complaint" | "doubt" | "engagement" | "victim" => !tells_deed(note.lexicon.form(hit)) && flat(note.voices.predicate(hit)),
        _ => false,
    }
}

fn tells_deed(form: &str) -> bool {
    let first = form.split(' ').next().unwrap_or(form);
    first.ends_with("ing") || first.ends_with("ed") || matches!(first, "did" | "does" | "do" | "not" | "will" | "went" | "goes")
}

/// Words so mild that most reviewers leave them alone when said of a person: "he was okay with that".
const MILD: &[&str] = &["okay", "good", "great", "warm", "close", "sad"];

/// How much a judgement weighs where it stands, and which words make it; nothing where it judges nobody and nothing.
fn weight(hit: &Hit, note: &Note<'_>) -> Option<(Severity, Span)> {
    let severity = match note.lexicon.category(hit) {
        "certain" => is_certain(hit, note).then_some(Severity::Warning),
        "degree" => return Some((Severity::Warning, degree(hit, note)?)),
        "tie" => return Some((Severity::Warning, open_word(hit, note)?)),
        "frame" => return Some((Severity::Warning, frame(hit, note)?)),
        "person" | "portrait" => return Some((Severity::Warning, portrait(hit, note)?)),
        "place" => return Some((Severity::Warning, place(hit, note)?)),
        "guess" => return Some((Severity::Warning, guess(hit, note)?)),
        "telling" => match note.voices.about(hit) {
            About::Person => Some(Severity::Warning),
            About::Nobody if note.text.sentences.len() > 1 => Some(Severity::Warning),
            _ => None,
        },
        category @ ("care" | "character" | "faring" | "manner" | "quality" | "remark") => {
            let (about, tie) = note.voices.predicate(hit)?;
            let telling = category != "manner" && category != "remark";
            match (about, tie) {
                (About::Hidden, Tie::Flat) if category == "remark" => Some(Severity::Warning),
                (_, Tie::Hedged | Tie::Loose) | (About::Hidden | About::Other, _) => None,
                (About::Topic, _) if category == "manner" => Some(Severity::Info),
                (About::Topic, _) | (About::Person, Tie::Beside) => Some(Severity::Warning),
                (About::Nobody, _) if category == "quality" => {
                    let mild = MILD.contains(&note.lexicon.form(hit));
                    note.voices.under_topic(hit.span).then_some(if mild { Severity::Info } else { Severity::Warning })
                }
                (About::Nobody, _) if !is_short(hit, note) => None,
                (About::Person | About::Nobody, _) => Some(if telling && !MILD.contains(&note.lexicon.form(hit)) { Severity::Warning } else { Severity::Info }),
            }
        }
        _ => Some(Severity::Warning),
    };
    severity.map(|severity| (severity, hit.span))
}

/// Words behind "very" that tell of something to be seen or counted, or that the lists know better. Sorted.
const PLAIN: &[&str] = &[
    "about", "alike", "asleep", "awake", "aware", "away", "back", "behind", "better", "big", "bigger", "busy", "child", "clean", "clear", "close", "cold",
    "common", "dark", "different", "dirty", "down", "early", "elderly", "even", "far", "few", "frail", "from", "full", "hot", "hungry", "ill", "important",
    "keen", "large", "late", "later", "less", "like", "likely", "little", "long", "longer", "loud", "low", "many", "more", "most", "much", "muddy", "near", "new",
    "often", "old", "older", "over", "pale", "poorly", "pregnant", "premature", "quick", "quickly", "quiet", "rare", "recent", "recently", "runny", "short",
    "sick", "similar", "sleepy", "slow", "slowly", "small", "soon", "sore", "sorry", "sticky", "tall", "tearful", "than", "that", "then", "thin", "thirsty",
    "tired", "under", "unwell", "upset", "warm", "well", "wet", "worse", "young", "younger",
];

/// "Mum was very closed with me": what stands behind a word of degree is a judgement, unless it is plain to be seen.
fn degree(hit: &Hit, note: &Note<'_>) -> Option<Span> {
    let next = next_word(hit, note)?;
    let judged = next.span.of(note.text.source);
    let acts = judged.ends_with("ing") && !matches!(note.lexicon.form(hit), "very" | "too");
    // "More information", "many more have" count; "is more guarded" compares.
    let counts = matches!(note.lexicon.form(hit).rsplit(' ').next(), Some("more" | "less")) && !is_behind_copula(hit, note);
    let open = !counts && judged.len() > 3 && !acts && PLAIN.binary_search(&judged).is_err() && !note.voices.is_person(next.span);
    let listed = !note.hits.within(hit.list, next.span).is_empty();
    // "Mum was very closed", "the bond is very brittle", "Very rude on the phone."
    let said = open
        && !listed
        && match note.voices.tied(&Hit { span: next.span, ..*hit }) {
            Some((About::Person | About::Topic, Tie::Flat)) => true,
            Some((About::Nobody, Tie::Flat)) => {
                is_short(hit, note) && judged.len() > 4 && note.lexicon.form(hit) != "so" && !is_listed(next.span, note)
            }
            _ => false,
        };
    said.then_some(Span { start: hit.span.start, end: next.span.end })
}

fn is_behind_copula(hit: &Hit, note: &Note<'_>) -> bool {
    let before = note.text.word_from(hit.span.start).checked_sub(1).map(|index| note.text.folded_of(note.text.words[index].span));
    before.is_some_and(|word| COPULAS.binary_search(&word).is_ok())
}

/// Verbs that say how somebody is. Sorted.
const COPULAS: &[&str] = &[
    "am", "appeared", "appears", "are", "be", "became", "been", "being", "felt", "is", "looked", "looks", "seemed", "seems", "was", "were",
];

/// Endings of words that judge more often than they describe.
const JUDGING: &[&str] = &["ive", "ous", "ful", "less", "ish", "able", "ible", "some", "ant", "ent", "ic", "-minded", "-hearted", "-headed", "-tempered", "-mannered"];

/// How short a word in -y may be: "lippy", "stroppy", "moody".
const SHORT: usize = 5;

/// Words with such an ending that tell of health, of means or of something to be seen. Sorted.
const DESCRIBING: &[&str] = &[
    "absent", "absolutely", "academic", "accessible", "accountable", "accountant", "achy", "active", "actually", "adamant", "adolescent",
    "adoptive", "agent", "agreement", "alive", "allergic", "allowable", "already", "alternative", "anaemic", "anaphylactic", "angry", "anxious",
    "anybody", "apparent", "applicant", "appointment", "arctic", "argument", "asleep", "assessment", "assistant", "asthmatic", "asymptomatic",
    "attractive", "autistic", "automatic", "available", "baby", "badly", "barely", "basic", "battery", "bloody", "body", "breathless", "bumpy",
    "busy", "captive", "careful", "catholic", "chesty", "chewy", "childless", "chilly", "clearly", "client", "clinic", "cloudy", "comfortable",
    "complaint", "completely", "confident", "conscious", "consecutive", "consistent", "constant", "contactable", "contagious", "content",
    "continent", "costly", "country", "crispy", "curious", "current", "currently", "daddy", "daily", "deadly", "delivery", "department",
    "dependent", "descent", "diabetic", "different", "dirty", "distant", "dizzy", "document", "domestic", "dyslexic", "dyspraxic", "early",
    "easily", "ecstatic", "efficient", "eighty", "elderly", "electronic", "elephant", "eligible", "emergency", "empty", "enquiry", "epileptic",
    "equivalent", "every", "everybody", "evident", "exactly", "executive", "extremely", "family", "feverish", "fifty", "finally", "fluent", "foggy",
    "fortnightly", "forty", "frantic", "frequent", "friendly-looking", "fugitive", "fully", "furious", "generally", "granny", "grateful", "greasy",
    "happy", "hardly", "heavy", "hesitant", "hilly", "hispanic", "history", "homeless", "hopeful", "hungry", "icy", "identifiable", "immigrant",
    "important", "inactive", "inclusive", "inconclusive", "incontinent", "independent", "ineligible", "infant", "infectious", "initially",
    "innocent", "inoperable", "inquiry", "instant", "invisible", "itchy", "jobless", "lady", "liable", "library", "likely", "logistic", "lonely",
    "lumpy", "mainly", "migrant", "mindful", "moment", "monthly", "mostly", "motionless", "mouthful", "muddy", "mummy", "mushy", "nanny", "native",
    "nearly", "negative", "nervous", "newly", "nightly", "ninety", "nobody", "non-compliant", "non-verbal", "objective", "observable", "oily",
    "okay", "only", "orderly", "paediatric", "painful", "pandemic", "parent", "participant", "particularly", "partly", "party", "patient",
    "payable", "payment", "penniless", "periodic", "permanent", "persistent", "placement", "policy", "poorly", "positive", "possibly", "pregnancy",
    "pregnant", "present", "pretty", "previous", "previously", "primary", "probably", "psychic", "public", "quarterly", "quickly", "rainy",
    "reachable", "ready", "really", "recent", "recently", "relative-looking", "relevant", "religious", "reluctant", "resident", "responsible",
    "responsive", "reviewable", "roofless", "runny", "salty", "sandy", "secondary", "serious", "servant", "seventy", "shaky", "sickly",
    "significant", "silent", "simply", "sixty", "sleepless", "sleepy", "slightly", "slowly", "snotty", "snowy", "soapy", "soggy", "somebody",
    "sorry", "specific", "speechless", "spicy", "stateless", "statement", "static", "sticky", "student", "study", "stuffy", "successful",
    "sufficient", "sunny", "sweaty", "symptomatic", "talent", "tearful", "teary", "temporary", "tenant", "thankful", "thirsty", "thirty", "tiny",
    "today", "toxicologic", "traffic", "treatment", "tummy", "twenty", "unable", "unavailable", "uncomfortable", "unconscious", "uncontactable",
    "unlikely", "unresponsive", "unsuccessful", "urgent", "useful", "usually", "very", "viable", "visible", "wakeful-looking", "weekly", "windy",
    "wobbly", "yearly",
];

/// "Dad was combative": a word that is on no list, whose ending says that it judges.
fn open_word(hit: &Hit, note: &Note<'_>) -> Option<Span> {
    let next = next_word(hit, note)?;
    let judged = next.span.of(note.text.source);
    let judging = judged.len() > 6 && JUDGING.iter().any(|ending| judged.ends_with(ending)) || judged.len() >= SHORT && judged.ends_with('y');
    let open = judging && !is_listed(next.span, note) && DESCRIBING.binary_search(&judged).is_err();
    let said = open && note.voices.predicate(&Hit { span: next.span, ..*hit }) == Some((About::Person, Tie::Flat));
    said.then_some(next.span)
}

/// "He is a decent bloke", "Steff is an accomplished liar": what stands beside the noun judges, whatever it is.
fn portrait(hit: &Hit, note: &Note<'_>) -> Option<Span> {
    let span = note.voices.portrait(hit, note.lexicon.entry(hit).category == "portrait")?;
    (!is_listed(Span { start: span.start, end: hit.span.start }, note)).then_some(span)
}

/// Whether words within a span that a list holds are reported by themselves.
fn is_listed(span: Span, note: &Note<'_>) -> bool {
    let reported = |name: &str, hit: &Hit| match name {
        "judgements" => weight(hit, note).is_some_and(|(severity, _)| severity >= Severity::Warning),
        "derogatory" => is_verdict(hit, note),
        _ => true,
    };
    ["judgements", "verdicts", "derogatory"]
        .into_iter()
        .any(|name| note.lexicon.list(name).is_some_and(|list| note.hits.within(list, span).iter().any(|hit| reported(name, hit))))
}

/// Words behind "the house was" or "the meeting was" that tell what could be seen or counted, and no verdict. Sorted.
const PLACED: &[&str] = &[
    "about", "absent", "actually", "again", "all", "alone", "already", "also", "another", "anyway", "around", "available", "away", "back",
    "because", "before", "behind", "between", "both", "brief", "broken", "busy", "cancelled", "clear", "closed", "cold", "consequential", "damp", "dark",
    "different", "done", "down", "during", "early", "either", "empty", "even", "filled", "first", "five", "fixed", "for", "four", "from", "full",
    "given", "going", "half", "held", "here", "hers", "his", "home", "hot", "in", "inside", "into", "just", "kept", "large", "last", "late",
    "later", "left", "less", "like", "locked", "long", "longer", "made", "mainly", "mine", "more", "mostly", "moved", "much", "near", "nearly",
    "never", "new", "next", "noisy", "not", "now", "off", "okay", "old", "on", "once", "one", "only", "open", "other", "our", "ours", "out",
    "outside", "over", "owned", "part", "partly", "put", "quarter", "quiet", "ready", "rented", "run", "same", "set", "several", "short", "shorter",
    "shut", "silent", "similar", "since", "six", "small", "smaller", "smoky", "sold", "some", "still", "such", "taken", "ten", "that", "the",
    "their", "theirs", "then", "there", "they", "this", "three", "through", "told", "too", "two", "under", "until", "upstairs", "usual", "via",
    "virtual", "warm", "well", "what", "when", "where", "whether", "which", "why", "with", "within", "without", "worth", "yet", "your",
];

/// Words of degree between such a subject and the verdict.
const MORE: &[&str] = &["a", "absolutely", "always", "bit", "completely", "extremely", "fairly", "generally", "little", "often", "pretty", "quite", "rather", "really", "so", "somewhat", "totally", "very"];

/// "The house was minging", "the meeting was fraught": any describing word behind such a subject is a verdict.
fn place(hit: &Hit, note: &Note<'_>) -> Option<Span> {
    let words = note.text.words_of(&note.text.sentences[hit.sentence as usize]);
    let after = words.partition_point(|word| word.span.start < hit.span.end);
    let judged = words[after..].iter().take(3).find(|word| !MORE.contains(&word.span.of(note.text.source)))?;
    let word = judged.span.of(note.text.source);
    let near = note.text.between(hit.span.end, judged.span.start);
    let acts = word.ends_with("ed") || word.ends_with("ing") && !matches!(word, "minging" | "rocking" | "heaving") || word.ends_with("ly") && word.len() > 6;
    let open = judged.shape == Shape::Lower && word.len() > 3 && !acts && !near.contains(['.', ',', ':', ';', '(', '\n']);
    let said = open && PLACED.binary_search(&word).is_err() && !note.voices.is_person(judged.span) && !is_listed(judged.span, note);
    said.then_some(Span { start: hit.span.start, end: judged.span.end })
}

/// "Probably homesick.": a guess as the whole of a short sentence.
fn guess(hit: &Hit, note: &Note<'_>) -> Option<Span> {
    let sentence = &note.text.sentences[hit.sentence as usize];
    let opens = sentence.span.start == hit.span.start && note.text.words_of(sentence).len() <= FRAGMENT;
    let end = sentence.span.start + sentence.span.of(note.text.source).trim_end_matches(['.', '!', ' ']).len() as u32;
    (opens && end > hit.span.end && note.text.sentences.len() > 1).then_some(Span { start: hit.span.start, end })
}

/// Nouns behind "a bit of a" that tell what happened and judge nobody. Sorted.
const EVENTS: &[&str] = &[
    "bath", "break", "bruise", "chat", "chill", "cold", "cough", "cry", "cuddle", "dance", "delay", "fever", "gap", "giggle", "headache", "laugh", "lie", "limp",
    "mark", "meal", "nap", "play", "rash", "read", "rest", "scratch", "sing", "sleep", "snack", "sniffle", "squeeze", "stretch", "surprise", "swim", "tan",
    "temperature", "wait", "walk", "wash", "wobble",
];

/// "She is a bit of a busybody", "bit of a dreamer": the noun behind such words is a verdict, whatever it is.
fn frame(hit: &Hit, note: &Note<'_>) -> Option<Span> {
    let next = next_word(hit, note)?;
    let named = next.span.of(note.text.source);
    let span = Span { start: hit.span.start, end: next.span.end };
    let open = named.len() > 2 && EVENTS.binary_search(&named).is_err();
    let said = open
        && match note.voices.tied(&Hit { span, ..*hit }) {
            Some((About::Person, Tie::Flat)) => true,
            Some((About::Nobody, Tie::Flat)) => is_short(hit, note),
            _ => false,
        };
    said.then_some(span)
}

/// The small word right behind a hit.
fn next_word(hit: &Hit, note: &Note<'_>) -> Option<Word> {
    let words = note.text.words_of(&note.text.sentences[hit.sentence as usize]);
    let next = words.get(words.partition_point(|word| word.span.start < hit.span.end))?;
    (next.shape == Shape::Lower && note.text.between(hit.span.end, next.span.start) == " ").then_some(*next)
}

/// Most words of a fragment that is a verdict by itself: "Defensive throughout."
const FRAGMENT: usize = 7;

/// Whether words without a subject are a fragment that says it of the person whom the note is about; others stand beside it.
fn is_short(hit: &Hit, note: &Note<'_>) -> bool {
    note.text.sentences.len() > 1 && note.text.words_of(&note.text.sentences[hit.sentence as usize]).len() <= FRAGMENT
}

fn in_heading(hit: &Hit, note: &Note<'_>) -> bool {
    note.text.blocks[note.text.sentences[hit.sentence as usize].block as usize].kind == BlockKind::Heading
}

/// Words behind "clearly" which make it say how well something was seen, heard or told, and no more.
const PLAINLY: &[&str] = &[
    "and", "audible", "defined", "enough", "explained", "from", "hear", "heard", "identified", "in", "labelled", "laid", "marked", "on",
    "outlined", "recorded", "remember", "remembered", "remembers", "said", "say", "see", "seen", "set", "show", "showed", "shown", "shows",
    "so", "spoke", "state", "stated", "tell", "that", "to", "told", "visible", "what", "when", "where", "with", "written", "but", "about", "why", "how", "who", "which",
];

/// "She clearly loves him", but not "she spoke clearly" and not "I could clearly hear".
fn is_certain(hit: &Hit, note: &Note<'_>) -> bool {
    if note.lexicon.form(hit).contains(' ') || matches!(note.lexicon.form(hit), "obviously" | "evidently") && closes(hit, note) {
        return true;
    }
    next_word(hit, note).is_some_and(|next| !PLAINLY.contains(&next.span.of(note.text.source)))
        && matches!(note.voices.about(hit), About::Person | About::Nobody)
}

/// "Hungover obviously.": the word stands behind what it makes certain.
fn closes(hit: &Hit, note: &Note<'_>) -> bool {
    let words = note.text.words_of(&note.text.sentences[hit.sentence as usize]);
    let at = words.partition_point(|word| word.span.start < hit.span.start);
    let next = words.get(at + 1).map_or(note.text.sentences[hit.sentence as usize].span.end, |next| next.span.start);
    at > 0 && words[at - 1].shape == Shape::Lower && note.text.between(hit.span.end, next).trim_start().starts_with(['.', ',', ')', ';'])
}

#[cfg(test)]
mod tests {
    #[test]
    fn tables_are_sorted() {
        for table in [super::PLAIN, super::DESCRIBING, super::EVENTS, super::PLACED] {
            assert!(table.is_sorted());
        }
    }
}
