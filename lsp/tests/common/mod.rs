//! An editor's side of the wire: starts the server, talks to it, and waits no longer than a while for anything.
#![allow(dead_code)]

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// Longer than anything takes on a busy machine.
pub const PATIENCE: Duration = Duration::from_secs(30);
pub const NOTE: &str = "file:///notes/note.txt";

pub struct Editor {
    pub server: Child,
    stdin: Option<ChildStdin>,
    messages: Receiver<Value>,
    /// What came while something else was waited for.
    kept: Vec<Value>,
    next_id: i64,
    version: i32,
}

/// What an editor can do that sends and pulls nothing special.
pub fn plain() -> Value {
    json!({"textDocument": {"codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": []}}}, "publishDiagnostics": {"versionSupport": true}}})
}

/// Lays one tree of settings over another.
pub fn with(mut under: Value, over: &Value) -> Value {
    fn lay(under: &mut Value, over: &Value) {
        match (under, over) {
            (Value::Object(under), Value::Object(over)) => {
                for (key, value) in over {
                    lay(under.entry(key.clone()).or_insert(Value::Null), value);
                }
            }
            (under, over) => *under = over.clone(),
        }
    }
    lay(&mut under, over);
    under
}

impl Editor {
    /// Starts the server without a word to it.
    pub fn silent() -> Self {
        let mut server = Command::new(env!("CARGO_BIN_EXE_casenote-lsp"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the server starts");
        let stdin = server.stdin.take();
        let mut out = BufReader::new(server.stdout.take().expect("it was piped"));
        let (sender, messages) = channel();
        std::thread::spawn(move || {
            while let Some(message) = read(&mut out) {
                if sender.send(message).is_err() {
                    return;
                }
            }
        });
        Self { server, stdin, messages, kept: Vec::new(), next_id: 0, version: 0 }
    }

    /// Starts the server and greets it.
    pub fn start(capabilities: &Value, options: &Value) -> Self {
        Self::start_in(capabilities, options, &[])
    }

    pub fn start_in(capabilities: &Value, options: &Value, folders: &[&str]) -> Self {
        let mut editor = Self::silent();
        let folders: Vec<Value> = folders.iter().map(|uri| json!({"uri": uri, "name": "notes"})).collect();
        let params = json!({"processId": null, "rootUri": null, "workspaceFolders": folders, "capabilities": capabilities, "initializationOptions": options});
        let answer = editor.request("initialize", &params);
        assert!(answer["result"]["capabilities"].is_object(), "{answer}");
        editor.kept.push(json!({"initialized": answer["result"]["capabilities"]}));
        editor.notify("initialized", &json!({}));
        editor
    }

    /// What the server offered.
    pub fn offered(&self) -> &Value {
        let greeting = self.kept.iter().find_map(|message| message.get("initialized"));
        greeting.expect("it was greeted")
    }

    pub fn raw(&mut self, bytes: &[u8]) {
        let stdin = self.stdin.as_mut().expect("it is open");
        // A server that has gone is found out by what does not come.
        let _ = stdin.write_all(bytes).and_then(|()| stdin.flush());
    }

    pub fn send(&mut self, message: &Value) {
        let body = message.to_string();
        self.raw(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    }

    pub fn notify(&mut self, method: &str, params: &Value) {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }

    pub fn ask(&mut self, method: &str, params: &Value) -> i64 {
        self.next_id += 1;
        let mut message = json!({"jsonrpc": "2.0", "id": self.next_id, "method": method});
        if !params.is_null() {
            message["params"] = params.clone();
        }
        self.send(&message);
        self.next_id
    }

    pub fn request(&mut self, method: &str, params: &Value) -> Value {
        let id = self.ask(method, params);
        self.answer(id)
    }

    pub fn result(&mut self, method: &str, params: &Value) -> Value {
        let answer = self.request(method, params);
        assert!(answer.get("error").is_none(), "{method}: {answer}");
        answer["result"].clone()
    }

    pub fn answer(&mut self, id: i64) -> Value {
        self.wait(|message| message["id"] == id && message.get("method").is_none())
    }

    /// The first message that is wanted; what comes before it is kept.
    pub fn wait(&mut self, wanted: impl Fn(&Value) -> bool) -> Value {
        self.wait_for(PATIENCE, wanted).expect("it came in time")
    }

    pub fn wait_for(&mut self, time: Duration, wanted: impl Fn(&Value) -> bool) -> Option<Value> {
        if let Some(at) = self.kept.iter().position(&wanted) {
            return Some(self.kept.remove(at));
        }
        let end = Instant::now() + time;
        loop {
            match self.messages.recv_timeout(end.saturating_duration_since(Instant::now())) {
                Ok(message) if wanted(&message) => return Some(message),
                Ok(message) => self.kept.push(message),
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return None,
            }
        }
    }

    pub fn open(&mut self, uri: &str, language: &str, text: &str) {
        self.version = 1;
        let note = json!({"uri": uri, "languageId": language, "version": 1, "text": text});
        self.notify("textDocument/didOpen", &json!({"textDocument": note}));
    }

    pub fn change(&mut self, uri: &str, edits: &Value) -> i32 {
        self.version += 1;
        self.notify("textDocument/didChange", &json!({"textDocument": {"uri": uri, "version": self.version}, "contentChanges": edits}));
        self.version
    }

    /// The diagnostics that were sent of a version of a note.
    pub fn published(&mut self, uri: &str, version: i32) -> Vec<Value> {
        let of = |message: &Value| {
            message["method"] == "textDocument/publishDiagnostics"
                && message["params"]["uri"] == uri
                && message["params"]["version"] == version
        };
        self.wait(of)["params"]["diagnostics"].as_array().expect("a list").clone()
    }

    /// The diagnostics that are asked for.
    pub fn pulled(&mut self, uri: &str) -> Vec<Value> {
        let report = self.result("textDocument/diagnostic", &json!({"textDocument": {"uri": uri}}));
        report["items"].as_array().expect("a full report").clone()
    }

    pub fn close_stdin(&mut self) {
        self.stdin = None;
    }

    /// Asks the server to stop as the protocol says, standard input left open.
    pub fn stop(mut self) -> ExitStatus {
        let answer = self.request("shutdown", &Value::Null);
        assert!(answer["result"].is_null() && answer.get("error").is_none(), "{answer}");
        self.send(&json!({"jsonrpc": "2.0", "method": "exit"}));
        self.ended()
    }

    /// Waits for the server to end.
    pub fn ended(&mut self) -> ExitStatus {
        let end = Instant::now() + PATIENCE;
        loop {
            if let Some(status) = self.server.try_wait().expect("it can be asked") {
                return status;
            }
            assert!(Instant::now() < end, "the server goes on");
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// All that the server wrote on standard error until it ended.
    pub fn stderr(&mut self) -> String {
        let mut text = String::new();
        self.server.stderr.take().expect("it was piped").read_to_string(&mut text).expect("it is text");
        text
    }
}

impl Drop for Editor {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

fn read(out: &mut impl BufRead) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if out.read_line(&mut line).ok()? == 0 {
            return None;
        }
        let line = line.trim();
        if line.is_empty() {
            break;
        }
        if let Some(count) = line.to_ascii_lowercase().strip_prefix("content-length:") {
            length = count.trim().parse().ok()?;
        }
    }
    let mut body = vec![0; length];
    out.read_exact(&mut body).ok()?;
    serde_json::from_slice(&body).ok()
}

pub fn codes(diagnostics: &[Value]) -> Vec<&str> {
    diagnostics.iter().map(|diagnostic| diagnostic["code"].as_str().expect("a rule")).collect()
}
