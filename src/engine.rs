//! Select, one walk, sort: the only caller of checks.

use jiff::civil::Date;

use crate::finding::{Finding, Severity};
use crate::lexicon::{Hit, Hits, Lexicon, ListError};
use crate::record::{Dates, Filed, Metadata, Policy, Scheme};
use crate::rules::{AdviceBook, Check, Digest, Memory, Note, Place, RULES, Rule, Sink, terms};
use crate::settings::Settings;
use crate::text::{Span, Styles, Text};
use crate::voice::{AuthorName, Clause, Voices};

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
    scheme: Scheme,
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

/// Whose a note is, and of which day, where it says so.
#[derive(Debug, Clone, Copy, Default)]
pub struct Described {
    /// Who wrote it.
    pub author: Option<Span>,
    /// For which team the author works.
    pub team: Option<Span>,
    /// The day it tells of: that of its first entry.
    pub date: Option<Date>,
}

impl Described {
    /// What a note's facts tell, for a caller that has them.
    pub fn of(note: &Note<'_>) -> Self {
        let author = note.voices.author();
        let entry = note.dates.entry_date_of(Span::new(0, 0)).and_then(|stamp| stamp.date);
        let of_row = || note.metadata.happened().map(|happened| happened.date);
        let date = of_row().or(entry).or_else(|| note.dates.all().iter().find_map(|stamp| stamp.date));
        Self { author: author.span.filter(|_| author.name > AuthorName::Initials), team: note.voices.team(author), date }
    }
}

/// What was found in a note.
#[derive(Debug)]
pub struct Examined {
    /// The findings, in order of place.
    pub findings: Vec<Finding>,
    /// How many words the note has.
    pub words: usize,
    /// Of which kind it is, as an id of the policy, if that is known.
    pub kind: Option<String>,
    /// What the rules that compare notes took from it. [`Linter::compare`] takes it up.
    digests: Vec<(&'static Rule, Digest)>,
}

/// The notes of a run, as far as the rules that compare notes remember them. It holds none of their words, and each rule's
/// page tells the bound of its memory.
///
/// Notes may be examined in any order and on any thread; they are compared one after the other. Each note's findings are
/// whole once it is compared, so a run can report notes as it goes.
///
/// ```
/// use casenote::engine::{Collection, Examined};
/// use casenote::rules::Place;
/// use casenote::{Linter, Settings};
///
/// let linter = Linter::new(Settings::default(), &[])?;
/// let seen = "Ella showed me the den she had made behind the sofa with two blankets and her brother's torch. \
///             She told me that she reads there when the house is loud, and that nobody else may come in.";
/// let mut notes: Vec<Examined> = [seen, seen].map(|text| linter.examine(text)).into();
/// let mut collection = Collection::default();
/// collection.foresee(&notes);
/// for (entry, note) in notes.iter_mut().enumerate() {
///     linter.compare(&mut collection, &Place { path: "visits.csv".to_owned(), entry }, note);
/// }
/// let repeats = |note: &Examined| note.findings.iter().filter(|finding| finding.rule == "relevance/duplicate").count();
/// assert_eq!(notes.iter().map(repeats).collect::<Vec<_>>(), [0, 1]);
/// # Ok::<(), Vec<casenote::lexicon::ListError>>(())
/// ```
#[derive(Debug, Default)]
pub struct Collection {
    memories: Vec<(&'static str, Box<dyn Memory>)>,
}

impl Collection {
    /// Learns of notes that will be compared next, in this order. Not needed, but worth it: what stands in most notes, such as
    /// the small print of a form, is then known from the first of them. Each note is foreseen once at most.
    pub fn foresee<'e>(&mut self, notes: impl IntoIterator<Item = &'e Examined>) {
        for (rule, digest) in notes.into_iter().flat_map(|note| &note.digests) {
            if let Some(memory) = self.memory(rule) {
                memory.foresee(digest);
            }
        }
    }

