//! Making and changing bookmarks, notes, tags and marks; copying.

use std::sync::Arc;

use jiff::Timestamp;

use super::bookmarks::{self, describe};
use super::prompt::Purpose;
use super::reading::{Reading, Stretch};
use super::sheet::{SheetRow, Subject, Target};
use super::tone::{Tone, piece};
use super::{App, Effect};
use crate::bookmark::contradiction::contradictions;
use crate::bookmark::export::citation;
use crate::bookmark::{Bookmark, Document, Id, Operation, Saving, anchor};
use crate::library::Entry;
use crate::text::sentences::sentences;

impl App {
    /// Bookmarks the sentence or selection; one that is there already is edited instead. Of a figure in hand the whole sentence
    /// is kept, since a number alone cannot be found again, with the figure as the fact in it.
    pub(super) fn make_bookmark(&mut self, now: Timestamp) -> Vec<Effect> {
        let Some(reading) = &self.reading else { return Vec::new() };
        if let Saving::ReadOnly(why) = &self.shelf.saving {
            let why = why.clone();
            self.warn(format!("not bookmarked: {why}"));
            return Vec::new();
        }
        let entry = self.collection.entry(reading.article).clone();
        let article = reading.article;
        let fact = reading.selection.is_none().then(|| figure_in_hand(reading, &entry)).flatten();
        let chosen = match reading.selection {
            Some(_) => reading.chosen(&entry),
            None => sentence_in_hand(reading, &entry).into_iter().collect(),
        };
        let library = self.collection.library_with(article).map(AsRef::as_ref);
        let path = self.whole_path(&entry);
        let draft = bookmarks::draft(&entry, path.clone(), (article, library), &chosen, fact.as_ref());
        let Some(draft) = draft else { return Vec::new() };
        if let Some(reading) = &mut self.reading {
            reading.selection = None;
        }
        if let Some(same) = self.shelf.all.same(&path, &draft.document.blake3, &draft.selectors) {
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
                None => self.say("bookmarked; a notes, T tags, U takes it back"),
            }
        }
        added
    }

    /// Does an operation here and hands it to the store.
    pub(super) fn store(&mut self, operation: Operation) -> Vec<Effect> {
        self.store_all(vec![operation])
    }

    /// Does operations here and hands them to the store; those that are refused are told.
    fn store_all(&mut self, operations: Vec<Operation>) -> Vec<Effect> {
        let mut effects = Vec::with_capacity(operations.len());
        for operation in operations {
            match self.shelf.perform(operation) {
                Ok(operation) => effects.push(Effect::Store(Box::new(operation))),
                Err(refused) => self.warn(refused.to_string()),
            }
        }
        if !effects.is_empty() {
            self.after_store();
        }
        effects
    }

    fn after_store(&mut self) {
        self.house();
        if let Some(reading) = &self.reading {
            self.shelf.place(&self.collection.entries[reading.article.index()]);
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
        let here = sentence_in_hand(reading, entry)?;
        self.shelf.at(&entry.path, here.passage, here.span).map(|p| p.id.clone())
    }

    /// The bookmarks marked in the list, in the order of the file; none outside of it.
    pub(super) fn marked(&self) -> Vec<Arc<Bookmark>> {
        if self.sheets.last().is_none_or(|s| s.subject != Subject::Bookmarks) {
            return Vec::new();
        }
        self.shelf.all.iter().filter(|b| self.shelf.marked.contains(&b.id)).cloned().collect()
    }

    /// Marks the row in hand of the list of bookmarks and goes on; with `all` every row shown, or none if they are already.
    pub(super) fn mark_rows(&mut self, all: bool) {
        let Some(sheet) = self.sheets.last_mut().filter(|s| s.subject == Subject::Bookmarks) else {
            self.say("only bookmarks can be marked");
            return;
        };
        let id_of = |row: &SheetRow| match &row.target {
            Target::Bookmark(id) => Some(id.clone()),
            _ => None,
        };
        let at = if all { sheet.shown.clone() } else { sheet.shown.get(sheet.cursor).copied().into_iter().collect() };
        let ids: Vec<(usize, Id)> = at.iter().filter_map(|&i| Some((i, id_of(&sheet.rows[i])?))).collect();
        let on = !ids.iter().all(|(_, id)| self.shelf.marked.contains(id));
        for (i, id) in ids {
            if let Some(cell) = sheet.rows[i].cells.first_mut() {
                *cell = super::sheets::bookmarks::mark(on);
            }
            if on {
                self.shelf.marked.insert(id)
            } else {
                self.shelf.marked.remove(&id)
            };
        }
        if !all {
            sheet.step(1);
        }
        let n = self.shelf.marked.len();
        sheet.remark.retain(|p| p.tone != Tone::Accent);
        if n > 0 {
            sheet.remark.insert(1, super::sheets::bookmarks::marked(n));
        }
        self.say(if n == 0 {
            "none marked".to_owned()
        } else {
            format!("{n} marked; d deletes, T tags, y copies them")
        });
    }

    /// Takes all marks of the list of bookmarks away.
    pub(super) fn unmark_rows(&mut self) {
        let marked = std::mem::take(&mut self.shelf.marked);
        let Some(sheet) = self.sheets.last_mut().filter(|s| s.subject == Subject::Bookmarks) else { return };
        let is_marked = |row: &SheetRow| matches!(&row.target, Target::Bookmark(id) if marked.contains(id));
        for row in sheet.rows.iter_mut().filter(|row| is_marked(row)) {
            if let Some(cell) = row.cells.first_mut() {
                *cell = super::sheets::bookmarks::mark(false);
            }
        }
        sheet.remark.retain(|p| p.tone != Tone::Accent);
    }

    /// Orders the list of bookmarks another way.
    pub(super) fn sort_bookmarks(&mut self) {
        self.shelf.order = self.shelf.order.next();
        let rows = match self.sheets.last_mut() {
            Some(sheet) if self.shelf.order != bookmarks::Order::Date => std::mem::take(&mut sheet.rows),
            _ => Vec::new(),
        };
        if rows.is_empty() {
            self.renew_sheets();
        } else {
            let rows = super::sheets::bookmarks::order(self, rows);
            let word = self.shelf.order.word();
            if let Some(sheet) = self.sheets.last_mut() {
                sheet.title.truncate(1);
                sheet.title.push(piece(format!(" {word}"), Tone::Dim));
                sheet.reorder(rows);
            }
        }
        self.say(format!("bookmarks {}", self.shelf.order.word()));
    }

    /// Begins the note of the bookmark in hand, which is made first where there is none.
    pub(super) fn begin_note(&mut self, tags: bool, now: Timestamp) -> Vec<Effect> {
        let mut effects = Vec::new();
        if tags && !self.marked().is_empty() {
            self.ask(Purpose::TagMarked, "");
            return effects;
        }
        if self.bookmark_in_hand().is_none() && self.sheets.is_empty() {
            effects = self.make_bookmark(now);
        }
        let Some(id) = self.bookmark_in_hand() else { return effects };
        let Some(bookmark) = self.shelf.all.get(&id) else { return effects };
        if tags {
            let text = bookmark.tags.iter().fold(String::new(), |all, t| all + t + " ");
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
        let tags = tags_in(text);
        if bookmark.tags == tags {
            return Vec::new();
        }
        self.store(Operation::tags(&bookmark, tags, now))
    }

    /// Gives all marked bookmarks the tags in `text`, and takes those away that have a `-` before them.
    pub(super) fn tag_marked(&mut self, text: &str, now: Timestamp) -> Vec<Effect> {
        let (away, more): (Vec<String>, Vec<String>) = tags_in(text).into_iter().partition(|t| t.starts_with('-'));
        let mut operations = Vec::new();
        for bookmark in self.marked() {
            let mut tags = bookmark.tags.clone();
            tags.retain(|t| !away.iter().any(|a| a[1..] == **t));
            tags.extend(more.iter().filter(|t| !bookmark.tags.contains(t)).cloned());
            if tags != bookmark.tags {
                operations.push(Operation::tags(&bookmark, tags, now));
            }
        }
        let effects = self.store_all(operations);
        self.say(match effects.len() {
            0 => "nothing to change".to_owned(),
            1 => "1 bookmark tagged; U takes it back".to_owned(),
            n => format!("{n} bookmarks tagged; {n}U takes it back"),
        });
        effects
    }

    /// Deletes the marked bookmarks of the list, else the one in hand.
    pub(super) fn delete(&mut self) -> Vec<Effect> {
        let mut doomed = self.marked();
        if doomed.is_empty() {
            let here = self.bookmark_in_hand().and_then(|id| self.shelf.all.get(&id).cloned());
            doomed.extend(here);
        }
        if doomed.is_empty() {
            self.say("there is no bookmark here");
            return Vec::new();
        }
        let effects = self.store_all(doomed.iter().map(|b| Operation::delete(b)).collect());
        match effects.len() {
            0 => {}
            1 => self.say("deleted; U brings it back"),
            n => self.say(format!("{n} deleted; {n}U brings them back")),
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
        let path = self.whole_path(entry);
        self.positions.mark(letter, &path, target, now);
        self.say(format!("mark {letter} set"));
        vec![Effect::Remember(Box::new(self.positions.clone()))]
    }

    /// The sentence or selection as text, with its citation if asked for.
    pub(super) fn copy(&mut self, cite: bool) -> Vec<Effect> {
        let text = match self.sheets.last().map(super::sheet::Sheet::target) {
            Some(Target::Bookmark(id)) => {
                let marked = self.marked();
                let chosen =
                    if marked.is_empty() { self.shelf.all.get(&id).cloned().into_iter().collect() } else { marked };
                let text = |b: &Arc<Bookmark>| {
                    if cite { cited(b.quote(), &b.document) } else { b.quote().to_owned() }
                };
                Some(chosen.iter().map(text).collect::<Vec<_>>().join("\n\n"))
            }
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
        cited(quote, &describe(entry, self.whole_path(entry)))
    }
}

/// Tags as typed: between blanks and commas, each once, with or without `#`.
fn tags_in(text: &str) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    for tag in text.split([' ', ',', '\t', '\n']).map(|t| t.trim_start_matches('#')).filter(|t| !t.is_empty()) {
        if !tags.iter().any(|t| t == tag) {
            tags.push(tag.to_owned());
        }
    }
    tags
}

/// The sentence in hand; of a lit piece the one around it, even where another begins on the same row.
fn sentence_in_hand(reading: &Reading, entry: &Entry) -> Option<Stretch> {
    let lit = reading.lit.as_ref().filter(|l| Some(l.passage) == reading.passage() && !l.span.is_empty());
    let around = lit.and_then(|lit| {
        let text = entry.article.passage(lit.passage).text.text();
        let span = sentences(text).into_iter().find(|s| s.start <= lit.span.start && lit.span.end <= s.end)?;
        Some(Stretch { passage: lit.passage, span })
    });
    around.or_else(|| reading.sentence(entry))
}

/// The figure that is lit, where it is one: a short piece of the sentence in hand.
fn figure_in_hand(reading: &Reading, entry: &Entry) -> Option<Stretch> {
    let lit = reading.lit.as_ref().filter(|l| Some(l.passage) == reading.passage())?;
    let figure = entry.facts.figures.iter().find(|f| f.passage == lit.passage && f.span == lit.span)?;
    Some(Stretch { passage: figure.passage, span: figure.span.clone() })
}

/// A quote with where it comes from.
fn cited(quote: &str, document: &Document) -> String {
    citation::cite(quote, document).trim_end().to_owned()
}
