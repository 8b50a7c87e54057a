//! The user's own files that are read at the start: settings and keymap. They are never written.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// The directories simak may use. A directory whose path is not absolute is refused.
#[derive(Debug, Clone, Default)]
pub struct Places {
    /// Bookmarks, settings, keymap.
    pub config: Option<PathBuf>,
    /// Positions, undo, backups.
    pub state: Option<PathBuf>,
    /// What may be deleted.
    pub cache: Option<PathBuf>,
}

impl Places {
    /// Those of this user, from `SIMAK_CONFIG_DIR` and the system's conventions.
    pub fn of_user() -> Self {
        let dirs = directories::ProjectDirs::from("", "", "simak");
        let absolute = |p: &Path| p.is_absolute().then(|| p.to_owned());
        let named = env::var_os("SIMAK_CONFIG_DIR").map(PathBuf::from);
        let config = named.as_deref().or(dirs.as_ref().map(directories::ProjectDirs::config_local_dir));
        Self {
            config: config.and_then(absolute),
            state: dirs.as_ref().and_then(|d| absolute(d.state_dir().unwrap_or(d.data_local_dir()))),
            cache: dirs.as_ref().and_then(|d| absolute(d.cache_dir())),
        }
    }

    /// The text of a file of the config directory: none where there is none, a sentence where it cannot be read.
    pub fn read(&self, name: &str) -> (Option<String>, Option<String>) {
        /// Larger ones are no settings of a person.
        const LIMIT: u64 = 1 << 20;
        let Some(path) = self.config.as_ref().map(|c| c.join(name)) else { return (None, None) };
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
}
