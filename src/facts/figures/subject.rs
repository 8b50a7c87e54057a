//! What a figure measures and when it holds, from the words of its sentence.
//!
//! No parser: money, percentages and measures take the words before the verb that leads to them, counts the noun phrase they
//! count with what describes it. A figure that only function words part from the one before it measures the same
//! (`turun 165 poin atau 0,91 persen ke level Rp 18.201`). The date is the one nearest in the sentence, unless it is what the
//! figure is compared with.

use std::ops::Range;

use super::lexicon::Class;
use super::noun;
use super::tokens::Line;
use crate::facts::{Figure, FigureKind, Value};
use crate::text::Lang;

/// The longest subject, in words.
const WORDS: usize = 10;
/// Words that may part two figures of one subject.
const BETWEEN: usize = 8;

/// What the figure in tokens `first..end` measures; `before` are the figures found before it in its passage.
pub fn of(line: &Line<'_>, kind: FigureKind, first: usize, end: usize, before: &[Figure]) -> Option<String> {
    let told = || inherited(line, first, before).or_else(|| left(line, first, before));
    match kind {
        FigureKind::Count => {
            if let Some((len, unit)) = line.phrase(end, Class::Unit) {
                // A length of time measures what goes on, which the words after it tell; a measure what is measured.
                let names = !unit.value.is_empty() || is_noun(line, end + len) || line.lower(end + len) == "of";
                let after = names.then(|| right(line, end + len)).flatten();
                return after.or_else(told).or_else(|| right(line, end));
            }
            // `29 juta KL`, `165 poin`: an abbreviated measure says nothing of its own.
            let word = line.word(end);
            let abbreviated = !line.title_case && word.len() <= 5 && word.chars().all(char::is_uppercase);
            let points = matches!(line.lower(end).as_ref(), "poin" | "points" | "point" | "điểm" | "bpd");
            let short = (abbreviated && !word.is_empty() || points) && !is_noun(line, end + 1);
            short.then(told).flatten().or_else(|| right(line, end)).or_else(told)
        }
        FigureKind::Percent if is_noun(line, end) || is_of(line, end) => right(line, end).or_else(told),
        FigureKind::Money | FigureKind::Percent => {
            told().or_else(|| (!line.has(end, Class::Stop) || is_of(line, end)).then(|| right(line, end)).flatten())
        }
        // A date in brackets belongs to what stands before them.
        FigureKind::Date if first > 0 && line.is(first - 1, '(') => left(line, first - 1, before),
        FigureKind::Date => right(line, end).or_else(|| left(line, first, before)),
    }
}

/// `of`, `dari`, `của`: what follows is the whole of which a percentage is a part.
fn is_of(line: &Line<'_>, at: usize) -> bool {
    matches!(line.lower(at).as_ref(), "of" | "dari" | "của")
}

/// Whether a noun may stand at token `at`: a word that is no function word, verb or name of a day.
fn is_noun(line: &Line<'_>, at: usize) -> bool {
    let other =
        [Class::Stop, Class::Link, Class::Change, Class::To, Class::And, Class::Weekday, Class::State, Class::From];
    let passive = line.lang == Some(Lang::ID) && line.word(at).len() > 5 && line.lower(at).starts_with("di");
    let when = line.phrase(at, Class::Unit).is_some_and(|(_, unit)| !unit.value.is_empty());
    let more = matches!(line.lower(at).as_ref(), "higher" | "lower" | "more" | "less" | "over" | "above" | "below");
    line.is_word(at)
        && !passive
        && !when
        && !more
        && !other.iter().any(|class| line.has(at, *class))
        && !noun::is_verb(line, at, false)
}

