//! Two exports of one record: which entries are gone, and which say something else than when they were recorded.
//!
//! An entry is found again by its words wherever it went; then by its file and day; then by its likeness. Case, marks and white space
//! make no difference. The cost is linear in the number of entries, and that of comparing two of them grows with what differs.

mod correction;
mod pairs;
mod pieces;

use jiff::civil::Date;

use crate::finding::{Finding, Severity};
use crate::lexicon::Lexicon;
use crate::rules::{Sink, find};
use crate::settings::Settings;
use crate::text::Text;

use correction::Correction;
use pairs::{Pairs, difference};
use pieces::{Piece, pieces};

/// A file of an export, or a note of it.
#[derive(Debug, Clone, Copy)]
pub struct Document<'t> {
    /// Its path from the root of the export: the same file has the same in both.
    pub name: &'t str,
    /// Its text.
    pub text: &'t str,
    /// The day it tells of, where an export says so in a column.
    pub date: Option<Date>,
    /// Where a reader finds it: its path, and its cell or record where the file has such.
    pub place: &'t str,
}

/// What the comparison of two exports came to.
#[derive(Debug, Default)]
pub struct Comparison {
    /// The findings in each old file, in order of place: what was deleted.
    pub old: Vec<Vec<Finding>>,
    /// The findings in each new file, in order of place: what was changed, and corrections.
    pub new: Vec<Vec<Finding>>,
    /// How many entries the old export has.
    pub entries: usize,
    /// Of these, how many say the same in another place.
    pub moved: usize,
    /// How many say something else.
    pub changed: usize,
    /// How many are gone.
    pub deleted: usize,
    /// How many entries the new export has besides.
    pub added: usize,
    /// Of these, how many are corrections.
    pub corrections: usize,
}

/// Compares two exports.
///
/// ```
/// use casenote::compare::{Document, compare};
/// let linter = casenote::Linter::new(casenote::Settings::default(), &[])?;
/// let old = Document { name: "log.txt", date: None, place: "log.txt", text: "3 May 2024\nElla showed me the rabbit.\n\n7 May 2024\nMum rang about the plan.\n" };
/// let new = Document { text: "3 May 2024\nElla showed me the rabbit.\n", ..old };
/// let found = compare(&[old], &[new], linter.lexicon(), linter.settings());
/// assert_eq!((found.deleted, found.changed), (1, 0));
/// assert_eq!(found.old[0][0].rule, "integrity/deleted");
/// # Ok::<(), Vec<casenote::lexicon::ListError>>(())
/// ```
pub fn compare(old: &[Document<'_>], new: &[Document<'_>], lexicon: &Lexicon, settings: &Settings) -> Comparison {
    let read = |documents: &[Document<'_>]| -> Vec<Piece> {
        let each = documents.iter().enumerate();
        each.flat_map(|(number, document)| pieces(number, &Text::new(document.text, lexicon.abbreviations()), document.date)).collect()
    };
    let (before, after) = (read(old), read(new));
    let pairs = Pairs::new(&before, &after, &|piece| old[piece.document].name, &|piece| new[piece.document].name);
    let mut found = Comparison {
        old: vec![Vec::new(); old.len()],
        new: vec![Vec::new(); new.len()],
        entries: before.len(),
        moved: pairs.moved,
        ..Comparison::default()
    };
    for (number, piece) in before.iter().enumerate() {
        match pairs.partner[number] {
            Some(partner) => found.judge(piece, &after[partner], &old[piece.document], settings),
            None if !pairs.held[number] => {
                found.deleted += 1;
                report("integrity/deleted", settings, &mut found.old[piece.document], |sink| {
                    let message = "This entry is in the older export and not in the newer. What was recorded stays: later entries were written in \
                                   its light. Have it restored, or find out who took it away, when and why.";
                    sink.report(piece.line, message).fact("category", "deleted").fact("words", piece.words.len());
                });
            }
            None => found.moved += 1,
        }
    }
    found.corrections(new, &after, &pairs, lexicon, settings);
    for findings in found.old.iter_mut().chain(&mut found.new) {
        findings.sort_by(|one, other| (one.span, one.rule).cmp(&(other.span, other.rule)));
    }
    found
}

impl Comparison {
    fn judge(&mut self, old: &Piece, new: &Piece, was: &Document<'_>, settings: &Settings) {
        let (gone, put) = difference(old, new);
        if gone + put == 0 {
            return;
        }
        self.changed += 1;
        report("integrity/changed", settings, &mut self.new[new.document], |sink| {
            let (severity, category, message) = if gone == 0 {
                (
                    Severity::Info,
                    "added-to",
                    "Words were added to this entry after it was recorded. A reader takes them for what was known that day. Put what came later into a \
                     new note with its own date.",
                )
            } else {
                (
                    Severity::Warning,
                    "changed",
                    "This entry says something else than when it was recorded. Put the older words back; a correction is a new note by the team \
                     manager, with the right information and the reason.",
                )
            };
            let finding = sink.report_as(severity, new.line, message);
            finding.fact("category", category).fact("gone", gone).fact("new", put).fact("was", format!("{}:{}", was.place, old.number));
        });
    }

    /// Tells of each new entry that corrects another whether it does so as the policy asks.
    fn corrections(&mut self, new: &[Document<'_>], after: &[Piece], pairs: &Pairs, lexicon: &Lexicon, settings: &Settings) {
        let mut number = 0;
        for pieces in after.chunk_by(|one, next| one.document == next.document) {
            let taken = &pairs.taken[number..number + pieces.len()];
            number += pieces.len();
            let fresh: Vec<&Piece> = pieces.iter().zip(taken).filter(|(_, taken)| !**taken).map(|(piece, _)| piece).collect();
            self.added += fresh.len();
            let Some(document) = fresh.first().map(|piece| piece.document) else { continue };
            let text = Text::new(new[document].text, lexicon.abbreviations());
            let hits = lexicon.find(&text);
            for piece in fresh {
                let Some(correction) = Correction::of(piece.span, &text, &hits, lexicon) else { continue };
                self.corrections += 1;
                report("integrity/changed", settings, &mut self.new[document], |sink| {
                    let finding = sink.report_as(Severity::Info, piece.line, correction.message());
                    finding.fact("category", "correction").fact("manager", correction.manager).fact("reason", correction.reason);
                });
            }
        }
    }
}

/// Reports through a rule, unless the reader turned it off.
fn report(rule: &str, settings: &Settings, findings: &mut Vec<Finding>, say: impl FnOnce(&mut Sink<'_>)) {
    if let Some(rule) = find(rule).filter(|rule| settings.enabled(rule)) {
        say(&mut Sink::new(rule, settings, findings));
    }
}
