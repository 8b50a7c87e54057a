//! What is computed beside the screen for the article in hand: related passages and what was told before.

use std::sync::Arc;

use super::sheet::Sheet;
use super::task::{Outcome, Task};
use super::{App, Effect};
use crate::library::ArticleId;

impl App {
    /// What should be computed for what is on the screen.
    pub(super) fn wants(&mut self) -> Vec<Effect> {
        let mut effects = Vec::new();
        if let Some(library) = self.collection.library.clone().filter(|_| std::mem::take(&mut self.fresh_wanted)) {
            effects.push(Effect::Compute(Task::Fresh { library }));
        }
        if self.typing_in_sheet() {
            effects.extend(self.sheets.last_mut().and_then(Sheet::wants_words).map(Effect::Compute));
        }
        let Some(reading) = &mut self.reading else { return effects };
        if reading.asked {
            return effects;
        }
        let Some(library) = self.collection.library_with(reading.article) else { return effects };
        reading.asked = true;
        let earlier = self.list.items.iter().map(|i| i.article);
        let published = |id: ArticleId| self.collection.entry(id).article.published;
        let here = published(reading.article);
        // Read earlier: articles left behind in this session or before; else those published before.
        let earlier = earlier
            .filter(|id| *id != reading.article && id.index() < library.articles.len())
            .filter(|id| self.seen.contains_key(&self.collection.entry(*id).path) || published(*id) < here)
            .collect();
        let dismissed = self.dismissed.clone();
        let survey = Task::Survey { library: library.clone(), article: reading.article, earlier, dismissed };
        effects.push(Effect::Compute(survey));
        effects
    }

    /// Takes in what was computed.
    pub(super) fn done(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Fresh(shares) => self.list.fresh = shares.into_iter().collect(),
            Outcome::Words(made) => {
                self.shelf.words.take(made);
                self.sheets.iter_mut().for_each(|s| s.know(&self.shelf.words));
            }
            Outcome::Survey { library, article, related, repeats } => {
                let same = self.collection.library.as_ref().is_some_and(|l| Arc::ptr_eq(l, &library));
                if let Some(reading) = &mut self.reading
                    && reading.article == article
                    && same
                {
                    reading.related = related.into_iter().collect();
                    reading.repeats = repeats;
                }
            }
        }
    }
}
