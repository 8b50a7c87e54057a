//! The set-up of the tests of the store: bookmarks like any other, and a [`Home`] in which sessions keep them.

use std::fs;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use simak::bookmark::anchor::selectors;
use simak::bookmark::file::{self, Reading};
use simak::bookmark::{Bookmark, Bookmarks, Document, Draft, Id, Operation};
use simak::shell::dirs::Dirs;
use simak::shell::store::{Place, Session};
use tempfile::TempDir;

/// Seconds after the beginning of the tests.
pub fn at(seconds: usize) -> Timestamp {
    Timestamp::from_second(1_790_000_000 + i64::try_from(seconds).unwrap()).unwrap()
}

/// A draft like any other.
pub fn draft(n: usize) -> Draft {
    let text = format!("Sentence number {n} of the text. Another one follows it.");
    let end = text.find(". ").unwrap() + 1;
    Draft {
        document: Document { path: format!("a/{n}.txt"), name: format!("{n}.txt"), ..Document::default() },
        selectors: selectors(&text, 0..end),
        ..Draft::default()
    }
}

/// An addition with a speaking id.
pub fn add(n: usize) -> Operation {
    draft(n).add(id(n), at(n))
}

/// The id of [`add`].
pub fn id(n: usize) -> Id {
    Id::new(format!("id-{n:05}"))
}

/// A session in `dir`.
pub fn session_in(dir: &Path) -> Session {
    Session::open(Place::new(&Dirs::below(dir), None).unwrap())
}

/// The bookmark file in `dir`.
pub fn file_in(dir: &Path) -> PathBuf {
    Dirs::below(dir).bookmarks()
}

/// What the file holds.
pub fn kept_in(dir: &Path) -> Bookmarks {
    match file::read(&fs::read(file_in(dir)).unwrap()) {
        Ok(Reading::Ours(file, _)) => file.bookmarks,
        other => panic!("{other:?}"),
    }
}

/// Lets a session take operations in and save them.
pub fn save(session: &mut Session, operations: Vec<Operation>) {
    session.push(operations);
    let saved = session.save();
    assert!(saved, "{session:?}");
}

/// Bookmark `n` as a session has it.
pub fn get(session: &Session, n: usize) -> Bookmark {
    (**session.bookmarks().get(&id(n)).unwrap()).clone()
}

/// A directory that holds everything simak keeps, for the time of a test.
pub struct Home(TempDir);

impl Home {
    /// Nothing kept yet.
    pub fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// Bookmark 1 saved by an earlier session.
    pub fn with_one() -> Self {
        let home = Self::new();
        let mut session = home.session();
        save(&mut session, vec![add(1)]);
        assert!(session.close());
        home
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// Its directories.
    pub fn dirs(&self) -> Dirs {
        Dirs::below(self.path())
    }

    /// A new session.
    pub fn session(&self) -> Session {
        session_in(self.path())
    }

    /// Two sessions that know bookmark 1.
    pub fn two(&self) -> (Session, Session) {
        let (mut a, mut b) = (self.session(), self.session());
        save(&mut a, vec![add(1)]);
        assert!(b.refresh());
        (a, b)
    }

    /// The bookmark file.
    pub fn file(&self) -> PathBuf {
        file_in(self.path())
    }

    /// The text of the bookmark file.
    pub fn text(&self) -> String {
        fs::read_to_string(self.file()).unwrap()
    }

    /// What the bookmark file holds.
    pub fn kept(&self) -> Bookmarks {
        kept_in(self.path())
    }
}
