//! Help, palette, trail and the files that could not be read.

use crate::app::App;
use crate::app::keymap::Context;
use crate::app::sheet::{Column, Sheet, SheetRow, Subject, Target};
use crate::app::tone::{Tone, piece};
use crate::text::sentences::sentences;

/// The keys by group.
pub fn help(app: &App) -> Sheet {
    let mut rows = Vec::new();
    let bindings = app.keymap.bindings();
    for group in app.keymap.groups() {
        rows.push(SheetRow::heading(vec![piece(group, Tone::Heading)]));
        let mut seen: Vec<(&str, String)> = Vec::new();
        for b in bindings.iter().filter(|b| b.group == group) {
            let keys = b.keys_shown();
            if seen.contains(&(b.help.as_str(), keys.clone())) {
                continue;
            }
            let places = match b.places_shown() {
                everywhere if everywhere == Context::Anywhere.word() => String::new(),
                places => places,
            };
            let cells =
                vec![vec![piece(&keys, Tone::Key)], vec![piece(&b.help, Tone::Plain)], vec![piece(places, Tone::Dim)]];
            rows.push(SheetRow::new(cells, Target::Command(b.command)));
            seen.push((&b.help, keys));
        }
    }
    let mut sheet = Sheet::new(Subject::Help, vec![piece("keys", Tone::Strong)]);
    sheet.remark = vec![piece("digits before a key repeat it; Enter runs a row; / narrows", Tone::Dim)];
    sheet.full = true;
    sheet.preview = false;
    sheet.with_rows(vec![Column::right(22), Column::flex_of(50), Column::fit(20)], rows)
}

/// The commands by name.
pub fn palette(app: &App) -> Sheet {
    let mut rows: Vec<SheetRow> = Vec::new();
    for b in app.keymap.bindings() {
        if rows.iter().any(|r| r.target == Target::Command(b.command)) {
            continue;
        }
        let cells = vec![
            vec![piece(b.command.name(), Tone::Strong)],
            vec![piece(&b.help, Tone::Plain)],
            vec![piece(b.keys_shown(), Tone::Key)],
        ];
        rows.push(SheetRow::new(cells, Target::Command(b.command)));
    }
    let mut sheet = Sheet::new(Subject::Palette, vec![piece("commands", Tone::Strong)]);
    sheet.preview = false;
    sheet.empty = "no such command".into();
    sheet.with_rows(vec![Column::fit(22), Column::flex(), Column::fit(20)], rows)
}

/// Where the reader was.
pub fn trail(app: &App) -> Sheet {
    let rows: Vec<SheetRow> = app
        .trail
        .stops()
        .iter()
        .enumerate()
        .rev()
        .filter_map(|(i, stop)| {
            let entry = app.collection.entries.get(stop.article.index())?;
            let text = entry.article.passages.get(stop.passage.index())?.text.text();
            let sentence = sentences(text).into_iter().find(|s| s.end > stop.offset).unwrap_or(0..text.len());
            let sign = if i == app.trail.behind() { "here" } else { "" };
            let cells = vec![
                vec![piece(sign, Tone::Accent)],
                vec![piece(&entry.article.title.text, Tone::Dim)],
                vec![piece(&text[sentence], Tone::Plain)],
            ];
            Some(SheetRow::new(cells, Target::Stop(i)))
        })
        .collect();
    let mut sheet = Sheet::new(Subject::Trail, vec![piece("trail", Tone::Strong)]);
    sheet.empty = "no jumps yet".into();
    sheet.with_rows(vec![Column::fit(5), Column::fit(30), Column::flex()], rows)
}

/// Files that could not be read, and why.
pub fn unreadable(app: &App) -> Sheet {
    let rows = app
        .collection
        .unreadable
        .iter()
        .map(|(path, reason)| {
            SheetRow::new(vec![vec![piece(path, Tone::Strong)], vec![piece(reason, Tone::Plain)]], Target::Nowhere)
        })
        .collect();
    let mut sheet = Sheet::new(Subject::Unreadable, vec![piece("not opened", Tone::Strong)]);
    sheet.preview = false;
    sheet.with_rows(vec![Column::fit(40), Column::flex()], rows)
}
