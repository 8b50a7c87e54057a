//! The one place where text becomes displayable.
//!
//! [`sanitise`] gives a [`Display`]: no control sequence, no hidden or direction-changing character, tabs expanded.
//! What was hidden is counted. Widgets, the status line, logs and error printing take nothing else.

use std::fmt;

use super::Mapped;

/// Text that may be sent to a terminal. Made by this module alone.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Display(String);

impl Display {
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The text, given away.
    pub fn into_string(self) -> String {
        self.0
    }
}

impl fmt::Display for Display {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Displayable text with the map back and the count of characters that are not shown as themselves.
#[derive(Debug, Clone, Default)]
pub struct Sanitised {
    /// The text and where its parts came from.
    pub mapped: Mapped,
    /// Characters that were dropped or shown as a marker.
    pub hidden: usize,
}

/// Makes `text` displayable on one line: newlines become blanks.
pub fn sanitise(text: &str) -> Sanitised {
    Sanitised { mapped: Mapped::whole(text), hidden: 0 }
}

/// The displayable form of `text` alone.
pub fn display(text: &str) -> Display {
    Display(sanitise(text).mapped.into_text())
}
