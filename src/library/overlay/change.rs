//! Changes the reader makes to names, each with the change that takes it back.

use super::block::Block;
use super::{Overlay, Said};
use crate::facts::Kind;
use crate::library::entities::key;

/// One change. Names may be any spelling of the entity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Two names are one thing, called by the first.
    Merge {
        /// The name that stays.
        into: String,
        /// The name that becomes a spelling of it.
        from: String,
    },
    /// A spelling is not this entity.
    Split {
        /// The entity.
        name: String,
        /// The spelling that leaves it.
        surface: String,
    },
    /// The entity is called otherwise.
    Rename {
        /// How it is called.
        name: String,
        /// How it shall be called.
        to: String,
    },
    /// It is of another kind; `None`: as the texts say.
    Kind {
        /// The entity.
        name: String,
        /// The kind.
        kind: Option<Kind>,
    },
    /// Another name is another thing: not to be proposed again.
    Distinct {
        /// The entity.
        name: String,
        /// A name of the other.
        other: String,
    },
    /// Nothing is said of the entity any more.
    Forget {
        /// The entity.
        name: String,
    },
    /// It is shown or not.
    Hide {
        /// The entity.
        name: String,
        /// Whether it is hidden.
        hide: bool,
    },
    /// It stands on top or not.
    Pin {
        /// The entity.
        name: String,
        /// Whether it is pinned.
        pin: bool,
    },
    /// Takes a change back: what it wrote goes, what stood there returns. Made by [`Overlay::change`] alone.
    Restore {
        /// The names of the entities that it left.
        gone: Vec<String>,
        /// The text of those that it replaced, and their places in the file.
        back: Vec<(usize, String)>,
    },
}

impl Overlay {
    /// The overlay with `change` made, and the change that takes it back.
    #[must_use]
    pub fn change(&self, change: &Change) -> (Self, Change) {
        let mut next = self.clone();
        let undo = match change {
            Change::Merge { into, from } => next.merge(into, from),
            Change::Split { name, surface } => next.edit(name, |s| {
                s.aliases.retain(|a| key(a) != key(surface));
                if !s.split.iter().any(|a| key(a) == key(surface)) {
                    s.split.push(surface.clone());
                }
            }),
            Change::Rename { name, to } => next.edit(name, |s| {
                let old = std::mem::replace(&mut s.name, to.clone());
                s.aliases.retain(|a| key(a) != key(to));
                if key(&old) != key(to) && !s.aliases.iter().any(|a| key(a) == key(&old)) {
                    s.aliases.push(old);
                }
            }),
            Change::Kind { name, kind } => next.edit(name, |s| s.kind = *kind),
            Change::Distinct { name, other } => next.edit(name, |s| {
                if !s.distinct.iter().any(|a| key(a) == key(other)) {
                    s.distinct.push(other.clone());
                }
            }),
            Change::Forget { name } => {
                let gone = next.place_of(&key(name)).map(|i| (i, next.blocks.remove(i).text));
                Change::Restore { gone: Vec::new(), back: gone.into_iter().collect() }
            }
            Change::Hide { name, hide } => next.edit(name, |s| s.hide = *hide),
            Change::Pin { name, pin } => next.edit(name, |s| s.pin = *pin),
            Change::Restore { gone, back } => next.restore(gone, back),
        };
        next.index(&mut Vec::new());
        (next, undo)
    }

    /// Changes what is said of the entity called `name`, of which nothing may have been said yet.
    fn edit(&mut self, name: &str, change: impl FnOnce(&mut Said)) -> Change {
        let place = self.place_of(&key(name));
        let mut said = place
            .and_then(|i| self.blocks[i].said.clone())
            .unwrap_or_else(|| Said { name: name.to_owned(), ..Said::default() });
        change(&mut said);
        let gone = vec![said.name.clone()];
        let back = if let Some(i) = place {
            let old = self.blocks[i].text.clone();
            self.blocks[i].say(&said);
            vec![(i, old)]
        } else {
            self.add(Block::new(&said));
            Vec::new()
        };
        Change::Restore { gone, back }
    }

