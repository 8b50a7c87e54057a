//! Changes to bookmarks as values: what is sent to the store, written to the journal and undone.

use serde::{Deserialize, Serialize};

use super::document::Document;
use super::facts::{FigureField, NameField};
use super::id::Id;
use super::moment::Moment;
use super::record::{Anchored, Bookmark};
use super::target::Target;

/// Where a bookmark points: changed as one when the reader confirms a new anchor or another file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// The document.
    pub document: Document,
    /// The target.
    pub target: Target,
    /// How the anchor stands.
    pub anchor: Anchored,
}

/// Names and figures of a quote, changed as one.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Fields {
    /// Names.
    pub names: Vec<NameField>,
    /// Figures.
    pub figures: Vec<FigureField>,
}

/// A field of a bookmark with its value.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Field {
    /// The note.
    Note(String),
    /// The tags.
    Tags(Vec<String>),
    /// Document, target and anchor.
    Place(Box<Place>),
    /// Names and figures.
    Facts(Box<Fields>),
}

impl Field {
    /// The field of this kind as `bookmark` has it now.
    #[must_use]
    pub fn of_same_kind(&self, bookmark: &Bookmark) -> Self {
        match self {
            Self::Note(_) => Self::Note(bookmark.note.clone()),
            Self::Tags(_) => Self::Tags(bookmark.tags.clone()),
            Self::Place(_) => Self::place(bookmark),
            Self::Facts(_) => {
                Self::Facts(Box::new(Fields { names: bookmark.names.clone(), figures: bookmark.figures.clone() }))
            }
        }
    }

    /// The place of `bookmark`.
    pub fn place(bookmark: &Bookmark) -> Self {
        Self::Place(Box::new(Place {
            document: bookmark.document.clone(),
            target: bookmark.target.clone(),
            anchor: bookmark.anchor.clone(),
        }))
    }

    /// Puts the value into `bookmark`.
    pub fn put(&self, bookmark: &mut Bookmark) {
        match self.clone() {
            Self::Note(note) => bookmark.note = note,
            Self::Tags(tags) => bookmark.tags = tags,
            Self::Place(place) => {
                bookmark.document = place.document;
                bookmark.target = place.target;
                bookmark.anchor = place.anchor;
            }
            Self::Facts(fields) => {
                bookmark.names = fields.names;
                bookmark.figures = fields.figures;
            }
        }
    }

    /// Whether both are values of one field.
    pub fn same_kind(&self, other: &Self) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }
}

/// One change.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Operation {
    /// Adds a bookmark.
    Add(Box<Bookmark>),
    /// Changes one field.
    Edit {
        /// Of this bookmark.
        id: Id,
        /// What it was.
        old: Field,
        /// What it shall be.
        new: Field,
        /// When the reader said so.
        at: Moment,
    },
    /// Deletes a bookmark, if it is still as the reader saw it.
    Delete {
        /// The bookmark.
        id: Id,
        /// The revision the reader saw.
        rev: u64,
    },
}

impl Operation {
    /// Edits the note of `bookmark`.
    pub fn note(bookmark: &Bookmark, note: String, at: jiff::Timestamp) -> Self {
        Self::edit(bookmark, Field::Note(note), at)
    }

    /// Edits the tags of `bookmark`.
    pub fn tags(bookmark: &Bookmark, tags: Vec<String>, at: jiff::Timestamp) -> Self {
        Self::edit(bookmark, Field::Tags(tags), at)
    }

    /// Edits one field of `bookmark`.
    pub fn edit(bookmark: &Bookmark, new: Field, at: jiff::Timestamp) -> Self {
        Self::Edit { id: bookmark.id.clone(), old: new.of_same_kind(bookmark), new, at: at.into() }
    }

    /// Deletes `bookmark` as it stands here.
    pub fn delete(bookmark: &Bookmark) -> Self {
        Self::Delete { id: bookmark.id.clone(), rev: bookmark.rev }
    }

    /// The bookmark it is about.
    pub fn id(&self) -> &Id {
        match self {
            Self::Add(bookmark) => &bookmark.id,
            Self::Edit { id, .. } | Self::Delete { id, .. } => id,
        }
    }
}

/// Why an operation was not done.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Refused {
    /// There is no such bookmark.
    #[error("bookmark {0} is gone")]
    Missing(Id),
    /// There is one with this id already.
    #[error("bookmark {0} is there already")]
    Exists(Id),
    /// It was changed since; here is how it stands now.
    #[error("bookmark {} was changed elsewhere since", .0.id)]
    Changed(Box<Bookmark>),
    /// Old and new value are of different fields.
    #[error("old and new value of bookmark {0} are of different fields")]
    Mixed(Id),
}
