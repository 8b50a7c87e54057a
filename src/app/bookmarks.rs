//! The bookmarks as the app holds them: made, edited, undone here first; sent to the store as operations.

use std::collections::HashMap;
use std::ops::Range;

use jiff::Timestamp;

use crate::article::PassageId;
use crate::bookmark::anchor::{self, State};
use crate::bookmark::facts::{FigureField, NameField};
use crate::bookmark::{
    Bookmark, Bookmarks, Document, Draft, Id, Operation, Refused, Report, Saving, Step, Undo, document,
};
use crate::library::{ArticleId, Entry, Library};

use super::reading::Stretch;

/// Where a bookmark stands in an open article.
#[derive(Debug, Clone, PartialEq)]
pub struct Placed {
    /// The bookmark.
    pub id: Id,
    /// How sure the place is.
    pub state: State,
    /// The stretches of text it covers, in order; empty for an orphan.
    pub stretches: Vec<Stretch>,
}

/// The bookmarks, how their saving stands, and what can be undone.
#[derive(Debug, Default)]
pub struct Shelf {
    /// All bookmarks, own changes included.
    pub all: Bookmarks,
    /// How the last changes stand.
    pub saving: Saving,
    undo: Undo,
    /// Operations sent in this session.
    sent: u64,
    /// Where the bookmarks of each article stand, by path; made when first asked for, forgotten when either changes.
    placed: HashMap<String, Vec<Placed>>,
}

impl Shelf {
    /// Takes news from the store. Own bookmarks are shown until the store has seen all that was sent.
    pub fn report(&mut self, report: Report) -> Vec<String> {
        self.saving = report.state;
        for step in report.undo {
            self.undo.remember(step);
        }
        if report.seen >= self.sent && self.all != report.bookmarks {
            self.all = report.bookmarks;
            self.placed.clear();
        }
        report.notices
    }

    /// How many changes can be undone.
    pub fn depth(&self) -> usize {
        self.undo.steps().len()
    }

    /// Does `operation` here; gives what is to be sent to the store.
    pub fn perform(&mut self, operation: Operation) -> Result<Operation, Refused> {
        let inverse = self.all.apply(&operation)?;
        self.undo.push(Step { done: operation.clone(), inverse });
        self.changed();
        Ok(operation)
    }

    /// Undoes the last change.
    pub fn undo(&mut self, now: Timestamp) -> Option<Result<Operation, Refused>> {
        let done = self.undo.undo(&mut self.all, now);
        self.after(done)
    }

    /// Does again what was undone.
    pub fn redo(&mut self, now: Timestamp) -> Option<Result<Operation, Refused>> {
        let done = self.undo.redo(&mut self.all, now);
        self.after(done)
    }

    fn after(&mut self, done: Option<Result<Operation, Refused>>) -> Option<Result<Operation, Refused>> {
        if matches!(done, Some(Ok(_))) {
            self.changed();
        }
        done
    }

    fn changed(&mut self) {
        self.sent += 1;
        self.saving = Saving::Pending;
        self.placed.clear();
    }

    /// An article changed: its bookmarks must be found anew.
    pub fn forget(&mut self, path: &str) {
        self.placed.remove(path);
    }

    /// Finds the bookmarks of `entry` in it, unless that was done before.
    pub fn place(&mut self, entry: &Entry) {
        if self.placed.contains_key(&entry.path) {
            return;
        }
        let mine: Vec<_> = self.all.iter().filter(|b| belongs(b, entry)).cloned().collect();
        let mut placed: Vec<Placed> = if mine.is_empty() {
            Vec::new()
        } else {
            let hash = document::hash(&entry.source.text);
            mine.iter().map(|b| find(b, entry, &hash)).collect()
        };
        placed.sort_by_key(|p| p.stretches.first().map_or((PassageId(u32::MAX), 0), |s| (s.passage, s.span.start)));
        self.placed.insert(entry.path.clone(), placed);
    }

    /// Where the bookmarks of the article at `path` stand, in reading order, orphans last.
    pub fn placed(&self, path: &str) -> &[Placed] {
        self.placed.get(path).map_or(&[], Vec::as_slice)
    }

