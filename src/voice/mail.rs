//! Mail that was pasted in: from a block of mail headers on, the words are the sender's.

use crate::text::{BlockKind, Span, Text};

/// Names of mail headers, lower-case.
const HEADERS: &[&str] = &["from", "to", "cc", "bcc", "sent", "subject", "date", "importance", "attachments", "sensitivity", "reply-to"];
/// Headers that only mail has: a telephone log also says From, To and Date.
const TELLING: &[&str] = &["cc", "bcc", "sent", "subject", "importance", "attachments"];

/// The spans of pasted mail: each from its headers to the next heading or the end of the note.
pub(super) fn mail(text: &Text<'_>) -> Vec<Span> {
    let header = |index: usize| match text.blocks.get(index)?.kind {
        BlockKind::Field { label } => Some(label.of(text.source).to_lowercase()).filter(|name| HEADERS.contains(&name.as_str())),
        _ => None,
    };
    let mut found = Vec::new();
    let mut index = 0;
    while index < text.blocks.len() {
        let headers: Vec<String> = (index..).map_while(header).collect();
        let start = index;
        index += headers.len().max(1);
        let telling = headers.iter().any(|name| TELLING.contains(&name.as_str())) && headers.iter().any(|name| name == "from");
        if headers.len() >= 2 && telling {
            let body = text.blocks[index..].iter().take_while(|block| block.kind != BlockKind::Heading).count();
            index += body;
            found.push(text.blocks[start].span.to(text.blocks[index - 1].span));
        }
    }
    found
}
