//! The forms in which bookmarks leave the program.
