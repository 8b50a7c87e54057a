//! The counted noun: the words after a number up to the next function word or verb; counts said in one word.

use rust_decimal::Decimal;

use super::lexicon::Class;
use super::quantity::{self, Quantity, approx};
use super::tokens::Line;
use crate::facts::{FigureKind, Value};
use crate::text::Lang;
use crate::text::number_words::{self, Class as NumberClass};

/// The longest counted noun phrase, in words.
const WORDS: usize = 5;

/// Where the noun after a number ends at token `end` begins: past `lebih` or `or more`.
pub fn start(line: &Line<'_>, end: usize) -> usize {
    if line.lang == Some(Lang::EN) && line.is_dash(end) && line.glued_before(end) {
        return if hyphenated(line, end + 1) { end + 1 } else { end };
    }
    // `40 (empat puluh) bungkus`
    if line.is(end, '(') && line.has(end + 1, Class::Number) {
        let close = (end + 2..end + 8).find(|&at| !line.has(at, Class::Number)).unwrap_or(end);
        return if line.is(close, ')') { close + 1 } else { end };
    }
    // `245 (pasien) yang masuk`: the noun that a speaker left out
    if line.is(end, '(') && line.has(end + 1, Class::Counter) && !line.capital(end + 1) && line.is(end + 2, ')') {
        return end + 1;
    }
    line.phrase(end, Class::After).map_or(end, |(n, _)| if line.is_word(end + n) { end + n } else { end })
}

/// The noun phrase that begins at token `from`.
pub fn phrase(line: &Line<'_>, from: usize) -> Option<String> {
    // A measure or period is the whole unit, and so are people and a word that hangs on the number.
    let hangs = from > 0 && line.is_dash(from - 1) && line.glued_before(from);
    if let Some((len, _)) = line.phrase(from, Class::Unit) {
        return Some(line.text[line.span(from, from + len)].to_owned());
    }
    if hangs || line.lower(from) == "people" {
        return line.is_word(from).then(|| line.word(from).to_owned());
    }
    let mut at = from;
    let mut words = 0;
    while words < WORDS && line.is_word(at) {
        let first = at == from;
        if line.has(at, Class::Stop) && !(first && line.has(at, Class::Counter)) || is_verb(line, at, first) {
            break;
        }
        // A script without blanks: no word can be told from the next.
        if line.word(at).len() > 60 {
            break;
        }
        if !first && (line.has(at, Class::Number) || line.has(at, Class::Month)) {
            break;
        }
        words += 1;
        at += 1;
        // `sub-cabang`, `negara-negara`, `year-old`
        while line.is_dash(at) && line.glued_before(at) && line.glued(at) && line.is_word(at + 1) {
            at += 2;
        }
    }
    (words > 0).then(|| line.text[line.span(from, at)].to_owned())
}

/// A period or measure at token `at`, as unit.
pub fn unit(line: &Line<'_>, at: usize) -> Option<String> {
    let (len, _) = line.phrase(at, Class::Unit)?;
    Some(line.text[line.span(at, at + len)].to_owned())
}

/// The `m` of metres glued to a number of an English text: `9m (30ft)`, `100m long`, not `9m viewers`.
pub fn is_metres(line: &Line<'_>, at: usize) -> bool {
    if line.lang != Some(Lang::EN) || line.word(at) != "m" || !line.glued_before(at) || !line.is_number(at - 1) {
        return false;
    }
    let next = line.lower(at + 1);
    !line.is_word(at + 1)
        || matches!(
            next.as_ref(),
            "long" | "high" | "tall" | "wide" | "deep" | "thick" | "above" | "below" | "away" | "from" | "off" | "down"
        )
}

/// What a number counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Counted {
    /// The things of this noun phrase.
    Named(String),
    /// Things that the text does not name again beside the number.
    Unsaid,
}

impl Counted {
    /// The noun phrase.
    pub fn unit(self) -> Option<String> {
        match self {
            Self::Named(unit) => Some(unit),
            Self::Unsaid => None,
        }
    }
}

/// What the first number counts in `50 dari 51 komite`, `three of them`.
pub fn of_many(line: &Line<'_>, end: usize) -> Option<Counted> {
    let word = line.lower(end);
    // `tiga di antaranya`, `three of them`, `ba trong số đó`
    let next = line.lower(end + 1);
    let partitive = match word.as_ref() {
        "di" => next.starts_with("antara"),
        "of" => matches!(next.as_ref(), "them" | "whom" | "which" | "those" | "us"),
        "trong" => next == "số",
        _ => false,
    };
    if partitive {
        return Some(Counted::Unsaid);
    }
    if !matches!(word.as_ref(), "dari" | "of" | "in" | "out" | "trong" | "trên" | "among") {
        return None;
    }
    let mut at = end + 1;
    let lead = |at: usize| {
        let word = line.lower(at);
        matches!(word.as_ref(), "of" | "the" | "its" | "his" | "her" | "total" | "tổng" | "số" | "their")
            || (word.ends_with("'s") || word.ends_with("’s"))
    };
    while at < end + 4 && lead(at) {
        at += 1;
    }
    let second = quantity::number(line, at)?;
    match phrase(line, second.end) {
        Some(unit) => Some(Counted::Named(unit)),
        // `one in four` says no more than a share.
        None => (word != "in").then_some(Counted::Unsaid),
    }
}

