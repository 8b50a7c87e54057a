//! The bookmarks over all articles, open or not.

use std::collections::HashMap;
use std::sync::Arc;

use crate::app::App;
use crate::app::bookmarks::{Order, Placed};
use crate::app::sheet::{Column, Sheet, SheetRow, Subject, Target};
use crate::app::tone::{Piece, Tone, lit_pieces, piece};
use crate::bookmark::anchor::State;
use crate::bookmark::{Bookmark, Id};

/// Characters of quote and note shown in a row; the preview has the rest.
const SHOWN: usize = 240;

/// How a bookmark stands, as far as the open articles tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Standing {
    /// Its article is not open.
    Closed,
    /// Its file is not at its place, but one that may be it is open.
    Elsewhere,
    /// In its article.
    At(State),
}

impl Standing {
    /// In words, and how they are meant; nothing where all is well.
    fn words(self) -> (&'static str, Tone) {
        match self {
            Self::Closed => ("not open", Tone::Dim),
            Self::Elsewhere => ("file moved?", Tone::Warning),
            Self::At(State::Orphan) => ("text gone", Tone::Warning),
            Self::At(State::Approximate) => ("text changed", Tone::Warning),
            Self::At(State::Ambiguous) => ("several places", Tone::Warning),
            Self::At(State::Moved) => ("moved", Tone::Dim),
            Self::At(State::Exact | State::Unknown) => ("", Tone::Dim),
        }
    }
}

/// The sheet, in the order chosen.
pub fn sheet(app: &App) -> Sheet {
    let mut places: HashMap<&Id, (usize, &Placed)> = HashMap::new();
    for (i, entry) in app.collection.entries.iter().enumerate() {
        places.extend(app.shelf.placed(&entry.path).iter().map(|p| (&p.id, (i, p))));
    }
    let standing = |b: &Bookmark| match (app.shelf.home(&b.id), places.get(&b.id)) {
        (None, _) => Standing::Closed,
        (Some(home), _) if home.moved => Standing::Elsewhere,
        (_, Some((_, placed))) => Standing::At(placed.state),
        (_, None) => Standing::At(State::Unknown),
    };
    let mut list: Vec<&Arc<Bookmark>> = app.shelf.all.iter().rev().collect();
    // Reading order: by article, then by place in it; those without a place by the one remembered.
    let place = |b: &Bookmark| {
        let remembered = b.target.position().map_or(u64::MAX, |p| p.start);
        match places.get(&b.id) {
            Some((i, p)) => match &p.span {
                Some(span) => (*i, 0, span.start as u64),
                None => (*i, 1, remembered),
            },
            None => (usize::MAX, 2, remembered),
        }
    };
    match app.shelf.order {
        Order::Date => {}
        Order::Article => {
            let ranks = ranks(&list, document, |b| b.document.label().to_lowercase());
            list.sort_by_cached_key(|b| (ranks[&document(b)], place(b)));
        }
        Order::Reading => {
            let ranks = ranks(&list, file, |_| String::new());
            list.sort_by_cached_key(|b| {
                let place = place(b);
                (place.0, ranks[&file(b)], place.1, place.2)
            });
        }
    }
    let mut counts: Vec<(Standing, usize)> = Vec::new();
    let rows: Vec<SheetRow> = list
        .into_iter()
        .map(|b| {
            let standing = standing(b);
            match counts.iter_mut().find(|(s, _)| *s == standing) {
                Some((_, n)) => *n += 1,
                None => counts.push((standing, 1)),
            }
            let mut row = row(b, standing, app.shelf.marked.contains(&b.id));
            row.words = app.shelf.words.of(b);
            row
        })
        .collect();
    let mut sheet = Sheet::new(Subject::Bookmarks, vec![piece("bookmarks", Tone::Strong)]);
    if !rows.is_empty() {
        sheet.title.push(piece(format!(" {}", app.shelf.order.word()), Tone::Dim));
    }
    sheet.remark = remark(rows.len(), app.shelf.marked.len(), &counts);
    sheet.empty = "no bookmarks yet; b bookmarks the sentence in hand".into();
    sheet.with_rows(vec![Column::fit(1), Column::fit(10), Column::flex(), Column::fit(14)], rows)
}

