//! Money: a currency sign, code or word beside a number.

use rust_decimal::Decimal;

use super::lexicon::{Class, Phrase};
use super::quantity::{Number, Quantity, approx, number};
use super::tokens::{Kind, Line};
use crate::facts::{FigureKind, Value};
use crate::text::Lang;

/// Money that begins with its currency at token `i`: `US$786,29 miliar`, `Rp 315`, `€5-10m`.
pub fn before(line: &Line<'_>, i: usize) -> Option<Quantity> {
    let (len, phrase) = sign(line, i)?;
    let mut at = i + len;
    // `Rp. 315`
    if line.is(at, '.') && line.glued_before(at) && line.is_number(at + 1) {
        at += 1;
    }
    if !line.is_number(at) {
        return None;
    }
    let first = with_letter(line, number(line, at)?, phrase.value);
    let mut end = first.end;
    let mut value = Value::Number(first.value);
    if line.is_dash(end) {
        let to = end + 1 + sign(line, end + 1).map_or(0, |(n, _)| n);
        if line.is_number(to)
            && let Some(second) = number(line, to).map(|n| with_letter(line, n, phrase.value))
        {
            let by = if first.scale == Decimal::ONE { second.scale } else { Decimal::ONE };
            if let Some(from) = first.value.checked_mul(by).filter(|f| *f < second.value) {
                value = Value::Range(from, second.value);
                end = second.end;
            }
        }
    }
    let (mut unit, mut end) = (phrase.value, end);
    // `$5 USD`, `$5 billion Singapore dollars`
    if let Some((more, code)) = after(line, end, true) {
        unit = code;
        end += more;
    }
    Some(Quantity {
        first: i,
        end,
        kind: FigureKind::Money,
        value,
        unit: Some(unit.to_owned()),
        approx: approx(line, i, end),
    })
}

/// The currency after a number at token `end`: how many tokens, the code.
pub fn after(line: &Line<'_>, end: usize, scaled: bool) -> Option<(usize, &'static str)> {
    let found = line.phrases(end).find(|(len, p)| match p.class {
        Class::MoneySign => written_as_sign(line, end, *len),
        Class::MoneyWord => !is_companion(line, end, *len),
        Class::MoneyScaled => scaled,
        _ => false,
    })?;
    Some((found.0, found.1.value))
}

/// `hai đồng phạm`, `3 đồng đội`: đồng also means with, before words that are no currency's.
fn is_companion(line: &Line<'_>, at: usize, len: usize) -> bool {
    const WITH: [&str; 16] = [
        "chí", "phạm", "nghiệp", "đội", "minh", "hồ", "hương", "bào", "môn", "sự", "ruộng", "cỏ", "đảng", "tác", "chủ",
        "tướng",
    ];
    line.lang == Some(Lang::VI) && len == 1 && line.lower(at) == "đồng" && WITH.contains(&line.lower(at + 1).as_ref())
}

/// Whether a Vietnamese number with a scale word in tokens `first..end` is an amount whose đồng is left out: a word for a
/// price, wage or payment stands close before it, or it is one for each of something.
pub fn is_understood(line: &Line<'_>, first: usize, end: usize) -> bool {
    const PAID: [&str; 22] = [
        "giá",
        "lương",
        "tiền",
        "phạt",
        "bán",
        "mua",
        "trả",
        "lãi",
        "lỗ",
        "vay",
        "nợ",
        "thưởng",
        "phí",
        "nộp",
        "thuê",
        "cọc",
        "thu",
        "tốn",
        "đồng",
        "gửi",
        "trị",
        "chi",
    ];
    if line.lang != Some(Lang::VI) {
        return false;
    }
    if line.lower(end - 1) == "tr" {
        return true;
    }
    let each = line.is(end, '/') && line.is_word(end + 1);
    let closes = !line.is_word(end)
        || each
        || line.has(end, Class::Stop)
        || matches!(line.lower(end).as_ref(), "mỗi" | "một" | "để" | "cho" | "và");
    let from =
        (0..first).rev().take(6).take_while(|&at| !line.is(at, '.') && !line.is(at, ';')).last().unwrap_or(first);
    closes && (from..first).any(|at| PAID.contains(&line.lower(at).as_ref()))
}

/// A currency at token `i` that may stand before its number.
fn sign(line: &Line<'_>, i: usize) -> Option<(usize, &'static Phrase)> {
    let (len, phrase) =
        line.phrases(i).find(|(len, p)| p.class == Class::MoneySign && written_as_sign(line, i, *len))?;
    // `T&Đ 86` is a name; `Euro 2024` a championship.
    let word = line.word(i);
    let name = matches!(word, "đ" | "Đ") || word == "Euro" && is_year(line, i + 1);
    (!name).then_some((len, phrase))
}

/// Four digits of a year in which we live, alone.
fn is_year(line: &Line<'_>, i: usize) -> bool {
    line.small(i).is_some_and(|y| (1960..2100).contains(&y)) && line.phrase(i + 1, Class::Scale).is_none()
}

/// Letters of a currency sign are written with a capital (`Rp`, `RM`, `USD`), so that no word is taken for one; `đ` is not.
fn written_as_sign(line: &Line<'_>, i: usize, len: usize) -> bool {
    let glued = (i..i + len - 1).all(|at| line.glued(at));
    glued
        && (!line.is_word(i)
            || line.capital(i)
            || line.word(i) == "đ" && line.glued_before(i)
            || line.word(i).starts_with("euro"))
        && (len > 1 || !matches!(line.kind(i), Some(Kind::Number)))
}

/// A scale in one letter that only money has: `$5m`, `£10k`, `5tr`; `Rp 5 M` is a thousand million, `Rp 71 T` a million million.
fn with_letter(line: &Line<'_>, number: Number, code: &str) -> Number {
    let rupiah = code == "IDR";
    let by: u64 = match line.lower(number.end).as_ref() {
        "m" if rupiah => 1_000_000_000,
        "rb" => 1_000,
        "jt" => 1_000_000,
        "k" => 1_000,
        "m" | "tr" => 1_000_000,
        "b" => 1_000_000_000,
        "t" => 1_000_000_000_000,
        _ => return number,
    };
    let apart = rupiah && (line.capital(number.end) || line.word(number.end).len() == 2);
    if !(line.glued_before(number.end) || apart) || number.scale != Decimal::ONE {
        return number;
    }
    match number.value.checked_mul(by.into()) {
        Some(value) => Number { end: number.end + 1, value, scale: by.into(), words: number.words },
        None => number,
    }
}
