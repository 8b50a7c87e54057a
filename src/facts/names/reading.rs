//! A text made ready: tokens, words, sentences, language, classes and runs, all at once.
//!
//! Takes a text; gives a [`Reading`], on which the model and all patterns work. Patterns see token numbers, never bytes.

use std::ops::Range;

use super::casing::Casing;
use super::features::{Sentence, runs};
use super::lexicon::{Classes, Tongue, lexicon};
use super::model::{FIRST, Scores};
use super::tokens::{Token, TokenKind, tokens};
use super::words::{Case, Word, word};
use crate::facts::Kind;
use crate::text::Lang;

/// A text with everything the steps of this layer look at, by token.
#[derive(Debug)]
pub struct Reading<'t> {
    /// The text.
    pub text: &'t str,
    /// Its tokens.
    pub tokens: Vec<Token>,
    /// The tokens as words.
    pub words: Vec<Word>,
    /// Their classes.
    pub classes: Vec<Classes>,
    /// Where its sentences begin; the last entry is the number of tokens.
    pub starts: Vec<usize>,
    /// Its language.
    pub tongue: Tongue,
    /// The model's scores by token; empty where no model was asked.
    pub scores: Vec<Scores<FIRST>>,
    heads: Vec<u32>,
    ends: Vec<u32>,
}

impl<'t> Reading<'t> {
    /// Reads `text`; where its own words do not tell the language, `tongue` is taken.
    pub fn new(text: &'t str, tongue: Tongue) -> Self {
        let tokens = tokens(text);
        let words: Vec<Word> = tokens.iter().map(|t| word(t, text)).collect();
        let letters = tokens.iter().filter(|t| t.kind == TokenKind::Word).count();
        let own = if is_vietnamese(text, letters) { Some(Tongue::Vi) } else { lexicon().tongue(&words) };
        let mut out = Self {
            text,
            tokens,
            words,
            classes: Vec::new(),
            starts: vec![0],
            tongue: own.unwrap_or(tongue),
            scores: Vec::new(),
            heads: Vec::new(),
            ends: Vec::new(),
        };
        lexicon().mark(&out.words, out.tongue, &mut out.classes);
        out.split();
        out
    }

    /// Reads a passage in `lang` of an article in `main`: where both are languages without words of their own here, no word
    /// of another one tells anything (`in` is German, too).
    pub fn told(text: &'t str, lang: Option<Lang>, main: Option<Lang>) -> Self {
        let other = |l: Option<Lang>| l.is_some_and(|l| Tongue::of(l) == Tongue::Other);
        let mut out = Self::new(text, lang.or(main).map_or(Tongue::Other, Tongue::of));
        if other(lang) && other(main) && out.tongue != Tongue::Vi {
            out.retell(Tongue::Other);
        }
        out
    }

    /// Takes the text to be in `tongue` after all.
    pub fn retell(&mut self, tongue: Tongue) {
        if tongue != self.tongue {
            self.tongue = tongue;
            lexicon().mark(&self.words, tongue, &mut self.classes);
        }
    }

