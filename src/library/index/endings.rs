//! Endings of inflection, from `assets/library/endings.toml`: `price` and `prices` are one word when passages are compared.
//!
//! Takes a folded word and its language, gives the stem to compare by. It makes no dictionary form and is not for display. The
//! steps for English are a small part of Porter's (1980): plural, past and progressive only.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::text::Lang;

const TABLE: &str = include_str!("../../../assets/library/endings.toml");
/// Letters that stay before an ending, at least.
const LEAST: usize = 2;
/// A word shorter than this has no ending.
const SHORTEST: usize = 4;

static SHIPPED: LazyLock<Endings> =
    LazyLock::new(|| Endings::read(TABLE).expect("the shipped table parses, as a test shows"));

/// A list of endings, each with what takes its place; the first that fits is taken.
type Step = Vec<(String, String)>;

/// The endings of all languages.
#[derive(Debug)]
pub struct Endings(HashMap<Lang, Vec<Step>>);

impl Endings {
    /// The table that ships with simak.
    pub fn shipped() -> &'static Self {
        &SHIPPED
    }

    /// Reads a table: a language code a key, its steps the value.
    pub fn read(table: &str) -> Result<Self, String> {
        let rows: HashMap<String, Vec<Step>> = toml::from_str(table).map_err(|e| e.to_string())?;
        let mut of = HashMap::new();
        for (code, steps) in rows {
            let lang = Lang::from_code(&code).ok_or_else(|| format!("`{code}` is no language code"))?;
            if steps.iter().flatten().any(|(ending, _)| ending.is_empty()) {
                return Err(format!("`{code}` has an empty ending"));
            }
            of.insert(lang, steps);
        }
        Ok(Self(of))
    }

    /// Whether words of `lang` have endings.
    pub fn know(&self, lang: Lang) -> bool {
        self.0.contains_key(&lang)
    }

    /// The folded `word` of `lang` without its endings.
    pub fn stem(&self, word: &str, lang: Lang) -> String {
        let mut stem = word.to_owned();
        if word.len() < SHORTEST || !word.bytes().all(|b| b.is_ascii_lowercase()) {
            return stem;
        }
        for step in self.0.get(&lang).into_iter().flatten() {
            let fits = |(ending, instead): &&(String, String)| {
                let enough = |left: &str| left.len() >= LEAST && left.contains(['a', 'e', 'i', 'o', 'u', 'y']);
                stem.strip_suffix(ending.as_str()).is_some_and(|left| ending == instead || enough(left))
            };
            if let Some((ending, instead)) = step.iter().find(fits) {
                stem.truncate(stem.len() - ending.len());
                stem.push_str(instead);
            }
        }
        stem
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::proptest;

    use super::Endings;
    use crate::text::Lang;

    #[test]
    fn the_shipped_table_joins_forms_of_one_word() {
        let stem = |word| Endings::shipped().stem(word, Lang::EN);
        for forms in [
            ["price", "prices"],
            ["cut", "cutting"],
            ["plan", "planned"],
            ["policy", "policies"],
            ["rally", "rallied"],
            ["market", "marketing"],
            ["class", "classes"],
        ] {
            assert_eq!(stem(forms[0]), stem(forms[1]), "{forms:?}");
        }
        for apart in [["bus", "but"], ["king", "kin"], ["news", "new"], ["need", "nee"], ["producer", "product"]] {
            assert_ne!(stem(apart[0]), stem(apart[1]), "{apart:?}");
        }
        assert_eq!((stem("need"), stem("speed")), ("need".to_owned(), "speed".to_owned()));
        assert_eq!(Endings::shipped().stem("prices", Lang::ID), "prices", "no endings are known there");
    }

    #[test]
    fn a_broken_table_is_refused() {
        assert!(Endings::read("nosuchlanguage = []").is_err());
        assert!(Endings::read("en = [[[\"\", \"x\"]]]").is_err());
    }

    proptest! {
        #[test]
        fn no_word_is_lost(word in "[a-zé]{1,12}") {
            assert!(!Endings::shipped().stem(&word, Lang::EN).is_empty());
        }
    }
}
