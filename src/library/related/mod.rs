//! Related passages: those of other articles worth jumping to, each with its reasons.

use std::sync::Arc;

use super::{Entities, EntityId, Entry, Library, Place};

/// What ranking needs to know about the collection: word weights and latent dimensions.
#[derive(Debug)]
pub struct Model {}

impl Model {
    /// Learns from `articles`.
    pub fn build(articles: &[Arc<Entry>], entities: &Entities) -> Self {
        let _ = (articles, entities);
        Self {}
    }
}

/// Where to look for related passages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Other articles.
    Others,
    /// The same article.
    Within,
}

/// Something two passages share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shared {
    /// A named thing.
    Entity(EntityId),
    /// A figure, described for the reader: `13 → 14 mitra strategis komprehensif`.
    Figure(String),
    /// A word or run of words.
    Word(String),
}

/// A related passage.
#[derive(Debug, Clone, PartialEq)]
pub struct Related {
    /// Where.
    pub place: Place,
    /// Greater is better.
    pub score: f32,
    /// Good enough to offer, but not to recommend: shown dim.
    pub weak: bool,
    /// Why, most telling first.
    pub shared: Vec<Shared>,
}

impl Library {
    /// Passages related to the one at `place`, best first; empty where nothing is related.
    pub fn related(&self, place: Place, scope: Scope) -> Vec<Related> {
        let _ = (place, scope);
        Vec::new()
    }
}
