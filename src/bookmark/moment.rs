//! Moments as the file writes them: RFC 3339 in UTC, kept as written.

use std::cmp::Ordering;
use std::fmt;

use serde::{Deserialize, Serialize};

/// A time as text. What a person wrote by hand is kept even where it is no time; such a text sorts before all times.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Moment(String);

impl Moment {
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The time it says, if it says one.
    pub fn timestamp(&self) -> Option<jiff::Timestamp> {
        self.0.parse().ok()
    }

    /// The day it says in UTC, `YYYY-MM-DD`, if it says one.
    pub fn day(&self) -> Option<&str> {
        self.timestamp()?;
        self.0.get(..10)
    }
}

impl From<jiff::Timestamp> for Moment {
    fn from(t: jiff::Timestamp) -> Self {
        Self(format!("{t:.3}"))
    }
}

impl From<&str> for Moment {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl PartialOrd for Moment {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Moment {
    fn cmp(&self, other: &Self) -> Ordering {
        if self.0 == other.0 {
            return Ordering::Equal;
        }
        self.timestamp().cmp(&other.timestamp()).then_with(|| self.0.cmp(&other.0))
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::Moment;

    #[test]
    fn fractions_and_offsets_compare_as_times_not_as_text() {
        assert!(Moment::from("2026-01-01T00:00:10Z") < Moment::from("2026-01-01T00:00:10.500Z"));
        assert!(Moment::from("2026-01-01T07:00:00+07:00") < Moment::from("2026-01-01T00:00:01Z"));
        assert!(Moment::from("yesterday") < Moment::from("1999-01-01T00:00:00Z"));
    }

    #[test]
    fn a_timestamp_is_written_to_the_millisecond() {
        let t: jiff::Timestamp = "2026-11-22T00:15:00.1234Z".parse().unwrap();
        assert_eq!(Moment::from(t).as_str(), "2026-11-22T00:15:00.123Z");
        assert_eq!(Moment::from(t).day(), Some("2026-11-22"));
    }
}
