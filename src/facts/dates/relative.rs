//! Dates told from the day of publication: `kemarin`, `bulan lalu`, `next October`, `Senin (12/5)`, `31 Juli`.
//!
//! Without a day of publication a word such as `kemarin` is no figure, and a day or month without a year stays open.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::{Found, day_at, iso_month, numeric};
use crate::facts::figures::lexicon::Class;
use crate::facts::figures::tokens::Line;
use crate::text::Lang;

/// A day or month without a year is taken for the one next to the publication, if it lies within this many days of it.
const NEAR: i32 = 120;

/// The relative date that begins at token `i`.
pub fn read(line: &Line<'_>, i: usize) -> Option<Found> {
    if let Some(found) = weekday(line, i) {
        return Some(found);
    }
    let published = line.published?;
    if let Some((len, phrase)) = line.phrase(i, Class::RelDay)
        && !counted(line, i)
    {
        let days: i64 = phrase.value.parse().ok()?;
        let date = published.checked_add(days.days()).ok()?;
        return Some(Found::new(i + len, date.to_string()));
    }
    let (end, unit, by) = shifted_unit(line, i)?;
    let value = match unit {
        "year" => (i64::from(published.year()) + by).to_string(),
        "month" => {
            let date = published.checked_add(by.months()).ok()?;
            iso_month(date.year() as u32, date.month() as u32)
        }
        "week" => {
            let back = i64::from(published.weekday().to_monday_zero_offset());
            let monday = published.checked_add((by * 7 - back).days()).ok()?;
            format!("{monday}/{}", monday.checked_add(6.days()).ok()?)
        }
        _ => return None,
    };
    Some(Found::new(end, value))
}

/// `tahun lalu`, `last year`: the token after it, the period, the shift. Not after a number (`dua tahun lalu`).
fn shifted_unit(line: &Line<'_>, i: usize) -> Option<(usize, &'static str, i64)> {
    if counted(line, i) {
        return None;
    }
    if line.lang == Some(Lang::EN) {
        let (after, by) = shift(line, i)?;
        let (len, unit) = line.phrase(after, Class::Unit)?;
        return (len == 1 && line.lower(after) == unit.value).then_some((after + 1, unit.value, by));
    }
    let (len, unit) = line.phrase(i, Class::Unit)?;
    let se = line.lower(i).starts_with("se");
    let (end, by) = shift(line, i + len)?;
    (!unit.value.is_empty() && !se).then_some((end, unit.value, by))
}

/// Whether a number stands right before token `i`.
fn counted(line: &Line<'_>, i: usize) -> bool {
    i > 0 && (line.is_number(i - 1) || line.has(i - 1, Class::Number))
}

/// A word at token `i` that shifts a period: the token after it and by how much.
pub fn shift(line: &Line<'_>, i: usize) -> Option<(usize, i64)> {
    [Class::Last, Class::This, Class::Next].into_iter().find_map(|class| {
        let (len, phrase) = line.phrase(i, class)?;
        Some((i + len, phrase.value.parse().ok()?))
    })
}

/// How far a word right before token `i` shifts it: `last August`.
pub fn told_before(line: &Line<'_>, i: usize) -> Option<i64> {
    let before = i.checked_sub(1).filter(|_| line.lang == Some(Lang::EN))?;
    shift(line, before).filter(|(end, _)| *end == i).map(|(_, by)| by)
}

/// The year told from the publication at token `i`: `tahun ini`, `last year`, `năm ngoái`.
pub fn year(line: &Line<'_>, i: usize) -> Option<(usize, u32)> {
    let published = line.published?;
    let (end, unit, by) = shifted_unit(line, i)?;
    (unit == "year").then(|| (end, (i64::from(published.year()) + by) as u32))
}

