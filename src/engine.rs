//! Select, one walk, sort: the only caller of checks.

use crate::finding::{Finding, Severity};
use crate::lexicon::{Hit, Lexicon, ListError};
use crate::record::Dates;
use crate::rules::{AdviceBook, Check, Note, RULES, Rule, Sink, terms};
use crate::settings::Settings;
use crate::text::{Span, Text};
use crate::voice::{Clause, Voices};

/// The linter: its lists and settings, ready for any number of notes on any number of threads.
///
/// ```
/// use casenote::{Linter, Settings};
/// let linter = Linter::new(Settings::default(), &[])?;
/// let findings = linter.check("Kyle is kicking off.");
/// assert_eq!(findings[0].rule, "respect/derogatory");
/// assert!(linter.check("Nan said Kyle is kicking off.").is_empty());
/// # Ok::<(), Vec<casenote::lexicon::ListError>>(())
/// ```
#[derive(Debug)]
pub struct Linter {
    lexicon: Lexicon,
    settings: Settings,
    advice: AdviceBook,
    rules: Vec<Active>,
}

/// A rule that runs, and the lists that name it.
#[derive(Debug)]
struct Active {
    rule: &'static Rule,
    lists: Vec<u16>,
}

/// What was found in a note.
#[derive(Debug)]
pub struct Examined {
    /// The findings, in order of place.
    pub findings: Vec<Finding>,
    /// How many words the note has.
    pub words: usize,
}

impl Linter {
    /// A linter with the lists that come with the program and `extra` ones, as `(file name, content)`.
    ///
    /// # Errors
    ///
    /// Whatever is wrong in a list, with file and line.
    pub fn new(settings: Settings, extra: &[(String, String)]) -> Result<Self, Vec<ListError>> {
        let lexicon = Lexicon::new(extra)?;
        let rules =
            RULES.iter().filter(|rule| settings.enabled(rule)).map(|rule| Active { rule, lists: lexicon.lists_of(rule.name).collect() });
        let rules = rules.collect();
        Ok(Self { advice: AdviceBook::new(&lexicon), lexicon, settings, rules })
    }

    /// The lists.
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// Checks one note's text. Linear in its length; the same text always gives the same findings in the same order.
    pub fn check(&self, source: &str) -> Vec<Finding> {
        self.examine(source).findings
    }

    /// Every clause of a note: what it does, and who stands behind it.
    pub fn clauses(&self, source: &str) -> Vec<Clause> {
        let text = Text::new(source, self.lexicon.abbreviations());
        let hits = self.lexicon.find(&text);
        Voices::new(&text, &hits, &self.lexicon, &Dates::new(&text)).clauses().collect()
    }

    /// Checks one note's text and counts its words.
    pub fn examine(&self, source: &str) -> Examined {
        let text = Text::new(source, self.lexicon.abbreviations());
        let hits = self.lexicon.find(&text);
        let dates = Dates::new(&text);
        let voices = Voices::new(&text, &hits, &self.lexicon, &dates);
        let (lexicon, advice, settings) = (&self.lexicon, &self.advice, &self.settings);
        let note = Note { text: &text, hits: &hits, voices: &voices, dates: &dates, lexicon, advice, settings };
        let mut terms = Vec::new();
        let mut findings = Vec::new();
        for active in &self.rules {
            let rule = active.rule;
            for check in rule.declaration.checks {
                match check {
                    Check::Term(check) => self.judge(active, *check, &note, &mut terms),
                    Check::Sentence(check) => {
                        let mut sink = Sink::new(rule, &self.settings, &mut findings);
                        text.sentences.iter().for_each(|sentence| check(sentence, &note, &mut sink));
                    }
                    Check::Note(check) => check(&note, &mut Sink::new(rule, &self.settings, &mut findings)),
                }
            }
        }
        drop_covered(&mut terms);
        findings.append(&mut terms);
        findings.sort_by(|one, other| (one.span, one.rule).cmp(&(other.span, other.rule)));
        Examined { findings, words: text.words.len() }
    }

    /// Shows a term rule the hits of the lists that name it, less those their entries or the reader leave alone.
    fn judge(&self, active: &Active, check: fn(&Hit, &Note<'_>, &mut Sink<'_>), note: &Note<'_>, findings: &mut Vec<Finding>) {
        let mut sink = Sink::new(active.rule, &self.settings, findings);
        for &list in &active.lists {
            for hit in note.hits.of(list) {
                let accepted = !self.settings.accepted.is_empty() && self.settings.accepted.contains(note.text.folded_of(hit.span));
                if !accepted && terms::applies(hit, note) {
                    check(hit, note, &mut sink);
                }
            }
        }
    }
}

/// A milder word inside a phrase that is raised as a whole adds nothing ("engage" in "refused to engage"), and neither
/// do words that two lists of one rule hold, or two entries that share a word.
fn drop_covered(findings: &mut Vec<Finding>) {
    findings.sort_by_key(|finding| (finding.span.start, std::cmp::Reverse(finding.span.end)));
    // Few findings reach over one place, so the covers stay few.
    let mut covers: Vec<(Span, Severity, &str)> = Vec::new();
    findings.retain(|finding| {
        covers.retain(|(span, ..)| span.end > finding.span.start);
        let covered = covers.iter().any(|(span, severity, rule)| {
            let inside = span.contains(finding.span);
            finding.rule == *rule && (inside || finding.severity <= *severity)
                || inside && finding.severity < *severity && *span != finding.span
        });
        if !covered {
            covers.push((finding.span, finding.severity, finding.rule));
        }
        !covered
    });
}
