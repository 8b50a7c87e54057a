//! Indonesian persons behind ranks, degrees and bodies: where one name ends and the next begins.
//!
//! Takes a reading with what the model found; cuts `Polda Jabar Kombes Budi Hartono` at the rank, `Partai Golkar Budi Hartono`
//! behind the body, and degrees (`SH`, `M.Pd`) off the names of persons. It finds no bodies and no places.

use std::ops::Range;

use super::bodies::is_headline;
use super::casing::{Casing, Habit};
use super::found::{Found, add};
use super::heads::is_verb;
use super::lexicon::{Classes, Tongue, lexicon};
use super::phrase;
use super::places;
use super::reading::Reading;
use super::words::Case;
use crate::facts::Kind;

/// Bodies that are named after persons, with their titles.
const NAMED_AFTER: [&str; 26] = [
    "Universitas",
    "UIN",
    "IAIN",
    "STAIN",
    "Institut",
    "Politeknik",
    "Akademi",
    "RS",
    "RSU",
    "RSUD",
    "RSUP",
    "RSJ",
    "RSIA",
    "RSPAD",
    "Rumah",
    "Pondok",
    "Ponpes",
    "Pesantren",
    "Museum",
    "SD",
    "SMP",
    "SMA",
    "SMK",
    "MTs",
    "MAN",
    "Perpustakaan",
];

/// Words that begin the name of a division, whatever stands before them.
const DIVISIONS: [&str; 6] = ["Kelurahan", "Kecamatan", "Kabupaten", "Desa", "Provinsi", "Kota"];

/// Words of an address that end no name.
const ADDRESS: [&str; 8] = ["RT", "RW", "Rt", "Rw", "Kab", "Kec", "Kel", "No"];

/// Units of the police and the army, by their short forms.
const FORCES: [&str; 9] = ["Polsek", "Polres", "Polresta", "Polrestabes", "Polda", "Mabes", "Kodim", "Korem", "Kodam"];

/// What cannot be part of a person's name behind a body.
const OTHER: Classes = Classes(
    Classes::ORG.0
        | Classes::ORG_TAIL.0
        | Classes::BODY.0
        | Classes::REGION.0
        | Classes::PLACE.0
        | Classes::GENERIC.0
        | Classes::EVENT.0
        | Classes::DOCUMENT.0
        | Classes::DATE.0
        | Classes::OFFICE.0,
);

/// Mends what the model found.
pub fn mend(r: &Reading, all: &mut Vec<Found>) {
    if r.tongue != Tongue::Id {
        return;
    }
    let mut more = Vec::new();
    let headline = is_headline(r);
    for f in all.iter_mut().filter(|f| f.by == "model") {
        // `Kalbar Lantik`, `Pati Ditahan`: in a headline the verb has a capital, too.
        if let Some(verb) = f.run.clone().skip(1).find(|&i| headline && is_verb(r, i)) {
            f.run.end = verb;
            let place = places::longest(r, f.run.start).is_some_and(|(n, p)| p.sure && n == f.run.len());
            if place && f.kind == Kind::Person {
                f.kind = Kind::Place;
            }
        }
        // `Banjir Rendam Madiun`: common words before a place.
        let plain = |i: usize| {
            let own = Classes::PLACE | Classes::ORG | Classes::REGION | Classes::BODY;
            Casing::general(r.words[i].low, r.tongue) == Habit::Small && !r.has(i, own)
        };
        while headline && f.kind == Kind::Place && plain(f.run.start) {
            f.run.start += 1;
            if f.run.is_empty() {
                break;
            }
        }
        if f.run.is_empty() {
            continue;
        }
        match f.kind {
            Kind::Person => {
                // `Alumni Dr. Hartono`: what stands before the title is none of the name.
                let common =
                    |i: usize| matches!(Casing::general(r.words[i].low, r.tongue), Habit::Small | Habit::Mixed);
                let rank = f.run.clone().skip(1).find(|&i| r.has(i, Classes::RANK) && r.of(i).chars().count() > 1);
                if let Some(at) = rank.filter(|&at| at + 1 < f.run.end && (f.run.start..at).all(common)) {
                    f.run.start = at;
                }
                // `Maju Sekuritas Hartono`: a body and who works there.
                let tail = f.run.clone().skip(1).find(|&i| r.has(i, Classes::ORG_TAIL) && i + 1 < f.run.end);
                if let Some(tail) = tail.filter(|_| !headline) {
                    more.push(Found::new(tail + 1..f.run.end, Kind::Person, "model"));
                    f.run.end = tail + 1;
                    f.kind = Kind::Organisation;
                    continue;
                }
                if let Some(cut) = couple(r, &f.run) {
                    more.push(Found::new(cut + 1..f.run.end, Kind::Person, "model"));
                    f.run.end = cut;
                }
            }
            Kind::Place | Kind::Organisation => {
                lead(r, f);
                beside(r, f, &mut more);
                while f.kind == Kind::Place && f.run.len() > 1 && ADDRESS.contains(&r.of(f.run.end - 1)) {
                    f.run.end -= 1;
                }
                if let Some((cut, rest)) = ranked(r, f) {
                    f.run.end = cut;
                    if !rest.is_empty() {
                        more.push(Found::new(rest, Kind::Person, "title before"));
                    }
                }
            }
            Kind::Event | Kind::Document => {}
        }
    }
    all.extend(more);
    ministries(r, all);
    units(r, all);
    // `AKBP`, `Kepsek`: an office alone names nobody.
    let office = |f: &Found| f.run.clone().all(|i| r.has(i, Classes::OFFICE | Classes::RANK) || r.is(i, "."));
    let own = |f: &Found| r.has(f.run.start, Classes::BODY | Classes::REGION | Classes::ORG);
    all.retain(|f| !f.run.is_empty() && (f.by != "model" || f.kind == Kind::Person || own(f) || !office(f)));
}

