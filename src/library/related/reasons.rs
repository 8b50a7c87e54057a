//! Reasons: what two passages share, in words that a reader understands.

use std::collections::HashSet;

use super::{Dismissed, Shared};
use crate::article::PassageId;
use crate::facts::{Figure, FigureKind, Kind};
use crate::library::index::tokens::{Token, tokens};
use crate::library::index::weak_words::WeakWords;
use crate::library::index::{Term, WordId};
use crate::library::{EntityId, Library, Place};
use crate::text::sentences::sentences;

/// Reasons given, at most, and how many of them may be names and figures.
const MOST: usize = 5;
const MOST_NAMES: usize = 2;
const MOST_FIGURES: usize = 2;
/// Single words among the reasons, at most.
const MOST_SINGLE: usize = 2;
/// A single word of more than one passage in this many tells nothing by itself; a name of more than a fifth.
const COMMON: usize = 12;
/// In a small collection a word of this many passages still does.
const FEW: usize = 4;
/// Passages that a rare name stands in, at most.
const RARE: u32 = 3;

/// The entities that a passage names, each once, in order; not those that the reader hid.
pub fn entities(library: &Library, place: Place) -> Vec<EntityId> {
    let facts = &library.entry(place.article).facts;
    let from = facts.mentions.partition_point(|m| m.passage < place.passage);
    let mut out = Vec::new();
    for (i, _) in facts.mentions_in(place.passage).iter().enumerate() {
        let id = library.entities.of(place.article, from + i);
        if !out.contains(&id) && !library.entities.get(id).hidden {
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

/// The bodies, documents and events that the passage at `place` and few others name, with their idf.
pub fn rarely_named(library: &Library, place: Place, dismissed: &Dismissed) -> Vec<(EntityId, f32)> {
    let few = library.index.terms.idf_of(RARE);
    entities(library, place)
        .into_iter()
        .filter(|id| !dismissed.entities.contains(id))
        .filter(|id| !matches!(library.entities.get(*id).kind, Kind::Person | Kind::Place))
        .map(|id| (id, idf(library, id)))
        .filter(|(_, idf)| *idf >= few)
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
    // Words of an office say who speaks, not what about.
    let text = library.passage(a).text.text();
    let offices = library.entry(a.article).facts.mentions_in(a.passage).iter().filter_map(|m| m.office.clone());
    let mut said: HashSet<String> = offices.flat_map(|o| tokens(&text[o])).map(|t| t.word).collect();
    for (_, id) in &names {
        let aliases = library.entities.get(*id).aliases.iter();
        said.extend(aliases.flat_map(|a| tokens(&a.surface)).map(|t| t.word));
    }
    let mut out: Vec<Shared> = names.iter().map(|(_, id)| Shared::Entity(*id)).collect();
    for figure in figures(library, a, b).into_iter().take(MOST_FIGURES) {
        said.extend(tokens(&figure).into_iter().map(|t| t.word));
        out.push(Shared::Figure(figure));
    }
    let left = MOST.saturating_sub(out.len());
    out.extend(words(library, (a, b), dropped, said, left).into_iter().map(Shared::Word));
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
        let count = ours.kind == FigureKind::Count;
        let noun = if count { format!(" {}", topic.unit) } else { String::new() };
        let unit = |f: &Figure| f.unit.as_ref().filter(|_| count).map_or_else(String::new, |u| format!(" {u}"));
        let said = if ours.unit == theirs.unit && library.state_the_same(here, there) {
            format!("same {first}{noun}")
        } else if library.state_the_same(here, there) {
            format!("{first}{} = {second}{}", unit(ours), unit(theirs))
        } else {
            format!("{first} → {second}{noun}")
        };
        if !out.contains(&said) {
            out.push(said);
        }
    }
    out
}

/// A run of words that two passages share: place in each, length, weight.
#[derive(Debug, Clone, Copy)]
struct Run {
    at: usize,
    there: usize,
    len: usize,
    weight: f32,
}

/// Runs of words of both passages, most telling first; a word alone only where it is rare. Words that tell nothing by
/// themselves neither begin nor end a run, and nothing is said twice that `said` holds.
fn words(
    library: &Library,
    (a, b): (Place, Place),
    dropped: &HashSet<WordId>,
    mut said: HashSet<String>,
    most: usize,
) -> Vec<String> {
    let terms = &library.index.terms;
    let x = terms.of(terms.number(a));
    let texts = [library.passage(a).text.text(), library.passage(b).text.text()];
    let spans = [tokens(texts[0]), tokens(texts[1])];
    let weak = WeakWords::shipped();
    let stays = |t: &Term| t.is_telling() && !dropped.contains(&t.word()) && !weak.edge(terms.word(t.word()));
    let counts = |t: &Term| stays(t) && !weak.contains(terms.word(t.word()));
    let rare = |w: &WordId| terms.passages_with(*w) as usize <= (terms.len() / COMMON).max(FEW);
    let (mut runs, mut alone): (Vec<Run>, Vec<Run>) = (Vec::new(), Vec::new());
    let roots = |place| terms.roots_of(terms.number(place));
    let breaks = [begins(texts[0], &spans[0]), begins(texts[1], &spans[1])];
    for run in shared_runs([roots(a), roots(b)], &breaks) {
        let (mut from, mut to) = (run.at, run.at + run.len);
        while from < to && !stays(&x[from]) {
            from += 1;
        }
        while to > from && !stays(&x[to - 1]) {
            to -= 1;
        }
        let telling: Vec<WordId> = x[from..to].iter().filter(|t| counts(t)).map(|t| t.word()).collect();
        let weight: f32 = telling.iter().map(|w| terms.idf(*w)).sum();
        let run = Run { at: from, there: run.there + from - run.at, len: to - from, weight };
        match telling.len() {
            0 => {}
            1 if !rare(&telling[0]) => alone.push(run),
            // Two words that stand together say more than one that is rarer.
            1 => runs.push(Run { weight: weight - terms.idf_of(1), ..run }),
            _ => runs.push(run),
        }
    }
    if runs.is_empty() && said.is_empty() {
        // Better a common word than no reason.
        runs = alone;
    }
    runs.sort_by(|p, q| q.weight.total_cmp(&p.weight).then(p.at.cmp(&q.at)));
    let mut taken: Vec<usize> = Vec::new();
    let (mut singles, mut out) = (0, Vec::new());
    for run in runs {
        let here = run.at..run.at + run.len;
        let single = x[here.clone()].iter().filter(|t| counts(t)).count() == 1;
        let news = x[here.clone()].iter().filter(|t| counts(t)).any(|t| !said.contains(terms.word(t.word())));
        if out.len() == most || !news || (single && singles == MOST_SINGLE) || taken.iter().any(|t| here.contains(t)) {
            continue;
        }
        let surface = |side: usize, at: usize| {
            let (first, last) = (spans[side].get(at)?, spans[side].get(at + run.len - 1)?);
            texts[side].get(first.span.start..last.span.end)
        };
        let (Some(ours), Some(theirs)) = (surface(0, run.at), surface(1, run.there)) else { continue };
        singles += usize::from(single);
        out.push(as_in_running_text(ours, theirs).to_owned());
        said.extend(x[here.clone()].iter().map(|t| terms.word(t.word()).to_owned()));
        taken.extend(here);
    }
    out
}

/// The surface that has fewer capitals: one of the two may open a sentence or stand in a title.
fn as_in_running_text<'a>(a: &'a str, b: &'a str) -> &'a str {
    let capitals = |s: &str| s.chars().filter(|c| c.is_uppercase()).count();
    if capitals(b) < capitals(a) { b } else { a }
}

/// For each word, whether a sentence or clause begins with it: no reason goes on from one into the next.
fn begins(text: &str, found: &[Token]) -> Vec<bool> {
    let starts: Vec<usize> = sentences(text).into_iter().map(|s| s.start).collect();
    let mut end = 0;
    let begins = |token: &Token| {
        let between = text.get(end..token.span.start).unwrap_or_default();
        let parted = between.contains([';', ':', '!', '?', '…', '。', '；', '：', '！', '？', '\n']);
        let sentence = starts.iter().any(|s| end <= *s && *s <= token.span.start);
        end = token.span.end;
        parted || sentence
    };
    found.iter().map(begins).collect()
}

/// For each word of the first passage, the longest run of words that ends there and stands in the second too. A run goes over no
/// word that `breaks` marks as a beginning.
fn shared_runs([x, y]: [&[Term]; 2], breaks: &[Vec<bool>; 2]) -> Vec<Run> {
    let mut out = Vec::new();
    let begins = |i: usize, j: usize| {
        let at = |side: usize, n: usize| breaks[side].get(n).copied().unwrap_or(true);
        at(0, i) || at(1, j)
    };
    // Longest common run that ends at each pair of places, one row at a time.
    let mut before = vec![0usize; y.len() + 1];
    for i in 0..x.len() {
        let mut row = vec![0usize; y.len() + 1];
        let mut longest = (0, 0);
        for j in 0..y.len() {
            if x[i].word() == y[j].word() {
                row[j + 1] = if begins(i, j) { 1 } else { before[j] + 1 };
                let goes_on =
                    i + 1 < x.len() && j + 1 < y.len() && x[i + 1].word() == y[j + 1].word() && !begins(i + 1, j + 1);
                if !goes_on && row[j + 1] > longest.0 {
                    longest = (row[j + 1], j);
                }
            }
        }
        before = row;
        let (len, j) = longest;
        if len > 0 {
            out.push(Run { at: i + 1 - len, there: j + 1 - len, len, weight: 0.0 });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::as_in_running_text;

    #[test]
    fn capitals_of_a_sentence_start_or_a_title_are_not_shown() {
        assert_eq!(as_in_running_text("Hasil Luar Biasa", "hasil luar biasa"), "hasil luar biasa");
        assert_eq!(as_in_running_text("mengenai pasar", "Mengenai pasar"), "mengenai pasar");
        assert_eq!(as_in_running_text("bank Dunia", "bank Dunia"), "bank Dunia");
    }
}
