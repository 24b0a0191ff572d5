//! A layer around every handler for what the framework leaves open: a panic becomes an error answer, addresses that editors
//! leave unescaped are understood and answered in the editor's own spelling, an error answer repeats nothing of a note, and
//! `exit` without `shutdown` can be told apart.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt::Write as _;
use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use futures_util::FutureExt;
use serde_json::Value;
use tower_lsp::jsonrpc::{Error, ErrorCode, Request, Response};
use tower_service::Service;

/// The layer.
#[derive(Debug)]
pub struct Guard<S> {
    /// What it guards.
    pub inner: S,
    /// Whether the editor asked the server to shut down.
    pub asked_to_stop: Arc<AtomicBool>,
    /// How the editor spells its addresses.
    pub spellings: Spellings,
}

/// Addresses that an editor spells in a way of its own, by the spelling that the server works with.
#[derive(Debug, Clone, Default)]
pub struct Spellings(Arc<Mutex<HashMap<String, String>>>);

impl Spellings {
    /// The editor's own spelling of an address.
    pub fn own(&self, address: &str) -> String {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.get(address).cloned().unwrap_or_else(|| address.to_owned())
    }

    fn is_empty(&self) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).is_empty()
    }

    fn learn(&self, address: &mut String) {
        if let Cow::Owned(fixed) = escaped(address) {
            let own = std::mem::replace(address, fixed.clone());
            self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(fixed, own);
        }
    }

    fn forget(&self, address: &str) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(address);
    }

    fn read(&self, message: &mut Value) {
        visit(message, &|address| self.learn(address));
    }

    fn write(&self, message: &mut Value) {
        if !self.is_empty() {
            visit(message, &|address| *address = self.own(address));
        }
    }
}

/// Shows every address of a message to a function that may change it.
fn visit(message: &mut Value, change: &impl Fn(&mut String)) {
    match message {
        Value::Object(pairs) => {
            for (key, value) in pairs.iter_mut() {
                match value {
                    Value::String(address)
                        if matches!(key.as_str(), "uri" | "rootUri" | "scopeUri" | "oldUri" | "newUri" | "targetUri") =>
                    {
                        change(address);
                    }
                    // Edits by address, in an answer.
                    Value::Object(edits) if key == "changes" => {
                        *edits = std::mem::take(edits)
                            .into_iter()
                            .map(|(mut address, edits)| {
                                change(&mut address);
                                (address, edits)
                            })
                            .collect();
                    }
                    _ => visit(value, change),
                }
            }
        }
        Value::Array(values) => values.iter_mut().for_each(|value| visit(value, change)),
        _ => {}
    }
}

/// Escapes what editors are known to leave as it is: spaces, brackets, letters beyond ASCII, a second `#`.
fn escaped(address: &str) -> Cow<'_, str> {
    let scheme = address.find(':').map_or(0, |colon| colon + 1);
    let bytes = address.as_bytes();
    let mut hash = false;
    let mut keep = |at: usize| match bytes[at] {
        _ if at < scheme => true,
        b'#' => !std::mem::replace(&mut hash, true),
        b'%' => bytes.get(at + 1..at + 3).is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit)),
        byte => byte.is_ascii_alphanumeric() || b"-._~:/?@!$&'()*+,;=".contains(&byte),
    };
    let kept: Vec<bool> = (0..bytes.len()).map(&mut keep).collect();
    if kept.iter().all(|kept| *kept) {
        return Cow::Borrowed(address);
    }
    let mut escaped = String::with_capacity(address.len() + 16);
    for (&byte, kept) in bytes.iter().zip(kept) {
        if kept {
            escaped.push(char::from(byte));
        } else {
            let _ = write!(escaped, "%{byte:02X}");
        }
    }
    Cow::Owned(escaped)
}

type Answer<E> = Result<Option<Response>, E>;

impl<S> Service<Request> for Guard<S>
where
    S: Service<Request, Response = Option<Response>>,
    S::Future: Send + 'static,
{
    type Response = Option<Response>;
    type Error = S::Error;
    type Future = Pin<Box<dyn Future<Output = Answer<S::Error>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let (method, id, params) = request.into_parts();
        if method == "shutdown" {
            self.asked_to_stop.store(true, Ordering::Relaxed);
        }
        let mut closed = None;
        let mut guarded = Request::build(method.clone());
        if let Some(id) = id.clone() {
            guarded = guarded.id(id);
        }
        if let Some(mut params) = params {
            self.spellings.read(&mut params);
            if method == "textDocument/didClose" {
                closed = params.pointer("/textDocument/uri").and_then(Value::as_str).map(str::to_owned);
            }
            guarded = guarded.params(params);
        }
        let spellings = self.spellings.clone();
        let fault = move || id.map(|id| Response::from_error(id, Error::internal_error()));
        match catch_unwind(AssertUnwindSafe(|| self.inner.call(guarded.finish()))) {
            Err(_) => Box::pin(async move { Ok(fault()) }),
            Ok(work) => Box::pin(async move {
                let answer = AssertUnwindSafe(work).catch_unwind().await.unwrap_or_else(|_| Ok(fault()));
                let answer = answer.map(|response| response.map(|response| outgoing(response, &spellings)));
                if let Some(address) = closed {
                    spellings.forget(&address);
                }
                answer
            }),
        }
    }
}

/// An answer in the editor's spelling. What the framework says of parameters that it cannot read repeats them, and editors
/// keep such errors in a log: so it says less.
fn outgoing(response: Response, spellings: &Spellings) -> Response {
    let (id, body) = response.into_parts();
    match body {
        Ok(mut result) => {
            spellings.write(&mut result);
            Response::from_parts(id, Ok(result))
        }
        Err(error) if error.code == ErrorCode::InvalidParams => {
            Response::from_error(id, Error { message: "the parameters could not be read".into(), data: None, ..error })
        }
        Err(error) => Response::from_error(id, error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_escaped_once() {
        assert_eq!(escaped("file:///notes/a b.txt"), "file:///notes/a%20b.txt");
        assert_eq!(escaped("file:///x[1].txt"), "file:///x%5B1%5D.txt");
        assert_eq!(escaped("file:///é.txt"), "file:///%C3%A9.txt");
        assert_eq!(escaped("term://a#b#c"), "term://a#b%23c");
        for sound in ["file:///a%20b.txt", "untitled:Untitled-1", "file:///c%3A/n.txt", ""] {
            assert!(matches!(escaped(sound), Cow::Borrowed(_)), "{sound}");
        }
    }

    #[test]
    fn the_editors_spelling_comes_back() {
        let spellings = Spellings::default();
        let mut message = serde_json::json!({"textDocument": {"uri": "file:///a b.txt"}});
        let before = message.clone();
        spellings.read(&mut message);
        assert_eq!(message["textDocument"]["uri"], "file:///a%20b.txt");
        spellings.write(&mut message);
        assert_eq!(message, before);
        spellings.forget("file:///a%20b.txt");
        assert!(spellings.is_empty());
    }
}
