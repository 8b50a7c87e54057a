//! Draws the topmost sheet: heading, columns, preview.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::{Clear, Widget};
use unicode_width::UnicodeWidthStr;

use super::names::width;
use super::paint::{Brush, line, lit_in_sight};
use crate::app::App;
use crate::app::prompt::Purpose;
use crate::app::sheet::{Preview, Sheet, SheetRow, Subject};
use crate::app::tone::{Tone, piece};
use crate::page::wrap;

/// Blank columns between two columns.
const GAP: u16 = 2;

/// Draws the sheet.
pub fn draw(app: &App, area: Rect, buffer: &mut Buffer, brush: &Brush) {
    let Some(sheet) = app.sheets.last() else { return };
    Clear.render(area, buffer);
    if let Some(at) = line(area, 0) {
        brush.rule(buffer, at, Tone::Dim);
        let inner = Rect { x: at.x + 1, width: at.width.saturating_sub(2), ..at };
        let mut left = vec![piece(" ", Tone::Plain)];
        left.extend(sheet.title.iter().cloned());
        left.push(piece(" ", Tone::Plain));
        let mut right = sheet.remark.clone();
        if sheet.is_partial() {
            right.push(piece(if brush.ascii { " ..." } else { " …" }, Tone::Dim));
        }
        if !right.is_empty() {
            right.insert(0, piece(" ", Tone::Plain));
            right.push(piece(" ", Tone::Plain));
        }
        // A short title is never lost to its remark.
        let room = usize::from(inner.width);
        if width(&left) <= room / 3 && width(&left) + width(&right) >= room {
            right.clear();
        }
        brush.ends(buffer, inner, &left, &right, Style::default());
    }
    let mut y = 1;
    let typing = app.prompt.as_ref().filter(|p| p.purpose == Purpose::Sheet);
    if let Some(at) = line(area, 1) {
        let inner = Rect { x: at.x + 2, width: at.width.saturating_sub(4), ..at };
        if let Some(prompt) = typing {
            let label = if sheet.subject == Subject::Palette { ":" } else { "/" };
            super::status::editor(&prompt.editor, label, inner, buffer, brush, &[]);
            y = 2;
        } else if !sheet.query.text().is_empty() {
            let query = [piece(format!("/{}", sheet.query.text()), Tone::Accent)];
            brush.pieces(buffer, (inner.x, inner.y), &query, inner.width, Style::default());
            y = 2;
        }
    }
    let lines = app.sheet_lines() as u16;
    let lines = lines + u16::from(sheet.is_matrix());
    let rows = Rect { y: area.y + y, height: lines.min(area.height.saturating_sub(y)), ..area };
    if sheet.shown.is_empty() {
        let text = if sheet.rows.is_empty() { sheet.empty.as_str() } else { "nothing passes" };
        brush.pieces(
            buffer,
            (rows.x + 2, rows.y),
            &[piece(text, Tone::Dim)],
            rows.width.saturating_sub(4),
            Style::default(),
        );
    } else {
        table(sheet, rows, buffer, brush);
    }
    let preview_lines = app.preview_lines() as u16;
    if preview_lines > 1
        && let Some(shown) = app.preview()
    {
        let at = Rect { y: area.y + area.height - preview_lines, height: preview_lines, ..area };
        preview(&shown, at, buffer, brush);
    }
}

/// The widths of a matrix: the names, then as many columns as fit, so that the cell in hand is among them. Of the others
/// the width is 0.
fn matrix_widths(sheet: &Sheet, room: u16) -> Vec<u16> {
    let visible = || sheet.shown.iter().skip(sheet.top).take(80).map(|&i| &sheet.rows[i]).chain(sheet.head.as_ref());
    let widest = |c: usize| visible().filter_map(|r| r.cells.get(c)).map(|p| width(p)).max().unwrap_or(0) as u16;
    let columns = sheet.columns.len();
    let most = (1..columns).map(|c| sheet.columns[c].max).max().unwrap_or(0);
    let cell = (1..columns).map(widest).max().unwrap_or(0).clamp(1, most.max(1));
    let all = (cell + GAP) * (columns as u16 - 1);
    let names = widest(0).min((room / 3).max(12)).max(room.saturating_sub(all));
    let fit = usize::from(room.saturating_sub(names) / (cell + GAP)).max(1);
    let first = (sheet.cell + 1).saturating_sub(fit).max(1);
    let mut out = vec![0; columns];
    out[0] = names;
    out.iter_mut().skip(first).take(fit).for_each(|w| *w = cell);
    out
}

