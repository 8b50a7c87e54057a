//! Numbers in digits: what a run of digits and marks is worth.
//!
//! `1.468` is 1468 in Indonesian and Vietnamese and 1.468 in English. The language decides, unless numbers of the article whose
//! form leaves no doubt (`1,250.5`, `1,250,000`) say otherwise; a form that fits one reading only is read so in any language.

use rust_decimal::Decimal;

use crate::text::Lang;

/// The decimal mark of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Convention {
    /// `1,468.29`.
    #[default]
    Point,
    /// `1.468,29`.
    Comma,
}

impl Convention {
    /// What `lang` writes.
    pub fn of(lang: Option<Lang>) -> Self {
        match lang.as_ref().map(Lang::code) {
            None
            | Some("en" | "zh" | "ja" | "ko" | "th" | "hi" | "he" | "ms" | "tl" | "bn" | "ta" | "te" | "km" | "my") => {
                Self::Point
            }
            Some(_) => Self::Comma,
        }
    }

    /// What `lang` writes, unless the evidence of the article is against it.
    pub fn judge(lang: Option<Lang>, evidence: Evidence) -> Self {
        match Self::of(lang) {
            Self::Point if evidence.comma > 2 * evidence.point => Self::Comma,
            Self::Comma if evidence.point > 2 * evidence.comma => Self::Point,
            own => own,
        }
    }
}

/// Numbers of an article whose form tells the decimal mark.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Evidence {
    /// Numbers that can only be read with a decimal comma.
    pub comma: u32,
    /// Numbers that can only be read with a decimal point.
    pub point: u32,
}

impl Evidence {
    /// Counts one number.
    pub fn add(&mut self, number: &str) {
        match only_reading(number) {
            Some(Convention::Comma) => self.comma += 1,
            Some(Convention::Point) => self.point += 1,
            None => {}
        }
    }
}

/// The only convention in which `number` can be read, where its form leaves no doubt.
fn only_reading(number: &str) -> Option<Convention> {
    let (dots, commas) = (number.matches('.').count(), number.matches(',').count());
    let (point, comma) = (read(number, Convention::Point).is_some(), read(number, Convention::Comma).is_some());
    // One mark alone says too little: `3.5` stands in many texts that write 1.468 for a thousand and more.
    if dots + commas < 2 || point == comma {
        return None;
    }
    Some(if point { Convention::Point } else { Convention::Comma })
}

/// The value of `number` in `convention`, falling back to the other where only that one fits; `None` where neither does
/// (`1.2.3`) or where it has more digits than a [`Decimal`].
pub fn value(number: &str, convention: Convention) -> Option<Decimal> {
    let other = if convention == Convention::Point { Convention::Comma } else { Convention::Point };
    read(number, convention).or_else(|| read(number, other))
}

/// The value of `number` in `convention` and no other.
fn read(number: &str, convention: Convention) -> Option<Decimal> {
    let (decimal, thousands) = if convention == Convention::Point { ('.', ',') } else { (',', '.') };
    let (whole, fraction) = match number.split_once(decimal) {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (number, None),
    };
    if fraction.is_some_and(|f| f.is_empty() || !f.bytes().all(|b| b.is_ascii_digit())) {
        return None;
    }
    let is_mark = |c: char| c == thousands || matches!(c, '\u{a0}' | '\u{202f}' | '\u{2009}' | '\'' | '’');
    let groups: Vec<&str> = whole.split(is_mark).collect();
    if groups.iter().any(|g| g.is_empty() || !g.bytes().all(|b| b.is_ascii_digit())) || !grouped(&groups) {
        return None;
    }
    let mut digits = groups.concat();
    if let Some(fraction) = fraction {
        digits.push('.');
        digits.push_str(fraction);
    }
    Decimal::from_str_exact(&digits).ok()
}

/// Whether groups are thousands (`12 572 000`) or the Indian kind (`1 50 00 000`).
fn grouped(groups: &[&str]) -> bool {
    let [first, inner @ .., last] = groups else { return true };
    // `0.125` is a fraction, not a grouped number.
    !first.starts_with('0')
        && last.len() == 3
        && ((first.len() <= 3 && inner.iter().all(|g| g.len() == 3))
            || (first.len() <= 2 && !inner.is_empty() && inner.iter().all(|g| g.len() == 2)))
}

#[cfg(test)]
mod tests {
    use super::{Convention, Evidence, value};
    use crate::text::Lang;

    #[test]
    fn digits_are_read_by_convention_and_form() {
        let cases = [
            ("1.468", "1468", "1.468"),
            ("786,29", "786.29", "786.29"),
            ("1,468", "1.468", "1468"),
            ("12.572.000", "12572000", "12572000"),
            ("1.234,5", "1234.5", "1234.5"),
            ("0.125", "0.125", "0.125"),
            ("1,50,000", "150000", "150000"),
            ("2\u{a0}500", "2500", "2500"),
            ("3.5", "3.5", "3.5"),
        ];
        for (number, comma, point) in cases {
            let read = |c| value(number, c).map(|v| v.to_string());
            assert_eq!(read(Convention::Comma).as_deref(), Some(comma), "{number}");
            assert_eq!(read(Convention::Point).as_deref(), Some(point), "{number}");
        }
        assert_eq!(value("1.2.3", Convention::Comma), None);
        assert_eq!(value(&"9".repeat(40), Convention::Point), None);
    }

    #[test]
    fn an_article_that_writes_otherwise_wins_over_its_language() {
        let mut evidence = Evidence::default();
        for n in ["1,250.5", "3,400,000"] {
            evidence.add(n);
        }
        assert_eq!(Convention::judge(Some(Lang::ID), evidence), Convention::Point);
        assert_eq!(Convention::judge(Some(Lang::ID), Evidence::default()), Convention::Comma);
    }
}
