//! One name, one kind: an article that uses a name again and again means the same thing by it.
//!
//! Takes the names of all passages; gives a name that was found several times the kind most of its mentions have, and takes
//! what the model left out where the article always writes the word with a capital. Method: the majority of a document
//! decides, as in Krishnan and Manning 2006 (one sense per discourse). It looks at single articles.

use std::collections::{HashMap, HashSet};

use super::casing::{Casing, Habit};
use super::found::{Found, taken};
use super::lexicon::{Classes, Tongue};
use super::pairs;
use super::reading::Reading;
use super::vietnamese;
use crate::facts::Kind;

/// What an article says of one name.
#[derive(Debug, Default)]
struct Votes {
    /// Mentions found, by kind: persons, places, organisations.
    kinds: [u32; 3],
    /// The model's margins of the three kinds, summed over all its places.
    margins: [f32; 3],
    /// How often the words stand in the article as a run of their own.
    places: u32,
}

/// Settles the kinds and adds what is missing.
pub fn find(readings: &[&Reading], casing: &Casing, found: &mut [Vec<Found>]) {
    let mut votes: HashMap<Vec<u32>, Votes> = HashMap::new();
    for (r, all) in readings.iter().zip(found.iter()) {
        for f in all.iter().filter(|f| is_open(f)) {
            let Some(k) = slot(f.kind) else { continue };
            votes.entry(key(r, f)).or_default().kinds[k] += 1;
        }
    }
    votes.retain(|words, v| words.len() <= 4 && v.kinds.iter().sum::<u32>() > 0);
    for (r, all) in readings.iter().zip(found.iter()) {
        for f in all.iter().filter(|f| is_open(f) && slot(f.kind).is_some()) {
            let Some(v) = votes.get_mut(&key(r, f)) else { continue };
            v.places += 1;
            for (k, kind) in KINDS.iter().enumerate() {
                v.margins[k] += r.margin(&f.run, *kind).max(-12.0);
            }
        }
    }
    for (r, all) in readings.iter().zip(found.iter_mut()) {
        for f in all.iter_mut().filter(|f| f.by == "model") {
            let (Some(v), Some(_)) = (votes.get(&key(r, f)), slot(f.kind)) else { continue };
            if let Some(kind) = settled(v).filter(|k| *k != f.kind) {
                f.kind = kind;
                f.office = None;
            }
        }
    }
    short_forms(readings, found);
    couples(readings, found);
    repeat(readings, casing, found, &votes);
}

/// `Brown` beside `Cleon Brown`: a part of a person's name that the steps took for the same person is that person, if the full
/// name was read again.
pub fn told_in_full(readings: &[&Reading], first: &[Vec<Found>], found: &mut [Vec<Found>]) {
    let mut parts: HashSet<u32> = HashSet::new();
    let mut given: HashSet<[u32; 2]> = HashSet::new();
    for (r, all) in readings.iter().zip(found.iter()) {
        for f in all.iter().filter(|f| f.kind == Kind::Person && f.run.len() > 1) {
            // `Xuân Trường` of `Lương Xuân Trường`
            if r.tongue == Tongue::Vi && matches!(f.run.len(), 3 | 4) && r.has(f.run.start, Classes::SURNAME) {
                given.insert([r.words[f.run.end - 2].low, r.words[f.run.end - 1].low]);
            }
            // Indonesians are called by any part of their name.
            let from = if r.tongue == Tongue::Id { f.run.start } else { f.run.end - 1 };
            parts.extend(r.words[from..f.run.end].iter().map(|w| w.low));
        }
    }
    let part = |r: &Reading, f: &Found| f.run.len() == 1 && parts.contains(&r.words[f.run.start].low);
    for ((r, first), found) in readings.iter().zip(first).zip(found.iter_mut()) {
        for b in first.iter().filter(|b| b.kind == Kind::Person && part(r, b)) {
            match found.iter_mut().find(|f| f.meets(&b.run)) {
                Some(f) if f.run == b.run => f.kind = Kind::Person,
                Some(_) => {}
                None => found.push(b.clone()),
            }
        }
        // A place that is called like him: only its head or where something is tells that it is meant.
        let two = |f: &Found| f.run.len() == 2 && f.kind == Kind::Place && r.tongue == Tongue::Vi;
        for f in found.iter_mut().filter(|f| two(f)) {
            let [a, b] = [r.words[f.run.start].low, r.words[f.run.start + 1].low];
            let place = f.run.start > 0 && vietnamese::is_where(r, f.run.start - 1);
            if given.contains(&[a, b]) && !place {
                f.kind = Kind::Person;
            }
        }
        found.sort_by_key(|f| f.run.start);
    }
}

