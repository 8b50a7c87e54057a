//! Draws the list of articles.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::paint::{Brush, line, shorten};
use crate::app::App;
use crate::app::areas::Pane;
use crate::app::list::Item;
use crate::app::prompt::Purpose;
use crate::app::tone::{Piece, Tone, lit_pieces, piece};
use crate::page::{minutes, wrap};

/// Draws the pane.
pub fn draw(app: &App, area: Rect, buffer: &mut Buffer, brush: &Brush) {
    let focused = app.look.focus == Pane::Articles && app.sheets.is_empty();
    if let Some(head) = line(area, 0) {
        header(app, head, buffer, brush, focused);
    }
    let rows = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
    if app.list.items.is_empty() {
        let text = match (app.collection.entries.is_empty(), app.collection.loading) {
            (true, true) => "reading …",
            (true, false) => "no articles",
            (false, _) => "nothing passes the filter",
        };
        let at = Rect { x: rows.x + 1, width: rows.width.saturating_sub(1), ..rows };
        brush.pieces(buffer, (at.x, at.y), &[piece(text, Tone::Dim)], at.width, Style::default());
        return;
    }
    let each = app.list.item_lines(usize::from(rows.height), usize::from(rows.width));
    let shown = usize::from(rows.height).div_ceil(each);
    for (i, item) in app.list.items.iter().enumerate().skip(app.list.top).take(shown) {
        let y = ((i - app.list.top) * each) as u16;
        let current = i == app.list.cursor;
        let room = usize::from(rows.width.saturating_sub(2));
        let titles = title(app, item, current && focused, room, if each > 2 { 2 } else { 1 });
        let lines = titles.len() as u16 + 1;
        for n in 0..lines {
            let Some(at) = line(rows, y + n) else { continue };
            let inner = Rect { x: at.x + 1, width: at.width.saturating_sub(2), ..at };
            if current {
                let tone = if focused { Tone::Accent } else { Tone::Dim };
                brush.text(buffer, (at.x, at.y), "▌", 1, brush.style(tone));
            }
            match titles.get(usize::from(n)) {
                Some(pieces) => {
                    brush.pieces(buffer, (inner.x, inner.y), pieces, inner.width, Style::default());
                }
                None => details(app, item, inner, buffer, brush),
            }
        }
    }
}

fn header(app: &App, area: Rect, buffer: &mut Buffer, brush: &Brush, focused: bool) {
    let area = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
    let typing = app.prompt.as_ref().filter(|p| p.purpose == Purpose::Filter);
    let count = format!("{} of {}", app.list.items.len(), app.collection.entries.len());
    if let Some(prompt) = typing {
        super::status::editor(&prompt.editor, "/", area, buffer, brush, &[piece(count, Tone::Dim)]);
        return;
    }
    let tone = if focused { Tone::Strong } else { Tone::Dim };
    if app.list.query.is_empty() {
        let order = vec![piece(app.list.order.word(), Tone::Dim)];
        brush.ends(buffer, area, &[piece("Articles", tone)], &order, Style::default());
    } else {
        let query = [piece(format!("/{}", app.list.query), Tone::Accent)];
        brush.ends(buffer, area, &query, &[piece(count, Tone::Dim)], Style::default());
    }
}

/// The title in at most `most` lines of `room` columns, cut in the middle where that is too little.
fn title(app: &App, item: &Item, current: bool, room: usize, most: usize) -> Vec<Vec<Piece>> {
    let entry = app.collection.entry(item.article);
    let article = &entry.article;
    let unread = app.seen(entry).is_none();
    let tone = match (article.title.from.is_made(), current || unread) {
        (true, _) => Tone::MadeTitle,
        (false, true) => Tone::Strong,
        (false, false) => Tone::Plain,
    };
    let text = &article.title.text;
    if most == 1 {
        return vec![if item.lit.is_empty() {
            vec![piece(shorten(text, room), tone)]
        } else {
            lit_pieces(text, tone, &item.lit, Tone::Match)
        }];
    }
    let rows = wrap(text, room.max(1));
    let mut out: Vec<Vec<Piece>> = Vec::new();
    for (n, row) in rows.iter().take(most).enumerate() {
        let range = row.map().origin_range();
        if n + 1 == most && rows.len() > most && item.lit.is_empty() {
            out.push(vec![piece(shorten(text.get(range.start..).unwrap_or_default(), room), tone)]);
            continue;
        }
        let inside = |s: &Range<usize>| s.start < range.end && range.start < s.end;
        let lit: Vec<Range<usize>> = item
            .lit
            .iter()
            .filter(|s| inside(s))
            .map(|s| row.map().from_origin(s.start.max(range.start)..s.end.min(range.end)))
            .collect();
        out.push(lit_pieces(row.text(), tone, &lit, Tone::Match));
    }
    out
}

fn details(app: &App, item: &Item, area: Rect, buffer: &mut Buffer, brush: &Brush) {
    let entry = app.collection.entry(item.article);
    let article = &entry.article;
    if let Some((name, lit)) = &item.name {
        let mut pieces = vec![piece("names ", Tone::Dim)];
        pieces.extend(lit_pieces(name, Tone::Plain, lit, Tone::Match));
        brush.pieces(buffer, (area.x, area.y), &pieces, area.width, Style::default());
        return;
    }
    let mut left = Vec::new();
    if let Some(date) = article.published {
        left.push(piece(format!("{date} "), Tone::Dim));
    }
    if let Some(outlet) = &article.outlet {
        left.extend(lit_pieces(outlet, Tone::Dim, &item.lit_outlet, Tone::Match));
    }
    if left.is_empty() {
        left.push(piece(entry.file_name(), Tone::Dim));
    }
    let seen = app.seen(entry).map(|share| (share * 100.0).round() as u32);
    let mut right = Vec::new();
    let bookmarks = app.shelf.count(entry);
    if bookmarks > 0 {
        right.push(piece(format!("●{bookmarks} "), Tone::Bookmark));
    }
    if let Some(fresh) = app.list.fresh.get(&entry.path).filter(|f| **f < 0.95 && area.width > 30) {
        right.push(piece(format!("{:.0} % new · ", fresh * 100.0), Tone::Dim));
    }
    match seen {
        Some(100) => right.push(piece("read", Tone::Dim)),
        Some(seen) => right.push(piece(format!("{seen} %"), Tone::Dim)),
        None => right.push(piece(minutes(article), Tone::Dim)),
    }
    brush.ends(buffer, area, &left, &right, Style::default());
}
