//! `simak timeline PATH…`: the dated statements of a collection in order of time, as JSON or as text.

use std::fmt::Write;

use serde_json::{Value as Json, json};

use crate::library::Library;
use crate::library::timeline::{Dated, Dating};

/// `timeline --json`: `[{"when", "path", "line", "published", "quote"}]`.
pub fn object(library: &Library) -> Json {
    let one = |d: &Dated| {
        let passage = library.passage(d.spot.place);
        json!({
            "when": d.when, "path": library.entry(d.spot.place.article).path, "line": passage.line,
            "published": d.dating == Dating::Published, "quote": quote(library, d),
        })
    };
    library.timeline(None).iter().map(one).collect()
}

/// `timeline` as text: a statement a line. Not yet sanitised.
pub fn text(library: &Library) -> String {
    let mut out = String::new();
    for dated in library.timeline(None) {
        let passage = library.passage(dated.spot.place);
        let path = &library.entry(dated.spot.place.article).path;
        let kind = if dated.dating == Dating::Published { "published: " } else { "" };
        let quote = super::related::beginning(quote(library, &dated), 140);
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{}  {path}:{}: {kind}{quote}", dated.when, passage.line);
    }
    out
}

fn quote<'a>(library: &'a Library, dated: &Dated) -> &'a str {
    library.passage(dated.spot.place).text.text().get(dated.spot.span.clone()).unwrap_or_default()
}
