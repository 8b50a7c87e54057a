//! Clauses: BM25 between the clauses of two passages, each taking its best partner.
//!
//! A long passage is about several things; comparing it whole drowns the one clause that another passage answers. Words
//! weigh by idf, pairs of neighbouring content words count extra.

use std::collections::{BTreeSet, HashMap};

use super::Settings;
use crate::library::index::{Term, Terms, WordId};

const K1: f32 = 1.2;
const B: f32 = 0.75;
/// Content words from one word of a couple to the other, at most.
const REACH: usize = 4;

/// A passage that asks.
#[derive(Debug)]
pub struct Query {
    /// Clauses that hold each word.
    words: HashMap<WordId, Vec<u32>>,
    /// Clauses that hold each pair of neighbours.
    pairs: HashMap<(WordId, WordId), Vec<u32>>,
    /// Content words of each clause.
    lengths: Vec<f32>,
    settings: Settings,
}

/// What a passage shares with the one that asks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Likeness {
    /// BM25 over clauses, both directions.
    pub score: f32,
    /// Distinct content words shared, numbers left out.
    pub shared: u32,
    /// Those of them that are not weak, each by its idf as a share of the greatest idf: about how many words of one passage
    /// alone they are worth. It means nearly the same in collections of any size.
    pub rare: f32,
}

/// The clauses of a passage: content words only. Not `parted`, the passage is one clause.
pub fn clauses(terms: &[Term], parted: bool) -> Vec<Vec<Term>> {
    let mut out: Vec<Vec<Term>> = Vec::new();
    for term in terms {
        if (parted && term.opens_clause()) || out.is_empty() {
            out.push(Vec::new());
        }
        if term.is_content()
            && let Some(last) = out.last_mut()
        {
            last.push(*term);
        }
    }
    out.retain(|c| !c.is_empty());
    out
}

/// Content words of a clause on average over the collection.
pub fn mean_length(terms: &Terms) -> f32 {
    let (mut words, mut count) = (0, 0);
    for n in 0..terms.len() {
        for term in terms.of(n) {
            words += usize::from(term.is_content());
            count += usize::from(term.opens_clause());
        }
    }
    (words as f32 / count.max(1) as f32).max(1.0)
}

impl Query {
    /// Prepares a passage; `keep` says which words count.
    pub fn new(terms: &[Term], settings: &Settings, keep: impl Fn(WordId) -> bool) -> Self {
        let settings = *settings;
        let mut out = Self { words: HashMap::new(), pairs: HashMap::new(), lengths: Vec::new(), settings };
        for clause in clauses(terms, settings.clauses) {
            let at = out.lengths.len() as u32;
            let kept: Vec<WordId> = clause.iter().map(|t| t.word()).filter(|w| keep(*w)).collect();
            if kept.is_empty() {
                continue;
            }
            for word in &kept {
                let of = out.words.entry(*word).or_default();
                if of.last() != Some(&at) {
                    of.push(at);
                }
            }
            for pair in kept.windows(2) {
                let of = out.pairs.entry((pair[0], pair[1])).or_default();
                if of.last() != Some(&at) {
                    of.push(at);
                }
            }
            out.lengths.push(kept.len() as f32);
        }
        out
    }

    /// Whether nothing is left to ask with.
    pub fn is_empty(&self) -> bool {
        self.lengths.is_empty()
    }

    /// The words it asks with, in order of their ids.
    pub fn words(&self) -> Vec<WordId> {
        let mut words: Vec<WordId> = self.words.keys().copied().collect();
        words.sort_unstable();
        words
    }

    /// How alike the passage with these `terms` is; `mean` is the [`mean_length`] of the collection.
    pub fn likeness(&self, terms: &[Term], all: &Terms, mean: f32) -> Likeness {
        let width = self.lengths.len();
        let damp = |length: f32| (K1 + 1.0) / (1.0 + K1 * (1.0 - B + B * length / mean));
        let mut best_of_query = vec![0.0f32; width];
        let (mut backward, mut count) = (0.0, 0);
        let (mut shared, mut strong): (Vec<WordId>, Vec<WordId>) = (Vec::new(), Vec::new());
        let mut sums = vec![0.0f32; width];
        let mut seen: Vec<WordId> = Vec::new();
        for clause in clauses(terms, self.settings.clauses) {
            count += 1;
            sums.fill(0.0);
            seen.clear();
            for (i, term) in clause.iter().enumerate() {
                let word = term.word();
                if seen.contains(&word) {
                    continue;
                }
                seen.push(word);
                let Some(of) = self.words.get(&word) else { continue };
                let idf = all.root_idf(word);
                of.iter().for_each(|q| sums[*q as usize] += idf);
                if term.is_telling() {
                    shared.push(word);
                }
                if term.is_strong() {
                    strong.push(word);
                }
                let pair =
                    clause.get(i + 1).and_then(|next| Some((next.word(), self.pairs.get(&(word, next.word()))?)));
                if let Some((next, of)) = pair {
                    let weight = self.settings.pair * (idf + all.root_idf(next));
                    of.iter().for_each(|q| sums[*q as usize] += weight);
                }
            }
            let to_here = damp(clause.len() as f32);
            let mut best = 0.0f32;
            for (q, sum) in sums.iter().enumerate() {
                best_of_query[q] = best_of_query[q].max(sum * to_here);
                best = best.max(sum * damp(self.lengths[q]));
            }
            backward += best;
        }
        shared.sort_unstable();
        shared.dedup();
        let forward: f32 = best_of_query.iter().sum();
        let mut score = forward / (width.max(1) as f32).sqrt();
        if self.settings.both_ways {
            score += backward / (count.max(1) as f32).sqrt();
        }
        strong.sort_unstable();
        strong.dedup();
        let rare = strong.iter().map(|w| all.rarity(*w)).sum();
        Likeness { score, shared: shared.len() as u32, rare }
    }
}

