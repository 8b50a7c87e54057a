//! Names that the model took apart: two halves of a person side by side, small words inside (`Erik van Sebille`), and chains of
//! places.
//!
//! Takes the names that the model found in one reading; joins halves. It looks at no other article.

use super::found::{Found, taken};
use super::lexicon::Classes;
use super::reading::Reading;
use super::words::Case;
use crate::facts::Kind;

/// Small words inside the names of persons.
const INSIDE: [&str; 9] = ["van", "von", "der", "den", "ten", "bin", "binti", "ibn", "zu"];

/// Whether nothing but the model says what a name is.
fn is_open(r: &Reading, f: &Found) -> bool {
    let told = Classes::BODY | Classes::REGION | Classes::ORG | Classes::ORG_TAIL | Classes::PLACE | Classes::OFFICE;
    let city = |i: usize| r.words[i].group.lists & 4 > 0;
    f.run.clone().all(|i| r.is_upper(i) && !r.has(i, told)) && !(f.run.len() == 1 && city(f.run.start))
}

/// `Menteri Le Thi Thu Hang`, of which the model has `Thu Hang` alone and for something else: behind a title or a family name
/// the words before belong to it.
fn widen(r: &Reading, all: &mut [Found]) {
    for i in 0..all.len() {
        let f = &all[i];
        let acronym = f.kind == Kind::Organisation && f.run.len() == 1 && r.case(f.run.start) == Case::Capitals;
        if f.by != "model" || acronym || !is_open(r, f) {
            continue;
        }
        let mut start = f.run.start;
        let free = |at: usize| Found::new(at..at + 1, Kind::Person, "model");
        while start > 0 && is_open(r, &free(start - 1)) && !taken(all, &(start - 1..start)) {
            start -= 1;
        }
        let titled = start > 0 && r.has(start - 1, Classes::OFFICE) && r.is_upper(start - 1);
        let told = titled || r.has(start, Classes::SURNAME);
        if start < f.run.start && told && f.run.end - start <= 5 {
            all[i].run.start = start;
            all[i].kind = Kind::Person;
        }
    }
}

/// The step that joins sites with dashes between them.
pub const CHAIN: &str = "chain of places";

/// Joins the halves.
pub fn join(r: &Reading, all: &mut Vec<Found>) {
    all.sort_by_key(|f| f.run.start);
    widen(r, all);
    let mut at = 0;
    while at < all.len() {
        if all[at].by != "model" {
            at += 1;
            continue;
        }
        // `van Sebille` alone is a person, too.
        let start = all[at].run.start;
        let led = start > 0 && matches!(r.of(start - 1), "van" | "von") && all[at].run.len() == 1;
        if led && (at == 0 || all[at - 1].run.end < start) {
            all[at].run.start -= 1;
            all[at].kind = Kind::Person;
        }
        if all[at].kind != Kind::Person {
            at += 1;
            continue;
        }
        let mut next = all[at].run.end;
        while r.case(next) == Case::Small && INSIDE.contains(&r.of(next)) && next < all[at].run.end + 2 {
            next += 1;
        }
        let follows = all.get(at + 1).filter(|f| f.run.start <= next && f.run.end > next && f.by == "model");
        match follows {
            Some(f) if next > all[at].run.end || f.kind == Kind::Person || is_open(r, f) => {
                all[at].run.end = f.run.end;
                all.remove(at + 1);
            }
            None if next > all[at].run.end && r.is_upper(next) => all[at].run.end = next + 1,
            _ => at += 1,
        }
    }
}

/// `Yen Tu - Vinh Nghiem - Con Son`: three sites or more in one chain are one name, if one of them is a place.
pub fn chain(r: &Reading, all: &mut Vec<Found>) {
    let dash = |i: usize| matches!(r.of(i), "-" | "–") && r.spaced(i) && r.spaced(i + 1);
    let mut at = 0;
    while at < r.len() {
        let start = at;
        let mut dashes = 0;
        while r.is_upper(at) || (at > start && dash(at) && r.is_upper(at + 1)) {
            dashes += usize::from(!r.is_upper(at));
            at += 1;
        }
        let run = start..at;
        at += 1;
        let sites = || all.iter().filter(|f| f.meets(&run));
        let one = sites().any(|f| f.kind == Kind::Place)
            && sites().all(|f| f.by == "model" && f.run.start >= run.start && f.run.end <= run.end)
            && sites().any(|f| f.run != run);
        if dashes > 1 && one {
            all.retain(|f| !f.meets(&run));
            all.push(Found::new(run, Kind::Place, CHAIN));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{chain, join};
    use crate::facts::Kind;
    use crate::facts::names::found::Found;
    use crate::facts::names::lexicon::Tongue;
    use crate::facts::names::reading::Reading;

    fn joined(text: &str, found: &[(std::ops::Range<usize>, Kind)]) -> Vec<(String, Kind)> {
        let r = Reading::new(text, Tongue::En);
        let mut all: Vec<Found> = found.iter().map(|(run, kind)| Found::new(run.clone(), *kind, "model")).collect();
        join(&r, &mut all);
        chain(&r, &mut all);
        all.iter().map(|f| (text[r.bytes(&f.run)].to_owned(), f.kind)).collect()
    }

    #[test]
    fn halves_of_a_person_are_one() {
        let all = joined("said Maria Qrst Xyzw today", &[(1..2, Kind::Person), (2..4, Kind::Organisation)]);
        assert_eq!(all, [("Maria Qrst Xyzw".to_owned(), Kind::Person)]);
        let all = joined("said Erik van Qrst", &[(1..2, Kind::Person), (3..4, Kind::Place)]);
        assert_eq!(all, [("Erik van Qrst".to_owned(), Kind::Person)]);
        assert_eq!(joined("as van Qrst said", &[(2..3, Kind::Place)]), [("van Qrst".to_owned(), Kind::Person)]);
    }

    #[test]
    fn a_person_and_a_known_place_stay_two() {
        assert_eq!(joined("said Maria Indonesia", &[(1..2, Kind::Person), (2..3, Kind::Place)]).len(), 2);
    }

    #[test]
    fn three_sites_in_a_chain_are_one_place() {
        let all = joined("at Qa - Rb - Sc now", &[(1..2, Kind::Person), (5..6, Kind::Place)]);
        assert_eq!(all, [("Qa - Rb - Sc".to_owned(), Kind::Place)]);
        assert_eq!(joined("at Qa - Rb now", &[(1..2, Kind::Place)]).len(), 1);
    }
}
