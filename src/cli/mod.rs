//! The command line: arguments to an exit code. [`arguments`] is the table; each command is a few lines here and a pure
//! function in a file of its own.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use crate::error::Error;
use crate::library::{ArticleId, Library, Place};
use crate::shell::dirs::Dirs;
use crate::shell::terminal::complain;
use crate::text::sanitise::display;
use answers::Answer;
use arguments::{Arguments, Bookmarks, Command, FileLine, Form, Options};
use bookmarks::{Printed, Which};
use print::Printer;

pub mod about;
pub mod answers;
pub mod arguments;
pub mod bookmarks;
pub mod doctor;
pub mod inspect;
pub mod keys;
pub mod open;
pub mod print;
pub mod reading;
pub mod show;

/// Nothing was found.
const NOTHING: u8 = 1;
/// Wrong usage or an error.
const WRONG: u8 = 2;

/// Runs the program with the process's arguments.
pub fn run() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(e) => {
            tell(&e);
            return ExitCode::from(u8::try_from(e.exit_code()).unwrap_or(WRONG));
        }
    };
    // Without it a write beyond the limit ends the program; nothing worse follows.
    let _ = crate::shell::signals::outlive_full_files();
    match perform(&arguments) {
        Ok(code) => ExitCode::from(code),
        Err(e) if e.is_closed_pipe() => ExitCode::SUCCESS,
        Err(e) => {
            complain(&e.to_string());
            ExitCode::from(WRONG)
        }
    }
}

/// Prints what clap has to say: help and version as they are, a complaint, which quotes the arguments, sanitised. A closed
/// pipe is no error.
fn tell(e: &clap::Error) {
    if e.use_stderr() {
        let text = e.render().to_string();
        let lines: Vec<String> = text.trim_end().split('\n').map(|l| display(l).into_string()).collect();
        let _ = writeln!(io::stderr(), "{}", lines.join("\n"));
    } else {
        let _ = e.print();
    }
}

fn perform(arguments: &Arguments) -> Result<u8, Error> {
    // A program with a broken model would find no names and say nothing about it.
    crate::facts::names::check().map_err(Error::Shipped)?;
    let options = &arguments.options;
    let Some(command) = &arguments.command else { return open::open(&arguments.paths, None, options) };
    let mut out = Printer::stdout();
    let code = match command {
        Command::Show { path } => match reading::entries(std::slice::from_ref(path), options)? {
            Ok(entries) => {
                for (n, entry) in entries.iter().enumerate() {
                    if n > 0 {
                        out.own("\n")?;
                    }
                    for line in show::lines(&entry.article, Printer::columns()) {
                        out.own(line)?;
                    }
                }
                0
            }
            Err(code) => code,
        },
        Command::List { paths, json } => match reading::entries(&paths.paths, options)? {
            Ok(entries) => {
                for entry in entries {
                    if *json { out.json(&show::object(&entry))? } else { out.own(show::row(&entry))? }
                }
                0
            }
            Err(code) => code,
        },
        Command::Inspect { paths } => match reading::library(&paths.paths, options)? {
            Ok(library) => {
                for id in library.ids() {
                    out.json(&inspect::object(&library, id))?;
                }
                0
            }
            Err(code) => code,
        },
        Command::Search { query, paths, form } => {
            let answer = |library: &Library| answers::search(library, &library.search(query, form.limit));
            give(&mut out, &paths.paths, options, form.json, answer)?
        }
        Command::Related { place, paths, within, form } => related(&mut out, place, paths, *within, form, options)?,
        Command::Compare { paths, json } => {
            give(&mut out, &paths.paths, options, *json, |l| answers::compare(l, &l.topics()))?
        }
        Command::Timeline { paths, json } => {
            give(&mut out, &paths.paths, options, *json, |l| answers::timeline(l, &l.timeline(None)))?
        }
        Command::Open { bookmark, paths } => return open_bookmark(bookmark, paths, options),
        Command::Bookmarks { act } => bookmarks(&mut out, act, options)?,
        Command::Keys => print_lines(&mut out, &keys::lines(&Dirs::find()?))?,
        Command::Config => print_lines(&mut out, &about::config(options.bookmarks.as_deref())?)?,
        Command::Doctor => {
            print_lines(&mut out, &about::surroundings())?;
            let dirs = Dirs::find()?;
            printed(&mut out, &doctor::doctor(Which { dirs: &dirs, file: options.bookmarks.as_deref() }))?
        }
        Command::Completions { shell } => {
            let mut bytes = Vec::new();
            clap_complete::generate(*shell, &mut Arguments::command(), "simak", &mut bytes);
            out.bytes(&bytes)?;
            0
        }
        Command::Man => {
            let mut bytes = Vec::new();
            clap_mangen::Man::new(Arguments::command()).render(&mut bytes).map_err(Error::Output)?;
            out.bytes(&bytes)?;
            0
        }
    };
    out.finish()?;
    Ok(code)
}

