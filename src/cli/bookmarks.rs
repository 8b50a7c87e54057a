//! `simak bookmarks`: list, export, import, check, restore, add.
//!
//! Functions over plain arguments that give what is to be printed; the parser of the command line calls them.

use std::collections::HashSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use serde_json::json;

use crate::app::homes::{PIPED, STARTER};
use crate::bookmark::anchor::{Haystack, State, resolve, selectors};
use crate::bookmark::export::{self, Form};
use crate::bookmark::file::{self, Reading};
use crate::bookmark::{Bookmark, Bookmarks, Document, Draft, Id, Operation, Saving, document, import as incoming};
use crate::shell::dirs::Dirs;
use crate::shell::starter;
use crate::shell::store::{Place, Session, backup, disk, lock, session};
use crate::source::Source;
use crate::text::sanitise::display;

/// What a command prints and exits with.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Printed {
    /// For standard output.
    pub out: String,
    /// For standard error, a line each, made displayable.
    pub err: Vec<String>,
    /// Exit code: 0 done, 1 nothing found or something wrong with the bookmarks, 2 not done.
    pub code: u8,
}

impl Printed {
    fn failed(why: &str) -> Self {
        Self { err: vec![display(why).into_string()], code: 2, ..Self::default() }
    }

    fn ok(out: String) -> Self {
        Self { out, ..Self::default() }
    }

    fn with_notices(mut self, session: &mut Session) -> Self {
        let report = session.report();
        self.err.extend(report.notices.iter().map(|n| display(n).into_string()));
        if let Saving::NotSaved(why) | Saving::ReadOnly(why) = &report.state {
            self.err.push(display(why).into_string());
        }
        self
    }
}

/// Which store: that of the config directory, or another file.
#[derive(Debug, Clone, Copy)]
pub struct Which<'a> {
    /// The directories.
    pub dirs: &'a Dirs,
    /// `--bookmarks FILE`.
    pub file: Option<&'a Path>,
}

impl Which<'_> {
    pub(super) fn place(&self) -> Result<Place, Printed> {
        Place::new(self.dirs, self.file).map_err(|e| Printed::failed(&e.to_string()))
    }

    fn open(&self) -> Result<Session, Printed> {
        let mut session = Session::open(self.place()?);
        if session.has_pending() {
            // What an earlier session could not save. If it fails again it stays in the journal and is told.
            session.save();
        }
        Ok(session)
    }
}

/// Either side of a command that may fail on the way.
fn done(result: Result<Printed, Printed>) -> Printed {
    result.unwrap_or_else(|failed| failed)
}

/// Lists all bookmarks: one line each, or one JSON object each.
pub fn list(which: Which<'_>, json: bool) -> Printed {
    done(which.open().map(|mut session| {
        let mut out = String::new();
        for b in session.bookmarks().iter() {
            let line = if json { serde_json::to_string(&**b).unwrap_or_default() } else { line(b) };
            // Writing to a string cannot fail.
            let _ = writeln!(out, "{line}");
        }
        let none = session.bookmarks().is_empty();
        let said = none.then(|| none_in(&session));
        Printed { out, err: said.into_iter().collect(), code: u8::from(none) }.with_notices(&mut session)
    }))
}

/// Says that a store is empty, and where it would be.
fn none_in(session: &Session) -> String {
    let path = display(&session.place().file.to_string_lossy()).into_string();
    format!("there are no bookmarks in {path}; `b` in the reader makes one")
}

/// The path of the file that the bookmark with this id (or beginning of it) was made in; a sentence where there is none.
pub fn document(which: Which<'_>, id: &str) -> Result<String, String> {
    let session = which.open().map_err(|p| p.err.join("; "))?;
    let mut found = session.bookmarks().iter().filter(|b| b.id.as_str().starts_with(id));
    match (found.next(), found.next()) {
        (Some(b), None) => Ok(b.document.path.clone()),
        (None, _) => Err(format!("there is no bookmark {id}; `simak bookmarks list` lists them")),
        (Some(_), Some(_)) => Err(format!("several bookmarks begin with {id}; give more of it")),
    }
}

/// Whether the document of this path is one of the starter collection. One of an earlier version has its bare name.
pub fn in_starter(path: &str) -> bool {
    let bare = !Path::new(path).exists() && starter::ARTICLES.iter().any(|(name, _)| *name == path);
    path.starts_with(STARTER) || bare
}

