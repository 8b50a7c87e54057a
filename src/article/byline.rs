//! Bylines and source lines: outlet, author, date and address out of lines such as `Berita KotaBerita Kota17/05/2024`.
//!
//! Takes one line; gives what it names. It does not judge whether the line is a byline.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use super::address;
use super::marks::Marks;
use crate::text::fold::fold;

/// What a byline or source line names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Byline {
    /// Date of publication.
    pub published: Option<Date>,
    /// Outlet or agency.
    pub outlet: Option<String>,
    /// Author.
    pub author: Option<String>,
    /// Address.
    pub url: Option<String>,
    /// Whether the address stands behind a label (`Sumber:`), so it is the page's own.
    pub labelled: bool,
}

/// Reads a byline.
pub(super) fn read(text: &str, marks: &Marks) -> Byline {
    let folded = fold(text);
    let mut out = Byline::default();
    let mut rest = text.to_owned();
    if let Some((date, span)) = marks.months.find(folded.text()) {
        out.published = Some(date);
        let span = folded.map().to_origin(span);
        // What stands behind the date is the hour and its zone.
        rest = if text[..span.start].chars().any(char::is_alphabetic) {
            text[..span.start].to_owned()
        } else {
            text[span.end..].to_owned()
        };
    }
    let rest_folded = fold(&rest);
    if let Some(at) = marks.after_author_label(rest_folded.text()) {
        let at = rest_folded.map().to_origin(at..at + 1).start;
        let (name, place) = parted(&rest[at..]);
        // "By Jane Roe in Can Tho": the place is no part of the name.
        let name = [" in ", " di ", " tại ", " from "].iter().find_map(|p| name.split_once(p)).map_or(name, |(n, _)| n);
        out.author = clean(name);
        out.outlet = place.and_then(clean);
        return out;
    }
    let (name, place) = parted(&rest);
    match place {
        Some(place) if !place.chars().any(|c| c.is_ascii_digit()) => {
            out.author = clean(name);
            out.outlet = clean(place);
        }
        _ => {
            let name = clean(name).map(|n| single(&n).to_owned());
            let name = name.filter(|n| !is_weekday(n, marks) && !is_dateline(n, marks) && !is_hour(n));
            match name.as_deref().and_then(|n| with_outlet(n, marks)) {
                Some((author, outlet)) => (out.author, out.outlet) = (clean(author), clean(outlet)),
                None => out.outlet = name,
            }
        }
    }
    out
}

/// Reads a source line.
pub(super) fn read_source(text: &str, marks: &Marks) -> Byline {
    let folded = fold(text);
    let labelled = marks.after_source_label(folded.text());
    let at = labelled.or_else(|| marks.after_origin_word(folded.text()));
    let url = address::first(text).map(str::to_owned);
    let outlet = match (&url, at) {
        (None, Some(at)) => clean(&text[folded.map().to_origin(at..at + 1).start..]),
        _ => None,
    };
    Byline { outlet, url, labelled: labelled.is_some(), ..Byline::default() }
}

/// Who owns the page, by its legal line: `© 2024 The Harbour Times. All rights reserved.`
pub(super) fn owner(text: &str) -> Option<String> {
    static OWNER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?i)(?:©|\(c\)|copyright|hak cipta|bản quyền)[\s©]*(?:\(c\))?\s*(?:\d{4}(?:\s*[-–]\s*\d{4})?)?\s*(?:by\s|thuộc( về)?\s|bản quyền thuộc( về)?\s|,)?\s*(?<owner>[^.|,©:\n]{2,60})",
        )
        .expect("a constant that the unit tests compile")
    });
    let owner = OWNER.captures(text)?.name("owner")?.as_str();
    clean(owner).filter(|n| n.chars().next().is_some_and(char::is_uppercase))
}

/// The site that a line such as `harbour.example - Motto` names.
pub(super) fn site(text: &str) -> Option<String> {
    clean(text.split([' ', '|', '–', '—', ':']).next().unwrap_or(text)).filter(|n| n.contains('.'))
}

/// A name and what stands in brackets or behind a bar after it.
fn parted(text: &str) -> (&str, Option<&str>) {
    let text = text.trim();
    if let Some((name, place)) = text.split_once('(')
        && !name.trim().is_empty()
    {
        return (name, Some(place.split(')').next().unwrap_or(place)));
    }
    for bar in [" | ", " / ", " – ", " — ", " - ", " · ", " • "] {
        if let Some((name, place)) = text.split_once(bar) {
            return (name, Some(place).filter(|p| p.chars().any(char::is_alphabetic)));
        }
    }
    match text.split_once('/') {
        Some((name, place)) if name.contains(' ') && !place.chars().any(|c| c.is_ascii_digit()) => (name, Some(place)),
        _ => (text, None),
    }
}

/// A name without the punctuation and blanks around it; none where no letter is left.
fn clean(text: &str) -> Option<String> {
    let text = text.trim_matches(|c: char| c.is_whitespace() || "|/–—-·•,;:()[]<>*_#".contains(c));
    let text = text.trim_end_matches(" ngày").trim_end_matches(" on").trim();
    text.chars().any(char::is_alphabetic).then(|| text.to_owned())
}

