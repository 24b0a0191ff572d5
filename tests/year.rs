//! One year of a child's notes, as text, CSV, a workbook and a Word document: the same findings from all four, each at the place it
//! names. `cargo run --example year` makes the three from the text.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use calamine::{DataType, Reader, Xlsx, open_workbook};
use casenote::engine::Given;
use casenote::input::{Options, Placement, Source, Spot, notes};
use casenote::text::Span;
use casenote::{Linter, Settings};

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/year").join(name)
}

fn sources(name: &str) -> Vec<Source> {
    notes(&path(name), &Options::default()).map(|note| note.unwrap_or_else(|error| panic!("{error:?}"))).collect()
}

/// Only a format that can set words apart is asked whether it did.
fn asks_for_style(rule: &str) -> bool {
    matches!(rule, "involvement/not-italic" | "oversight/manager-entry")
}

/// A finding: entry, rule, and the place in the note's own text.
type Found = (usize, &'static str, Span);

/// What is found in a file, and the words and the place that the file shows of each.
fn found(name: &str) -> (Vec<Found>, Vec<(String, Placement)>) {
    let linter = Linter::new(Settings::default(), &[]).unwrap_or_else(|faults| panic!("{}", faults[0]));
    let (mut findings, mut places) = (Vec::new(), Vec::new());
    for source in sources(name) {
        let examined = linter.examine_with(source.text(), Given { styles: &source.styles, metadata: &source.metadata });
        let of_words = examined.findings.iter().filter(|finding| !asks_for_style(finding.rule));
        let (spans, rules): (Vec<Span>, Vec<_>) = of_words.map(|finding| (finding.span, finding.rule)).unzip();
        for ((place, span), rule) in source.place(&spans).into_iter().zip(&spans).zip(rules) {
            findings.push((source.entry, rule, *span));
            places.push((span.of(source.text()).to_owned(), place));
        }
    }
    (findings, places)
}

#[test]
fn the_four_formats_have_the_same_findings() {
    let (text, _) = found("year.txt");
    assert!(sources("year.txt").len() >= 60);
    assert!(text.len() >= 60, "too few findings to compare: {}", text.len());
    for name in ["year.csv", "year.xlsx", "year.docx"] {
        let (other, _) = found(name);
        let missing: Vec<_> = text.iter().filter(|one| !other.contains(one)).collect();
        let added: Vec<_> = other.iter().filter(|one| !text.contains(one)).collect();
        assert!(missing.is_empty() && added.is_empty(), "{name}: missing {missing:?}, added {added:?}");
    }
}

#[test]
fn a_place_in_the_text_holds_the_words() {
    let file = fs::read_to_string(path("year.txt")).expect("it can be read");
    for (words, place) in found("year.txt").1 {
        assert_eq!(place.on_disk.of(&file), words);
        let line = file.lines().nth(place.start.line - 1).expect("a line");
        assert_eq!(at_column(line, place.start.column), first_line(&words, line, place.start.column));
    }
}

/// The words of a line from a column on.
fn at_column(line: &str, column: usize) -> String {
    line.chars().skip(column - 1).collect()
}

/// What must stand there: the words to the end of their first line, and what follows them on it.
fn first_line(words: &str, line: &str, column: usize) -> String {
    let rest = at_column(line, column);
    let first = words.lines().next().unwrap_or_default();
    assert!(rest.starts_with(first), "{words:?} is not at column {column} of {line:?}");
    rest
}

/// Checks that cells hold the words of findings where they are said to stand.
fn cells_hold(name: &str, cells: &BTreeMap<String, String>) {
    let places = found(name).1;
    assert!(!places.is_empty());
    for (words, place) in places {
        let Some(Spot::Cell(cell)) = &place.spot else { panic!("{name}: {place:?}") };
        let line = cells[cell].lines().nth(place.start.line - 1).expect("a line of the cell");
        first_line(&words, line, place.start.column);
    }
}

#[test]
fn a_cell_of_the_csv_holds_the_words() {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_path(path("year.csv")).expect("it can be read");
    let mut cells = BTreeMap::new();
    for (row, record) in reader.records().enumerate() {
        let record = record.expect("a row");
        cells.extend(record.iter().zip('A'..).map(|(value, column)| (format!("{column}{}", row + 1), value.to_owned())));
    }
    cells_hold("year.csv", &cells);
}

#[test]
fn a_cell_of_the_workbook_holds_the_words() {
    let mut workbook: Xlsx<_> = open_workbook(path("year.xlsx")).expect("it can be read");
    let sheet = workbook.worksheet_range("Case notes").expect("a sheet");
    let cells = sheet.used_cells().map(|(row, column, value)| {
        let letter = char::from(b'A' + u8::try_from(column).expect("few columns"));
        (format!("Case notes!{letter}{}", row + 1), value.as_string().unwrap_or_default())
    });
    cells_hold("year.xlsx", &cells.collect());
}

#[test]
fn a_paragraph_of_the_document_holds_the_words() {
    let mut archive = zip::ZipArchive::new(fs::File::open(path("year.docx")).expect("it can be read")).expect("a package");
    let mut xml = String::new();
    archive.by_name("word/document.xml").expect("a part").read_to_string(&mut xml).expect("text");
    let body = xml.replace("<w:p/>", "<w:p></w:p>");
    let paragraphs: Vec<String> = body
        .split("</w:p>")
        .map(|paragraph| paragraph.rsplit_once("preserve\">").map_or("", |(_, text)| text))
        .map(|text| text.split('<').next().unwrap_or_default().replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))
        .collect();
    let places = found("year.docx").1;
    assert!(!places.is_empty());
    for (words, place) in places {
        let Some(Spot::Paragraph(number)) = place.spot else { panic!("{place:?}") };
        let paragraph = &paragraphs[number as usize - 1];
        let first = words.lines().next().unwrap_or_default();
        assert!(paragraph.contains(first), "{words:?} is not in paragraph {number}: {paragraph:?}");
    }
}
