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

/// The weak words of all languages, folded.
#[derive(Debug)]
pub struct WeakWords(HashSet<String>);

impl WeakWords {
    /// The list that ships with simak.
    pub fn shipped() -> &'static Self {
        &SHIPPED
    }

    /// Reads a table: a language code a key, its words the value.
    pub fn read(table: &str) -> Result<Self, String> {
        let rows: HashMap<String, String> = toml::from_str(table).map_err(|e| e.to_string())?;
        let mut words = HashSet::new();
        for (code, list) in rows {
            Lang::from_code(&code).ok_or_else(|| format!("`{code}` is no language code"))?;
            words.extend(list.split_whitespace().map(fold::folded));
        }
        Ok(Self(words))
    }

    /// Whether the folded `word` is weak in any language.
    pub fn contains(&self, word: &str) -> bool {
        self.0.contains(word)
    }
}

#[cfg(test)]
mod tests {
    use super::WeakWords;

    #[test]
    fn the_shipped_table_parses() {
        let weak = WeakWords::shipped();
        assert!(weak.contains("sekitar") && weak.contains("several") && weak.contains("khoang"));
        assert!(!weak.contains("tarif") && !weak.contains("tariff") && !weak.contains("budaya"));
    }

    #[test]
    fn a_broken_table_is_refused() {
        assert!(WeakWords::read("nosuchlanguage = \"a\"").is_err());
        assert!(WeakWords::read("id =").is_err());
    }
}
