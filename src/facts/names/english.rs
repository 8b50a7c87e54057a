//! What English newspapers do with names that the model, trained on an encyclopedia, takes wrongly.
//!
//! Takes a reading and the names that the model found; cuts them at signs and settles kinds by lists, then asks
//! [`super::english_titles`] and [`super::english_bodies`]. It does not look at the rest of the article; that does
//! [`super::english_article`].

use std::ops::Range;

use super::bodies::nearest;
use super::found::Found;
use super::groups::sense;
use super::lexicon::{Classes, Tongue, lexicon};
use super::places;
use super::reading::Reading;
use super::words::Case;
use super::{english_bodies, english_titles};
use crate::facts::Kind;

/// Words that open a sentence and are no part of the name behind them.
pub(super) const OPENERS: [&str; 52] = [
    "A", "After", "All", "Although", "An", "And", "As", "At", "Because", "Before", "Both", "But", "By", "Despite",
    "During", "Even", "Every", "For", "From", "He", "Her", "His", "How", "If", "In", "Instead", "Is", "It", "Its",
    "Like", "Many", "Most", "No", "Now", "Of", "On", "Only", "Or", "Our", "She", "Since", "So", "Some", "Than", "That",
    "These", "They", "This", "To", "What", "When", "While",
];

/// Last words of the names of places that no organisation has.
const GEOGRAPHY: [&str; 28] = [
    "Airport",
    "Avenue",
    "Bay",
    "Beach",
    "Boulevard",
    "Bridge",
    "Canal",
    "Canyon",
    "Creek",
    "Desert",
    "Glacier",
    "Gorge",
    "Harbor",
    "Harbour",
    "Highway",
    "Hills",
    "Island",
    "Islands",
    "Lake",
    "Mountain",
    "Mountains",
    "Ocean",
    "Peninsula",
    "River",
    "Road",
    "Strait",
    "Street",
    "Valley",
];

/// Words before a region that is no team.
const WHERE: [&str; 9] = ["in", "from", "across", "around", "outside", "throughout", "near", "to", "about"];

/// How far from the model's own view a listed organisation may be: where the name is nothing else, and where it is.
pub(super) const LISTED: f32 = -9.0;
pub(super) const DOUBTFUL: f32 = -2.0;

/// Classes of words that stand in no person's name.
pub(super) const UNPERSONAL: Classes = Classes(
    Classes::BODY.0
        | Classes::REGION.0
        | Classes::ORG.0
        | Classes::ORG_TAIL.0
        | Classes::PLACE.0
        | Classes::DATE.0
        | Classes::EVENT.0
        | Classes::DOCUMENT.0
        | Classes::GENERIC.0,
);

/// Classes of words that are names of persons, too: `Chad`, `Hill`.
const BOTH: Classes = Classes(Classes::REGION.0 | Classes::PLACE.0);

/// Mends what the model found in `r` and adds what it left out.
pub fn mend(r: &Reading, all: &mut Vec<Found>) {
    if r.tongue != Tongue::En || r.shouts() {
        return;
    }
    cut(r, all);
    waters(r, all);
    states(r, all);
    english_titles::find(r, all);
    english_bodies::widen(r, all);
    kinds(r, all);
    english_bodies::find(r, all);
}

/// The number of the sense of token `at`; 0 where the word is never written small.
pub(super) fn meaning(r: &Reading, at: usize) -> u8 {
    let number = r.words.get(at).map_or(0, |w| w.group.sense & sense::NUMBER);
    if number == sense::GIVEN { 0 } else { number }
}

/// Whether token `at` may be a part of a person's name.
pub(super) fn personal(r: &Reading, at: usize) -> bool {
    let lists = r.words.get(at).map_or(0, |w| w.group.lists);
    let listed = lists & 3 > 0;
    let never = if listed { Classes(UNPERSONAL.0 & !BOTH.0) } else { UNPERSONAL };
    let told = r.has(at, never);
    r.case(at) == Case::Capital && !told && (listed || meaning(r, at) == 0)
}