/// The subject of the figure before, where nothing but function words, verbs and its unit stand between.
fn inherited(line: &Line<'_>, first: usize, before: &[Figure]) -> Option<String> {
    let last = before.last().filter(|f| f.kind != FigureKind::Date)?;
    let from = line.tokens.partition_point(|t| t.start < last.span.end);
    let unit = last.unit.as_deref().unwrap_or_default();
    let parts = |at: usize| {
        let word = line.word(at);
        line.is(at, ',')
            || line.is(at, '(')
            || line.is(at, '/')
            || unit.split(' ').any(|u| u == word)
            || leads(line, at)
            || line.has(at, Class::Change)
            || line.has(at, Class::And)
            || line.has(at, Class::Unit)
            || matches!(line.lower(at).as_ref(), "setara" | "sama" | "equivalent" | "equal" | "tương" | "đương" | "per")
            || noun::is_verb(line, at, false)
    };
    let near = from < first && first - from <= BETWEEN;
    // `Rp 18.170 per dolar atau terkoreksi 134 poin` says one thing in two ways.
    let again = (from..first).any(|at| matches!(line.lower(at).as_ref(), "atau" | "or" | "hoặc"))
        && !(from..first).any(|at| is_break(line, at));
    (near && (again || (from..first).all(parts))).then(|| last.of.clone()).flatten()
}

/// Whether token `at` ends a clause.
fn is_break(line: &Line<'_>, at: usize) -> bool {
    if line.is(at, '-') {
        return !line.glued(at);
    }
    let signs = ['.', ',', ';', ':', '!', '?', '…', '(', ')', '"', '“', '”', '–', '—', '|'];
    signs.iter().any(|c| line.is(at, *c))
}

/// The words after token `end`, up to the end of the clause or the next figure.
fn right(line: &Line<'_>, end: usize) -> Option<String> {
    let mut from = end;
    while from < line.len() && (line.has(from, Class::After) || line.is(from, ',')) {
        from += 1;
    }
    let ends = |at: usize| {
        let figure = (line.is_number(at) || line.has(at, Class::MoneySign)) && !line.tokens[at].closed;
        is_break(line, at) || figure || is_or(line, at)
    };
    let mut at = from;
    while at < line.len() && at - from < WORDS && !ends(at) {
        at += 1;
    }
    words(line, from, at)
}

/// `or`, after which another figure says the same.
fn is_or(line: &Line<'_>, at: usize) -> bool {
    matches!(line.lower(at).as_ref(), "atau" | "or" | "hoặc") && (at + 1..at + 4).any(|next| line.is_number(next))
}

/// The words before token `first`, without the words that lead to the figure: back to the figure before or the end of the
/// clause before.
fn left(line: &Line<'_>, first: usize, before: &[Figure]) -> Option<String> {
    clause(line, first, before).or_else(|| {
        // Nothing but a verb in this clause (`…, hingga menyentuh US$ 90`): the subject is that of the clause before.
        let comma = (0..first).rev().take(BETWEEN).find(|&at| line.is(at, ','))?;
        let only = (comma + 1..first).all(|at| leads(line, at) || noun::is_verb(line, at, false));
        only.then(|| clause(line, comma, before)).flatten()
    })
}

/// The subject in the words of one clause that ends before token `first`.
fn clause(line: &Line<'_>, first: usize, before: &[Figure]) -> Option<String> {
    let found = |at: usize| before.iter().rev().take(3).find(|f| f.span.contains(&line.tokens[at].start));
    let mut to = first;
    while to > 0 {
        match found(to - 1) {
            // A date between the subject and its verb says when.
            Some(f) if f.kind == FigureKind::Date => {
                to = line.tokens.partition_point(|t| t.start < f.span.start).min(to - 1);
            }
            None if leads(line, to - 1) || to < first && is_date_word(line, to - 1) => to -= 1,
            _ => break,
        }
    }
    let mut from = to;
    while from > 0 && to - from < WORDS && !is_break(line, from - 1) {
        // `xuất khẩu cao su tháng 2 năm 2019 của Việt Nam` goes on before its date.
        let passed = |f: &Figure| f.kind == FigureKind::Date && goes_on(line, f);
        if found(from - 1).is_some_and(|f| !passed(f)) {
            break;
        }
        from -= 1;
    }
    // `output last month fell to an average of`: the verb stands behind its date.
    if let Some(date) = from.checked_sub(1).and_then(found).filter(|f| f.kind == FigureKind::Date)
        && (line.has(from, Class::Change) || line.has(from, Class::Link) && !line.has(from, Class::Prep))
    {
        let at = line.tokens.partition_point(|t| t.start < date.span.start);
        return (at < first).then(|| clause(line, at, before)).flatten();
    }
    if from > 0 && found(from - 1).is_some_and(|f| f.kind != FigureKind::Date) {
        // Behind another figure a new subject begins after a conjunction.
        from = (from..to).find(|&at| line.has(at, Class::And) || is_with(line, at))? + 1;
    }
    // No name is cut in two, and no verb begins a subject.
    if from > 0 && to - from == WORDS && line.capital(from - 1) {
        while from + 1 < to && line.capital(from) {
            from += 1;
        }
    }
    while from + 1 < to && line.lang == Some(Lang::ID) && noun::is_verb(line, from, false) {
        from += 1;
    }
    while to > from + 1 && (noun::is_verb(line, to - 1, false) || line.has(to - 1, Class::Change)) {
        to -= 1;
    }
    words(line, from, to)
}

