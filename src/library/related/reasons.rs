//! Reasons: what two passages share, in words that a reader understands.

use std::collections::HashSet;

use super::{Dismissed, Shared};
use crate::article::PassageId;
use crate::facts::{FigureKind, Kind};
use crate::library::index::tokens::tokens;
use crate::library::index::{Term, WordId};
use crate::library::{EntityId, Library, Place};

/// Reasons given, at most, of names, figures and words each.
const MOST: usize = 3;

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

/// What the passages at `a` and `b` share: rare names, comparable figures, runs of words, then single words.
pub fn reasons(library: &Library, a: Place, b: Place, dismissed: &Dismissed, dropped: &HashSet<WordId>) -> Vec<Shared> {
    let there = entities(library, b);
    let mut names: Vec<(f32, EntityId)> = entities(library, a)
        .into_iter()
        .filter(|id| there.contains(id) && !dismissed.entities.contains(id))
        .map(|id| (idf(library, id), id))
        .collect();
    names.sort_by(|x, y| y.0.total_cmp(&x.0).then(x.1.cmp(&y.1)));
    let mut out: Vec<Shared> = names.into_iter().take(MOST).map(|(_, id)| Shared::Entity(id)).collect();
    out.extend(figures(library, a, b).into_iter().take(MOST).map(Shared::Figure));
    out.extend(words(library, a, b, dropped).into_iter().map(Shared::Word));
    out
}

/// Figures of both passages that measure the same thing.
fn figures(library: &Library, a: Place, b: Place) -> Vec<String> {
    let mut out = Vec::new();
    let (here, there) = (library.entry(a.article), library.entry(b.article));
    for f in here.facts.figures_in(a.passage) {
        if f.kind == FigureKind::Date {
            continue;
        }
        let (Some(unit), true) = (&f.unit, f.kind != FigureKind::Percent) else { continue };
        for g in there.facts.figures_in(b.passage) {
            if g.kind != f.kind
                || g.unit.as_deref().is_none_or(|u| !crate::library::compare::units_meet(f.kind, unit, u))
            {
                continue;
            }
            let x = &here.article.passage(f.passage).text.text()[f.span.clone()];
            let y = &there.article.passage(g.passage).text.text()[g.span.clone()];
            let noun = if f.kind == FigureKind::Count { format!(" {unit}") } else { String::new() };
            let said = if f.value == g.value { format!("{x}{noun}") } else { format!("{x} → {y}{noun}") };
            if !out.contains(&said) {
                out.push(said);
            }
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

/// Runs of words of both passages as they stand in the first, most telling first, then words if there are few runs.
fn words(library: &Library, a: Place, b: Place, dropped: &HashSet<WordId>) -> Vec<String> {
    let terms = &library.index.terms;
    let (x, y) = (terms.of(terms.number(a)), terms.of(terms.number(b)));
    let counts = |t: &Term| t.is_telling() && !dropped.contains(&t.word());
    let mut runs: Vec<Run> = Vec::new();
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
        let telling = x[from..to].iter().filter(|t| counts(t));
        let weight: f32 = telling.map(|t| terms.idf(t.word())).sum();
        if weight > 0.0 {
            runs.push(Run { at: from, len: to - from, weight });
        }
    }
    runs.sort_by(|p, q| q.weight.total_cmp(&p.weight).then(p.at.cmp(&q.at)));
    let text = library.passage(a).text.text();
    let spans = tokens(text);
    let mut taken: Vec<usize> = Vec::new();
    let mut said: Vec<Vec<WordId>> = Vec::new();
    let mut out = Vec::new();
    for run in runs {
        let here = run.at..run.at + run.len;
        let words: Vec<WordId> = x[here.clone()].iter().map(|t| t.word()).collect();
        let known = said.iter().any(|s| s.windows(words.len()).any(|w| w == words));
        if known || taken.iter().any(|t| here.contains(t)) {
            continue;
        }
        let (Some(first), Some(last)) = (spans.get(here.start), spans.get(here.end - 1)) else { continue };
        out.push(text[first.span.start..last.span.end].to_owned());
        taken.extend(here);
        said.push(words);
        if out.len() == MOST + 1 {
            break;
        }
    }
    out
}
