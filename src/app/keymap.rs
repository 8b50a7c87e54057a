//! The keymap: a table of bindings from `assets/keymap.toml`, with the reader's own file laid over it.
//!
//! Dispatch, footer hints, the help sheet, `simak keys` and the README's key table all read this one table.

use std::fmt;

use serde::Deserialize;
use toml::Spanned;

use super::command::Command;
use super::key::Key;

/// The table that is compiled in.
const SHIPPED: &str = include_str!("../../assets/keymap.toml");

/// Where a binding works.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Context {
    /// The list of articles.
    Articles,
    /// The reading view.
    Reading,
    /// The sidebar.
    Names,
    /// A list laid over the text.
    Sheet,
    /// All of them.
    Anywhere,
}

impl Context {
    /// In a word for the reader.
    pub fn word(self) -> &'static str {
        match self {
            Self::Articles => "articles",
            Self::Reading => "text",
            Self::Names => "sidebar",
            Self::Sheet => "lists",
            Self::Anywhere => "everywhere",
        }
    }
}

/// Keys bound to a command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binding {
    /// What is done.
    pub command: Command,
    /// The key sequences that ask for it.
    pub keys: Vec<Vec<Key>>,
    /// Where it works.
    pub contexts: Vec<Context>,
    /// What it does, in a few words.
    pub help: String,
    /// What it does, shorter still, for the last line of the screen.
    pub hint: Option<String>,
    /// Heading in the help.
    pub group: String,
}

impl Binding {
    /// The keys as shown: `j, Down`.
    pub fn keys_shown(&self) -> String {
        let shown: Vec<String> = self.keys.iter().map(|s| s.iter().map(Key::to_string).collect()).collect();
        shown.join(", ")
    }

    /// Where they work, as shown: `text, lists`; the three panes together are `panes`, and with the lists `everywhere`.
    pub fn places_shown(&self) -> String {
        let panes = [Context::Articles, Context::Reading, Context::Names];
        let lists = self.contexts.contains(&Context::Sheet);
        match (panes.iter().all(|p| self.contexts.contains(p)), lists) {
            (true, true) => Context::Anywhere.word().to_owned(),
            (true, false) => "panes".to_owned(),
            (false, _) => self.contexts.iter().map(|c| c.word()).collect::<Vec<_>>().join(", "),
        }
    }
}

/// What a typed sequence amounts to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lookup {
    /// This command.
    Command(Command),
    /// The beginning of longer sequences.
    Prefix,
    /// Nothing.
    Unbound,
}

/// What is wrong with a keymap, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Line, from 1.
    pub line: usize,
    /// A sentence.
    pub message: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.message)
    }
}

/// All bindings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keymap {
    bindings: Vec<Binding>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    #[serde(default)]
    binding: Vec<Spanned<Row>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    command: Spanned<String>,
    keys: Vec<Spanned<String>>,
    #[serde(rename = "in", default = "anywhere")]
    contexts: Vec<Context>,
    #[serde(default)]
    help: String,
    hint: Option<String>,
    #[serde(default)]
    group: String,
}

fn anywhere() -> Vec<Context> {
    vec![Context::Anywhere]
}

impl Default for Keymap {
    fn default() -> Self {
        let (bindings, faults) = parse(SHIPPED);
        debug_assert!(faults.is_empty(), "the shipped keymap is broken: {faults:?}");
        Self { bindings }
    }
}

impl Keymap {
    /// All bindings in the order of the table.
    pub fn bindings(&self) -> &[Binding] {
        &self.bindings
    }

    /// Lays the reader's table over this one and returns what is wrong with it; the rest of it is used.
    pub fn overlay(&mut self, text: &str) -> Vec<Fault> {
        let (rows, faults) = parse(text);
        for mut row in rows {
            let overlaps = |b: &Binding| b.contexts.iter().any(|a| row.contexts.iter().any(|c| overlap(*a, *c)));
            if let Some(old) = self.bindings.iter().find(|b| b.command == row.command && overlaps(b)) {
                if row.help.is_empty() {
                    row.help.clone_from(&old.help);
                }
                if row.group.is_empty() {
                    row.group.clone_from(&old.group);
                }
                row.hint = row.hint.or_else(|| old.hint.clone());
            }
            let contexts = row.contexts.clone();
            for b in &mut self.bindings {
                let meets = b.contexts.iter().any(|a| contexts.iter().any(|c| overlap(*a, *c)));
                if !meets {
                    continue;
                }
                if b.command == row.command {
                    b.keys.clear();
                } else {
                    b.keys.retain(|k| !row.keys.contains(k));
                }
            }
            self.bindings.retain(|b| !b.keys.is_empty());
            self.bindings.push(row);
        }
        faults
    }

    /// What `typed` amounts to in `context`.
    pub fn lookup(&self, context: Context, typed: &[Key]) -> Lookup {
        let mut prefix = false;
        for b in self.in_context(context) {
            for keys in &b.keys {
                if keys == typed {
                    return Lookup::Command(b.command);
                }
                prefix |= keys.starts_with(typed);
            }
        }
        if prefix { Lookup::Prefix } else { Lookup::Unbound }
    }

    /// The headings in the order in which they first occur.
    pub fn groups(&self) -> Vec<&str> {
        let mut groups: Vec<&str> = Vec::new();
        for b in &self.bindings {
            if !groups.contains(&b.group.as_str()) {
                groups.push(&b.group);
            }
        }
        groups
    }

