//! The user's own files that are read at the start: settings, keymap, entities. Read here, not written.

use std::path::Path;
use std::{fs, io};

/// Larger ones are no settings of a person.
const LIMIT: u64 = 1 << 20;

/// The text of the file `name` in `dir`: none where there is none, a sentence where it cannot be read.
pub fn read(dir: &Path, name: &str) -> (Option<String>, Option<String>) {
    let path = dir.join(name);
    let say = |why: String| (None, Some(format!("{}: {why}; the defaults are used", path.display())));
    match fs::metadata(&path) {
        Err(e) if e.kind() == io::ErrorKind::NotFound => (None, None),
        Err(e) => say(super::loader::reason(&e)),
        Ok(m) if !m.is_file() => say("not a file".into()),
        Ok(m) if m.len() > LIMIT => say("larger than 1 MiB".into()),
        Ok(_) => match fs::read_to_string(&path) {
            Ok(text) => (Some(text), None),
            Err(e) => say(super::loader::reason(&e)),
        },
    }
}
