//! Search over the passages of all articles.

use std::ops::Range;

use crate::app::sheet::{Column, Sheet, SheetRow, Subject, Target};
use crate::app::tone::{Piece, Tone, lit_pieces, piece};
use crate::library::{Library, Spot};

/// Most passages shown.
const LIMIT: usize = 60;

/// The sheet for what was typed.
pub fn sheet(library: &Library, query: &str) -> Sheet {
    let hits = if query.trim().is_empty() { Vec::new() } else { library.search(query, LIMIT) };
    let rows: Vec<SheetRow> = hits
        .iter()
        .map(|hit| {
            let text = library.passage(hit.place).text.text();
            let lit = joined(text, &hit.lit);
            let first = densest(&lit);
            let start = text[..first.start].char_indices().rev().nth(40).map_or(0, |(i, _)| i);
            let start = if start == 0 { 0 } else { text[start..].find(' ').map_or(start, |i| start + i + 1) };
            let start = start.min(first.start);
            let lit: Vec<_> = lit.iter().filter(|s| s.start >= start).map(|s| s.start - start..s.end - start).collect();
            let mut shown = Vec::new();
            if start > 0 {
                shown.push(piece("… ", Tone::Dim));
            }
            let end = text[start..].char_indices().nth(300).map_or(text.len(), |(i, _)| start + i);
            shown.extend(lit_pieces(&text[start..end], Tone::Plain, &lit, Tone::Match));
            let article = &library.entry(hit.place.article).article;
            let label = [article.published.map(|d| d.to_string()), article.outlet.clone()];
            let label = label.into_iter().flatten().collect::<Vec<_>>().join(" ");
            let title = piece(&article.title.text, Tone::Dim);
            let cells = if label.is_empty() {
                vec![vec![Piece { tone: Tone::Strong, ..title }]]
            } else {
                vec![vec![piece(label, Tone::Strong)], vec![title]]
            };
            let mut row = SheetRow::new(cells, Target::Spot(Spot { place: hit.place, span: first }));
            row.under = Some(shown);
            row
        })
        .collect();
    let mut sheet = Sheet::new(Subject::Search, vec![piece("search all articles", Tone::Dim)]);
    sheet.remark = match rows.len() {
        0 => Vec::new(),
        1 => vec![piece("1 passage", Tone::Dim)],
        n => vec![piece(format!("{n}{} passages", if n == LIMIT { "+" } else { "" }), Tone::Dim)],
    };
    sheet.empty = if query.trim().is_empty() {
        "type words, a name, a number; spelling may be near".into()
    } else {
        "no passage answers this".into()
    };
    sheet.with_rows(vec![Column::fit(30), Column::flex()], rows)
}

/// The lit spans with those joined between which only a blank or hyphen stands.
fn joined(text: &str, lit: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for span in lit {
        match out.last_mut() {
            Some(last) if text.get(last.end..span.start).is_some_and(|gap| matches!(gap, "" | " " | "-")) => {
                last.end = span.end;
            }
            _ => out.push(span.clone()),
        }
    }
    out
}

/// The longest lit span; of equal ones that at which most of what is lit begins within a line.
fn densest(lit: &[Range<usize>]) -> Range<usize> {
    const LINE: usize = 100;
    let near = |from: &Range<usize>| -> usize {
        lit.iter().filter(|s| s.start >= from.start && s.end <= from.start + LINE).map(ExactSizeIterator::len).sum()
    };
    // Of equal ones the first.
    lit.iter().rev().max_by_key(|s| (s.len(), near(s))).cloned().unwrap_or(0..0)
}
