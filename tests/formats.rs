//! Every format that notes come in: what is read out of it, where each word stands, and what is said of a file that is broken.

use std::io::{Cursor, Read, Write};

use casenote::input::{Columns, InputError, Names, Options, Source, Spot, notes_of};
use casenote::text::{Colour, Span, Style};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

fn read(name: &str, bytes: impl AsRef<[u8]>) -> Vec<Result<Source, InputError>> {
    notes_of(Cursor::new(bytes.as_ref().to_vec()), name, &Options::default()).collect()
}

#[track_caller]
fn sources(name: &str, bytes: impl AsRef<[u8]>) -> Vec<Source> {
    read(name, bytes).into_iter().map(|note| note.expect("a note")).collect()
}

#[track_caller]
fn texts(name: &str, bytes: impl AsRef<[u8]>) -> Vec<String> {
    sources(name, bytes).iter().map(|source| source.text().to_owned()).collect()
}

#[track_caller]
fn only(name: &str, bytes: impl AsRef<[u8]>) -> Source {
    let mut all = sources(name, bytes);
    assert_eq!(all.len(), 1);
    all.remove(0)
}

fn span(source: &Source, words: &str) -> Span {
    let start = source.text().find(words).unwrap_or_else(|| panic!("{words:?} is not in {:?}", source.text()));
    Span::new(start, start + words.len())
}

/// The places of words, as reports tell them: the cell or paragraph, line and column.
fn place(source: &Source, words: &str) -> (Option<Spot>, usize, usize) {
    let place = source.place(&[span(source, words)]).remove(0);
    (place.spot, place.start.line, place.start.column)
}

fn styled(source: &Source, style: Style) -> Vec<&str> {
    source.styles.spans().iter().filter(|(_, set)| *set == style).map(|(span, _)| span.of(source.text())).collect()
}

fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default().compression_method(CompressionMethod::Deflated)).expect("a part");
        zip.write_all(content.as_bytes()).expect("it can be written");
    }
    zip.finish().expect("a file").into_inner()
}

