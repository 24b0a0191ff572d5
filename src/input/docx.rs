//! Word documents to text: paragraphs, tables, tracked changes as if accepted, and how words are set.

use std::collections::HashMap;
use std::io::{Read, Seek};

use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use super::colour;
use super::flow::{Flow, Gap};
use super::package;
use super::source::Spot;
use super::word_styles::{Named, attribute, is_on, named};
use crate::text::{Colour, Markup, Style, Styles};

/// Longest text of a document, in bytes.
const MAX_TEXT: usize = 64 * 1024 * 1024;

/// A document's text, how it is set, and where its paragraphs begin.
pub(super) struct Document {
    pub(super) text: String,
    pub(super) styles: Styles,
    pub(super) spots: Vec<(u32, Spot)>,
}

/// Reads a document.
///
/// # Errors
///
/// What is wrong with the file, and what to do.
pub(super) fn read<R: Read + Seek>(file: R) -> Result<Document, String> {
    let mut archive = package::open(file, "Word")?;
    let named = package::part(&mut archive, "word/styles.xml")?.map(|xml| named(&xml)).transpose()?.unwrap_or_default();
    let Some(xml) = package::part(&mut archive, "word/document.xml")? else {
        return Err("is no Word document: it has no text in it; open it in Word and save it as .docx".to_owned());
    };
    let document = Body { named, flow: Flow::new(Markup::Word), ..Body::default() }.read(&xml)?;
    if document.text.trim().is_empty() { Err("is empty: there is nothing to check".to_owned()) } else { Ok(document) }
}

/// How a run of words is set; what it does not say is its paragraph's to say.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Set {
    italic: Option<bool>,
    struck: bool,
    colour: Option<Colour>,
}

impl Set {
    /// Takes in one property.
    fn take(&mut self, name: &str, property: &BytesStart<'_>) {
        match name {
            "i" => self.italic = Some(is_on(property)),
            "strike" | "dstrike" => self.struck = is_on(property),
            "highlight" => self.colour = attribute(property, "val").and_then(|colour| colour::read(&colour)),
            "shd" => self.colour = self.colour.or_else(|| attribute(property, "fill").and_then(|colour| colour::read(&colour))),
            _ => {}
        }
    }
}

#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each tells of one element that is open")]
struct Body {
    named: HashMap<String, Named>,
    flow: Flow,
    spots: Vec<(u32, Spot)>,
    /// Elements that hold text which is not to be read: deletions, and what is there for older programs.
    skipped: usize,
    tables: u32,
    /// Row and cell in each table that is open.
    cells: Vec<(u32, u32, u32)>,
    paragraphs: u32,
    /// Paragraphs inside one another, as in a text box.
    depth: usize,
    in_text: bool,
    in_run: bool,
    properties: Properties,
    paragraph: Set,
    is_heading: bool,
    cell: Option<Colour>,
    run: Set,
    open: Vec<(Style, u32)>,
    wrote: bool,
}

/// Whose properties are read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Properties {
    #[default]
    None,
    Paragraph,
    /// Of the mark at the end of a paragraph, which nobody sees.
    Mark,
    Run,
    Cell,
}

impl Default for Body {
    fn default() -> Self {
        Self {
            named: HashMap::new(),
            flow: Flow::new(Markup::Word),
            spots: Vec::new(),
            skipped: 0,
            tables: 0,
            cells: Vec::new(),
            paragraphs: 0,
            depth: 0,
            in_text: false,
            in_run: false,
            properties: Properties::None,
            paragraph: Set::default(),
            is_heading: false,
            cell: None,
            run: Set::default(),
            open: Vec::new(),
            wrote: false,
        }
    }
}

impl Body {
    fn read(mut self, xml: &str) -> Result<Document, String> {
        let mut reader = Reader::from_str(xml);
        loop {
            match reader.read_event().map_err(|_| package::broken())? {
                Event::Start(element) => self.start(&element, false),
                Event::Empty(element) => self.start(&element, true),
                Event::End(element) => self.end(element.local_name().into_inner()),
                Event::Text(text) if self.reads() => self.write(&text.xml10_content()),
                // An entity is an event of its own: without this every & and curly quote would go.
                Event::GeneralRef(entity) if self.reads() => match entity.resolve_char_ref() {
                    Ok(Some(character)) => self.write(character.encode_utf8(&mut [0; 4])),
                    _ => self.write(resolve_predefined_entity(entity.as_ref()).unwrap_or("\u{fffd}")),
                },
                Event::Eof => break,
                _ => {}
            }
            if self.flow.builder.text.len() > MAX_TEXT {
                return Err(format!("has more than {} MB of text; save a part of it on its own", MAX_TEXT / 1_000_000));
            }
        }
        self.close_styles();
        let extract = self.flow.done();
        Ok(Document { text: extract.text, styles: extract.styles, spots: self.spots })
    }

    fn reads(&self) -> bool {
        self.in_text && self.skipped == 0
    }

