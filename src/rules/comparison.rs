//! Rules that compare notes: what such a rule takes from each note, and what it remembers of those before.
//!
//! A note is digested where its facts are at hand, on any thread. Digests are compared one after the other, in the order of
//! the notes, so that each note can be reported as soon as those before it are, and a run has one outcome.

use std::any::Any;
use std::fmt::Debug;

use super::{Note, Sink};

/// A rule that compares notes. The value itself is the memory of a run, empty at its start.
pub trait Compare: Debug + Default + Send + 'static {
    /// What is taken from a note: numbers and places, never its words.
    type Digest: Debug + Send + 'static;

    /// Takes from a note what is compared; nothing, where there is nothing to compare.
    fn digest(note: &Note<'_>) -> Option<Self::Digest>;

    /// Learns of a note that will be compared soon, after others.
    fn foresee(&mut self, _digest: &Self::Digest) {}

    /// Compares a note with those before it and with itself, reports what it finds in this note, and remembers it.
    /// The cost must not grow with the number of notes before, and the memory must have a bound.
    fn compare(&mut self, place: &Place, digest: Self::Digest, sink: &mut Sink<'_>);
}

/// Where a note stands among those of a run, for findings in later notes to name it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Place {
    /// The path as it is reported. Empty where there is one note only.
    pub path: String,
    /// Which entry of the file it is.
    pub entry: usize,
}

/// A [`Compare`] without its type, as a rule declares it.
#[derive(Debug)]
pub struct Comparison {
    /// Takes a digest.
    pub(crate) digest: fn(&Note<'_>) -> Option<Digest>,
    /// Begins a memory.
    pub(crate) start: fn() -> Box<dyn Memory>,
}

impl Comparison {
    /// The comparison that `C` makes.
    pub const fn of<C: Compare>() -> Self {
        Self { digest: |note| C::digest(note).map(|digest| Digest(Box::new(digest))), start: || Box::<C>::default() }
    }
}

/// What a rule took from a note. Only its memory can read it.
#[derive(Debug)]
pub struct Digest(Box<dyn Any + Send>);

/// What a rule remembers of the notes of a run.
pub(crate) trait Memory: Debug + Send {
    /// See [`Compare::foresee`].
    fn foresee(&mut self, digest: &Digest);
    /// See [`Compare::compare`].
    fn compare(&mut self, place: &Place, digest: Digest, sink: &mut Sink<'_>);
}

impl<C: Compare> Memory for C {
    fn foresee(&mut self, digest: &Digest) {
        if let Some(digest) = digest.0.downcast_ref() {
            Compare::foresee(self, digest);
        }
    }

    fn compare(&mut self, place: &Place, digest: Digest, sink: &mut Sink<'_>) {
        if let Ok(digest) = digest.0.downcast() {
            Compare::compare(self, place, *digest, sink);
        }
    }
}
