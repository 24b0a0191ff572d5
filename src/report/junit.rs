//! `JUnit` XML, which build servers read: a suite a note, a case a finding. Written note by note, so that a long run needs no
//! memory for it.

use quick_xml::Writer;
use quick_xml::events::{BytesText, Event};

use super::{Excerpter, NoteReport, Placed, Report, Summary};
use crate::finding::Severity;
use crate::input::InputError;

/// A suite a note. Warnings and errors are failures; information is in a case that passes.
#[derive(Debug)]
pub struct JUnit {
    excerpter: Excerpter,
    begun: bool,
}

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"casenote\">\n";

impl JUnit {
    /// Suites; the texts of failures end with what the excerpter shows.
    pub fn new(excerpter: Excerpter) -> Self {
        Self { excerpter, begun: false }
    }

    fn head(&mut self) -> &'static str {
        if std::mem::replace(&mut self.begun, true) { "" } else { HEAD }
    }

    fn case(&self, writer: &mut Writer<Vec<u8>>, note: &NoteReport, placed: &Placed) -> std::io::Result<()> {
        let finding = &placed.finding;
        let at = placed.start;
        let name = format!("{} at {}:{}", finding.rule, at.line, at.column);
        let case = writer.create_element("testcase").with_attributes([("name", name.as_str()), ("classname", &clean(&note.path))]);
        let excerpt = self.excerpter.of(note, placed).map_or_else(String::new, |excerpt| format!("\n{excerpt}"));
        let text = clean(&format!("{}:{}:{}: {}{excerpt}", note.place(placed), at.line, at.column, finding.advice.message));
        case.write_inner_content(|inner| {
            let element = if finding.severity >= Severity::Warning {
                let attributes = [("type", finding.severity.as_str()), ("message", finding.advice.message.as_ref())];
                inner.create_element("failure").with_attributes(attributes)
            } else {
                inner.create_element("system-out")
            };
            element.write_text_content(BytesText::new(&text)).map(|_| ())
        })?;
        Ok(())
    }
}

impl Report for JUnit {
    fn note(&mut self, note: &NoteReport) -> String {
        let failures = note.findings.iter().filter(|placed| placed.finding.severity >= Severity::Warning).count();
        let name = if note.entry == 0 { clean(&note.path) } else { clean(&format!("{}, entry {}", note.path, note.entry)) };
        let tests = note.findings.len().max(1).to_string();
        let attributes = [("name", name.as_str()), ("tests", &tests), ("failures", &failures.to_string()), ("errors", "0")];
        let suite = xml(|writer| {
            writer
                .create_element("testsuite")
                .with_attributes(attributes)
                .write_inner_content(|inner| {
                    note.findings.iter().try_for_each(|placed| self.case(inner, note, placed))?;
                    if note.findings.is_empty() {
                        inner.create_element("testcase").with_attributes([("name", "no findings"), ("classname", &name)]).write_empty()?;
                    }
                    Ok(())
                })
                .map(|_| ())
        });
        format!("{}{suite}", self.head())
    }

    fn error(&mut self, error: &InputError) -> String {
        format!("{}{}", self.head(), unread(&error.path, &error.message))
    }

    fn end(&mut self, summary: &Summary) -> String {
        let partial = summary.partial.map_or_else(String::new, |reason| unread("the run", reason));
        format!("{}{partial}</testsuites>\n", self.head())
    }
}

fn unread(path: &str, message: &str) -> String {
    let (path, message) = (clean(path), clean(message));
    xml(|writer| {
        let attributes = [("name", path.as_str()), ("tests", "1"), ("failures", "0"), ("errors", "1")];
        writer
            .create_element("testsuite")
            .with_attributes(attributes)
            .write_inner_content(|inner| {
                inner.create_element("testcase").with_attributes([("name", "could be read"), ("classname", &path)]).write_inner_content(
                    |inner| inner.create_element("error").with_attribute(("message", message.as_str())).write_empty().map(|_| ()),
                )?;
                Ok(())
            })
            .map(|_| ())
    })
}

/// What is written to memory, which cannot fail, with the end of a line.
fn xml(write: impl FnOnce(&mut Writer<Vec<u8>>) -> std::io::Result<()>) -> String {
    let mut writer = Writer::new(Vec::new());
    let _ = write(&mut writer);
    let _ = writer.write_event(Event::Text(BytesText::new("\n")));
    String::from_utf8(writer.into_inner()).unwrap_or_default()
}

/// A text without the characters that XML may not hold.
fn clean(text: &str) -> String {
    let allowed = |c: char| !c.is_control() || matches!(c, '\n' | '\t');
    text.chars().map(|c| if allowed(c) && !matches!(c, '\u{fffe}' | '\u{ffff}') { c } else { '\u{fffd}' }).collect()
}
