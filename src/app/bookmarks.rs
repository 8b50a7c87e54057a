//! The bookmarks as the app holds them: made, edited, undone here first; sent to the store as operations.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

use jiff::Timestamp;

use crate::article::PassageId;
use crate::bookmark::anchor::{self, Haystack, State, resolve};
use crate::bookmark::facts::{FigureField, NameField};
use crate::bookmark::{
    Bookmark, Bookmarks, Document, Draft, Field, Id, Operation, Refused, Report, Saving, Step, Undo, document, target,
};
use crate::library::{ArticleId, Entry, Library};

use super::homes::{self, Base, Home, Homes};
use super::narrowing::Words;
use super::reading::Stretch;

/// Where a bookmark stands in an open article.
#[derive(Debug, Clone, PartialEq)]
pub struct Placed {
    /// The bookmark.
    pub id: Id,
    /// How sure the place is.
    pub state: State,
    /// Bytes of the source text; `None` for an orphan.
    pub span: Option<Range<usize>>,
    /// The stretches of text it covers, in order; empty for an orphan.
    pub stretches: Vec<Stretch>,
}

/// How the rows of the list of bookmarks are ordered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Order {
    /// Latest first.
    #[default]
    Date,
    /// By the title of the article, then in reading order.
    Article,
    /// The articles as they were opened, each in reading order; those not open last.
    Reading,
}

impl Order {
    /// The next way.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::Date => Self::Article,
            Self::Article => Self::Reading,
            Self::Reading => Self::Date,
        }
    }

    /// In words.
    pub fn word(self) -> &'static str {
        match self {
            Self::Date => "latest first",
            Self::Article => "by article",
            Self::Reading => "in reading order",
        }
    }
}

/// The bookmarks, how their saving stands, and what can be undone.
#[derive(Debug, Default)]
pub struct Shelf {
    /// All bookmarks, own changes included.
    pub all: Bookmarks,
    /// How the last changes stand.
    pub saving: Saving,
    /// Bookmarks marked in the list, for a change of several at once.
    pub marked: HashSet<Id>,
    /// How the list is ordered.
    pub order: Order,
    /// What bookmarks are found by in a long list.
    pub words: Words,
    undo: Undo,
    /// Operations sent in this session.
    sent: u64,
    /// In which article each bookmark is.
    homes: Homes,
    /// Whether `homes` is that of the bookmarks and articles now.
    housed: bool,
    /// Hashes of the open texts by shown path, as far as they were needed.
    hashes: HashMap<String, String>,
    /// Where the bookmarks of each article stand, by shown path.
    placed: HashMap<String, Vec<Placed>>,
    /// The articles of which `placed` is up to date.
    fresh: HashSet<String>,
}

impl Shelf {
    /// Takes news from the store. Own bookmarks are shown until the store has seen all that was sent. Gives what to tell the
    /// reader, and whether the bookmarks are others than before.
    pub fn report(&mut self, report: Report) -> (Vec<String>, bool) {
        self.saving = report.state;
        for step in report.undo {
            self.undo.remember(step);
        }
        let other = report.seen >= self.sent && self.all != report.bookmarks;
        if other {
            let old = std::mem::replace(&mut self.all, report.bookmarks);
            let all = &self.all;
            // What points where it did stands where it did.
            let same = |id: &Id| match (old.get(id), all.get(id)) {
                (Some(a), Some(b)) => Arc::ptr_eq(a, b) || (a.target == b.target && a.document == b.document),
                _ => false,
            };
            self.placed.values_mut().for_each(|list| list.retain(|p| same(&p.id)));
            self.marked.retain(|id| all.get(id).is_some());
            self.outdate();
        }
        (report.notices, other)
    }

    /// How many changes can be undone.
    pub fn depth(&self) -> usize {
        self.undo.steps().len()
    }

    /// Does `operation` here; gives what is to be sent to the store.
    pub fn perform(&mut self, operation: Operation) -> Result<Operation, Refused> {
        let inverse = self.all.apply(&operation)?;
        self.undo.push(Step { done: operation.clone(), inverse });
        self.changed(&operation);
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
        if let Some(Ok(operation)) = &done {
            self.changed(operation);
        }
        done
    }

    fn changed(&mut self, operation: &Operation) {
        self.sent += 1;
        self.saving = Saving::Pending;
        match operation {
            Operation::Edit { new: Field::Note(_) | Field::Tags(_) | Field::Facts(_), .. } => {}
            Operation::Add(_) => self.outdate(),
            Operation::Edit { id, .. } | Operation::Delete { id, .. } => {
                self.placed.values_mut().for_each(|list| list.retain(|p| p.id != *id));
                if self.all.get(id).is_none() {
                    self.marked.remove(id);
                }
                self.outdate();
            }
        }
    }

