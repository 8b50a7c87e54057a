//! What is seen of one token: hashes of its letters, its case and its shape. No strings are made.
//!
//! Takes tokens and their text; gives one [`Word`] a token. The hashes stand in the shipped models and must not change
//! without training them again (see [`super::features::VERSION`]).

use super::groups::{Group, group};
use super::tokens::{Token, TokenKind};

/// How a token is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    /// Begins with a small letter.
    Small,
    /// Begins with a capital.
    Capital,
    /// Two letters or more, all capitals.
    Capitals,
    /// Letters of a script without case.
    None,
    /// Digits or a sign.
    Other,
}

impl Case {
    /// Whether it begins with a capital.
    pub fn is_upper(self) -> bool {
        matches!(self, Self::Capital | Self::Capitals)
    }
}

/// One token as the model and the patterns see it.
#[derive(Debug, Clone, Copy)]
pub struct Word {
    /// Hash of the letters, lower case.
    pub low: u32,
    /// Hashes of the first 2, 3 and 4 characters, lower case; 0 where the word is no longer than that.
    pub prefix: [u32; 3],
    /// Hashes of the last 2, 3 and 4 characters, lower case; 0 where the word is no longer than that.
    pub suffix: [u32; 3],
    /// Code of the shape, runs of one sort of character counted once: `Xx`, `X`, `d`, …
    pub shape: u32,
    /// How it is written.
    pub case: Case,
    /// The words it stands with.
    pub group: Group,
}

/// Shapes of words that begin small and have a capital inside, as brands have: `eBay`, `detikSport`, `i3L`.
const BRANDS: [u32; 4] = [shape(&[2, 1]), shape(&[2, 1, 2]), shape(&[2, 1, 2, 1, 2]), shape(&[2, 3, 1])];

impl Word {
    /// Whether it begins small and has a capital inside.
    pub fn is_brand(&self) -> bool {
        self.case == Case::Small && BRANDS.contains(&self.shape)
    }
}

/// [`Word::shape`] of runs of these sorts of characters.
const fn shape(sorts: &[u32]) -> u32 {
    let (mut hash, mut i) = (0, 0);
    while i < sorts.len() {
        hash = step(hash, sorts[i]);
        i += 1;
    }
    finish(hash)
}

/// One step of the hash.
const fn step(hash: u32, value: u32) -> u32 {
    (hash.rotate_left(5) ^ value).wrapping_mul(0x9E37_79B1)
}

/// The last step of the hash: spreads the bits.
pub const fn finish(hash: u32) -> u32 {
    let h = (hash ^ (hash >> 15)).wrapping_mul(0x85EB_CA6B);
    h ^ (h >> 13)
}

/// The hash of `word`, lower case: [`Word::low`] of a token with these letters.
pub fn hash(word: &str) -> u32 {
    match tone_on_the_first(word) {
        Some(same) => finish(same.chars().map(lower).fold(0, step)),
        None => finish(word.chars().map(lower).fold(0, step)),
    }
}

/// Vietnamese writes the tone of a final `oa`, `oe` or `uy` on either vowel, `thuỷ` or `thủy`: the word as the latter has it.
fn tone_on_the_first(word: &str) -> Option<String> {
    const SECOND: &str = "àáảãạèéẻẽẹỳýỷỹỵ";
    const FIRST: [&str; 2] = ["òóỏõọ", "ùúủũụ"];
    const BARE: [char; 3] = ['a', 'e', 'y'];
    if word.is_ascii() {
        return None;
    }
    let mut letters = word.chars().rev();
    let small = |c: char| c.to_lowercase().next().unwrap_or(c);
    let (last, before, first) = (small(letters.next()?), small(letters.next()?), letters.next());
    let at = SECOND.chars().position(|c| c == last)?;
    let of = match (before, at / 5) {
        ('o', 0 | 1) => 0,
        // `quý` has its only vowel last.
        ('u', 2) if first.map(small) != Some('q') => 1,
        _ => return None,
    };
    let vowel = FIRST[of].chars().nth(at % 5)?;
    let rest = word.chars().count() - 2;
    Some(word.chars().take(rest).chain([vowel, BARE[at / 5]]).collect())
}

/// Hash of several values.
pub fn mix(values: &[u32]) -> u32 {
    finish(values.iter().fold(0x5EED, |h, &v| step(h, v)))
}