    fn start(&mut self, element: &BytesStart<'_>, empty: bool) {
        let local = element.local_name();
        let name = local.into_inner();
        if matches!(name, "del" | "moveFrom" | "Fallback") && self.properties == Properties::None {
            self.skipped += usize::from(!empty);
            return;
        }
        if self.skipped > 0 {
            return;
        }
        match name {
            "p" => self.start_paragraph(empty),
            "pPr" => self.properties = Properties::Paragraph,
            "rPr" => self.properties = if self.properties == Properties::Paragraph { Properties::Mark } else { Properties::Run },
            "tcPr" => self.properties = Properties::Cell,
            "r" => {
                self.in_run = true;
                self.run = Set::default();
            }
            "t" => self.in_text = !empty,
            "tbl" => {
                self.tables += 1;
                self.cells.push((self.tables, 0, 0));
            }
            "tr" => {
                if let Some((_, row, cell)) = self.cells.last_mut() {
                    (*row, *cell) = (*row + 1, 0);
                }
                self.flow.start_row();
            }
            "tc" => {
                if let Some((_, _, cell)) = self.cells.last_mut() {
                    *cell += 1;
                }
                self.cell = None;
                self.flow.start_cell(false);
            }
            "tab" if self.in_run => self.write("\t"),
            "br" | "cr" if self.in_run => self.write("\n"),
            "noBreakHyphen" => self.write("\u{2011}"),
            "softHyphen" => self.write("\u{ad}"),
            _ => self.property(name, element),
        }
    }

    fn property(&mut self, name: &str, element: &BytesStart<'_>) {
        let style = || attribute(element, "val").and_then(|id| self.named.get(&id).copied());
        match (self.properties, name) {
            (Properties::Paragraph, "pStyle") => {
                if let Some(named) = style() {
                    self.paragraph.italic = named.italic;
                    self.is_heading = named.is_heading;
                    if named.is_item {
                        self.flow.start_item();
                    }
                }
            }
            // 0 takes the number of the style away.
            (Properties::Paragraph, "numId") if attribute(element, "val").as_deref() != Some("0") => self.flow.start_item(),
            (Properties::Paragraph, "shd") => self.paragraph.take(name, element),
            (Properties::Run, "rStyle") => {
                if let Some(italic) = style().and_then(|named| named.italic) {
                    self.run.italic = Some(italic);
                }
            }
            (Properties::Run, _) => self.run.take(name, element),
            (Properties::Cell, "shd") => {
                let mut set = Set::default();
                set.take(name, element);
                self.cell = set.colour;
            }
            _ => {}
        }
    }

    fn start_paragraph(&mut self, empty: bool) {
        let begins_line = match self.cells.last() {
            _ if self.depth > 0 => true,
            // The first paragraph of a cell stands on the line of its row.
            Some((.., cell)) if *cell > 0 => self.wrote_in_cell(),
            _ => self.wrote,
        };
        if begins_line {
            self.flow.set_off(Gap::Line);
        }
        if self.depth == 0 && self.cells.is_empty() {
            self.paragraphs += 1;
        }
        self.paragraph = Set::default();
        self.is_heading = false;
        if empty {
            self.empty_paragraph();
        } else {
            self.depth += 1;
        }
    }

    /// Whether the cell that is open has text.
    fn wrote_in_cell(&self) -> bool {
        let place = self.place();
        self.spots.last().is_some_and(|(_, spot)| *spot == place)
    }

    /// An empty paragraph is an empty line.
    fn empty_paragraph(&mut self) {
        if self.wrote && self.cells.is_empty() {
            self.flow.set_off(Gap::Paragraph);
        }
    }

    fn place(&self) -> Spot {
        match self.cells.last() {
            Some((table, row, cell)) => Spot::Cell(format!("table {table}, row {row}, cell {cell}")),
            None => Spot::Paragraph(self.paragraphs),
        }
    }

    fn write(&mut self, text: &str) {
        if self.skipped > 0 {
            return;
        }
        let place = self.place();
        let begins = self.spots.last().is_none_or(|(_, spot)| *spot != place);
        if begins && self.is_heading {
            self.flow.set_off(Gap::Paragraph);
        }
        self.wrote = true;
        let set = self.styles();
        let ended = self.open.iter().any(|(style, _)| !set.contains(&Some(*style)));
        if ended {
            self.close_styles();
        }
        // What stands before the text is no part of it.
        self.flow.put("", 0..0);
        if begins {
            self.spots.push((self.flow.len(), place));
        }
        for style in set.into_iter().flatten() {
            if !self.open.iter().any(|(open, _)| *open == style) {
                self.open.push((style, self.flow.len()));
            }
        }
        self.flow.put(text, 0..0);
    }

    fn styles(&self) -> [Option<Style>; 3] {
        let italic = self.run.italic.or(self.paragraph.italic) == Some(true);
        let colour = self.run.colour.or(self.paragraph.colour).or(self.cell);
        [italic.then_some(Style::Italic), colour.map(Style::Highlight), self.run.struck.then_some(Style::Struck)]
    }

    fn close_styles(&mut self) {
        for (style, from) in std::mem::take(&mut self.open) {
            self.flow.set(from, style);
        }
    }

    fn end(&mut self, name: &str) {
        if matches!(name, "del" | "moveFrom" | "Fallback") && self.properties == Properties::None {
            self.skipped = self.skipped.saturating_sub(1);
            return;
        }
        if self.skipped > 0 {
            return;
        }
        match name {
            "t" => self.in_text = false,
            "r" => {
                self.in_run = false;
                self.run = Set::default();
            }
            "rPr" => self.properties = if self.properties == Properties::Mark { Properties::Paragraph } else { Properties::None },
            "pPr" | "tcPr" => self.properties = Properties::None,
            "p" => {
                self.depth = self.depth.saturating_sub(1);
                self.close_styles();
                let place = self.place();
                if self.depth == 0 && self.spots.last().is_none_or(|(_, spot)| *spot != place) {
                    self.empty_paragraph();
                } else if self.is_heading {
                    self.flow.end_heading();
                } else if self.cells.is_empty() {
                    self.flow.set_off(Gap::Line);
                }
            }
            "tr" => self.flow.end_row(),
            "tbl" => {
                self.cells.pop();
                self.flow.set_off(Gap::Line);
            }
            _ => {}
        }
    }
}
