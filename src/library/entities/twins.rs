//! Evidence from captions told in two languages, and from credits: names that stand in each other's place.
//!
//! What the twins of a caption do not share otherwise, one name of a kind on each side, is one thing said in two ways;
//! so are two agencies credited after the same photographer, a name in brackets after another one, and a short acronym and
//! the name it shortens in another language. Once is a proposal for the reader; twice, with hardly anything else in either place, is a join.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::clusters::Clusters;
use super::elements::{Elements, kind_index};
use super::translate::Fit;
use crate::facts::Kind;
use crate::library::Entry;

/// Pieces of evidence for two names to be joined without asking.
const ENOUGH: usize = 2;

/// How many times the evidence for any other name it must be.
const CLEAR: usize = 3;

/// Two clusters that may be one: where the evidence stands, in words.
type Pairs = BTreeMap<(u32, u32), Vec<String>>;

/// Two elements that may be one thing, and why.
#[derive(Debug, Clone)]
pub struct Twins {
    /// The one.
    pub one: u32,
    /// The other.
    pub other: u32,
    /// Why, in words.
    pub evidence: String,
}

/// Joins what has evidence enough; gives the rest as proposals.
pub fn join(articles: &[Arc<Entry>], elements: &Elements, short: Vec<Fit>, clusters: &mut Clusters) -> Vec<Twins> {
    let mut pairs = Pairs::new();
    for (a, entry) in articles.iter().enumerate() {
        captions(entry, &elements.of[a], elements, clusters, &mut pairs);
    }
    credits(articles, elements, clusters, &mut pairs);
    for (entry, of) in articles.iter().zip(&elements.of) {
        brackets(entry, of, elements, clusters, &mut pairs);
    }
    for fit in short {
        let place =
            format!("as its initials in another language, {} ({})", fit.said, articles[fit.article as usize].path);
        note(fit.acronym, fit.name, place, clusters, &mut pairs);
    }
    let mut partners: HashMap<u32, Vec<usize>> = HashMap::new();
    for ((a, b), places) in &pairs {
        partners.entry(*a).or_default().push(places.len());
        partners.entry(*b).or_default().push(places.len());
    }
    // Whether nothing else that stands in the place of `x` has nearly as much evidence.
    let clear = |x: &u32, n: usize| {
        let sum: usize = partners[x].iter().sum();
        n >= CLEAR * (sum - n)
    };
    let mut proposals = Vec::new();
    for ((a, b), places) in &pairs {
        let rule = format!("stands for “{{}}” {}", times(places));
        let enough = places.len() >= ENOUGH && clear(a, places.len()) && clear(b, places.len());
        if enough && clusters.join(*a, *b, &rule) {
            continue;
        }
        if clusters.may_join(*a, *b) {
            let surface = |e: u32| &elements.all[e as usize].surface;
            let evidence = format!("“{}” stands for “{}” {}", surface(*a), surface(*b), times(places));
            proposals.push(Twins { one: *a, other: *b, evidence });
        }
    }
    proposals
}

fn times(places: &[String]) -> String {
    match places {
        [one] => one.clone(),
        [one, rest @ ..] => format!("{one}, and {} times more", rest.len()),
        [] => String::new(),
    }
}

fn note(a: u32, b: u32, place: String, clusters: &mut Clusters, pairs: &mut Pairs) {
    let (a, b) = (clusters.find(a), clusters.find(b));
    if a != b {
        pairs.entry((a.min(b), a.max(b))).or_default().push(place);
    }
}

