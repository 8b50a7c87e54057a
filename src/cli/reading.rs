//! Paths to a library for commands without a screen. What cannot be read is named on standard error.

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::arguments::Options;
use crate::error::Error;
use crate::facts::names::wanted::Wanted;
use crate::library::overlay::Overlay;
use crate::library::{Entry, Library};
use crate::shell::dirs::Dirs;
use crate::shell::loader::{self, Input, Manner, Step};
use crate::shell::terminal::complain;
use crate::shell::{corrections, settings};

/// The library of `paths`, or the exit code where there is nothing in it.
pub fn library(paths: &[PathBuf], options: &Options) -> Result<Result<Library, u8>, Error> {
    let overlay = overlay();
    let wanted = Arc::new(overlay.wanted());
    Ok(entries_with(paths, options, wanted)?.map(|all| Library::build_with(all, &overlay)))
}

/// What `entities.toml` says; its mistakes are named on standard error, the rest is used. A program without any directory of
/// the user has no corrections.
fn overlay() -> Overlay {
    let Ok(dirs) = Dirs::find() else { return Overlay::default() };
    let (text, unreadable) = settings::read(&dirs.config, corrections::FILE);
    let (overlay, mistakes) = Overlay::parse(&text.unwrap_or_default());
    let path = dirs.config.join(corrections::FILE);
    let mistakes = mistakes.iter().map(|m| format!("{}, {m}; the rest is used", path.display()));
    unreadable.into_iter().chain(mistakes).for_each(|said| complain(&said));
    overlay
}

/// The articles of `paths`, or the exit code where there are none: 2 where something could not be read, else 1.
pub fn entries(paths: &[PathBuf], options: &Options) -> Result<Result<Vec<Arc<Entry>>, u8>, Error> {
    entries_with(paths, options, Arc::default())
}

/// The same, with the names that are wanted found.
fn entries_with(
    paths: &[PathBuf],
    options: &Options,
    wanted: Arc<Wanted>,
) -> Result<Result<Vec<Arc<Entry>>, u8>, Error> {
    let (mut entries, mut unreadable) = (Vec::new(), false);
    let give = |step: Step| {
        match step {
            Step::Read(entry, _) => entries.push(entry),
            Step::Unreadable(path, why) => {
                unreadable = true;
                complain(&format!("{path}: {why}"));
            }
            Step::Done => {}
        }
        true
    };
    let manner = Manner { max_bytes: options.max_bytes, wanted };
    loader::load(&inputs(paths), &manner, None, give).map_err(Error::Start)?;
    if !entries.is_empty() {
        return Ok(Ok(entries));
    }
    if !unreadable {
        complain("no articles there (.txt, .md, .html, .epub)");
    }
    Ok(Err(if unreadable { 2 } else { 1 }))
}

/// The inputs that `paths` name; text typed at the terminal is announced.
pub fn inputs(paths: &[PathBuf]) -> Vec<Input> {
    let input = |p: &PathBuf| {
        if p != Path::new("-") {
            return Input::Path(p.clone());
        }
        if io::stdin().is_terminal() {
            complain("reading from the terminal; Ctrl-D ends it");
        }
        Input::Stdin
    };
    paths.iter().map(input).collect()
}
