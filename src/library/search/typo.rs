//! Typos: the words of the collection that a mistyped word may mean.

use crate::library::index::{Terms, WordId, tokens::is_number};

/// Words tried for one mistyped word, at most: the nearest, then the more frequent.
const MOST: usize = 8;

/// A word that may be meant.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Meant {
    /// The word.
    pub word: WordId,
    /// How sure, 0 to 1.
    pub weight: f32,
    /// Too short to be believed alone: counts beside another word of the query.
    pub needs_neighbour: bool,
}

/// The words of the collection within the edits that a word of this length allows: none up to three letters, one up to seven,
/// two beyond.
pub fn meant(typed: &str, terms: &Terms) -> Vec<Meant> {
    let typed: Vec<char> = typed.chars().collect();
    let allowed = match typed.len() {
        0..=3 => return Vec::new(),
        4..=7 => 1,
        _ => 2,
    };
    if typed.iter().any(char::is_ascii_digit) {
        return Vec::new();
    }
    let mut found: Vec<(usize, u32, WordId)> = Vec::new();
    let mut other = Vec::new();
    for (id, word) in terms.words() {
        // A character takes one to four bytes.
        if word.len() + allowed < typed.len() || word.len() > 4 * (typed.len() + allowed) || is_number(word) {
            continue;
        }
        other.clear();
        other.extend(word.chars());
        if other.len().abs_diff(typed.len()) > allowed || other.len() < 3 {
            continue;
        }
        let edits = edits(&typed, &other, allowed);
        // A wrong first letter is rare among typos (Pollock and Zamora 1984); two edits with it are another word.
        let first = typed[0] == other[0] || typed.get(1) == other.first();
        if edits <= allowed && (first || (edits == 1 && typed.len() >= 6)) {
            found.push((edits, u32::MAX - terms.passages_with(id), id));
        }
    }
    found.sort_unstable();
    let nearest = found.first().map_or(0, |f| f.0);
    found
        .into_iter()
        .filter(|f| f.0 == nearest)
        .take(MOST)
        .map(|(edits, _, word)| Meant {
            word,
            weight: if edits == 1 { 0.6 } else { 0.4 },
            needs_neighbour: typed.len() < 5,
        })
        .collect()
}

/// Edits between two words, a swap of neighbours counting one (optimal string alignment; Damerau 1964); a number over `most`
/// where there are more.
fn edits(a: &[char], b: &[char], most: usize) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut next = vec![i];
        for j in 1..=b.len() {
            let same = usize::from(a[i - 1] != b[j - 1]);
            let mut best = (row[j] + 1).min(next[j - 1] + 1).min(row[j - 1] + same);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(before[j - 2] + 1);
            }
            next.push(best);
        }
        if next.iter().all(|d| *d > most) {
            return most + 1;
        }
        before = std::mem::replace(&mut row, next);
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{edits, meant};
    use crate::library::{Entry, index::Terms};

    fn distance(a: &str, b: &str) -> usize {
        edits(&a.chars().collect::<Vec<_>>(), &b.chars().collect::<Vec<_>>(), 5)
    }

    #[test]
    fn a_swap_is_one_edit() {
        assert_eq!(distance("panen", "pnaen"), 1);
        assert_eq!(distance("sungai", "sunagi"), 1);
        assert_eq!(distance("pelabuhan", "pelabuan"), 1);
        assert_eq!(distance("kota", "desa"), 3);
    }

    #[test]
    fn short_words_are_no_typos_of_each_other() {
        let t = Terms::build(&[Arc::new(Entry::read("a.txt", b"kota desa pelabuhan sungai padi").unwrap())], |_, _| {});
        let words = |typed: &str| meant(typed, &t).iter().map(|m| t.word(m.word).to_owned()).collect::<Vec<_>>();
        assert_eq!(words("pelabuan"), ["pelabuhan"]);
        assert_eq!(words("sunagi"), ["sungai"]);
        assert_eq!(words("kot"), [] as [&str; 0]);
        assert!(meant("padu", &t).iter().all(|m| m.needs_neighbour));
        assert_eq!(words("2024"), [] as [&str; 0]);
    }
}
