//! Comparable figures: statements over all articles about the same measured thing, claims told twice, and named facts.
//!
//! Nothing is computed upon the values: each statement keeps its bound and its form, and only figures of one form meet, see
//! [`measures`]. Claims are in [`claims`], named facts in [`named`].

use std::collections::HashMap;
use std::ops::Range;

use super::index::tokens::tokens;
use super::{ArticleId, Library, Place, Spot};
use crate::facts::{Figure, FigureKind};
use crate::text::sentences::sentences;

mod claims;
mod frames;
mod measures;
mod named;

/// A figure of the collection: article and place in that article's [`crate::facts::Facts::figures`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FigureId {
    /// The article.
    pub article: ArticleId,
    /// Place in its list of figures.
    pub figure: u32,
}

/// How the statements of a topic stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// The same value.
    Agrees,
    /// Other values at other times.
    Develops,
    /// Other values for the same time, or no time given.
    Differs,
}

impl Relation {
    /// The word for the reader and for JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Agrees => "agrees",
            Self::Develops => "develops",
            Self::Differs => "differs",
        }
    }
}

/// One statement about a topic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// The figure; `None` for a claim told in words.
    pub figure: Option<FigureId>,
    /// The sentence.
    pub spot: Spot,
    /// The date it holds for, of the figure or of the article's publication; ISO 8601.
    pub when: Option<String>,
    /// Whether `when` is the publication date only.
    pub when_published: bool,
}

/// Statements about one measured thing, in order of time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Topic {
    /// What is measured.
    pub topic: String,
    /// Unit of the values.
    pub unit: String,
    /// How they stand to each other.
    pub relation: Relation,
    /// The statements.
    pub statements: Vec<Statement>,
}

/// Whether two units may measure the same thing: the same currency, or counted nouns that share a word that tells something.
pub fn units_meet(kind: FigureKind, a: &str, b: &str) -> bool {
    if kind != FigureKind::Count {
        return a == b;
    }
    let frames = frames::Frames::shipped();
    let there = tokens(b);
    tokens(a).iter().any(|t| t.word.len() > 2 && !frames.is_generic(&t.word) && there.iter().any(|o| o.word == t.word))
}

/// The sentence of `text` that `span` stands in; the whole text where none is found.
pub fn sentence(text: &str, span: Range<usize>) -> Range<usize> {
    sentences(text).into_iter().find(|s| s.start <= span.start && span.start < s.end).unwrap_or(0..text.len())
}

impl Library {
    /// Everything comparable in the collection, over two articles or more first: figures, then claims and named facts.
    pub fn topics(&self) -> Vec<Topic> {
        let mut topics = self.measured();
        topics.extend(self.claimed());
        topics.extend(self.named_facts());
        let across =
            |t: &Topic| t.statements.iter().any(|s| s.spot.place.article != t.statements[0].spot.place.article);
        topics.sort_by_key(|t| !across(t));
        topics
    }

    /// The topic that `figure` belongs to, if any other statement is about the same thing.
    pub fn compare(&self, figure: FigureId) -> Option<Topic> {
        self.measured().into_iter().find(|t| t.statements.iter().any(|s| s.figure == Some(figure)))
    }

    /// The figure with this id.
    pub fn figure(&self, id: FigureId) -> &Figure {
        &self.entry(id.article).facts.figures[id.figure as usize]
    }

    fn measured(&self) -> Vec<Topic> {
        let measures = measures::all(self);
        let pairs = measures::pairs(&measures, &self.index.terms);
        // Union of the pairs; one article's figure may meet one of each other article.
        let mut group: Vec<usize> = (0..measures.len()).collect();
        let root = |group: &[usize], mut i: usize| {
            while group[i] != i {
                i = group[i];
            }
            i
        };
        for (i, j) in &pairs {
            let (a, b) = (root(&group, *i), root(&group, *j));
            group[a.max(b)] = a.min(b);
        }
        let mut members: Vec<(usize, Vec<usize>)> = Vec::new();
        let mut at: HashMap<usize, usize> = HashMap::new();
        for i in 0..measures.len() {
            let r = root(&group, i);
            let slot = *at.entry(r).or_insert_with(|| {
                members.push((r, Vec::new()));
                members.len() - 1
            });
            members[slot].1.push(i);
        }
        members.retain(|m| m.1.len() > 1);
        members
            .into_iter()
            .map(|(_, m)| self.figures_topic(&m.iter().map(|i| &measures[*i]).collect::<Vec<_>>()))
            .collect()
    }

