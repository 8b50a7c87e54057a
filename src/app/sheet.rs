//! Sheets: lists laid over the text. One form serves related passages, search, cards, comparisons, timelines, the
//! trail, bookmarks, help and the palette; each is built in `sheets` from the library and drawn by one view.

use std::ops::Range;
use std::sync::Arc;

use crate::bookmark;
use crate::library::compare::FigureId;
use crate::library::filter::Haystack;
use crate::library::related::{Scope, Shared};
use crate::library::{ArticleId, EntityId, Place, Spot};

use super::command::Command;
use super::editor::Editor;
use super::narrowing::Narrowing;
use super::tone::{Piece, Tone};

/// What a sheet shows, enough to build it again from another library.
#[derive(Debug, Clone, PartialEq)]
pub enum Subject {
    /// Passages related to the one at this place.
    Related(Place, Scope),
    /// Passages of all articles that answer what is typed.
    Search,
    /// The card of the entity of this name.
    Card(String),
    /// The mentions of the entity of this name.
    Mentions(String),
    /// Statements about what this figure measures.
    Compare(FigureId),
    /// Everything comparable.
    Topics,
    /// Dated statements, of the entity of this name if any.
    Timeline(Option<String>),
    /// Names by articles.
    Coverage,
    /// The trail.
    Trail,
    /// The bookmarks.
    Bookmarks,
    /// What the entity of this name is the same as: a choice.
    Same(String),
    /// Corrections to names, and joins proposed.
    Corrections,
    /// The bookmark with this id, whose text is in doubt.
    Anchor(bookmark::Id),
    /// The keys.
    Help,
    /// The commands by name.
    Palette,
    /// Files that could not be read.
    Unreadable,
}

/// Where Enter leads.
#[derive(Debug, Clone, PartialEq)]
pub enum Target {
    /// Nowhere: the row is a heading or remark.
    Nowhere,
    /// Into the text.
    Spot(Spot),
    /// To the beginning of an article.
    Article(ArticleId),
    /// To a card.
    Entity(EntityId),
    /// To a comparison.
    Topic(FigureId),
    /// To a stop of the trail.
    Stop(usize),
    /// To a bookmark.
    Bookmark(bookmark::Id),
    /// Joins these two, which are proposed to be one.
    Proposal(EntityId, EntityId),
    /// To the card of a name that the reader corrected.
    Correction(String),
    /// The name in question becomes a spelling of this one.
    Into(EntityId),
    /// To a place that the bookmark may mean, which is confirmed by it.
    Confirm {
        /// The bookmark.
        bookmark: bookmark::Id,
        /// The article.
        article: ArticleId,
        /// Bytes of its source text.
        span: Range<usize>,
    },
    /// Runs a command.
    Command(Command),
}

/// One row of a sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct SheetRow {
    /// A cell a column; cells beyond the columns are not shown.
    pub cells: Vec<Vec<Piece>>,
    /// A second line under the first, indented.
    pub under: Option<Vec<Piece>>,
    /// Where Enter leads.
    pub target: Target,
    /// In a matrix: where Enter leads from each cell.
    pub targets: Vec<Target>,
    /// Why the row is here, for dismissing a reason.
    pub reasons: Vec<Shared>,
    /// The spelling that the row is about, which can be split off.
    pub spelling: Option<String>,
    /// The bookmark it shows, of which narrowing knows every word.
    pub record: Option<Arc<bookmark::Bookmark>>,
    /// How that bookmark stands, in words, and how they are meant; narrowing knows them too.
    pub standing: Option<(&'static str, Tone)>,
    /// What it is narrowed by, once that is made ready.
    pub(super) words: Option<Arc<Haystack>>,
}

/// What a row leads to, as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    /// What it is from.
    pub title: String,
    /// The text, displayable.
    pub text: String,
    /// What of it is meant, in bytes.
    pub lit: Range<usize>,
}

impl SheetRow {
    /// A row of cells that leads to `target`.
    pub fn new(cells: Vec<Vec<Piece>>, target: Target) -> Self {
        Self {
            cells,
            under: None,
            target,
            targets: Vec::new(),
            reasons: Vec::new(),
            spelling: None,
            record: None,
            standing: None,
            words: None,
        }
    }

