//! Related passages: those of other articles worth jumping to, each with its reasons.
//!
//! The rank is BM25 between clauses, shared numbered names, topics that the comparison found in both, and latent semantics of
//! the collection; see [`clauses`] and [`latent`]. The floor joins the likeness with the rarity of the words shared, which means
//! about the same in any collection; a shared numbered name or topic passes it by itself, see [`Floor`]. Other names and figures
//! do not rank; they are the reasons shown, see [`reasons`].

use std::collections::HashSet;

use super::compare::About;
use super::index::{Forms, Index, Term, WordId, is_running_text};
use super::{EntityId, Library, Place};
use crate::article::{Passage, Role};

mod clauses;
mod formulas;
mod latent;
mod reasons;
mod settings;

pub use settings::{Floor, Settings};

/// Up to this many passages each is compared; in a larger collection tantivy brings the candidates.
const COMPARE_ALL: usize = 1500;
/// Candidates in a larger collection.
const CANDIDATES: usize = 300;
/// Answers, at most.
const MOST: usize = 12;
/// Score of an answer, at least.
const LEAST_SCORE: f32 = 0.05;
/// Distinct content words that passages share, at least, for a common topic to be a reason by itself.
const LEAST_WORDS: u32 = 3;

/// What ranking needs to know about the collection: word weights and latent dimensions.
#[derive(Debug)]
pub struct Model {
    latent: latent::Latent,
    /// The latent vector of each passage by number; empty in a large collection, where they are made when asked.
    vectors: Vec<Vec<f32>>,
    mean_clause: f32,
    /// None in a large collection.
    formulas: formulas::Formulas,
}

impl Model {
    /// Learns from the passages of `library`'s articles.
    pub fn build(articles: &[std::sync::Arc<super::Entry>], index: &Index) -> Self {
        let terms = &index.terms;
        let body: Vec<usize> = (0..terms.len())
            .filter(|&n| {
                let place = terms.place(n);
                is_running_text(articles[place.article.index()].article.passage(place.passage))
            })
            .collect();
        let step = body.len().div_ceil(latent::MOST_ROWS).max(1);
        let rows: Vec<latent::Row> =
            body.iter().step_by(step).map(|&n| weights(index, terms.roots_of(n), |_| true)).collect();
        let latent = latent::Latent::learn(&rows);
        let all = if terms.len() <= COMPARE_ALL { terms.len() } else { 0 };
        let vectors = (0..all).map(|n| latent.vector(&weights(index, terms.roots_of(n), |_| true))).collect();
        let formulas =
            if all > 0 { formulas::Formulas::learn(terms, articles.len()) } else { formulas::Formulas::default() };
        Self { latent, vectors, mean_clause: clauses::mean_length(terms), formulas }
    }
}

/// The words of a passage with log frequency times idf.
fn weights(index: &Index, terms: &[Term], keep: impl Fn(WordId) -> bool) -> latent::Row {
    let mut words: Vec<WordId> =
        terms.iter().filter(|t| t.is_telling()).map(|t| t.word()).filter(|w| keep(*w)).collect();
    words.sort_unstable();
    words
        .chunk_by(|a, b| a == b)
        .map(|c| (c[0].0, (1.0 + (c.len() as f32).ln()) * index.terms.root_idf(c[0])))
        .collect()
}

/// Where to look for related passages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Other articles.
    Others,
    /// The same article.
    Within,
}

/// Something two passages share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shared {
    /// A named thing.
    Entity(EntityId),
    /// A figure, described for the reader: `13 → 14 mitra strategis komprehensif`.
    Figure(String),
    /// A word or run of words.
    Word(String),
}

/// A related passage.
#[derive(Debug, Clone, PartialEq)]
pub struct Related {
    /// Where.
    pub place: Place,
    /// Greater is better.
    pub score: f32,
    /// Good enough to offer, but not to recommend: shown dim.
    pub weak: bool,
    /// Why, most telling first.
    pub shared: Vec<Shared>,
}

/// Reasons that the reader does not want to be given in this collection.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Dismissed {
    /// Words, folded. A run of words dismisses each of its content words.
    pub words: HashSet<String>,
    /// Entities: neither they nor the words of their mentions count.
    pub entities: HashSet<EntityId>,
}