/// A word that introduces a date and is no part of it: `pada tahun 2024`.
fn is_date_word(line: &Line<'_>, at: usize) -> bool {
    [Class::Year, Class::MonthWord, Class::DayWord].iter().any(|class| line.has(at, *class))
}

/// A word that begins another subject in the same clause: `với giá trị`, `dengan nilai`.
fn is_with(line: &Line<'_>, at: usize) -> bool {
    matches!(line.lower(at).as_ref(), "với" | "dengan" | "with" | "sementara" | "sedangkan" | "while" | "còn")
}

/// Whether what a date stands in goes on after it: `… năm 2019 của Việt Nam`.
fn goes_on(line: &Line<'_>, date: &Figure) -> bool {
    let next = line.tokens.partition_point(|t| t.start < date.span.end);
    matches!(line.lower(next).as_ref(), "của" | "of" | "dari" | "di" | "tại" | "ở")
}

/// A word between a subject and its figure.
fn leads(line: &Line<'_>, at: usize) -> bool {
    if ends_compound(line, at) {
        return false;
    }
    line.has(at, Class::Link)
        || line.has(at, Class::Approx)
        || line.has(at, Class::Stop)
        || line.before(at + 1, Class::Approx).is_some()
}

/// The second syllable of a Vietnamese noun that is a verb alone: `doanh thu`, `chiều dài`.
fn ends_compound(line: &Line<'_>, at: usize) -> bool {
    if line.lang != Some(Lang::VI) || at == 0 {
        return false;
    }
    let (first, second) = (line.lower(at - 1), line.lower(at));
    match second.as_ref() {
        "thu" => matches!(first.as_ref(), "doanh" | "nguồn" | "tổng"),
        "nhập" => first == "thu" || first == "xuất",
        "xuất" => first == "sản" || first == "đề",
        "giá" => matches!(first.as_ref(), "đánh" | "định" | "đơn" | "tỷ" | "tỉ"),
        "cao" | "dài" | "rộng" | "sâu" => matches!(first.as_ref(), "chiều" | "độ"),
        _ => false,
    }
}

/// The text of tokens `from..to` without function words at its ends.
fn words(line: &Line<'_>, mut from: usize, mut to: usize) -> Option<String> {
    while from < to && (line.has(from, Class::Stop) || !line.is_word(from)) {
        from += 1;
    }
    while from < to && (line.has(to - 1, Class::Stop) || !(line.is_word(to - 1) || line.is_number(to - 1))) {
        to -= 1;
    }
    (from < to).then(|| line.text[line.span(from, to)].to_owned())
}

