//! Places of the world: regions of countries and larger cities, by name.
//!
//! Takes a name, or a place in a reading; gives the [`Place`] that it may be. The tables are `assets/names/places.tsv`, made
//! from `GeoNames` and Unicode CLDR, and `places-more.tsv`, written by hand, which wins. Both are sorted by their bytes and
//! searched where they lie: nothing is loaded.
//!
//! That a name stands here is evidence, not proof: many a person and many a word is spelled like a city. Names that are as
//! often something else are marked and are not [`Place::sure`]. Countries and continents stand in [`super::gazetteer`].

use std::sync::LazyLock;

use super::reading::Reading;
use super::tokens::tokens;
use super::words::{Case, hash};

const MADE: &str = include_str!("../../../assets/names/places.tsv");
const OWN: &str = include_str!("../../../assets/names/places-more.tsv");

/// A bit for the first word of each name: most words with a capital begin none, and this tells so without a search.
static FIRSTS: LazyLock<[u64; FIRST_WORDS / 64]> = LazyLock::new(|| {
    let mut out = [0; FIRST_WORDS / 64];
    for name in [OWN, MADE].iter().flat_map(|t| t.lines()).filter_map(|l| l.split('\t').next()) {
        // No first word is longer.
        let near = name.char_indices().nth(24).map_or(name, |(end, _)| &name[..end]);
        if let Some(first) = tokens(near).first() {
            let bit = bit(hash(first.of(near)));
            out[bit / 64] |= 1 << (bit % 64);
        }
    }
    out
});

const FIRST_WORDS: usize = 1 << 17;

fn bit(low: u32) -> usize {
    low as usize % FIRST_WORDS
}

/// Tokens of the longest name that is looked for; of scripts without blanks each character is one.
const LONGEST: usize = 7;
const CHARACTERS: usize = 16;

/// What sort of place a name may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sort {
    /// A country, by its name in a language that [`super::gazetteer`] lacks.
    Country,
    /// A state, a province, a district or an island of a country.
    Region,
    /// A city.
    City,
}

/// A place by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// What sort of place.
    pub sort: Sort,
    /// Whether the name alone is evidence; if not, it is as often a person's or a word.
    pub sure: bool,
    /// The country, ISO 3166-1 alpha-2.
    pub country: &'static str,
}

/// What is wrong with the shipped tables, if anything, as a sentence.
pub fn check() -> Result<(), String> {
    check_table("places.tsv", MADE)?;
    check_table("places-more.tsv", OWN)
}

/// The place that `name` is, spelled just so; the best known one where there are several.
pub fn place(name: &str) -> Option<Place> {
    [OWN, MADE].iter().find_map(|table| {
        let row = rows_from(table, name).next()?;
        let (found, rest) = row.split_once('\t')?;
        (found == name).then(|| read(rest)).flatten()
    })
}

/// The longest name of a place that begins at token `at`: how many tokens, and the place.
///
/// The first word must begin with a capital, or with a letter of a script without case. A name all in capitals
/// (`JAKARTA`) is found, too.
pub fn longest(r: &Reading, at: usize) -> Option<(usize, Place)> {
    let begins = |low: u32| FIRSTS[bit(low) / 64] >> (bit(low) % 64) & 1 == 1;
    if !matches!(r.case(at), Case::Capital | Case::Capitals | Case::None) || !begins(r.words.get(at)?.low) {
        return None;
    }
    let caseless = r.case(at) == Case::None;
    let most = if caseless { CHARACTERS } else { LONGEST }.min(r.len() - at);
    let first = r.of(at);
    let begins =
        |name: &str| [OWN, MADE].iter().any(|t| rows_from(t, name).next().is_some_and(|r| r.starts_with(name)));
    if begins(first) {
        let known = (1..=most).rev().filter(|&n| ends_in_word(r, at + n));
        let known = known.filter_map(|n| Some((n, place(&r.text[r.bytes(&(at..at + n))])?)));
        if let Some(found) = { known }.next() {
            return Some(found);
        }
    }
    if r.case(at) != Case::Capitals || first.chars().count() < 4 {
        return None;
    }
    let loud = (at..at + most).take_while(|&i| r.case(i) == Case::Capitals && (i == at || r.spaced(i))).count();
    (1..=loud).rev().find_map(|n| Some((n, place(&quiet(&r.text[r.bytes(&(at..at + n))]))?)))
}

fn ends_in_word(r: &Reading, end: usize) -> bool {
    !matches!(r.case(end - 1), Case::Small | Case::Other) || r.is(end - 1, ".")
}

/// `KOTA BARU` as `Kota Baru`.
fn quiet(name: &str) -> String {
    let mut inside = false;
    let mut out = String::with_capacity(name.len());
    for c in name.chars() {
        if inside {
            out.extend(c.to_lowercase());
        } else {
            out.push(c);
        }
        inside = c.is_alphabetic();
    }
    out
}

