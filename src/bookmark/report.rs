//! What the store tells the app.

use super::set::Bookmarks;
use super::undo::Step;

/// How the last changes stand.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Saving {
    /// All on disk.
    #[default]
    Saved,
    /// Being written.
    Pending,
    /// Not on disk, and why. It is tried again by itself.
    NotSaved(String),
    /// The file is not ours to write, and why.
    ReadOnly(String),
}

/// News from the store: the bookmarks as they are now on disk with the own pending operations over them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Report {
    /// The bookmarks.
    pub bookmarks: Bookmarks,
    /// How the last changes stand.
    pub state: Saving,
    /// Sentences for the reader.
    pub notices: Vec<String>,
    /// Steps for the undo stack: those of earlier sessions at the start, then values that lost against another session's.
    pub undo: Vec<Step>,
    /// Operations the store has taken in so far, counted from the start of the session. An app that has sent more shows its
    /// own bookmarks until the next report comes.
    pub seen: u64,
}
