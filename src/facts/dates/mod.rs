//! Dates: days, months, years, intervals, decades, fractions of a period, as ISO 8601.
//!
//! Takes a line of tokens and a place in it; gives the date that begins right there. Words that only introduce a date (`pada`,
//! `tanggal`, `tahun`, `năm`) are no part of it. A date that the text leaves open, such as a day without a year and no day of
//! publication to judge by, has no value. It does not look for numbers of anything else.

use crate::facts::figures::lexicon::Class;
use crate::facts::figures::tokens::Line;

mod day;
mod numeric;
mod period;
mod relative;
mod year;

/// A date found: the tokens it covers and its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Token after the last.
    pub end: usize,
    /// ISO 8601, possibly partial or an interval; `None` where open.
    pub value: Option<String>,
}

impl Found {
    fn new(end: usize, value: impl Into<Option<String>>) -> Self {
        Self { end, value: value.into() }
    }
}

/// The date that begins at token `i`.
pub fn read(line: &Line<'_>, i: usize) -> Option<Found> {
    if line.is_number(i) {
        if in_compound(line, i) {
            return None;
        }
        return numeric::read(line, i)
            .or_else(|| day::day_first(line, i))
            .or_else(|| period::fraction(line, i))
            .or_else(|| year::decade(line, i))
            .or_else(|| year::ordinal_century(line, i))
            .or_else(|| year::read(line, i));
    }
    let entry = line.tokens.get(i)?.entry;
    // `Q3 2024` is the one form whose first word is in no table.
    if entry.is_none() {
        return period::short_quarter(line, i);
    }
    day::month_first(line, i)
        .or_else(|| relative::read(line, i))
        .or_else(|| period::read(line, i))
        .or_else(|| period::fraction(line, i))
}

/// The year of the first day of `line` that is told with its year: `14/10/2025`, `14 Oktober 2025`.
pub fn year_told(line: &Line<'_>) -> Option<i16> {
    let at = (2..line.len()).find(|&i| {
        line.is_number(i)
            && line.word(i).starts_with(['1', '2'])
            && year_at(line, i).is_some()
            && (line.is(i - 1, '/') && line.is_number(i - 2) || line.before(i, Class::Month).is_some())
    })?;
    year_at(line, at).and_then(|y| i16::try_from(y).ok())
}

/// Part of a code or name such as `Covid-19`, `A/2024`, `#5`.
fn in_compound(line: &Line<'_>, i: usize) -> bool {
    if i == 0 || !line.glued_before(i) {
        return false;
    }
    if line.is(i - 1, '#') || line.is(i - 1, '_') {
        return true;
    }
    i >= 2
        && line.glued(i - 2)
        && (line.is_dash(i - 1) || line.is(i - 1, '/') || line.is(i - 1, '.'))
        && line.is_word(i - 2)
        && !line.has(i - 2, Class::Month)
        && !matches!(line.lower(i - 2).as_ref(), "mid" | "late" | "early")
        && !is_period_tail(line, i - 2)
}

/// `I-2024`, `III/2024` after a quarter or half.
fn is_period_tail(line: &Line<'_>, i: usize) -> bool {
    line.has(i, Class::First) || period::is_short_quarter(line.word(i))
}

/// The year of four digits at token `i`.
fn year_at(line: &Line<'_>, i: usize) -> Option<u32> {
    let word = line.word(i);
    (word.len() == 4).then(|| line.small(i)).flatten().filter(|y| (1000..2200).contains(y))
}

/// The day of the month at token `i`.
fn day_at(line: &Line<'_>, i: usize) -> Option<u32> {
    (line.word(i).len() <= 2).then(|| line.small(i)).flatten().filter(|d| (1..=31).contains(d))
}

/// `2024-12-22`, if there is such a day.
fn iso_day(year: u32, month: u32, day: u32) -> Option<String> {
    jiff::civil::Date::new(year as i16, month as i8, day as i8).ok().map(|d| d.to_string())
}

/// `2024-12`.
fn iso_month(year: u32, month: u32) -> String {
    format!("{year:04}-{month:02}")
}

/// A year after a date or a period: `2024`, `tahun 2024`, `, 2024`, `of 2024`, `/2024`, `năm nay`. Gives the token after it.
fn tail_year(line: &Line<'_>, i: usize) -> Option<(usize, u32)> {
    let mut at = i;
    if line.is(at, ',') || (line.glued_before(at) && (line.is(at, '/') || line.is_dash(at))) {
        at += 1;
    }
    if line.has(at, Class::Year) && line.word(at) != "the" {
        let after = at + line.phrase(at, Class::Year).map_or(1, |(n, _)| n);
        if let Some(year) = year_at(line, after) {
            return Some((after + 1, year));
        }
        return relative::year(line, at);
    }
    if let Some(year) = year_at(line, at) {
        let thing = at == i && line.has(at + 1, Class::Counter) && !line.has(at + 1, Class::Year);
        return (!thing).then_some((at + 1, year));
    }
    if line.lower(at) == "of" {
        return tail_year(line, at + 1);
    }
    if line.lower(at) == "the" && line.has(at + 1, Class::Year) {
        return line.published.map(|d| (at + 2, d.year() as u32));
    }
    relative::year(line, at)
}