/// A short form is what its long form is, wherever it stands.
pub fn short_forms(readings: &[&Reading], found: &mut [Vec<Found>]) {
    let mut short: HashMap<u32, Kind> = HashMap::new();
    for (r, all) in readings.iter().zip(found.iter()) {
        for f in all.iter().filter(|f| f.expansion.is_some() && f.run.len() == 1) {
            let long = all.iter().find(|l| Some(l.run.start) == f.expansion && pairs::agrees(r, &l.run, &f.run));
            short.entry(r.words[f.run.start].low).or_insert(long.map_or(f.kind, |l| l.kind));
        }
    }
    for (r, all) in readings.iter().zip(found.iter_mut()) {
        for f in all.iter_mut().filter(|f| f.run.len() == 1) {
            if let Some(kind) = short.get(&r.words[f.run.start].low) {
                f.kind = *kind;
            }
        }
    }
}

/// `Jokowi-Ma'ruf Amin`: two persons, where the article names the first of them alone as well.
fn couples(readings: &[&Reading], found: &mut [Vec<Found>]) {
    let mut alone: HashSet<u32> = HashSet::new();
    for r in readings {
        for at in 0..r.len() {
            let joined = r.is(at + 1, "-") || (at > 0 && r.is(at - 1, "-"));
            if r.is_upper(at) && !joined && !r.is_upper(at + 1) {
                alone.insert(r.words[at].low);
            }
        }
    }
    for (r, all) in readings.iter().zip(found.iter_mut()) {
        let mut more = Vec::new();
        for f in all.iter_mut().filter(|f| f.kind == Kind::Person && f.by == "model" && f.run.len() > 2) {
            let cut = f.run.start + 1;
            let tight = r.is(cut, "-") && !r.spaced(cut) && !r.spaced(cut + 1) && r.is_upper(cut + 1);
            if tight && alone.contains(&r.words[f.run.start].low) {
                more.push(Found::new(cut + 1..f.run.end, Kind::Person, "two names"));
                f.run.end = cut;
                f.by = "two names";
            }
        }
        all.extend(more);
        all.sort_by_key(|f| f.run.start);
    }
}

/// Adds single words that were found in some places and left out in others.
fn repeat(readings: &[&Reading], casing: &Casing, found: &mut [Vec<Found>], votes: &HashMap<Vec<u32>, Votes>) {
    for (r, all) in readings.iter().zip(found.iter_mut()) {
        let mut more: Vec<Found> = Vec::new();
        for at in 0..r.len() {
            if !r.is_upper(at) || taken(all, &(at..at + 1)) {
                continue;
            }
            let low = r.words[at].low;
            let Some(v) = votes.get(&vec![low]) else { continue };
            let n: u32 = v.kinds.iter().sum();
            let follows = at > 0 && r.is_upper(at - 1) && !r.opens(at - 1);
            let lone = !follows && !r.is_upper(at + 1);
            let word = casing.here(low).small == 0
                && matches!(Casing::general(low, r.tongue), Habit::Unknown | Habit::Capital)
                && !r.has(at, Classes::GENERIC | Classes::OFFICE | Classes::DATE | Classes::FUNCTION)
                && r.of(at).chars().count() > 2;
            if n >= 2
                && lone
                && word
                && let Some(kind) = settled(v)
            {
                more.push(Found::new(at..at + 1, kind, "one name, one kind"));
            }
        }
        all.extend(more);
        all.sort_by_key(|f| f.run.start);
    }
}

const KINDS: [Kind; 3] = [Kind::Person, Kind::Place, Kind::Organisation];

