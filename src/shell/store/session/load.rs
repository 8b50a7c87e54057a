//! The first look at the file: reading, recovery from damage.

use super::super::{backup, disk, quarantine};
use super::{Condition, Session, Text};
use crate::bookmark::Saving;
use crate::bookmark::file::{self, File, Reading, count};

impl Session {
    /// Reads the file, or recovers what is whole in it.
    pub(super) fn load_first(&mut self) {
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
                        self.know(file, Text::of(&bytes), Some(stamp));
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
}
