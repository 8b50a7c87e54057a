//! Organisations by their head words, known bodies and countries, and names joined by a sign.

use super::casing::Casing;
use super::found::{Found, taken};
use super::heads::{self, HEADED};
use super::lexicon::{Classes, Tongue, lexicon};
use super::persons;
use super::phrase;
use super::places;
use super::ranks;
use super::reading::Reading;
use super::reports;
use super::words::Case;
use crate::facts::Kind;

/// Adds and mends names of `r`.
pub fn find(r: &Reading, casing: &Casing, all: &mut Vec<Found>) {
    persons::join(r, all);
    persons::chain(r, all);
    trim(r, all);
    ranks::mend(r, all);
    reports::credits(r, all);
    reports::outlets(r, all);
    if !r.shouts() {
        heads::find(r, casing, all);
    }
    part(r, all);
    known(r, all);
    let body = |f: &Found| lexicon().longest(&r.words, f.run.start, r.tongue, Classes::BODY) == f.run.len();
    all.retain(|f| f.by != "model" || body(f) || !phrase::is_generic(r, f.run.clone()));
}

/// Cuts what the model takes too much of: what stands behind a semicolon, months, days.
fn trim(r: &Reading, all: &mut Vec<Found>) {
    let mut more = Vec::new();
    let headline = is_headline(r);
    for f in all.iter_mut().filter(|f| f.by == "model") {
        // Quotation marks, and in Indonesian small words before the name: `lempeng Eurasia`, `“Harapan`.
        while f.run.len() > 1 && leads(r, f.run.start) && f.run.clone().skip(1).any(|i| r.is_upper(i)) {
            f.run.start += 1;
        }
        if let Some(cut) = f.run.clone().find(|&i| matches!(r.of(i), ";" | ":")) {
            if cut + 1 < f.run.end {
                let region = lexicon().longest(&r.words, cut + 1, r.tongue, Classes::REGION) == f.run.end - cut - 1;
                let kind = if region { Kind::Place } else { f.kind };
                more.push(Found::new(cut + 1..f.run.end, kind, "model"));
            }
            f.run.end = cut;
        }
        // `Wilayah Laut Jawa`, `Laut Jawa selatan Madura`: compass words between two places.
        if f.kind == Kind::Place && r.tongue == Tongue::Id {
            let area = matches!(r.of(f.run.start), "Wilayah" | "Kawasan" | "Daerah") && f.run.len() > 2;
            if area && r.opens(f.run.start) {
                f.run.start += 1;
            }
            let compass = f.run.clone().skip(1).find(|&i| COMPASS.contains(&r.of(i)));
            if let Some(cut) = compass {
                if cut + 1 < f.run.end && r.is_upper(cut + 1) {
                    more.push(Found { run: cut + 1..f.run.end, ..f.clone() });
                }
                f.run.end = cut;
            }
        }
        // `Gedung Merah Putih, Jakarta`: a place and where it lies.
        let comma = f.run.clone().skip(1).find(|&i| r.is(i, ",") && i + 1 < f.run.end);
        if let Some(cut) = comma.filter(|_| f.kind == Kind::Place && r.tongue == Tongue::Id) {
            more.push(Found { run: cut + 1..f.run.end, ..f.clone() });
            f.run.end = cut;
        }
        if f.kind == Kind::Organisation {
            f.run.end = plus(r, f.run.end);
        }
        // `AirAsia Flight QZ8501`: whose flight; the number is no name.
        let flight = f.run.clone().find(|&i| matches!(r.of(i), "Flight" | "Penerbangan") && is_code(r.of(i + 1)));
        if let Some(cut) = flight {
            f.run.end = cut;
        }
        // `Polda Metro Jaya Kombes | Argo Yuwono`: the title belongs to who stands behind it.
        let titled = |f: &Found| f.run.len() > 2 && r.has(f.run.end - 1, Classes::OFFICE) && r.is_upper(f.run.end);
        while f.kind == Kind::Organisation && titled(f) {
            f.run.end -= 1;
        }
        // `Reuters Staff`: nobody by name.
        if f.run.len() == 2 && r.is(f.run.end - 1, "Staff") && r.has(f.run.start, Classes::BODY) {
            f.run.end -= 1;
            f.kind = Kind::Organisation;
        }
        // `Yen Tu - Vinh Nghiem - Con Son`: sites in one chain, never a person.
        let dashes = f.run.clone().filter(|&i| matches!(r.of(i), "-" | "–") && r.spaced(i) && r.spaced(i + 1)).count();
        if dashes > 1 && f.kind == Kind::Person {
            f.kind = Kind::Place;
        }
        // `CNBC Indonesia - Manajemen PT Garuda`: a dateline and what follows it.
        let dash = f.run.clone().skip(1).find(|&i| matches!(r.of(i), "-" | "–") && r.spaced(i) && r.spaced(i + 1));
        let outlet =
            |cut: usize| lexicon().longest(&r.words, f.run.start, r.tongue, Classes::BODY) == cut - f.run.start;
        if let Some(cut) = dash.filter(|&cut| cut + 1 < f.run.end && outlet(cut)) {
            let rest = cut + 1..f.run.end;
            more.push(Found::new(rest.clone(), nearest(r, &rest), "model"));
            f.run.end = cut;
        }
        // `Joko Widodo (Jokowi)`: a person by two names.
        if f.kind == Kind::Person
            && let Some(open) = f.run.clone().skip(1).find(|&i| r.is(i, "("))
            && open + 2 < f.run.end
            && r.is(f.run.end - 1, ")")
        {
            more.push(Found::new(open + 1..f.run.end - 1, Kind::Person, "model"));
            f.run.end = open;
        }
        // An open bracket: the short form after it is a mention of its own.
        let open = f.run.clone().find(|&i| i > f.run.start && r.is(i, "("));
        if let Some(open) = open.filter(|&o| !(o..f.run.end).any(|i| r.is(i, ")"))) {
            f.run.end = open;
        }
        // `(BI) Perry Warjiyo`, `CBS News' Farhan Bokhari`: two names.
        let cut = f.run.clone().skip(1).find(|&i| {
            let closes = r.is(i, ")") && !(f.run.start..i).any(|j| r.is(j, "("));
            let owns = matches!(r.of(i), "'" | "’") && !r.spaced(i) && r.spaced(i + 1);
            (closes || owns) && i + 1 < f.run.end
        });
        if let Some(cut) = cut {
            let rest = cut + 1..f.run.end;
            let left = f.run.start..cut;
            more.push(Found::new(rest.clone(), nearest(r, &rest), "model"));
            f.kind = nearest(r, &left);
            f.run = left;
        }
        let dated = f.kind != Kind::Person;
        while dated && f.run.len() > 1 && r.has(f.run.end - 1, Classes::DATE) {
            f.run.end -= 1;
        }
        let loose = |f: &Found| {
            let last = f.run.end - 1;
            let open = f.run.clone().any(|i| r.is(i, "("));
            r.is(last, "-")
                || (r.is(last, ")") && !open)
                || (r.case(last) == Case::Small && (r.has(last, Classes::FUNCTION) || r.tongue == Tongue::En))
        };
        while f.run.len() > 1 && loose(f) {
            f.run.end -= 1;
        }
        // `Shin Tae-yong`, `Kim Jong-un`: the last syllable is written small.
        let next = f.run.end;
        let syllable = r.is(next, "-") && !r.spaced(next) && !r.spaced(next + 1) && r.case(next + 1) == Case::Small;
        // `Ian Murray-skippered`.
        let english = r.tongue == Tongue::En && r.of(next - 1).len() > 4 && super::english::meaning(r, next + 1) > 0;
        if f.kind == Kind::Person
            && syllable
            && !english
            && !matches!(r.of(next + 1), "lah" | "kah" | "pun" | "nya" | "ku" | "mu")
        {
            f.run.end += 2;
        }
        // In a head line all words have a capital: `Bank Indonesia Tahan Suku Bunga`.
        let known = lexicon().longest(&r.words, f.run.start, r.tongue, Classes::BODY);
        if known > 1 && f.run.len() > known + 1 && headline {
            f.run.end = f.run.start + known;
        }
        let whole = |c| lexicon().longest(&r.words, f.run.start, r.tongue, c) == f.run.len();
        let sure = r.case(f.run.start) == Case::Capitals || f.kind == Kind::Person || f.run.len() > 1;
        let near = || r.margin(&f.run, Kind::Organisation) > HEADED / 2.0;
        if whole(Classes::BODY) && !whole(Classes::REGION) && (sure || near()) {
            f.kind = Kind::Organisation;
        } else if whole(Classes::REGION) && !whole(Classes::BODY) && (f.kind == Kind::Person || sure) {
            f.kind = Kind::Place;
        }
    }
    all.extend(more);
    // `Jan 26`: a day.
    let day = |f: &Found| f.run.clone().all(|i| r.has(i, Classes::DATE)) && r.is_number(f.run.end);
    all.retain(|f| !f.run.is_empty() && !day(f));
}

