//! Named facts: what two or three articles tell of the same numbered document, or of one rarely named body in passages that
//! are alike in more than the name; and the offices that they give to one person.

use std::collections::BTreeSet;

use super::sentence;
use crate::facts::{Figure, Kind, Mention};
use crate::library::index::{WordId, is_running_text};
use crate::library::{ArticleId, EntityId, Library, Place, Spot};
use crate::text::{fold, words::words};

/// Passages that tell of a thing, at most, for what they tell to be a topic.
const MOST: usize = 6;
/// The same for a thing without a number.
const MOST_RARE: usize = 3;
/// How alike passages of two articles that name a thing are, at least. Less says only that the thing is named in both.
const ALIKE: f32 = 0.37;
/// Passages of a collection in which that is worked out; in a larger one the rarity of the words they share decides.
const SMALL: usize = 1500;
/// That rarity, at least: about so many words that only one passage has.
const SHARED: f32 = 3.0;

/// What stands before the last of several names.
const AND: [&str; 8] = ["dan", "serta", "atau", "maupun", "and", "or", "va", "hoac"];

/// Named things with the spots that tell of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The things; several where the same sentences name them.
    pub entities: Vec<EntityId>,
    /// What is told, when the topic is not the thing itself: the offices given to a person.
    pub offices: bool,
    /// Mentions, the first of each passage, in order.
    pub spots: Vec<Spot>,
}

/// The named facts of the collection.
pub fn all(library: &Library) -> Vec<Named> {
    let found = library
        .entities
        .ids()
        .filter_map(|id| if is_person(library, id) { offices(library, id) } else { thing(library, id) });
    // Sentences that name the same things are one topic.
    let mut out: Vec<Named> = Vec::new();
    let mut told: Vec<Vec<(Place, usize)>> = Vec::new();
    for named in found {
        let here: Vec<(Place, usize)> = named.spots.iter().map(|s| (s.place, sentence_of(library, s).start)).collect();
        let same = |at: &usize| !named.offices && !out[*at].offices && told[*at] == here;
        match (0..out.len()).find(same) {
            Some(at) => out[at].entities.extend(named.entities),
            None => {
                out.push(named);
                told.push(here);
            }
        }
    }
    out
}

fn is_person(library: &Library, id: EntityId) -> bool {
    library.entities.get(id).kind == Kind::Person
}

fn sentence_of(library: &Library, spot: &Spot) -> std::ops::Range<usize> {
    sentence(library.passage(spot.place).text.text(), spot.span.clone())
}

/// A document, body or event that articles of the collection tell of in few passages.
fn thing(library: &Library, id: EntityId) -> Option<Named> {
    let entity = library.entities.get(id);
    if entity.kind == Kind::Place {
        return None;
    }
    let mut spots: Vec<Spot> = Vec::new();
    for mention in &entity.mentions {
        let entry = library.entry(mention.article);
        let m = &entry.facts.mentions[mention.mention as usize];
        let place = Place { article: mention.article, passage: m.passage };
        if is_running_text(entry.article.passage(m.passage)) && spots.last().is_none_or(|s| s.place != place) {
            spots.push(Spot { place, span: m.span.clone() });
        }
    }
    let numbered = entity.kind == Kind::Document && entity.name.bytes().any(|b| b.is_ascii_digit());
    if !numbered {
        if spots.len() > MOST {
            return None;
        }
        spots = telling_alike(library, spots);
        if !tells_something(library, &spots) {
            return None;
        }
    }
    let most = if numbered { MOST } else { MOST_RARE };
    let articles = spots.chunk_by(|a, b| a.place.article == b.place.article).count();
    (articles >= 2 && (spots.len() <= most || numbered)).then(|| {
        spots.truncate(most);
        Named { entities: vec![id], offices: false, spots }
    })
}

