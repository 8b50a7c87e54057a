//! Claims told twice: runs of content words that two or three passages share. Stock formulas, told everywhere, are none.

use std::collections::{BTreeMap, HashMap};

use crate::article::Role;
use crate::library::index::WordId;
use crate::library::{Library, Place};

/// Content words in a row that make a claim.
const RUN: usize = 5;
/// The same where all passages are of one article, which repeats its own phrases anyway.
const RUN_WITHIN: usize = 8;
/// Passages that share a claim, at most; what more share is a formula.
const MOST: usize = 3;

/// A claim: the passages that tell it and, for each, its words in that passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// Passage and the numbers of the first and last word of the run in it.
    pub told: Vec<(Place, usize, usize)>,
}

/// The claims of the collection, longest runs first.
pub fn all(library: &Library) -> Vec<Claim> {
    let terms = &library.index.terms;
    let mut sequences: Vec<Vec<(WordId, usize, usize)>> = Vec::new();
    let mut runs: HashMap<Vec<WordId>, Vec<(u32, u32)>> = HashMap::new();
    for n in 0..terms.len() {
        let body = library.passage(terms.place(n)).role == Role::Body;
        let words = if body { content(library, n) } else { Vec::new() };
        for (at, window) in words.windows(RUN).enumerate() {
            let run = window.iter().map(|w| w.0).collect();
            let told: &mut Vec<(u32, u32)> = runs.entry(run).or_default();
            if told.last().is_none_or(|l| l.0 != n as u32) {
                told.push((n as u32, at as u32));
            }
        }
        sequences.push(words);
    }
    // Runs of the same passages that follow each other are one claim: the widest stretch in each passage.
    let mut groups: BTreeMap<Vec<u32>, Vec<(u32, u32)>> = BTreeMap::new();
    for told in runs.into_values().filter(|t| (2..=MOST).contains(&t.len())) {
        let passages: Vec<u32> = told.iter().map(|t| t.0).collect();
        let spans = groups.entry(passages).or_insert_with(|| told.iter().map(|t| (t.1, t.1)).collect());
        for (span, (_, at)) in spans.iter_mut().zip(&told) {
            // Runs far apart are claims of their own; the first found stands for them.
            if at.abs_diff(span.0) <= 2 * RUN as u32 || at.abs_diff(span.1) <= 2 * RUN as u32 {
                *span = (span.0.min(*at), span.1.max(*at));
            }
        }
    }
    let across = |passages: &[u32]| {
        passages.iter().any(|n| terms.place(*n as usize).article != terms.place(passages[0] as usize).article)
    };
    let mut found: Vec<Told> = Vec::new();
    for (passages, spans) in groups {
        let length = spans.first().map_or(0, |s| s.1 - s.0) as usize + RUN;
        if length >= RUN_WITHIN || across(&passages) {
            join(&mut found, passages.into_iter().zip(spans).collect());
        }
    }
    let length = |told: &Told| told.values().map(|(from, to)| to - from).max();
    found.sort_by_key(|told| std::cmp::Reverse(length(told)));
    let claim = |told: Told| {
        let spot = |(n, (from, to)): (u32, (u32, u32))| {
            let words = &sequences[n as usize];
            (terms.place(n as usize), words[from as usize].1, words[to as usize + RUN - 1].2)
        };
        Claim { told: told.into_iter().map(spot).collect() }
    };
    found.into_iter().map(claim).collect()
}

/// Passages with the first and last run of a claim in each.
type Told = BTreeMap<u32, (u32, u32)>;

/// Adds a claim to those it overlaps in a passage: one claim in several wordings.
fn join(found: &mut Vec<Told>, told: Told) {
    let overlaps = |other: &Told| {
        told.iter().any(|(n, a)| other.get(n).is_some_and(|b| a.0 < b.1 + RUN as u32 && b.0 < a.1 + RUN as u32))
    };
    let Some(other) = found.iter_mut().find(|o| overlaps(o)) else {
        found.push(told);
        return;
    };
    for (n, (from, to)) in told {
        let span = other.entry(n).or_insert((from, to));
        if from < span.1 + RUN as u32 && span.0 < to + RUN as u32 {
            *span = (span.0.min(from), span.1.max(to));
        }
    }
}

/// The content words of a passage with the first and last word each stands for; a run that has a short form counts as that.
fn content(library: &Library, number: usize) -> Vec<(WordId, usize, usize)> {
    let terms = library.index.terms.of(number);
    let mut out = Vec::new();
    let mut at = 0;
    while at < terms.len() {
        let shorts = library.index.acronyms.beginning_with(terms[at].word());
        let fits = |run: &[WordId]| {
            terms.get(at..at + run.len()).is_some_and(|t| t.iter().zip(run).all(|(t, r)| t.word() == *r))
        };
        if let Some((run, short)) = shorts.iter().filter(|(run, _)| fits(run)).max_by_key(|(run, _)| run.len()) {
            out.push((*short, at, at + run.len() - 1));
            at += run.len();
            continue;
        }
        if terms[at].is_content() {
            out.push((terms[at].word(), at, at));
        }
        at += 1;
    }
    out
}
