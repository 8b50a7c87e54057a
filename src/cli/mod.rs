//! The command line: arguments to an exit code.

use std::io::{self, Write};
use std::process::ExitCode;
use std::sync::Arc;

use crate::library::related::Scope;
use crate::library::{Entry, Library, Place};

pub mod compare;
pub mod inspect;
pub mod related;
pub mod search;
pub mod timeline;

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
    if args.first().is_some_and(|a| a == "compare" || a == "timeline") {
        let paths = args[1..].iter().filter(|a| *a != "--json");
        let articles: Vec<Arc<Entry>> =
            paths.filter_map(|p| Some(Arc::new(Entry::read(p, &std::fs::read(p).ok()?).ok()?))).collect();
        let library = Library::build(articles);
        let plain = !args.iter().any(|a| a == "--json");
        let found = match args[0].as_str() {
            "compare" if plain => compare::text(&library),
            "compare" => compare::object(&library).to_string(),
            _ if plain => timeline::text(&library),
            _ => timeline::object(&library).to_string(),
        };
        let _ = writeln!(io::stdout().lock(), "{found}");
    }
    // Provisional, until the parser of arguments comes: for measuring.
    if args.first().is_some_and(|a| a == "related" || a == "search") {
        let mut rest: Vec<&str> = args[1..].iter().map(String::as_str).filter(|a| *a != "--json").collect();
        let scope = if rest.contains(&"--within") { Scope::Within } else { Scope::Others };
        rest.retain(|a| *a != "--within");
        let articles: Vec<Arc<Entry>> =
            rest[1..].iter().filter_map(|p| Some(Arc::new(Entry::read(p, &std::fs::read(p).ok()?).ok()?))).collect();
        let library = Library::build(articles);
        let plain = !args.iter().any(|a| a == "--json");
        let found = if args[0] == "search" && plain {
            search::text(&library, rest[0], 20)
        } else if args[0] == "search" {
            search::object(&library, rest[0], 20).to_string()
        } else {
            let (path, line) = rest[0].rsplit_once(':').unwrap_or((rest[0], "1"));
            let place = library.ids().find_map(|id| {
                let entry = library.entry(id);
                let passage = entry.article.at_line(line.parse().ok()?)?;
                (entry.path == path).then_some(Place { article: id, passage })
            });
            match place {
                Some(place) if plain => related::text(&library, place, scope),
                Some(place) => related::object(&library, place, scope).to_string(),
                None => String::new(),
            }
        };
        let _ = writeln!(io::stdout().lock(), "{found}");
    }
    ExitCode::SUCCESS
}
