//! `simak search QUERY PATH…`: the passages that answer a query, best first, as JSON or as text.

use std::fmt::Write;

use serde_json::{Value as Json, json};

use super::related::{beginning, rounded};
use crate::library::Library;

/// `search --json`: `[{"path", "line", "score", "text"}]`, best first.
pub fn object(library: &Library, query: &str, limit: usize) -> Json {
    let hits = library.search(query, limit);
    let one = |h: &crate::library::search::Hit| {
        let passage = library.passage(h.place);
        json!({
            "path": library.entry(h.place.article).path, "line": passage.line, "score": rounded(h.score),
            "text": passage.text.text(),
        })
    };
    hits.iter().map(one).collect()
}

/// `search` as text: `path:line: words`, one passage a line. Not yet sanitised.
pub fn text(library: &Library, query: &str, limit: usize) -> String {
    let mut out = String::new();
    for hit in library.search(query, limit) {
        let passage = library.passage(hit.place);
        let path = &library.entry(hit.place.article).path;
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{path}:{}: {}", passage.line, beginning(passage.text.text(), 200));
    }
    out
}