fn print_lines(out: &mut Printer, lines: &[String]) -> Result<u8, Error> {
    lines.iter().try_for_each(|line| out.line(line))?;
    Ok(0)
}

/// Reads the paths, and prints what `answer` finds in them.
fn give(
    out: &mut Printer,
    paths: &[PathBuf],
    options: &Options,
    json: bool,
    answer: impl FnOnce(&Library) -> Answer,
) -> Result<u8, Error> {
    match reading::library(paths, options)? {
        Ok(library) => print_answer(out, &answer(&library), json),
        Err(code) => Ok(code),
    }
}

fn print_answer(out: &mut Printer, answer: &Answer, json: bool) -> Result<u8, Error> {
    if json {
        out.json(&answer.json)?;
    } else {
        answer.text.lines().try_for_each(|line| out.line(line))?;
    }
    Ok(if answer.is_empty() { NOTHING } else { 0 })
}

fn related(
    out: &mut Printer,
    at: &FileLine,
    paths: &[PathBuf],
    within: bool,
    form: &Form,
    options: &Options,
) -> Result<u8, Error> {
    use crate::library::related::Scope;
    // The article itself is read too; one that the paths hold already is read once.
    let all: Vec<PathBuf> = paths.iter().cloned().chain([at.path.clone()]).collect();
    let library = match reading::library(&all, options)? {
        Ok(library) => library,
        Err(code) => return Ok(code),
    };
    let Some(article) = article_at(&library, &at.path) else { return Ok(WRONG) };
    let last = library.entry(article).source.text.lines().count().max(1);
    if at.line as usize > last {
        let message = format!("{}:{}: the file ends at line {last}", at.path.display(), at.line);
        return Err(Error::Usage(message));
    }
    let Some(passage) = library.entry(article).article.at_line(at.line) else {
        return Err(Error::Usage(format!("{}:{}: no passage there", at.path.display(), at.line)));
    };
    let scope = if within { Scope::Within } else { Scope::Others };
    let mut found = library.related(Place { article, passage }, scope);
    found.truncate(form.limit);
    print_answer(out, &answers::related(&library, &found), form.json)
}

/// The article that was read from `path`, also under another spelling of it.
fn article_at(library: &Library, path: &Path) -> Option<ArticleId> {
    let same = |shown: &str| shown == path.to_string_lossy();
    library.ids().find(|id| same(&library.entry(*id).path)).or_else(|| {
        let real = path.canonicalize().ok()?;
        library.ids().find(|id| Path::new(&library.entry(*id).path).canonicalize().is_ok_and(|p| p == real))
    })
}

/// Opens the reader at a bookmark: on the paths given, else on the file it was made in.
fn open_bookmark(id: &str, paths: &[PathBuf], options: &Options) -> Result<u8, Error> {
    let dirs = Dirs::find()?;
    let which = Which { dirs: &dirs, file: options.bookmarks.as_deref() };
    let found = bookmarks::document(which, id).map_err(Error::Usage)?;
    if !paths.is_empty() {
        return open::open(paths, Some(id), options);
    }
    if bookmarks::in_starter(&found) {
        return open::open_starter(id, options);
    }
    if let Some(why) = bookmarks::not_there(&found, id) {
        return Err(Error::Usage(why));
    }
    open::open(&[PathBuf::from(found)], Some(id), options)
}

fn bookmarks(out: &mut Printer, act: &Bookmarks, options: &Options) -> Result<u8, Error> {
    let dirs = Dirs::find()?;
    let which = Which { dirs: &dirs, file: options.bookmarks.as_deref() };
    let answer = match act {
        Bookmarks::List { json } => bookmarks::list(which, *json),
        Bookmarks::Export { format } => bookmarks::export(which, format.word()),
        Bookmarks::Import { file } => bookmarks::import(which, file),
        Bookmarks::Check { json } => bookmarks::check(which, *json),
        Bookmarks::Restore { backup } => bookmarks::restore(which, backup.as_deref()),
        Bookmarks::Add { path, quote, note, tag } => bookmarks::add(which, path, quote, note, tag),
    };
    printed(out, &answer)
}

/// Prints what a command on bookmarks gave.
fn printed(out: &mut Printer, answer: &Printed) -> Result<u8, Error> {
    answer.out.lines().try_for_each(|line| out.line(line))?;
    answer.err.iter().for_each(|line| complain(line));
    Ok(answer.code)
}