/// What a passage says in the same breath: its pairs of strong words that stand close together in a clause, each with the rarity
/// of both. Long lists of tasks share many words and hardly a pair.
#[derive(Debug)]
pub struct Breath(HashMap<(WordId, WordId), f32>);

impl Breath {
    /// Reads the pairs of `terms`; `keep` says which words count.
    pub fn of(terms: &[Term], all: &Terms, keep: impl Fn(WordId) -> bool) -> Self {
        let rarity = |(a, b)| all.rarity(a).min(1.0) + all.rarity(b).min(1.0);
        let pairs = pairs(terms).filter(|(a, b)| keep(*a) && keep(*b));
        Self(pairs.map(|pair| (pair, rarity(pair))).collect())
    }

    /// The rarity of the words of all pairs that the passage with these `terms` has too.
    pub fn shared(&self, terms: &[Term]) -> f32 {
        let there: BTreeSet<(WordId, WordId)> = pairs(terms).filter(|pair| self.0.contains_key(pair)).collect();
        there.iter().map(|pair| self.0[pair]).sum()
    }
}

/// The pairs of different strong words that stand close together in a clause, the smaller first.
fn pairs(terms: &[Term]) -> impl Iterator<Item = (WordId, WordId)> {
    let close = |clause: Vec<Term>| {
        let strong = |i: &usize| clause[*i].is_strong();
        let mut out = Vec::new();
        for i in (0..clause.len()).filter(strong) {
            for j in (i + 1..clause.len().min(i + 1 + REACH)).filter(strong) {
                let (a, b) = (clause[i].word(), clause[j].word());
                out.push((a.min(b), a.max(b)));
            }
        }
        out
    };
    clauses(terms, true).into_iter().flat_map(close).filter(|(a, b)| a != b)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{Breath, Query, Settings, mean_length};
    use crate::library::Entry;
    use crate::library::index::Terms;

    #[test]
    fn the_clause_that_answers_counts_not_the_length_around_it() {
        let text = "Panen padi di lembah sungai naik tajam.\n\n\
            Gubernur membuka pameran; panen padi di lembah sungai naik; bandara baru diresmikan.\n\n\
            Bandara baru melayani penerbangan malam, gubernur dan tamu naik kereta ke pameran kota.\n";
        let t = Terms::build(&[Arc::new(Entry::read("a.txt", text.as_bytes()).unwrap())], |_, _| {});
        let q = Query::new(t.of(0), &Settings::default(), |_| true);
        let mean = mean_length(&t);
        let (near, far) = (q.likeness(t.of(1), &t, mean), q.likeness(t.of(2), &t, mean));
        assert!(near.score > 3.0 * far.score, "{near:?} {far:?}");
        assert_eq!(near.shared, 5);
    }

    #[test]
    fn words_spread_over_two_lists_are_no_couple() {
        let text = "Warga menanam bakau di pantai, merawat jembatan gantung, dan menjemur rumput laut di dermaga.\n\n\
            Di dermaga tua, nelayan melelang tongkol segar, memasak bubur jagung untuk tamu, lalu menyapu jembatan.\n\n\
            Sejak pagi mereka merawat jembatan gantung itu.\n";
        let t = Terms::build(&[Arc::new(Entry::read("a.txt", text.as_bytes()).unwrap())], |_, _| {});
        let between = |a, b| Breath::of(t.of(a), &t, |_| true).shared(t.of(b));
        assert!(between(0, 1) < f32::EPSILON, "both name a pier and a bridge, never together");
        assert!(between(0, 2) > 1.0);
        assert!((between(0, 2) - between(2, 0)).abs() < f32::EPSILON);
    }

    #[test]
    fn dismissed_words_ask_nothing() {
        let t = Terms::build(&[Arc::new(Entry::read("a.txt", b"Panen padi.\n").unwrap())], |_, _| {});
        assert!(Query::new(t.of(0), &Settings::default(), |_| false).is_empty());
    }
}
