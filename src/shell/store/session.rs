//! One session's view of a bookmark file: what the disk holds, what is still to be written, and the writing.
//!
//! Without threads, so that the command line and the tests use it as it is.

use std::fs;
use std::io;
use std::path::PathBuf;
use std::time::Duration;

use super::disk::{self, Stamp, Temporary};
use super::journal::{self, Entry, Journal};
use super::lock::{self, Lock};
use super::place::Place;
use super::{backup, conflicts, history, quarantine};
use crate::bookmark::file::{self, File, Reading, count};
use crate::bookmark::merge::{Merged, merge};
use crate::bookmark::{Bookmarks, Operation, Report, Saving, Step};
use crate::shell::dirs::make_private;

/// How long a save waits for the lock of another session.
pub const PATIENCE: Duration = Duration::from_secs(2);

/// How long the last save waits for it: the terminal may be gone, and the journal has everything.
const LAST_PATIENCE: Duration = Duration::from_millis(400);

/// How often a save starts anew because the file changed under it.
const ROUNDS: usize = 10;

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

/// One session.
#[derive(Debug)]
pub struct Session {
    place: Place,
    disk: File,
    stamp: Option<Stamp>,
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
    told_conflicts: Vec<PathBuf>,
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
            stamp: None,
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
            told_conflicts: Vec::new(),
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

