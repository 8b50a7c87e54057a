//! Short forms of numbered names: `Resolusi 59` of `Resolusi No. 59-NQ/TW`, `Kongres ke-9` of `Kongres Partai ke-9`; and
//! names with the home country left out.
//!
//! A short form is joined when exactly one longer name has its number and all its words. Where several have, each
//! article decides by what it names itself.

use std::collections::{HashMap, HashSet};

use super::clusters::Clusters;
use super::elements::Elements;
use super::form::{Form, Token};
use crate::facts::Kind;

/// Longer names looked at for one short one; a word that more names share tells too little.
const MOST: usize = 64;

/// Forms of numbered things by number and word.
type Postings = HashMap<(u32, Token), Vec<u32>>;

/// Joins short forms to the one longer form. Gives the forms left to each article, not to be joined over articles.
pub fn join(elements: &Elements, clusters: &mut Clusters, home: &dyn Fn(u32) -> Option<&'static str>) -> HashSet<u32> {
    let postings = postings(elements);
    let mut scoped = HashSet::new();
    let mut joins: Vec<(u32, u32)> = Vec::new();
    for (i, f) in elements.forms.iter().enumerate() {
        let id = i as u32;
        let Some(number) = main_number(&f.form).filter(|_| !f.person && f.form.words() > 0) else { continue };
        let longer = longer(elements, &postings, id, number, home);
        match longer.as_slice() {
            [] => {}
            [one] => joins.push((elements.first(id), elements.first(*one))),
            several => {
                scoped.insert(id);
                for e in &f.elements {
                    let article = elements.all[*e as usize].article;
                    let mut here = several.iter().filter_map(|l| elements.within(*l, article));
                    if let (Some(one), None) = (here.next(), here.next()) {
                        joins.push((*e, one));
                    }
                }
            }
        }
    }
    for (short, long) in joins {
        clusters.join(short, long, "same number, a shorter form of “{}”|same number, the longer form of “{}”");
    }
    scoped
}

fn postings(elements: &Elements) -> Postings {
    let mut postings = Postings::new();
    for (i, f) in elements.forms.iter().enumerate().filter(|(_, f)| !f.person) {
        let Some(number) = main_number(&f.form) else { continue };
        for t in f.form.bag.iter().filter(|t| !t.is_number()) {
            postings.entry((number, t.clone())).or_default().push(i as u32);
        }
    }
    postings
}

/// The number a name is known by: its first running number, else its first ordinal.
fn main_number(form: &Form) -> Option<u32> {
    let number = form.tokens.iter().find_map(|t| if let Token::Number(n) = t { Some(*n) } else { None });
    number.or_else(|| form.tokens.iter().find_map(|t| if let Token::Ordinal(n) = t { Some(*n) } else { None }))
}

/// The longest forms that say all that form `id` says and more, and nothing against it.
fn longer(
    elements: &Elements,
    postings: &Postings,
    id: u32,
    number: u32,
    home: &dyn Fn(u32) -> Option<&'static str>,
) -> Vec<u32> {
    let short = &elements.forms[id as usize].form;
    let lists = short.bag.iter().filter(|t| !t.is_number()).filter_map(|t| postings.get(&(number, t.clone())));
    let Some(rarest) = lists.min_by_key(|l| l.len()).filter(|l| l.len() <= MOST) else { return Vec::new() };
    let kind = elements.kind(id);
    let fits = |l: &&u32| {
        let f = &elements.forms[**l as usize];
        let extra = || f.form.bag.iter().filter(|t| !short.bag.contains(t));
        let article = elements.all[f.elements[0] as usize].article;
        let foreign = extra().any(|t| matches!(t, Token::Code(c) if home(article) != Some(c)));
        **l != id
            && same_head(short, &f.form)
            && short.bag.iter().all(|t| f.form.bag.contains(t))
            && short.numbers() == f.form.numbers()
            && (elements.kind(**l) == kind || f.form.tokens.first() == short.tokens.first())
            && !foreign
    };
    let all: Vec<u32> = rarest.iter().filter(fits).copied().collect();
    let bag = |l: u32| &elements.forms[l as usize].form.bag;
    let inside = |a: u32, b: u32| a != b && bag(a).len() < bag(b).len() && bag(a).iter().all(|t| bag(b).contains(t));
    all.iter().filter(|a| !all.iter().any(|b| inside(**a, *b))).copied().collect()
}

/// Words that may stand before a name without making it the name of something else.
const BEFORE: [&str; 7] = ["anniversary", "pandemic", "national", "international", "party", "central", "general"];

/// Whether nothing stands before the words of the short form that makes another thing of it: the office of a committee is
/// not the committee.
fn same_head(short: &Form, long: &Form) -> bool {
    let before = long.tokens.iter().take_while(|t| !short.bag.contains(t));
    let mut other = before.filter(|t| !matches!(t, Token::Code(_)) && !t.is_number());
    other.all(|t| matches!(t, Token::Meaning(m) if BEFORE.contains(m)))
}

/// Joins `Majelis Nasional` with `Majelis Nasional Vietnam` where the articles that leave the country out are at home there.
pub fn join_home(elements: &Elements, clusters: &mut Clusters, home: &dyn Fn(u32) -> Option<&'static str>) {
    for (i, f) in elements.forms.iter().enumerate() {
        let id = i as u32;
        let body = matches!(elements.kind(id), Kind::Organisation | Kind::Event | Kind::Document);
        // A bare word that the table of words does not know is a name of its own, not the name of a body.
        let known = f.form.tokens.iter().any(|t| matches!(t, Token::Meaning(_)));
        if f.person || !body || !known {
            continue;
        }
        let mut at = f.elements.iter().map(|e| home(elements.all[*e as usize].article));
        let Some(country) = at.next().flatten().filter(|c| at.all(|h| h == Some(*c))) else { continue };
        if f.form.bag.contains(&Token::Code(country)) {
            continue;
        }
        let mut bag = f.form.bag.clone();
        bag.push(Token::Code(country));
        bag.sort();
        if let Some(long) = elements.with_bag(false, bag).filter(|l| elements.kind(*l) == elements.kind(id)) {
            clusters.join(
                elements.first(id),
                elements.first(long),
                "“{}” with the country left out, the one the article is about|“{}” with the country, the one the article is about",
            );
        }
    }
}

/// Joins a name with the same name and a year, where one article has both and no other year is named.
pub fn join_years(elements: &Elements, clusters: &mut Clusters) {
    let mut dated: HashMap<Vec<Token>, Vec<u32>> = HashMap::new();
    for (i, f) in elements.forms.iter().enumerate().filter(|(_, f)| !f.person && !f.form.years().is_empty()) {
        let bare: Vec<Token> = f.form.bag.iter().filter(|t| !matches!(t, Token::Year(_))).cloned().collect();
        dated.entry(bare).or_default().push(i as u32);
    }
    let mut joins = Vec::new();
    for (bare, forms) in dated {
        let [one] = forms.as_slice() else { continue };
        let Some(short) = elements.with_bag(false, bare).filter(|s| elements.forms[*s as usize].form.words() >= 2)
        else {
            continue;
        };
        let article = |e: &u32| elements.all[*e as usize].article;
        let together =
            elements.forms[short as usize].elements.iter().any(|e| elements.within(*one, article(e)).is_some());
        if together && elements.kind(short) == elements.kind(*one) {
            joins.push((elements.first(short), elements.first(*one)));
        }
    }
    joins.sort_unstable();
    for (short, long) in joins {
        clusters.join(short, long, "“{}” without its year, the only one named|“{}” with its year, the only one named");
    }
}
