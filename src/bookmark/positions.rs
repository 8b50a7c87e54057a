//! Reading positions and marks: places the reader comes back to. They may be lost without harm.
//!
//! Kept apart from the bookmarks, in the state directory: a mark is a place and no fact, is set anew all the time and must
//! not make the bookmark file change. A small letter marks a place of one article, a capital letter one over all articles.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::moment::Moment;
use super::target::Target;

/// Documents remembered at most; the one read longest ago goes first.
pub const MOST: usize = 2_000;

/// Where the reader was in one document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Position {
    /// Character of the decoded text at the top of the view.
    #[serde(default)]
    pub at: u64,
    /// Share of the text that was seen, 0 to 1.
    #[serde(default)]
    pub seen: f64,
    /// When it was left.
    #[serde(default)]
    pub when: Moment,
    /// Marks `a` to `z`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub marks: BTreeMap<char, Mark>,
    /// What else the file says.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// A marked place.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Mark {
    /// Key of the document in [`Positions::documents`]: its whole path.
    #[serde(default)]
    pub path: String,
    /// The place: a short quote and its position, so that it follows edits.
    pub target: Target,
    /// When it was set.
    #[serde(default)]
    pub when: Moment,
}

/// All positions and marks.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Positions {
    /// By whole path of the document, so that two files shown under one name do not meet.
    #[serde(default)]
    pub documents: BTreeMap<String, Position>,
    /// Marks `A` to `Z`, over all articles.
    #[serde(default)]
    pub marks: BTreeMap<char, Mark>,
    /// What else the file says.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

impl Positions {
    /// Sets a mark in the document at `path`: a capital letter over all documents, any other within it.
    pub fn mark(&mut self, letter: char, path: &str, target: Target, now: jiff::Timestamp) {
        let mark = Mark { path: path.to_owned(), target, when: now.into() };
        if letter.is_uppercase() {
            self.marks.insert(letter, mark);
        } else {
            self.documents.entry(path.to_owned()).or_default().marks.insert(letter, mark);
        }
    }

    /// The mark of `letter`, seen from the document at `path`.
    pub fn marked(&self, letter: char, path: &str) -> Option<&Mark> {
        if letter.is_uppercase() {
            self.marks.get(&letter)
        } else {
            self.documents.get(path).and_then(|p| p.marks.get(&letter))
        }
    }

    /// Takes over what `other` knows later: position by position and mark by mark, the later wins.
    pub fn merge(&mut self, other: &Self) {
        for (path, theirs) in &other.documents {
            let ours = self.documents.entry(path.clone()).or_default();
            if ours.when < theirs.when {
                (ours.at, ours.seen, ours.when) = (theirs.at, theirs.seen, theirs.when.clone());
            }
            merge_marks(&mut ours.marks, &theirs.marks);
        }
        merge_marks(&mut self.marks, &other.marks);
        while self.documents.len() > MOST {
            let oldest = self.documents.iter().min_by(|a, b| a.1.when.cmp(&b.1.when)).map(|(path, _)| path.clone());
            if let Some(path) = oldest {
                self.documents.remove(&path);
            }
        }
    }
}

fn merge_marks(ours: &mut BTreeMap<char, Mark>, theirs: &BTreeMap<char, Mark>) {
    for (letter, mark) in theirs {
        match ours.get(letter) {
            Some(have) if have.when >= mark.when => {}
            _ => {
                ours.insert(*letter, mark.clone());
            }
        }
    }
}
