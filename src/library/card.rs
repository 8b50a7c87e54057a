//! The card of an entity: spellings, articles, offices, companions, figures, dated statements, mentions.

use super::compare::FigureId;
use super::entities::MentionId;
use super::timeline::Dated;
use super::{ArticleId, EntityId, Library};

/// An office title given to a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Office {
    /// The title in the words of the text.
    pub title: String,
    /// Where it is given first.
    pub mention: MentionId,
    /// The articles that give it.
    pub articles: Vec<ArticleId>,
}

/// Another entity that occurs with this one more often than chance.
#[derive(Debug, Clone, PartialEq)]
pub struct Companion {
    /// The other.
    pub entity: EntityId,
    /// Passages that name both.
    pub together: u32,
    /// Log-likelihood ratio (Dunning 1993) of their occurring together.
    pub strength: f32,
}

/// What is known about an entity.
#[derive(Debug, Clone, PartialEq)]
pub struct Card {
    /// The entity.
    pub entity: EntityId,
    /// Mentions in each article that names it.
    pub articles: Vec<(ArticleId, u32)>,
    /// Offices, in order of time as far as known.
    pub offices: Vec<Office>,
    /// Companions, strongest first.
    pub companions: Vec<Companion>,
    /// Figures in sentences that name it.
    pub figures: Vec<FigureId>,
    /// Dated sentences that name it.
    pub timeline: Vec<Dated>,
}

impl Library {
    /// The card of `entity`.
    pub fn card(&self, entity: EntityId) -> Card {
        Card {
            entity,
            articles: Vec::new(),
            offices: Vec::new(),
            companions: Vec::new(),
            figures: Vec::new(),
            timeline: self.timeline(Some(entity)),
        }
    }
}
