//! Days and months with the month in words: `22 Desember 2024`, `Dec. 22, 2024`, `22 tháng 12 năm 2024`, `18-20 Oktober 2019`.

use super::{Found, day_at, iso_day, iso_month, relative, tail_year, year_at};
use crate::facts::figures::lexicon::Class;
use crate::facts::figures::tokens::Line;
use crate::text::Lang;

/// The month at token `i`: the token after it and its number.
pub fn month(line: &Line<'_>, i: usize) -> Option<(usize, u32)> {
    if line.lang == Some(Lang::VI) && line.has(i, Class::MonthWord) {
        // A number in digits is the month; the table has the months in words.
        if let Some(month) = day_at(line, i + 1).filter(|m| *m <= 12) {
            return Some((i + 2, month));
        }
    }
    let (len, phrase) = line.phrase(i, Class::Month)?;
    if line.lang != Some(Lang::VI) && !line.capital(i) {
        return None;
    }
    let month = phrase.value.parse().ok()?;
    let end = i + len;
    // `Dec. 22`
    let dotted = line.is(end, '.') && line.glued(end - 1) && line.word(i).len() <= 4 && line.is_number(end + 1);
    Some((end + usize::from(dotted), month))
}

/// The date that begins with the day at token `i`.
pub fn day_first(line: &Line<'_>, i: usize) -> Option<Found> {
    let first = day_at(line, i)?;
    let mut at = after_ordinal(line, i);
    let mut last = None;
    // `18-20 Oktober`, `18 hingga 20 Oktober`
    if (line.is_dash(at) || line.has(at, Class::To) || line.has(at, Class::And))
        && let Some(day) = day_at(line, at + 1)
        && day > first
        && month(line, after_ordinal(line, at + 1)).is_some()
    {
        last = Some(day);
        at = after_ordinal(line, at + 1);
    }
    if line.lower(at) == "of" {
        at += 1;
    }
    // `9 tháng năm 2024`: nine months of that year.
    let months = line.lang == Some(Lang::VI) && at == i + 1 && line.has(at + 1, Class::Year);
    if months && first <= 12 && year_at(line, at + 2).is_some() && line.before(i, Class::DayWord).is_none() {
        return None;
    }
    // `2-MAR-1987`
    let dashed = line.is_dash(at) && line.glued(i) && line.glued(at) && line.has(at + 1, Class::Month);
    let (mut end, first_month) = month(line, at + usize::from(dashed))?;
    let year = if dashed && line.is_dash(end) && line.glued(end) {
        year_at(line, end + 1).map(|y| (end + 2, y))
    } else {
        day_year(line, end)
    };
    if let Some(last) = last {
        let value =
            year.map(|(_, y)| y).and_then(|y| interval(iso_day(y, first_month, first), iso_day(y, first_month, last)));
        return Some(Found::new(year.map_or(end, |(e, _)| e), value));
    }
    if year.is_none()
        && line.is_dash(end)
        && let Some(day) = day_at(line, end + 1)
        && let Some((to, last_month)) = month(line, end + 2)
        && let Some((to, y)) = day_year(line, to)
    {
        // `28 September - 3 Oktober 2025`
        let from = if last_month < first_month { y - 1 } else { y };
        let value = interval(iso_day(from, first_month, first), iso_day(y, last_month, day));
        return Some(Found::new(to, value));
    }
    let value = match year {
        Some((to, y)) => {
            end = to;
            iso_day(y, first_month, first)
        }
        None => relative::nearest(line, first_month, first),
    };
    Some(Found::new(end, value))
}

