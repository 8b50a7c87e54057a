//! Draws the reading view: rows of the page, names and figures lit, gutter and margin.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use unicode_width::UnicodeWidthStr;

use super::paint::{Brush, line};
use crate::app::App;
use crate::app::areas::{Areas, Mode, Pane};
use crate::app::reading::{Reading, Stretch};
use crate::app::tone::{Tone, piece};
use crate::article::PassageId;
use crate::library::Entry;
use crate::page::{Row, RowKind};
use crate::source::Style as Inline;

/// Draws the pane.
pub fn draw(app: &App, areas: &Areas, buffer: &mut Buffer, brush: &Brush) {
    let Some(pane) = areas.reading else { return };
    let Some(reading) = &app.reading else {
        empty(app, areas.text, buffer, brush);
        return;
    };
    let entry = app.collection.entry(reading.article);
    let lit = Lit::of(app, reading, entry);
    let focused = app.look.focus == Pane::Reading;
    let top = top(app, reading, areas);
    for (n, row) in reading.page.rows().iter().enumerate().skip(top).take(usize::from(areas.text.height)) {
        let Some(at) = line(areas.text, (n - top) as u16) else { continue };
        text(row, at, buffer, brush, &lit);
        gutter(row, pane, at, buffer, brush, &lit, focused);
        margin(reading, row, n, pane, at, buffer, brush);
    }
    // What lies behind a pane that slid over it steps back, so that cut words are not read.
    if areas.mode == Mode::Slide && !focused {
        buffer.set_style(pane, Style::reset().patch(brush.style(Tone::Dim)));
    }
}

/// The first row drawn. Above a sheet that covers the lower part the passage in hand stays in sight.
fn top(app: &App, reading: &Reading, areas: &Areas) -> usize {
    if app.sheets.is_empty() || areas.sheet.y <= areas.text.y {
        return reading.top;
    }
    let seen = usize::from(areas.sheet.y - areas.text.y);
    if reading.row < reading.top + seen {
        return reading.top;
    }
    let first = reading.passage().map_or(reading.row, |p| reading.page.row_of(p, 0));
    first.max((reading.row + 1).saturating_sub(seen))
}

/// What is lit on the page, worked out once for all rows.
struct Lit<'a> {
    app: &'a App,
    entry: &'a Entry,
    reading: &'a Reading,
    sentence: Option<Stretch>,
    chosen: Vec<Stretch>,
    bookmarks: Vec<&'a Stretch>,
}

impl<'a> Lit<'a> {
    fn of(app: &'a App, reading: &'a Reading, entry: &'a Entry) -> Self {
        let sentence = reading.sentence(entry);
        let chosen = if reading.selection.is_some() { reading.chosen(entry) } else { Vec::new() };
        let bookmarks = app.shelf.placed(&entry.path).iter().flat_map(|p| &p.stretches).collect();
        Self { app, entry, reading, sentence, chosen, bookmarks }
    }

    /// The spans of `passage` to be lit on the row that shows `shown` of it, those that lie over others last.
    fn spans(&self, passage: PassageId, shown: &Range<usize>) -> Vec<(Range<usize>, Tone)> {
        let seen = |span: &Range<usize>| span.start < shown.end && shown.start < span.end;
        let mut out: Vec<(Range<usize>, Tone)> = Vec::new();
        for inline in self.entry.article.passage(passage).inlines.iter().filter(|i| seen(&i.span)) {
            let tone = match inline.style {
                Inline::Emphasis => Tone::Emphasis,
                Inline::Strong => Tone::Strong,
                Inline::Code => Tone::Code,
                Inline::Link(_) => Tone::Link,
            };
            out.push((inline.span.clone(), tone));
        }
        if self.app.look.lights {
            let facts = &self.entry.facts;
            let from = facts.mentions.partition_point(|m| m.passage < passage);
            let lit = facts.mentions_in(passage).iter().enumerate().filter(|(_, m)| seen(&m.span));
            let lit = lit.filter(|(i, _)| !self.app.is_hidden(self.reading.article, from + i));
            out.extend(lit.map(|(_, m)| (m.span.clone(), Tone::from(m.kind))));
            let figures = facts.figures_in(passage).iter().filter(|f| seen(&f.span));
            out.extend(figures.map(|f| (f.span.clone(), Tone::Figure)));
        }
        let mut add = |stretches: &mut dyn Iterator<Item = &Stretch>, tone: Tone| {
            out.extend(stretches.filter(|s| s.passage == passage && seen(&s.span)).map(|s| (s.span.clone(), tone)));
        };
        if self.app.look.repeats {
            add(&mut self.reading.repeats.iter(), Tone::Repeat);
        }
        if let Some(finds) = &self.reading.finds {
            add(&mut finds.all.iter(), Tone::Match);
        }
        add(&mut self.reading.lit.iter(), Tone::CurrentMatch);
        add(&mut self.chosen.iter(), Tone::Selection);
        out
    }
}

