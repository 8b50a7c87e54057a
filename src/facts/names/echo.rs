//! A name found once is found at its other places in the article.
//!
//! Takes the names of all passages; adds mentions with the same letters where none was found. Names of one word must be
//! sure: never written small in the article, and no common word.

use std::collections::HashSet;
use std::hash::BuildHasherDefault;

use super::casing::{Casing, Habit};
use super::found::{Found, taken};
use super::lexicon::{AsIs, ByHash, Classes, Tongue, lexicon};
use super::phrase;
use super::reading::Reading;
use crate::facts::Kind;

/// How far from the model's own view an echo may be.
const NEAR: f32 = -1.5;

struct Name {
    words: Vec<u32>,
    kind: Kind,
    /// Whether it is the given name out of a longer one.
    given: bool,
}

/// Adds the echoes.
pub fn find(readings: &[&Reading], casing: &Casing, found: &mut [Vec<Found>]) {
    let mut names: ByHash<Vec<Name>> = ByHash::default();
    let mut parts: HashSet<u32, BuildHasherDefault<AsIs>> = HashSet::default();
    let mut counts: ByHash<[u32; 5]> = ByHash::default();
    for (r, all) in readings.iter().zip(found.iter()) {
        for f in all.iter().filter(|f| f.run.len() == 1) {
            counts.entry(r.words[f.run.start].low).or_default()[f.kind as usize] += 1;
        }
    }
    for (r, all) in readings.iter().zip(found.iter()) {
        for f in all.iter().filter(|f| f.by != "list of documents" && f.by != "list of events") {
            let words: Vec<u32> = r.words[f.run.clone()].iter().map(|w| w.low).collect();
            if words.len() == 1
                && !(is_sure(r, casing, f.run.start) && (f.by != "model" || often(&counts, words[0], f.kind)))
            {
                continue;
            }
            if f.kind == Kind::Person && words.len() > 1 {
                for i in f.run.clone().filter(|&i| is_sure(r, casing, i)) {
                    parts.insert(r.words[i].low);
                }
            }
            // `Tiến Linh` of `Nguyễn Tiến Linh`.
            let whole = r.tongue == Tongue::Vi && f.kind == Kind::Person && matches!(words.len(), 3 | 4);
            if whole && r.has(f.run.start, Classes::SURNAME) {
                let given = words[words.len() - 2..].to_vec();
                let rest = names.entry(given[0]).or_default();
                if !rest.iter().any(|n| n.words == given) {
                    rest.push(Name { words: given, kind: f.kind, given: true });
                }
            }
            let list = names.entry(words[0]).or_default();
            if let Some(n) = undivided(r, f)
                && !list.iter().any(|o| o.words == words[..n])
            {
                list.push(Name { words: words[..n].to_vec(), kind: f.kind, given: false });
            }
            if !list.iter().any(|n| n.words == words) {
                list.push(Name { words, kind: f.kind, given: false });
            }
        }
    }
    for list in names.values_mut() {
        list.sort_by_key(|n| std::cmp::Reverse(n.words.len()));
    }
    for (r, all) in readings.iter().zip(found.iter_mut()) {
        let mut more = Vec::new();
        let mut at = 0;
        while at < r.len() {
            let start = at;
            at += 1;
            if !r.is_upper(start) || taken(all, &(start..start + 1)) {
                continue;
            }
            let name = names.get(&r.words[start].low).and_then(|list| {
                list.iter().find(|n| {
                    let run = start..start + n.words.len();
                    r.words.get(run.clone()).is_some_and(|w| w.iter().zip(&n.words).all(|(w, &h)| w.low == h))
                        && r.is_upper(run.end - 1) | (n.words.len() > 1)
                        && !taken(all, &run)
                })
            });
            if let Some(n) = name {
                // `Ito Naoki` beside `ông Naoki`: without a model nothing tells where the longer name begins.
                let inside = r.scores.is_empty()
                    && n.words.len() == 1
                    && (start > 0 && r.is_upper(start - 1) && !r.opens(start - 1) && r.spaced(start)
                        || r.is_upper(start + 1) && r.spaced(start + 1))
                    && !taken(all, &(start.saturating_sub(1)..start));
                let end = start + n.words.len();
                let behind =
                    start > 0 && r.is_upper(start - 1) && r.spaced(start) && !r.has(start - 1, Classes::OFFICE);
                let longer = n.given && (behind && !r.opens(start - 1) || r.is_upper(end) && r.spaced(end));
                if longer || n.given && !(start..end).all(|i| r.is_upper(i)) {
                    continue;
                }
                if inside || r.margin(&(start..start + n.words.len()), n.kind) < NEAR {
                    continue;
                }
                at = start + n.words.len();
                more.push(Found::new(start..at, n.kind, "found elsewhere"));
            } else if parts.contains(&r.words[start].low)
                && !(r.opens(start)
                    && matches!(Casing::general(r.words[start].low, r.tongue), Habit::Small | Habit::Mixed))
                && !r.is_upper(start + 1)
                && !(start > 0 && (behind(r, start - 1) || r.is(start - 1, "-")))
                && !r.is(start + 1, "-")
                && phrase::syllables(r, start) == 1
                && lexicon().longest(&r.words, start, r.tongue, Classes::OFFICE | Classes::WORD) < 2
                && r.margin(&(start..start + 1), Kind::Person) > NEAR / 2.0
            {
                more.push(Found::new(start..at, Kind::Person, "part of a name"));
            }
        }
        all.extend(more);
        all.sort_by_key(|f| f.run.start);
    }
}

/// `Trung tâm dịch vụ đấu giá tài sản tỉnh` for one of An Giang: how many words a Vietnamese body has without the name of its
/// division.
fn undivided(r: &Reading, f: &Found) -> Option<usize> {
    let named = |i: usize| {
        matches!(r.of(i), "tỉnh" | "huyện" | "quận" | "xã" | "phường" | "phố")
            && r.is_upper(i + 1)
            && (i + 1..f.run.end).all(|j| r.is_upper(j))
    };
    let body = r.tongue == Tongue::Vi && f.kind == Kind::Organisation;
    let last = (f.run.start + 3..f.run.end.saturating_sub(1)).find(|&i| body && named(i))?;
    Some(last + 1 - f.run.start)
}

/// Whether a word with a capital at `at` may belong to the name behind it: no title does, and no common word that opens a
/// sentence.
fn behind(r: &Reading, at: usize) -> bool {
    let common = r.opens(at) && Casing::general(r.words[at].low, r.tongue) == Habit::Small;
    r.is_upper(at) && !common && !(r.tongue == Tongue::Id && r.has(at, Classes::OFFICE))
}

/// Whether the word was found as this kind twice at least, and as no other.
fn often(counts: &ByHash<[u32; 5]>, word: u32, kind: Kind) -> bool {
    counts.get(&word).is_some_and(|c| c[kind as usize] >= 2 && c.iter().sum::<u32>() == c[kind as usize])
}

/// Whether the word alone is surely a name.
fn is_sure(r: &Reading, casing: &Casing, at: usize) -> bool {
    let low = r.words[at].low;
    r.is_upper(at)
        && !r.has(at, Classes::GENERIC | Classes::OFFICE)
        && casing.here(low).small == 0
        && matches!(Casing::general(low, r.tongue), Habit::Unknown | Habit::Capital)
        && r.of(at).chars().count() > 1
}
