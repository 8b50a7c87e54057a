//! How words are usually written: small, or with a capital inside a sentence.
//!
//! Two sources: `assets/names/casing.id.tsv`, counted over Indonesian text, and the article itself. A word that a text
//! elsewhere writes small is no name because it stands at the start of a sentence.

use std::sync::LazyLock;

use super::lexicon::{ByHash, Tongue};
use super::words::{Case, Word, hash};

const TABLE: &str = include_str!("../../../assets/names/casing.id.tsv");

/// Counts of one word.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    /// Written small.
    pub small: u32,
    /// With a capital inside a sentence.
    pub capital: u32,
}

static GENERAL: LazyLock<Result<ByHash<Count>, String>> = LazyLock::new(shipped);

/// What is wrong with the shipped table, if anything, as a sentence.
pub fn check() -> Result<(), String> {
    GENERAL.as_ref().map(|_| ()).map_err(Clone::clone)
}

/// Reads the shipped table.
pub fn shipped() -> Result<ByHash<Count>, String> {
    parse(TABLE)
}

fn parse(table: &str) -> Result<ByHash<Count>, String> {
    let mut out = ByHash::default();
    for (i, line) in table.lines().enumerate().filter(|(_, l)| !l.starts_with('#')) {
        let mut cells = line.split('\t');
        let row = (|| {
            let word = cells.next()?;
            let count = Count { small: cells.next()?.parse().ok()?, capital: cells.next()?.parse().ok()? };
            Some((hash(word), count))
        })();
        let (word, count) =
            row.ok_or_else(|| format!("casing.id.tsv, line {}: expected a word and two counts", i + 1))?;
        out.insert(word, count);
    }
    Ok(out)
}

/// The counts of one article.
#[derive(Debug, Default)]
pub struct Casing {
    counts: ByHash<Count>,
}

/// How a word is usually written, coarse enough to be a feature.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Habit {
    /// Not seen, or seen at the start of sentences alone.
    Unknown,
    /// Nearly always small.
    Small,
    /// Mostly small.
    Mixed,
    /// Mostly with a capital.
    Capital,
}

impl Casing {
    /// Counts the words of one sentence; its first word tells nothing if it has a capital.
    pub fn count(&mut self, words: &[Word]) {
        for (i, w) in words.iter().enumerate() {
            match w.case {
                Case::Small => self.counts.entry(w.low).or_default().small += 1,
                Case::Capital | Case::Capitals if i > 0 => self.counts.entry(w.low).or_default().capital += 1,
                _ => {}
            }
        }
    }

    /// How the article writes `word`.
    pub fn here(&self, word: u32) -> Count {
        self.counts.get(&word).copied().unwrap_or_default()
    }

    /// How `word` is usually written in `tongue`.
    pub fn general(word: u32, tongue: Tongue) -> Habit {
        if tongue != Tongue::Id {
            return Habit::Unknown;
        }
        let count = GENERAL.as_ref().ok().and_then(|g| g.get(&word)).copied().unwrap_or_default();
        habit(count)
    }

    /// How the article writes `word`, coarsely.
    pub fn habit_here(&self, word: u32) -> Habit {
        habit(self.here(word))
    }
}

/// The habit that `count` shows.
pub fn habit(count: Count) -> Habit {
    let all = count.small + count.capital;
    if all == 0 {
        Habit::Unknown
    } else if count.capital * 10 <= all {
        Habit::Small
    } else if count.capital * 2 <= all {
        Habit::Mixed
    } else {
        Habit::Capital
    }
}

#[cfg(test)]
mod tests {
    use super::{Casing, Count, Habit, check, habit, parse};
    use crate::facts::names::lexicon::Tongue;
    use crate::facts::names::words::hash;

    #[test]
    fn the_shipped_table_parses_and_knows_common_words() {
        assert_eq!(check(), Ok(()));
        assert_eq!(Casing::general(hash("integrasi"), Tongue::En), Habit::Unknown);
        assert_eq!(Casing::general(hash("acara"), Tongue::Id), Habit::Small);
    }

    #[test]
    fn a_broken_line_is_told_by_its_number() {
        assert!(parse("# x\nabad\t50\n").unwrap_err().contains("line 2"));
    }

    #[test]
    fn habits_follow_the_counts() {
        assert_eq!(habit(Count { small: 9, capital: 1 }), Habit::Small);
        assert_eq!(habit(Count { small: 1, capital: 1 }), Habit::Mixed);
        assert_eq!(habit(Count { small: 0, capital: 1 }), Habit::Capital);
    }
}
