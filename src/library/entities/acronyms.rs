//! What acronyms stand for in a collection: pairs written side by side, and initials that fit one name alone.
//!
//! Takes the spellings of all articles; gives, for an acronym in an article, the tokens it stands for and the rule in
//! words. An acronym that stands for two things in the collection is read article by article.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::form::{self, Token};
use super::read::Spelling;
use crate::facts::Kind;
use crate::facts::names::gazetteer;

/// What an acronym stands for and why.
#[derive(Debug, Clone)]
struct Meaning {
    tokens: Vec<Token>,
    rule: String,
}

/// The acronyms of a collection.
#[derive(Debug, Default)]
pub struct Acronyms {
    everywhere: HashMap<String, Meaning>,
    within: HashMap<(u32, String), Meaning>,
}

/// Letters from which on initials join over articles; shorter ones fit by chance.
const LONG: usize = 4;

impl Acronyms {
    /// Learns from `articles`, the spellings of each.
    pub fn learn(articles: &[Vec<Spelling>]) -> Self {
        let mut all = Self::default();
        all.pairs(articles);
        all.initials(articles);
        all
    }

    /// What `word` stands for in `article`.
    pub fn stands_for(&self, article: u32, word: &str) -> Option<Vec<Token>> {
        self.meaning(article, word).map(|m| m.tokens.clone())
    }

    /// The rule by which `word` stands for its name in `article`.
    pub fn rule(&self, article: u32, word: &str) -> Option<&str> {
        self.meaning(article, word).map(|m| m.rule.as_str())
    }

    fn meaning(&self, article: u32, word: &str) -> Option<&Meaning> {
        if !form::is_acronym(word) {
            return None;
        }
        let key = gazetteer::key(word);
        self.everywhere.get(&key).or_else(|| self.within.get(&(article, key)))
    }

    fn pairs(&mut self, articles: &[Vec<Spelling>]) {
        let mut found: HashMap<String, Vec<(u32, Meaning)>> = HashMap::new();
        for (a, spellings) in articles.iter().enumerate() {
            for s in spellings {
                let Some(other) = s.expansion.and_then(|o| spellings.get(o as usize)) else { continue };
                let Some((short, full)) = pair(s, other) else { continue };
                let tokens = form::thing(&full.surface, full.kind, &|_| None).tokens;
                let rule = format!("acronym written beside “{}”", full.surface);
                found.entry(short.key.clone()).or_default().push((a as u32, Meaning { tokens, rule }));
            }
        }
        for (key, meanings) in found {
            let bags: HashSet<BTreeSet<&Token>> = meanings.iter().map(|(_, m)| m.tokens.iter().collect()).collect();
            if bags.len() == 1 {
                if let Some((_, first)) = meanings.into_iter().next() {
                    self.everywhere.insert(key, first);
                }
                continue;
            }
            for (article, m) in meanings {
                self.within.entry((article, key.clone())).or_insert(m);
            }
        }
    }

    fn initials(&mut self, articles: &[Vec<Spelling>]) {
        let mut names: HashMap<String, Fit> = HashMap::new();
        let mut open: Vec<(u32, &Spelling)> = Vec::new();
        let mut letters: HashMap<&str, [String; 2]> = HashMap::new();
        for (a, spellings) in articles.iter().enumerate() {
            let mut here: HashMap<String, Fit> = HashMap::new();
            for s in spellings.iter().filter(|s| s.kind != Kind::Person && s.surface.contains(' ')) {
                let both = letters
                    .entry(&s.surface)
                    .or_insert_with(|| [false, true].map(|small| form::initials(&s.surface, small)));
                // Two letters are told by an article alone, and only of a body.
                let body = s.kind == Kind::Organisation;
                for letters in both.iter().filter(|l| l.len() >= 3 || l.len() == 2 && body) {
                    here.entry(letters.clone()).or_default().add(s);
                    if letters.len() >= 3 {
                        names.entry(letters.clone()).or_default().add(s);
                    }
                }
            }
            for s in spellings {
                let pending = form::is_acronym(&s.surface)
                    && s.kind != Kind::Person
                    && self.meaning(a as u32, &s.surface).is_none()
                    && gazetteer::spelled(&s.surface).is_none();
                if !pending {
                    continue;
                }
                let body = s.key.len() > 2 || s.kind == Kind::Organisation;
                match here.get(&s.key).filter(|_| body).and_then(Fit::meaning) {
                    Some(m) => {
                        self.within.insert((a as u32, s.key.clone()), m);
                    }
                    None => open.push((a as u32, s)),
                }
            }
        }
        for (article, s) in open {
            if s.key.len() >= LONG
                && let Some(m) = names.get(&s.key).and_then(Fit::meaning)
            {
                self.within.insert((article, s.key.clone()), m);
            }
        }
    }
}

/// The names that some initials fit.
#[derive(Debug, Default)]
struct Fit {
    first: Option<(String, String, Kind)>,
    several: bool,
}

impl Fit {
    fn add(&mut self, s: &Spelling) {
        match &self.first {
            None => self.first = Some((s.key.clone(), s.surface.clone(), s.kind)),
            Some((key, ..)) => self.several |= *key != s.key,
        }
    }

    fn meaning(&self) -> Option<Meaning> {
        let (_, surface, kind) = self.first.as_ref().filter(|_| !self.several)?;
        let tokens = form::thing(surface, *kind, &|_| None).tokens;
        Some(Meaning { tokens, rule: format!("initials of “{surface}”") })
    }
}

/// The acronym and the full name of a pair, if it is one that may be read as such.
fn pair<'a>(a: &'a Spelling, b: &'a Spelling) -> Option<(&'a Spelling, &'a Spelling)> {
    if a.kind == Kind::Person || b.kind == Kind::Person {
        return None;
    }
    match (form::is_acronym(&a.surface), form::is_acronym(&b.surface)) {
        (true, false) => Some((a, b)),
        (false, true) => Some((b, a)),
        _ => None,
    }
}
