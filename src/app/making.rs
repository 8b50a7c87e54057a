//! Making and changing bookmarks, notes, tags and marks; copying.

use jiff::Timestamp;

use super::bookmarks::{self, describe};
use super::prompt::Purpose;
use super::sheet::Target;
use super::{App, Effect};
use crate::bookmark::contradiction::contradictions;
use crate::bookmark::{Document, Id, Operation, anchor};

impl App {
    /// Bookmarks the sentence or selection; one that is there already is edited instead.
    pub(super) fn make_bookmark(&mut self, now: Timestamp) -> Vec<Effect> {
        let Some(reading) = &mut self.reading else { return Vec::new() };
        let entry = self.collection.entry(reading.article).clone();
        let chosen = reading.chosen(&entry);
        let library = self.collection.library_with(reading.article).map(AsRef::as_ref);
        let Some(draft) = bookmarks::draft(&entry, reading.article, library, &chosen) else { return Vec::new() };
        reading.selection = None;
        if let Some(same) = self.shelf.all.same(&entry.path, &draft.document.blake3, &draft.selectors) {
            let (id, note) = (same.id.clone(), same.note.clone());
            self.say("bookmarked already; here is its note");
            self.ask(Purpose::Note(id), &note);
            return Vec::new();
        }
        let id = draft.id(now);
        let other = contradictions(&self.shelf.all, &draft).into_iter().next();
        let added = self.store(draft.add(id, now));
        if !added.is_empty() {
            match other {
                Some(c) => self.warn(format!(
                    "bookmarked; an earlier bookmark says {} where this says {}",
                    c.said.text, c.says.text
                )),
                None => self.say("bookmarked; a adds a note, T tags, U takes it back"),
            }
        }
        added
    }

    /// Does an operation here and hands it to the store.
    fn store(&mut self, operation: Operation) -> Vec<Effect> {
        match self.shelf.perform(operation) {
            Ok(operation) => {
                self.after_store();
                vec![Effect::Store(Box::new(operation))]
            }
            Err(refused) => {
                self.warn(refused.to_string());
                Vec::new()
            }
        }
    }

    fn after_store(&mut self) {
        for i in 0..self.collection.entries.len() {
            let entry = self.collection.entries[i].clone();
            if self.shelf.all.iter().any(|b| bookmarks::belongs(b, &entry)) {
                self.shelf.place(&entry);
            }
        }
        self.renew_sheets();
    }

    /// Undoes or does again.
    pub(super) fn turn_back(&mut self, redo: bool, now: Timestamp) -> Vec<Effect> {
        let done = if redo { self.shelf.redo(now) } else { self.shelf.undo(now) };
        match done {
            None => {
                self.say(if redo { "nothing to do again" } else { "nothing to undo" });
                Vec::new()
            }
            Some(Err(refused)) => {
                self.warn(format!("not undone: {refused}"));
                Vec::new()
            }
            Some(Ok(operation)) => {
                self.after_store();
                self.say(match (&operation, redo) {
                    (Operation::Add(_), _) => "the bookmark is back",
                    (Operation::Delete { .. }, _) => "the bookmark is taken back",
                    (Operation::Edit { .. }, false) => "the change is undone",
                    (Operation::Edit { .. }, true) => "the change is done again",
                });
                vec![Effect::Store(Box::new(operation))]
            }
        }
    }

    /// The bookmark in hand: of the sheet's or sidebar's row, else around the cursor.
    pub(super) fn bookmark_in_hand(&self) -> Option<Id> {
        if let Some(sheet) = self.sheets.last() {
            return match sheet.target() {
                Target::Bookmark(id) => Some(id),
                _ => None,
            };
        }
        let reading = self.reading.as_ref()?;
        let entry = self.collection.entry(reading.article);
        let here = reading.sentence(entry)?;
        self.shelf.at(&entry.path, here.passage, here.span).map(|p| p.id.clone())
    }

    /// Begins the note of the bookmark in hand, which is made first where there is none.
    pub(super) fn begin_note(&mut self, tags: bool, now: Timestamp) -> Vec<Effect> {
        let mut effects = Vec::new();
        if self.bookmark_in_hand().is_none() && self.sheets.is_empty() {
            effects = self.make_bookmark(now);
            if let Some(reading) = &self.reading {
                let entry = self.collection.entry(reading.article).clone();
                self.shelf.place(&entry);
            }
        }
        let Some(id) = self.bookmark_in_hand() else { return effects };
        let Some(bookmark) = self.shelf.all.get(&id) else { return effects };
        if tags {
            let text = bookmark.tags.iter().map(|t| format!("{t} ")).collect::<String>();
            self.ask(Purpose::Tags(id), &text);
        } else {
            let note = bookmark.note.clone();
            self.ask(Purpose::Note(id), &note);
        }
        effects
    }

