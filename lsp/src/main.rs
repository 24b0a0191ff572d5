//! Serves an editor until it says `exit`.

use std::io::Write as _;
use std::process::ExitCode;

const HELP: &str = "casenote-lsp: the language server of casenote, on standard input and output.\n\
An editor starts it; `docs/editors.md` tells how. It takes no options but --help and --version.\n";

fn main() -> ExitCode {
    let mut out = std::io::stdout();
    match std::env::args().nth(1).as_deref() {
        // Some editors say so, though there is no other way.
        None | Some("--stdio") => {}
        Some("--version" | "-V") => return written(&out.write_all(concat!("casenote-lsp ", env!("CARGO_PKG_VERSION"), "\n").as_bytes())),
        Some("--help" | "-h") => return written(&out.write_all(HELP.as_bytes())),
        Some(_) => {
            let _ = std::io::stderr().write_all(HELP.as_bytes());
            return ExitCode::from(2);
        }
    }
    casenote_lsp::protocol::serve()
}

fn written(result: &std::io::Result<()>) -> ExitCode {
    if result.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
