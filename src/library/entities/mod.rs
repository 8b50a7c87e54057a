//! Entities: which mentions over the collection name one thing, and the evidence for it.
//!
//! Takes the entries of a collection and the reader's corrections; gives [`Entities`]. The way there:
//!
//! ```text
//! mentions ─ read ─ spellings ─ acronyms ─ form ─ elements ─ rules (clusters) ─ display ─ entities
//! ```
//!
//! A spelling is taken apart into a form, in which everything is left out that spellings of one name may differ in; equal
//! forms are one thing. What is left are rules that need more than the two spellings: numbers, people, the home country,
//! captions told in two languages. Each join keeps its rule in words. All rules look names up by hash, never each with
//! each, so the work grows with the number of mentions.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use super::overlay::Overlay;
use super::{ArticleId, Entry};
use crate::facts::Kind;
use crate::facts::names::gazetteer;
use crate::text::Lang;

mod acronyms;
mod clusters;
mod display;
mod elements;
mod form;
mod lexicon;
mod numbers;
mod people;
mod read;
mod short;
mod translate;
mod twins;

use acronyms::Acronyms;
use clusters::{Clusters, Edge};
use elements::{Elements, kind_index, majority};
use form::Token;
use read::Spelling;
use twins::Twins;

/// An entity by its place in [`Entities::all`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EntityId(pub u32);

impl EntityId {
    /// The place as an index.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// One spelling of an entity and the rule that joined it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alias {
    /// The spelling as it stands in a text.
    pub surface: String,
    /// How often.
    pub count: u32,
    /// The rule that joined it to the name, in words for the reader; empty for the name itself.
    pub rule: String,
}

/// One mention in the collection: article and place in that article's [`crate::facts::Facts::mentions`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MentionId {
    /// The article.
    pub article: ArticleId,
    /// Place in its list of mentions.
    pub mention: u32,
}

/// A named thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entity {
    /// The display name.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// All spellings, most frequent first.
    pub aliases: Vec<Alias>,
    /// All mentions, in order of articles and reading.
    pub mentions: Vec<MentionId>,
    /// Hidden by the reader.
    pub hidden: bool,
    /// Kept on top by the reader.
    pub pinned: bool,
}

impl Entity {
    /// Mentions in one article.
    pub fn mentions_in(&self, article: ArticleId) -> &[MentionId] {
        let from = self.mentions.partition_point(|m| m.article < article);
        let to = self.mentions.partition_point(|m| m.article <= article);
        &self.mentions[from..to]
    }
}

/// Two names that may be one thing: for the reader to accept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// A spelling of the one.
    pub a: String,
    /// A spelling of the other.
    pub b: String,
    /// Why, in words.
    pub evidence: String,
    /// The entities of the two.
    pub of: (EntityId, EntityId),
}

/// The named things of a collection.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entities {
    /// All entities, in order of their first mention.
    pub all: Vec<Entity>,
    /// Names that may be one thing, for the reader to accept.
    pub proposals: Vec<Proposal>,
    /// For each article, the entity of each mention.
    of: Vec<Vec<EntityId>>,
}

impl Entities {
    /// Joins the mentions of `articles`.
    pub fn build(articles: &[Arc<Entry>]) -> Self {
        Self::build_with(articles, &Overlay::default())
    }

    /// Joins the mentions of `articles`; what the reader says in `overlay` wins over every rule.
    pub fn build_with(articles: &[Arc<Entry>], overlay: &Overlay) -> Self {
        let spellings: Vec<Vec<Spelling>> = articles.iter().map(|e| read::spellings(e)).collect();
        let acronyms = Acronyms::learn(&spellings);
        let mut clusters = Clusters::default();
        let elements = Elements::read(&spellings, &acronyms, &overlay.apart(), &mut clusters);
        let homes = homes(&elements);
        let home = |article: u32| homes[article as usize];
        let main = main_language(articles);

        let mut scoped = people::scoped(&elements);
        scoped.extend(numbers::join(&elements, &mut clusters, &home));
        let shared = elements.forms.iter().enumerate().filter(|(i, _)| !scoped.contains(&(*i as u32)));
        for pair in shared.flat_map(|(_, f)| f.elements.windows(2)) {
            clusters.force(pair[0], pair[1], "");
        }
        letters(&spellings, &elements, &mut clusters);
        pairs(&spellings, &elements, &mut clusters);
        people::join(&elements, &mut clusters);
        short::join(&spellings, &elements, &mut clusters);
        numbers::join_home(&elements, &mut clusters, &home);
        numbers::join_years(&elements, &mut clusters);
        let short = translate::join(&elements, &mut clusters);
        let fits = twins::join(articles, &elements, short, &mut clusters);
        readers(overlay, &spellings, &elements, &mut clusters);
        Self::collect(&spellings, &acronyms, &elements, &mut clusters, overlay, main, fits)
    }

