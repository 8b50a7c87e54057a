//! What is open: the articles read so far and, as soon as they have been read together, the library.

use std::collections::HashMap;
use std::sync::Arc;

use crate::library::{ArticleId, Entry, Library};

/// The open articles.
#[derive(Debug, Default)]
pub struct Collection {
    /// The articles in the order in which they were read.
    pub entries: Vec<Arc<Entry>>,
    /// Everything read together up to some article; later ones are in `entries` only.
    pub library: Option<Arc<Library>>,
    /// Whether files are still being read.
    pub loading: bool,
    /// Files that could not be read, with the reason.
    pub unreadable: Vec<(String, String)>,
}

impl Collection {
    /// Adds articles; one whose path is open already takes the place of the old.
    pub fn add(&mut self, entries: Vec<Arc<Entry>>) {
        let mut places = self.places();
        for entry in entries {
            if let Some(&at) = places.get(&entry.path) {
                self.entries[at] = entry;
            } else {
                places.insert(entry.path.clone(), self.entries.len());
                self.entries.push(entry);
            }
        }
    }

    /// The place of each article by its path.
    fn places(&self) -> HashMap<String, usize> {
        self.entries.iter().enumerate().map(|(at, e)| (e.path.clone(), at)).collect()
    }

    /// Takes the library: its articles first, in its order; those it does not know yet after them. Returns the new place of
    /// each article.
    pub fn adopt(&mut self, library: Arc<Library>) -> Vec<ArticleId> {
        let old = std::mem::replace(&mut self.entries, library.articles.clone());
        let places = self.places();
        let mut moved = Vec::with_capacity(old.len());
        for entry in old {
            let at = places.get(&entry.path).copied().unwrap_or_else(|| {
                self.entries.push(entry);
                self.entries.len() - 1
            });
            moved.push(ArticleId(at as u32));
        }
        self.library = Some(library);
        moved
    }

    /// The entry with this id.
    pub fn entry(&self, id: ArticleId) -> &Arc<Entry> {
        &self.entries[id.index()]
    }

    /// The library, if it knows this article as it is now.
    pub fn library_with(&self, id: ArticleId) -> Option<&Arc<Library>> {
        self.library.as_ref().filter(|l| l.articles.len() > id.index())
    }

    /// The article read from `path`.
    pub fn find(&self, path: &str) -> Option<ArticleId> {
        self.entries.iter().position(|e| e.path == path).map(|i| ArticleId(i as u32))
    }
}
