//! The three directories the program writes in: config, state, cache. Nothing else on disk is ever written.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::error::Error;

/// Where settings and bookmarks, state, and caches are kept. All absolute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dirs {
    /// Settings, keys and `bookmarks.json`.
    pub config: PathBuf,
    /// Positions, undo, journal, backups, log.
    pub state: PathBuf,
    /// The index; may be deleted at any time.
    pub cache: PathBuf,
}

/// Variables that must be absolute where they are set.
const ABSOLUTE: [&str; 5] = ["SIMAK_CONFIG_DIR", "HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"];

impl Dirs {
    /// The directories of this user and platform. `SIMAK_CONFIG_DIR` stands in for the config directory.
    ///
    /// Errors where a variable names a relative directory (another one each time the program starts elsewhere) or where
    /// there is no home directory at all.
    pub fn find() -> Result<Self, Error> {
        let set = |name: &str| env::var_os(name).filter(|v| !v.is_empty());
        check(set)?;
        let project = directories::ProjectDirs::from("", "", "simak");
        let own = set("SIMAK_CONFIG_DIR").map(PathBuf::from);
        let Some(project) = project else {
            let Some(config) = own else {
                return Err(Error::Usage(
                    "There is no home directory to keep bookmarks in. Set HOME or SIMAK_CONFIG_DIR to an absolute \
                     directory."
                        .into(),
                ));
            };
            return Ok(Self { state: config.join("state"), cache: config.join("cache"), config });
        };
        Ok(Self {
            config: own.unwrap_or_else(|| project.config_local_dir().to_owned()),
            state: project.state_dir().unwrap_or_else(|| project.data_local_dir()).to_owned(),
            cache: project.cache_dir().to_owned(),
        })
    }

    /// All three below one directory, for tests and portable use.
    pub fn below(dir: &Path) -> Self {
        Self { config: dir.join("config"), state: dir.join("state"), cache: dir.join("cache") }
    }

    /// The bookmark file.
    pub fn bookmarks(&self) -> PathBuf {
        self.config.join("bookmarks.json")
    }
}

/// Refuses relative directories.
fn check(set: impl Fn(&str) -> Option<OsString>) -> Result<(), Error> {
    for name in ABSOLUTE {
        if let Some(value) = set(name)
            && !Path::new(&value).is_absolute()
        {
            let value = crate::text::sanitise::display(&value.to_string_lossy()).into_string();
            return Err(Error::Usage(format!(
                "{name} is the relative directory `{value}`. Bookmarks would be kept at another place each time. Set it to \
                 an absolute directory."
            )));
        }
    }
    Ok(())
}

/// Makes `dir` with mode 0700 if it is not there. Parents that are missing get the same mode.
pub fn make_private(dir: &Path) -> io::Result<()> {
    if dir.is_dir() {
        return Ok(());
    }
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
        builder.mode(0o700);
        builder.create(dir)?;
        // The umask may have taken bits away from the owner; it can have added none.
        fs::set_permissions(dir, fs::Permissions::from_mode(0o700))
    }
    #[cfg(not(unix))]
    {
        builder.create(dir)
    }
}

#[cfg(test)]
mod tests {
    use super::check;

    #[test]
    fn relative_directories_are_refused_by_name() {
        assert!(check(|_| None).is_ok());
        assert!(check(|_| Some("/home/x".into())).is_ok());
        let refused = check(|name| (name == "HOME").then(|| "x".into())).unwrap_err();
        assert!(refused.to_string().contains("HOME"), "{refused}");
    }
}