/// Cuts persons off the bodies before them, and degrees off persons. Where other patterns have been.
pub fn finish(r: &Reading, all: &mut Vec<Found>) {
    if r.tongue != Tongue::Id {
        return;
    }
    let mut more = Vec::new();
    for f in all.iter_mut().filter(|f| matches!(f.by, "model" | "head word" | "body of an office")) {
        if f.by == "head word" {
            beside(r, f, &mut more);
        }
        if f.kind == Kind::Organisation
            && f.by == "head word"
            && let Some((cut, rest)) = ranked(r, f)
        {
            f.run.end = cut;
            if !rest.is_empty() {
                more.push(Found::new(rest, Kind::Person, "title before"));
            }
        } else if let Some(cut) = member(r, f) {
            more.push(Found::new(cut..f.run.end, Kind::Person, "behind a body"));
            f.run.end = cut;
        }
    }
    for f in more {
        all.retain(|o| !(o.by == "model" && o.run != f.run && o.run.start >= f.run.start && o.run.end <= f.run.end));
        add(all, f);
    }
    // `ANTARA/BUDI HARTONO`: who took a picture, behind the agency.
    let agency = |r: &Reading, at: usize| at > 1 && r.is(at - 1, "/") && r.case(at - 2) == Case::Capitals;
    for f in
        all.iter_mut().filter(|f| f.by == "model" && f.kind == Kind::Organisation && (2..=3).contains(&f.run.len()))
    {
        let loud = f.run.clone().all(|i| r.case(i) == Case::Capitals && !r.has(i, OTHER));
        if loud && agency(r, f.run.start) {
            f.kind = Kind::Person;
        }
    }
    for f in all.iter_mut().filter(|f| f.kind == Kind::Person && f.by != "photo credit") {
        while f.run.len() > 1 && r.has(f.run.start, Classes::RANK) && r.is_upper(f.run.start + 1 + dot(r, f.run.start))
        {
            let n = 1 + dot(r, f.run.start);
            if f.run.start + n >= f.run.end {
                break;
            }
            f.run.start += n;
        }
        if let Some(cut) = f.run.clone().find(|&i| degree(r, i, f.run.start)) {
            f.run.end = cut;
        }
        while f.run.len() > 1 && matches!(r.of(f.run.end - 1), "." | ",") {
            f.run.end -= 1;
        }
    }
    all.retain(|f| !f.run.is_empty());
}

/// Names side by side that were found as one: `Kampung Baru Kelurahan Kesenden`, `Polsek Cikande Polres Serang`.
fn beside(r: &Reading, f: &mut Found, more: &mut Vec<Found>) {
    let place = f.kind == Kind::Place && r.has(f.run.start, Classes::PLACE);
    let body = f.kind == Kind::Organisation && r.has(f.run.start, Classes::ORG);
    let begins = |i: usize| place && DIVISIONS.contains(&r.of(i)) || body && FORCES.contains(&r.of(i));
    while let Some(cut) = (f.run.start + 2..f.run.end).rev().find(|&i| begins(i) && i + 1 < f.run.end) {
        more.push(Found::new(cut..f.run.end, f.kind, f.by));
        f.run.end = cut;
    }
}

