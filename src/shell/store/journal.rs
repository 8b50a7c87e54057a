//! The journal of operations that are not in the bookmark file yet.
//!
//! One file a session, locked as long as the session lives, one operation a line. It is synced before the bookmark file is
//! touched, so a bookmark is on disk even while the bookmark file cannot be written. The next session finds the journals of
//! dead ones by their free locks and does what they could not.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::lock::has_no_locks;
use crate::bookmark::{Bookmark, Operation};

/// An operation with the record it is about, as this session knew it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// What is to be done.
    pub operation: Operation,
    /// The record before, to bring it back where it was deleted elsewhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub known: Option<Bookmark>,
}

/// This session's journal. The file is made with the first operation.
#[derive(Debug)]
pub struct Journal {
    dir: PathBuf,
    file: Option<(File, PathBuf)>,
    lines: usize,
}

impl Journal {
    /// A journal in `dir`.
    pub fn new(dir: &Path) -> Self {
        Self { dir: dir.to_owned(), file: None, lines: 0 }
    }

    /// Where it is, once it is.
    pub fn path(&self) -> Option<&Path> {
        self.file.as_ref().map(|(_, path)| path.as_path())
    }

    /// Appends entries and syncs.
    pub fn append(&mut self, entries: &[Entry]) -> io::Result<()> {
        let mut text = String::new();
        for entry in entries {
            text.push_str(&serde_json::to_string(entry).map_err(io::Error::other)?);
            text.push('\n');
        }
        let file = self.open()?;
        // A line that a full disk cut short must not swallow the next one.
        let whole = file.metadata()?.len();
        if let Err(e) = file.write_all(text.as_bytes()).and_then(|()| file.sync_data()) {
            let _ = file.set_len(whole);
            return Err(e);
        }
        self.lines += entries.len();
        Ok(())
    }

    /// Forgets all entries: they are in the bookmark file.
    pub fn clear(&mut self) -> io::Result<()> {
        if let Some((file, _)) = &self.file
            && self.lines > 0
        {
            file.set_len(0)?;
            self.lines = 0;
        }
        Ok(())
    }

    /// Ends an empty journal.
    pub fn close(&mut self) {
        if self.lines == 0
            && let Some((_, path)) = self.file.take()
        {
            // An empty journal left behind is swept by the next session.
            let _ = fs::remove_file(path);
        }
    }

    fn open(&mut self) -> io::Result<&mut File> {
        // A journal deleted under the session, with its directory perhaps, keeps nothing any more.
        if self.file.as_ref().is_some_and(|(file, _)| is_deleted(file)) {
            (self.file, self.lines) = (None, 0);
        }
        if self.file.is_none() {
            crate::shell::dirs::make_private(&self.dir)?;
            let unique = ulid::Ulid::generate();
            let path = self.dir.join(format!("pending-{}-{unique}.jsonl", std::process::id()));
            let hidden = self.dir.join(format!(".pending-{unique}"));
            let mut options = OpenOptions::new();
            options.append(true).create_new(true);
            #[cfg(unix)]
            {
                use std::os::unix::fs::OpenOptionsExt;
                options.mode(0o600);
            }
            let file = options.open(&hidden)?;
            // Locked before it gets the name under which others look for it. Without locks nobody adopts it by mistake
            // either: adopting needs the lock too.
            let _ = file.try_lock();
            fs::rename(&hidden, &path)?;
            super::disk::sync_directory(&self.dir)?;
            self.file = Some((file, path));
        }
        match &mut self.file {
            Some((file, _)) => Ok(file),
            None => Err(io::Error::other("no journal")),
        }
    }
}

/// Whether no name leads to an open file any more.
fn is_deleted(file: &File) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        file.metadata().is_ok_and(|m| m.nlink() == 0)
    }
    #[cfg(not(unix))]
    {
        let _ = file;
        false
    }
}

/// A journal whose session is dead, locked by us where there are locks.
#[derive(Debug)]
pub struct Orphaned {
    /// Its entries; lines that were cut short are left out.
    pub entries: Vec<Entry>,
    /// Lines that could not be read.
    pub broken: usize,
    path: PathBuf,
    locked: bool,
    _lock: File,
}

impl Orphaned {
    /// Puts it away: its entries are safe elsewhere.
    pub fn delete(self) {
        // If it stays it is replayed again, which changes nothing.
        let _ = if self.locked {
            fs::remove_file(&self.path)
        } else {
            // Without locks its session may live after all, on another machine: what it writes yet is kept.
            let name = self.path.file_name().unwrap_or_default().to_string_lossy().replacen("pending-", "taken-", 1);
            fs::rename(&self.path, self.path.with_file_name(name))
        };
    }
}

/// The journals of dead sessions in `dir`.
pub fn orphaned(dir: &Path) -> Vec<Orphaned> {
    let Ok(entries) = fs::read_dir(dir) else { return Vec::new() };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|e| e.path()).collect();
    paths.sort();
    paths
        .into_iter()
        .filter(|p| {
            let name = p.file_name().unwrap_or_default().as_encoded_bytes();
            name.starts_with(b"pending-") && name.ends_with(b".jsonl")
        })
        .filter_map(|path| {
            let lock = OpenOptions::new().read(true).append(true).open(&path).ok()?;
            let locked = match lock.try_lock() {
                Ok(()) => true,
                Err(TryLockError::Error(e)) if has_no_locks(&e) && is_dead(&path) => false,
                Err(_) => return None,
            };
            let bytes = fs::read(&path).ok()?;
            let lines = bytes.split(|b| *b == b'\n').filter(|l| !l.is_empty());
            let read: Vec<Option<Entry>> = lines.map(|l| serde_json::from_slice(l).ok()).collect();
            let broken = read.iter().filter(|e| e.is_none()).count();
            Some(Orphaned { entries: read.into_iter().flatten().collect(), broken, path, locked, _lock: lock })
        })
        .collect()
}

/// Whether the process that a journal is named after has ended; only where that can be told.
fn is_dead(journal: &Path) -> bool {
    #[cfg(unix)]
    {
        use rustix::io::Errno;
        use rustix::process::{Pid, test_kill_process};
        let name = journal.file_name().unwrap_or_default().to_string_lossy();
        let pid = name.split('-').nth(1).and_then(|n| n.parse().ok()).and_then(Pid::from_raw);
        pid.is_some_and(|pid| test_kill_process(pid) == Err(Errno::SRCH))
    }
    #[cfg(not(unix))]
    {
        let _ = journal;
        false
    }
}
