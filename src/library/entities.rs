//! Entities: which mentions over the collection name one thing, and the evidence for it.

use std::sync::Arc;

use super::{ArticleId, Entry};
use crate::facts::Kind;

/// An entity by its place in [`Entities::all`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EntityId(pub u32);

impl EntityId {
    /// The place as an index.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// One spelling of an entity and the rule that joined it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alias {
    /// The spelling as it stands in a text.
    pub surface: String,
    /// How often.
    pub count: u32,
    /// The rule that joined it to the name, in words for the reader; empty for the name itself.
    pub rule: String,
}

/// One mention in the collection: article and place in that article's [`crate::facts::Facts::mentions`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MentionId {
    /// The article.
    pub article: ArticleId,
    /// Place in its list of mentions.
    pub mention: u32,
}

/// A named thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entity {
    /// The display name.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// All spellings, most frequent first.
    pub aliases: Vec<Alias>,
    /// All mentions, in order of articles and reading.
    pub mentions: Vec<MentionId>,
}

impl Entity {
    /// Mentions in one article.
    pub fn mentions_in(&self, article: ArticleId) -> &[MentionId] {
        let from = self.mentions.partition_point(|m| m.article < article);
        let to = self.mentions.partition_point(|m| m.article <= article);
        &self.mentions[from..to]
    }
}

/// The named things of a collection.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entities {
    /// All entities.
    pub all: Vec<Entity>,
    /// For each article, the entity of each mention.
    of: Vec<Vec<EntityId>>,
}

impl Entities {
    /// Joins the mentions of `articles`.
    pub fn build(articles: &[Arc<Entry>]) -> Self {
        // Every spelling of a kind is an entity of its own, until joining is built.
        let mut all: Vec<Entity> = Vec::new();
        let mut of = Vec::new();
        for (a, entry) in articles.iter().enumerate() {
            let mut ids = Vec::new();
            for (i, m) in entry.facts.mentions.iter().enumerate() {
                let surface = &entry.article.passage(m.passage).text.text()[m.span.clone()];
                let at = all.iter().position(|e| e.kind == m.kind && e.name == surface).unwrap_or_else(|| {
                    let alias = Alias { surface: surface.to_owned(), count: 0, rule: String::new() };
                    all.push(Entity {
                        name: surface.to_owned(),
                        kind: m.kind,
                        aliases: vec![alias],
                        mentions: Vec::new(),
                    });
                    all.len() - 1
                });
                all[at].aliases[0].count += 1;
                all[at].mentions.push(MentionId { article: ArticleId(a as u32), mention: i as u32 });
                ids.push(EntityId(at as u32));
            }
            of.push(ids);
        }
        Self { all, of }
    }

    /// The entity with this id.
    pub fn get(&self, id: EntityId) -> &Entity {
        &self.all[id.index()]
    }

    /// The entity that mention number `mention` of `article` names.
    pub fn of(&self, article: ArticleId, mention: usize) -> EntityId {
        self.of[article.index()][mention]
    }

    /// All ids.
    pub fn ids(&self) -> impl Iterator<Item = EntityId> + use<> {
        (0..self.all.len() as u32).map(EntityId)
    }
}
