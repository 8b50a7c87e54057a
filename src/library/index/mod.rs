//! The passage index: words, names and numbers of every passage, in tantivy, and its words in memory.
//!
//! Takes articles and entities; gives candidates for a query and the words of a passage. It does not rank: search and
//! related do.

use std::fmt;
use std::sync::Arc;

use super::{Entities, Entry, Place};
use crate::article::{Passage, Role};
use crate::source::BlockKind;
use crate::text::fold;

pub mod acronyms;
pub mod endings;
pub mod function_words;
pub mod store;
pub mod terms;
pub mod tokens;
pub mod weak_words;

pub use store::Forms;
pub use terms::{Term, Terms, WordId};

/// An index of passages.
pub struct Index {
    /// The words of every passage.
    pub terms: Terms,
    /// Short forms and what they stand for.
    pub acronyms: acronyms::Acronyms,
    /// The tantivy index; none where it could not be made, then every passage is a candidate.
    store: Option<store::Store>,
}

impl Index {
    /// Indexes `articles` in memory.
    pub fn build(articles: &[Arc<Entry>], entities: &Entities) -> Self {
        let mut writer = store::Writer::in_memory().ok();
        let mut names = Vec::new();
        let terms = Terms::build(articles, |place, found| {
            let entry = &articles[place.article.index()];
            let from = entry.facts.mentions.partition_point(|m| m.passage < place.passage);
            names.clear();
            for (i, _) in entry.facts.mentions_in(place.passage).iter().enumerate() {
                names.push(fold::folded(&entities.get(entities.of(place.article, from + i)).name));
            }
            let passage = entry.article.passage(place.passage);
            // A writer that failed once is given up: a part of an index would hide passages.
            if let Some(mut w) = writer.take()
                && w.add(place, passage, found, &names).is_ok()
            {
                writer = Some(w);
            }
        });
        let acronyms = acronyms::Acronyms::build(entities, &terms);
        Self { terms, acronyms, store: writer.and_then(|w| w.finish().ok()) }
    }

    /// Up to `limit` passages that answer at least `required` words of `query`, best first by BM25.
    pub fn candidates(&self, query: &[Forms<'_>], required: usize, limit: usize) -> Vec<Place> {
        self.store
            .as_ref()
            .and_then(|s| s.candidates(query, required, limit).ok())
            .unwrap_or_else(|| (0..self.terms.len()).map(|n| self.terms.place(n)).collect())
    }
}

/// Whether a passage is running text that tells something: no code, nor other preformatted text.
pub fn is_running_text(passage: &Passage) -> bool {
    passage.role == Role::Body && passage.kind != BlockKind::Code
}

impl fmt::Debug for Index {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Index")
            .field("passages", &self.terms.len())
            .field("words", &self.terms.vocabulary())
            .field("tantivy", &self.store.is_some())
            .finish_non_exhaustive()
    }
}
