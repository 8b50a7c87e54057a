//! Measures: which figures of a collection are about the same measured thing.
//!
//! Money is comparable in one currency with a shared subject word; counts where the counted nouns share a word that tells
//! something; spans of time only where they come to the same; `one of N` only with an equal N. Two figures are joined when
//! each is the other's best between their two articles. Ranks, aims and groups meet only their like.

use std::collections::{BTreeSet, HashMap};

use rust_decimal::prelude::ToPrimitive;

use super::FigureId;
use super::frames::{Form, Frames};
use crate::article::PassageId;
use crate::facts::{Approx, Figure, FigureKind, Value};
use crate::library::index::tokens::tokens;
use crate::library::index::{Terms, WordId};
use crate::library::{ArticleId, Library};

/// Words on either side of a figure that say what it is about.
const AROUND: usize = 6;
/// Rarity of the words shared beside a single counted noun, at least: about so many words that only one passage has.
const BESIDE: f32 = 0.8;
/// Figures that share one key, at most: beyond, the key tells nothing.
const CROWD: usize = 400;

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
    for id in library.ids() {
        for (i, figure) in library.entry(id).facts.figures.iter().enumerate() {
            if matches!(figure.kind, FigureKind::Money | FigureKind::Count) {
                let measure = Measure::new(library, id, i as u32, figure);
                if !measure.is_single() {
                    out.push(measure);
                }
            }
        }
    }
    out
}

impl Measure {
    fn new(library: &Library, article: ArticleId, number: u32, figure: &Figure) -> Self {
        let frames = Frames::shipped();
        let terms = &library.index.terms;
        let text = library.entry(article).article.passage(figure.passage).text.text();
        let found = tokens(text);
        let first = found.partition_point(|t| t.span.end <= figure.span.start);
        let last = found.partition_point(|t| t.span.start < figure.span.end);
        let sentence = super::sentence(text, figure.span.clone());
        let inside = |i: &usize| found[*i].span.start >= sentence.start && found[*i].span.end <= sentence.end;
        let before = (first.saturating_sub(AROUND)..first).filter(inside);
        let after = (last..(last + AROUND).min(found.len())).filter(inside);
        let words: Vec<&str> = before.clone().map(|i| found[i].word.as_str()).collect();
        let here = terms.of(terms.number(crate::library::Place { article, passage: figure.passage }));
        let telling = |i: usize| here.get(i).filter(|t| t.is_telling()).map(|t| t.word());
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
        Self {
            id: FigureId { article, figure: number },
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
        let weigh = |a: &BTreeSet<WordId>, b: &BTreeSet<WordId>| a.intersection(b).map(|w| terms.idf(*w)).sum::<f32>();
        let about = weigh(&self.subject, &other.subject);
        if self.kind == FigureKind::Money {
            let named = weigh(&self.of, &other.of);
            let meets = if self.of.is_empty() || other.of.is_empty() { about > 0.0 } else { named > 0.0 };
            return (meets && self.form != Form::Rank).then_some(about + named);
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

    /// The months in one unit, if it is a span of time.
    pub fn months(&self) -> Option<f64> {
        self.months
    }

    /// Whether the counted noun says what is counted.
    pub fn names_thing(&self) -> bool {
        !self.unit.is_empty() && self.months.is_none()
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
    terms.find(word)
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
    let mut out: Vec<(usize, usize)> = best
        .iter()
        .filter(|((i, _), (_, j))| i < j)
        .filter(|((i, _), (_, j))| best.get(&(*j, measures[*i].id.article)).is_some_and(|b| b.1 == *i))
        .map(|((i, _), (_, j))| (*i, *j))
        .filter(|(i, j)| {
            measures[*i].id.article != measures[*j].id.article || is_one_thing(&measures[*i], &measures[*j])
        })
        .collect();
    out.sort_unstable();
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
