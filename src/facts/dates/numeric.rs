//! Dates in digits alone: `2024-12-22`, `22/12/2024`, `22.12.2024`, `12/2021`, `(12/5)`, in Vietnamese `ngày 11.5`.

use super::{Found, day_at, iso_day, iso_month, relative, year_at};
use crate::facts::figures::lexicon::Class;
use crate::facts::figures::tokens::Line;
use crate::text::Lang;

/// The date in digits that begins at token `i`.
pub fn read(line: &Line<'_>, i: usize) -> Option<Found> {
    if let Some(found) = dotted(line, i).or_else(|| short_dotted(line, i)).or_else(|| day_to_date(line, i)) {
        return Some(found);
    }
    if !line.glued(i) || !(line.is(i + 1, '/') || line.is_dash(i + 1)) || !line.glued(i + 1) || !line.is_number(i + 2) {
        return None;
    }
    let third = line.glued(i + 2) && line.word(i + 1) == line.word(i + 3) && line.glued(i + 3) && line.is_number(i + 4);
    if third {
        if follows_on(line, i + 4) {
            return None;
        }
        if let Some(year) = year_at(line, i) {
            let (month, day) = (line.small(i + 2)?, line.small(i + 4)?);
            return iso_day(year, month, day).map(|v| Found::new(i + 5, v));
        }
        let year = year_at(line, i + 4).or_else(|| short_year(line, i))?;
        return three(line, i + 5, day_at(line, i)?, day_at(line, i + 2)?, year);
    }
    if let Some(found) = days(line, i) {
        return Some(found);
    }
    let dashed = line.is_dash(i + 1) && line.lang == Some(Lang::VI) && !line.has(i + 3, Class::Counter);
    if !(line.is(i + 1, '/') || dashed) || follows_on(line, i + 2) {
        return None;
    }
    if let (false, Some(month), Some(year)) = (dashed, day_at(line, i).filter(|m| *m <= 12), year_at(line, i + 2)) {
        return Some(Found::new(i + 3, iso_month(year, month)));
    }
    let (day, month) = (day_at(line, i)?, day_at(line, i + 2).filter(|m| *m <= 12)?);
    // More days than months can be no fraction (`từ 11/4 đến 13/4`, not `2/3 số phiếu`).
    let plain = line.lang == Some(Lang::VI) || line.before(i, Class::Prep).is_some();
    let whole = line.is(i + 1, '/') && day > month && plain && !line.has(i + 3, Class::Counter);
    let told = line.before(i, Class::DayWord).is_some()
        || whole && line.before(i, Class::Label).is_none()
        || line.before(i, Class::Weekday).is_some()
        || (i > 0 && line.is(i - 1, ',') && line.before(i - 1, Class::Weekday).is_some())
        || (i > 0 && line.is(i - 1, '(') && (line.is(i + 3, ')') || line.is(i + 3, ',')));
    (told && line.lang != Some(Lang::EN)).then(|| Found::new(i + 3, relative::nearest(line, month, day)))
}

/// The year of `Selasa (19/10/10)`, where a word beside it says that it is a day.
fn short_year(line: &Line<'_>, i: usize) -> Option<u32> {
    let bracket = i > 0 && line.is(i - 1, '(') && line.before(i - 1, Class::Weekday).is_some();
    let told = bracket || line.before(i, Class::DayWord).is_some();
    let year = line.small(i + 4).filter(|_| line.word(i + 4).len() == 2 && told && line.lang != Some(Lang::EN))?;
    Some(if year < 50 { 2000 + year } else { 1900 + year })
}

