//! How well a stretch of text fits a quote: the words, what stands around them, and where.

use super::bits::Pattern;

/// Weights of quote, prefix, suffix and position.
///
/// The proportions are those in common use for text quote selectors (words over surroundings over place); the position
/// only tells otherwise equal places apart.
const QUOTE: f64 = 50.0;
const PREFIX: f64 = 20.0;
const SUFFIX: f64 = 20.0;
const POSITION: f64 = 2.0;

/// The surroundings of a quote, folded and made ready.
#[derive(Debug)]
pub struct Surroundings {
    prefix: Pattern,
    suffix: Pattern,
}

impl Surroundings {
    /// Of a folded prefix and suffix.
    pub fn new(prefix: &str, suffix: &str) -> Self {
        // The prefix is compared backwards from the quote, so that what is nearest to it must fit.
        Self { prefix: Pattern::new(prefix.chars().rev()), suffix: Pattern::new(suffix.chars()) }
    }

    /// Similarity of the surroundings of `text[start..end]` (folded), each 0 to 1. An empty one fits the edge of the text.
    pub fn similarity(&self, text: &str, start: usize, end: usize) -> (f64, f64) {
        let before = text[..start].chars().rev().take(self.prefix.len() * 5 / 4 + 2);
        let after = text[end..].chars().take(self.suffix.len() * 5 / 4 + 2);
        (side(&self.prefix, before), side(&self.suffix, after))
    }
}

fn side(pattern: &Pattern, text: impl Iterator<Item = char>) -> f64 {
    if pattern.is_empty() {
        // The quote stood at the edge of its text: more text there now is no evidence against it, nor much for it.
        return if text.count() == 0 { 1.0 } else { 0.5 };
    }
    let (distance, _) = pattern.nearest_beginning(text);
    1.0 - distance as f64 / pattern.len() as f64
}

/// The score of a candidate, 0 to 1. `distance` edits lie between it and a quote of `len` characters; `off` is its
/// distance from the remembered place as a share of the text's length, if a place is remembered.
pub fn score(distance: usize, len: usize, (prefix, suffix): (f64, f64), off: Option<f64>) -> f64 {
    let quote = 1.0 - distance as f64 / len.max(1) as f64;
    let mut sum = quote * QUOTE + prefix * PREFIX + suffix * SUFFIX;
    let mut most = QUOTE + PREFIX + SUFFIX;
    if let Some(off) = off {
        sum += (1.0 - off.clamp(0.0, 1.0)) * POSITION;
        most += POSITION;
    }
    (sum / most).clamp(0.0, 1.0)
}
