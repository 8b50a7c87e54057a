//! Acronyms: which short forms stand for which runs of words, as the collection's entities tell.

use std::collections::HashMap;

use super::terms::{Terms, WordId};
use super::tokens::tokens;
use crate::library::Entities;

/// A short form is one word of at most this many bytes, written in capitals.
const LONGEST: usize = 12;

/// Short forms and their expansions, both ways.
#[derive(Debug, Default)]
pub struct Acronyms {
    expansions: HashMap<WordId, Vec<Vec<WordId>>>,
    /// By the first word of the expansion.
    shorts: HashMap<WordId, Vec<(Vec<WordId>, WordId)>>,
}

impl Acronyms {
    /// Reads the aliases of `entities`.
    pub fn build(entities: &Entities, terms: &Terms) -> Self {
        let mut out = Self::default();
        for entity in entities.all.iter().filter(|e| e.aliases.len() > 1) {
            let mut shorts = Vec::new();
            let mut longs: Vec<Vec<WordId>> = Vec::new();
            for alias in &entity.aliases {
                let found = tokens(&alias.surface);
                let Some(words) = found.iter().map(|t| terms.find(&t.word)).collect::<Option<Vec<_>>>() else {
                    continue;
                };
                match words[..] {
                    [word] if is_short(&alias.surface) => shorts.push(word),
                    [] | [_] => {}
                    _ => longs.push(words),
                }
            }
            for short in &shorts {
                for long in &longs {
                    let of = out.expansions.entry(*short).or_default();
                    if !of.contains(long) {
                        of.push(long.clone());
                        out.shorts.entry(long[0]).or_default().push((long.clone(), *short));
                    }
                }
            }
        }
        out
    }

    /// The runs of words that `short` stands for.
    pub fn expansions(&self, short: WordId) -> &[Vec<WordId>] {
        self.expansions.get(&short).map_or(&[], Vec::as_slice)
    }

    /// The short forms of runs that begin with `first`, each with its run.
    pub fn beginning_with(&self, first: WordId) -> &[(Vec<WordId>, WordId)] {
        self.shorts.get(&first).map_or(&[], Vec::as_slice)
    }
}

/// Capitals for at least half of its letters, so `TikTok` is none but `UNESCO` and `QĐ` are.
fn is_short(surface: &str) -> bool {
    let letters = surface.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = surface.chars().filter(|c| c.is_uppercase()).count();
    surface.len() <= LONGEST && capitals >= 2 && capitals * 2 > letters
}

#[cfg(test)]
mod tests {
    use super::is_short;

    #[test]
    fn capitals_tell_a_short_form() {
        assert!(is_short("PBB") && is_short("UNESCO") && is_short("UKVFTA"));
        assert!(!is_short("Samsung") && !is_short("Hanoi") && !is_short("A"));
    }
}
