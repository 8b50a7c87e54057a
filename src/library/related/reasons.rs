//! Reasons: what two passages share, in words that a reader understands.

use std::collections::HashSet;
use std::ops::Range;

use super::{Dismissed, Shared};
use crate::article::PassageId;
use crate::facts::{FigureKind, Kind};
use crate::library::index::tokens::tokens;
use crate::library::index::{Term, WordId};
use crate::library::{EntityId, Library, Place};

/// Reasons given, at most, and how many of them may be names and figures.
const MOST: usize = 5;
const MOST_NAMES: usize = 2;
const MOST_FIGURES: usize = 2;
/// A single word of more than one passage in this many tells nothing by itself; a name of more than a fifth.
const COMMON: usize = 12;
/// In a small collection a word of this many passages still does.
const FEW: usize = 4;

/// The entities that a passage names, each once, in order.
pub fn entities(library: &Library, place: Place) -> Vec<EntityId> {
    let facts = &library.entry(place.article).facts;
    let from = facts.mentions.partition_point(|m| m.passage < place.passage);
    let mut out = Vec::new();
    for (i, _) in facts.mentions_in(place.passage).iter().enumerate() {
        let id = library.entities.of(place.article, from + i);
        if !out.contains(&id) {
            out.push(id);
        }
    }
    out
}

/// How telling an entity is: the idf of the passages that name it.
fn idf(library: &Library, id: EntityId) -> f32 {
    let mut passages: Vec<(u32, PassageId)> = library
        .entities
        .get(id)
        .mentions
        .iter()
        .map(|m| (m.article.0, library.entry(m.article).facts.mentions[m.mention as usize].passage))
        .collect();
    passages.dedup();
    let (n, with) = (library.index.terms.len() as f32, passages.len() as f32);
    (1.0 + (n - with + 0.5).max(0.0) / (with + 0.5)).ln()
}

/// The numbered documents and events that a passage names (`Resolusi 59`, `Kongres ke-13`), with their idf.
pub fn numbered(library: &Library, place: Place, dismissed: &Dismissed) -> Vec<(EntityId, f32)> {
    entities(library, place)
        .into_iter()
        .filter(|id| !dismissed.entities.contains(id))
        .filter(|id| {
            let entity = library.entities.get(*id);
            matches!(entity.kind, Kind::Document | Kind::Event) && entity.name.bytes().any(|b| b.is_ascii_digit())
        })
        .map(|id| (id, idf(library, id)))
        .collect()
}

/// What the passages at `a` and `b` share: rare names, comparable figures, runs of words, then rare words.
pub fn reasons(library: &Library, a: Place, b: Place, dismissed: &Dismissed, dropped: &HashSet<WordId>) -> Vec<Shared> {
    let there = entities(library, b);
    let everywhere = library.index.terms.idf_of((library.index.terms.len() / 5).max(FEW) as u32);
    let mut names: Vec<(f32, EntityId)> = entities(library, a)
        .into_iter()
        .filter(|id| there.contains(id) && !dismissed.entities.contains(id))
        .map(|id| (idf(library, id), id))
        .filter(|(idf, _)| *idf > everywhere)
        .collect();
    names.sort_by(|x, y| y.0.total_cmp(&x.0).then(x.1.cmp(&y.1)));
    names.truncate(MOST_NAMES);
    let mentions = library.entry(a.article).facts.mentions_in(a.passage);
    let from = library.entry(a.article).facts.mentions.partition_point(|m| m.passage < a.passage);
    let given = |i: usize| names.iter().any(|n| n.1 == library.entities.of(a.article, from + i));
    let said: Vec<Range<usize>> =
        mentions.iter().enumerate().filter(|(i, _)| given(*i)).map(|(_, m)| m.span.clone()).collect();
    let mut out: Vec<Shared> = names.iter().map(|(_, id)| Shared::Entity(*id)).collect();
    out.extend(figures(library, a, b).into_iter().take(MOST_FIGURES).map(Shared::Figure));
    let left = MOST.saturating_sub(out.len());
    out.extend(words(library, (a, b), dropped, &said, left).into_iter().map(Shared::Word));
    out
}

