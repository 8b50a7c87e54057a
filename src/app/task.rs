//! Computations too long for a key press, as data: the shell runs them on a worker.

use std::sync::Arc;

use super::reading::Stretch;
use crate::article::{PassageId, Role};
use crate::library::related::{Related, Scope};
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
    },
}

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
}

impl Task {
    /// Computes.
    pub fn run(self) -> Outcome {
        match self {
            Self::Survey { library, article, earlier } => {
                let entry = library.entry(article);
                let related = entry
                    .article
                    .numbered()
                    .filter(|(_, p)| p.role == Role::Body)
                    .map(|(passage, _)| (passage, library.related(Place { article, passage }, Scope::Others)))
                    .collect();
                let repeats = if earlier.is_empty() { Vec::new() } else { library.novelty(article, &earlier).repeats };
                let repeats =
                    repeats.into_iter().map(|r| Stretch { passage: r.spot.place.passage, span: r.spot.span }).collect();
                Outcome::Survey { library, article, related, repeats }
            }
        }
    }
}