    pub(super) fn save_note(&mut self, id: &Id, text: String, now: Timestamp) -> Vec<Effect> {
        let Some(bookmark) = self.shelf.all.get(id).cloned() else { return Vec::new() };
        if bookmark.note == text {
            return Vec::new();
        }
        self.store(Operation::note(&bookmark, text, now))
    }

    pub(super) fn save_tags(&mut self, id: &Id, text: &str, now: Timestamp) -> Vec<Effect> {
        let Some(bookmark) = self.shelf.all.get(id).cloned() else { return Vec::new() };
        let mut tags: Vec<String> = Vec::new();
        for tag in text.split([' ', ',', '\t']).map(|t| t.trim_start_matches('#')).filter(|t| !t.is_empty()) {
            if !tags.iter().any(|t| t == tag) {
                tags.push(tag.to_owned());
            }
        }
        if bookmark.tags == tags {
            return Vec::new();
        }
        self.store(Operation::tags(&bookmark, tags, now))
    }

    /// Deletes the bookmark in hand.
    pub(super) fn delete(&mut self) -> Vec<Effect> {
        let Some(bookmark) = self.bookmark_in_hand().and_then(|id| self.shelf.all.get(&id).cloned()) else {
            self.say("there is no bookmark here");
            return Vec::new();
        };
        let effects = self.store(Operation::delete(&bookmark));
        if !effects.is_empty() {
            self.say("deleted; U brings it back");
        }
        effects
    }

    /// Sets the mark of this letter at the cursor.
    pub(super) fn set_mark(&mut self, letter: &str, now: Timestamp) -> Vec<Effect> {
        let Some(letter) = letter.chars().next().filter(char::is_ascii_alphabetic) else {
            self.say("marks are letters");
            return Vec::new();
        };
        let Some(reading) = &self.reading else { return Vec::new() };
        let entry = self.collection.entry(reading.article);
        let Some(here) = reading.sentence(entry) else { return Vec::new() };
        let span = entry.article.passage(here.passage).text.map().to_origin(here.span);
        let target = crate::bookmark::Target::new(&anchor::selectors(&entry.source.text, span), None);
        let path = entry.path.clone();
        self.positions.mark(letter, &path, target, now);
        self.say(format!("mark {letter} set"));
        vec![Effect::Remember(Box::new(self.positions.clone()))]
    }

    /// The sentence or selection as text, with its citation if asked for.
    pub(super) fn copy(&mut self, cite: bool) -> Vec<Effect> {
        let text = match self.sheets.last().map(super::sheet::Sheet::target) {
            Some(Target::Bookmark(id)) => self
                .shelf
                .all
                .get(&id)
                .map(|b| if cite { cite_document(b.quote(), &b.document) } else { b.quote().to_owned() }),
            Some(Target::Spot(spot)) => {
                let entry = self.collection.entry(spot.place.article);
                let text = entry.article.passage(spot.place.passage).text.text().to_owned();
                Some(if cite { self.cited(&text, spot.place.article) } else { text })
            }
            Some(_) => None,
            None => self.reading.as_ref().map(|reading| {
                let entry = self.collection.entry(reading.article);
                let parts: Vec<&str> = reading
                    .chosen(entry)
                    .into_iter()
                    .filter_map(|s| entry.article.passage(s.passage).text.text().get(s.span))
                    .collect();
                let text = parts.join("\n\n");
                if cite { self.cited(&text, reading.article) } else { text }
            }),
        };
        let Some(text) = text.filter(|t| !t.is_empty()) else {
            self.say("nothing to copy here");
            return Vec::new();
        };
        if let Some(reading) = &mut self.reading {
            reading.selection = None;
        }
        self.say(if cite { "copied with citation" } else { "copied" });
        vec![Effect::Copy(text)]
    }

    /// A quote with where it comes from.
    fn cited(&self, quote: &str, article: crate::library::ArticleId) -> String {
        let entry = self.collection.entry(article);
        cite_document(quote, &describe(entry))
    }
}

/// A quote with where it comes from: author, title, outlet, date, address.
fn cite_document(quote: &str, document: &Document) -> String {
    let parts: Vec<&str> = [
        document.author.as_deref(),
        Some(document.label()),
        document.outlet.as_deref(),
        document.published.as_deref(),
        document.url.as_deref(),
    ]
    .into_iter()
    .flatten()
    .collect();
    format!("“{quote}”\n— {}", parts.join(", "))
}
