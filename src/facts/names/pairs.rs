//! `Full Name (FN)` and `FN (Full Name)`: two mentions of one thing.

use std::ops::Range;

use super::casing::{Casing, Habit};
use super::found::{Found, add, taken};
use super::lexicon::{Classes, Tongue, lexicon};
use super::reading::Reading;
use super::words::Case;
use crate::facts::Kind;

/// Adds the halves of pairs that are missing, makes their kinds agree, and joins them.
///
/// Gives the short forms of common words, which are no names anywhere in the article.
pub fn find(r: &Reading, all: &mut Vec<Found>) -> Vec<u32> {
    let mut common = Vec::new();
    for open in 1..r.len() {
        if !r.is(open, "(") {
            continue;
        }
        if listing(r, open, all) {
            continue;
        }
        let Some(close) = (open + 2..(open + 4).min(r.len())).find(|&i| r.is(i, ")")) else { continue };
        let short = open + 1..close;
        if !is_acronym(r, &short) {
            continue;
        }
        if let Some(long) = listed(r, open, &short) {
            all.retain(|f| !f.meets(&long) && f.run != short);
            let mut f = Found::new(short, Kind::Organisation, "acronym in brackets");
            f.expansion = Some(long.start);
            all.push(Found::new(long, Kind::Organisation, "spelled out"));
            all.push(f);
            continue;
        }
        // `Electric Multiple Unit (EMU)`: common words of another language are no name.
        if let Some(at) = all.iter().position(|f| f.run.end == open && f.by == "model" && f.kind != Kind::Person)
            && is_foreign(r, &all[at].run)
            && agrees(r, &all[at].run, &short)
        {
            let long = all[at].run.clone();
            all.retain(|f| f.run != long && f.run != short);
            common.push(r.words[short.start].low);
            continue;
        }
        // `Deferred Action for Childhood Arrivals (DACA)`: the letters tell where the long form begins.
        if let Some(long) = lettered(r, open, &short)
            && let Some(at) = all.iter().position(|f| {
                let loose = matches!(f.by, "model" | "gazetteer" | "head word" | "known body");
                f.run.end == open && loose && long.start < f.run.start
            })
        {
            let told = Classes::ORG | Classes::PLACE | Classes::EVENT | Classes::DOCUMENT;
            if all[at].by == "model" {
                all[at].run.start = long.start;
                all[at].by = "spelled out";
                all.retain(|f| f.run == long || !f.meets(&long));
            } else if r.has(long.start, Classes::ORG) {
                // `Kaukus Advokat Indonesia (KAI)`: the country ends the name of a body.
                all.retain(|f| !f.meets(&long));
                all.push(Found::new(long, Kind::Organisation, "spelled out"));
            } else if !r.has(long.start, told) && r.tongue == Tongue::Id {
                // `Sistem Integritas Partai Politik (SIPP)`: a thing, no body.
                all.retain(|f| f.run.end != open && f.run != short);
                common.push(r.words[short.start].low);
                continue;
            }
        }
        // `PT Maju Jaya Tbk. (MAJU)`
        let stop = open > 1 && r.is(open - 1, ".") && !r.spaced(open - 1) && r.has(open - 2, Classes::ORG_TAIL);
        let left = all.iter().position(|f| f.run.end == open || (stop && f.run.end == open - 1));
        let known = all.iter().position(|f| f.run == short);
        match (left, known) {
            (Some(l), Some(s)) if all[l].kind != Kind::Person => {
                let agree = agrees(r, &all[l].run, &short);
                // `Đại học Văn Lang (TPHCM)`: where it is.
                if all[s].kind == Kind::Place && !agree && r.has(short.start, Classes::REGION) {
                    continue;
                }
                // `NASHVILLE, Tenn. (AP)`: who reports from there.
                if all[l].kind == Kind::Place && all[s].kind == Kind::Organisation && !agree {
                    continue;
                }
                if matches!(all[l].kind, Kind::Event | Kind::Document) || agree {
                    all[s].kind = all[l].kind;
                }
                all[s].expansion = Some(all[l].run.start);
            }
            (Some(l), None) if all[l].kind != Kind::Person => {
                let mut f = Found::new(short, all[l].kind, "acronym in brackets");
                f.expansion = Some(all[l].run.start);
                add(all, f);
            }
            (None, _) => {
                if let Some(long) = spelled_out(r, open, &short).filter(|l| !taken(all, l))
                    && let Some(kind) = kind_of(r, &long)
                {
                    all.retain(|f| f.run != short);
                    let mut f = Found::new(short, kind, "acronym in brackets");
                    f.expansion = Some(long.start);
                    add(all, Found::new(long, kind, "spelled out"));
                    add(all, f);
                } else if !r.is_upper(open - 1)
                    && !r.has(short.start, Classes::BODY | Classes::DOCUMENT_NAME | Classes::REGION)
                {
                    // The short form of common words, `investasi asing langsung (FDI)`, is no name.
                    all.retain(|f| f.run != short);
                    common.push(r.words[short.start].low);
                }
            }
            _ => {}
        }
    }
    common
}

