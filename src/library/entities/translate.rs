//! Acronyms of a name in another language: `VNA` beside `Kantor Berita Vietnam`, whose English name it shortens.
//!
//! A name made of words that the table translates, and of countries, is said in Indonesian, Vietnamese and English; an
//! acronym of the same article whose letters are exactly its initials is joined, if it fits one name alone.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::clusters::Clusters;
use super::elements::Elements;
use super::form::{self, Token};
use super::lexicon::lexicon;
use crate::facts::names::gazetteer;
use crate::text::Lang;

const LANGUAGES: [Lang; 3] = [Lang::ID, Lang::VI, Lang::EN];

/// Letters from which on initials in another language are proof enough; `VNA` fits an agency and an assembly.
const LONG: usize = 4;

/// An acronym and a name it may shorten, with the phrases whose initials it is and the article that has both.
pub struct Fit {
    /// The element of the acronym.
    pub acronym: u32,
    /// The element of the name.
    pub name: u32,
    /// The name in the other language.
    pub said: String,
    /// The article.
    pub article: u32,
}

/// Joins long acronyms with the one name of the collection whose translation they shorten; gives the short ones, which
/// need more evidence.
pub fn join(elements: &Elements, clusters: &mut Clusters) -> Vec<Fit> {
    let mut fits: BTreeMap<u32, Vec<Fit>> = BTreeMap::new();
    for (article, of) in elements.of.iter().enumerate() {
        for fit in within(elements, of, article as u32) {
            fits.entry(clusters.find(fit.acronym)).or_default().push(fit);
        }
    }
    let mut short = Vec::new();
    for (_, fits) in fits {
        let names: BTreeSet<u32> = fits.iter().map(|f| clusters.find(f.name)).collect();
        if names.len() != 1 {
            continue;
        }
        for fit in fits {
            if elements.all[fit.acronym as usize].surface.chars().count() < LONG {
                short.push(fit);
                continue;
            }
            let rule = format!(
                "initials of “{{}}” in another language ({said})|“{{}}” is its initials in another language ({said})",
                said = fit.said
            );
            clusters.join(fit.acronym, fit.name, &rule);
        }
    }
    short
}

/// The fits of one article.
fn within(elements: &Elements, of: &[u32], article: u32) -> Vec<Fit> {
    let here: BTreeSet<u32> = of.iter().copied().filter(|e| !elements.form_of(*e).person).collect();
    let mut acronyms: HashMap<String, u32> = HashMap::new();
    for e in &here {
        let surface = &elements.all[*e as usize].surface;
        let own = matches!(elements.form_of(*e).form.bag.as_slice(), [Token::Word(_)]);
        if own && form::is_acronym(surface) && surface.chars().count() >= 3 {
            acronyms.insert(sorted(&gazetteer::key(surface)), *e);
        }
    }
    let mut fits = Vec::new();
    if acronyms.is_empty() {
        return fits;
    }
    for name in here {
        for (letters, said) in renderings(&elements.form_of(name).form.tokens) {
            let Some(acronym) = acronyms.get(&letters).copied().filter(|a| *a != name) else { continue };
            let known = fits.iter().any(|f: &Fit| f.acronym == acronym && f.name == name);
            if !known && spells(&gazetteer::key(&elements.all[acronym as usize].surface), &said) {
                fits.push(Fit { acronym, name, said: said.join(" "), article });
            }
        }
    }
    fits
}

/// The ways to say a name of up to four translatable pieces: sorted initials and the phrases.
fn renderings(tokens: &[Token]) -> Vec<(String, Vec<&'static str>)> {
    let mut out = Vec::new();
    if !(2..=4).contains(&tokens.len()) {
        return out;
    }
    for (i, lang) in LANGUAGES.into_iter().enumerate() {
        let phrases = |t: &Token| match t {
            Token::Meaning(m) => lexicon().said(m, i).iter().take(3).copied().collect(),
            Token::Code(c) => gazetteer::name(c, lang).into_iter().collect(),
            _ => Vec::new(),
        };
        let choices: Vec<Vec<&'static str>> = tokens.iter().map(phrases).collect();
        let mut all: Vec<Vec<&'static str>> = vec![Vec::new()];
        for choice in &choices {
            all = all.iter().flat_map(|said| choice.iter().map(|c| [said.as_slice(), &[c]].concat())).collect();
        }
        out.extend(all.into_iter().map(|said| (sorted(&said.iter().map(|p| initials(p)).collect::<String>()), said)));
    }
    out
}

fn initials(phrase: &str) -> String {
    form::initials(phrase, true)
}

fn sorted(letters: &str) -> String {
    let mut all: Vec<char> = letters.chars().collect();
    all.sort_unstable();
    all.into_iter().collect()
}

/// Whether `acronym` is the initials of the phrases in some order.
fn spells(acronym: &str, phrases: &[&str]) -> bool {
    if phrases.is_empty() {
        return acronym.is_empty();
    }
    (0..phrases.len()).any(|i| {
        let rest = acronym.strip_prefix(initials(phrases[i]).as_str());
        let others = [&phrases[..i], &phrases[i + 1..]].concat();
        rest.is_some_and(|r| spells(r, &others))
    })
}

#[cfg(test)]
mod tests {
    use super::spells;

    #[test]
    fn an_acronym_spells_the_initials_in_any_order_of_the_pieces() {
        assert!(spells("vna", &["news agency", "Vietnam"]));
        assert!(spells("ttxvn", &["thông tấn xã", "Việt Nam"]));
        assert!(!spells("vnx", &["news agency", "Vietnam"]));
        assert!(!spells("anv", &["news agency", "Vietnam"]));
    }
}
