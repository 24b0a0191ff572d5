//! Markdown to text: the marks inside a line go, and what makes a line a heading, an item or a cell stays, because the text layer
//! reads it.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

use super::extract::{Builder, Extract};
use crate::text::{Colour, Markup, Style};

/// Bytes that are left out, and what stands in their place.
#[derive(Debug)]
struct Cut {
    range: Range<usize>,
    instead: String,
}

/// The text of Markdown.
pub(super) fn extract(file: &str) -> Extract {
    let mut cuts = Vec::new();
    let mut styled: Vec<(Range<usize>, Style)> = Vec::new();
    let mut tags: Vec<(Style, &str, usize)> = Vec::new();
    let mut reached = 0;
    let mut cut = |range: Range<usize>, instead: &str| cuts.push(Cut { range, instead: instead.to_owned() });
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    // Links are left only when their end tells where their words end.
    let mut links = Vec::new();
    for (event, range) in Parser::new_ext(file, options).into_offset_iter() {
        match event {
            Event::Start(Tag::Emphasis) => {
                cut(range.start..range.start + 1, "");
                cut(range.end - 1..range.end, "");
                styled.push((range.start + 1..range.end - 1, Style::Italic));
            }
            Event::Start(Tag::Strong) => {
                cut(range.start..range.start + 2, "");
                cut(range.end - 2..range.end, "");
            }
            Event::Start(Tag::Strikethrough) => {
                let marks = if file[range.clone()].starts_with("~~") { 2 } else { 1 };
                cut(range.start..range.start + marks, "");
                cut(range.end - marks..range.end, "");
                styled.push((range.start + marks..range.end - marks, Style::Struck));
            }
            Event::Start(Tag::Link { link_type, .. }) => {
                let written = matches!(link_type, LinkType::Autolink | LinkType::Email);
                cut(range.start..range.start + 1, "");
                if written {
                    cut(range.end - 1..range.end, "");
                }
                links.push((!written).then_some(range.start + 1));
                reached = reached.max(range.start + 1);
            }
            Event::End(TagEnd::Link) => {
                if let Some(Some(start)) = links.pop() {
                    cut(reached.max(start)..range.end, "");
                }
            }
            Event::Start(Tag::Image { .. }) => {
                reached = range.end;
                cut(range, "");
            }
            Event::Code(_) => {
                let ticks = file[range.clone()].bytes().take_while(|byte| *byte == b'`').count();
                cut(range.start..range.start + ticks, "");
                cut(range.end - ticks..range.end, "");
                reached = range.end;
            }
            Event::InlineHtml(tag) | Event::Html(tag) => {
                let name = tag.trim_start_matches(['<', '/']).split(|end: char| !end.is_ascii_alphanumeric()).next().unwrap_or_default();
                let style = match name.to_ascii_lowercase().as_str() {
                    "i" | "em" => Some((Style::Italic, "i")),
                    "mark" => Some((Style::Highlight(Colour::Other), "mark")),
                    "s" | "del" => Some((Style::Struck, "s")),
                    _ => None,
                };
                match (tag.starts_with("</"), style) {
                    (false, Some((style, name))) => tags.push((style, name, range.end)),
                    (true, Some((_, name))) => {
                        if let Some((style, _, from)) = tags.pop_if(|(_, open, _)| *open == name) {
                            styled.push((from..range.start, style));
                        }
                    }
                    _ => {}
                }
                let ends_line = tag.ends_with('\n');
                cut(range.start..range.end - usize::from(ends_line), "");
                reached = range.end;
            }
            Event::Text(text) => {
                // Behind a backslash a mark is itself, and the backslash is none of the note's.
                if range.start > reached && range.start > 0 && file.as_bytes()[range.start - 1] == b'\\' {
                    cut(range.start - 1..range.start, "");
                }
                if file.as_bytes()[range.start..range.end].first() == Some(&b'&') && *text != file[range.clone()] {
                    cut(range.clone(), &text);
                }
                // The words of a picture stand inside what is left out.
                reached = reached.max(range.end);
            }
            Event::SoftBreak | Event::HardBreak => reached = reached.max(range.end),
            _ => {}
        }
    }
    build(file, cuts, styled)
}

fn build(file: &str, mut cuts: Vec<Cut>, mut styled: Vec<(Range<usize>, Style)>) -> Extract {
    cuts.sort_by_key(|cut| (cut.range.start, std::cmp::Reverse(cut.range.end)));
    styled.sort_by_key(|(range, _)| range.start);
    let mut builder = Builder::new(Markup::Markdown);
    // Where the text of each cut begins, to find the styles again.
    let mut kept: Vec<(usize, u32)> = Vec::with_capacity(cuts.len() + 1);
    let mut at = 0;
    for cut in cuts {
        if cut.range.start < at {
            continue;
        }
        kept.push((at, builder.len()));
        builder.keep(file, at..cut.range.start);
        builder.put(&cut.instead, cut.range.clone());
        at = cut.range.end;
    }
    kept.push((at, builder.len()));
    builder.keep(file, at..file.len());
    let length = builder.len();
    let place = |offset: usize| {
        let (from, text) = kept[kept.partition_point(|(from, _)| *from <= offset).saturating_sub(1)];
        let next = kept.get(kept.partition_point(|(from, _)| *from <= offset)).map_or(length, |(_, text)| *text);
        (text + (offset - from) as u32).min(next)
    };
    for (range, style) in styled {
        builder.set_range(place(range.start), place(range.end), style);
    }
    builder.done()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::extract::Piece;
    use crate::text::Span;

    #[test]
    fn marks_inside_a_line_go_and_the_shape_of_the_page_stays() {
        let table = [
            ("# Visit\n\nSeen **at home**.\n", "# Visit\n\nSeen at home.\n"),
            ("- *Mum*: non-**compliant**\n- two\n", "- Mum: non-compliant\n- two\n"),
            ("| a | b |\n|---|---|\n| *c* | d |\n", "| a | b |\n|---|---|\n| c | d |\n"),
            ("See [the plan](http://plan.example) and <a@b.example>.\n", "See the plan and a@b.example.\n"),
            ("Tom &amp; Al \\*said\\* `so` ~~never~~.\n", "Tom & Al *said* so never.\n"),
            ("> *quoted*\n> again\n", "> quoted\n> again\n"),
            ("a<br>b <!-- c --> d\n", "ab  d\n"),
            ("***both*** and _one_ and snake_case_name\n", "both and one and snake_case_name\n"),
            ("[![alt](a.png)](b)\n", "\n"),
            ("2 * 3 * 4 and a_b\n", "2 * 3 * 4 and a_b\n"),
        ];
        for (file, text) in table {
            assert_eq!(extract(file).text, text, "{file}");
        }
    }

    #[test]
    fn words_lead_back_to_their_bytes_and_italic_is_kept() {
        let file = "Tom &amp; *his non-**compliant*** dog 🙂 \\# end";
        let extract = extract(file);
        for (words, bytes) in [("Tom", "Tom"), ("&", "&amp;"), ("non-compliant", "non-**compliant"), ("dog", "dog"), ("# end", "# end")] {
            let start = extract.text.find(words).expect("it is there");
            let back = Piece::back(&extract.pieces, Span::new(start, start + words.len()));
            assert_eq!(back.of(file), bytes);
        }
        let italic: Vec<&str> = extract.styles.spans().iter().map(|(span, _)| span.of(&extract.text)).collect();
        assert_eq!(italic, ["his non-compliant"]);
    }
}