    /// How many tokens there are.
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    /// The letters of a token.
    pub fn of(&self, at: usize) -> &'t str {
        self.tokens.get(at).map_or("", |t| t.of(self.text))
    }

    /// Whether token `at` has exactly these letters.
    pub fn is(&self, at: usize, letters: &str) -> bool {
        self.of(at) == letters
    }

    /// How token `at` is written.
    pub fn case(&self, at: usize) -> Case {
        self.words.get(at).map_or(Case::Other, |w| w.case)
    }

    /// Whether token `at` begins with a capital.
    pub fn is_upper(&self, at: usize) -> bool {
        self.case(at).is_upper()
    }

    /// Whether token `at` is a number.
    pub fn is_number(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|t| t.kind == TokenKind::Number)
    }

    /// Whether token `at` is one of `classes`.
    pub fn has(&self, at: usize, classes: Classes) -> bool {
        self.classes.get(at).is_some_and(|c| c.has(classes))
    }

    /// Whether a blank stands before token `at`.
    pub fn spaced(&self, at: usize) -> bool {
        self.tokens.get(at).is_none_or(|t| t.spaced)
    }

    /// Whether token `at` opens a sentence.
    pub fn opens(&self, at: usize) -> bool {
        self.starts.binary_search(&at).is_ok()
            || (at > 0 && self.starts.binary_search(&(at - 1)).is_ok() && !self.is_wordlike(at - 1))
    }

    /// Whether the text is all in capitals, as some headlines are: then a capital tells nothing.
    pub fn shouts(&self) -> bool {
        let count = |case| self.words.iter().filter(|w| w.case == case).count();
        let loud = count(Case::Capitals);
        loud >= 4 && loud >= 4 * (count(Case::Small) + count(Case::Capital))
    }

    fn is_wordlike(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|t| t.kind != TokenKind::Sign)
    }

    /// How far, on average over its tokens, the model is from taking `run` for a name of `kind`: 0 where it agrees, below
    /// 0 where it does not; 0 where there is no model.
    pub fn margin(&self, run: &Range<usize>, kind: Kind) -> f32 {
        let first = match kind {
            Kind::Person => 1,
            Kind::Place => 3,
            Kind::Organisation => 5,
            Kind::Event | Kind::Document => return 0.0,
        };
        let Some(scores) = self.scores.get(run.clone()).filter(|s| !s.is_empty()) else { return 0.0 };
        let away = |(i, s): (usize, &Scores<FIRST>)| {
            let best = s.iter().copied().fold(f32::MIN, f32::max);
            (s[first + usize::from(i > 0)] - best).max(-20.0)
        };
        scores.iter().enumerate().map(away).sum::<f32>() / scores.len() as f32
    }

    /// The bytes of a run of tokens.
    pub fn bytes(&self, run: &Range<usize>) -> Range<usize> {
        self.tokens[run.start].span().start..self.tokens[run.end - 1].span().end
    }

    /// The sentences as runs of tokens.
    pub fn sentences(&self) -> impl Iterator<Item = Range<usize>> + '_ {
        self.starts.windows(2).map(|w| w[0]..w[1])
    }

    /// A sentence for the model.
    pub fn sentence<'a>(&'a self, run: &Range<usize>, casing: &'a Casing, scratch: &'a mut Scratch) -> Sentence<'a> {
        let words = &self.words[run.clone()];
        runs(words, &mut scratch.heads, &mut scratch.ends);
        Sentence {
            words,
            classes: &self.classes[run.clone()],
            heads: &scratch.heads,
            ends: &scratch.ends,
            tongue: self.tongue,
            casing,
        }
    }

    /// Finds the sentences: a full stop, question or exclamation mark, a blank, and no small letter after it.
    fn split(&mut self) {
        let mut at = 0;
        while at < self.len() {
            let ends = matches!(self.of(at), "." | "!" | "?" | "…")
                && !(self.is(at, ".")
                    && at > 0
                    && !self.spaced(at)
                    && (self.has(at - 1, Classes::ABBREVIATION) || is_initial(self.of(at - 1))));
            at += 1;
            if !ends {
                continue;
            }
            let stop = at;
            while at < self.len() && !self.spaced(at) && matches!(self.of(at), "\"" | "”" | "’" | "'" | ")" | "." | "»")
            {
                at += 1;
            }
            // `rebellion."You can bet`: behind a quotation mark the blank may be missing.
            let glued = at > stop && matches!(self.of(at - 1), "\"" | "”") && self.is_upper(at);
            if at < self.len() && (self.spaced(at) && self.case(at) != Case::Small || glued) {
                self.starts.push(at);
            }
        }
        if self.starts.last() != Some(&self.len()) {
            self.starts.push(self.len());
        }
        runs(&self.words, &mut self.heads, &mut self.ends);
    }
}

/// Whether the letters are those of Vietnamese alone: short lines hold no common word to tell it by.
fn is_vietnamese(text: &str, words: usize) -> bool {
    let own = text.chars().filter(|c| matches!(c, '\u{1ea0}'..='\u{1ef9}' | 'đ' | 'Đ' | 'ơ' | 'ư' | 'Ơ' | 'Ư')).count();
    own >= 2 && own * 5 >= words
}

/// Room for the runs of one sentence, used again and again.
#[derive(Debug, Default)]
pub struct Scratch {
    heads: Vec<u32>,
    ends: Vec<u32>,
}

/// One capital letter, as in `J. Smith`.
fn is_initial(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_uppercase) && chars.next().is_none()
}
