//! Function words: the short list of each language, read from `assets/library/function-words.toml`.
//!
//! Where a language is not known, a word counts as one if it is in the list of any language.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::text::{Lang, fold};

const TABLE: &str = include_str!("../../../assets/library/function-words.toml");

static SHIPPED: LazyLock<FunctionWords> =
    LazyLock::new(|| FunctionWords::read(TABLE).expect("the shipped table parses, as a test shows"));

/// The lists.
#[derive(Debug)]
pub struct FunctionWords {
    of: HashMap<Lang, HashSet<String>>,
    any: HashSet<String>,
}

impl FunctionWords {
    /// The lists that ship with simak.
    pub fn shipped() -> &'static Self {
        &SHIPPED
    }

    /// Reads a table: a language code a key, its words the value.
    pub fn read(table: &str) -> Result<Self, String> {
        let rows: HashMap<String, String> = toml::from_str(table).map_err(|e| e.to_string())?;
        let mut of = HashMap::new();
        let mut any = HashSet::new();
        for (code, words) in rows {
            let lang = Lang::from_code(&code).ok_or_else(|| format!("`{code}` is no language code"))?;
            let words: HashSet<String> = words.split_whitespace().map(fold::folded).collect();
            if words.is_empty() {
                return Err(format!("`{code}` has no words"));
            }
            any.extend(words.iter().cloned());
            of.insert(lang, words);
        }
        Ok(Self { of, any })
    }

    /// Whether the folded `word` is a function word of `lang`, or of any language where there is no list for it.
    pub fn contains(&self, word: &str, lang: Option<Lang>) -> bool {
        lang.and_then(|l| self.of.get(&l)).unwrap_or(&self.any).contains(word)
    }
}

#[cfg(test)]
mod tests {
    use super::FunctionWords;
    use crate::text::Lang;

    #[test]
    fn the_shipped_table_parses_and_knows_its_languages() {
        let words = FunctionWords::shipped();
        assert!(words.contains("yang", Some(Lang::ID)));
        assert!(words.contains("the", Some(Lang::EN)));
        assert!(words.contains("va", Some(Lang::VI)), "compared folded");
        assert!(!words.contains("the", Some(Lang::ID)));
        assert!(words.contains("the", None), "any language where none is known");
    }

    #[test]
    fn lists_stay_short() {
        for (lang, words) in &FunctionWords::shipped().of {
            assert!(words.len() <= 80, "{lang}: {}", words.len());
        }
    }

    #[test]
    fn a_broken_table_is_refused() {
        assert!(FunctionWords::read("nosuchlanguage = \"a\"").is_err());
        assert!(FunctionWords::read("id = \"\"").is_err());
        assert!(FunctionWords::read("id =").is_err());
    }
}
