//! JSON-LD of schema.org: headline, date, author, publisher, text of the article a page is about.

use serde_json::Value;

use crate::source::entity;

/// What the scripts of a page say; the first that says a thing is believed.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Linked {
    pub(super) headline: Option<String>,
    pub(super) published: Option<String>,
    pub(super) author: Option<String>,
    pub(super) publisher: Option<String>,
    pub(super) url: Option<String>,
    pub(super) body: Option<String>,
}

/// Reads one script into `linked`. What is no JSON says nothing; `serde_json` bounds the depth.
pub(super) fn read(script: &str, linked: &mut Linked) {
    let script = script.trim().trim_start_matches("<!--").trim_end_matches("-->").trim_end_matches(';');
    // Raw newlines within strings are a frequent error.
    let script: String = script.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    if let Ok(value) = serde_json::from_str::<Value>(&script) {
        visit(&value, linked);
    }
}

fn visit(value: &Value, linked: &mut Linked) {
    match value {
        Value::Array(items) => items.iter().for_each(|i| visit(i, linked)),
        Value::Object(fields) => {
            if is_article(fields.get("@type")) {
                take(value, linked);
            }
            for key in ["@graph", "mainEntity", "mainEntityOfPage", "hasPart"] {
                if let Some(inner @ (Value::Array(_) | Value::Object(_))) = fields.get(key) {
                    visit(inner, linked);
                }
            }
        }
        _ => {}
    }
}

fn is_article(kind: Option<&Value>) -> bool {
    let named = |v: &Value| {
        v.as_str().is_some_and(|k| k.ends_with("Article") || k.ends_with("BlogPosting") || k.ends_with("Report"))
    };
    match kind {
        Some(Value::Array(kinds)) => kinds.iter().any(named),
        Some(kind) => named(kind),
        None => false,
    }
}

fn take(article: &Value, linked: &mut Linked) {
    let text = |key: &str| {
        article.get(key).and_then(Value::as_str).map(str::trim).filter(|t| !t.is_empty()).map(str::to_owned)
    };
    let fill = |field: &mut Option<String>, value: Option<String>| {
        if field.is_none() {
            *field = value;
        }
    };
    fill(&mut linked.headline, text("headline").or_else(|| text("name")));
    fill(&mut linked.published, text("datePublished").or_else(|| text("dateCreated")));
    fill(&mut linked.author, article.get("author").and_then(names));
    fill(&mut linked.publisher, article.get("publisher").and_then(names));
    fill(&mut linked.url, text("url").or_else(|| text("mainEntityOfPage")));
    fill(&mut linked.body, text("articleBody").map(|b| entity::decoded(&b).into_owned()));
}

/// The names of a person, an organisation, or several.
fn names(value: &Value) -> Option<String> {
    let found = match value {
        Value::String(name) => name.trim().to_owned(),
        Value::Object(fields) => fields.get("name").and_then(names)?,
        Value::Array(items) => items.iter().filter_map(names).take(8).collect::<Vec<_>>().join(", "),
        _ => return None,
    };
    Some(found).filter(|f| !f.is_empty())
}