/// Draws the text of a row.
fn text(row: &Row, at: Rect, buffer: &mut Buffer, brush: &Brush, lit: &Lit<'_>) {
    let tone = match row.kind {
        RowKind::Blank | RowKind::Text | RowKind::Quote | RowKind::Raw => Tone::Plain,
        RowKind::Title => Tone::Title,
        RowKind::MadeTitle => Tone::MadeTitle,
        RowKind::Heading(_) => Tone::Heading,
        RowKind::Caption => Tone::Caption,
        RowKind::Code => Tone::Code,
        RowKind::Meta | RowKind::Fold | RowKind::Byline | RowKind::Source | RowKind::Dropped => Tone::Dim,
    };
    if row.indent > 0 {
        brush.text(buffer, (at.x, at.y), row.mark.as_str(), row.indent.min(at.width), brush.style(Tone::Dim));
    }
    let x = at.x + row.indent.min(at.width);
    let room = at.width.saturating_sub(row.indent);
    let shown = row.text.text();
    brush.text(buffer, (x, at.y), shown, room, brush.style(tone));
    if let Some(passage) = row.passage {
        for (span, tone) in lit.spans(passage, &row.range) {
            let part = row.text.map().from_origin(span.start.max(row.range.start)..span.end.min(row.range.end));
            let (Some(before), Some(inside)) = (shown.get(..part.start), shown.get(part)) else { continue };
            let from = (before.width() as u16).min(room);
            let width = (inside.width() as u16).min(room - from);
            buffer.set_style(Rect { x: x + from, y: at.y, width, height: 1 }, brush.style(tone));
        }
    }
    if let Some(remark) = &row.remark {
        let width = remark.as_str().width() as u16;
        if width < at.width {
            let x = at.x + at.width - width;
            brush.text(buffer, (x, at.y), remark.as_str(), width, brush.style(Tone::Warning));
        }
    }
}

/// Draws bookmark sign and passage bar left of a row.
fn gutter(row: &Row, pane: Rect, at: Rect, buffer: &mut Buffer, brush: &Brush, lit: &Lit<'_>, focused: bool) {
    let Some(passage) = row.passage else { return };
    let left = at.x - pane.x;
    let overlaps = |s: &Stretch| s.passage == passage && s.span.start < row.range.end && row.range.start < s.span.end;
    let starts = |s: &&&Stretch| row.range.start <= s.span.start;
    let mut marked = lit.bookmarks.iter().filter(|s| overlaps(s)).peekable();
    if left >= 3 && marked.peek().is_some() {
        let sign = if marked.any(|s| starts(&s)) { "●" } else { "┊" };
        brush.text(buffer, (at.x - 3, at.y), sign, 1, brush.style(Tone::Bookmark));
    }
    if left >= 2 && lit.reading.passage() == Some(passage) {
        let in_hand = focused && lit.sentence.as_ref().is_some_and(overlaps);
        let tone = if in_hand { Tone::Accent } else { Tone::Dim };
        brush.text(buffer, (at.x - 2, at.y), "▌", 1, brush.style(tone));
    }
}

/// Draws the count of related passages right of the first row of a passage.
fn margin(reading: &Reading, row: &Row, n: usize, pane: Rect, at: Rect, buffer: &mut Buffer, brush: &Brush) {
    let Some(passage) = row.passage else { return };
    let right = (pane.x + pane.width).saturating_sub(at.x + at.width);
    if right < 5 || n != reading.page.row_of(passage, 0) {
        return;
    }
    // The count is of what is recommended; the sign alone stands for weak relations only.
    let found = reading.related.get(&passage).map_or(&[][..], Vec::as_slice);
    let count = found.iter().filter(|r| !r.weak).count();
    if !found.is_empty() {
        let tone = if count > 0 { Tone::Accent } else { Tone::Dim };
        let shown = match count {
            0 => "⇄".to_owned(),
            1..10 => format!("⇄ {count}"),
            _ => format!("⇄{}", count.min(99)),
        };
        brush.text(buffer, (at.x + at.width + 1, at.y), &shown, right - 1, brush.style(tone));
    }
}

/// What stands in the reading view before anything can be read.
fn empty(app: &App, area: Rect, buffer: &mut Buffer, brush: &Brush) {
    let mut lines = Vec::new();
    if app.collection.loading {
        lines.push(piece(format!("reading {} …", app.setup.collection), Tone::Dim));
    } else {
        lines.push(piece("nothing to read here", Tone::Strong));
        lines.push(piece("", Tone::Plain));
        lines.push(piece("simak PATH opens .txt, .md, .html and .epub files", Tone::Dim));
        lines.push(piece("and folders of them; q quits", Tone::Dim));
        for (path, reason) in app.collection.unreadable.iter().take(8) {
            lines.push(piece(format!("{path}: {reason}"), Tone::Warning));
        }
    }
    let top = area.height.saturating_sub(lines.len() as u16) / 3;
    for (n, text) in lines.iter().enumerate() {
        if let Some(at) = line(area, top + n as u16) {
            brush.pieces(buffer, (at.x, at.y), std::slice::from_ref(text), at.width, Style::default());
        }
    }
}
