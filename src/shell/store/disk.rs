//! Reading a file whole and replacing it whole.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use super::place::beside;

/// Largest bookmark file read, in bytes.
pub const LARGEST: u64 = 512 << 20;

/// What tells one version of a file from another: device, inode, size, time of change in nanoseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    device: u64,
    inode: u64,
    size: u64,
    modified: i128,
    /// When the inode last changed, which no program can set back; 0 where there is no such time.
    changed: i128,
    links: u64,
}

impl Stamp {
    /// Of metadata.
    pub fn of(meta: &fs::Metadata) -> Self {
        #[cfg(unix)]
        {
            use std::os::unix::fs::MetadataExt;
            Self {
                device: meta.dev(),
                inode: meta.ino(),
                size: meta.size(),
                modified: i128::from(meta.mtime()) * 1_000_000_000 + i128::from(meta.mtime_nsec()),
                changed: i128::from(meta.ctime()) * 1_000_000_000 + i128::from(meta.ctime_nsec()),
                links: meta.nlink(),
            }
        }
        #[cfg(not(unix))]
        {
            let modified = meta.modified().ok().and_then(|t| t.duration_since(std::time::UNIX_EPOCH).ok());
            let modified = modified.map_or(0, |d| d.as_nanos() as i128);
            Self { device: 0, inode: 0, size: meta.len(), modified, changed: 0, links: 1 }
        }
    }

    /// Of the file at `path`, links followed; `None` where there is none.
    pub fn at(path: &Path) -> Option<Self> {
        fs::metadata(path).ok().map(|m| Self::of(&m))
    }

    /// Whether a later change must show in a later time: the file was last changed long enough before `now` (nanoseconds since
    /// 1970) that no file system gives both the same time. FAT counts in steps of two seconds. The rule is that of git's index
    /// (<https://git-scm.com/docs/racy-git>).
    pub fn is_settled(self, now: i128) -> bool {
        now - self.modified.max(self.changed) >= 3_000_000_000
    }

    /// Whether both are of one file with the content of one moment, whatever happened to its name.
    pub fn is_same_content(self, other: Self) -> bool {
        let content = |s: Self| (s.device, s.inode, s.size, s.modified);
        content(self) == content(other)
    }

    /// Whether the file has other names (hard links), which a replacement leaves behind.
    pub fn has_other_names(self) -> bool {
        self.links > 1
    }
}

/// The bytes of a regular file and the stamp they had; `None` where there is no file.
pub fn read(path: &Path) -> io::Result<Option<(Vec<u8>, Stamp)>> {
    match fs::metadata(path) {
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(e) => return Err(e),
        Ok(m) if !m.is_file() => return Err(io::Error::other("it is no regular file")),
        Ok(m) if m.len() > LARGEST => return Err(io::Error::other("it is larger than 512 MiB")),
        Ok(_) => {}
    }
    let mut file = match File::open(path) {
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(None),
        other => other?,
    };
    let stamp = Stamp::of(&file.metadata()?);
    let mut bytes = Vec::with_capacity(stamp.size as usize);
    file.read_to_end(&mut bytes)?;
    Ok(Some((bytes, stamp)))
}

/// A written temporary file, beside the one it shall replace.
#[derive(Debug)]
pub struct Temporary {
    path: PathBuf,
    target: PathBuf,
    stamp: Stamp,
    done: bool,
}

/// Start of the names of temporary files of `target`.
fn temporary_start(target: &Path) -> PathBuf {
    beside(target, ".", ".tmp-", false)
}

impl Temporary {
    /// Writes `bytes` beside `target` and syncs them. The mode is that of `target`, or 0600.
    pub fn write(target: &Path, bytes: &[u8]) -> io::Result<Self> {
        let (mut temporary, file) = Self::write_unsynced(target, bytes)?;
        file.sync_all()?;
        temporary.stamp = Stamp::of(&file.metadata()?);
        Ok(temporary)
    }

    fn write_unsynced(target: &Path, bytes: &[u8]) -> io::Result<(Self, File)> {
        let unique = ulid::Ulid::generate();
        let mut name = temporary_start(target).into_os_string();
        name.push(format!("{}-{unique}", std::process::id()));
        let path = PathBuf::from(name);
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        {
            use std::os::unix::fs::OpenOptionsExt;
            options.mode(0o600);
        }
        let mut file = options.open(&path)?;
        let stamp = Stamp::of(&file.metadata()?);
        let temporary = Self { path, target: target.to_owned(), stamp, done: false };
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = fs::metadata(target).map_or(0o600, |m| m.permissions().mode() & 0o7777);
            file.set_permissions(fs::Permissions::from_mode(mode))?;
        }
        file.write_all(bytes)?;
        Ok((temporary, file))
    }

    /// Puts it in the place of its target and syncs the directory. Gives the stamp the file had before it was renamed.
    pub fn rename(mut self) -> io::Result<Stamp> {
        fs::rename(&self.path, &self.target)?;
        self.done = true;
        sync_directory(self.target.parent().unwrap_or(Path::new("/")))?;
        Ok(self.stamp)
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        if !self.done {
            // Nothing can be done about a failure here; the sweep at the next start finds it.
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// Replaces `target` by `bytes`, all or nothing.
pub fn replace(target: &Path, bytes: &[u8]) -> io::Result<()> {
    Temporary::write(target, bytes)?.rename().map(drop)
}

/// Replaces `target` by `bytes` without waiting for the disk: for what may be lost in a power cut.
pub fn replace_unsynced(target: &Path, bytes: &[u8]) -> io::Result<()> {
    let (mut temporary, _) = Temporary::write_unsynced(target, bytes)?;
    fs::rename(&temporary.path, &temporary.target)?;
    temporary.done = true;
    Ok(())
}

/// Syncs a directory, so that a rename in it outlives a power cut. File systems that cannot are excused.
pub fn sync_directory(dir: &Path) -> io::Result<()> {
    #[cfg(unix)]
    {
        use rustix::io::Errno;
        match File::open(dir).and_then(|d| d.sync_all()) {
            Err(e)
                if [Errno::INVAL, Errno::OPNOTSUPP, Errno::NOSYS, Errno::BADF]
                    .iter()
                    .any(|n| e.raw_os_error() == Some(n.raw_os_error())) =>
            {
                Ok(())
            }
            // A directory that may be written but not read: the rename is done, only its sync is not ours to ask.
            Err(e) if e.kind() == io::ErrorKind::PermissionDenied => Ok(()),
            other => other,
        }
    }
    #[cfg(not(unix))]
    {
        let _ = dir;
        Ok(())
    }
}

/// Temporary files that a killed session left beside `target`.
pub fn leftovers(target: &Path) -> Vec<PathBuf> {
    let start = temporary_start(target);
    let (Some(dir), Some(start)) = (target.parent(), start.file_name()) else { return Vec::new() };
    let Ok(entries) = fs::read_dir(dir) else { return Vec::new() };
    entries
        .flatten()
        .filter(|e| e.file_name().as_encoded_bytes().starts_with(start.as_encoded_bytes()))
        .map(|e| e.path())
        .collect()
}
