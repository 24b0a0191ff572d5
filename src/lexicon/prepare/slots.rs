//! Slots: `put|puts herself|himself at risk` stands for every combination; `_` is the empty alternative.

/// Most forms that one entry may stand for: a guard against a slip that would swell the automaton.
pub const MOST_FORMS: usize = 400;

/// Writes out every form of a phrase with slots.
///
/// ```
/// use casenote::lexicon::expand;
/// assert_eq!(expand("not really|_ bothered"), ["not really bothered", "not bothered"]);
/// ```
pub fn expand(phrase: &str) -> Vec<String> {
    let mut forms = vec![String::new()];
    for slot in phrase.split_whitespace() {
        let mut longer = Vec::with_capacity(forms.len());
        for form in &forms {
            for word in slot.split('|') {
                longer.push(match (word, form.as_str()) {
                    ("_", form) => form.to_owned(),
                    (word, "") => word.to_owned(),
                    (word, form) => format!("{form} {word}"),
                });
            }
        }
        forms = longer;
        if forms.len() > MOST_FORMS {
            break;
        }
    }
    forms
}
