//! A bookmark whose text is in doubt: what was kept, what stands there now, and what may be done about it.

use std::collections::HashSet;
use std::ops::Range;

use memchr::memmem;

use crate::app::App;
use crate::app::sheet::{Sheet, SheetRow, Subject, Target};
use crate::app::tone::{Piece, Tone, lit_pieces, piece};
use crate::bookmark::anchor::{Haystack, State, resolve};
use crate::bookmark::{Bookmark, Id, document};
use crate::library::{ArticleId, Entry, Place, Spot};
use crate::page::wrap;
use crate::text::sanitise::display;

/// Characters shown around what stands there now.
const AROUND: usize = 90;

/// Places offered in one article.
const MOST: usize = 12;

/// The sheet on the bookmark `id`.
pub fn sheet(app: &App, id: &Id) -> Option<Sheet> {
    let bookmark = app.shelf.all.get(id)?;
    let home = app.shelf.home(id).cloned().unwrap_or_default();
    let width = usize::from(app.areas().sheet.width).saturating_sub(6).clamp(10, 100);
    let mut rows = Vec::new();
    let mut title = "the text of this bookmark is gone";
    rows.push(heading("kept"));
    lines(&mut rows, &[piece(bookmark.quote(), Tone::Bookmark)], width);
    if !bookmark.note.trim().is_empty() {
        lines(&mut rows, &[piece(format!("note: {}", bookmark.note), Tone::Dim)], width);
    }
    let mut offers = Vec::new();
    for &article in &home.at {
        let entry = app.collection.entries.get(article.index())?;
        let found = places(bookmark, entry);
        if home.moved {
            title = "the file of this bookmark is not where it was";
        } else if let Some((state, _)) = found.first() {
            title = match state {
                State::Ambiguous => "the quote of this bookmark stands in several places now",
                _ => "the text of this bookmark changed",
            };
        }
        offers.extend(found.into_iter().map(|(_, span)| (article, span)));
    }
    let mut gone = Vec::new();
    if offers.is_empty() {
        let (before, after) = around(bookmark);
        rows.push(heading("it stood between"));
        lines(&mut rows, &[piece(format!("{before} […] {after}"), Tone::Dim)], width);
        gone.extend(home.at.iter().copied());
    }
    for (article, span) in offers {
        offer(app, &mut rows, bookmark, (article, span), home.moved, width);
    }
    for article in gone {
        let label = &app.collection.entry(article).article.title.text;
        rows.push(SheetRow::new(
            vec![vec![piece("open ", Tone::Strong), piece(label, Tone::Plain)]],
            Target::Article(article),
        ));
    }
    let mut sheet = Sheet::new(Subject::Anchor(id.clone()), vec![piece(title, Tone::Strong)]);
    sheet.remark = vec![piece("Esc leaves the bookmark as it is", Tone::Dim)];
    sheet.preview = false;
    Some(sheet.with_rows(vec![crate::app::sheet::Column::flex()], rows))
}

fn heading(text: &str) -> SheetRow {
    SheetRow::heading(vec![piece(text, Tone::Heading)])
}

/// What stood before and after the quote.
fn around(bookmark: &Bookmark) -> (String, String) {
    let selectors = bookmark.target.selectors();
    (selectors.prefix, selectors.suffix)
}

/// Where the quote may stand in `entry`, likeliest first.
pub(in crate::app) fn places(bookmark: &Bookmark, entry: &Entry) -> Vec<(State, Range<usize>)> {
    let text = &entry.source.text;
    let same = !bookmark.document.blake3.is_empty() && bookmark.document.is_text(&document::hash(text));
    let selectors = bookmark.target.selectors();
    let found = resolve::resolve(&selectors, &Haystack::new(text), same);
    let Some(span) = found.span else { return Vec::new() };
    let mut out = vec![(found.state, span.clone())];
    if found.state == State::Ambiguous {
        let quote = selectors.exact.as_str();
        let others = memmem::find_iter(text.as_bytes(), quote).map(|at| at..at + quote.len());
        out.extend(others.filter(|o| *o != span).take(MOST - 1).map(|o| (State::Ambiguous, o)));
    }
    out
}

/// One place that the bookmark may mean: its text, and rows that take it.
fn offer(
    app: &App,
    rows: &mut Vec<SheetRow>,
    bookmark: &Bookmark,
    (article, span): (ArticleId, Range<usize>),
    moved: bool,
    width: usize,
) {
    let entry = app.collection.entry(article);
    rows.push(heading(&format!("now, in {}", if moved { &entry.path } else { &entry.article.title.text })));
    let text = &entry.source.text;
    let start = text[..span.start].char_indices().rev().nth(AROUND).map_or(0, |(at, _)| at);
    let end = text[span.end..].char_indices().nth(AROUND).map_or(text.len(), |(at, _)| span.end + at);
    let mut pieces = vec![piece(&text[start..span.start], Tone::Dim)];
    pieces.extend(differing(bookmark.quote(), &text[span.clone()]));
    pieces.push(piece(&text[span.end..end], Tone::Dim));
    lines(rows, &pieces, width);
    let words =
        if moved { "yes, the bookmark belongs to this file now" } else { "yes, this is it: point the bookmark here" };
    let take = Target::Confirm { bookmark: bookmark.id.clone(), article, span: span.clone() };
    rows.push(SheetRow::new(vec![vec![piece(words, Tone::Strong)]], take));
    if let Some(first) = crate::app::bookmarks::stretches(entry, &span).into_iter().next() {
        let spot = Spot { place: Place { article, passage: first.passage }, span: first.span };
        let words = piece("only go there", Tone::Plain);
        rows.push(SheetRow::new(vec![vec![words]], Target::Spot(spot)));
    }
}

/// `now` with the words lit that `kept` does not have.
fn differing(kept: &str, now: &str) -> Vec<Piece> {
    let bare = |w: &str| w.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let known: HashSet<String> = kept.split_whitespace().map(bare).collect();
    let base = now.as_ptr() as usize;
    let lit: Vec<Range<usize>> = now
        .split_whitespace()
        .filter(|w| !known.contains(&bare(w)))
        .map(|w| {
            let at = w.as_ptr() as usize - base;
            at..at + w.len()
        })
        .collect();
    lit_pieces(now, Tone::Plain, &lit, Tone::Warning)
}

/// Lays pieces over as many rows as they need.
fn lines(rows: &mut Vec<SheetRow>, pieces: &[Piece], width: usize) {
    let mut text = String::new();
    let mut tones: Vec<(usize, Tone)> = Vec::new();
    for p in pieces {
        text.push_str(p.text.as_str());
        tones.push((text.len(), p.tone));
    }
    let text = display(&text).into_string();
    for row in wrap(&text, width) {
        let from = row.map().origin_range();
        let (mut at, mut out) = (from.start, vec![piece("  ", Tone::Plain)]);
        for &(end, tone) in &tones {
            if end > at && at < from.end {
                if let Some(part) = text.get(at..end.min(from.end)) {
                    out.push(piece(part, tone));
                }
                at = end.min(from.end);
            }
        }
        rows.push(SheetRow::heading(out));
    }
}
