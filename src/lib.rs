//! simak, a terminal reader for collections of articles that knows who and what they are about.
//!
//! Bytes flow down one pipeline of named forms; each form knows only the one before it:
//!
//! ```text
//! bytes ─ source ─ article ─ facts ─ library ─ page ─ app ─ view ─ shell ─ terminal
//! ```
//!
//! | layer | module | takes | gives |
//! |---|---|---|---|
//! | 0 | [`text`] | strings | folding, words, sentences, languages, displayable text |
//! | 1 | [`source`] | bytes | decoded text in blocks |
//! | 2 | [`article`] | a source | passages with roles, title, date, outlet |
//! | 3 | [`facts`] | an article | names and figures with spans |
//! | 4 | [`library`] | articles and facts | entities, related passages, comparable figures |
//! | 4 | [`bookmark`] | quotes | selectors, anchors, export |
//! | 5 | [`page`] | an article and a width | rows |
//! | 6 | [`app`] | events | effects |
//! | 7 | [`view`] | the app | a buffer of cells |
//! | 8 | [`shell`] | effects | files, threads, signals, terminal |
//! | 9 | [`cli`] | arguments | exit code |
//!
//! Imports go down only. Everything up to `view` is pure: it reads no file, clock, environment or terminal.

pub mod app;
pub mod article;
pub mod bookmark;
pub mod cli;
pub mod error;
pub mod facts;
pub mod library;
pub mod page;
pub mod shell;
pub mod source;
pub mod text;
pub mod view;
