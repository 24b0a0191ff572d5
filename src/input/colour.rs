//! Colours as documents write them.

use crate::text::Colour;

/// Reads `#92d050`, `92D050`, `#0f0`, `rgb(0, 128, 0)` or a name. `None`: no colour, or white.
///
/// ```text
/// read("lightgreen") == Some(Colour::Green)
/// ```
pub(super) fn read(written: &str) -> Option<Colour> {
    let written = written.trim().to_ascii_lowercase();
    let hex = written.strip_prefix('#').unwrap_or(&written);
    let digits = |range: std::ops::Range<usize>| hex.get(range).and_then(|digits| u8::from_str_radix(digits, 16).ok());
    let numbers = || -> Option<[u8; 3]> {
        let inside =
            written.strip_prefix("rgb")?.trim_start_matches('a').strip_prefix('(')?.split([',', ' ', ')']).filter(|part| !part.is_empty());
        let mut parts = inside.map(|part| part.parse::<u8>().ok());
        Some([parts.next()??, parts.next()??, parts.next()??])
    };
    let [red, green, blue] = match hex.len() {
        6 if hex.bytes().all(|byte| byte.is_ascii_hexdigit()) => [digits(0..2)?, digits(2..4)?, digits(4..6)?],
        3 if written.starts_with('#') => [digits(0..1)? * 17, digits(1..2)? * 17, digits(2..3)? * 17],
        _ => match numbers() {
            Some(numbers) => numbers,
            None => return named(&written),
        },
    };
    (red < 250 || green < 250 || blue < 250).then(|| Colour::of(red, green, blue))
}

fn named(name: &str) -> Option<Colour> {
    let first = name.split_whitespace().next()?;
    match first {
        "none" | "auto" | "transparent" | "white" | "inherit" | "initial" | "clear" => None,
        // Grass green, lime green, dark sea green: whatever else is said of it.
        _ if first.contains("green") || first == "lime" || first == "chartreuse" => Some(Colour::Green),
        _ => first.bytes().all(|byte| byte.is_ascii_alphabetic()).then_some(Colour::Other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn greens_are_told_from_other_colours_however_they_are_written() {
        for green in
            ["green", "LightGreen", "#92D050", "00ff00", "#0f0", "rgb(0, 128, 0)", "rgba(144,238,144,0.5)", "darkGreen", "lime", "#E2EFDA"]
        {
            assert_eq!(read(green), Some(Colour::Green), "{green}");
        }
        for other in ["yellow", "#ffff00", "rgb(255, 192, 0)", "D9D9D9", "cyan"] {
            assert_eq!(read(other), Some(Colour::Other), "{other}");
        }
        for none in ["", "none", "white", "#fff", "FFFFFF", "transparent", "auto"] {
            assert_eq!(read(none), None, "{none}");
        }
    }
}