/// Whether token `at` is a given name and no word.
pub(super) fn is_given(r: &Reading, at: usize) -> bool {
    r.case(at) == Case::Capital
        && r.words.get(at).is_some_and(|w| w.group.lists & 1 > 0 || w.group.sense & sense::NUMBER == sense::GIVEN)
        && !r.has(at, Classes(UNPERSONAL.0 & !Classes::REGION.0))
}

/// Whether `run` is an organisation or a place by one of the lists.
pub(super) fn known(r: &Reading, run: &Range<usize>) -> Option<Kind> {
    let whole = |c| lexicon().longest(&r.words, run.start, r.tongue, c) == run.len();
    if run.is_empty() {
        None
    } else if whole(Classes::BODY | Classes::LISTED) {
        Some(Kind::Organisation)
    } else if whole(Classes::REGION) || places::longest(r, run.start).is_some_and(|(n, p)| n == run.len() && p.sure) {
        Some(Kind::Place)
    } else {
        None
    }
}

/// Cuts names at signs that no name holds, at openers of sentences and behind a known owner.
fn cut(r: &Reading, all: &mut Vec<Found>) {
    let mut more = Vec::new();
    for f in all.iter_mut().filter(|f| f.by == "model") {
        while f.run.len() > 1
            && r.opens(f.run.start)
            && OPENERS.contains(&r.of(f.run.start))
            && r.is_upper(f.run.start + 1)
        {
            f.run.start += 1;
        }
        // `Ian Murray-skippered`.
        let tail = f.run.end - 1;
        if f.run.len() > 2
            && r.case(tail) == Case::Small
            && r.is(tail - 1, "-")
            && meaning(r, tail) > 0
            && r.of(tail).len() > 4
        {
            f.run.end -= 2;
        }
        if let Some(cut) = f.run.clone().skip(1).find(|&i| matches!(r.of(i), "<" | ">" | "|" | "•")) {
            f.run.end = cut;
        }
        // `Franzese I’d be figuring`.
        if let Some(cut) = f.run.clone().skip(1).find(|&i| {
            r.is(i, "I") && matches!(r.of(i + 1), "'" | "’") || r.of(i).starts_with("I’") || r.of(i).starts_with("I'")
        }) {
            f.run.end = cut;
        }
        // `Pennsylvania — Obama`: two sides of a dash.
        if let Some(cut) = f.run.clone().skip(1).find(|&i| matches!(r.of(i), "—" | "--")) {
            let rest = cut + 1..f.run.end;
            if !rest.is_empty() && r.is_upper(rest.start) {
                more.push(Found::new(rest.clone(), known(r, &rest).unwrap_or_else(|| nearest(r, &rest)), "model"));
            }
            f.run.end = cut;
            f.kind = known(r, &f.run).unwrap_or(f.kind);
        }
        // `Malaysia and China`, but `Trinidad and Tobago`.
        let both = f.run.clone().skip(1).find(|&i| r.is(i, "and") && i + 1 < f.run.end);
        if let Some(cut) = both
            && [f.run.start..cut, cut + 1..f.run.end].iter().all(|side| known(r, side) == Some(Kind::Place))
            && known(r, &f.run).is_none()
        {
            more.push(Found::new(cut + 1..f.run.end, Kind::Place, "model"));
            f.run.end = cut;
            f.kind = Kind::Place;
        }
        // `AP Photo`: whose picture.
        let picture = f.run.len() > 1 && matches!(r.of(f.run.end - 1), "Photo" | "Photos" | "Pool" | "Images");
        if picture && known(r, &(f.run.start..f.run.end - 1)) == Some(Kind::Organisation) && known(r, &f.run).is_none()
        {
            f.run.end -= 1;
            f.kind = Kind::Organisation;
        }
        // `Cisco's Scientific Atlanta`: a known owner, and what is his.
        let owned = f.run.clone().skip(1).find(|&i| {
            matches!(r.of(i), "'" | "’") && r.is(i + 1, "s") && !r.spaced(i) && !r.spaced(i + 1) && i + 2 < f.run.end
        });
        let acronym = |cut: usize| {
            let alone = cut == f.run.start + 1 && r.case(f.run.start) == Case::Capitals && r.of(f.run.start).len() > 1;
            alone.then_some(Kind::Organisation)
        };
        if let Some(cut) = owned
            && let Some(kind) = known(r, &(f.run.start..cut)).or_else(|| acronym(cut))
            && r.is_upper(cut + 2)
        {
            // `Fed's Statement`: a word is no name.
            if f.run.end > cut + 3 || meaning(r, cut + 2) == 0 {
                more.push(Found { run: cut + 2..f.run.end, ..f.clone() });
            }
            f.run.end = cut;
            f.kind = kind;
        }
    }
    all.retain(|f| !f.run.is_empty());
    all.extend(more);
}

