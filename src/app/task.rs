//! Computations too long for a key press, as data: the shell runs them on a worker.

use std::sync::Arc;

use super::narrowing::{Ready, words};
use super::reading::Stretch;
use crate::article::{PassageId, Role};
use crate::bookmark::Bookmark;
use crate::library::related::{Dismissed, Related, Scope};
use crate::library::{ArticleId, Library, Place};

/// Something to compute. It holds all it needs, so that any thread can run it.
#[derive(Debug)]
pub enum Task {
    /// For the article on the screen: related passages of each passage, and what was told before.
    Survey {
        /// The library to ask.
        library: Arc<Library>,
        /// The article.
        article: ArticleId,
        /// The articles read or published earlier.
        earlier: Vec<ArticleId>,
        /// Reasons the reader does not want.
        dismissed: Dismissed,
    },
    /// For the list: how much of each article those published before it have not told.
    Fresh {
        /// The library to ask.
        library: Arc<Library>,
    },
    /// For the list of bookmarks: what each is found by.
    Words(Vec<Arc<Bookmark>>),
}

/// Most articles that are compared each with all earlier ones.
const COMPARED: usize = 200;

/// What a task gave.
#[derive(Debug)]
pub enum Outcome {
    /// See [`Task::Survey`].
    Survey {
        /// The library that was asked.
        library: Arc<Library>,
        /// The article.
        article: ArticleId,
        /// Related passages of each passage that has any.
        related: Vec<(PassageId, Vec<Related>)>,
        /// Sentences told before.
        repeats: Vec<Stretch>,
    },
    /// See [`Task::Fresh`]: path and share, 0 to 1, of articles that repeat something.
    Fresh(Vec<(String, f32)>),
    /// See [`Task::Words`].
    Words(Vec<Ready>),
}

impl Task {
    /// Computes.
    pub fn run(self) -> Outcome {
        match self {
            Self::Survey { library, article, earlier, dismissed } => {
                let entry = library.entry(article);
                let related = entry
                    .article
                    .numbered()
                    .filter(|(_, p)| p.role == Role::Body)
                    .map(|(passage, _)| {
                        (passage, library.related_without(Place { article, passage }, Scope::Others, &dismissed))
                    })
                    .collect();
                let repeats = if earlier.is_empty() { Vec::new() } else { library.novelty(article, &earlier).repeats };
                let repeats =
                    repeats.into_iter().map(|r| Stretch { passage: r.spot.place.passage, span: r.spot.span }).collect();
                Outcome::Survey { library, article, related, repeats }
            }
            Self::Fresh { library } => Outcome::Fresh(fresh(&library)),
            Self::Words(all) => Outcome::Words(
                all.into_iter()
                    .map(|b| {
                        let words = Arc::new(words(&b));
                        (b, words)
                    })
                    .collect(),
            ),
        }
    }
}

/// The share of new text of each article that repeats something, against all published before it.
fn fresh(library: &Library) -> Vec<(String, f32)> {
    if library.articles.len() > COMPARED {
        return Vec::new();
    }
    let published = |id: ArticleId| library.entry(id).article.published;
    library
        .ids()
        .filter_map(|id| {
            let earlier: Vec<ArticleId> = library
                .ids()
                .filter(|e| *e != id && published(*e).is_some() && published(*e) < published(id))
                .collect();
            let fresh = if earlier.is_empty() { 1.0 } else { library.novelty(id, &earlier).fresh };
            (fresh < 1.0).then(|| (library.entry(id).path.clone(), fresh))
        })
        .collect()
}
