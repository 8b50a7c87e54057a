//! Opening the reader: what it reads, what it is called, how it is drawn.

use std::env;
use std::fs::File;
use std::io::{self, IsTerminal, Read};
use std::os::fd::AsFd;
use std::os::unix::fs::FileTypeExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::arguments::Options;
use super::reading;
use crate::app::Setup;
use crate::error::Error;
use crate::shell::dirs::Dirs;
use crate::shell::last::Last;
use crate::shell::loader::{Input, STDIN};
use crate::shell::run::{self, Start};
use crate::shell::store::positions;
use crate::shell::{corrections, settings, starter, terminal};

/// Opens the reader on `paths`; gives the exit code.
/// With `bookmark`, the id or its beginning, at that place.
pub fn open(paths: &[PathBuf], bookmark: Option<&str>, options: &Options) -> Result<u8, Error> {
    let dirs = Dirs::find()?;
    let collection = collection(paths, &dirs);
    reader(paths, collection, dirs, bookmark, options)
}

/// Opens the reader on the starter collection, at `bookmark`.
pub fn open_starter(bookmark: &str, options: &Options) -> Result<u8, Error> {
    reader(&[], starter(), Dirs::find()?, Some(bookmark), options)
}

fn reader(
    paths: &[PathBuf],
    (mut inputs, collection, is_starter): (Vec<Input>, String, bool),
    dirs: Dirs,
    bookmark: Option<&str>,
    options: &Options,
) -> Result<u8, Error> {
    if let Some(why) = terminal::refusal() {
        return Err(Error::Usage(why.to_owned()));
    }
    if !io::stdin().is_terminal() && File::open("/dev/tty").is_err() {
        let why = "standard input is not a terminal and there is no other to take keys from; `simak show PATH` prints an article";
        return Err(Error::Usage(why.to_owned()));
    }
    // Text typed at the terminal must come before the keys do; piped text is read behind the first frame.
    if io::stdin().is_terminal() {
        for input in inputs.iter_mut().filter(|i| matches!(i, Input::Stdin)) {
            let mut bytes = Vec::new();
            io::stdin().lock().take(options.max_bytes).read_to_end(&mut bytes).map_err(Error::Start)?;
            *input = Input::Bytes(STDIN.into(), bytes.into());
        }
    }
    let (keymap, bad_keymap) = settings::read(&dirs.config, "keymap.toml");
    let (themes, bad_themes) = settings::read(&dirs.config, "themes.toml");
    let (entities, bad_entities) = settings::read(&dirs.config, corrections::FILE);
    let (config, bad_config) = settings::read(&dirs.config, "config.toml");
    let setup = Setup {
        collection,
        starter: is_starter,
        ascii: options.ascii || locale_is_ascii(),
        no_color: options.no_color || env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty()),
        keymap,
        config,
        themes,
        entities,
        positions: positions::read(&dirs),
        bookmark: bookmark.map(str::to_owned),
        directory: env::current_dir().map(|d| d.to_string_lossy().into_owned()).unwrap_or_default(),
    };
    let start = Start {
        inputs,
        setup,
        max_bytes: options.max_bytes,
        notices: [bad_keymap, bad_config, bad_themes, bad_entities].into_iter().flatten().collect(),
        debug_panic: options.debug_panic.clone(),
        last: if is_starter { None } else { Last::of(paths) },
        dirs,
        bookmarks: options.bookmarks.clone(),
    };
    let code = run::run(start).map_err(Error::Terminal)?;
    Ok(u8::try_from(code).unwrap_or(u8::MAX))
}

/// What is read and how it is called: the paths, piped text, the collection opened last, or the starter collection.
fn collection(paths: &[PathBuf], dirs: &Dirs) -> (Vec<Input>, String, bool) {
    if !paths.is_empty() {
        return (reading::inputs(paths), name(paths), false);
    }
    if is_piped() {
        return (vec![Input::Stdin], STDIN.to_owned(), false);
    }
    if let Some(last) = Last::read(&dirs.state) {
        return (reading::inputs(&last.paths), name(&last.paths), false);
    }
    starter()
}

fn starter() -> (Vec<Input>, String, bool) {
    let seeds = starter::ARTICLES.iter().map(|(name, text)| Input::Bytes((*name).into(), Arc::from(text.as_bytes())));
    (seeds.collect(), "starter collection".to_owned(), true)
}

/// Whether text comes on standard input: a pipe, a file or a socket, but not `/dev/null`.
fn is_piped() -> bool {
    let Ok(fd) = io::stdin().as_fd().try_clone_to_owned() else { return false };
    let Ok(m) = File::from(fd).metadata() else { return false };
    m.is_file() || m.file_type().is_fifo() || m.file_type().is_socket()
}

/// A collection's name in words.
fn name(paths: &[PathBuf]) -> String {
    let short = |p: &Path| {
        let full = if p == Path::new("-") { None } else { std::path::absolute(p).ok() };
        let last = full.as_deref().and_then(Path::file_name);
        last.map_or_else(|| p.to_string_lossy().into_owned(), |n| n.to_string_lossy().into_owned())
    };
    match paths {
        [one] if one == Path::new("-") => STDIN.to_owned(),
        [one] => short(one),
        [first, rest @ ..] => format!("{} and {} more", short(first), rest.len()),
        [] => String::new(),
    }
}

/// Whether the locale is set to plain ASCII. One that is not set at all is no wish.
fn locale_is_ascii() -> bool {
    let set = ["LC_ALL", "LC_CTYPE", "LANG"].iter().find_map(|v| env::var(v).ok().filter(|v| !v.is_empty()));
    set.is_some_and(|v| v == "C" || v == "POSIX")
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::name;

    #[test]
    fn a_collection_is_called_after_its_paths() {
        let named = |paths: &[&str]| name(&paths.iter().map(PathBuf::from).collect::<Vec<_>>());
        assert_eq!(named(&["/tmp/news/"]), "news");
        assert_eq!(named(&["-"]), "standard input");
        assert_eq!(named(&["a/b.txt", "c", "d"]), "b.txt and 2 more");
        assert_eq!(named(&["/"]), "/");
    }
}
