//! Paths to a library for commands without a screen. What cannot be read is named on standard error.

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::arguments::Options;
use crate::error::Error;
use crate::library::{Entry, Library};
use crate::shell::loader::{self, Input, Step};
use crate::shell::terminal::complain;

/// The library of `paths`, or the exit code where there is nothing in it.
pub fn library(paths: &[PathBuf], options: &Options) -> Result<Result<Library, u8>, Error> {
    Ok(entries(paths, options)?.map(Library::build))
}

/// The articles of `paths`, or the exit code where there are none: 2 where something could not be read, else 1.
pub fn entries(paths: &[PathBuf], options: &Options) -> Result<Result<Vec<Arc<Entry>>, u8>, Error> {
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
    loader::load(&inputs(paths), options.max_bytes, None, give).map_err(Error::Start)?;
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
