//! Named facts: what two or three articles tell of the same numbered document or rarely named body, and the offices that
//! they give to one person.

use crate::article::Role;
use crate::facts::Kind;
use crate::library::{EntityId, Library, Spot};
use crate::text::fold;

/// Passages that tell of a thing, at most, for what they tell to be a topic.
const MOST: usize = 6;
/// The same for a thing without a number.
const MOST_RARE: usize = 3;

/// A named thing with the spots that tell of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The thing.
    pub entity: EntityId,
    /// What is told, when the topic is not the thing itself: the offices given to a person.
    pub offices: bool,
    /// Mentions, the first of each passage, in order.
    pub spots: Vec<Spot>,
}

/// The named facts of the collection.
pub fn all(library: &Library) -> Vec<Named> {
    library
        .entities
        .ids()
        .filter_map(|id| if is_person(library, id) { offices(library, id) } else { thing(library, id) })
        .collect()
}

fn is_person(library: &Library, id: EntityId) -> bool {
    library.entities.get(id).kind == Kind::Person
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
        let place = crate::library::Place { article: mention.article, passage: m.passage };
        if entry.article.passage(m.passage).role == Role::Body && spots.last().is_none_or(|s| s.place != place) {
            spots.push(Spot { place, span: m.span.clone() });
        }
    }
    let numbered = entity.name.bytes().any(|b| b.is_ascii_digit());
    let most = if numbered { MOST } else { MOST_RARE };
    let articles = spots.chunk_by(|a, b| a.place.article == b.place.article).count();
    (articles >= 2 && (spots.len() <= most || numbered)).then(|| {
        spots.truncate(most);
        Named { entity: id, offices: false, spots }
    })
}

/// The offices that two articles or more give to a person, each once an article; none where all give the same.
fn offices(library: &Library, id: EntityId) -> Option<Named> {
    let mut spots: Vec<Spot> = Vec::new();
    let mut told: Vec<(crate::library::ArticleId, String)> = Vec::new();
    for mention in &library.entities.get(id).mentions {
        let entry = library.entry(mention.article);
        let m = &entry.facts.mentions[mention.mention as usize];
        let Some(office) = &m.office else { continue };
        let title = fold::folded(&entry.article.passage(m.passage).text.text()[office.clone()]);
        let known = (mention.article, title);
        if !told.contains(&known) {
            let place = crate::library::Place { article: mention.article, passage: m.passage };
            spots.push(Spot { place, span: office.start.min(m.span.start)..office.end.max(m.span.end) });
            told.push(known);
        }
    }
    let articles = told.chunk_by(|a, b| a.0 == b.0).count();
    let differ = told.iter().any(|t| t.1 != told[0].1);
    (articles >= 2 && differ).then_some(Named { entity: id, offices: true, spots })
}