    /// Makes an entity of each cluster.
    fn collect(
        spellings: &[Vec<Spelling>],
        acronyms: &Acronyms,
        elements: &Elements,
        clusters: &mut Clusters,
        overlay: &Overlay,
        main: Lang,
        fits: Vec<Twins>,
    ) -> Self {
        let mut members: Vec<Vec<(u32, u32, &Spelling)>> = Vec::new();
        let mut mentions: Vec<Vec<MentionId>> = Vec::new();
        let mut ids: HashMap<u32, u32> = HashMap::new();
        let mut of = Vec::with_capacity(spellings.len());
        for (a, (here, at)) in spellings.iter().zip(&elements.of).enumerate() {
            let mut entities = Vec::with_capacity(here.len());
            for (m, (s, e)) in here.iter().zip(at).enumerate() {
                let id = *ids.entry(clusters.find(*e)).or_insert_with(|| {
                    members.push(Vec::new());
                    mentions.push(Vec::new());
                    members.len() as u32 - 1
                });
                members[id as usize].push((a as u32, *e, s));
                mentions[id as usize].push(MentionId { article: ArticleId(a as u32), mention: m as u32 });
                entities.push(EntityId(id));
            }
            of.push(entities);
        }
        let mut edges: HashMap<u32, Vec<&Edge>> = HashMap::new();
        for e in &clusters.edges {
            edges.entry(e.a).or_default().push(e);
            edges.entry(e.b).or_default().push(e);
        }
        let mut taken: HashSet<String> = HashSet::new();
        let mut all = Vec::with_capacity(members.len());
        for (seen, mentions) in members.into_iter().zip(mentions) {
            let mut kinds = [0; 5];
            for (_, _, s) in &seen {
                kinds[kind_index(s.kind)] += 1;
            }
            let counted = display::count(seen.into_iter(), main);
            let Some(chosen) = display::name(elements, &counted) else { continue };
            let said = counted.iter().find_map(|c| overlay.entity_of(&c.spelling.key));
            let kind = said.and_then(|s| s.kind).unwrap_or_else(|| majority(&kinds));
            let mut aliases = display::aliases(elements, acronyms, &edges, &counted, chosen);
            if let Some(said) = said.filter(|s| s.name != chosen.spelling.surface)
                && let Some(own) = aliases.iter_mut().find(|a| a.rule.is_empty())
            {
                own.rule = format!("called “{}” by you", said.name);
            }
            let name = match said {
                Some(said) => said.name.as_str(),
                None => display::written_out(elements, chosen, main).unwrap_or(&chosen.spelling.surface),
            };
            all.push(Entity {
                name: unlike(name, kind, &mut taken),
                kind,
                aliases,
                mentions,
                hidden: said.is_some_and(|s| s.hide),
                pinned: said.is_some_and(|s| s.pin),
            });
        }
        let mut seen: HashSet<(EntityId, EntityId)> = HashSet::new();
        let mut proposals = Vec::new();
        for Twins { one, other, evidence } in fits {
            let id = |e: u32, clusters: &mut Clusters| ids.get(&clusters.find(e)).copied().map(EntityId);
            let (Some(x), Some(y)) = (id(one, clusters), id(other, clusters)) else { continue };
            // What a later rule or the reader joined, or the reader told apart, is settled.
            let settled = x == y || told_apart(overlay, &all, x, y) || told_apart(overlay, &all, y, x);
            if settled || !seen.insert((x.min(y), x.max(y))) {
                continue;
            }
            let surface = |e: u32| elements.all[e as usize].surface.clone();
            proposals.push(Proposal { a: surface(one), b: surface(other), evidence, of: (x, y) });
        }
        Self { all, proposals, of }
    }

    /// The proposals that concern an entity, with the other entity of each.
    pub fn proposals_of(&self, id: EntityId) -> impl Iterator<Item = (&Proposal, EntityId)> {
        self.proposals.iter().filter_map(move |p| match p.of {
            (one, other) if one == id => Some((p, other)),
            (one, other) if other == id => Some((p, one)),
            _ => None,
        })
    }

    /// The entity with this id.
    pub fn get(&self, id: EntityId) -> &Entity {
        &self.all[id.index()]
    }

    /// The entity that mention number `mention` of `article` names.
    pub fn of(&self, article: ArticleId, mention: usize) -> EntityId {
        self.of[article.index()][mention]
    }

    /// All ids.
    pub fn ids(&self) -> impl Iterator<Item = EntityId> + use<> {
        (0..self.all.len() as u32).map(EntityId)
    }
}

