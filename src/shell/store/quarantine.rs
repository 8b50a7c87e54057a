//! A damaged bookmark file: kept as it is under another name, and what is whole in it.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::{backup, disk, place::Place};
use crate::bookmark::salvage::{Recovered, salvage, unite};

/// Copies `bytes` beside `target` as `name.corrupt-TIME`, unless the same bytes are kept there already.
pub fn keep(target: &Path, bytes: &[u8], now: jiff::Timestamp) -> io::Result<PathBuf> {
    for old in copies(target) {
        let same_size = fs::metadata(&old).is_ok_and(|m| m.len() == bytes.len() as u64);
        if same_size && fs::read(&old).is_ok_and(|b| b == bytes) {
            return Ok(old);
        }
    }
    let mut name = target.as_os_str().to_owned();
    name.push(format!(".corrupt-{}", backup::compact(now)));
    let path = PathBuf::from(name);
    disk::replace(&path, bytes)?;
    Ok(path)
}

/// The damaged copies kept beside `target`.
pub fn copies(target: &Path) -> Vec<PathBuf> {
    let (Some(dir), Some(name)) = (target.parent(), target.file_name()) else { return Vec::new() };
    let mut start = name.to_owned();
    start.push(".corrupt-");
    let Ok(entries) = fs::read_dir(dir) else { return Vec::new() };
    let mut found: Vec<PathBuf> = entries
        .flatten()
        .filter(|e| e.file_name().as_encoded_bytes().starts_with(start.as_encoded_bytes()))
        .map(|e| e.path())
        .collect();
    found.sort();
    found
}

/// What is whole in `bytes`, joined with the newest good backup.
pub fn recover(place: &Place, bytes: &[u8]) -> Recovered {
    let backup = backup::newest_good(&place.backups()).map(|(_, file)| file.bookmarks);
    unite(salvage(bytes), backup.as_ref())
}