/// `Home Depot Inc. (NYSE: HD)`: the exchange, and the firm by its letters there.
fn listing(r: &Reading, open: usize, all: &mut Vec<Found>) -> bool {
    let code = open + 3;
    let told =
        r.is(open + 2, ":") && r.is(open + 4, ")") && [open + 1, code].iter().all(|&i| r.case(i) == Case::Capitals);
    let stop = r.is(open - 1, ".") && !r.spaced(open - 1);
    let firm = |f: &Found| f.kind == Kind::Organisation && (f.run.end == open || stop && f.run.end == open - 1);
    let Some(start) = all.iter().find(|f| firm(f)).map(|f| f.run.start).filter(|_| told) else { return false };
    all.retain(|f| f.run.start < open || f.run.start > code);
    all.push(Found::new(open + 1..open + 2, Kind::Organisation, "exchange"));
    let mut f = Found::new(code..code + 1, Kind::Organisation, "letters at an exchange");
    f.expansion = Some(start);
    all.push(f);
    true
}

/// Whether a run of an Indonesian text is made of common English words alone, none of which heads a name.
fn is_foreign(r: &Reading, run: &Range<usize>) -> bool {
    let named = Classes::ORG | Classes::ORG_TAIL | Classes::BODY | Classes::REGION | Classes::EVENT | Classes::DOCUMENT;
    let common = |i: usize| {
        let g = r.words[i].group;
        let own = Casing::general(r.words[i].low, r.tongue) != Habit::Unknown;
        let english = lexicon().longest(&r.words, i, Tongue::En, named) > 0;
        g.narrow > 0 && g.rank <= 2 && g.lists == 0 && !own && !english && !r.has(i, named)
    };
    r.tongue == Tongue::Id && run.len() > 1 && run.clone().all(common)
}

/// One word in capitals, or with two capitals at least.
fn is_acronym(r: &Reading, run: &Range<usize>) -> bool {
    run.len() == 1
        && (r.case(run.start) == Case::Capitals || r.of(run.start).chars().filter(|c| c.is_uppercase()).count() >= 2)
        && r.of(run.start).len() <= 12
}

/// Whether the letters of the short form begin words of the long one, in order, for the most part.
pub fn agrees(r: &Reading, long: &Range<usize>, short: &Range<usize>) -> bool {
    let mut letters = r.of(short.start).chars().filter(|c| c.is_uppercase()).peekable();
    let all = letters.clone().count();
    for i in long.clone() {
        let first = r.of(i).chars().next().and_then(|c| c.to_uppercase().next());
        if letters.peek().copied() == first {
            letters.next();
        }
    }
    letters.count() * 3 <= all
}

/// `Badan Meteorologi, Klimatologi, dan Geofisika (BMKG)`: a body whose name lists what it does. Each letter of the short
/// form must begin one of its words.
fn listed(r: &Reading, open: usize, short: &Range<usize>) -> Option<Range<usize>> {
    let letters = r.of(short.start).chars().filter(|c| c.is_uppercase()).count();
    let joins = |i: usize| matches!(r.of(i), "," | "dan" | "and" | "&" | "serta");
    let mut start = open;
    let (mut best, mut words, mut comma) = (None, 0, false);
    while start > 0 && open - start < 14 && (r.is_upper(start - 1) || joins(start - 1)) {
        start -= 1;
        comma |= r.is(start, ",");
        words += usize::from(r.is_upper(start));
        if comma && words == letters && r.has(start, Classes::ORG) && r.is_upper(start) {
            best = Some(start..open);
        }
    }
    let exact = |long: &Range<usize>| {
        let firsts: String = long.clone().filter(|&i| r.is_upper(i)).filter_map(|i| r.of(i).chars().next()).collect();
        firsts.to_uppercase() == r.of(short.start).to_uppercase()
    };
    best.filter(exact)
}

/// The words before the bracket whose first letters are those of the short form exactly; small words between them do not
/// count. Two words at least and no sign between them.
fn lettered(r: &Reading, open: usize, short: &Range<usize>) -> Option<Range<usize>> {
    let mut letters: Vec<char> = r.of(short.start).chars().filter(|c| c.is_alphabetic()).collect();
    let words = letters.len();
    let mut start = open;
    while let Some(letter) = letters.pop() {
        while start > 0 && r.case(start - 1) == Case::Small && r.has(start - 1, Classes::FUNCTION) && start < open {
            start -= 1;
        }
        start = start.checked_sub(1)?;
        let first = r.of(start).chars().next()?;
        if !r.is_upper(start) || first != letter.to_uppercase().next()? {
            return None;
        }
    }
    (words > 1).then_some(start..open)
}

/// The run of words with a capital before the bracket whose first letters the short form is made of.
fn spelled_out(r: &Reading, open: usize, short: &Range<usize>) -> Option<Range<usize>> {
    let mut start = open;
    while start > 0
        && (r.is_upper(start - 1)
            || (start < open && start > 1 && r.is_upper(start - 2) && r.has(start - 1, Classes::FUNCTION)))
    {
        start -= 1;
    }
    let long = start..open;
    (long.len() >= 2 && agrees(r, &long, short)).then_some(long)
}

/// What a spelled-out name is by its head word; without one it may be anything: a fuel, a curriculum.
fn kind_of(r: &Reading, run: &Range<usize>) -> Option<Kind> {
    let any = |c| r.has(run.start, c) || (r.tongue == Tongue::En && r.has(run.end - 1, c));
    if r.has(run.start, Classes::OFFICE) {
        None
    } else if any(Classes::DOCUMENT) {
        Some(Kind::Document)
    } else if any(Classes::EVENT) {
        Some(Kind::Event)
    } else {
        any(Classes::ORG).then_some(Kind::Organisation)
    }
}
