//! Paths to files: folders walked in natural order, each file once, nothing opened.
//!
//! A path named by the reader is taken whatever its name is. In folders, files that start with a dot are left out, and
//! only names that look like articles are taken. Links are followed; a file or folder reached twice (same device and
//! inode) counts once, so loops end. A folder nested deeper than [`DEPTH`] is reported, not entered.

use std::cmp::Ordering;
use std::collections::HashSet;
use std::ffi::OsStr;
use std::fs::{self, FileType, Metadata};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{FileTypeExt, MetadataExt};
use std::path::{Path, PathBuf};

use super::loader::reason;

/// How deep folders are walked.
pub const DEPTH: usize = 64;

/// Endings of files that are taken from folders.
pub const ENDINGS: [&str; 7] = ["txt", "md", "markdown", "html", "htm", "xhtml", "epub"];

/// What was found at a path.
#[derive(Debug, PartialEq, Eq)]
pub enum Found {
    /// A file to read.
    File(PathBuf),
    /// Something that cannot be read, and a reason.
    Unreadable(PathBuf, String),
}

/// Walks paths, remembering what was seen, so that several calls give each file once.
#[derive(Debug, Default)]
pub struct Walk {
    seen: HashSet<(u64, u64)>,
}

impl Walk {
    /// Walks `path` and calls `visit` for each file in natural order. Stops once `visit` says false, and says so.
    pub fn walk(&mut self, path: &Path, visit: &mut dyn FnMut(Found) -> bool) -> bool {
        match fs::metadata(path) {
            Ok(m) if m.is_dir() => self.folder(path, &m, DEPTH, visit),
            Ok(m) if m.is_file() => !self.is_new(&m) || visit(Found::File(path.to_owned())),
            Ok(m) => visit(Found::Unreadable(path.to_owned(), not_a_file(m.file_type()).to_owned())),
            Err(e) => visit(Found::Unreadable(path.to_owned(), reason(&e))),
        }
    }

    fn folder(&mut self, path: &Path, folder: &Metadata, depth: usize, visit: &mut dyn FnMut(Found) -> bool) -> bool {
        if !self.is_new(folder) {
            return true;
        }
        if depth == 0 {
            return visit(Found::Unreadable(path.to_owned(), format!("folders nested over {DEPTH} deep are not read")));
        }
        let entries = match fs::read_dir(path) {
            Ok(entries) => entries,
            Err(e) => return visit(Found::Unreadable(path.to_owned(), reason(&e))),
        };
        let mut names = Vec::new();
        for entry in entries {
            match entry {
                Ok(e) if e.file_name().as_bytes().starts_with(b".") => {}
                Ok(e) => names.push((e.file_name(), e.file_type().ok())),
                Err(e) => {
                    if !visit(Found::Unreadable(path.to_owned(), reason(&e))) {
                        return false;
                    }
                    break;
                }
            }
        }
        names.sort_by(|a, b| natural(a.0.as_bytes(), b.0.as_bytes()));
        names.into_iter().all(|(name, kind)| self.entry(path.join(name), kind, depth, visit))
    }

    fn entry(
        &mut self,
        path: PathBuf,
        kind: Option<FileType>,
        depth: usize,
        visit: &mut dyn FnMut(Found) -> bool,
    ) -> bool {
        let wanted = looks_like_an_article(&path);
        if !wanted && kind.is_some_and(|k| !k.is_dir() && !k.is_symlink()) {
            return true;
        }
        match fs::metadata(&path) {
            Ok(m) if m.is_dir() => self.folder(&path, &m, depth - 1, visit),
            _ if !wanted => true,
            Ok(m) if m.is_file() => !self.is_new(&m) || visit(Found::File(path)),
            Ok(m) => visit(Found::Unreadable(path, not_a_file(m.file_type()).to_owned())),
            Err(e) => visit(Found::Unreadable(path, reason(&e))),
        }
    }

    fn is_new(&mut self, m: &Metadata) -> bool {
        self.seen.insert((m.dev(), m.ino()))
    }
}

