//! The timeline: dated statements in order.

use crate::app::interval::interval;
use crate::app::sheet::{Column, Sheet, SheetRow, Subject, Target};
use crate::app::tone::{Tone, piece};
use crate::library::timeline::Dating;
use crate::library::{EntityId, Library};

/// The sheet, of one name if given.
pub fn sheet(library: &Library, entity: Option<EntityId>) -> Sheet {
    let dated = library.timeline(entity);
    let rows: Vec<SheetRow> = dated
        .iter()
        .map(|d| {
            let article = &library.entry(d.spot.place.article).article;
            let text = library.passage(d.spot.place).text.text();
            let sentence = text.get(d.spot.span.clone()).unwrap_or(text);
            let inside = d.date.start >= d.spot.span.start && d.date.end <= d.spot.span.start + sentence.len();
            let lit = match d.dating {
                Dating::Stated(_) if inside => {
                    std::iter::once(d.date.start - d.spot.span.start..d.date.end - d.spot.span.start).collect()
                }
                _ => Vec::new(),
            };
            let (when, said) = match d.dating {
                Dating::Stated(_) => {
                    let span = lit.first().cloned().unwrap_or(0..0);
                    (Tone::Figure, super::snippet(sentence, &span, Tone::Figure))
                }
                Dating::Published => {
                    (Tone::Dim, vec![piece("published  ", Tone::Dim), piece(&article.title.text, Tone::Dim)])
                }
            };
            let outlet = article.outlet.clone().unwrap_or_else(|| article.title.text.clone());
            let cells = vec![vec![piece(interval(&d.when), when)], said, vec![piece(outlet, Tone::Dim)]];
            SheetRow::new(cells, Target::Spot(d.spot.clone()))
        })
        .collect();
    let name = entity.map(|id| library.entities.get(id));
    let mut title = vec![piece("timeline", if name.is_some() { Tone::Dim } else { Tone::Strong })];
    if let Some(entity) = name {
        title.push(piece(format!("  {}", entity.name), Tone::from(entity.kind)));
    }
    let mut sheet = Sheet::new(Subject::Timeline(name.map(|e| e.name.clone())), title);
    sheet.remark = vec![piece(format!("{} dated statements", dated.len()), Tone::Dim)];
    sheet.empty = "no sentence here gives a date".into();
    sheet.full = true;
    sheet.with_rows(vec![Column::fit(23), Column::flex(), Column::fit(16)], rows)
}