    /// A heading: one cell, leads nowhere.
    pub fn heading(pieces: Vec<Piece>) -> Self {
        Self::new(vec![pieces], Target::Nowhere)
    }

    /// The bookmark it shows.
    pub(super) fn bookmark(&self) -> Option<&bookmark::Bookmark> {
        self.record.as_deref()
    }

    /// Whether the cursor can stand on it.
    pub fn is_stop(&self) -> bool {
        self.target != Target::Nowhere || self.targets.iter().any(|t| *t != Target::Nowhere)
    }

    /// Lines it takes.
    pub fn lines(&self) -> usize {
        1 + usize::from(self.under.is_some())
    }
}

/// How a column is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Widest it may get, in cells; of a flexible one, the share of the sheet that the others leave to it, in percent.
    pub max: u16,
    /// Set at its right edge.
    pub right: bool,
    /// Takes what the others leave.
    pub flex: bool,
    /// Is never made narrower, since its cells are bars whose lengths are compared.
    pub rigid: bool,
}

impl Column {
    /// As wide as its cells need, up to `max`.
    pub const fn fit(max: u16) -> Self {
        Self { max, right: false, flex: false, rigid: false }
    }

    /// The same, never made narrower.
    pub const fn rigid(max: u16) -> Self {
        Self { max, right: false, flex: false, rigid: true }
    }

    /// The same, set at its right edge.
    pub const fn right(max: u16) -> Self {
        Self { max, right: true, flex: false, rigid: false }
    }

    /// Takes what the others leave.
    pub const fn flex() -> Self {
        Self::flex_of(25)
    }

    /// Takes what the others leave, which is `share` percent at least.
    pub const fn flex_of(share: u16) -> Self {
        Self { max: share, right: false, flex: true, rigid: false }
    }
}

/// The first row of the part `n` parts after (before, where negative) the row `from`, and the first of the headings above it;
/// at an end of the `len` rows its last or first row. A part is a run of rows for which `stop` holds.
pub(super) fn part_from(len: usize, stop: impl Fn(usize) -> bool, from: usize, n: isize) -> (usize, usize) {
    let begins = |i: &usize| stop(*i) && (*i == 0 || !stop(i - 1));
    let mut at = from;
    for _ in 0..n.unsigned_abs().min(len) {
        let next = if n > 0 {
            (at + 1..len).find(begins).or_else(|| (at..len).rev().find(|i| stop(*i)))
        } else {
            (0..at.min(len)).rev().find(begins)
        };
        at = next.unwrap_or(at);
    }
    let headings = (0..at.min(len)).rev().take_while(|i| !stop(*i)).count();
    (at, at - headings)
}

/// A list laid over the text.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// What it shows.
    pub subject: Subject,
    /// Its heading.
    pub title: Vec<Piece>,
    /// A remark at the right of the heading.
    pub remark: Vec<Piece>,
    /// How its columns are set.
    pub columns: Vec<Column>,
    /// The heading of a matrix, which stays above its rows.
    pub head: Option<SheetRow>,
    /// All rows.
    pub rows: Vec<SheetRow>,
    /// What to say where there are no rows.
    pub empty: String,
    /// The rows shown: those that the narrowing lets pass.
    pub shown: Vec<usize>,
    /// Place of the cursor in `shown`.
    pub cursor: usize,
    /// Place of the first row drawn in `shown`.
    pub top: usize,
    /// In a matrix: the cell in hand.
    pub cell: usize,
    /// What narrows it, or the query of a search.
    pub query: Editor,
    /// Whether the passage of the row in hand is shown.
    pub preview: bool,
    /// Whether it wants the whole screen.
    pub full: bool,
    /// Whether the columns of each part have widths of their own.
    pub apart: bool,
    /// How the rows shown were found.
    pub(super) narrowing: Narrowing,
}

