//! The card of a name, and all its mentions.

use super::{label_of, snippet};
use crate::app::App;
use crate::app::sheet::{Column, Sheet, SheetRow, Subject, Target};
use crate::app::sidebar::value_shown;
use crate::app::tone::{Piece, Tone, piece};
use crate::library::entities::MentionId;
use crate::library::{EntityId, Library, Place, Spot};

/// Where a mention stands.
fn spot(library: &Library, id: MentionId) -> Spot {
    let m = &library.entry(id.article).facts.mentions[id.mention as usize];
    Spot { place: Place { article: id.article, passage: m.passage }, span: m.span.clone() }
}

/// The mentions as rows: article, then the text around each.
fn mention_rows(library: &Library, entity: EntityId, limit: usize) -> Vec<SheetRow> {
    library
        .entities
        .get(entity)
        .mentions
        .iter()
        .take(limit)
        .map(|id| {
            let spot = spot(library, *id);
            let text = library.passage(spot.place).text.text();
            let label = vec![piece(label_of(library, id.article), Tone::Dim)];
            SheetRow::new(vec![label, snippet(text, &spot.span, Tone::Match)], Target::Spot(spot))
        })
        .collect()
}

/// Heading row.
fn heading(text: &str) -> SheetRow {
    SheetRow::heading(vec![piece(text, Tone::Heading)])
}

/// All mentions.
pub fn mentions(library: &Library, id: EntityId) -> Sheet {
    let entity = library.entities.get(id);
    let title = vec![piece(&entity.name, Tone::from(entity.kind))];
    let mut sheet = Sheet::new(Subject::Mentions(entity.name.clone()), title);
    let n = entity.mentions.len();
    sheet.remark = vec![piece(format!("{n} mention{}", if n == 1 { "" } else { "s" }), Tone::Dim)];
    sheet.with_rows(vec![Column::fit(26), Column::flex()], mention_rows(library, id, usize::MAX))
}

/// The card.
pub fn card(app: &App, library: &Library, id: EntityId) -> Option<Sheet> {
    let entity = library.entities.get(id);
    let card = library.card(id);
    let mut rows: Vec<SheetRow> = Vec::new();
    let spellings: Vec<SheetRow> = entity
        .aliases
        .iter()
        .filter(|a| a.surface != entity.name || !a.rule.is_empty())
        .map(|a| {
            let why = if a.rule.is_empty() { String::new() } else { a.rule.clone() };
            let cells = vec![
                vec![piece(format!("{}×", a.count), Tone::Dim)],
                vec![piece(&a.surface, Tone::Plain), piece("  ", Tone::Plain), piece(why, Tone::Dim)],
            ];
            SheetRow::new(cells, Target::Nowhere)
        })
        .collect();
    if !card.offices.is_empty() {
        rows.push(heading("Offices"));
        for office in &card.offices {
            let places: Vec<String> = office.articles.iter().map(|a| label_of(library, *a)).collect();
            let cells = vec![
                vec![piece(places.first().cloned().unwrap_or_default(), Tone::Dim)],
                vec![piece(&office.title, Tone::Plain)],
            ];
            rows.push(SheetRow::new(cells, Target::Spot(spot(library, office.mention))));
        }
    }
    if !card.timeline.is_empty() {
        rows.push(heading("Dated"));
        for dated in card.timeline.iter().take(40) {
            let text = library.passage(dated.spot.place).text.text();
            let sentence = text.get(dated.spot.span.clone()).unwrap_or(text);
            let cells = vec![vec![piece(&dated.when, Tone::Figure)], vec![piece(sentence, Tone::Plain)]];
            rows.push(SheetRow::new(cells, Target::Spot(dated.spot.clone())));
        }
    }
    if !card.figures.is_empty() {
        rows.push(heading("Figures beside it"));
        for f in card.figures.iter().take(40) {
            let figure = &library.entry(f.article).facts.figures[f.figure as usize];
            let place = Place { article: f.article, passage: figure.passage };
            let text = library.passage(place).text.text();
            let surface = text.get(figure.span.clone()).unwrap_or_default();
            let about = figure.of.clone().or_else(|| figure.unit.clone()).unwrap_or_default();
            let cells = vec![
                vec![piece(label_of(library, f.article), Tone::Dim)],
                vec![piece(value_shown(figure, surface), Tone::Figure), piece(format!("  {about}"), Tone::Plain)],
            ];
            rows.push(SheetRow::new(cells, Target::Spot(Spot { place, span: figure.span.clone() })));
        }
    }
    if !card.companions.is_empty() {
        rows.push(heading("Named with"));
        for c in card.companions.iter().take(12) {
            let other = library.entities.get(c.entity);
            let cells = vec![
                vec![piece(format!("{}×", c.together), Tone::Dim)],
                vec![piece(&other.name, Tone::from(other.kind))],
            ];
            rows.push(SheetRow::new(cells, Target::Entity(c.entity)));
        }
    }
    rows.push(heading("Mentions"));
    rows.extend(mention_rows(library, id, 400));
    if !spellings.is_empty() {
        rows.push(heading("Spellings"));
        rows.extend(spellings);
    }
    let mut title: Vec<Piece> = vec![piece(&entity.name, Tone::from(entity.kind))];
    let mentions = entity.mentions.len();
    let articles = card.articles.len().max(1);
    title.push(piece(
        format!(
            "   {} · {mentions} mention{} in {articles} article{}",
            entity.kind,
            if mentions == 1 { "" } else { "s" },
            if articles == 1 { "" } else { "s" }
        ),
        Tone::Dim,
    ));
    let mut sheet = Sheet::new(Subject::Card(entity.name.clone()), title);
    let also: Vec<&str> =
        entity.aliases.iter().map(|a| a.surface.as_str()).filter(|s| *s != entity.name).take(3).collect();
    if !also.is_empty() {
        sheet.remark = vec![piece(format!("also {}", also.join(", ")), Tone::Dim)];
    }
    let _ = app;
    Some(sheet.with_rows(vec![Column::fit(26), Column::flex()], rows))
}
