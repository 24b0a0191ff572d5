//! The server in real clients: Neovim, pytest-lsp with the capabilities of several editors, VS Code's protocol library.
//!
//! A client that is not found is told of and left out, so that a machine with Rust alone can run the tests. Where
//! `CASENOTE_CLIENTS=required` is set, as `.ci/run` does after `.ci/clients` has installed them, a missing one is a failure.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::{Duration, Instant};

fn here(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/clients").join(name)
}

/// Where `.ci/clients` puts what it installs.
fn installed(name: &str) -> PathBuf {
    let target = std::env::var_os("CASENOTE_CLIENTS_AT").map(PathBuf::from);
    target.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/clients")).join(name)
}

/// A program among the installed, or else in the path.
fn program(at: &str, name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let in_path =
        (!name.is_empty()).then(|| std::env::split_paths(&path).map(|folder| folder.join(name)).find(|path| path.is_file())).flatten();
    Some(installed(at)).filter(|path| path.is_file()).or(in_path)
}

#[allow(clippy::print_stderr)]
fn missing(client: &str) {
    assert!(std::env::var("CASENOTE_CLIENTS").as_deref() != Ok("required"), "{client} was not found: run .ci/clients");
    eprintln!("not found, so not tested: {client}");
}

/// Runs a client on a note of its own.
fn run(name: &str, command: &mut Command) {
    let folder = std::env::temp_dir().join(format!("casenote-client-{name}-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let note = folder.join("note.txt");
    std::fs::write(&note, "🙂é Mum was hostile.\nThe table was set.\nDad was hostile.\n").expect("a note");
    command.current_dir(&folder).env("CASENOTE_LSP", env!("CARGO_BIN_EXE_casenote-lsp")).env("CASENOTE_NOTE", &note);
    let output = within(Duration::from_mins(2), command);
    std::fs::remove_dir_all(&folder).expect("it can go");
    let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{name}: {said}");
}

fn within(time: Duration, command: &mut Command) -> Output {
    let mut child = command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped()).spawn().expect("it starts");
    let end = Instant::now() + time;
    while child.try_wait().expect("it can be asked").is_none() {
        if Instant::now() > end {
            let _ = child.kill();
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    child.wait_with_output().expect("it ended")
}

fn neovim(name: &str, nvim: &Path) {
    run(name, Command::new(nvim).args(["--clean", "--headless", "-S"]).arg(here("neovim.lua")));
}

#[test]
fn neovim_of_the_system() {
    match program("", "nvim") {
        Some(nvim) => neovim("neovim-system", &nvim),
        None => missing("Neovim"),
    }
}

#[test]
fn neovim_of_today() {
    match program("python/bin/nvim", "") {
        Some(nvim) => neovim("neovim-today", &nvim),
        None => missing("Neovim 0.11"),
    }
}

#[test]
fn editors_as_pytest_lsp_knows_them() {
    match program("python/bin/pytest", "") {
        Some(pytest) => run(
            "pytest",
            Command::new(pytest)
                .args(["-q", "-p", "no:cacheprovider", "-o", "asyncio_mode=strict"])
                .arg(here("test_editors.py"))
                .env("PYTHONDONTWRITEBYTECODE", "1"),
        ),
        None => missing("pytest-lsp"),
    }
}

#[test]
fn the_protocol_library_of_vs_code() {
    let modules = installed("node/node_modules");
    match program("", "node").filter(|_| modules.join("vscode-languageserver-protocol").is_dir()) {
        Some(node) => run("node", Command::new(node).arg(here("wire.cjs")).env("NODE_PATH", modules)),
        None => missing("vscode-languageserver-protocol for Node"),
    }
}