/// Gives every figure of one passage that is no date the date of its sentence: the nearest before it, else the nearest after
/// it in the same clause.
pub fn date(text: &str, sentences: &[Range<usize>], figures: &mut [Figure]) {
    let dates: Vec<(Range<usize>, String)> = figures
        .iter()
        .filter_map(|f| match &f.value {
            Value::Date(Some(date)) if !is_compared(text, f.span.start) => Some((f.span.clone(), date.clone())),
            _ => None,
        })
        .collect();
    if dates.is_empty() {
        return;
    }
    for figure in figures.iter_mut().filter(|f| f.kind != FigureKind::Date) {
        let Some(sentence) = sentences.iter().find(|s| s.contains(&figure.span.start)) else { continue };
        let inside = |span: &Range<usize>| sentence.start <= span.start && span.end <= sentence.end;
        let joined = |a: usize, b: usize| a <= b && !text[a..b].contains(';') && !text[a..b].contains(". ");
        let before = dates.iter().rev().find(|(s, _)| inside(s) && s.end <= figure.span.start);
        let after = dates.iter().find(|(s, _)| inside(s) && s.start >= figure.span.end);
        let clause =
            |a: usize, b: usize| a <= b && !text[a..b].contains([';', '(', ')', ':']) && !text[a..b].contains(", ");
        figure.when = before
            .filter(|(s, _)| joined(s.end, figure.span.start))
            .or_else(|| after.filter(|(s, _)| clause(figure.span.end, s.start)))
            .map(|(_, date)| date.clone());
    }
}

/// Whether the date that begins at byte `start` is what something is compared with: `so với cùng kỳ năm 2018`, `dibanding 2023`.
fn is_compared(text: &str, start: usize) -> bool {
    const BASE: [&str; 10] = [
        "so với",
        "cùng kỳ",
        "cùng kì",
        "dibanding",
        "dibandingkan",
        "periode sama",
        "yang sama",
        "compared with",
        "compared to",
        "versus",
    ];
    let mut before = text[..start].trim_end();
    for word in ["năm", "tahun", "bulan", "tháng", "periode", "in", "pada", "the"] {
        before = before.strip_suffix(word).filter(|rest| rest.ends_with(' ')).map_or(before, str::trim_end);
    }
    BASE.iter().any(|base| before.ends_with(base))
}

#[cfg(test)]
mod tests {
    use crate::facts::FigureKind;
    use crate::facts::figures::find_in;
    use crate::text::Lang;

    /// What each figure but the dates measures, and when.
    fn told(text: &str, lang: Lang) -> Vec<String> {
        let all = find_in(text, Some(lang), None);
        let shown = all.iter().filter(|f| f.kind != FigureKind::Date);
        let none = || "-".to_owned();
        shown
            .map(|f| format!("{} @{}", f.of.clone().unwrap_or_else(none), f.when.clone().unwrap_or_else(none)))
            .collect()
    }

    #[test]
    fn a_figure_after_another_measures_the_same() {
        let text = "Kurs ringgit turun 12 poin atau 0,4 persen ke level Rp 3.900.";
        assert_eq!(told(text, Lang::ID), ["Kurs ringgit @-"; 3]);
        let text = "Xuất khẩu chè đạt 3 tỉ USD, giảm 8%; nhập khẩu gạo đạt 2 tỉ USD, tăng 5%.";
        assert_eq!(
            told(text, Lang::VI),
            ["Xuất khẩu chè @-", "Xuất khẩu chè @-", "nhập khẩu gạo @-", "nhập khẩu gạo @-"]
        );
    }

    #[test]
    fn a_percentage_of_something_measures_that() {
        assert_eq!(told("He sold 40% of his stake.", Lang::EN), ["stake @-"]);
        assert_eq!(told("Hanya 54% dari total kabupaten siap.", Lang::ID), ["total kabupaten siap @-"]);
    }

    #[test]
    fn a_date_that_a_figure_is_compared_with_is_not_its_own() {
        assert_eq!(told("Doanh thu tăng 8% so với năm 2018.", Lang::VI), ["Doanh thu @-"]);
        assert_eq!(told("Sales rose 8% in 2019 compared with 2018.", Lang::EN), ["Sales @2019"]);
        assert_eq!(told("Ekspor kopi pada 2019 naik 8 persen dibanding tahun 2018.", Lang::ID), ["Ekspor kopi @2019"]);
    }
}
