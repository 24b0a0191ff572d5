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

/// The number of the month that a word names.
pub(super) fn month(word: &str) -> Option<i8> {
    if !(3..=9).contains(&word.len()) || !matches!(word.as_bytes()[0] | 0x20, b'j' | b'f' | b'm' | b'a' | b's' | b'o' | b'n' | b'd') {
        return None;
    }
    let named =
        |(name, short): &(&str, &[&str])| name.eq_ignore_ascii_case(word) || short.iter().any(|form| form.eq_ignore_ascii_case(word));
    MONTHS.iter().position(named).map(|index| index as i8 + 1)
}

/// The weekday that a word names, and whether it could as well be another word: `Sat with Mum`, `in the sun`.
pub(super) fn weekday(word: &str) -> Option<(Weekday, bool)> {
    if !(3..=9).contains(&word.len()) || !matches!(word.as_bytes()[0] | 0x20, b'm' | b't' | b'w' | b'f' | b's') {
        return None;
    }
    let is = |forms: &[&str]| forms.iter().any(|form| form.eq_ignore_ascii_case(word));
    WEEKDAYS.iter().find_map(|(day, name, plain, doubtful)| {
        let doubt = is(doubtful);
        (doubt || name.eq_ignore_ascii_case(word) || is(plain)).then_some((*day, doubt))
    })
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
    }
}