/// Whether the word at token `at`, which hangs on a number, is what it counts: `25-year-old`, not `2-to-1` or `3-fold`.
pub fn hyphenated(line: &Line<'_>, at: usize) -> bool {
    let word = line.word(at);
    line.has(at, Class::Unit)
        || word.len() > 3
            && word.bytes().all(|b| b.is_ascii_lowercase())
            && (!line.has(at, Class::Number) || word == "point")
            && word != "fold"
}

/// Whether a verb stands at token `at`, by the forms of the language.
pub fn is_verb(line: &Line<'_>, at: usize, first: bool) -> bool {
    let word = line.lower(at);
    match line.lang {
        Some(Lang::ID) => is_indonesian_verb(&word),
        // A participle before the noun describes it (`wounded soldiers`).
        Some(Lang::EN) => !first && word.len() > 4 && word.ends_with("ed") && !word.ends_with("eed"),
        _ => false,
    }
}

/// Verbs with the prefixes me-, ber- and di-; nouns that begin alike are left out.
fn is_indonesian_verb(word: &str) -> bool {
    let bytes = word.as_bytes();
    if bytes.len() < 6 || !word.is_ascii() {
        return false;
    }
    if word.starts_with("me") {
        let nouns =
            ["menteri", "mentor", "member", "melati", "merpati", "meriam", "menara", "mental", "meridian", "metrik"];
        return matches!(bytes[2], b'm' | b'n' | b'l' | b'r' | b'w' | b'y')
            && !nouns.iter().any(|n| word.starts_with(n));
    }
    if word.starts_with("ber") {
        return !["berita", "berkas", "berlian", "bersih", "bersenjata", "berat"].contains(&word);
    }
    word.starts_with("di")
        && bytes.len() > 6
        && (word.ends_with("kan") || word.ends_with("ani") || word.ends_with("uhi"))
}

/// A count with ke-: `kelima anggota tetap`, `Ketiganya`, not `tahun kelima` or `Kelima,`.
pub fn collective(line: &Line<'_>, i: usize) -> Option<Quantity> {
    if line.lang != Some(Lang::ID) || !line.is_word(i) || line.tokens[i].closed {
        return None;
    }
    let word = line.lower(i);
    let root = word.strip_prefix("ke")?;
    // `Ketiganya`, all three of them, not `gol ketiganya`; `keduanya` is no more than both.
    let them = root.strip_suffix("nya").and_then(|root| number_words::lookup(Lang::ID, root));
    if let Some(row) = them.filter(|r| matches!(r.class, NumberClass::Unit | NumberClass::Full) && r.value > 2) {
        let free = i == 0 || line.starts_sentence(i) || !line.is_word(i - 1) || line.has(i - 1, Class::Stop);
        return free.then(|| count(i, Decimal::from(row.value), None, line));
    }
    let row = number_words::lookup(Lang::ID, root)?;
    if !matches!(row.class, NumberClass::Unit | NumberClass::Full) || row.value < 2 {
        return None;
    }
    let next = i + 1;
    let times = matches!(line.lower(next).as_ref(), "kali" | "kalinya");
    if !line.is_word(next) || times || line.has(next, Class::Stop) || line.has(next, Class::Number) {
        return None;
    }
    if line.capital(i) && !line.starts_sentence(i) {
        return None;
    }
    if let Some(before) = i.checked_sub(1)
        && line.is_word(before)
        && !line.has(before, Class::Stop)
        && !line.has(before, Class::Link)
        && !is_indonesian_verb(&line.lower(before))
        && !line.has(next, Class::Counter)
    {
        return None;
    }
    let ordinal = i > 0 && line.has(i - 1, Class::OrdinalNoun);
    if ordinal || line.capital(next) {
        return None;
    }
    let unit = phrase(line, next)?;
    Some(count(i, Decimal::from(row.value), Some(unit), line))
}

/// One period said in one word: `setahun`, `sebulan`.
pub fn one_period(line: &Line<'_>, i: usize) -> Option<Quantity> {
    if line.lang != Some(Lang::ID) || line.tokens[i].closed {
        return None;
    }
    let word = line.lower(i);
    let unit = word.strip_prefix("se")?;
    line.phrase(i, Class::Unit)?;
    let whole = ["tahun", "bulan", "minggu", "pekan", "hari", "jam", "dekade", "abad"].contains(&unit);
    let repeated = i > 0 && matches!(line.lower(i - 1).as_ref(), "kali" | "sekali" | "per");
    let compound = line.is_dash(i + 1) && line.glued(i) || line.lower(i + 1) == "sekali";
    (whole && !repeated && !compound).then(|| count(i, Decimal::ONE, Some(unit.to_owned()), line))
}

/// A count of one token.
fn count(i: usize, value: Decimal, unit: Option<String>, line: &Line<'_>) -> Quantity {
    let value = Value::Number(value);
    Quantity { first: i, end: i + 1, kind: FigureKind::Count, value, unit, approx: approx(line, i, i + 1) }
}
