//! Fingerprints: the same words in the same company are the same finding, wherever the text around them moves.
//!
//! A plain hash of a few words can be guessed back, and a guess about a child is a leak. So a fingerprint is made only
//! with a key that the user keeps, and without one there is none.

use crate::finding::Finding;
use crate::text::{Span, words};

/// How many words on either side belong to a finding's company.
const NEIGHBOURS: usize = 2;
/// The same for what a note lacks. Such a finding stands on the first line, and many notes begin alike.
const NEIGHBOURS_OF_ABSENT: usize = 16;
/// Bytes of context read for each of them; longer words are cut.
const CONTEXT: usize = 40;

/// The key of the fingerprints.
#[derive(Clone)]
pub struct Key([u8; 32]);

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Key(..)")
    }
}

impl Key {
    /// The environment variable that holds the key.
    pub const VARIABLE: &'static str = "CASENOTE_KEY";

    /// A key from any secret text.
    pub fn new(secret: &str) -> Self {
        Self(blake3::derive_key("casenote fingerprint v1", secret.as_bytes()))
    }

    /// The key in the environment, if one is set.
    pub fn from_environment() -> Option<Self> {
        std::env::var(Self::VARIABLE).ok().filter(|secret| !secret.is_empty()).map(|secret| Self::new(&secret))
    }

    /// A short name of the key, which tells nothing of it: by this a file knows whether it has the key it was made with.
    pub fn id(&self) -> String {
        blake3::Hasher::new_keyed(&self.0).update(b"id").finalize().to_hex()[..16].to_owned()
    }

    /// The fingerprint of a finding: rule, matched words and two neighbours on each side; 128 bits in hexadecimal.
    /// Where something is absent, what is absent and more of the words after it are in it too.
    ///
    /// ```
    /// use casenote::{Linter, Settings, accepted::Key};
    /// let linter = Linter::new(Settings::default(), &[])?;
    /// let key = Key::new("kept by the team");
    /// let print = |text: &str| key.fingerprint(text, &linter.check(text)[0]);
    /// assert_eq!(print("Kyle is attention seeking today."), print("Seen.\n\nKyle is  attention seeking today."));
    /// # Ok::<(), Vec<casenote::lexicon::ListError>>(())
    /// ```
    pub fn fingerprint(&self, text: &str, finding: &Finding) -> String {
        let mut hasher = blake3::Hasher::new_keyed(&self.0);
        hasher.update(finding.rule.as_bytes());
        let mut add = |part: &str| {
            hasher.update(&[0]);
            hasher.update(part.to_lowercase().as_bytes());
        };
        let absent = finding.advice.data.iter().find(|(key, _)| *key == "element").and_then(|(_, element)| element.as_str());
        absent.into_iter().for_each(&mut add);
        let count = if absent.is_some() { NEIGHBOURS_OF_ABSENT } else { NEIGHBOURS };
        let Span { start, end } = finding.span;
        let before = &text[text.floor_char_boundary((start as usize).saturating_sub(CONTEXT * count))..start as usize];
        let after = &text[end as usize..text.ceil_char_boundary((end as usize + CONTEXT * count).min(text.len()))];
        let neighbours = words(before);
        neighbours.iter().skip(neighbours.len().saturating_sub(count)).for_each(|word| add(word.span.of(before)));
        let matched = finding.span.of(text);
        words(matched).iter().for_each(|word| add(word.span.of(matched)));
        words(after).iter().take(count).for_each(|word| add(word.span.of(after)));
        hasher.finalize().to_hex()[..32].to_owned()
    }
}