impl Dismissed {
    /// Dismisses the reason `shared`.
    pub fn add(&mut self, shared: &Shared) {
        match shared {
            Shared::Entity(id) => {
                self.entities.insert(*id);
            }
            Shared::Figure(text) | Shared::Word(text) => {
                self.words.extend(super::index::tokens::tokens(text).into_iter().map(|t| t.word));
            }
        }
    }
}

impl Library {
    /// Passages related to the one at `place`, best first; empty where nothing is related.
    pub fn related(&self, place: Place, scope: Scope) -> Vec<Related> {
        self.related_without(place, scope, &Dismissed::default())
    }

    /// As [`Self::related`], without the reasons that the reader has dismissed.
    pub fn related_without(&self, place: Place, scope: Scope, dismissed: &Dismissed) -> Vec<Related> {
        self.related_by(place, scope, dismissed, &Settings::default())
    }

    /// As [`Self::related_without`], by other settings than the reader's: to measure what a step gives.
    pub fn related_by(&self, place: Place, scope: Scope, dismissed: &Dismissed, by: &Settings) -> Vec<Related> {
        let terms = &self.index.terms;
        let asked = self.passage(place);
        if !speaks(asked, scope) {
            return Vec::new();
        }
        let dropped = self.dismissed_words(dismissed);
        let keep = |w: WordId| dropped.is_empty() || !dropped.contains(&w);
        let own = terms.roots_of(terms.number(place));
        let query = clauses::Query::new(own, by, keep);
        if query.is_empty() {
            return Vec::new();
        }
        let itself = query.likeness(own, terms, self.related.mean_clause).score;
        if itself <= 0.0 {
            return Vec::new();
        }
        let vector = self.related.latent.vector(&weights(&self.index, own, keep));
        let numbered = reasons::numbered(self, place, dismissed);
        let named = reasons::rarely_named(self, place, dismissed);
        let measured = self.sharing_a_topic(place, About::Figures);
        let claimed = self.sharing_a_topic(place, About::Claim);
        let breath = clauses::Breath::of(own, terms, keep);
        let formula = self.related.formulas.words(own);
        let breath_of_its_own = clauses::Breath::of(own, terms, |w| keep(w) && !formula.contains(&w));
        let floor = if scope == Scope::Others { by.others } else { by.within };

        let mut out: Vec<Related> = Vec::new();
        let mut opened = false;
        for other in self.answering(place, scope, &query) {
            let number = terms.number(other);
            let alike = query.likeness(terms.roots_of(number), terms, self.related.mean_clause);
            let idf: f32 = numbered.iter().filter(|(id, _)| self.names(other, *id)).map(|(_, idf)| idf).sum();
            let numbered = by.numbered * idf;
            let mut topic = if measured.contains(&other) { by.figures } else { 0.0 };
            topic += if claimed.contains(&other) { by.claims } else { 0.0 };
            let reasoned = numbered > 0.0 || (topic > 0.0 && alike.shared >= LEAST_WORDS);
            let likeness = alike.score / itself;
            let named = self.rarity_of(&named, other);
            let strength = Floor::strength(likeness, alike.rare + named);
            if alike.shared == 0 || (!reasoned && strength < floor.listed) {
                continue;
            }
            let latent = match self.related.vectors.get(number) {
                Some(v) => latent::cosine(&vector, v),
                None => latent::cosine(
                    &vector,
                    &self.related.latent.vector(&weights(&self.index, terms.roots_of(number), keep)),
                ),
            };
            let score = likeness + by.latent * latent.max(0.0) + numbered + topic;
            if score < LEAST_SCORE {
                continue;
            }
            // What a rare name or a topic joins needs no other words in one breath.
            let opens = |strength: f32, breath: &clauses::Breath| {
                let coupled = || named > 0.0 || breath.shared(terms.roots_of(number)) >= floor.coupled;
                reasoned || (strength >= floor.opens && coupled())
            };
            opened |= opens(strength, &breath);
            let there = |w: &&WordId| terms.roots_of(number).iter().any(|t| t.word() == **w && t.is_strong());
            let stock: f32 = formula.iter().filter(there).map(|w| terms.rarity(*w)).sum();
            let plain = opens(Floor::strength(likeness, alike.rare - stock + named), &breath_of_its_own);
            out.push(Related { place: other, score, weak: !plain, shared: Vec::new() });
        }
        if !opened {
            return Vec::new();
        }
        out.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.place.cmp(&b.place)));
        out.truncate(MOST);
        for related in &mut out {
            related.shared = reasons::reasons(self, place, related.place, dismissed, &dropped);
        }
        out
    }

    /// How strongly the passage at `other` answers the one at `place`, as [`Floor::strength`] has it.
    pub(super) fn strength(&self, place: Place, other: Place) -> f32 {
        let terms = &self.index.terms;
        let query = clauses::Query::new(terms.roots_of(terms.number(place)), &Settings::default(), |_| true);
        let likeness = |number| query.likeness(terms.roots_of(number), terms, self.related.mean_clause);
        let itself = likeness(terms.number(place)).score;
        if itself <= 0.0 {
            return 0.0;
        }
        let alike = likeness(terms.number(other));
        let named = reasons::rarely_named(self, place, &Dismissed::default());
        Floor::strength(alike.score / itself, alike.rare + self.rarity_of(&named, other))
    }

    /// The rarity of those of `entities` that the passage at `place` names.
    fn rarity_of(&self, entities: &[(EntityId, f32)], place: Place) -> f32 {
        let named = entities.iter().filter(|(id, _)| self.names(place, *id));
        named.map(|(_, idf)| idf).sum::<f32>() / (self.index.terms.len().max(3) as f32).ln()
    }

    /// The passages that may answer.
    fn answering(&self, place: Place, scope: Scope, query: &clauses::Query) -> Vec<Place> {
        let terms = &self.index.terms;
        let fits = |other: &Place| {
            *other != place
                && (other.article == place.article) == (scope == Scope::Within)
                && speaks(self.passage(*other), scope)
        };
        let of_article = || self.entry(place.article).article.numbered().map(|(id, _)| Place { passage: id, ..place });
        if scope == Scope::Within {
            return of_article().filter(fits).collect();
        }
        if terms.len() <= COMPARE_ALL {
            return (0..terms.len()).map(|n| terms.place(n)).filter(fits).collect();
        }
        let words = query.words();
        let forms: Vec<Forms<'_>> =
            words.iter().map(|w| terms.forms_of(*w).map(|w| (terms.word(w), 1.0)).collect()).collect();
        self.index.candidates(&forms, 1, CANDIDATES).into_iter().filter(fits).collect()
    }

    /// The passages that state a figure of the same measured thing as the passage at `place`, or tell the same claim.
    fn sharing_a_topic(&self, place: Place, about: About) -> HashSet<Place> {
        let stated = self.known_topics().iter().filter(|t| t.about == about);
        let here = stated.filter(|t| t.statements.iter().any(|s| s.spot.place == place));
        here.flat_map(|t| &t.statements).map(|s| s.spot.place).collect()
    }

    /// The words that dismissed reasons consist of.
    fn dismissed_words(&self, dismissed: &Dismissed) -> HashSet<WordId> {
        let names =
            dismissed.entities.iter().flat_map(|id| &self.entities.get(*id).aliases).map(|a| a.surface.as_str());
        names
            .flat_map(super::index::tokens::tokens)
            .map(|t| t.word)
            .chain(dismissed.words.iter().cloned())
            .filter_map(|w| self.index.terms.find(&w))
            .flat_map(|w| [w, self.index.terms.root(w)])
            .collect()
    }

    /// Whether the passage at `place` names `entity`.
    fn names(&self, place: Place, entity: EntityId) -> bool {
        let facts = &self.entry(place.article).facts;
        self.entities
            .get(entity)
            .mentions_in(place.article)
            .iter()
            .any(|m| facts.mentions[m.mention as usize].passage == place.passage)
    }
}

/// Whether a passage asks and answers: running text; inside one article its captions too, for they show what the text
/// tells. Source lines, bylines, titles, headings and code never do.
fn speaks(passage: &Passage, scope: Scope) -> bool {
    match passage.role {
        Role::Body => is_running_text(passage),
        Role::Caption => scope == Scope::Within && passage.twin_of.is_none(),
        Role::Title | Role::Byline | Role::Heading | Role::Source => false,
    }
}
