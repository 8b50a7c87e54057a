//! `keys`, `config`, `doctor`: what simak is set to and what it finds here.

use std::env;
use std::io::{self, IsTerminal};
use std::path::Path;

use crate::shell::settings::Places;

/// The lines of `simak config`.
pub fn config(bookmarks: Option<&Path>) -> Vec<String> {
    let places = Places::of_user();
    let file = |name: &str| match &places.config {
        Some(dir) => {
            let path = dir.join(name);
            let there = if path.exists() { "" } else { " (not there)" };
            format!("{}{there}", path.display())
        }
        None => "none: no home directory with an absolute path is known".to_owned(),
    };
    let folder = |p: &Option<std::path::PathBuf>| p.as_ref().map_or("none".to_owned(), |p| p.display().to_string());
    let kept = bookmarks.map_or_else(|| file("bookmarks.json"), |p| p.display().to_string());
    vec![
        format!("bookmarks  {kept}"),
        format!("settings   {}", file("config.toml")),
        format!("keys       {}", file("keymap.toml")),
        format!("entities   {}", file("entities.toml")),
        format!("state      {}", folder(&places.state)),
        format!("cache      {}", folder(&places.cache)),
    ]
}

/// The lines of `simak doctor`.
pub fn doctor(bookmarks: Option<&Path>) -> Vec<String> {
    let variable = |name: &str| env::var(name).unwrap_or_else(|_| "not set".to_owned());
    let tty = |is: bool| if is { "a terminal" } else { "not a terminal" };
    let mut lines = vec![
        format!("simak      {}", env!("CARGO_PKG_VERSION")),
        format!("TERM       {}", variable("TERM")),
        format!("COLORTERM  {}", variable("COLORTERM")),
        format!("NO_COLOR   {}", variable("NO_COLOR")),
        format!("LC_ALL     {}", variable("LC_ALL")),
        format!("LANG       {}", variable("LANG")),
        format!("EDITOR     {}", variable("EDITOR")),
        format!("input      {}", tty(io::stdin().is_terminal())),
        format!("output     {}", tty(io::stdout().is_terminal())),
    ];
    lines.extend(config(bookmarks));
    lines
}