/// What tells documents apart by title.
fn document(b: &Bookmark) -> (&str, &str) {
    (b.document.label(), &b.document.path)
}

/// What tells documents apart whatever their title was.
fn file(b: &Bookmark) -> (&str, &str) {
    ("", &b.document.path)
}

/// The place of each document in the order by `first`, then path: ten thousand bookmarks are of few documents, and numbers are
/// sorted faster than titles.
fn ranks<'a>(
    list: &[&'a Arc<Bookmark>],
    document: impl Fn(&Bookmark) -> (&str, &str),
    first: impl Fn(&Bookmark) -> String,
) -> HashMap<(&'a str, &'a str), usize> {
    let distinct: HashMap<(&str, &str), &Bookmark> = list.iter().map(|b| (document(b), &***b)).collect();
    let mut sorted: Vec<(String, (&str, &str))> =
        distinct.into_iter().map(|(document, b)| (first(b), document)).collect();
    sorted.sort_by(|a, b| (&a.0, a.1.1, a.1.0).cmp(&(&b.0, b.1.1, b.1.0)));
    sorted.into_iter().enumerate().map(|(rank, (_, document))| (document, rank)).collect()
}

/// `12 · 2 marked · 1 text gone`.
fn remark(all: usize, marked: usize, counts: &[(Standing, usize)]) -> Vec<Piece> {
    let mut out = vec![piece(all.to_string(), Tone::Dim)];
    if marked > 0 {
        out.push(self::marked(marked));
    }
    for (standing, n) in counts {
        let (words, tone) = standing.words();
        if !words.is_empty() {
            out.push(piece(format!(" · {n} {words}"), tone));
        }
    }
    out
}

/// How many rows are marked.
pub(in crate::app) fn marked(n: usize) -> Piece {
    piece(format!(" · {n} marked"), Tone::Accent)
}

/// The sign of a row that is marked.
pub(in crate::app) fn mark(marked: bool) -> Vec<Piece> {
    vec![if marked { piece("*", Tone::Accent) } else { piece(" ", Tone::Plain) }]
}

fn row(b: &Arc<Bookmark>, standing: Standing, marked: bool) -> SheetRow {
    let sign = if marked { mark(true) } else { Vec::new() };
    let mut row = SheetRow::new(vec![sign, Vec::new(), Vec::new(), Vec::new()], Target::Bookmark(b.id.clone()));
    row.under = Some(Vec::new());
    row.standing = Some(standing.words());
    row.record = Some(b.clone());
    row
}

/// Writes out the rows that come into sight with `lines` lines: of ten thousand few ever do.
pub(in crate::app) fn fill(sheet: &mut Sheet, lines: usize) {
    // The view measures its columns over the next eighty rows.
    for &i in sheet.shown.iter().skip(sheet.top).take(lines.max(80)) {
        fill_row(&mut sheet.rows[i]);
    }
}

fn fill_row(row: &mut SheetRow) {
    let Some(b) = row.record.clone().filter(|_| row.under.as_ref().is_some_and(Vec::is_empty)) else { return };
    let mut about: Vec<Piece> = b.tags.iter().map(|t| piece(format!("#{t} "), Tone::Accent)).collect();
    about.push(piece(b.document.label(), Tone::Dim));
    if row.cells[0].is_empty() {
        row.cells[0] = mark(false);
    }
    if let Some((said, tone)) = row.standing.filter(|(said, _)| !said.is_empty()) {
        row.cells[3] = vec![piece(said, tone)];
    }
    row.cells[1] = vec![piece(b.created.day().unwrap_or_default(), Tone::Dim)];
    row.cells[2] = about;
    let mut under = Vec::new();
    if !b.note.trim().is_empty() {
        under.push(piece(format!("{} — ", cut(&b.note)), Tone::Strong));
    }
    let quote = cut(b.quote());
    under.extend(lit_pieces(quote, Tone::Plain, b.fact_span().as_slice(), Tone::Match));
    row.under = Some(under);
}

/// The beginning of a text.
fn cut(text: &str) -> &str {
    text.char_indices().nth(SHOWN).map_or(text, |(at, _)| &text[..at])
}
