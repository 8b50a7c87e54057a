//! What an English article says of a name in one place holds in the others.
//!
//! Takes the names of all passages; finds persons again by their last name, and takes the article off names that open a
//! sentence. It does not settle kinds; that does [`super::discourse`].

use std::collections::HashSet;

use super::casing::Casing;
use super::english::{is_given, meaning, personal};
use super::found::{Found, taken};
use super::lexicon::{Classes, Tongue, lexicon};
use super::reading::Reading;
use super::words::hash;
use crate::facts::Kind;

/// How far from the model's own view a last name may be whose owner is told in full elsewhere.
const AGAIN: f32 = -12.0;

/// What sort of firm one is.
pub(super) const LEGAL: [&str; 17] = [
    "Inc",
    "Corp",
    "Corporation",
    "Ltd",
    "Limited",
    "LLC",
    "PLC",
    "Plc",
    "plc",
    "Co",
    "AG",
    "SA",
    "NV",
    "AB",
    "ASA",
    "Oyj",
    "Company",
];

/// Mends and adds names.
pub fn find(readings: &[&Reading], casing: &Casing, found: &mut [Vec<Found>]) {
    if !readings.iter().any(|r| r.tongue == Tongue::En) {
        return;
    }
    articles(readings, found);
    firms(readings, casing, found);
    lines(readings, found);
    again(readings, casing, found);
}

/// `The Fed said`, where the article has `the Fed` elsewhere: the first word is none of the name.
fn articles(readings: &[&Reading], found: &mut [Vec<Found>]) {
    let the = hash("the");
    let mut behind: HashSet<u32> = HashSet::new();
    for r in readings.iter().filter(|r| r.tongue == Tongue::En) {
        for at in 1..r.len() {
            if r.is_upper(at) && r.is(at - 1, "the") {
                behind.insert(r.words[at].low);
            }
        }
    }
    for (r, all) in readings.iter().zip(found.iter_mut()).filter(|(r, _)| r.tongue == Tongue::En) {
        for f in all.iter_mut().filter(|f| f.run.len() > 1 && f.kind == Kind::Organisation) {
            let next = f.run.start + 1;
            let told = Classes::BODY | Classes::LISTED;
            let listed = lexicon().longest(&r.words, next, r.tongue, told) == f.run.len() - 1;
            let plain = r.words[f.run.start].low == the && r.is_upper(next);
            if plain && (listed || r.opens(f.run.start) && behind.contains(&r.words[next].low)) {
                f.run.start = next;
            }
        }
    }
}

/// `ChemLawn Corp`, then `ChemLawn`: the name of a firm without what sort of firm it is, and its first word if that is no
/// word of the language.
fn firms(readings: &[&Reading], casing: &Casing, found: &mut [Vec<Found>]) {
    let mut short: Vec<Vec<u32>> = Vec::new();
    for (r, all) in readings.iter().zip(found.iter()).filter(|(r, _)| r.tongue == Tongue::En) {
        for f in all.iter().filter(|f| f.kind == Kind::Organisation && f.run.len() > 1) {
            let mut end = f.run.end - usize::from(r.is(f.run.end - 1, "."));
            let sort = |i: usize| LEGAL.contains(&r.of(i));
            if !sort(end - 1) {
                continue;
            }
            while end > f.run.start + 1 && (sort(end - 1) || matches!(r.of(end - 1), "&" | ",")) {
                end -= 1;
            }
            let words = |run: std::ops::Range<usize>| r.words[run].iter().map(|w| w.low).collect::<Vec<u32>>();
            let own = |i: usize| meaning(r, i) == 0 && r.words[i].group.lists & 5 == 0 && !r.has(i, Classes::REGION);
            if end > f.run.start + 1 || own(f.run.start) {
                short.push(words(f.run.start..end));
            }
            if own(f.run.start) && casing.here(r.words[f.run.start].low).small == 0 {
                short.push(words(f.run.start..f.run.start + 1));
            }
        }
    }
    short.sort_by_key(|w| std::cmp::Reverse(w.len()));
    short.dedup();
    if short.is_empty() {
        return;
    }
    for (r, all) in readings.iter().zip(found.iter_mut()).filter(|(r, _)| r.tongue == Tongue::En) {
        for at in 0..r.len() {
            let same = |w: &&Vec<u32>| {
                r.words.get(at..at + w.len()).is_some_and(|t| t.iter().zip(w.iter()).all(|(t, w)| t.low == *w))
            };
            let Some(run) = short.iter().find(same).map(|w| at..at + w.len()).filter(|_| r.is_upper(at)) else {
                continue;
            };
            let joined = r.is_upper(run.end) && r.spaced(run.end) && !r.opens(run.end);
            let follows = at > 0 && r.is_upper(at - 1) && r.spaced(at) && !r.opens(at - 1);
            if let Some(f) = all.iter_mut().find(|f| f.run == run) {
                f.kind = Kind::Organisation;
                f.office = None;
            } else if !joined && !follows && !taken(all, &run) {
                all.push(Found::new(run, Kind::Organisation, "firm elsewhere"));
            }
        }
        all.sort_by_key(|f| f.run.start);
    }
}

