//! Figures: money, percentages and counts with exact values, and dates (see [`super::dates`]).
//!
//! Takes an article and its names; gives the figures in reading order. Each passage is cut into tokens once; a walk over them
//! asks at every number, number word, currency and word of a date what begins there. Words come from the tables in
//! `assets/figures/`; numbers are exact decimals.

use std::ops::Range;

use jiff::civil::Date;

use super::{Figure, FigureKind, Mention, Value, dates};
use crate::article::{Article, PassageId, Role};
use crate::text::sentences::sentences;
use crate::text::{Lang, language};

mod code;
mod context;
pub mod lexicon;
mod money;
mod noun;
mod number;
pub mod quantity;
mod series;
mod subject;
pub mod tokens;

use lexicon::Class;
use number::{Convention, Evidence};
use quantity::{Quantity, Read};
use tokens::Line;

/// How much text is enough to guess a language by, in bytes.
const GUESS: usize = 600;

/// Finds the figures of `article`, in reading order, spans disjoint. `mentions` are the names already found: numbers inside
/// them are no figures.
pub fn find(article: &Article, mentions: &[Mention]) -> Vec<Figure> {
    let mut lines = Vec::with_capacity(article.passages.len());
    let mut evidence = Evidence::default();
    let main = article.language.or_else(|| guess(article));
    let mut at = 0;
    for (id, passage) in article.numbered() {
        let text = passage.text.text();
        while mentions.get(at).is_some_and(|m| m.passage < id) {
            at += 1;
        }
        let here = mentions[at..].iter().take_while(|m| m.passage == id);
        let names: Vec<Range<usize>> = here.map(|m| m.span.clone()).collect();
        let lang = passage.lang.or_else(|| is_vietnamese(text).then_some(Lang::VI)).or(main);
        let line = Line::new(text, lang, &names);
        for token in line.tokens.iter().filter(|t| t.kind == tokens::Kind::Number && !t.closed) {
            evidence.add(&text[token.start..token.end]);
        }
        lines.push((id, passage.role, line));
    }
    let mut figures = Vec::new();
    let year = article.published.is_none().then(|| lines.iter().find_map(|(_, _, l)| dates::year_told(l))).flatten();
    for (id, role, mut line) in lines {
        line.year = year;
        line.convention = Convention::judge(line.lang, evidence);
        line.published = article.published;
        read(id, role, &line, &mut figures);
    }
    figures
}

/// The language of most of the article, where nobody judged it.
fn guess(article: &Article) -> Option<Lang> {
    let mut sample = String::new();
    for passage in article.passages.iter().filter(|p| p.role == Role::Body) {
        sample.extend(passage.text.text().chars().take(GUESS));
        sample.push('\n');
        if sample.len() >= GUESS {
            break;
        }
    }
    language::guess(&sample).map(|(lang, _)| lang)
}

/// Whether letters that only Vietnamese has are frequent in the beginning of `text`: a caption in an article of another language.
fn is_vietnamese(text: &str) -> bool {
    let (mut marked, mut all) = (0, 0);
    for c in text.chars().take(GUESS) {
        all += 1;
        marked += u32::from(matches!(c, '\u{1ea0}'..='\u{1ef9}' | 'ă' | 'đ' | 'ơ' | 'ư' | 'Đ' | 'Ư'));
    }
    marked * 12 > all
}

/// Reads the figures of one passage.
fn read(passage: PassageId, role: Role, line: &Line<'_>, out: &mut Vec<Figure>) {
    let from = out.len();
    let mut i = 0;
    while i < line.len() {
        i = step(passage, line, i, from, out).max(i + 1);
    }
    let found = &mut out[from..];
    if found.iter().any(|f| f.kind == FigureKind::Date) && role != Role::Byline && found.len() > 1 {
        subject::date(line.text, &sentences(line.text), found);
    }
}

/// Reads what begins at token `i`, the figures of the passage standing in `out` from `from` on; gives the token to go on with.
fn step(passage: PassageId, line: &Line<'_>, i: usize, from: usize, out: &mut Vec<Figure>) -> usize {
    let token = line.tokens[i];
    if token.kind != tokens::Kind::Number && token.entry.is_none() && !may_begin(line, i) {
        return i + 1;
    }
    if token.closed && !line.has(i, Class::MoneySign) && !line.has(i, Class::Month) {
        return i + 1;
    }
    // A month may be taken for a name (`Jan`), a whole date may not.
    if let Some(found) =
        dates::read(line, i).filter(|found| !token.closed || line.has(i, Class::Month) && is_day(found))
    {
        let date = figure(passage, line, i..found.end, FigureKind::Date, Value::Date(found.value), &out[from..]);
        out.push(date);
        return found.end;
    }
    if token.closed && !line.has(i, Class::MoneySign) {
        return i + 1;
    }
    if let Some((len, _)) = line.phrase(i, Class::Skip) {
        return i + len;
    }
    match quantity::read(line, i) {
        Some(Read::Quantity(quantity)) => {
            let Quantity { first, end, kind, value, unit, approx } = quantity;
            let figure = Figure { unit, approx, ..figure(passage, line, first..end, kind, value, &out[from..]) };
            out.push(figure);
            end
        }
        Some(Read::Past(end)) => end,
        None => i + 1,
    }
}

/// Whether a date is a day with its year.
fn is_day(found: &dates::Found) -> bool {
    found.value.as_ref().is_some_and(|v| v.len() == 10)
}

/// Words that begin a figure without being in a table: `kelima`, `Q3`.
fn may_begin(line: &Line<'_>, i: usize) -> bool {
    let word = line.word(i).as_bytes();
    match word {
        [b'k' | b'K', b'e', ..] => line.lang == Some(Lang::ID) && word.len() > 4,
        [b'Q', b'1'..=b'4'] => true,
        _ => false,
    }
}

/// A figure over the tokens of `range`; `before` are those found before it in its passage.
fn figure(
    passage: PassageId,
    line: &Line<'_>,
    range: Range<usize>,
    kind: FigureKind,
    value: Value,
    before: &[Figure],
) -> Figure {
    Figure {
        passage,
        span: line.span(range.start, range.end),
        kind,
        value,
        unit: None,
        approx: None,
        of: subject::of(line, kind, range.start, range.end, before),
        when: None,
    }
}

/// The figures of a text of its own, as of one passage; for tests and for text typed by the reader.
pub fn find_in(text: &str, lang: Option<Lang>, published: Option<Date>) -> Vec<Figure> {
    let mut line = Line::new(text, lang, &[]);
    let mut evidence = Evidence::default();
    for token in line.tokens.iter().filter(|t| t.kind == tokens::Kind::Number) {
        evidence.add(&text[token.start..token.end]);
    }
    line.convention = Convention::judge(lang, evidence);
    line.published = published;
    let mut figures = Vec::new();
    read(PassageId(0), Role::Body, &line, &mut figures);
    figures
}
