//! Quantities: a number with its scale word, its range and what it is a number of, whether money, percent or a count.
//!
//! Takes a line and a place in it; gives the quantity that begins right there, or the end of something that only looks like
//! one (a score, a time of day).

use rust_decimal::Decimal;

use super::lexicon::Class;
use super::tokens::Line;
use super::{context, money, noun, number, series};
use crate::facts::{Approx, FigureKind, Value};
use crate::text::{Lang, number_words};

/// A plain number in digits or words, scale words applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Number {
    /// Token after the last.
    pub end: usize,
    /// The value.
    pub value: Decimal,
    /// What the scale words multiplied by; one without.
    pub scale: Decimal,
    /// Spelled in words.
    pub words: bool,
}

/// A quantity found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quantity {
    /// First token.
    pub first: usize,
    /// Token after the last.
    pub end: usize,
    /// What it is.
    pub kind: FigureKind,
    /// The value.
    pub value: Value,
    /// Code, `%` or counted noun phrase.
    pub unit: Option<String>,
    /// The bound.
    pub approx: Option<Approx>,
}

/// What stands at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Read {
    /// A quantity.
    Quantity(Quantity),
    /// No figure up to this token.
    Past(usize),
}

/// The number that begins at token `i`.
pub fn number(line: &Line<'_>, i: usize) -> Option<Number> {
    if line.tokens.get(i)?.closed {
        return None;
    }
    let mut number = if line.is_number(i) { digits(line, i)? } else { words(line, i)? };
    // `9m viewers`
    if !number.words
        && line.lang == Some(Lang::EN)
        && line.word(i + 1) == "m"
        && line.glued(i)
        && [Class::Counter, Class::MoneyWord, Class::MoneyScaled].iter().any(|class| line.has(i + 2, *class))
    {
        let scale = Decimal::from(1_000_000);
        return Some(Number { end: i + 2, value: number.value.checked_mul(scale)?, scale, words: false });
    }
    let half = half_more(line, number.end);
    if let Some(end) = half {
        number = Number { end, value: number.value.checked_add(Decimal::new(5, 1))?, ..number };
    }
    if line.lang == Some(Lang::VI) && line.word(i + 1) == "tr" && line.glued(i) && !number.words {
        let scale = Decimal::from(1_000_000);
        return Some(Number { end: i + 2, value: number.value.checked_mul(scale)?, scale, words: false });
    }
    while let Some((len, phrase)) = line.phrase(number.end, Class::Scale) {
        if half.is_none()
            && number.words
            && number.scale == Decimal::ONE
            && line.is_word(number.end - 1)
            && phrase.rest.is_empty()
        {
            // The words before were read to their end, so a scale of another language would be chance.
            break;
        }
        let Some(by) = number_words::scale(&line.lower(number.end)) else { break };
        let (Some(value), Some(scale)) = (number.value.checked_mul(by.into()), number.scale.checked_mul(by.into()))
        else {
            break;
        };
        number = Number { end: number.end + len, value, scale, words: number.words };
    }
    Some(rest(line, &number).unwrap_or(number))
}

/// Where `and a half` ends after a number: `satu setengah juta`, `two and a half years`.
fn half_more(line: &Line<'_>, end: usize) -> Option<usize> {
    let to = match line.lang? {
        Lang::ID if line.lower(end) == "setengah" => end + 1,
        Lang::EN if line.lower(end) == "and" && line.lower(end + 1) == "a" && line.lower(end + 2) == "half" => end + 3,
        _ => return None,
    };
    (line.has(to, Class::Scale) || line.has(to, Class::Unit)).then_some(to)
}

/// A number with what is left over said after it: `1 triệu 200 ngàn`, `2 juta 500 ribu`.
fn rest(line: &Line<'_>, number: &Number) -> Option<Number> {
    let spoken = matches!(line.lang, Some(Lang::ID | Lang::VI)) && !number.words;
    if !spoken || number.scale < Decimal::ONE_THOUSAND || !line.is_number(number.end) {
        return None;
    }
    let more = digits(line, number.end)?;
    let (len, _) = line.phrase(more.end, Class::Scale)?;
    let by = Decimal::from(number_words::scale(&line.lower(more.end))?);
    let left = more.value.checked_mul(by).filter(|left| *left < number.scale && by < number.scale)?;
    Some(Number { end: more.end + len, value: number.value.checked_add(left)?, ..*number })
}

