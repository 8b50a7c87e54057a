//! The tables that forms of names are read with: words that say the same, words that tell nothing, ordinals.
//!
//! Parsed once from `assets/entities/`. It knows words, not names.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::text::fold::folded;

const WORDS: &str = include_str!("../../../assets/entities/words.tsv");
const SMALL: &str = include_str!("../../../assets/entities/small.tsv");
const ORDINALS: &str = include_str!("../../../assets/entities/ordinals.tsv");

/// The tables, parsed.
#[derive(Debug, Default)]
pub struct Lexicon {
    /// Meanings by phrase: folded words joined by one blank.
    phrases: HashMap<String, Phrase>,
    /// Words of the longest phrase.
    longest: usize,
    /// Phrases of each meaning in Indonesian, Vietnamese and English, as written in the table.
    said: HashMap<String, [Vec<&'static str>; 3]>,
    small: HashMap<&'static str, HashSet<&'static str>>,
    ordinals: HashMap<&'static str, u32>,
}

#[derive(Debug)]
struct Phrase {
    meaning: &'static str,
    /// As written, for a phrase that must bear its marks.
    marked: Option<&'static str>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    Lexicon::parse(WORDS, SMALL, ORDINALS).unwrap_or_else(|e| panic!("a table compiled in is broken: {e}"))
});

/// The tables compiled in.
pub fn lexicon() -> &'static Lexicon {
    &LEXICON
}

/// The rows of a table with their line numbers, comments left out.
fn rows(table: &'static str) -> impl Iterator<Item = (usize, Vec<&'static str>)> {
    let lines = table.lines().enumerate().filter(|(_, l)| !l.starts_with('#') && !l.trim().is_empty());
    lines.map(|(i, l)| (i + 1, l.split('\t').collect()))
}

impl Lexicon {
    fn parse(words: &'static str, small: &'static str, ordinals: &'static str) -> Result<Self, String> {
        let mut all = Self::default();
        for (line, cells) in rows(words) {
            let &[meaning, id, vi, en] = cells.as_slice() else {
                return Err(format!("words.tsv, line {line}: expected meaning and three columns of phrases"));
            };
            let said = [id, vi, en].map(|c| c.split('|').filter(|p| !p.is_empty()).collect::<Vec<_>>());
            for (lang, phrases) in said.iter().enumerate() {
                for phrase in phrases {
                    all.phrase(meaning, phrase, lang == 1);
                }
            }
            all.said.insert(meaning.to_owned(), said);
        }
        for (line, cells) in rows(small) {
            let &[usage, words] = cells.as_slice() else {
                return Err(format!("small.tsv, line {line}: expected use and words"));
            };
            all.small.entry(usage).or_default().extend(words.split(' '));
        }
        for (line, cells) in rows(ordinals) {
            let &[value, words] = cells.as_slice() else {
                return Err(format!("ordinals.tsv, line {line}: expected value and words"));
            };
            let value = value.parse().map_err(|_| format!("ordinals.tsv, line {line}: `{value}` is no number"))?;
            all.ordinals.extend(words.split(' ').map(|w| (w, value)));
        }
        Ok(all)
    }

    fn phrase(&mut self, meaning: &'static str, phrase: &'static str, vietnamese: bool) {
        let words: Vec<String> =
            folded(phrase).split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_owned).collect();
        self.longest = self.longest.max(words.len());
        let marked = (vietnamese && words.len() == 1).then_some(phrase);
        // The first row keeps a phrase; a language that spells it without risk frees it of its marks.
        let known = self.phrases.entry(words.join(" ")).or_insert(Phrase { meaning, marked });
        if known.meaning == meaning && marked.is_none() {
            known.marked = None;
        }
    }

    /// The longest phrase that `folded` begins with: how many words, and its meanings.
    ///
    /// `raw` are the same words as they stand in the text.
    pub fn longest(
        &self,
        folded: &[&str],
        raw: &[&str],
    ) -> Option<(usize, impl Iterator<Item = &'static str> + use<>)> {
        let most = folded.len().min(self.longest);
        (1..=most).rev().find_map(|n| {
            let phrase = self.phrases.get(&folded[..n].join(" "))?;
            if phrase.marked.is_some_and(|m| raw[0].to_lowercase() != m) {
                return None;
            }
            Some((n, phrase.meaning.split(' ')))
        })
    }

    /// How a single meaning is said in Indonesian (0), Vietnamese (1) or English (2).
    pub fn said(&self, meaning: &str, lang: usize) -> &[&'static str] {
        self.said.get(meaning).map_or(&[], |s| &s[lang])
    }

    /// Whether `word`, folded, is one of those that have this use.
    pub fn is(&self, usage: &str, word: &str) -> bool {
        self.small.get(usage).is_some_and(|w| w.contains(word))
    }

    /// The value of an ordinal word, folded.
    pub fn ordinal(&self, word: &str) -> Option<u32> {
        self.ordinals.get(word).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::{Lexicon, ORDINALS, SMALL, WORDS, lexicon};

    #[test]
    fn the_shipped_tables_parse() {
        Lexicon::parse(WORDS, SMALL, ORDINALS).unwrap();
    }

    #[test]
    fn a_broken_table_is_reported_with_its_line() {
        assert!(Lexicon::parse("#\nx\ty\n", SMALL, ORDINALS).unwrap_err().starts_with("words.tsv, line 2"));
        assert!(Lexicon::parse(WORDS, "x\n", ORDINALS).unwrap_err().starts_with("small.tsv, line 1"));
        assert!(Lexicon::parse(WORDS, SMALL, "x\ty\n").unwrap_err().starts_with("ordinals.tsv, line 1"));
    }

    #[test]
    fn the_longest_phrase_is_taken_and_one_syllable_needs_its_marks() {
        let means = |text: &[&str]| {
            let folded: Vec<String> = text.iter().map(|w| crate::text::fold::folded(w)).collect();
            let folded: Vec<&str> = folded.iter().map(String::as_str).collect();
            lexicon().longest(&folded, text).map(|(n, m)| (n, m.collect::<Vec<_>>()))
        };
        assert_eq!(means(&["Hubungan", "Luar", "Negeri"]), Some((3, vec!["foreign"])));
        assert_eq!(means(&["Đảng"]), Some((1, vec!["party"])));
        assert_eq!(means(&["Dang"]), None);
        assert_eq!(means(&["Kemlu"]), Some((1, vec!["ministry", "foreign"])));
    }
}
