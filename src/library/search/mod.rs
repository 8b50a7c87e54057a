//! Search: the passages that answer what a reader types, best first, with the hit to light.
//!
//! All words must be there in some form (as typed, begun, mistyped, as a short form or its expansion); function words need
//! not. Where no passage has all of three words or more, one may be missing; where nothing answers, it says nothing.

use std::ops::Range;

use super::index::tokens::tokens;
use super::{Library, Place};
use crate::article::Role;

mod query;
mod rank;
mod typo;

/// Candidates that tantivy brings for ranking.
const CANDIDATES: usize = 400;
/// An answer with a word missing must have this share of what the words of the query weigh.
const ENOUGH: f32 = 0.6;

/// A passage that answers a query.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// Where.
    pub place: Place,
    /// Greater is better.
    pub score: f32,
    /// What to light, bytes of the passage's text.
    pub lit: Vec<Range<usize>>,
}

impl Library {
    /// The best `limit` passages for `query`; empty where nothing answers it.
    pub fn search(&self, query: &str, limit: usize) -> Vec<Hit> {
        let terms = &self.index.terms;
        let parts = query::parts(query, &self.index);
        let forms = query::forms(&parts, terms);
        let needed = forms.len();
        let missing = match needed {
            0 => return Vec::new(),
            1 | 2 => 0,
            3 | 4 => 1,
            _ => 2,
        };
        let mean = (terms.count() as f32 / terms.len().max(1) as f32).max(1.0);
        let mut answers: Vec<(Place, rank::Answer)> = Vec::new();
        let candidates = self.index.candidates(&forms, needed - missing, CANDIDATES.max(limit));
        for place in candidates {
            let mut answer = rank::answer(&parts, terms.of(terms.number(place)), terms, mean);
            answer.score *= weight(self.passage(place).role);
            answers.push((place, answer));
        }
        let most = answers.iter().map(|(_, a)| a.parts).max().unwrap_or(0);
        let enough = if most == needed { needed } else { (needed - missing).max(1) };
        answers.retain(|(_, a)| a.parts >= enough && (enough == needed || a.share >= ENOUGH));
        answers.sort_by(|a, b| (b.1.parts.cmp(&a.1.parts)).then(b.1.score.total_cmp(&a.1.score)).then(a.0.cmp(&b.0)));
        answers.truncate(limit);
        answers.into_iter().map(|(place, a)| Hit { place, score: a.score, lit: self.lit(place, &a.places) }).collect()
    }

    /// The spans of the words found, in order, those that touch or overlap merged.
    fn lit(&self, place: Place, places: &[rank::Place]) -> Vec<Range<usize>> {
        let found = tokens(self.passage(place).text.text());
        let span = |p: &rank::Place| Some(found.get(p.at)?.span.start..found.get(p.at + p.len - 1)?.span.end);
        let mut spans: Vec<Range<usize>> = places.iter().filter_map(span).collect();
        spans.sort_by_key(|s| (s.start, s.end));
        let mut out: Vec<Range<usize>> = Vec::new();
        for s in spans {
            match out.last_mut() {
                Some(last) if s.start <= last.end => last.end = last.end.max(s.end),
                _ => out.push(s),
            }
        }
        out
    }
}

/// What a passage's role adds: a title is about its words, a source line only names them.
fn weight(role: Role) -> f32 {
    match role {
        Role::Title => 1.15,
        Role::Heading => 1.05,
        Role::Body => 1.0,
        Role::Caption => 0.95,
        Role::Byline | Role::Source => 0.5,
    }
}
