//! Edit distance of a pattern to every place of a text, sixty-four rows at a time.
//!
//! Takes characters; gives distances. Myers, "A fast bit-vector algorithm for approximate string matching based on dynamic
//! programming", J. ACM 46(3), 1999; in blocks after Hyyrö, "A bit-vector algorithm for computing Levenshtein and Damerau
//! edit distances", Nordic J. of Computing 10, 2003.

use std::collections::HashMap;

const WORD: usize = 64;

/// A pattern made ready.
#[derive(Debug)]
pub struct Pattern {
    len: usize,
    blocks: usize,
    /// Rows of `masks` by character; row 0 is that of characters not in the pattern.
    rows: HashMap<char, u32>,
    ascii: [u32; 128],
    masks: Vec<u64>,
}

impl Pattern {
    /// Makes `chars` ready.
    pub fn new(chars: impl IntoIterator<Item = char>) -> Self {
        let chars: Vec<char> = chars.into_iter().collect();
        let blocks = chars.len().div_ceil(WORD).max(1);
        let mut rows: HashMap<char, u32> = HashMap::new();
        let mut masks = vec![0; blocks];
        for (i, c) in chars.iter().enumerate() {
            let next = rows.len() as u32 + 1;
            let row = *rows.entry(*c).or_insert(next) as usize;
            if masks.len() <= row * blocks {
                masks.resize((row + 1) * blocks, 0);
            }
            masks[row * blocks + i / WORD] |= 1 << (i % WORD);
        }
        let mut ascii = [0; 128];
        for (c, row) in rows.iter().filter(|(c, _)| c.is_ascii()) {
            ascii[*c as usize] = *row;
        }
        Self { len: chars.len(), blocks, rows, ascii, masks }
    }

    /// Length in characters.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there is nothing to find.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Calls `found` with each count of text characters consumed and the distance of the pattern to the nearest stretch that ends
    /// there. `anchored`: the stretch must begin where the text begins.
    pub fn run(&self, text: impl IntoIterator<Item = char>, anchored: bool, mut found: impl FnMut(usize, usize)) {
        let mut plus = vec![u64::MAX; self.blocks];
        let mut minus = vec![0_u64; self.blocks];
        let last_bit = 1_u64 << ((self.len + WORD - 1) % WORD);
        let mut distance = self.len;
        if self.is_empty() {
            return;
        }
        for (n, c) in text.into_iter().enumerate() {
            let row = match self.ascii.get(c as usize) {
                Some(row) => *row,
                None => self.rows.get(&c).copied().unwrap_or(0),
            } as usize;
            let masks = &self.masks[row * self.blocks..(row + 1) * self.blocks];
            // The step from the column before along the border above the block.
            let mut above = i8::from(anchored);
            for (b, mask) in masks.iter().enumerate() {
                let top = if b + 1 == self.blocks { last_bit } else { 1 << (WORD - 1) };
                let down = above < 0;
                let up = above > 0;
                let (p, m) = (plus[b], minus[b]);
                let vertical = mask | m;
                let equal = mask | u64::from(down);
                let horizontal = ((equal & p).wrapping_add(p) ^ p) | equal;
                let rising = m | !(horizontal | p);
                let falling = p & horizontal;
                above = i8::from(rising & top != 0) - i8::from(falling & top != 0);
                let rising = rising << 1 | u64::from(up);
                let falling = falling << 1 | u64::from(down);
                plus[b] = falling | !(vertical | rising);
                minus[b] = rising & vertical;
            }
            distance = distance.saturating_add_signed(isize::from(above));
            found(n + 1, distance);
        }
    }

    /// The least distance to a beginning of `text` and the length of that beginning; the shortest of several.
    pub fn nearest_beginning(&self, text: impl IntoIterator<Item = char>) -> (usize, usize) {
        let mut best = (self.len, 0);
        self.run(text, true, |n, distance| {
            if distance < best.0 {
                best = (distance, n);
            }
        });
        best
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{prop_assert_eq, proptest};

    use super::Pattern;

    /// The plain dynamic programme, to compare with.
    fn plain(pattern: &[char], text: &[char], anchored: bool) -> Vec<usize> {
        let mut column: Vec<usize> = (0..=pattern.len()).collect();
        let mut out = Vec::new();
        for (n, c) in text.iter().enumerate() {
            let mut diagonal = column[0];
            column[0] = if anchored { n + 1 } else { 0 };
            for (i, p) in pattern.iter().enumerate() {
                let next = (diagonal + usize::from(p != c)).min(column[i] + 1).min(column[i + 1] + 1);
                diagonal = column[i + 1];
                column[i + 1] = next;
            }
            out.push(column[pattern.len()]);
        }
        out
    }

    proptest! {
        #[test]
        fn distances_are_those_of_the_plain_programme(p in "[abcđ]{1,150}", t in "[abcđe]{0,200}", anchored: bool) {
            let (pattern, text): (Vec<char>, Vec<char>) = (p.chars().collect(), t.chars().collect());
            let mut got = Vec::new();
            Pattern::new(p.chars()).run(t.chars(), anchored, |_, d| got.push(d));
            prop_assert_eq!(got, plain(&pattern, &text, anchored));
        }
    }

    #[test]
    fn the_nearest_beginning_is_found() {
        assert_eq!(Pattern::new("abc".chars()).nearest_beginning("abxc and more".chars()), (1, 2));
        assert_eq!(Pattern::new("".chars()).nearest_beginning("abc".chars()), (0, 0));
    }
}
