//! What is known when a bookmark is about to be made.

use super::anchor::Selectors;
use super::document::Document;
use super::facts::{FigureField, NameField};
use super::id::Id;
use super::operation::Operation;
use super::record::Bookmark;
use super::target::Stretch;

/// Longest quote kept, in characters; a longer selection is cut at this length.
pub const LONGEST_QUOTE: usize = 4_000;

/// A bookmark without id and time.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Draft {
    /// The document.
    pub document: Document,
    /// The quote and its place, from [`super::anchor::selectors`].
    pub selectors: Selectors,
    /// The fact inside the quote, characters of the quote.
    pub inner: Option<Stretch>,
    /// Names in the quote.
    pub names: Vec<NameField>,
    /// Figures in the quote.
    pub figures: Vec<FigureField>,
    /// A note, if one was written already.
    pub note: String,
    /// Tags, if some were given already.
    pub tags: Vec<String>,
}

impl Draft {
    /// The id this draft gets at `now`, see [`Id::derive`].
    pub fn id(&self, now: jiff::Timestamp) -> Id {
        let place = self.selectors.position.map_or(0, |p| p.start);
        let seed = format!("{}\0{place}\0{}", self.document.path, self.selectors.exact);
        Id::derive(now, seed.as_bytes())
    }

    /// The operation that adds it.
    pub fn add(self, id: Id, now: jiff::Timestamp) -> Operation {
        Operation::Add(Box::new(Bookmark::new(self, id, now)))
    }
}
