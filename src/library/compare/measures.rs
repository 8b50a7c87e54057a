//! Measures: which figures of a collection are about the same measured thing.
//!
//! Money is comparable in one currency with a shared subject word; counts where the counted nouns share a word that tells
//! something, or, where that is a unit of measurement, by what is measured like money; spans of time only where they come to the same; `one of N` only with an equal N. Two figures are joined when
//! each is the other's best between their two articles. Ranks, aims and groups meet only their like.

use std::collections::{BTreeSet, HashMap, HashSet};

use rust_decimal::prelude::ToPrimitive;

use super::FigureId;
use super::frames::{Form, Frames};
use crate::article::PassageId;
use crate::facts::{Approx, Figure, FigureKind, Value};
use crate::library::index::tokens::{Token, tokens};
use crate::library::index::weak_words::WeakWords;
use crate::library::index::{Terms, WordId, is_running_text};
use crate::library::{ArticleId, Library, Place};

/// Words on either side of a figure that say what it is about.
const AROUND: usize = 6;
/// Rarity of the words shared beside a single counted noun, at least: about so many words that only one passage has.
const BESIDE: f32 = 0.8;
/// The same for sums of one currency: a rather rare word.
const BESIDE_MONEY: f32 = 0.65;
/// The same where the noun is but a unit of measurement, which figures of anything share; and where the values are equal too.
const BESIDE_UNIT: f32 = 1.2;
const BESIDE_EQUAL: f32 = 0.3;
/// A noun is a unit of measurement if it is counted at least this often and stands behind a figure in this share of its places:
/// things are also spoken of without counting them.
const UNIT_COUNTED: u32 = 4;
const UNIT_SHARE: f32 = 0.7;
/// Figures that share one key, at most: beyond, the key tells nothing.
const CROWD: usize = 400;
/// Figures of one passage, at most: with more it is a table, not a statement.
const TABLE: usize = 200;

/// A figure with what it is about.
#[derive(Debug)]
pub struct Measure {
    /// The figure.
    pub id: FigureId,
    /// How it is meant.
    pub form: Form,
    /// Words of the counted noun that tell something.
    pub unit: BTreeSet<WordId>,
    /// Words around it.
    pub subject: BTreeSet<WordId>,
    /// Words of what the sentence says is measured.
    of: BTreeSet<WordId>,
    /// Whether the counted noun is but a unit of measurement (`bpd`).
    in_units: bool,
    /// The sentence, to tell parts of one from statements apart.
    sentence: (PassageId, usize),
    when: Option<String>,
    kind: FigureKind,
    currency: Option<String>,
    months: Option<f64>,
    value: Value,
    approx: Option<Approx>,
}

/// The measures of all figures that are no dates.
pub fn all(library: &Library) -> Vec<Measure> {
    let mut out = Vec::new();
    let units = units(library);
    for id in library.ids() {
        let entry = library.entry(id);
        let mut number = 0;
        for figures in entry.facts.figures.chunk_by(|a, b| a.passage == b.passage) {
            let first = number;
            number += figures.len();
            let passage = figures[0].passage;
            if figures.len() > TABLE || !is_running_text(entry.article.passage(passage)) {
                continue;
            }
            let around = Around::new(entry.article.passage(passage).text.text(), figures);
            for (i, figure) in figures.iter().enumerate() {
                if matches!(figure.kind, FigureKind::Money | FigureKind::Count) {
                    let figure_id = FigureId { article: id, figure: (first + i) as u32 };
                    let measure = Measure::new(library, &units, figure_id, figure, &around);
                    out.extend(Some(measure).filter(|m| !m.is_single()));
                }
            }
        }
    }
    out
}

