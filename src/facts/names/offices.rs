//! Offices: titles are no part of a person's name; they are kept beside it.

use super::casing::{Casing, Habit};
use super::found::{Found, add, taken};
use super::lexicon::{Classes, Tongue, lexicon};
use super::phrase;
use super::reading::Reading;
use super::runs;
use super::words::Case;
use crate::facts::Kind;

/// How far from the model's own view a title may turn a name into a person's.
const DOUBT: f32 = -3.0;

/// Cuts titles off the names of persons, notes them, and takes what stands behind a title for a person.
pub fn strip(r: &Reading, all: &mut Vec<Found>) {
    // `President Emmanuel Macron`: where the model is in doubt, the title tells.
    let other = Classes::BODY | Classes::REGION | Classes::ORG | Classes::ORG_TAIL | Classes::PLACE;
    for f in all.iter_mut().filter(|f| f.by == "model" && matches!(f.kind, Kind::Place | Kind::Organisation)) {
        let titled = f.run.start > 0 && is_title(r, f.run.start - 1) && (2..=4).contains(&f.run.len());
        if titled && f.run.clone().all(|i| !r.has(i, other)) && r.margin(&f.run, Kind::Person) > DOUBT {
            f.kind = Kind::Person;
        } else if f.kind == Kind::Place && r.tongue == Tongue::En {
            let last = f.run.end - 1;
            let body = f.run.len() > 2 && r.has(last, Classes::ORG | Classes::ORG_TAIL) && !r.has(last, Classes::PLACE);
            if body && r.margin(&f.run, Kind::Organisation) > DOUBT {
                f.kind = Kind::Organisation;
            }
        }
    }
    holders(r, all);
    for f in all.iter_mut().filter(|f| f.kind == Kind::Person && f.by != "photo credit") {
        let start = f.run.start;
        loop {
            let n = lexicon().longest(&r.words, f.run.start, r.tongue, Classes::OFFICE);
            let dot = usize::from(n > 0 && r.is(f.run.start + n, "."));
            if n == 0 || f.run.start + n + dot >= f.run.end {
                break;
            }
            f.run.start += n + dot;
        }
        let mut from = start;
        // `Wakil Perdana Menteri, Menteri Luar Negeri Bui Thanh Son`: two offices of one person.
        while from > 0
            && (is_title(r, from - 1) || (from < start && from > 1 && r.is(from - 1, ",") && is_title(r, from - 2)))
        {
            from -= 1;
        }
        if from < f.run.start {
            f.office = Some(from..f.run.start);
        }
    }
    for at in 1..r.len() {
        if !r.is_upper(at) || !is_title(r, at - 1) || taken(all, &(at..at + 1)) {
            continue;
        }
        let mut end = at;
        while r.is_upper(end) && !taken(all, &(end..end + 1)) {
            end += 1;
        }
        let other = Classes::BODY
            | Classes::REGION
            | Classes::ORG
            | Classes::GENERIC
            | Classes::OFFICE
            | Classes::EVENT
            | Classes::DOCUMENT
            | Classes::PLACE;
        // `anh N.V.T`: letters are no name.
        let letter = r.tongue == Tongue::Vi && r.is(at + 1, ".") && !r.spaced(at + 1) && r.of(at).chars().count() == 1;
        let part = r.tongue == Tongue::Vi && end - at == 1 && runs::is_part(r, at);
        if letter || part || phrase::syllables(r, at) > 1 {
            continue;
        }
        // `President Obama`: a family name, unknown as a word, and nothing of the like behind it.
        let family = r.tongue == Tongue::En
            && r.case(at) == Case::Capital
            && end - at == 1
            && Casing::general(r.words[at].low, r.tongue) == Habit::Unknown
            && !matches!(r.of(end), "-" | "&" | "of");
        let least = if r.tongue == Tongue::Vi || family { 1 } else { 2 };
        if (least..=5).contains(&(end - at))
            && (at..end).all(|i| !r.has(i, other))
            // `Menteri Lingkungan Hidup`: common words are no name.
            && (at..end).any(|i| !matches!(Casing::general(r.words[i].low, r.tongue), Habit::Small | Habit::Mixed))
            && r.margin(&(at..end), Kind::Person) > -2.0
        {
            let mut found = Found::new(at..end, Kind::Person, "office");
            let mut from = at;
            while from > 0 && is_title(r, from - 1) {
                from -= 1;
            }
            found.office = Some(from..at);
            all.push(found);
        }
    }
}

/// `Gubernur BI Perry Warjiyo`: between the title and its holder stands a body or country, which is a name of its own; and
/// the holder's name goes back to it.
fn holders(r: &Reading, all: &mut Vec<Found>) {
    let mut more = Vec::new();
    for f in all.iter_mut().filter(|f| f.kind == Kind::Person && f.by != "photo credit") {
        let mut at = f.run.start;
        while at + 1 < f.run.end && is_title(r, at) {
            at += 1;
        }
        let titled = at > 0 && is_title(r, at - 1);
        let body = lexicon().longest(&r.words, at, r.tongue, Classes::BODY);
        let region = lexicon().longest(&r.words, at, r.tongue, Classes::REGION);
        let n = body.max(region);
        let acronym = n > 0 && r.case(at) == Case::Capitals && f.run.end - at > n + 1;
        if (titled || acronym) && n > 0 && at + n < f.run.end && r.is_upper(at + n) {
            let kind = if body >= region { Kind::Organisation } else { Kind::Place };
            let office = f.run.start..at;
            more.push(Found::new(at..at + n, kind, "body of an office"));
            f.run.start = at + n;
            f.office = Some(office).filter(|o| !o.is_empty());
        }
    }
    for f in more {
        add(all, f);
    }
    for i in 0..all.len() {
        let start = all[i].run.start;
        if all[i].kind != Kind::Person || all[i].by == "photo credit" || start < 2 {
            continue;
        }
        let mut from = start;
        while from > 0
            && start - from < 3
            && r.is_upper(from - 1)
            && !taken(all, &(from - 1..from))
            && !is_title(r, from - 1)
        {
            from -= 1;
        }
        let body = all.iter().any(|f| {
            f.run.end == from
                && matches!(f.kind, Kind::Organisation | Kind::Place)
                && f.run.start > 0
                && is_title(r, f.run.start - 1)
        });
        let none = Classes::BODY | Classes::REGION | Classes::ORG | Classes::PLACE | Classes::GENERIC;
        if from < start && body && (from..start).all(|i| !r.has(i, none) && !r.is_number(i)) {
            all[i].run.start = from;
        }
    }
}

/// Whether token `at` is a word of a title.
fn is_title(r: &Reading, at: usize) -> bool {
    r.has(at, Classes::OFFICE) && (r.is_upper(at) || r.tongue == Tongue::Vi)
}
