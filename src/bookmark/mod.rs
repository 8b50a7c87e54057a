//! Bookmarks: quotes with selectors, their re-anchoring, and the forms in which they leave the program.
//!
//! Takes quotes and source texts; gives values. It knows neither the library nor a file: `shell::store` keeps them, the app
//! joins them to articles.
