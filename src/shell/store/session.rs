//! One session's view of a bookmark file: what the disk holds, what is still to be written, and the writing.
//!
//! Without threads, so that the command line and the tests use it as it is.

mod load;
mod look;
mod save;

use std::path::PathBuf;
use std::time::Duration;

use super::disk::{self, Stamp};
use super::journal::{self, Entry, Journal};
use super::place::Place;
use super::{history, quarantine};
use crate::bookmark::file::{File, count};
use crate::bookmark::merge::merge;
use crate::bookmark::{Bookmarks, Operation, Report, Saving, Step};

/// How long a save waits for the lock of another session.
pub const PATIENCE: Duration = Duration::from_secs(2);

/// How long the last save waits for it: the terminal may be gone, and the journal has everything.
const LAST_PATIENCE: Duration = Duration::from_millis(400);

/// The condition of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Condition {
    /// It reads.
    Good,
    /// It was damaged when the session began; what is whole was recovered and is written with the next change.
    /// The stamp is that of the damaged file.
    Recovered(Option<Stamp>),
    /// It became unreadable while the session was open. It is left alone until it reads again or the reader says
    /// `keep-mine`.
    Broken(String),
    /// It is of a later version.
    Newer(u64),
    /// It cannot be read at all.
    Unreadable(String),
}

/// The bytes of a file, known again by length and BLAKE3.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Text(Option<(usize, blake3::Hash)>);

impl Text {
    fn of(bytes: &[u8]) -> Self {
        Self(Some((bytes.len(), blake3::hash(bytes))))
    }

    /// Whether `bytes` are these.
    fn is(self, bytes: &[u8]) -> bool {
        self.0.is_some_and(|(len, hash)| len == bytes.len() && hash == blake3::hash(bytes))
    }
}

/// One session.
#[derive(Debug)]
pub struct Session {
    place: Place,
    /// What the file holds, and the bytes it was read from or written as.
    disk: File,
    text: Text,
    /// The file those bytes were in; `None` where there was none, or it is to be read anew.
    stamp: Option<Stamp>,
    /// Whether a change since would surely have changed the stamp.
    settled: bool,
    condition: Condition,
    pending: Vec<Entry>,
    journal: Journal,
    journaled: bool,
    memory: Bookmarks,
    backed_up: bool,
    state: Saving,
    notices: Vec<String>,
    undo: Vec<Step>,
    seen: u64,
    patience: Duration,
    told_no_locks: bool,
    /// The copies of synchronisers looked into, as they were.
    copies: Vec<(PathBuf, Option<Stamp>)>,
    dir_stamp: Option<Stamp>,
}

impl Session {
    /// Opens the store at `place`: reads, recovers from damage, takes over the journals of dead sessions. Never fails: what
    /// is wrong is in the report.
    pub fn open(place: Place) -> Self {
        let journal = Journal::new(&place.state);
        let undo = history::read(&place.undo());
        let mut session = Self {
            place,
            disk: File::default(),
            text: Text::default(),
            stamp: None,
            settled: false,
            condition: Condition::Good,
            pending: Vec::new(),
            journal,
            journaled: true,
            memory: Bookmarks::default(),
            backed_up: false,
            state: Saving::Saved,
            notices: Vec::new(),
            undo,
            seen: 0,
            patience: PATIENCE,
            told_no_locks: false,
            copies: Vec::new(),
            dir_stamp: None,
        };
        session.load_first();
        session.adopt();
        session.remember();
        session.look_for_copies();
        session
    }

    /// The paths.
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// The bookmarks with the pending operations over them.
    pub fn bookmarks(&self) -> &Bookmarks {
        &self.memory
    }

    /// Whether operations wait to be written.
    pub fn has_pending(&self) -> bool {
        !self.pending.is_empty()
    }

    /// Whether pending operations are safe in the journal.
    pub fn is_journaled(&self) -> bool {
        self.journaled
    }

    /// The pending operations as text, for a last resort.
    pub fn pending_text(&self) -> String {
        self.pending.iter().filter_map(|e| serde_json::to_string(e).ok()).fold(String::new(), |t, l| t + &l + "\n")
    }

    /// News for the app. Notices and undo steps are given once.
    pub fn report(&mut self) -> Report {
        let state = match &self.condition {
            Condition::Newer(version) => Saving::ReadOnly(format!(
                "{} was written by a later simak (version {version}); it is shown and not changed.",
                self.place.file.display()
            )),
            _ => self.state.clone(),
        };
        Report {
            bookmarks: self.memory.clone(),
            state,
            notices: std::mem::take(&mut self.notices),
            undo: std::mem::take(&mut self.undo),
            seen: self.seen,
        }
    }

    /// Takes operations in: journal first, then memory. They are not in the bookmark file before [`Self::save`].
    pub fn push(&mut self, operations: Vec<Operation>) {
        self.seen += operations.len() as u64;
        let mut fresh = Vec::with_capacity(operations.len());
        for operation in operations {
            let known = match &operation {
                Operation::Edit { id, .. } => self.memory.get(id).map(|b| (**b).clone()),
                _ => None,
            };
            merge(&mut self.memory, &operation, known.as_ref());
            fresh.push(Entry { operation, known });
        }
        self.write_journal(&fresh);
        self.pending.extend(fresh);
        if !self.pending.is_empty() && self.state == Saving::Saved {
            self.state = Saving::Pending;
        }
    }

