//! Bookmarks from files of other programs and of our own.
//!
//! Takes text: a bookmark file of ours; W3C Web Annotations as a list, a page, a collection or a single one; the JSON export
//! of Hypothesis. Gives bookmarks, and the operations that bring them in without doubling what is there.

use serde_json::{Map, Value};

use super::anchor::Selectors;
use super::document::Document;
use super::export::annotation::from_urn;
use super::file::{self, Reading};
use super::id::Id;
use super::moment::Moment;
use super::operation::{Field, Operation};
use super::record::Bookmark;
use super::set::Bookmarks;
use super::target::{Selector, Target};

/// What was in a file.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Imported {
    /// The bookmarks.
    pub bookmarks: Vec<Bookmark>,
    /// Entries that quote no text, such as notes on a whole page.
    pub skipped: usize,
}

/// Reads `bytes`. An error is a sentence.
pub fn read(bytes: &[u8]) -> Result<Imported, String> {
    let value: Value = serde_json::from_slice(bytes).map_err(|e| format!("not valid JSON: {e}"))?;
    if value.get("bookmarks").is_some() {
        return match file::read(bytes).map_err(|e| e.to_string())? {
            Reading::Ours(file, _) => Ok(Imported {
                skipped: file.strange.len(),
                bookmarks: file.bookmarks.iter().map(|b| (**b).clone()).collect(),
            }),
            Reading::Newer(version, _) => Err(format!("written by a later simak (version {version})")),
        };
    }
    let list = annotations(&value).ok_or("neither a bookmark file nor Web Annotations")?;
    let mut out = Imported::default();
    for item in list {
        match bookmark(item) {
            Some(b) => out.bookmarks.push(b),
            None => out.skipped += 1,
        }
    }
    Ok(out)
}

/// The list of annotations in any of the wrappings.
fn annotations(value: &Value) -> Option<Vec<&Value>> {
    match value {
        Value::Array(list) => Some(list.iter().collect()),
        Value::Object(map) => {
            if map.contains_key("target") {
                return Some(vec![value]);
            }
            for key in ["items", "annotations", "rows"] {
                if let Some(Value::Array(list)) = map.get(key) {
                    return Some(list.iter().collect());
                }
            }
            match map.get("first") {
                Some(page @ Value::Object(_)) => annotations(page),
                _ => (map.get("total").and_then(Value::as_u64) == Some(0)).then(Vec::new),
            }
        }
        _ => None,
    }
}

fn text<'a>(value: &'a Value, key: &str) -> Option<&'a str> {
    value.get(key).and_then(Value::as_str)
}

/// A value, or the first of a list of values.
fn first(value: &Value) -> &Value {
    value.as_array().and_then(|l| l.first()).unwrap_or(value)
}

/// A list, or a list of the one value.
fn each(value: Option<&Value>) -> Vec<&Value> {
    match value {
        None | Some(Value::Null) => Vec::new(),
        Some(Value::Array(list)) => list.iter().collect(),
        Some(one) => vec![one],
    }
}