    fn merge(&mut self, into: &str, from: &str) -> Change {
        let (to, of) = (self.place_of(&key(into)), self.place_of(&key(from)));
        let other = of.filter(|o| to != Some(*o)).and_then(|o| self.blocks[o].said.clone());
        let removed = other.as_ref().and(of).map(|o| (o, self.blocks[o].text.clone()));
        let mut undo = self.edit(into, |s| {
            let mut names = vec![from.to_owned()];
            if let Some(o) = other {
                names.extend(std::iter::once(o.name).chain(o.aliases));
                s.split.extend(o.split);
                s.distinct.extend(o.distinct);
                s.kind = s.kind.or(o.kind);
                s.pin |= o.pin;
            }
            for n in names {
                s.split.retain(|x| key(x) != key(&n));
                s.distinct.retain(|x| key(x) != key(&n));
                if key(&s.name) != key(&n) && !s.aliases.iter().any(|a| key(a) == key(&n)) {
                    s.aliases.push(n);
                }
            }
        });
        if let (Change::Restore { back, .. }, Some((at, text))) = (&mut undo, removed) {
            self.blocks.remove(at);
            back.push((at, text));
            back.sort();
        }
        undo
    }

    fn restore(&mut self, gone: &[String], back: &[(usize, String)]) -> Change {
        let mut undo_back = Vec::new();
        for name in gone {
            let is = |b: &Block| b.said.as_ref().is_some_and(|s| s.name == *name);
            if let Some(i) = self.blocks.iter().position(is) {
                undo_back.push((i, self.blocks.remove(i).text));
            }
        }
        let mut undo_gone = Vec::new();
        for (i, text) in back {
            let mut block = Block { text: text.clone(), ..Block::default() };
            block.read(1, &mut Vec::new());
            undo_gone.extend(block.said.as_ref().map(|s| s.name.clone()));
            self.blocks.insert((*i).min(self.blocks.len()), block);
        }
        Change::Restore { gone: undo_gone, back: undo_back }
    }

    /// Appends a block, a blank line before it.
    fn add(&mut self, block: Block) {
        if let Some(last) = self.blocks.last_mut()
            && !last.text.is_empty()
            && !last.text.ends_with('\n')
        {
            last.text.push('\n');
        }
        self.blocks.push(block);
    }
}

#[cfg(test)]
mod tests {
    use super::Change;
    use crate::facts::Kind;
    use crate::library::overlay::Overlay;

    const TEXT: &str = "# mine\n\n# the president\n[[entity]]\nname = \"Vo Van Thuong\" # plain\naliases = [\n  \"Thuong\",\n]\n\n[[entity]]\nname = \"VNA\"\n";

    fn changes() -> Vec<Change> {
        let s = str::to_owned;
        vec![
            Change::Merge { into: s("Vo Van Thuong"), from: s("V. V. Thuong") },
            Change::Merge { into: s("TTXVN"), from: s("VNA") },
            Change::Merge { into: s("Vo Van Thuong"), from: s("VNA") },
            Change::Split { name: s("Thuong"), surface: s("Thuong") },
            Change::Rename { name: s("VNA"), to: s("Kantor Berita Vietnam") },
            Change::Kind { name: s("VNA"), kind: Some(Kind::Organisation) },
            Change::Distinct { name: s("VNA"), other: s("TTXVN") },
            Change::Forget { name: s("Thuong") },
            Change::Hide { name: s("Baru"), hide: true },
            Change::Pin { name: s("Vo Van Thuong"), pin: true },
        ]
    }

    #[test]
    fn every_change_is_taken_back_and_made_again() {
        let (start, _) = Overlay::parse(TEXT);
        for change in changes() {
            let (made, undo) = start.change(&change);
            assert_ne!(made.print(), TEXT, "{change:?}");
            let (again, mistakes) = Overlay::parse(&made.print());
            assert_eq!(mistakes, [], "{change:?}\n{}", made.print());
            assert!(again.entities().eq(made.entities()), "{change:?}\n{}", made.print());
            let (back, redo) = made.change(&undo);
            assert_eq!(back.print(), TEXT, "{change:?}");
            assert_eq!(back.change(&redo).0.print(), made.print(), "{change:?}");
        }
    }

    #[test]
    fn a_walk_of_changes_is_taken_back_to_the_start() {
        let (start, _) = Overlay::parse(TEXT);
        let mut undo = Vec::new();
        let mut now = start.clone();
        for change in changes() {
            let (next, back) = now.change(&change);
            undo.push(back);
            now = next;
        }
        for back in undo.iter().rev() {
            now = now.change(back).0;
        }
        assert_eq!(now.print(), TEXT);
    }

    #[test]
    fn a_change_leaves_comments_where_they_are() {
        let (start, _) = Overlay::parse(TEXT);
        let (made, _) = start.change(&Change::Rename { name: "Thuong".into(), to: "Võ Văn Thưởng".into() });
        assert!(
            made.print().starts_with("# mine\n\n# the president\n[[entity]]\nname = \"Võ Văn Thưởng\" # plain\n"),
            "{}",
            made.print()
        );
    }
}
