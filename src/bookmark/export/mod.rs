//! The forms in which bookmarks leave the program.
//!
//! Takes bookmarks; gives text. Markdown for reading, CSV for tables, JSON-LD for other annotation tools, and the
//! program's own JSON, which loses nothing.

pub mod annotation;
pub mod citation;
pub mod facts_csv;
pub mod markdown;

use super::file::{self, File};
use super::set::Bookmarks;

/// A form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// `CommonMark`.
    Markdown,
    /// The form of the bookmark file.
    Json,
    /// A row for each figure, RFC 4180.
    Csv,
    /// W3C Web Annotation.
    JsonLd,
}

impl Form {
    /// All, by the name used on the command line.
    pub const ALL: [(&'static str, Self); 4] =
        [("markdown", Self::Markdown), ("json", Self::Json), ("csv", Self::Csv), ("jsonld", Self::JsonLd)];

    /// The form of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(n, _)| *n == name).map(|(_, form)| form)
    }
}

/// `bookmarks` in `form`.
pub fn write(bookmarks: &Bookmarks, form: Form) -> String {
    match form {
        Form::Markdown => markdown::write(bookmarks.iter().map(AsRef::as_ref)),
        Form::Json => file::write(&File { bookmarks: bookmarks.clone(), ..File::default() }),
        Form::Csv => facts_csv::write(bookmarks),
        Form::JsonLd => annotation::write(bookmarks),
    }
}