/// `Gulf of Mexico`, `Isle of Wight`: geography that a small word joins.
fn waters(r: &Reading, all: &mut Vec<Found>) {
    const HEADS: [&str; 9] = ["Bay", "Cape", "Firth", "Gulf", "Horn", "Isle", "Sea", "Strait", "Straits"];
    for at in 0..r.len() {
        if !HEADS.contains(&r.of(at)) || !r.is(at + 1, "of") || !r.is_upper(at + 2) {
            continue;
        }
        let end = (at + 3..r.len()).find(|&i| !r.is_upper(i) || !r.spaced(i)).unwrap_or(r.len());
        let run = at..end;
        if run.len() <= 5
            && all.iter().all(|f| !f.meets(&run) || f.by == "model" && at <= f.run.start && f.run.end <= end)
        {
            all.retain(|f| !f.meets(&run));
            all.push(Found::new(run, Kind::Place, "head word"));
        }
    }
}

/// `Nashville, Tenn.`: a state as newspapers shorten it behind a town, with its full stop.
fn states(r: &Reading, all: &mut Vec<Found>) {
    const SHORT: [&str; 35] = [
        "Ala", "Ariz", "Ark", "Calif", "Colo", "Conn", "Del", "Fla", "Ga", "Ill", "Ind", "Kan", "Kans", "Ky", "La",
        "Mass", "Md", "Mich", "Minn", "Miss", "Mo", "Mont", "Neb", "Nev", "Okla", "Ore", "Pa", "Tenn", "Tex", "Va",
        "Vt", "Wash", "Wis", "Wyo", "Ont",
    ];
    for at in 2..r.len() {
        let dot = r.is(at + 1, ".") && !r.spaced(at + 1);
        if !SHORT.contains(&r.of(at)) || !dot || !r.is(at - 1, ",") || !r.is_upper(at - 2) {
            continue;
        }
        let run = at..at + 2;
        if all.iter().filter(|f| f.meets(&run)).all(|f| f.by == "model" && f.run.start >= at) {
            all.retain(|f| !f.meets(&run));
            all.push(Found::new(run, Kind::Place, "state"));
        }
    }
}

