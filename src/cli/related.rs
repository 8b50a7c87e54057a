//! `simak related PATH:LINE PATH…`: the passages related to the one on a source line, as JSON or as text.

use std::fmt::Write;

use serde_json::{Value as Json, json};

use crate::library::related::{Related, Scope, Shared};
use crate::library::{Library, Place};

/// `related --json`: `[{"path", "line", "score", "weak", "shared": [{"kind", "text"}]}]`, best first.
pub fn object(library: &Library, place: Place, scope: Scope) -> Json {
    library.related(place, scope).iter().map(|r| one(library, r)).collect()
}

fn one(library: &Library, related: &Related) -> Json {
    let shared: Vec<Json> = related
        .shared
        .iter()
        .map(|s| {
            let (kind, text) = said(library, s);
            json!({"kind": kind, "text": text})
        })
        .collect();
    json!({
        "path": library.entry(related.place.article).path, "line": library.passage(related.place).line,
        "score": rounded(related.score), "weak": related.weak, "shared": shared,
    })
}

/// `related` as text: one passage a paragraph, its reasons, its first words. Not yet sanitised.
pub fn text(library: &Library, place: Place, scope: Scope) -> String {
    let mut out = String::new();
    for related in library.related(place, scope) {
        let passage = library.passage(related.place);
        let reasons: Vec<&str> = related.shared.iter().map(|s| said(library, s).1).collect();
        let weak = if related.weak { "  (weak)" } else { "" };
        let path = &library.entry(related.place.article).path;
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{path}:{}{weak}\n  shares: {}", passage.line, reasons.join("; "));
        let _ = writeln!(out, "  {}\n", beginning(passage.text.text(), 160));
    }
    out
}

/// A reason's kind and words.
fn said<'a>(library: &'a Library, shared: &'a Shared) -> (&'static str, &'a str) {
    match shared {
        Shared::Entity(id) => ("entity", &library.entities.get(*id).name),
        Shared::Figure(text) => ("figure", text),
        Shared::Word(text) => ("word", text),
    }
}

/// A score for JSON: three decimals are all it means.
pub(super) fn rounded(score: f32) -> f64 {
    (f64::from(score) * 1000.0).round() / 1000.0
}

/// The first `most` characters of `text`, cut at a blank, with an ellipsis where something is left out.
pub(super) fn beginning(text: &str, most: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(most) else { return text.to_owned() };
    let cut = text[..end].rfind(' ').filter(|&c| c > 0).unwrap_or(end);
    format!("{}…", &text[..cut])
}
