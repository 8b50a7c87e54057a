//! The arguments, as clap reads them: the one table that parsing, help, completions and the manual page come from.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Reads collections of articles and knows who and what they are about.
#[derive(Debug, Parser)]
#[command(name = "simak", version, about, long_about = None, args_conflicts_with_subcommands = true)]
#[command(subcommand_precedence_over_arg = true, max_term_width = 100)]
#[command(
    after_help = "Examples:\n  simak ~/articles            read a folder\n  simak show page.html | less  one article as text\n\n\
    Exit codes: 0 done; 1 nothing found; 2 wrong usage, or nothing could be read; 74 bookmarks could not be written;\n\
    128 and the signal's number when a signal ended it, so 130 interrupted.\n\
    A path that cannot be read is named on standard error, and the rest is read.\n\
    A file called like a command is opened as ./NAME."
)]
pub struct Arguments {
    /// Files and folders to read; `-` is standard input. Without any: the collection opened last, else the starter collection.
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// How to read and show.
    #[command(flatten)]
    pub options: Options,
    /// What to do instead of opening the reader.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// Options of all commands.
#[derive(Debug, Clone, Args)]
pub struct Options {
    /// Draw with ASCII characters only.
    #[arg(long, global = true)]
    pub ascii: bool,
    /// Draw without colour; so does `NO_COLOR` in the environment.
    #[arg(long, global = true)]
    pub no_color: bool,
    /// Largest file that is read, in bytes, or with K, M or G.
    #[arg(long, global = true, value_name = "SIZE", default_value = "64M", value_parser = parse_size)]
    pub max_bytes: u64,
    /// Keep bookmarks in this file.
    #[arg(long, global = true, value_name = "FILE")]
    pub bookmarks: Option<PathBuf>,
    /// Panic on purpose, to test that the terminal comes back.
    #[arg(long, global = true, hide = true)]
    pub debug_panic: Option<String>,
}

/// Files and folders.
#[derive(Debug, Clone, Args)]
pub struct Paths {
    /// Files and folders to read; `-` is standard input.
    #[arg(value_name = "PATH", required = true)]
    pub paths: Vec<PathBuf>,
}

/// What to print.
#[derive(Debug, Clone, Args)]
pub struct Form {
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
    /// Print at most this many.
    #[arg(long, short = 'n', value_name = "COUNT", default_value_t = 20)]
    pub limit: usize,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Print an article as it is read, cleaned.
    Show {
        /// The article; `-` is standard input.
        path: PathBuf,
    },
    /// List articles: date, outlet, words, path, title.
    List {
        /// The articles.
        #[command(flatten)]
        paths: Paths,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Print everything simak read in each article, one JSON object a line.
    Inspect {
        /// The articles.
        #[command(flatten)]
        paths: Paths,
    },
    /// Find passages, best first.
    Search {
        /// What to look for.
        query: String,
        /// The articles.
        #[command(flatten)]
        paths: Paths,
        /// The form.
        #[command(flatten)]
        form: Form,
    },
    /// Find passages of other articles that are related to the one at a line.
    Related {
        /// The passage: path of an article and a line of it.
        #[arg(value_name = "PATH:LINE", value_parser = parse_place)]
        place: FileLine,
        /// The articles to look in.
        #[arg(value_name = "PATH")]
        paths: Vec<PathBuf>,
        /// Look in the same article.
        #[arg(long)]
        within: bool,
        /// The form.
        #[command(flatten)]
        form: Form,
    },
    /// Compare what articles say about the same measured thing.
    Compare {
        /// The articles.
        #[command(flatten)]
        paths: Paths,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// List dated statements in order of time.
    Timeline {
        /// The articles.
        #[command(flatten)]
        paths: Paths,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Open the reader at a bookmark.
    Open {
        /// The bookmark's id, or its beginning.
        bookmark: String,
        /// Files and folders to open; without any, the file the bookmark was made in.
        #[arg(value_name = "PATH")]
        paths: Vec<PathBuf>,
    },
    /// List, export, import, check or restore bookmarks.
    Bookmarks {
        /// What to do with them.
        #[command(subcommand)]
        act: Bookmarks,
    },
    /// List the keys.
    Keys,
    /// Say which files are used.
    Config,
    /// Say what simak finds here: files, terminal, locale.
    Doctor,
    /// Print completions for a shell.
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
    /// Print the manual page (roff).
    Man,
}

/// What to do with bookmarks.
#[derive(Debug, Subcommand)]
pub enum Bookmarks {
    /// List them.
    List {
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Print them for other programs.
    Export {
        /// The form.
        #[arg(long, value_enum, default_value_t = Export::Markdown)]
        format: Export,
    },
    /// Add those of a file.
    Import {
        /// The file; `-` is standard input.
        file: PathBuf,
    },
    /// Find each bookmark's place in the file it was made in.
    Check {
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Go back to a backup; without one, list them.
    Restore {
        /// The backup.
        backup: Option<PathBuf>,
    },
    /// Bookmark the first place of a file that reads like this, for scripts.
    Add {
        /// The file.
        path: PathBuf,
        /// The text.
        quote: String,
        /// A note.
        #[arg(long, default_value = "")]
        note: String,
        /// A tag; may be given several times.
        #[arg(long)]
        tag: Vec<String>,
    },
}

/// A form for other programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Export {
    /// Markdown with quotes and citations.
    Markdown,
    /// The file's own JSON.
    Json,
    /// Comma-separated values.
    Csv,
    /// W3C Web Annotation, JSON-LD.
    Jsonld,
}

impl Export {
    /// Its word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Markdown => "markdown",
            Self::Json => "json",
            Self::Csv => "csv",
            Self::Jsonld => "jsonld",
        }
    }
}

/// A line of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileLine {
    /// The file.
    pub path: PathBuf,
    /// The line, from 1.
    pub line: u32,
}

fn parse_place(text: &str) -> Result<FileLine, String> {
    let (path, line) = text.rsplit_once(':').ok_or("needs a line, as in article.txt:12")?;
    match line.parse() {
        Ok(line) if line > 0 && !path.is_empty() => Ok(FileLine { path: path.into(), line }),
        _ => Err("needs a line number from 1 after the colon, as in article.txt:12".into()),
    }
}

fn parse_size(text: &str) -> Result<u64, String> {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let unit = match text[digits.len()..].to_ascii_lowercase().as_str() {
        "" | "b" => 1,
        "k" | "kb" | "kib" => 1 << 10,
        "m" | "mb" | "mib" => 1 << 20,
        "g" | "gb" | "gib" => 1 << 30,
        _ => return Err("needs bytes, or a number with K, M or G".into()),
    };
    let number: u64 = digits.parse().map_err(|_| "needs a whole number, as in 64M".to_owned())?;
    number.checked_mul(unit).filter(|n| *n > 0).ok_or_else(|| "is out of range".into())
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::{Arguments, parse_place, parse_size};

    #[test]
    fn the_table_is_sound() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn sizes_and_places_are_read_or_refused() {
        assert_eq!(parse_size("64M"), Ok(64 << 20));
        assert_eq!(parse_size("1024"), Ok(1024));
        for bad in ["", "M", "0", "1.5M", "99999999999G", "5x", "-1"] {
            assert!(parse_size(bad).is_err(), "{bad}");
        }
        let place = parse_place("a:b.txt:12").unwrap();
        assert_eq!((place.path.to_str(), place.line), (Some("a:b.txt"), 12));
        for bad in ["a.txt", "a.txt:", "a.txt:0", ":3", "a.txt:x"] {
            assert!(parse_place(bad).is_err(), "{bad}");
        }
    }
}
