//! Runs: stretches of content words that two or three passages share word by word.

use std::collections::{BTreeMap, HashMap};

use super::claims::{Stretch, Told, Words};
use super::stock::Stock;
use crate::library::index::{Terms, WordId};

/// Content words in a row that make a claim.
const RUN: usize = 4;
/// A run as short as that must have words as rare as this together, counted as [`Stock::weight`] does.
const LEAST_WEIGHT: f32 = 1.1;
/// The same where all passages are of one article, which repeats its own phrases anyway.
const RUN_WITHIN: usize = 8;
/// Passages that share a run, at most; what more share is a formula.
const MOST: usize = 3;

/// The runs of the collection; `sequences` are the content words of each passage.
pub fn all(terms: &Terms, sequences: &[Words], stock: &Stock) -> Vec<Told> {
    let mut runs: HashMap<Vec<WordId>, Vec<(u32, u32)>> = HashMap::new();
    for (n, words) in sequences.iter().enumerate() {
        for (at, window) in words.windows(RUN).enumerate() {
            let run = window.iter().map(|w| w.word).collect();
            let told: &mut Vec<(u32, u32)> = runs.entry(run).or_default();
            if told.last().is_none_or(|l| l.0 != n as u32) {
                told.push((n as u32, at as u32));
            }
        }
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
    let mut out = Vec::new();
    for (passages, spans) in groups {
        let length = spans.first().map_or(0, |s| s.1 - s.0) as usize + RUN;
        let article = |n: u32| terms.place(n as usize).article;
        if length < RUN_WITHIN && passages.iter().all(|n| article(*n) == article(passages[0])) {
            continue;
        }
        let stretch = |s: (u32, u32)| Stretch { from: s.0 as usize, to: s.1 as usize + RUN };
        let told: BTreeMap<u32, Stretch> = passages.into_iter().zip(spans.into_iter().map(stretch)).collect();
        let mut told = Told { passages: told, weight: 0.0 };
        told.weight = stock.weight(terms, &told.words(sequences), told.passages.len() as u32);
        if length > RUN || told.weight >= LEAST_WEIGHT {
            out.push(told);
        }
    }
    out
}
