//! What `search`, `related`, `compare` and `timeline` print, as JSON and as lines.

use serde_json::{Value as Json, json};

use super::inspect;
use crate::library::compare::Topic;
use crate::library::related::{Related, Shared};
use crate::library::search::Hit;
use crate::library::timeline::{Dated, Dating};
use crate::library::{Library, Place};

/// An answer as JSON, and as text for a person.
#[derive(Debug)]
pub struct Answer {
    /// An array.
    pub json: Json,
    /// Lines, not sanitised.
    pub text: String,
}

impl Answer {
    fn gather(parts: impl Iterator<Item = (Json, Vec<String>)>) -> Self {
        let (json, lines): (Vec<Json>, Vec<Vec<String>>) = parts.unzip();
        let text = lines.into_iter().flatten().fold(String::new(), |text, line| text + &line + "\n");
        Self { json: Json::Array(json), text }
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.json.as_array().is_none_or(Vec::is_empty)
    }
}

fn at(library: &Library, place: Place) -> (&str, u32, &str) {
    let passage = library.passage(place);
    (&library.entry(place.article).path, passage.line, passage.text.text())
}

/// Passages that answer a query.
pub fn search(library: &Library, hits: &[Hit]) -> Answer {
    Answer::gather(hits.iter().map(|hit| {
        let (path, line, text) = at(library, hit.place);
        let object = json!({"path": path, "line": line, "score": hit.score, "text": text});
        (object, vec![format!("{path}:{line}: {text}")])
    }))
}

/// Related passages with their reasons.
pub fn related(library: &Library, found: &[Related]) -> Answer {
    Answer::gather(found.iter().map(|r| {
        let (path, line, text) = at(library, r.place);
        let shared: Vec<(&str, &str)> = r
            .shared
            .iter()
            .map(|s| match s {
                Shared::Entity(id) => ("entity", library.entities.get(*id).name.as_str()),
                Shared::Figure(text) => ("figure", text.as_str()),
                Shared::Word(text) => ("word", text.as_str()),
            })
            .collect();
        let reasons: Vec<&str> = shared.iter().map(|s| s.1).collect();
        let shared: Vec<Json> = shared.iter().map(|(kind, text)| json!({"kind": kind, "text": text})).collect();
        let object = json!({"path": path, "line": line, "score": r.score, "weak": r.weak, "shared": shared});
        (object, vec![format!("{path}:{line}: {text}"), format!("    shares: {}", reasons.join(", "))])
    }))
}

/// Comparable figures.
pub fn compare(library: &Library, topics: &[Topic]) -> Answer {
    Answer::gather(topics.iter().map(|t| {
        let mut lines = vec![format!("{} ({})", t.topic, t.relation.word())];
        let statements: Vec<Json> = t
            .statements
            .iter()
            .map(|s| {
                let (path, line, text) = at(library, s.spot.place);
                let quote = &text[s.spot.span.clone()];
                let figure = s.figure.map(|id| &library.entry(id.article).facts.figures[id.figure as usize]);
                let said = figure.and_then(|f| {
                    let surface = text.get(f.span.clone())?;
                    Some(format!("{}{surface}  ", f.approx.map_or("", crate::facts::Approx::sign)))
                });
                let said = said.unwrap_or_default();
                lines.push(format!("    {}  {said}{path}:{line}: {quote}", s.when.as_deref().unwrap_or("undated")));
                json!({
                    "path": path, "line": line, "value": figure.map(inspect::value),
                    "approx": figure.and_then(|f| f.approx).map(crate::facts::Approx::sign), "when": s.when,
                    "quote": quote,
                })
            })
            .collect();
        (json!({"topic": t.topic, "unit": t.unit, "relation": t.relation.word(), "statements": statements}), lines)
    }))
}

/// Dated statements.
pub fn timeline(library: &Library, dated: &[Dated]) -> Answer {
    Answer::gather(dated.iter().map(|d| {
        let (path, line, text) = at(library, d.spot.place);
        let quote = &text[d.spot.span.clone()];
        let object = json!({
            "when": d.when, "path": path, "line": line, "quote": quote, "published": d.dating == Dating::Published,
        });
        (object, vec![format!("{}  {path}:{line}: {quote}", d.when)])
    }))
}
