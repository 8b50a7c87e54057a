//! What is being typed, and for what.

use super::editor::Editor;
use crate::bookmark;

/// What the typed text is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Purpose {
    /// Filters the list of articles while it is typed.
    Filter,
    /// Finds in the article while it is typed.
    Find,
    /// Narrows the sidebar while it is typed.
    NarrowNames,
    /// Narrows the sheet, or is the query of a search, while it is typed.
    Sheet,
    /// The note of this bookmark.
    Note(bookmark::Id),
    /// The tags of this bookmark.
    Tags(bookmark::Id),
    /// Tags for all marked bookmarks.
    TagMarked,
    /// A shell command for this text.
    Pipe(String),
    /// What the entity of this name shall be called.
    Rename(String),
    /// The letter of the kind that the entity of this name is of.
    Kind(String),
    /// The letter of a mark to set.
    SetMark,
    /// The letter of a mark to go to.
    GoMark,
}

/// Text being typed.
#[derive(Debug, Clone)]
pub struct Prompt {
    /// What for.
    pub purpose: Purpose,
    /// The text.
    pub editor: Editor,
    /// What it was before, put back by Esc.
    pub before: String,
}

impl Prompt {
    /// Begins typing with `text`.
    pub fn new(purpose: Purpose, text: &str) -> Self {
        let editor = if matches!(purpose, Purpose::Note(_)) { Editor::lines(text) } else { Editor::line(text) };
        Self { purpose, editor, before: text.to_owned() }
    }

    /// What stands before the text on the screen.
    pub fn label(&self) -> &'static str {
        match self.purpose {
            Purpose::Filter | Purpose::Find | Purpose::NarrowNames | Purpose::Sheet => "/",
            Purpose::Note(_) => "note",
            Purpose::Tags(_) => "tags: ",
            Purpose::TagMarked => "tags for all marked (-tag takes one away): ",
            Purpose::Pipe(_) => "pipe to: ",
            Purpose::Rename(_) => "call it: ",
            Purpose::Kind(_) => "p person, o organisation, l place, e event, d document, t as the texts say: ",
            Purpose::SetMark => "mark as (a-z here, A-Z anywhere): ",
            Purpose::GoMark => "go to mark: ",
        }
    }
}