/// Units of the army, which have a number and a name: `Kodim 0711/Pemalang`, `Koramil 05/KK`. Behind the office over one
/// (`Dandim 0711/Pemalang`) they are no names.
fn units(r: &Reading, all: &mut Vec<Found>) {
    const HEADS: [&str; 8] = ["Kodim", "Koramil", "Korem", "Kodam", "Yonif", "Yonkav", "Yonarmed", "Brigif"];
    const OFFICES: [&str; 6] = ["Dandim", "Danramil", "Danrem", "Pangdam", "Danyonif", "Kasdim"];
    for at in 0..r.len() {
        let unit = HEADS.contains(&r.of(at));
        let number = r.is_number(at + 1) || phrase::is_roman(r.of(at + 1));
        if !number || !(unit || OFFICES.contains(&r.of(at))) {
            continue;
        }
        let mut end = at + 2;
        if r.is(end, "-") && r.is_number(end + 1) {
            end += 2;
        }
        if !r.is(end, "/") || !r.is_upper(end + 1) {
            continue;
        }
        let run = at..end + 2;
        if all.iter().any(|f| f.meets(&run) && f.by != "model") {
            continue;
        }
        all.retain(|f| !f.meets(&run));
        if unit {
            all.push(Found::new(run, Kind::Organisation, "head word"));
        }
    }
}

/// Ministries and their regulations by their short forms, which all begin alike: `Kemenaker`, `Permenaker`.
fn ministries(r: &Reading, all: &mut Vec<Found>) {
    for at in 0..r.len() {
        let word = r.of(at);
        let letters = word.len() > 6 && r.case(at) == Case::Capital;
        let kind = match word {
            "Kementerian" | "Kementrian" | "Kemenangan" | "Kemenyan" | "Permenungan" | "Permen" => continue,
            _ if r.is(at + 1, "-") || r.is(at + 1, "/") => continue,
            _ if letters && word.starts_with("Kemen") => Kind::Organisation,
            _ if letters && word.starts_with("Permen") => Kind::Document,
            _ => continue,
        };
        let run = at..at + 1;
        if Casing::general(r.words[at].low, r.tongue) == Habit::Small
            || all.iter().any(|f| f.meets(&run) && f.run != run)
        {
            continue;
        }
        all.retain(|f| f.run != run);
        all.push(Found::new(run, kind, "known body"));
    }
}

fn dot(r: &Reading, at: usize) -> usize {
    usize::from(r.is(at + 1, ".") && !r.spaced(at + 1))
}

/// Whether a degree stands at `at`, behind a name that begins at `start`, or alone.
fn degree(r: &Reading, at: usize, start: usize) -> bool {
    let capitals = r.of(at).chars().filter(|c| c.is_uppercase()).count() > 1 || r.is(at, "Lc") || r.is(at, "Mes");
    if r.has(at, Classes::DEGREE) && capitals && (at > start || r.of(at).chars().count() > 2) {
        return true;
    }
    // `M.Pd`, `S.Kom`, `Sp.OG`
    let joined = r.is(at + 1, ".") && !r.spaced(at + 1) && r.is_upper(at + 2) && !r.spaced(at + 2);
    let first = matches!(r.of(at), "S" | "M" | "Sp" | "A");
    let letters = r.of(at + 2).chars().count();
    let own =
        (2..=3).contains(&letters) || r.has(at + 2, Classes::DEGREE) || (letters == 1 && at > 0 && r.is(at - 1, ","));
    joined && first && own && (at == start || r.spaced(at) || r.is(at - 1, ","))
}

/// `Imron Amin-Drs. Mohni`: two persons.
fn couple(r: &Reading, run: &Range<usize>) -> Option<usize> {
    run.clone().skip(1).find(|&i| r.is(i, "-") && i + 1 < run.end && r.has(i + 1, Classes::RANK))
}

/// Offices and common words before a body: `Analis Maju Sekuritas`, `Manajemen PT Maju`.
fn lead(r: &Reading, f: &mut Found) {
    let office = |i: usize| r.has(i, Classes::OFFICE) && !r.has(i, Classes::ORG | Classes::BODY | Classes::REGION);
    while f.run.len() > 1 && office(f.run.start) && r.is_upper(f.run.start + 1) {
        f.run.start += 1;
    }
    let first = f.run.start;
    let head =
        |i: usize| r.has(i, Classes::ORG) && r.case(i) == Case::Capitals && matches!(r.of(i), "PT" | "CV" | "UD");
    let common = matches!(Casing::general(r.words[first].low, r.tongue), Habit::Small | Habit::Mixed);
    if f.run.len() > 2 && common && head(first + 1) {
        f.run.start += 1;
    }
    let strong = r.has(f.run.start, Classes::ORG) && !r.has(f.run.start, Classes::ORG_WEAK | Classes::PLACE);
    if f.kind == Kind::Place && f.run.start > first && strong {
        f.kind = Kind::Organisation;
    }
}

