//! The command line: arguments to an exit code.

use std::io::{self, Write};
use std::process::ExitCode;
use std::sync::Arc;

use crate::library::{Entry, Library};

pub mod bookmarks;
pub mod doctor;
pub mod inspect;

/// Runs the program with the process's arguments.
pub fn run() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    if args.first().is_some_and(|a| a == "inspect") {
        let articles: Vec<Arc<Entry>> =
            args[1..].iter().filter_map(|p| Some(Arc::new(Entry::read(p, &std::fs::read(p).ok()?).ok()?))).collect();
        let library = Library::build(articles);
        let mut out = io::stdout().lock();
        for id in library.ids() {
            if writeln!(out, "{}", inspect::object(&library, id)).is_err() {
                break;
            }
        }
    }
    ExitCode::SUCCESS
}
