//! The timeline: dated statements in order, years as headings.

use super::label_of;
use crate::app::sheet::{Column, Sheet, SheetRow, Subject, Target};
use crate::app::tone::{Tone, lit_pieces, piece};
use crate::library::{EntityId, Library};

/// The sheet, of one name if given.
pub fn sheet(library: &Library, entity: Option<EntityId>) -> Sheet {
    let dated = library.timeline(entity);
    let mut rows = Vec::new();
    let mut year = String::new();
    for d in &dated {
        let this = d.when.get(..4).unwrap_or(&d.when).to_owned();
        if this != year {
            rows.push(SheetRow::heading(vec![piece(&this, Tone::Heading)]));
            year = this;
        }
        let text = library.passage(d.spot.place).text.text();
        let sentence = text.get(d.spot.span.clone()).unwrap_or(text);
        let lit = if d.date.start >= d.spot.span.start && d.date.end <= d.spot.span.start + sentence.len() {
            vec![d.date.start - d.spot.span.start..d.date.end - d.spot.span.start]
        } else {
            Vec::new()
        };
        let cells = vec![
            vec![piece(d.when.replace('/', " – "), Tone::Figure)],
            vec![piece(label_of(library, d.spot.place.article), Tone::Dim)],
            lit_pieces(sentence, Tone::Plain, &lit, Tone::Figure),
        ];
        rows.push(SheetRow::new(cells, Target::Spot(d.spot.clone())));
    }
    let name = entity.map(|id| library.entities.get(id));
    let mut title = vec![piece("timeline", if name.is_some() { Tone::Dim } else { Tone::Strong })];
    if let Some(entity) = name {
        title.push(piece(format!("  {}", entity.name), Tone::from(entity.kind)));
    }
    let mut sheet = Sheet::new(Subject::Timeline(name.map(|e| e.name.clone())), title);
    sheet.remark = vec![piece(format!("{} dated statements", dated.len()), Tone::Dim)];
    sheet.empty = "no sentence here gives a date".into();
    sheet.full = true;
    sheet.with_rows(vec![Column::fit(23), Column::fit(26), Column::flex()], rows)
}
