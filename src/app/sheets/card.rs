//! The card of a name, and all its mentions.

use unicode_width::UnicodeWidthStr;

use super::{corrections, label_of, snippet};
use crate::app::interval::interval;
use crate::app::sheet::{Column, Sheet, SheetRow, Subject, Target};
use crate::app::sidebar::value_shown;
use crate::app::tone::{Piece, Tone, piece};
use crate::library::entities::{Alias, MentionId};
use crate::library::{ArticleId, EntityId, Library, Place, Spot};

/// Columns of what stands at the left of a row.
const LABEL: u16 = 32;

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
    sheet.with_rows(vec![Column::fit(LABEL), Column::flex()], mention_rows(library, id, usize::MAX))
}

/// The first mention spelled `surface`; the head of one that a list leaves out does not stand in the text.
fn spelled(library: &Library, id: EntityId, surface: &str) -> Option<Spot> {
    let mentions = &library.entities.get(id).mentions;
    let reads = |m: &&MentionId| {
        let spot = spot(library, **m);
        let written = library.passage(spot.place).text.text().get(spot.span).unwrap_or_default();
        let written = written.split_whitespace().collect::<Vec<_>>().join(" ");
        written == surface
            || (written.starts_with(|c: char| c.is_lowercase() || c.is_numeric()) && surface.ends_with(&written))
    };
    mentions.iter().find(reads).or(mentions.first()).map(|m| spot(library, *m))
}

/// The articles that name it, the earliest first, then those that tell no date; with the first mention in each.
fn articles(library: &Library, id: EntityId, counts: &[(ArticleId, u32)]) -> Vec<SheetRow> {
    let mut counts = counts.to_vec();
    counts.sort_by_key(|(article, _)| {
        let published = library.entry(*article).article.published;
        (published.is_none(), published, *article)
    });
    let row = |(article, count): (ArticleId, u32)| {
        let mention = library.entities.get(id).mentions.iter().find(|m| m.article == article)?;
        let spot = spot(library, *mention);
        let label = vec![piece(format!("{count:>3}×  "), Tone::Figure), piece(label_of(library, article), Tone::Dim)];
        let text = library.passage(spot.place).text.text();
        Some(SheetRow::new(vec![label, snippet(text, &spot.span, Tone::Match)], Target::Spot(spot)))
    };
    counts.into_iter().filter_map(row).collect()
}

/// Each spelling with the rule that joined it.
fn spellings(library: &Library, id: EntityId) -> Vec<SheetRow> {
    let entity = library.entities.get(id);
    if entity.aliases.len() < 2 && entity.aliases.iter().all(|a| a.rule.is_empty()) {
        return Vec::new();
    }
    let row = |a: &Alias| {
        let why = if a.rule.is_empty() { "the name itself" } else { &a.rule };
        let target = spelled(library, id, &a.surface).map_or(Target::Nowhere, Target::Spot);
        let (surface, why) = (piece(&a.surface, Tone::Strong), piece(why, Tone::Dim));
        let count = piece(format!("{}×  ", a.count), Tone::Dim);
        // A long one needs the line for itself.
        let mut row = if surface.text.as_str().width() <= usize::from(LABEL) {
            SheetRow::new(vec![vec![surface], vec![count, why]], target)
        } else {
            let mut row = SheetRow::new(vec![vec![surface]], target);
            row.under = Some(vec![count, why]);
            row
        };
        row.spelling = Some(a.surface.clone());
        row
    };
    entity.aliases.iter().map(row).collect()
}

/// The card.
pub fn card(library: &Library, id: EntityId) -> Sheet {
    let entity = library.entities.get(id);
    let card = library.card(id);
    let mut rows: Vec<SheetRow> = Vec::new();
    rows.push(heading(if card.articles.len() > 1 { "First named in each article" } else { "First named" }));
    rows.extend(articles(library, id, &card.articles));
    let spellings = spellings(library, id);
    if !spellings.is_empty() {
        let split = piece("   x splits one off", Tone::Dim);
        rows.push(SheetRow::heading(vec![piece("Spellings, and why they are one", Tone::Heading), split]));
        rows.extend(spellings);
    }
    let proposed: Vec<SheetRow> =
        library.entities.proposals_of(id).map(|(p, _)| corrections::proposal(library, p)).collect();
    if !proposed.is_empty() {
        rows.push(SheetRow::heading(vec![piece("Proposed joins", Tone::Heading), corrections::keys()]));
        rows.extend(proposed);
    }
    if !card.offices.is_empty() {
        rows.push(heading("Offices"));
        for office in &card.offices {
            let label = office.articles.first().map_or_else(String::new, |a| label_of(library, *a));
            let more = match office.articles.len() {
                0 | 1 => String::new(),
                n => format!("   in {n} articles"),
            };
            let cells =
                vec![vec![piece(label, Tone::Dim)], vec![piece(&office.title, Tone::Plain), piece(more, Tone::Dim)]];
            rows.push(SheetRow::new(cells, Target::Spot(spot(library, office.mention))));
        }
    }
    if !card.timeline.is_empty() {
        rows.push(heading("Dated"));
        for dated in card.timeline.iter().take(40) {
            let text = library.passage(dated.spot.place).text.text();
            let sentence = text.get(dated.spot.span.clone()).unwrap_or(text);
            let cells = vec![vec![piece(interval(&dated.when), Tone::Figure)], vec![piece(sentence, Tone::Plain)]];
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
    sheet.apart = true;
    let also: Vec<&str> =
        entity.aliases.iter().map(|a| a.surface.as_str()).filter(|s| *s != entity.name).take(3).collect();
    if !also.is_empty() {
        sheet.remark = vec![piece(format!("also {}", also.join(", ")), Tone::Dim)];
    }
    let said = [(entity.pinned, "pinned by you"), (entity.hidden, "hidden by you")];
    for (_, words) in said.into_iter().filter(|s| s.0) {
        sheet.remark = vec![piece(words, Tone::Accent)];
    }
    sheet.with_rows(vec![Column::fit(LABEL), Column::flex_of(45)], rows)
}
