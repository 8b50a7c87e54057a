//! One bookmark, as the file holds it.

use std::ops::Range;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::anchor::State;
use super::document::Document;
use super::draft::Draft;
use super::facts::{FigureField, NameField};
use super::id::Id;
use super::moment::Moment;
use super::target::Target;

/// How the anchor stood when the bookmark was last changed. Opening an article never rewrites it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Anchored {
    /// The state.
    #[serde(default)]
    pub state: State,
    /// Similarity 0 to 1.
    #[serde(default = "one")]
    pub score: f64,
    /// What else the file says.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

fn one() -> f64 {
    1.0
}

impl Default for Anchored {
    fn default() -> Self {
        Self { state: State::Exact, score: 1.0, extra: Map::new() }
    }
}

/// One bookmark. Fields simak does not know are kept.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Bookmark {
    /// Its id.
    pub id: Id,
    /// Grows by one with each change.
    #[serde(default)]
    pub rev: u64,
    /// When it was made.
    #[serde(default)]
    pub created: Moment,
    /// When it was last changed.
    #[serde(default)]
    pub modified: Moment,
    /// Where it was made.
    #[serde(default)]
    pub document: Document,
    /// What it points at.
    pub target: Target,
    /// The reader's note, plain text.
    #[serde(default)]
    pub note: String,
    /// The reader's tags.
    #[serde(default)]
    pub tags: Vec<String>,
    /// Names in the quote.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub names: Vec<NameField>,
    /// Figures in the quote.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub figures: Vec<FigureField>,
    /// How the anchor stood.
    #[serde(default)]
    pub anchor: Anchored,
    /// What else the file says.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

impl Bookmark {
    /// The bookmark of `draft`, made at `now`.
    pub fn new(draft: Draft, id: Id, now: jiff::Timestamp) -> Self {
        let now = Moment::from(now);
        Self {
            id,
            rev: 1,
            created: now.clone(),
            modified: now,
            target: Target::new(&draft.selectors, draft.inner),
            document: draft.document,
            note: draft.note,
            tags: draft.tags,
            names: draft.names,
            figures: draft.figures,
            anchor: Anchored::default(),
            extra: Map::new(),
        }
    }

    /// The quote.
    pub fn quote(&self) -> &str {
        self.target.exact()
    }

    /// The fact inside the quote, where one is marked, else the whole quote.
    pub fn fact(&self) -> &str {
        self.fact_span().map_or(self.quote(), |span| &self.quote()[span])
    }

    /// Where the fact stands in the quote, in bytes of it; `None` where none is marked.
    pub fn fact_span(&self) -> Option<Range<usize>> {
        let (quote, inner) = (self.quote(), self.target.inner?);
        let byte = |n: u64| quote.char_indices().nth(n as usize).map_or(quote.len(), |(at, _)| at);
        let (start, end) = (byte(inner.start), byte(inner.end));
        (start < end).then_some(start..end)
    }

    /// Whether both say the same, whatever their revision and time of change.
    pub fn same_content(&self, other: &Self) -> bool {
        let strip = |b: &Self| Self { rev: 0, modified: Moment::default(), ..b.clone() };
        strip(self) == strip(other)
    }
}
