//! The advice on listed forms, written when it is first needed and shared from then on.

use std::sync::{Arc, OnceLock};

use crate::finding::Advice;
use crate::lexicon::{Hit, Lexicon};

/// For each form of an entry, its advice where the note begins in small letters, and where it begins with a capital.
type Forms = Box<[[OnceLock<Arc<Advice>>; 2]]>;

/// The advice on every form of every list. It grows as forms are met, and never beyond the lists.
#[derive(Debug)]
pub struct AdviceBook {
    lists: Vec<Vec<OnceLock<Forms>>>,
}

impl AdviceBook {
    /// A book with its pages empty.
    pub fn new(lexicon: &Lexicon) -> Self {
        Self { lists: lexicon.lists().iter().map(|list| (0..list.entries.len()).map(|_| OnceLock::new()).collect()).collect() }
    }

    /// The advice on the form of a hit. What `write` makes must come from the list alone, and not from the note or the settings.
    pub fn of(&self, hit: &Hit, lexicon: &Lexicon, capital: bool, write: impl FnOnce() -> Advice) -> Arc<Advice> {
        let forms = self.lists[usize::from(hit.list)][hit.entry as usize]
            .get_or_init(|| lexicon.entry(hit).forms.iter().map(|_| Default::default()).collect());
        let advice = forms[usize::from(hit.form)][usize::from(capital)].get_or_init(|| Arc::new(write()));
        Arc::clone(advice)
    }
}
