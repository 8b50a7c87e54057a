//! The fuzzy filter: word by word, both sides folded. The one module that knows fuzzy-matcher.
//!
//! It narrows and does not only rank: [`align`] sets the floor, `SkimMatcherV2` scores and says which letters to light. A
//! mask of the letters that a text holds turns most candidates away before either looks.

use std::fmt;
use std::ops::Range;

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

mod align;

/// The cells of the matrix that `SkimMatcherV2` may fill; it takes some 370 bytes for each character without a limit.
const ELEMENTS: usize = 64 * 1024;
/// Candidates longer than this many characters are cut: nobody reads that far in a list.
const LONGEST: usize = 4096;
/// As many of the best by [`align`] are scored by `SkimMatcherV2`; the rest keep their order.
const SCORED: usize = 4000;

/// A candidate's folded text with the map back; made once.
#[derive(Debug, Clone)]
pub struct Candidate {
    folded: crate::text::Mapped,
    letters: u64,
}

impl Candidate {
    /// Prepares `text`.
    pub fn new(text: &str) -> Self {
        let cut = text.char_indices().nth(LONGEST).map_or(text.len(), |(at, _)| at);
        let folded = crate::text::fold::fold(&text[..cut]);
        let letters = letters(folded.text());
        Self { folded, letters }
    }
}

/// A text to narrow by, folded. Unlike a [`Candidate`] it has no map back, since nothing of it is lit: it is made in a third of
/// the time and takes half the room.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Haystack {
    text: String,
    letters: u64,
}

impl Haystack {
    /// Prepares `text`.
    pub fn new(text: &str) -> Self {
        let cut = text.char_indices().nth(LONGEST).map_or(text.len(), |(at, _)| at);
        let text = crate::text::fold::folded(&text[..cut]);
        let letters = letters(&text);
        Self { text, letters }
    }
}

/// How well a candidate answers a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// Greater is better.
    pub score: i64,
    /// What to light, bytes of the candidate's original text, in order, disjoint.
    pub lit: Vec<Range<usize>>,
}

/// A word of the query.
#[derive(Debug, Clone)]
struct Word {
    text: String,
    chars: Vec<char>,
    letters: u64,
}

impl Word {
    /// Whether it aligns with the text. Nearly always the word stands there as it is, which is soon seen.
    fn is_in(&self, hay: &Haystack) -> bool {
        if self.letters & !hay.letters != 0 {
            return false;
        }
        memchr::memmem::find(hay.text.as_bytes(), self.text.as_bytes()).is_some()
            || (self.chars.len() > 1
                && is_subsequence(&self.text, &hay.text)
                && align::align(&self.chars, &hay.text.chars().collect::<Vec<char>>()).is_some())
    }
}

/// A query made ready. Each thread makes its own: the matcher keeps its scratch memory.
pub struct Filter {
    words: Vec<Word>,
    matcher: SkimMatcherV2,
}

impl Clone for Filter {
    fn clone(&self) -> Self {
        Self { words: self.words.clone(), matcher: matcher() }
    }
}

impl fmt::Debug for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Filter").field("words", &self.words).finish_non_exhaustive()
    }
}

fn matcher() -> SkimMatcherV2 {
    SkimMatcherV2::default().ignore_case().element_limit(ELEMENTS).use_cache(true)
}

impl Filter {
    /// Prepares `query`: folded, split at blanks.
    pub fn new(query: &str) -> Self {
        let words = crate::text::fold::folded(query)
            .split_whitespace()
            .map(|w| Word { text: w.to_owned(), chars: w.chars().collect(), letters: letters(w) })
            .collect();
        Self { words, matcher: matcher() }
    }

    /// Whether it lets everything pass.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The match of `candidate`, or `None` where a word of the query is not in it well enough.
    pub fn matches(&self, candidate: &Candidate) -> Option<Match> {
        let text = self.open(candidate)?;
        let mut score = 0;
        let mut lit = Vec::new();
        for word in &self.words {
            let found = align::align(&word.chars, &text)?;
            score += self.scored(word, &text, found, &mut lit);
        }
        Some(Match { score, lit: origins(candidate, &text, lit) })
    }

    /// Whether each word of the query is in one of `hays`, by the rule of [`Self::matches`].
    pub fn passes(&self, hays: &[&Haystack]) -> bool {
        self.words.iter().all(|word| hays.iter().any(|hay| word.is_in(hay)))
    }

