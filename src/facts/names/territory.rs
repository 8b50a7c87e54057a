//! Indonesian places by what stands before them: an office over a place (`Kapolres Kampar`), a head word (`Desa Sukamaju`,
//! `underpass Senen`), or the long form before a bracket (`Toba Samosir (Tobasa)`).
//!
//! Takes a reading with what was found so far; adds and mends places. Persons behind the place of an office are given back.

use std::ops::Range;

use super::bodies::is_headline;
use super::casing::{Casing, Habit};
use super::found::{Found, taken};
use super::lexicon::{Classes, Tongue, lexicon};
use super::places;
use super::reading::Reading;
use super::words::Case;
use crate::facts::Kind;

/// How far from the model's own view a place behind its head word may be.
const HEADED: f32 = -9.0;

/// Head words that are part of the name, whatever the model says; the flag: named after persons, so that a person's name is
/// no end of it.
const HEADS: [(&str, bool); 39] = [
    ("Kp", false),
    ("Kab", false),
    ("Desa", false),
    ("Dusun", false),
    ("Kampung", false),
    ("Nagari", false),
    ("Gampong", false),
    ("Kelurahan", false),
    ("Kecamatan", false),
    ("Distrik", false),
    ("Kabupaten", false),
    ("Kota", false),
    ("Pulau", false),
    ("Gunung", false),
    ("Sungai", false),
    ("Danau", false),
    ("Pantai", false),
    ("Waduk", true),
    ("Bendungan", true),
    ("Jalan", true),
    ("Jl", true),
    ("Jln", true),
    ("Gang", true),
    ("Tol", false),
    ("Jembatan", true),
    ("Stasiun", false),
    ("Terminal", false),
    ("Bandara", true),
    ("Pelabuhan", false),
    ("Stadion", true),
    ("Underpass", false),
    ("Flyover", false),
    ("Simpang", false),
    ("Bundaran", false),
    ("Perumahan", false),
    ("Masjid", true),
    ("Pasar", false),
    ("Lapangan", true),
    ("Selat", false),
];

/// Head words that names have written small, too.
const SMALL: [&str; 10] =
    ["jalan", "underpass", "flyover", "simpang", "bundaran", "jembatan", "stasiun", "terminal", "bandara", "stadion"];

/// Adds and mends the places of `r`.
pub fn find(r: &Reading, all: &mut Vec<Found>) {
    if r.tongue != Tongue::Id || r.shouts() {
        return;
    }
    let headline = is_headline(r);
    // `Aceh Barat | Daya`: the list knows a longer name.
    for i in 0..all.len() {
        let f = &all[i];
        let longer = places::longest(r, f.run.start).filter(|(n, p)| p.sure && *n > f.run.len());
        if let Some((n, _)) = longer.filter(|_| f.by == "model" && f.kind == Kind::Place) {
            let rest = f.run.end..f.run.start + n;
            if !taken(all, &rest) {
                all[i].run.end = rest.end;
            }
        }
    }
    let mut at = 0;
    while at < r.len() {
        let n = lexicon().longest(&r.words, at, r.tongue, Classes::TERRITORY);
        if n > 0 {
            office(r, at + n, all);
            at += n;
            continue;
        }
        if !headline {
            headed(r, at, all);
        }
        at += 1;
    }
    short(r, all);
}

/// The place of an office, and the person behind it: `Bupati Kendal Budi Hartono`, `Kapolres Kampar AKBP Budi`.
fn office(r: &Reading, from: usize, all: &mut Vec<Found>) {
    // `Pulau Raja`: some titles are parts of names.
    let part = |i: usize| matches!(r.of(i), "Raja" | "Ratu" | "Putri" | "Sultan" | "Pangeran" | "Haji" | "Kaisar");
    let own = Classes::OFFICE | Classes::RANK | Classes::BODY | Classes::ORG;
    let mut end = from;
    while r.is_upper(end) && r.spaced(end) && end < from + 6 && (!r.has(end, own) || part(end)) {
        end += 1;
    }
    let run = from..end;
    if run.is_empty() || all.iter().any(|f| f.meets(&run) && (f.run.start < from || !open(f))) {
        return;
    }
    let listed = places::longest(r, from).filter(|(n, _)| *n <= run.len());
    let region = lexicon().longest(&r.words, from, r.tongue, Classes::REGION).min(run.len());
    let known = listed.map_or(0, |(n, _)| n).max(region);
    let ranked = r.has(end, Classes::OFFICE | Classes::RANK) && r.is_upper(end);
    let person = all.iter().any(|f| f.kind == Kind::Person && f.meets(&run));
    let apart = r.is(end, ",") && r.is_upper(end + 1) && !person && run.len() <= 3;
    let (place, rest) = if known == run.len() || ((ranked || apart) && run.len() <= 3) {
        (run.clone(), end..end)
    } else if known > 0 && (listed.is_some_and(|(_, p)| p.sure) || region > 0 || run.len() - known > 1) {
        (from..from + known, from + known..end)
    } else {
        return;
    };
    let plain = |i: usize| {
        let other = Classes::REGION | Classes::PLACE | Classes::GENERIC | Classes::DATE | Classes::ORG_TAIL;
        r.case(i) == Case::Capital && !r.has(i, other)
    };
    if !rest.clone().all(plain) || is_headline(r) && !rest.is_empty() {
        return;
    }
    all.retain(|f| !f.meets(&run) || f.run.end > end);
    for f in all.iter_mut().filter(|f| f.meets(&place)) {
        f.run.start = place.end;
    }
    let titles = |f: &Found| f.run.clone().all(|i| r.has(i, Classes::OFFICE | Classes::RANK));
    let cut = |f: &Found| f.run.is_empty() || f.run.start == place.end && titles(f);
    all.retain(|f| !cut(f));
    if !taken(all, &place) {
        all.push(Found::new(place, Kind::Place, "place of an office"));
    }
    if !rest.is_empty() && !taken(all, &rest) {
        all.push(Found::new(rest, Kind::Person, "behind a body"));
    }
}