/// A number in digits, without scale words.
fn digits(line: &Line<'_>, i: usize) -> Option<Number> {
    let value = number::value(line.word(i), line.convention)?;
    Some(Number { end: i + 1, value, scale: Decimal::ONE, words: false })
}

/// A number in words with its scale words.
fn words(line: &Line<'_>, i: usize) -> Option<Number> {
    let lang = line.lang?;
    if !line.has(i, Class::Number) {
        return None;
    }
    let mut lower = Vec::new();
    let mut places = Vec::new();
    let mut at = i;
    while lower.len() < 16 && line.has(at, Class::Number) && !line.tokens[at].closed {
        lower.push(line.lower(at));
        places.push(at);
        at += 1;
        // `twenty-five`, but not `lima-lima`
        if lang == Lang::EN && line.is_dash(at) && line.glued(at - 1) && line.glued(at) {
            at += 1;
        }
    }
    let list: Vec<&str> = lower.iter().map(AsRef::as_ref).collect();
    let spelled = number_words::read(lang, &list)?;
    let end = places[spelled.words - 1] + 1;
    let scaled = lower[..spelled.words].iter().any(|w| number_words::scale(w).is_some_and(|s| s >= 1000));
    let scale = if scaled { Decimal::from(1000) } else { Decimal::ONE };
    Some(Number { end, value: spelled.value, scale, words: true })
}

/// What begins at token `i`, if a number or a currency stands there.
pub fn read(line: &Line<'_>, i: usize) -> Option<Read> {
    if let Some(money) = money::before(line, i) {
        return Some(Read::Quantity(money));
    }
    if let Some(count) = noun::collective(line, i).or_else(|| noun::one_period(line, i)) {
        return Some(Read::Quantity(count));
    }
    let first = number(line, i)?;
    if let Some(read) = share(line, i, &first) {
        return Some(read);
    }
    if let Some(past) = context::past(line, i, &first) {
        return Some(Read::Past(past));
    }
    let (end, value, scaled) = match range(line, i, &first) {
        Some(Range::Of(second)) => {
            let by = if first.scale == Decimal::ONE { second.scale } else { Decimal::ONE };
            let from = first.value.checked_mul(by)?;
            (second.end, Value::Range(from, second.value), second.scale > Decimal::ONE)
        }
        Some(Range::Score(end)) => return Some(Read::Past(end)),
        None => (first.end, Value::Number(first.value), first.scale > Decimal::ONE),
    };
    let (begin, value) = signed(line, i, value);
    if let Some((len, kind, unit)) = suffix(line, end, scaled) {
        // `5.25%-5.50%`
        if let (FigureKind::Percent, Value::Number(low), true) = (kind, &value, line.is_dash(end + len))
            && let Some(second) = number(line, end + len + 1).filter(|n| n.value > *low)
            && let Some((more, FigureKind::Percent, _)) = suffix(line, second.end, false)
        {
            let (end, value) = (second.end + more, Value::Range(*low, second.value));
            let approx = approx(line, begin, end);
            return Some(Read::Quantity(Quantity { first: begin, end, kind, value, unit: Some(unit), approx }));
        }
        let quantity = Quantity {
            first: begin,
            end: end + len,
            kind,
            value,
            unit: Some(unit),
            approx: approx(line, begin, end + len),
        };
        return Some(Read::Quantity(quantity));
    }
    if scaled && money::is_understood(line, begin, end) {
        let (kind, unit) = (FigureKind::Money, Some("VND".to_owned()));
        return Some(Read::Quantity(Quantity {
            first: begin,
            end,
            kind,
            value,
            unit,
            approx: approx(line, begin, end),
        }));
    }
    if let Value::Number(value) = value
        && let Some((kind, unit)) = shared_suffix(line, i, end)
    {
        let value = Value::Number(value);
        return Some(Read::Quantity(Quantity {
            first: begin,
            end,
            kind,
            value,
            unit,
            approx: approx(line, begin, end),
        }));
    }
    let approx = approx(line, begin, end);
    let unit = context::counts(line, i, end, &first, approx.is_some())?.unit();
    Some(Read::Quantity(Quantity { first: begin, end, kind: FigureKind::Count, value, unit, approx }))
}

