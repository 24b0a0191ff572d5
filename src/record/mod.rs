//! What a note tells of itself as a record: its dates and clock times, and the entries they head; and the calendar of working days.
//!
//! Read once a note from the words the text layer has; nothing is searched for a second time.

pub mod calendar;
mod dates;
mod entries;
mod forms;
mod mark;
mod names;
mod reader;
mod times;

pub use dates::{Dates, Entry, Fault, Kind, Place, Role, Stamp};
pub use mark::recorded_mark;