/// One of two equal halves, glued or parted by blanks: pages show the outlet as a picture's text and as a word.
fn single(text: &str) -> &str {
    let half = |a: &str, b: &str| a.trim() == b.trim() && !a.trim().is_empty();
    let mid = text.len() / 2;
    (mid.saturating_sub(2)..=mid + 2)
        .filter(|i| *i > 2 && text.is_char_boundary(*i))
        .find(|i| half(&text[..*i], &text[*i..]))
        .map_or(text, |i| text[..i].trim())
}

/// A name and the outlet after it: `Siti Aminah, KABAR Indonesia`, but not `Jane Roe, London`.
fn with_outlet<'t>(text: &'t str, marks: &Marks) -> Option<(&'t str, &'t str)> {
    let (name, outlet) = text.split_once(", ")?;
    let shouted = |w: &str| w.chars().count() > 2 && w.chars().all(char::is_uppercase);
    let site = |w: &str| w.contains('.') || w.starts_with(char::is_lowercase) && w.contains(char::is_uppercase);
    let told =
        outlet.split(' ').any(|w| shouted(w) || site(w)) || marks.names_agency(&crate::text::fold::folded(outlet));
    (told && !outlet.contains(',') && name.contains(' ')).then_some((name, outlet))
}

/// Whether it is the hour that stands beside a date: `08:15 GMT+7`, `9h30`.
fn is_hour(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &text.as_bytes()[digits..];
    (1..=2).contains(&digits) && matches!(rest, [b':' | b'.' | b'h' | b'g', d, ..] if d.is_ascii_digit())
}

/// Whether it is a place with a day, which names no outlet: `BAHRAIN, March 1`.
fn is_dateline(text: &str, marks: &Marks) -> bool {
    let Some((_, day)) = text.rsplit_once(',') else { return false };
    let folded = crate::text::fold::folded(day);
    folded.chars().any(|c| c.is_ascii_digit()) && folded.split_whitespace().any(|w| marks.months.names(w))
}

/// Whether what is left beside a date is the day of the week or a word such as `Published`.
fn is_weekday(text: &str, marks: &Marks) -> bool {
    let folded = crate::text::fold::folded(text);
    let first = folded.split([',', ' ', ':']).next().unwrap_or_default();
    marks.is_beside_date(first) && (folded.len() < 14 || folded.contains(','))
}

#[cfg(test)]
mod tests {
    use super::{read, read_source};
    use crate::article::clean::Rules;

    #[test]
    fn bylines_give_outlet_author_and_date() {
        let marks = &Rules::shipped().marks;
        for (line, outlet, author, date) in [
            ("Báo Quốc TếBáo Quốc Tế24/06/2023", Some("Báo Quốc Tế"), None, Some("2023-06-24")),
            ("Berita Kota Berita Kota 17/05/2024", Some("Berita Kota"), None, Some("2024-05-17")),
            ("Chu Thanh Van (Kantor Berita Vietnam)", Some("Kantor Berita Vietnam"), Some("Chu Thanh Van"), None),
            ("Siti Aminah/Berita.id", Some("Berita.id"), Some("Siti Aminah"), None),
            ("Oleh Siti Aminah", None, Some("Siti Aminah"), None),
            ("By Jane Roe | May 17, 2024", None, Some("Jane Roe"), Some("2024-05-17")),
            ("BAHRAIN, March 1 - 1-MAR-1987 18:31:44.74", None, None, Some("1987-03-01")),
            ("Jumat, 17 Mei 2024 10:05 WIB", None, None, Some("2024-05-17")),
            ("Siti Aminah - Berita Kota", Some("Berita Kota"), Some("Siti Aminah"), None),
            ("Siti Aminah, KABAR Indonesia", Some("KABAR Indonesia"), Some("Siti Aminah"), None),
            ("17/05/2024 08:15 GMT+7", None, None, Some("2024-05-17")),
        ] {
            let got = read(line, marks);
            assert_eq!(
                (got.outlet.as_deref(), got.author.as_deref(), got.published.map(|d| d.to_string()).as_deref()),
                (outlet, author, date),
                "{line}"
            );
        }
    }

    #[test]
    fn a_site_names_itself() {
        for (line, want) in [
            ("© 2024 The Harbour Times. All rights reserved.", Some("The Harbour Times")),
            ("Copyright 2024 Berita Kota", Some("Berita Kota")),
            ("© Bản quyền thuộc Báo Cảng Biển", Some("Báo Cảng Biển")),
            ("All rights reserved", None),
        ] {
            assert_eq!(super::owner(line).as_deref(), want, "{line}");
        }
        assert_eq!(super::site("Harbour.vn - Nền tảng").as_deref(), Some("Harbour.vn"));
    }

    #[test]
    fn source_lines_give_address_or_outlet() {
        let marks = &Rules::shipped().marks;
        let got = read_source("Sumber: https://a.vn/x-20240517.htm", marks);
        assert_eq!((got.url.as_deref(), got.labelled), (Some("https://a.vn/x-20240517.htm"), true));
        let got = read_source("Theo TTXVN", marks);
        assert_eq!((got.outlet.as_deref(), got.labelled), (Some("TTXVN"), false));
    }
}
