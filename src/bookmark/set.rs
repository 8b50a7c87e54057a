//! The bookmarks in memory, in the order of the file: by time of making, then id.

use std::sync::Arc;

use indexmap::IndexMap;

use super::anchor::Selectors;
use super::id::Id;
use super::operation::{Operation, Refused};
use super::record::Bookmark;

/// Bookmarks by id, in order. A clone shares the records.
#[derive(Debug, Clone, Default)]
pub struct Bookmarks {
    records: IndexMap<Id, Arc<Bookmark>>,
}

impl PartialEq for Bookmarks {
    /// The same records, of which those that are shared are not compared word for word.
    fn eq(&self, other: &Self) -> bool {
        let same = |(a, b): (&Arc<Bookmark>, &Arc<Bookmark>)| Arc::ptr_eq(a, b) || a == b;
        self.len() == other.len() && self.iter().zip(other.iter()).all(same)
    }
}

impl Bookmarks {
    /// How many.
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// The bookmark with this id.
    pub fn get(&self, id: &Id) -> Option<&Arc<Bookmark>> {
        self.records.get(id)
    }

    /// All, in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Arc<Bookmark>> + ExactSizeIterator {
        self.records.values()
    }

    /// Puts a record in its place by order, in the stead of one with the same id.
    pub fn put(&mut self, bookmark: Bookmark) {
        if let Some(old) = self.records.get_mut(&bookmark.id)
            && old.created == bookmark.created
        {
            *old = Arc::new(bookmark);
            return;
        }
        self.records.shift_remove(&bookmark.id);
        let key = |b: &Bookmark| (b.created.clone(), b.id.clone());
        let in_order = self.records.last().is_none_or(|(_, last)| key(last) <= key(&bookmark));
        let at = if in_order {
            self.records.len()
        } else {
            let wanted = key(&bookmark);
            self.records.binary_search_by(|_, b| key(b).cmp(&wanted)).unwrap_or_else(|at| at)
        };
        self.records.shift_insert(at, bookmark.id.clone(), Arc::new(bookmark));
    }

    /// Takes a record out.
    pub fn take(&mut self, id: &Id) -> Option<Arc<Bookmark>> {
        self.records.shift_remove(id)
    }

    /// Does `operation` as it is meant: an add of a new id, an edit of the value named as old, a delete of the revision
    /// named. Gives the operation that undoes it.
    pub fn apply(&mut self, operation: &Operation) -> Result<Operation, Refused> {
        match operation {
            Operation::Add(bookmark) => {
                if self.records.contains_key(&bookmark.id) {
                    return Err(Refused::Exists(bookmark.id.clone()));
                }
                self.put((**bookmark).clone());
                Ok(Operation::Delete { id: bookmark.id.clone(), rev: bookmark.rev })
            }
            Operation::Edit { id, old, new, at } => {
                if !old.same_kind(new) {
                    return Err(Refused::Mixed(id.clone()));
                }
                let record = self.records.get_mut(id).ok_or_else(|| Refused::Missing(id.clone()))?;
                if old.of_same_kind(record) != *old {
                    return Err(Refused::Changed(Box::new((**record).clone())));
                }
                let changed = Arc::make_mut(record);
                new.put(changed);
                changed.rev += 1;
                changed.modified = at.clone().max(changed.modified.clone());
                Ok(Operation::Edit { id: id.clone(), old: new.clone(), new: old.clone(), at: at.clone() })
            }
            Operation::Delete { id, rev } => {
                let record = self.records.get(id).ok_or_else(|| Refused::Missing(id.clone()))?;
                if record.rev != *rev {
                    return Err(Refused::Changed(Box::new((**record).clone())));
                }
                let gone = self.take(id).ok_or_else(|| Refused::Missing(id.clone()))?;
                Ok(Operation::Add(Box::new((*gone).clone())))
            }
        }
    }

    /// The bookmark of the same quote at the same place of the same text: made again, it is edited and not doubled.
    pub fn same(&self, path: &str, hash: &str, selectors: &Selectors) -> Option<&Arc<Bookmark>> {
        self.iter().find(|b| {
            (b.document.is_text(hash) || (!path.is_empty() && b.document.path == path))
                && b.quote() == selectors.exact
                && b.target.position().map(|p| p.start) == selectors.position.map(|p| p.start)
        })
    }

    /// All tags in use, each once, sorted, for completion.
    pub fn tags(&self) -> Vec<&str> {
        let mut tags: Vec<&str> = self.iter().flat_map(|b| b.tags.iter().map(String::as_str)).collect();
        tags.sort_unstable();
        tags.dedup();
        tags
    }
}

impl FromIterator<Bookmark> for Bookmarks {
    /// Later records with an id already seen take the place of earlier ones; [`super::file::read`] gives them ids first.
    fn from_iter<I: IntoIterator<Item = Bookmark>>(records: I) -> Self {
        let mut set = Self { records: records.into_iter().map(|b| (b.id.clone(), Arc::new(b))).collect() };
        if !set.iter().is_sorted_by(|a, b| (&a.created, &a.id) <= (&b.created, &b.id)) {
            set.records.sort_by(|_, a, _, b| (&a.created, &a.id).cmp(&(&b.created, &b.id)));
        }
        set
    }
}
