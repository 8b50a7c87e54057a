//! The loop of the store's thread.

use std::fs;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use super::Finished;
use super::session::Session;
use crate::bookmark::{Operation, Report};

/// How often the file is looked at for changes of others.
pub const LOOK: Duration = Duration::from_secs(2);

/// How often a failed save is tried again.
const RETRY: Duration = Duration::from_secs(30);

/// What the app asks of the thread.
#[derive(Debug)]
pub enum Command {
    /// Save this.
    Do(Operation),
    /// Look at the file.
    Look,
    /// Write over an unreadable file.
    KeepMine,
    /// End.
    Finish,
}

/// Runs until told to finish or the app is gone.
pub fn run(mut session: Session, inbox: &Receiver<Command>, done: &Sender<Finished>, wake: impl Fn(Report)) {
    let mut tried = Instant::now();
    if session.has_pending() {
        session.save();
        wake(session.report());
    }
    loop {
        let mut operations = Vec::new();
        let (mut look, mut keep, mut finish) = (false, false, false);
        let mut next = match inbox.recv_timeout(LOOK) {
            Ok(command) => Some(command),
            Err(RecvTimeoutError::Timeout) => {
                look = true;
                None
            }
            Err(RecvTimeoutError::Disconnected) => {
                finish = true;
                None
            }
        };
        while let Some(command) = next {
            match command {
                Command::Do(operation) => operations.push(operation),
                Command::Look => look = true,
                Command::KeepMine => keep = true,
                Command::Finish => finish = true,
            }
            next = inbox.try_recv().ok();
        }
        let mut news = look && session.refresh();
        let fresh = !operations.is_empty();
        if fresh {
            session.push(operations);
        }
        if finish {
            // The app may be gone already.
            let _ = done.send(end(&mut session));
            return;
        }
        if keep {
            session.keep_mine();
            news = true;
        } else if session.has_pending() && (fresh || news || tried.elapsed() >= RETRY) {
            session.save();
            tried = Instant::now();
            news = true;
        }
        if news || fresh {
            wake(session.report());
        }
    }
}

/// The last save and, if that fails, the last resorts.
fn end(session: &mut Session) -> Finished {
    if session.close() {
        return Finished::Saved;
    }
    if session.is_journaled()
        && let Some(path) = session.journal_path()
    {
        return Finished::Journaled(path);
    }
    let text = session.pending_text();
    let dirs = [std::env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from), Some(std::env::temp_dir())];
    for dir in dirs.into_iter().flatten().filter(|d| d.is_absolute()) {
        let path = dir.join(format!("simak-bookmarks-{}.jsonl", ulid::Ulid::generate()));
        if write_private(&path, &text).is_ok() {
            return Finished::Dumped(path);
        }
    }
    Finished::Unsaved(text)
}

fn write_private(path: &std::path::Path, text: &str) -> std::io::Result<()> {
    use std::io::Write as _;
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    let mut file = options.open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}