/// A line that is nothing but a name, with a given name first: who wrote it, or who speaks.
fn lines(readings: &[&Reading], found: &mut [Vec<Found>]) {
    for (r, all) in readings.iter().zip(found.iter_mut()).filter(|(r, _)| r.tongue == Tongue::En) {
        let name =
            (2..=3).contains(&r.len()) && all.is_empty() && is_given(r, 0) && (0..r.len()).all(|i| personal(r, i));
        if name && meaning(r, r.len() - 1) == 0 {
            all.push(Found::new(0..r.len(), Kind::Person, "line of its own"));
        }
    }
}

/// Persons by their last name alone.
fn again(readings: &[&Reading], casing: &Casing, found: &mut [Vec<Found>]) {
    let mut last: HashSet<u32> = HashSet::new();
    let mut other: HashSet<u32> = HashSet::new();
    for (r, all) in readings.iter().zip(found.iter()) {
        for f in all {
            if f.kind == Kind::Person && f.run.len() > 1 {
                last.insert(r.words[f.run.end - 1].low);
            } else if f.kind != Kind::Person {
                other.extend(r.words[f.run.clone()].iter().map(|w| w.low));
            }
        }
    }
    for (r, all) in readings.iter().zip(found.iter_mut()).filter(|(r, _)| r.tongue == Tongue::En && !r.shouts()) {
        for at in 0..r.len() {
            let Some(low) = r.words.get(at).map(|w| w.low).filter(|w| last.contains(w) && !other.contains(w)) else {
                continue;
            };
            let word = casing.here(low).small > 0 || r.opens(at) && meaning(r, at) > 0;
            let follows = at > 0 && r.is_upper(at - 1) && !r.opens(at - 1) && !r.has(at - 1, Classes::OFFICE);
            let joined = r.is_upper(at + 1) && r.spaced(at + 1) || r.is(at + 1, "-") || at > 0 && r.is(at - 1, "-");
            let run = at..at + 1;
            let free = r.is_upper(at) && !word && !follows && !joined && !taken(all, &run);
            if free && r.of(at).chars().count() > 1 && r.margin(&run, Kind::Person) > AGAIN {
                all.push(Found::new(run, Kind::Person, "last name"));
            }
        }
        all.sort_by_key(|f| f.run.start);
    }
}

#[cfg(test)]
mod tests {
    use crate::facts::Kind;
    use crate::facts::names::trial::found;

    #[test]
    fn a_firm_is_known_again_without_its_sort() {
        let text = "Brackwell Corp said on Monday that its sales had doubled in the last quarter of the year.\n\n\
            The chairman told reporters that Brackwell would build two plants in the north of the country.\n";
        let all = found(text);
        assert!(all.iter().any(|n| n.1 == "Brackwell" && n.0 == Kind::Organisation), "{all:?}");
    }

    #[test]
    fn a_person_is_known_again_by_the_last_name() {
        let text = "President Barack Obama came to the plant on Monday and spoke with the workers there.\n\n\
            It is anything but a problem for Obama, the owner said, and the workers laughed about that.\n";
        let all = found(text);
        assert!(all.iter().any(|n| n.1 == "Obama" && n.0 == Kind::Person), "{all:?}");
    }

    #[test]
    fn the_article_is_no_part_of_a_body() {
        let text = "Some traders found the statement of the Fed to be gloomier than they had expected.\n\n\
            The Fed said that it would replace the bonds with others in the course of the year.\n";
        let all = found(text);
        assert_eq!(all.iter().filter(|n| n.1 == "Fed").count(), 2, "{all:?}");
    }
}
