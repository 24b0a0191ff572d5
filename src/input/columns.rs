//! Which column of an export holds what: as `casenote.toml` says, or as its head suggests.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::record::Metadata;

/// The names of an export's columns. What is not named is guessed by the usual names; case, spaces and punctuation do not count.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Columns {
    /// The column with the note's text, or several that make up one note.
    pub text: Option<Names>,
    /// By what the case system knows the note; reports in JSON hand it back.
    pub id: Option<String>,
    /// When what the note tells of happened.
    pub date: Option<String>,
    /// When it was recorded.
    pub recorded: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// The kind of note.
    pub kind: Option<String>,
    /// The child it is about.
    pub child: Option<String>,
}

/// One name, or several.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Names {
    /// One column.
    One(String),
    /// Several columns, in the order they are read in.
    Several(Vec<String>),
}

impl Names {
    fn as_slice(&self) -> &[String] {
        match self {
            Self::One(name) => std::slice::from_ref(name),
            Self::Several(names) => names,
        }
    }
}

/// Usual heads of columns, the likeliest first. As levelled by [`level`].
const TEXT: &[&str] = &[
    "casenotetext",
    "casenotedetails",
    "casenotedetail",
    "casenotecontent",
    "casenotebody",
    "notetext",
    "notedetails",
    "notecontent",
    "notebody",
    "fulltext",
    "narrative",
    "recordtext",
    "entrytext",
    "contactdetails",
    "eventdetails",
    "details",
    "detail",
    "text",
    "casenote",
    "casenotes",
    "note",
    "notes",
    "content",
    "body",
    "entry",
    "record",
    "recording",
    "description",
    "observation",
    "observations",
    "comments",
    "comment",
    "message",
    "discussion",
    "summary",
];
const ID: &[&str] = &[
    "id",
    "noteid",
    "casenoteid",
    "recordid",
    "entryid",
    "eventid",
    "noteref",
    "casenoteref",
    "noteno",
    "notenumber",
    "reference",
    "ref",
    "uuid",
    "guid",
    "key",
];
const DATE: &[&str] = &[
    "dateofevent",
    "eventdate",
    "eventdatetime",
    "dateofcontact",
    "contactdate",
    "contactdatetime",
    "dateofvisit",
    "visitdate",
    "occurred",
    "occurredon",
    "occurredat",
    "dateoccurred",
    "casenotedate",
    "notedate",
    "entrydate",
    "activitydate",
    "startdate",
    "date",
    "datetime",
    "when",
];
const RECORDED: &[&str] = &[
    "recorded",
    "recordedon",
    "recordedat",
    "recordeddate",
    "daterecorded",
    "dateofrecording",
    "recordingdate",
    "created",
    "createdon",
    "createdat",
    "createddate",
    "datecreated",
    "entered",
    "enteredon",
    "dateentered",
    "entereddate",
    "inputdate",
    "dateinput",
    "written",
    "writtenon",
    "timestamp",
    "finalised",
    "finalisedon",
    "datefinalised",
    "completedon",
    "added",
    "dateadded",
];
const AUTHOR: &[&str] = &[
    "author",
    "authorname",
    "recordedby",
    "writtenby",
    "createdby",
    "enteredby",
    "addedby",
    "worker",
    "workername",
    "socialworker",
    "practitioner",
    "caseworker",
    "staff",
    "staffname",
    "staffmember",
    "user",
    "username",
    "completedby",
    "by",
];
const KIND: &[&str] = &[
    "kind",
    "type",
    "notetype",
    "casenotetype",
    "typeofnote",
    "entrytype",
    "recordtype",
    "eventtype",
    "contacttype",
    "typeofcontact",
    "activitytype",
    "category",
    "title",
    "subject",
    "purpose",
    "reason",
    "formname",
    "form",
];
const CHILD: &[&str] = &[
    "child",
    "childname",
    "nameofchild",
    "childsname",
    "childid",
    "youngperson",
    "client",
    "clientname",
    "clientid",
    "person",
    "personname",
    "personid",
    "serviceuser",
    "subjectname",
    "pupil",
    "caseid",
    "casenumber",
];