/// The width of each column from the row `from` of those shown on; where the parts of the sheet are set apart, up to the next
/// heading.
fn widths_of(sheet: &Sheet, from: usize, room: u16) -> Vec<u16> {
    if sheet.is_matrix() {
        return matrix_widths(sheet, room);
    }
    let rows = sheet.shown.iter().skip(from).take(80).map(|&i| &sheet.rows[i]);
    let part = rows.take_while(|r| !sheet.apart || r.is_stop());
    let part: Vec<&SheetRow> = part.filter(|r| r.cells.len() > 1).collect();
    let visible = || part.iter();
    let mut out: Vec<u16> = sheet
        .columns
        .iter()
        .enumerate()
        .map(|(c, column)| {
            if column.flex {
                return 0;
            }
            let widest = visible().filter_map(|r| r.cells.get(c)).map(|p| width(p)).max().unwrap_or(0);
            (widest as u16).min(column.max)
        })
        .collect();
    let gaps = GAP * out.iter().filter(|w| **w > 0).count() as u16;
    let fixed: u16 = out.iter().sum::<u16>() + gaps;
    let flex = sheet.columns.iter().position(|c| c.flex);
    if let Some(flex) = flex {
        out[flex] = room.saturating_sub(fixed);
        // The flexible column keeps some room; the widest other column pays.
        let least = (u32::from(room) * u32::from(sheet.columns[flex].max) / 100).min(40) as u16;
        while out[flex] < least {
            let widest = (0..out.len()).filter(|c| *c != flex && !sheet.columns[*c].rigid).max_by_key(|c| out[*c]);
            match widest {
                Some(w) if out[w] > 4 => {
                    out[w] -= 1;
                    out[flex] += 1;
                }
                _ => break,
            }
        }
    } else {
        while out.iter().sum::<u16>() + gaps > room {
            match (0..out.len()).filter(|c| !sheet.columns[*c].rigid).max_by_key(|c| out[*c]) {
                Some(w) if out[w] > 6 => out[w] -= 1,
                _ => break,
            }
        }
    }
    out
}

fn table(sheet: &Sheet, area: Rect, buffer: &mut Buffer, brush: &Brush) {
    let inner = Rect { x: area.x + 2, width: area.width.saturating_sub(3), ..area };
    let mut widths = widths_of(sheet, sheet.top, inner.width);
    let mut y = 0;
    if let (Some(head), Some(first)) = (&sheet.head, line(inner, 0)) {
        cells(sheet, head, &widths, first, Style::default(), false, buffer, brush);
        beyond(&widths, first, buffer, brush);
        y = 1;
    }
    for (i, &at) in sheet.shown.iter().enumerate().skip(sheet.top) {
        let row = &sheet.rows[at];
        let current = i == sheet.cursor && row.is_stop();
        if sheet.apart && !row.is_stop() {
            widths = widths_of(sheet, i + 1, inner.width);
        }
        let Some(first) = line(inner, y) else { break };
        if current {
            brush.text(buffer, (area.x, first.y), "▌", 1, brush.style(Tone::Accent));
        }
        let over = if current && row.targets.is_empty() { brush.style(Tone::Cursor) } else { Style::default() };
        cells(sheet, row, &widths, first, over, current, buffer, brush);
        y += 1;
        if let (Some(under), Some(second)) = (&row.under, line(inner, y)) {
            if current {
                brush.text(buffer, (area.x, second.y), "▌", 1, brush.style(Tone::Accent));
            }
            let room = second.width.saturating_sub(2);
            brush.pieces(buffer, (second.x + 2, second.y), &lit_in_sight(under, room), room, Style::default());
        }
        y += u16::from(row.under.is_some());
    }
}