/// Joins forms whose spellings differ in blanks and hyphens alone: `Hà Nội`, `Hanoi`. Not acronyms: those may stand for
/// something else in each article.
fn letters(spellings: &[Vec<Spelling>], elements: &Elements, clusters: &mut Clusters) {
    let mut first: HashMap<(bool, &str), u32> = HashMap::new();
    for (s, e) in spellings.iter().flatten().zip(elements.of.iter().flatten()) {
        let form = elements.form_of(*e);
        if s.surface.split(' ').any(form::is_acronym) && !form.person {
            continue;
        }
        let known = *first.entry((form.person, &s.key)).or_insert(*e);
        if elements.all[known as usize].form != elements.all[*e as usize].form {
            clusters.join(*e, known, "");
        }
    }
}

/// Joins what stands side by side as name and other name: `Doi Moi (Renovasi)`.
fn pairs(spellings: &[Vec<Spelling>], elements: &Elements, clusters: &mut Clusters) {
    for (here, of) in spellings.iter().zip(&elements.of) {
        for (s, e) in here.iter().zip(of) {
            let Some(other) = s.expansion.and_then(|o| of.get(o as usize)) else { continue };
            let code = |e: u32| elements.form_of(e).form.code().is_some();
            // `Labuan Bajo (Indonesia)` is a place in a country, not its other name.
            if code(*e) == code(*other) {
                clusters.join(*e, *other, "written beside “{}” as its other name");
            }
        }
    }
}

/// Whether the reader says that `other` is not `one`.
fn told_apart(overlay: &Overlay, all: &[Entity], one: EntityId, other: EntityId) -> bool {
    let said = all[one.index()].aliases.iter().find_map(|a| overlay.entity_of(&key(&a.surface)));
    let Some(said) = said.filter(|s| !s.distinct.is_empty()) else { return false };
    let other = &all[other.index()];
    let names = || std::iter::once(&other.name).chain(other.aliases.iter().map(|a| &a.surface));
    said.distinct.iter().any(|d| names().any(|n| key(n) == key(d)))
}

/// Joins what the reader says is one. A name without other spellings joins nothing: two people who
/// share it stay two.
fn readers(overlay: &Overlay, spellings: &[Vec<Spelling>], elements: &Elements, clusters: &mut Clusters) {
    let mut first: HashMap<usize, u32> = HashMap::new();
    for (here, of) in spellings.iter().zip(&elements.of) {
        for (s, e) in here.iter().zip(of) {
            if overlay.entity_of(&s.key).is_some_and(|said| said.aliases.is_empty()) {
                continue;
            }
            if let Some(i) = overlay.place_of(&s.key) {
                let to = *first.entry(i).or_insert(*e);
                clusters.force(*e, to, "joined by you");
            }
        }
    }
}

/// The country that each article is at home in: named more than twice as often as any other, in the article or, where it
/// names hardly any, in the collection.
fn homes(elements: &Elements) -> Vec<Option<&'static str>> {
    let mut whole: BTreeMap<&'static str, u32> = BTreeMap::new();
    let mut each = Vec::with_capacity(elements.of.len());
    for of in &elements.of {
        let mut here: BTreeMap<&'static str, u32> = BTreeMap::new();
        for e in of {
            for t in &elements.form_of(*e).form.bag {
                if let Token::Code(c) = t
                    && c.len() == 2
                    && !matches!(*c, "UN" | "EU")
                {
                    *here.entry(c).or_default() += 1;
                    *whole.entry(c).or_default() += 1;
                }
            }
        }
        each.push(here);
    }
    let dominant = |counts: &BTreeMap<&'static str, u32>| {
        let (code, most) = counts.iter().max_by_key(|(_, n)| **n)?;
        let next = counts.iter().filter(|(c, _)| *c != code).map(|(_, n)| *n).max().unwrap_or(0);
        (*most >= 3 && *most > 2 * next).then_some(*code)
    };
    let collection = dominant(&whole);
    let few = |counts: &BTreeMap<&'static str, u32>| counts.values().sum::<u32>() < 3;
    each.iter().map(|counts| dominant(counts).or(collection.filter(|_| few(counts)))).collect()
}

/// The language of most articles; Indonesian where none is known.
fn main_language(articles: &[Arc<Entry>]) -> Lang {
    let mut counts: BTreeMap<Lang, usize> = BTreeMap::new();
    for lang in articles.iter().filter_map(|e| e.article.language) {
        *counts.entry(lang).or_default() += 1;
    }
    counts.into_iter().max_by_key(|(_, n)| *n).map_or(Lang::ID, |(lang, _)| lang)
}

/// A name no other entity has: with its kind, or a number, where it is taken.
fn unlike(name: &str, kind: Kind, taken: &mut HashSet<String>) -> String {
    let mut unlike = name.to_owned();
    let mut n = 1;
    while !taken.insert(unlike.clone()) {
        unlike = if n == 1 { format!("{name} ({kind})") } else { format!("{name} ({kind} {n})") };
        n += 1;
    }
    unlike
}

/// The key under which spellings of a name are found: letters and digits, folded.
pub fn key(name: &str) -> String {
    Some(gazetteer::key(name)).filter(|k| !k.is_empty()).unwrap_or_else(|| name.to_owned())
}
