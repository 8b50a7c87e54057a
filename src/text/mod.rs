//! Strings without a meaning yet: folding, words, sentences, language guesses, displayable text.
//!
//! Everything here is a pure function of a string. [`mapped::Mapped`] is the one way in which a changed text
//! remembers where its parts came from; folding, sanitising and markup removal all use it.

pub mod fold;
pub mod language;
pub mod mapped;
pub mod number_words;
pub mod sanitise;
pub mod sentences;
pub mod words;

pub use language::Lang;
pub use mapped::Mapped;
