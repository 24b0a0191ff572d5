//! Names of months and weekdays, with the short forms that workers write.

use jiff::civil::Weekday;

/// Each month with its short forms.
const MONTHS: [(&str, &[&str]); 12] = [
    ("january", &["jan"]),
    ("february", &["feb", "febr"]),
    ("march", &["mar"]),
    ("april", &["apr", "aprl"]),
    ("may", &[]),
    ("june", &["jun"]),
    ("july", &["jul"]),
    ("august", &["aug"]),
    ("september", &["sep", "sept"]),
    ("october", &["oct"]),
    ("november", &["nov"]),
    ("december", &["dec"]),
];

/// Each weekday with its short forms; those of the second list are words besides, or a part of one, in small letters.
const WEEKDAYS: [(Weekday, &str, &[&str], &[&str]); 7] = [
    (Weekday::Monday, "monday", &[], &["mon"]),
    (Weekday::Tuesday, "tuesday", &["tue", "tues"], &[]),
    (Weekday::Wednesday, "wednesday", &["weds"], &["wed"]),
    (Weekday::Thursday, "thursday", &["thu", "thur", "thurs"], &[]),
    (Weekday::Friday, "friday", &["fri"], &[]),
    (Weekday::Saturday, "saturday", &[], &["sat"]),
    (Weekday::Sunday, "sunday", &[], &["sun"]),
];

/// Whether a word begins as a month or a weekday does. Every word of a note is asked for, and most are told by this.
pub(super) fn may_name(word: &[u8]) -> bool {
    let Some([first, second, third]) = word.first_chunk::<3>().filter(|_| word.len() <= LONGEST).map(|start| start.map(|byte| byte | 0x20))
    else {
        return false;
    };
    let pair = BEGINNINGS[usize::from(first & 31)];
    pair >> (second & 31) & 1 == 1 && pair >> 32 >> (third & 31) & 1 == 1
}

/// For each first letter the second letters that follow it in a name, and in the upper half the third ones.
static BEGINNINGS: [u64; 32] = {
    let names = [
        b"jan", b"feb", b"mar", b"apr", b"may", b"jun", b"jul", b"aug", b"sep", b"oct", b"nov", b"dec", b"mon", b"tue", b"wed", b"thu",
        b"fri", b"sat", b"sun",
    ];
    let mut letters = [0; 32];
    let mut index = 0;
    while index < names.len() {
        let [first, second, third] = *names[index];
        letters[(first & 31) as usize] |= 1 << (second & 31) | 1 << (32 + (third & 31));
        index += 1;
    }
    letters
};

/// The number of the month that a word names.
pub(super) fn month(word: &str) -> Option<i8> {
    // Every word of a note is asked for: the first letters leave one month to compare with, or none.
    let number = match &beginning(word)? {
        b"jan" => 1,
        b"feb" => 2,
        b"mar" => 3,
        b"apr" => 4,
        b"may" => 5,
        b"jun" => 6,
        b"jul" => 7,
        b"aug" => 8,
        b"sep" => 9,
        b"oct" => 10,
        b"nov" => 11,
        b"dec" => 12,
        _ => return None,
    };
    let (name, short) = MONTHS[number - 1];
    is_one_of(word, &[name]).or_else(|| is_one_of(word, short)).map(|()| number as i8)
}

/// The weekday that a word names, and whether it could as well be another word: `Sat with Mum`, `in the sun`.
pub(super) fn weekday(word: &str) -> Option<(Weekday, bool)> {
    let index = match &beginning(word)? {
        b"mon" => 0,
        b"tue" => 1,
        b"wed" => 2,
        b"thu" => 3,
        b"fri" => 4,
        b"sat" => 5,
        b"sun" => 6,
        _ => return None,
    };
    let (day, name, plain, doubtful) = WEEKDAYS[index];
    let plain = is_one_of(word, &[name]).or_else(|| is_one_of(word, plain)).map(|()| (day, false));
    plain.or_else(|| is_one_of(word, doubtful).map(|()| (day, true)))
}

/// The first three letters of a word that is as long as a name or its short form, in small letters.
fn beginning(word: &str) -> Option<[u8; 3]> {
    let first = word.as_bytes().first_chunk::<3>().filter(|_| word.len() <= LONGEST)?;
    Some(first.map(|byte| byte | 0x20))
}

/// The length of `september` and `wednesday`.
const LONGEST: usize = 9;

fn is_one_of(word: &str, forms: &[&str]) -> Option<()> {
    forms.iter().any(|form| form.eq_ignore_ascii_case(word)).then_some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_and_weekdays_in_their_short_forms() {
        assert_eq!(month("Sept"), Some(9));
        assert_eq!(month("marched"), None);
        assert_eq!(weekday("Weds"), Some((Weekday::Wednesday, false)));
        assert_eq!(weekday("sat"), Some((Weekday::Saturday, true)));
        assert_eq!(weekday("Mondays"), None);
        for (number, (name, short)) in (1..).zip(MONTHS) {
            assert!([name].iter().chain(short).all(|form| month(form) == Some(number)));
        }
        for (day, name, plain, doubtful) in WEEKDAYS {
            assert!([name].iter().chain(plain).all(|form| weekday(form) == Some((day, false))));
            assert!(doubtful.iter().all(|form| weekday(form) == Some((day, true))));
        }
    }
}
