//! Events: congresses, conferences, summits, wars, anniversaries, games, with their ordinals and years.

use std::ops::Range;

use super::bodies::is_headline;
use super::casing::{Casing, Habit};
use super::found::{Found, add, taken};
use super::lexicon::{Classes, Tongue, lexicon};
use super::phrase::{self, Grammar};
use super::reading::Reading;
use super::words::Case;
use crate::facts::Kind;

const GRAMMAR: Grammar = Grammar { ordinals: true, about: false };

/// Adds the events of `r`.
pub fn find(r: &Reading, casing: &Casing, all: &mut Vec<Found>) {
    for at in 0..r.len() {
        if taken(all, &(at..at + 1)) {
            continue;
        }
        if let Some(run) = anniversary(r, casing, at) {
            add(all, Found::new(run, Kind::Event, "anniversary"));
            continue;
        }
        if let Some(run) = storm(r, at) {
            add(all, Found::new(run, Kind::Event, "storm"));
            continue;
        }
        if !r.is_upper(at) {
            continue;
        }
        let name = lexicon().longest(&r.words, at, r.tongue, Classes::EVENT_NAME);
        if name > 0 {
            // `SEA Games 33`, `Asian Games 2018`
            let end = at + name;
            let counted = name > 1 && r.is_number(end) && r.spaced(end) && (r.of(end).len() <= 2 || year(r, end));
            // `V.League 2024/25`: a season.
            let season = counted && year(r, end) && r.is(end + 1, "/") && r.is_number(end + 2) && !r.spaced(end + 2);
            let end = end + usize::from(counted) + 2 * usize::from(season);
            add(all, Found::new(at..end, Kind::Event, "known event"));
            continue;
        }
        if let Some(run) = festival(r, at) {
            add(all, Found::new(run, Kind::Event, "event"));
            continue;
        }
        let run = if r.tongue == Tongue::En { english(r, casing, at) } else { headed(r, casing, at) };
        let run = run.or_else(|| dated(r, at));
        if let Some(run) = run {
            let end = run.end;
            add(all, Found::new(run, Kind::Event, "event"));
            elided(r, end, all);
        }
    }
}

/// An event that begins with its head: `Kongres Nasional Partai ke-13`, `Piala Dunia 2026`.
fn headed(r: &Reading, casing: &Casing, at: usize) -> Option<Range<usize>> {
    let head = lexicon().longest(&r.words, at, r.tongue, Classes::EVENT);
    // `Đặng Quốc Khánh`: a person.
    if head == 0 || (r.tongue == Tongue::Vi && at > 0 && r.has(at - 1, Classes::SURNAME) && r.is_upper(at - 1)) {
        return None;
    }
    let first = at + head;
    let mut end = phrase::end(r, casing, first, GRAMMAR);
    if r.tongue == Tongue::Vi {
        end = vietnamese(r, casing, first, end);
        // `Hội nghị đối ngoại toàn quốc`: a national conference on something.
        let whole = (first..first + 4).find(|&i| r.is(i, "toàn") && r.is(i + 1, "quốc"));
        if let (true, Some(whole)) = (end == first, whole) {
            return Some(at..whole + 2);
        }
    }
    let few = end == first && r.is_number(end) && r.of(end).len() <= 3 && head > 1 && r.is_upper(end - 1);
    if few || year(r, end) {
        end += 1;
        // `Liga 1 2024/2025`: a season.
        if year(r, end - 1) && r.is(end, "/") && r.is_number(end + 1) {
            end += 2;
        }
    }
    if end == first || phrase::is_generic(r, at..end) && !(first..end).any(|i| phrase::ordinal(r, i).is_some()) {
        return (head > 1 && !phrase::is_generic(r, at..first)).then_some(at..first);
    }
    let common = Casing::general(r.words[at].low, r.tongue) == Habit::Small;
    // In a head line all words have a capital: only a number or year tells that it is a name.
    let told = (first..end).any(|i| phrase::ordinal(r, i).is_some() || r.is_number(i));
    if common && !told && is_headline(r) {
        return None;
    }
    let foreign = Classes::BODY | Classes::REGION | Classes::OFFICE | Classes::ORG;
    if r.opens(at) && common && r.has(first, foreign) && (first..end).all(|i| phrase::ordinal(r, i).is_none()) {
        return None;
    }
    Some(at..end)
}

/// An event with an English name in an Indonesian text, which ends in its head: `Jakarta Fair`, `Java Jazz Festival 2024`.
fn festival(r: &Reading, at: usize) -> Option<Range<usize>> {
    const HEADS: [&str; 14] = [
        "Festival",
        "Fest",
        "Fair",
        "Awards",
        "Award",
        "Cup",
        "Open",
        "Championship",
        "Expo",
        "Summit",
        "Carnival",
        "Marathon",
        "Masters",
        "Biennale",
    ];
    let follows = at > 0 && r.is_upper(at - 1) && r.spaced(at) && !r.opens(at);
    if r.tongue != Tongue::Id || (follows && Casing::general(r.words[at - 1].low, r.tongue) != Habit::Small) {
        return None;
    }
    if is_headline(r) || Casing::general(r.words[at].low, r.tongue) == Habit::Small || r.has(at, Classes::OFFICE) {
        return None;
    }
    let end = (at..at + 7).find(|&i| !r.is_upper(i) || (i > at && !r.spaced(i))).unwrap_or(at);
    let last = (at + 1..end).rev().find(|&i| HEADS.contains(&r.of(i)))?;
    Some(at..last + 1 + usize::from(last + 1 == end && year(r, end)))
}

