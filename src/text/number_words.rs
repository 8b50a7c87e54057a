//! Number words of Indonesian, English and Vietnamese, read from a table in `assets/`.
//!
//! Takes lower-case words in order; gives the number that the first of them spell and how many they are. The grammar of the
//! three languages is one machine: units, tens and hundreds fill a group of three digits, a scale word closes the group. It
//! does not judge whether a word is meant as a number: `lima` is also a town.

use std::collections::HashMap;
use std::sync::LazyLock;

use rust_decimal::Decimal;

use super::Lang;

/// What a word does in a spelled number; see the head of `assets/figures/numbers.tsv`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// 0.
    Zero,
    /// 1 to 9.
    Unit,
    /// Two digits in one word.
    Full,
    /// Adds ten to the unit before it.
    Teen,
    /// Multiplies the unit before it.
    Times,
    /// A multiplier with its one.
    One,
    /// Multiplies the group before it.
    Scale,
    /// Says nothing between two parts.
    And,
    /// Half of the scale before it.
    Half,
    /// One, only before a multiplier.
    Article,
    /// The decimal mark.
    Point,
}

/// One row of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NumberWord {
    /// Its language.
    pub lang: Lang,
    /// The word, lower case, NFC.
    pub word: &'static str,
    /// What it does.
    pub class: Class,
    /// Its value.
    pub value: u64,
}

/// The multiplier that `word` (lower case, NFC) is in any of the three languages: 1 000 for `ribu`, `thousand` and `nghìn`.
pub fn scale(word: &str) -> Option<u64> {
    let row = [Lang::ID, Lang::EN, Lang::VI].into_iter().find_map(|lang| lookup(lang, word))?;
    (row.class == Class::Scale).then_some(row.value)
}

/// A number read from words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spelled {
    /// The value.
    pub value: Decimal,
    /// How many words spell it.
    pub words: usize,
}

static TABLE: &str = include_str!("../../assets/figures/numbers.tsv");

static WORDS: LazyLock<HashMap<Lang, HashMap<&'static str, NumberWord>>> = LazyLock::new(|| {
    let mut words: HashMap<Lang, HashMap<&'static str, NumberWord>> = HashMap::new();
    for row in rows(TABLE).expect("the shipped table is read by a test") {
        words.entry(row.lang).or_default().insert(row.word, row);
    }
    words
});

/// Reads the table; the error names the line.
fn rows(table: &'static str) -> Result<Vec<NumberWord>, String> {
    let mut out = Vec::new();
    for (i, line) in table.lines().enumerate() {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let wrong = |what: &str| format!("numbers.tsv, line {}: {what}: {line}", i + 1);
        let mut cells = line.split('\t');
        let (Some(lang), Some(class), Some(word), Some(value), None) =
            (cells.next(), cells.next(), cells.next(), cells.next(), cells.next())
        else {
            return Err(wrong("four columns are needed"));
        };
        let class = match class {
            "zero" => Class::Zero,
            "unit" => Class::Unit,
            "full" => Class::Full,
            "teen" => Class::Teen,
            "times" => Class::Times,
            "one" => Class::One,
            "scale" => Class::Scale,
            "and" => Class::And,
            "half" => Class::Half,
            "article" => Class::Article,
            "point" => Class::Point,
            _ => return Err(wrong("unknown class")),
        };
        out.push(NumberWord {
            lang: Lang::from_code(lang).ok_or_else(|| wrong("unknown language"))?,
            word,
            class,
            value: value.parse().map_err(|_| wrong("the value is no whole number"))?,
        });
    }
    Ok(out)
}

/// All rows of the table.
pub fn table() -> impl Iterator<Item = &'static NumberWord> {
    WORDS.values().flat_map(HashMap::values)
}

/// The row of `word` (lower case, NFC) in `lang`.
pub fn lookup(lang: Lang, word: &str) -> Option<&'static NumberWord> {
    WORDS.get(&lang)?.get(word)
}

