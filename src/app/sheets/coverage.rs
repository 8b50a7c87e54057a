//! Coverage: names by articles, a count in each cell.

use crate::app::sheet::{Column, Sheet, SheetRow, Subject, Target};
use crate::app::tone::{Tone, piece};
use crate::library::{Library, Place, Spot};

/// Most names shown.
const LIMIT: usize = 500;

/// The sheet.
pub fn sheet(library: &Library) -> Sheet {
    let coverage = library.coverage();
    let mut head = vec![vec![piece("", Tone::Dim)]];
    for id in &coverage.articles {
        let article = &library.entry(*id).article;
        let name = match (article.published, &article.outlet) {
            (Some(date), _) => date.strftime("%y-%m-%d").to_string(),
            (None, Some(outlet)) => outlet.clone(),
            (None, None) => article.title.text.clone(),
        };
        head.push(vec![piece(name, Tone::Dim)]);
    }
    let mut rows = Vec::new();
    for row in coverage.rows.iter().take(LIMIT) {
        let entity = library.entities.get(row.entity);
        let mut cells = vec![vec![piece(&entity.name, Tone::from(entity.kind))]];
        let mut targets = vec![Target::Entity(row.entity)];
        for (article, count) in coverage.articles.iter().zip(&row.counts) {
            let first = entity.mentions_in(*article).first();
            let shown = if *count == 0 { piece("·", Tone::Dim) } else { piece(count.to_string(), Tone::Plain) };
            cells.push(vec![shown]);
            targets.push(first.map_or(Target::Nowhere, |m| {
                let mention = &library.entry(m.article).facts.mentions[m.mention as usize];
                let place = Place { article: m.article, passage: mention.passage };
                Target::Spot(Spot { place, span: mention.span.clone() })
            }));
        }
        let mut out = SheetRow::new(cells, Target::Entity(row.entity));
        out.targets = targets;
        rows.push(out);
    }
    let mut columns = vec![Column::flex()];
    columns.extend(coverage.articles.iter().map(|_| Column::right(8)));
    let mut sheet = Sheet::new(Subject::Coverage, vec![piece("who is in which article", Tone::Strong)]);
    sheet.remark =
        vec![piece(format!("{} names in {} articles", coverage.rows.len(), coverage.articles.len()), Tone::Dim)];
    sheet.empty = "no names found".into();
    sheet.full = true;
    sheet.head = (!coverage.rows.is_empty()).then(|| SheetRow::new(head, Target::Nowhere));
    sheet.with_rows(columns, rows)
}
