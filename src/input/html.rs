//! HTML to text. `lol_html` tells where each tag and each run of text stands; what a browser would not show is left out.

use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;

use lol_html::html_content::{Element, EndTag, TextType};
use lol_html::{HtmlRewriter, Settings, doc_text, element};

use super::colour;
use super::extract::Extract;
use super::flow::{Flow, Gap};
use crate::text::{Markup, Style};

/// What a tag does to the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tag {
    /// Sets nothing apart but its style.
    Inline,
    Break,
    Line,
    Paragraph,
    Heading,
    Item,
    Row,
    Cell,
    Head,
    Quote,
    Pre,
}

#[derive(Debug)]
enum Event {
    Start { tag: Tag, style: Option<Style>, hidden: bool, at: u32 },
    End { tag: Tag, styled: bool, hidden: bool },
    Text { start: u32, end: u32 },
}

/// Whether a text, such as a cell of an export, is written in HTML: it holds a tag that sets text, or an entity.
pub(super) fn is_html(text: &str) -> bool {
    let tag = |at: usize| {
        let rest = text[at + 1..].trim_start_matches('/');
        let name = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
        TAGS.contains(&rest[..name].to_ascii_lowercase().as_str())
            && matches!(rest.as_bytes().get(name), Some(b'>' | b'/' | b' ' | b'\n' | b'\r' | b'\t'))
    };
    memchr::memchr_iter(b'<', text.as_bytes()).any(tag)
        || memchr::memchr_iter(b'&', text.as_bytes()).any(|at| entity(&text[at..]).is_some_and(|name| name.ends_with(';')))
}

const TAGS: &[&str] = &[
    "p", "br", "div", "span", "b", "strong", "i", "em", "u", "s", "ul", "ol", "li", "table", "tr", "td", "font", "h1", "h2", "h3", "h4",
    "body", "html", "mark",
];

/// The text of HTML. Where nothing but inline tags stands in it, its line breaks are kept: then it is text with some tags in it.
///
/// # Errors
///
/// HTML that cannot be read at all.
pub(super) fn extract(file: &str) -> Result<Extract, String> {
    let events = events(file)?;
    let flowing = events.iter().any(|event| matches!(event, Event::Start { tag, .. } if *tag != Tag::Inline));
    let mut reader = Reader { file, flow: Flow::new(Markup::Html), open: Vec::new(), hidden: 0, pre: usize::from(!flowing) };
    let mut events = events.into_iter().peekable();
    while let Some(event) = events.next() {
        match event {
            Event::Start { tag, style, hidden, at } => reader.start(tag, style, hidden, at as usize),
            Event::End { tag, styled, hidden } => reader.end(tag, styled, hidden),
            Event::Text { start, mut end } => {
                // A long run of text comes in pieces, cut anywhere.
                while let Some(Event::Text { end: further, .. }) =
                    events.next_if(|next| matches!(next, Event::Text { start, .. } if *start == end))
                {
                    end = further;
                }
                reader.text(start as usize..end as usize);
            }
        }
    }
    Ok(reader.flow.done())
}

fn events(file: &str) -> Result<Vec<Event>, String> {
    let events = Rc::new(RefCell::new(Vec::new()));
    let on_element = |element: &mut Element<'_, '_>| {
        let name = element.tag_name();
        let (tag, style, hidden) = (classify(&name), style(&name, element), is_hidden(&name, element));
        let at = element.source_location().bytes();
        events.borrow_mut().push(Event::Start { tag, style, hidden, at: at.start as u32 });
        if let Some(handlers) = element.end_tag_handlers().filter(|_| tag != Tag::Inline || style.is_some() || hidden) {
            let events = Rc::clone(&events);
            handlers.push(Box::new(move |_: &mut EndTag<'_>| {
                events.borrow_mut().push(Event::End { tag, styled: style.is_some(), hidden });
                Ok(())
            }));
        }
        Ok(())
    };
    let settings =
        Settings::new().append_element_content_handler(element!("*", on_element)).append_document_content_handler(doc_text!(|chunk| {
            let at = chunk.source_location().bytes();
            if chunk.text_type() == TextType::Data && !at.is_empty() {
                events.borrow_mut().push(Event::Text { start: at.start as u32, end: at.end as u32 });
            }
            Ok(())
        }));
    let broken = |_| "holds HTML that cannot be read; open it in a browser and save its text".to_owned();
    let mut rewriter = HtmlRewriter::new(settings, |_: &[u8]| {});
    rewriter.write(file.as_bytes()).map_err(broken)?;
    rewriter.end().map_err(broken)?;
    Ok(events.take())
}

struct Reader<'f> {
    file: &'f str,
    flow: Flow,
    /// Styles whose end is not reached, and where their text begins.
    open: Vec<(Style, u32)>,
    hidden: usize,
    pre: usize,
}