/// The token after a body that ends at `end` with those who meet it: `ASEAN | Plus Three`.
fn plus(r: &Reading, end: usize) -> usize {
    const COUNTED: [&str; 8] = ["One", "Two", "Three", "Four", "Six", "Tiga", "Empat", "Enam"];
    if !r.is(end, "Plus") || !r.spaced(end) {
        return end;
    }
    end + 1 + usize::from(r.is_number(end + 1) || COUNTED.contains(&r.of(end + 1)))
}

/// Letters and digits that number something: `QZ8501`.
fn is_code(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_uppercase()) && word.ends_with(|c: char| c.is_ascii_digit())
}

/// The kind the model is nearest to.
pub(super) fn nearest(r: &Reading, run: &std::ops::Range<usize>) -> Kind {
    let kinds = [Kind::Person, Kind::Place, Kind::Organisation];
    kinds.into_iter().max_by(|a, b| r.margin(run, *a).total_cmp(&r.margin(run, *b))).unwrap_or(Kind::Organisation)
}

/// Whether the text is a head line in which nearly all words have a capital; what ends in a full stop is a sentence.
pub(super) fn is_headline(r: &Reading) -> bool {
    if r.words.last().is_some() && r.is(r.len() - 1, ".") {
        return false;
    }
    let words = r.words.iter().filter(|w| w.case != Case::Other && w.case != Case::None).count();
    let capitals = (0..r.len()).filter(|&i| r.is_upper(i)).count();
    (4..=20).contains(&words) && capitals * 5 >= words * 4
}

