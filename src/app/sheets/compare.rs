//! Comparable figures: one topic as a table with bars, or all topics of the collection.

use unicode_width::UnicodeWidthStr;

use super::{label_of, snippet_from};
use crate::app::interval::interval;
use crate::app::sheet::{Column, Sheet, SheetRow, Subject, Target};
use crate::app::sidebar::value_shown;
use crate::app::tone::{Tone, piece};
use crate::facts::{FigureKind, Value};
use crate::library::compare::{FigureId, Relation, Statement, Topic};
use crate::library::{Library, Place, Spot};

/// How statements stand to each other, in words.
fn relation(relation: Relation) -> &'static str {
    match relation {
        Relation::Agrees => "agree",
        Relation::Develops => "develops over time",
        Relation::Differs => "differ",
        Relation::Tells => "mentioned",
    }
}

/// Cells of the longest bar.
const BAR: usize = 12;
/// Cells of a value in the list of everything comparable.
const VALUE: usize = 16;

/// `text` in `width` cells and two blanks, set to the right or the left; a longer one keeps its length.
fn set(text: &str, width: usize, right: bool) -> String {
    let blanks = " ".repeat(width.saturating_sub(text.width()));
    if right { format!("{blanks}{text}  ") } else { format!("{text}{blanks}  ") }
}

/// Where the article of `place` was published; its title where that is not known.
fn outlet(library: &Library, place: Place) -> String {
    let article = &library.entry(place.article).article;
    article.outlet.clone().unwrap_or_else(|| article.title.text.clone())
}

/// A bar of `share` of the longest, in eighths of a cell.
fn bar(share: f64) -> String {
    const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    let eighths = (share.clamp(0.0, 1.0) * (BAR * 8) as f64).round() as usize;
    format!("{}{}", "█".repeat(eighths / 8), EIGHTHS[eighths % 8])
}

/// A value as a float, for the length of a bar only.
fn length(value: &Value) -> Option<f64> {
    let number = match value {
        Value::Number(n) | Value::Range(_, n) => n,
        Value::Date(_) => return None,
    };
    number.to_string().parse().ok()
}

/// The rows of a topic.
fn rows(library: &Library, topic: &Topic) -> Vec<SheetRow> {
    let value = |s: &Statement| {
        let id = s.figure?;
        let figure = &library.entry(id.article).facts.figures[id.figure as usize];
        (figure.kind != FigureKind::Date).then(|| length(&figure.value)).flatten()
    };
    let longest = topic.statements.iter().filter_map(value).fold(0.0, f64::max);
    let unit = |s: &Statement| s.figure.and_then(|id| library.figure(id).unit.clone());
    let mut units: Vec<Option<String>> =
        topic.statements.iter().map(unit).filter(|u| u.as_ref().is_some_and(|u| !u.is_empty())).collect();
    units.dedup();
    // Values of several units are not drawn beside each other.
    let one_unit = units.len() < 2;
    let several = one_unit && topic.statements.iter().filter(|s| value(s).is_some()).count() > 1;
    topic
        .statements
        .iter()
        .map(|s| {
            let (place, lit) = (s.spot.place, s.said.clone());
            let text = library.passage(place).text.text();
            let shown = match s.figure {
                Some(id) => {
                    let figure = &library.entry(id.article).facts.figures[id.figure as usize];
                    let surface = text.get(figure.span.clone()).unwrap_or_default();
                    let mut shown = value_shown(figure, surface);
                    if figure.kind == FigureKind::Count && !one_unit {
                        shown = format!("{shown} {}", figure.unit.as_deref().unwrap_or_default());
                    }
                    shown
                }
                None => String::new(),
            };
            let when = interval(s.when.as_deref().unwrap_or_default());
            let when_tone = if s.when_published { Tone::Dim } else { Tone::Plain };
            let drawn = value(s).filter(|_| several && longest > 0.0).map_or_else(String::new, |v| bar(v / longest));
            let cells = vec![
                vec![piece(when, when_tone)],
                vec![piece(shown, Tone::Figure)],
                vec![piece(drawn, Tone::Accent)],
                // Dated by the article, it needs no second date.
                vec![piece(
                    if s.when_published { outlet(library, place) } else { label_of(library, place.article) },
                    Tone::Dim,
                )],
            ];
            let mut row = SheetRow::new(cells, Target::Spot(Spot { place, span: lit.clone() }));
            row.under = Some(super::snippet(text, &lit, Tone::Match));
            row
        })
        .collect()
}