/// The kind that most mentions have; where two have as many, the one the model is nearer to. A single mention settles
/// nothing.
fn settled(v: &Votes) -> Option<Kind> {
    let n: u32 = v.kinds.iter().sum();
    if n < 2 {
        return None;
    }
    let best = (0..3).max_by(|&a, &b| v.kinds[a].cmp(&v.kinds[b]).then(v.margins[a].total_cmp(&v.margins[b])))?;
    Some(KINDS[best])
}

fn slot(kind: Kind) -> Option<usize> {
    KINDS.iter().position(|k| *k == kind)
}

/// Whether nothing but the model or its echo stands behind a name.
fn is_open(f: &Found) -> bool {
    !matches!(f.by, "list of documents" | "list of events")
}

fn key(r: &Reading, f: &Found) -> Vec<u32> {
    r.words[f.run.clone()].iter().map(|w| w.low).collect()
}

#[cfg(test)]
mod tests {
    use super::told_in_full;
    use crate::facts::Kind;
    use crate::facts::names::found::Found;
    use crate::facts::names::lexicon::Tongue;
    use crate::facts::names::reading::Reading;
    use crate::facts::names::trial::found;

    fn kinds(text: &str, name: &str) -> Vec<Kind> {
        found(text).into_iter().filter(|n| n.1 == name).map(|n| n.0).collect()
    }

    #[test]
    fn a_name_has_one_kind_in_an_article() {
        let text = "Menteri Budi Hartono datang ke kota itu pada hari Senin. Menurut Hartono, jembatan itu sudah selesai.\n\n\
            Hartono mengatakan warga senang. Ia bertemu Hartono lain di sana, dan kata Hartono semua baik.\n";
        let all = kinds(text, "Hartono");
        assert!(all.len() >= 3, "{all:?}");
        assert!(all.iter().all(|k| *k == Kind::Person), "{all:?}");
    }

    #[test]
    fn a_couple_joined_by_a_hyphen_is_two_persons() {
        let text = "Pasangan Wirawan-Sulastri Dewi menang dalam pemilihan itu, kata panitia pada hari Senin.\n\n\
            Pak Wirawan mengucapkan terima kasih kepada warga. Menurut Wirawan, kemenangan itu milik semua.\n";
        assert!(kinds(text, "Wirawan-Sulastri Dewi").is_empty());
    }

    #[test]
    fn who_is_told_in_full_stays_the_same_person() {
        let full = Reading::new("Sgt. Cleon Marlow spoke.", Tongue::En);
        let short = Reading::new("They saw Marlow there.", Tongue::En);
        let person = |run| Found::new(run, Kind::Person, "model");
        let first = [vec![person(2..4)], vec![person(2..3)]];
        let told = |mut found: [Vec<Found>; 2]| {
            told_in_full(&[&full, &short], &first, &mut found);
            found[1].iter().map(|f| (f.run.clone(), f.kind)).collect::<Vec<_>>()
        };
        assert_eq!(told([vec![person(2..4)], vec![]]), [(2..3, Kind::Person)]);
        let place = vec![Found::new(2..3, Kind::Place, "model")];
        assert_eq!(told([vec![person(2..4)], place]), [(2..3, Kind::Person)]);
        assert!(told([vec![], vec![]]).is_empty(), "nobody of that name was read again");
    }

    #[test]
    fn a_town_called_like_somebody_is_him_unless_something_is_there() {
        let full = Reading::new("Tiền vệ Lương Xuân Trường ghi bàn.", Tongue::Vi);
        let short = Reading::new("Đội có Xuân Trường, không về Xuân Trường.", Tongue::Vi);
        let mut found = [
            vec![Found::new(2..5, Kind::Person, "model")],
            vec![Found::new(2..4, Kind::Place, "model"), Found::new(7..9, Kind::Place, "model")],
        ];
        told_in_full(&[&full, &short], &[vec![], vec![]], &mut found);
        assert_eq!(found[1].iter().map(|f| f.kind).collect::<Vec<_>>(), [Kind::Person, Kind::Place]);
    }
}
