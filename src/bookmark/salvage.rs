//! What is still whole in a damaged bookmark file.
//!
//! Looks at every place where an object may begin and takes those that read as bookmarks. A record that is whole is found,
//! whatever happened before or after it; half a record is left out.

use serde::Deserialize as _;
use serde_json::{Deserializer, Value};

use super::file;
use super::record::Bookmark;
use super::set::Bookmarks;

/// Bytes parsed at most, as a multiple of the length: a text made to be slow ends early.
const BUDGET: usize = 64;

/// The bookmarks that are whole in `bytes`.
pub fn salvage(bytes: &[u8]) -> Vec<Bookmark> {
    let mut found = Vec::new();
    let mut at = 0;
    let mut budget = bytes.len().saturating_mul(BUDGET).max(1 << 20);
    while let Some(next) = memchr::memchr(b'{', &bytes[at..]) {
        at += next;
        let mut stream = Deserializer::from_slice(&bytes[at..]).into_iter::<Value>();
        match stream.next() {
            Some(Ok(value)) if is_record(&value) => {
                at += stream.byte_offset().max(1);
                found.push(value);
            }
            Some(Ok(_)) => {
                budget = budget.saturating_sub(stream.byte_offset());
                at += 1;
            }
            _ => {
                budget = budget.saturating_sub(failed_at(&bytes[at..]));
                at += 1;
            }
        }
        if budget == 0 {
            break;
        }
    }
    file::records(found).0
}

/// How far the parser came before it failed, roughly: the cost of the attempt.
fn failed_at(bytes: &[u8]) -> usize {
    match serde::de::IgnoredAny::deserialize(&mut Deserializer::from_slice(bytes)) {
        Ok(_) => 1,
        Err(e) => {
            let lines = e.line().saturating_sub(1);
            let start = memchr::memchr_iter(b'\n', bytes).nth(lines.saturating_sub(1)).map_or(0, |n| n + 1);
            if lines == 0 { e.column() } else { start + e.column() }
        }
    }
    .max(1)
}

fn is_record(value: &Value) -> bool {
    value.get("target").is_some_and(|t| t.get("selectors").is_some()) && value.get("bookmarks").is_none()
}

/// What was recovered: the union of salvaged records and those of a backup, the higher revision of each.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Recovered {
    /// The bookmarks.
    pub bookmarks: Bookmarks,
    /// How many came out of the damaged file.
    pub salvaged: usize,
    /// How many only the backup had.
    pub from_backup: usize,
}

/// Joins salvaged records with those of a backup.
pub fn unite(salvaged: Vec<Bookmark>, backup: Option<&Bookmarks>) -> Recovered {
    let mut bookmarks = Bookmarks::default();
    for record in salvaged {
        if bookmarks.get(&record.id).is_none_or(|b| b.rev < record.rev) {
            bookmarks.put(record);
        }
    }
    let count = bookmarks.len();
    let mut from_backup = 0;
    for record in backup.into_iter().flat_map(Bookmarks::iter) {
        match bookmarks.get(&record.id) {
            Some(have) if have.rev >= record.rev => {}
            Some(_) => bookmarks.put((**record).clone()),
            None => {
                from_backup += 1;
                bookmarks.put((**record).clone());
            }
        }
    }
    Recovered { bookmarks, salvaged: count, from_backup }
}
