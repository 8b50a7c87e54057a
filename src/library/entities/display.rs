//! What a cluster is called, and why each of its spellings is in it.
//!
//! The name is the fullest readable spelling that is used most in the main language of the collection; the rule of a
//! spelling is that of the join by which it is reached from the name.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, VecDeque};

use super::Alias;
use super::acronyms::Acronyms;
use super::clusters::Edge;
use super::elements::Elements;
use super::form::{self, Token};
use super::read::Spelling;
use crate::facts::names::gazetteer;
use crate::text::Lang;

/// A spelling of a cluster, counted.
#[derive(Debug, Clone)]
pub struct Counted<'a> {
    /// Its first mention.
    pub spelling: &'a Spelling,
    /// The element of that mention.
    pub element: u32,
    /// Its article.
    pub article: u32,
    /// Mentions.
    pub count: u32,
    /// Mentions in passages of the main language.
    pub native: u32,
}

/// The spelling to call the cluster by.
pub fn name<'a, 'b>(elements: &Elements, spellings: &'b [Counted<'a>]) -> Option<&'b Counted<'a>> {
    spellings.iter().max_by_key(|c| {
        let surface = c.spelling.surface.as_str();
        let form = &elements.form_of(c.element).form;
        let short = form::is_acronym(surface);
        let loud = !surface.chars().any(char::is_lowercase);
        let proper = surface.starts_with(char::is_uppercase);
        let words = surface.split(' ').count();
        let person = elements.form_of(c.element).person;
        // A form that is a code as a whole has many full names; the one used most is the one to know it by.
        let full = if form.code().is_some() { usize::from(!short) } else { form.tokens.len() };
        (
            c.native > 0,
            !short,
            !loud,
            proper,
            full,
            if person { 0 } else { words.min(1) },
            c.native,
            c.count,
            Reverse(surface),
        )
    })
}

/// The name of a country of which the collection has only short names.
pub fn written_out(elements: &Elements, chosen: &Counted<'_>, main: Lang) -> Option<&'static str> {
    let code = elements.form_of(chosen.element).form.code()?;
    let country = code.len() == 2 && !matches!(code, "UN" | "EU");
    (country && form::is_acronym(&chosen.spelling.surface)).then(|| gazetteer::name(code, main)).flatten()
}

/// The spellings with the rule that joined each to `name`.
pub fn aliases(
    elements: &Elements,
    acronyms: &Acronyms,
    edges: &HashMap<u32, Vec<&Edge>>,
    spellings: &[Counted<'_>],
    name: &Counted<'_>,
) -> Vec<Alias> {
    let reached = reach(elements, edges, name.element);
    let mut out: Vec<Alias> = spellings
        .iter()
        .map(|c| {
            let rule = if c.spelling.surface == name.spelling.surface {
                String::new()
            } else {
                let far = reached.get(&c.element).filter(|r| !r.is_empty()).cloned();
                let own = acronyms.rule(c.article, &c.spelling.surface).map(str::to_owned);
                own.filter(|_| far.is_none()).or(far).unwrap_or_else(|| near(elements, c, name))
            };
            Alias { surface: c.spelling.surface.clone(), count: c.count, rule }
        })
        .collect();
    out.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.surface.cmp(&b.surface)));
    out
}

/// For each element of the cluster the rule of the last join on the way from `start`.
fn reach(elements: &Elements, edges: &HashMap<u32, Vec<&Edge>>, start: u32) -> BTreeMap<u32, String> {
    let mut rules = BTreeMap::from([(start, String::new())]);
    let mut queue = VecDeque::from([start]);
    while let Some(at) = queue.pop_front() {
        for e in edges.get(&at).into_iter().flatten() {
            let next = if e.a == at { e.b } else { e.a };
            if rules.contains_key(&next) {
                continue;
            }
            // Same letters in another article: what joined them there joins them here.
            let rule = if e.rule.is_empty() {
                rules[&at].clone()
            } else {
                let (of_a, of_b) = e.rule.split_once('|').unwrap_or((&e.rule, &e.rule));
                let rule = if next == e.a { of_a } else { of_b };
                rule.replace("{}", &elements.all[at as usize].surface)
            };
            rules.insert(next, rule);
            queue.push_back(next);
        }
    }
    rules
}

/// The rule between two spellings of one form.
fn near(elements: &Elements, c: &Counted<'_>, name: &Counted<'_>) -> String {
    let (a, b) = (&c.spelling.surface, &name.spelling.surface);
    let (form, of) = (&elements.form_of(c.element).form, elements.form_of(c.element));
    if c.spelling.elided {
        return "its head is left out in a list".to_owned();
    }
    if c.spelling.key == name.spelling.key {
        let plain = |s: &str| s.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        return if plain(a) == plain(b) {
            "same letters, other blanks or hyphens"
        } else if plain(a).to_lowercase() == plain(b).to_lowercase() {
            "same letters in other case"
        } else {
            "same letters with other marks"
        }
        .to_owned();
    }
    if of.person {
        return "same name without title or initial".to_owned();
    }
    if let Some(code) = form.code() {
        let what =
            if code.starts_with("org:") || code == "UN" || code == "EU" { "organisation" } else { "country or region" };
        return format!("another name of the same {what}");
    }
    let words = |s: &str| {
        let mut all: Vec<String> = s.split(|c: char| !c.is_alphanumeric()).map(gazetteer::key).collect();
        all.sort();
        all
    };
    if words(a) == words(b) {
        return "same words in another order".to_owned();
    }
    if form.tokens.iter().any(Token::is_number) && a.split(' ').next() == b.split(' ').next() {
        return "same words and number, written otherwise".to_owned();
    }
    if a.split(' ').any(form::is_acronym) != b.split(' ').any(form::is_acronym) {
        return "same name with an acronym written out".to_owned();
    }
    "same words, in another language or by a word of the same meaning".to_owned()
}

/// The surfaces of `spellings` counted by cluster member, first mention kept.
pub fn count<'a>(seen: impl Iterator<Item = (u32, u32, &'a Spelling)>, main: Lang) -> Vec<Counted<'a>> {
    let mut at: HashMap<&str, usize> = HashMap::new();
    let mut out: Vec<Counted<'a>> = Vec::new();
    for (article, element, spelling) in seen {
        let i = *at.entry(spelling.surface.as_str()).or_insert_with(|| {
            out.push(Counted { spelling, element, article, count: 0, native: 0 });
            out.len() - 1
        });
        out[i].count += 1;
        out[i].native += u32::from(spelling.lang.is_none_or(|l| l == main));
    }
    out
}
