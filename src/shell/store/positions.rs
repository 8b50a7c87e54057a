//! Reading positions and marks on disk: one file in the state directory, merged with what other sessions wrote.

use std::fs;
use std::io;
use std::path::PathBuf;
use std::time::Duration;

use super::{disk, lock};
use crate::bookmark::positions::Positions;
use crate::shell::dirs::{Dirs, make_private};

fn path(dirs: &Dirs) -> PathBuf {
    dirs.state.join("positions.json")
}

/// What was remembered; nothing where the file is missing or cannot be read.
pub fn read(dirs: &Dirs) -> Positions {
    fs::read(path(dirs)).ok().and_then(|b| serde_json::from_slice(&b).ok()).unwrap_or_default()
}

/// Writes `positions` over what is there; of two positions of one document the later stays.
pub fn write(dirs: &Dirs, positions: &Positions) -> io::Result<()> {
    make_private(&dirs.state)?;
    let lock = lock::take(&dirs.state.join(".positions.lock"), Duration::from_millis(200))?;
    if lock.is_none() {
        return Err(io::Error::new(io::ErrorKind::WouldBlock, "another session is writing"));
    }
    let mut all = read(dirs);
    all.merge(positions);
    let text = serde_json::to_string_pretty(&all).map_err(io::Error::other)?;
    disk::replace_unsynced(&path(dirs), text.as_bytes())
}