/// `Senin (12/5)`, `Monday`: the day of that name next to the publication.
fn weekday(line: &Line<'_>, i: usize) -> Option<Found> {
    let (len, phrase) = line.phrase(i, Class::Weekday)?;
    if line.lang != Some(Lang::VI) && !line.capital(i) {
        return None;
    }
    let end = i + len;
    if line.is(end, '(')
        && let Some(found) = numeric::read(line, end + 1)
        && line.is(found.end, ')')
    {
        let named = Weekday::from_monday_one_offset(phrase.value.parse().ok()?).ok()?;
        let value = found.value.or_else(|| told_by_weekday(line, end + 1, named));
        return Some(Found::new(found.end + 1, value));
    }
    // `Senin pekan depan`, `thứ sáu tuần trước`
    if let Some((to, by)) = week(line, end) {
        let day: i64 = phrase.value.parse().ok()?;
        let date = line.published.and_then(|p| {
            let monday = i64::from(p.weekday().to_monday_zero_offset());
            p.checked_add((by * 7 - monday + day - 1).days()).ok()
        });
        return Some(Found::new(to, date.map(|d| d.to_string())));
    }
    // `Minggu` is also a week, `Sun` a star: a bare name needs a word for when before it.
    let before = i.checked_sub(1)?;
    // `năm thứ hai` is the second year.
    if line.lang == Some(Lang::VI) && matches!(&*line.lower(before), "năm" | "tháng" | "lần" | "quý" | "tuần" | "con")
    {
        return None;
    }
    let told = line.has(before, Class::Prep)
        || line.has(before, Class::Stop)
        || line.is_word(before) && line.lower(before) == "hari"
        || line.lang == Some(Lang::EN) && line.is_word(before) && !line.capital(before)
        || line.lang == Some(Lang::ID) && line.is(before, ',') && before > 0 && line.capital(before - 1);
    // A full date follows and says more, in `Friday night, March 20` too.
    let part = matches!(line.lower(end).as_ref(), "morning" | "afternoon" | "evening" | "night");
    let comma = end + usize::from(part && line.lang == Some(Lang::EN));
    let dated = line.is(comma, ',') && line.has(comma + 1, Class::Month)
        || line.is(end, ',') && day_at(line, end + 1).is_some()
        || line.has(end, Class::Month)
        || line.has(end, Class::DayWord) && line.is_number(end + 1)
        || line.is_number(end)
        || line.is(end, '/');
    if !told || dated || line.word(i).len() < 4 || line.capital(end) && line.is_word(end) {
        return None;
    }
    let name = Weekday::from_monday_one_offset(phrase.value.parse().ok()?).ok()?;
    let (end, by) = shift(line, end).unwrap_or((end, 0));
    let next = by > 0 || line.before(i, Class::Next).is_some() || by == 0 && is_ahead(line, i);
    // Without a day of publication it is a date whose value stays open.
    let date = line.published.and_then(|p| if next { after(p, name) } else { on_or_before(p, name) });
    Some(Found::new(end, date.map(|d| d.to_string())))
}

/// A week told from the publication at token `i`: the token after it and how far away it is.
fn week(line: &Line<'_>, i: usize) -> Option<(usize, i64)> {
    let (len, unit) = line.phrase(i, Class::Unit).filter(|(_, unit)| unit.value == "week")?;
    let told = line.lang != Some(Lang::EN) && !line.lower(i).starts_with("se") && !unit.value.is_empty();
    shift(line, i + len).filter(|_| told)
}

/// The day and month in digits at token `i`, in the year next to one that the article names in which it falls on `named`.
fn told_by_weekday(line: &Line<'_>, i: usize, named: Weekday) -> Option<String> {
    let (day, month) = (day_at(line, i)?, day_at(line, i + 2)?);
    let mut years = [0, -1, 1, -2].into_iter().filter_map(|by| {
        let date = Date::new(line.year? + by, month as i8, day as i8).ok()?;
        (date.weekday() == named).then(|| date.to_string())
    });
    years.next()
}

/// Whether what happens on the day named at token `i` is still to come, by the words before it in its clause.
fn is_ahead(line: &Line<'_>, i: usize) -> bool {
    if line.before(i, Class::Last).is_some() {
        return false;
    }
    let clause = (0..i).rev().take(12).take_while(|&at| line.is_word(at) || line.is_number(at) || line.is(at, '\''));
    let ahead = |at: usize| {
        matches!(
            line.lower(at).as_ref(),
            "will" | "begin" | "due" | "scheduled" | "akan" | "bakal" | "rencananya" | "sẽ"
        )
    };
    clause.take_while(|&at| !matches!(line.lower(at).as_ref(), "said" | "kata" | "ujar")).any(ahead)
}

fn on_or_before(published: Date, name: Weekday) -> Option<Date> {
    let back = i64::from(name.until(published.weekday()));
    published.checked_sub(back.days()).ok()
}

fn after(published: Date, name: Weekday) -> Option<Date> {
    let ahead = i64::from(published.weekday().until(name));
    published.checked_add(if ahead == 0 { 7 } else { ahead }.days()).ok()
}

/// The day of that month next to the publication, where it is near enough to be certain.
pub fn nearest(line: &Line<'_>, month: u32, day: u32) -> Option<String> {
    let published = line.published?;
    near(published, month, day).map(|d| d.to_string())
}

/// The month of that number next to the publication, where it is near enough to be certain.
pub fn nearest_month(line: &Line<'_>, month: u32) -> Option<String> {
    let published = line.published?;
    near(published, month, 15).map(|d| iso_month(d.year() as u32, month))
}

fn near(published: Date, month: u32, day: u32) -> Option<Date> {
    (-1..=1)
        .filter_map(|by| Date::new(published.year() + by, month as i8, day as i8).ok())
        .filter(|d| d.since(published).is_ok_and(|s| s.get_days().abs() <= NEAR))
        .min_by_key(|d| d.since(published).map_or(i32::MAX, |s| s.get_days().abs()))
}

/// A month with a shift: `Oktober mendatang` is the next one after the publication.
pub fn month_shifted(line: &Line<'_>, month: u32, by: i64) -> Option<String> {
    let published = line.published?;
    let (year, now) = (i64::from(published.year()), published.month() as u32);
    let year = match by {
        0 => year,
        1.. => year + i64::from(month <= now),
        _ => year - i64::from(month >= now),
    };
    Some(iso_month(year as u32, month))
}