/// Why the document of a bookmark cannot be opened by its path, with what to do; `None` where it can.
pub fn not_there(path: &str, id: &str) -> Option<String> {
    let remedy = format!("`simak open {id} FOLDER` looks for its text in the files of a folder");
    if path.is_empty() {
        return Some(format!("this bookmark names no file; {remedy}"));
    }
    if path == PIPED {
        return Some(format!("this bookmark was made in text from a pipe; {remedy}"));
    }
    if Path::new(path).exists() {
        return None;
    }
    let whence = if Path::new(path).is_absolute() { "" } else { " below this directory" };
    Some(format!("{path} is not there{whence}; {remedy}"))
}

/// `ID  DAY  state  title: quote  [tags]`.
fn line(b: &Bookmark) -> String {
    let quote = display(&b.quote().split_whitespace().collect::<Vec<_>>().join(" ")).into_string();
    let short: String =
        if quote.chars().count() > 100 { quote.chars().take(99).chain(['…']).collect() } else { quote };
    let tags = if b.tags.is_empty() { String::new() } else { format!("  [{}]", display(&b.tags.join(", "))) };
    format!(
        "{}  {}  {:11}  {}: {short}{tags}",
        display(b.id.as_str()),
        b.created.day().unwrap_or("----------"),
        word(b.anchor.state),
        display(b.document.label())
    )
}

pub(super) fn word(state: State) -> &'static str {
    match state {
        State::Exact => "exact",
        State::Moved => "moved",
        State::Approximate => "approximate",
        State::Ambiguous => "ambiguous",
        State::Orphan => "orphan",
        State::Unknown => "unknown",
    }
}

/// Writes all bookmarks in the form named `form` (`markdown`, `json`, `csv`, `jsonld`).
pub fn export(which: Which<'_>, form: &str) -> Printed {
    let Some(form) = Form::named(form) else {
        let names: Vec<&str> = Form::ALL.iter().map(|(name, _)| *name).collect();
        return Printed::failed(&format!("there is no form `{form}`; there are {}", names.join(", ")));
    };
    done(which.open().map(|mut session| {
        let out = export::write(session.bookmarks(), form);
        Printed::ok(out).with_notices(&mut session)
    }))
}

/// Brings in the bookmarks of a file: ours, Web Annotations, or a Hypothesis export. What is there already stays.
pub fn import(which: Which<'_>, path: &Path) -> Printed {
    let run = || {
        let bytes = fs::read(path).map_err(|e| Printed::failed(&format!("{}: {e}", path.display())))?;
        let imported = incoming::read(&bytes).map_err(|e| Printed::failed(&format!("{}: {e}", path.display())))?;
        let mut session = which.open()?;
        let operations = incoming::operations(session.bookmarks(), &imported.bookmarks);
        let added = |o: &&Operation| matches!(o, Operation::Add(_));
        let new = operations.iter().filter(added).count();
        let changed: HashSet<Id> = operations.iter().filter(|o| !added(o)).map(|o| o.id().clone()).collect();
        session.push(operations);
        let saved = session.save() && session.close();
        let out = format!(
            "{new} new, {} changed, {} the same, {} without a quote left out\n",
            changed.len(),
            imported.bookmarks.len().saturating_sub(new + changed.len()),
            imported.skipped
        );
        let code = if saved { 0 } else { 2 };
        Ok(Printed { out, code, ..Printed::default() }.with_notices(&mut session))
    };
    done(run())
}

/// Looks every bookmark up in its file and says how it stands; changes nothing.
pub fn check(which: Which<'_>, json: bool) -> Printed {
    done(which.open().map(|mut session| {
        let found = survey(session.bookmarks());
        let mut out = String::new();
        let mut bad = 0;
        for (b, state) in &found {
            bad += usize::from(!matches!(state, Standing::At(State::Exact | State::Moved)));
            let text = if json {
                json!({"id": b.id, "state": state.word(), "path": b.document.path}).to_string()
            } else {
                format!("{:12} {}  {}", state.word(), display(b.id.as_str()), display(&b.document.path))
            };
            // Writing to a string cannot fail.
            let _ = writeln!(out, "{text}");
        }
        let said = found.is_empty().then(|| none_in(&session));
        Printed { out, err: said.into_iter().collect(), code: u8::from(bad > 0) }.with_notices(&mut session)
    }))
}

/// How a bookmark stands on disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Its file is there.
    At(State),
    /// Its file cannot be read.
    NoFile,
}

impl Standing {
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::At(state) => word(state),
            Self::NoFile => "no file",
        }
    }
}