/// The first number of `2/62 tỉnh`; only the second counts where the first is a rank (`thứ 40/223 quốc gia`).
fn share(line: &Line<'_>, i: usize, first: &Number) -> Option<Read> {
    let unit = series::share(line, i)?;
    if line.before(i, Class::Label).is_some() {
        return Some(Read::Past(i + 2));
    }
    let value = Value::Number(first.value);
    let approx = approx(line, i, i + 1);
    Some(Read::Quantity(Quantity { first: i, end: i + 1, kind: FigureKind::Count, value, unit: Some(unit), approx }))
}

/// The sign before a number: `-2,5 persen`, `(+110)`, `minus 5`; `half` before a scale.
fn signed(line: &Line<'_>, i: usize, value: Value) -> (usize, Value) {
    let Value::Number(n) = value else { return (i, value) };
    let Some(before) = i.checked_sub(1) else { return (i, value) };
    if let Some(sign) = series::sign(line, i) {
        return (sign, Value::Number(if line.is(sign, '+') { n } else { -n }));
    }
    // `half a million`
    if line.lang == Some(Lang::EN) && line.lower(before) == "half" && matches!(line.lower(i).as_ref(), "a" | "million")
    {
        return (before, Value::Number(n / Decimal::TWO));
    }
    if line.lower(before) == "minus" && !(i.saturating_sub(3)..before).any(|at| line.lower(at) == "plus") {
        return (i, Value::Number(-n));
    }
    (i, value)
}

/// What two numbers in a row are.
enum Range {
    /// From the one to the other.
    Of(Number),
    /// A score or the like, up to this token.
    Score(usize),
}

/// The second number of a range.
fn range(line: &Line<'_>, i: usize, first: &Number) -> Option<Range> {
    let at = first.end;
    if line.is_dash(at) {
        let second = number(line, at + 1)?;
        let smaller =
            first.value * if first.scale == Decimal::ONE { second.scale } else { Decimal::ONE } < second.value;
        let tail = line.is_dash(second.end) && line.glued(second.end) && line.glued_before(second.end);
        if !smaller || tail || context::is_score(line, i, second.end) || is_bare_pair(line, i, first, &second) {
            return Some(Range::Score(second.end));
        }
        return Some(Range::Of(second));
    }
    let told = |class: Class, joint: Class| line.before(i, class).filter(|_| line.has(at, joint)).map(|(b, _)| b);
    let from = told(Class::Between, Class::And)
        .or_else(|| told(Class::From, Class::To).filter(|b| !after_change(line, *b) && line.lower(at) != "menjadi"))
        .or_else(|| (line.has(at, Class::To) && is_bare_joint(line, at)).then_some(i))?;
    let _ = from;
    let second = number(line, at + line.phrase(at, Class::To).or_else(|| line.phrase(at, Class::And))?.0)?;
    let low = first.value.checked_mul(if first.scale == Decimal::ONE { second.scale } else { Decimal::ONE })?;
    (low < second.value).then_some(Range::Of(second))
}

/// Two small numbers of which nothing says what they count: a score rather than a range (`menjadi 2-4.`).
fn is_bare_pair(line: &Line<'_>, i: usize, first: &Number, second: &Number) -> bool {
    let small = first.value < Decimal::TEN && second.value < Decimal::TEN && !first.words;
    let closes = !line.is_word(second.end) || line.has(second.end, Class::Stop);
    let unit = suffix(line, second.end, false).is_some() || line.has(second.end, Class::Unit);
    let age = i > 0 && matches!(line.lower(i - 1).as_ref(), "usia" | "umur" | "berusia" | "aged" | "ages" | "tuổi");
    small && closes && !unit && !age && line.glued(i) && line.before(i, Class::Approx).is_none()
}