/// Settles kinds by lists and by last words, and drops what is no name.
fn kinds(r: &Reading, all: &mut Vec<Found>) {
    let people = |f: &Found| {
        let last = f.run.end - 1;
        f.run.len() == 1 && meaning(r, last) == sense::PEOPLE
            || f.run.len() == 2
                && f.kind == Kind::Place
                && meaning(r, last) == sense::PEOPLE
                && known(r, &f.run).is_none()
    };
    // `Beach landings have become rare`: the first word of a sentence has its capital anyway.
    let told = Classes::LISTED | Classes::BODY | Classes::REGION | Classes::OFFICE;
    let opening = |f: &Found| {
        let at = f.run.start;
        let g = r.words[at].group;
        let word = meaning(r, at) > 0 && g.lists == 0 && g.sense & !sense::NUMBER == 0 && !r.has(at, told);
        f.run.len() == 1 && word && r.opens(at) && r.case(at) == Case::Capital && r.case(at + 1) == Case::Small
    };
    // `Box<T>`, `String::new()`, `Vec()`: source code.
    let glued = |at: usize, sign: &str| r.is(at, sign) && !r.spaced(at);
    let code = |f: &Found| {
        let end = f.run.end;
        glued(end, "<") || glued(end, ":") && glued(end + 1, ":") || glued(end, "(") && glued(end + 1, ")")
    };
    // `Western and Central Africa`
    let compass = |f: &Found| {
        let side = ["Western", "Eastern", "Northern", "Southern", "Central"];
        f.run.len() == 1 && side.contains(&r.of(f.run.start))
    };
    all.retain(|f| f.by != "model" || !people(f) && !opening(f) && !code(f) && !compass(f));
    for f in all.iter_mut().filter(|f| f.by == "model") {
        let (first, last) = (f.run.start, f.run.end - 1);
        let whole = |c| lexicon().longest(&r.words, first, r.tongue, c) == f.run.len();
        // `New | Jersey`: a region of two words is never one of them.
        let pair = |at: usize| {
            lexicon().longest(&r.words, at, r.tongue, Classes::REGION) == 2
                || places::longest(r, at).is_some_and(|(n, _)| n == 2)
        };
        if f.run.len() == 1 && first > 0 && r.spaced(first) && pair(first - 1) {
            f.run.start -= 1;
            f.kind = Kind::Place;
            continue;
        }
        let where_to = first > 0 && WHERE.contains(&r.of(first - 1)) && whole(Classes::REGION);
        let near = |kind, least| r.margin(&f.run, kind) > least;
        if f.kind == Kind::Organisation
            && f.run.len() == 1
            && known(r, &f.run) == Some(Kind::Place)
            && (where_to || near(Kind::Place, -5.0))
        {
            f.kind = Kind::Place;
        } else if f.kind != Kind::Organisation
            && (whole(Classes::LISTED) && r.margin(&f.run, Kind::Organisation) > LISTED
                || whole(Classes::LISTED_DOUBTFUL) && r.margin(&f.run, Kind::Organisation) > DOUBTFUL / 2.0)
        {
            f.kind = Kind::Organisation;
        } else if f.kind == Kind::Organisation && f.run.len() > 1 && GEOGRAPHY.contains(&r.of(last)) {
            f.kind = Kind::Place;
        } else if f.kind != Kind::Person
            && (2..=3).contains(&f.run.len())
            && is_given(r, first)
            && f.run.clone().all(|i| personal(r, i))
            && (meaning(r, last) == 0 || r.words[last].group.lists & 2 > 0)
            && known(r, &f.run).is_none()
            && r.words[last].group.lists & 4 == 0
            && near(Kind::Person, if r.words[last].group.lists & 2 > 0 { -8.0 } else { -6.0 })
        {
            f.kind = Kind::Person;
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::facts::Kind;
    use crate::facts::names::trial::found;

    #[test]
    fn signs_and_openers_end_a_name() {
        let text = "If Meyer and Saban want to be advocates for their players, then they need to champion sanctions. \
            The coaches Urban Meyer and Nick Saban spoke in Florida on Monday.";
        assert!(!found(text).iter().any(|n| n.1.starts_with("If")));
    }

    #[test]
    fn source_code_has_no_names() {
        let all =
            found("A vector is put on the heap with Box<T> there, while String::new() makes an empty one at once.");
        assert!(all.is_empty(), "{all:?}");
    }

    #[test]
    fn a_gulf_is_one_place() {
        let all = found("Much of the oil that spilled into the Gulf of Mexico is still there, the report said.");
        assert!(all.contains(&(Kind::Place, "Gulf of Mexico".to_owned())), "{all:?}");
    }

    #[test]
    fn peoples_and_parties_are_no_names() {
        let text = "Many Republicans opposed the law, but the Liberian government said that the Democrats were for it.";
        assert!(found(text).is_empty(), "{:?}", found(text));
    }
}
