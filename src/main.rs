//! Parse, run, exit.

use std::process::ExitCode;

fn main() -> ExitCode {
    casenote::cli::main()
}
