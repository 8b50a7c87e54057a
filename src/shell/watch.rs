//! Which file each article was read from, and whether that file is still the same.
//!
//! Nothing is polled: files are looked at when the terminal gets the focus, after a stop and after the editor.

use std::collections::HashMap;
use std::fs::Metadata;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// What tells one state of a file from another; the time alone may go backwards or stay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    dev: u64,
    ino: u64,
    size: u64,
    seconds: i64,
    nanos: i64,
}

impl Stamp {
    /// The stamp of a file's metadata.
    pub fn of(m: &Metadata) -> Self {
        Self { dev: m.dev(), ino: m.ino(), size: m.size(), seconds: m.mtime(), nanos: m.mtime_nsec() }
    }
}

/// What became of a file.
#[derive(Debug, PartialEq, Eq)]
pub enum Change {
    /// It has other contents.
    Changed(PathBuf),
    /// It is gone.
    Gone(PathBuf),
}

/// The files read so far, by the path as it is shown.
#[derive(Debug, Default)]
pub struct Watch {
    files: Mutex<HashMap<String, (PathBuf, Option<Stamp>)>>,
}

impl Watch {
    /// Remembers the state in which `path` was read.
    pub fn insert(&self, shown: &str, path: &Path, stamp: Stamp) {
        self.lock().insert(shown.to_owned(), (path.to_owned(), Some(stamp)));
    }

    /// The path itself, for one that is shown; a name that is not UTF-8 is shown otherwise than it is.
    pub fn path(&self, shown: &str) -> Option<PathBuf> {
        self.lock().get(shown).map(|(path, _)| path.clone())
    }

    /// Looks at all files. Each change is told once. The table is free meanwhile, as a dead network drive may hold this up.
    pub fn look(&self) -> Vec<Change> {
        let known: Vec<_> = self.lock().iter().map(|(shown, file)| (shown.clone(), file.clone())).collect();
        let mut changes = Vec::new();
        for (shown, (path, stamp)) in known {
            let now = std::fs::metadata(&path).ok().map(|m| Stamp::of(&m));
            if now == stamp {
                continue;
            }
            self.lock().insert(shown, (path.clone(), now));
            changes.push(if now.is_some() { Change::Changed(path) } else { Change::Gone(path) });
        }
        changes
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, (PathBuf, Option<Stamp>)>> {
        self.files.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{Change, Stamp, Watch};

    #[test]
    fn a_change_is_told_once_and_so_is_the_end() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.txt");
        fs::write(&path, "one").unwrap();
        let watch = Watch::default();
        watch.insert("a.txt", &path, Stamp::of(&fs::metadata(&path).unwrap()));
        assert_eq!(watch.look(), []);
        fs::write(&path, "longer").unwrap();
        assert_eq!(watch.look(), [Change::Changed(path.clone())]);
        assert_eq!(watch.look(), []);
        fs::remove_file(&path).unwrap();
        assert_eq!(watch.look(), [Change::Gone(path.clone())]);
        assert_eq!(watch.look(), []);
        assert_eq!(watch.path("a.txt"), Some(path));
    }
}
