//! Parts of a year and centuries: `tujuh bulan pertama tahun 2025`, `kuartal III 2024`, `first half of 2024`, `abad ke-20`.

use rust_decimal::prelude::ToPrimitive;

use super::{Found, iso_month, tail_year, year};
use crate::facts::figures::lexicon::Class;
use crate::facts::figures::quantity;
use crate::facts::figures::tokens::Line;
use crate::text::Lang;

/// The part of a year or century that begins with a word at token `i`.
pub fn read(line: &Line<'_>, i: usize) -> Option<Found> {
    if let Some((end, n)) = year::century(line, i) {
        return Some(Found::new(end, format!("{:04}/{:04}", (n - 1) * 100 + 1, n * 100)));
    }
    named_part(line, i).or_else(|| english_part(line, i))
}

/// `paruh pertama 2023`, `kuartal III-2024`, `quý III/2024`, `nửa đầu năm 2024`.
fn named_part(line: &Line<'_>, i: usize) -> Option<Found> {
    let (len, months) = part(line, i)?;
    let at = i + len;
    let (end, which) = ordinal(line, at)?;
    finish(line, end, months, which)
}

/// `third quarter of 2024`, `first half of the year`.
fn english_part(line: &Line<'_>, i: usize) -> Option<Found> {
    let (len, phrase) = line.phrase(i, Class::First)?;
    let (more, months) = part(line, i + len)?;
    finish(line, i + len + more, months, phrase.value.parse().ok()?)
}

/// A word for a quarter or half at token `i`: its length and its months.
fn part(line: &Line<'_>, i: usize) -> Option<(usize, u32)> {
    line.phrase(i, Class::Quarter).map(|(n, _)| (n, 3)).or_else(|| line.phrase(i, Class::Half).map(|(n, _)| (n, 6)))
}

/// Which part: a word, a Roman or Arabic number, `ke-3`.
fn ordinal(line: &Line<'_>, i: usize) -> Option<(usize, i32)> {
    if let Some((len, phrase)) = line.phrase(i, Class::First) {
        let mut len = len;
        // `nửa đầu năm 2024`: the word year belongs to the year.
        if len == 2 && line.has(i + 1, Class::Year) {
            len = 1;
        }
        return Some((i + len, phrase.value.parse().ok()?));
    }
    if line.lower(i) == "ke" && line.is_dash(i + 1) {
        return line.small(i + 2).map(|n| (i + 3, n.cast_signed()));
    }
    line.small(i).filter(|n| *n <= 4).or_else(|| year::roman(line.word(i))).map(|n| (i + 1, n.cast_signed()))
}

/// The part number `which` of the year that follows at token `i`.
fn finish(line: &Line<'_>, i: usize, months: u32, which: i32) -> Option<Found> {
    let parts = 12 / months.cast_signed();
    let which = if which < 0 { parts } else { which };
    if !(1..=parts).contains(&which) {
        return None;
    }
    let (end, year) = tail_year(line, i)?;
    let last = which as u32 * months;
    Some(Found::new(end, months_of(year, last - months + 1, last)))
}

/// `Q3 2024`, `Q3/2024`.
pub fn short_quarter(line: &Line<'_>, i: usize) -> Option<Found> {
    if !is_short_quarter(line.word(i)) {
        return None;
    }
    let which = i32::from(line.word(i).as_bytes()[1] - b'0');
    finish(line, i + 1, 3, which)
}

/// `Q1` to `Q4`.
pub fn is_short_quarter(word: &str) -> bool {
    matches!(word, "Q1" | "Q2" | "Q3" | "Q4")
}

/// A number of months at the beginning or end of a year: `tujuh bulan pertama tahun 2025`, `first seven months of 2025`,
/// `6 tháng đầu năm 2024`.
pub fn fraction(line: &Line<'_>, i: usize) -> Option<Found> {
    let said = line.phrase(i, Class::First).and_then(|(len, phrase)| months(line, i + len, phrase.value.parse().ok()));
    said.or_else(|| months(line, i, None))
}

/// The months counted from token `start`; `which` says whether they begin or end the year, if a word before them does.
fn months(line: &Line<'_>, start: usize, mut which: Option<i32>) -> Option<Found> {
    let number = quantity::number(line, start)?;
    let (unit_len, unit) = line.phrase(number.end, Class::Unit)?;
    let months_each = match unit.value {
        "month" => 1,
        "" if line.has(number.end, Class::Quarter) => 3,
        _ => return None,
    };
    let mut at = number.end + unit_len;
    if line.lang == Some(Lang::VI) && which.is_none() && line.has(at, Class::Year) && line.is_number(at + 1) {
        which = Some(1);
    }
    if which.is_none() {
        let (len, phrase) = line.phrase(at, Class::First)?;
        which = phrase.value.parse().ok();
        at += if len == 2 && line.has(at + 1, Class::Year) { 1 } else { len };
    }
    let months = number.value.to_u32()?.checked_mul(months_each).filter(|m| (1..=12).contains(m))?;
    // `9 tháng đầu năm` is of the year of publication.
    let bare = line.lang == Some(Lang::VI) && line.has(at, Class::Year) && !line.is_number(at + 1);
    let (end, year) = match tail_year(line, at) {
        Some(told) => told,
        None if bare && months > 1 => match line.published {
            Some(day) => (at + 1, day.year() as u32),
            None => return Some(Found::new(at + 1, None)),
        },
        None => return None,
    };
    match which? {
        1 => Some(Found::new(end, months_of(year, 1, months))),
        -1 | 2 => Some(Found::new(end, months_of(year, 13 - months, 12))),
        _ => None,
    }
}

/// Months of one year as an interval.
fn months_of(year: u32, from: u32, to: u32) -> String {
    if from == to {
        return iso_month(year, from);
    }
    format!("{}/{}", iso_month(year, from), iso_month(year, to))
}