/// Directions, written small, that stand between places.
const COMPASS: [&str; 8] = ["utara", "selatan", "timur", "barat", "tenggara", "timurlaut", "baratdaya", "tengah"];

/// Whether the token at the start of a name is none of it.
fn leads(r: &Reading, at: usize) -> bool {
    let sign = matches!(r.of(at), "\"" | "“" | "”" | "‘" | "«" | "»" | "(" | "-" | "–" | "," | "." | "/");
    sign || (r.tongue == Tongue::Id && r.case(at) == Case::Small && !r.has(at, Classes::PLACE))
}

/// How far from the model's own view a place of the list of places may be.
const LISTED: f32 = -6.0;

/// Splits names at slashes, and at hyphens between two countries: `AS-Tiongkok`.
fn part(r: &Reading, all: &mut Vec<Found>) {
    let mut more = Vec::new();
    for f in all.iter_mut().filter(|f| f.by == "model") {
        // `Macron's Republic`: a person owns it; the model tells whether it is one.
        let owned = f.run.clone().skip(1).find(|&i| {
            matches!(r.of(i), "'" | "’")
                && r.is(i + 1, "s")
                && !r.spaced(i)
                && i + 2 < f.run.end
                && r.tongue == Tongue::En
        });
        if let Some(cut) = owned
            && r.margin(&(f.run.start..cut), Kind::Person) > -0.5
        {
            more.push(Found { run: cut + 2..f.run.end, ..f.clone() });
            f.run.end = cut;
            f.kind = Kind::Person;
            continue;
        }
        let cut = f.run.clone().find(|&i| {
            let between = i > f.run.start && i + 1 < f.run.end;
            let region = |i| r.has(i, Classes::REGION);
            between && (r.is(i, "/") || ((r.is(i, "-") || r.is(i, "–")) && region(i - 1) && region(i + 1)))
        });
        if let Some(cut) = cut {
            more.push(Found { run: cut + 1..f.run.end, ..f.clone() });
            f.run.end = cut;
        }
    }
    all.extend(more);
}