    fn figures_topic(&self, measures: &[&measures::Measure]) -> Topic {
        let mut statements: Vec<Statement> = measures.iter().map(|m| self.figure_statement(m.id)).collect();
        order(&mut statements);
        let figures: Vec<&Figure> = measures.iter().map(|m| self.figure(m.id)).collect();
        let shortest = figures.iter().filter_map(|f| f.unit.as_deref()).min_by_key(|u| u.len()).unwrap_or_default();
        let topic =
            if figures[0].kind == FigureKind::Count { shortest.to_owned() } else { self.shared_subject(measures) };
        let same = measures.iter().all(|m| m.says_the_same(measures[0]));
        let relation = if same { Relation::Agrees } else { relation_in_time(&statements) };
        Topic { topic, unit: shortest.to_owned(), relation, statements }
    }

    /// The words that all figures stand among, in the words of the first article.
    fn shared_subject(&self, measures: &[&measures::Measure]) -> String {
        let first = measures[0];
        let shared = |w: &super::index::WordId| measures.iter().all(|m| m.subject.contains(w));
        let place = Place { article: first.id.article, passage: self.figure(first.id).passage };
        let number = self.index.terms.number(place);
        let mut words: Vec<&str> = Vec::new();
        for term in self.index.terms.of(number) {
            let word = self.index.terms.word(term.word());
            if first.subject.contains(&term.word()) && shared(&term.word()) && !words.contains(&word) {
                words.push(word);
            }
        }
        words.join(" ")
    }

    fn figure_statement(&self, id: FigureId) -> Statement {
        let figure = self.figure(id);
        let place = Place { article: id.article, passage: figure.passage };
        let text = self.passage(place).text.text();
        let (when, when_published) = self.when(id.article, figure.when.as_ref());
        Statement {
            figure: Some(id),
            spot: Spot { place, span: sentence(text, figure.span.clone()) },
            when,
            when_published,
        }
    }

    /// The date of a statement: its own or that of its article's publication.
    fn when(&self, article: ArticleId, own: Option<&String>) -> (Option<String>, bool) {
        match own {
            Some(when) => (Some(when.clone()), false),
            None => (self.entry(article).article.published.map(|d| d.to_string()), true),
        }
    }

    fn told(&self, place: Place, span: Range<usize>) -> Statement {
        let text = self.passage(place).text.text();
        let (when, when_published) = self.when(place.article, None);
        Statement { figure: None, spot: Spot { place, span: sentence(text, span) }, when, when_published }
    }

    fn claimed(&self) -> Vec<Topic> {
        let topic = |claim: claims::Claim| {
            let mut name = String::new();
            let mut statements = Vec::new();
            for (place, from, to) in &claim.told {
                let text = self.passage(*place).text.text();
                let found = tokens(text);
                let (Some(a), Some(b)) = (found.get(*from), found.get(*to)) else { continue };
                if name.is_empty() {
                    text[a.span.start..b.span.end].clone_into(&mut name);
                }
                statements.push(self.told(*place, a.span.clone()));
            }
            order(&mut statements);
            Topic { topic: name, unit: String::new(), relation: Relation::Agrees, statements }
        };
        claims::all(self).into_iter().map(topic).filter(|t| t.statements.len() > 1).collect()
    }

    fn named_facts(&self) -> Vec<Topic> {
        let topic = |fact: named::Named| {
            let entity = self.entities.get(fact.entity);
            let mut statements: Vec<Statement> = fact.spots.into_iter().map(|s| self.told(s.place, s.span)).collect();
            order(&mut statements);
            let relation = if fact.offices { relation_in_time(&statements) } else { Relation::Agrees };
            let topic = if fact.offices { format!("{}: offices", entity.name) } else { entity.name.clone() };
            Topic { topic, unit: String::new(), relation, statements }
        };
        named::all(self).into_iter().map(topic).collect()
    }
}

/// In order of time, undated last, then of the collection.
fn order(statements: &mut [Statement]) {
    statements.sort_by(|a, b| {
        let undated = |s: &Statement| s.when.is_none();
        (undated(a), &a.when, a.spot.place, a.spot.span.start).cmp(&(
            undated(b),
            &b.when,
            b.spot.place,
            b.spot.span.start,
        ))
    });
}

/// Values that differ at times that all differ develop; else they contradict each other or hold for unknown times.
fn relation_in_time(statements: &[Statement]) -> Relation {
    let mut times: Vec<&String> = statements.iter().filter_map(|s| s.when.as_ref()).collect();
    times.sort();
    times.dedup();
    if times.len() == statements.len() { Relation::Develops } else { Relation::Differs }
}
