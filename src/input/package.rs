//! What Word and Excel write: a ZIP file of parts, which may be encrypted, broken, or made to fill a disk when it is unpacked.

use std::io::{self, Read, Seek, SeekFrom};

use zip::ZipArchive;
use zip::result::ZipError;

/// How a file of Office begins when it is not a ZIP file: it is encrypted, or older than 2007.
const COMPOUND: [u8; 8] = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
/// The stream that an encrypted file holds, as its directory writes it.
const ENCRYPTED: &str = "EncryptedPackage";
/// The largest file, packed, in bytes.
const MAX_PACKED: u64 = 256 * 1024 * 1024;
/// The largest part that is held in memory as a whole, in bytes.
pub(super) const MAX_PART: u64 = 128 * 1024 * 1024;
/// More parts than any document has.
const MAX_PARTS: usize = 20_000;

/// Opens a file of Office.
///
/// # Errors
///
/// What it is instead, and what to do.
pub(super) fn open<R: Read + Seek>(mut file: R, program: &str) -> Result<ZipArchive<R>, String> {
    let size = file.seek(SeekFrom::End(0)).map_err(|error| super::reason(&error))?;
    if size > MAX_PACKED {
        return Err(format!(
            "has {} MB, more than the {} MB that are read; save a part of it on its own",
            size / 1_000_000,
            MAX_PACKED / 1_000_000
        ));
    }
    let mut head = [0; 8];
    let rewound = file.seek(SeekFrom::Start(0)).and_then(|_| file.read_exact(&mut head)).and_then(|()| file.seek(SeekFrom::Start(0)));
    if size == 0 {
        return Err("is empty: there is nothing to check".to_owned());
    }
    if rewound.is_ok() && head == COMPOUND {
        return Err(if holds(&mut file, ENCRYPTED) {
            format!("is password-protected; open it in {program} and save a copy without a password")
        } else {
            format!("is in the format that {program} used before 2007; open it in {program} and save it as a file of today")
        });
    }
    let broken = || format!("is broken or no file of {program}; open it in {program} and save it again");
    let mut archive = ZipArchive::new(file).map_err(|_| broken())?;
    if archive.len() > MAX_PARTS {
        return Err(broken());
    }
    if (0..archive.len()).any(|index| archive.by_index_raw(index).is_ok_and(|part| part.encrypted())) {
        return Err(format!("is password-protected; open it in {program} and save a copy without a password"));
    }
    Ok(archive)
}

/// Whether a file holds a name in UTF-16, read in pieces.
fn holds<R: Read + Seek>(file: &mut R, name: &str) -> bool {
    let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut buffer = Vec::new();
    let mut piece = vec![0; 1 << 20];
    while let Ok(read @ 1..) = file.read(&mut piece) {
        buffer.extend_from_slice(&piece[..read]);
        if memchr::memmem::find(&buffer, &name).is_some() {
            return true;
        }
        buffer.drain(..buffer.len().saturating_sub(name.len()));
    }
    false
}

/// Reads a part as text, if the file has it.
///
/// # Errors
///
/// A part that is broken, or larger than [`MAX_PART`] when it is unpacked, whatever the file says of it.
pub(super) fn part<R: Read + Seek>(archive: &mut ZipArchive<R>, name: &str) -> Result<Option<String>, String> {
    let file = match archive.by_name(name) {
        Ok(file) => file,
        Err(ZipError::FileNotFound) => return Ok(None),
        Err(_) => return Err(broken()),
    };
    let mut text = String::new();
    let mut file = file.take(MAX_PART + 1);
    let read =
        file.read_to_string(&mut text).map_err(|error| if error.kind() == io::ErrorKind::OutOfMemory { too_large() } else { broken() })?;
    if read as u64 > MAX_PART { Err(too_large()) } else { Ok(Some(text)) }
}

/// Whether every part that a reader holds in memory unpacks to no more than [`MAX_PART`].
///
/// # Errors
///
/// The first part that does not, or that cannot be unpacked.
#[cfg(feature = "cli")]
pub(super) fn weigh<R: Read + Seek>(archive: &mut ZipArchive<R>, held: impl Fn(&str) -> bool) -> Result<(), String> {
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).map_err(|_| broken())?;
        if !file.name().is_ok_and(|name| held(&name)) {
            continue;
        }
        if file.size() > MAX_PART {
            return Err(too_large());
        }
        // What the file says of its size may be a lie. A part this small cannot grow beyond the limit.
        if file.compressed_size() > MAX_PART / MOST_GAIN {
            let unpacked = io::copy(&mut Read::by_ref(&mut file).take(MAX_PART + 1), &mut io::sink()).map_err(|_| broken())?;
            if unpacked > MAX_PART {
                return Err(too_large());
            }
        }
    }
    Ok(())
}

/// Most bytes that one packed byte can stand for.
#[cfg(feature = "cli")]
const MOST_GAIN: u64 = 1032;

pub(super) fn broken() -> String {
    "is broken: a part of it cannot be read; open it where it was made and save it again".to_owned()
}

fn too_large() -> String {
    format!("unpacks to more than the {} MB that are read; it is no usual document, so make sure where it comes from", MAX_PART / 1_000_000)
}
