//! Looks at bytes in blocks. How long a word is cannot be foretold, so a branch for each byte costs more in wrong guesses
//! than in work; a block becomes one number with a bit for each byte, and only what is looked for branches.

use super::is_wordlike;

/// Bytes of a block, one for each bit of a number.
const BLOCK: usize = 64;

/// Blocks of a text with a bit for each byte of a kind: where each begins, and its bits.
pub(super) fn blocks(bytes: &[u8], kind: impl Fn(u8) -> bool) -> impl Iterator<Item = (usize, u64)> {
    (0..bytes.len()).step_by(BLOCK).map(move |start| {
        let rest = &bytes[start..];
        if let Some(block) = rest.first_chunk::<BLOCK>() {
            return (start, bits(block, &kind));
        }
        let mut block = [0; BLOCK];
        block[..rest.len()].copy_from_slice(rest);
        // What was filled up with zeros is no part of the text.
        (start, bits(&block, &kind) & ((1 << rest.len()) - 1))
    })
}

/// A bit for each byte of a kind, the first byte's the lowest; of at most as many bytes as a number has bits.
#[inline]
pub(super) fn bits<const LENGTH: usize>(bytes: &[u8; LENGTH], kind: impl Fn(u8) -> bool) -> u64 {
    let mut flags = [0; LENGTH];
    for (flag, &byte) in flags.iter_mut().zip(bytes) {
        *flag = u8::from(kind(byte));
    }
    let (eights, _) = flags.as_chunks::<8>();
    // The multiplication moves the lowest bits of eight bytes side by side into the highest byte.
    eights.iter().rev().fold(0, |bits, eight| bits << 8 | u64::from_le_bytes(*eight).wrapping_mul(0x0102_0408_1020_4080) >> 56)
}

/// The places of the bits that are set, from the lowest.
pub(super) fn places(start: usize, mut bits: u64) -> impl Iterator<Item = usize> {
    (0..bits.count_ones()).map(move |_| {
        let place = start + bits.trailing_zeros() as usize;
        bits &= bits.wrapping_sub(1);
        place
    })
}

/// The runs of bytes that words are made of, without the apostrophes that may join them.
///
/// ```
/// let runs = casenote::text::runs(b"it's one");
/// assert_eq!(runs, [[0, 2], [3, 4], [5, 8]]);
/// ```
pub fn runs(bytes: &[u8]) -> Vec<[u32; 2]> {
    let mut turns = Vec::with_capacity(bytes.len() / 2);
    let mut inside = 0;
    for (start, bits) in blocks(bytes, is_wordlike) {
        turns.extend(places(start, bits ^ (bits << 1 | inside)).map(|turn| turn as u32));
        inside = bits >> (BLOCK - 1);
    }
    if turns.len() % 2 == 1 {
        turns.push(bytes.len() as u32);
    }
    turns.as_chunks().0.to_vec()
}