/// Each bookmark with its standing. A file is read once.
pub(super) fn survey(bookmarks: &Bookmarks) -> Vec<(&Bookmark, Standing)> {
    let mut by_path: indexmap::IndexMap<&str, Vec<&Bookmark>> = indexmap::IndexMap::new();
    for b in bookmarks.iter() {
        by_path.entry(&b.document.path).or_default().push(b);
    }
    let mut out = Vec::new();
    for (path, list) in by_path {
        let text = read_text(Path::new(path));
        let hash = text.as_deref().map(document::hash).unwrap_or_default();
        let hay = text.as_deref().map(Haystack::new);
        for b in list {
            let standing = hay.as_ref().map_or(Standing::NoFile, |hay| {
                Standing::At(resolve::resolve(&b.target.selectors(), hay, b.document.is_text(&hash)).state)
            });
            out.push((b, standing));
        }
    }
    out
}

/// The decoded text of a regular file, or of an article of the starter collection.
fn read_text(path: &Path) -> Option<String> {
    if let Some(name) = path.to_str().and_then(|p| p.strip_prefix(STARTER)) {
        let text = starter::ARTICLES.iter().find(|(n, _)| *n == name)?.1;
        return Source::read(name, text.as_bytes()).ok().map(|s| s.text);
    }
    let (bytes, _) = disk::read(path).ok()??;
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Source::read(&name, &bytes).ok().map(|s| s.text)
}

/// Puts the backup at `path` in the place of the bookmark file, which becomes a backup itself. Without a path lists the
/// backups there are, newest first.
pub fn restore(which: Which<'_>, path: Option<&Path>) -> Printed {
    let run = || {
        let place = which.place()?;
        let Some(path) = path else {
            let copies = backup::list(&place.backups());
            let mut out = String::new();
            for copy in &copies {
                // Writing to a string cannot fail.
                let _ = writeln!(out, "{}", display(&copy.to_string_lossy()));
            }
            return Ok(Printed { out, code: u8::from(copies.is_empty()), ..Printed::default() });
        };
        let failed = |at: &Path, why: &dyn std::fmt::Display| Printed::failed(&format!("{}: {why}", at.display()));
        let bytes = fs::read(path).map_err(|e| failed(path, &e))?;
        let count = match file::read(&bytes).map_err(|e| failed(path, &e))? {
            Reading::Ours(file, _) => file.bookmarks.len(),
            Reading::Newer(version, _) => {
                return Err(failed(path, &format!("is of version {version}, of a later simak")));
            }
        };
        let target = place.target().map_err(|e| failed(&place.file, &e))?;
        if let Some(dir) = target.parent() {
            crate::shell::dirs::make_private(dir).map_err(|e| failed(dir, &e))?;
        }
        let lock = place.lock().map_err(|e| failed(&place.file, &e))?;
        let lock = lock::take(&lock, session::PATIENCE).map_err(|e| failed(&lock, &e))?;
        if lock.is_none() {
            return Err(failed(&place.file, &"another simak is writing it"));
        }
        let mut out = String::new();
        if let Some((old, _)) = disk::read(&target).map_err(|e| failed(&target, &e))? {
            if let Ok(Reading::Newer(version, _)) = file::read(&old) {
                return Err(failed(&target, &format!("is of version {version}, of a later simak; left as it is")));
            }
            let kept =
                backup::write(&place.backups(), &old, jiff::Timestamp::now()).map_err(|e| failed(&target, &e))?;
            // Writing to a string cannot fail.
            let _ = writeln!(out, "what was there is kept at {}", display(&kept.to_string_lossy()));
        }
        disk::replace(&target, &bytes).map_err(|e| failed(&target, &e))?;
        let _ = writeln!(out, "{} restored", file::count(count, "bookmark", "bookmarks"));
        Ok(Printed::ok(out))
    };
    done(run())
}

/// Bookmarks the first place in the file at `path` that reads `quote`; for scripts.
pub fn add(which: Which<'_>, path: &Path, quote: &str, note: &str, tags: &[String]) -> Printed {
    let run = || {
        let text = read_text(path).ok_or_else(|| Printed::failed(&format!("{} cannot be read", path.display())))?;
        let at = text
            .find(quote)
            .filter(|_| !quote.trim().is_empty())
            .ok_or_else(|| Printed::failed(&format!("{} does not hold this text", path.display())))?;
        let full = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let draft = Draft {
            document: Document {
                path: full.to_string_lossy().into_owned(),
                name: path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
                blake3: document::hash(&text),
                len_chars: text.chars().count() as u64,
                ..Document::default()
            },
            selectors: selectors(&text, at..at + quote.len()),
            note: note.to_owned(),
            tags: tags.to_vec(),
            ..Draft::default()
        };
        let mut session = which.open()?;
        let id = Id::from(ulid::Ulid::generate());
        session.push(vec![draft.add(id.clone(), jiff::Timestamp::now())]);
        let code = if session.save() && session.close() { 0 } else { 2 };
        Ok(Printed { out: format!("{id}\n"), code, ..Printed::default() }.with_notices(&mut session))
    };
    done(run())
}
