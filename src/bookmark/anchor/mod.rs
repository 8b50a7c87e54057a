//! Anchors: finding a quote again in a text that may have changed.
//!
//! Takes selectors and the decoded text; gives where the quote stands now and how sure that is. The order of attempts:
//! the remembered place; the exact text anywhere; the text with blanks, marks, quotes and case folded; an approximate
//! match with a floor on the score. A deleted passage must end as [`State::Orphan`] and never point at another sentence.

pub mod bits;
pub mod haystack;
pub mod resolve;
pub mod score;

use std::ops::Range;

pub use haystack::Haystack;
use serde::{Deserialize, Serialize};

use super::target::Stretch;

/// Characters of surrounding text kept on either side of a quote.
pub const CONTEXT: usize = 64;

/// How an anchor stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// At its place, word for word.
    #[default]
    Exact,
    /// The same words at another place, or nearly the same words beyond doubt.
    Moved,
    /// Similar words: the reader is asked.
    Approximate,
    /// The same words at several places that cannot be told apart.
    Ambiguous,
    /// Not there any more.
    Orphan,
    /// A word a later version wrote.
    #[serde(other)]
    Unknown,
}

/// A quote and its place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selectors {
    /// The quoted text.
    pub exact: String,
    /// What stood before it, at most [`CONTEXT`] characters.
    pub prefix: String,
    /// What stood after it.
    pub suffix: String,
    /// The place in Unicode scalar values.
    pub position: Option<Stretch>,
}

/// Where a quote stands now.
#[derive(Debug, Clone, PartialEq)]
pub struct Anchor {
    /// How sure.
    pub state: State,
    /// Bytes of the text; `None` for an orphan.
    pub span: Option<Range<usize>>,
    /// Similarity of quote, surroundings and place, 0 to 1.
    pub score: f64,
}

impl Anchor {
    /// Nothing found.
    pub fn orphan() -> Self {
        Self { state: State::Orphan, span: None, score: 0.0 }
    }
}

/// The selectors of `text[span]`, which is cut at [`super::draft::LONGEST_QUOTE`] characters. Bounds inside a character or beyond the
/// text are moved inwards.
pub fn selectors(text: &str, span: Range<usize>) -> Selectors {
    let start = resolve::boundary_before(text, span.start);
    let end = resolve::boundary_before(text, span.end).max(start);
    let end = text[start..end].char_indices().nth(super::draft::LONGEST_QUOTE).map_or(end, |(n, _)| start + n);
    let before = text[..start].char_indices().rev().nth(CONTEXT - 1).map_or(0, |(n, _)| n);
    let after = text[end..].char_indices().nth(CONTEXT).map_or(text.len(), |(n, _)| end + n);
    let chars = |s: &str| s.chars().count() as u64;
    let from = chars(&text[..start]);
    Selectors {
        exact: text[start..end].to_owned(),
        prefix: text[before..start].to_owned(),
        suffix: text[end..after].to_owned(),
        position: Some(Stretch { start: from, end: from + chars(&text[start..end]) }),
    }
}

/// Finds the quote again. `same_document`: the text is byte for byte the one the bookmark was made in.
///
/// For many quotes in one text make a [`Haystack`] and call [`resolve::resolve`].
///
/// ```
/// use simak::bookmark::anchor::{State, resolve, selectors};
/// let text = "It rained. The town counted 1,204 visitors in May. It rained again.";
/// let quote = selectors(text, 11..50);
/// let now = "The town counted 1,204 visitors in May. It rained again, all day.";
/// let anchor = resolve(&quote, now, false);
/// assert_eq!(anchor.state, State::Moved);
/// assert_eq!(&now[anchor.span.unwrap()], "The town counted 1,204 visitors in May.");
/// ```
pub fn resolve(selectors: &Selectors, text: &str, same_document: bool) -> Anchor {
    resolve::resolve(selectors, &Haystack::new(text), same_document)
}
