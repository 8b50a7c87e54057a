//! Search over the passages of all articles.

use super::label_of;
use crate::app::sheet::{Column, Sheet, SheetRow, Subject, Target};
use crate::app::tone::{Tone, lit_pieces, piece};
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
            let first = hit.lit.first().cloned().unwrap_or(0..0);
            let start = text[..first.start].char_indices().rev().nth(40).map_or(0, |(i, _)| i);
            let start = if start == 0 { 0 } else { text[start..].find(' ').map_or(start, |i| start + i + 1) };
            let start = start.min(first.start);
            let lit: Vec<_> =
                hit.lit.iter().filter(|s| s.start >= start).map(|s| s.start - start..s.end - start).collect();
            let mut shown = Vec::new();
            if start > 0 {
                shown.push(piece("… ", Tone::Dim));
            }
            let end = text[start..].char_indices().nth(300).map_or(text.len(), |(i, _)| start + i);
            shown.extend(lit_pieces(&text[start..end], Tone::Plain, &lit, Tone::Match));
            let article = &library.entry(hit.place.article).article;
            let cells = vec![
                vec![piece(label_of(library, hit.place.article), Tone::Strong)],
                vec![piece(&article.title.text, Tone::Dim)],
            ];
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