    /// The bindings that work in `context`, special ones first.
    pub fn in_context(&self, context: Context) -> impl Iterator<Item = &Binding> {
        let own = self.bindings.iter().filter(move |b| b.contexts.contains(&context));
        let general = self
            .bindings
            .iter()
            .filter(move |b| b.contexts.contains(&Context::Anywhere) && !b.contexts.contains(&context));
        own.chain(general)
    }

    /// The first key of `command` in `context`, as shown.
    pub fn key_of(&self, context: Context, command: Command) -> Option<String> {
        let binding = self.in_context(context).find(|b| b.command == command)?;
        Some(binding.keys.first()?.iter().map(Key::to_string).collect())
    }

    /// The sequences that go on after `typed` in `context`, with their help.
    pub fn continuations(&self, context: Context, typed: &[Key]) -> Vec<(String, &str)> {
        let mut out = Vec::new();
        for b in self.in_context(context) {
            for keys in b.keys.iter().filter(|k| k.len() > typed.len() && k.starts_with(typed)) {
                let rest: String = keys[typed.len()..].iter().map(Key::to_string).collect();
                out.push((rest, b.help.as_str()));
            }
        }
        out
    }
}

/// Whether two places have something in common.
fn overlap(a: Context, b: Context) -> bool {
    a == b || a == Context::Anywhere || b == Context::Anywhere
}

/// Reads a table: the good rows and what is wrong with the others.
fn parse(text: &str) -> (Vec<Binding>, Vec<Fault>) {
    let line = |at: usize| text[..at.min(text.len())].matches('\n').count() + 1;
    let table: Table = match toml::from_str(text) {
        Ok(table) => table,
        Err(e) => {
            let at = e.span().map_or(0, |s| s.start);
            return (Vec::new(), vec![Fault { line: line(at), message: e.message().to_owned() }]);
        }
    };
    let mut bindings = Vec::new();
    let mut faults = Vec::new();
    for row in table.binding {
        let row = row.into_inner();
        let at = row.command.span().start;
        let Some(command) = Command::from_name(row.command.get_ref()) else {
            let message = format!("there is no command `{}`; `simak keys` lists them", row.command.get_ref());
            faults.push(Fault { line: line(at), message });
            continue;
        };
        let mut keys = Vec::new();
        for key in &row.keys {
            match Key::parse_sequence(key.get_ref()) {
                Some(sequence) => keys.push(sequence),
                None => {
                    let message = format!("`{}` is no key; write j, gg, <C-d>, <Enter>", key.get_ref());
                    faults.push(Fault { line: line(key.span().start), message });
                }
            }
        }
        bindings.push(Binding {
            command,
            keys,
            contexts: row.contexts,
            help: row.help,
            hint: row.hint,
            group: row.group,
        });
    }
    (bindings, faults)
}

#[cfg(test)]
mod tests {
    use super::{Context, Keymap, Lookup, SHIPPED, parse};
    use crate::app::command::Command;
    use crate::app::key::Key;

    fn lookup(map: &Keymap, context: Context, keys: &str) -> Lookup {
        map.lookup(context, &Key::parse_sequence(keys).unwrap())
    }

    #[test]
    fn the_shipped_table_is_whole_and_binds_every_key_once() {
        let (bindings, faults) = parse(SHIPPED);
        assert_eq!(faults, []);
        let map = Keymap::default();
        for context in [Context::Articles, Context::Reading, Context::Names, Context::Sheet] {
            let mut seen: Vec<&Vec<Key>> = map.in_context(context).flat_map(|b| &b.keys).collect();
            let all = seen.len();
            seen.sort_by_key(|k| format!("{k:?}"));
            seen.dedup();
            assert_eq!(seen.len(), all, "a key is bound twice in {context:?}");
            for long in &seen {
                for short in &seen {
                    assert!(long == short || !long.starts_with(short), "{short:?} hides {long:?} in {context:?}");
                }
            }
        }
        assert!(bindings.iter().all(|b| !b.help.is_empty() && !b.group.is_empty()));
    }

    #[test]
    fn a_sequence_is_a_command_a_beginning_or_nothing() {
        let map = Keymap::default();
        assert_eq!(lookup(&map, Context::Reading, "gg"), Lookup::Command(Command::Top));
        assert_eq!(lookup(&map, Context::Reading, "g"), Lookup::Prefix);
        assert_eq!(lookup(&map, Context::Reading, "gx"), Lookup::Unbound);
        assert_eq!(lookup(&map, Context::Sheet, "<Space>"), Lookup::Command(Command::Preview));
    }

    #[test]
    fn the_readers_table_wins_and_its_faults_name_the_line() {
        let mut map = Keymap::default();
        let faults = map.overlay(
            "[[binding]]\ncommand = \"down\"\nkeys = [\"t\"]\n\n[[binding]]\ncommand = \"fly\"\nkeys = [\"f\"]\n",
        );
        assert_eq!(lookup(&map, Context::Reading, "t"), Lookup::Command(Command::Down));
        assert_eq!(lookup(&map, Context::Reading, "j"), Lookup::Unbound);
        assert_eq!(faults.len(), 1);
        assert_eq!(faults[0].line, 6);
        assert!(map.overlay("[[binding]\n")[0].line == 1);
    }
}
