//! Features: what the model knows about one token, as hashes.
//!
//! Takes a sentence; gives the hashes of one token's features through a callback, so nothing is allocated. Training and
//! reading use this one function. Method: linear-chain CRF features for names as in Finkel et al. 2005 (words, affixes,
//! shapes, window of two), with the head of the capitalised run, word lists and casing counts added; groups of words in place
//! of words that were never seen (Turian et al. 2010), and what the whole article shows of a word (Chieu and Ng 2002).

use super::casing::Casing;
use super::groups::{Group, sense};
use super::lexicon::{Classes, Tongue};
use super::words::{Case, Word, mix};

/// Grows with every change of features, hashes or tokens; the models carry the version they were trained with.
pub const VERSION: u8 = 3;

/// A sentence with all that features are made of.
#[derive(Debug, Clone, Copy)]
pub struct Sentence<'a> {
    /// The words.
    pub words: &'a [Word],
    /// Their classes.
    pub classes: &'a [Classes],
    /// First token of the capitalised run each token is in; `u32::MAX` outside.
    pub heads: &'a [u32],
    /// Token after the run each token is in.
    pub ends: &'a [u32],
    /// Its language.
    pub tongue: Tongue,
    /// The casing counts of the article.
    pub casing: &'a Casing,
}

/// Finds the runs of words with a capital: first token and end for each token.
pub fn runs(words: &[Word], heads: &mut Vec<u32>, ends: &mut Vec<u32>) {
    heads.clear();
    ends.clear();
    heads.resize(words.len(), u32::MAX);
    ends.resize(words.len(), u32::MAX);
    let mut at = 0;
    while at < words.len() {
        if !words[at].case.is_upper() {
            at += 1;
            continue;
        }
        let start = at;
        while at < words.len() && words[at].case.is_upper() {
            at += 1;
        }
        for i in start..at {
            heads[i] = start as u32;
            ends[i] = at as u32;
        }
    }
}

