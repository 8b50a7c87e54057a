//! `simak doctor`: where bookmarks are kept and whether all is well there.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::time::Duration;

use super::bookmarks::{Printed, Which, survey};
use crate::bookmark::Bookmarks;
use crate::bookmark::file::{self, Reading, VERSION};
use crate::shell::store::lock::Lock;
use crate::shell::store::{backup, conflicts, disk, journal, lock, quarantine};
use crate::text::sanitise::display;

/// Looks and reports; makes nothing but the lock file, and only where the directory is there. Exit code 1 where something is
/// wrong.
pub fn doctor(which: Which<'_>) -> Printed {
    let place = match which.place() {
        Ok(place) => place,
        Err(failed) => return failed,
    };
    let mut lines = Lines::default();
    for (name, dir) in [("config", &which.dirs.config), ("state", &which.dirs.state), ("cache", &which.dirs.cache)] {
        lines.say(name, &format!("{}{}", dir.display(), mode(dir)));
    }
    let target = place.target().unwrap_or_else(|_| place.file.clone());
    let link = if target == place.file { String::new() } else { format!(" -> {}", target.display()) };
    lines.say("bookmarks", &format!("{}{link}{}", place.file.display(), mode(&target)));
    let mut held = Bookmarks::default();
    match disk::read(&target) {
        Err(e) => lines.wrong("contents", &e.to_string()),
        Ok(None) => lines.say("contents", "none yet"),
        Ok(Some((bytes, stamp))) => {
            held = contents(&mut lines, &bytes);
            if stamp.has_other_names() {
                lines.wrong("hard links", "the file has other names; a save leaves them with the old content");
            }
        }
    }
    if let Ok(lock) = place.lock() {
        locking(&mut lines, &lock);
    }
    let leftovers = disk::leftovers(&target).len();
    lines.count("temporary files", leftovers, "left by sessions that were killed; the next save removes them");
    let dead: usize = journal::orphaned(&place.state).iter().map(|d| d.entries.len()).sum();
    lines.count(
        "unsaved changes",
        dead,
        "in the journals of sessions that ended early; the next start takes them over",
    );
    lines.count("damaged copies", quarantine::copies(&target).len(), "kept beside the bookmark file");
    let (new, old): (Vec<_>, Vec<_>) =
        conflicts::paths(&target).into_iter().partition(|path| conflicts::look(path.clone(), &held).is_some());
    if new.is_empty() && !old.is_empty() {
        lines.say("synchroniser copies", &format!("{} with nothing new; may be deleted", old.len()));
    } else {
        let meaning = "with bookmarks the file lacks; `simak bookmarks import COPY` merges them";
        lines.count("synchroniser copies", new.len(), meaning);
    }
    let copies = backup::list(&place.backups());
    let last = copies.first().map_or("none".into(), |p| p.display().to_string());
    lines.say("backups", &format!("{} (last: {last})", copies.len()));
    Printed { out: lines.text, code: u8::from(lines.wrong), ..Printed::default() }
}

#[derive(Default)]
struct Lines {
    text: String,
    wrong: bool,
}

impl Lines {
    fn say(&mut self, name: &str, what: &str) {
        // Writing to a string cannot fail.
        let _ = writeln!(self.text, "{name:20} {}", display(what));
    }

    fn wrong(&mut self, name: &str, what: &str) {
        self.wrong = true;
        self.say(name, &format!("PROBLEM: {what}"));
    }

    fn count(&mut self, name: &str, n: usize, meaning: &str) {
        if n == 0 {
            self.say(name, "none");
        } else {
            self.wrong(name, &format!("{n} {meaning}"));
        }
    }
}

/// Tells of what the file holds, and gives it.
fn contents(lines: &mut Lines, bytes: &[u8]) -> Bookmarks {
    match file::read(bytes) {
        Err(damage) => lines.wrong("contents", &damage.to_string()),
        Ok(Reading::Newer(version, _)) => {
            lines.wrong("contents", &format!("version {version}; this simak writes {VERSION} and opens it read-only"));
        }
        Ok(Reading::Ours(file, notices)) => {
            let count = file::count(file.bookmarks.len(), "bookmark", "bookmarks");
            lines.say("contents", &format!("{count}, version {VERSION}, generation {}", file.generation));
            for notice in notices {
                lines.wrong("contents", &notice);
            }
            let mut by_state: BTreeMap<&str, usize> = BTreeMap::new();
            for (_, standing) in survey(&file.bookmarks) {
                *by_state.entry(standing.word()).or_default() += 1;
            }
            for (state, n) in by_state {
                lines.say("  anchors", &format!("{n} {state}"));
            }
            return file.bookmarks;
        }
    }
    Bookmarks::default()
}

fn locking(lines: &mut Lines, path: &Path) {
    let dir = path.parent().unwrap_or(Path::new("/"));
    if !dir.is_dir() {
        return lines.say("lock", "not tried, the directory is not there yet");
    }
    match lock::take(path, Duration::from_millis(100)) {
        Ok(Some(Lock::Held(_))) => {
            if lock::on_nfs(dir) {
                lines.wrong("lock", "works, but on NFS it may not reach other machines");
            } else {
                lines.say("lock", "works");
            }
        }
        Ok(Some(Lock::None(why))) => lines.wrong("lock", &format!("this file system has none ({why})")),
        Ok(None) => lines.say("lock", "held by another session"),
        Err(e) => lines.wrong("lock", &e.to_string()),
    }
}

/// ` (0700)`, or what is wrong.
fn mode(path: &Path) -> String {
    match fs::metadata(path) {
        Err(_) => " (not there)".into(),
        #[cfg(unix)]
        Ok(meta) => {
            use std::os::unix::fs::PermissionsExt as _;
            format!(" ({:04o})", meta.permissions().mode() & 0o7777)
        }
        #[cfg(not(unix))]
        Ok(_) => String::new(),
    }
}