/// The words that are units of measurement in this collection.
pub fn units(library: &Library) -> HashSet<String> {
    let mut counted: HashMap<String, u32> = HashMap::new();
    for id in library.ids() {
        for figure in library.entry(id).facts.figures.iter().filter(|f| f.kind == FigureKind::Count) {
            for token in figure.unit.iter().flat_map(|u| tokens(u)) {
                *counted.entry(token.word).or_default() += 1;
            }
        }
    }
    counted.retain(|_, n| *n >= UNIT_COUNTED);
    if counted.is_empty() {
        return HashSet::new();
    }
    let terms = &library.index.terms;
    let mut places: HashMap<WordId, u32> = HashMap::new();
    for term in (0..terms.len()).flat_map(|n| terms.of(n)) {
        *places.entry(term.word()).or_default() += 1;
    }
    let stands = |word: &str| terms.find(word).and_then(|w| places.get(&w)).copied().unwrap_or_default();
    counted
        .into_iter()
        .filter(|(word, n)| *n as f32 >= UNIT_SHARE * stands(word) as f32)
        .map(|(word, _)| word)
        .collect()
}

/// A passage with figures, cut once for all of them.
struct Around<'a> {
    text: &'a str,
    found: Vec<Token>,
    /// Whether each word belongs to a date: it says when, not what.
    dated: Vec<bool>,
}

impl<'a> Around<'a> {
    fn new(text: &'a str, figures: &[Figure]) -> Self {
        let found = tokens(text);
        let dates: Vec<_> = figures.iter().filter(|f| f.kind == FigureKind::Date).map(|f| &f.span).collect();
        let dated = found.iter().map(|t| dates.iter().any(|d| d.start < t.span.end && t.span.start < d.end)).collect();
        Self { text, found, dated }
    }
}

impl Measure {
    fn new(library: &Library, units: &HashSet<String>, id: FigureId, figure: &Figure, around: &Around) -> Self {
        let frames = Frames::shipped();
        let terms = &library.index.terms;
        let found = &around.found;
        let first = found.partition_point(|t| t.span.end <= figure.span.start);
        let last = found.partition_point(|t| t.span.start < figure.span.end);
        let sentence = super::sentence(around.text, figure.span.clone());
        let inside = |i: &usize| found[*i].span.start >= sentence.start && found[*i].span.end <= sentence.end;
        let before = (first.saturating_sub(AROUND)..first).filter(inside);
        let after = (last..(last + AROUND).min(found.len())).filter(inside);
        let words: Vec<&str> = before.clone().map(|i| found[i].word.as_str()).collect();
        let here = terms.roots_of(terms.number(Place { article: id.article, passage: figure.passage }));
        let dated = |i: usize| around.dated.get(i) == Some(&true);
        let telling = |i: usize| here.get(i).filter(|t| t.is_telling() && !dated(i)).map(|t| t.word());
        let mut subject: BTreeSet<WordId> = before.chain(after).filter_map(telling).collect();
        let phrase = |text: &str| tokens(text).into_iter().map(|t| t.word).collect::<Vec<_>>();
        let of: BTreeSet<WordId> =
            figure.of.iter().flat_map(|o| phrase(o)).filter_map(|w| content(terms, &w)).collect();
        subject.extend(&of);
        // `the number of partners comes to 14`: the noun stands before the figure.
        let unit = figure.unit.as_deref().or(figure.of.as_deref()).unwrap_or_default();
        let is_count = figure.kind == FigureKind::Count;
        let unit_words: BTreeSet<WordId> = if is_count {
            phrase(unit).iter().filter(|w| !frames.is_generic(w)).filter_map(|w| content(terms, w)).collect()
        } else {
            BTreeSet::new()
        };
        let spelt = |w: &WordId| terms.forms_of(*w).any(|form| units.contains(terms.word(form)));
        Self {
            in_units: unit_words.iter().any(spelt),
            id,
            form: frames.form(&words.join(" ")),
            months: is_count.then(|| phrase(unit).first().and_then(|w| frames.months(w))).flatten(),
            unit: unit_words,
            subject,
            of,
            sentence: (figure.passage, sentence.start),
            when: figure.when.clone(),
            kind: figure.kind,
            currency: (!is_count).then(|| unit.to_owned()),
            value: figure.value.clone(),
            approx: figure.approx,
        }
    }

