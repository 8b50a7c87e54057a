//! `simak inspect`: one JSON object an article, the stable contract that other programs rely upon.

use serde_json::{Value as Json, json};

use crate::facts::{Figure, Value};
use crate::library::{ArticleId, Library};

/// The object of one article.
pub fn object(library: &Library, id: ArticleId) -> Json {
    let entry = library.entry(id);
    let article = &entry.article;
    let place = |passage: crate::article::PassageId, span: &std::ops::Range<usize>| {
        let p = article.passage(passage);
        let range = p.text.map().to_origin(span.clone());
        (entry.source.line_of(range.start), range, p.text.text()[span.clone()].to_owned())
    };
    let passages: Vec<Json> = article
        .passages
        .iter()
        .map(|p| {
            let range = p.range();
            json!({
                "line": p.line, "start": range.start, "end": range.end, "role": p.role,
                "lang": p.lang.map(|l| l.code().to_owned()), "text": p.text.text(),
            })
        })
        .collect();
    let dropped: Vec<Json> = article
        .dropped
        .iter()
        .map(|d| json!({"line": d.line, "start": d.range.start, "end": d.range.end, "rule": d.rule}))
        .collect();
    let mentions: Vec<Json> = entry
        .facts
        .mentions
        .iter()
        .enumerate()
        .map(|(i, m)| {
            let (line, range, surface) = place(m.passage, &m.span);
            json!({
                "line": line, "start": range.start, "end": range.end, "surface": surface, "kind": m.kind,
                "entity": library.entities.get(library.entities.of(id, i)).name,
            })
        })
        .collect();
    let figures: Vec<Json> = entry
        .facts
        .figures
        .iter()
        .map(|f| {
            let (line, range, surface) = place(f.passage, &f.span);
            json!({
                "line": line, "start": range.start, "end": range.end, "surface": surface, "kind": f.kind,
                "value": value(f), "unit": f.unit, "approx": f.approx.map(crate::facts::Approx::sign),
                "of": f.of, "when": f.when,
            })
        })
        .collect();
    json!({
        "path": entry.path,
        "title": (!article.title.from.is_made()).then_some(&article.title.text),
        "title_from": article.title.from,
        "published": article.published.map(|d| d.to_string()),
        "outlet": article.outlet, "author": article.author, "url": article.url,
        "language": article.language.map(|l| l.code().to_owned()),
        "passages": passages, "dropped": dropped, "mentions": mentions, "figures": figures,
    })
}

/// A value as JSON: dates and ranges as strings, numbers as exact numbers.
pub fn value(figure: &Figure) -> Json {
    match &figure.value {
        Value::Date(date) => json!(date),
        Value::Number(n) => number(*n),
        Value::Range(a, b) => json!(format!("{}/{}", a.normalize(), b.normalize())),
    }
}

/// An exact decimal as a JSON number.
fn number(n: rust_decimal::Decimal) -> Json {
    n.normalize().to_string().parse::<serde_json::Number>().map_or(Json::Null, Json::Number)
}
