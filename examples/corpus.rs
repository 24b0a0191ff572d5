//! Invents a folder of case notes for measuring: the same seed always gives the same bytes.
//!
//! `cargo run --release --example corpus -- FOLDER [NOTES] [SEED]` writes one file a note, `notes.jsonl` with the same
//! notes one a line, and `short.txt`. Most sentences are plain records of what was seen, said and agreed; about one in seven
//! is an example from a rule's page, so that the rules have something to do, as they have in real notes.

#![allow(clippy::print_stdout, clippy::print_stderr)]

use std::fmt::Write as _;
use std::fs;
use std::io::{BufWriter, Write as _};
use std::path::Path;

use casenote::rules::RULES;
use casenote::rules::page::{Expect, examples};

/// A small generator of numbers (splitmix64): good enough to choose words, and the same everywhere.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % sides as u64) as usize
    }

    fn pick<'w>(&mut self, words: &[&'w str]) -> &'w str {
        words[self.roll(words.len())]
    }
}

const CHILDREN: &[&str] =
    &["Amara", "Benji", "Chloé", "Dafydd", "Esra", "Finn", "Gracie", "Hassan", "Ivy", "Jakub", "Kezia", "Leo", "Mina", "Nial"];
const SURNAMES: &[&str] =
    &["Ashdown", "Begum", "Carver", "Dunmore", "Eze", "Fletcher", "Greaves", "Hoyle", "Iqbal", "Jessop", "Kaur", "Lomax"];
const WORKERS: &[&str] = &["Jo Hill", "Nasreen Akhtar", "Tom Ridley", "Efua Mensah", "Carys Pugh", "Dan Okoro"];
const ROLES: &[&str] = &["social worker", "family support worker", "student social worker", "advanced practitioner"];
const TEAMS: &[&str] = &["Family Safeguarding Team", "Children in Care Team", "Duty and Assessment Team"];
const KIN: &[&str] = &["Mum", "Dad", "Nan", "Grandad", "her aunt", "his uncle", "the foster carer", "her older brother"];
const ROOMS: &[&str] = &["kitchen", "front room", "hallway", "bedroom", "garden"];
const THINGS: &[&str] = &[
    "a jigsaw of the map of Wales",
    "her swimming badge",
    "a drawing of a dragon",
    "his new trainers",
    "a tower of blocks",
    "the hamster’s cage",
];
const PLACES: &[&str] = &["school", "the clinic", "football", "the library", "the family centre", "court"];
const QUOTES: &[&str] = &[
    "I like it here because it is quiet",
    "can we have chips again",
    "I do not want to move schools",
    "it was my idea, not hers",
    "I miss my cat",
];
const MONTHS: &[&str] = &["January", "February", "March", "April", "May", "June", "July", "September", "October", "November", "December"];
const TITLES: &[&str] = &["Home visit", "Telephone call", "School meeting", "Family time", "Core group", "Supervision"];

/// Plain records, with blanks in braces.
const PLAIN: &[&str] = &[
    "{child} opened the door and showed me {thing}.",
    "I saw {child} alone in the {room} for twenty minutes.",
    "{kin} told me that {child} has been to {place} on each day this week.",
    "{child} said, “{quote}.”",
    "The {room} was warm and there was food in the fridge.",
    "{kin} made tea and we sat in the {room} to talk.",
    "{worker} (school nurse) told me by telephone that {child} was weighed on {date} and is on the same line as before.",
    "I asked {kin} what had helped, and {kin} said that the new bedtime had.",
    "{child} read two pages to me and asked for help with one word.",
    "We agreed that {kin} will take {child} to {place} on {date} at 3.30pm.",
    "{worker} will send the minutes to everyone by {date}.",
    "When the telephone rang {child} looked at {kin} and went behind the sofa.",
    "{kin} said that the letter from the landlord came on {date}, and showed it to me.",
    "I explained why I had come and what happens next, and {child} asked whether I would come again.",
    "{kin} disagreed with the date of the meeting, and asked for it to be after work.",
    "There were two beds in the room, both made, and a lamp.",
    "{child} chose to draw how the week had been: a sun, and a small cloud over Tuesday.",
    "I think {child} feels safe with {kin}, because {child} leant on {kin} and laughed when the dog barked.",
    "No interpreter was needed. {kin} speaks English and Twi.",
    "{child} has missed four days of school since {date}: two for a cold, and two that {kin} could not explain.",
];

