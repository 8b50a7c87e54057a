//! Ids of bookmarks: ULIDs, sortable by the time they were made.
//!
//! Takes a time and a seed, or a string a file holds; gives an [`Id`]. It makes no randomness of its own.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A bookmark's id: a ULID of 26 characters where simak made it. A hand-written file may hold any other non-empty text.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Id(String);

impl Id {
    /// The id as written.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// A ULID of `now` (milliseconds) and 80 bits of the BLAKE3 hash of `seed`: the same moment and seed give the same id.
    ///
    /// A seed should hold what makes the record one of its kind (path, position, quote), so that the same sentence
    /// bookmarked twice in one millisecond is one bookmark and not two.
    pub fn derive(now: jiff::Timestamp, seed: &[u8]) -> Self {
        let hash = blake3::hash(seed);
        let random = hash.as_bytes()[..10].iter().fold(0_u128, |n, b| (n << 8) | u128::from(*b));
        let ms = u64::try_from(now.as_millisecond()).unwrap_or(0);
        Self(ulid::Ulid::from_parts(ms, random).to_string())
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether nothing is written.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<ulid::Ulid> for Id {
    fn from(ulid: ulid::Ulid) -> Self {
        Self(ulid.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::Id;

    #[test]
    fn a_derived_id_is_a_ulid_that_sorts_by_time() {
        let early = Id::derive(jiff::Timestamp::from_second(1_000).unwrap(), b"a");
        let late = Id::derive(jiff::Timestamp::from_second(1_001).unwrap(), b"a");
        assert!(early < late);
        assert_eq!(early.as_str().len(), 26);
        assert!(ulid::Ulid::from_string(early.as_str()).is_ok());
        assert_ne!(early, Id::derive(jiff::Timestamp::from_second(1_000).unwrap(), b"b"));
    }
}
