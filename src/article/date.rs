//! Dates of publication in a line of text, as head lines, bylines and addresses write them.
//!
//! Takes a folded line; gives the first full date in it and where it stands. It knows nothing of relative dates,
//! years alone or dates that running text speaks of.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::LazyLock;

use jiff::civil::Date;
use regex::{Captures, Regex};

/// The expressions that need the month names of the table.
#[derive(Debug, Clone)]
pub(super) struct Months {
    numbers: HashMap<String, i8>,
    day_first: Regex,
    month_first: Regex,
}

static ISO: LazyLock<Regex> =
    LazyLock::new(|| make(r"(?:^|\D)(?<d>(?<y>\d{4})[-/.](?<m>\d{1,2})[-/.](?<a>\d{1,2}))(?:\D|$)"));
static NUMERIC: LazyLock<Regex> =
    LazyLock::new(|| make(r"(?:^|\D)(?<d>(?<a>\d{1,2})\s?[-/.]\s?(?<m>\d{1,2})\s?[-/.]\s?(?<y>\d{4}))(?:\D|$)"));
static VIETNAMESE: LazyLock<Regex> = LazyLock::new(|| {
    make(r"(?:^|\D)(?<d>(?:ngay )?(?<a>\d{1,2}) thang (?<m>\d{1,2})(?:,| nam|, nam)? (?<y>\d{4}))(?:\D|$)")
});
static EAST_ASIAN: LazyLock<Regex> = LazyLock::new(|| make(r"(?<d>(?<y>\d{4})年(?<m>\d{1,2})月(?<a>\d{1,2})日)"));

fn make(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a constant that the unit tests compile")
}

impl Months {
    /// The month names of the table.
    pub fn new(months: &BTreeMap<u8, Vec<String>>) -> Self {
        let numbers: HashMap<String, i8> =
            months.iter().flat_map(|(n, words)| words.iter().map(|w| (w.clone(), n.cast_signed()))).collect();
        let mut words: Vec<String> = numbers.keys().map(|w| regex::escape(w)).collect();
        words.sort_by(|a, b| b.len().cmp(&a.len()).then(a.cmp(b)));
        let words = if words.is_empty() { "[^\\s\\S]".to_owned() } else { words.join("|") };
        Self {
            numbers,
            day_first: make(&format!(
                r"(?:^|\D)(?<d>(?<a>\d{{1,2}})(?:st|nd|rd|th)?[ -](?:of )?(?<n>{words})\.?,?[ -](?<y>\d{{4}}))(?:\D|$)"
            )),
            month_first: make(&format!(
                r"\b(?<d>(?<n>{words})\.? (?<a>\d{{1,2}})(?:st|nd|rd|th)?,? (?<y>\d{{4}}))(?:\D|$)"
            )),
        }
    }

    /// The first full date in the folded line and its bytes.
    pub fn find(&self, folded: &str) -> Option<(Date, Range<usize>)> {
        let patterns: [&Regex; 6] = [&ISO, &self.day_first, &self.month_first, &VIETNAMESE, &EAST_ASIAN, &NUMERIC];
        patterns
            .iter()
            .filter_map(|p| p.captures(folded).and_then(|c| self.read(&c)))
            .min_by_key(|(_, span)| span.start)
    }

    /// Whether `word`, folded, is the name of a month.
    pub fn names(&self, word: &str) -> bool {
        self.numbers.contains_key(word)
    }

    fn read(&self, c: &Captures) -> Option<(Date, Range<usize>)> {
        let number = |name: &str| c.name(name).and_then(|m| m.as_str().parse::<i16>().ok());
        let (year, day) = (number("y")?, number("a")? as i8);
        let month = match c.name("n") {
            Some(word) => *self.numbers.get(word.as_str())?,
            None => number("m")? as i8,
        };
        // Day before month, as in Indonesia and Viet Nam; the other way round only where that is no date.
        let date = calendar(year, month, day).or_else(|| calendar(year, day, month))?;
        c.name("d").map(|m| (date, m.range()))
    }
}

/// A date of the time in which pages are published.
pub(super) fn calendar(year: i16, month: i8, day: i8) -> Option<Date> {
    (1900..=2100).contains(&year).then(|| Date::new(year, month, day).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use crate::article::clean::Rules;
    use crate::text::fold::folded;

    #[test]
    fn dates_as_pages_write_them() {
        let months = &Rules::shipped().marks.months;
        for (line, want) in [
            ("Báo Quốc TếBáo Quốc Tế24/06/2023", Some("2023-06-24")),
            ("Jumat, 17 Mei 2024 10:05 WIB", Some("2024-05-17")),
            ("Published May 17, 2024 at 9:00 a.m.", Some("2024-05-17")),
            ("17th of May 2024", Some("2024-05-17")),
            ("Thứ Sáu, ngày 17 tháng 5 năm 2024", Some("2024-05-17")),
            ("17 tháng 5, 2024", Some("2024-05-17")),
            ("2024-05-17T10:00:00+07:00", Some("2024-05-17")),
            ("05/17/2024", Some("2024-05-17")),
            ("2024年5月17日", Some("2024-05-17")),
            ("31/02/2024", None),
            ("Resolusi 36-QD/TW", None),
            ("tahun 2024", None),
        ] {
            let found = months.find(&folded(line)).map(|(d, _)| d.to_string());
            assert_eq!(found.as_deref(), want, "{line}");
        }
    }
}
