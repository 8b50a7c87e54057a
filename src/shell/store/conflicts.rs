//! Copies that a file synchroniser made of the bookmark file because two machines changed it.

use std::fs;
use std::path::{Path, PathBuf};

use crate::bookmark::Bookmarks;
use crate::bookmark::file::{self, Reading};

/// A copy and what is in it that the bookmarks do not have.
#[derive(Debug, Clone, PartialEq)]
pub struct Copy {
    /// The copy.
    pub path: PathBuf,
    /// Bookmarks only it has.
    pub only_there: usize,
    /// Bookmarks that say something else there and were changed later.
    pub newer_there: usize,
}

/// The copies beside `target`, in order of their names.
pub fn paths(target: &Path) -> Vec<PathBuf> {
    let (Some(dir), Some(name)) = (target.parent(), target.file_name()) else { return Vec::new() };
    let stem = target.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let Ok(entries) = fs::read_dir(dir) else { return Vec::new() };
    let mut found: Vec<PathBuf> = entries
        .flatten()
        .filter(|e| e.file_name() != name)
        .filter(|e| is_copy(&e.file_name().to_string_lossy(), &stem))
        .map(|e| e.path())
        .collect();
    found.sort();
    found
}

/// `STEM (… conflicted copy …).json`, `STEM.sync-conflict-….json`, `STEM-conflict-….json`, `STEM (1).json` are copies.
fn is_copy(name: &str, stem: &str) -> bool {
    let Some(rest) = name.strip_prefix(stem).and_then(|r| r.strip_suffix(".json")) else { return false };
    let rest = rest.to_lowercase();
    rest.contains("conflict") || (rest.starts_with(" (") && rest.ends_with(')'))
}

/// The bookmarks of a copy, if it reads as a bookmark file.
pub fn read(path: &Path) -> Option<Bookmarks> {
    match file::read(&fs::read(path).ok()?) {
        Ok(Reading::Ours(file, _)) => Some(file.bookmarks),
        _ => None,
    }
}

/// What the copy at `path` holds that `bookmarks` lack; `None` where that is nothing.
pub fn look(path: PathBuf, bookmarks: &Bookmarks) -> Option<Copy> {
    let theirs = read(&path)?;
    let only_there = theirs.iter().filter(|b| bookmarks.get(&b.id).is_none()).count();
    let newer_there = theirs
        .iter()
        .filter(|b| bookmarks.get(&b.id).is_some_and(|o| b.modified > o.modified && !o.same_content(b)))
        .count();
    (only_there + newer_there > 0).then_some(Copy { path, only_there, newer_there })
}

#[cfg(test)]
mod tests {
    use super::is_copy;

    #[test]
    fn copies_of_the_usual_synchronisers_are_known() {
        for name in [
            "bookmarks (conflicted copy 2026-11-22).json",
            "bookmarks (An's conflicted copy 2026-11-22).json",
            "bookmarks.sync-conflict-20261122-001500-ABCDEFG.json",
            "bookmarks (1).json",
        ] {
            assert!(is_copy(name, "bookmarks"), "{name}");
        }
        for name in ["bookmarks.json", "bookmarks-2025.json", ".bookmarks.json.tmp-1", "other.json"] {
            assert!(!is_copy(name, "bookmarks"), "{name}");
        }
    }
}
