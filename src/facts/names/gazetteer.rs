//! Countries, territories and regions of the world: their names in Indonesian, Vietnamese and English, by code.
//!
//! Takes names or runs of words; gives codes (ISO 3166-1, UN M.49 for regions, a word where there is none). The tables are
//! `assets/names/countries.tsv`, made from Unicode CLDR, and `countries-more.tsv`, written by hand. It does not find names
//! in running text; it only tells whether some words are one.
//!
//! Names are compared by [`key`]: folded, blanks and punctuation left out, so `Viet Nam` is `Vietnam`. Two sorts of names
//! are too common as other words to be told by their folded letters: those in capitals (`AS`, `UK`; _as_ is a word) and
//! Vietnamese ones of one syllable (`Mỹ`, `Anh`; _my_ is a word). [`spelled`] and [`longest`] hold these to their spelling.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::text::Lang;
use crate::text::fold::folded;

const TABLES: [(&str, &str); 2] = [
    ("countries.tsv", include_str!("../../../assets/names/countries.tsv")),
    ("countries-more.tsv", include_str!("../../../assets/names/countries-more.tsv")),
];

/// What sort of thing a code stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sort {
    /// A country or territory, of today or of the past.
    Country,
    /// A continent or a part of one.
    Region,
    /// A union of states that has a code, such as the United Nations.
    Organisation,
}

/// One name of the table.
#[derive(Debug, Clone)]
struct Name {
    code: &'static str,
    sort: Sort,
    /// The name as written, if it is only told by its spelling.
    strict: Option<&'static str>,
}

#[derive(Debug, Default)]
struct Gazetteer {
    /// Names by key; several where a strict name shares its key with another one.
    names: HashMap<String, Vec<Name>>,
    /// The name to show by code: Indonesian, Vietnamese, English.
    shown: HashMap<&'static str, [&'static str; 3]>,
    /// Words of the longest name.
    longest: usize,
}

static GAZETTEER: LazyLock<Gazetteer> =
    LazyLock::new(|| Gazetteer::parse(&TABLES).unwrap_or_else(|e| panic!("a table compiled in is broken: {e}")));

impl Gazetteer {
    fn parse(tables: &[(&'static str, &'static str)]) -> Result<Self, String> {
        let mut all = Self::default();
        for (file, table) in tables {
            for (i, line) in table.lines().enumerate() {
                if line.starts_with('#') || line.trim().is_empty() {
                    continue;
                }
                let at = |what: &str| format!("{file}, line {}: {what}", i + 1);
                let cells: Vec<&'static str> = line.split('\t').collect();
                let [code, sort, names @ ..] = cells.as_slice() else {
                    return Err(at("expected code, kind and three columns of names"));
                };
                let sort = match *sort {
                    "country" => Sort::Country,
                    "region" => Sort::Region,
                    "organisation" => Sort::Organisation,
                    other => return Err(at(&format!("unknown kind `{other}`"))),
                };
                let &[id, vi, en] = names else {
                    return Err(at("expected three columns of names: id, vi, en"));
                };
                all.shown.entry(code).or_insert_with(|| [id, vi, en].map(|c| c.split('|').next().unwrap_or_default()));
                for (cell, vietnamese) in [(id, false), (vi, true), (en, false)] {
                    for name in cell.split('|').filter(|n| !n.is_empty()) {
                        all.add(code, sort, name, vietnamese);
                    }
                }
            }
        }
        Ok(all)
    }

    fn add(&mut self, code: &'static str, sort: Sort, name: &'static str, vietnamese: bool) {
        let capitals = name.chars().any(char::is_alphabetic) && !name.chars().any(char::is_lowercase);
        let syllable = vietnamese && !name.contains([' ', '-']) && name.chars().count() <= 4;
        let strict = (capitals || syllable).then_some(name);
        self.longest = self.longest.max(name.split([' ', '-']).count());
        let names = self.names.entry(key(name)).or_default();
        match names.iter_mut().find(|n| n.code == code) {
            // A name that any language spells without risk is told by its letters.
            Some(known) if strict.is_none() => known.strict = None,
            Some(_) => {}
            None => names.push(Name { code, sort, strict }),
        }
    }

    fn of(&self, key: &str) -> &[Name] {
        self.names.get(key).map_or(&[], Vec::as_slice)
    }
}

/// The form in which names are compared: folded, letters and digits alone.
pub fn key(name: &str) -> String {
    folded(name).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The code of the country or region that `name` is, whatever its case and diacritics.
///
/// For a text that is known to be a place's name: `as` is the United States here, and `my` is, too. In running text use
/// [`spelled`]. A name of two countries, such as `Kongo`, is none.
pub fn country(name: &str) -> Option<&'static str> {
    let mut all = GAZETTEER.of(&key(name)).iter().filter(|n| n.sort != Sort::Organisation);
    match (all.next(), all.next()) {
        (Some(one), None) => Some(one.code),
        _ => None,
    }
}

