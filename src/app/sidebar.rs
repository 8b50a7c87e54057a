//! The sidebar: what the article in hand names, says in figures, is related to; its bookmarks and headings.

use std::sync::Arc;

use super::bookmarks::Placed;
use super::collection::Collection;
use super::command::Command;
use super::interval::interval;
use super::reading::Reading;
use super::sheet::{Target, part_from};
use super::tab::Tab;
use super::tone::{Piece, Tone, piece};
use crate::article::{PassageId, Role};
use crate::bookmark::Bookmarks;
use crate::bookmark::anchor::State;
use crate::facts::{Figure, FigureKind, Kind, Value};
use crate::library::related::Scope;
use crate::library::{EntityId, Entry, Library, Place, Spot};

/// One row of the sidebar.
#[derive(Debug, Clone, PartialEq)]
pub struct SideRow {
    /// At the left; cut where there is no room.
    pub left: Vec<Piece>,
    /// At the right edge, never cut.
    pub right: Vec<Piece>,
    /// Where each mention stands in the article, for the sparkline: shares of its length, 0 to 1.
    pub marks: Vec<f32>,
    /// A second line, indented and wrapped to at most two lines.
    pub under: Option<Vec<Piece>>,
    /// Where Enter leads.
    pub target: Target,
}

impl SideRow {
    fn heading(left: &str, count: Option<usize>) -> Self {
        let right = count.map(|n| piece(n.to_string(), Tone::Dim)).into_iter().collect();
        Self { left: vec![piece(left, Tone::Dim)], right, marks: Vec::new(), under: None, target: Target::Nowhere }
    }

    fn new(left: Vec<Piece>, right: Vec<Piece>, target: Target) -> Self {
        Self { left, right, marks: Vec::new(), under: None, target }
    }

    /// Whether the cursor can stand on it.
    pub fn is_stop(&self) -> bool {
        self.target != Target::Nowhere
    }
}

/// The sidebar's state.
#[derive(Debug, Default)]
pub struct Sidebar {
    /// The tab shown.
    pub tab: Tab,
    /// What narrows it.
    pub query: String,
    /// Its rows.
    pub rows: Vec<SideRow>,
    /// Place of the cursor in `rows`.
    pub cursor: usize,
    /// First row shown.
    pub top: usize,
    /// What the rows were made from.
    made: Option<Made>,
}

/// What the rows of the sidebar depend on. While it stays the same they need not be made again.
#[derive(Debug)]
struct Made {
    tab: Tab,
    query: String,
    entry: Option<Arc<Entry>>,
    library: Option<Arc<Library>>,
    /// Of the related passages: which passage's, and how many passages had been looked up.
    related: Option<(Option<PassageId>, usize)>,
}

impl Made {
    fn of(tab: Tab, query: &str, sight: Sight<'_>) -> Self {
        let reading = sight.reading;
        Self {
            tab,
            query: query.to_owned(),
            entry: reading.map(|r| Arc::clone(sight.collection.entry(r.article))),
            library: reading.and_then(|r| sight.collection.library_with(r.article).cloned()),
            related: reading.filter(|_| tab == Tab::Related).map(|r| (r.passage(), r.related.len())),
        }
    }

    fn is(&self, other: &Self) -> bool {
        fn same<T>(a: Option<&Arc<T>>, b: Option<&Arc<T>>) -> bool {
            match (a, b) {
                (Some(a), Some(b)) => Arc::ptr_eq(a, b),
                (a, b) => a.is_none() && b.is_none(),
            }
        }
        // Bookmarks change in many ways and are few.
        self.tab != Tab::Bookmarks
            && (self.tab, &self.query, self.related) == (other.tab, &other.query, other.related)
            && same(self.entry.as_ref(), other.entry.as_ref())
            && same(self.library.as_ref(), other.library.as_ref())
    }
}

/// What the sidebar is made from.
#[derive(Clone, Copy)]
pub struct Sight<'a> {
    /// The open articles.
    pub collection: &'a Collection,
    /// The article in hand.
    pub reading: Option<&'a Reading>,
    /// All bookmarks.
    pub bookmarks: &'a Bookmarks,
    /// Where the bookmarks of the article in hand stand.
    pub placed: &'a [Placed],
}

