//! Rank: how well one passage answers the words of a query, and where.

use super::query::Part;
use crate::library::index::{Term, Terms};

const K1: f32 = 1.2;
/// Weak, for a long passage that says the whole phrase is as good as a short one.
const B: f32 = 0.3;
/// Words between two words of the query within which they are taken together.
const NEAR: usize = 8;

/// Where a part of the query stands in a passage.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Place {
    /// The part.
    pub part: usize,
    /// Number of its first word in the passage.
    pub at: usize,
    /// How many words it takes.
    pub len: usize,
    weight: f32,
    needs_neighbour: bool,
}

/// How well a passage answers.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Answer {
    /// Greater is better.
    pub score: f32,
    /// Required parts that are there.
    pub parts: usize,
    /// Their share of what the required parts weigh.
    pub share: f32,
    /// What to light.
    pub places: Vec<Place>,
}

/// Looks for `parts` in the passage with these `words`; `mean` is the mean length of a passage in words.
pub fn answer(parts: &[Part], words: &[Term], terms: &Terms, mean: f32) -> Answer {
    let mut places = find(parts, words);
    let beside = |p: &Place| places.iter().any(|o| o.part != p.part && !o.needs_neighbour && o.at.abs_diff(p.at) <= 2);
    let kept: Vec<bool> = places.iter().map(|p| !p.needs_neighbour || beside(p)).collect();
    let mut keep = kept.iter();
    places.retain(|_| *keep.next().unwrap_or(&false));

    let mut out = Answer::default();
    let (mut all, mut there) = (0.0, 0.0);
    for (i, part) in parts.iter().enumerate() {
        let weight: f32 = places.iter().filter(|p| p.part == i).map(|p| p.weight).fold(0.0, f32::max);
        let times: f32 = places.iter().filter(|p| p.part == i).map(|p| p.weight).sum();
        let idf = if part.forms.is_empty() { terms.idf_of(0) } else { part.idf };
        if part.required {
            all += idf;
        }
        if weight > 0.0 {
            out.score += idf * weight * times * (K1 + 1.0) / (times + K1 * (1.0 - B + B * words.len() as f32 / mean));
            if part.required {
                out.parts += 1;
                there += idf;
            }
        }
    }
    out.share = if all > 0.0 { there / all } else { 0.0 };
    out.score += together(parts, &places);
    out.places = places;
    out
}

/// All places of all forms.
fn find(parts: &[Part], words: &[Term]) -> Vec<Place> {
    let mut places = Vec::new();
    for (at, term) in words.iter().enumerate() {
        for (i, part) in parts.iter().enumerate() {
            let fits = |words_of: &[crate::library::index::WordId]| {
                words_of.first() == Some(&term.word())
                    && words
                        .get(at..at + words_of.len())
                        .is_some_and(|w| w.iter().zip(words_of).all(|(t, f)| t.word() == *f))
            };
            let best = part.forms.iter().filter(|f| fits(&f.words)).max_by(|a, b| a.weight.total_cmp(&b.weight));
            if let Some(form) = best {
                let (weight, needs_neighbour) = (form.weight, form.needs_neighbour);
                places.push(Place { part: i, at, len: form.words.len(), weight, needs_neighbour });
            }
        }
    }
    places
}

/// What nearness adds: neighbours in the order of the query most, then words close to each other.
fn together(parts: &[Part], places: &[Place]) -> f32 {
    let mut sum = 0.0;
    for i in 1..parts.len() {
        let pair = |(a, b): (&Place, &Place)| {
            let near = match b.at.cast_signed() - a.at.cast_signed() {
                // One place for both words: the short form of their run.
                0 => 1.0,
                d if d == a.len.cast_signed() => 1.0,
                d if d > 0 && d <= 3 => 0.6,
                d if d.unsigned_abs() <= NEAR => 0.3,
                _ => 0.0,
            };
            near * a.weight * b.weight
        };
        let before = places.iter().filter(|p| p.part + 1 == i);
        let best = before.flat_map(|a| places.iter().filter(|p| p.part == i).map(move |b| (a, b))).map(pair);
        sum += best.fold(0.0, f32::max) * (parts[i - 1].idf + parts[i].idf) * 0.5;
    }
    sum
}