/// `ngày 20 đến 22/11/2025`: from a day to a date of the same month.
fn day_to_date(line: &Line<'_>, i: usize) -> Option<Found> {
    let from = day_at(line, i).filter(|_| line.before(i, Class::DayWord).is_some())?;
    let (len, _) = line.phrase(i + 1, Class::To)?;
    let at = i + 1 + len;
    let at = at + line.phrase(at, Class::DayWord).map_or(0, |(n, _)| n);
    let to = day_at(line, at).filter(|to| *to > from && line.is(at + 1, '/') && line.lang != Some(Lang::EN))?;
    // Behind the first day the second needs no word of its own: `ngày 1 đến 3/5`.
    let short = || {
        let month = day_at(line, at + 2).filter(|m| *m <= 12 && line.glued(at) && !follows_on(line, at + 2))?;
        Some(Found::new(at + 3, relative::nearest(line, month, to)))
    };
    let found = read(line, at).or_else(short)?;
    let value = found.value.as_ref().filter(|v| v.len() == 10 && v.ends_with(&format!("-{to:02}")));
    let interval = value.map(|v| format!("{}-{from:02}/{v}", &v[..7]));
    Some(Found::new(found.end, interval))
}

/// `21-22/2`: days of one month.
fn days(line: &Line<'_>, i: usize) -> Option<Found> {
    let glued = line.is_dash(i + 1) && line.glued(i + 2) && line.is(i + 3, '/') && line.glued(i + 3);
    if !glued || follows_on(line, i + 4) || line.lang == Some(Lang::EN) || line.before(i, Class::DayWord).is_none() {
        return None;
    }
    let (from, to) = (day_at(line, i)?, day_at(line, i + 2)?);
    let month = day_at(line, i + 4).filter(|m| *m <= 12 && from < to)?;
    let value = relative::nearest(line, month, from).zip(relative::nearest(line, month, to));
    Some(Found::new(i + 5, value.map(|(a, b)| format!("{a}/{b}"))))
}

/// Whether the number at token `i` goes on with a mark and more, so that it is no date.
fn follows_on(line: &Line<'_>, i: usize) -> bool {
    line.glued(i) && (line.is(i + 1, '/') || (line.is_dash(i + 1) && line.glued(i + 1) && line.is_word(i + 2)))
}

/// Day, month and year in the order of the language; without a value where the order cannot be told.
fn three(line: &Line<'_>, end: usize, a: u32, b: u32, year: u32) -> Option<Found> {
    if a > 12 && b > 12 {
        return None;
    }
    if b > 12 {
        return Some(Found::new(end, iso_day(year, a, b)));
    }
    // English texts write both orders.
    if line.lang == Some(Lang::EN) && a <= 12 && a != b {
        return Some(Found::new(end, None));
    }
    Some(Found::new(end, iso_day(year, b, a)))
}

/// `22.12.2024`, which is one number token.
fn dotted(line: &Line<'_>, i: usize) -> Option<Found> {
    let word = line.word(i);
    let mut parts = word.split('.');
    let (Some(a), Some(b), Some(c), None) = (parts.next(), parts.next(), parts.next(), parts.next()) else {
        return None;
    };
    if a.len() > 2 || b.len() > 2 || c.len() != 4 {
        return None;
    }
    let (a, b, c) = (a.parse().ok()?, b.parse().ok()?, c.parse().ok()?);
    (1000..2200).contains(&c).then(|| three(line, i + 1, a, b, c)).flatten()
}

/// `ngày 11.5`, `sáng 11.5`, `tháng 12.2023`: one number token that Vietnamese papers write for a day or a month.
fn short_dotted(line: &Line<'_>, i: usize) -> Option<Found> {
    let (a, b) = line.word(i).split_once('.')?;
    let number = |s: &str| (s.bytes().all(|c| c.is_ascii_digit())).then(|| s.parse::<u32>().ok()).flatten();
    let (first, second) = (number(a).filter(|_| a.len() <= 2)?, number(b)?);
    let before = i.checked_sub(1).map(|j| line.lower(j))?;
    if line.lang != Some(Lang::VI) {
        return None;
    }
    if b.len() == 4 && before == "tháng" && (1..=12).contains(&first) && (1000..2200).contains(&second) {
        return Some(Found::new(i + 1, iso_month(second, first)));
    }
    let day = matches!(before.as_ref(), "ngày" | "hôm" | "sáng" | "trưa" | "chiều" | "tối" | "đêm" | "khuya");
    let told = day && b.len() <= 2 && (1..=31).contains(&first) && (1..=12).contains(&second);
    (told && !line.has(i + 1, Class::Counter)).then(|| Found::new(i + 1, relative::nearest(line, second, first)))
}
