//! A note that tells of worries and of nothing that goes well.

use crate::finding::Severity;
use crate::rules::{Check, Declaration, Note, Principle, RuleOption, Sink};
use crate::voice::Voice;

/// The declaration of `balance/only-negative`.
pub const RULE: Declaration = Declaration {
    summary: "a longer note with several worries and nothing that goes well",
    principle: Principle::Balanced,
    severity: Severity::Info,
    checks: &[Check::Note(check)],
    options: &[
        RuleOption { name: "worries", default: 4, help: "fewest words of worry in a note that has no word of strength" },
        RuleOption { name: "words", default: 120, help: "shortest note that is looked at, in words" },
    ],
};

fn check(note: &Note<'_>, sink: &mut Sink<'_>) {
    let Some(list) = note.lexicon.list("balance") else { return };
    if note.text.words.len() < sink.option("words") as usize {
        return;
    }
    let mut worries = note.hits.of(list).iter().filter(|hit| note.lexicon.category(hit) == "worry");
    let strong = note.hits.of(list).iter().any(|hit| note.lexicon.category(hit) == "strength");
    let first = worries.clone().find(|hit| note.voices.at(hit.span) == Voice::Author);
    if !strong
        && let Some(first) = first
        && worries.nth((sink.option("worries") as usize).saturating_sub(1)).is_some()
    {
        sink.report(
            first.span,
            "This note tells of worries from here on, and of nothing that goes well. The child should find both in their record. What did \
             somebody do today that helped?"
                .to_owned(),
        );
    }
}
