//! `keys`, `config`, `doctor`: what simak is set to and what it finds here.

use std::env;
use std::io::{self, IsTerminal};
use std::path::Path;

use crate::error::Error;
use crate::shell::dirs::Dirs;

/// The lines of `simak config`.
pub fn config(bookmarks: Option<&Path>) -> Result<Vec<String>, Error> {
    let dirs = Dirs::find()?;
    let file = |name: &str| {
        let path = dirs.config.join(name);
        let there = if path.exists() { "" } else { " (not there)" };
        format!("{}{there}", path.display())
    };
    let kept = bookmarks.map_or_else(|| file("bookmarks.json"), |p| p.display().to_string());
    Ok(vec![
        format!("bookmarks  {kept}"),
        format!("settings   {}", file("config.toml")),
        format!("keys       {}", file("keymap.toml")),
        format!("entities   {}", file("entities.toml")),
        format!("state      {}", dirs.state.display()),
        format!("cache      {}", dirs.cache.display()),
    ])
}

/// The first lines of `simak doctor`: program and terminal.
pub fn surroundings() -> Vec<String> {
    let variable = |name: &str| env::var(name).unwrap_or_else(|_| "not set".to_owned());
    let tty = |is: bool| if is { "a terminal" } else { "not a terminal" };
    vec![
        format!("simak      {}", env!("CARGO_PKG_VERSION")),
        format!("TERM       {}", variable("TERM")),
        format!("COLORTERM  {}", variable("COLORTERM")),
        format!("NO_COLOR   {}", variable("NO_COLOR")),
        format!("LC_ALL     {}", variable("LC_ALL")),
        format!("LANG       {}", variable("LANG")),
        format!("EDITOR     {}", variable("EDITOR")),
        format!("input      {}", tty(io::stdin().is_terminal())),
        format!("output     {}", tty(io::stdout().is_terminal())),
    ]
}
