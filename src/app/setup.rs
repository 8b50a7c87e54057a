//! What the program was started with.

use crate::bookmark::positions::Positions;

/// What the program was started with, as far as the app must know it.
#[derive(Debug, Clone, Default)]
pub struct Setup {
    /// What is open, in words for the header: a folder's name, a file's name, `starter collection`.
    pub collection: String,
    /// The starter collection is shown because nothing else was named.
    pub starter: bool,
    /// Draw with ASCII only.
    pub ascii: bool,
    /// Draw without colour.
    pub no_color: bool,
    /// The user's keymap, text of a file of the form of `assets/keymap.toml`.
    pub keymap: Option<String>,
    /// The user's settings, text of `config.toml`.
    pub config: Option<String>,
    /// The user's themes, text of a file of the form of `assets/themes.toml`.
    pub themes: Option<String>,
    /// The user's corrections to names, text of `entities.toml`.
    pub entities: Option<String>,
    /// Where the reader was in each document.
    pub positions: Positions,
    /// Open the reader at this bookmark.
    pub bookmark: Option<String>,
    /// The directory that relative paths are read from, so that bookmarks know a file from everywhere.
    pub directory: String,
}