    /// The candidates that pass, best first, by their place in `all`; equal ones in their order. What to light in a row is
    /// asked of [`Self::matches`] when the row is drawn.
    pub fn rank<'a>(&self, all: impl IntoIterator<Item = &'a Candidate>) -> Vec<usize> {
        let mut passed: Vec<(u32, usize)> = Vec::new();
        let mut kept: Vec<&Candidate> = Vec::new();
        for (at, candidate) in all.into_iter().enumerate() {
            if let Some(cost) = self.cost(candidate) {
                passed.push((cost, at));
                kept.push(candidate);
            }
        }
        let mut order: Vec<usize> = (0..passed.len()).collect();
        order.sort_by_key(|&i| passed[i].0);
        let scored = order.len().min(SCORED);
        let mut scores = vec![0; passed.len()];
        for &i in &order[..scored] {
            scores[i] = self.score(kept[i]);
        }
        order[..scored].sort_by_key(|&i| (std::cmp::Reverse(scores[i]), i));
        order.into_iter().map(|i| passed[i].1).collect()
    }

    /// The characters of the candidate, if it holds all letters of the query.
    fn open(&self, candidate: &Candidate) -> Option<Vec<char>> {
        let fits = self.words.iter().all(|w| w.letters & !candidate.letters == 0);
        fits.then(|| candidate.folded.text().chars().collect())
    }

    fn cost(&self, candidate: &Candidate) -> Option<u32> {
        let folded = candidate.folded.text();
        if self.words.iter().any(|w| w.letters & !candidate.letters != 0 || !is_subsequence(&w.text, folded)) {
            return None;
        }
        let text = self.open(candidate)?;
        self.words.iter().map(|w| align::align(&w.chars, &text).map(|f| f.cost * 256 + f.start.min(255) as u32)).sum()
    }

    fn score(&self, candidate: &Candidate) -> i64 {
        let Some(text) = self.open(candidate) else { return 0 };
        let found = |w: &Word| align::align(&w.chars, &text).map(|f| self.scored(w, &text, f, &mut Vec::new()));
        self.words.iter().filter_map(found).sum()
    }

    /// Scores the stretch in which `word` was found and adds the characters to light.
    fn scored(&self, word: &Word, text: &[char], found: align::Found, lit: &mut Vec<usize>) -> i64 {
        // One character before, so that the matcher sees whether a word begins.
        let from = found.start.saturating_sub(1);
        let stretch: String = text[from..found.end].iter().collect();
        let full = if found.start == 0 { 8 } else { 0 };
        match self.matcher.fuzzy_indices(&stretch, &word.text) {
            Some((score, indices)) => {
                lit.extend(indices.iter().map(|i| from + i));
                score + full - i64::from(found.cost)
            }
            // Over the limit of the matrix: the whole stretch is lit.
            None => {
                lit.extend(found.start..found.end);
                full - i64::from(found.cost)
            }
        }
    }
}

/// Characters of the folded text as spans of the original, in order, merged where they touch.
fn origins(candidate: &Candidate, text: &[char], mut lit: Vec<usize>) -> Vec<Range<usize>> {
    lit.sort_unstable();
    lit.dedup();
    let mut out: Vec<Range<usize>> = Vec::new();
    let (mut at, mut offset) = (0, 0);
    for i in lit {
        offset += text[at..i].iter().map(|c| c.len_utf8()).sum::<usize>();
        at = i;
        let span = candidate.folded.map().to_origin(offset..offset + text[i].len_utf8());
        match out.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => out.push(span),
        }
    }
    out
}

/// One bit for each letter and digit, the other characters sharing the rest.
fn letters(folded: &str) -> u64 {
    folded.chars().fold(0, |mask, c| {
        let bit = match c {
            'a'..='z' => u32::from(c) - u32::from('a'),
            '0'..='9' => 26 + u32::from(c) - u32::from('0'),
            _ => 36 + u32::from(c) % 28,
        };
        mask | 1 << bit
    })
}