    /// Looks whether the file changed and reads it if so. True where there is something to report.
    pub fn refresh(&mut self) -> bool {
        let mut news = false;
        if Stamp::at(&self.place.file) != self.stamp {
            self.reload();
            self.remember();
            news = true;
        }
        self.look_for_copies() || news
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

    fn load_first(&mut self) {
        let now = jiff::Timestamp::now();
        match disk::read(&self.place.file) {
            Err(e) => {
                self.condition = Condition::Unreadable(e.to_string());
                self.notices.push(format!("{} cannot be read: {e}.", self.place.file.display()));
                self.state = Saving::NotSaved(e.to_string());
            }
            Ok(None) => {
                if let Some((path, file)) = backup::newest_good(&self.place.backups())
                    && !file.bookmarks.is_empty()
                {
                    self.notices.push(format!(
                        "{} is missing. A backup holds {}: `simak bookmarks restore {}` brings them back.",
                        self.place.file.display(),
                        count(file.bookmarks.len(), "bookmark", "bookmarks"),
                        path.display()
                    ));
                }
            }
            Ok(Some((bytes, stamp))) => {
                self.stamp = Some(stamp);
                if stamp.has_other_names() {
                    self.notices.push(format!(
                        "{} has other names (hard links). A save replaces the file, so they keep the old content.",
                        self.place.file.display()
                    ));
                }
                match file::read(&bytes) {
                    Ok(Reading::Ours(file, notices)) => {
                        self.disk = file;
                        self.notices.extend(notices);
                    }
                    Ok(Reading::Newer(version, file)) => {
                        self.disk = file;
                        self.condition = Condition::Newer(version);
                    }
                    Err(file::Damage::Empty) if backup::list(&self.place.backups()).is_empty() => {}
                    Err(damage) => {
                        let kept = quarantine::keep(&self.target(), &bytes, now);
                        let got = quarantine::recover(&self.place, &bytes);
                        let kept = match kept {
                            Ok(path) => format!("The original is kept at {}.", path.display()),
                            Err(e) => format!("The original could not be copied ({e}); it stays as it is."),
                        };
                        self.notices.push(format!(
                            "{} is damaged: {damage}. {} recovered, {} more from a backup. {kept} Nothing is written before \
                             your next change.",
                            self.place.file.display(),
                            count(got.salvaged, "bookmark", "bookmarks"),
                            got.from_backup,
                        ));
                        self.disk = File { bookmarks: got.bookmarks, ..File::default() };
                        self.condition = Condition::Recovered(Some(stamp));
                    }
                }
            }
        }
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

    /// Reads a file that changed under an open session.
    fn reload(&mut self) {
        match disk::read(&self.place.file) {
            Err(e) => self.condition = Condition::Unreadable(e.to_string()),
            // Gone: what is known stays in memory, and is written with the next change.
            Ok(None) => self.stamp = None,
            Ok(Some((bytes, stamp))) => {
                self.stamp = Some(stamp);
                match file::read(&bytes) {
                    Ok(Reading::Ours(file, notices)) => {
                        self.disk = file;
                        self.notices.extend(notices);
                        if matches!(self.condition, Condition::Broken(_)) {
                            self.notices.push("The bookmark file reads again.".into());
                        }
                        self.condition = Condition::Good;
                        if self.pending.is_empty() {
                            self.state = Saving::Saved;
                        }
                    }
                    Ok(Reading::Newer(version, file)) => {
                        self.disk = file;
                        self.condition = Condition::Newer(version);
                    }
                    Err(damage) => {
                        if self.condition != Condition::Recovered(Some(stamp)) {
                            self.notices.push(self.broken(&damage.to_string()));
                            self.condition = Condition::Broken(damage.to_string());
                        }
                    }
                }
            }
        }
    }

    fn broken(&self, why: &str) -> String {
        format!(
            "{} was changed elsewhere and cannot be read: {why}. It is left alone until it reads again; `:bookmarks keep-mine` \
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

    fn look_for_copies(&mut self) -> bool {
        let target = self.target();
        let dir_stamp = target.parent().and_then(Stamp::at);
        if dir_stamp == self.dir_stamp {
            return false;
        }
        self.dir_stamp = dir_stamp;
        let mut news = false;
        for copy in conflicts::list(&target, &self.memory) {
            if !self.told_conflicts.contains(&copy.path) {
                self.notices.push(format!(
                    "{} is a copy made by a file synchroniser with {} and {} changed: `simak bookmarks import` it to merge.",
                    copy.path.display(),
                    count(copy.only_there, "bookmark of its own", "bookmarks of its own"),
                    copy.newer_there
                ));
                self.told_conflicts.push(copy.path);
                news = true;
            }
        }
        news
    }

    fn try_save(&mut self) -> Result<(), String> {
        if let Condition::Newer(version) = self.condition {
            return Err(format!("the bookmark file is of version {version}, which only a later simak may write"));
        }
        let target = self.place.target().map_err(|e| format!("{}: {e}", self.place.file.display()))?;
        let dir = target.parent().unwrap_or(&target).to_owned();
        if self.place.file.parent() == Some(&*dir) {
            make_private(&dir).map_err(|e| format!("{}: {e}", dir.display()))?;
        } else if let Some(own) = self.place.file.parent() {
            make_private(own).map_err(|e| format!("{}: {e}", own.display()))?;
        }
        let lock = lock::take(&self.place.lock, self.patience)
            .map_err(|e| format!("{}: {e}", self.place.lock.display()))?
            .ok_or("another simak holds the lock of the bookmark file")?;
        let locked = matches!(lock, Lock::Held(_));
        if !self.told_no_locks && (!locked || lock::on_nfs(&dir)) {
            self.told_no_locks = true;
            self.notices.push(
                "The bookmark file lies on a file system without reliable locks: two sessions that save in the same moment \
                 may lose a change."
                    .into(),
            );
        }
        if locked {
            for old in disk::leftovers(&target) {
                // Under the lock nobody else is writing, so this is what a killed session left.
                let _ = fs::remove_file(old);
            }
        }
        for _ in 0..ROUNDS {
            if self.try_once(&target)? {
                return Ok(());
            }
        }
        Err(format!("{} changes all the time", target.display()))
    }

    /// One round of reading, merging and replacing. False where the file changed in the middle of it.
    fn try_once(&mut self, target: &std::path::Path) -> Result<bool, String> {
        let name = |e: io::Error| format!("{}: {e}", target.display());
        let read = disk::read(target).map_err(name)?;
        let stamp = read.as_ref().map(|(_, s)| *s);
        let mut force = false;
        let mut base = match &read {
            None => self.disk.clone(),
            Some((bytes, stamp)) => match file::read(bytes) {
                Ok(Reading::Ours(file, _)) => file,
                Ok(Reading::Newer(version, file)) => {
                    self.condition = Condition::Newer(version);
                    self.disk = file;
                    return Err(format!("the bookmark file is now of version {version}, of a later simak"));
                }
                Err(file::Damage::Empty) if self.disk.bookmarks.is_empty() => File::default(),
                Err(damage) if self.condition == Condition::Recovered(Some(*stamp)) => {
                    let _ = damage;
                    force = true;
                    self.disk.clone()
                }
                Err(damage) => {
                    let why = self.broken(&damage.to_string());
                    self.condition = Condition::Broken(damage.to_string());
                    return Err(why);
                }
            },
        };
        let steps = self.merge_pending(&mut base.bookmarks, &mut force);
        if force {
            base.generation += 1;
            let text = file::write(&base);
            check(&text, &base)?;
            if !self.backed_up
                && let Some((bytes, _)) = &read
                && self.condition == Condition::Good
            {
                match backup::write(&self.place.backups(), bytes, jiff::Timestamp::now()) {
                    Ok(_) => self.backed_up = true,
                    Err(e) => {
                        self.backed_up = true;
                        self.notices
                            .push(format!("No backup could be written to {}: {e}.", self.place.state.display()));
                    }
                }
            }
            let temporary = Temporary::write(target, text.as_bytes()).map_err(name)?;
            if Stamp::at(target) != stamp {
                return Ok(false);
            }
            temporary.rename().map_err(name)?;
        }
        self.disk = base;
        self.stamp = Stamp::at(&self.place.file);
        self.condition = Condition::Good;
        if !steps.is_empty()
            && let Err(e) = history::add(&self.place.undo(), &steps)
        {
            self.notices.push(format!("Undo will not outlive this session: {e}."));
        }
        Ok(true)
    }

    /// Merges what is pending; gives the steps for the undo file.
    fn merge_pending(&mut self, bookmarks: &mut Bookmarks, changed: &mut bool) -> Vec<Step> {
        let mut steps = Vec::new();
        for entry in &self.pending {
            match merge(bookmarks, &entry.operation, entry.known.as_ref()) {
                Merged::Done(step) => {
                    *changed = true;
                    steps.push(step);
                }
                Merged::Already => {}
                Merged::Revived(step) => {
                    *changed = true;
                    steps.push(step);
                    self.notices.push("A bookmark you changed had been deleted elsewhere; it is back.".into());
                }
                Merged::Conflict { kept_ours, lost } => {
                    *changed |= kept_ours;
                    self.notices.push(if kept_ours {
                        "A bookmark was changed elsewhere too; yours is the later and stands. Undo brings the other back.".into()
                    } else {
                        "A bookmark was changed elsewhere later than here; that stands. Undo brings yours back.".into()
                    });
                    self.undo.push(lost.clone());
                    steps.push(lost);
                }
                Merged::Refused(id) => {
                    let there = bookmarks.get(&id).is_some();
                    self.notices.push(if there {
                        "A bookmark you deleted was changed elsewhere in the meantime; it stays.".into()
                    } else {
                        "A bookmark you changed is gone and could not be brought back.".into()
                    });
                }
            }
        }
        steps
    }
}

/// Reads the text back before it replaces anything: it must be JSON with as many entries as were meant.
fn check(text: &str, meant: &File) -> Result<(), String> {
    #[derive(serde::Deserialize)]
    struct Entries {
        bookmarks: Vec<serde::de::IgnoredAny>,
    }
    let entries = meant.bookmarks.len() + meant.strange.len();
    match serde_json::from_str::<Entries>(text) {
        Ok(read) if read.bookmarks.len() == entries => Ok(()),
        _ => Err("the bookmarks could not be written in a form that reads back; nothing was changed".into()),
    }
}
