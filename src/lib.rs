//! `casenote` reads the case notes of children's social care and says which words a careful reviewer would raise,
//! why they matter to the child who may read them one day, and what could be written instead.
//!
//! It works on the machine it runs on: nothing is sent, stored or logged.
//!
//! ```
//! use casenote::{Linter, Settings};
//!
//! let linter = Linter::new(Settings::default(), &[])?;
//! let findings = linter.check("Mum failed to engage with the plan.");
//! assert_eq!(findings[0].rule, "respect/derogatory");
//! assert!(findings[0].advice.message.contains("Write instead"));
//! # Ok::<(), Vec<casenote::lexicon::ListError>>(())
//! ```
//!
//! Dependencies run one way: [`text`] ← [`lexicon`], [`record`] ← [`voice`] ← [`rules`] ← [`engine`] ← command line;
//! [`input`] makes notes, [`accepted`] knows which findings were accepted, [`report`] reads findings, and only the edges print.

#[cfg(feature = "cli")]
pub mod accepted;
#[cfg(feature = "cli")]
pub mod cli;
#[cfg(feature = "cli")]
pub mod compare;
#[cfg(feature = "cli")]
pub mod config;
pub mod engine;
pub mod finding;
pub mod fix;
pub mod input;
pub mod lexicon;
pub mod record;
pub mod repeats;
#[cfg(feature = "cli")]
pub mod report;
pub mod rules;
pub mod settings;
pub mod text;
pub mod training;
pub mod voice;

pub use engine::Linter;
pub use finding::{Advice, Finding, Severity};
pub use settings::Settings;
