//! A council's recording policy as data: kinds of note, what each must hold, and the time limits.
//!
//! The policy that comes with the program lies in `policies/rochdale.toml`; another council names its own file in
//! `casenote.toml`. Its phrases are written out as word lists, so that they are found with all others in one walk.

mod draft;
mod element;
mod kind;
mod load;
mod timescale;
mod word_lists;

use std::fmt;
use std::sync::LazyLock;

pub use draft::{Field, Form};
pub use element::{Asks, Element, Shown};
pub use kind::NoteKind;
pub use timescale::{Reading, Side, Timescale, Unit};
pub use word_lists::WordList;

/// The file of the policy that comes with the program.
pub const BUILT_IN: &str = "policies/rochdale.toml";

/// The id that it gives itself; known without reading it.
pub(super) const BUILT_IN_ID: &str = "rochdale";

const SOURCE: &str = include_str!("../../../policies/rochdale.toml");

/// A recording policy, as read from its file.
///
/// ```
/// use casenote::record::{Policy, Unit};
/// let policy = Policy::built_in();
/// let limits: Vec<_> = policy.timescales_of("supervision").collect();
/// assert_eq!((limits[0].readings[0].amount, limits[0].readings[0].unit), (5, Unit::WorkingDays));
/// ```
#[derive(Debug, Clone)]
pub struct Policy {
    /// A short name, the first part of the names of its word lists.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// Labels whose value tells the kind of note, slots included.
    pub type_labels: Vec<String>,
    kinds: Vec<NoteKind>,
    elements: Vec<Element>,
    timescales: Vec<Timescale>,
}

/// What is wrong in a policy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyError {
    /// Its file.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// What is wrong and what to do.
    pub message: String,
}

impl fmt::Display for PolicyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.message)
    }
}

impl std::error::Error for PolicyError {}

impl Policy {
    /// The policy that comes with the program. Read when it is first asked for: most runs over other texts never need it.
    pub fn built_in() -> &'static Self {
        static READ: LazyLock<Policy> = LazyLock::new(|| {
            let read = Policy::load(BUILT_IN, SOURCE);
            read.unwrap_or_else(|_| unreachable!("`build.rs` reads it, and a fault fails the build"))
        });
        &READ
    }

    /// Reads a policy; `file` is used in errors only.
    ///
    /// # Errors
    ///
    /// Every fault, each with its line: TOML that does not parse, a key, kind, element or event that does not exist, a
    /// phrase that names two kinds, a reading without a limit.
    pub fn load(file: &str, source: &str) -> Result<Self, Vec<PolicyError>> {
        load::load(file, source)
    }

    /// The kinds of note, in the order of the file.
    pub fn kinds(&self) -> &[NoteKind] {
        &self.kinds
    }

    /// The kind of an id, such as `visit`.
    pub fn kind(&self, id: &str) -> Option<&NoteKind> {
        self.kinds.iter().find(|kind| kind.id == id)
    }

    /// What notes must hold, in the order of the file.
    pub fn elements(&self) -> &[Element] {
        &self.elements
    }

    /// The element of an id, such as `venue`.
    pub fn element(&self, id: &str) -> Option<&Element> {
        self.elements.iter().find(|element| element.id == id)
    }

    /// Every time limit, in the order of the file.
    pub fn timescales(&self) -> &[Timescale] {
        &self.timescales
    }

    /// The time limits for a kind of note. A note can be under several: it is late only if it is by all of those that
    /// say nothing of `when` they hold.
    pub fn timescales_of(&self, kind: &str) -> impl Iterator<Item = &Timescale> {
        self.timescales.iter().filter(move |timescale| timescale.kinds.iter().any(|of| of == kind))
    }
}
