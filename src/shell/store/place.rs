//! Where one bookmark file and everything that belongs to it lies.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::shell::dirs::Dirs;

/// The paths of one store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The bookmark file as named; it may be a symbolic link.
    pub file: PathBuf,
    /// Backups, undo and journals of this store.
    pub state: PathBuf,
}

impl Place {
    /// The store of the config directory, or of another file. The state of another file is kept apart by a hash of its path.
    pub fn new(dirs: &Dirs, other: Option<&Path>) -> io::Result<Self> {
        let usual = dirs.bookmarks();
        let file = match other {
            Some(path) => std::path::absolute(path)?,
            None => usual.clone(),
        };
        let key = blake3::hash(file.as_os_str().as_encoded_bytes()).to_hex();
        let state = dirs.state.join("stores").join(&key[..16]);
        Ok(Self { file, state })
    }

    /// The file that is really written: the end of a chain of symbolic links, which may not exist yet.
    pub fn target(&self) -> io::Result<PathBuf> {
        let mut path = self.file.clone();
        for _ in 0..40 {
            match fs::read_link(&path) {
                Ok(next) => path = path.parent().unwrap_or(Path::new("/")).join(next),
                Err(_) => return Ok(path),
            }
        }
        Err(io::Error::other("too many symbolic links"))
    }

    /// The lock beside the file that is really written, so that sessions which name it differently have the same one. It is
    /// never deleted: a second lock file of the same name would lock nothing.
    pub fn lock(&self) -> io::Result<PathBuf> {
        Ok(beside(&self.target()?, ".", ".lock", true))
    }

    /// Where backups are kept.
    pub fn backups(&self) -> PathBuf {
        self.state.join("backups")
    }

    /// The steps that can be undone.
    pub fn undo(&self) -> PathBuf {
        self.state.join("undo.jsonl")
    }
}

/// `dir/STARTname.extEND` beside `dir/name.ext`; without the extension where `bare`.
pub(crate) fn beside(file: &Path, start: &str, end: &str, bare: bool) -> PathBuf {
    let name = if bare { file.file_stem() } else { file.file_name() };
    let mut made = std::ffi::OsString::from(start);
    made.push(name.unwrap_or_default());
    made.push(end);
    file.with_file_name(made)
}
