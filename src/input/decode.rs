//! From bytes to text: UTF-8 with or without a byte-order mark, UTF-16, and exports in windows-1252.

use std::ops::Range;

/// How a file's bytes stand for text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8; the length of its byte-order mark, 0 or 3.
    Utf8 {
        /// Bytes before the text.
        mark: u8,
    },
    /// UTF-16 of either byte order, behind a byte-order mark.
    Utf16,
    /// Windows-1252, one byte a character.
    Windows1252,
}

/// A text and the encoding it was in.
#[derive(Debug, Clone)]
pub struct Decoded {
    /// The text.
    pub text: String,
    /// What it was decoded from.
    pub encoding: Encoding,
}

impl Encoding {
    /// What a reader should know about the encoding, if anything.
    pub const fn notice(self) -> Option<&'static str> {
        match self {
            Self::Utf8 { .. } => None,
            Self::Utf16 => Some("was read as UTF-16"),
            Self::Windows1252 => Some("is not UTF-8 and was read as windows-1252; check that names and quotation marks look right"),
        }
    }
}

impl Decoded {
    /// What a reader should know about the encoding, if anything.
    pub const fn notice(&self) -> Option<&'static str> {
        self.encoding.notice()
    }

    /// Turns offsets in the text, in ascending order, into offsets in the file as it is on disk.
    pub fn on_disk(&self, offsets: &[usize]) -> Vec<usize> {
        if let Encoding::Utf8 { mark } = self.encoding {
            return offsets.iter().map(|offset| offset + usize::from(mark)).collect();
        }
        let mut reached = 0;
        let mut bytes = self.mark();
        offsets
            .iter()
            .map(|&offset| {
                bytes += self.width(reached..offset);
                reached = offset;
                bytes
            })
            .collect()
    }

    /// Bytes on disk before the text.
    pub(super) const fn mark(&self) -> usize {
        match self.encoding {
            Encoding::Utf8 { mark } => mark as usize,
            Encoding::Utf16 => 2,
            Encoding::Windows1252 => 0,
        }
    }

    /// Bytes on disk that a stretch of the text takes.
    pub(super) fn width(&self, stretch: Range<usize>) -> usize {
        match self.encoding {
            Encoding::Utf8 { .. } => stretch.len(),
            Encoding::Utf16 => self.text[stretch].encode_utf16().count() * 2,
            Encoding::Windows1252 => self.text[stretch].chars().count(),
        }
    }
}

/// Decodes a file.
///
/// ```
/// use casenote::input::{decode, Encoding};
/// let export = decode(b"Mum\x92s views".to_vec()).unwrap();
/// assert_eq!(export.text, "Mum’s views");
/// assert_eq!(export.encoding, Encoding::Windows1252);
/// ```
///
/// # Errors
///
/// A message for a file that is empty or is not text; it holds nothing of the file but the place of the fault.
pub fn decode(bytes: Vec<u8>) -> Result<Decoded, String> {
    if bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes).iter().all(u8::is_ascii_whitespace) {
        return Err("is empty: there is nothing to check".to_owned());
    }
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return utf16(&bytes);
    }
    if let Some(at) = memchr::memchr(0, &bytes) {
        return Err(format!("is not text: byte {at} is NUL, as in a program, a picture or a Word file; save the note as plain text"));
    }
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return Ok(without_mark(text)),
        Err(error) => error,
    };
    let valid_up_to = bytes.utf8_error().valid_up_to();
    let bytes = bytes.into_bytes();
    let odd = bytes
        .iter()
        .filter(|&&byte| byte < 0x20 && !byte.is_ascii_whitespace() || matches!(byte, 0x81 | 0x8d | 0x8f | 0x90 | 0x9d))
        .count();
    if odd > 0 {
        let line = memchr::memchr_iter(b'\n', &bytes[..valid_up_to]).count() + 1;
        return Err(format!(
            "is not text in UTF-8 or windows-1252: see byte {valid_up_to}, on line {line}; save the note again as UTF-8 text"
        ));
    }
    let (text, ..) = encoding_rs::WINDOWS_1252.decode(&bytes);
    Ok(Decoded { text: text.into_owned(), encoding: Encoding::Windows1252 })
}

fn without_mark(mut text: String) -> Decoded {
    let mark = if text.starts_with('\u{feff}') { 3 } else { 0 };
    text.drain(..usize::from(mark));
    Decoded { text, encoding: Encoding::Utf8 { mark } }
}

fn utf16(bytes: &[u8]) -> Result<Decoded, String> {
    let encoding = if bytes[0] == 0xff { encoding_rs::UTF_16LE } else { encoding_rs::UTF_16BE };
    match encoding.decode_without_bom_handling_and_without_replacement(&bytes[2..]) {
        Some(text) if text.trim().is_empty() => Err("is empty: there is nothing to check".to_owned()),
        Some(text) => Ok(Decoded { text: text.into_owned(), encoding: Encoding::Utf16 }),
        None => Err("begins like UTF-16 but is not valid; save the note again as UTF-8 text".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn disk_slice(bytes: &[u8], phrase: &str) -> Vec<u8> {
        let decoded = decode(bytes.to_vec()).expect("it is text");
        let start = decoded.text.find(phrase).expect("the phrase is in it");
        let places = decoded.on_disk(&[start, start + phrase.len()]);
        bytes[places[0]..places[1]].to_vec()
    }

    #[test]
    fn offsets_point_at_the_bytes_on_disk() {
        assert_eq!(disk_slice("\u{feff}é mum".as_bytes(), "mum"), b"mum");
        assert_eq!(disk_slice(b"caf\xe9 \x93mum\x94", "mum"), b"mum");
        let utf16: Vec<u8> = [0xff, 0xfe].into_iter().chain("🙂 mum".encode_utf16().flat_map(u16::to_le_bytes)).collect();
        assert_eq!(disk_slice(&utf16, "mum"), "mum".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>());
    }

    #[test]
    fn what_is_not_text_is_refused_with_its_place() {
        assert!(decode(Vec::new()).is_err_and(|message| message.contains("empty")));
        assert!(decode(b"PK\x03\x04\0\0".to_vec()).is_err_and(|message| message.contains("NUL")));
        assert!(decode(b"one\ntwo \x81\x02".to_vec()).is_err_and(|message| message.contains("line 2")));
    }
}