    /// How comparable two figures are; `None` where they are not.
    fn meets(&self, other: &Self, terms: &Terms) -> Option<f32> {
        if self.kind != other.kind || self.form != other.form || self.currency != other.currency {
            return None;
        }
        let weigh =
            |a: &BTreeSet<WordId>, b: &BTreeSet<WordId>| a.intersection(b).map(|w| terms.root_idf(*w)).sum::<f32>();
        let about = weigh(&self.subject, &other.subject);
        if self.kind == FigureKind::Money {
            let named = weigh(&self.of, &other.of);
            let meets = if self.of.is_empty() || other.of.is_empty() { about > 0.0 } else { named > 0.0 };
            let least = if self.value == other.value && !self.is_small() { BESIDE_EQUAL } else { BESIDE_MONEY };
            let enough = self.shares_beside(other, terms) >= least;
            return (meets && enough && self.form != Form::Rank).then_some(about + named);
        }
        match (self.months, other.months) {
            (Some(a), Some(b)) => {
                let (x, y) = (a * self.number()?, b * other.number()?);
                let same = (x - y).abs() < 0.01 * x.max(y);
                return (same && self.approx == other.approx && about > 0.0).then_some(about);
            }
            (None, None) => {}
            _ => return None,
        }
        if self.form == Form::OneOf {
            return (self.value == other.value && about > 0.0).then_some(about);
        }
        let unit = weigh(&self.unit, &other.unit);
        let shared = self.unit.intersection(&other.unit).count();
        let least = self.unit.len().min(other.unit.len());
        if self.in_units && other.in_units {
            // A unit is no thing: what is measured must be shared.
            let beside = self.shares_beside(other, terms);
            let least = if self.value == other.value && !self.is_small() { BESIDE_EQUAL } else { BESIDE_UNIT };
            return (shared > 0 && beside >= least && form_allows(self.form)).then_some(about);
        }
        // One shared noun says too little: `three pillars` and `four pillars`, `948,000 barrels` and `285,000 barrels` may be
        // of anything. Something beside it must be shared too.
        let beside = || {
            let shared = self.subject.intersection(&other.subject);
            let others = shared.filter(|w| !self.unit.contains(w) && !other.unit.contains(w));
            others.map(|w| terms.rarity(*w)).sum::<f32>() >= BESIDE
        };
        // Half of the shorter noun phrase: `delegasi tingkat tinggi` and `delegasi pemimpin tingkat tinggi` meet.
        (shared > 0 && shared * 2 > least && (shared > 1 || beside()) && form_allows(self.form))
            .then_some(unit + 0.5 * about)
    }

    /// The rarity of the words around both that tell something and are no part of the unit.
    fn shares_beside(&self, other: &Self, terms: &Terms) -> f32 {
        let tells = |w: &&WordId| {
            !self.unit.contains(w) && !other.unit.contains(w) && !WeakWords::shipped().contains(terms.word(**w))
        };
        self.subject.intersection(&other.subject).filter(tells).map(|w| terms.rarity(*w)).sum()
    }

    /// The months in one unit, if it is a span of time.
    pub fn months(&self) -> Option<f64> {
        self.months
    }

    /// Whether the counted noun is but a unit of measurement.
    pub fn is_in_units(&self) -> bool {
        self.in_units
    }

    /// Whether the counted noun says what is counted.
    pub fn names_thing(&self) -> bool {
        !self.unit.is_empty() && self.months.is_none() && !self.in_units
    }

    /// Whether equal values may well be chance.
    fn is_small(&self) -> bool {
        self.number().is_none_or(|n| n.abs() < 10.0)
    }

    /// `one partner` is no count but any partner.
    fn is_single(&self) -> bool {
        self.kind == FigureKind::Count && self.months.is_none() && self.number() == Some(1.0)
    }

    /// The value as a float, for comparing sizes only.
    pub fn number(&self) -> Option<f64> {
        number(&self.value)
    }

    /// What figures it could meet have in common with it.
    fn keys(&self) -> Vec<Key> {
        if self.kind == FigureKind::Money {
            return self.subject.iter().map(|w| Key(self.currency.clone(), *w)).collect();
        }
        let words = if self.months.is_some() || self.form == Form::OneOf { &self.subject } else { &self.unit };
        words.iter().map(|w| Key(None, *w)).collect()
    }
}

/// A value as a float, for comparing sizes only.
pub fn number(value: &Value) -> Option<f64> {
    match value {
        Value::Number(n) => n.to_f64(),
        Value::Range(..) | Value::Date(_) => None,
    }
}

