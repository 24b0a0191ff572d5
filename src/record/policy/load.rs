//! A policy's file: TOML; errors say file, line, what is wrong and what to do.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use super::{Asks, Element, NoteKind, Policy, PolicyError, Reading, Shown, Side, Timescale, Unit};

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct RawPolicy {
    policy: RawHead,
    #[serde(default)]
    kinds: BTreeMap<Spanned<String>, RawKind>,
    #[serde(default)]
    elements: BTreeMap<Spanned<String>, RawElement>,
    #[serde(default)]
    events: BTreeMap<String, String>,
    #[serde(default)]
    timescales: Vec<RawTimescale>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct RawHead {
    id: Spanned<String>,
    name: String,
    #[serde(default)]
    type_labels: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct RawKind {
    name: String,
    #[serde(default)]
    titles: Vec<Spanned<String>>,
    #[serde(default)]
    openings: Vec<Spanned<String>>,
    instead_of: Option<Spanned<String>>,
    #[serde(default)]
    wording: Vec<Spanned<String>>,
    #[serde(default)]
    yields: bool,
    #[serde(default)]
    asks: Vec<Spanned<String>>,
    #[serde(default)]
    may_ask: Vec<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct RawElement {
    name: String,
    heading: String,
    #[serde(default)]
    line: bool,
    why: String,
    instead: String,
    labels: Vec<Spanned<String>>,
    #[serde(default)]
    cues: Vec<Spanned<String>>,
    #[serde(default)]
    shown_by: Vec<Shown>,
    #[serde(default)]
    none_answers: bool,
    #[serde(default)]
    raised_by: Vec<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct RawTimescale {
    id: Spanned<String>,
    process: String,
    document: String,
    #[serde(default)]
    kinds: Vec<Spanned<String>>,
    part: Option<String>,
    when: Option<String>,
    #[serde(default)]
    repeats: bool,
    readings: Vec<Spanned<RawReading>>,
    remark: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct RawReading {
    hours: Option<u16>,
    days: Option<u16>,
    working_days: Option<u16>,
    weeks: Option<u16>,
    months: Option<u16>,
    #[serde(default)]
    at_once: bool,
    before: Option<Spanned<String>>,
    after: Option<Spanned<String>>,
    part: Option<String>,
    when: Option<String>,
    says: String,
}

/// The faults of a file, as they are found.
struct Faults<'f> {
    file: &'f str,
    /// Where each line ends: every entry asks for the number of its own.
    ends: Vec<usize>,
    found: Vec<PolicyError>,
}

impl Faults<'_> {
    fn line(&self, offset: usize) -> usize {
        self.ends.partition_point(|&end| end < offset) + 1
    }

    fn add(&mut self, offset: usize, message: String) {
        let line = self.line(offset);
        self.found.push(PolicyError { file: self.file.to_owned(), line, message });
    }
}

pub(super) fn load(file: &str, source: &str) -> Result<Policy, Vec<PolicyError>> {
    let ends = source.match_indices('\n').map(|(end, _)| end).collect();
    let mut faults = Faults { file, ends, found: Vec::new() };
    let raw: RawPolicy = match toml::from_str(source) {
        Ok(raw) => raw,
        Err(error) => {
            faults.add(error.span().map_or(0, |span| span.start), error.message().trim().replace('\n', ", "));
            return Err(faults.found);
        }
    };
    let plain = |id: &str| !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    let names = [&raw.policy.id].into_iter().chain(raw.kinds.keys()).chain(raw.elements.keys());
    for id in names.filter(|id| !plain(id.get_ref())) {
        faults.add(id.span().start, format!("{:?} is no id: use small letters, digits and hyphens", id.get_ref()));
    }
    let kinds: Vec<String> = raw.kinds.keys().map(|id| id.get_ref().clone()).collect();
    let elements: Vec<String> = raw.elements.keys().map(|id| id.get_ref().clone()).collect();
    let timescales = raw.timescales.into_iter().filter_map(|row| timescale(row, &kinds, &raw.events, &mut faults)).collect();
    let kinds = finish_kinds(raw.kinds, &kinds, &elements, &mut faults);
    let elements = finish_elements(raw.elements, &mut faults);
    if !faults.found.is_empty() {
        faults.found.sort_by_key(|fault| fault.line);
        return Err(faults.found);
    }
    let RawHead { id, name, type_labels } = raw.policy;
    Ok(Policy { id: id.into_inner(), name, type_labels, kinds, elements, timescales })
}

/// In the order of the file, and each with what it names known.
fn finish_kinds(raw: BTreeMap<Spanned<String>, RawKind>, kinds: &[String], elements: &[String], faults: &mut Faults<'_>) -> Vec<NoteKind> {
    let mut raw: Vec<_> = raw.into_iter().collect();
    raw.sort_by_key(|(id, _)| id.span().start);
    let (mut titles, mut openings, mut wording) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
    raw.into_iter()
        .map(|(id, kind)| {
            let line = faults.line(id.span().start);
            let id = id.into_inner();
            let asks = [(kind.asks, true), (kind.may_ask, false)].into_iter().flat_map(|(asks, firmly)| {
                let known = known(asks, elements, "element", faults);
                known.into_iter().map(move |element| Asks { element, firmly })
            });
            let asks = asks.collect();
            NoteKind {
                titles: own(kind.titles, &id, &mut titles, faults),
                openings: own(kind.openings, &id, &mut openings, faults),
                wording: own(kind.wording, &id, &mut wording, faults),
                instead_of: known(kind.instead_of.into_iter().collect(), kinds, "kind", faults).pop(),
                name: kind.name,
                yields: kind.yields,
                asks,
                id,
                line,
            }
        })
        .collect()
}

fn finish_elements(raw: BTreeMap<Spanned<String>, RawElement>, faults: &mut Faults<'_>) -> Vec<Element> {
    let mut raw: Vec<_> = raw.into_iter().collect();
    raw.sort_by_key(|(id, _)| id.span().start);
    raw.into_iter()
        .map(|(id, element)| {
            let offset = id.span().start;
            if element.labels.is_empty() {
                faults.add(offset, format!("{:?} has no labels: name at least the heading under which it stands", id.get_ref()));
            }
            Element {
                line: faults.line(offset),
                id: id.into_inner(),
                name: element.name,
                heading: element.heading,
                line_only: element.line,
                why: element.why,
                instead: element.instead,
                labels: filled(element.labels, faults),
                cues: filled(element.cues, faults),
                shown_by: element.shown_by,
                none_answers: element.none_answers,
                raised_by: filled(element.raised_by, faults),
            }
        })
        .collect()
}

/// Phrases, none of which may be empty.
fn filled(phrases: Vec<Spanned<String>>, faults: &mut Faults<'_>) -> Vec<String> {
    for phrase in phrases.iter().filter(|phrase| !phrase.get_ref().contains(char::is_alphanumeric)) {
        faults.add(phrase.span().start, format!("{:?} is no phrase: write at least one word", phrase.get_ref()));
    }
    phrases.into_iter().map(Spanned::into_inner).collect()
}

/// Phrases of a kind, none of which may name another kind too.
fn own(phrases: Vec<Spanned<String>>, kind: &str, taken: &mut BTreeMap<String, String>, faults: &mut Faults<'_>) -> Vec<String> {
    for phrase in &phrases {
        if let Some(other) = taken.insert(phrase.get_ref().clone(), kind.to_owned())
            && other != kind
        {
            faults.add(phrase.span().start, format!("{:?} already names the kind `{other}`: leave it with one", phrase.get_ref()));
        }
    }
    filled(phrases, faults)
}

/// Ids that must exist.
fn known(ids: Vec<Spanned<String>>, all: &[String], what: &str, faults: &mut Faults<'_>) -> Vec<String> {
    for id in ids.iter().filter(|id| !all.contains(id.get_ref())) {
        let near = all.iter().map(|known| (strsim::jaro_winkler(known, id.get_ref()), known)).filter(|(score, _)| *score > 0.75);
        let near = near.max_by(|one, other| one.0.total_cmp(&other.0)).map(|(_, known)| known);
        let hint = near.map_or_else(|| format!("give it a table [{what}s.{}]", id.get_ref()), |near| format!("did you mean `{near}`?"));
        faults.add(id.span().start, format!("there is no {what} `{}`: {hint}", id.get_ref()));
    }
    ids.into_iter().map(Spanned::into_inner).collect()
}

fn timescale(row: RawTimescale, kinds: &[String], events: &BTreeMap<String, String>, faults: &mut Faults<'_>) -> Option<Timescale> {
    let RawTimescale { id, process, document, kinds: of, part, when, repeats, readings, remark } = row;
    let offset = id.span().start;
    let id = id.into_inner();
    if readings.is_empty() {
        faults.add(offset, format!("{id:?} has no readings: write at least one, such as {{ days = 3, after = \"visit\", says = \"…\" }}"));
    }
    let readings: Vec<Reading> = readings.into_iter().filter_map(|raw| reading(raw, events, faults)).collect();
    let (kinds, line) = (known(of, kinds, "kind", faults), faults.line(offset));
    (!readings.is_empty()).then_some(Timescale { id, process, document, kinds, part, when, repeats, readings, remark, line })
}

fn reading(raw: Spanned<RawReading>, events: &BTreeMap<String, String>, faults: &mut Faults<'_>) -> Option<Reading> {
    let offset = raw.span().start;
    let raw = raw.into_inner();
    let limits = [
        (raw.hours, Unit::Hours),
        (raw.days, Unit::Days),
        (raw.working_days, Unit::WorkingDays),
        (raw.weeks, Unit::Weeks),
        (raw.months, Unit::Months),
        (raw.at_once.then_some(0), Unit::AtOnce),
    ];
    let mut limits = limits.into_iter().filter_map(|(amount, unit)| amount.map(|amount| (amount, unit)));
    let (Some((amount, unit)), None) = (limits.next(), limits.next()) else {
        faults.add(offset, "a reading has one limit: write one of hours, days, working-days, weeks, months, at-once".to_owned());
        return None;
    };
    let (side, event) = match (raw.before, raw.after) {
        (Some(event), None) => (Side::Before, event),
        (None, Some(event)) => (Side::After, event),
        _ => {
            faults.add(offset, "a reading counts from one event: write before = \"…\" or after = \"…\"".to_owned());
            return None;
        }
    };
    let Some(event_name) = events.get(event.get_ref()).cloned() else {
        faults.add(event.span().start, format!("there is no event `{}`: add it to [events] with its words", event.get_ref()));
        return None;
    };
    Some(Reading { amount, unit, side, event: event.into_inner(), event_name, part: raw.part, when: raw.when, says: raw.says })
}