    /// Homes and places must be looked at again.
    fn outdate(&mut self) {
        self.housed = false;
        self.fresh.clear();
    }

    /// An article changed: its bookmarks must be found anew.
    pub fn forget(&mut self, path: &str) {
        self.placed.remove(path);
        self.hashes.remove(path);
        self.outdate();
    }

    /// The articles are numbered anew.
    pub fn renumber(&mut self) {
        self.outdate();
    }

    /// Finds the article of each bookmark, unless that was done before.
    pub fn house(&mut self, entries: &[Arc<Entry>], base: Base<'_>) {
        if !self.housed {
            self.homes = Homes::new(&self.all, entries, base, &mut self.hashes);
            self.housed = true;
        }
    }

    /// Where this bookmark is at home; `None` where its article is not open.
    pub fn home(&self, id: &Id) -> Option<&Home> {
        self.homes.of(id)
    }

    /// The open articles other than `here` that hold the text this bookmark was made in.
    pub fn elsewhere(&mut self, bookmark: &Bookmark, here: ArticleId, entries: &[Arc<Entry>]) -> Vec<ArticleId> {
        let home = homes::elsewhere(&bookmark.document, entries, &mut self.hashes);
        let same = |id: &ArticleId| bookmark.document.is_text(&self.hashes[&entries[id.index()].path]);
        home.at.into_iter().filter(|id| *id != here && same(id)).collect()
    }

    /// Finds the bookmarks of `entry` in it, unless that was done before; [`Self::house`] comes first.
    pub fn place(&mut self, entry: &Entry) {
        if self.fresh.contains(&entry.path) {
            return;
        }
        self.fresh.insert(entry.path.clone());
        let mine = self.homes.at(&entry.path);
        if mine.is_empty() {
            self.placed.remove(&entry.path);
            return;
        }
        let old = self.placed.remove(&entry.path).unwrap_or_default();
        let mut old: HashMap<Id, Placed> = old.into_iter().map(|p| (p.id.clone(), p)).collect();
        let hay = Haystack::new(&entry.source.text);
        let hash = self.hashes.entry(entry.path.clone()).or_insert_with(|| document::hash(&entry.source.text));
        let mut placed: Vec<Placed> = mine
            .iter()
            .filter_map(|id| old.remove(id).or_else(|| Some(find(self.all.get(id)?, entry, &hay, hash))))
            .collect();
        placed.sort_by_key(|p| p.stretches.first().map_or((PassageId(u32::MAX), 0), |s| (s.passage, s.span.start)));
        self.placed.insert(entry.path.clone(), placed);
    }

    /// Where the bookmarks of the article at `path` stand, in reading order, orphans last.
    pub fn placed(&self, path: &str) -> &[Placed] {
        self.placed.get(path).map_or(&[], Vec::as_slice)
    }

    /// How many bookmarks the article has, for the list.
    pub fn count(&self, entry: &Entry) -> usize {
        self.homes.at(&entry.path).len()
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

/// Finds a bookmark's quote in the article.
fn find(bookmark: &Bookmark, entry: &Entry, hay: &Haystack<'_>, hash: &str) -> Placed {
    let same = bookmark.document.is_text(hash);
    let anchor = resolve::resolve(&bookmark.target.selectors(), hay, same);
    let stretches = anchor.span.as_ref().map_or_else(Vec::new, |span| stretches(entry, span));
    Placed { id: bookmark.id.clone(), state: anchor.state, span: anchor.span, stretches }
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

/// The draft of a bookmark on `chosen`, stretches in order. `fact` is a short piece inside of them that is meant above all;
/// `path` the whole path of the document.
pub fn draft(
    entry: &Entry,
    path: String,
    (article, library): (ArticleId, Option<&Library>),
    chosen: &[Stretch],
    fact: Option<&Stretch>,
) -> Option<Draft> {
    let (first, last) = (chosen.first()?, chosen.last()?);
    let start = entry.article.passage(first.passage).text.map().to_origin(first.span.clone()).start;
    let end = entry.article.passage(last.passage).text.map().to_origin(last.span.clone()).end;
    let selectors = anchor::selectors(&entry.source.text, start..end);
    let inner = fact.and_then(|f| {
        let at = entry.article.passage(f.passage).text.map().to_origin(f.span.clone());
        let chars = |to: usize| entry.source.text.get(start..to).map(|t| t.chars().count() as u64);
        let inner = target::Stretch { start: chars(at.start)?, end: chars(at.end)? };
        (inner.start < inner.end && inner.end <= selectors.exact.chars().count() as u64).then_some(inner)
    });
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
        document: describe(entry, path),
        selectors,
        inner,
        names,
        figures,
        note: String::new(),
        tags: Vec::new(),
    })
}

/// The document as a bookmark remembers it, under its whole path.
pub fn describe(entry: &Entry, path: String) -> Document {
    let article = &entry.article;
    Document {
        path,
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
