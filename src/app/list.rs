//! The list of articles: filtered, sorted, with a cursor.

use std::collections::HashMap;
use std::ops::Range;

use super::collection::Collection;
use crate::library::filter::{Candidate, Filter};
use crate::library::{ArticleId, Entry};

/// In which order articles stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// Latest first; those without a date last.
    #[default]
    Date,
    /// By title.
    Title,
    /// By outlet, then date.
    Outlet,
    /// Longest first.
    Length,
    /// As opened.
    Opened,
}

impl Order {
    /// The next one.
    pub fn next(self) -> Self {
        match self {
            Self::Date => Self::Title,
            Self::Title => Self::Outlet,
            Self::Outlet => Self::Length,
            Self::Length => Self::Opened,
            Self::Opened => Self::Date,
        }
    }

    /// In words for the header.
    pub fn word(self) -> &'static str {
        match self {
            Self::Date => "by date",
            Self::Title => "by title",
            Self::Outlet => "by outlet",
            Self::Length => "by length",
            Self::Opened => "as opened",
        }
    }
}

/// An article that passed the filter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// The article.
    pub article: ArticleId,
    /// Matched bytes of its title.
    pub lit: Vec<Range<usize>>,
    /// Matched bytes of its outlet.
    pub lit_outlet: Vec<Range<usize>>,
    /// A name in it that matched, with the matched bytes, where title and outlet do not show the match.
    pub name: Option<(String, Vec<Range<usize>>)>,
}

/// What the filter looks at in one article: title, outlet and names, made ready once.
#[derive(Debug)]
struct Haystack {
    title: Candidate,
    outlet: Candidate,
    names: Vec<(String, Candidate)>,
    /// All of it, in which every word of the query must be found.
    whole: Candidate,
    /// The title as titles are sorted.
    folded: String,
    /// Words of the article.
    words: usize,
}

/// The list pane.
#[derive(Debug, Default)]
pub struct List {
    /// What is typed into the filter.
    pub query: String,
    /// The order.
    pub order: Order,
    /// What passed, in order.
    pub items: Vec<Item>,
    /// Place of the cursor in `items`.
    pub cursor: usize,
    /// Place of the first item shown.
    pub top: usize,
    /// Share of text that articles published before have not told, by path; articles without repeats are left out.
    pub fresh: HashMap<String, f32>,
    ready: HashMap<String, Haystack>,
}

/// Lines an item takes where there are many: title, details.
const CLOSE: usize = 2;
/// Lines an item takes where the list is narrow, since few titles fit into one there: two of title, details.
const TALL: usize = 3;
/// Lines an item takes where there is room for all: two of title, details, a blank.
const ROOMY: usize = 4;
/// Columns below which a list is narrow.
const NARROW: usize = 40;

impl List {
    /// Lines each item takes where `lines` lines of `width` columns are shown.
    pub fn item_lines(&self, lines: usize, width: usize) -> usize {
        match self.items.len() {
            n if n * ROOMY <= lines => ROOMY,
            n if n * TALL <= lines || width < NARROW => TALL,
            _ => CLOSE,
        }
    }

    /// The article under the cursor.
    pub fn current(&self) -> Option<ArticleId> {
        self.items.get(self.cursor).map(|i| i.article)
    }

    /// Filters and sorts anew; the cursor stays on its article where it can.
    pub fn refresh(&mut self, collection: &Collection) {
        let current = self.current();
        let filter = Filter::new(&self.query);
        for entry in &collection.entries {
            if !self.ready.contains_key(&entry.path) {
                self.ready.insert(entry.path.clone(), haystack(entry));
            }
        }
        let mut scored: Vec<(i64, &Haystack, Item)> = Vec::new();
        for (i, entry) in collection.entries.iter().enumerate() {
            let Some(hay) = self.ready.get(&entry.path) else { continue };
            if let Some((score, item)) = item(ArticleId(i as u32), hay, &filter) {
                scored.push((score, hay, item));
            }
        }
        let key = |item: &Item| collection.entry(item.article);
        scored.sort_by(|(sa, ha, a), (sb, hb, b)| {
            let (ea, eb) = (key(a), key(b));
            let order = match self.order {
                Order::Date => eb.article.published.cmp(&ea.article.published),
                Order::Title => ha.folded.cmp(&hb.folded),
                Order::Outlet => (ea.article.outlet.as_deref().unwrap_or("~"), eb.article.published)
                    .cmp(&(eb.article.outlet.as_deref().unwrap_or("~"), ea.article.published)),
                Order::Length => hb.words.cmp(&ha.words),
                Order::Opened => std::cmp::Ordering::Equal,
            };
            let best = if filter.is_empty() { std::cmp::Ordering::Equal } else { sb.cmp(sa) };
            best.then(order).then(a.article.cmp(&b.article))
        });
        self.items = scored.into_iter().map(|(_, _, i)| i).collect();
        self.cursor = current
            .and_then(|c| self.items.iter().position(|i| i.article == c))
            .unwrap_or(self.cursor)
            .min(self.items.len().saturating_sub(1));
    }

