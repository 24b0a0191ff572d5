//! A path as other programs name a file.

/// A path as a reference in a URI: what may not stand in one is written as `%20`.
pub(super) fn uri(path: &str) -> String {
    use std::fmt::Write as _;
    let path = path.replace('\\', "/");
    let drive = path.as_bytes().get(1) == Some(&b':') && path.as_bytes()[0].is_ascii_alphabetic();
    let mut out = String::from(match (drive, path.starts_with('/')) {
        (true, _) => "file:///",
        (false, true) => "file://",
        (false, false) => "",
    });
    for (index, byte) in path.bytes().enumerate() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'-' | b'.' | b'_' | b'~') || drive && index == 1 {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::uri;

    #[test]
    fn a_path_is_a_valid_reference() {
        for (path, expected) in [
            ("notes/a.txt", "notes/a.txt"),
            ("/notes/a b#1.txt", "file:///notes/a%20b%231.txt"),
            ("C:\\notes\\é.txt", "file:///C:/notes/%C3%A9.txt"),
            ("<stdin>", "%3Cstdin%3E"),
        ] {
            assert_eq!(uri(path), expected);
        }
    }
}
