//! What a reader types, as words of the collection: exact, begun, mistyped, short forms and their expansions.

use super::typo;
use crate::library::index::function_words::FunctionWords;
use crate::library::index::{Forms, Index, Terms, WordId, tokens};

/// Words that a begun word may go on to, at most: the most frequent.
const BEGUN: usize = 24;

/// Another form in which a word of the query may stand in a passage.
#[derive(Debug, Clone, PartialEq)]
pub struct Form {
    /// The word, or the run of words.
    pub words: Vec<WordId>,
    /// 1 for the word as typed, less for others.
    pub weight: f32,
    /// Counts only beside another word of the query.
    pub needs_neighbour: bool,
}

/// One word of the query.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// The forms that answer it; empty where the collection has none.
    pub forms: Vec<Form>,
    /// Whether an answer must have it: a function word need not be there.
    pub required: bool,
    /// How telling it is.
    pub idf: f32,
}

/// The words of `query`.
pub fn parts(query: &str, index: &Index) -> Vec<Part> {
    let terms = &index.terms;
    let typed = tokens::tokens(query);
    let known: Vec<Option<WordId>> = typed.iter().map(|t| terms.find(&t.word)).collect();
    let mut parts: Vec<Part> = typed
        .iter()
        .zip(&known)
        .map(|(token, known)| {
            let mut forms = Vec::new();
            let one = |word, weight, needs_neighbour| Form { words: vec![word], weight, needs_neighbour };
            if let Some(word) = known {
                forms.push(one(*word, 1.0, false));
                for expansion in index.acronyms.expansions(*word) {
                    forms.push(Form { words: expansion.clone(), weight: 0.9, needs_neighbour: false });
                }
            }
            forms.extend(begun(&token.word, terms).into_iter().map(|w| one(w, 0.5, false)));
            if forms.is_empty() {
                forms.extend(typo::meant(&token.word, terms).iter().map(|m| one(m.word, m.weight, m.needs_neighbour)));
            }
            let best = forms.iter().map(|f| f.words.iter().map(|w| terms.idf(*w)).fold(0.0, f32::max));
            let idf = best.fold(0.0, f32::max);
            Part { forms, required: !is_framing(&token.word, *known, terms), idf }
        })
        .collect();
    if parts.iter().all(|p| !p.required) {
        for part in &mut parts {
            part.required = true;
        }
    }
    shorten(&known, &mut parts, index);
    parts
}

/// A run of typed words that has a short form is answered by it too, each of its words.
fn shorten(known: &[Option<WordId>], parts: &mut [Part], index: &Index) {
    for at in 0..known.len() {
        let Some(first) = known[at] else { continue };
        for (run, short) in index.acronyms.beginning_with(first) {
            let here = known.get(at..at + run.len());
            if here.is_some_and(|h| h.iter().zip(run).all(|(k, r)| *k == Some(*r))) {
                for part in &mut parts[at..at + run.len()] {
                    part.forms.push(Form { words: vec![*short], weight: 0.9, needs_neighbour: false });
                }
            }
        }
    }
}

/// A function word that stands in many passages or in none: it frames the question.
fn is_framing(word: &str, known: Option<WordId>, terms: &Terms) -> bool {
    let with = known.map_or(0, |w| terms.passages_with(w)) as usize;
    FunctionWords::shipped().contains(word, None) && (with == 0 || with * 5 > terms.len())
}

/// Words that begin with `typed`, if that is four letters or more.
fn begun(typed: &str, terms: &Terms) -> Vec<WordId> {
    if typed.chars().count() < 4 || tokens::is_number(typed) {
        return Vec::new();
    }
    let longer = terms.words().filter(|(_, w)| w.len() > typed.len() && w.starts_with(typed));
    let mut found: Vec<WordId> = longer.map(|(id, _)| id).collect();
    found.sort_by_key(|w| (std::cmp::Reverse(terms.passages_with(*w)), *w));
    found.truncate(BEGUN);
    found
}

/// The parts as tantivy is asked: of a run of words its rarest.
pub fn forms<'a>(parts: &[Part], terms: &'a Terms) -> Vec<Forms<'a>> {
    let rarest = |form: &Form| form.words.iter().copied().min_by_key(|w| terms.passages_with(*w));
    let of = |p: &Part| p.forms.iter().filter_map(|f| Some((terms.word(rarest(f)?), f.weight))).collect();
    parts.iter().filter(|p| p.required).map(of).collect()
}
