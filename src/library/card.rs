//! The card of an entity: spellings, articles, offices, companions, figures, dated statements, mentions.
//!
//! Takes an entity of the library; gives a [`Card`]. Its spellings, with the rule of each, and its mentions stand in the
//! [`crate::library::entities::Entity`] itself.

use std::collections::BTreeMap;
use std::ops::Range;

use super::compare::FigureId;
use super::entities::MentionId;
use super::timeline::Dated;
use super::{ArticleId, EntityId, Library, Place};
use crate::facts::{FigureKind, Mention};
use crate::text::fold::folded;
use crate::text::sentences::sentences;

/// The value of the log-likelihood ratio from which on two names occur together by more than chance: chi-squared of one
/// degree of freedom at .05.
const CHANCE: f64 = 3.84;

/// An office title given to a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Office {
    /// The title in the words of the text.
    pub title: String,
    /// Where it is given first.
    pub mention: MentionId,
    /// The articles that give it.
    pub articles: Vec<ArticleId>,
}

/// Another entity that occurs with this one more often than chance.
#[derive(Debug, Clone, PartialEq)]
pub struct Companion {
    /// The other.
    pub entity: EntityId,
    /// Passages that name both.
    pub together: u32,
    /// Log-likelihood ratio (Dunning 1993) of their occurring together.
    pub strength: f32,
}

/// What is known about an entity.
#[derive(Debug, Clone, PartialEq)]
pub struct Card {
    /// The entity.
    pub entity: EntityId,
    /// Mentions in each article that names it.
    pub articles: Vec<(ArticleId, u32)>,
    /// Offices, in order of time as far as known.
    pub offices: Vec<Office>,
    /// Companions, strongest first.
    pub companions: Vec<Companion>,
    /// Figures in sentences that name it, but no dates.
    pub figures: Vec<FigureId>,
    /// Dated sentences that name it.
    pub timeline: Vec<Dated>,
}

impl Library {
    /// The card of `entity`.
    pub fn card(&self, entity: EntityId) -> Card {
        Card {
            entity,
            articles: self.articles_of(entity),
            offices: self.offices(entity),
            companions: self.companions(entity),
            figures: self.figures_beside(entity),
            timeline: self.timeline(Some(entity)),
        }
    }

    /// The mention with this id.
    pub fn mention(&self, id: MentionId) -> &Mention {
        &self.entry(id.article).facts.mentions[id.mention as usize]
    }

    fn articles_of(&self, entity: EntityId) -> Vec<(ArticleId, u32)> {
        let mut out: Vec<(ArticleId, u32)> = Vec::new();
        for m in &self.entities.get(entity).mentions {
            match out.last_mut() {
                Some((article, n)) if *article == m.article => *n += 1,
                _ => out.push((m.article, 1)),
            }
        }
        out
    }

    /// The office titles given to the entity: those of the earliest article first, articles without a date last.
    fn offices(&self, entity: EntityId) -> Vec<Office> {
        let mut out: Vec<Office> = Vec::new();
        let mut at: BTreeMap<String, usize> = BTreeMap::new();
        for id in &self.entities.get(entity).mentions {
            let m = self.mention(*id);
            let text = self.entry(id.article).article.passage(m.passage).text.text();
            let Some(title) = m.office.clone().and_then(|span| text.get(span)).map(str::trim) else { continue };
            let i = *at.entry(folded(title)).or_insert_with(|| {
                out.push(Office { title: title.to_owned(), mention: *id, articles: Vec::new() });
                out.len() - 1
            });
            if out[i].articles.last() != Some(&id.article) {
                out[i].articles.push(id.article);
            }
        }
        let when = |o: &Office| {
            let dates = o.articles.iter().filter_map(|a| self.entry(*a).article.published);
            let first = dates.min();
            (first.is_none(), first, o.mention)
        };
        out.sort_by_key(when);
        out
    }

    /// The passages that name the entity, each once; of a caption told in two languages the one that is shown.
    fn passages_of(&self, entity: EntityId) -> impl Iterator<Item = Place> {
        let mut last = None;
        self.entities.get(entity).mentions.iter().filter_map(move |id| {
            let place = Place { article: id.article, passage: self.mention(*id).passage };
            let new = last.replace(place) != Some(place) && self.passage(place).twin_of.is_none();
            new.then_some(place)
        })
    }

