//! JSON Lines: one note a line, an object with its text and what the case system says of it.

use std::io::{BufRead, BufReader, Read};

use serde_json::{Map, Value};

use super::bounded::{Allowance, Bounded, MAX_RECORD};
use super::columns::{Columns, Mapping, no_text};
use super::source::{Source, Spot};
use super::{InputError, html, reason};
use crate::text::Styles;

/// The notes of a file of JSON Lines. A line that is broken costs that note only.
pub(super) struct Lines {
    path: String,
    columns: Columns,
    reader: BufReader<Bounded<Box<dyn Read>>>,
    allowance: Allowance,
    buffer: Vec<u8>,
    line: u64,
    entry: usize,
    ended: bool,
}

impl Lines {
    pub(super) fn new(path: &str, input: Box<dyn Read>, columns: &Columns) -> Self {
        let (bounded, allowance) = Bounded::new(input);
        Self {
            path: path.to_owned(),
            columns: columns.clone(),
            reader: BufReader::new(bounded),
            allowance,
            buffer: Vec::new(),
            line: 0,
            entry: 0,
            ended: false,
        }
    }

    fn error(&self, message: &str) -> InputError {
        InputError { path: self.path.clone(), message: message.to_owned() }
    }

    fn note(&self) -> Result<Option<Source>, InputError> {
        let on_line = |message: &str| self.error(&format!("line {}: {message}", self.line));
        // The parser's own message could hold words of the note; its place does not.
        let record: Map<String, Value> = serde_json::from_slice(&self.buffer)
            .map_err(|error| on_line(&format!("column {} is not JSON; each line must be one object", error.column())))?;
        let names: Vec<String> = record.keys().cloned().collect();
        let mapping = Mapping::of(&self.columns, &names).ok_or_else(|| on_line(&no_text(&self.columns).replacen("column", "field", 1)))?;
        let value = |index: usize| record.get(&names[index]).and_then(written);
        let several = mapping.text.len() > 1;
        let mut text = String::new();
        for (index, name) in &mapping.text {
            let Some(part) = value(*index).filter(|part| !part.trim().is_empty()) else { continue };
            if several {
                let gap = if text.is_empty() { "" } else { "\n\n" };
                text.extend([gap, name, "\n"]);
            }
            text.push_str(&part);
        }
        if text.trim().is_empty() {
            return Ok(None);
        }
        let mut styles = Styles::PLAIN;
        if html::is_html(&text) {
            let extract = html::extract(&text).map_err(|message| on_line(&message))?;
            (text, styles) = (extract.text, extract.styles);
        }
        let mut source = Source::own(self.path.clone(), self.entry, styles, text, vec![(0, Spot::Line(self.line))]);
        source.metadata = mapping.metadata(value);
        Ok(Some(source))
    }
}

/// A value as a reader would write it.
fn written(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(is) => Some(is.to_string()),
        _ => None,
    }
}

impl Iterator for Lines {
    type Item = Result<Source, InputError>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            self.buffer.clear();
            self.allowance.renew();
            self.line += 1;
            match self.reader.read_until(b'\n', &mut self.buffer) {
                Ok(0) => {
                    self.ended = true;
                    return (self.entry == 0).then(|| Err(self.error("is empty: there is nothing to check")));
                }
                Ok(_) => {}
                Err(error) => {
                    self.ended = true;
                    let message = if self.allowance.is_spent() {
                        format!("line {}: has more than {} MB, more than one note may have", self.line, MAX_RECORD / 1_000_000)
                    } else {
                        reason(&error)
                    };
                    return Some(Err(self.error(&message)));
                }
            }
            if self.line == 1 && self.buffer.starts_with(b"\xef\xbb\xbf") {
                self.buffer.drain(..3);
            }
            if self.buffer.iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            let note = self.note();
            self.entry += 1;
            match note {
                Ok(Some(source)) => return Some(Ok(source)),
                Ok(None) => {}
                Err(error) => return Some(Err(error)),
            }
        }
        None
    }
}
