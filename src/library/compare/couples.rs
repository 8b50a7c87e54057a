//! Couples: claims told in nearly the same words, in another order or with other words between.
//!
//! Two content words that stand close together in a clause of few passages are a couple. Couples of the same two passages that hang
//! together by a word, close in both, make a stretch; it is a claim if its words are many and rare enough and fill it.
//! The order of words does not count: `anggota aktif dan bertanggung jawab dalam komunitas internasional` and `anggota
//! komunitas internasional yang aktif dan bertanggung jawab` are one claim.

use std::collections::BTreeMap;

use super::claims::{Stretch, Told, Words};
use super::stock::Stock;
use crate::library::index::{Terms, WordId};

/// Content words from one word of a couple to the other, at most.
const REACH: usize = 4;
/// Passages that a couple stands in, at most; what more have is a formula.
const MOST: usize = 4;
/// Different words of a claim, at least.
const LEAST_WORDS: usize = 4;
/// Their rarity together, at least, counted as [`Stock::weight`] does: about so many words that only one passage has.
const LEAST_WEIGHT: f32 = 1.6;
/// The same where both passages are of one article.
const LEAST_WEIGHT_WITHIN: f32 = 4.0;
/// The share of a stretch that its words fill, at least.
const DENSE: f32 = 0.5;
/// Couples of two passages that are looked at, at most; copies of a whole article have more and are one claim anyway.
const MOST_SHARED: usize = 400;

/// Two words, the one with the smaller number first.
pub type Couple = (WordId, WordId);
/// A couple in a passage: its words, the passage, where the words stand.
pub type Seen = (Couple, u32, (u32, u32));

/// A couple that two passages share, with its first place in each.
#[derive(Debug, Clone, Copy)]
struct Shared {
    words: Couple,
    a: (u32, u32),
    b: (u32, u32),
}

/// The claims of two passages each; `sequences` are the content words of each passage.
pub fn all(terms: &Terms, sequences: &[Words], stock: &Stock) -> Vec<Told> {
    let mut pairs: BTreeMap<(u32, u32), Vec<Shared>> = BTreeMap::new();
    for same in seen(sequences).chunk_by(|x, y| x.0 == y.0) {
        // The first of each passage stands for the couple there.
        let firsts: Vec<&Seen> = same.chunk_by(|x, y| x.1 == y.1).map(|of| &of[0]).collect();
        if firsts.len() < 2 || firsts.len() > MOST {
            continue;
        }
        for (i, x) in firsts.iter().enumerate() {
            for y in &firsts[i + 1..] {
                let of = pairs.entry((x.1, y.1)).or_default();
                if of.len() < MOST_SHARED {
                    of.push(Shared { words: x.0, a: x.2, b: y.2 });
                }
            }
        }
    }
    let claim = |(passages, shared): ((u32, u32), Vec<Shared>)| {
        connected(&shared).into_iter().filter_map(move |part| told(terms, stock, passages, &part)).collect::<Vec<_>>()
    };
    pairs.into_iter().filter(|(_, shared)| shared.len() > 1).flat_map(claim).collect()
}

/// All couples of the collection, those of the same words together and in order of passages.
pub fn seen(sequences: &[Words]) -> Vec<Seen> {
    let mut out: Vec<Seen> = Vec::new();
    for (n, words) in sequences.iter().enumerate() {
        for (p, first) in words.iter().enumerate() {
            for (q, second) in words.iter().enumerate().take(p + 1 + REACH).skip(p + 1) {
                if first.word != second.word && first.clause == second.clause {
                    let key = (first.word.min(second.word), first.word.max(second.word));
                    out.push((key, n as u32, (p as u32, q as u32)));
                }
            }
        }
    }
    out.sort_unstable();
    out
}

/// The parts of `shared` that hang together.
fn connected(shared: &[Shared]) -> Vec<Vec<Shared>> {
    let hang = |x: &Shared, y: &Shared| {
        let share =
            x.words.0 == y.words.0 || x.words.0 == y.words.1 || x.words.1 == y.words.0 || x.words.1 == y.words.1;
        let near = |x: (u32, u32), y: (u32, u32)| x.0.abs_diff(y.0) as usize <= 2 * REACH;
        share && near(x.a, y.a) && near(x.b, y.b)
    };
    let mut parts: Vec<Vec<Shared>> = Vec::new();
    for couple in shared {
        let (mut with, without): (Vec<_>, Vec<_>) =
            parts.into_iter().partition(|part| part.iter().any(|other| hang(couple, other)));
        let mut joined: Vec<Shared> = with.drain(..).flatten().collect();
        joined.push(*couple);
        parts = without;
        parts.push(joined);
    }
    parts
}

/// The claim that couples of two passages make, if they do.
fn told(terms: &Terms, stock: &Stock, (a, b): (u32, u32), couples: &[Shared]) -> Option<Told> {
    let mut words: Vec<WordId> = couples.iter().flat_map(|c| [c.words.0, c.words.1]).collect();
    words.sort_unstable();
    words.dedup();
    let weight = stock.weight(terms, &words, 2);
    let within = terms.place(a as usize).article == terms.place(b as usize).article;
    let least = if within { LEAST_WEIGHT_WITHIN } else { LEAST_WEIGHT };
    let stretch = |of: fn(&Shared) -> (u32, u32)| {
        let from = couples.iter().map(|c| of(c).0).min()?;
        let to = couples.iter().map(|c| of(c).1).max()?;
        Some(Stretch { from: from as usize, to: to as usize + 1 })
    };
    let (x, y) = (stretch(|c| c.a)?, stretch(|c| c.b)?);
    let dense = |s: &Stretch| words.len() as f32 >= DENSE * (s.to - s.from) as f32;
    (words.len() >= LEAST_WORDS && weight >= least && dense(&x) && dense(&y))
        .then(|| Told { passages: BTreeMap::from([(a, x), (b, y)]), weight })
}
