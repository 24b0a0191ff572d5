//! English inflections, for entries that say `inflect = "verb"` or `inflect = "noun"`.

use serde::Deserialize;

/// What an entry's phrase is headed by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Inflect {
    /// The first word is a verb: `kick off` gives `kicks off`, `kicked off`, `kicking off`.
    Verb,
    /// The last word is a noun: `case conference` gives `case conferences`.
    Noun,
}

/// Verbs whose past forms are not made with `-ed`: base, past, participle.
const IRREGULAR: &[(&str, &str, &str)] = &[
    ("be", "was", "been"),
    ("break", "broke", "broken"),
    ("bring", "brought", "brought"),
    ("choose", "chose", "chosen"),
    ("come", "came", "come"),
    ("do", "did", "done"),
    ("draw", "drew", "drawn"),
    ("drive", "drove", "driven"),
    ("fall", "fell", "fallen"),
    ("feel", "felt", "felt"),
    ("find", "found", "found"),
    ("get", "got", "got"),
    ("give", "gave", "given"),
    ("go", "went", "gone"),
    ("hang", "hung", "hung"),
    ("have", "had", "had"),
    ("hold", "held", "held"),
    ("keep", "kept", "kept"),
    ("know", "knew", "known"),
    ("lay", "laid", "laid"),
    ("lead", "led", "led"),
    ("leave", "left", "left"),
    ("lose", "lost", "lost"),
    ("make", "made", "made"),
    ("meet", "met", "met"),
    ("pay", "paid", "paid"),
    ("put", "put", "put"),
    ("read", "read", "read"),
    ("run", "ran", "run"),
    ("say", "said", "said"),
    ("see", "saw", "seen"),
    ("seek", "sought", "sought"),
    ("send", "sent", "sent"),
    ("set", "set", "set"),
    ("shut", "shut", "shut"),
    ("sit", "sat", "sat"),
    ("speak", "spoke", "spoken"),
    ("spend", "spent", "spent"),
    ("stand", "stood", "stood"),
    ("take", "took", "taken"),
    ("tell", "told", "told"),
    ("think", "thought", "thought"),
    ("throw", "threw", "thrown"),
    ("undertake", "undertook", "undertaken"),
    ("wind", "wound", "wound"),
    ("write", "wrote", "written"),
];

/// Short verbs that double their last letter: `drop`, `dropped`.
const DOUBLING: &[&str] = &[
    "chat", "commit", "cut", "drop", "flag", "get", "hit", "permit", "plan", "put", "refer", "rob", "run", "set", "shut", "sit", "slip",
    "spot", "step", "stop",
];

/// The other forms of a phrase.
///
/// ```
/// use casenote::lexicon::{Inflect, inflections};
/// assert_eq!(inflections("kick off", Inflect::Verb), ["kicks off", "kicked off", "kicking off"]);
/// assert_eq!(inflections("bed blocker", Inflect::Noun), ["bed blockers"]);
/// ```
pub fn inflections(phrase: &str, inflect: Inflect) -> Vec<String> {
    match inflect {
        Inflect::Verb => {
            let (verb, rest) = phrase.split_once(' ').map_or((phrase, String::new()), |(verb, rest)| (verb, format!(" {rest}")));
            let mut forms: Vec<String> = verb_forms(verb).into_iter().map(|form| form + &rest).collect();
            forms.dedup();
            forms.retain(|form| form != phrase);
            forms
        }
        Inflect::Noun => {
            let (rest, noun) = phrase.rsplit_once(' ').map_or((String::new(), phrase), |(rest, noun)| (format!("{rest} "), noun));
            vec![rest + &plural(noun)]
        }
    }
}

fn verb_forms(verb: &str) -> Vec<String> {
    let third = plural(verb);
    let stem = match verb.strip_suffix('e') {
        Some(stem) if !verb.ends_with("ee") && verb != "be" => stem.to_owned(),
        _ if DOUBLING.contains(&verb) => format!("{verb}{}", &verb[verb.len() - 1..]),
        _ => verb.to_owned(),
    };
    let present = format!("{stem}ing");
    if let Some((_, past, participle)) = IRREGULAR.iter().find(|(base, ..)| *base == verb) {
        return vec![third, (*past).to_owned(), (*participle).to_owned(), present];
    }
    let past = match verb.strip_suffix('y') {
        Some(before) if !ends_in_vowel(before) => format!("{before}ied"),
        _ => format!("{stem}ed"),
    };
    vec![third, past, present]
}

fn plural(word: &str) -> String {
    match word.strip_suffix('y') {
        Some(before) if !ends_in_vowel(before) => format!("{before}ies"),
        _ if ["s", "x", "z", "ch", "sh", "o"].iter().any(|end| word.ends_with(end)) => format!("{word}es"),
        _ => format!("{word}s"),
    }
}

fn ends_in_vowel(word: &str) -> bool {
    word.ends_with(['a', 'e', 'i', 'o', 'u'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regular_doubled_and_irregular_verbs() {
        assert_eq!(inflections("minimise", Inflect::Verb), ["minimises", "minimised", "minimising"]);
        assert_eq!(inflections("step down", Inflect::Verb), ["steps down", "stepped down", "stepping down"]);
        assert_eq!(inflections("bully", Inflect::Verb), ["bullies", "bullied", "bullying"]);
        assert_eq!(inflections("take", Inflect::Verb), ["takes", "took", "taken", "taking"]);
    }
}
