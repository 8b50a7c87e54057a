//! The trail: where the reader was before each jump, back and forward.

use super::areas::Pane;
use super::sheet::Sheet;
use crate::article::PassageId;
use crate::library::ArticleId;

/// A place the reader was at, with all that is needed to show that very screen again.
#[derive(Debug, Clone)]
pub struct Stop {
    /// The article.
    pub article: ArticleId,
    /// The passage in hand.
    pub passage: PassageId,
    /// Byte offset of the cursor in its text.
    pub offset: usize,
    /// First row shown.
    pub top: usize,
    /// The pane in focus.
    pub focus: Pane,
    /// The sheets that were open.
    pub sheets: Vec<Sheet>,
}

/// Most stops kept.
const LIMIT: usize = 500;

/// All stops in order and the place of the present one.
#[derive(Debug, Default)]
pub struct Trail {
    stops: Vec<Stop>,
    /// Number of stops that lie behind.
    at: usize,
}

impl Trail {
    /// A jump leaves from `stop`: what lay ahead is forgotten.
    pub fn leave(&mut self, stop: Stop) {
        self.stops.truncate(self.at);
        self.stops.push(stop);
        if self.stops.len() > LIMIT {
            self.stops.remove(0);
        }
        self.at = self.stops.len();
    }

    /// One step back from `here`; `None` at the beginning.
    pub fn back(&mut self, here: Stop) -> Option<Stop> {
        let to = self.at.checked_sub(1)?;
        if self.at == self.stops.len() {
            self.stops.push(here);
        } else {
            self.stops[self.at] = here;
        }
        self.at = to;
        Some(self.stops[to].clone())
    }

    /// One step forward from `here`; `None` at the end.
    pub fn forward(&mut self, here: Stop) -> Option<Stop> {
        if self.at + 1 >= self.stops.len() {
            return None;
        }
        self.stops[self.at] = here;
        self.at += 1;
        Some(self.stops[self.at].clone())
    }

    /// All stops, oldest first.
    pub fn stops(&self) -> &[Stop] {
        &self.stops
    }

    /// How many stops lie behind.
    pub fn behind(&self) -> usize {
        self.at
    }

    /// Articles have new places: `moved` gives the new one of each.
    pub fn renumber(&mut self, moved: &[ArticleId]) {
        for stop in &mut self.stops {
            if let Some(to) = moved.get(stop.article.index()) {
                stop.article = *to;
            }
        }
    }
}
