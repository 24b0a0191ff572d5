//! Ctrl-C and a polite request to end: the notes at hand are finished, and the report is whole as far as it goes.

use std::sync::atomic::{AtomicBool, Ordering};

use super::complain;

/// What a report says of a run that was stopped.
pub(super) const PARTIAL: &str = "the run was stopped before all notes were checked";

static STOPPED: AtomicBool = AtomicBool::new(false);

/// Listens from now on. Asked twice, the program ends at once.
pub(super) fn watch() {
    // Fails only if a handler exists already, and none does before this line.
    let _ = ctrlc::set_handler(|| {
        if STOPPED.swap(true, Ordering::Relaxed) {
            std::process::exit(130);
        }
        complain("casenote: stopping after the notes at hand; once more stops at once");
    });
}

/// Whether somebody asked the run to end.
pub(super) fn stopped() -> bool {
    STOPPED.load(Ordering::Relaxed)
}
