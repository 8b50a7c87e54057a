//! What the names of a text are, for the tests of the steps: all steps of the first reading are taken, as in the program. A
//! second model may think otherwise of them; that it serves is measured, not tested here.

use super::models::Models;
use super::wanted::Wanted;
use super::{Steps, find_with};
use crate::article::Article;
use crate::facts::Kind;
use crate::source::Source;

/// The names of `text` with their kinds, in reading order.
pub fn found(text: &str) -> Vec<(Kind, String)> {
    let source = Source::read("a.txt", text.as_bytes()).unwrap();
    let article = Article::read("a.txt", &source);
    let shown = |m: &crate::facts::Mention| (m.kind, article.passage(m.passage).text.text()[m.span.clone()].to_owned());
    let shipped = Models::shipped();
    let first = Models { indonesian: shipped.indonesian, english: shipped.english, ..Models::default() };
    find_with(&article, Steps::ALL, first, &Wanted::default()).iter().map(shown).collect()
}

/// The same as `Place Sóc Trăng`.
pub fn names(text: &str) -> Vec<String> {
    found(text).into_iter().map(|(kind, name)| format!("{kind:?} {name}")).collect()
}

/// Fails unless `text` has the name.
#[track_caller]
pub fn has(text: &str, name: &str, kind: Kind) {
    let all = found(text);
    assert!(all.contains(&(kind, name.to_owned())), "{name} in {all:?}");
}
