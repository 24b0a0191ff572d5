//! Workbooks of Excel, a row at a time, however long they are.
//!
//! The reader of the cells borrows the workbook, so it runs on a thread of its own and hands its notes over a few at a time.

use std::io::{Read, Seek};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::JoinHandle;

use calamine::{DataRef, Reader, Xlsx, XlsxError};

use super::columns::{Columns, cell_name};
use super::source::Source;
use super::table::Table;
use super::{InputError, package};

/// Notes that wait to be taken.
const WAITING: usize = 32;
/// More columns than any export has.
const MAX_COLUMNS: usize = 1024;

type Item = Result<Source, InputError>;

/// The notes of a workbook: of every sheet with a column that holds notes.
pub(super) struct Workbook {
    path: String,
    notes: Receiver<Item>,
    thread: Option<JoinHandle<()>>,
}

impl Workbook {
    pub(super) fn new<R: Read + Seek + Send + 'static>(path: &str, file: R, columns: &Columns) -> Self {
        let (sender, notes) = sync_channel(WAITING);
        let (name, columns) = (path.to_owned(), columns.clone());
        let thread = std::thread::spawn(move || {
            if let Err(message) = read(&name, file, &columns, &sender) {
                // Nobody listens any more: then nobody wants to know.
                let _ = sender.send(Err(InputError { path: name, message }));
            }
        });
        Self { path: path.to_owned(), notes, thread: Some(thread) }
    }
}

impl Iterator for Workbook {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        if let Ok(item) = self.notes.recv() {
            return Some(item);
        }
        // A workbook may be odd enough to break the reader; that costs this workbook only.
        let fault = self.thread.take()?.join().is_err();
        fault.then(|| Err(InputError { path: self.path.clone(), message: package::broken() }))
    }
}

fn read<R: Read + Seek>(path: &str, file: R, columns: &Columns, sender: &SyncSender<Item>) -> Result<(), String> {
    let mut archive = package::open(file, "Excel")?;
    let macros = archive.file_names().any(|name| name.is_ok_and(|name| name.ends_with("vbaProject.bin")));
    // The cells are read as they come; all else is held.
    package::weigh(&mut archive, |name| !name.starts_with("xl/worksheets/sheet") && !name.starts_with("xl/media/"))?;
    let mut file = archive.into_inner();
    file.rewind().map_err(|error| super::reason(&error))?;
    let mut workbook = Xlsx::new(file).map_err(|error| fault(&error))?;
    let mut notice = macros.then_some("holds macros, which were left alone: only the values in its cells were read");
    let mut last: Option<Table> = None;
    let (mut entry, mut found) = (0, 0);
    for sheet in workbook.sheet_names() {
        let mut table = Table::new(path, Some(sheet.clone()), columns, entry);
        let gone = sheet_rows(&mut workbook, &sheet, &mut table, &mut notice, sender)?;
        if gone {
            return Ok(());
        }
        entry = table.next_entry();
        found += table.notes();
        if last.as_ref().is_none_or(|last| !last.is_read()) {
            last = Some(table);
        }
    }
    match last.as_ref().and_then(Table::end) {
        Some(error) if found == 0 => Err(error.message),
        _ => Ok(()),
    }
}

/// Reads the rows of a sheet. `true`: nobody takes the notes any more.
fn sheet_rows<R: Read + Seek>(
    workbook: &mut Xlsx<R>,
    sheet: &str,
    table: &mut Table,
    notice: &mut Option<&'static str>,
    sender: &SyncSender<Item>,
) -> Result<bool, String> {
    let mut cells = match workbook.worksheet_cells_reader(sheet) {
        Ok(cells) => cells,
        // A sheet of charts has no cells.
        Err(XlsxError::NotAWorksheet(_) | XlsxError::WorksheetNotFound(_)) => return Ok(false),
        Err(error) => return Err(fault(&error)),
    };
    let mut row: Vec<String> = Vec::new();
    let mut number = 0;
    loop {
        let cell = cells.next_cell_with_formula_metadata().map_err(|error| fault(&error))?;
        if number > 0 && cell.as_ref().is_none_or(|cell| u64::from(cell.pos.0) + 1 != number) {
            let taken = table.row(number, &row);
            row.clear();
            if table.is_hopeless() {
                return Ok(false);
            }
            if let Some(mut taken) = taken {
                if let Ok(source) = &mut taken {
                    source.notice = notice.take();
                }
                if sender.send(taken).is_err() {
                    return Ok(true);
                }
            }
        }
        let Some(cell) = cell else { return Ok(false) };
        number = u64::from(cell.pos.0) + 1;
        let column = cell.pos.1 as usize;
        if column >= MAX_COLUMNS {
            continue;
        }
        if cell.value == DataRef::Empty && cell.formula.is_some() && table.holds_text(column) {
            let message = format!(
                "{sheet}!{} holds a formula without its value; open the workbook, save it, and check again",
                cell_name(column, number)
            );
            if sender.send(Err(table.error(message))).is_err() {
                return Ok(true);
            }
        }
        row.resize(row.len().max(column + 1), String::new());
        row[column] = written(&cell.value);
    }
}

/// A value as a reader sees it. Dates are written as [`crate::record::Metadata`] tells.
fn written(value: &DataRef<'_>) -> String {
    match value {
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::Bool(is) => is.to_string(),
        DataRef::DateTime(date) if date.is_datetime() => {
            let (year, month, day, hour, minute, ..) = date.to_ymd_hms_milli();
            let time = if hour == 0 && minute == 0 { String::new() } else { format!(" {hour:02}:{minute:02}") };
            format!("{year}-{month:02}-{day:02}{time}")
        }
        DataRef::DateTime(time) => time.as_f64().to_string(),
        DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}

fn fault(error: &XlsxError) -> String {
    match error {
        XlsxError::Password => "is password-protected; open it in Excel and save a copy without a password".to_owned(),
        _ => package::broken(),
    }
}