/// Vietnamese writes the middle of such names small: `Hội nghị cấp cao ASEAN lần thứ 42`, `Đại hội XIII của Đảng`.
fn vietnamese(r: &Reading, casing: &Casing, first: usize, end: usize) -> usize {
    const MIDDLE: [&str; 11] = ["cấp", "cao", "thượng", "đỉnh", "toàn", "quốc", "đại", "biểu", "lần", "của", "thường"];
    let mut end = end;
    loop {
        let mut at = end;
        while MIDDLE.contains(&r.of(at)) && at < end + 5 && phrase::ordinal(r, at).is_none() {
            at += 1;
        }
        let next = phrase::end(r, casing, at, GRAMMAR);
        if next == at {
            let whole = at > end && r.is(at - 1, "quốc") && r.is(at - 2, "toàn");
            return if whole { at } else { end.max(first) };
        }
        end = next;
    }
}

/// English events end in their head: `World War II`, `the 14th National Party Congress`, `2024 Summer Olympics`.
fn english(r: &Reading, casing: &Casing, at: usize) -> Option<Range<usize>> {
    let mut end = at;
    while r.is_upper(end) {
        end += 1;
        if r.is(end, "-") && !r.spaced(end) && r.is_upper(end + 1) {
            end += 1;
        }
    }
    if at > 0 && r.is_upper(at - 1) {
        return None;
    }
    let mut start = at;
    start += usize::from(r.opens(at) && r.has(at, Classes::FUNCTION));
    let before = start.checked_sub(1).map(|i| r.of(i)).unwrap_or_default();
    let numbered = before.len() > 2 && before.as_bytes()[0].is_ascii_digit() && before.ends_with(['h', 't', 'd']);
    let dated = start > 0 && year(r, start - 1);
    let roman = end > start && phrase::is_roman(r.of(end - 1)) && r.case(end - 1) == Case::Capitals
        || end > start + 2 && matches!(r.of(end - 1), "One" | "Two");
    let last = end.checked_sub(1 + usize::from(roman))?;
    if last < start {
        return None;
    }
    let opening =
        matches!(r.of(start), "Battle" | "Siege" | "Hurricane" | "Typhoon" | "Operation" | "Cyclone" | "Storm");
    if opening {
        if r.is(end, "of") && end == start + 1 {
            end = phrase::end(r, casing, end + 1, Grammar { ordinals: false, about: false });
        }
        return (end > start + 1).then_some(start..end);
    }
    let weak = matches!(r.of(last), "Congress" | "Convention" | "Forum" | "Session" | "Open" | "Day" | "Conference");
    if !r.has(last, Classes::EVENT) {
        return None;
    }
    let words = last + 1 - start;
    let sure = numbered || roman || (dated && words > 1);
    if !(sure || (words > 1 && !weak) || (words > 2 && !r.is(last, "Congress"))) {
        return None;
    }
    start -= usize::from(numbered || dated);
    if year(r, end) {
        end += 1;
    }
    Some(start..end)
}

/// A storm in Vietnamese, which writes its head small: `bão số 3`, `bão Yagi`.
fn storm(r: &Reading, at: usize) -> Option<Range<usize>> {
    if r.tongue != Tongue::Vi || !r.of(at).to_lowercase().eq("bão") {
        return None;
    }
    if r.is(at + 1, "số") && r.is_number(at + 2) {
        return Some(at..at + 3);
    }
    let mut end = at + 1;
    while r.is_upper(end) && end < at + 4 {
        end += 1;
    }
    (end > at + 1).then_some(at..end)
}

/// An event that its acronym and number name: `UNOC 3`, `APEC 2027`.
fn dated(r: &Reading, at: usize) -> Option<Range<usize>> {
    let next = at + 1;
    if r.case(at) != Case::Capitals || !r.is_number(next) || !r.spaced(next) || r.is(next + 1, "%") {
        return None;
    }
    // Nothing is held for the 88th time: `RON 88` is petrol.
    let held = r.of(next).parse::<u32>().is_ok_and(|n| n <= 40);
    let few = held && !r.has(at, Classes::BODY) && r.of(at).len() >= 3 && closes(r, next + 1);
    let dated = year(r, next) && r.has(at, Classes::BODY) && r.of(at).len() >= 3;
    (few || dated).then_some(at..next + 1)
}

/// Whether a name may end before `at`: no counted noun follows.
fn closes(r: &Reading, at: usize) -> bool {
    at >= r.len() || matches!(r.of(at), "," | "." | ")" | ";" | ":")
}

/// A round anniversary of something named: `ulang tahun ke-80 Hari Nasional`, `HUT ke-79 RI`.
fn anniversary(r: &Reading, casing: &Casing, at: usize) -> Option<Range<usize>> {
    let head = match r.of(at) {
        "ulang" | "Ulang" if r.of(at + 1).eq_ignore_ascii_case("tahun") => 2,
        "HUT" | "Dirgahayu" => 1,
        _ => return None,
    };
    let after = phrase::ordinal(r, at + head)?;
    let end = phrase::end(r, casing, after, GRAMMAR);
    (end > after).then_some(at..end)
}

/// The rest of an elided list, `ke-7, ... dan ke-13`: each ordinal is an event of its own.
fn elided(r: &Reading, at: usize, all: &mut Vec<Found>) {
    let mut at = at;
    loop {
        let start = at;
        while matches!(r.of(at), "," | "dan" | "." | "…") && at < start + 6 {
            at += 1;
        }
        if at == start || !r.of(at).eq_ignore_ascii_case("ke") {
            return;
        }
        let Some(end) = phrase::ordinal(r, at) else { return };
        add(all, Found::new(at..end, Kind::Event, "list of events"));
        at = end;
    }
}

fn year(r: &Reading, at: usize) -> bool {
    r.is_number(at) && r.of(at).len() == 4 && (r.of(at).starts_with("19") || r.of(at).starts_with("20"))
}
