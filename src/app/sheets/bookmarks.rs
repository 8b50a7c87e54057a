//! The bookmarks over all articles, open or not.

use std::collections::HashMap;
use std::sync::Arc;

use indexmap::IndexSet;

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

/// Where each bookmark stands that is in an open article.
type Places<'a> = HashMap<&'a Id, (usize, &'a Placed)>;

fn places(app: &App) -> Places<'_> {
    let mut places = HashMap::new();
    for (i, entry) in app.collection.entries.iter().enumerate() {
        places.extend(app.shelf.placed(&entry.path).iter().map(|p| (&p.id, (i, p))));
    }
    places
}

/// The sheet, in the order chosen.
pub fn sheet(app: &App) -> Sheet {
    let places = places(app);
    let mut counts: Vec<(Standing, usize)> = Vec::new();
    let mut rows: Vec<SheetRow> = Vec::with_capacity(app.shelf.all.len());
    for b in app.shelf.all.iter().rev() {
        let standing = match (app.shelf.home(&b.id), places.get(&b.id)) {
            (None, _) => Standing::Closed,
            (Some(home), _) if home.moved => Standing::Elsewhere,
            (_, Some((_, placed))) => Standing::At(placed.state),
            (_, None) => Standing::At(State::Unknown),
        };
        match counts.iter_mut().find(|(s, _)| *s == standing) {
            Some((_, n)) => *n += 1,
            None => counts.push((standing, 1)),
        }
        rows.push(row(b, standing, app.shelf.marked.contains(&b.id)));
    }
    let rows = in_order(app.shelf.order, &places, rows);
    let mut sheet = Sheet::new(Subject::Bookmarks, vec![piece("bookmarks", Tone::Strong)]);
    if !rows.is_empty() {
        sheet.title.push(piece(format!(" {}", app.shelf.order.word()), Tone::Dim));
    }
    sheet.remark = remark(rows.len(), app.shelf.marked.len(), &counts);
    sheet.know(&app.shelf.words);
    sheet.empty = "no bookmarks yet; b bookmarks the sentence in hand".into();
    sheet.with_rows(vec![Column::fit(1), Column::fit(10), Column::flex(), Column::fit(14)], rows)
}

/// Orders the rows of a sheet anew, which come latest first.
pub(in crate::app) fn order(app: &App, rows: Vec<SheetRow>) -> Vec<SheetRow> {
    in_order(app.shelf.order, &places(app), rows)
}

fn in_order(order: Order, places: &Places<'_>, rows: Vec<SheetRow>) -> Vec<SheetRow> {
    match order {
        Order::Date => rows,
        Order::Article => {
            let ranks = ranks(&rows, |b| (b.document.label(), &b.document.path));
            sorted(rows, &ranks, places, |rank, place| (rank, place))
        }
        Order::Reading => {
            let ranks = ranks(&rows, |b| ("", &b.document.path));
            sorted(rows, &ranks, places, |rank, place| (place.0, rank, place.1, place.2))
        }
    }
}

/// Reading order: by article, then by place in it; those without a place by the one remembered.
fn place(row: &SheetRow, places: &Places<'_>) -> (usize, u8, u64) {
    let Some(b) = &row.record else { return (usize::MAX, 2, u64::MAX) };
    let remembered = b.target.position().map_or(u64::MAX, |p| p.start);
    match places.get(&b.id) {
        Some((article, Placed { span: Some(span), .. })) => (*article, 0, span.start as u64),
        Some((article, _)) => (*article, 1, remembered),
        None => (usize::MAX, 2, remembered),
    }
}

/// For each row how far back its document stands in the order of titles, then paths, whatever their case. Ten thousand
/// bookmarks are of few documents, and numbers are sorted faster than titles.
fn ranks(rows: &[SheetRow], document: impl Fn(&Bookmark) -> (&str, &str)) -> Vec<usize> {
    let mut documents: IndexSet<(&str, &str)> = IndexSet::new();
    let number = |row| SheetRow::bookmark(row).map_or(("", ""), &document);
    let numbers: Vec<usize> = rows.iter().map(|row| documents.insert_full(number(row)).0).collect();
    let mut order: Vec<(String, &str, usize)> =
        documents.iter().enumerate().map(|(n, (label, path))| (label.to_lowercase(), *path, n)).collect();
    order.sort();
    let mut ranks = vec![0; order.len()];
    for (rank, (_, _, n)) in order.into_iter().enumerate() {
        ranks[n] = rank;
    }
    numbers.into_iter().map(|n| ranks[n]).collect()
}

fn sorted<K: Ord>(
    rows: Vec<SheetRow>,
    ranks: &[usize],
    places: &Places<'_>,
    key: impl Fn(usize, (usize, u8, u64)) -> K,
) -> Vec<SheetRow> {
    let mut keys: Vec<(K, usize)> =
        rows.iter().zip(ranks).enumerate().map(|(i, (row, rank))| (key(*rank, place(row, places)), i)).collect();
    keys.sort();
    let mut rows: Vec<Option<SheetRow>> = rows.into_iter().map(Some).collect();
    keys.into_iter().filter_map(|(_, i)| rows[i].take()).collect()
}

/// How the bookmark of a row stands in its open article; `None` where that is not open.
pub(in crate::app) fn state(row: &SheetRow) -> Option<State> {
    let words = row.standing?.0;
    [State::Exact, State::Moved, State::Approximate, State::Ambiguous, State::Orphan]
        .into_iter()
        .find(|s| Standing::At(*s).words().0 == words)
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
