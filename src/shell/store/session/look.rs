//! Later looks at the file and at what lies beside it: what others changed is taken in.

use super::super::conflicts;
use super::super::disk::{self, Stamp};
use super::{Condition, Session, Text};
use crate::bookmark::Saving;
use crate::bookmark::file::{self, Reading, count};

impl Session {
    /// Looks whether the file changed and reads it if so. True where there is something to report.
    pub fn refresh(&mut self) -> bool {
        let stamp = Stamp::at(&self.place.file);
        let mut news = false;
        if stamp != self.stamp {
            self.reload();
            self.remember();
            news = true;
        } else if !self.settled && stamp.is_some_and(|s| s.is_settled(jiff::Timestamp::now().as_nanosecond())) {
            // The file was young when it was read: a change in the same tick of its clock has the same stamp.
            self.settled = true;
            if !disk::read(&self.place.file).is_ok_and(|r| r.is_some_and(|(bytes, _)| self.text.is(&bytes))) {
                self.reload();
                self.remember();
                news = true;
            }
        }
        self.look_for_copies() || news
    }

    /// Reads a file that changed under an open session.
    fn reload(&mut self) {
        match disk::read(&self.place.file) {
            Err(e) => self.condition = Condition::Unreadable(e.to_string()),
            // Gone: what is known stays in memory, and is written with the next change.
            Ok(None) => self.stamp = None,
            Ok(Some((bytes, stamp))) => {
                (self.stamp, self.settled) = (Some(stamp), false);
                let read = if self.text.is(&bytes) {
                    Ok(Reading::Ours(self.disk.clone(), Vec::new()))
                } else {
                    file::read(&bytes)
                };
                match read {
                    Ok(Reading::Ours(file, notices)) => {
                        self.know(file, Text::of(&bytes), Some(stamp));
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
                        self.know(file, Text::default(), Some(stamp));
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

    /// Tells of copies that a synchroniser made, each once as it is.
    pub(super) fn look_for_copies(&mut self) -> bool {
        let target = self.target();
        let dir_stamp = target.parent().and_then(Stamp::at);
        if dir_stamp == self.dir_stamp {
            return false;
        }
        self.dir_stamp = dir_stamp;
        let mut news = false;
        for path in conflicts::paths(&target) {
            let stamp = Stamp::at(&path);
            if self.copies.contains(&(path.clone(), stamp)) {
                continue;
            }
            self.copies.retain(|(seen, _)| *seen != path);
            self.copies.push((path.clone(), stamp));
            let Some(copy) = conflicts::look(path, &self.memory) else { continue };
            // The remedy comes before the path, which may be longer than a screen.
            self.notices.push(format!(
                "A synchroniser's copy has {}, {} changed; merge it with `simak bookmarks import {}`.",
                count(copy.only_there, "new bookmark", "new bookmarks"),
                copy.newer_there,
                copy.path.display()
            ));
            news = true;
        }
        news
    }
}
