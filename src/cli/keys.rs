//! `simak keys`: the keymap as a table, the reader's own file laid over it.

use crate::app::keymap::Keymap;
use crate::shell::dirs::Dirs;
use crate::shell::settings;

/// The lines: keys, where they work, command, help; what is wrong with the reader's own table last.
pub fn lines(dirs: &Dirs) -> Vec<String> {
    let mut map = Keymap::default();
    let (own, unread) = settings::read(&dirs.config, "keymap.toml");
    let faults = own.map_or_else(Vec::new, |text| map.overlay(&text));
    let mut out: Vec<String> = map
        .bindings()
        .iter()
        .map(|b| format!("{:<22} {:<20} {:<20} {}", b.keys_shown(), b.places_shown(), b.command.name(), b.help))
        .collect();
    out.extend(faults.iter().map(|f| format!("keymap.toml, {f}")));
    out.extend(unread);
    out
}

/// The keymap as a table in Markdown, for the README.
pub fn markdown() -> String {
    let map = Keymap::default();
    let mut out = String::new();
    for group in map.groups() {
        out.push_str(&format!("| **{group}** | | |\n"));
        for b in map.bindings().iter().filter(|b| b.group == group) {
            let code = |key: &str| match key {
                "`" => "`` ` ``".to_owned(),
                _ => format!("`{}`", key.replace('|', "\\|")),
            };
            let keys: Vec<String> = b.keys_shown().split(", ").map(code).collect();
            out.push_str(&format!("| {} | {} | {} |\n", keys.join(" "), b.help, b.places_shown()));
        }
    }
    out
}