impl Sheet {
    /// An empty sheet on `subject`.
    pub fn new(subject: Subject, title: Vec<Piece>) -> Self {
        Self {
            subject,
            title,
            remark: Vec::new(),
            columns: vec![Column::flex()],
            head: None,
            rows: Vec::new(),
            empty: "nothing here".into(),
            shown: Vec::new(),
            cursor: 0,
            top: 0,
            cell: 0,
            query: Editor::line(""),
            preview: true,
            full: false,
            apart: false,
            narrowing: Narrowing::default(),
        }
    }

    /// Gives it its rows; the cursor goes to the first on which it can stand.
    #[must_use]
    pub fn with_rows(mut self, columns: Vec<Column>, rows: Vec<SheetRow>) -> Self {
        self.columns = columns;
        self.rows = rows;
        self.narrowing.restart();
        self.narrow();
        self
    }

    /// Takes its rows in another order, keeping cursor, query and view.
    pub fn reorder(&mut self, rows: Vec<SheetRow>) {
        self.rows = rows;
        self.narrowing.restart();
        self.narrow();
    }

    /// Takes content from a newly built sheet, keeping cursor, query and view.
    pub fn renew(&mut self, fresh: Self) {
        let keep = (self.cursor, self.top, self.cell, std::mem::take(&mut self.query), self.preview);
        *self = fresh;
        (self.cursor, self.top, self.cell, self.query, self.preview) = keep;
        self.narrow();
    }

    /// The row under the cursor.
    pub fn current(&self) -> Option<&SheetRow> {
        self.shown.get(self.cursor).and_then(|&i| self.rows.get(i))
    }

    /// Whether each row has a target a cell.
    pub fn is_matrix(&self) -> bool {
        self.head.is_some()
    }

    /// In a matrix: the article that the cell in hand is about.
    pub fn article(&self) -> Option<ArticleId> {
        self.rows.iter().find_map(|r| match r.targets.get(self.cell) {
            Some(Target::Spot(spot)) => Some(spot.place.article),
            _ => None,
        })
    }

    /// Where Enter leads now.
    pub fn target(&self) -> Target {
        let Some(row) = self.current() else { return Target::Nowhere };
        if row.targets.is_empty() {
            return row.target.clone();
        }
        row.targets.get(self.cell).cloned().unwrap_or(Target::Nowhere)
    }

    pub(super) fn next_stop(&self, from: usize, by: isize) -> Option<usize> {
        let stop = |i: &usize| self.rows[self.shown[*i]].is_stop();
        if by > 0 { (from + 1..self.shown.len()).find(stop) } else { (0..from.min(self.shown.len())).rev().find(stop) }
    }

    /// Moves the cursor by `n` rows on which it can stand.
    pub fn step(&mut self, n: isize) {
        for _ in 0..n.unsigned_abs() {
            match self.next_stop(self.cursor, n.signum()) {
                Some(to) => self.cursor = to,
                None => break,
            }
        }
    }

    /// Moves the cursor by `n` parts, each the rows under one heading; its heading comes to the top.
    pub fn step_part(&mut self, n: isize) {
        let stop = |i: usize| self.rows[self.shown[i]].is_stop();
        (self.cursor, self.top) = part_from(self.shown.len(), stop, self.cursor, n);
    }

    /// To the first or last row.
    pub fn to_end(&mut self, last: bool) {
        self.step(if last { isize::MAX } else { isize::MIN + 1 });
        if !last {
            self.top = 0;
        }
    }

    /// Scrolls so that the cursor is among the `lines` lines shown.
    pub fn scroll(&mut self, lines: usize) {
        let lines = lines.max(1);
        if self.cursor < self.top {
            self.top = self.cursor;
            // Headings right above the first row stay in sight.
            while self.top > 0 && !self.rows[self.shown[self.top - 1]].is_stop() {
                self.top -= 1;
            }
        }
        // Back from the cursor as far as the lines reach: a long way down costs no more than a short one.
        let (mut first, mut left) = (self.cursor, lines);
        for (at, &i) in self.shown.iter().enumerate().take(self.cursor + 1).rev() {
            let Some(rest) = left.checked_sub(self.rows[i].lines()) else { break };
            (first, left) = (at, rest);
        }
        self.top = self.top.max(first);
    }
}
