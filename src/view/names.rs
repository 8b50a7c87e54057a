//! Draws the sidebar: tabs, rows, sparklines.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use unicode_width::UnicodeWidthStr;

use super::paint::{Brush, line, shorten};
use crate::app::App;
use crate::app::areas::Pane;
use crate::app::prompt::Purpose;
use crate::app::sidebar::SideRow;
use crate::app::tab::Tab;
use crate::app::tone::{Piece, Tone, piece};
use crate::page::wrap;

/// Cells of a sparkline where there is room, and the least that tells anything.
const SPARK: (u16, u16) = (10, 6);

/// Draws the pane.
pub fn draw(app: &App, area: Rect, buffer: &mut Buffer, brush: &Brush) {
    let focused = app.look.focus == Pane::Names && app.sheets.is_empty();
    let inner = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
    if let Some(head) = line(inner, 0) {
        tabs(app.sidebar.tab, head, buffer, brush, focused);
    }
    let mut top = 1;
    let typing = app.prompt.as_ref().filter(|p| p.purpose == Purpose::NarrowNames);
    if let Some(at) = line(inner, 1) {
        if let Some(prompt) = typing {
            super::status::editor(&prompt.editor, "/", at, buffer, brush, &[]);
            top = 2;
        } else if !app.sidebar.query.is_empty() {
            brush.pieces(
                buffer,
                (at.x, at.y),
                &[piece(format!("/{}", app.sidebar.query), Tone::Accent)],
                at.width,
                Style::default(),
            );
            top = 2;
        }
    }
    let rows = Rect { y: area.y + top, height: area.height.saturating_sub(top), ..area };
    if app.sidebar.rows.is_empty() {
        let text = empty(app);
        for (n, text) in wrap(text, usize::from(inner.width).max(1)).iter().enumerate() {
            if let Some(at) = line(rows, n as u16 + 1) {
                brush.pieces(buffer, (inner.x, at.y), &[piece(text.text(), Tone::Dim)], inner.width, Style::default());
            }
        }
        return;
    }
    let mut y = 0;
    for (i, row) in app.sidebar.rows.iter().enumerate().skip(app.sidebar.top) {
        let Some(at) = line(rows, y) else { break };
        y += side_row(row, i == app.sidebar.cursor, focused, at, rows, buffer, brush);
    }
}

/// What to say where a tab has nothing.
fn empty(app: &App) -> &'static str {
    let known = app.reading.as_ref().is_some_and(|r| app.collection.library_with(r.article).is_some());
    match app.sidebar.tab {
        _ if !app.sidebar.query.is_empty() => "nothing passes",
        Tab::Names | Tab::Related if !known => "reading …",
        Tab::Names => "no names in this article",
        Tab::Figures => "no figures in this article",
        Tab::Related => "nothing in other articles is related to this passage",
        Tab::Bookmarks => "no bookmarks in this article; b makes one",
        Tab::Outline => "this article has no headings",
    }
}

fn tabs(current: Tab, area: Rect, buffer: &mut Buffer, brush: &Brush, focused: bool) {
    // Words are shortened from the last tab on, as far as there is need; never the one shown.
    let mut words: Vec<&str> = Tab::ALL.iter().map(|t| t.word()).collect();
    let mut gap = 2;
    for i in (0..words.len()).rev() {
        let needed = words.iter().map(|w| w.len()).sum::<usize>() + gap * (words.len() - 1);
        if needed <= usize::from(area.width) {
            break;
        }
        gap = 1;
        if Tab::ALL[i] != current {
            words[i] = Tab::ALL[i].short();
        }
    }
    let mut pieces: Vec<Piece> = Vec::new();
    for (tab, word) in Tab::ALL.into_iter().zip(words) {
        let tone = match (tab == current, focused) {
            (true, true) => Tone::Accent,
            (true, false) => Tone::Strong,
            (false, _) => Tone::Dim,
        };
        if !pieces.is_empty() {
            pieces.push(piece(" ".repeat(gap), Tone::Dim));
        }
        pieces.push(piece(word, tone));
    }
    brush.pieces(buffer, (area.x, area.y), &pieces, area.width, Style::default());
}

/// Draws one row; gives the lines it took.
fn side_row(
    row: &SideRow,
    current: bool,
    focused: bool,
    at: Rect,
    rows: Rect,
    buffer: &mut Buffer,
    brush: &Brush,
) -> u16 {
    let inner = Rect { x: at.x + 1, width: at.width.saturating_sub(2), ..at };
    let over = if current && focused { brush.style(Tone::Cursor) } else { Style::default() };
    if current {
        let tone = if focused { Tone::Accent } else { Tone::Dim };
        brush.text(buffer, (at.x, at.y), "▌", 1, brush.style(tone));
    }
    let indent = u16::from(row.is_stop());
    let inner = Rect { x: inner.x + indent, width: inner.width.saturating_sub(indent), ..inner };
    let mut right = row.right.clone();
    if !row.marks.is_empty() {
        let cells = if inner.width >= 30 { SPARK.0 } else { SPARK.1 };
        // The name comes first: where it is long, its line of blocks gives way.
        let room = usize::from(inner.width).saturating_sub(width(&row.left) + 5);
        right.clear();
        if room >= usize::from(cells) {
            right.push(piece(spark(&row.marks, usize::from(cells)), Tone::Dim));
        }
        right.push(piece(format!("{:>4}", row.marks.len()), Tone::Plain));
    }
    let mut left = row.left.clone();
    if !row.marks.is_empty()
        && let Some((last, before)) = left.split_last_mut()
    {
        // What tells long names apart is often at their end: an ordinal, a year, a partner.
        let room = usize::from(inner.width).saturating_sub(width(&right) + 1 + width(before));
        *last = piece(shorten(last.text.as_str(), room), last.tone);
    }
    brush.ends(buffer, inner, &left, &right, over);
    let Some(under) = &row.under else { return 1 };
    let text: String = under.iter().map(|p| p.text.as_str()).collect();
    let tone = under.first().map_or(Tone::Dim, |p| p.tone);
    let lines = wrap(&text, usize::from(inner.width.saturating_sub(1)).max(1));
    let more = lines.len() > 2;
    let mut used = 1;
    for (n, text) in lines.iter().take(2).enumerate() {
        let y = at.y + 1 + n as u16;
        if y >= rows.y + rows.height {
            break;
        }
        let mut shown = vec![piece(text.text(), tone)];
        if more && n == 1 {
            shown.push(piece(" …", Tone::Dim));
        }
        brush.pieces(buffer, (inner.x + 1, y), &shown, inner.width.saturating_sub(1), Style::default());
        used += 1;
    }
    used
}

/// A line of `cells` blocks, each as high as there are mentions in that part of the article.
fn spark(marks: &[f32], cells: usize) -> String {
    const HEIGHTS: [&str; 8] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];
    let mut counts = vec![0usize; cells];
    for m in marks {
        let at = ((m * cells as f32) as usize).min(cells.saturating_sub(1));
        if let Some(c) = counts.get_mut(at) {
            *c += 1;
        }
    }
    let most = counts.iter().copied().max().unwrap_or(1).max(1);
    // One mention is always the lowest block, so that single mentions look alike everywhere.
    counts
        .iter()
        .map(|c| match c {
            0 => " ",
            c => HEIGHTS[if most == 1 { 0 } else { ((c - 1) * 6).div_ceil(most.max(2) - 1).min(7) }],
        })
        .collect()
}

/// Columns of `pieces`.
pub fn width(pieces: &[Piece]) -> usize {
    pieces.iter().map(|p| p.text.as_str().width()).sum()
}
