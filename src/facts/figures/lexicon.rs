//! The words around figures by language, read from the tables in `assets/figures/`.
//!
//! Takes a language; gives a [`Lexicon`] that looks phrases up by their first word. A language without a table of its own gets
//! the scales, months, percent words and currencies of the three that have one, because these are safe after digits.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::tokens::pieces;
use crate::text::{Lang, number_words};

/// What a phrase says about a figure beside it; see the head of `assets/figures/id.tsv`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Class {
    /// A word of a spelled number.
    Number,
    /// A multiplier after digits.
    Scale,
    /// A month by its number.
    Month,
    /// A day of the week by its number, Monday is 1.
    Weekday,
    /// A word that introduces a year.
    Year,
    /// A word that introduces a month.
    MonthWord,
    /// A word that introduces a day.
    DayWord,
    /// The period before.
    Last,
    /// The period now.
    This,
    /// The period after.
    Next,
    /// A day by its distance from today.
    RelDay,
    /// A period of time or a measure.
    Unit,
    /// A quarter of a year.
    Quarter,
    /// Half a year.
    Half,
    /// A century.
    Century,
    /// A decade.
    Decade,
    /// Which part of a period.
    First,
    /// A bound before the number.
    Approx,
    /// A bound after the number.
    After,
    /// Percent.
    Percent,
    /// Percentage points.
    Points,
    /// Begins a range or a change.
    From,
    /// Begins a range.
    Between,
    /// Between the ends of a range.
    To,
    /// Between the ends of a range after [`Class::Between`].
    And,
    /// A verb of change.
    Change,
    /// Says that the number after it is the number of a thing.
    Label,
    /// Says the same of the number before it.
    LabelAfter,
    /// Introduces a time of day.
    Clock,
    /// A phrase with a number word that counts nothing.
    Skip,
    /// Ends a noun phrase.
    Stop,
    /// Stands between a subject and its number.
    Link,
    /// A noun that is surely counted.
    Counter,
    /// What became of the counted.
    State,
    /// A noun after which an ordinal stands.
    OrdinalNoun,
    /// Stands before a bare year.
    Prep,
    /// A word of games.
    Score,
    /// A currency before or after the number.
    MoneySign,
    /// A currency after the number.
    MoneyWord,
    /// A currency after a number with a scale word.
    MoneyScaled,
}

impl Class {
    fn from_word(word: &str) -> Option<Self> {
        Some(match word {
            "month" => Self::Month,
            "weekday" => Self::Weekday,
            "year" => Self::Year,
            "month-word" => Self::MonthWord,
            "day-word" => Self::DayWord,
            "last" => Self::Last,
            "this" => Self::This,
            "next" => Self::Next,
            "rel-day" => Self::RelDay,
            "unit" => Self::Unit,
            "quarter" => Self::Quarter,
            "half" => Self::Half,
            "century" => Self::Century,
            "decade" => Self::Decade,
            "first" => Self::First,
            "approx" => Self::Approx,
            "after" => Self::After,
            "percent" => Self::Percent,
            "points" => Self::Points,
            "from" => Self::From,
            "between" => Self::Between,
            "to" => Self::To,
            "and" => Self::And,
            "change" => Self::Change,
            "label" => Self::Label,
            "label-after" => Self::LabelAfter,
            "clock" => Self::Clock,
            "skip" => Self::Skip,
            "stop" => Self::Stop,
            "link" => Self::Link,
            "counter" => Self::Counter,
            "state" => Self::State,
            "ordinal-noun" => Self::OrdinalNoun,
            "prep" => Self::Prep,
            "score" => Self::Score,
            "sign" | "both" => Self::MoneySign,
            "word" => Self::MoneyWord,
            "scaled" => Self::MoneyScaled,
            _ => return None,
        })
    }

    /// Safe to read after digits in a text of any language.
    fn is_shared(self) -> bool {
        matches!(self, Self::Month | Self::Percent | Self::Points | Self::Scale)
    }
}

/// A phrase with what it says.
#[derive(Debug, Clone)]
pub struct Phrase {
    /// The pieces after the first, lower case.
    pub rest: Vec<&'static str>,
    /// What it says.
    pub class: Class,
    /// The value column: empty, a number, a sign, a code.
    pub value: &'static str,
}

/// All phrases that begin with one word.
pub type Entry = Vec<Phrase>;

/// The words around figures of one language.
#[derive(Debug, Default)]
pub struct Lexicon {
    entries: HashMap<&'static str, Entry>,
}

impl Lexicon {
    /// The lexicon of `lang`.
    pub fn of(lang: Option<Lang>) -> &'static Self {
        match lang {
            Some(Lang::ID) => &ALL[0],
            Some(Lang::EN) => &ALL[1],
            Some(Lang::VI) => &ALL[2],
            _ => &ALL[3],
        }
    }

    /// The phrases that begin with `word` (lower case, NFC).
    pub fn get(&self, word: &str) -> Option<&Entry> {
        self.entries.get(word)
    }

    fn add(&mut self, phrase: &'static str, class: Class, value: &'static str) {
        let mut pieces = pieces(phrase);
        let Some(first) = pieces.next() else { return };
        let rest: Vec<&'static str> = pieces.collect();
        let entry = self.entries.entry(first).or_default();
        if !entry.iter().any(|p| p.class == class && p.rest == rest) {
            entry.push(Phrase { rest, class, value });
            // The longest phrase is tried first.
            entry.sort_by_key(|p| std::cmp::Reverse(p.rest.len()));
        }
    }
}

