//! How far a name goes: the small grammar that documents, events and organisations share.
//!
//! Takes a reading and the token after a head word; gives the token after the name.

use std::ops::Range;

use super::casing::{Casing, Habit};
use super::lexicon::{Classes, Tongue, lexicon};
use super::reading::Reading;
use super::words::Case;

/// What a name may be made of besides words with a capital.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Grammar {
    /// Ordinals: `ke-13`, `XIII`, `lần thứ 42`, `Ketiga`.
    pub ordinals: bool,
    /// Prepositions that a title may hold: `melawan`, `tentang`, `of`.
    pub about: bool,
}

/// The token after the name that goes on at `at`.
pub fn end(r: &Reading, casing: &Casing, start: usize, grammar: Grammar) -> usize {
    let mut at = start;
    let mut counted = false;
    loop {
        if grammar.ordinals
            && let Some(next) = ordinal(r, at)
        {
            at = next;
            counted = true;
            continue;
        }
        // `Sidang Komite Sentral ke-12 Kongres Partai ke-13` is two events.
        if counted && !grammar.about && r.has(at, Classes::EVENT) {
            return at;
        }
        if r.is_upper(at)
            && !(r.has(at, Classes::CREDIT) && r.is(at + 1, ":"))
            && !matches!(r.of(at), "No" | "Nomor" | "NO")
        {
            at += syllables(r, at);
            // Hyphens without blanks: `Bangsa-Bangsa`, `Trans-Pasifik`, `Vietnam-Uni Eropa`.
            while r.is(at, "-") && !r.spaced(at) && !r.spaced(at + 1) && r.is_upper(at + 1) {
                at += 2;
            }
            continue;
        }
        match joint(r, casing, start..at, grammar) {
            Some(next) if at > start => at = next,
            _ => return at,
        }
    }
}

/// A small word between two parts of one name: gives the token of the second part.
fn joint(r: &Reading, casing: &Casing, so_far: Range<usize>, grammar: Grammar) -> Option<usize> {
    let Range { start, end: at } = so_far;
    let next = at + 1;
    if at == start || !r.is_upper(next) {
        return None;
    }
    let word = r.of(at);
    let own = Classes::BODY | Classes::REGION | Classes::ORG | Classes::OFFICE | Classes::EVENT | Classes::DOCUMENT;
    match (r.tongue, word) {
        (Tongue::Id, "dan" | "serta") | (Tongue::Vi, "và") => {
            let inside = r.words[start + 1..at].iter().any(|w| w.low == r.words[next].low);
            let common = is_common(r, casing, next) || r.tongue == Tongue::Vi;
            (inside || (common && !r.has(next, own))).then_some(next)
        }
        (Tongue::Id, "melawan" | "tentang" | "untuk" | "bagi" | "menentang") => {
            ((grammar.about || is_common(r, casing, next)) && !r.has(next, own)).then_some(next)
        }
        (Tongue::En, "of" | "for") => Some(next),
        (Tongue::Vi, "về" | "xuyên" | "của") if grammar.about => Some(next),
        _ => None,
    }
}

/// How many tokens the word with a capital at `at` has: Vietnamese names write `Giáo dục` for one word.
pub fn syllables(r: &Reading, at: usize) -> usize {
    let compound =
        if r.tongue == Tongue::Vi { lexicon().longest(&r.words, at, r.tongue, Classes::COMPOUND) } else { 0 };
    compound.max(1)
}

/// Whether a word with a capital is a common word that only the title makes large.
fn is_common(r: &Reading, casing: &Casing, at: usize) -> bool {
    let low = r.words[at].low;
    match (Casing::general(low, r.tongue), casing.here(low).small) {
        (Habit::Unknown, 0) => {
            let word = r.of(at);
            r.case(at) == Case::Capital && ["isasi", "if", "itas", "asi", "logi"].iter().any(|s| word.ends_with(s))
        }
        (Habit::Small | Habit::Mixed | Habit::Unknown, _) => true,
        (Habit::Capital, _) => false,
    }
}

/// The token after an ordinal at `at`.
pub fn ordinal(r: &Reading, at: usize) -> Option<usize> {
    let word = r.of(at);
    if word.eq_ignore_ascii_case("ke") && r.is(at + 1, "-") && (r.is_number(at + 2) || is_roman(r.of(at + 2))) {
        return Some(at + 3);
    }
    if word == "lần" && r.is(at + 1, "thứ") && (r.is_number(at + 2) || r.is_upper(at + 2)) {
        return Some(at + 3);
    }
    if r.has(at, Classes::ORDINAL) && r.tongue == Tongue::Id {
        return Some(at + 1);
    }
    (r.case(at) == Case::Capitals && is_roman(word)).then_some(at + 1)
}

/// Whether `word` is a number in Roman figures.
pub fn is_roman(word: &str) -> bool {
    (1..=7).contains(&word.len()) && word.bytes().all(|b| matches!(b, b'I' | b'V' | b'X' | b'L' | b'C'))
}

/// Whether all words of the run are generic: `Kongres Partai` names nothing.
pub fn is_generic(r: &Reading, run: Range<usize>) -> bool {
    let any = run.clone().any(|i| r.has(i, Classes::GENERIC));
    any && run.len() <= 2
        && run.into_iter().all(|i| r.has(i, Classes::GENERIC) || matches!(r.case(i), Case::Other | Case::Small))
}
