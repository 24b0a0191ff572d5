//! The protocol: the only place that knows its types. Handlers take messages apart, ask the rest, and put answers together.

mod accept;
mod capabilities;
mod convert;
mod handlers;
mod publish;
mod server;
mod settings;
mod workspace;

use std::io::Write as _;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tower_lsp::{LspService, Server};

use crate::guard::{Guard, Spellings};

/// Requests that may be under way side by side. With few, some slow ones would hold up the word that cancels them.
const AT_ONCE: usize = 64;

/// Serves on standard input and output until the editor says `exit` or closes them.
pub fn serve() -> ExitCode {
    silence_panics();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().max_blocking_threads(threads()).build();
    let Ok(runtime) = runtime else { return ExitCode::FAILURE };
    let (asked_to_stop, spellings) = (Arc::new(AtomicBool::new(false)), Spellings::default());
    runtime.block_on(async {
        let (service, socket) = LspService::build(|client| server::Backend::new(client, spellings.clone()))
            .custom_method("casenote/page", |_: &server::Backend, asked: server::Page| server::Backend::page(&asked))
            .finish();
        let guard = Guard { inner: service, asked_to_stop: Arc::clone(&asked_to_stop), spellings };
        Server::new(tokio::io::stdin(), tokio::io::stdout(), socket).concurrency_level(AT_ONCE).serve(guard).await;
    });
    // Reading standard input cannot be called off, and an editor may keep it open: so the program ends here, and not when
    // the runtime is dropped.
    std::process::exit(i32::from(!asked_to_stop.load(Ordering::Relaxed)))
}

/// One for each core, and the two that standard input and output take.
fn threads() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from) + 2
}

/// A panic's message may hold text of a note, so only its place is told.
fn silence_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map_or_else(String::new, |place| format!(" at {}:{}", place.file(), place.line()));
        let _ = writeln!(
            std::io::stderr(),
            "casenote-lsp: a fault in the program{place}; please report this place (it holds nothing of the note)"
        );
    }));
}