    /// Forgets what it made ready of the article at `path`, because it changed.
    pub fn forget(&mut self, path: &str) {
        self.ready.remove(path);
    }

    /// Moves the cursor by `n` items.
    pub fn step(&mut self, n: isize) {
        self.cursor = self.cursor.saturating_add_signed(n).min(self.items.len().saturating_sub(1));
    }

    /// Moves the cursor onto `article`, if it is in the list.
    pub fn select(&mut self, article: ArticleId) {
        if let Some(at) = self.items.iter().position(|i| i.article == article) {
            self.cursor = at;
        }
    }

    /// The article `n` places after the one given within the list.
    pub fn neighbour(&self, article: ArticleId, n: isize) -> Option<ArticleId> {
        let at = self.items.iter().position(|i| i.article == article)?;
        self.items.get(at.checked_add_signed(n)?).map(|i| i.article)
    }

    /// Scrolls so that the cursor is among the `lines` lines of `width` columns shown.
    pub fn scroll(&mut self, lines: usize, width: usize) {
        let fit = (lines / self.item_lines(lines, width)).max(1);
        if self.cursor < self.top {
            self.top = self.cursor;
        } else if self.cursor >= self.top + fit {
            self.top = self.cursor + 1 - fit;
        }
        self.top = self.top.min(self.items.len().saturating_sub(fit));
    }
}

/// Makes an article ready for the filter.
fn haystack(entry: &Entry) -> Haystack {
    let article = &entry.article;
    let mut names: Vec<String> = Vec::new();
    for m in &entry.facts.mentions {
        let surface = &article.passage(m.passage).text.text()[m.span.clone()];
        if !names.iter().any(|n| n == surface) {
            names.push(surface.to_owned());
        }
    }
    let outlet = article.outlet.as_deref().unwrap_or_default();
    let author = article.author.as_deref().unwrap_or_default();
    let mut whole = format!("{}\n{outlet}\n{author}\n{}", article.title.text, entry.file_name());
    for n in &names {
        whole.push('\n');
        whole.push_str(n);
    }
    Haystack {
        title: Candidate::new(&article.title.text),
        outlet: Candidate::new(outlet),
        names: names.into_iter().map(|n| (n.clone(), Candidate::new(&n))).collect(),
        whole: Candidate::new(&whole),
        folded: crate::text::fold::folded(&article.title.text),
        words: article.word_count(),
    }
}

/// The item and its score where the article passes; a match in the title counts most.
fn item(article: ArticleId, hay: &Haystack, filter: &Filter) -> Option<(i64, Item)> {
    let bare = Item { article, lit: Vec::new(), lit_outlet: Vec::new(), name: None };
    if filter.is_empty() {
        return Some((0, bare));
    }
    if let Some(m) = filter.matches(&hay.title) {
        return Some((m.score * 4, Item { lit: m.lit, ..bare }));
    }
    if let Some(m) = filter.matches(&hay.outlet) {
        return Some((m.score * 2, Item { lit_outlet: m.lit, ..bare }));
    }
    let best = hay
        .names
        .iter()
        .filter_map(|(name, candidate)| filter.matches(candidate).map(|m| (m.score, name, m.lit)))
        .max_by_key(|(score, name, _)| (*score, std::cmp::Reverse(name.len())));
    if let Some((score, name, lit)) = best {
        return Some((score * 3, Item { name: Some((name.clone(), lit)), ..bare }));
    }
    filter.matches(&hay.whole).map(|m| (m.score, bare))
}
