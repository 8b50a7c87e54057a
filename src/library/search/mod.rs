//! Search: the passages that answer what a reader types, best first, with the hit to light.

use std::ops::Range;

use super::{Library, Place};

/// A passage that answers a query.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// Where.
    pub place: Place,
    /// Greater is better.
    pub score: f32,
    /// What to light, bytes of the passage's text.
    pub lit: Vec<Range<usize>>,
}

impl Library {
    /// The best `limit` passages for `query`; empty where nothing answers it.
    pub fn search(&self, query: &str, limit: usize) -> Vec<Hit> {
        let _ = (query, limit);
        Vec::new()
    }
}
