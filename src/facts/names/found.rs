//! A name found in one text, by token numbers, and the list of them with its rule: spans never overlap.

use std::ops::Range;

use crate::facts::Kind;

/// A name in one reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The tokens it covers.
    pub run: Range<usize>,
    /// What it names.
    pub kind: Kind,
    /// What found it.
    pub by: &'static str,
    /// The tokens of the office before or after a person's name.
    pub office: Option<Range<usize>>,
    /// Run of the other half of `Full Name (FN)`.
    pub expansion: Option<usize>,
}

impl Found {
    /// A name with nothing said about it yet.
    pub fn new(run: Range<usize>, kind: Kind, by: &'static str) -> Self {
        Self { run, kind, by, office: None, expansion: None }
    }

    /// Whether the runs share a token.
    pub fn meets(&self, run: &Range<usize>) -> bool {
        self.run.start < run.end && run.start < self.run.end
    }
}

/// Whether any of `all` shares a token with `run`.
pub fn taken(all: &[Found], run: &Range<usize>) -> bool {
    all.iter().any(|f| f.meets(run))
}

/// Adds `found` if its tokens are free; tells whether it did.
pub fn add(all: &mut Vec<Found>, found: Found) -> bool {
    let free = !found.run.is_empty() && !taken(all, &found.run);
    if free {
        all.push(found);
    }
    free
}
