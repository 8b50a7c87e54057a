//! Stock: words that habitually stand together in the collection, as `ilmu pengetahuan` or `lingkungan yang damai dan stabil`.
//!
//! Words of one habit are not independent: whoever writes the first writes the others. So they count once where a claim is
//! weighed. It knows no list of phrases; the collection shows its habits by repeating them.

use std::collections::HashMap;

use super::claims::{Told, Words};
use super::couples::{self, Couple};
use crate::library::index::{Terms, WordId};

/// What stands together in more passages than this is a formula.
const FORMULA: u32 = 5;
/// Neighbours are a fixed pair if they stand so in this share of the passages of the commoner of them.
const FIXED: f32 = 0.5;

/// How many passages have each couple, each word and the one right after it, and each word.
#[derive(Debug)]
pub struct Stock {
    couples: HashMap<Couple, u32>,
    neighbours: HashMap<(WordId, WordId), u32>,
    words: HashMap<WordId, u32>,
}

/// How strictly words are taken for one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Habit {
    /// Fixed pairs only.
    Fixed,
    /// Whatever many passages have together, too.
    Formula,
}

impl Stock {
    /// Counts the couples of `sequences`, the content words of each passage.
    pub fn of(sequences: &[Words]) -> Self {
        let mut out = Self { couples: HashMap::new(), neighbours: HashMap::new(), words: HashMap::new() };
        for same in couples::seen(sequences).chunk_by(|x, y| x.0 == y.0) {
            let passages = same.chunk_by(|x, y| x.1 == y.1).count() as u32;
            if passages > 2 {
                out.couples.insert(same[0].0, passages);
            }
        }
        for words in sequences {
            let mut pairs: Vec<(WordId, WordId)> =
                words.windows(2).filter(|w| w[0].clause == w[1].clause).map(|w| (w[0].word, w[1].word)).collect();
            pairs.sort_unstable();
            pairs.dedup();
            pairs.into_iter().for_each(|p| *out.neighbours.entry(p).or_default() += 1);
            let mut words: Vec<WordId> = words.iter().map(|w| w.word).collect();
            words.sort_unstable();
            words.dedup();
            words.into_iter().for_each(|w| *out.words.entry(w).or_default() += 1);
        }
        out
    }

    /// The different `words` of a claim in groups that count as one each; `told` is how many passages tell the claim, which alone
    /// are no habit.
    pub fn units(&self, words: &[WordId], told: u32, by: Habit) -> Vec<Vec<WordId>> {
        let one = |a: WordId, b: WordId| {
            let commoner = [a, b].iter().filter_map(|w| self.words.get(w)).max().copied().unwrap_or_default();
            let fixed =
                |pair| self.neighbours.get(&pair).is_some_and(|n| *n > told && *n as f32 >= FIXED * commoner as f32);
            let formula = || self.couples.get(&(a.min(b), a.max(b))).is_some_and(|n| *n > FORMULA);
            fixed((a, b)) || fixed((b, a)) || (by == Habit::Formula && formula())
        };
        let mut units: Vec<Vec<WordId>> = Vec::new();
        for &word in words {
            let (with, mut without): (Vec<_>, Vec<_>) =
                units.into_iter().partition(|unit| unit.iter().any(|other| one(word, *other)));
            let mut unit: Vec<WordId> = with.into_iter().flatten().collect();
            unit.push(word);
            without.push(unit);
            units = without;
        }
        units
    }

    /// How rare the different `words` are together, in words that only one passage has: of those that habitually stand together,
    /// the rarest.
    pub fn weight(&self, terms: &Terms, words: &[WordId], told: u32) -> f32 {
        let rarest = |unit: Vec<WordId>| unit.into_iter().map(|w| terms.rarity(w)).fold(0.0, f32::max);
        self.units(words, told, Habit::Formula).into_iter().map(rarest).sum()
    }
}

impl Told {
    /// The different words that all passages have in their stretches.
    pub fn words(&self, sequences: &[Words]) -> Vec<WordId> {
        let words = |n: &u32, from: usize, to: usize| -> Vec<WordId> {
            let mut words: Vec<WordId> = sequences[*n as usize][from..to].iter().map(|w| w.word).collect();
            words.sort_unstable();
            words.dedup();
            words
        };
        let all = self.passages.iter().map(|(n, s)| words(n, s.from, s.to));
        all.reduce(|a, b| a.into_iter().filter(|w| b.binary_search(w).is_ok()).collect()).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::{Habit, Stock};
    use crate::library::compare::claims::{Word, Words};
    use crate::library::index::WordId;

    /// Passages of one clause each, words given as numbers.
    fn passages(all: &[&[u32]]) -> Vec<Words> {
        let word = |(at, w): (usize, &u32)| Word { word: WordId(*w), first: at, last: at, clause: 1 };
        all.iter().map(|words| words.iter().enumerate().map(word).collect()).collect()
    }

    #[test]
    fn words_that_always_stand_together_count_once() {
        let stock = Stock::of(&passages(&[&[1, 2, 9], &[8, 1, 2], &[1, 2, 7], &[2, 6]]));
        let ids = |of: &[u32]| of.iter().map(|w| WordId(*w)).collect::<Vec<_>>();
        assert_eq!(stock.units(&ids(&[1, 2, 9]), 2, Habit::Fixed).len(), 2);
        assert_eq!(stock.units(&ids(&[1, 2, 9]), 3, Habit::Fixed).len(), 3, "the claim itself is no habit");
        assert_eq!(stock.units(&ids(&[2, 6]), 1, Habit::Fixed).len(), 2, "once is no habit");
    }

    #[test]
    fn what_many_passages_repeat_is_a_formula() {
        let mut all: Vec<&[u32]> = vec![&[1, 2, 3]; 6];
        all.extend([&[1][..]; 9]);
        all.extend([&[2][..]; 9]);
        let stock = Stock::of(&passages(&all));
        let ids = [WordId(1), WordId(2)];
        assert_eq!(stock.units(&ids, 2, Habit::Fixed).len(), 2, "each stands alone more often");
        assert_eq!(stock.units(&ids, 2, Habit::Formula).len(), 1);
    }
}
