//! Files of earlier versions to the current one: a chain of pure steps, each from one version to the next.
//!
//! Version 0 is the form of hand-written lists and of early trials: flat records `{"quote", "file", "note", "tags"}`
//! and no `version`-1 fields. A step may be taken twice without harm.

use serde_json::{Map, Value, json};

use super::file::VERSION;
use super::id::Id;

/// One step.
type Migration = fn(Map<String, Value>) -> Map<String, Value>;

/// The steps by the version they start from.
const CHAIN: [Migration; VERSION as usize] = [from_0];

/// Takes the top level of a file of `version` through all steps to [`VERSION`].
pub fn to_current(mut top: Map<String, Value>, version: u64) -> Map<String, Value> {
    for step in CHAIN.iter().skip(version as usize) {
        top = step(top);
    }
    top
}

/// Flat records to records with selectors.
fn from_0(mut top: Map<String, Value>) -> Map<String, Value> {
    if let Some(Value::Array(list)) = top.get_mut("bookmarks") {
        for entry in list {
            let Value::Object(record) = entry else { continue };
            let Some(Value::String(quote)) = record.get("quote").cloned() else { continue };
            if record.contains_key("target") {
                continue;
            }
            let seed = Value::Object(record.clone()).to_string();
            record.shift_remove("quote");
            if !record.contains_key("id") {
                let id = Id::derive(jiff::Timestamp::UNIX_EPOCH, seed.as_bytes());
                record.insert("id".into(), id.as_str().into());
            }
            if let Some(Value::String(path)) = record.shift_remove("file") {
                let name = path.rsplit('/').next().unwrap_or(&path).to_owned();
                record.insert("document".into(), json!({"path": path, "name": name}));
            }
            let selector = json!({"type": "TextQuoteSelector", "exact": quote, "prefix": "", "suffix": ""});
            record.insert("target".into(), json!({"selectors": [selector]}));
        }
    }
    top.insert("version".into(), 1.into());
    top
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::to_current;

    #[test]
    fn a_migration_done_twice_is_a_migration_done_once() {
        let old = json!({"version": 0, "bookmarks": [
            {"quote": "Up 5 %.", "file": "a/b.txt", "note": "n", "mine": [1]}, "strange", {"other": 1}]});
        let old = old.as_object().unwrap().clone();
        let once = to_current(old, 0);
        assert_eq!(once["bookmarks"][0]["document"]["name"], "b.txt");
        assert_eq!(once["bookmarks"][0]["target"]["selectors"][0]["exact"], "Up 5 %.");
        assert_eq!(once["bookmarks"][0]["mine"], json!([1]));
        assert_eq!(to_current(once.clone(), 0), once);
    }
}
