//! The save itself: lock, read again, merge, replace.

use std::fs;
use std::io;
use std::path::Path;

use super::super::disk::{self, Stamp, Temporary};
use super::super::lock::{self, Lock};
use super::super::{backup, history};
use super::{Condition, Session, Text};
use crate::bookmark::file::{self, File, Reading};
use crate::bookmark::merge::{Merged, merge};
use crate::bookmark::{Bookmarks, Step};
use crate::shell::dirs::make_private;

/// How often a save starts anew because the file changed under it.
const ROUNDS: usize = 10;

impl Session {
    pub(super) fn try_save(&mut self) -> Result<(), String> {
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
        let lock = self.place.lock().map_err(|e| format!("{}: {e}", self.place.file.display()))?;
        let lock = lock::take(&lock, self.patience)
            .map_err(|e| format!("{}: {e}", lock.display()))?
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
    fn try_once(&mut self, target: &Path) -> Result<bool, String> {
        let name = |e: io::Error| format!("{}: {e}", target.display());
        let mut force = false;
        let read = disk::read(target).map_err(name)?;
        let mut stamp = read.as_ref().map(|(_, s)| *s);
        let mut text = Text::default();
        let mut base = match &read {
            None => self.disk.clone(),
            // The bytes this session read or wrote last: what they say is known.
            Some((bytes, _)) if self.condition == Condition::Good && self.text.is(bytes) => self.disk.clone(),
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
            let out = file::write(&base);
            check(&out, &base)?;
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
            let temporary = Temporary::write(target, out.as_bytes()).map_err(name)?;
            if Stamp::at(target) != stamp {
                return Ok(false);
            }
            let ours = temporary.rename().map_err(name)?;
            // What another program put there since is not taken for ours: the next look reads it.
            stamp = Stamp::at(target).filter(|s| s.is_same_content(ours));
            text = Text::of(out.as_bytes());
        } else if let Some((bytes, _)) = &read {
            text = Text::of(bytes);
        }
        self.know(base, text, stamp);
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
