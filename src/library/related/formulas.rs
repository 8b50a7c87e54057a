//! Formulas: runs of three content words that most articles of the collection repeat, such as `lingkungan yang damai dan stabil`.
//!
//! Two passages that share no more than what everybody says may say it about different things; such an answer stays in the list, but
//! is shown dim. The rank does not know of formulas.

use std::collections::{HashMap, HashSet};

use super::clauses::clauses;
use crate::library::index::{Term, Terms, WordId};

/// Content words of a formula.
const LENGTH: usize = 3;
/// Articles that have it, as a share of all.
const SHARE: f32 = 0.6;
/// Articles that have it, at least.
const LEAST: usize = 3;

/// The formulas of a collection.
#[derive(Debug, Default)]
pub struct Formulas(HashSet<[WordId; LENGTH]>);

impl Formulas {
    /// Learns from all passages; they are numbered article by article.
    pub fn learn(terms: &Terms, articles: usize) -> Self {
        let least = ((articles as f32 * SHARE).ceil() as usize).max(LEAST);
        let mut seen: HashMap<[WordId; LENGTH], (usize, usize)> = HashMap::new();
        for n in 0..terms.len() {
            let article = terms.place(n).article.index();
            for run in runs(terms.roots_of(n)) {
                let (count, last) = seen.entry(run).or_insert((0, usize::MAX));
                *count += usize::from(*last != article);
                *last = article;
            }
        }
        Self(seen.into_iter().filter(|(_, (count, _))| *count >= least).map(|(run, _)| run).collect())
    }

    /// The words that stand in formulas of a passage.
    pub fn words(&self, terms: &[Term]) -> HashSet<WordId> {
        runs(terms).filter(|run| self.0.contains(run)).flatten().collect()
    }
}

fn runs(terms: &[Term]) -> impl Iterator<Item = [WordId; LENGTH]> {
    let of = |clause: Vec<Term>| -> Vec<[WordId; LENGTH]> {
        clause.windows(LENGTH).map(|w| [w[0].word(), w[1].word(), w[2].word()]).collect()
    };
    clauses(terms, true).into_iter().flat_map(of)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::Formulas;
    use crate::library::Entry;
    use crate::library::index::Terms;

    #[test]
    fn what_most_articles_repeat_is_a_formula() {
        let texts = [
            "Sungai dijaga demi lingkungan yang damai dan stabil.",
            "Pasar tumbuh dalam lingkungan yang damai dan stabil.",
            "Hutan memerlukan lingkungan yang damai dan stabil.",
            "Nelayan menjual ikan di pasar pagi.",
        ];
        let entries: Vec<Arc<Entry>> = texts
            .iter()
            .enumerate()
            .map(|(n, text)| Arc::new(Entry::read(&format!("{n}.txt"), text.as_bytes()).unwrap()))
            .collect();
        let terms = Terms::build(&entries, |_, _| {});
        let words = Formulas::learn(&terms, entries.len()).words(terms.roots_of(0));
        let is = |word: &str| terms.find(word).is_some_and(|w| words.contains(&terms.root(w)));
        assert!(is("damai") && is("stabil") && !is("sungai"));
        assert!(Formulas::learn(&terms, 6).words(terms.roots_of(0)).is_empty(), "three of six are not most");
    }
}
