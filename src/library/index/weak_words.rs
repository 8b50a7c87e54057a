//! Weak words: words that are no reason by themselves, from `assets/library/weak-words.toml`.
//!
//! They count when passages are compared, for they part related from unrelated ones; but `around` or `increase` tells a
//! reader nothing about what two passages share, and makes no claim.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::text::{Lang, fold};

const TABLE: &str = include_str!("../../../assets/library/weak-words.toml");

static SHIPPED: LazyLock<WeakWords> =
    LazyLock::new(|| WeakWords::read(TABLE).expect("the shipped table parses, as a test shows"));

/// The table as it is written: words by language.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    edge: HashMap<String, String>,
    alone: HashMap<String, String>,
}

/// The weak words of all languages, folded.
#[derive(Debug)]
pub struct WeakWords {
    edge: HashSet<String>,
    alone: HashSet<String>,
}

impl WeakWords {
    /// The list that ships with simak.
    pub fn shipped() -> &'static Self {
        &SHIPPED
    }

    /// Reads a table.
    pub fn read(table: &str) -> Result<Self, String> {
        let table: Table = toml::from_str(table).map_err(|e| e.to_string())?;
        Ok(Self { edge: words(table.edge)?, alone: words(table.alone)? })
    }

    /// Whether the folded `word` tells nothing by itself.
    pub fn contains(&self, word: &str) -> bool {
        self.edge.contains(word) || self.alone.contains(word)
    }

    /// Whether it also tells nothing at the end of a run of words.
    pub fn edge(&self, word: &str) -> bool {
        self.edge.contains(word)
    }
}

/// The words of all languages, folded; an error names the key that is no language.
fn words(rows: HashMap<String, String>) -> Result<HashSet<String>, String> {
    let mut words = HashSet::new();
    for (code, list) in rows {
        Lang::from_code(&code).ok_or_else(|| format!("`{code}` is no language code"))?;
        words.extend(list.split_whitespace().map(fold::folded));
    }
    Ok(words)
}

#[cfg(test)]
mod tests {
    use super::WeakWords;

    #[test]
    fn the_shipped_table_parses() {
        let weak = WeakWords::shipped();
        assert!(weak.edge("sekitar") && weak.edge("several") && weak.edge("khoang"));
        assert!(weak.contains("baru") && !weak.edge("baru"));
        assert!(!weak.contains("tarif") && !weak.contains("tariff") && !weak.contains("budaya"));
    }

    #[test]
    fn a_broken_table_is_refused() {
        assert!(WeakWords::read("[edge]\nnosuchlanguage = \"a\"\n[alone]\n").is_err());
        assert!(WeakWords::read("[edge]\nid = \"a\"\n").is_err());
    }
}