/// Reads the number that `words` (lower case, NFC) begin with; `None` where the first word begins none.
///
/// ```
/// use simak::text::{Lang, number_words::read};
/// let spelled = read(Lang::ID, &["dua", "puluh", "lima", "orang"]).unwrap();
/// assert_eq!((spelled.value, spelled.words), (25.into(), 3));
/// ```
pub fn read(lang: Lang, words: &[&str]) -> Option<Spelled> {
    let mut state = State { lang, ..State::default() };
    let mut best = None;
    for (i, word) in words.iter().enumerate() {
        let Some(row) = lookup(lang, word) else { break };
        if row.class == Class::Point {
            if let (Some(spelled), Some((digits, n))) = (best, decimals(lang, &words[i + 1..])) {
                let Spelled { value, words } = spelled;
                if words == i && value.scale() == 0 {
                    return Some(Spelled { value: value + digits, words: i + 1 + n });
                }
            }
            break;
        }
        if !state.take(*row) {
            break;
        }
        if let Some(value) = state.value() {
            best = Some(Spelled { value, words: i + 1 });
        }
    }
    best
}

/// The digits said after a decimal mark, as a fraction, and how many words say them.
fn decimals(lang: Lang, words: &[&str]) -> Option<(Decimal, usize)> {
    let mut digits: u64 = 0;
    let mut n: u32 = 0;
    for word in words.iter().take(9) {
        match lookup(lang, word) {
            Some(r) if matches!(r.class, Class::Unit | Class::Zero) => {
                digits = digits * 10 + r.value;
                n += 1;
            }
            _ => break,
        }
    }
    (n > 0).then(|| (Decimal::new(digits.cast_signed(), n), n as usize))
}

/// What the last word of a number asks for before the number may end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Waits {
    Nothing,
    /// An article: for a multiplier.
    Multiplier,
    /// `and`, or nought hundreds: for more.
    More,
}

/// What has been read of a number.
#[derive(Debug)]
struct State {
    lang: Lang,
    total: Decimal,
    last_scale: Option<u64>,
    hundreds: Option<u64>,
    tens: Option<u64>,
    units: Option<u64>,
    /// What the last word asks for.
    waits: Waits,
    /// Something was read.
    any: bool,
    /// Nothing may follow.
    closed: bool,
    /// The last word was a scale.
    after_scale: bool,
}

impl Default for State {
    fn default() -> Self {
        Self {
            lang: Lang::EN,
            total: Decimal::ZERO,
            last_scale: None,
            hundreds: None,
            tens: None,
            units: None,
            waits: Waits::Nothing,
            any: false,
            closed: false,
            after_scale: false,
        }
    }
}

impl State {
    fn group(&self) -> u64 {
        self.hundreds.unwrap_or(0) + self.tens.unwrap_or(0) + self.units.unwrap_or(0)
    }

    fn group_is_empty(&self) -> bool {
        self.hundreds.is_none() && self.tens.is_none() && self.units.is_none()
    }

    /// The number so far, if it may end here.
    fn value(&self) -> Option<Decimal> {
        if !self.any || self.waits != Waits::Nothing {
            return None;
        }
        self.total.checked_add(Decimal::from(self.group()))
    }

    /// Takes one word; false where it does not go on from what was read.
    fn take(&mut self, row: NumberWord) -> bool {
        if self.closed || (self.waits == Waits::Multiplier && !matches!(row.class, Class::Times | Class::Scale)) {
            return false;
        }
        let vietnamese = self.lang == Lang::VI;
        let after_scale = std::mem::take(&mut self.after_scale);
        let ok = match row.class {
            Class::Zero => {
                // Inside a number nought is only said of hundreds: `một nghìn không trăm linh năm`.
                if self.any && !(vietnamese && after_scale && self.group_is_empty()) {
                    return false;
                }
                self.closed = !self.any;
                if self.any {
                    self.waits = Waits::More;
                }
                self.any = true;
                self.units = Some(0);
                return true;
            }
            Class::Unit => {
                let free = self.units.is_none() && self.tens.is_none_or(|t| t % 10 == 0 && (t > 10 || vietnamese));
                if free {
                    self.units = Some(row.value);
                }
                free
            }
            Class::Full => {
                let free = self.units.is_none() && self.tens.is_none();
                if free {
                    self.tens = Some(row.value);
                    // Only Vietnamese goes on after ten.
                    if !row.value.is_multiple_of(10) || (row.value == 10 && !vietnamese) {
                        self.units = Some(0);
                    }
                }
                free
            }
            Class::Teen => match (self.tens, self.units) {
                (None, Some(u)) if u > 0 => {
                    self.tens = Some(row.value);
                    self.units = Some(u);
                    true
                }
                _ => false,
            },
            Class::Times => self.multiply(row.value),
            Class::One => {
                if !self.group_is_empty() || (after_scale && self.last_scale.is_some_and(|s| s <= row.value)) {
                    return false;
                }
                if row.value == 100 {
                    self.hundreds = Some(100);
                    true
                } else {
                    self.units = Some(1);
                    self.scale(row.value, false)
                }
            }
            Class::Scale => {
                self.take_article();
                self.scale(row.value, after_scale)
            }
            Class::And => {
                let open = self.any && self.waits == Waits::Nothing && (self.units.is_none() && self.tens.is_none());
                if open {
                    self.waits = Waits::More;
                }
                return open;
            }
            Class::Half => {
                let Some(s) = self.last_scale.filter(|_| self.group_is_empty()) else { return false };
                self.total += Decimal::from(s) / Decimal::TWO;
                self.closed = true;
                true
            }
            Class::Article => {
                if !self.any {
                    self.waits = Waits::Multiplier;
                }
                return !self.any;
            }
            Class::Point => false,
        };
        if ok {
            self.any = true;
            self.waits = Waits::Nothing;
        }
        ok
    }