/// Figures of both passages that measure the same thing, as the comparison found them.
fn figures(library: &Library, a: Place, b: Place) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for topic in library.known_topics() {
        let at = |place: Place| topic.statements.iter().filter(move |s| s.spot.place == place).find_map(|s| s.figure);
        let (Some(here), Some(there)) = (at(a), at(b)) else { continue };
        let (ours, theirs) = (library.figure(here), library.figure(there));
        let first = &library.passage(a).text.text()[ours.span.clone()];
        let second = &library.passage(b).text.text()[theirs.span.clone()];
        let noun = if ours.kind == FigureKind::Count { format!(" {}", topic.unit) } else { String::new() };
        let said = if ours.value == theirs.value && ours.unit == theirs.unit && ours.approx == theirs.approx {
            format!("same {first}{noun}")
        } else {
            format!("{first} → {second}{noun}")
        };
        if !out.contains(&said) {
            out.push(said);
        }
    }
    out
}

/// A run of words that two passages share: place in the first, length, weight.
struct Run {
    at: usize,
    len: usize,
    weight: f32,
}

/// Runs of words of both passages as they stand in the first, most telling first; a word alone only where it is rare, and
/// none that lies in a name of `said_before`.
fn words(
    library: &Library,
    (a, b): (Place, Place),
    dropped: &HashSet<WordId>,
    said_before: &[Range<usize>],
    most: usize,
) -> Vec<String> {
    let terms = &library.index.terms;
    let (x, y) = (terms.of(terms.number(a)), terms.of(terms.number(b)));
    let counts = |t: &Term| t.is_telling() && !dropped.contains(&t.word());
    let mut runs: Vec<Run> = Vec::new();
    let mut alone: Vec<Run> = Vec::new();
    // Longest common run that ends at each pair of places, one row at a time.
    let mut before = vec![0usize; y.len() + 1];
    for i in 0..x.len() {
        let mut row = vec![0usize; y.len() + 1];
        let mut longest = 0;
        for j in 0..y.len() {
            if x[i].word() == y[j].word() {
                row[j + 1] = before[j] + 1;
                let goes_on = i + 1 < x.len() && j + 1 < y.len() && x[i + 1].word() == y[j + 1].word();
                if !goes_on {
                    longest = longest.max(row[j + 1]);
                }
            }
        }
        before = row;
        let (mut from, mut to) = (i + 1 - longest, i + 1);
        while from < to && !counts(&x[from]) {
            from += 1;
        }
        while to > from && !counts(&x[to - 1]) {
            to -= 1;
        }
        let telling: Vec<WordId> = x[from..to].iter().filter(|t| counts(t)).map(|t| t.word()).collect();
        let weight: f32 = telling.iter().map(|w| terms.idf(*w)).sum();
        let rare = |w: &WordId| terms.passages_with(*w) as usize <= (terms.len() / COMMON).max(FEW);
        match telling.len() {
            0 => {}
            1 if !rare(&telling[0]) => alone.push(Run { at: from, len: to - from, weight }),
            _ => runs.push(Run { at: from, len: to - from, weight }),
        }
    }
    if runs.is_empty() {
        // Better a common word than no reason.
        runs = alone;
    }
    runs.sort_by(|p, q| q.weight.total_cmp(&p.weight).then(p.at.cmp(&q.at)));
    let text = library.passage(a).text.text();
    let spans = tokens(text);
    let mut taken: Vec<usize> = Vec::new();
    let mut said: Vec<Vec<WordId>> = Vec::new();
    let mut out = Vec::new();
    for run in runs {
        if out.len() == most {
            break;
        }
        let here = run.at..run.at + run.len;
        let words: Vec<WordId> = x[here.clone()].iter().map(|t| t.word()).collect();
        let known = said.iter().any(|s| s.windows(words.len()).any(|w| w == words));
        if known || taken.iter().any(|t| here.contains(t)) {
            continue;
        }
        let (Some(first), Some(last)) = (spans.get(here.start), spans.get(here.end - 1)) else { continue };
        let span = first.span.start..last.span.end;
        if said_before.iter().any(|s| s.start <= span.start && span.end <= s.end) {
            continue;
        }
        out.push(text[span].to_owned());
        taken.extend(here);
        said.push(words);
    }
    out
}
