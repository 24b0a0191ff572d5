//! From bytes to UTF-16 units.

/// Places in a text at which the two counts part.
pub(crate) struct Units {
    /// Byte behind a character of more than one byte, and by how much its units are fewer up to there.
    steps: Vec<(u32, u32)>,
}

impl Units {
    pub(crate) fn new(text: &str) -> Self {
        let mut less = 0;
        let wide = text.char_indices().filter(|(_, letter)| !letter.is_ascii());
        let steps = wide.map(|(at, letter)| {
            less += (letter.len_utf8() - letter.len_utf16()) as u32;
            ((at + letter.len_utf8()) as u32, less)
        });
        Self { steps: steps.collect() }
    }

    /// The unit at a byte.
    pub(crate) fn of(&self, byte: u32) -> u32 {
        let step = self.steps.partition_point(|(at, _)| *at <= byte);
        byte - step.checked_sub(1).map_or(0, |step| self.steps[step].1)
    }

    /// The byte at a unit.
    pub(crate) fn byte(&self, unit: u32) -> u32 {
        let step = self.steps.partition_point(|(at, less)| at - less <= unit);
        unit + step.checked_sub(1).map_or(0, |step| self.steps[step].1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_go_there_and_back() {
        let text = "é a 🙂 b’s — end";
        let units = Units::new(text);
        for (byte, _) in text.char_indices() {
            let unit = units.of(byte as u32);
            assert_eq!(unit as usize, text[..byte].encode_utf16().count());
            assert_eq!(units.byte(unit) as usize, byte);
        }
    }
}
