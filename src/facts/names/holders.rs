//! Persons that the model took for the end of a body's name: the rest of the article calls them by one word.
//!
//! Takes the names of all passages; cuts `Lembaga Maju Bersama Wira Sanjaya` before `Wira` where the article has `Wira` or
//! `Sanjaya` alone elsewhere, and takes what stands alone for the same person. Method: the article tells what one sentence
//! does not, as in [`super::discourse`]. Indonesian alone, whose bodies end in no word of their own.

use std::collections::HashSet;

use super::casing::{Casing, Habit};
use super::found::{Found, taken};
use super::lexicon::{Classes, Tongue};
use super::places;
use super::reading::Reading;
use super::vietnamese;
use super::words::Case;
use crate::facts::Kind;

/// Cuts the persons off.
pub fn find(readings: &[&Reading], found: &mut [Vec<Found>]) {
    let mut alone: HashSet<u32> = HashSet::new();
    for (r, all) in readings.iter().zip(found.iter()).filter(|(r, _)| r.tongue == Tongue::Id) {
        for at in 0..r.len() {
            let beside = r.is_upper(at + 1) || r.opens(at) || at > 0 && r.is_upper(at - 1);
            let lone = !beside || speaks(r, at);
            // `berakhir di Tapung`: a place.
            let place = at > 0 && matches!(r.of(at - 1), "di" | "ke" | "dari" | "dekat" | "asal" | "warga" | "-" | "/");
            let lone = lone && !place && !matches!(r.of(at + 1), "-" | "/");
            let body = all.iter().any(|f| f.run == (at..at + 1) && f.kind == Kind::Organisation && f.by != "model");
            if r.case(at) == Case::Capital && lone && !body && is_name(r, at) {
                alone.insert(r.words[at].low);
            }
        }
    }
    let mut persons: HashSet<u32> = HashSet::new();
    for (r, all) in readings.iter().zip(found.iter_mut()) {
        let mut more = Vec::new();
        for f in all.iter_mut().filter(|f| f.kind == Kind::Organisation && matches!(f.by, "model" | "head word")) {
            let from = f.run.start + 2;
            let tail = |i: usize| {
                let rest = i..f.run.end;
                rest.len() <= 3
                    && rest.clone().all(|j| is_name(r, j))
                    && rest.clone().any(|j| alone.contains(&r.words[j].low))
            };
            let headed = r.has(f.run.start, Classes::ORG | Classes::BODY) && f.run.clone().all(|i| r.is_upper(i));
            if f.run.len() < 3 || !headed || matches!(r.of(f.run.start), "PT" | "CV" | "Universitas" | "Yayasan") {
                continue;
            }
            if let Some(cut) = (from..f.run.end).find(|&i| tail(i)) {
                for i in cut..f.run.end {
                    persons.insert(r.words[i].low);
                }
                more.push(Found::new(cut..f.run.end, Kind::Person, "behind a body"));
                f.run.end = cut;
            }
        }
        all.extend(more);
        all.sort_by_key(|f| f.run.start);
    }
    // `Jazuli` beside `Jazuli Juwaini`: a part of a person's name that the model took for a place.
    let mut parts: HashSet<u32> = HashSet::new();
    for (r, all) in readings.iter().zip(found.iter()) {
        for f in all.iter().filter(|f| f.kind == Kind::Person && f.run.len() > 1) {
            parts.extend(f.run.clone().filter(|&i| is_name(r, i)).map(|i| r.words[i].low));
        }
    }
    given(readings, found);
    districts(readings, found);
    for (r, all) in readings.iter().zip(found.iter_mut()).filter(|(r, _)| r.tongue == Tongue::Id) {
        let where_at = |at: usize| at > 0 && matches!(r.of(at - 1), "di" | "ke" | "dari");
        for f in all.iter_mut().filter(|f| f.by == "model" && f.kind == Kind::Place && f.run.len() == 1) {
            if parts.contains(&r.words[f.run.start].low) && is_name(r, f.run.start) && !where_at(f.run.start) {
                f.kind = Kind::Person;
            }
        }
    }
    if persons.is_empty() {
        return;
    }
    for (r, all) in readings.iter().zip(found.iter_mut()) {
        for f in all.iter_mut().filter(|f| f.by == "model" && f.run.len() == 1) {
            if persons.contains(&r.words[f.run.start].low) {
                f.kind = Kind::Person;
            }
        }
        for at in 0..r.len() {
            let beside = r.is_upper(at + 1) || at > 0 && r.is_upper(at - 1) && !r.opens(at - 1);
            let lone = !beside;
            if persons.contains(&r.words[at].low) && r.case(at) == Case::Capital && lone && !taken(all, &(at..at + 1)) {
                all.push(Found::new(at..at + 1, Kind::Person, "part of a name"));
            }
        }
        all.sort_by_key(|f| f.run.start);
    }
}