    /// Bookmarks of each article by path, for the list.
    pub fn count(&self, entry: &Entry) -> usize {
        self.all.iter().filter(|b| belongs(b, entry)).count()
    }

    /// The bookmark around this place of an article.
    pub fn at(&self, path: &str, passage: PassageId, offset: Range<usize>) -> Option<&Placed> {
        self.placed(path).iter().find(|p| {
            p.stretches.iter().any(|s| {
                s.passage == passage && s.span.start < offset.end.max(offset.start + 1) && offset.start < s.span.end
            })
        })
    }
}

/// Whether a bookmark was made in this file: the same path, or the same name and title.
pub fn belongs(bookmark: &Bookmark, entry: &Entry) -> bool {
    let doc = &bookmark.document;
    if doc.path == entry.path {
        return true;
    }
    let name = entry.path.rsplit('/').next().unwrap_or(&entry.path);
    !doc.name.is_empty() && doc.name == name && doc.title.as_deref() == Some(entry.article.title.text.as_str())
}

/// Finds a bookmark's quote in the article.
fn find(bookmark: &Bookmark, entry: &Entry, hash: &str) -> Placed {
    let same = bookmark.document.is_text(hash);
    let anchor = anchor::resolve(&bookmark.target.selectors(), &entry.source.text, same);
    let stretches = anchor.span.map_or_else(Vec::new, |span| stretches(entry, &span));
    Placed { id: bookmark.id.clone(), state: anchor.state, stretches }
}

/// The stretches of passages that show bytes `span` of the source text.
pub fn stretches(entry: &Entry, span: &Range<usize>) -> Vec<Stretch> {
    entry
        .article
        .numbered()
        .filter_map(|(id, passage)| {
            let range = passage.range();
            if range.end <= span.start || span.end <= range.start {
                return None;
            }
            let shown = passage.text.map().from_origin(span.start.max(range.start)..span.end.min(range.end));
            (!shown.is_empty()).then_some(Stretch { passage: id, span: shown })
        })
        .collect()
}

/// The draft of a bookmark on `chosen`, stretches in order.
pub fn draft(entry: &Entry, article: ArticleId, library: Option<&Library>, chosen: &[Stretch]) -> Option<Draft> {
    let (first, last) = (chosen.first()?, chosen.last()?);
    let start = entry.article.passage(first.passage).text.map().to_origin(first.span.clone()).start;
    let end = entry.article.passage(last.passage).text.map().to_origin(last.span.clone()).end;
    let selectors = anchor::selectors(&entry.source.text, start..end);
    let within = |passage: PassageId, span: &Range<usize>| {
        chosen.iter().any(|s| s.passage == passage && s.span.start <= span.start && span.end <= s.span.end)
    };
    let text = |passage: PassageId, span: &Range<usize>| {
        entry.article.passage(passage).text.text().get(span.clone()).unwrap_or_default()
    };
    let names = entry
        .facts
        .mentions
        .iter()
        .enumerate()
        .filter(|(_, m)| within(m.passage, &m.span))
        .map(|(i, m)| {
            let entity = library.map_or("", |l| l.entities.get(l.entities.of(article, i)).name.as_str());
            NameField::new(text(m.passage, &m.span), m.kind, entity)
        })
        .collect();
    let figures = entry
        .facts
        .figures
        .iter()
        .filter(|f| within(f.passage, &f.span))
        .map(|f| FigureField::new(text(f.passage, &f.span), f))
        .collect();
    Some(Draft {
        document: describe(entry),
        selectors,
        inner: None,
        names,
        figures,
        note: String::new(),
        tags: Vec::new(),
    })
}

/// The document as a bookmark remembers it.
pub fn describe(entry: &Entry) -> Document {
    let article = &entry.article;
    Document {
        path: entry.path.clone(),
        name: entry.path.rsplit('/').next().unwrap_or(&entry.path).to_owned(),
        title: Some(article.title.text.clone()),
        outlet: article.outlet.clone(),
        author: article.author.clone(),
        published: article.published.map(|d| d.to_string()),
        url: article.url.clone(),
        blake3: document::hash(&entry.source.text),
        len_chars: entry.source.text.chars().count() as u64,
        encoding: entry.source.encoding.to_owned(),
        ..Document::default()
    }
}
