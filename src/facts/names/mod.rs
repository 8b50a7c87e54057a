//! Names: a trained model, patterns and a gazetteer, each where it is strong.
//!
//! Takes an article; gives its [`Mention`]s with byte spans in the passages' texts. The steps, in order:
//!
//! | step | finds |
//! |---|---|
//! | [`documents`], [`events`] | what no corpus has: numbered and named documents, events; their tokens are closed to the rest |
//! | [`spotter`] | persons, places, organisations: the model where there is one for the language, [`runs`] of capitals else |
//! | [`english`], [`english_article`] | what English newspapers do with names: titles, listed organisations, last names |
//! | [`bodies`] | organisations by their head words ([`heads`]), countries and listed places, photo credits |
//! | [`offices`] | titles cut off the names of persons |
//! | [`territory`], [`ranks`] | Indonesian places behind offices and head words; where a person begins behind a body |
//! | [`pairs`] | `Full Name (FN)` |
//! | [`headlines`] | where a name ends in a line of capitals |
//! | [`holders`] | persons that end a body's name, called by one word elsewhere |
//! | [`discourse`] | the kind that most mentions of a name have, for all of them |
//! | [`echo`] | the same names at their other places in the article |
//! | [`revision`], [`parting`] | what a second model makes of all that, and the names it ran together parted again |
//! | [`wanted`] | names that the reader asked for |
//!
//! It does not say which mentions of several articles are one thing.

use super::Mention;
use crate::article::{Article, PassageId, Role};

pub mod bodies;
pub mod casing;
pub mod coordination;
pub mod discourse;
pub mod documents;
pub mod echo;
pub mod english;
pub mod english_article;
pub mod english_bodies;
pub mod english_titles;
pub mod events;
pub mod features;
pub mod found;
pub mod gazetteer;
pub mod groups;
pub mod headlines;
pub mod heads;
pub mod holders;
pub mod lexicon;
pub mod model;
pub mod models;
pub mod offices;
pub mod pairs;
pub mod parting;
pub mod persons;
pub mod phrase;
pub mod places;
pub mod ranks;
pub mod reading;
pub mod refuse;
mod reports;
pub mod revision;
pub mod runs;
pub mod spotter;
pub mod statutes;
pub mod territory;
pub mod tokens;
pub mod trades;
#[cfg(test)]
mod trial;
pub mod vietnamese;
pub mod wanted;
pub mod words;

use casing::Casing;
use found::Found;
use lexicon::Tongue;
use models::Models;
use reading::Reading;
use wanted::Wanted;

/// Which steps to take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Steps {
    /// The patterns beside the model.
    pub patterns: bool,
}

impl Steps {
    /// The model alone, for measuring.
    pub const MODEL: Self = Self { patterns: false };
    /// Everything.
    pub const ALL: Self = Self { patterns: true };
}

/// Whether the shipped models and word lists can be used; if not, a sentence says why. To be asked once, at the start.
pub fn check() -> Result<(), String> {
    lexicon::check()?;
    casing::check()?;
    places::check()?;
    groups::check()?;
    models::check()
}

/// Reads the word lists anew, for measuring; tells whether they are whole.
pub fn load_tables() -> bool {
    lexicon::Lexicon::shipped().is_ok() && casing::shipped().is_ok()
}

/// Finds the names of `article`, in reading order, spans disjoint.
pub fn find(article: &Article) -> Vec<Mention> {
    find_wanted(article, Steps::ALL, &Wanted::default())
}

/// Finds names taking only some of the steps; the names of `wanted` win over what any step finds.
pub fn find_wanted(article: &Article, steps: Steps, wanted: &Wanted) -> Vec<Mention> {
    find_with(article, steps, Models::shipped(), wanted)
}

/// An article as the steps read it first.
#[derive(Debug)]
pub struct FirstReading<'a> {
    /// Its passages but the lines about its source; whether a passage told its language.
    pub passages: Vec<(PassageId, Reading<'a>, bool)>,
    /// How it writes its words.
    pub casing: Casing,
    found: Vec<Vec<Found>>,
}

impl FirstReading<'_> {
    /// What the steps say of each token, by passage, and what the words of the article were taken for.
    pub fn told(&self) -> (Vec<Vec<revision::Told>>, revision::Counts) {
        let readings: Vec<&Reading> = self.passages.iter().map(|(_, r, _)| r).collect();
        revision::told_of(&readings, &self.found)
    }
}

