//! Going to bookmarks, and asking where a bookmark's text is in doubt: nothing is rewritten before the reader says so.

use std::ops::Range;
use std::sync::Arc;

use super::homes::Base;
use super::sheet::{Preview, Subject, Target};
use super::{App, Effect};
use crate::bookmark::anchor::{self, State};
use crate::bookmark::operation::{Field, Place};
use crate::bookmark::record::Anchored;
use crate::bookmark::{Bookmark, Id, Operation, Report};
use crate::library::{self, ArticleId, Entry, Spot};
use crate::text::sanitise::display;

impl App {
    /// How paths become whole.
    pub(super) fn base(&self) -> Base<'_> {
        Base { directory: &self.setup.directory, starter: self.setup.starter }
    }

    /// The path under which bookmarks remember `entry`.
    pub(super) fn whole_path(&self, entry: &Entry) -> String {
        self.base().whole(&entry.path)
    }

    /// Finds the article of each bookmark.
    pub(super) fn house(&mut self) {
        let base = Base { directory: &self.setup.directory, starter: self.setup.starter };
        self.shelf.house(&self.collection.entries, base);
    }

    /// Finds the places of all bookmarks in all open articles.
    pub(super) fn place_all(&mut self) {
        self.house();
        for entry in &self.collection.entries {
            self.shelf.place(entry);
        }
    }

    /// Takes news from the store.
    pub(super) fn stored(&mut self, report: Report) {
        let (notices, other) = self.shelf.report(report);
        if other {
            self.renew_sheets();
        }
        for notice in notices {
            self.warn(notice);
        }
    }

    /// Jumps to a bookmark's text. Where it is in doubt, both texts are laid before the reader first.
    pub(super) fn go_bookmark(&mut self, id: &Id) {
        let Some(bookmark) = self.shelf.all.get(id).cloned() else { return };
        self.house();
        let Some(home) = self.shelf.home(id).cloned() else {
            let id: String = id.as_str().chars().take(26).collect();
            self.warn(format!("{} is not open; `simak open {id}` opens it", bookmark.document.label()));
            return;
        };
        if let Some(article) = home.only()
            && !home.moved
        {
            let entry = self.collection.entry(article).clone();
            self.shelf.place(&entry);
            let placed = self.shelf.placed(&entry.path).iter().find(|p| p.id == *id);
            if let Some(placed) = placed
                && matches!(placed.state, State::Exact | State::Moved)
                && let Some(first) = placed.stretches.first()
            {
                let place = library::Place { article, passage: first.passage };
                let spot = Spot { place, span: first.span.clone() };
                self.jump(&spot);
                return;
            }
        }
        self.lay_sheet(Subject::Anchor(id.clone()));
    }

    /// The reader says that this is what the bookmark means: it points there from now on, and the view goes there.
    pub(super) fn confirm(&mut self, id: &Id, article: ArticleId, span: Range<usize>) -> Vec<Effect> {
        let Some(bookmark) = self.shelf.all.get(id).cloned() else { return Vec::new() };
        let Some(entry) = self.collection.entries.get(article.index()).cloned() else { return Vec::new() };
        let mut document = super::bookmarks::describe(&entry, self.whole_path(&entry));
        document.extra.clone_from(&bookmark.document.extra);
        let place = Place {
            document,
            target: bookmark.target.moved_to(&anchor::selectors(&entry.source.text, span.clone())),
            anchor: Anchored { extra: bookmark.anchor.extra.clone(), ..Anchored::default() },
        };
        let operation = Operation::edit(&bookmark, Field::Place(Box::new(place)), self.now);
        let effects = self.store(operation);
        if effects.is_empty() {
            return effects;
        }
        if let Some(first) = super::bookmarks::stretches(&entry, &span).into_iter().next() {
            let place = library::Place { article, passage: first.passage };
            self.jump(&Spot { place, span: first.span });
        }
        self.say("the bookmark points here now; U takes it back");
        effects
    }

    /// What the row in hand of the topmost sheet leads to, for the eye.
    pub fn preview(&self) -> Option<Preview> {
        let sheet = self.sheets.last()?;
        match sheet.target() {
            Target::Nowhere if sheet.is_matrix() => {
                let title = self.collection.entries.get(sheet.article()?.index())?.article.title.text.clone();
                Some(Preview { title, text: "not named here".to_owned(), lit: 0..0 })
            }
            Target::Spot(spot) => self.preview_of(&spot),
            Target::Bookmark(id) => {
                let bookmark = self.shelf.all.get(&id)?;
                let spot = self.shelf.home(&id).and_then(super::homes::Home::only).and_then(|article| {
                    let entry = self.collection.entries.get(article.index())?;
                    let placed = self.shelf.placed(&entry.path).iter().find(|p| p.id == id)?;
                    let first = placed.stretches.first()?;
                    let place = library::Place { article, passage: first.passage };
                    Some(Spot { place, span: first.span.clone() })
                });
                spot.and_then(|s| self.preview_of(&s)).or_else(|| Some(kept(bookmark)))
            }
            _ => None,
        }
    }

    fn preview_of(&self, spot: &Spot) -> Option<Preview> {
        let entry = self.collection.entries.get(spot.place.article.index())?;
        let passage = entry.article.passages.get(spot.place.passage.index())?;
        Some(Preview {
            title: format!("{} · passage {}", entry.article.title.text, spot.place.passage.0 + 1),
            text: passage.text.text().to_owned(),
            lit: spot.span.clone(),
        })
    }
}

/// The quote as it was kept, with what stood around it.
fn kept(bookmark: &Arc<Bookmark>) -> Preview {
    let selectors = bookmark.target.selectors();
    let [before, quote, after] =
        [&selectors.prefix, &selectors.exact, &selectors.suffix].map(|t| display(t).into_string());
    let (open, close) = (if before.is_empty() { "" } else { "…" }, if after.is_empty() { "" } else { "…" });
    let start = open.len() + before.len();
    let lit = start..start + quote.len();
    let text = format!("{open}{before}{quote}{after}{close}");
    Preview { title: format!("as it was kept · {}", bookmark.document.label()), text, lit }
}