impl Sidebar {
    /// Builds the rows anew where something changed; the cursor stays on its target where it can.
    pub fn refresh(&mut self, sight: Sight<'_>) {
        let made = Made::of(self.tab, &self.query, sight);
        if self.made.as_ref().is_some_and(|m| m.is(&made)) {
            self.stand();
            return;
        }
        self.made = Some(made);
        let target = self.rows.get(self.cursor).map(|r| r.target.clone());
        let rows = match self.tab {
            Tab::Names => names(sight),
            Tab::Figures => figures(sight),
            Tab::Related => related(sight),
            Tab::Bookmarks => bookmarks(sight),
            Tab::Outline => outline(sight),
        };
        let filter = crate::library::filter::Filter::new(&self.query);
        self.rows = if filter.is_empty() {
            rows
        } else {
            let words = |r: &SideRow| {
                let all: Vec<&str> = r.left.iter().chain(r.under.iter().flatten()).map(|p| p.text.as_str()).collect();
                crate::library::filter::Candidate::new(&all.concat())
            };
            rows.into_iter().filter(|r| r.is_stop() && filter.matches(&words(r)).is_some()).collect()
        };
        let found = target.and_then(|t| self.rows.iter().position(|r| r.is_stop() && r.target == t));
        self.cursor = found.unwrap_or(self.cursor);
        self.stand();
    }

    /// Puts the cursor on a row on which it can stand.
    fn stand(&mut self) {
        self.cursor = self.cursor.min(self.rows.len().saturating_sub(1));
        if !self.rows.get(self.cursor).is_some_and(SideRow::is_stop) {
            let stop = |r: &SideRow| r.is_stop();
            let after = self.rows.iter().skip(self.cursor).position(stop).map(|i| i + self.cursor);
            self.cursor = after.or_else(|| self.rows.iter().position(stop)).unwrap_or(0);
        }
    }

    /// The row under the cursor.
    pub fn current(&self) -> Option<&SideRow> {
        self.rows.get(self.cursor)
    }

    /// Moves the cursor by `n` rows on which it can stand.
    pub fn step(&mut self, n: isize) {
        for _ in 0..n.unsigned_abs() {
            let next = if n > 0 {
                (self.cursor + 1..self.rows.len()).find(|&i| self.rows[i].is_stop())
            } else {
                (0..self.cursor).rev().find(|&i| self.rows[i].is_stop())
            };
            match next {
                Some(to) => self.cursor = to,
                None => break,
            }
        }
    }

    /// Moves the cursor by `n` parts, each the rows under one heading; its heading comes to the top.
    pub fn step_part(&mut self, n: isize) {
        let stop = |i: usize| self.rows[i].is_stop();
        (self.cursor, self.top) = part_from(self.rows.len(), stop, self.cursor, n);
    }

    /// Scrolls so that the cursor is among the `lines` lines shown.
    pub fn scroll(&mut self, lines: usize) {
        let height = |r: &SideRow| 1 + 2 * usize::from(r.under.is_some());
        if self.cursor < self.top {
            self.top = self.cursor;
            while self.top > 0 && !self.rows[self.top - 1].is_stop() {
                self.top -= 1;
            }
        }
        while self.top < self.cursor
            && self.rows.get(self.top..=self.cursor).map_or(0, |s| s.iter().map(height).sum()) > lines.max(1)
        {
            self.top += 1;
        }
        self.top = self.top.min(self.rows.len().saturating_sub(1));
    }
}

/// The library with the article in hand, if it has been read together already.
fn known(sight: Sight<'_>) -> Option<(&Library, &Reading)> {
    let reading = sight.reading?;
    Some((sight.collection.library_with(reading.article)?.as_ref(), reading))
}

/// Names by kind, those named most first, each with a sparkline of where it stands.
fn names(sight: Sight<'_>) -> Vec<SideRow> {
    let Some((library, reading)) = known(sight) else { return Vec::new() };
    let entry = library.entry(reading.article);
    let mut found: Vec<(EntityId, Vec<f32>, usize)> = Vec::new();
    let mut place = std::collections::HashMap::new();
    let length = entry.article.passages.len().max(1) as f32;
    for (i, m) in entry.facts.mentions.iter().enumerate() {
        let id = library.entities.of(reading.article, i);
        if library.entities.get(id).hidden {
            continue;
        }
        let at = *place.entry(id).or_insert_with(|| {
            found.push((id, Vec::new(), i));
            found.len() - 1
        });
        found[at].1.push((m.passage.0 as f32 + 0.5) / length);
    }
    let mut rows = Vec::new();
    for kind in Kind::ALL {
        let mut of_kind: Vec<_> = found.iter().filter(|(id, ..)| library.entities.get(*id).kind == kind).collect();
        if of_kind.is_empty() {
            continue;
        }
        of_kind.sort_by_key(|(id, marks, first)| {
            (!library.entities.get(*id).pinned, std::cmp::Reverse(marks.len()), *first)
        });
        rows.push(SideRow::heading(kind.plural(), Some(of_kind.len())));
        for (id, marks, _) in of_kind {
            let entity = library.entities.get(*id);
            let mut left = vec![piece(&entity.name, Tone::from(kind))];
            if entity.pinned {
                left.push(piece(" *", Tone::Accent));
            }
            let right = vec![piece(marks.len().to_string(), Tone::Plain)];
            let mut row = SideRow::new(left, right, Target::Entity(*id));
            row.marks.clone_from(marks);
            rows.push(row);
        }
    }
    let proposed = library.entities.proposals.len();
    if proposed > 0 {
        rows.push(SideRow::heading("Proposed joins", None));
        let words = if proposed == 1 { "two names that may be one" } else { "names that may be one" };
        let count = vec![piece(proposed.to_string(), Tone::Plain)];
        rows.push(SideRow::new(vec![piece(words, Tone::Plain)], count, Target::Command(Command::Corrections)));
    }
    rows
}

