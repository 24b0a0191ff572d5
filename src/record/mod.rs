//! What a note tells of itself as a record: its dates and clock times, the entries they head, which kind of note it is
//! by the council's recording policy, and the numbers and addresses that lead to one person; and the calendar of working
//! days.
//!
//! Read once a note from the words the text layer has; nothing is searched for a second time.

pub mod calendar;
mod dates;
mod deadline;
mod entries;
mod filing;
mod forms;
mod identifiers;
mod kind;
mod mark;
mod metadata;
mod names;
mod policy;
mod reader;
mod role;
mod scheme;
mod times;

pub use dates::{Dates, Entry, Fault, Kind, Place, Role, Stamp};
pub use deadline::Deadline;
pub use filing::{Filing, filings, happened};
pub use identifiers::{Identifier, IdentifierKind, Line, Mailbox, identifiers};
pub use kind::{Filed, Named};
pub use mark::recorded_mark;
pub use metadata::Metadata;
pub use policy::{Asks, BUILT_IN, Element, Field, Form, NoteKind, Policy, PolicyError, Reading, Shown, Side, Timescale, Unit, WordList};
pub use scheme::Scheme;