    fn companions(&self, entity: EntityId) -> Vec<Companion> {
        let mut together: BTreeMap<EntityId, u32> = BTreeMap::new();
        let mut own = 0;
        for place in self.passages_of(entity) {
            own += 1;
            for other in self.entities_in(place) {
                *together.entry(other).or_default() += 1;
            }
        }
        together.remove(&entity);
        let passages = self.ids().map(|id| self.named_passages(id)).sum();
        let mut out: Vec<Companion> = together
            .into_iter()
            .filter_map(|(other, both)| {
                let theirs = self.passages_of(other).count() as u32;
                let strength = log_likelihood(both, own, theirs, passages);
                let attracted = f64::from(both) * f64::from(passages) > f64::from(own) * f64::from(theirs);
                let companion = Companion { entity: other, together: both, strength: strength as f32 };
                (attracted && strength >= CHANCE && !self.entities.get(other).hidden).then_some(companion)
            })
            .collect();
        out.sort_by(|a, b| {
            b.strength.total_cmp(&a.strength).then(b.together.cmp(&a.together)).then(a.entity.cmp(&b.entity))
        });
        out
    }

    /// The entities named in a passage, each once.
    fn entities_in(&self, place: Place) -> Vec<EntityId> {
        let mentions = &self.entry(place.article).facts.mentions;
        let from = mentions.partition_point(|m| m.passage < place.passage);
        let to = mentions.partition_point(|m| m.passage <= place.passage);
        let mut all: Vec<EntityId> = (from..to).map(|i| self.entities.of(place.article, i)).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// How many passages of an article name anything, twins counted once.
    fn named_passages(&self, id: ArticleId) -> u32 {
        let entry = self.entry(id);
        let mut passages: Vec<_> = entry.facts.mentions.iter().map(|m| m.passage).collect();
        passages.dedup();
        passages.retain(|p| entry.article.passage(*p).twin_of.is_none());
        passages.len() as u32
    }

    /// The figures that stand in a sentence with a mention of the entity; the dates are those of its timeline.
    fn figures_beside(&self, entity: EntityId) -> Vec<FigureId> {
        let mut out = Vec::new();
        for place in self.passages_of(entity) {
            let facts = &self.entry(place.article).facts;
            let figures = facts.figures_in(place.passage);
            if figures.is_empty() {
                continue;
            }
            let first = facts.figures.partition_point(|f| f.passage < place.passage);
            let from = facts.mentions.partition_point(|m| m.passage < place.passage);
            let spans: Vec<Range<usize>> = (facts.mentions_in(place.passage).iter().enumerate())
                .filter(|(i, _)| self.entities.of(place.article, from + i) == entity)
                .map(|(_, m)| m.span.clone())
                .collect();
            let sentences = sentences(self.passage(place).text.text());
            let holds = |s: &Range<usize>, span: &Range<usize>| s.start <= span.start && span.start < s.end;
            for (i, f) in figures.iter().enumerate().filter(|(_, f)| f.kind != FigureKind::Date) {
                let sentence = sentences.iter().find(|s| holds(s, &f.span));
                if sentence.is_some_and(|s| spans.iter().any(|m| holds(s, m))) {
                    out.push(FigureId { article: place.article, figure: (first + i) as u32 });
                }
            }
        }
        out
    }
}

/// The log-likelihood ratio of two events that occur `both` times together, `a` and `b` times each, in `n` trials.
///
/// Dunning (1993), Accurate methods for the statistics of surprise and coincidence; the form in entropies of counts.
fn log_likelihood(both: u32, a: u32, b: u32, n: u32) -> f64 {
    let term = |k: u32| if k == 0 { 0.0 } else { f64::from(k) * f64::from(k).ln() };
    let (only_a, only_b) = (a.saturating_sub(both), b.saturating_sub(both));
    let neither = (n + both).saturating_sub(a + b);
    let cells = term(both) + term(only_a) + term(only_b) + term(neither);
    let rows = term(a) + term(n.saturating_sub(a)) + term(b) + term(n.saturating_sub(b));
    (2.0 * (cells - rows + term(n))).max(0.0)
}

#[cfg(test)]
mod tests {
    use super::log_likelihood;

    #[test]
    fn independent_names_have_no_strength_and_constant_companions_much() {
        assert!(log_likelihood(10, 100, 100, 1000) < 1e-6);
        assert!(log_likelihood(50, 50, 50, 1000) > 100.0);
        // Two by two: the value by the formula of expected counts.
        let expected = |k: f64, e: f64| 2.0 * k * (k / e).ln();
        let by_hand = expected(8.0, 2.0) + expected(2.0, 8.0) + expected(12.0, 18.0) + expected(78.0, 72.0);
        assert!((log_likelihood(8, 10, 20, 100) - by_hand).abs() < 1e-9);
    }

    #[test]
    fn nothing_is_finite_and_never_negative() {
        for (both, a, b, n) in [(0, 0, 0, 0), (1, 1, 1, 1), (0, 5, 5, 10), (3, 3, 3, 3)] {
            let g = log_likelihood(both, a, b, n);
            assert!(g.is_finite() && g >= 0.0);
        }
    }
}
