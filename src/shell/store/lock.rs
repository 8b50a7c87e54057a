//! The lock that keeps two sessions from writing at once.
//!
//! An advisory lock on a file of its own beside the bookmarks. The kernel frees it when its holder dies. The file is never
//! deleted: who locked a deleted one and who locked its successor would both believe themselves alone.

use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

/// How often the lock is tried.
const STEP: Duration = Duration::from_millis(20);

/// What came of trying.
#[derive(Debug)]
pub enum Lock {
    /// Held until dropped.
    Held(File),
    /// The file system has no locks; two sessions must rely upon looking before the rename.
    None(String),
}

/// Takes the lock at `path`, waiting up to `patience`. Gives `None` where another one holds it all that time.
pub fn take(path: &Path, patience: Duration) -> io::Result<Option<Lock>> {
    let file = open(path)?;
    let until = Instant::now() + patience;
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(Some(Lock::Held(file))),
            Err(TryLockError::WouldBlock) if Instant::now() >= until => return Ok(None),
            Err(TryLockError::WouldBlock) => thread::sleep(STEP),
            Err(TryLockError::Error(e)) if e.kind() == io::ErrorKind::Interrupted => {}
            Err(TryLockError::Error(e)) if has_no_locks(&e) => return Ok(Some(Lock::None(e.to_string()))),
            Err(TryLockError::Error(e)) => return Err(e),
        }
    }
}

fn open(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    match options.open(path) {
        // A lock file that may only be read locks as well.
        Err(e) if matches!(e.kind(), io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem) => {
            File::open(path).map_err(|_| e)
        }
        other => other,
    }
}

/// `ENOLCK`, `EOPNOTSUPP`, `ENOSYS`: the file system knows no locks.
pub(super) fn has_no_locks(e: &io::Error) -> bool {
    #[cfg(unix)]
    {
        use rustix::io::Errno;
        let code = e.raw_os_error();
        [Errno::NOLCK, Errno::OPNOTSUPP, Errno::NOSYS].iter().any(|n| code == Some(n.raw_os_error()))
    }
    #[cfg(not(unix))]
    {
        matches!(e.kind(), io::ErrorKind::Unsupported)
    }
}

/// Whether the directory lies on a network file system of the NFS kind, where locks may lie.
pub fn on_nfs(dir: &Path) -> bool {
    #[cfg(target_os = "linux")]
    {
        // The width of `f_type` differs between platforms; the magic number fits all.
        rustix::fs::statfs(dir).is_ok_and(|s| s.f_type as u64 == 0x6969)
    }
    #[cfg(not(target_os = "linux"))]
    {
        let _ = dir;
        false
    }
}