/// Whether nothing surer than the model or a list found it.
fn open(f: &Found) -> bool {
    matches!(f.by, "model" | "gazetteer" | "office" | "body of an office")
}

/// A place that begins with its head word at `at`.
fn headed(r: &Reading, at: usize, all: &mut Vec<Found>) {
    let word = r.of(at);
    let small = r.case(at) == Case::Small;
    let named = HEADS.iter().find(|(h, _)| if small { h.eq_ignore_ascii_case(word) } else { *h == word });
    let Some(&(_, after)) = named.filter(|_| !small || SMALL.contains(&word)) else { return };
    if r.has(at, Classes::OFFICE | Classes::TERRITORY) {
        return;
    }
    let first = at + 1 + usize::from(r.is(at + 1, ".") && word.len() < 4);
    let own = Classes::RANK | Classes::ORG | Classes::BODY | Classes::DATE;
    let stops = |i: usize| {
        let office = r.has(i, Classes::OFFICE) && !after;
        let head = i > first && (HEADS.iter().any(|(h, _)| *h == r.of(i)) || r.is(i, "Provinsi"));
        let person =
            !after && all.iter().any(|f| f.kind == Kind::Person && f.run.start == i && f.run.len() > 1 && i > first);
        let address = matches!(r.of(i), "RT" | "RW" | "Rt" | "Rw" | "No" | "Km" | "KM");
        let common = i == first && matches!(Casing::general(r.words[i].low, r.tongue), Habit::Small);
        (r.has(i, own) && !(after && r.has(i, Classes::RANK)))
            || office
            || head
            || person
            || address
            || (small && common)
    };
    let mut end = first;
    while end < first + 5 && r.is_upper(end) && r.spaced(end) && !stops(end) {
        end += 1;
    }
    // `Onder Distrik Totikum`, `Pulau Yang`, `Dusun Utama`
    let habit = Casing::general(r.words.get(first).map_or(0, |w| w.low), r.tongue);
    let known = places::longest(r, first).is_some_and(|(n, p)| p.sure && first + n == end);
    let word_alone = end == first + 1 && matches!(habit, Habit::Small | Habit::Mixed) && !known;
    let common = word_alone || r.has(first, Classes::FUNCTION);
    let follows = at > 0 && r.is_upper(at - 1) && r.spaced(at) && !r.opens(at - 1);
    let behind = follows && !taken(all, &(at - 1..at)) && !r.has(at - 1, Classes::OFFICE | Classes::ORG);
    if end == first || common || behind {
        return;
    }
    // `Jalan Melati 3`
    let numbered = after && r.is_number(end) && r.of(end).len() <= 2 && !r.is_upper(end + 1);
    let listed = places::longest(r, first).filter(|(n, p)| p.sure && first + n < end);
    if let Some((n, _)) = listed.filter(|_| matches!(word, "Kota" | "Kabupaten" | "Pulau")) {
        end = first + n;
    }
    // `Jalan Melati Pekanbaru`: the town behind a street.
    let town = (first + 1..end).find(|&i| after && places::longest(r, i).is_some_and(|(n, p)| p.sure && i + n == end));
    let run = at..town.unwrap_or(end + usize::from(numbered));
    let meets: Vec<&Found> = all.iter().filter(|f| f.meets(&(at..end))).collect();
    let inside = |f: &&Found| f.run.start >= at && f.run.end <= end.max(run.end) && open(f);
    let whole = meets.iter().any(|f| f.run == run && f.kind == Kind::Place);
    let body = meets.iter().any(|f| f.kind == Kind::Organisation && f.run.start == at);
    if whole || body || !meets.iter().all(inside) {
        return;
    }
    let told = meets.iter().any(|f| f.kind == Kind::Place);
    if !told && r.margin(&run, Kind::Place) < HEADED {
        return;
    }
    all.retain(|f| !f.meets(&(at..end)));
    if let Some(town) = town {
        all.push(Found::new(town..end, Kind::Place, "gazetteer"));
    }
    all.push(Found::new(run, Kind::Place, "head word"));
}

