//! The anchoring experiment: a passage is bookmarked, its text changed, and the anchor looked at.
//!
//! Shared by the test, which holds the bounds, and by `examples/anchor_experiment.rs`, which prints the table.

use std::ops::Range;

use simak::bookmark::anchor::{Anchor, State, resolve, selectors};

/// Random numbers that are the same each time (xorshift64*, Vigna 2016).
pub struct Dice(u64);

impl Dice {
    /// Dice that fall as `seed` says.
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// A number below `n`.
    pub fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % n.max(1)
    }
}

/// What is done to a passage.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Change {
    /// So many hundredths of its characters are changed, dropped or added to.
    Characters(usize),
    /// So many hundredths of its words are exchanged, dropped or added to.
    Words(usize),
    /// It is cut out.
    Deleted,
    /// Text of another article stands in its place.
    Replaced,
}

/// What came of looking for it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Outcome {
    /// Found where it is.
    Right,
    /// Found, and the reader is asked.
    RightAsked,
    /// Not found.
    Lost,
    /// Found where it is not.
    Wrong,
    /// Found where it is not, but the reader is asked.
    WrongAsked,
}

/// One text with a passage chosen in it.
pub struct Case<'a> {
    text: &'a str,
    span: Range<usize>,
}

impl<'a> Case<'a> {
    /// A passage of `len` characters at a random place; `None` where the text is too short.
    pub fn choose(text: &'a str, len: usize, dice: &mut Dice) -> Option<Self> {
        let at: Vec<usize> = text.char_indices().map(|(n, _)| n).chain([text.len()]).collect();
        let room = at.len().checked_sub(len + 1).filter(|r| *r > 0)?;
        let first = dice.below(room);
        let span = at[first]..at[first + len];
        (!text[span.clone()].trim().is_empty()).then_some(Self { text, span })
    }

    /// Whether the passage's words stand in the text twice, so that the second is no false find.
    fn has_twin(&self) -> bool {
        self.text.matches(&self.text[self.span.clone()]).count() > 1
    }

    /// Changes the text and looks for the passage. The text before the passage loses a random part at its beginning, so
    /// no position holds.
    pub fn run(&self, change: Change, others: &[&str], dice: &mut Dice) -> Option<Outcome> {
        let quote = selectors(self.text, self.span.clone());
        let passage = &self.text[self.span.clone()];
        let gone = matches!(change, Change::Deleted | Change::Replaced);
        if gone && self.has_twin() {
            return None;
        }
        let middle = match change {
            Change::Characters(share) => characters(passage, share, dice),
            Change::Words(share) => words(passage, share, dice),
            Change::Deleted => String::new(),
            Change::Replaced => {
                let other = others[dice.below(others.len())];
                let case = Case::choose(other, passage.chars().count(), dice)?;
                other[case.span].to_owned()
            }
        };
        let mut cut = dice.below(self.span.start / 2 + 1);
        while !self.text.is_char_boundary(cut) {
            cut -= 1;
        }
        let before = &self.text[cut..self.span.start];
        let now = format!("{before}{middle}{}", &self.text[self.span.end..]);
        let place = before.len()..before.len() + middle.len();
        Some(judge(&resolve(&quote, &now, false), &place, gone))
    }
}

fn judge(anchor: &Anchor, place: &Range<usize>, gone: bool) -> Outcome {
    let asked = matches!(anchor.state, State::Approximate | State::Ambiguous);
    let Some(span) = &anchor.span else { return Outcome::Lost };
    let overlap = span.end.min(place.end).saturating_sub(span.start.max(place.start));
    match (!gone && overlap * 2 > place.len(), asked) {
        (true, false) => Outcome::Right,
        (true, true) => Outcome::RightAsked,
        (false, false) => Outcome::Wrong,
        (false, true) => Outcome::WrongAsked,
    }
}

/// Changes `share` hundredths of the characters: exchanged, dropped, or another put in before.
fn characters(text: &str, share: usize, dice: &mut Dice) -> String {
    let letters: Vec<char> = text.chars().collect();
    let mut hit = vec![false; letters.len()];
    for _ in 0..letters.len() * share / 100 {
        let n = dice.below(letters.len());
        hit[n] = true;
    }
    let mut out = String::new();
    for (c, hit) in letters.iter().zip(hit) {
        let other = char::from(b'a' + dice.below(26) as u8);
        match (hit, dice.below(3)) {
            (false, _) => out.push(*c),
            (true, 0) => out.push(other),
            (true, 1) => {}
            (true, _) => out.extend([other, *c]),
        }
    }
    out
}

/// Changes `share` hundredths of the words: exchanged for another word of the passage, dropped, or doubled.
fn words(text: &str, share: usize, dice: &mut Dice) -> String {
    let all: Vec<&str> = text.split(' ').collect();
    let mut hit = vec![false; all.len()];
    for _ in 0..(all.len() * share).div_ceil(100) {
        let n = dice.below(all.len());
        hit[n] = share > 0;
    }
    let mut out: Vec<&str> = Vec::new();
    for (word, hit) in all.iter().zip(hit) {
        let other = all[dice.below(all.len())];
        match (hit, dice.below(3)) {
            (false, _) => out.push(word),
            (true, 0) => out.push(other),
            (true, 1) => {}
            (true, _) => out.extend([other, word]),
        }
    }
    out.join(" ")
}

/// How often each outcome came.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tally {
    /// Trials.
    pub trials: usize,
    /// Found where it is, asked or not.
    pub right: usize,
    /// Of these, those that are put to the reader.
    pub asked: usize,
    /// Found where it is not, asked or not.
    pub wrong: usize,
    /// Of these, those that are not even put to the reader.
    pub silent: usize,
}

/// Runs `trials` of `change` on passages of `len` characters over `texts`.
pub fn tally(texts: &[&str], len: usize, change: Change, trials: usize) -> Tally {
    let mut dice = Dice::new(len as u64 * 31 + 7);
    let mut tally = Tally::default();
    let mut tried = 0;
    while tally.trials < trials && tried < trials * 20 {
        tried += 1;
        let n = dice.below(texts.len());
        let Some(case) = Case::choose(texts[n], len, &mut dice) else { continue };
        let others: Vec<&str> = texts.iter().enumerate().filter(|(i, _)| *i != n).map(|(_, t)| *t).collect();
        if others.is_empty() && change == Change::Replaced {
            break;
        }
        let Some(outcome) = case.run(change, &others, &mut dice) else { continue };
        tally.trials += 1;
        match outcome {
            Outcome::Right => tally.right += 1,
            Outcome::RightAsked => {
                tally.right += 1;
                tally.asked += 1;
            }
            Outcome::Lost => {}
            Outcome::Wrong => {
                tally.wrong += 1;
                tally.silent += 1;
            }
            Outcome::WrongAsked => tally.wrong += 1,
        }
    }
    tally
}
