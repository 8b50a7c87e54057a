//! A block of `entities.toml`: a table with the comments before it, read alone, so that a mistake spoils no other.

use toml::{Table, Value};

use super::{Mistake, Said};
use crate::facts::Kind;

/// The fields of an entity, in the order in which they are written.
const FIELDS: [&str; 7] = ["name", "kind", "aliases", "split", "distinct", "hide", "pin"];

/// A table of the file.
#[derive(Debug, Clone, Default)]
pub struct Block {
    /// The text with the comments before it and the blank lines after it.
    pub text: String,
    /// The line of its header, from 1.
    pub line: usize,
    /// What it says of an entity.
    pub said: Option<Said>,
    /// What it adds to the lexicon: language, kind, name.
    pub lexicon: Vec<(String, Kind, String)>,
}

/// Splits a file into blocks; a comment right above a header belongs to it.
pub fn split(text: &str, mistakes: &mut Vec<Mistake>) -> Vec<Block> {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let mut starts = vec![0];
    for (i, _) in lines.iter().enumerate().filter(|(_, l)| is_header(l)) {
        let above = lines[..i].iter().rev().take_while(|l| l.trim_start().starts_with('#')).count();
        starts.push(i - above);
    }
    starts.push(lines.len());
    starts.dedup();
    let mut out = Vec::new();
    for range in starts.windows(2) {
        let mut block = Block { text: lines[range[0]..range[1]].concat(), ..Block::default() };
        block.read(range[0] + 1, mistakes);
        out.push(block);
    }
    out
}

/// `[[entity]]`, `[lexicon.id]`; not an item of an array that is spread over lines.
fn is_header(line: &str) -> bool {
    let line = line.split('#').next().unwrap_or_default().trim();
    let name = line.trim_start_matches('[').trim_end_matches(']').trim();
    let bare = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ' ');
    line.starts_with('[') && line.ends_with(']') && !name.is_empty() && name.chars().all(bare)
}

impl Block {
    /// A new block for an entity.
    pub fn new(said: &Said) -> Self {
        let mut block = Self { text: "[[entity]]\n".to_owned(), said: Some(Said::default()), ..Self::default() };
        block.say(said);
        block.text.push('\n');
        block
    }

    /// Reads the block, whose first line is line `first` of the file.
    pub fn read(&mut self, first: usize, mistakes: &mut Vec<Mistake>) {
        let header = self.text.split_inclusive('\n').position(is_header);
        self.line = first + header.unwrap_or(0);
        let table: Table = match toml::from_str(&self.text) {
            Ok(table) => table,
            Err(e) => {
                let at = e.span().map_or(0, |s| s.start.min(self.text.len()));
                let line = first + memchr::memchr_iter(b'\n', &self.text.as_bytes()[..at]).count();
                let what = e.message().trim().lines().next().unwrap_or_default().to_owned();
                mistakes.push(Mistake { line, what });
                return;
            }
        };
        for (name, value) in &table {
            match (name.as_str(), value) {
                ("entity", Value::Array(all)) => {
                    if let Some(Value::Table(t)) = all.first() {
                        self.said = self.entity(t, first, mistakes);
                    }
                }
                ("lexicon", Value::Table(languages)) => self.words(languages, first, mistakes),
                _ => {
                    let what = format!("`{name}` is not known here; expected [[entity]] or [lexicon.LANGUAGE]");
                    mistakes.push(Mistake { line: self.line_of(name, first), what });
                }
            }
        }
    }

    fn entity(&self, table: &Table, first: usize, mistakes: &mut Vec<Mistake>) -> Option<Said> {
        let mut said = Said::default();
        let mut wrong = |field: &str, what: String| mistakes.push(Mistake { line: self.line_of(field, first), what });
        for (field, value) in table {
            match (field.as_str(), value) {
                ("name", Value::String(s)) if !s.trim().is_empty() => s.trim().clone_into(&mut said.name),
                ("kind", Value::String(s)) => match kind(s) {
                    Some(k) => said.kind = Some(k),
                    None => wrong(
                        field,
                        format!("`kind` is “{s}”; expected person, organisation, place, event or document"),
                    ),
                },
                ("aliases", value) if names(value).is_some() => said.aliases = names(value).unwrap_or_default(),
                ("split", value) if names(value).is_some() => said.split = names(value).unwrap_or_default(),
                ("distinct", value) if names(value).is_some() => said.distinct = names(value).unwrap_or_default(),
                ("hide", Value::Boolean(b)) => said.hide = *b,
                ("pin", Value::Boolean(b)) => said.pin = *b,
                ("name", _) => wrong(field, "`name` must be a string that is not empty".to_owned()),
                ("aliases" | "split" | "distinct", _) => wrong(field, format!("`{field}` must be a list of strings")),
                ("hide" | "pin", _) => wrong(field, format!("`{field}` must be true or false")),
                _ => wrong(field, format!("`{field}` is not known; expected {}", FIELDS.join(", "))),
            }
        }
        if said.name.is_empty() {
            if !table.contains_key("name") {
                let what = "this entity has no `name`".to_owned();
                mistakes.push(Mistake { line: self.line, what });
            }
            return None;
        }
        Some(said)
    }

