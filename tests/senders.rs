//! Findings about copied messages tell who wrote them by what they are, and never name them.

use std::sync::LazyLock;

use casenote::{Linter, Settings};

static LINTER: LazyLock<Linter> = LazyLock::new(|| Linter::new(Settings::default(), &[]).expect("the lists load"));

/// The message and what it says the senders are.
fn told(note: &str) -> (String, Vec<String>) {
    let found = LINTER.check(note).into_iter().find(|finding| finding.rule.starts_with("correspondence/"));
    let advice = found.expect("something was pasted").advice;
    let from = advice.data.iter().find(|(key, _)| *key == "from").and_then(|(_, from)| from.as_array());
    let from = from.expect("a list").iter().filter_map(|one| one.as_str().map(str::to_owned)).collect();
    (advice.message.clone().into_owned(), from)
}

fn mail(from: &str, body: &str) -> String {
    format!("Email from today.\n\nFrom: {from}\nSent: 9 May 2023 12:04\nTo: Sam Orr\nSubject: Callum\n\nHi Sam,\n{body}\n")
}

const BODY: &str = "He was late again today and had walked on his own.\n\nKind regards";

#[test]
fn senders_are_told_by_what_they_are() {
    let signed = |from: &str, signature: &str| mail(from, &format!("{BODY}\n{signature}"));
    let cases: &[(String, &[&str])] = &[
        (signed("Nadia Cole", "Nadia Cole\nClass Teacher\nHillside Primary"), &["a class teacher"]),
        (signed("Nadia Cole <n.cole@hillside.example>", "Nadia Cole, Attendance Officer"), &["an attendance officer"]),
        (signed("Nadia Cole", "N Cole | Health Visitor | 01632 960111"), &["a health visitor"]),
        (signed("Nadia Cole", "Nadia\n\nNadia Cole BSc (Hons)\nSENCO"), &["a SENCO"]),
        (signed("Cole, Nadia (Social Worker)", "Nadia"), &["a social worker"]),
        (signed("Nadia Cole <n.cole@hillside.sch.uk>", "Nadia"), &["a school’s address"]),
        (signed("Nadia Cole <nadia.cole@nhs.net>", "Nadia"), &["a health service’s address"]),
        (signed("Nadia Cole [mailto:nadia.cole@north.police.uk]", "Nadia"), &["a police address"]),
        (signed("Nadia Cole <Nadia.Cole@TOWN.GOV.UK>", "Nadia"), &["a council’s or government address"]),
        (signed("nadia1999@post.example", "Nadia"), &["an address outside the council"]),
        (signed("Mum <nadia1999@post.example>", "Nadia"), &["a mum"]),
        (signed("Nadia Cole", "Nadia"), &[]),
    ];
    for (note, expected) in cases {
        let (message, from) = told(note);
        assert_eq!(from, *expected, "{note}");
        assert!(!["Nadia", "Cole", "Hillside", "hillside", "Sam"].iter().any(|name| message.contains(name)), "{message}");
    }
}

/// What the text of the mail says of somebody with a post is not the sender's own.
#[test]
fn a_post_in_the_text_is_nobodys_signature() {
    let (_, from) =
        told(&mail("Nadia Cole", "Nadia asked the class teacher about it, and the health visitor came.\n\nKind regards\nNadia"));
    assert!(from.is_empty(), "{from:?}");
}

#[test]
fn a_trail_tells_each_kind_of_sender_once() {
    let one = mail("Nadia Cole <n.cole@hillside.example>", &format!("{BODY}\nNadia Cole\nClass teacher"));
    let two = "From: Ravi Lowe <ravi.lowe@post.example>\nSent: 8 May 2023 09:10\nTo: Nadia Cole\nSubject: Callum\n\nHello,\nHe left the house at eight.\n\nRavi\n";
    let three = "From: Ann Lowe <ann.lowe@post.example>\nSent: 8 May 2023 08:10\nTo: Nadia Cole\nSubject: Callum\n\nHello,\nHe left the house.\n\nAnn\n";
    let (message, from) = told(&format!("{one}\n{two}\n{three}"));
    assert_eq!(from, ["a class teacher", "an address outside the council"]);
    assert!(
        message.starts_with("A trail of 3 emails from a class teacher and an address outside the council is copied in here"),
        "{message}"
    );
}

#[test]
fn threads_tell_relations() {
    let thread = "Texts.\n[04/06/2024, 10:14:33] Mum: he isnt back\n[04/06/2024, 10:15:02] Sam: Have you rung the police?\n[04/06/2024, 10:18:00] Mum: doing it now\n";
    let (message, from) = told(thread);
    assert_eq!(from, ["a mum"]);
    assert!(message.starts_with("A thread of 3 messages between 2 people, a mum and others, is copied in here"), "{message}");
}
