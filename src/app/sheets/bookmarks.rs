//! The bookmarks over all articles, open or not.

use crate::app::App;
use crate::app::bookmarks::belongs;
use crate::app::sheet::{Column, Sheet, SheetRow, Subject, Target};
use crate::app::tone::{Tone, piece};
use crate::bookmark::anchor::State;

/// The sheet, latest first.
pub fn sheet(app: &App) -> Sheet {
    let mut orphans = 0;
    let rows: Vec<SheetRow> = app
        .shelf
        .all
        .iter()
        .rev()
        .map(|b| {
            let open = app.collection.entries.iter().find(|e| belongs(b, e));
            let state = open.and_then(|e| app.shelf.placed(&e.path).iter().find(|p| p.id == b.id)).map(|p| p.state);
            let (sign, tone) = match (open, state) {
                (None, _) => ("not open", Tone::Dim),
                (_, Some(State::Orphan)) => {
                    orphans += 1;
                    ("text gone", Tone::Warning)
                }
                (_, Some(State::Approximate)) => ("text changed", Tone::Warning),
                (_, Some(State::Ambiguous)) => ("several places", Tone::Warning),
                (_, Some(State::Moved)) => ("moved", Tone::Dim),
                _ => ("", Tone::Dim),
            };
            let day = b.created.day().unwrap_or_default().to_owned();
            let tags: String = b.tags.iter().map(|t| format!("#{t} ")).collect();
            let cells = vec![
                vec![piece(day, Tone::Dim)],
                vec![piece(tags, Tone::Accent), piece(b.document.label(), Tone::Dim)],
                vec![piece(sign, tone)],
            ];
            let mut row = SheetRow::new(cells, Target::Bookmark(b.id.clone()));
            let mut under = vec![piece(b.fact(), Tone::Plain)];
            if !b.note.is_empty() {
                under.insert(0, piece(format!("{} — ", b.note), Tone::Strong));
            }
            row.under = Some(under);
            row
        })
        .collect();
    let mut sheet = Sheet::new(Subject::Bookmarks, vec![piece("bookmarks", Tone::Strong)]);
    let gone = if orphans > 0 { format!(" · {orphans} with their text gone") } else { String::new() };
    sheet.remark = vec![piece(format!("{}{gone}", rows.len()), Tone::Dim)];
    sheet.empty = "no bookmarks yet; b bookmarks the sentence in hand".into();
    sheet.with_rows(vec![Column::fit(10), Column::flex(), Column::fit(14)], rows)
}