/// Whether the sentences tell something of the thing. A sentence that names it in one breath with others tells nothing of it; if
/// one of two articles does no more, the other must give a date or a figure beside it.
fn tells_something(library: &Library, spots: &[Spot]) -> bool {
    let mut telling: Vec<ArticleId> =
        spots.iter().filter(|s| !is_enumerated(library, s)).map(|s| s.place.article).collect();
    telling.dedup();
    let counted = |spot: &Spot| {
        let text = library.passage(spot.place).text.text();
        let beside = |f: &Figure| {
            let (from, to) = (f.span.end.min(spot.span.end), f.span.start.max(spot.span.start));
            let between = text.get(from..to).unwrap_or_default();
            f.passage == spot.place.passage && !between.contains([',', ';', ':', '.'])
        };
        !is_enumerated(library, spot) && library.entry(spot.place.article).facts.figures.iter().any(beside)
    };
    telling.len() > 1 || spots.iter().any(counted)
}

/// Whether nothing but a comma or `and` stands between the name and another.
fn is_enumerated(library: &Library, spot: &Spot) -> bool {
    let text = library.passage(spot.place).text.text();
    let mentions = library.entry(spot.place.article).facts.mentions_in(spot.place.passage);
    let joins = |from: usize, to: usize| {
        let between = text.get(from..to).unwrap_or("-");
        let mut said = words(between).map(|w| fold::folded(&between[w])).peekable();
        let breaks = between.contains(['.', ';', ':', '(']);
        !breaks && (between.contains([',', '/']) || said.peek().is_some()) && said.all(|w| AND.contains(&w.as_str()))
    };
    let pair = |m: &Mention| m.expansion.is_some();
    let at = mentions.iter().position(|m| m.span == spot.span);
    let Some(at) = at else { return false };
    let own = |n: usize| mentions.get(n).filter(|m| !(pair(m) && pair(&mentions[at]) && n.abs_diff(at) == 1));
    let before = at.checked_sub(1).and_then(own).is_some_and(|m| joins(m.span.end, spot.span.start));
    before || own(at + 1).is_some_and(|m| joins(spot.span.end, m.span.start))
}

/// The spots whose passages are alike with one of another article.
fn telling_alike(library: &Library, spots: Vec<Spot>) -> Vec<Spot> {
    let terms = &library.index.terms;
    let words_of = |s: &Spot| -> BTreeSet<WordId> {
        terms.roots_of(terms.number(s.place)).iter().filter(|t| t.is_telling()).map(|t| t.word()).collect()
    };
    let alike = |x: &Spot, y: &Spot| {
        if x.place.article == y.place.article {
            return false;
        }
        if terms.len() > SMALL {
            return words_of(x).intersection(&words_of(y)).map(|w| terms.rarity(*w)).sum::<f32>() >= SHARED;
        }
        library.strength(x.place, y.place) >= ALIKE || library.strength(y.place, x.place) >= ALIKE
    };
    let keep: Vec<bool> = spots.iter().map(|x| spots.iter().any(|y| alike(x, y))).collect();
    spots.into_iter().zip(keep).filter_map(|(spot, keep)| keep.then_some(spot)).collect()
}

/// The offices that two articles or more give to a person, each once an article; none where all give the same. What a caption
/// says in another language, and the caption beside it in the article's own, is said once.
fn offices(library: &Library, id: EntityId) -> Option<Named> {
    let mut spots: Vec<Spot> = Vec::new();
    let mut told: Vec<(ArticleId, String)> = Vec::new();
    for mention in &library.entities.get(id).mentions {
        let entry = library.entry(mention.article);
        let m = &entry.facts.mentions[mention.mention as usize];
        let passage = entry.article.passage(m.passage);
        let Some(office) = m.office.as_ref().filter(|_| passage.twin_of.is_none()) else { continue };
        let title = fold::folded(&passage.text.text()[office.clone()]);
        let known = (mention.article, title);
        if !told.contains(&known) {
            let place = Place { article: mention.article, passage: m.passage };
            spots.push(Spot { place, span: office.start.min(m.span.start)..office.end.max(m.span.end) });
            told.push(known);
        }
    }
    let articles = told.chunk_by(|a, b| a.0 == b.0).count();
    let differ = told.iter().any(|t| t.1 != told[0].1);
    (articles >= 2 && differ).then_some(Named { entities: vec![id], offices: true, spots })
}