/// The small letter of `c`, as a number, curved quotation marks and long dashes as plain ones; NFC and NFD text are not made
/// equal here.
fn lower(c: char) -> u32 {
    let plain = match c {
        _ if c.is_ascii() => return u32::from(c.to_ascii_lowercase() as u8),
        '\u{2018}' | '\u{2019}' | '\u{02bc}' => '\'',
        '\u{201c}' | '\u{201d}' => '"',
        '\u{2013}' | '\u{2014}' => '-',
        _ => c.to_lowercase().next().unwrap_or(c),
    };
    plain as u32
}

/// Looks at one token.
pub fn word(token: &Token, text: &str) -> Word {
    let text = token.of(text);
    let (mut low, mut prefix, mut shape, mut last_sort) = (0, [0; 3], 0, 0);
    let (mut letters, mut capitals, mut first_small, mut first_upper, mut caseless) = (0, 0, false, false, 0);
    let mut tail = [0_u32; 4];
    let mut count = 0;
    for c in text.chars() {
        let l = lower(c);
        let upper = if c.is_ascii() { c.is_ascii_uppercase() } else { c.is_uppercase() };
        let sort = if upper {
            1
        } else if c.is_ascii_lowercase() || (!c.is_ascii() && c.is_lowercase()) {
            2
        } else if c.is_ascii_digit() {
            3
        } else if !c.is_ascii() && c.is_alphabetic() {
            4
        } else {
            5 + l
        };
        if count == 0 {
            first_upper = upper;
            first_small = sort == 2;
        }
        letters += u32::from(sort <= 2);
        capitals += u32::from(sort == 1);
        caseless += u32::from(sort == 4);
        if sort != last_sort {
            shape = step(shape, sort);
            last_sort = sort;
        }
        low = step(low, l);
        count += 1;
        if (2..=4).contains(&count) {
            prefix[count - 2] = finish(low);
        }
        tail.rotate_left(1);
        tail[3] = l;
    }
    let mut suffix = [0; 3];
    for (i, n) in (2..=4).enumerate() {
        if count <= n {
            prefix[i] = 0;
        } else {
            suffix[i] = finish(tail[4 - n..].iter().fold(7, |h, &c| step(h, c)));
        }
    }
    let case = match token.kind {
        TokenKind::Word if letters >= 2 && letters == capitals => Case::Capitals,
        TokenKind::Word if first_upper => Case::Capital,
        TokenKind::Word if first_small => Case::Small,
        TokenKind::Word if caseless > 0 => Case::None,
        _ => Case::Other,
    };
    let low = finish(low);
    let group = if letters > 0 { group(low) } else { Group::default() };
    let low = if text.is_ascii() { low } else { hash(text) };
    Word { low, prefix, suffix, shape: finish(shape), case, group }
}

#[cfg(test)]
mod tests {
    use super::Case::{self, Capital, Capitals, None as Caseless, Other, Small};
    use super::{hash, word};
    use crate::facts::names::tokens::tokens;

    #[test]
    fn case_and_letters_are_told_apart() {
        let text = "Hanoi PBB di 59 , 東京 Đà iPhone";
        let all: Vec<_> = tokens(text).iter().map(|t| word(t, text)).collect();
        let cases: Vec<Case> = all.iter().map(|w| w.case).collect();
        assert_eq!(cases, [Capital, Capitals, Small, Other, Other, Caseless, Caseless, Capital, Small]);
        assert_eq!(all[0].low, hash("hanoi"));
        assert_eq!(all[7].low, hash("ĐÀ"));
        assert_ne!(all[0].shape, all[1].shape);
        let brands: Vec<bool> = all.iter().map(super::Word::is_brand).collect();
        assert_eq!(brands.iter().filter(|b| **b).count(), 1, "iPhone");
        assert!(["eBay", "detikSport", "i3L"].iter().all(|t| word(&tokens(t)[0], t).is_brand()));
    }

    #[test]
    fn the_tone_may_stand_on_either_vowel() {
        for (one, other) in [("thuỷ", "thủy"), ("Hoà", "HÒA"), ("khoẻ", "khỏe")] {
            assert_eq!(hash(one), hash(other), "{one}");
            assert_eq!(word(&tokens(one)[0], one).low, word(&tokens(other)[0], other).low, "{one}");
        }
        assert_ne!(hash("quý"), hash("qúi"));
        assert_ne!(hash("toán"), hash("tóan"), "only at the end of a word");
    }
}