/// `Toba Samosir (Tobasa)`: a short form made of the letters of the long one, in order.
fn short(r: &Reading, all: &mut Vec<Found>) {
    let mut more = Vec::new();
    for f in all.iter().filter(|f| f.run.len() > 1) {
        let at = f.run.end + 1;
        let bracket = r.is(f.run.end, "(") && r.is(at + 1, ")") && r.is_upper(at);
        // `Joko Widodo (Jokowi)`, `Agus Harimurti Yudhoyono (AHY)`: a person by two names.
        let other = Classes::BODY | Classes::REGION | Classes::ORG | Classes::GENERIC | Classes::PLACE | Classes::DATE;
        let person = f.kind == Kind::Person && r.of(at).chars().count() > 2 && !r.has(at, other);
        let known = places::longest(r, at).is_some_and(|(_, p)| p.sure);
        if bracket && person && !known && !taken(all, &(at..at + 1)) && alias(r, &f.run, at) {
            let mut s = Found::new(at..at + 1, Kind::Person, "acronym in brackets");
            s.expansion = Some(f.run.start);
            more.push(s);
            continue;
        }
        let bracket = bracket && r.case(at) == Case::Capital && matches!(f.kind, Kind::Place | Kind::Organisation);
        if bracket && r.of(at).chars().count() > 3 && !taken(all, &(at..at + 1)) && made_of(r, &f.run, at) {
            let mut s = Found::new(at..at + 1, f.kind, "acronym in brackets");
            s.expansion = Some(f.run.start);
            more.push(s);
        }
    }
    all.extend(more);
}

/// Whether the word at `at` may be another name of the person `long`: initials in order, or any word with small letters.
fn alias(r: &Reading, long: &Range<usize>, at: usize) -> bool {
    if r.case(at) == Case::Capital {
        return true;
    }
    let firsts: String = long.clone().filter_map(|i| r.of(i).chars().next()).collect();
    firsts.to_uppercase() == r.of(at)
}

/// Whether the letters of the word at `at` stand in `long` in order, and begin two of its words.
fn made_of(r: &Reading, long: &Range<usize>, at: usize) -> bool {
    let letters = |i: usize| r.of(i).chars().flat_map(char::to_lowercase).collect::<Vec<char>>();
    let short = letters(at);
    // How many letters of the short form the words up to here take, each from its first letter on.
    let mut done = 0;
    let mut words = 0;
    for i in long.clone() {
        let word = letters(i);
        if done >= short.len() || word.first() != short.get(done) {
            continue;
        }
        words += 1;
        let next = long.clone().filter(|&j| j > i).find_map(|j| letters(j).first().copied());
        let mut k = 0;
        while done < short.len() && k < word.len() {
            if word[k] == short[done] {
                done += 1;
            }
            k += 1;
            if done < short.len() && Some(short[done]) == next && k > 1 && words + 1 >= long.len() {
                break;
            }
        }
    }
    done == short.len() && words >= 2
}

#[cfg(test)]
mod tests {
    use crate::facts::names::trial::names;

    #[test]
    fn an_office_over_a_place_is_followed_by_it() {
        let got = names("Hal itu dikatakan Kapolres Sukajaya AKBP Wira Sanjaya kepada wartawan, Senin.");
        assert_eq!(got, ["Place Sukajaya", "Person Wira Sanjaya"]);
        let got = names("Acara itu dibuka oleh Bupati Kendal Wira Sanjaya pada hari Senin.");
        assert_eq!(got, ["Place Kendal", "Person Wira Sanjaya"]);
    }

    #[test]
    fn a_place_has_its_head_word() {
        let got = names("Kecelakaan itu terjadi di underpass Sukajaya dekat Desa Wonomulyo, Senin pagi.");
        assert_eq!(got, ["Place underpass Sukajaya", "Place Desa Wonomulyo"]);
    }

    #[test]
    fn a_short_form_is_made_of_the_letters_of_the_long_one() {
        let got = names("Pelaku melarikan diri ke Kabupaten Toba Samosir (Tobasa) pada hari Senin.");
        assert_eq!(got, ["Place Kabupaten Toba Samosir", "Place Tobasa"]);
    }
}