    fn write_journal(&mut self, fresh: &[Entry]) {
        // After a failure everything pending is tried again, not only what is new.
        let result = if self.journaled {
            self.journal.append(fresh)
        } else {
            self.journal.append(&self.pending).and_then(|()| self.journal.append(fresh))
        };
        match result {
            Ok(()) => self.journaled = true,
            Err(e) => {
                if self.journaled {
                    self.notices.push(format!(
                        "The journal in {} cannot be written ({e}). Until it can, a bookmark is safe only once it is saved.",
                        self.place.state.display()
                    ));
                }
                self.journaled = false;
            }
        }
    }

    /// Writes what is pending into the file as it is by now. True where all is on disk.
    pub fn save(&mut self) -> bool {
        if self.pending.is_empty() {
            self.state = Saving::Saved;
            return true;
        }
        match self.try_save() {
            Ok(()) => {
                self.pending.clear();
                // An entry left in the journal is replayed, which changes nothing.
                let _ = self.journal.clear();
                self.journaled = true;
                self.state = Saving::Saved;
            }
            Err(why) => self.state = Saving::NotSaved(why),
        }
        self.remember();
        self.state == Saving::Saved
    }

    /// What the file holds from now on, as far as this session knows.
    fn know(&mut self, file: File, text: Text, stamp: Option<Stamp>) {
        (self.disk, self.text, self.stamp, self.settled) = (file, text, stamp, false);
    }

    /// Gives up a file that became unreadable: the next save writes this session's bookmarks over it. A copy of the
    /// unreadable file is kept.
    pub fn keep_mine(&mut self) -> bool {
        if matches!(self.condition, Condition::Broken(_))
            && let Ok(Some((bytes, stamp))) = disk::read(&self.place.file)
        {
            self.quarantine(&bytes);
            self.condition = Condition::Recovered(Some(stamp));
        }
        if !matches!(self.condition, Condition::Recovered(_)) {
            return self.save();
        }
        match self.try_save() {
            Ok(()) => {
                self.pending.clear();
                let _ = self.journal.clear();
                self.state = Saving::Saved;
            }
            Err(why) => self.state = Saving::NotSaved(why),
        }
        self.remember();
        self.state == Saving::Saved
    }

    /// Ends the session: one last save, with little patience. What cannot be saved stays in the journal.
    pub fn close(&mut self) -> bool {
        if self.journaled {
            self.patience = LAST_PATIENCE;
        }
        let saved = self.save();
        if saved {
            self.journal.close();
        }
        saved
    }

    /// Where the journal is, if there is one.
    pub fn journal_path(&self) -> Option<PathBuf> {
        self.journal.path().map(PathBuf::from)
    }

    /// Takes over what dead sessions could not save.
    fn adopt(&mut self) {
        if matches!(self.condition, Condition::Newer(_)) {
            return;
        }
        let dead = journal::orphaned(&self.place.state);
        let entries: Vec<Entry> = dead.iter().flat_map(|d| d.entries.iter().cloned()).collect();
        let broken: usize = dead.iter().map(|d| d.broken).sum();
        if broken > 0 {
            self.notices
                .push(format!("{} of an earlier session's journal could not be read.", count(broken, "line", "lines")));
        }
        if !entries.is_empty() {
            self.notices.push(format!(
                "{} of an earlier session that ended early {} taken over.",
                count(entries.len(), "change", "changes"),
                if entries.len() == 1 { "is" } else { "are" }
            ));
            if self.journal.append(&entries).is_err() {
                // Theirs stay where they are; replaying them again changes nothing.
                self.pending.extend(entries);
                return;
            }
            self.pending.extend(entries);
        }
        dead.into_iter().for_each(journal::Orphaned::delete);
    }

    fn target(&self) -> PathBuf {
        self.place.target().unwrap_or_else(|_| self.place.file.clone())
    }

    fn quarantine(&mut self, bytes: &[u8]) {
        match quarantine::keep(&self.target(), bytes, jiff::Timestamp::now()) {
            Ok(path) => self.notices.push(format!("The unreadable file is kept at {}.", path.display())),
            Err(e) => self.notices.push(format!("The unreadable file could not be copied: {e}.")),
        }
    }

    fn broken(&self, why: &str) -> String {
        format!(
            "{} was changed elsewhere and cannot be read: {why}. It is left alone until it reads again; `:keep-mine` \
             writes this session's bookmarks over it.",
            self.place.file.display()
        )
    }

    /// Lays the pending operations over the disk's bookmarks.
    fn remember(&mut self) {
        self.memory = self.disk.bookmarks.clone();
        for entry in &self.pending {
            merge(&mut self.memory, &entry.operation, entry.known.as_ref());
        }
    }
}