/// A joint that makes a range without a word before the first number: `10 hingga 15`, not `10 menjadi 15`.
fn is_bare_joint(line: &Line<'_>, at: usize) -> bool {
    matches!(line.lower(at).as_ref(), "hingga" | "sampai" | "to" | "đến")
}

/// Whether a verb of change stands in the four words before token `i`: then `from a to b` is two figures.
fn after_change(line: &Line<'_>, i: usize) -> bool {
    (i.saturating_sub(5)..i).any(|at| line.has(at, Class::Change))
}

/// The percent or currency right after a number: how many tokens, the kind, the unit.
fn suffix(line: &Line<'_>, end: usize, scaled: bool) -> Option<(usize, FigureKind, String)> {
    if let Some((len, _)) = line.phrase(end, Class::Points) {
        return Some((len, FigureKind::Percent, "pp".to_owned()));
    }
    if let Some((len, _)) = line.phrase(end, Class::Percent) {
        return Some((len, FigureKind::Percent, "%".to_owned()));
    }
    let (len, code) = money::after(line, end, scaled)?;
    Some((len, FigureKind::Money, code.to_owned()))
}

/// The unit that a number shares with one after it: `dari 5 menjadi 10 persen`, `from 5 to 10 percent`, and the last of a list,
/// `4,340, 4,345 and 4,350 dollars`.
fn shared_suffix(line: &Line<'_>, i: usize, end: usize) -> Option<(FigureKind, Option<String>)> {
    if let Some(joint) = line.phrase(end, Class::To).filter(|_| line.before(i, Class::From).is_some()) {
        let second = number(line, end + joint.0)?;
        let (_, kind, unit) = suffix(line, second.end, second.scale > Decimal::ONE)?;
        return (kind == FigureKind::Percent).then_some((kind, Some(unit)));
    }
    let mut at = end;
    for _ in 0..4 {
        let comma = line.is(at, ',');
        let and = line.phrase(at + usize::from(comma), Class::And).map_or(0, |(n, _)| n);
        let from = at + usize::from(comma) + and;
        if !comma && and == 0 || !line.is_number(from) {
            return None;
        }
        let next = number(line, from)?;
        if let Some((_, kind, unit)) = suffix(line, next.end, next.scale > Decimal::ONE) {
            return (and > 0 && line.is_number(i)).then_some((kind, Some(unit)));
        }
        at = next.end;
    }
    None
}

/// The bound of the figure in tokens `first..end`.
pub fn approx(line: &Line<'_>, first: usize, end: usize) -> Option<Approx> {
    let mut at = first;
    // `sekitar antara`, `more than a`: one word may stand between.
    if at > 0
        && (line.has(at - 1, Class::Between)
            || matches!(line.lower(at - 1).as_ref(), "sebanyak" | "sebesar" | "the" | "a"))
    {
        at -= 1;
    }
    // `90 điểm trên 100`, `đi trên 2 ô tô`: of and upon, not above.
    if line.lang == Some(Lang::VI) && first > 1 && line.lower(first - 1) == "trên" {
        let scored = line.has(first - 2, Class::Counter) && first > 2 && line.is_number(first - 3);
        let upon =
            matches!(line.lower(first - 2).as_ref(), "đi" | "ngồi" | "chở" | "đứng" | "nằm" | "lên" | "ở" | "sống");
        if scored || upon {
            return None;
        }
    }
    let sign = line
        .before(first, Class::Approx)
        .or_else(|| line.before(at, Class::Approx))
        .or_else(|| {
            line.phrase(end, Class::After).filter(|(n, _)| !line.is_word(end + n) || !line.lower(end).eq("lebih"))
        })
        .map(|(_, p)| p.value)?;
    Some(match sign {
        ">" => Approx::Over,
        "<" => Approx::Under,
        _ => Approx::About,
    })
}
