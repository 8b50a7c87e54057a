//! The reading view: one article on a page, a cursor, a selection, finds.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use crate::article::{PassageId, Role};
use crate::library::related::Related;
use crate::library::{ArticleId, EntityId, Entry};
use crate::page::{Page, Setting};
use crate::text::Mapped;
use crate::text::fold::{fold, folded};
use crate::text::sentences::sentences;

/// A stretch of the article in hand: bytes of one passage's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// The passage.
    pub passage: PassageId,
    /// Bytes of its text.
    pub span: Range<usize>,
}

/// What a selection grows by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grain {
    /// Sentences.
    Sentence,
    /// Passages.
    Passage,
}

/// A selection from where it began to the cursor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selection {
    /// What it grows by.
    pub grain: Grain,
    /// Where it began.
    pub from: Stretch,
}

/// The finds of what was typed after `/`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Finds {
    /// What was typed.
    pub query: String,
    /// All finds in reading order.
    pub all: Vec<Stretch>,
}

/// An open article.
#[derive(Debug)]
pub struct Reading {
    /// Which.
    pub article: ArticleId,
    /// Its rows.
    pub page: Page,
    /// The setting the rows were made with.
    pub setting: Setting,
    /// The row of the cursor.
    pub row: usize,
    /// Byte offset of the cursor in the text of its passage.
    pub offset: usize,
    /// The first row shown.
    pub top: usize,
    /// The selection.
    pub selection: Option<Selection>,
    /// The finds.
    pub finds: Option<Finds>,
    /// What the last jump led to, lit until the cursor moves.
    pub lit: Option<Stretch>,
    /// Related passages, as far as they have been looked up.
    pub related: HashMap<PassageId, Vec<Related>>,
    /// Sentences told before.
    pub repeats: Vec<Stretch>,
    /// Whether related passages have been asked for.
    pub asked: bool,
    /// Whether the reader has been in it, not only seen it beside the list.
    pub visited: bool,
    /// The entity whose mentions the last jump walked.
    pub walking: Option<EntityId>,
    /// The sentences of the passage in hand, found once: every frame asks for them, and a passage may be a whole book.
    cut: Option<(PassageId, Vec<Range<usize>>)>,
    /// The text of each passage as finds compare it; made when first something is looked for.
    folded: Vec<Mapped>,
}

/// Rows kept between the cursor and the edge.
const SCROLL_OFF: usize = 2;

impl Reading {
    /// Opens `entry` at its beginning.
    pub fn open(article: ArticleId, entry: &Entry, setting: Setting) -> Self {
        let page = Page::lay(&entry.article, &entry.source, setting);
        // The first thing read is the text, not its title.
        let text = entry.article.numbered().find(|(id, p)| p.role == Role::Body && page.shows(*id));
        let row =
            if setting.raw { page.stop(0) } else { text.map(|(id, _)| page.row_of(id, 0)).or_else(|| page.stop(0)) };
        let row = row.unwrap_or(0);
        let offset = page.rows().get(row).map_or(0, |r| r.range.start);
        Self {
            article,
            page,
            setting,
            row,
            offset,
            top: 0,
            selection: None,
            finds: None,
            lit: None,
            related: HashMap::new(),
            repeats: Vec::new(),
            asked: false,
            visited: false,
            walking: None,
            cut: None,
            folded: Vec::new(),
        }
    }

    /// Sets the page anew, keeping the cursor on its text and on its line of the screen.
    pub fn lay(&mut self, entry: &Entry, setting: Setting, height: usize) {
        if self.setting == setting && self.page != Page::default() {
            return;
        }
        let at = self.passage();
        let line = self.row.saturating_sub(self.top);
        self.page = Page::lay(&entry.article, &entry.source, setting);
        self.setting = setting;
        match at {
            Some(passage) => self.go(passage, self.offset),
            None => self.row = self.page.stop(self.row.min(self.page.rows().len())).unwrap_or(0),
        }
        self.top = self.row.saturating_sub(line);
        self.scroll(height);
    }

    /// The article changed: related passages and finds must be looked up anew.
    pub fn renew(&mut self, entry: &Entry, height: usize) {
        let setting = self.setting;
        self.page = Page::default();
        self.related.clear();
        self.asked = false;
        self.lit = None;
        self.selection = None;
        self.cut = None;
        self.folded.clear();
        self.lay(entry, setting, height);
    }

    /// Finds the sentences of the passage in hand, for all who ask until the next event.
    pub fn cut(&mut self, entry: &Entry) {
        let Some(passage) = self.passage() else { return };
        if self.cut.as_ref().is_none_or(|(of, _)| *of != passage) {
            self.cut = Some((passage, sentences(entry.article.passage(passage).text.text())));
        }
    }

