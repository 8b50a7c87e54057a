//! Articles with their facts, read together: entities over spellings and languages, an index of passages, related
//! passages with reasons, comparable figures, a timeline.
//!
//! Takes entries and an opened index; gives a [`Library`], an immutable snapshot that threads may share. It never picks a
//! path, reads a file or knows a width.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use crate::article::{Article, Passage, PassageId};
use crate::facts::Facts;
use crate::facts::names::wanted::Wanted;
use crate::source::Source;

pub mod card;
pub mod compare;
pub mod coverage;
pub mod entities;
pub mod filter;
pub mod index;
pub mod novelty;
pub mod overlay;
pub mod related;
pub mod search;
pub mod timeline;

pub use entities::{Entities, EntityId};
use overlay::Overlay;

/// An article by its place in [`Library::articles`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ArticleId(pub u32);

impl ArticleId {
    /// The place as an index.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A passage of an article of the collection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Place {
    /// The article.
    pub article: ArticleId,
    /// The passage in it.
    pub passage: PassageId,
}

/// A stretch of a passage's text.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Spot {
    /// Where.
    pub place: Place,
    /// Bytes of the passage's text.
    pub span: Range<usize>,
}

/// One file read to the end of the pipeline.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The path as given or found, for display and for the command line (lossy where it is no UTF-8).
    pub path: String,
    /// The decoded text.
    pub source: Source,
    /// The article.
    pub article: Article,
    /// Its names and figures.
    pub facts: Facts,
}

impl Entry {
    /// The last part of the path.
    pub fn file_name(&self) -> &str {
        self.path.rsplit(['/', '\\']).find(|part| !part.is_empty()).unwrap_or(&self.path)
    }

    /// Reads a file's bytes through source, article and facts.
    pub fn read(path: &str, bytes: &[u8]) -> Result<Self, crate::source::SourceError> {
        Self::read_with(path, bytes, &Wanted::default())
    }

    /// Reads a file's bytes; the names that the reader wants found are found whatever the rules say.
    pub fn read_with(path: &str, bytes: &[u8], wanted: &Wanted) -> Result<Self, crate::source::SourceError> {
        let name = path.rsplit('/').next().unwrap_or(path);
        let source = Source::read(name, bytes)?;
        let article = Article::read(name, &source);
        let facts = Facts::read_with(&article, wanted);
        Ok(Self { path: path.to_owned(), source, article, facts })
    }
}

/// A collection read together.
#[derive(Debug)]
pub struct Library {
    /// The articles in the order in which they were opened.
    pub articles: Vec<Arc<Entry>>,
    /// The named things over all articles.
    pub entities: Entities,
    /// The passage index.
    pub index: index::Index,
    /// What [`related`] knows about the collection.
    pub related: related::Model,
    /// What [`compare`] found.
    topics: OnceLock<Vec<compare::Topic>>,
}

impl Library {
    /// Reads `articles` together.
    pub fn build(articles: Vec<Arc<Entry>>) -> Self {
        Self::build_with(articles, &Overlay::default())
    }

    /// Reads `articles` together; what the reader says of names in `overlay` wins over every rule.
    pub fn build_with(articles: Vec<Arc<Entry>>, overlay: &Overlay) -> Self {
        let entities = Entities::build_with(&articles, overlay);
        let index = index::Index::build(&articles, &entities);
        let related = related::Model::build(&articles, &index);
        let library = Self { articles, entities, index, related, topics: OnceLock::new() };
        // Found here, off the keyboard's thread, so that no key waits for it.
        library.known_topics();
        library
    }

    /// The entry with this id.
    pub fn entry(&self, id: ArticleId) -> &Entry {
        &self.articles[id.index()]
    }

    /// The passage at this place.
    pub fn passage(&self, place: Place) -> &Passage {
        self.entry(place.article).article.passage(place.passage)
    }

    /// All article ids.
    pub fn ids(&self) -> impl Iterator<Item = ArticleId> + use<> {
        (0..self.articles.len() as u32).map(ArticleId)
    }
}