    fn memory(&mut self, rule: &'static Rule) -> Option<&mut Box<dyn Memory>> {
        let known = self.memories.iter().position(|(name, _)| *name == rule.name);
        let index = known.or_else(|| {
            let started = rule.declaration.checks.iter().find_map(|check| match check {
                Check::Collection(comparison) => Some((comparison.start)()),
                _ => None,
            });
            self.memories.push((rule.name, started?));
            Some(self.memories.len() - 1)
        });
        index.map(|index| &mut self.memories[index].1)
    }
}

/// What a file says of a note beside its text.
#[derive(Debug, Clone, Copy)]
pub struct Given<'n> {
    /// How its words are set.
    pub styles: &'n Styles,
    /// The columns of its row.
    pub metadata: &'n Metadata,
}

impl Default for Given<'_> {
    fn default() -> Self {
        static NOTHING: (Styles, Metadata) = (Styles::PLAIN, Metadata::NONE);
        Self { styles: &NOTHING.0, metadata: &NOTHING.1 }
    }
}

impl Linter {
    /// A linter with the lists that come with the program and `extra` ones, as `(file name, content)`.
    ///
    /// # Errors
    ///
    /// Whatever is wrong in a list, with file and line.
    pub fn new(settings: Settings, extra: &[(String, String)]) -> Result<Self, Vec<ListError>> {
        let lexicon = match &settings.policy {
            None => Lexicon::new(extra)?,
            Some(policy) => {
                let lists = policy.kind_lists().into_iter().map(|list| (list.file, list.content));
                Lexicon::new(&extra.iter().cloned().chain(lists).collect::<Vec<_>>())?
            }
        };
        let scheme = Scheme::new(settings.policy.clone(), &lexicon);
        let rules =
            RULES.iter().filter(|rule| settings.enabled(rule)).map(|rule| Active { rule, lists: lexicon.lists_of(rule.name).collect() });
        let rules = rules.collect();
        Ok(Self { advice: AdviceBook::new(&lexicon), lexicon, scheme, settings, rules })
    }

    /// What the reader chose.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The lists.
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// Checks one note's text by itself. Linear in its length; the same text always gives the same findings in the same order.
    pub fn check(&self, source: &str) -> Vec<Finding> {
        let mut examined = self.examine(source);
        self.compare(&mut Collection::default(), &Place::default(), &mut examined);
        examined.findings
    }

    /// Compares a note with itself and with those that the collection has met, and adds what is found to its findings.
    /// To be called once for each examined note, in the order of the notes. The note then belongs to the collection.
    pub fn compare(&self, collection: &mut Collection, place: &Place, examined: &mut Examined) {
        let before = examined.findings.len();
        for (rule, digest) in examined.digests.drain(..) {
            if let Some(memory) = collection.memory(rule) {
                memory.compare(place, digest, &mut Sink::new(rule, &self.settings, &mut examined.findings));
            }
        }
        if examined.findings.len() > before {
            in_order(&mut examined.findings);
        }
    }

    /// Every clause of a note: what it does, and who stands behind it.
    pub fn clauses(&self, source: &str) -> Vec<Clause> {
        self.facts(source, |note| note.voices.clauses().collect())
    }

    /// Whose a note is, and of which day. For reports that tell notes apart; no rule needs it.
    pub fn describe(&self, source: &str) -> Described {
        self.describe_with(source, Given::default())
    }

    /// The same with what the note's file says beside its text.
    pub fn describe_with(&self, source: &str, given: Given<'_>) -> Described {
        self.facts_with(source, given, Described::of)
    }

