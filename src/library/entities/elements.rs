//! Elements: what one article calls by names of one form. Rules join elements, never single mentions.
//!
//! Takes the spellings of all articles; gives elements with their forms and an element for each mention. Two mentions of
//! one article with the same form are one element; over articles elements of one form are joined, unless the form is
//! one that means another thing in each article (a given name alone).

use std::collections::{BTreeSet, HashMap, HashSet};

use super::acronyms::Acronyms;
use super::clusters::{Clusters, Marks};
use super::form::{self, Form, Token};
use super::read::Spelling;
use crate::facts::Kind;

/// What one article calls by names of one form.
#[derive(Debug)]
pub struct Element {
    /// The article.
    pub article: u32,
    /// The form, by its place in [`Elements::forms`].
    pub form: u32,
    /// How it is spelled first here.
    pub surface: String,
    /// How many mentions are taken for each kind, in the order of [`Kind::ALL`].
    pub kinds: [u32; 5],
}

impl Element {
    /// What most of its mentions are taken for.
    pub fn kind(&self) -> Kind {
        majority(&self.kinds)
    }
}

/// The kind counted most; the first of equals.
pub fn majority(kinds: &[u32; 5]) -> Kind {
    let best = (0..5).rev().max_by_key(|i| kinds[*i]).unwrap_or(0);
    Kind::ALL[best]
}

/// A form and the elements that have it.
#[derive(Debug)]
pub struct FormOf {
    /// The form.
    pub form: Form,
    /// Whether it is a person's.
    pub person: bool,
    /// Its elements, in order of articles.
    pub elements: Vec<u32>,
}

/// All elements of a collection.
#[derive(Debug, Default)]
pub struct Elements {
    /// The elements.
    pub all: Vec<Element>,
    /// The forms.
    pub forms: Vec<FormOf>,
    /// For each article, the element of each mention.
    pub of: Vec<Vec<u32>>,
    /// What most mentions of each form are taken for.
    kinds: Vec<Kind>,
    /// Forms by their bag.
    index: HashMap<(bool, Vec<Token>), u32>,
}

impl Elements {
    /// Reads `articles`; spellings whose key is in `apart` are kept from all others.
    pub fn read(
        articles: &[Vec<Spelling>],
        acronyms: &Acronyms,
        apart: &HashSet<String>,
        clusters: &mut Clusters,
    ) -> Self {
        let mut all = Self::default();
        let persons = persons(articles);
        let mut forms: HashMap<(bool, u32, Kind, &str), u32> = HashMap::new();
        for (a, spellings) in articles.iter().enumerate() {
            let article = a as u32;
            let mut here: HashMap<u32, u32> = HashMap::new();
            let mut of = Vec::with_capacity(spellings.len());
            for s in spellings {
                let lone = apart.contains(&s.key);
                let person = match persons.get(s.key.as_str()) {
                    Some(Taken::Person) => true,
                    Some(Taken::Thing) => false,
                    _ => s.kind == Kind::Person,
                };
                // What an acronym stands for may differ by article; a form without one is the same in all.
                let scope = if s.surface.split(' ').any(form::is_acronym) { article } else { u32::MAX };
                let kind = if person { Kind::Person } else { s.kind };
                let known = forms.get(&(person, scope, kind, s.surface.as_str())).copied();
                let f = known.unwrap_or_else(|| {
                    let made = || {
                        let stands_for = |w: &str| acronyms.stands_for(article, w);
                        if person { form::person(&s.surface) } else { form::thing(&s.surface, s.kind, &stands_for) }
                    };
                    let form = if lone { form::alone(&s.key) } else { made() };
                    let f = all.form(form, person);
                    forms.insert((person, scope, kind, &s.surface), f);
                    f
                });
                let element = *here.entry(f).or_insert_with(|| all.element(article, f, s, lone, clusters));
                all.all[element as usize].kinds[kind_index(s.kind)] += 1;
                of.push(element);
            }
            all.of.push(of);
        }
        all.kinds = all.forms.iter().map(|f| all.majority_of(f)).collect();
        all
    }

    fn majority_of(&self, form: &FormOf) -> Kind {
        let mut kinds = [0; 5];
        for e in &form.elements {
            for (sum, n) in kinds.iter_mut().zip(self.all[*e as usize].kinds) {
                *sum += n;
            }
        }
        majority(&kinds)
    }

    fn form(&mut self, form: Form, person: bool) -> u32 {
        let next = self.forms.len() as u32;
        let id = *self.index.entry((person, form.bag.clone())).or_insert(next);
        if id == next {
            self.forms.push(FormOf { form, person, elements: Vec::new() });
        }
        id
    }

    fn element(&mut self, article: u32, f: u32, s: &Spelling, apart: bool, clusters: &mut Clusters) -> u32 {
        let of = &mut self.forms[f as usize];
        let marks = Marks {
            person: of.person,
            numbers: if of.person { BTreeSet::new() } else { of.form.numbers() },
            years: of.form.years(),
            series: of.form.series().map(str::to_owned),
            code: of.form.code(),
            apart,
        };
        let id = clusters.add(marks);
        of.elements.push(id);
        self.all.push(Element { article, form: f, surface: s.surface.clone(), kinds: [0; 5] });
        id
    }

    /// The form with this bag.
    pub fn with_bag(&self, person: bool, bag: Vec<Token>) -> Option<u32> {
        self.index.get(&(person, bag)).copied()
    }

    /// The form of an element.
    pub fn form_of(&self, element: u32) -> &FormOf {
        &self.forms[self.all[element as usize].form as usize]
    }

    /// The first element of a form.
    pub fn first(&self, form: u32) -> u32 {
        self.forms[form as usize].elements[0]
    }

    /// The element of `form` in `article`.
    pub fn within(&self, form: u32, article: u32) -> Option<u32> {
        let elements = &self.forms[form as usize].elements;
        let i = elements.binary_search_by_key(&article, |e| self.all[*e as usize].article).ok()?;
        Some(elements[i])
    }

    /// What most mentions of a form are taken for.
    pub fn kind(&self, form: u32) -> Kind {
        self.kinds[form as usize]
    }
}

/// The place of a kind in [`Kind::ALL`].
pub fn kind_index(kind: Kind) -> usize {
    Kind::ALL.iter().position(|k| *k == kind).unwrap_or_default()
}

/// What all mentions of a key are taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Taken {
    Person,
    Thing,
    /// Some name a person and some another thing.
    Both,
}

/// Decides for each key whether it is a person's. A few mentions among many are a slip of the recogniser; a person with
/// an office, or one mentioned often enough beside a thing of the same name, is a person.
fn persons(articles: &[Vec<Spelling>]) -> HashMap<&str, Taken> {
    let mut counts: HashMap<&str, (u32, u32, bool)> = HashMap::new();
    for s in articles.iter().flatten() {
        let (person, thing, office) = counts.entry(s.key.as_str()).or_default();
        if s.kind == Kind::Person {
            *person += 1;
            *office |= s.office;
        } else {
            *thing += 1;
        }
    }
    let judge = |(person, thing, office): (u32, u32, bool)| {
        if thing == 0 || person >= 3 * thing {
            Taken::Person
        } else if person == 0 || (thing >= 3 * person && !office) {
            Taken::Thing
        } else {
            Taken::Both
        }
    };
    counts.into_iter().map(|(key, c)| (key, judge(c))).collect()
}