/// The code and sort of what `name` names, if it is spelled as that name must be.
pub fn spelled(name: &str) -> Option<(&'static str, Sort)> {
    let mut all = GAZETTEER.of(&key(name)).iter().filter(|n| n.strict.is_none_or(|s| same_letters(s, name)));
    match (all.next(), all.next()) {
        (Some(one), None) => Some((one.code, one.sort)),
        _ => None,
    }
}

/// The longest name that `words`, as they stand in a text, begin with: how many words, code and sort.
///
/// The first word must begin with an upper-case letter, or with one of a script without case.
pub fn longest(words: &[&str]) -> Option<(usize, &'static str, Sort)> {
    let first = words.first()?.chars().next()?;
    if first.is_lowercase() || !first.is_alphabetic() {
        return None;
    }
    let most = words.len().min(GAZETTEER.longest);
    (1..=most).rev().find_map(|n| {
        let (code, sort) = spelled(&words[..n].join(" "))?;
        Some((n, code, sort))
    })
}

/// The name of `code` to show in `lang`; English for languages that the table lacks.
pub fn name(code: &str, lang: Lang) -> Option<&'static str> {
    let [id, vi, en] = *GAZETTEER.shown.get(code)?;
    Some(if lang == Lang::ID {
        id
    } else if lang == Lang::VI {
        vi
    } else {
        en
    })
}

/// Whether a text spells a strict name: same letters with their marks and case, dots apart.
fn same_letters(name: &str, text: &str) -> bool {
    use unicode_normalization::UnicodeNormalization;
    let letters = |s: &str| s.nfc().filter(|c| c.is_alphanumeric()).collect::<String>();
    letters(name) == letters(text)
}

#[cfg(test)]
mod tests {
    use super::{Gazetteer, Sort, TABLES, country, longest, name, spelled};
    use crate::text::Lang;

    #[test]
    fn the_shipped_tables_parse() {
        let all = Gazetteer::parse(&TABLES).unwrap();
        assert!(all.shown.len() > 280, "{}", all.shown.len());
    }

    #[test]
    fn a_broken_table_is_reported_with_its_line() {
        let e = Gazetteer::parse(&[("t.tsv", "# head\nXX\tplanet\ta\tb\tc\n")]).unwrap_err();
        assert_eq!(e, "t.tsv, line 2: unknown kind `planet`");
        assert!(Gazetteer::parse(&[("t.tsv", "XX\tcountry\ta\n")]).unwrap_err().starts_with("t.tsv, line 1"));
    }

    #[test]
    fn spellings_of_three_languages_have_one_code() {
        for (names, code) in [
            (&["Amerika Serikat", "AS", "Hoa Kỳ", "Mỹ", "US", "USA", "U.S.", "United States"][..], "US"),
            (&["Tiongkok", "China", "Cina", "RRT", "Trung Quốc", "Republik Rakyat Tiongkok"], "CN"),
            (&["Inggris", "Inggris Raya", "UK", "Anh", "United Kingdom"], "GB"),
            (&["Việt Nam", "Vietnam", "Viet Nam", "VIETNAM"], "VN"),
            (&["Asia Tenggara", "Đông Nam Á", "Southeast Asia"], "035"),
            (&["Timur Tengah", "Trung Đông", "Middle East"], "middle-east"),
        ] {
            for n in names {
                assert_eq!(country(n), Some(code), "{n}");
                assert_eq!(spelled(n).map(|s| s.0), Some(code), "{n}");
            }
        }
    }

    #[test]
    fn a_name_that_is_also_a_word_must_be_spelled() {
        assert_eq!(spelled("as"), None);
        assert_eq!(spelled("As"), None);
        assert_eq!(spelled("My"), None);
        assert_eq!(spelled("Anh"), Some(("GB", Sort::Country)));
        assert_eq!(country("Kongo"), None);
        assert_eq!(country("Uni Eropa"), None);
        assert_eq!(spelled("Uni Eropa"), Some(("EU", Sort::Organisation)));
        assert_eq!(country(""), None);
    }

    #[test]
    fn the_longest_name_wins() {
        assert_eq!(longest(&["Korea", "Selatan", "dan"]), Some((2, "KR", Sort::Country)));
        assert_eq!(longest(&["Papua", "Nugini"]), Some((2, "PG", Sort::Country)));
        assert_eq!(longest(&["negara", "Laos"]), None);
        assert_eq!(longest(&[]), None);
    }

    #[test]
    fn a_code_has_a_name_in_each_language() {
        assert_eq!(name("CN", Lang::ID), Some("Tiongkok"));
        assert_eq!(name("CN", Lang::VI), Some("Trung Quốc"));
        assert_eq!(name("CN", Lang::EN), Some("China"));
        assert_eq!(name("??", Lang::EN), None);
    }
}