impl Sentence<'_> {
    /// Whether the token is so far from any capital or unusual word that it is no part of a name.
    pub fn is_plain(&self, at: usize) -> bool {
        let from = at.saturating_sub(2);
        let to = (at + 3).min(self.words.len());
        self.words[from..to].iter().all(|w| matches!(w.case, Case::Small | Case::Other))
    }

    fn low(&self, at: usize, by: isize) -> u32 {
        match at.checked_add_signed(by) {
            Some(i) if i < self.words.len() => self.words[i].low,
            Some(_) => 2,
            None => 1,
        }
    }

    fn shape(&self, at: usize, by: isize) -> u32 {
        match at.checked_add_signed(by) {
            Some(i) if i < self.words.len() => self.words[i].shape,
            Some(_) => 2,
            None => 1,
        }
    }

    /// Calls `each` with the hash of every feature of token `at`.
    pub fn features(&self, at: usize, mut each: impl FnMut(u32)) {
        let w = &self.words[at];
        let low = |by| self.low(at, by);
        let shape = |by| self.shape(at, by);
        each(mix(&[0]));
        each(mix(&[1, w.low]));
        for (t, by) in [(2, -1), (3, 1), (4, -2), (5, 2)] {
            each(mix(&[t, low(by)]));
        }
        each(mix(&[6, low(-1), w.low]));
        each(mix(&[7, w.low, low(1)]));
        for (i, &p) in w.prefix.iter().enumerate().filter(|(_, p)| **p != 0) {
            each(mix(&[8 + i as u32, p]));
        }
        for (i, &s) in w.suffix.iter().enumerate().filter(|(_, s)| **s != 0) {
            each(mix(&[11 + i as u32, s]));
        }
        each(mix(&[14, w.shape]));
        each(mix(&[15, shape(-1), w.shape]));
        each(mix(&[16, w.shape, shape(1)]));
        each(mix(&[17, shape(-1), w.shape, shape(1)]));
        let case = w.case as u32;
        let general = Casing::general(w.low, self.tongue) as u32;
        let here = self.casing.habit_here(w.low) as u32;
        let first = u32::from(at == 0);
        each(mix(&[18, case, general, first]));
        each(mix(&[19, case, here, first]));
        for (t, by) in [(20, -1_isize), (21, 1)] {
            if let Some(o) = at.checked_add_signed(by).and_then(|i| self.words.get(i)) {
                each(mix(&[t, o.case as u32, case, Casing::general(o.low, self.tongue) as u32]));
                if o.suffix[1] != 0 {
                    each(mix(&[t + 2, o.suffix[1]]));
                }
            }
        }
        for (t, by) in [(24, 0_isize), (25, -1), (26, 1)] {
            let Some(c) = at.checked_add_signed(by).and_then(|i| self.classes.get(i)) else { continue };
            if c.0 == 0 {
                continue;
            }
            for (i, class) in Classes::SEEN.iter().enumerate() {
                if c.has(*class) {
                    each(mix(&[t, i as u32, case]));
                }
            }
        }
        self.groups(at, &mut each);
        let english = self.tongue == Tongue::En;
        if english {
            self.senses(at, &mut each);
        }
        if self.heads[at] == u32::MAX {
            return;
        }
        let (head, end) = (self.heads[at] as usize, self.ends[at] as usize);
        self.run_groups(at, head, end, &mut each);
        if english {
            self.run_senses(at, head, end, &mut each);
        }
        let place = (at - head).min(3) as u32;
        each(mix(&[30, place, (end - head).min(5) as u32]));
        if head < at {
            each(mix(&[31, self.words[head].low]));
        }
        if end - 1 > at {
            each(mix(&[32, self.words[end - 1].low]));
        }
        for (i, class) in Classes::SEEN.iter().enumerate() {
            if self.classes[head].has(*class) {
                each(mix(&[33, i as u32, place]));
            }
            if self.classes[end - 1].has(*class) {
                each(mix(&[34, i as u32, place]));
            }
        }
        let before = if head == 0 { 1 } else { self.words[head - 1].low };
        let after = self.words.get(end).map_or(2, |w| w.low);
        each(mix(&[35, before]));
        each(mix(&[36, after]));
        let bracketed = before == super::words::hash("(") && after == super::words::hash(")");
        each(mix(&[37, u32::from(bracketed), case]));
    }

    /// What is known of the token and its neighbours before any training, and what the article shows elsewhere.
    fn groups(&self, at: usize, each: &mut impl FnMut(u32)) {
        let w = &self.words[at];
        let g = w.group;
        let (case, first) = (w.case as u32, u32::from(at == 0));
        let other = |by: isize| at.checked_add_signed(by).and_then(|i| self.words.get(i)).map(|o| o.group);
        each(mix(&[40, u32::from(g.narrow)]));
        each(mix(&[41, u32::from(g.wide), case]));
        for (t, by) in [(42, -1_isize), (43, 1)] {
            if let Some(o) = other(by) {
                each(mix(&[t, u32::from(o.narrow)]));
                each(mix(&[t + 2, u32::from(o.wide), u32::from(g.wide), case]));
            }
        }
        for (t, by) in [(46, -2_isize), (47, 2)] {
            if let Some(o) = other(by) {
                each(mix(&[t, u32::from(o.wide)]));
            }
        }
        each(mix(&[48, u32::from(g.rank) + if g.narrow == 0 { 9 } else { 0 }, case, first]));
        let told = self.casing.here(w.low).hints;
        if case > 0 && told > 0 {
            each(mix(&[57, u32::from(told), case]));
            for bit in 0..8 {
                if told >> bit & 1 > 0 {
                    each(mix(&[58, bit, case]));
                }
            }
        }
        if g.lists > 0 {
            each(mix(&[53, u32::from(g.lists), case]));
            for (t, by) in [(54, -1_isize), (55, 1)] {
                if let Some(o) = other(by).filter(|o| o.lists > 0) {
                    each(mix(&[t, u32::from(o.lists), u32::from(g.lists), case]));
                }
            }
        }
    }

    /// What the token and its neighbours mean in English, and whether the list of organisations has them.
    fn senses(&self, at: usize, each: &mut impl FnMut(u32)) {
        let w = &self.words[at];
        let (case, first, own) = (w.case as u32, u32::from(at == 0), w.group.sense);
        each(mix(&[60, u32::from(own & sense::NUMBER), case, first]));
        each(mix(&[61, u32::from(own & !sense::NUMBER), case]));
        for (t, by) in [(62, -1_isize), (63, 1), (64, -2)] {
            if let Some(o) = at.checked_add_signed(by).and_then(|i| self.words.get(i)) {
                each(mix(&[t, u32::from(o.group.sense & sense::NUMBER), o.case as u32, case]));
            }
        }
        for (i, class) in [Classes::LISTED, Classes::LISTED_DOUBTFUL].into_iter().enumerate() {
            for (t, by) in [(65, 0_isize), (66, -1), (67, 1)] {
                if at.checked_add_signed(by).and_then(|i| self.classes.get(i)).is_some_and(|c| c.has(class)) {
                    each(mix(&[t, i as u32, case]));
                }
            }
        }
    }

    /// What the words at the ends of the run of capitals from `head` to `end` mean, and around it.
    fn run_senses(&self, at: usize, head: usize, end: usize, each: &mut impl FnMut(u32)) {
        let of = |i: Option<usize>| i.and_then(|i| self.words.get(i)).map_or(0, |w| u32::from(w.group.sense));
        let number = u32::from(sense::NUMBER);
        let (first, last) = (of(Some(head)), of(Some(end - 1)));
        let (place, back) = ((at - head).min(2) as u32, (end - 1 - at).min(2) as u32);
        each(mix(&[70, first & number, place]));
        each(mix(&[71, last & number, back, place.min(1)]));
        each(mix(&[72, of(head.checked_sub(1)) & number, place.min(1)]));
        each(mix(&[73, of(Some(end)) & number, back.min(1)]));
        if head + 1 < end {
            each(mix(&[74, first & !number, last & !number, place]));
        }
    }

    /// The groups at the ends of the run of capitals from `head` to `end`, and around it.
    fn run_groups(&self, at: usize, head: usize, end: usize, each: &mut impl FnMut(u32)) {
        let group = |i: Option<usize>| i.and_then(|i| self.words.get(i)).map_or(Group::default(), |w| w.group);
        let (first, last) = (group(Some(head)), group(Some(end - 1)));
        let place = (at - head).min(2) as u32;
        each(mix(&[49, u32::from(first.wide), place]));
        each(mix(&[50, u32::from(last.wide), place]));
        if head + 1 < end {
            each(mix(&[56, u32::from(first.lists), u32::from(last.lists), place]));
        }
        each(mix(&[51, u32::from(group(head.checked_sub(1)).narrow)]));
        each(mix(&[52, u32::from(group(Some(end)).narrow)]));
    }
}
