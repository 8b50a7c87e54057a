//! Which collection was opened last: a small file in the state directory, written only together with something else that
//! the reader saved.

use std::path::{Path, PathBuf};
use std::{fs, io};

use serde::{Deserialize, Serialize};

/// The paths of the collection.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Last {
    /// Absolute paths. A path that is no UTF-8 is not remembered.
    pub paths: Vec<PathBuf>,
}

/// Name of the file.
const NAME: &str = "last.json";

impl Last {
    /// The collection of these paths, made absolute; `None` where one cannot be written down.
    pub fn of(paths: &[PathBuf]) -> Option<Self> {
        let all = paths.iter().map(|p| std::path::absolute(p).ok().filter(|p| p.to_str().is_some()));
        all.collect::<Option<Vec<_>>>().filter(|p| !p.is_empty()).map(|paths| Self { paths })
    }

    /// Reads it from `state`. A missing or damaged file, or one whose paths are all gone, is none.
    pub fn read(state: &Path) -> Option<Self> {
        let last: Self = serde_json::from_slice(&fs::read(state.join(NAME)).ok()?).ok()?;
        last.paths.iter().any(|p| p.exists()).then_some(last)
    }

    /// Writes it to `state`, which is made if missing; whole or not at all.
    pub fn write(&self, state: &Path) -> io::Result<()> {
        fs::create_dir_all(state)?;
        let mut file = tempfile::NamedTempFile::new_in(state)?;
        serde_json::to_writer(&mut file, self)?;
        file.persist(state.join(NAME)).map_err(|e| e.error)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::PathBuf;

    use super::{Last, NAME};

    #[test]
    fn it_comes_back_while_a_path_is_there() {
        let dir = tempfile::tempdir().unwrap();
        let state = dir.path().join("state");
        assert_eq!(Last::read(&state), None);
        let last = Last::of(&[dir.path().to_owned(), PathBuf::from("/nowhere/at/all")]).unwrap();
        last.write(&state).unwrap();
        assert_eq!(Last::read(&state), Some(last));
        Last::of(&[PathBuf::from("/nowhere/at/all")]).unwrap().write(&state).unwrap();
        assert_eq!(Last::read(&state), None);
        fs::write(state.join(NAME), "{ half").unwrap();
        assert_eq!(Last::read(&state), None);
    }
}
