//! What is new here: sentences that repeat, nearly word for word, what an article read earlier says.
//!
//! Two sentences repeat each other when most three-word shingles of the shorter one's content words stand in the other
//! (containment of shingles, Broder 1997).

use std::collections::{HashMap, HashSet};

use super::index::function_words::FunctionWords;
use super::index::tokens::tokens;
use super::{ArticleId, Library, Place, Spot};
use crate::article::Role;
use crate::text::sentences::sentences;

/// Content words in a shingle.
const SHINGLE: usize = 3;
/// Share of a sentence's shingles that an earlier sentence must hold.
const REPEATED: f32 = 0.6;
/// Content words that a sentence needs to be called a repetition: shorter ones repeat by chance.
const LEAST: usize = 6;

/// A sentence that repeats another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repeat {
    /// The sentence.
    pub spot: Spot,
    /// The earlier one.
    pub of: Spot,
}

/// What an article adds to those read before it.
#[derive(Debug, Clone, PartialEq)]
pub struct Novelty {
    /// Share of its words, 0 to 1, that stand in sentences not told before.
    pub fresh: f32,
    /// The repeated sentences in reading order.
    pub repeats: Vec<Repeat>,
}

/// A sentence with its shingles and the number of its words.
struct Sentence {
    spot: Spot,
    shingles: HashSet<u64>,
    content: usize,
    words: usize,
}

impl Library {
    /// What `article` adds to `earlier`.
    pub fn novelty(&self, article: ArticleId, earlier: &[ArticleId]) -> Novelty {
        let before: Vec<Sentence> =
            earlier.iter().filter(|e| **e != article).flat_map(|e| self.running_sentences(*e)).collect();
        let mut holders: HashMap<u64, Vec<usize>> = HashMap::new();
        for (i, sentence) in before.iter().enumerate() {
            for shingle in &sentence.shingles {
                holders.entry(*shingle).or_default().push(i);
            }
        }
        let (mut all, mut told) = (0, 0);
        let mut repeats = Vec::new();
        for sentence in self.running_sentences(article) {
            all += sentence.words;
            if sentence.content < LEAST {
                continue;
            }
            let mut shared: HashMap<usize, usize> = HashMap::new();
            for holder in sentence.shingles.iter().filter_map(|s| holders.get(s)).flatten() {
                *shared.entry(*holder).or_default() += 1;
            }
            let best = shared.into_iter().max_by_key(|&(i, n)| (n, std::cmp::Reverse(i)));
            let Some((of, n)) = best else { continue };
            if n as f32 >= REPEATED * sentence.shingles.len() as f32 {
                told += sentence.words;
                repeats.push(Repeat { spot: sentence.spot, of: before[of].spot.clone() });
            }
        }
        let fresh = if all == 0 { 1.0 } else { 1.0 - told as f32 / all as f32 };
        Novelty { fresh, repeats }
    }

    /// The sentences of an article's running text.
    fn running_sentences(&self, article: ArticleId) -> Vec<Sentence> {
        let entry = self.entry(article);
        let function = FunctionWords::shipped();
        let mut out = Vec::new();
        for (id, passage) in entry.article.numbered().filter(|(_, p)| p.role == Role::Body) {
            let text = passage.text.text();
            let lang = passage.lang.or(entry.article.language);
            for span in sentences(text) {
                let Some(words) = text.get(span.clone()).map(tokens) else { continue };
                let content: Vec<&str> =
                    words.iter().map(|t| t.word.as_str()).filter(|w| !function.contains(w, lang)).collect();
                out.push(Sentence {
                    spot: Spot { place: Place { article, passage: id }, span },
                    shingles: content.windows(SHINGLE).map(hash).collect(),
                    content: content.len(),
                    words: words.len(),
                });
            }
        }
        out
    }
}

/// FNV-1a over the words of a shingle: the same in every run.
fn hash(words: &[&str]) -> u64 {
    let mut out = 0xcbf2_9ce4_8422_2325_u64;
    for byte in words.iter().flat_map(|w| w.bytes().chain([0])) {
        out = (out ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    out
}