/// The names of an article's twin captions that only one of the twins has.
fn captions(entry: &Entry, of: &[u32], elements: &Elements, clusters: &mut Clusters, pairs: &mut Pairs) {
    for (id, passage) in entry.article.numbered() {
        let Some(twin) = passage.twin_of else { continue };
        let mut sides = [BTreeMap::<(usize, u32), u32>::new(), BTreeMap::new()];
        for (m, e) in entry.facts.mentions.iter().zip(of) {
            let side = if m.passage == id {
                0
            } else if m.passage == twin {
                1
            } else {
                continue;
            };
            sides[side].insert((kind_index(elements.all[*e as usize].kind()), clusters.find(*e)), *e);
        }
        let [here, there] = sides;
        for (k, kind) in Kind::ALL.into_iter().enumerate() {
            let only = |x: &BTreeMap<(usize, u32), u32>, y: &BTreeMap<(usize, u32), u32>| -> Vec<u32> {
                let roots: BTreeSet<u32> = y.keys().map(|key| key.1).collect();
                x.iter().filter(|(key, _)| key.0 == k && !roots.contains(&key.1)).map(|(_, e)| *e).collect()
            };
            if let ([a], [b]) = (only(&here, &there).as_slice(), only(&there, &here).as_slice()) {
                let place =
                    format!("as the {kind} of a caption told in two languages ({}, line {})", entry.path, passage.line);
                note(*a, *b, place, clusters, pairs);
            }
        }
    }
}

/// A name in brackets, or after a dash, right after another of its kind: `Doi Moi (Renovasi)`. It may as well be what the
/// other belongs to, so once proves nothing; a number that both have does.
fn brackets(entry: &Entry, of: &[u32], elements: &Elements, clusters: &mut Clusters, pairs: &mut Pairs) {
    for (m, e) in entry.facts.mentions.windows(2).zip(of.windows(2)) {
        let passage = entry.article.passage(m[0].passage);
        let text = passage.text.text();
        let gap = text.get(m[0].span.end..m[1].span.start).filter(|_| m[0].passage == m[1].passage);
        let closed = text.get(m[1].span.end..).is_some_and(|t| t.starts_with(')'));
        let beside = match gap.map(str::trim) {
            Some("(") => closed,
            Some("-" | "\u{2013}" | "\u{2014}") => true,
            _ => false,
        };
        if !beside || m[0].kind != m[1].kind || matches!(m[0].kind, Kind::Person | Kind::Place) {
            continue;
        }
        let numbers = elements.form_of(e[0]).form.numbers();
        if !numbers.is_empty() && numbers == elements.form_of(e[1]).form.numbers() {
            clusters.join(e[0], e[1], "written beside “{}”, with the same number");
        } else if closed {
            note(e[0], e[1], format!("in brackets beside it ({}, line {})", entry.path, passage.line), clusters, pairs);
        }
    }
}

/// Organisations that stand right after the same person and a slash: agencies that one photographer works for.
fn credits(articles: &[Arc<Entry>], elements: &Elements, clusters: &mut Clusters, pairs: &mut Pairs) {
    let mut by_person: BTreeMap<u32, BTreeMap<u32, (u32, String)>> = BTreeMap::new();
    for (entry, of) in articles.iter().zip(&elements.of) {
        for (m, e) in entry.facts.mentions.windows(2).zip(of.windows(2)) {
            let text = entry.article.passage(m[0].passage).text.text();
            let gap = text.get(m[0].span.end..m[1].span.start).filter(|_| m[0].passage == m[1].passage);
            let credit = m[0].kind == Kind::Person && m[1].kind == Kind::Organisation;
            if credit && gap.is_some_and(|g| g.trim() == "/") {
                let (person, agency) = (clusters.find(e[0]), clusters.find(e[1]));
                let line = entry.article.passage(m[0].passage).line;
                let place =
                    format!("in a credit of {} ({}, line {line})", elements.all[e[0] as usize].surface, entry.path);
                by_person.entry(person).or_default().entry(agency).or_insert((e[1], place));
            }
        }
    }
    for agencies in by_person.into_values() {
        if let [(a, _), (b, place)] = agencies.into_values().collect::<Vec<_>>().as_slice() {
            note(*a, *b, place.clone(), clusters, pairs);
        }
    }
}
