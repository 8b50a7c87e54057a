//! Numbers told by their place: in brackets after each name of a list (`Bali (174), Banten (-109)`), after a label and a colon
//! (`- ECMO: 21`), over a number of the same things (`2/62 tỉnh`).
//!
//! Takes a line and the tokens of a number; tells whether it counts something and what. It does not read numbers.

use super::lexicon::Class;
use super::noun::{self, Counted};
use super::tokens::{Kind, Line};
use crate::text::Lang;

/// How far from one number in brackets the next one of the list may stand, in tokens.
const NEXT: usize = 14;
/// How far before a list its head may end, in tokens.
const HEAD: usize = 400;
/// The longest label before a colon, in words.
const LABEL: usize = 9;

/// Token of the sign that belongs to the number at token `i`: `+50`, `(-138)`.
pub fn sign(line: &Line<'_>, i: usize) -> Option<usize> {
    let at = i.checked_sub(1)?;
    let is_sign = line.is(at, '+') || line.is_dash(at);
    let free = !line.glued_before(at) || line.is(at - 1, '(');
    (is_sign && line.glued(at) && free && !(at > 0 && line.is_number(at - 1))).then_some(at)
}

/// What the number in tokens `i..end` counts if it stands in brackets after a name, as others near it do.
pub fn bracketed(line: &Line<'_>, i: usize, end: usize) -> Option<Counted> {
    let first = sign(line, i).unwrap_or(i);
    let open = first.checked_sub(1)?;
    if !is_group(line, open, end) || (line.tokens[open].closed && open > 0 && !line.tokens[open - 1].closed) {
        return None;
    }
    let after = (end + 1..end + 1 + NEXT).any(|at| group_end(line, at).is_some());
    let before = (open.saturating_sub(NEXT)..open.saturating_sub(2)).any(|at| group_end(line, at).is_some());
    (first < i || after || before).then(|| head(line, open).map_or(Counted::Unsaid, Counted::Named))
}

/// `Name (` at token `open` and `)` at token `end`.
fn is_group(line: &Line<'_>, open: usize, end: usize) -> bool {
    line.is(open, '(')
        && line.is(end, ')')
        && open > 0
        && line.is_word(open - 1)
        && !line.has(open - 1, Class::Weekday)
        && line.word(open - 1).contains(|c: char| c.is_uppercase() || !c.is_lowercase())
}

/// The closing bracket of a group whose opening one is token `open`.
fn group_end(line: &Line<'_>, open: usize) -> Option<usize> {
    if !line.is(open, '(') {
        return None;
    }
    let number = open + 1 + usize::from(line.is(open + 1, '+') || line.is_dash(open + 1));
    (line.is_number(number) && is_group(line, open, number + 1)).then_some(number + 1)
}

/// What a list counts: the last counted noun before the colon that opens it.
fn head(line: &Line<'_>, open: usize) -> Option<String> {
    let colon = (open.saturating_sub(HEAD)..open).rev().find(|&at| line.is(at, ':'))?;
    let begin = (0..colon).rev().take(24).take_while(|&at| !line.is(at, '.')).last()?;
    let at = (begin..colon).rfind(|&at| line.has(at, Class::Counter) && !line.has(at, Class::Unit))?;
    noun::phrase(line, at)
}

/// Whether the number in tokens `i..end` is what a label says: `- Luka berat: 120`, `Deaths: 56`.
pub fn labelled(line: &Line<'_>, i: usize, end: usize) -> bool {
    let Some(colon) = sign(line, i).unwrap_or(i).checked_sub(1).filter(|&c| line.is(c, ':')) else { return false };
    let closes = match line.kind(end) {
        None => true,
        Some(Kind::Sign('.')) => end + 1 == line.len(),
        Some(Kind::Sign(',' | ';' | '(')) => true,
        _ => false,
    };
    if !closes || colon == 0 {
        return false;
    }
    let mut from = colon;
    while from > 0 && colon - from < LABEL && (line.is_word(from - 1) || line.is(from - 1, '/')) {
        from -= 1;
    }
    let opens = from == 0
        || from == 1 && matches!(line.kind(0), Some(Kind::Sign('-' | '–' | '•' | '*' | '+' | '·' | '▪')))
        || matches!(line.kind(from - 1), Some(Kind::Sign(',' | ';')));
    let told = (from..colon).any(|at| {
        let no = [Class::Label, Class::Clock, Class::LabelAfter, Class::Weekday, Class::DayWord, Class::Score];
        no.iter().any(|c| line.has(at, *c))
    });
    opens && from < colon && !told
}

/// What the first number of `2/62 tỉnh` counts: the second one counts the same things.
pub fn share(line: &Line<'_>, i: usize) -> Option<String> {
    let joined = line.glued(i) && line.is(i + 1, '/') && line.glued(i + 1) && !line.glued_before(i);
    let (part, whole) = (line.small(i)?, line.small(i + 2)?);
    let counter = line.has(i + 3, Class::Counter) && !line.has(i + 3, Class::Unit) && (1..=whole).contains(&part);
    // No month and no common fraction: `5/17 ban chỉ đạo`.
    let noun = whole > 12 && (1..whole).contains(&part) && line.is_word(i + 3) && !line.capital(i + 3);
    let noun = noun && !line.has(i + 3, Class::Stop) && !line.has(i + 3, Class::Unit) && line.lang != Some(Lang::EN);
    (joined && (counter || noun) && whole > 4 && !line.glued(i + 2)).then(|| noun::phrase(line, i + 3)).flatten()
}

#[cfg(test)]
mod tests {
    use crate::facts::Value;
    use crate::facts::figures::find_in;
    use crate::text::Lang;

    fn counts(text: &str, lang: Lang) -> Vec<String> {
        let shown = |v: &Value| match v {
            Value::Number(n) => n.to_string(),
            other => format!("{other:?}"),
        };
        let all = find_in(text, Some(lang), None);
        all.iter().map(|f| format!("{} {}", shown(&f.value), f.unit.as_deref().unwrap_or("-"))).collect()
    }

    #[test]
    fn numbers_in_brackets_after_names_are_counts_of_what_the_head_says() {
        let list = "Bertambah 30 kasus: Jawa Barat (9), Bali (7), dan Riau (2).";
        assert_eq!(counts(list, Lang::ID), ["30 kasus", "9 kasus", "7 kasus", "2 kasus"]);
        assert_eq!(counts("Turun di Papua (-138) dan naik di Aceh (+20).", Lang::ID), ["-138 -", "20 -"]);
        assert_eq!(counts("Ia tinggal di Bali (7).", Lang::ID), Vec::<String>::new());
    }

    #[test]
    fn a_label_with_a_colon_tells_a_count() {
        assert_eq!(counts("- Luka berat: 120", Lang::ID), ["120 -"]);
        assert_eq!(counts("Deaths: 56", Lang::EN), ["56 -"]);
        assert_eq!(counts("Halaman: 12", Lang::ID), Vec::<String>::new());
    }

    #[test]
    fn a_number_over_another_counts_the_same_things() {
        assert_eq!(counts("Hiện có 2/62 tỉnh an toàn", Lang::VI), ["2 tỉnh an toàn", "62 tỉnh an toàn"]);
        assert_eq!(counts("đứng thứ 40/223 quốc gia", Lang::VI), ["223 quốc gia"]);
        assert_eq!(counts("2/3 dân số", Lang::VI), Vec::<String>::new());
    }

    #[test]
    fn a_telephone_number_is_no_change() {
        assert_eq!(counts("Hubungi +62 812 3456 7890 segera", Lang::ID), Vec::<String>::new());
    }
}