/// Whether the bytes of `word` occur in `text` in order.
fn is_subsequence(word: &str, text: &str) -> bool {
    let mut rest = text.as_bytes();
    word.bytes().all(|b| match memchr::memchr(b, rest) {
        Some(at) => {
            rest = &rest[at + 1..];
            true
        }
        None => false,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::proptest;

    use super::{Candidate, Filter, Haystack};

    const TITLES: [&str; 8] = [
        "Võ Văn Thưởng tiếp đại sứ",
        "Nguyễn Phú Trọng và hội nghị",
        "Pham Minh Chinh in Labuan Bajo",
        "Harga beras naik menjelang panen",
        "Kereta cepat menambah perjalanan malam",
        "Tarif AS dan dampaknya",
        "Gagasan pemuda zaman baru",
        "River pilots return to the delta",
    ];

    fn passing(query: &str) -> Vec<usize> {
        let filter = Filter::new(query);
        (0..TITLES.len()).filter(|&i| filter.matches(&Candidate::new(TITLES[i])).is_some()).collect()
    }

    #[test]
    fn names_are_found_without_their_marks_and_lit_with_them() {
        assert_eq!(passing("vo van thuong"), [0]);
        let m = Filter::new("thuong").matches(&Candidate::new(TITLES[0])).unwrap();
        let lit: Vec<&str> = m.lit.iter().map(|s| &TITLES[0][s.clone()]).collect();
        assert_eq!(lit, ["Thưởng"]);
    }

    #[test]
    fn decomposed_text_is_lit_on_whole_characters() {
        let text = "Vo\u{303} Va\u{306}n";
        let m = Filter::new("van").matches(&Candidate::new(text)).unwrap();
        assert!(m.lit.iter().all(|s| text.is_char_boundary(s.start) && text.is_char_boundary(s.end)));
        assert!(text[m.lit[0].clone()].starts_with('V'));
    }

    #[test]
    fn a_letter_left_out_still_finds() {
        assert_eq!(passing("nguyen phu trog"), [1]);
    }

    #[test]
    fn words_stand_in_any_order() {
        assert_eq!(passing("bajo chinh"), [2]);
    }

    #[test]
    fn scattered_letters_find_nothing() {
        assert_eq!(passing("gaza"), [] as [usize; 0]);
        assert_eq!(passing("brn"), [] as [usize; 0]);
    }

    #[test]
    fn an_empty_query_lets_all_pass() {
        assert!(Filter::new("  ").is_empty());
        assert_eq!(passing("").len(), TITLES.len());
    }

    #[test]
    fn a_run_from_the_start_of_a_word_ranks_first() {
        let all = [Candidate::new("keberasan umum"), Candidate::new("harga beras"), Candidate::new("ikan")];
        assert_eq!(Filter::new("beras").rank(&all), [1, 0]);
    }

    #[test]
    fn very_long_candidates_neither_fail_nor_fill_the_memory() {
        let long = "a".repeat(1 << 20);
        assert!(Filter::new("aaaa").matches(&Candidate::new(&long)).is_some());
    }

    proptest! {
        #[test]
        fn adding_a_letter_never_adds_matches(query in "[a-zé ]{0,8}", more in "[a-z ]", text in "[a-eéđ .]{0,40}") {
            let candidate = Candidate::new(&text);
            let longer = format!("{query}{more}");
            if Filter::new(&longer).matches(&candidate).is_some() {
                assert!(Filter::new(&query).matches(&candidate).is_some(), "{longer:?} but not {query:?} in {text:?}");
            }
        }

        #[test]
        fn lit_spans_are_ordered_and_on_boundaries(query in ".{0,6}", text in ".{0,40}") {
            if let Some(m) = Filter::new(&query).matches(&Candidate::new(&text)) {
                let mut last = 0;
                for s in m.lit {
                    assert!(s.start >= last && s.end >= s.start && text.get(s.clone()).is_some());
                    last = s.end;
                }
            }
        }

        #[test]
        fn what_passes_is_what_matches(query in "[a-eé ]{0,6}", text in "[a-eéđ .]{0,30}") {
            let filter = Filter::new(&query);
            assert_eq!(filter.passes(&[&Haystack::new(&text)]), filter.matches(&Candidate::new(&text)).is_some());
        }

        #[test]
        fn ranking_keeps_just_what_matches(query in "[a-e ]{0,4}", texts in proptest::collection::vec("[a-e ]{0,12}", 0..12)) {
            let all: Vec<Candidate> = texts.iter().map(|t| Candidate::new(t)).collect();
            let filter = Filter::new(&query);
            let mut ranked = filter.rank(&all);
            ranked.sort_unstable();
            let kept: Vec<usize> = (0..all.len()).filter(|&i| filter.matches(&all[i]).is_some()).collect();
            assert_eq!(ranked, kept);
        }
    }
}
