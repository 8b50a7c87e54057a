//! The reader's corrections to names: what `entities.toml` says, and the changes made to it from the reader.
//!
//! Takes the text of the file; gives an [`Overlay`] and the [`Mistake`]s in it with their lines. What is in order is used
//! whatever stands beside it. A change rewrites only the lines it is about: comments and everything else that a person
//! wrote stay. It reads and writes no file, and joins no names; [`crate::library::Entities::build_with`] does.
//!
//! ```toml
//! [[entity]]
//! name = "Võ Văn Thưởng"            # how it is shown
//! kind = "person"                   # person, organisation, place, event, document
//! aliases = ["V. V. Thuong"]        # spellings that are this one
//! split = ["Thuong"]                # spellings that are not
//! distinct = ["Thuong Tin"]         # other things, never to be proposed as this one
//! hide = false
//! pin = true
//!
//! [lexicon.id]                      # names to find in texts of this language
//! organisation = ["Komisi Sungai"]
//! ```

use std::collections::{BTreeMap, HashMap, HashSet};

use super::entities::key;
use crate::facts::Kind;
use crate::facts::names::wanted::Wanted;

mod block;
mod change;

use block::Block;
pub use change::Change;

/// What the reader says of one entity.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Said {
    /// The display name.
    pub name: String,
    /// What it is.
    pub kind: Option<Kind>,
    /// Spellings that are this one.
    pub aliases: Vec<String>,
    /// Spellings that are not this one, nor any other but by their own letters.
    pub split: Vec<String>,
    /// Names of other things, not to be proposed as this one.
    pub distinct: Vec<String>,
    /// Not shown.
    pub hide: bool,
    /// Shown on top.
    pub pin: bool,
}

/// Something in the file that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {what}")]
pub struct Mistake {
    /// Line, from 1.
    pub line: usize,
    /// What is wrong and what is expected, without a full stop.
    pub what: String,
}

/// The reader's corrections.
#[derive(Debug, Clone, Default)]
pub struct Overlay {
    blocks: Vec<Block>,
    /// Blocks by the keys of their names and aliases.
    by_key: HashMap<String, usize>,
}

impl Overlay {
    /// Reads the text of `entities.toml`.
    pub fn parse(text: &str) -> (Self, Vec<Mistake>) {
        let mut mistakes = Vec::new();
        let blocks = block::split(text, &mut mistakes);
        let mut overlay = Self { blocks, by_key: HashMap::new() };
        overlay.index(&mut mistakes);
        mistakes.sort_by_key(|m| m.line);
        (overlay, mistakes)
    }

    /// The text of the file: as it was read, but for the lines that changes were about.
    pub fn print(&self) -> String {
        self.blocks.iter().map(|b| b.text.as_str()).collect()
    }

    /// What is said of the entity that has a spelling with this [`key`].
    pub fn entity_of(&self, key: &str) -> Option<&Said> {
        self.place_of(key).and_then(|i| self.blocks[i].said.as_ref())
    }

    /// The place of that entity among all; spellings with the same place are one entity.
    pub fn place_of(&self, key: &str) -> Option<usize> {
        self.by_key.get(key).copied()
    }

    /// The keys of spellings that no rule may join.
    pub fn apart(&self) -> HashSet<String> {
        self.entities().flat_map(|s| s.split.iter().map(|n| key(n))).collect()
    }

    /// All that is said of entities, in the order of the file.
    pub fn entities(&self) -> impl Iterator<Item = &Said> {
        self.blocks.iter().filter_map(|b| b.said.as_ref())
    }

    /// Names to find in texts, by language code and kind.
    pub fn lexicon(&self) -> BTreeMap<&str, BTreeMap<Kind, Vec<&str>>> {
        let mut all: BTreeMap<&str, BTreeMap<Kind, Vec<&str>>> = BTreeMap::new();
        for (lang, kind, name) in self.blocks.iter().flat_map(|b| &b.lexicon) {
            all.entry(lang).or_default().entry(*kind).or_default().push(name);
        }
        all
    }

    /// The names to find in texts, made ready for the recogniser.
    pub fn wanted(&self) -> Wanted {
        let all = self.blocks.iter().flat_map(|b| &b.lexicon);
        Wanted::new(all.map(|(lang, kind, name)| (lang.as_str(), *kind, name.as_str())))
    }

    /// Makes the index anew; spellings claimed twice belong to the first.
    fn index(&mut self, mistakes: &mut Vec<Mistake>) {
        self.by_key.clear();
        for (i, b) in self.blocks.iter().enumerate() {
            let Some(said) = &b.said else { continue };
            for name in std::iter::once(&said.name).chain(&said.aliases) {
                let first = *self.by_key.entry(key(name)).or_insert(i);
                if first != i {
                    let what = format!("“{name}” is claimed by an entity above; the first one keeps it");
                    mistakes.push(Mistake { line: b.line, what });
                }
            }
        }
    }
}

impl PartialEq for Overlay {
    fn eq(&self, other: &Self) -> bool {
        self.print() == other.print()
    }
}

#[cfg(test)]
mod tests {
    use super::Overlay;
    use crate::facts::Kind;

    #[test]
    fn a_file_is_read_and_printed_as_it_was() {
        let text = "# mine\n\n[[entity]]\nname = \"Hồ\" # shown so\nkind = 'person'\naliases = [\n  \"Ho\",  # plain\n]\npin = true\n\n# words\n[lexicon.id]\nplace = [\"Kali\"]\n";
        let (o, mistakes) = Overlay::parse(text);
        assert_eq!(mistakes, []);
        assert_eq!(o.print(), text);
        let said = o.entity_of("ho").unwrap();
        assert_eq!((said.name.as_str(), said.kind, said.pin, said.hide), ("Hồ", Some(Kind::Person), true, false));
        assert_eq!(o.lexicon()["id"][&Kind::Place], ["Kali"]);
    }

    #[test]
    fn a_mistake_has_its_line_and_the_rest_is_used() {
        let text = "[[entity]]\nname = \"A\"\nkind = \"planet\"\n\n[[entity]]\nname = \"B\nhide = true\n\n[[entity]]\nhide = true\n\n[[entity]]\nname = \"C\"\npin = true\ncolour = 3\n";
        let (o, mistakes) = Overlay::parse(text);
        let lines: Vec<usize> = mistakes.iter().map(|m| m.line).collect();
        assert_eq!(lines, [3, 6, 9, 15], "{mistakes:?}");
        assert_eq!(
            mistakes[0].to_string(),
            "line 3: `kind` is “planet”; expected person, organisation, place, event or document"
        );
        assert!(o.entity_of("a").is_some() && o.entity_of("c").is_some_and(|s| s.pin) && o.entity_of("b").is_none());
        assert_eq!(o.print(), text);
    }
}
