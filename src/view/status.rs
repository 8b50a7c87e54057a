//! Draws the first and the last line, and text being typed.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::{Clear, Widget};
use unicode_width::UnicodeWidthStr;

use super::names::width;
use super::paint::{Brush, line};
use crate::app::areas::Pane;
use crate::app::command::Command;
use crate::app::editor::Editor;
use crate::app::key::Key;
use crate::app::prompt::{Prompt, Purpose};
use crate::app::reading::Reading;
use crate::app::sheet::{Subject, Target};
use crate::app::tone::{Piece, Tone, piece};
use crate::app::{App, Weight};
use crate::bookmark::Saving;
use crate::page::wrap;
use crate::text::sanitise::display;

/// Draws the first line.
pub fn header(app: &App, area: Rect, buffer: &mut Buffer, brush: &Brush) {
    let inner = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
    let mut left = vec![piece("simak", Tone::Accent)];
    if !app.setup.collection.is_empty() {
        left.push(piece(format!(" · {}", app.setup.collection), Tone::Plain));
    }
    let total = app.collection.entries.len();
    let unread = app.collection.entries.iter().filter(|e| app.seen(e).is_none()).count();
    let mut counts = format!("{total} article{}", if total == 1 { "" } else { "s" });
    if unread > 0 && unread < total {
        counts.push_str(&format!(" · {unread} unread"));
    }
    if app.collection.loading {
        counts.push_str(" · reading …");
    }
    let failed = app.collection.unreadable.len();
    if failed > 0 {
        counts.push_str(&format!(" · {failed} not opened"));
    }
    left.push(piece(format!("   {counts}"), Tone::Dim));
    let mut right = Vec::new();
    match &app.shelf.saving {
        Saving::Pending => right.push(piece("* ", Tone::Warning)),
        Saving::ReadOnly(_) => right.push(piece("bookmarks read-only ", Tone::Warning)),
        Saving::NotSaved(_) | Saving::Saved => {}
    }
    if let Some(help) = app.keymap.key_of(app.context(), Command::Help) {
        right.push(piece(help, Tone::Key));
        right.push(piece(" keys", Tone::Dim));
    }
    brush.ends(buffer, inner, &left, &right, Style::default());
}

/// Draws the last line: what is being typed, what is to be said, else where the reader is and what keys do.
pub fn footer(app: &App, area: Rect, buffer: &mut Buffer, brush: &Brush) {
    let inner = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
    if let Some(prompt) = app.prompt.as_ref().filter(|p| own_line(p)) {
        let found = app.reading.as_ref().and_then(Reading::found).filter(|_| prompt.purpose == Purpose::Find);
        let right = found.map(|(at, total)| match total {
            0 => piece("not in this article", Tone::Warning),
            _ => piece(format!("{at} of {total}"), Tone::Dim),
        });
        editor(&prompt.editor, prompt.label(), inner, buffer, brush, right.as_slice());
        return;
    }
    if let Saving::NotSaved(why) = &app.shelf.saving {
        let text = format!("NOT SAVED: {why}; kept in memory, trying again");
        brush.pieces(buffer, (inner.x, inner.y), &[piece(text, Tone::Error)], inner.width, Style::default());
        return;
    }
    let hints = hints(app);
    if let Some(notice) = &app.notice {
        let tone = match notice.weight {
            Weight::Note => Tone::Plain,
            Weight::Warning => Tone::Warning,
            Weight::Error => Tone::Error,
        };
        brush.pieces(buffer, (inner.x, inner.y), &[piece(&notice.text, tone)], inner.width, Style::default());
        return;
    }
    if !app.typed.keys.is_empty() || app.typed.count > 0 {
        typed(app, inner, buffer, brush);
        return;
    }
    let place = place(app, area.width < 70);
    let left = [piece(&place, Tone::Dim)];
    let room = inner.width.saturating_sub(place.width() as u16 + 3);
    let mut right: Vec<Piece> = Vec::new();
    // The way out is the last to go.
    let out = hints.last().filter(|_| hints.len() > 1).map_or(0, |(k, w)| k.width() + w.width() + 4);
    let last = hints.len().saturating_sub(1);
    for (n, (key, word)) in hints.into_iter().enumerate() {
        let kept = if n < last { out } else { 0 };
        let more = [piece(key, Tone::Key), piece(format!(" {word}"), Tone::Dim)];
        let gap = if right.is_empty() { 0 } else { 3 };
        if width(&right) + width(&more) + gap + kept > usize::from(room) {
            continue;
        }
        if gap > 0 {
            right.push(piece("   ", Tone::Dim));
        }
        right.extend(more);
    }
    brush.ends(buffer, inner, &left, &right, Style::default());
}