/// The date that begins with the month at token `i`.
pub fn month_first(line: &Line<'_>, i: usize) -> Option<Found> {
    let (end, number) = month(line, i)?;
    let vietnamese = line.lang == Some(Lang::VI);
    // `Dec 22, 2024`, `October 18-20, 2019`
    if !vietnamese && let Some(first) = day_at(line, end).filter(|_| !line.is(end + 1, '%')) {
        let mut to = after_ordinal(line, end);
        let mut last = None;
        if line.is_dash(to)
            && let Some(day) = day_at(line, to + 1)
            && day > first
        {
            last = Some(day);
            to = after_ordinal(line, to + 1);
        }
        let year = day_year(line, to);
        let to = year.map_or(to, |(e, _)| e);
        let value = match (year, last) {
            (Some((_, y)), None) => iso_day(y, number, first),
            (Some((_, y)), Some(last)) => interval(iso_day(y, number, first), iso_day(y, number, last)),
            (None, None) => relative::nearest(line, number, first),
            (None, Some(_)) => None,
        };
        return Some(Found::new(to, value));
    }
    // `tháng 4/2023` is read from its digits, because the word month is no part of a date.
    if vietnamese && line.is(end, '/') && line.glued(end - 1) {
        return None;
    }
    // `Maret-Mei 2024`
    if (line.is_dash(end) || line.has(end, Class::To))
        && let Some((to, last)) = month(line, end + 1)
        && let Some((to, y)) = tail_year(line, to)
    {
        let from = if last < number { y - 1 } else { y };
        return Some(Found::new(to, format!("{}/{}", iso_month(from, number), iso_month(y, last))));
    }
    // `Revolusi Agustus tahun 1945`: the month is part of a name.
    if line.has(end, Class::Year)
        && !vietnamese
        && i > 0
        && line.is_word(i - 1)
        && line.capital(i - 1)
        && !line.title_case
        && line.before(i, Class::MonthWord).is_none()
    {
        return None;
    }
    if let Some((to, y)) = tail_year(line, end) {
        return Some(Found::new(to, iso_month(y, number)));
    }
    if let Some((to, shift)) = relative::shift(line, end) {
        // `January last year` in an article without a day of publication
        if line.lang == Some(Lang::EN) && line.has(to, Class::Unit) {
            return Some(Found::new(to + 1, None));
        }
        return Some(Found::new(to, relative::month_shifted(line, number, shift)));
    }
    // `last August`
    if let Some(by) = relative::told_before(line, i) {
        return Some(Found::new(end, relative::month_shifted(line, number, by)));
    }
    // `tháng 8-9`
    if vietnamese && line.is_dash(end) && line.glued(end - 1) && line.glued(end) && !line.is_dash(end + 2) {
        let last = day_at(line, end + 1).filter(|m| *m <= 12 && *m > number && !line.is(end + 2, '/'));
        if let Some(last) = last {
            let ends = relative::nearest_month(line, number).zip(relative::nearest_month(line, last));
            return Some(Found::new(end + 2, ends.map(|(a, b)| format!("{a}/{b}"))));
        }
    }
    if !alone(line, i) {
        return None;
    }
    Some(Found::new(end, relative::nearest_month(line, number)))
}

/// Whether a month without day and year is meant as one: months are also names and verbs.
fn alone(line: &Line<'_>, i: usize) -> bool {
    if line.before(i, Class::MonthWord).is_some() || line.lang == Some(Lang::VI) {
        return true;
    }
    let Some(before) = i.checked_sub(1) else { return false };
    // `In March`
    let opens = line.starts_sentence(before) && line.has(before, Class::Prep);
    line.is_word(before)
        && (!line.capital(before) || opens)
        && (line.has(before, Class::Prep) || line.has(before, Class::Stop))
        && !(line.capital(i + 1) && line.is_word(i + 1))
}

/// The year of a day: only with nothing or a comma or the word year between.
fn day_year(line: &Line<'_>, i: usize) -> Option<(usize, u32)> {
    let comma = line.is(i, ',');
    let at = i + usize::from(comma);
    if let Some(year) = year_at(line, at) {
        return Some((at + 1, year));
    }
    if line.is(i, '/') && line.glued_before(i) {
        return year_at(line, i + 1).map(|y| (i + 2, y));
    }
    if comma {
        return None;
    }
    tail_year(line, i).filter(|(end, _)| *end > i)
}

/// The token after `22` or `22nd`.
fn after_ordinal(line: &Line<'_>, i: usize) -> usize {
    let ordinal = line.glued(i) && matches!(line.word(i + 1), "st" | "nd" | "rd" | "th");
    i + 1 + usize::from(ordinal)
}

/// Two days as an interval.
fn interval(from: Option<String>, to: Option<String>) -> Option<String> {
    Some(format!("{}/{}", from?, to?))
}