/// Signs at the heading of a matrix that it goes on to the left or right.
fn beyond(widths: &[u16], at: Rect, buffer: &mut Buffer, brush: &Brush) {
    if widths.get(1) == Some(&0) {
        brush.text(buffer, (at.x + widths[0] + GAP - 1, at.y), "‹", 1, brush.style(Tone::Accent));
    }
    if widths.len() > 1 && widths.last() == Some(&0) {
        brush.text(buffer, (at.x + at.width, at.y), "›", 1, brush.style(Tone::Accent));
    }
}

#[expect(clippy::too_many_arguments, reason = "one line of a table in all its respects")]
fn cells(
    sheet: &Sheet,
    row: &SheetRow,
    widths: &[u16],
    at: Rect,
    over: Style,
    current: bool,
    buffer: &mut Buffer,
    brush: &Brush,
) {
    if row.cells.len() == 1 {
        brush.pieces(buffer, (at.x, at.y), &row.cells[0], at.width, over);
        return;
    }
    let mut x = at.x;
    for (c, (pieces, &w)) in row.cells.iter().zip(widths).enumerate() {
        if w == 0 {
            continue;
        }
        let left = (at.x + at.width).saturating_sub(x);
        let w = w.min(left);
        let pieces = if sheet.columns[c].flex { lit_in_sight(pieces, w) } else { Cow::Borrowed(&pieces[..]) };
        let pieces = &pieces[..];
        let used = (width(pieces) as u16).min(w);
        let from = if sheet.columns[c].right { x + w - used } else { x };
        let over = if current && !row.targets.is_empty() && c == sheet.cell {
            over.patch(brush.style(Tone::CurrentMatch))
        } else {
            over
        };
        brush.pieces(buffer, (from, at.y), pieces, w - (from - x), over);
        x += w + GAP;
    }
}

/// Draws the text that Enter leads to.
fn preview(shown: &Preview, area: Rect, buffer: &mut Buffer, brush: &Brush) {
    if let Some(at) = line(area, 0) {
        let dots = "┄".repeat(usize::from(at.width));
        brush.text(buffer, (at.x, at.y), &dots, at.width, brush.style(Tone::Dim));
        let title = piece(format!(" {} ", shown.title), Tone::Dim);
        brush.pieces(buffer, (at.x + 2, at.y), &[title], at.width.saturating_sub(4), Style::default());
    }
    let column = area.width.saturating_sub(6).clamp(1, 100);
    let left = area.x + 3;
    let rows = wrap(&shown.text, usize::from(column));
    let room = usize::from(area.height.saturating_sub(1));
    let hit = rows.iter().position(|r| r.map().origin_range().end > shown.lit.start).unwrap_or(0);
    let first = if rows.len() <= room { 0 } else { hit.saturating_sub(room / 3).min(rows.len() - room) };
    for (n, text) in rows.iter().skip(first).take(room).enumerate() {
        let y = area.y + 1 + n as u16;
        brush.text(buffer, (left, y), text.text(), column, brush.style(Tone::Plain));
        let range = text.map().origin_range();
        if shown.lit.start < range.end && range.start < shown.lit.end {
            let part = text.map().from_origin(shown.lit.start.max(range.start)..shown.lit.end.min(range.end));
            let (Some(before), Some(inside)) = (text.text().get(..part.start), text.text().get(part)) else { continue };
            let whole = shown.lit.len() + 1 >= shown.text.len();
            if !whole {
                let at = Rect { x: left + before.width() as u16, y, width: inside.width() as u16, height: 1 };
                buffer.set_style(at.intersection(area), brush.style(Tone::Match));
            }
        }
    }
}
