//! Kinds of note.

use super::Asks;

/// A kind of note: what workers call it, and what it must hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteKind {
    /// Its id in every output: `visit`.
    pub id: String,
    /// What it is, in words: `record of a visit`.
    pub name: String,
    /// The ways in which a title or a type field names it, slots included.
    pub titles: Vec<String>,
    /// How a note without a title begins, slots included.
    pub openings: Vec<String>,
    /// The kind that it takes the place of when its own wording is found: a visit that did not take place.
    pub instead_of: Option<String>,
    /// The wording that shows it, slots included.
    pub wording: Vec<String>,
    /// Whether it gives way to another kind that the title names too: "Parenting assessment, visit 4".
    pub yields: bool,
    /// What it must hold, in the order in which it is asked for.
    pub asks: Vec<Asks>,
    /// The line in the policy's file, from 1.
    pub line: usize,
}
