//! Copies of the bookmark file from before the first change of each session.
//!
//! Kept: the last ten, and the newest of each of the last seven days.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::bookmark::file::{self, Reading};

/// Newest copies kept whatever their age.
const LAST: usize = 10;

/// Days of which the newest copy is kept.
const DAYS: usize = 7;

/// Writes a copy of `bytes` made at `now` into `dir`, then lets old ones go.
pub fn write(dir: &Path, bytes: &[u8], now: jiff::Timestamp) -> io::Result<PathBuf> {
    crate::shell::dirs::make_private(dir)?;
    let version = version(bytes);
    let path = dir.join(format!("bookmarks-{}-v{version}.json", compact(now)));
    super::disk::replace(&path, bytes)?;
    prune(dir);
    Ok(path)
}

/// `20261122T001500.123Z`.
pub(crate) fn compact(now: jiff::Timestamp) -> String {
    format!("{now:.3}").replace(['-', ':'], "")
}

fn version(bytes: &[u8]) -> u64 {
    #[derive(serde::Deserialize)]
    struct Version {
        #[serde(default)]
        version: u64,
    }
    serde_json::from_slice::<Version>(bytes).map_or(0, |v| v.version)
}

/// The copies in `dir`, newest first.
pub fn list(dir: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(dir) else { return Vec::new() };
    let mut paths: Vec<PathBuf> = entries
        .flatten()
        .map(|e| e.path())
        .filter(|p| {
            let name = p.file_name().unwrap_or_default().to_string_lossy();
            name.starts_with("bookmarks-") && p.extension().is_some_and(|e| e == "json")
        })
        .collect();
    paths.sort_by(|a, b| b.file_name().cmp(&a.file_name()));
    paths
}

/// The newest copy that reads as a bookmark file.
pub fn newest_good(dir: &Path) -> Option<(PathBuf, file::File)> {
    list(dir).into_iter().find_map(|path| match file::read(&fs::read(&path).ok()?) {
        Ok(Reading::Ours(file, _)) => Some((path, file)),
        _ => None,
    })
}

/// Deletes what neither rule keeps.
fn prune(dir: &Path) {
    let copies = list(dir);
    for path in kept(&copies).1 {
        // A copy that cannot be deleted does no harm.
        let _ = fs::remove_file(path);
    }
}

/// Splits copies, newest first, into those that stay and those that go.
fn kept(copies: &[PathBuf]) -> (Vec<&PathBuf>, Vec<&PathBuf>) {
    let mut days: HashSet<String> = HashSet::new();
    let mut n = 0;
    copies.iter().partition(|path| {
        n += 1;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let day = name.get(10..18).unwrap_or_default().to_owned();
        let first_of_day = days.insert(day) && days.len() <= DAYS;
        n <= LAST || first_of_day
    })
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::kept;

    #[test]
    fn ten_newest_and_one_a_day_for_seven_days_stay() {
        let mut copies: Vec<PathBuf> = Vec::new();
        for day in (1..=20).rev() {
            for hour in (0..4).rev() {
                copies.push(PathBuf::from(format!("bookmarks-202611{day:02}T{hour:02}0000.000Z-v1.json")));
            }
        }
        let (stay, go) = kept(&copies);
        assert_eq!(stay.len() + go.len(), 80);
        assert_eq!(stay.len(), 10 + 4, "days 20, 19 and 18 are among the ten newest, 17 to 14 have one each");
        assert_eq!(stay[10].to_string_lossy(), "bookmarks-20261117T030000.000Z-v1.json");
    }
}
