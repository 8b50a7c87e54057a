//! Bookmarks: quotes with selectors, their re-anchoring, and the forms in which they leave the program.
//!
//! Takes quotes and source texts; gives values. It knows neither the library nor a file: `shell::store` keeps them, the app
//! joins them to articles. No clock and no randomness: times and ids come in as values.
//!
//! Changes are [`Operation`]s. The app applies one to its own [`Bookmarks`] ([`Bookmarks::apply`], strict) and sends it to
//! the store, which merges it into whatever the file holds by then ([`merge::merge`], forgiving). What comes back is a
//! [`Report`].

pub mod anchor;
pub mod contradiction;
pub mod document;
pub mod draft;
pub mod export;
pub mod facts;
pub mod file;
pub mod id;
pub mod import;
pub mod merge;
pub mod migrate;
pub mod moment;
pub mod operation;
pub mod positions;
pub mod record;
pub mod report;
pub mod salvage;
pub mod set;
pub mod target;
pub mod undo;

pub use anchor::{Anchor, Selectors};
pub use document::Document;
pub use draft::Draft;
pub use id::Id;
pub use moment::Moment;
pub use operation::{Field, Operation, Refused};
pub use record::Bookmark;
pub use report::{Report, Saving};
pub use set::Bookmarks;
pub use target::{Selector, Target};
pub use undo::{Step, Undo};