    /// The sentences of a passage.
    fn sentences(&self, entry: &Entry, passage: PassageId) -> Cow<'_, [Range<usize>]> {
        match &self.cut {
            Some((of, cut)) if *of == passage => Cow::Borrowed(cut),
            _ => Cow::Owned(sentences(entry.article.passage(passage).text.text())),
        }
    }

    /// The `n`th sentence after (before, if negative) the one in hand, else the last (first) there is.
    pub fn sentence_after(&self, entry: &Entry, n: isize) -> Option<Stretch> {
        let here = self.sentence(entry)?;
        let count = entry.article.passages.len() as u32;
        let ids: Box<dyn Iterator<Item = u32>> =
            if n > 0 { Box::new(here.passage.0..count) } else { Box::new((0..=here.passage.0).rev()) };
        let mut left = n.unsigned_abs();
        let mut found = None;
        for passage in ids.map(PassageId).filter(|id| self.page.shows(*id)) {
            let all = self.sentences(entry, passage);
            let beyond = |s: &&Range<usize>| {
                passage != here.passage || if n > 0 { s.start > here.span.start } else { s.start < here.span.start }
            };
            let ahead: Vec<&Range<usize>> =
                if n > 0 { all.iter().filter(beyond).collect() } else { all.iter().rev().filter(beyond).collect() };
            if let Some(span) = ahead.get(left.saturating_sub(1)).or(ahead.last()) {
                found = Some(Stretch { passage, span: (*span).clone() });
            }
            left = left.saturating_sub(ahead.len());
            if left == 0 {
                break;
            }
        }
        found
    }

    /// The passage in hand.
    pub fn passage(&self) -> Option<PassageId> {
        self.page.rows().get(self.row)?.passage
    }

    /// The sentence in hand: the first that begins on the cursor's row at or after its offset, else the one around it.
    pub fn sentence(&self, entry: &Entry) -> Option<Stretch> {
        let passage = self.passage()?;
        let all = self.sentences(entry, passage);
        let row = self.page.rows().get(self.row)?;
        let begins = |s: &&Range<usize>| s.start >= self.offset && s.start < row.range.end;
        let around = |s: &&Range<usize>| s.start <= self.offset && self.offset < s.end;
        let exact = |s: &&Range<usize>| s.start == self.offset;
        let span = all
            .iter()
            .find(exact)
            .or_else(|| all.iter().find(begins))
            .or_else(|| all.iter().find(around))
            .or_else(|| all.iter().rev().find(|s| s.start <= self.offset))
            .or_else(|| all.first())?;
        Some(Stretch { passage, span: span.clone() })
    }

    /// The selected stretches, in order; the sentence in hand where nothing is selected.
    pub fn chosen(&self, entry: &Entry) -> Vec<Stretch> {
        let Some(here) = self.sentence(entry) else { return Vec::new() };
        let Some(selection) = &self.selection else { return vec![here] };
        let key = |s: &Stretch| (s.passage, s.span.start);
        let (first, last) =
            if key(&selection.from) <= key(&here) { (&selection.from, &here) } else { (&here, &selection.from) };
        let mut out = Vec::new();
        for id in first.passage.0..=last.passage.0 {
            let id = PassageId(id);
            if !self.page.shows(id) {
                continue;
            }
            let len = entry.article.passage(id).text.text().len();
            let whole = selection.grain == Grain::Passage;
            let start = if id == first.passage && !whole { first.span.start } else { 0 };
            let end = if id == last.passage && !whole { last.span.end } else { len };
            out.push(Stretch { passage: id, span: start..end });
        }
        out
    }

    /// Puts the cursor on byte `offset` of `passage`.
    pub fn go(&mut self, passage: PassageId, offset: usize) {
        self.row = self.page.row_of(passage, offset);
        self.offset = if self.passage() == Some(passage) {
            offset
        } else {
            self.page.rows().get(self.row).map_or(0, |r| r.range.start)
        };
    }

    /// Puts the cursor on `row`, or the nearest on which it can stand.
    pub fn go_row(&mut self, row: usize) {
        if let Some(row) = self.page.stop(row) {
            self.row = row;
            self.offset = self.page.rows()[row].range.start;
        }
    }

    /// Moves the cursor by `n` rows.
    pub fn step(&mut self, n: isize) {
        let row = self.page.step(self.row, n);
        // At the upper end the head of the page comes into sight.
        if row == self.row && n < 0 {
            self.top = 0;
        }
        self.go_row(row);
        self.lit = None;
    }

    /// Moves cursor and screen by `n` rows.
    pub fn turn(&mut self, n: isize, height: usize) {
        let last = self.page.rows().len().saturating_sub(height.max(1));
        let top = self.top.saturating_add_signed(n).min(last);
        let moved = top.abs_diff(self.top);
        self.top = top;
        self.lit = None;
        let target =
            if moved == 0 { if n > 0 { self.page.rows().len() } else { 0 } } else { self.row.saturating_add_signed(n) };
        self.go_row(target.min(self.page.rows().len().saturating_sub(1)));
        self.scroll(height);
    }

    /// Scrolls so that the cursor is in sight with some rows around it.
    pub fn scroll(&mut self, height: usize) {
        let height = height.max(1);
        let off = SCROLL_OFF.min((height - 1) / 2);
        let first_stop = self.page.stop(0).unwrap_or(0);
        if self.row <= first_stop {
            self.top = self.top.min(self.row.saturating_sub(height - 1));
            if self.row < height {
                self.top = 0;
            }
        }
        if self.row < self.top + off {
            self.top = self.row.saturating_sub(off);
        }
        if self.row + off >= self.top + height {
            self.top = self.row + off + 1 - height;
        }
        self.top = self.top.min(self.page.rows().len().saturating_sub(height));
    }

    /// Shows the cursor's row a third down the screen, as after a jump.
    pub fn settle(&mut self, height: usize) {
        if self.row < self.top + SCROLL_OFF || self.row + SCROLL_OFF >= self.top + height {
            self.top = self.row.saturating_sub(height / 3);
        }
        self.scroll(height);
    }

    /// The `n`th passage after the one in hand that is shown and satisfies `wanted`.
    pub fn passage_after(&self, entry: &Entry, n: isize, wanted: impl Fn(Role) -> bool) -> Option<PassageId> {
        let here = self.passage().map_or(-1, |p| i64::from(p.0));
        let all: Vec<PassageId> = entry
            .article
            .numbered()
            .filter(|(id, p)| self.page.shows(*id) && wanted(p.role))
            .map(|(id, _)| id)
            .collect();
        let found = if n > 0 {
            let after: Vec<_> = all.iter().filter(|p| i64::from(p.0) > here).collect();
            after.get((n as usize - 1).min(after.len().saturating_sub(1))).copied()
        } else {
            let before: Vec<_> = all.iter().rev().filter(|p| i64::from(p.0) < here).collect();
            before.get((n.unsigned_abs() - 1).min(before.len().saturating_sub(1))).copied()
        };
        found.copied()
    }

    /// Goes to the next (`n` > 0) or previous of `stretches`, which are in reading order. Says whether there was one.
    pub fn go_next(&mut self, stretches: &[Stretch], n: isize) -> bool {
        let Some(here) = self.passage().map(|p| (p, self.lit.as_ref().map_or(self.offset, |l| l.span.start))) else {
            return false;
        };
        let fresh = self.lit.is_none();
        let found = if n > 0 {
            stretches
                .iter()
                .filter(|s| (s.passage, s.span.start) > here || (fresh && (s.passage, s.span.start) == here))
                .nth(n as usize - 1)
        } else {
            stretches.iter().rev().filter(|s| (s.passage, s.span.start) < here).nth(n.unsigned_abs() - 1)
        };
        let Some(found) = found.cloned() else { return false };
        self.show(found);
        true
    }

    /// Puts the cursor on `stretch` and lights it.
    pub fn show(&mut self, stretch: Stretch) {
        self.go(stretch.passage, stretch.span.start);
        self.lit = Some(stretch);
    }

    /// Looks for `query` in the article, both sides folded. Nothing stays lit from what was looked for before.
    pub fn find(&mut self, entry: &Entry, query: &str) {
        self.lit = None;
        let needle = folded(query.trim());
        if needle.is_empty() {
            self.finds = None;
            return;
        }
        if self.folded.is_empty() {
            self.folded = entry.article.passages.iter().map(|p| fold(p.text.text())).collect();
        }
        let mut all = Vec::new();
        for ((id, _), hay) in entry.article.numbered().zip(&self.folded) {
            if !self.page.shows(id) {
                continue;
            }
            let mut from = 0;
            while let Some(at) = hay.text()[from..].find(&needle) {
                let span = from + at..from + at + needle.len();
                all.push(Stretch { passage: id, span: hay.map().to_origin(span.clone()) });
                from = span.end;
            }
        }
        self.finds = Some(Finds { query: query.to_owned(), all });
    }

    /// Which of the finds is lit, from 1 (0 where none is), and how many there are; `None` where nothing is looked for.
    pub fn found(&self) -> Option<(usize, usize)> {
        let finds = self.finds.as_ref()?;
        let at = finds.all.iter().position(|s| Some(s) == self.lit.as_ref()).map_or(0, |at| at + 1);
        Some((at, finds.all.len()))
    }

    /// How much lies behind the cursor, in percent.
    pub fn percent(&self) -> usize {
        let last = self.page.rows().len().saturating_sub(2).max(1);
        (self.row * 100 / last).min(100)
    }
}