/// Sentences that the rules' pages flag.
fn flagged() -> Vec<String> {
    let notes = RULES.iter().flat_map(|rule| examples(rule.page)).filter(|example| example.expect == Expect::Flag);
    notes.map(|example| example.text.trim().replace('\n', " ")).filter(|text| text.len() < 160).collect()
}

fn fill(template: &str, child: &str, dice: &mut Dice) -> String {
    let mut out = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let (blank, after) = after.split_once('}').unwrap_or((after, ""));
        out.push_str(before);
        match blank {
            "child" => out.push_str(child),
            "kin" => out.push_str(dice.pick(KIN)),
            "room" => out.push_str(dice.pick(ROOMS)),
            "thing" => out.push_str(dice.pick(THINGS)),
            "place" => out.push_str(dice.pick(PLACES)),
            "quote" => out.push_str(dice.pick(QUOTES)),
            "worker" => out.push_str(dice.pick(WORKERS)),
            _ => out.push_str(&date(dice)),
        }
        rest = after;
    }
    out.push_str(rest);
    let mut letters = out.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn date(dice: &mut Dice) -> String {
    format!("{} {} 2026", 1 + dice.roll(28), dice.pick(MONTHS))
}

fn note(dice: &mut Dice, flagged: &[String]) -> String {
    let child = dice.pick(CHILDREN);
    let mut text = format!(
        "{}, {}\nChild: {child} {}\nAuthor: {}, {}, {}\n\n",
        dice.pick(TITLES),
        date(dice),
        dice.pick(SURNAMES),
        dice.pick(WORKERS),
        dice.pick(ROLES),
        dice.pick(TEAMS)
    );
    for _ in 0..4 + dice.roll(3) {
        for _ in 0..3 + dice.roll(4) {
            let sentence = if dice.roll(7) == 0 { flagged[dice.roll(flagged.len())].clone() } else { fill(dice.pick(PLAIN), child, dice) };
            let _ = write!(text, "{sentence} ");
        }
        text.truncate(text.trim_end().len());
        text.push_str("\n\n");
    }
    text
}

fn main() -> std::io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let number = |index: usize, default: u64| arguments.get(index).and_then(|text| text.parse().ok()).unwrap_or(default);
    let Some(folder) = arguments.first().map(Path::new) else {
        eprintln!("usage: corpus FOLDER [NOTES] [SEED]");
        std::process::exit(2);
    };
    let (notes, mut dice) = (number(1, 10_000), Dice(number(2, 1)));
    let flagged = flagged();
    fs::create_dir_all(folder)?;
    let mut lines = BufWriter::new(fs::File::create(folder.join("notes.jsonl"))?);
    let mut bytes = 0;
    for index in 0..notes {
        let text = note(&mut dice, &flagged);
        bytes += text.len();
        // A hundred notes to a folder: one folder of a million files is slow by itself.
        let place = folder.join("notes").join(format!("{:04}", index / 100));
        if index % 100 == 0 {
            fs::create_dir_all(&place)?;
        }
        fs::write(place.join(format!("{index:07}.txt")), &text)?;
        serde_json::to_writer(&mut lines, &serde_json::json!({ "id": index, "text": text }))?;
        lines.write_all(b"\n")?;
        if index == 0 {
            fs::write(folder.join("short.txt"), &text)?;
        }
    }
    println!("{notes} notes, {bytes} bytes in {}", folder.display());
    lines.flush()
}