impl Reader<'_> {
    fn start(&mut self, tag: Tag, style: Option<Style>, hidden: bool, at: usize) {
        self.hidden += usize::from(hidden);
        if self.hidden > 0 {
            return;
        }
        match tag {
            Tag::Inline => {}
            Tag::Break => self.flow.end_line(at),
            Tag::Line => self.flow.set_off(Gap::Line),
            Tag::Paragraph | Tag::Heading => self.flow.set_off(Gap::Paragraph),
            Tag::Item => self.flow.start_item(),
            Tag::Row => self.flow.start_row(),
            Tag::Cell | Tag::Head => self.flow.start_cell(tag == Tag::Head),
            Tag::Quote => self.flow.quote(true),
            Tag::Pre => {
                self.flow.set_off(Gap::Paragraph);
                self.pre += 1;
            }
        }
        if let Some(style) = style {
            self.open.push((style, self.flow.len()));
        }
    }

    fn end(&mut self, tag: Tag, styled: bool, hidden: bool) {
        if self.hidden == 0 {
            if let Some((style, from)) = self.open.pop_if(|_| styled) {
                self.flow.set(from, style);
            }
            match tag {
                Tag::Paragraph => self.flow.set_off(Gap::Paragraph),
                Tag::Line | Tag::Item => self.flow.set_off(Gap::Line),
                Tag::Heading => self.flow.end_heading(),
                Tag::Row => self.flow.end_row(),
                Tag::Quote => self.flow.quote(false),
                Tag::Pre => {
                    self.flow.set_off(Gap::Paragraph);
                    self.pre = self.pre.saturating_sub(1);
                }
                Tag::Inline | Tag::Break | Tag::Cell | Tag::Head => {}
            }
        }
        self.hidden = self.hidden.saturating_sub(usize::from(hidden));
    }

    /// Adds a run of text: entities become their characters, white space becomes one space.
    fn text(&mut self, run: Range<usize>) {
        if self.hidden > 0 {
            return;
        }
        let file = self.file;
        let special = |byte: u8| byte == b'&' || byte.is_ascii_whitespace() && self.pre == 0;
        let bytes = file.as_bytes();
        let mut at = run.start;
        while at < run.end {
            let plain = bytes[at..run.end].iter().position(|byte| special(*byte)).map_or(run.end, |found| at + found);
            if plain > at {
                self.flow.keep(file, at..plain);
                at = plain;
            } else if bytes[at] == b'&' {
                let name = entity(&file[at..run.end]).unwrap_or("&");
                let meant = htmlize::unescape(name);
                if meant == name {
                    self.flow.keep(file, at..at + name.len());
                } else {
                    self.flow.put(&meant, at..at + name.len());
                }
                at += name.len();
            } else {
                let end = bytes[at..run.end].iter().position(|byte| !byte.is_ascii_whitespace()).map_or(run.end, |found| at + found);
                match (self.flow.at_line_start(), &file[at..end]) {
                    (true, _) => {}
                    (false, " ") => self.flow.keep(file, at..end),
                    (false, _) => self.flow.put(" ", at..end),
                }
                at = end;
            }
        }
    }
}

/// Longest name of an entity, with its marks.
const ENTITY: usize = 34;

/// The entity that a text begins with, with its `;` if it has one.
fn entity(text: &str) -> Option<&str> {
    let length = 1 + text.bytes().skip(1).take(ENTITY).take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'#').count();
    let closed = text.as_bytes().get(length) == Some(&b';');
    (length > 2).then(|| &text[..length + usize::from(closed)])
}

fn classify(name: &str) -> Tag {
    match name {
        "br" => Tag::Break,
        "div" | "section" | "article" | "header" | "footer" | "main" | "aside" | "address" | "dt" | "dd" | "form" | "fieldset"
        | "legend" | "body" | "caption" => Tag::Line,
        "p" | "ul" | "ol" | "dl" | "table" | "hr" => Tag::Paragraph,
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Tag::Heading,
        "li" => Tag::Item,
        "tr" => Tag::Row,
        "td" => Tag::Cell,
        "th" => Tag::Head,
        "blockquote" => Tag::Quote,
        "pre" => Tag::Pre,
        _ => Tag::Inline,
    }
}

fn style(name: &str, element: &Element<'_, '_>) -> Option<Style> {
    match name {
        "i" | "em" | "cite" => return Some(Style::Italic),
        "s" | "strike" | "del" => return Some(Style::Struck),
        _ => {}
    }
    let css = element.get_attribute("style").unwrap_or_default().to_ascii_lowercase();
    let value = |property: &str| {
        css.split(';')
            .filter_map(|rule| rule.split_once(':'))
            .find(|(name, _)| name.trim().starts_with(property))
            .map(|(_, value)| value.trim())
    };
    let background = value("background").map(str::to_owned).or_else(|| element.get_attribute("bgcolor"));
    if value("font-style").is_some_and(|set| set.starts_with("italic") || set.starts_with("oblique")) {
        Some(Style::Italic)
    } else if let Some(colour) = background.and_then(|set| colour::read(&set)) {
        Some(Style::Highlight(colour))
    } else if value("text-decoration").is_some_and(|set| set.contains("line-through")) {
        Some(Style::Struck)
    } else {
        (name == "mark").then_some(Style::Highlight(crate::text::Colour::Other))
    }
}

fn is_hidden(name: &str, element: &Element<'_, '_>) -> bool {
    let css = || element.get_attribute("style").unwrap_or_default().to_ascii_lowercase();
    matches!(name, "head" | "template" | "select") || element.has_attribute("hidden") || css().replace(' ', "").contains("display:none")
}