    /// An article before a multiplier is one.
    fn take_article(&mut self) {
        if self.waits == Waits::Multiplier {
            self.waits = Waits::Nothing;
            self.units = Some(1);
        }
    }

    fn multiply(&mut self, by: u64) -> bool {
        self.take_article();
        let Some(units) = self.units.filter(|u| *u > 0 || (self.waits == Waits::More && by == 100)) else {
            return false;
        };
        let slot_free = if by == 10 { self.tens.is_none() } else { self.hundreds.is_none() && self.tens.is_none() };
        if !slot_free {
            return false;
        }
        self.units = None;
        if by == 10 {
            self.tens = Some(units * by);
        } else {
            self.hundreds = Some(units * by);
        }
        true
    }

    fn scale(&mut self, by: u64, after_scale: bool) -> bool {
        self.after_scale = true;
        let by_decimal = Decimal::from(by);
        if self.group_is_empty() {
            // `nghìn tỷ`, `ribu triliun`: a scale of a scale.
            if !after_scale || self.last_scale.is_none_or(|s| s > by) {
                return false;
            }
            let Some(total) = self.total.checked_mul(by_decimal) else { return false };
            self.total = total;
            self.last_scale = Some(by);
            return true;
        }
        if self.last_scale.is_some_and(|s| s <= by) {
            return false;
        }
        let Some(total) = self.total.checked_add(Decimal::from(self.group()) * by_decimal) else { return false };
        self.total = total;
        (self.hundreds, self.tens, self.units) = (None, None, None);
        self.last_scale = Some(by);
        true
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::{TABLE, read, rows};
    use crate::text::Lang;

    #[test]
    fn the_shipped_table_parses() {
        assert!(rows(TABLE).expect("a good table").len() > 60);
        assert!(rows("id\tunit\tsatu").unwrap_err().contains("line 1"));
        assert!(rows("id\tunit\tsatu\tx").unwrap_err().contains("whole number"));
    }

    #[test]
    fn words_spell_numbers() {
        let cases: &[(Lang, &str, &str, usize)] = &[
            (Lang::ID, "tujuh", "7", 1),
            (Lang::ID, "sepuluh lima", "10", 1),
            (Lang::ID, "lima belas orang", "15", 2),
            (Lang::ID, "dua ratus tiga puluh satu", "231", 5),
            (Lang::ID, "seratus dua puluh ribu lima ratus", "120500", 6),
            (Lang::ID, "sejuta", "1000000", 1),
            (Lang::ID, "tiga koma lima persen", "3.5", 3),
            (Lang::EN, "twenty five", "25", 2),
            (Lang::EN, "a hundred and one", "101", 4),
            (Lang::EN, "a dog", "", 0),
            (Lang::EN, "two and", "2", 1),
            (Lang::EN, "two dozen", "24", 2),
            (Lang::EN, "three hundred thousand", "300000", 3),
            (Lang::VI, "năm mươi", "50", 2),
            (Lang::VI, "hai trăm linh năm", "205", 4),
            (Lang::VI, "mười lăm", "15", 2),
            (Lang::VI, "hai nghìn tỷ", "2000000000000", 3),
            (Lang::VI, "hai triệu rưỡi", "2500000", 3),
        ];
        for (lang, text, value, words) in cases {
            let list: Vec<&str> = text.split(' ').collect();
            let got = read(*lang, &list).map(|s| (s.value.normalize(), s.words));
            let want = value.parse::<Decimal>().ok().map(|v| (v, *words));
            assert_eq!(got, want, "{text}");
        }
    }
}
