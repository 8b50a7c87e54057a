//! What happens to the app.

use std::sync::Arc;

use ratatui::layout::Size;

use super::key::Key;
use super::task::Outcome;
use crate::bookmark::Report;
use crate::library::{Entry, Library};

/// Something that happened.
#[derive(Debug)]
pub enum Event {
    /// A key was pressed.
    Key(Key),
    /// Text was pasted, newlines and all.
    Paste(String),
    /// The mouse wheel was turned by so many notches (down is positive) over this column and row.
    Wheel(i8, u16, u16),
    /// The first mouse button was pressed on this column and row.
    Click(u16, u16),
    /// The screen has another size.
    Resize(Size),
    /// The terminal got (true) or lost the focus.
    Focus(bool),
    /// The program was stopped and goes on: everything must be drawn again.
    Resumed,
    /// Articles were read.
    Loaded(Vec<Arc<Entry>>),
    /// A file or folder could not be read: its path and a sentence.
    Unreadable(String, String),
    /// All paths were walked and read.
    LoadingDone,
    /// Everything read so far, read together. May come several times.
    Library(Arc<Library>),
    /// An open file changed on disk and was read again.
    Changed(Arc<Entry>),
    /// News from the store of bookmarks.
    Stored(Report),
    /// `entities.toml` was changed by someone else; this is its text.
    Entities(String),
    /// A task was done.
    Done(Outcome),
    /// Something the reader should be told, one sentence.
    Notice(String),
}
