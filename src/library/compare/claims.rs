//! Claims told twice: the same words in a row, see [`runs`], or nearly the same ones close together, see
//! [`couples`]. Those that overlap are one claim. Stock formulas, told everywhere, are none.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

use super::stock::{Habit, Stock};
use super::{couples, measures, runs};
use crate::library::index::tokens::{Token, tokens};
use crate::library::index::weak_words::WeakWords;
use crate::library::index::{Terms, WordId, is_running_text};
use crate::library::{Library, Place};

/// Passages that have most of a claim's words close together, at most: what more have is a formula.
const MOST: usize = 5;
/// What most of the words is: this share of their idf.
const MOST_WORDS: f32 = 0.7;
/// Different words outside of names and offices that a claim has, weak ones left out and fixed pairs counted once, at least: a
/// long name told twice states nothing.
const PLAIN_WORDS: usize = 3;

/// A content word of a passage with the first and last of the words it stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// The word, or the short form of a run of words.
    pub word: WordId,
    /// Number of the first word of the passage that it stands for.
    pub first: usize,
    /// Number of the last one.
    pub last: usize,
    /// The clause it stands in, counted through the passage.
    pub clause: u32,
}

/// The content words of a passage, in order.
pub type Words = Vec<Word>;

/// A stretch of a passage's content words, by their numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    /// The first.
    pub from: usize,
    /// One after the last.
    pub to: usize,
}

impl Stretch {
    /// Whether half of the shorter one lies in the other.
    fn overlaps(&self, other: &Self) -> bool {
        let common = self.to.min(other.to).saturating_sub(self.from.max(other.from));
        common > 1 && 2 * common >= (self.to - self.from).min(other.to - other.from)
    }

    fn with(&self, other: &Self) -> Self {
        Self { from: self.from.min(other.from), to: self.to.max(other.to) }
    }
}

/// Passages by number, each with the stretch that tells a claim, and how rare its words are together.
#[derive(Debug, Clone)]
pub struct Told {
    /// The stretches.
    pub passages: BTreeMap<u32, Stretch>,
    /// About so many words that only one passage has.
    pub weight: f32,
}

/// A claim: the passages that tell it and, for each, its words in that passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// Passage and the numbers of the first and last word of the claim in it.
    pub told: Vec<(Place, usize, usize)>,
}

/// The claims of the collection, those of the rarest words first.
pub fn all(library: &Library) -> Vec<Claim> {
    let terms = &library.index.terms;
    let of = |n: usize| {
        if is_running_text(library.passage(terms.place(n))) { content(library, n) } else { Vec::new() }
    };
    let sequences: Vec<Words> = (0..terms.len()).map(of).collect();
    let stock = Stock::of(&sequences);
    let mut found = runs::all(terms, &sequences, &stock);
    found.extend(couples::all(terms, &sequences, &stock));
    let units = measures::units(library);
    let plain = Plain { library, sequences: &sequences, stock: &stock, units: &units };
    found.retain(|told| plain.suffice(told));
    let places = Places::of(&sequences);
    found.retain(|told| !places.formula(terms, &sequences, told));
    found.sort_by(|x, y| y.weight.total_cmp(&x.weight));
    let mut joined: Vec<Told> = Vec::new();
    for told in found {
        join(&mut joined, told);
    }
    let claim = |told: Told| {
        let spot = |(n, s): (u32, Stretch)| {
            let words = &sequences[n as usize];
            (terms.place(n as usize), words[s.from].first, words[s.to - 1].last)
        };
        Claim { told: told.passages.into_iter().map(spot).collect() }
    };
    joined.into_iter().map(claim).collect()
}

/// Adds a claim to the first that it overlaps in a passage: one claim in several wordings.
fn join(found: &mut Vec<Told>, told: Told) {
    let overlaps =
        |other: &Told| told.passages.iter().any(|(n, a)| other.passages.get(n).is_some_and(|b| a.overlaps(b)));
    let Some(other) = found.iter_mut().find(|o| overlaps(o)) else {
        found.push(told);
        return;
    };
    for (n, stretch) in told.passages {
        let known = other.passages.entry(n).or_insert(stretch);
        if known.overlaps(&stretch) {
            *known = known.with(&stretch);
        }
    }
}

/// Where each word stands: passages with the words' numbers in them.
struct Places(HashMap<WordId, Vec<(u32, u32)>>);

