//! The styles that a Word document names, and the attributes of its elements.

use std::collections::HashMap;

use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use super::package;

/// What a style that a document names does.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Named {
    pub(super) italic: Option<bool>,
    pub(super) is_item: bool,
    pub(super) is_heading: bool,
}

/// The styles that a document names, those they are based on taken in.
pub(super) fn named(xml: &str) -> Result<HashMap<String, Named>, String> {
    let mut found: HashMap<String, (Named, Option<String>)> = HashMap::new();
    let mut id = None;
    let mut reader = Reader::from_str(xml);
    loop {
        let event = reader.read_event().map_err(|_| package::broken())?;
        let (Event::Start(element) | Event::Empty(element)) = &event else {
            match event {
                Event::Eof => break,
                _ => continue,
            }
        };
        let local = element.local_name();
        match local.into_inner() {
            "style" => {
                id = attribute(element, "styleId");
                if let Some(id) = &id {
                    found.insert(id.clone(), Default::default());
                }
            }
            name => {
                let Some((named, base)) = id.as_ref().and_then(|id| found.get_mut(id)) else { continue };
                match name {
                    "basedOn" => *base = attribute(element, "val"),
                    "i" => named.italic = Some(is_on(element)),
                    "numPr" => named.is_item = true,
                    "outlineLvl" => named.is_heading = true,
                    _ => {}
                }
            }
        }
    }
    let resolved = |id: &String| {
        let mut result = Named::default();
        let mut next = Some(id);
        // A chain that goes round ends after a few steps.
        for _ in 0..10 {
            let Some((named, base)) = next.and_then(|id| found.get(id)) else { break };
            result.italic = result.italic.or(named.italic);
            result.is_item |= named.is_item;
            result.is_heading |= named.is_heading;
            next = base.as_ref();
        }
        (id.clone(), result)
    };
    Ok(found.keys().map(resolved).collect())
}

pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element.attributes().flatten().find(|attribute| attribute.key.local_name().into_inner() == name)?;
    Some(found.value.to_string())
}

/// Whether a property that needs no value is on.
pub(super) fn is_on(element: &BytesStart<'_>) -> bool {
    !matches!(attribute(element, "val").as_deref(), Some("0" | "false" | "off" | "none"))
}