/// Whether the text being typed is shown on the last line.
fn own_line(prompt: &Prompt) -> bool {
    !matches!(prompt.purpose, Purpose::Filter | Purpose::NarrowNames | Purpose::Sheet | Purpose::Note(_))
}

/// The keys that work here, most useful first.
fn hints(app: &App) -> Vec<(String, String)> {
    let context = app.context();
    let typing = app.prompt.as_ref();
    if let Some(prompt) = typing {
        let words: &[(&str, &str)] = match prompt.purpose {
            // Its own heading says them.
            Purpose::Note(_) => &[],
            Purpose::Filter => &[("Enter", "read"), ("Up Down", "choose"), ("Tab", "to the list"), ("Esc", "leave")],
            _ => &[("Enter", "go"), ("Up Down", "choose"), ("Tab", "to the list"), ("Esc", "leave")],
        };
        return words.iter().map(|(key, word)| ((*key).to_owned(), (*word).to_owned())).collect();
    }
    let runs = app.sheets.last().is_some_and(|s| matches!(s.subject, Subject::Help | Subject::Palette));
    let mut out = Vec::new();
    for b in app.keymap.in_context(context) {
        if let (Some(hint), Some(keys)) = (&b.hint, b.keys.first())
            && works(app, b.command)
        {
            let hint = if runs && b.command == Command::Open { "run" } else { hint };
            out.push((keys.iter().map(Key::to_string).collect(), hint.to_owned()));
        }
    }
    out
}

/// Whether a key does something on the sheet in hand; without a sheet all do.
fn works(app: &App, command: Command) -> bool {
    let Some(sheet) = app.sheets.last() else {
        return match command {
            Command::Back => app.trail.behind() > 0,
            Command::Bookmarks => !app.shelf.all.is_empty(),
            // They work, but are told where a bookmark is in hand.
            Command::Note | Command::Tags => false,
            _ => true,
        };
    };
    match command {
        Command::Back => app.trail.behind() > 0,
        Command::Delete | Command::Note | Command::Tags => matches!(sheet.target(), Target::Bookmark(_)),
        Command::MarkRow | Command::Sort => sheet.subject == Subject::Bookmarks,
        Command::Dismiss => matches!(sheet.subject, Subject::Related(..)),
        Command::Card => matches!(sheet.target(), Target::Entity(_)),
        Command::Open => sheet.target() != Target::Nowhere,
        Command::Preview => matches!(sheet.target(), Target::Spot(_)),
        // They work, but what the list itself takes is told first.
        Command::Search | Command::Bookmarks | Command::Timeline | Command::Coverage => false,
        Command::NextTab => sheet.subject == Subject::Coverage,
        _ => true,
    }
}

/// The keys typed so far and how they may go on.
fn typed(app: &App, area: Rect, buffer: &mut Buffer, brush: &Brush) {
    let keys: String = app.typed.keys.iter().map(Key::to_string).collect();
    let count = if app.typed.count > 0 { app.typed.count.to_string() } else { String::new() };
    let mut pieces = vec![piece(format!("{count}{keys} "), Tone::Accent)];
    if !app.typed.keys.is_empty() {
        for (rest, help) in app.keymap.continuations(app.context(), &app.typed.keys) {
            pieces.push(piece(format!("  {rest}"), Tone::Key));
            pieces.push(piece(format!(" {help}"), Tone::Dim));
        }
    }
    brush.pieces(buffer, (area.x, area.y), &pieces, area.width, Style::default());
}

/// Where the reader is.
fn place(app: &App, short: bool) -> String {
    if let Some(sheet) = app.sheets.last() {
        let stops = sheet.shown.iter().filter(|&&i| sheet.rows[i].is_stop()).count();
        let at = sheet.shown.iter().take(sheet.cursor + 1).filter(|&&i| sheet.rows[i].is_stop()).count();
        return if stops == 0 { String::new() } else { format!("{at} of {stops}") };
    }
    if app.look.focus == Pane::Articles {
        let total = app.list.items.len();
        return if total == 0 { String::new() } else { format!("{} of {total}", app.list.cursor + 1) };
    }
    let Some(reading) = &app.reading else { return String::new() };
    let entry = app.collection.entry(reading.article);
    let mut out = format!("{} %", reading.percent());
    if let Some(passage) = reading.passage() {
        let (at, all) = (passage.0 + 1, entry.article.passages.len());
        out.push_str(&if short { format!(" · {at}/{all}") } else { format!(" · passage {at} of {all}") });
    }
    let bookmarks = app.shelf.placed(&entry.path).len();
    if bookmarks > 0 && short {
        out.push_str(&format!(" · ●{bookmarks}"));
    } else if bookmarks > 0 {
        out.push_str(&format!(" · {bookmarks} bookmark{}", if bookmarks == 1 { "" } else { "s" }));
    }
    if app.look.raw {
        out.push_str(" · raw");
    }
    out
}