impl Places {
    fn of(sequences: &[Words]) -> Self {
        let mut out: HashMap<WordId, Vec<(u32, u32)>> = HashMap::new();
        for (n, words) in sequences.iter().enumerate() {
            for (at, word) in words.iter().enumerate() {
                out.entry(word.word).or_default().push((n as u32, at as u32));
            }
        }
        Self(out)
    }

    /// Whether many passages have most of the words that those of `told` share.
    fn formula(&self, terms: &Terms, sequences: &[Words], told: &Told) -> bool {
        let all = told.words(sequences);
        let least = MOST_WORDS * all.iter().map(|w| terms.root_idf(*w)).sum::<f32>();
        let longest = told.passages.values().map(|s| s.to - s.from).max().unwrap_or_default();
        let window = (longest + longest / 2) as u32;
        let mut seen: Vec<(u32, u32, WordId)> =
            all.iter().flat_map(|w| self.0.get(w).into_iter().flatten().map(|(n, at)| (*n, *at, *w))).collect();
        seen.sort_unstable();
        let close = |of: &[(u32, u32, WordId)]| {
            (0..of.len()).any(|i| {
                let mut here: Vec<WordId> =
                    of[i..].iter().take_while(|x| x.1 < of[i].1 + window).map(|x| x.2).collect();
                here.sort_unstable();
                here.dedup();
                here.iter().map(|w| terms.root_idf(*w)).sum::<f32>() >= least
            })
        };
        seen.chunk_by(|x, y| x.0 == y.0).filter(|of| close(of)).nth(MOST).is_some()
    }
}

/// What tells whether words are more than names, offices, weak words and units of measurement.
struct Plain<'a> {
    library: &'a Library,
    sequences: &'a [Words],
    stock: &'a Stock,
    units: &'a HashSet<String>,
}

impl Plain<'_> {
    /// Whether each passage tells a claim in enough words that are no more than that.
    fn suffice(&self, told: &Told) -> bool {
        let shared = told.words(self.sequences);
        told.passages.iter().all(|(n, stretch)| {
            let mut words = self.of(*n, stretch);
            words.retain(|w| shared.contains(w));
            words.sort_unstable();
            words.dedup();
            self.stock.units(&words, told.passages.len() as u32, Habit::Fixed).len() >= PLAIN_WORDS
        })
    }

    /// The plain words of a stretch of passage `number`.
    fn of(&self, number: u32, stretch: &Stretch) -> Vec<WordId> {
        let place = self.library.index.terms.place(number as usize);
        let entry = self.library.entry(place.article);
        let found = tokens(entry.article.passage(place.passage).text.text());
        let mentions = entry.facts.mentions_in(place.passage);
        let named = |t: &Token| {
            let over = |span: &Range<usize>| span.start < t.span.end && t.span.start < span.end;
            mentions.iter().any(|m| over(&m.span) || m.office.as_ref().is_some_and(over))
        };
        let weak = |t: &Token| WeakWords::shipped().contains(&t.word) || self.units.contains(&t.word);
        let plain = |w: &&Word| found.get(w.first).is_some_and(|t| !named(t) && !t.is_number() && !weak(t));
        let words = self.sequences[number as usize][stretch.from..stretch.to].iter();
        words.filter(plain).map(|w| w.word).collect()
    }
}

/// The content words of a passage; a run that has a short form counts as that.
fn content(library: &Library, number: usize) -> Words {
    let terms = library.index.terms.of(number);
    let mut out = Vec::new();
    let (mut at, mut clause) = (0, 0);
    while at < terms.len() {
        clause += u32::from(terms[at].opens_clause());
        let shorts = library.index.acronyms.beginning_with(terms[at].word());
        let fits = |run: &[WordId]| {
            terms.get(at..at + run.len()).is_some_and(|t| t.iter().zip(run).all(|(t, r)| t.word() == *r))
        };
        if let Some((run, short)) = shorts.iter().filter(|(run, _)| fits(run)).max_by_key(|(run, _)| run.len()) {
            out.push(Word { word: library.index.terms.root(*short), first: at, last: at + run.len() - 1, clause });
            at += run.len();
            continue;
        }
        if terms[at].is_content() {
            out.push(Word { word: library.index.terms.root(terms[at].word()), first: at, last: at, clause });
        }
        at += 1;
    }
    out
}
