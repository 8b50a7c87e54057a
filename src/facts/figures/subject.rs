//! What a figure measures and when it holds, from the words of its sentence.
//!
//! No parser: money and percentages take the words before the verb that leads to them, counts the noun phrase they count with
//! what describes it. The date is the one nearest in the sentence.

use std::ops::Range;

use super::lexicon::Class;
use super::tokens::Line;
use crate::facts::{Figure, FigureKind, Value};

/// The longest subject, in words.
const WORDS: usize = 10;

/// What the figure in tokens `first..end` measures.
pub fn of(line: &Line<'_>, kind: FigureKind, first: usize, end: usize) -> Option<String> {
    match kind {
        // A length of time measures what goes on, which the words after it tell.
        FigureKind::Count if line.has(end, Class::Unit) => right(line, end + 1).or_else(|| left(line, first)),
        FigureKind::Count => right(line, end).or_else(|| left(line, first)),
        FigureKind::Money | FigureKind::Percent => left(line, first).or_else(|| right(line, end)),
        // A date in brackets belongs to what stands before them.
        FigureKind::Date if first > 0 && line.is(first - 1, '(') => left(line, first - 1),
        FigureKind::Date => right(line, end).or_else(|| left(line, first)),
    }
}

/// Whether token `at` ends a clause.
fn is_break(line: &Line<'_>, at: usize) -> bool {
    if line.is(at, '-') {
        return !line.glued(at);
    }
    let signs = ['.', ',', ';', ':', '!', '?', '…', '(', ')', '"', '“', '”', '–', '—', '|'];
    signs.iter().any(|c| line.is(at, *c))
}

/// The words after token `end`, up to the end of the clause.
fn right(line: &Line<'_>, end: usize) -> Option<String> {
    let mut from = end;
    while from < line.len() && (line.has(from, Class::After) || line.is(from, ',')) {
        from += 1;
    }
    let mut at = from;
    while at < line.len() && at - from < WORDS && !is_break(line, at) {
        at += 1;
    }
    words(line, from, at)
}

/// The words before token `first`, without the words that lead to the figure.
fn left(line: &Line<'_>, first: usize) -> Option<String> {
    let mut to = first;
    while to > 0 && leads(line, to - 1) {
        to -= 1;
    }
    let mut from = to;
    while from > 0 && to - from < WORDS && !is_break(line, from - 1) {
        from -= 1;
    }
    words(line, from, to)
}

/// A word between a subject and its figure.
fn leads(line: &Line<'_>, at: usize) -> bool {
    line.has(at, Class::Link)
        || line.has(at, Class::Approx)
        || line.has(at, Class::Stop)
        || line.before(at + 1, Class::Approx).is_some()
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
            Value::Date(Some(date)) => Some((f.span.clone(), date.clone())),
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