/// A name with its case, spaces and punctuation taken away.
fn level(name: &str) -> String {
    name.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Where the columns stand in a table.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Mapping {
    /// The columns of the text, each with its head.
    pub(super) text: Vec<(usize, String)>,
    id: Option<usize>,
    date: Option<usize>,
    recorded: Option<usize>,
    author: Option<usize>,
    kind: Option<usize>,
    child: Option<usize>,
}

impl Mapping {
    /// Reads the heads of a table's columns. `None`: this row names no column with text.
    pub(super) fn of(columns: &Columns, heads: &[String]) -> Option<Self> {
        let levelled: Vec<String> = heads.iter().map(|head| level(head)).collect();
        let named =
            |name: &str| Some(level(name)).filter(|name| !name.is_empty()).and_then(|name| levelled.iter().position(|head| *head == name));
        let text: Vec<usize> = match &columns.text {
            Some(names) => names.as_slice().iter().map(|name| named(name)).collect::<Option<_>>()?,
            None => vec![TEXT.iter().find_map(|name| named(name))?],
        };
        let mut taken = text.clone();
        taken.extend(
            [&columns.id, &columns.date, &columns.recorded, &columns.author, &columns.kind, &columns.child]
                .into_iter()
                .flatten()
                .filter_map(|name| named(name)),
        );
        let mut find = |chosen: &Option<String>, usual: &[&str]| {
            if let Some(name) = chosen {
                return named(name);
            }
            let found = usual.iter().find_map(|name| named(name).filter(|index| !taken.contains(index)))?;
            taken.push(found);
            Some(found)
        };
        Some(Self {
            id: find(&columns.id, ID),
            date: find(&columns.date, DATE),
            recorded: find(&columns.recorded, RECORDED),
            author: find(&columns.author, AUTHOR),
            kind: find(&columns.kind, KIND),
            child: find(&columns.child, CHILD),
            text: text.into_iter().map(|index| (index, heads[index].trim().to_owned())).collect(),
        })
    }

    /// A column that the configuration names and these heads do not hold.
    pub(super) fn missing<'c>(columns: &'c Columns, heads: &[String]) -> Option<&'c str> {
        let known = |name: &&str| !heads.iter().any(|head| level(head) == level(name));
        let others = [&columns.id, &columns.date, &columns.recorded, &columns.author, &columns.kind, &columns.child];
        others.into_iter().flatten().map(String::as_str).find(known)
    }

    /// What a row's cells say beside its text.
    pub(super) fn metadata(&self, cell: impl Fn(usize) -> Option<String>) -> Metadata {
        let value = |index: Option<usize>| index.and_then(&cell).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty());
        Metadata {
            id: value(self.id),
            date: value(self.date),
            recorded: value(self.recorded),
            author: value(self.author),
            kind: value(self.kind),
            child: value(self.child),
        }
    }
}

/// What to do about a table without a column of text.
pub(super) fn no_text(columns: &Columns) -> String {
    match &columns.text {
        Some(names) => format!(
            "has no column “{}”, which casenote.toml names as the text; put the head of the right column there",
            names.as_slice().join("”, “")
        ),
        None => {
            "has no column that is known to hold the notes; say which one in casenote.toml:\n[columns]\ntext = \"the head of that column\""
                .to_owned()
        }
    }
}

/// The name that a spreadsheet gives to a cell; columns count from 0, rows from 1.
pub(super) fn cell_name(mut column: usize, row: u64) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(b'A' + (column % 26) as u8);
        if column < 26 {
            break;
        }
        column = column / 26 - 1;
    }
    letters.iter().rev().map(|letter| char::from(*letter)).chain(row.to_string().chars()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heads(names: &[&str]) -> Vec<String> {
        names.iter().map(|&name| name.to_owned()).collect()
    }

    #[test]
    fn usual_heads_are_known_whatever_their_spelling() {
        let table: &[(&[&str], &str)] = &[
            (&["ID", "Date", "Note"], "Note"),
            (&["Case Note ID", "Event Date", "Case note text", "Summary"], "Case note text"),
            (&["Title", "Details", "Recorded By"], "Details"),
            (&["NARRATIVE", "notes"], "NARRATIVE"),
        ];
        for (names, text) in table {
            let mapping = Mapping::of(&Columns::default(), &heads(names)).expect("a column of text");
            assert_eq!(mapping.text[0].1, *text, "{names:?}");
        }
        assert!(Mapping::of(&Columns::default(), &heads(&["Postcode", "Ward"])).is_none());
    }

    #[test]
    fn no_column_is_taken_twice_and_the_configuration_wins() {
        let names = heads(&["Subject", "Date", "Created", "Author", "Text", "Name"]);
        let columns = Columns { kind: Some("name".into()), ..Columns::default() };
        let mapping = Mapping::of(&columns, &names).expect("a column of text");
        let cells = ["s", "1/2/2024", " ", "Jo", "t", "visit"];
        let metadata = mapping.metadata(|index| Some(cells[index].to_owned()));
        assert_eq!(metadata.kind.as_deref(), Some("visit"));
        assert_eq!(metadata.date.as_deref(), Some("1/2/2024"));
        assert_eq!((metadata.recorded, metadata.child), (None, None));
        assert_eq!(Mapping::missing(&Columns { date: Some("Day".into()), ..Columns::default() }, &names), Some("Day"));
    }

    #[test]
    fn cells_are_named_as_spreadsheets_name_them() {
        let named: Vec<String> = [(0, 1), (25, 2), (26, 3), (701, 4), (702, 5)].map(|(column, row)| cell_name(column, row)).to_vec();
        assert_eq!(named, ["A1", "Z2", "AA3", "ZZ4", "AAA5"]);
    }
}