/// Takes all steps before the second reading.
pub fn read_first<'a>(article: &'a Article, steps: Steps, models: Models) -> FirstReading<'a> {
    let main = article.language.map_or(Tongue::Other, Tongue::of);
    let mut passages: Vec<_> = article
        .numbered()
        .filter(|(_, p)| p.role != Role::Source)
        .map(|(id, p)| (id, Reading::told(p.text.text(), p.lang, article.language), p.lang.is_some()))
        .collect();
    if main == Tongue::Other {
        settle(&mut passages);
    }
    let mut casing = Casing::default();
    for (_, r, _) in passages.iter().filter(|(_, r, _)| !r.shouts()) {
        for s in r.sentences() {
            casing.count(&r.words[s.clone()], &r.classes[s]);
        }
    }
    let mut common = Vec::new();
    let mut found: Vec<Vec<Found>> = Vec::with_capacity(passages.len());
    for (id, reading, _) in &mut passages {
        let mut all = Vec::new();
        if steps.patterns {
            documents::find(reading, &casing, &mut all);
            events::find(reading, &casing, &mut all);
        }
        spotter::find(reading, &casing, steps, models, &mut all);
        if steps.patterns {
            if reading.tongue == Tongue::En {
                english::mend(reading, &mut all);
            } else {
                english_bodies::abroad(reading, &mut all);
            }
            bodies::find(reading, &casing, &mut all);
            offices::strip(reading, &mut all);
            territory::find(reading, &mut all);
            ranks::finish(reading, &mut all);
            common.extend(pairs::find(reading, &mut all));
            // Where a page comes from is told beside its title.
            let byline = article.passage(*id).role == Role::Byline;
            all.retain(|f| !byline || f.by != "outlet" || reading.is_upper(f.run.start));
        }
        all.sort_by_key(|f| f.run.start);
        found.push(all);
    }
    if steps.patterns {
        for ((_, r, _), all) in passages.iter().zip(&mut found).filter(|_| !common.is_empty()) {
            all.retain(|f| f.run.len() > 1 || !common.contains(&r.words[f.run.start].low));
        }
        let readings: Vec<&Reading> = passages.iter().map(|(_, r, _)| r).collect();
        for (r, all) in readings.iter().zip(&mut found) {
            all.retain(|f| !refuse::is_opener(r, &casing, f));
        }
        headlines::find(&readings, &mut found);
        holders::find(&readings, &mut found);
        discourse::find(&readings, &casing, &mut found);
        echo::find(&readings, &casing, &mut found);
        english_article::find(&readings, &casing, &mut found);
    }
    FirstReading { passages, casing, found }
}

/// Finds names with other models than those compiled in, for measuring.
pub fn find_with(article: &Article, steps: Steps, models: Models, wanted: &Wanted) -> Vec<Mention> {
    let FirstReading { passages, casing, mut found } = read_first(article, steps, models);
    if steps.patterns {
        let readings: Vec<&Reading> = passages.iter().map(|(_, r, _)| r).collect();
        revision::find(&readings, &casing, models, &mut found);
    }
    if !wanted.is_empty() {
        for ((id, reading, _), all) in passages.iter().zip(&mut found) {
            wanted.claim(reading, article.passage(*id).lang.or(article.language), all);
        }
    }
    for ((_, reading, _), all) in passages.iter().zip(&mut found) {
        all.retain(|f| refuse::stays(reading, f));
        all.sort_by_key(|f| (f.run.start, std::cmp::Reverse(f.run.end)));
        let mut end = 0;
        all.retain(|f| {
            let free = f.run.start >= end && !f.run.is_empty();
            end = end.max(f.run.end);
            free
        });
    }
    let mut out = Vec::new();
    for ((id, reading, _), all) in passages.iter().zip(found) {
        let first = out.len() as u32;
        out.extend(all.iter().map(|f| Mention {
            passage: *id,
            span: reading.bytes(&f.run),
            kind: f.kind,
            by: f.by,
            expansion:
                f.expansion.and_then(|start| all.iter().position(|o| o.run.start == start)).map(|i| first + i as u32),
            office: f.office.as_ref().map(|o| reading.bytes(o)),
        }));
    }
    out
}

/// Gives lines that do not tell their language that of most of the others.
fn settle(passages: &mut [(PassageId, Reading, bool)]) {
    let mut votes = [(Tongue::Id, 0), (Tongue::En, 0), (Tongue::Vi, 0)];
    for (_, r, _) in &*passages {
        if let Some(v) = votes.iter_mut().find(|v| v.0 == r.tongue) {
            v.1 += r.len();
        }
    }
    let Some(&(mut most, n)) = votes.iter().max_by_key(|v| v.1) else { return };
    if n == 0 {
        // No common word anywhere: the letters of the longest line have to tell.
        let longest = passages.iter().map(|(_, r, _)| r.text).max_by_key(|t| t.len()).unwrap_or_default();
        let Some((lang, _)) = crate::text::language::guess(longest) else { return };
        most = Tongue::of(lang);
    }
    for (_, r, told) in passages.iter_mut() {
        if r.tongue == Tongue::Other && !*told {
            r.retell(most);
        }
    }
}
