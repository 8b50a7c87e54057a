//! In which open article each bookmark is at home: by path, else by its text, else by name and title.
//!
//! Made anew when bookmarks or articles change, so that no list has to look through all bookmarks. It finds articles, not
//! places in them; nothing is rewritten by it.

use std::collections::HashMap;
use std::sync::Arc;

use crate::bookmark::document::{self, Fit};
use crate::bookmark::{Bookmarks, Document, Id};
use crate::library::{ArticleId, Entry};

/// How the text piped in is called.
pub const PIPED: &str = "standard input";

/// Stands before the names of the articles of the starter collection, which are no files.
pub const STARTER: &str = "starter:";

/// How shown paths become the ones that bookmarks remember.
#[derive(Debug, Clone, Copy, Default)]
pub struct Base<'a> {
    /// The directory that relative paths are read from; empty where they stay as they are.
    pub directory: &'a str,
    /// The articles are those of the starter collection.
    pub starter: bool,
}

impl Base<'_> {
    /// The whole path: the same from whatever directory and in whatever spelling the file was opened.
    ///
    /// ```
    /// use simak::app::homes::Base;
    /// let base = Base { directory: "/home/ana/news", starter: false };
    /// assert_eq!(base.whole("../old/./a.txt"), "/home/ana/old/a.txt");
    /// ```
    pub fn whole(self, shown: &str) -> String {
        if self.starter {
            format!("{STARTER}{shown}")
        } else if shown.starts_with('/') {
            tidy(shown)
        } else if self.directory.is_empty() || shown == PIPED || shown.starts_with(STARTER) {
            shown.to_owned()
        } else {
            tidy(&format!("{}/{shown}", self.directory))
        }
    }
}

/// An absolute path without `.`, `..` and doubled strokes.
fn tidy(path: &str) -> String {
    let plain = !path.contains("//") && !path.contains("/.") && !path.ends_with('/');
    if plain {
        return path.to_owned();
    }
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    format!("/{}", parts.join("/"))
}

/// Where a bookmark is at home.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Home {
    /// The articles that may be it, best first; more than one where they cannot be told apart.
    pub at: Vec<ArticleId>,
    /// It is not at the path where the bookmark was made; found by text, or by name and title.
    pub moved: bool,
}

impl Home {
    /// The article, if there is no doubt which.
    pub fn only(&self) -> Option<ArticleId> {
        if let [one] = self.at[..] { Some(one) } else { None }
    }
}

/// Hashes of open texts by shown path, as far as they were needed.
pub type Hashes = HashMap<String, String>;

/// The homes of all bookmarks.
#[derive(Debug, Default)]
pub struct Homes {
    of: HashMap<Id, Arc<Home>>,
    /// Bookmarks by the shown path of their article, in the order of the file.
    at: HashMap<String, Vec<Id>>,
}

impl Homes {
    /// Finds the homes of `bookmarks` among `entries`. `hashes` keeps the hashes of texts by shown path; they are made
    /// only once some bookmark is not found by its path.
    pub fn new(bookmarks: &Bookmarks, entries: &[Arc<Entry>], base: Base<'_>, hashes: &mut Hashes) -> Self {
        let mut by_path: HashMap<String, ArticleId> = HashMap::with_capacity(entries.len() * 2);
        for (i, entry) in entries.iter().enumerate() {
            by_path.entry(entry.path.clone()).or_insert(ArticleId(i as u32));
        }
        for (i, entry) in entries.iter().enumerate() {
            by_path.insert(base.whole(&entry.path), ArticleId(i as u32));
        }
        let mut known: HashMap<(&str, &str), Arc<Home>> = HashMap::new();
        let mut homes = Self { of: HashMap::with_capacity(bookmarks.len()), at: HashMap::new() };
        for bookmark in bookmarks.iter() {
            let doc = &bookmark.document;
            let home = known.entry((&doc.path, &doc.blake3)).or_insert_with(|| {
                let whole = base_free(&doc.path);
                match by_path.get(&whole).or_else(|| by_path.get(&doc.path)) {
                    Some(id) => Arc::new(Home { at: vec![*id], moved: false }),
                    None => Arc::new(elsewhere(doc, entries, hashes)),
                }
            });
            if let Some(id) = home.only() {
                let path = &entries[id.index()].path;
                match homes.at.get_mut(path) {
                    Some(list) => list.push(bookmark.id.clone()),
                    None => drop(homes.at.insert(path.clone(), vec![bookmark.id.clone()])),
                }
            }
            if !home.at.is_empty() {
                homes.of.insert(bookmark.id.clone(), home.clone());
            }
        }
        homes
    }

    /// Where this bookmark is at home; `None` where no open article is it.
    pub fn of(&self, id: &Id) -> Option<&Home> {
        self.of.get(id).map(AsRef::as_ref)
    }

    /// The bookmarks of the article shown as `path`.
    pub fn at(&self, path: &str) -> &[Id] {
        self.at.get(path).map_or(&[], Vec::as_slice)
    }
}

/// The remembered path in the spelling of [`Base::whole`].
fn base_free(path: &str) -> String {
    if path.starts_with('/') { tidy(path) } else { path.to_owned() }
}

/// The open articles that may be the document although it is not at its path: one with its text before one with its name and
/// title; several where they cannot be told apart.
pub fn elsewhere(gone: &Document, entries: &[Arc<Entry>], hashes: &mut Hashes) -> Home {
    for entry in entries {
        if !hashes.contains_key(&entry.path) {
            hashes.insert(entry.path.clone(), document::hash(&entry.source.text));
        }
    }
    let open = entries.iter().map(|e| {
        let name = e.path.rsplit('/').next().unwrap_or(&e.path);
        (e.path.as_str(), name, Some(e.article.title.text.as_str()), hashes[&e.path].as_str())
    });
    let found = document::candidates(gone, open);
    let best = found.first().map(|(fit, _)| *fit);
    let at = found
        .iter()
        .filter(|(fit, _)| best == Some(*fit) || best == Some(Fit::NameAndTitle))
        .filter_map(|(_, path)| entries.iter().position(|e| e.path == *path).map(|i| ArticleId(i as u32)))
        .collect();
    Home { at, moved: true }
}

#[cfg(test)]
mod tests {
    use super::Base;

    #[test]
    fn a_path_is_the_same_from_everywhere() {
        let base = Base { directory: "/a/b", starter: false };
        for (shown, whole) in [
            ("c.txt", "/a/b/c.txt"),
            ("./c.txt", "/a/b/c.txt"),
            ("../c.txt", "/a/c.txt"),
            ("../../../c.txt", "/c.txt"),
            ("/x//y/./c.txt", "/x/y/c.txt"),
            ("/x/.hidden/c.txt", "/x/.hidden/c.txt"),
            ("standard input", "standard input"),
        ] {
            assert_eq!(base.whole(shown), whole);
        }
        assert_eq!(Base { directory: "/a", starter: true }.whole("c.txt"), "starter:c.txt");
        assert_eq!(Base::default().whole("d/c.txt"), "d/c.txt");
    }
}
