//! The text of the bookmark file: reading, with everything unknown kept, and writing.
//!
//! Pure: `shell::store` brings and takes the bytes. The format is described in `docs/bookmarks.md` and
//! `assets/bookmarks.schema.json`.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::id::Id;
use super::migrate;
use super::record::Bookmark;
use super::set::Bookmarks;

/// What `format` says in a file of ours.
pub const FORMAT: &str = "simak-bookmarks";

/// The version this program writes.
pub const VERSION: u64 = 1;

/// A bookmark file in memory.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct File {
    /// Grows by one with each save.
    pub generation: u64,
    /// The bookmarks.
    pub bookmarks: Bookmarks,
    /// Entries of the list that are no bookmarks of this version, kept as they are.
    pub strange: Vec<Value>,
    /// Fields of the file that simak does not know.
    pub extra: Map<String, Value>,
}

/// What a file turned out to be.
#[derive(Debug, Clone, PartialEq)]
pub enum Reading {
    /// A file this program may write. The sentences are for the reader.
    Ours(File, Vec<String>),
    /// A file of a later version: to be read as far as it can be, never written.
    Newer(u64, File),
}

/// Why a file is damaged.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Damage {
    /// It is empty.
    #[error("it is empty")]
    Empty,
    /// It is no JSON.
    #[error("it is not valid JSON: {0}")]
    Json(String),
    /// It is JSON, but not a bookmark file.
    #[error("it is JSON but no bookmark file: {0}")]
    Other(&'static str),
}

/// The file as it is written when all is well; the quick way in.
#[derive(Deserialize)]
struct Known {
    format: String,
    version: u64,
    #[serde(default)]
    generation: u64,
    bookmarks: Vec<Bookmark>,
    #[serde(flatten)]
    extra: Map<String, Value>,
}

/// Reads a bookmark file.
pub fn read(bytes: &[u8]) -> Result<Reading, Damage> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if bytes.iter().all(|b| b.is_ascii_whitespace() || *b == 0) {
        return Err(Damage::Empty);
    }
    if let Ok(known) = serde_json::from_slice::<Known>(bytes)
        && known.format == FORMAT
        && known.version == VERSION
    {
        let mut notices = Vec::new();
        let bookmarks = collect(known.bookmarks, &mut notices);
        let file = File { generation: known.generation, bookmarks, strange: Vec::new(), extra: known.extra };
        return Ok(Reading::Ours(file, notices));
    }
    let value: Value = serde_json::from_slice(bytes).map_err(|e| Damage::Json(e.to_string()))?;
    let Value::Object(top) = value else { return Err(Damage::Other("its top level is no object")) };
    match top.get("format").map(Value::as_str) {
        None | Some(Some(FORMAT)) => {}
        Some(_) => return Err(Damage::Other("its `format` is not `simak-bookmarks`")),
    }
    let version = match top.get("version") {
        None => 0,
        Some(v) => v.as_u64().ok_or(Damage::Other("its `version` is no whole number"))?,
    };
    if version > VERSION {
        let (file, _) = lenient(top).unwrap_or_default();
        return Ok(Reading::Newer(version, file));
    }
    let top = migrate::to_current(top, version);
    let (file, notices) = lenient(top)?;
    Ok(Reading::Ours(file, notices))
}

/// Reads record by record; what is no bookmark is kept as strange.
fn lenient(mut top: Map<String, Value>) -> Result<(File, Vec<String>), Damage> {
    let Some(Value::Array(list)) = top.shift_remove("bookmarks") else {
        return Err(Damage::Other("it has no list `bookmarks`"));
    };
    let generation = top.shift_remove("generation").and_then(|g| g.as_u64()).unwrap_or(0);
    top.shift_remove("format");
    top.shift_remove("version");
    let (records, strange) = records(list);
    let mut notices = Vec::new();
    if !strange.is_empty() {
        notices.push(format!(
            "{} in the bookmark file could not be read as bookmarks and are kept as they are.",
            count(strange.len(), "entry", "entries")
        ));
    }
    let bookmarks = collect(records, &mut notices);
    Ok((File { generation, bookmarks, strange, extra: top }, notices))
}

