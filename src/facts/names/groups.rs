//! Groups of words that stand in like company: `assets/names/groups.bin`.
//!
//! Takes the hash of a word; gives its [`Group`]. A word that the corpora never held is known by its group: `Toulouse` stands
//! with `Lyon`, `Petronas` with `Chevron`. Method: word clusters as features of a sequence model (Turian et al. 2010). The table
//! was made by `scripts/groups.py` from vectors of English text, which also hold the names of other countries, and from lists
//! of names; `scripts/english.py` added what English words mean. It does not say what a group means; the model learns that.

use std::sync::LazyLock;

use super::models::shipped_bytes;

/// First bytes of the table.
pub const MAGIC: &[u8; 8] = b"SIMAKGR2";

/// The group of one word; all 0 for a word without one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Group {
    /// Its narrow group, from 1.
    pub narrow: u16,
    /// Its wide group, from 1.
    pub wide: u8,
    /// How common it is, from 0 (the commonest words) to 4; 5 for a word that only the lists of names have.
    pub rank: u8,
    /// Which lists of names have it: 1 given names, 2 family names, 4 cities.
    pub lists: u8,
    /// What it means in English: the number of a sense ([`sense`]) in the low five bits, 0 for a word that is never written
    /// small; [`sense::PERSON`], [`sense::PLACE`], [`sense::BODY`] where it is as well the name of one.
    pub sense: u8,
}

/// Senses of English words, as `scripts/english.py` numbers them.
pub mod sense {
    /// The bits of the number.
    pub const NUMBER: u8 = 31;
    /// A person by what he is: `farmer`, `coach`.
    pub const SOMEBODY: u8 = 13;
    /// A people, or what belongs to a country or to a thinker: `Liberian`, `Freudian`.
    pub const PEOPLE: u8 = 24;
    /// A given name that is no word.
    pub const GIVEN: u8 = 25;
    /// A name of a person.
    pub const PERSON: u8 = 32;
    /// A name of a place.
    pub const PLACE: u8 = 64;
    /// A name of a group of people.
    pub const BODY: u8 = 128;
}

/// Bits of an entry that hold the narrow group; then three of the rank and three of the lists.
const NARROW_BITS: u32 = 10;

/// The table in memory.
#[derive(Debug, Default)]
pub struct Groups {
    /// Wide groups by narrow group.
    wide: Vec<u8>,
    /// Hashes in order.
    keys: Vec<u32>,
    entries: Vec<u16>,
    senses: Vec<u8>,
    /// Where the keys with the same first sixteen bits begin.
    starts: Vec<u32>,
}

static GROUPS: LazyLock<Result<Groups, String>> = LazyLock::new(|| {
    let bytes = shipped_bytes("groups.bin", include_bytes!("../../../assets/names/groups.bin"))?;
    Groups::parse(bytes).map_err(|e| format!("assets/names/groups.bin: {e}"))
});

/// What is wrong with the shipped table, if anything, as a sentence.
pub fn check() -> Result<(), String> {
    GROUPS.as_ref().map(|_| ()).map_err(Clone::clone)
}

/// The group of the word with hash `word`.
pub fn group(word: u32) -> Group {
    GROUPS.as_ref().map(|g| g.of(word)).unwrap_or_default()
}

impl Groups {
    /// Reads a table: magic, number of words, number of narrow groups, the wide group of each of these (one byte, filled up
    /// to a multiple of four), the hashes of the words in order (four bytes each), their entries (two bytes each), their senses
    /// (one byte each).
    pub fn parse(bytes: &[u8]) -> Result<Self, String> {
        let word = |at: usize| bytes.get(at..at + 4).map(|b| u32::from_le_bytes([b[0], b[1], b[2], b[3]]));
        let (Some(count), Some(narrow)) = (word(8), word(12)) else { return Err("no table of groups".into()) };
        let (count, narrow) = (count as usize, narrow as usize);
        let keys = 16 + narrow.next_multiple_of(4);
        if &bytes[..8] != MAGIC || bytes.len() != keys.saturating_add(count.saturating_mul(7)) {
            return Err("no table of groups, or cut short".into());
        }
        let wide = bytes[16..16 + narrow].to_vec();
        let (hashes, rest) = bytes[keys..].split_at(4 * count);
        let (entries, senses) = rest.split_at(2 * count);
        let keys: Vec<u32> = hashes.chunks_exact(4).map(|b| u32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect();
        let entries: Vec<u16> = entries.chunks_exact(2).map(|b| u16::from_le_bytes([b[0], b[1]])).collect();
        if !keys.is_sorted() || entries.iter().any(|e| usize::from(e & ((1 << NARROW_BITS) - 1)) >= narrow) {
            return Err("out of order".into());
        }
        let mut starts = vec![0_u32; (1 << 16) + 1];
        for k in &keys {
            starts[(k >> 16) as usize + 1] += 1;
        }
        for i in 1..starts.len() {
            starts[i] += starts[i - 1];
        }
        Ok(Self { wide, keys, entries, senses: senses.to_vec(), starts })
    }

    /// The group of the word with hash `word`.
    pub fn of(&self, word: u32) -> Group {
        let bucket = (word >> 16) as usize;
        let (Some(&from), Some(&to)) = (self.starts.get(bucket), self.starts.get(bucket + 1)) else {
            return Group::default();
        };
        let Some(at) = (from as usize..to as usize).find(|&i| self.keys[i] == word) else { return Group::default() };
        let narrow = self.entries[at] & ((1 << NARROW_BITS) - 1);
        Group {
            narrow,
            wide: self.wide[usize::from(narrow)],
            rank: (self.entries[at] >> NARROW_BITS) as u8 & 7,
            lists: (self.entries[at] >> (NARROW_BITS + 3)) as u8,
            sense: self.senses[at],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Group, Groups, MAGIC, check, group, sense};
    use crate::facts::names::words::hash;

    #[test]
    fn the_shipped_table_parses_and_knows_its_words() {
        assert_eq!(check(), Ok(()));
        assert_eq!(group(hash("jakarta")).lists & 4, 4);
        assert_eq!(group(hash("maria")).lists & 1, 1);
        assert_eq!(group(hash("lyon")).wide, group(hash("marseille")).wide);
        assert_eq!(group(hash("the")).rank, 0);
        assert_eq!(group(hash("xqzzy")), Group::default());
    }

    #[test]
    fn it_knows_what_english_words_mean() {
        assert_eq!(group(hash("farmer")).sense & sense::NUMBER, sense::SOMEBODY);
        assert_eq!(group(hash("farmers")).sense & sense::NUMBER, sense::SOMEBODY);
        assert_eq!(group(hash("paris")).sense & (sense::NUMBER | sense::PLACE), sense::PLACE);
        assert_eq!(group(hash("lincoln")).sense & sense::PERSON, sense::PERSON);
    }

    #[test]
    fn a_broken_table_is_refused() {
        let mut bytes = MAGIC.to_vec();
        assert!(Groups::parse(&bytes).is_err());
        bytes.extend([1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 7, 0, 0, 0, 0, 0, 0]);
        assert_eq!(Groups::parse(&bytes).map(|g| g.of(7)), Ok(Group::default()));
        let last = bytes.len() - 3;
        bytes[last] = 3;
        assert!(Groups::parse(&bytes).unwrap_err().contains("order"), "a narrow group that has no wide one");
        bytes.pop();
        assert!(Groups::parse(&bytes).unwrap_err().contains("short"));
    }
}