fn word(body: &str) -> Vec<u8> {
    let styles = r#"<w:styles xmlns:w="w"><w:style w:type="character" w:styleId="Said"><w:rPr><w:i/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Voice"><w:basedOn w:val="Said"/></w:style>
<w:style w:type="paragraph" w:styleId="List"><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Heading1"><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style></w:styles>"#;
    let document = format!(r#"<?xml version="1.0"?><w:document xmlns:w="w"><w:body>{body}</w:body></w:document>"#);
    packed(&[("[Content_Types].xml", "<Types/>"), ("word/styles.xml", styles), ("word/document.xml", &document)])
}

fn p(text: &str) -> String {
    format!(r#"<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>"#)
}

/// A workbook with one sheet, `Notes`, of rows as they stand in its XML.
fn excel(rows: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let sheet = format!(
        r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>"#
    );
    let relationships = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
    let workbook = r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Notes" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
    let root = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
    let styles = r#"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/></cellXfs></styleSheet>"#;
    let mut parts = vec![
        ("_rels/.rels", root),
        ("xl/workbook.xml", workbook),
        ("xl/_rels/workbook.xml.rels", relationships),
        ("xl/styles.xml", styles),
        ("xl/worksheets/sheet1.xml", sheet.as_str()),
    ];
    parts.extend(more);
    packed(&parts)
}

fn cell(name: &str, text: &str) -> String {
    format!(r#"<c r="{name}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>"#)
}

#[test]
fn text_is_one_note_or_the_entries_it_marks() {
    let file = "Date: 1/2/2024\r\nWorker: Jo Hill\r\n\r\nSeen at home. é🙂 Mum was in.\r\n\r\nDate: 8/2/2024\r\nWorker: Jo Hill\r\n\r\nRang the school.\r\n";
    let notes = sources("year.txt", file);
    assert_eq!(notes.iter().map(|note| note.entry).collect::<Vec<_>>(), [0, 1]);
    assert_eq!(place(&notes[1], "Rang"), (None, 9, 1));
    let at = notes[1].place(&[span(&notes[1], "Rang the school")]).remove(0).on_disk;
    assert_eq!(at.of(file), "Rang the school");
    assert_eq!(only("a.txt", "Seen.\n1/2/2024 Rang.\n2/2/2024 Rang.\n").entry, 0);
}

#[test]
fn entries_of_a_file_in_another_encoding_lead_back_to_its_bytes() {
    let mut file = b"Date: 1/2/2024\nWorker: Zo\xeb\n\n".to_vec();
    file.extend(std::iter::repeat_n(b"caf\xe9 \x93hello\x94 ".as_slice(), 900).flatten());
    file.extend(b"\n\nDate: 8/2/2024\nWorker: Zo\xeb\n\nRang the school.\n");
    let notes = sources("year.txt", &file);
    assert!(notes[0].notice.is_some() && notes[1].notice.is_none());
    let at = notes[1].place(&[span(&notes[1], "Rang")]).remove(0).on_disk;
    assert_eq!(&file[at.range()], b"Rang");
}

#[test]
fn html_is_read_as_a_browser_shows_it() {
    let table: &[(&str, &str)] = &[
        ("<p>Mrs&nbsp;A &amp; son:\n  <b>non-</b>compliant</p><p>two</p>", "Mrs\u{a0}A & son: non-compliant\n\ntwo"),
        ("<html><head><title>x</title><style>p{}</style></head><body>a<script>no()</script><!-- b --> c</body></html>", "a c"),
        ("<ul><li>one</li><li>two</li></ul>after", "- one\n- two\n\nafter"),
        ("one<br>two<br/><br>three", "one\ntwo\n\nthree"),
        ("<h2>What I saw</h2><p>The hall was clear.</p>", "What I saw\nThe hall was clear."),
        ("<table><tr><td>Child</td><td>Ada</td></tr><tr><td>Seen:</td><td>yes</td></tr></table>", "Child: Ada\nSeen:  yes"),
        ("<table><tr><th>Who</th><th>When</th></tr><tr><td>a</td><td>b</td><td>c</td></tr></table>", "Who\t When\na\t b\t c"),
        ("<table><tr><td></td><td>b</td><td></td></tr></table>", "\t b"),
        ("<table><tr><td><table><tr><td>in</td><td>side</td></tr></table></td><td>x</td></tr></table>", "in: side \nx"),
        ("<blockquote>one<br>two</blockquote>", "> one\n> two"),
        ("<pre>a  b\nc</pre>", "a  b\nc"),
        ("<p hidden>no</p><p style='display: none'>no</p>yes", "yes"),
        ("a &lt;b&gt; &#8217; &copy &bogus; &", "a <b> ’ © &bogus; &"),
        ("caf\u{e9} 🙂 <i>x</i>", "café 🙂 x"),
        ("<p>unclosed <i>italic<p>next", "unclosed italic\n\nnext"),
    ];
    for (html, text) in table {
        let note = only("a.html", html);
        assert_eq!(note.text().trim_end_matches(['\n', ' ', '\t']), *text, "{html}");
    }
}

#[test]
fn words_of_html_and_markdown_lead_back_to_the_file() {
    let cases = [
        ("a.html", "<p>Kyle &amp; I</p>\n<p>was <i>non-</i>compliant today 🙂</p>", "non-compliant", "non-</i>compliant", 2, 11),
        ("a.html", "<p>Kyle &amp; I</p>", "&", "&amp;", 1, 9),
        ("a.md", "# One\n\nHe was non-*compliant*.\n", "non-compliant", "non-*compliant", 3, 8),
        ("a.md", "\u{feff}**Mum** said so.\n", "Mum", "Mum", 1, 3),
    ];
    for (name, file, words, bytes, line, column) in cases {
        let note = only(name, file);
        let at = note.place(&[span(&note, words)]).remove(0);
        assert_eq!(&file[at.on_disk.range()], bytes, "{file}");
        assert_eq!((at.start.line, at.start.column), (line, column), "{file}");
    }
}

#[test]
fn styles_are_kept_where_a_format_holds_them() {
    let html = only(
        "a.html",
        "<p>a <em>b c</em> <span style='font-style:italic'>d</span> <mark>e</mark> <span style='background-color: #92D050'>f</span> <s>g</s></p>",
    );
    assert_eq!(styled(&html, Style::Italic), ["b c", "d"]);
    assert_eq!(styled(&html, Style::Highlight(Colour::Green)), ["f"]);
    assert_eq!(styled(&html, Style::Highlight(Colour::Other)), ["e"]);
    assert_eq!(styled(&html, Style::Struck), ["g"]);
    let markdown = only("a.md", "a *b c* _d_ ~~e~~ <i>f</i> **g**");
    assert_eq!(styled(&markdown, Style::Italic), ["b c", "d", "f"]);
    let body = concat!(
        r#"<w:p><w:pPr><w:rPr><w:i/></w:rPr></w:pPr><w:r><w:t>plain </w:t></w:r><w:r><w:rPr><w:i/></w:rPr><w:t>it</w:t></w:r>"#,
        r#"<w:r><w:rPr><w:i/><w:b/></w:rPr><w:t>alic</w:t></w:r><w:r><w:rPr><w:i w:val="0"/><w:highlight w:val="green"/></w:rPr><w:t xml:space="preserve"> ok</w:t></w:r></w:p>"#,
        r#"<w:p><w:pPr><w:pStyle w:val="Voice"/></w:pPr><w:r><w:t>her words</w:t></w:r><w:r><w:rPr><w:i w:val="false"/><w:shd w:fill="FFFF00"/></w:rPr><w:t> mine</w:t></w:r></w:p>"#,
        r#"<w:p><w:r><w:rPr><w:rStyle w:val="Said"/></w:rPr><w:t>said</w:t></w:r><w:r><w:rPr><w:strike/></w:rPr><w:t>gone</w:t></w:r></w:p>"#,
    );
    let document = only("a.docx", word(body));
    assert_eq!(document.text(), "plain italic ok\nher words mine\nsaidgone");
    assert_eq!(styled(&document, Style::Italic), ["italic", "her words", "said"]);
    assert_eq!(styled(&document, Style::Highlight(Colour::Green)), ["ok"]);
    assert_eq!(styled(&document, Style::Highlight(Colour::Other)), ["mine"]);
    assert_eq!(styled(&document, Style::Struck), ["gone"]);
}

#[test]
fn a_document_is_read_with_its_tables_and_its_changes_accepted() {
    let body = [
        r#"<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Visit</w:t></w:r></w:p>"#.to_owned(),
        p("Mrs A &amp; son&#8217;s home"),
        "<w:p/>".to_owned(),
        r"<w:p><w:r><w:t>non-</w:t></w:r><w:proofErr/><w:r><w:t>compliant</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r><w:ins><w:r><w:t> added</w:t></w:r></w:ins><w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:moveFrom><w:r><w:t>moved</w:t></w:r></w:moveFrom></w:p>".to_owned(),
        r#"<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>item</w:t></w:r></w:p>"#.to_owned(),
        r#"<w:p><w:pPr><w:pStyle w:val="List"/></w:pPr><w:r><w:t>listed</w:t></w:r></w:p>"#.to_owned(),
        format!("<w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{}{}</w:tc></w:tr></w:tbl>", p("Present"), p("Mum"), p("Dad")),
        format!("<w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>", p("a"), p("b"), p("c")),
        p("end"),
    ];
    let note = only("a.docx", word(&body.concat()));
    assert_eq!(note.text(), "Visit\nMrs A & son’s home\n\nnon-compliant\tb\nc added\n- item\n- listed\nPresent: Mum\nDad\na\t b\t c\nend");
    assert_eq!(place(&note, "Mrs A").0, Some(Spot::Paragraph(2)));
    assert_eq!(place(&note, "added").0, Some(Spot::Paragraph(4)));
    assert_eq!(place(&note, "Dad").0, Some(Spot::Cell("table 1, row 1, cell 2".into())));
    assert_eq!(place(&note, "end").0, Some(Spot::Paragraph(7)));
}

#[test]
fn a_document_with_many_entries_is_many_notes() {
    let entry =
        |day: &str, words: &str| [p(&format!("Date: {day}")), p("Worker: Jo Hill"), "<w:p/>".into(), p(words), "<w:p/>".into()].concat();
    let notes = sources("year.docx", word(&[entry("1/2/2024", "Seen at home."), entry("8/2/2024", "Rang the school.")].concat()));
    assert_eq!(notes.len(), 2);
    assert_eq!(place(&notes[1], "Rang"), (Some(Spot::Paragraph(9)), 4, 1));
}

#[test]
fn rows_of_csv_are_notes() {
    let file = "\u{feff}Case Note ID,Event Date,Created,Recorded By,Type,Child Name,Details\r\n\
        1,1/2/2024,2/2/2024,Jo Hill,Home visit,Ada,\"Seen, \"\"well\"\".\nMum was in.\"\r\n\
        \r\n\
        2,,,,,,\r\n\
        3,8/2/2024,,,Call,Ada,Rang.\r\n";
    let notes = sources("export.csv", file);
    assert_eq!(notes.len(), 2);
    assert_eq!(notes[0].text(), "Seen, \"well\".\nMum was in.");
    let metadata = &notes[0].metadata;
    let told = [&metadata.date, &metadata.recorded, &metadata.author, &metadata.kind, &metadata.child]
        .map(|value| value.as_deref().unwrap_or("-"));
    assert_eq!(told, ["1/2/2024", "2/2/2024", "Jo Hill", "Home visit", "Ada"]);
    assert_eq!(place(&notes[0], "Mum"), (Some(Spot::Cell("G2".into())), 2, 1));
    // The empty line is a row, as a spreadsheet shows it.
    assert_eq!(place(&notes[1], "Rang").0, Some(Spot::Cell("G5".into())));
    assert_eq!(notes[1].entry, 2);
}

#[test]
fn csv_is_read_whatever_its_marks_and_encoding() {
    let utf16: Vec<u8> =
        [0xff, 0xfe].into_iter().chain("Date\tNote\n1/2\tMum’s home\n".encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let table: &[(&str, &[u8], &str)] = &[
        ("a.csv", b"Date;Note\n1/2;a, b\n", "a, b"),
        ("a.tsv", b"Date\tNote\n1/2\ta; b\n", "a; b"),
        ("a.csv", b"Export of 1/2/2024\n\nDate,Note\n1/2,x\n", "x"),
        ("a.csv", b"Date,Note\r1/2,x\r", "x"),
        ("a.csv", b"Date,Note\n1/2,Mum\x92s home\n", "Mum’s home"),
        ("a.csv", &utf16, "Mum’s home"),
        ("a.csv", b"Date,Note\n1/2,\"<p>Tom &amp; <i>Al</i></p><p>b</p>\"\n", "Tom & Al\n\nb"),
        ("a.csv", b"Date,Note\n1/2,\"a <b>b</b>\nc &gt; d < 5\"\n", "a b\nc > d < 5"),
        ("a.csv", b"Date,Note\n1/2,\"3 < 5\nAT&T; x\"\n", "3 < 5\nAT&T; x"),
        ("a.csv", b"Date,Note\n1/2,=SUM(A1:A2)\n", "=SUM(A1:A2)"),
    ];
    for (name, file, text) in table {
        assert_eq!(texts(name, file), [*text], "{:?}", String::from_utf8_lossy(file));
    }
}

#[test]
fn the_configuration_names_columns() {
    let columns = Columns {
        text: Some(Names::Several(vec!["What happened".into(), "analysis".into()])),
        recorded: Some("Keyed".into()),
        ..Columns::default()
    };
    let file = "Keyed,Notes,Analysis,What happened\n3/2/2024,no,I think so.,Seen.\n";
    let note = notes_of(file.as_bytes(), "a.csv", &Options { columns }).next().expect("a note").expect("it is read");
    assert_eq!(note.text(), "What happened\nSeen.\n\nAnalysis\nI think so.");
    assert_eq!(note.metadata.recorded.as_deref(), Some("3/2/2024"));
    assert_eq!(place(&note, "Seen").0, Some(Spot::Cell("D2".into())));
    assert_eq!(place(&note, "I think").0, Some(Spot::Cell("C2".into())));
}

#[test]
fn lines_of_json_are_notes_and_a_broken_one_costs_itself() {
    let file = "{\"text\": \"Seen.\\nWell.\", \"date\": \"1/2/2024\", \"id\": 7}\n\nnot json: Kyle\n{\"text\": \"<p>Rang</p>\", \"author\": \"Jo\"}\n{\"text\": null}\n";
    let notes = read("a.jsonl", file);
    assert_eq!(notes.len(), 3);
    let first = notes[0].as_ref().expect("a note");
    assert_eq!((first.text(), place(first, "Well")), ("Seen.\nWell.", (Some(Spot::Line(1)), 2, 1)));
    let error = notes[1].as_ref().expect_err("a fault");
    assert!(error.message.contains("line 3") && !error.message.contains("Kyle"), "{error:?}");
    let last = notes[2].as_ref().expect("a note");
    assert_eq!((last.text(), last.metadata.author.as_deref(), last.entry), ("Rang", Some("Jo"), 2));
}

#[test]
fn rows_of_a_workbook_are_notes() {
    let rows = [
        format!(r#"<row r="1">{}</row>"#, cell("A1", "Export")),
        format!(r#"<row r="3">{}{}{}</row>"#, cell("A3", "Event date"), cell("B3", "Author"), cell("D3", "Note")),
        format!(
            r#"<row r="4"><c r="A4" s="1"><v>45323</v></c>{}{}</row>"#,
            cell("B4", "Jo Hill"),
            cell("D4", "Seen.&#10;Mum &amp; Dad_x000D_\nin.")
        ),
        format!(r#"<row r="6"><c r="A6" s="2"><v>45323.5</v></c>{}</row>"#, cell("D6", "Rang.")),
        r#"<row r="7"><c r="D7"><f>A1</f></c></row>"#.to_owned(),
        r#"<row r="8"><c r="D8" t="str"><f>A1</f><v>From a formula.</v></c></row>"#.to_owned(),
    ];
    let notes = read("a.xlsx", excel(&rows.concat(), &[]));
    assert_eq!(notes.len(), 4, "{notes:?}");
    let note = |index: usize| notes[index].as_ref().expect("a note");
    assert_eq!(note(0).text(), "Seen.\nMum & Dad\r\nin.");
    assert_eq!((note(0).metadata.date.as_deref(), note(0).metadata.author.as_deref()), (Some("2024-02-01"), Some("Jo Hill")));
    assert_eq!(place(note(0), "Mum"), (Some(Spot::Cell("Notes!D4".into())), 2, 1));
    assert_eq!(note(1).metadata.date.as_deref(), Some("2024-02-01 12:00"));
    assert!(notes[2].as_ref().is_err_and(|error| error.message.contains("Notes!D7") && error.message.contains("formula")));
    assert_eq!(note(3).text(), "From a formula.");
}

#[test]
fn macros_are_left_alone_and_told_of() {
    let rows = format!(
        r#"<row r="1">{}</row><row r="2">{}</row><row r="3">{}</row>"#,
        cell("A1", "Note"),
        cell("A2", "Seen."),
        cell("A3", "Rang.")
    );
    let notes = sources("a.xlsm", excel(&rows, &[("xl/vbaProject.bin", "x")]));
    assert!(notes[0].notice.is_some_and(|notice| notice.contains("macros")));
    assert!(notes[1].notice.is_none());
}

/// A part that unpacks to far more than it is packed in, and says that it does not.
fn bomb(name: &str, lie: bool) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file(name, SimpleFileOptions::default().compression_method(CompressionMethod::Deflated)).expect("a part");
    let block = vec![b' '; 1 << 20];
    (0..160).for_each(|_| zip.write_all(&block).expect("it can be written"));
    let mut bytes = zip.finish().expect("a file").into_inner();
    if lie {
        // The sizes in the directory at the end of the file.
        let entry = bytes.windows(4).rposition(|mark| mark == b"PK\x01\x02").expect("a directory");
        bytes[entry + 24..entry + 28].copy_from_slice(&100_u32.to_le_bytes());
    }
    bytes
}

/// An office file that is no ZIP file: encrypted, or of the last century.
fn compound(stream: &str) -> Vec<u8> {
    let mut bytes = vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    bytes.resize(4096, 0);
    bytes.extend(stream.encode_utf16().flat_map(u16::to_le_bytes));
    bytes.resize(8192, 0);
    bytes
}

#[test]
fn a_file_that_cannot_be_read_says_what_is_wrong_and_what_to_do() {
    let whole = word(&p("Kyle was seen."));
    let table: Vec<(&str, Vec<u8>, &[&str])> = vec![
        ("empty.txt", b" \n".to_vec(), &["is empty"]),
        ("empty.csv", Vec::new(), &["is empty"]),
        ("empty.jsonl", b"\n".to_vec(), &["is empty"]),
        ("empty.html", b"<p></p>".to_vec(), &["is empty"]),
        ("empty.docx", word("<w:p/>"), &["is empty"]),
        ("nothing.docx", Vec::new(), &["is empty"]),
        ("no-text.csv", b"Ward,Postcode\nKyle,x\n".to_vec(), &["no column", "casenote.toml", "text ="]),
        ("blank.csv", b"Date,Note\n1/2,\n".to_vec(), &["no notes", "empty"]),
        ("no-text.xlsx", excel(&format!(r#"<row r="1">{}</row>"#, cell("A1", "Kyle")), &[]), &["no column", "casenote.toml"]),
        ("quote.csv", [b"Date,Note\n1/2,\"Kyle ".to_vec(), vec![b'x'; 17 << 20]].concat(), &["row 1", "quotation mark"]),
        ("program.csv", b"MZ\x90\0\x03".to_vec(), &["NUL", "export the table"]),
        ("long.jsonl", vec![b'['; 17 << 20], &["line 1", "MB"]),
        ("locked.docx", compound("EncryptedPackage"), &["password", "Word"]),
        ("locked.xlsx", compound("EncryptedPackage"), &["password", "Excel"]),
        ("old.docx", compound("WordDocument"), &["before 2007"]),
        ("cut.docx", whole[..whole.len() / 2].to_vec(), &["broken"]),
        ("torn.docx", word("<w:p><w:r></w:p>"), &["broken"]),
        ("text.docx", b"Kyle was seen.".to_vec(), &["broken or no file of Word"]),
        ("sheet.docx", excel("", &[]), &["no Word document"]),
        ("torn.xlsx", excel("<row r='1'><c r='A1' t='inlineStr'><is><t>Note</c></row>", &[]), &["broken"]),
        ("bomb.docx", bomb("word/document.xml", false), &["unpacks to more than"]),
        ("lying.xlsx", bomb("xl/sharedStrings.xml", true), &["broken"]),
        ("bomb.xlsx", bomb("xl/sharedStrings.xml", false), &["unpacks to more than"]),
    ];
    for (name, bytes, words) in table {
        let read = read(name, &bytes);
        let error = read.last().and_then(|last| last.as_ref().err()).unwrap_or_else(|| panic!("{name}: {read:?}"));
        assert_eq!(error.path, name);
        assert!(words.iter().all(|word| error.message.contains(word)), "{name}: {}", error.message);
        assert!(!error.message.contains("Kyle"), "{name}: {}", error.message);
        assert_eq!(read.len(), 1, "{name}");
    }
}

/// Rows that never end: what is read must not be kept.
struct Endless {
    rows: u64,
    left: Vec<u8>,
}

impl Read for Endless {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        if self.left.is_empty() && self.rows > 0 {
            self.rows -= 1;
            self.left = b"1/2/2024,Seen at home.\n".to_vec();
        }
        let read = buffer.len().min(self.left.len());
        buffer[..read].copy_from_slice(&self.left[..read]);
        self.left.drain(..read);
        Ok(read)
    }
}

#[test]
fn a_long_export_is_read_as_it_comes() {
    let stream = Cursor::new(b"Date,Note\n".to_vec()).chain(Endless { rows: u64::MAX, left: Vec::new() });
    let mut notes = notes_of(stream, "a.csv", &Options::default());
    let last = notes.by_ref().nth(50_000).expect("a note").expect("it is read");
    assert_eq!(place(&last, "Seen").0, Some(Spot::Cell("B50002".into())));
}
