//! Exports in CSV, a row at a time, however long they are.

use std::io::{Cursor, Read};

use csv::{ByteRecord, ErrorKind, ReaderBuilder};
use encoding_rs_io::{DecodeReaderBytes, DecodeReaderBytesBuilder};

use super::bounded::{Allowance, Bounded, MAX_RECORD};
use super::columns::Columns;
use super::source::Source;
use super::table::Table;
use super::{InputError, reason};

/// Bytes at the start that tell what separates the fields.
const SAMPLE: u64 = 64 * 1024;

type Bytes = DecodeReaderBytes<Box<dyn Read>, Vec<u8>>;

/// The notes of an export in CSV, or with its fields apart by tabs, semicolons or upright lines.
pub(super) struct Delimited {
    reader: csv::Reader<Bounded<std::io::Chain<Cursor<Vec<u8>>, Bytes>>>,
    allowance: Allowance,
    record: ByteRecord,
    table: Table,
    row: u64,
    /// Whether a reader was told of an encoding other than UTF-8.
    told: bool,
    ended: bool,
    /// Told before anything else.
    first: Option<InputError>,
}

impl Delimited {
    pub(super) fn new(path: &str, input: Box<dyn Read>, columns: &Columns) -> Self {
        let mut bytes = DecodeReaderBytesBuilder::new().bom_sniffing(true).strip_bom(true).utf8_passthru(true).build(input);
        let mut sample = Vec::new();
        let table = Table::new(path, None, columns, 0);
        let first = match Read::by_ref(&mut bytes).take(SAMPLE).read_to_end(&mut sample) {
            Err(error) => Some(table.error(reason(&error))),
            Ok(_) if memchr::memchr(0, &sample).is_some() => {
                Some(table.error("is not text: it holds NUL, as in a program, a picture or a workbook; export the table as CSV".to_owned()))
            }
            Ok(_) => None,
        };
        let delimiter = delimiter(&sample);
        let (bounded, allowance) = Bounded::new(Cursor::new(sample).chain(bytes));
        let reader = ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(bounded);
        Self { reader, allowance, record: ByteRecord::new(), table, row: 0, told: false, ended: first.is_some(), first }
    }

    /// Counts rows as a spreadsheet does: an empty line is a row, and a line inside a field is not.
    fn count(&mut self, line_before: u64) {
        let lines = self.reader.position().line().saturating_sub(line_before);
        let inside: usize = self.record.iter().map(|field| memchr::memchr_iter(b'\n', field).count()).sum();
        self.row += 1 + lines.saturating_sub(inside as u64 + 1);
    }
}

impl Iterator for Delimited {
    type Item = Result<Source, InputError>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(error) = self.first.take() {
            return Some(Err(error));
        }
        while !self.ended {
            let before = self.reader.position().line();
            match self.reader.read_byte_record(&mut self.record) {
                Ok(true) => {}
                Ok(false) => {
                    self.ended = true;
                    return self.table.end().map(Err);
                }
                Err(error) => {
                    self.ended = true;
                    let message = match error.kind() {
                        _ if self.allowance.is_spent() => format!(
                            "has a row of more than {} MB, after row {}: a quotation mark there is likely never closed; mend it and check again",
                            MAX_RECORD / 1_000_000,
                            self.row
                        ),
                        ErrorKind::Io(error) => reason(error),
                        _ => format!("cannot be read after row {}: it is not a table in CSV", self.row),
                    };
                    return Some(Err(self.table.error(message)));
                }
            }
            self.allowance.renew();
            self.count(before);
            let mut foreign = false;
            let cells: Vec<String> = self.record.iter().map(|field| text(field, &mut foreign)).collect();
            let taken = self.table.row(self.row, &cells);
            if self.table.is_hopeless() {
                self.ended = true;
                return self.table.end().map(Err);
            }
            if let Some(mut taken) = taken {
                if let Ok(source) = &mut taken
                    && foreign
                    && !std::mem::replace(&mut self.told, true)
                {
                    source.notice = super::decode::Encoding::Windows1252.notice();
                }
                return Some(taken);
            }
        }
        None
    }
}

/// A field as text; not every case system writes UTF-8.
fn text(field: &[u8], foreign: &mut bool) -> String {
    if let Ok(text) = std::str::from_utf8(field) {
        return text.to_owned();
    }
    *foreign = true;
    encoding_rs::WINDOWS_1252.decode(field).0.into_owned()
}

/// What stands between the fields: what the first line with any of them has most of.
fn delimiter(sample: &[u8]) -> u8 {
    let counts = |line: &[u8]| [b',', b'\t', b';', b'|'].map(|mark| (memchr::memchr_iter(mark, line).count(), mark));
    let lines = sample.split(|byte| *byte == b'\n' || *byte == b'\r');
    let most = |line: &[u8]| counts(line).into_iter().rev().max_by_key(|(count, _)| *count).filter(|(count, _)| *count > 0);
    lines.filter(|line| !line.is_empty()).find_map(most).map_or(b',', |(_, mark)| mark)
}
