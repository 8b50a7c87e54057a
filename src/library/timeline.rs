//! Timeline: the dated statements of the collection or of one entity, in order of time.

use std::ops::Range;

use super::{EntityId, Library, Spot};

/// A dated statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dated {
    /// ISO 8601, partial or interval; the order is by its first day, wider ones first.
    pub when: String,
    /// The sentence.
    pub spot: Spot,
    /// The date within the passage's text, in bytes.
    pub date: Range<usize>,
}

impl Library {
    /// The dated statements, of `entity` alone if one is given.
    pub fn timeline(&self, entity: Option<EntityId>) -> Vec<Dated> {
        let _ = entity;
        Vec::new()
    }
}
