//! Notices: sentences on the last line of the screen.

use super::App;

/// How serious a notice is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// Good to know.
    Note,
    /// Something to look at.
    Warning,
    /// Something failed.
    Error,
}

/// A sentence on the last line, until the next key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// The sentence.
    pub text: String,
    /// How serious.
    pub weight: Weight,
}

impl App {
    /// Says something on the last line.
    pub(super) fn say(&mut self, text: impl Into<String>) {
        self.notice = Some(Notice { text: text.into(), weight: Weight::Note });
    }

    /// Says something that should be looked at.
    pub(super) fn warn(&mut self, text: impl Into<String>) {
        self.notice = Some(Notice { text: text.into(), weight: Weight::Warning });
    }
}