/// Whether a file in a folder is taken, by its ending.
fn looks_like_an_article(path: &Path) -> bool {
    path.extension().and_then(OsStr::to_str).is_some_and(|e| ENDINGS.iter().any(|known| e.eq_ignore_ascii_case(known)))
}

/// What something that is neither file nor folder is, in words.
pub fn not_a_file(kind: FileType) -> &'static str {
    if kind.is_fifo() {
        "a named pipe, not a file"
    } else if kind.is_socket() {
        "a socket, not a file"
    } else if kind.is_char_device() || kind.is_block_device() {
        "a device, not a file"
    } else if kind.is_dir() {
        "a folder, not a file"
    } else {
        "not a file"
    }
}

/// The order in which people number files: runs of digits by their value, the rest by bytes.
pub fn natural(a: &[u8], b: &[u8]) -> Ordering {
    let (mut left, mut right) = (a, b);
    loop {
        let (Some(&first), Some(&second)) = (left.first(), right.first()) else {
            // Names that differ only in leading zeros are told apart by their bytes.
            return left.len().cmp(&right.len()).then_with(|| a.cmp(b));
        };
        if first.is_ascii_digit() && second.is_ascii_digit() {
            let (number, rest) = digits(left);
            let (other, other_rest) = digits(right);
            match number.len().cmp(&other.len()).then_with(|| number.cmp(other)) {
                Ordering::Equal => (left, right) = (rest, other_rest),
                unequal => return unequal,
            }
        } else if first == second {
            (left, right) = (&left[1..], &right[1..]);
        } else {
            return first.cmp(&second);
        }
    }
}

/// The run of digits at the start, leading zeros left out, and what follows.
fn digits(bytes: &[u8]) -> (&[u8], &[u8]) {
    let end = bytes.iter().position(|b| !b.is_ascii_digit()).unwrap_or(bytes.len());
    let zeros = bytes[..end].iter().position(|&b| b != b'0').unwrap_or(end);
    (&bytes[zeros..end], &bytes[end..])
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::symlink;
    use std::path::Path;

    use super::{DEPTH, Found, Walk, natural};

    fn walked(path: &Path) -> Vec<String> {
        let mut out = Vec::new();
        Walk::default().walk(path, &mut |found| {
            out.push(match found {
                Found::File(p) => p.strip_prefix(path).unwrap().to_string_lossy().into_owned(),
                Found::Unreadable(p, why) => format!("{}: {why}", p.strip_prefix(path).unwrap().display()),
            });
            true
        });
        out
    }

    #[test]
    fn names_sort_as_people_number_them() {
        let mut names = ["a10", "a9", "a", "b1", "a010", "a1b", "a1"];
        names.sort_by(|a, b| natural(a.as_bytes(), b.as_bytes()));
        assert_eq!(names, ["a", "a1", "a1b", "a9", "a010", "a10", "b1"]);
    }

    #[test]
    fn loops_hidden_files_and_other_endings_are_left_out() {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path();
        fs::create_dir(root.join("sub")).unwrap();
        for name in ["2.txt", "10.MD", "1.html", ".hidden.txt", "picture.png", "sub/a.epub"] {
            fs::write(root.join(name), "x").unwrap();
        }
        symlink("..", root.join("sub/up")).unwrap();
        symlink("b", root.join("a")).unwrap();
        symlink("a", root.join("b")).unwrap();
        symlink("2.txt", root.join("again.txt")).unwrap();
        symlink("nowhere", root.join("dangling.txt")).unwrap();
        assert_eq!(walked(root), ["1.html", "2.txt", "10.MD", "dangling.txt: No such file or directory", "sub/a.epub"]);
    }

    #[test]
    fn a_deep_folder_ends_with_a_reason() {
        let dir = tempfile::tempdir().unwrap();
        let deep = (0..DEPTH + 3).fold(dir.path().to_owned(), |p, _| p.join("d"));
        fs::create_dir_all(&deep).unwrap();
        fs::write(deep.join("a.txt"), "x").unwrap();
        let found = walked(dir.path());
        assert_eq!(found.len(), 1);
        assert!(found[0].ends_with("folders nested over 64 deep are not read"), "{found:?}");
    }
}
