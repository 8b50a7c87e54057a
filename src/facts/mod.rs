//! An article to its facts: the names it mentions and the figures it gives, with byte spans.
//!
//! Takes one article; gives [`Facts`]. It does not know other articles: which mentions are one entity over a collection is
//! the library's work.

use std::fmt;
use std::ops::Range;

use rust_decimal::Decimal;

use crate::article::{Article, PassageId};

pub mod dates;
pub mod figures;
pub mod names;

/// Kind of a named thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A person.
    Person,
    /// An organisation.
    Organisation,
    /// A place.
    Place,
    /// An event.
    Event,
    /// A document.
    Document,
}

impl Kind {
    /// All kinds in the order in which they are listed.
    pub const ALL: [Self; 5] = [Self::Person, Self::Organisation, Self::Place, Self::Event, Self::Document];

    /// The word used in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organisation => "organisation",
            Self::Place => "place",
            Self::Event => "event",
            Self::Document => "document",
        }
    }

    /// The heading of its group.
    pub fn plural(self) -> &'static str {
        match self {
            Self::Person => "People",
            Self::Organisation => "Organisations",
            Self::Place => "Places",
            Self::Event => "Events",
            Self::Document => "Documents",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// One mention of a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// The passage it stands in.
    pub passage: PassageId,
    /// Bytes of the passage's text. A person's span leaves titles out.
    pub span: Range<usize>,
    /// What it names.
    pub kind: Kind,
    /// What found it, for the card: a pattern's name, `model`, `gazetteer`, …
    pub by: &'static str,
    /// The full name this mention is written beside, as in `Full Name (FN)` or `FN (Full Name)`: place in
    /// [`Facts::mentions`] of the other half of the pair.
    pub expansion: Option<u32>,
    /// For a person: the office title right before or after the name, bytes of the passage's text.
    pub office: Option<Range<usize>>,
}

/// What a figure measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum FigureKind {
    /// A day, month, year or interval.
    Date,
    /// An amount of money.
    Money,
    /// A percentage.
    Percent,
    /// A number of things.
    Count,
}

/// A normalised value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// ISO 8601, possibly partial (`2024`, `2021-12`, `2024-12-22`) or an interval (`2023/2025`); `None` where the text
    /// leaves it open.
    Date(Option<String>),
    /// An exact number, scale words applied.
    Number(Decimal),
    /// A range of exact numbers.
    Range(Decimal, Decimal),
}

/// How a figure is bounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Approx {
    /// More than, at least, over.
    Over,
    /// Less than, at most, under.
    Under,
    /// About, nearly.
    About,
}

impl Approx {
    /// The sign used in JSON: `>`, `<`, `~`.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Over => ">",
            Self::Under => "<",
            Self::About => "~",
        }
    }
}

/// One figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// The passage it stands in.
    pub passage: PassageId,
    /// Bytes of the passage's text: the number with scale word and unit sign; of a count the number alone.
    pub span: Range<usize>,
    /// What it measures.
    pub kind: FigureKind,
    /// The value.
    pub value: Value,
    /// Money: ISO 4217 code. Percent: `%`. Count: the counted noun phrase in the words of the text.
    pub unit: Option<String>,
    /// The bound or approximator.
    pub approx: Option<Approx>,
    /// What is measured, a short phrase of the sentence.
    pub of: Option<String>,
    /// The date it holds for as far as the sentence says, in the form of [`Value::Date`].
    pub when: Option<String>,
}

/// Names and figures of one article, each in reading order, spans of one list disjoint.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// The names.
    pub mentions: Vec<Mention>,
    /// The figures.
    pub figures: Vec<Figure>,
}

impl Facts {
    /// Reads the facts out of `article`.
    pub fn read(article: &Article) -> Self {
        Self::read_with(article, &names::wanted::Wanted::default())
    }

    /// Reads the facts out of `article`; names that the reader wants found win over all others.
    pub fn read_with(article: &Article, wanted: &names::wanted::Wanted) -> Self {
        let mentions = names::find_wanted(article, names::Steps::ALL, wanted);
        let figures = figures::find(article, &mentions);
        Self { mentions, figures }
    }

    /// The mentions in one passage.
    pub fn mentions_in(&self, passage: PassageId) -> &[Mention] {
        let from = self.mentions.partition_point(|m| m.passage < passage);
        let to = self.mentions.partition_point(|m| m.passage <= passage);
        &self.mentions[from..to]
    }

    /// The figures in one passage.
    pub fn figures_in(&self, passage: PassageId) -> &[Figure] {
        let from = self.figures.partition_point(|f| f.passage < passage);
        let to = self.figures.partition_point(|f| f.passage <= passage);
        &self.figures[from..to]
    }
}
