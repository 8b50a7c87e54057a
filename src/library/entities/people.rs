//! Short forms of people: a family or given name alone, where the article has exactly one person it can mean.
//!
//! Western family names stand last, Vietnamese given names too, Indonesian given names first; so any run of the words of
//! a full name may be its short form. Single words mean another person in each article until proved otherwise.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::clusters::Clusters;
use super::elements::Elements;
use super::form::Token;

/// The forms of single-word person names: not to be joined over articles by their letters alone.
pub fn scoped(elements: &Elements) -> HashSet<u32> {
    let single = elements.forms.iter().enumerate().filter(|(_, f)| f.person && f.form.tokens.len() == 1);
    single.map(|(i, _)| i as u32).collect()
}

/// Joins short forms within each article, then what is left of single words over articles.
pub fn join(elements: &Elements, clusters: &mut Clusters) {
    let mut resolved: HashSet<u32> = HashSet::new();
    for of in &elements.of {
        let people: BTreeSet<u32> = of.iter().copied().filter(|e| elements.form_of(*e).person).collect();
        let mut by_word: HashMap<&Token, Vec<u32>> = HashMap::new();
        for e in &people {
            for t in &elements.form_of(*e).form.tokens {
                by_word.entry(t).or_default().push(*e);
            }
        }
        // Longer ones first: `Sri Mulyani` is settled before `Sri` is asked.
        let mut order: Vec<u32> = people.iter().copied().collect();
        order.sort_by_key(|e| (usize::MAX - elements.form_of(*e).form.tokens.len(), *e));
        for e in order {
            let short = &elements.form_of(e).form.tokens;
            let Some(first) = short.first() else { continue };
            let longer: Vec<u32> = by_word
                .get(first)
                .into_iter()
                .flatten()
                .copied()
                .filter(|l| is_part(short, &elements.form_of(*l).form.tokens))
                .collect();
            let Some(one) = longer.first().copied() else { continue };
            if longer.iter().all(|l| clusters.same(*l, one))
                && clusters.join(e, one, "short for “{}”, the only person of the article it can mean|full name of “{}”, the only person of the article it can mean")
            {
                resolved.insert(e);
            }
        }
    }
    across(elements, clusters, &resolved);
}

/// Whether `short` is a run of the words of `long` and less than all.
fn is_part(short: &[Token], long: &[Token]) -> bool {
    short.len() < long.len() && long.windows(short.len()).any(|w| w == short)
}

/// Joins single words that no article explains, and those that two or more articles explain alike.
fn across(elements: &Elements, clusters: &mut Clusters, resolved: &HashSet<u32>) {
    for f in scoped(elements).into_iter().collect::<BTreeSet<_>>() {
        let (known, open): (Vec<u32>, Vec<u32>) =
            elements.forms[f as usize].elements.iter().copied().partition(|e| resolved.contains(e));
        for pair in open.windows(2) {
            clusters.join(pair[0], pair[1], "");
        }
        let mut people: BTreeMap<u32, (u32, u32)> = BTreeMap::new();
        for e in known {
            let root = clusters.find(e);
            people.entry(root).or_insert((0, e)).0 += 1;
        }
        if let (1, Some((n, e)), Some(o)) = (people.len(), people.values().next(), open.first())
            && *n >= 2
        {
            clusters.join(*o, *e, "short for “{}” in every other article that explains it|full name of “{}” in every other article that explains it");
        }
    }
}