/// A figure's value as shown: bound or approximator, number, unit.
pub fn value_shown(figure: &Figure, surface: &str) -> String {
    let sign = figure.approx.map_or("", crate::facts::Approx::sign);
    let value = match &figure.value {
        Value::Date(Some(date)) => interval(date),
        _ => surface.to_owned(),
    };
    format!("{sign}{value}")
}

/// Figures in reading order.
fn figures(sight: Sight<'_>) -> Vec<SideRow> {
    let Some(reading) = sight.reading else { return Vec::new() };
    let entry = sight.collection.entry(reading.article);
    let mut rows = Vec::new();
    for f in &entry.facts.figures {
        let text = entry.article.passage(f.passage).text.text();
        let surface = text.get(f.span.clone()).unwrap_or_default();
        let mut left = vec![piece(value_shown(f, surface), Tone::Figure)];
        if f.kind == FigureKind::Count
            && let Some(unit) = &f.unit
        {
            left.push(piece(format!(" {unit}"), Tone::Plain));
        }
        let right = f.when.as_ref().filter(|_| f.kind != FigureKind::Date).map(|w| piece(interval(w), Tone::Dim));
        let place = Place { article: reading.article, passage: f.passage };
        let target = Target::Spot(Spot { place, span: f.span.clone() });
        let mut row = SideRow::new(left, right.into_iter().collect(), target);
        row.under = f.of.as_ref().filter(|of| f.unit.as_ref() != Some(*of)).map(|of| vec![piece(of, Tone::Dim)]);
        rows.push(row);
    }
    rows
}

/// Passages related to the one in hand.
fn related(sight: Sight<'_>) -> Vec<SideRow> {
    let Some((library, reading)) = known(sight) else { return Vec::new() };
    let Some(passage) = reading.passage() else { return Vec::new() };
    let place = Place { article: reading.article, passage };
    let found = match reading.related.get(&passage) {
        Some(found) => found.clone(),
        None => library.related(place, Scope::Others),
    };
    found
        .iter()
        .map(|r| {
            let entry = library.entry(r.place.article);
            let tone = if r.weak { Tone::Dim } else { Tone::Plain };
            let text = library.passage(r.place).text.text();
            let left = vec![piece(&entry.article.title.text, tone)];
            let target = Target::Spot(Spot { place: r.place, span: 0..text.len() });
            let mut row = SideRow::new(left, Vec::new(), target);
            row.under = Some(vec![piece(super::sheets::related::reasons(library, r), Tone::Dim)]);
            row
        })
        .collect()
}

/// Bookmarks in this article.
fn bookmarks(sight: Sight<'_>) -> Vec<SideRow> {
    let mut rows = Vec::new();
    for placed in sight.placed {
        let Some(bookmark) = sight.bookmarks.get(&placed.id) else { continue };
        let sign = match placed.state {
            State::Orphan => "gone",
            State::Approximate => "~",
            State::Ambiguous => "?",
            _ => "",
        };
        let target = Target::Bookmark(placed.id.clone());
        let right = (!sign.is_empty()).then(|| piece(sign, Tone::Warning)).into_iter().collect();
        let mut row = SideRow::new(vec![piece(bookmark.fact(), Tone::Plain)], right, target);
        let tags: String = bookmark.tags.iter().map(|t| format!("#{t} ")).collect();
        if !bookmark.note.is_empty() || !tags.is_empty() {
            row.under = Some(vec![piece(format!("{tags}{}", bookmark.note), Tone::Dim)]);
        }
        rows.push(row);
    }
    rows
}

/// Title and headings.
fn outline(sight: Sight<'_>) -> Vec<SideRow> {
    let Some(reading) = sight.reading else { return Vec::new() };
    let article = &sight.collection.entry(reading.article).article;
    article
        .numbered()
        .filter(|(_, p)| matches!(p.role, Role::Title | Role::Heading))
        .map(|(id, p)| {
            let indent = match p.kind {
                crate::source::BlockKind::Heading(level) => "  ".repeat(usize::from(level.saturating_sub(1)).min(4)),
                _ => String::new(),
            };
            let text = p.text.text();
            let spot = Spot { place: Place { article: reading.article, passage: id }, span: 0..text.len() };
            let tone = if p.role == Role::Title { Tone::Title } else { Tone::Plain };
            SideRow::new(vec![piece(format!("{indent}{text}"), tone)], Vec::new(), Target::Spot(spot))
        })
        .collect()
}