    fn words(&mut self, languages: &Table, first: usize, mistakes: &mut Vec<Mistake>) {
        let mut lexicon = Vec::new();
        for (lang, kinds) in languages {
            let Value::Table(kinds) = kinds else {
                let what = format!("`{lang}` must be a table of its own: [lexicon.{lang}]");
                mistakes.push(Mistake { line: self.line_of(lang, first), what });
                continue;
            };
            for (word, value) in kinds {
                if let (Some(k), Some(names)) = (kind(word), names(value)) {
                    lexicon.extend(names.into_iter().map(|n| (lang.clone(), k, n)));
                } else {
                    let what = format!("`{word}` must be a kind of name with a list of strings");
                    mistakes.push(Mistake { line: self.line_of(word, first), what });
                }
            }
        }
        self.lexicon = lexicon;
    }

    /// The line of the file on which `field` is set.
    fn line_of(&self, field: &str, first: usize) -> usize {
        let sets = |l: &str| l.trim_start().strip_prefix(field).is_some_and(|r| r.trim_start().starts_with('='));
        self.text.lines().position(sets).map_or(self.line, |i| first + i)
    }

    /// Rewrites the lines of the fields in which `said` differs from what the block says; the rest stays.
    pub fn say(&mut self, said: &Said) {
        let old = self.said.clone().unwrap_or_default();
        for field in FIELDS {
            if value(&old, field) != value(said, field) {
                self.set(field, value(said, field));
            }
        }
        self.said = Some(said.clone());
    }

    /// Sets a field, or takes it out.
    fn set(&mut self, field: &str, value: Option<Value>) {
        let lines: Vec<&str> = self.text.split_inclusive('\n').collect();
        let sets = |l: &&str| l.trim_start().strip_prefix(field).is_some_and(|r| r.trim_start().starts_with('='));
        let new = value.map(|v| format!("{field} = {v}"));
        let Some(from) = lines.iter().position(sets) else {
            let Some(new) = new else { return };
            // Before the blank lines and comments that end the block.
            let blank = |l: &&&str| l.trim().is_empty() || l.trim_start().starts_with('#');
            let to = lines.len() - lines.iter().rev().take_while(blank).count();
            let mut text = lines[..to].concat();
            if !text.is_empty() && !text.ends_with('\n') {
                text.push('\n');
            }
            self.text = text + &new + "\n" + &lines[to..].concat();
            return;
        };
        // The statement ends with the first line up to which it can be read.
        let whole = |to: &usize| toml::from_str::<Table>(&lines[from..*to].concat()).is_ok();
        let to = (from + 1..=lines.len()).find(whole).unwrap_or(from + 1);
        let mut text = lines[..from].concat();
        if let Some(new) = new {
            text.push_str(&new);
            if let Some(comment) = comment(lines[from]).filter(|_| to == from + 1) {
                text.push(' ');
                text.push_str(comment);
            }
            text.push('\n');
        }
        self.text = text + &lines[to..].concat();
    }
}

/// The comment at the end of a statement of one line.
fn comment(line: &str) -> Option<&str> {
    let line = line.trim_end();
    let at = line.match_indices('#').find(|(i, _)| toml::from_str::<Table>(&line[..*i]).is_ok());
    at.map(|(i, _)| &line[i..])
}

fn value(said: &Said, field: &str) -> Option<Value> {
    let list = |names: &[String]| {
        (!names.is_empty()).then(|| Value::Array(names.iter().map(|n| Value::String(n.clone())).collect()))
    };
    match field {
        "name" => Some(Value::String(said.name.clone())),
        "kind" => said.kind.map(|k| Value::String(k.word().to_owned())),
        "aliases" => list(&said.aliases),
        "split" => list(&said.split),
        "distinct" => list(&said.distinct),
        "hide" => said.hide.then_some(Value::Boolean(true)),
        "pin" => said.pin.then_some(Value::Boolean(true)),
        _ => None,
    }
}

fn kind(word: &str) -> Option<Kind> {
    Kind::ALL.into_iter().find(|k| k.word() == word)
}

fn names(value: &Value) -> Option<Vec<String>> {
    value.as_array()?.iter().map(|v| v.as_str().map(str::to_owned)).collect()
}