/// The rows of a sorted table from the first one on that is not before `name`.
fn rows_from<'t>(table: &'t str, name: &str) -> impl Iterator<Item = &'t str> {
    let bytes = table.as_bytes();
    let (mut low, mut high) = (0, bytes.len());
    while low < high {
        let middle = low.midpoint(high);
        let start = bytes[low..middle].iter().rposition(|&b| b == b'\n').map_or(low, |n| low + n + 1);
        let end = bytes[middle..high].iter().position(|&b| b == b'\n').map_or(high, |n| middle + n + 1);
        let row = &bytes[start..end];
        let key = row.split(|&b| b == b'\t' || b == b'\n').next().unwrap_or_default();
        if row.starts_with(b"#") || key < name.as_bytes() {
            low = end;
        } else {
            high = start;
        }
    }
    table[low..].lines()
}

fn read(rest: &'static str) -> Option<Place> {
    let (kind, country) = rest.split_once('\t')?;
    let sure = !kind.ends_with('?');
    let sort = match kind.trim_end_matches('?') {
        "country" => Sort::Country,
        "region" => Sort::Region,
        "city" => Sort::City,
        _ => return None,
    };
    (country.len() == 2).then_some(Place { sort, sure, country })
}

fn check_table(file: &str, table: &'static str) -> Result<(), String> {
    let mut last = "";
    for (i, line) in table.lines().enumerate() {
        if line.starts_with('#') && last.is_empty() {
            continue;
        }
        let at = |what: &str| format!("{file}, line {}: {what}", i + 1);
        let (name, rest) = line.split_once('\t').ok_or_else(|| at("expected name, kind and country"))?;
        read(rest).ok_or_else(|| {
            at("expected a kind (country, region or city, with or without `?`) and a country of two letters")
        })?;
        if name <= last {
            return Err(at("the names must be sorted by their bytes, each once (LC_ALL=C sort)"));
        }
        last = name;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{FIRSTS, MADE, OWN, Sort, bit, check, check_table, longest, place};
    use crate::facts::names::lexicon::Tongue;
    use crate::facts::names::reading::Reading;

    #[test]
    fn the_shipped_tables_are_whole() {
        assert_eq!(check(), Ok(()));
    }

    #[test]
    fn every_name_is_found_where_it_begins() {
        for line in [OWN, MADE].iter().flat_map(|t| t.lines()).filter(|l| !l.starts_with('#')) {
            let name = line.split('\t').next().unwrap_or_default();
            let r = Reading::new(name, Tongue::Other);
            let bit = bit(r.words[0].low);
            assert!(FIRSTS[bit / 64] >> (bit % 64) & 1 == 1, "{name}");
        }
    }

    #[test]
    fn a_broken_table_is_told_by_its_line() {
        assert!(check_table("t.tsv", "# x\nAden\tcity\tYE\nAachen\tcity\tDE\n").unwrap_err().contains("line 3"));
        assert!(check_table("t.tsv", "Aden\ttown\tYE\n").unwrap_err().contains("line 1"));
        assert!(check_table("t.tsv", "Aden\n").unwrap_err().contains("expected name"));
    }

    #[test]
    fn places_are_found_by_their_spelling() {
        for (name, sort, country) in [
            ("Bandung", Sort::City, "ID"),
            ("Sóc Trăng", Sort::Region, "VN"),
            ("Soc Trang", Sort::Region, "VN"),
            ("Kalimantan Timur", Sort::Region, "ID"),
            ("Jenewa", Sort::City, "CH"),
            ("Nakhon Si Thammarat", Sort::Region, "TH"),
            ("Москва", Sort::City, "RU"),
        ] {
            let found = place(name).unwrap_or_else(|| panic!("{name}"));
            assert_eq!((found.country, found.sure), (country, true), "{name}");
            if name != "Nakhon Si Thammarat" {
                assert_eq!(found.sort, sort, "{name}");
            }
        }
        assert_eq!(place("bandung"), None);
        assert_eq!(place(""), None);
        assert_eq!(place("\u{10ffff}"), None);
        assert_eq!(place("# Places"), None);
    }

    #[test]
    fn names_that_are_words_or_persons_are_not_sure() {
        for name in ["Nancy", "Reading", "Victoria", "Lincoln", "Split", "Sale", "Mobile", "Bima"] {
            assert!(!place(name).unwrap().sure, "{name}");
        }
    }

    #[test]
    fn every_row_is_found_by_its_name() {
        for line in MADE.lines().filter(|l| !l.starts_with('#')) {
            let name = line.split('\t').next().unwrap();
            assert!(place(name).is_some(), "{name}");
        }
    }

    #[test]
    fn the_longest_name_wins() {
        let at = |text: &str, at: usize| longest(&Reading::new(text, Tongue::Other), at).map(|f| f.0);
        assert_eq!(at("Kalimantan Timur dan Bali", 0), Some(2));
        assert_eq!(at("Kalimantan Timur dan Bali", 3), Some(1));
        assert_eq!(at("Bà Rịa - Vũng Tàu (22)", 0), Some(5));
        assert_eq!(at("JAWA BARAT", 0), Some(2));
        assert_eq!(at("kota bandung", 1), None);
        assert_eq!(at("Bandung", 0), Some(1));
    }
}