/// `Camat Baros | Samiarto`, where the article has `Kecamatan Baros`: the place of an office is none of its holder's name, and
/// alone it is that place.
fn districts(readings: &[&Reading], found: &mut [Vec<Found>]) {
    const HEADS: [&str; 12] = [
        "Kecamatan",
        "Kelurahan",
        "Desa",
        "Kabupaten",
        "Kota",
        "Dusun",
        "Distrik",
        "Kampung",
        "Nagari",
        "Gampong",
        "Provinsi",
        "Pulau",
    ];
    let mut told: HashSet<u32> = HashSet::new();
    for r in readings.iter().filter(|r| r.tongue == Tongue::Id) {
        for at in 1..r.len() {
            let alone = !r.is_upper(at + 1) || !r.spaced(at + 1);
            if HEADS.contains(&r.of(at - 1)) && r.case(at) == Case::Capital && alone && is_name(r, at) {
                told.insert(r.words[at].low);
            }
        }
    }
    if told.is_empty() {
        return;
    }
    for (r, all) in readings.iter().zip(found.iter_mut()).filter(|(r, _)| r.tongue == Tongue::Id) {
        let mut more = Vec::new();
        for f in all.iter_mut().filter(|f| f.kind == Kind::Person && told.contains(&r.words[f.run.start].low)) {
            let first = f.run.start..f.run.start + 1;
            let office = first.start > 0 && r.has(first.start - 1, Classes::OFFICE | Classes::TERRITORY);
            if f.run.len() > 1 && office {
                f.run.start = first.end;
                more.push(Found::new(first, Kind::Place, "place of an office"));
            } else if f.run == first && !speaks(r, first.start) {
                f.kind = Kind::Place;
            }
        }
        all.extend(more);
        all.sort_by_key(|f| f.run.start);
    }
}

/// `Vinh` beside `Trần Quang Vinh`: in Vietnamese a town of one syllable that is a person's given name in the article, unless
/// the words before it say where something is.
fn given(readings: &[&Reading], found: &mut [Vec<Found>]) {
    let mut names: HashSet<u32> = HashSet::new();
    for (r, all) in readings.iter().zip(found.iter()).filter(|(r, _)| r.tongue == Tongue::Vi) {
        let persons = all.iter().filter(|f| f.kind == Kind::Person && f.run.len() > 1);
        names.extend(persons.map(|f| r.words[f.run.end - 1].low));
    }
    for (r, all) in readings.iter().zip(found.iter_mut()).filter(|(r, _)| r.tongue == Tongue::Vi) {
        for f in all.iter_mut().filter(|f| f.kind == Kind::Place && f.run.len() == 1) {
            let at = f.run.start;
            let place = at > 0 && vietnamese::is_where(r, at - 1);
            if names.contains(&r.words[at].low) && !place && f.by == "list of places" {
                f.kind = Kind::Person;
            }
        }
    }
}

/// Whether a word beside token `at` says that somebody speaks.
fn speaks(r: &Reading, at: usize) -> bool {
    r.has(at + 1, Classes::SAYS) || (at > 0 && r.has(at - 1, Classes::SAYS))
}

/// Whether the word at `at` is no word of the language, nor a body or place by name.
pub fn is_name(r: &Reading, at: usize) -> bool {
    let other = Classes::BODY | Classes::REGION | Classes::ORG | Classes::ORG_TAIL | Classes::PLACE | Classes::GENERIC;
    let date = Classes::OFFICE | Classes::DATE | Classes::EVENT | Classes::DOCUMENT | Classes::FUNCTION;
    r.case(at) == Case::Capital
        && r.of(at).chars().count() > 2
        && !r.has(at, other | date)
        && matches!(Casing::general(r.words[at].low, r.tongue), Habit::Unknown | Habit::Capital)
        && places::longest(r, at).is_none_or(|(_, p)| !p.sure)
}

#[cfg(test)]
mod tests {
    use super::find;
    use crate::facts::Kind;
    use crate::facts::names::found::Found;
    use crate::facts::names::lexicon::Tongue;
    use crate::facts::names::reading::Reading;

    #[test]
    fn the_place_of_an_office_is_none_of_its_holder() {
        let first = Reading::new("Banjir terparah terjadi di Kecamatan Bantarjati sejak pagi.", Tongue::Id);
        let second = Reading::new("Camat Bantarjati Sumiarto meninjau rumah warga di Bantarjati.", Tongue::Id);
        let person = |run| Found::new(run, Kind::Person, "model");
        let mut found = vec![vec![], vec![person(1..3), person(7..8)]];
        find(&[&first, &second], &mut found);
        let got: Vec<_> = found[1].iter().map(|f| (f.run.clone(), f.kind)).collect();
        assert_eq!(got, [(1..2, Kind::Place), (2..3, Kind::Person), (7..8, Kind::Place)]);
    }

    #[test]
    fn who_is_called_by_one_word_elsewhere_is_no_part_of_a_body() {
        let first = Reading::new("Pendapat itu disampaikan Lembaga Maju Wirawan Sulastri kemarin.", Tongue::Id);
        let second = Reading::new("Namun pendapat yang dibawa Sulastri itu ditolak warga.", Tongue::Id);
        let mut found = vec![vec![Found::new(3..7, Kind::Organisation, "model")], vec![]];
        find(&[&first, &second], &mut found);
        assert_eq!(found[0].len(), 2);
        assert_eq!((found[0][0].run.clone(), found[0][1].run.clone()), (3..5, 5..7));
        assert_eq!(found[1][0].kind, Kind::Person);
    }
}