/// The four lexicons: Indonesian, English, Vietnamese, any other language.
static ALL: LazyLock<[Lexicon; 4]> = LazyLock::new(|| build().expect("the shipped tables are read by a test"));

const TABLES: [(Lang, &str, &str); 3] = [
    (Lang::ID, "id.tsv", include_str!("../../../assets/figures/id.tsv")),
    (Lang::EN, "en.tsv", include_str!("../../../assets/figures/en.tsv")),
    (Lang::VI, "vi.tsv", include_str!("../../../assets/figures/vi.tsv")),
];

const CURRENCIES: &str = include_str!("../../../assets/figures/currencies.tsv");

/// A row of a table: class, phrase, value.
type Row = (Class, &'static str, &'static str);

/// Reads a table of one language; the error names file and line.
fn rows(name: &str, table: &'static str) -> Result<Vec<Row>, String> {
    let mut out = Vec::new();
    for (i, line) in table.lines().enumerate() {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let wrong = |what: &str| format!("{name}, line {}: {what}: {line}", i + 1);
        let mut cells = line.split('\t');
        let (Some(class), Some(phrases), value, None) =
            (cells.next(), cells.next(), cells.next().unwrap_or_default(), cells.next())
        else {
            return Err(wrong("class and phrases are needed"));
        };
        let class = Class::from_word(class).ok_or_else(|| wrong("unknown class"))?;
        let valid = match class {
            Class::Month => value.parse().is_ok_and(|m: u8| (1..=12).contains(&m)),
            Class::Weekday => value.parse().is_ok_and(|d: u8| (1..=7).contains(&d)),
            Class::Last | Class::This | Class::Next | Class::RelDay | Class::First => value.parse::<i8>().is_ok(),
            Class::Approx | Class::After => matches!(value, ">" | "<" | "~"),
            Class::Unit => matches!(value, "" | "year" | "month" | "week" | "day"),
            _ => true,
        };
        if !valid {
            return Err(wrong("the value does not fit the class"));
        }
        out.extend(phrases.split('|').map(|p| (class, p, value)));
    }
    Ok(out)
}

/// Reads the table of currencies: class, phrase, code.
fn currencies(table: &'static str) -> Result<Vec<Row>, String> {
    let mut out = Vec::new();
    for (i, line) in table.lines().enumerate() {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let wrong = |what: &str| format!("currencies.tsv, line {}: {what}: {line}", i + 1);
        let cells: Vec<&'static str> = line.split('\t').collect();
        let [code, place, phrases] = cells[..] else { return Err(wrong("three columns are needed")) };
        if code.len() != 3 || !code.bytes().all(|b| b.is_ascii_uppercase()) {
            return Err(wrong("no currency code"));
        }
        let class = Class::from_word(place)
            .filter(|c| matches!(c, Class::MoneySign | Class::MoneyWord | Class::MoneyScaled))
            .ok_or_else(|| wrong("unknown place"))?;
        out.extend(phrases.split('|').map(|p| (class, p, code)));
    }
    Ok(out)
}

fn build() -> Result<[Lexicon; 4], String> {
    let tables: Vec<(Lang, Vec<Row>)> =
        TABLES.iter().map(|(lang, name, table)| Ok((*lang, rows(name, table)?))).collect::<Result<_, String>>()?;
    let money = currencies(CURRENCIES)?;
    let mut all: [Lexicon; 4] = Default::default();
    for (place, lexicon) in all.iter_mut().enumerate() {
        let own = tables.get(place).map(|(lang, _)| *lang);
        if let Some((_, rows)) = tables.get(place) {
            for (class, phrase, value) in rows {
                lexicon.add(phrase, *class, value);
            }
        }
        for word in number_words::table() {
            if Some(word.lang) == own {
                lexicon.add(word.word, Class::Number, "");
            }
            if word.class == number_words::Class::Scale && (Some(word.lang) == own || word.value != 12) {
                lexicon.add(word.word, Class::Scale, "");
            }
        }
        for (lang, rows) in &tables {
            if Some(*lang) != own {
                for (class, phrase, value) in rows.iter().filter(|(class, ..)| class.is_shared()) {
                    lexicon.add(phrase, *class, value);
                }
            }
        }
        for (class, phrase, code) in &money {
            lexicon.add(phrase, *class, code);
        }
        lexicon.add("%", Class::Percent, "");
        lexicon.add("％", Class::Percent, "");
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::{CURRENCIES, Class, Lexicon, TABLES, currencies, rows};
    use crate::text::Lang;

    #[test]
    fn the_shipped_tables_parse() {
        for (_, name, table) in TABLES {
            assert!(rows(name, table).expect("a good table").len() > 100);
        }
        assert!(currencies(CURRENCIES).expect("a good table").len() > 60);
    }

    #[test]
    fn a_broken_row_is_told_with_its_line() {
        assert_eq!(rows("x.tsv", "# a\nmonth\tmei\t13").unwrap_err().split(':').next(), Some("x.tsv, line 2"));
        assert!(rows("x.tsv", "moon\tmei\t1").unwrap_err().contains("unknown class"));
        assert!(currencies("US\tword\tdollar").unwrap_err().contains("line 1"));
    }

    #[test]
    fn other_languages_know_what_is_safe_after_digits() {
        let other = Lexicon::of(Lang::from_code("fr"));
        assert!(other.get("%").is_some_and(|e| e[0].class == Class::Percent));
        assert!(other.get("usd").is_some());
        assert!(other.get("seven").is_none());
    }
}
