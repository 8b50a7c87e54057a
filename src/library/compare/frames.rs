//! Frames: how a figure is meant (plain, one of a group, rank, aim) and which units tell nothing, from
//! `assets/library/figures.toml`.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::text::fold;

const TABLE: &str = include_str!("../../../assets/library/figures.toml");

static SHIPPED: LazyLock<Frames> =
    LazyLock::new(|| Frames::read(TABLE).expect("the shipped table parses, as a test shows"));

/// How a figure is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Form {
    /// A value.
    Plain,
    /// The size of a group that something is one of.
    OneOf,
    /// A rank.
    Rank,
    /// A target, plan or expectation.
    Aim,
}

#[derive(serde::Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Table {
    generic: String,
    one_of: Vec<String>,
    rank: Vec<String>,
    aim: Vec<String>,
    months: HashMap<String, f64>,
}

/// The table.
#[derive(Debug)]
pub struct Frames {
    generic: HashSet<String>,
    phrases: Vec<(String, Form)>,
    months: HashMap<String, f64>,
}

impl Frames {
    /// The table that ships with simak.
    pub fn shipped() -> &'static Self {
        &SHIPPED
    }

    /// Reads a table.
    pub fn read(table: &str) -> Result<Self, String> {
        let table: Table = toml::from_str(table).map_err(|e| e.to_string())?;
        let mut phrases = Vec::new();
        for (list, form) in [(&table.one_of, Form::OneOf), (&table.rank, Form::Rank), (&table.aim, Form::Aim)] {
            for phrase in list {
                phrases.push((format!(" {} ", fold::folded(phrase)), form));
            }
        }
        Ok(Self {
            generic: table.generic.split_whitespace().map(fold::folded).collect(),
            phrases,
            months: table.months.iter().map(|(unit, months)| (fold::folded(unit), *months)).collect(),
        })
    }

    /// Whether the folded `word` is a counted noun that tells nothing.
    pub fn is_generic(&self, word: &str) -> bool {
        self.generic.contains(word)
    }

    /// The months in one `unit`, if it is a span of time.
    pub fn months(&self, unit: &str) -> Option<f64> {
        self.months.get(fold::folded(unit).trim()).copied()
    }

    /// The form of a figure that these folded words, parted by blanks, stand before: the nearest phrase decides.
    pub fn form(&self, before: &str) -> Form {
        let before = format!(" {before} ");
        self.phrases
            .iter()
            .filter_map(|(phrase, form)| Some((before.rfind(phrase.as_str())?, *form)))
            .max_by_key(|(at, _)| *at)
            .map_or(Form::Plain, |(_, form)| form)
    }
}

#[cfg(test)]
mod tests {
    use super::{Form, Frames};

    #[test]
    fn the_shipped_table_parses() {
        let frames = Frames::shipped();
        assert!(frames.is_generic("negara") && frames.is_generic("nuoc"));
        assert_eq!(frames.months("dekade"), Some(120.0));
        assert_eq!(frames.months("thập kỷ"), Some(120.0));
        assert_eq!(frames.months("ekor"), None);
    }

    #[test]
    fn the_words_before_a_figure_tell_its_form() {
        let form = |words| Frames::shipped().form(words);
        assert_eq!(form("kota ini salah satu dari"), Form::OneOf);
        assert_eq!(form("menempati peringkat"), Form::Rank);
        assert_eq!(form("pemerintah menargetkan"), Form::Aim);
        assert_eq!(form("panen mencapai"), Form::Plain);
    }

    #[test]
    fn a_broken_table_is_refused() {
        assert!(Frames::read("generic = 3").is_err());
    }
}
