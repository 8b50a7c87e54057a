//! `entities.toml`, the reader's corrections to names: written when the reader makes one, read again when it changed.
//!
//! The file belongs to the reader. Before each write it is read again; where someone else changed it meanwhile, the
//! correction is made in what it says now, and everything written by hand stays. A file that cannot be read is never written.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::dirs::make_private;
use super::loader::reason;
use super::settings;
use super::store::disk::{self, Stamp};
use crate::app::corrections::Correction;
use crate::library::overlay::{Change, Overlay};

/// Name of the file in the config directory.
pub const FILE: &str = "entities.toml";

/// The file as it was last read or written.
#[derive(Debug)]
pub struct Corrections {
    dir: PathBuf,
    known: String,
    stamp: Option<Stamp>,
}

/// What became of a correction.
#[derive(Debug, PartialEq, Eq)]
pub enum Written {
    /// The file says what the app thinks it says.
    Saved,
    /// The file had been changed meanwhile; it says this now, the correction included.
    Merged(String),
    /// The file had been changed meanwhile, so that the correction could not be taken back; it says this.
    Changed(String),
    /// It could not be written: a sentence.
    Failed(String),
}

impl Corrections {
    /// The file in the config directory `dir`, whose text was read as `known`.
    pub fn new(dir: &Path, known: Option<&str>) -> Self {
        let stamp = Stamp::at(&dir.join(FILE));
        Self { dir: dir.to_owned(), known: known.unwrap_or_default().to_owned(), stamp }
    }

    fn path(&self) -> PathBuf {
        self.dir.join(FILE)
    }

    /// The text of the file now; empty where there is none.
    fn read(&self) -> Result<String, String> {
        match settings::read(&self.dir, FILE) {
            (_, Some(_)) => Err(format!("{} cannot be read, so it is left as it is", self.path().display())),
            (text, _) => Ok(text.unwrap_or_default()),
        }
    }

    /// Writes a correction.
    pub fn write(&mut self, correction: &Correction) -> Written {
        let now = match self.read() {
            Ok(now) => now,
            Err(said) => return Written::Failed(said),
        };
        let (text, written) = if now == self.known {
            (correction.text.clone(), Written::Saved)
        } else if correction.changes.iter().any(|c| matches!(c, Change::Restore { .. })) {
            self.know(now.clone());
            return Written::Changed(now);
        } else {
            let fresh = correction.changes.iter().fold(Overlay::parse(&now).0, |o, change| o.change(change).0);
            (fresh.print(), Written::Merged(fresh.print()))
        };
        match self.replace(&text) {
            Ok(()) => {
                self.know(text);
                written
            }
            Err(e) => Written::Failed(format!(
                "{} could not be written: {}; the correction holds until you quit",
                self.path().display(),
                reason(&e)
            )),
        }
    }

    /// The text of the file if it was changed since it was last read or written.
    pub fn look(&mut self) -> Option<Result<String, String>> {
        if Stamp::at(&self.path()) == self.stamp {
            return None;
        }
        self.stamp = Stamp::at(&self.path());
        match self.read() {
            Ok(text) if text == self.known => None,
            Ok(text) => {
                self.know(text.clone());
                Some(Ok(text))
            }
            Err(said) => Some(Err(said)),
        }
    }

    fn know(&mut self, text: String) {
        self.known = text;
        self.stamp = Stamp::at(&self.path());
    }

    /// Replaces the file, all or nothing; a link stays a link.
    fn replace(&self, text: &str) -> io::Result<()> {
        make_private(&self.dir)?;
        let path = self.path();
        disk::replace(&fs::canonicalize(&path).unwrap_or(path), text.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{Corrections, FILE, Written};
    use crate::app::corrections::Correction;
    use crate::library::overlay::{Change, Overlay};

    fn hide(before: &str, name: &str) -> (Correction, Correction) {
        let change = Change::Hide { name: name.into(), hide: true };
        let (next, undo) = Overlay::parse(before).0.change(&change);
        let back = next.change(&undo).0.print();
        (Correction { changes: vec![change], text: next.print() }, Correction { changes: vec![undo], text: back })
    }

    #[test]
    fn what_a_person_wrote_meanwhile_stays() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("config").join(FILE);
        let mut c = Corrections::new(&dir.path().join("config"), None);
        let (first, undo) = hide("", "A");
        assert_eq!(c.write(&first), Written::Saved);
        assert_eq!(fs::read_to_string(&file).unwrap(), first.text);
        assert_eq!(c.look(), None);
        let by_hand = "# by hand\n[[entity]]\nname = \"B\"\npin = true\n";
        fs::write(&file, by_hand).unwrap();
        let (second, _) = hide(&first.text, "C");
        let Written::Merged(text) = c.write(&second) else { panic!("not merged") };
        assert_eq!(fs::read_to_string(&file).unwrap(), text);
        assert!(text.starts_with(by_hand) && text.contains("name = \"C\"") && !text.contains("\"A\""), "{text}");
        fs::write(&file, by_hand).unwrap();
        assert_eq!(c.write(&undo), Written::Changed(by_hand.into()));
        assert_eq!(fs::read_to_string(&file).unwrap(), by_hand);
        fs::remove_file(&file).unwrap();
        assert_eq!(c.look(), Some(Ok(String::new())));
        assert_eq!(c.look(), None);
    }

    #[test]
    fn a_file_that_cannot_be_read_is_never_written() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join(FILE);
        fs::write(&file, b"\xff\xfe not text").unwrap();
        let mut c = Corrections::new(dir.path(), None);
        assert!(matches!(c.write(&hide("", "A").0), Written::Failed(_)));
        assert_eq!(fs::read(&file).unwrap(), b"\xff\xfe not text");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_a_link() {
        let dir = tempfile::tempdir().unwrap();
        let real = dir.path().join("real.toml");
        fs::write(&real, "").unwrap();
        std::os::unix::fs::symlink(&real, dir.path().join(FILE)).unwrap();
        let mut c = Corrections::new(dir.path(), Some(""));
        assert_eq!(c.write(&hide("", "A").0), Written::Saved);
        assert!(fs::symlink_metadata(dir.path().join(FILE)).unwrap().is_symlink());
        assert!(fs::read_to_string(&real).unwrap().contains("hide = true"));
    }
}
