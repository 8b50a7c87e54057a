//! Bookmarks as W3C Web Annotations in JSON-LD, <https://www.w3.org/TR/annotation-model/>.
//!
//! One `AnnotationCollection` with its only page in it. The bookmark's id becomes the UUID of the same 128 bits. Where the
//! article has an address that is the source, and the position is left out: it counts characters of the file, not of the
//! web page.

use serde_json::{Map, Value, json};

use crate::bookmark::facts::FigureField;
use crate::bookmark::{Bookmark, Bookmarks, Id, Selector};

/// The context all terms are from.
pub const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";

/// All bookmarks.
pub fn write(bookmarks: &Bookmarks) -> String {
    let items: Vec<Value> = bookmarks.iter().map(|b| annotation(b)).collect();
    let ids: String = bookmarks.iter().map(|b| b.id.as_str()).collect();
    let mut collection = json!({
        "@context": CONTEXT,
        "id": urn(&Id::new(ids)),
        "type": "AnnotationCollection",
        "label": "simak bookmarks",
        "total": items.len(),
    });
    if !items.is_empty() {
        let page = json!({"id": urn(&Id::new(format!("page {}", items.len()))), "type": "AnnotationPage", "startIndex": 0, "items": items});
        collection["first"] = page;
    }
    let mut text = serde_json::to_string_pretty(&collection).unwrap_or_default();
    text.push('\n');
    text
}

/// One bookmark.
pub fn annotation(b: &Bookmark) -> Value {
    let mut bodies: Vec<Value> = Vec::new();
    if !b.note.is_empty() {
        bodies.push(body("commenting", &b.note));
    }
    bodies.extend(b.tags.iter().map(|t| body("tagging", t)));
    bodies.extend(b.figures.iter().map(|f| body("describing", &sentence(f))));
    let mut out = json!({
        "id": urn(&b.id),
        "type": "Annotation",
        "motivation": "bookmarking",
        "generator": {"type": "Software", "name": "simak"},
    });
    for (key, time) in [("created", &b.created), ("modified", &b.modified)] {
        if time.timestamp().is_some() {
            out[key] = time.as_str().into();
        }
    }
    if !bodies.is_empty() {
        out["body"] = bodies.into();
    }
    let (source, is_file) = source(b);
    let selectors: Vec<Value> = b
        .target
        .selectors
        .iter()
        .filter(|s| is_file || !matches!(s, Selector::Position { .. }))
        .filter_map(|s| match s {
            Selector::Other(_) => None,
            Selector::Quote { exact, prefix, suffix, .. } => {
                Some(json!({"type": "TextQuoteSelector", "exact": exact, "prefix": prefix, "suffix": suffix}))
            }
            Selector::Position { at, .. } => {
                Some(json!({"type": "TextPositionSelector", "start": at.start, "end": at.end}))
            }
        })
        .collect();
    let mut target = json!({"type": "SpecificResource", "source": source});
    if !selectors.is_empty() {
        target["selector"] = selectors.into();
    }
    out["target"] = target;
    out
}

fn body(purpose: &str, value: &str) -> Value {
    json!({"type": "TextualBody", "purpose": purpose, "format": "text/plain", "value": value})
}

/// `exports: 7.1 % (2024)`.
fn sentence(f: &FigureField) -> String {
    let value = f.value.as_deref().unwrap_or(&f.text);
    let mut out = f.of.as_deref().map_or(String::new(), |of| format!("{of}: "));
    out.push_str(f.approx.as_deref().unwrap_or_default());
    out.push_str(value);
    for part in f.unit.iter().map(|u| format!(" {u}")).chain(f.when.iter().map(|w| format!(" ({w})"))) {
        out.push_str(&part);
    }
    out
}

/// The source as a resource with what is known about it, and whether it is the file.
fn source(b: &Bookmark) -> (Value, bool) {
    let d = &b.document;
    let url = d.url.as_deref().filter(|u| u.starts_with("http://") || u.starts_with("https://"));
    let mut out = Map::new();
    let iri = url.map_or_else(|| file_iri(&d.path), |u| percent(u, b"-._~:/?#[]@!$&'()*+,;=%"));
    out.insert("id".into(), iri.into());
    out.insert("type".into(), "Text".into());
    for (key, value) in [
        ("dcterms:title", &d.title),
        ("dcterms:publisher", &d.outlet),
        ("dcterms:creator", &d.author),
        ("dcterms:issued", &d.published),
    ] {
        if let Some(value) = value {
            out.insert(key.into(), value.as_str().into());
        }
    }
    if !d.path.is_empty() {
        out.insert("dcterms:identifier".into(), d.path.as_str().into());
    }
    (out.into(), url.is_none())
}

/// A `file:` IRI of a path; a relative one stays below an empty root.
fn file_iri(path: &str) -> String {
    let slash = if path.starts_with('/') { "" } else { "/" };
    format!("file://{slash}{}", percent(path, b"-._~/"))
}

/// Percent-encodes all but letters, digits and `keep`.
fn percent(text: &str, keep: &[u8]) -> String {
    use std::fmt::Write as _;
    text.bytes().fold(String::new(), |mut out, b| {
        if b.is_ascii_alphanumeric() || keep.contains(&b) {
            out.push(char::from(b));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(out, "%{b:02X}");
        }
        out
    })
}

/// The id as a URN: the 128 bits of a ULID as a UUID; of any other id those of its hash.
pub fn urn(id: &Id) -> String {
    let bits = ulid::Ulid::from_string(id.as_str()).map_or_else(
        |_| {
            let hash = blake3::hash(id.as_str().as_bytes());
            hash.as_bytes()[..16].iter().fold(0_u128, |n, b| (n << 8) | u128::from(*b))
        },
        |ulid| ulid.0,
    );
    let hex = format!("{bits:032x}");
    format!("urn:uuid:{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}

/// The id of a URN that [`urn`] made of a ULID.
pub fn from_urn(urn: &str) -> Option<Id> {
    let hex = urn.strip_prefix("urn:uuid:")?.replace('-', "");
    (hex.len() == 32).then(|| u128::from_str_radix(&hex, 16).ok().map(|bits| Id::from(ulid::Ulid(bits))))?
}
