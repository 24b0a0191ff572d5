//! Megabytes a second on one core: the whole, and each stage by itself.
//!
//! `cargo bench` runs it over the invented notes of `tests/corpus` and `examples/notes`, each note on its own as in a
//! real run. These notes are dense with findings, so the figures are on the low side.

use std::fs;
use std::path::Path;

use casenote::lexicon::Lexicon;
use casenote::record::Dates;
use casenote::rules::RULES;
use casenote::text::{Folded, Text, blocks, sentences, words};
use casenote::voice::Voices;
use casenote::{Linter, Settings};
use divan::Bencher;
use divan::counter::BytesCount;

fn main() {
    divan::main();
}

fn notes() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths: Vec<_> = ["tests/corpus", "examples/notes"]
        .iter()
        .flat_map(|folder| fs::read_dir(root.join(folder)).expect("the folder is part of the project"))
        .map(|entry| entry.expect("it can be listed").path())
        .filter(|path| path.extension().is_some_and(|end| end == "txt"))
        .collect();
    paths.sort();
    paths.iter().map(|path| fs::read_to_string(path).expect("the notes are UTF-8")).collect()
}

fn run<T>(bencher: Bencher<'_, '_>, stage: impl Fn(&str) -> T + Sync) {
    let notes = notes();
    let bytes: usize = notes.iter().map(String::len).sum();
    bencher.counter(BytesCount::new(bytes)).bench_local(|| {
        for note in &notes {
            divan::black_box(stage(note));
        }
    });
}

fn lexicon() -> Lexicon {
    Lexicon::new(&[]).expect("the lists load")
}

#[divan::bench]
fn start_up(bencher: Bencher<'_, '_>) {
    bencher.bench_local(|| Linter::new(Settings::default(), &[]));
}

#[divan::bench]
fn whole(bencher: Bencher<'_, '_>) {
    let linter = Linter::new(Settings::default(), &[]).expect("the lists load");
    run(bencher, |note| linter.check(note));
}

#[divan::bench]
fn stage_1_fold(bencher: Bencher<'_, '_>) {
    run(bencher, Folded::new);
}

#[divan::bench]
fn stage_2_words(bencher: Bencher<'_, '_>) {
    run(bencher, words);
}

#[divan::bench]
fn stage_3_blocks(bencher: Bencher<'_, '_>) {
    run(bencher, blocks);
}

#[divan::bench]
fn stage_4_sentences(bencher: Bencher<'_, '_>) {
    let lexicon = lexicon();
    run(bencher, |note| sentences(note, &blocks(note), &words(note), lexicon.abbreviations()));
}

#[divan::bench]
fn stage_5_text_and_lists(bencher: Bencher<'_, '_>) {
    let lexicon = lexicon();
    run(bencher, |note| lexicon.find(&Text::new(note, lexicon.abbreviations())));
}

#[divan::bench]
fn stage_6_and_voices(bencher: Bencher<'_, '_>) {
    let lexicon = lexicon();
    run(bencher, |note| {
        let text = Text::new(note, lexicon.abbreviations());
        let hits = lexicon.find(&text);
        Voices::new(&text, &hits, &lexicon, &Dates::new(&text)).at(casenote::text::Span::new(0, 1))
    });
}

/// The whole with one rule on: against `stage_6_and_voices`, what the rule costs by itself.
#[divan::bench(args = RULES.iter().map(|rule| rule.name))]
fn with_one_rule(bencher: Bencher<'_, '_>, name: &str) {
    let off = RULES.iter().map(|rule| rule.name).filter(|other| *other != name).collect();
    let linter = Linter::new(Settings { off, ..Settings::default() }, &[]).expect("the lists load");
    run(bencher, |note| linter.check(note));
}