fn bookmark(item: &Value) -> Option<Bookmark> {
    let target = first(item.get("target")?);
    let ours = item.get("generator").is_some_and(|g| text(g, "name") == Some("simak"));
    let selectors = each(target.get("selector"));
    let quote = selectors.iter().find(|s| text(s, "type") == Some("TextQuoteSelector"))?;
    let exact = text(quote, "exact").filter(|e| !e.trim().is_empty())?;
    let mut made = Target::new(
        &Selectors {
            exact: exact.to_owned(),
            prefix: text(quote, "prefix").unwrap_or_default().to_owned(),
            suffix: text(quote, "suffix").unwrap_or_default().to_owned(),
            position: None,
        },
        None,
    );
    for s in selectors.iter().filter(|s| text(s, "type") != Some("TextQuoteSelector")) {
        // Positions of other programs count other units in another text.
        if ours || text(s, "type") != Some("TextPositionSelector") {
            made.selectors.extend(serde_json::from_value::<Selector>((*s).clone()).ok());
        }
    }
    let (note, tags) = bodies(item);
    let seed = item.to_string();
    let created = Moment::from(text(item, "created").unwrap_or_default());
    let written = text(item, "id").unwrap_or_default();
    let id = from_urn(written).unwrap_or_else(|| {
        let seed = if written.is_empty() { &seed } else { written };
        Id::derive(created.timestamp().unwrap_or(jiff::Timestamp::UNIX_EPOCH), seed.as_bytes())
    });
    let modified =
        text(item, "modified").or_else(|| text(item, "updated")).map_or_else(|| created.clone(), Moment::from);
    Some(Bookmark {
        id,
        rev: 1,
        created,
        modified,
        document: document(item, target),
        target: made,
        note,
        tags,
        names: Vec::new(),
        figures: Vec::new(),
        anchor: super::record::Anchored::default(),
        extra: Map::new(),
    })
}

/// Note and tags: bodies of the standard, `text` and `tags` of Hypothesis.
fn bodies(item: &Value) -> (String, Vec<String>) {
    let mut notes: Vec<String> = text(item, "text").filter(|t| !t.is_empty()).map(str::to_owned).into_iter().collect();
    let mut tags: Vec<String> =
        each(item.get("tags")).into_iter().filter_map(Value::as_str).map(str::to_owned).collect();
    notes.extend(text(item, "bodyValue").map(str::to_owned));
    for body in each(item.get("body")) {
        // A body that is a string is the address of one, not its text.
        let Some(value) = text(body, "value") else { continue };
        match body.get("purpose").map(first).and_then(Value::as_str) {
            Some("tagging") => tags.push(value.to_owned()),
            // Figures written out by our own export; they are in the quote.
            Some("describing") => {}
            _ => notes.push(value.to_owned()),
        }
    }
    (notes.join("\n\n"), tags)
}

fn document(item: &Value, target: &Value) -> Document {
    let source = target.get("source").unwrap_or(&Value::Null);
    let iri = source.as_str().or_else(|| text(source, "id")).or_else(|| text(item, "uri")).unwrap_or_default();
    let term = |key: &str| text(source, key).map(str::to_owned);
    let hypothesis = item.get("document").and_then(|d| d.get("title")).map(first).and_then(Value::as_str);
    let path = term("dcterms:identifier").unwrap_or_else(|| iri.strip_prefix("file://").unwrap_or_default().to_owned());
    Document {
        name: path.rsplit('/').next().unwrap_or_default().to_owned(),
        path,
        title: term("dcterms:title").or_else(|| hypothesis.map(str::to_owned)),
        outlet: term("dcterms:publisher"),
        author: term("dcterms:creator"),
        published: term("dcterms:issued"),
        url: (iri.starts_with("http://") || iri.starts_with("https://")).then(|| iri.to_owned()),
        ..Document::default()
    }
}

/// The operations that bring `imported` into `bookmarks`: additions of new ones; for those that are there, edits of what
/// the imported record says otherwise, if it was changed later. Nothing is taken away.
pub fn operations(bookmarks: &Bookmarks, imported: &[Bookmark]) -> Vec<Operation> {
    let mut out = Vec::new();
    for theirs in imported {
        let Some(ours) = bookmarks.get(&theirs.id) else {
            out.push(Operation::Add(Box::new(theirs.clone())));
            continue;
        };
        if theirs.modified <= ours.modified {
            continue;
        }
        let facts = Field::Facts(Box::default()).of_same_kind(theirs);
        for new in [Field::Note(theirs.note.clone()), Field::Tags(theirs.tags.clone()), Field::place(theirs), facts] {
            let old = new.of_same_kind(ours);
            if old != new {
                out.push(Operation::Edit { id: ours.id.clone(), old, new, at: theirs.modified.clone() });
            }
        }
    }
    out
}