/// A rank inside a name that is no person's: where the name ends, and the person behind the rank.
fn ranked(r: &Reading, f: &Found) -> Option<(usize, Range<usize>)> {
    let start = f.run.start;
    let head = lexicon().longest(&r.words, start, r.tongue, Classes::ORG);
    let body = lexicon().longest(&r.words, start, r.tongue, Classes::BODY);
    let exempt = NAMED_AFTER.contains(&r.of(start)) || (f.kind == Kind::Place && r.has(start, Classes::PLACE));
    if exempt {
        return None;
    }
    let rank = |i: usize| r.has(i, Classes::RANK) && r.is_upper(i) && !r.is(i - 1, "(");
    // `RS Prof Hartono`, but `UGM Prof Hartono`
    let least = if head > body { head + 1 } else { body.max(1) };
    let cut = (start + least..f.run.end).find(|&i| rank(i))?;
    let mut from = cut;
    while from < f.run.end && (r.has(from, Classes::RANK | Classes::OFFICE) || r.is(from, ".")) {
        from += 1;
    }
    Some((cut, from..f.run.end))
}

/// Where the person begins behind a known body or behind the place that ends a body's name: `Partai Golkar | Budi Hartono`,
/// `DPRD Bantul | Budi Hartono`.
fn member(r: &Reading, f: &Found) -> Option<usize> {
    let run = &f.run;
    let place = f.kind == Kind::Place && (r.has(run.start, Classes::REGION) || DIVISIONS.contains(&r.of(run.start)));
    if !place && f.kind != Kind::Organisation {
        return None;
    }
    if NAMED_AFTER.contains(&r.of(run.start)) || matches!(r.of(run.start), "PT" | "CV" | "Yayasan") {
        return None;
    }
    let body = lexicon().longest(&r.words, run.start, r.tongue, Classes::BODY);
    let mut cut = (body > 0).then_some(run.start + body).filter(|&c| c < run.end);
    for at in run.start + usize::from(!place)..run.end {
        let region = lexicon().longest(&r.words, at, r.tongue, Classes::REGION);
        let listed = places::longest(r, at).filter(|(_, p)| p.sure).map_or(0, |(n, _)| n);
        let to = at + region.max(listed);
        if to > at && to < run.end {
            cut = Some(to.max(cut.unwrap_or(0)));
        }
    }
    let rest = cut?..run.end;
    let plain = |i: usize| {
        let known = places::longest(r, i).is_some_and(|(_, p)| p.sure);
        let common = matches!(Casing::general(r.words[i].low, r.tongue), Habit::Small | Habit::Mixed);
        r.case(i) == Case::Capital && r.spaced(i) && !r.has(i, OTHER) && !known && !common
    };
    if rest.len() > 4 || !rest.clone().all(plain) {
        return None;
    }
    let before = if place { 8 } else { 2 };
    let titled = (run.start.saturating_sub(before)..run.start).any(|i| r.has(i, Classes::OFFICE));
    let before_comma = matches!(r.of(rest.end), "," | "(" | "dan" | "serta");
    let says = r.has(rest.end, Classes::SAYS) || (r.case(rest.end) == Case::Small && speaks(r.of(rest.end)));
    let given = rest.clone().any(|i| r.words[i].group.lists & 3 > 0);
    let sure = if rest.len() == 1 { titled && (before_comma || says) } else { titled || says || given };
    sure.then_some(rest.start)
}

/// Whether a small Indonesian word may be a verb by its form.
fn speaks(word: &str) -> bool {
    word.len() > 5 && ["me", "ber", "di", "ter"].iter().any(|p| word.starts_with(p))
}

#[cfg(test)]
mod tests {
    use crate::facts::names::trial::names;

    #[test]
    fn a_rank_ends_the_body_before_it() {
        let got = names("Hal itu dikatakan Kabid Humas Polda Jawa Barat Kombes Wira Sanjaya kepada wartawan, Senin.");
        assert_eq!(got, ["Organisation Polda Jawa Barat", "Person Wira Sanjaya"]);
    }

    #[test]
    fn degrees_are_no_part_of_a_name() {
        let got = names("Menurut Wirawan Hartono, SH, MH, perkara itu sudah selesai. Sulastri Dewi M.Pd juga hadir.");
        assert_eq!(got, ["Person Wirawan Hartono", "Person Sulastri Dewi"]);
    }

    #[test]
    fn a_member_stands_behind_the_party() {
        let got = names("Pendapat itu disampaikan politisi Partai Golkar Wirawan Hartono di Jakarta, Senin.");
        assert_eq!(got, ["Organisation Partai Golkar", "Person Wirawan Hartono", "Place Jakarta"]);
    }
}