/// Draws one line being typed, its cursor shown, `right` at the right edge.
pub fn editor(editor: &Editor, label: &str, area: Rect, buffer: &mut Buffer, brush: &Brush, right: &[Piece]) {
    let kept = width(right) as u16 + u16::from(!right.is_empty());
    let room = area.width.saturating_sub(kept);
    let used = brush.text(buffer, (area.x, area.y), label, room, brush.style(Tone::Accent));
    let before = display(&editor.text()[..editor.cursor()]);
    let after = display(&editor.text()[editor.cursor()..]);
    let room = room.saturating_sub(used + 1);
    // The end of what stands before the cursor is kept in sight.
    let mut start = before.as_str();
    let more = start.char_indices().rev().nth(usize::from(room) * 4).map_or(0, |(at, _)| at);
    start = &start[more..];
    while start.width() > usize::from(room) {
        let mut chars = start.chars();
        chars.next();
        start = chars.as_str();
    }
    let x = area.x + used;
    let mut at = x + brush.text(buffer, (x, area.y), start, room, brush.style(Tone::Plain));
    let under = after.as_str().chars().next().unwrap_or(' ').to_string();
    let rest: String = after.as_str().chars().skip(1).collect();
    at += brush.text(buffer, (at, area.y), &under, 2, brush.style(Tone::CurrentMatch));
    let left = (area.x + area.width).saturating_sub(at + kept);
    brush.text(buffer, (at, area.y), &rest, left, brush.style(Tone::Plain));
    brush.pieces(buffer, (area.x + area.width - kept.min(area.width), area.y), right, kept, Style::default());
}

/// Draws the note being written, several lines over the lower part of the screen.
pub fn note(app: &App, area: Rect, buffer: &mut Buffer, brush: &Brush) {
    let Some(prompt) = app.prompt.as_ref().filter(|p| matches!(p.purpose, Purpose::Note(_))) else { return };
    let height = 8.min(area.height);
    let area = Rect { y: area.y + area.height - height, height, ..area };
    Clear.render(area, buffer);
    if let Some(at) = line(area, 0) {
        brush.rule(buffer, at, Tone::Dim);
        let inner = Rect { x: at.x + 1, width: at.width.saturating_sub(2), ..at };
        let keys = [piece(" Enter saves   Alt-Enter new line   Esc leaves ", Tone::Dim)];
        brush.ends(buffer, inner, &[piece(" note ", Tone::Strong)], &keys, Style::default());
    }
    let column = usize::from(area.width.saturating_sub(4)).max(1);
    let (text, cursor) = (prompt.editor.text(), prompt.editor.cursor());
    let mut lines: Vec<(String, Option<usize>)> = Vec::new();
    let mut at = 0;
    for part in text.split('\n') {
        let wrapped = wrap(part, column);
        let mut rows: Vec<(std::ops::Range<usize>, String)> =
            wrapped.iter().map(|m| (m.map().origin_range(), m.text().to_owned())).collect();
        if rows.is_empty() {
            rows.push((0..part.len(), String::new()));
        }
        let last = rows.len() - 1;
        for (i, (range, shown)) in rows.into_iter().enumerate() {
            let inside =
                cursor >= at + range.start && (cursor <= at + range.end || i == last) && cursor <= at + part.len();
            let column = inside.then(|| part.get(range.start..cursor - at).map_or(0, UnicodeWidthStr::width));
            lines.push((shown, column));
        }
        at += part.len() + 1;
    }
    let room = usize::from(height.saturating_sub(1));
    let row = lines.iter().rposition(|(_, c)| c.is_some()).unwrap_or(0);
    let first = (row + 1).saturating_sub(room);
    for (n, (shown, _)) in lines.iter().skip(first).take(room).enumerate() {
        let y = area.y + 1 + n as u16;
        brush.text(buffer, (area.x + 2, y), shown, column as u16, brush.style(Tone::Plain));
    }
    let (y, x) = (area.y + 1 + (row - first) as u16, lines.get(row).and_then(|l| l.1).unwrap_or(0));
    let at = Rect { x: area.x + 2 + (x as u16).min(column as u16), y, width: 1, height: 1 };
    buffer.set_style(at.intersection(buffer.area), brush.style(Tone::CurrentMatch));
}
