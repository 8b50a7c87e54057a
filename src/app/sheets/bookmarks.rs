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
use crate::library::filter::Haystack;

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
    let mut list: Vec<Listed<'_>> = app.shelf.all.iter().rev().map(|b| (b, places.get(&b.id).copied())).collect();
    match app.shelf.order {
        Order::Date => {}
        Order::Article => {
            let ranks = ranks(&list, |b| (b.document.label(), &b.document.path));
            list = sorted(list, ranks, |rank, place| (rank, place));
        }
        Order::Reading => {
            let ranks = ranks(&list, |b| ("", &b.document.path));
            list = sorted(list, ranks, |rank, place| (place.0, rank, place.1, place.2));
        }
    }
    let mut counts: Vec<(Standing, usize)> = Vec::new();
    let rows: Vec<SheetRow> = list
        .into_iter()
        .map(|(b, placed)| {
            let standing = match (app.shelf.home(&b.id), placed) {
                (None, _) => Standing::Closed,
                (Some(home), _) if home.moved => Standing::Elsewhere,
                (_, Some((_, placed))) => Standing::At(placed.state),
                (_, None) => Standing::At(State::Unknown),
            };
            match counts.iter_mut().find(|(s, _)| *s == standing) {
                Some((_, n)) => *n += 1,
                None => counts.push((standing, 1)),
            }
            row(b, standing, app.shelf.marked.contains(&b.id), app.shelf.words.of(b))
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

/// A bookmark with the article it is in and its place there, where that is open.
type Listed<'a> = (&'a Arc<Bookmark>, Option<(usize, &'a Placed)>);

/// Reading order: by article, then by place in it; those without a place by the one remembered.
fn place((b, placed): Listed<'_>) -> (usize, u8, u64) {
    let remembered = b.target.position().map_or(u64::MAX, |p| p.start);
    match placed {
        Some((article, Placed { span: Some(span), .. })) => (article, 0, span.start as u64),
        Some((article, _)) => (article, 1, remembered),
        None => (usize::MAX, 2, remembered),
    }
}

/// For each bookmark how far back its document stands in the order of titles, then paths, whatever their case. Ten thousand
/// bookmarks are of few documents, and numbers are sorted faster than titles.
fn ranks<'a>(list: &[Listed<'a>], document: impl Fn(&'a Bookmark) -> (&'a str, &'a str)) -> Vec<usize> {
    let mut documents: IndexSet<(&str, &str)> = IndexSet::new();
    let numbers: Vec<usize> = list.iter().map(|(b, _)| documents.insert_full(document(b)).0).collect();
    let mut order: Vec<(String, &str, usize)> =
        documents.iter().enumerate().map(|(n, (label, path))| (label.to_lowercase(), *path, n)).collect();
    order.sort();
    let mut ranks = vec![0; order.len()];
    for (rank, (_, _, n)) in order.into_iter().enumerate() {
        ranks[n] = rank;
    }
    numbers.into_iter().map(|n| ranks[n]).collect()
}

fn sorted<'a, K: Ord>(
    list: Vec<Listed<'a>>,
    ranks: Vec<usize>,
    key: impl Fn(usize, (usize, u8, u64)) -> K,
) -> Vec<Listed<'a>> {
    let mut keyed: Vec<(K, Listed<'_>)> =
        ranks.into_iter().zip(list).map(|(rank, listed)| (key(rank, place(listed)), listed)).collect();
    keyed.sort_by(|a, b| a.0.cmp(&b.0));
    keyed.into_iter().map(|(_, listed)| listed).collect()
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

fn row(b: &Arc<Bookmark>, standing: Standing, marked: bool, words: Option<Arc<Haystack>>) -> SheetRow {
    let sign = if marked { mark(true) } else { Vec::new() };
    let cells = vec![sign, Vec::new(), Vec::new(), Vec::new()];
    SheetRow {
        under: Some(Vec::new()),
        standing: Some(standing.words()),
        record: Some(b.clone()),
        words,
        ..SheetRow::new(cells, Target::Bookmark(b.id.clone()))
    }
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