/// `1 entry`, `2 entries`.
pub(crate) fn count(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

/// Sorts values into bookmarks and others. A record without an id gets one made of its content.
pub fn records(list: Vec<Value>) -> (Vec<Bookmark>, Vec<Value>) {
    let (mut records, mut strange) = (Vec::new(), Vec::new());
    for mut value in list {
        if let Value::Object(map) = &mut value
            && map.contains_key("target")
            && map.get("id").is_none_or(|id| id.is_null() || id.as_str() == Some(""))
        {
            let seed = Value::Object(map.clone()).to_string();
            map.insert("id".into(), Id::derive(jiff::Timestamp::UNIX_EPOCH, seed.as_bytes()).as_str().into());
        }
        match Bookmark::deserialize(&value) {
            Ok(b) => records.push(b),
            Err(_) => strange.push(value),
        }
    }
    (records, strange)
}

/// Gives the second of two records with one id an id of its own, made of its content, so that all sessions give the same.
fn collect(mut records: Vec<Bookmark>, notices: &mut Vec<String>) -> Bookmarks {
    let mut seen = std::collections::HashSet::with_capacity(records.len());
    let mut again = 0;
    for b in &mut records {
        let mut salt = 0_u32;
        let mut doubled = false;
        while !seen.insert(b.id.clone()) {
            let text = serde_json::to_string(b).unwrap_or_default();
            let time = b.created.timestamp().unwrap_or(jiff::Timestamp::UNIX_EPOCH);
            b.id = Id::derive(time, format!("{salt}{text}").as_bytes());
            salt += 1;
            doubled = true;
        }
        again += usize::from(doubled);
    }
    if again > 0 {
        notices.push(format!(
            "{} had the id of another one and got a new one; all are kept.",
            count(again, "bookmark", "bookmarks")
        ));
    }
    records.into_iter().collect()
}

/// The file as text: pretty JSON in a stable order, one newline at the end.
pub fn write(file: &File) -> String {
    #[derive(Serialize)]
    struct Out<'a> {
        format: &'a str,
        version: u64,
        generation: u64,
        bookmarks: List<'a>,
        #[serde(flatten)]
        extra: &'a Map<String, Value>,
    }
    struct List<'a>(&'a File);
    impl Serialize for List<'_> {
        fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            use serde::ser::SerializeSeq as _;
            let mut seq = serializer.serialize_seq(Some(self.0.bookmarks.len() + self.0.strange.len()))?;
            for b in self.0.bookmarks.iter() {
                seq.serialize_element(&**b)?;
            }
            for v in &self.0.strange {
                seq.serialize_element(v)?;
            }
            seq.end()
        }
    }
    let out = Out {
        format: FORMAT,
        version: VERSION,
        generation: file.generation,
        bookmarks: List(file),
        extra: &file.extra,
    };
    let mut text = serde_json::to_string_pretty(&out).unwrap_or_default();
    text.push('\n');
    text
}

#[cfg(test)]
mod tests {
    use super::{Damage, File, Reading, read, write};

    fn ours(text: &str) -> (File, Vec<String>) {
        match read(text.as_bytes()) {
            Ok(Reading::Ours(file, notices)) => (file, notices),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn doubled_and_missing_ids_are_kept_under_new_ones() {
        let text = r#"{"bookmarks":[{"id":"a","target":{}},{"id":"a","note":"2","target":{}},{"target":{}},7]}"#;
        let (file, notices) = ours(text);
        assert_eq!(file.bookmarks.len(), 3);
        assert_eq!(file.strange.len(), 1);
        assert_eq!(notices.len(), 2);
        let (again, _) = ours(text);
        assert_eq!(file, again, "every session gives the same new ids");
        let (back, notices) = ours(&write(&file));
        assert_eq!(back, file);
        assert_eq!(notices.len(), 1, "{notices:?}");
    }

    #[test]
    fn a_file_without_its_list_is_damaged_and_not_empty() {
        assert_eq!(read(b" \n"), Err(Damage::Empty));
        assert!(matches!(read(br#"{"format":"simak-bookmarks","version":1,"bookmark":[]}"#), Err(Damage::Other(_))));
        assert!(matches!(read(b"{\"bookmarks\": ["), Err(Damage::Json(_))));
        let deep = vec![b'['; 1_000_000];
        assert!(matches!(read(&deep), Err(Damage::Json(_))));
    }

    #[test]
    fn a_later_version_is_told_apart() {
        let text = br#"{"format":"simak-bookmarks","version":2,"bookmarks":[{"id":"a","target":{}}]}"#;
        assert!(matches!(read(text), Ok(Reading::Newer(2, file)) if file.bookmarks.len() == 1));
    }
}
