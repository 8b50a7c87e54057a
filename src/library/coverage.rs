//! Coverage: which entity is in which article, as a matrix of counts.

use std::cmp::Reverse;

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
    /// The rows: pinned ones, then those in most articles, then those with most mentions.
    pub rows: Vec<Row>,
}

/// Cells of a matrix that is made: some 16 MB. Of larger collections the last rows are left out.
const CELLS: usize = 4_000_000;

impl Library {
    /// The coverage matrix of the whole collection, hidden entities left out.
    ///
    /// Where rows times columns pass four million, the rows of the least common entities are left out.
    pub fn coverage(&self) -> Coverage {
        let articles: Vec<ArticleId> = self.ids().collect();
        let spread = |id: EntityId| {
            let mentions = &self.entities.get(id).mentions;
            let changes = mentions.windows(2).filter(|m| m[0].article != m[1].article).count();
            (changes + usize::from(!mentions.is_empty()), mentions.len())
        };
        let mut order: Vec<(EntityId, (usize, usize))> =
            self.entities.ids().filter(|id| !self.entities.get(*id).hidden).map(|id| (id, spread(id))).collect();
        order.sort_by_key(|(id, (articles, mentions))| {
            (!self.entities.get(*id).pinned, Reverse(*articles), Reverse(*mentions), *id)
        });
        order.truncate(CELLS / articles.len().max(1));
        let rows = order.into_iter().map(|(entity, _)| {
            let mut counts = vec![0; articles.len()];
            for m in &self.entities.get(entity).mentions {
                counts[m.article.index()] += 1;
            }
            Row { entity, counts }
        });
        Coverage { rows: rows.collect(), articles }
    }
}
