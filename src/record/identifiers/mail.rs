//! Addresses for mail.

use super::{Identifier, IdentifierKind, Mailbox};
use crate::text::Span;

/// Ends of domains that only public bodies and courts' lawyers have.
const PUBLIC: &[&str] = &[
    ".gov.uk",
    ".nhs.uk",
    ".nhs.net",
    ".police.uk",
    ".sch.uk",
    ".ac.uk",
    ".mod.uk",
    ".parliament.uk",
    ".cjsm.net",
    ".judiciary.uk",
    ".gov.wales",
    ".gov.scot",
    ".nhs.scot",
];

/// Providers where anybody gets an address, by the first part of the domain. Sorted.
#[rustfmt::skip]
const OPEN: &[&str] = &[
    "aim", "aol", "blueyonder", "bt", "btconnect", "btinternet", "btopenworld", "duck", "ee", "email", "fastmail", "freemail",
    "freeserve", "gmail", "gmx", "googlemail", "hey", "hotmail", "hushmail", "icloud", "inbox", "interia", "lineone", "live", "mac",
    "mail", "mailbox", "mailinator", "me", "msn", "myyahoo", "ntlworld", "o2", "onet", "orange", "outlook", "plusnet", "pm", "post",
    "proton", "protonmail", "qq", "rediffmail", "rocketmail", "seznam", "sky", "supanet", "talktalk", "tiscali", "tutanota", "uwclub",
    "virgin", "virginmedia", "web", "webmail", "wp", "yahoo", "yandex", "ymail", "zoho",
];

/// Longest part before and behind the sign.
const LONGEST: usize = 64;

/// Every address for mail in a text.
pub(super) fn mail(source: &str) -> Vec<Identifier> {
    let bytes = source.as_bytes();
    let mut found: Vec<Identifier> = Vec::new();
    for sign in memchr::memchr_iter(b'@', bytes) {
        let is_local = |byte: &u8| byte.is_ascii_alphanumeric() || b"._%+-'".contains(byte);
        let is_domain = |byte: &u8| byte.is_ascii_alphanumeric() || b".-".contains(byte);
        let mut start = sign - bytes[..sign].iter().rev().take(LONGEST).take_while(|byte| is_local(byte)).count();
        let mut end = sign + 1 + bytes[sign + 1..].iter().take(LONGEST).take_while(|byte| is_domain(byte)).count();
        while start < sign && !bytes[start].is_ascii_alphanumeric() {
            start += 1;
        }
        while end > sign && !bytes[end - 1].is_ascii_alphanumeric() {
            end -= 1;
        }
        let Some(domain) = source.get(sign + 1..end) else { continue };
        let Some((_, last)) = domain.rsplit_once('.') else { continue };
        let named = last.len() >= 2 && last.bytes().all(|byte| byte.is_ascii_alphabetic());
        if start == sign || !named || domain.starts_with('.') || domain.contains("..") {
            continue;
        }
        found.push(Identifier { span: Span::new(start, end), kind: IdentifierKind::Email(mailbox(domain)) });
    }
    found
}

fn mailbox(domain: &str) -> Mailbox {
    let domain = domain.to_ascii_lowercase();
    if PUBLIC.iter().any(|end| domain.ends_with(end) || domain == end[1..]) {
        return Mailbox::Public;
    }
    let first = domain.split('.').next().unwrap_or_default();
    if OPEN.binary_search(&first).is_ok() { Mailbox::Open } else { Mailbox::Own }
}

#[cfg(test)]
mod tests {
    #[test]
    fn table_is_sorted() {
        assert!(super::OPEN.is_sorted());
    }
}
