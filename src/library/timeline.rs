//! Timeline: the dated statements of the collection or of one entity, in order of time.
//!
//! A statement is a sentence with a date in it; its date keeps the precision of the text (day, month, year, interval). The
//! day on which an article came out is a statement of its own kind.

use std::ops::Range;

use super::compare::{FigureId, sentence};
use super::{ArticleId, EntityId, Library, Place, Spot};
use crate::article::{PassageId, Role};
use crate::facts::{FigureKind, Value};

/// What dates a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dating {
    /// A date in the sentence.
    Stated(FigureId),
    /// The article came out on that day; the spot is its title or first passage, and `date` is empty.
    Published,
}

/// A dated statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dated {
    /// ISO 8601, partial or interval; the order is by its first day, wider ones first.
    pub when: String,
    /// The sentence.
    pub spot: Spot,
    /// The date within the passage's text, in bytes.
    pub date: Range<usize>,
    /// What dates it.
    pub dating: Dating,
}

impl Library {
    /// The dated statements, of `entity` alone if one is given.
    pub fn timeline(&self, entity: Option<EntityId>) -> Vec<Dated> {
        let mut out = Vec::new();
        for id in self.ids() {
            if entity.is_some_and(|e| self.entities.get(e).mentions_in(id).is_empty()) {
                continue;
            }
            out.extend(self.stated(id, entity));
            out.extend(self.published(id));
        }
        out.sort_by(|a, b| {
            key(&a.when).cmp(&key(&b.when)).then(a.spot.place.cmp(&b.spot.place)).then(a.date.start.cmp(&b.date.start))
        });
        out
    }

    /// The sentences of an article with a date that is resolved, each date once a sentence.
    fn stated(&self, article: ArticleId, entity: Option<EntityId>) -> Vec<Dated> {
        let entry = self.entry(article);
        let mut out: Vec<Dated> = Vec::new();
        for (i, figure) in entry.facts.figures.iter().enumerate() {
            let (FigureKind::Date, Value::Date(Some(when))) = (figure.kind, &figure.value) else { continue };
            let passage = entry.article.passage(figure.passage);
            if !matches!(passage.role, Role::Title | Role::Heading | Role::Body | Role::Caption)
                || passage.twin_of.is_some()
            {
                continue;
            }
            let span = sentence(passage.text.text(), figure.span.clone());
            let place = Place { article, passage: figure.passage };
            if entity.is_some_and(|e| !self.names_within(e, place, &span)) {
                continue;
            }
            let spot = Spot { place, span };
            if out.iter().any(|d| d.spot == spot && d.when == *when) {
                continue;
            }
            let dating = Dating::Stated(FigureId { article, figure: i as u32 });
            out.push(Dated { when: when.clone(), spot, date: figure.span.clone(), dating });
        }
        out
    }

    /// The day on which an article came out.
    fn published(&self, article: ArticleId) -> Option<Dated> {
        let entry = self.entry(article);
        let when = entry.article.published?.to_string();
        let with_role = |role| entry.article.passages.iter().position(|p| p.role == role);
        let at = with_role(Role::Title)
            .or_else(|| with_role(Role::Body))
            .or((!entry.article.passages.is_empty()).then_some(0))?;
        let passage = PassageId(at as u32);
        let text = entry.article.passage(passage).text.text();
        let spot = Spot { place: Place { article, passage }, span: sentence(text, 0..0) };
        let date = spot.span.start..spot.span.start;
        Some(Dated { when, spot, date, dating: Dating::Published })
    }

    /// Whether `entity` is named within `span` of the passage at `place`.
    fn names_within(&self, entity: EntityId, place: Place, span: &Range<usize>) -> bool {
        let mentions = &self.entry(place.article).facts.mentions;
        self.entities.get(entity).mentions_in(place.article).iter().any(|m| {
            let mention = &mentions[m.mention as usize];
            mention.passage == place.passage && mention.span.start >= span.start && mention.span.end <= span.end
        })
    }
}

/// The first day of a date or interval, the parts left open as zero, so that wider dates come first; then its end.
fn key(when: &str) -> ([i32; 3], &str) {
    let (start, end) = when.split_once('/').unwrap_or((when, ""));
    let mut parts = start.split('-').map(|p| p.parse().unwrap_or(0));
    let mut next = || parts.next().unwrap_or(0);
    ([next(), next(), next()], end)
}

#[cfg(test)]
mod tests {
    use super::key;

    #[test]
    fn wider_dates_come_first() {
        let mut dates = ["2024-12-22", "2024", "2023/2025", "2024-12", "2023", "1945-09-02"];
        dates.sort_by_key(|d| key(d));
        assert_eq!(dates, ["1945-09-02", "2023", "2023/2025", "2024", "2024-12", "2024-12-22"]);
    }
}