/// How many statements, in how many articles.
fn counts(topic: &Topic) -> String {
    let mut articles: Vec<_> = topic.statements.iter().map(|s| s.spot.place.article).collect();
    articles.sort_unstable();
    articles.dedup();
    let (s, a) = (topic.statements.len(), articles.len());
    format!("{s} statements in {a} article{}, {}", if a == 1 { "" } else { "s" }, relation(topic.relation))
}

/// The topic that `figure` belongs to; the figure alone, said so, where nothing is comparable.
pub fn sheet(library: &Library, figure: FigureId) -> Option<Sheet> {
    let found = library.entry(figure.article).facts.figures.get(figure.figure as usize)?;
    let mut sheet = Sheet::new(Subject::Compare(figure), Vec::new());
    sheet.preview = false;
    let columns = vec![Column::fit(17), Column::right(30), Column::rigid(BAR as u16), Column::flex()];
    let Some(topic) = library.compare(figure) else {
        let place = Place { article: figure.article, passage: found.passage };
        let text = library.passage(place).text.text();
        let surface = text.get(found.span.clone()).unwrap_or_default();
        sheet.title = vec![
            piece(surface, Tone::Figure),
            piece(format!(" {}", found.of.clone().or_else(|| found.unit.clone()).unwrap_or_default()), Tone::Plain),
        ];
        sheet.empty = "no other sentence states a figure for the same thing; C lists everything comparable".into();
        return Some(sheet.with_rows(columns, Vec::new()));
    };
    sheet.title = vec![piece(&topic.topic, Tone::Strong)];
    sheet.remark = vec![piece(counts(&topic), Tone::Dim)];
    let rows = rows(library, &topic);
    Some(sheet.with_rows(columns, rows))
}

/// Everything comparable.
pub fn topics(library: &Library) -> Sheet {
    let topics = library.topics();
    let mut out = Vec::new();
    for topic in &topics {
        let heading = vec![piece(&topic.topic, Tone::Strong), piece(format!("   {}", counts(topic)), Tone::Dim)];
        out.push(SheetRow::heading(heading));
        let rows = rows(library, topic);
        let drawn = rows.iter().any(|row| row.cells[2].iter().any(|p| !p.text.as_str().is_empty()));
        for (statement, mut row) in topic.statements.iter().zip(rows) {
            // One line each, so that the eye can run down the values; the preview shows the sentence.
            row.under = None;
            let place = statement.spot.place;
            let mut said = Vec::new();
            if statement.figure.is_some() {
                let text = |cell: usize| row.cells[cell].iter().map(|p| p.text.as_str()).collect::<String>();
                said.push(piece(set(&text(1), VALUE, true), Tone::Figure));
                if drawn {
                    said.push(piece(set(&text(2), BAR, false), Tone::Accent));
                }
            }
            let before = if drawn { 10 } else { 24 };
            said.extend(snippet_from(library.passage(place).text.text(), &statement.said, Tone::Match, before));
            row.cells.truncate(1);
            row.cells.push(vec![piece(outlet(library, place), Tone::Dim)]);
            row.cells.push(said);
            out.push(row);
        }
    }
    let mut sheet = Sheet::new(Subject::Topics, vec![piece("everything comparable", Tone::Strong)]);
    sheet.remark = vec![piece(format!("{} topics", topics.len()), Tone::Dim)];
    sheet.empty = "no two sentences state a figure for the same thing".into();
    sheet.full = true;
    sheet.with_rows(vec![Column::fit(17), Column::fit(14), Column::flex()], out)
}