/// A rank says where one stands, not how much there is: ranks are told, not compared.
fn form_allows(form: Form) -> bool {
    form != Form::Rank
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Key(Option<String>, WordId);

/// A word of the collection that is no function word and no number.
fn content(terms: &Terms, word: &str) -> Option<WordId> {
    let function = super::super::index::function_words::FunctionWords::shipped();
    if word.len() < 2 || function.contains(word, None) || crate::library::index::tokens::is_number(word) {
        return None;
    }
    terms.find(word).map(|w| terms.root(w))
}

/// The pairs that are each other's best between their articles (or within one), by their places in `measures`.
fn pairs(measures: &[Measure], terms: &Terms) -> Vec<(usize, usize)> {
    let mut blocks: HashMap<Key, Vec<usize>> = HashMap::new();
    for (i, measure) in measures.iter().enumerate() {
        for key in measure.keys() {
            blocks.entry(key).or_default().push(i);
        }
    }
    let mut near: BTreeSet<(usize, usize)> = BTreeSet::new();
    for block in blocks.values().filter(|b| b.len() <= CROWD) {
        for (n, &i) in block.iter().enumerate() {
            near.extend(block[n + 1..].iter().map(|&j| (i, j)));
        }
    }
    // The best partner of each figure in each article, and how good it is.
    let mut best: HashMap<(usize, ArticleId), (f32, usize)> = HashMap::new();
    for &(i, j) in &near {
        let Some(score) = measures[i].meets(&measures[j], terms) else { continue };
        for (a, b) in [(i, j), (j, i)] {
            let of = best.entry((a, measures[b].id.article)).or_insert((score, b));
            if score > of.0 {
                *of = (score, b);
            }
        }
    }
    let mutual = |i: usize, j: usize| best.get(&(j, measures[i].id.article)).is_some_and(|b| b.1 == i);
    // One value told twice in an article, and once in another, has one best partner there only.
    let told_again = |i: usize, j: usize| measures[i].value == measures[j].value && !measures[i].is_small();
    let mut out: Vec<(usize, usize)> = best
        .iter()
        .filter(|((i, _), (_, j))| mutual(*i, *j) || told_again(*i, *j))
        .map(|((i, _), (_, j))| (*i.min(j), *i.max(j)))
        .filter(|(i, j)| {
            measures[*i].id.article != measures[*j].id.article || is_one_thing(&measures[*i], &measures[*j])
        })
        .collect();
    out.sort_unstable();
    out.dedup();
    out
}

/// Figures of one measured thing, by their places in `measures`: pairs joined, where at least half of the figures that come
/// together so may be compared with each other. A chain of pairs alone would join what nothing holds together.
pub fn groups(measures: &[Measure], terms: &Terms) -> Vec<Vec<usize>> {
    let mut of: Vec<usize> = (0..measures.len()).collect();
    let mut groups: Vec<Vec<usize>> = (0..measures.len()).map(|i| vec![i]).collect();
    for (i, j) in pairs(measures, terms) {
        let (a, b) = (of[i].min(of[j]), of[i].max(of[j]));
        let meeting =
            |x: &usize| groups[b].iter().filter(|y| measures[*x].meets(&measures[**y], terms).is_some()).count();
        let met: usize = groups[a].iter().map(meeting).sum();
        if a != b && 2 * met >= groups[a].len() * groups[b].len() {
            let joined = std::mem::take(&mut groups[b]);
            joined.iter().for_each(|k| of[*k] = a);
            groups[a].extend(joined);
        }
    }
    groups.retain(|g| g.len() > 1);
    groups.iter_mut().for_each(|g| g.sort_unstable());
    groups
}

/// Within one article figures of the same noun stand close by everywhere: only the same noun phrase about the same subject,
/// no spans of time, and no parts of one sentence (`50 of 51`) unless their dates differ.
fn is_one_thing(a: &Measure, b: &Measure) -> bool {
    let shared = a.subject.intersection(&b.subject).count();
    let parts = a.sentence == b.sentence && a.when == b.when;
    !parts
        && a.months.is_none()
        && a.form == Form::Plain
        && a.unit == b.unit
        && shared >= if a.kind == FigureKind::Money { 3 } else { 1 }
}
