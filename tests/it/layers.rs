//! The shape of the code: imports go down only, nothing is imported by `*`, files are small and say what they are.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use regex::Regex;

/// Every module at the top of `src`, with its layer. A module may name itself and what has a smaller number.
const LAYERS: [(&str, u8); 14] = [
    ("text", 0),
    ("source", 1),
    ("article", 2),
    ("facts", 3),
    ("library", 4),
    ("bookmark", 4),
    ("page", 5),
    ("app", 6),
    ("view", 7),
    ("shell", 8),
    // It knows paths and codes of the system only, so what touches files may name it; what is pure may not.
    ("error", 7),
    ("cli", 10),
    ("main", 11),
    ("lib", 12),
];

/// Lines a file may have, its unit tests left out.
const LONGEST: usize = 400;

fn layer(module: &str) -> Option<u8> {
    LAYERS.iter().find(|(name, _)| *name == module).map(|(_, layer)| *layer)
}

/// All Rust files under `dir`, sorted.
fn rust_files(dir: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The code of a file without its comments; a string that holds `//` loses its end, which does no harm here.
fn code(text: &str) -> String {
    text.lines().map(|l| l.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n")
}

/// The lines before the unit tests.
fn without_tests(text: &str) -> usize {
    text.lines().position(|l| l.trim_start().starts_with("#[cfg(test)]")).unwrap_or_else(|| text.lines().count())
}

/// The modules at the top of the crate that `code` names by `crate::`.
fn named(code: &str) -> Vec<String> {
    let one = Regex::new(r"\bcrate::(\w+)").unwrap();
    let group = Regex::new(r"\bcrate::\{([^;]*)").unwrap();
    let mut all: Vec<String> = one.captures_iter(code).map(|c| c[1].to_owned()).collect();
    for c in group.captures_iter(code) {
        let mut depth = 0;
        let mut word = String::new();
        for ch in c[1].chars().chain([',']) {
            match ch {
                '{' => depth += 1,
                '}' => depth -= 1,
                ',' if depth <= 0 => {
                    let first: String = word.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                    all.push(first);
                    word.clear();
                    continue;
                }
                _ => {}
            }
            word.push(ch);
        }
    }
    all.retain(|name| !name.is_empty());
    all
}

/// What is wrong with one file, a line each.
fn faults(path: &str, text: &str) -> String {
    let mut out = String::new();
    let own = path.trim_end_matches(".rs").split('/').next().unwrap_or_default();
    let Some(height) = layer(own) else { return format!("{path}: {own} has no layer in tests/it/layers.rs\n") };
    let code = code(text);
    for name in named(&code) {
        match layer(&name) {
            // Macros stand at the top of the crate too, and belong to no layer.
            None => {
                let _ = writeln!(out, "{path}: crate::{name} has no layer in tests/it/layers.rs");
            }
            Some(other) if name != own && other >= height => {
                let _ = writeln!(out, "{path} (layer {height}) names crate::{name} (layer {other})");
            }
            Some(_) => {}
        }
    }
    // A chain of `super` that leaves the module reaches the top of the crate by another door.
    let depth = path.split('/').filter(|part| *part != "mod.rs").count();
    let tests_from = without_tests(&code);
    let chain = Regex::new(r"\b((?:super::)+)").unwrap();
    for (n, line) in code.lines().enumerate() {
        let allowed = if n >= tests_from { depth } else { depth - 1 };
        if chain.captures_iter(line).any(|c| c[1].len() / "super::".len() > allowed) {
            let _ = writeln!(out, "{path}:{}: super reaches the top of the crate", n + 1);
        }
    }
    let lines = without_tests(text);
    if lines > LONGEST {
        let _ = writeln!(out, "{path}: {lines} lines without its tests, at most {LONGEST}");
    }
    if !text.starts_with("//!") {
        let _ = writeln!(out, "{path}: does not open with what it is (//!)");
    }
    out
}

fn globs(path: &str, text: &str) -> String {
    let glob = Regex::new(r"(?m)^\s*(?:pub(?:\([a-z ]+\))? )?use [^;]*\*").unwrap();
    glob.find_iter(&code(text)).fold(String::new(), |mut out, found| {
        let _ = writeln!(out, "{path}: {}", found.as_str().trim());
        out
    })
}

#[test]
fn imports_go_down_and_files_are_small() {
    let src = root().join("src");
    let all: String = rust_files(&src)
        .iter()
        .map(|path| {
            let shown = path.strip_prefix(&src).unwrap().to_str().unwrap();
            faults(shown, &fs::read_to_string(path).unwrap())
        })
        .collect();
    assert!(all.is_empty(), "\n{all}");
}

#[test]
fn nothing_is_imported_by_a_star() {
    let all: String = ["src", "tests", "benches"]
        .iter()
        .flat_map(|dir| rust_files(&root().join(dir)))
        .map(|path| globs(&path.display().to_string(), &fs::read_to_string(&path).unwrap()))
        .collect();
    assert!(all.is_empty(), "\n{all}");
}

#[test]
fn unsafe_code_is_nowhere() {
    let found: Vec<PathBuf> = rust_files(&root().join("src"))
        .into_iter()
        .filter(|path| Regex::new(r"\bunsafe\b").unwrap().is_match(&code(&fs::read_to_string(path).unwrap())))
        .collect();
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn the_check_itself_finds_what_it_is_for() {
    let good =
        "//! A.\nuse crate::text::fold;\nuse crate::{source::{Source, Format}, article::Article};\nuse super::x;\n";
    assert_eq!(faults("facts/names/y.rs", good), "");
    for (path, text) in [
        ("text/fold.rs", "//! A.\nuse crate::source::Source;\n"),
        ("bookmark/mod.rs", "//! A.\nfn f() -> crate::library::Library {}\n"),
        ("text/fold.rs", "//! A.\nuse crate::{text::words, app::{App, Event}};\n"),
        ("text/fold.rs", "//! A.\nuse super::super::app;\n"),
        ("newcomer.rs", "//! A.\n"),
        ("text/fold.rs", "use std::fmt;\n"),
        ("text/fold.rs", &format!("//! A.\n{}", "fn f() {}\n".repeat(LONGEST))),
    ] {
        assert_ne!(faults(path, text), "", "{path}: {}", text.lines().nth(1).unwrap_or_default());
    }
    assert_ne!(globs("a.rs", "    use super::{a, b::*};\n"), "");
    assert_eq!(globs("a.rs", "let x = 2 * 3; // use a::*\n"), "");
}
