//! The language server of `casenote`: what a careful reviewer would raise, shown while the note is written.
//!
//! It speaks over standard input and output, and with nobody else. It keeps the open notes in memory, writes no log, and
//! writes no file but the accepted findings. Only [`protocol`] knows the types of the protocol; the rest works on plain
//! values, so that it can be read and tested by itself.

pub mod acceptance;
pub mod actions;
pub mod completion;
pub mod deadlines;
pub mod diagnostics;
pub mod documents;
pub mod facts;
pub mod guard;
pub mod hints;
pub mod hover;
pub mod letters;
pub mod outline;
pub mod positions;
pub mod preferences;
pub mod protocol;
pub mod rulebook;
pub mod session;
pub mod snapshot;
pub mod tokens;
