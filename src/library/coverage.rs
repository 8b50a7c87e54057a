//! Coverage: which entity is in which article, as a matrix of counts.

use super::{ArticleId, EntityId, Library};

/// One row of the matrix.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The entity.
    pub entity: EntityId,
    /// Its mentions in each article, in the order of the columns.
    pub counts: Vec<u32>,
}

/// Entities by articles.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Coverage {
    /// The columns.
    pub articles: Vec<ArticleId>,
    /// The rows: in most articles first, then most mentions.
    pub rows: Vec<Row>,
}

impl Library {
    /// The coverage matrix of the whole collection.
    pub fn coverage(&self) -> Coverage {
        Coverage { articles: self.ids().collect(), rows: Vec::new() }
    }
}