    /// Shows a note's facts to a function, and checks nothing.
    ///
    /// ```
    /// # use casenote::{Linter, Settings};
    /// let linter = Linter::new(Settings::default(), &[])?;
    /// assert_eq!(linter.facts("Seen at home. Mum was in.", |note| note.text.sentences.len()), 2);
    /// # Ok::<(), Vec<casenote::lexicon::ListError>>(())
    /// ```
    pub fn facts<R>(&self, source: &str, look: impl FnOnce(&Note<'_>) -> R) -> R {
        self.facts_with(source, Given::default(), look)
    }

    fn facts_with<R>(&self, source: &str, given: Given<'_>, look: impl FnOnce(&Note<'_>) -> R) -> R {
        let text = Text::new(source, self.lexicon.abbreviations());
        let hits = self.lexicon.find(&text);
        let dates = Dates::new(&text);
        let voices = Voices::new(&text, &hits, &self.lexicon, &dates);
        let (lexicon, advice, settings) = (&self.lexicon, &self.advice, &self.settings);
        look(&Note {
            text: &text,
            hits: &hits,
            voices: &voices,
            dates: &dates,
            styles: given.styles,
            metadata: given.metadata,
            kind: self.kind(&text, &hits, given.metadata),
            scheme: &self.scheme,
            lexicon,
            advice,
            settings,
        })
    }

    /// Of which kind a note is: the reader's word is over the export's, and that over the note's.
    fn kind(&self, text: &Text<'_>, hits: &Hits, metadata: &Metadata) -> Option<Filed<'_>> {
        let of_export = || metadata.kind.as_deref().and_then(|name| self.kind_called(name));
        let given = self.settings.kind.as_deref().or_else(of_export);
        Filed::new(text, hits, &self.lexicon, &self.scheme, given)
    }

    /// The kind of note that a case system calls by a name: its id in the policy.
    fn kind_called(&self, name: &str) -> Option<&str> {
        let text = Text::new(name, self.lexicon.abbreviations());
        Filed::called(&self.lexicon.find(&text), &self.lexicon, &self.scheme).map(|kind| kind.id.as_str())
    }

    /// The policy in force.
    pub fn policy(&self) -> &Policy {
        self.scheme.policy()
    }

    /// Checks one note's text and counts its words. What rules that compare notes have to say, even of the note by itself, is
    /// added by [`Linter::compare`].
    pub fn examine(&self, source: &str) -> Examined {
        self.examine_with(source, Given::default())
    }

    /// Checks one note's text with what its file says beside it.
    pub fn examine_with(&self, source: &str, given: Given<'_>) -> Examined {
        self.read_with(source, given, |_, examined| examined)
    }

    /// Checks one note's text and hands over its facts beside what was found: for a reader that asks more than the rules do.
    pub fn read<T>(&self, source: &str, reader: impl FnOnce(&Note<'_>, Examined) -> T) -> T {
        self.read_with(source, Given::default(), reader)
    }

    /// The same with what the note's file says beside its text.
    pub fn read_with<T>(&self, source: &str, given: Given<'_>, reader: impl FnOnce(&Note<'_>, Examined) -> T) -> T {
        self.facts_with(source, given, |note| reader(note, self.judge_all(note)))
    }

    fn judge_all(&self, note: &Note<'_>) -> Examined {
        let mut terms = Vec::new();
        let mut findings = Vec::new();
        let mut digests = Vec::new();
        for active in &self.rules {
            let rule = active.rule;
            for check in rule.declaration.checks {
                match check {
                    Check::Term(check) => self.judge(active, *check, note, &mut terms),
                    Check::Sentence(check) => {
                        let mut sink = Sink::new(rule, &self.settings, &mut findings);
                        note.text.sentences.iter().for_each(|sentence| check(sentence, note, &mut sink));
                    }
                    Check::Note(check) => check(note, &mut Sink::new(rule, &self.settings, &mut findings)),
                    Check::Collection(comparison) => digests.extend((comparison.digest)(note).map(|digest| (rule, digest))),
                }
            }
        }
        drop_covered(&mut terms);
        findings.append(&mut terms);
        in_order(&mut findings);
        let kind = note.kind.map(|filed| filed.kind.id.clone());
        Examined { findings, words: note.text.words.len(), kind, digests }
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

fn in_order(findings: &mut [Finding]) {
    findings.sort_by(|one, other| (one.span, one.rule).cmp(&(other.span, other.rule)));
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
