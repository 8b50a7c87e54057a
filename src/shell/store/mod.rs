//! The bookmark store: one file, many sessions, no loss.
//!
//! Takes [`Operation`]s from the app; gives [`Report`]s. A thread of its own journals each operation, takes the lock, reads
//! the file again, merges, and replaces the file; see `docs/bookmarks.md` for the rules. It never waits for the app and the
//! app never waits for it.

pub mod backup;
pub mod conflicts;
pub mod disk;
pub mod history;
pub mod journal;
pub mod lock;
pub mod place;
pub mod positions;
pub mod quarantine;
pub mod session;
mod thread;

use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::time::Duration;

pub use place::Place;
pub use session::Session;
pub use thread::LOOK;

use crate::bookmark::{Operation, Report};
use crate::shell::dirs::Dirs;

/// How a session's bookmarks stand when it ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finished {
    /// All in the file.
    Saved,
    /// Not in the file, but in this journal, which the next session takes over.
    Journaled(PathBuf),
    /// Neither file nor journal could be written: dumped to this file.
    Dumped(PathBuf),
    /// Nowhere to write: the operations as text, for standard error. The program should exit with 74.
    Unsaved(String),
}

/// The app's end of the store.
#[derive(Debug)]
pub struct Store {
    commands: mpsc::Sender<thread::Command>,
    finished: mpsc::Receiver<Finished>,
}

impl Store {
    /// Opens the store of `dirs`, or the one in the file `other`, and starts its thread. `wake` is called on that thread
    /// with each report after the first.
    pub fn open(
        dirs: &Dirs,
        other: Option<&Path>,
        wake: impl Fn(Report) + Send + 'static,
    ) -> std::io::Result<(Self, Report)> {
        let mut session = Session::open(Place::new(dirs, other)?);
        let report = session.report();
        let (commands, inbox) = mpsc::channel();
        let (done, finished) = mpsc::channel();
        std::thread::Builder::new().name("store".into()).spawn(move || thread::run(session, &inbox, &done, wake))?;
        Ok((Self { commands, finished }, report))
    }

    /// Sends an operation to be saved.
    pub fn send(&self, operation: Operation) {
        self.tell(thread::Command::Do(operation));
    }

    /// Asks to look at the file now: the terminal got the focus.
    pub fn look(&self) {
        self.tell(thread::Command::Look);
    }

    /// Writes this session's bookmarks over a file that cannot be read (a copy is kept): the command
    /// `keep-mine`.
    pub fn keep_mine(&self) {
        self.tell(thread::Command::KeepMine);
    }

    /// Ends the thread and waits for it up to `patience`.
    pub fn finish(self, patience: Duration) -> Finished {
        self.tell(thread::Command::Finish);
        self.finished
            .recv_timeout(patience)
            .unwrap_or_else(|_| Finished::Unsaved("the bookmark store did not answer in time".into()))
    }

    fn tell(&self, command: thread::Command) {
        // The thread ends only by `finish`; were it gone, `finish` would say so.
        let _ = self.commands.send(command);
    }
}