/// Countries, regions and well-known bodies that nothing else found.
fn known(r: &Reading, all: &mut Vec<Found>) {
    let mut at = 0;
    while at < r.len() {
        let body = lexicon().longest(&r.words, at, r.tongue, Classes::BODY);
        let region = lexicon().longest(&r.words, at, r.tongue, Classes::REGION);
        let (n, kind) = if body > region { (body, Kind::Organisation) } else { (region, Kind::Place) };
        if n == 0
            && let Some(n) = listed(r, at)
        {
            if !taken(all, &(at..at + n)) {
                all.push(Found::new(at..at + n, Kind::Place, "gazetteer"));
            }
            at += n;
            continue;
        }
        if n == 0 || r.is(at + n, "$") || !(r.is_upper(at) || r.case(at) == Case::None) {
            at += 1;
            continue;
        }
        // `Tỉnh ủy viên`: an office that begins like a body.
        let office =
            if r.tongue == Tongue::Vi { lexicon().longest(&r.words, at, r.tongue, Classes::OFFICE) } else { 0 };
        if office > n {
            at += office;
            continue;
        }
        let run = at..if kind == Kind::Organisation { plus(r, at + n) } else { at + n };
        if n == 1 && r.tongue == Tongue::Vi && r.of(at).chars().count() < 5 && is_part(r, at, all) {
            at += 1;
            continue;
        }
        // `The Federal Reserve`: a known name of several words wins over pieces of it.
        if body >= n
            && n > 1
            && all.iter().all(|f| {
                !f.meets(&run)
                    || (f.by == "model" && f.run.len() < n && f.run.end <= run.end && f.run.start >= run.start)
            })
        {
            all.retain(|f| !f.meets(&run));
        }
        // `West Indian`: a region that only begins a longer name is none here.
        let part = n == 1 && kind == Kind::Place && r.tongue == Tongue::En && r.is_upper(at + 1) && r.spaced(at + 1);
        if !taken(all, &run) && (!part || taken(all, &(at + 1..at + 2))) {
            all.push(Found::new(run, kind, if body > region { "known body" } else { "gazetteer" }));
        }
        at += n;
    }
}

/// How many tokens the listed place at `at` has, where its name is sure, stands alone, and the model does not doubt it much.
fn listed(r: &Reading, at: usize) -> Option<usize> {
    if !matches!(r.tongue, Tongue::Id | Tongue::En) || r.opens(at) || r.case(at) != Case::Capital {
        return None;
    }
    let (n, place) = places::longest(r, at)?;
    let joined = |i: usize| r.is_upper(i) && r.spaced(i);
    let follows = at > 0 && r.is_upper(at - 1) && r.spaced(at) && !r.has(at - 1, Classes::PLACE);
    let alone = !follows && !joined(at + n);
    let run = at..at + n;
    let long = run.len() > 1 || r.of(at).chars().count() > 3;
    (place.sure && alone && long && r.margin(&run, Kind::Place) > LISTED).then_some(n)
}

/// Whether a Vietnamese country of one syllable is part of a longer name that is none known: `sân Mỹ Đình`, `Anh Tuấn`.
fn is_part(r: &Reading, at: usize, all: &[Found]) -> bool {
    let free = |i: usize| r.is_upper(i) && !r.has(i, Classes::OFFICE | Classes::REGION | Classes::ORG | Classes::BODY);
    let next = free(at + 1) && r.spaced(at + 1) && (r.is(at, "Anh") || !taken(all, &(at + 1..at + 2)));
    let before = at > 0 && free(at - 1) && r.spaced(at) && !r.opens(at - 1) && !taken(all, &(at - 1..at));
    next || before
}
