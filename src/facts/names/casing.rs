//! How words are usually written: small, or with a capital inside a sentence.
//!
//! Two sources: `assets/names/casing.id.tsv`, counted over Indonesian text, and the article itself. A word that a text
//! elsewhere writes small is no name because it stands at the start of a sentence.

use std::sync::LazyLock;

use super::lexicon::{ByHash, Classes, Tongue};
use super::words::{Case, Word, hash};

const TABLE: &str = include_str!("../../../assets/names/casing.id.tsv");

/// Words that stand before places.
static WHERE: LazyLock<[u32; 11]> =
    LazyLock::new(|| ["in", "at", "near", "from", "to", "di", "ke", "dari", "around", "outside", "across"].map(hash));
static THE: LazyLock<u32> = LazyLock::new(|| hash("the"));
static BRACKETS: LazyLock<[u32; 2]> = LazyLock::new(|| ["(", ")"].map(hash));

/// Counts of one word.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    /// Written small.
    pub small: u32,
    /// With a capital inside a sentence.
    pub capital: u32,
    /// What stood beside it where it had a capital: [`hints`].
    pub hints: u8,
}

/// What an article shows beside a word with a capital, wherever it stands (Chieu and Ng 2002, global features).
pub mod hints {
    /// Behind a word for where: `in`, `di`.
    pub const WHERE: u8 = 1;
    /// Before a word for saying.
    pub const SAYS: u8 = 1 << 1;
    /// Behind a title.
    pub const TITLE: u8 = 1 << 2;
    /// Behind a given name.
    pub const GIVEN: u8 = 1 << 3;
    /// Before another word with a capital.
    pub const BEFORE: u8 = 1 << 4;
    /// Behind another word with a capital.
    pub const BEHIND: u8 = 1 << 5;
    /// Behind an article: `the`.
    pub const THE: u8 = 1 << 6;
    /// Alone in brackets.
    pub const BRACKETS: u8 = 1 << 7;
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
            let count = Count { small: cells.next()?.parse().ok()?, capital: cells.next()?.parse().ok()?, hints: 0 };
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
    pub fn count(&mut self, words: &[Word], classes: &[Classes]) {
        for (i, w) in words.iter().enumerate() {
            if w.case == Case::Small {
                self.counts.entry(w.low).or_default().small += 1;
                continue;
            }
            if !w.case.is_upper() {
                continue;
            }
            let count = self.counts.entry(w.low).or_default();
            count.capital += u32::from(i > 0);
            let has = |at: Option<usize>, class| at.and_then(|i| classes.get(i)).is_some_and(|c| c.has(class));
            let (before, after) = (i.checked_sub(1), i + 1);
            if let Some(b) = before.map(|i| &words[i]) {
                count.hints |= if WHERE.contains(&b.low) { hints::WHERE } else { 0 };
                count.hints |= if b.low == *THE { hints::THE } else { 0 };
                count.hints |= if b.case.is_upper() { hints::BEHIND } else { 0 };
                count.hints |= if b.case.is_upper() && b.group.lists & 1 > 0 { hints::GIVEN } else { 0 };
                count.hints |= if has(before, Classes::OFFICE) { hints::TITLE } else { 0 };
                let closed = words.get(after).is_some_and(|a| a.low == BRACKETS[1]);
                count.hints |= if b.low == BRACKETS[0] && closed { hints::BRACKETS } else { 0 };
            }
            count.hints |= if has(Some(after), Classes::SAYS) { hints::SAYS } else { 0 };
            count.hints |= if words.get(after).is_some_and(|a| a.case.is_upper()) { hints::BEFORE } else { 0 };
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
    use super::{Casing, Count, Habit, check, habit, hints, parse};
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
    fn an_article_shows_what_stands_beside_a_word() {
        let text = "They met in Qrst near Mr Xyzw ( QX ) .";
        let r = crate::facts::names::reading::Reading::new(text, Tongue::En);
        let mut casing = Casing::default();
        casing.count(&r.words, &r.classes);
        assert_eq!(casing.here(hash("qrst")).hints, hints::WHERE);
        assert_eq!(casing.here(hash("xyzw")).hints & hints::TITLE, hints::TITLE);
        assert_eq!(casing.here(hash("qx")).hints, hints::BRACKETS);
    }

    #[test]
    fn habits_follow_the_counts() {
        assert_eq!(habit(Count { small: 9, capital: 1, hints: 0 }), Habit::Small);
        assert_eq!(habit(Count { small: 1, capital: 1, hints: 0 }), Habit::Mixed);
        assert_eq!(habit(Count { small: 0, capital: 1, hints: 0 }), Habit::Capital);
    }
}
