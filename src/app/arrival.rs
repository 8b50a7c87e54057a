//! Articles come in: they are listed, the first is shown, and a bookmark that was asked for is gone to.

use std::sync::Arc;

use super::App;
use super::areas::Pane;
use crate::library::Entry;

impl App {
    /// Articles were read, or read again.
    pub(super) fn loaded(&mut self, entries: Vec<Arc<Entry>>) {
        let paths: Vec<String> = entries.iter().map(|e| e.path.clone()).collect();
        self.collection.add(entries);
        for path in &paths {
            self.list.forget(path);
            self.shelf.forget(path);
            if let Some(position) = self.positions.documents.get(&self.base().whole(path)) {
                self.seen.insert(path.clone(), position.seen);
            }
        }
        self.list.refresh(&self.collection);
        let height = usize::from(self.areas().text.height);
        if let Some(reading) = &mut self.reading {
            let entry = self.collection.entry(reading.article).clone();
            if paths.contains(&entry.path) {
                reading.renew(&entry, height);
            }
        }
        self.open_first();
    }

    /// Shows an article in the reading view before any was chosen.
    fn open_first(&mut self) {
        if self.reading.is_none()
            && let Some(first) = self.list.current()
        {
            self.open(first);
            self.look.focus = Pane::Articles;
        }
    }

    /// The last article was read.
    pub(super) fn loading_done(&mut self) {
        self.collection.loading = false;
        if self.collection.entries.is_empty() {
            return;
        }
        if self.setup.starter {
            self.say("the starter collection; `simak PATH` opens your own files and folders");
        }
        if let Some(wanted) = self.setup.bookmark.take() {
            let found = self.shelf.all.iter().find(|b| b.id.as_str().starts_with(&wanted)).map(|b| b.id.clone());
            match found {
                Some(id) => self.go_bookmark(&id),
                None => self.warn(format!("there is no bookmark {wanted}")),
            }
        }
    }
}
