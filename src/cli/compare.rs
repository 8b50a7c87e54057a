//! `simak compare PATH…`: what the articles say about the same measured thing, as JSON or as text.

use std::fmt::Write;

use serde_json::{Value as Json, json};

use super::inspect::value;
use crate::library::Library;
use crate::library::compare::{Statement, Topic};

/// `compare --json`: `[{"topic", "unit", "relation", "statements": [{"path", "line", "value", "approx", "when", "quote"}]}]`.
pub fn object(library: &Library) -> Json {
    let one = |t: &Topic| {
        let statements: Vec<Json> = t.statements.iter().map(|s| statement(library, s)).collect();
        json!({"topic": t.topic, "unit": t.unit, "relation": t.relation.word(), "statements": statements})
    };
    library.topics().iter().map(one).collect()
}

fn statement(library: &Library, statement: &Statement) -> Json {
    let place = statement.spot.place;
    let passage = library.passage(place);
    let figure = statement.figure.map(|id| library.figure(id));
    json!({
        "path": library.entry(place.article).path, "line": passage.line,
        "value": figure.map(value), "approx": figure.and_then(|f| f.approx).map(crate::facts::Approx::sign),
        "when": statement.when, "quote": passage.text.text().get(statement.spot.span.clone()).unwrap_or_default(),
    })
}

/// `compare` as text: a topic a paragraph, a statement a line. Not yet sanitised.
pub fn text(library: &Library) -> String {
    let mut out = String::new();
    for topic in library.topics() {
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{} ({})", topic.topic, topic.relation.word());
        for s in &topic.statements {
            let passage = library.passage(s.spot.place);
            let when = s.when.as_deref().unwrap_or("undated");
            let said = s.figure.map_or_else(String::new, |id| {
                let figure = library.figure(id);
                let sign = figure.approx.map_or("", crate::facts::Approx::sign);
                format!("{sign}{}  ", &passage.text.text()[figure.span.clone()])
            });
            let quote = passage.text.text().get(s.spot.span.clone()).unwrap_or_default();
            let path = &library.entry(s.spot.place.article).path;
            let _ = writeln!(out, "  {when}  {said}{path}:{}: {}", passage.line, super::related::beginning(quote, 120));
        }
        out.push('\n');
    }
    out
}
