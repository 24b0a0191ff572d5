//! One year of an invented child's notes in the other formats that records come in: `cargo run --example year` makes
//! `tests/year/year.csv`, `year.xlsx` and `year.docx` from `tests/year/year.txt`, so that the four hold the same words.

use std::error::Error;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::Write as _;
use std::path::Path;

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// The heads of the columns, as a case system names them.
const HEADS: [&str; 5] = ["Case Note ID", "Event date", "Case note type", "Recorded by", "Case note text"];

fn main() -> Result<(), Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/year");
    let text = fs::read_to_string(folder.join("year.txt"))?;
    let starts: Vec<usize> = text.match_indices("Date: ").map(|(at, _)| at).filter(|&at| at == 0 || text[..at].ends_with("\n\n")).collect();
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    let entries: Vec<&str> = starts.iter().zip(ends).map(|(&start, end)| text[start..end].trim_end()).collect();
    let rows: Vec<[String; 5]> = entries.iter().enumerate().map(|(index, entry)| row(index, entry)).collect();

    let mut csv = csv::Writer::from_path(folder.join("year.csv"))?;
    csv.write_record(HEADS)?;
    rows.iter().try_for_each(|row| csv.write_record(row))?;
    csv.flush()?;
    workbook(&folder.join("year.xlsx"), &rows)?;
    document(&folder.join("year.docx"), &text)?;
    Ok(())
}

fn row(index: usize, entry: &str) -> [String; 5] {
    let field = |name: &str| entry.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default().to_owned();
    [format!("{}", 4100 + index), field("Date: "), field("Type: "), field("Recorded by: "), entry.to_owned()]
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn package(path: &Path, parts: &[(&str, String)]) -> Result<(), Box<dyn Error>> {
    let mut zip = ZipWriter::new(File::create(path)?);
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default().compression_method(CompressionMethod::Deflated))?;
        zip.write_all(content.as_bytes())?;
    }
    zip.finish()?;
    Ok(())
}

const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const TYPE: &str = "application/vnd.openxmlformats-officedocument";

fn relationships(target: &str, kind: &str) -> String {
    format!(
        r#"<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{OFFICE}/{kind}" Target="{target}"/></Relationships>"#
    )
}

fn types(parts: &[(&str, &str)]) -> String {
    let part = |(name, kind): &(&str, &str)| format!(r#"<Override PartName="{name}" ContentType="{TYPE}.{kind}+xml"/>"#);
    let parts = parts.iter().map(part).collect::<Vec<_>>().concat();
    let default = r#"<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>"#;
    format!(r#"<Types xmlns="{PACKAGE}/content-types">{default}{parts}</Types>"#)
}

fn workbook(path: &Path, rows: &[[String; 5]]) -> Result<(), Box<dyn Error>> {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let heads = HEADS.map(str::to_owned);
    let mut cells = String::new();
    for (index, row) in std::iter::once(&heads).chain(rows).enumerate() {
        write!(cells, r#"<row r="{}">"#, index + 1)?;
        for (column, value) in ('A'..).zip(row) {
            write!(cells, r#"<c r="{column}{}" t="inlineStr"><is><t xml:space="preserve">{}</t></is></c>"#, index + 1, escaped(value))?;
        }
        cells.push_str("</row>");
    }
    let sheets = r#"<sheets><sheet name="Case notes" sheetId="1" r:id="rId1"/></sheets>"#;
    package(
        path,
        &[
            (
                "[Content_Types].xml",
                types(&[("/xl/workbook.xml", "spreadsheetml.sheet.main"), ("/xl/worksheets/sheet1.xml", "spreadsheetml.worksheet")]),
            ),
            ("_rels/.rels", relationships("xl/workbook.xml", "officeDocument")),
            ("xl/workbook.xml", format!(r#"<workbook xmlns="{main}" xmlns:r="{OFFICE}">{sheets}</workbook>"#)),
            ("xl/_rels/workbook.xml.rels", relationships("worksheets/sheet1.xml", "worksheet")),
            ("xl/worksheets/sheet1.xml", format!(r#"<worksheet xmlns="{main}"><sheetData>{cells}</sheetData></worksheet>"#)),
        ],
    )
}

/// A paragraph for each line.
fn document(path: &Path, text: &str) -> Result<(), Box<dyn Error>> {
    let main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    let paragraph = |line: &str| match line {
        "" => "<w:p/>".to_owned(),
        _ => format!(r#"<w:p><w:r><w:t xml:space="preserve">{}</w:t></w:r></w:p>"#, escaped(line)),
    };
    let body: String = text.lines().map(paragraph).collect();
    package(
        path,
        &[
            ("[Content_Types].xml", types(&[("/word/document.xml", "wordprocessingml.document.main")])),
            ("_rels/.rels", relationships("word/document.xml", "officeDocument")),
            ("word/document.xml", format!(r#"<w:document xmlns:w="{main}"><w:body>{body}</w:body></w:document>"#)),
        ],
    )
}
