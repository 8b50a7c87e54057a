//! Clusters of elements that name one thing: a union-find that keeps why, and refuses what cannot be.
//!
//! Takes pairs with a reason; gives clusters, and for each element the reason nearest to it. Disjoint sets with union by
//! size and path halving (Tarjan 1975), so joining is near-linear in the number of elements.

use std::collections::BTreeSet;

/// What an element's name says that no other name of the same thing may contradict.
#[derive(Debug, Clone, Default)]
pub struct Marks {
    /// Whether it is a person.
    pub person: bool,
    /// Running numbers; empty where it has none.
    pub numbers: BTreeSet<u32>,
    /// Years; empty where it has none.
    pub years: BTreeSet<u32>,
    /// Letters after the number of a document.
    pub series: Option<String>,
    /// The country, region or organisation of the table that it is as a whole.
    pub code: Option<&'static str>,
    /// Kept apart by the reader: no rule may join it.
    pub apart: bool,
}

impl Marks {
    fn agrees(&self, other: &Self) -> bool {
        fn both<T: PartialEq>(a: &BTreeSet<T>, b: &BTreeSet<T>) -> bool {
            a.is_empty() || b.is_empty() || a == b
        }
        fn same<T: PartialEq>(a: Option<&T>, b: Option<&T>) -> bool {
            a.is_none() || b.is_none() || a == b
        }
        !self.apart
            && !other.apart
            && self.person == other.person
            && both(&self.numbers, &other.numbers)
            && both(&self.years, &other.years)
            && same(self.series.as_ref(), other.series.as_ref())
            && same(self.code.as_ref(), other.code.as_ref())
    }

    fn take(&mut self, other: Self) {
        if self.numbers.is_empty() {
            self.numbers = other.numbers;
        }
        if self.years.is_empty() {
            self.years = other.years;
        }
        self.series = self.series.take().or(other.series);
        self.code = self.code.or(other.code);
        self.apart |= other.apart;
    }
}

/// Why two elements are one thing.
#[derive(Debug, Clone)]
pub struct Edge {
    /// One element.
    pub a: u32,
    /// The other.
    pub b: u32,
    /// The rule in words, as said of `a`; after a `|` as said of `b`, where that differs. `{}` is the other spelling.
    pub rule: String,
}

/// The clusters.
#[derive(Debug, Default)]
pub struct Clusters {
    parent: Vec<u32>,
    size: Vec<u32>,
    marks: Vec<Marks>,
    /// The joins made, a spanning forest.
    pub edges: Vec<Edge>,
}

impl Clusters {
    /// Adds an element; gives its number.
    pub fn add(&mut self, marks: Marks) -> u32 {
        let id = self.parent.len() as u32;
        self.parent.push(id);
        self.size.push(1);
        self.marks.push(marks);
        id
    }

    /// The element that stands for the cluster of `x`.
    pub fn find(&mut self, mut x: u32) -> u32 {
        while self.parent[x as usize] != x {
            let up = self.parent[self.parent[x as usize] as usize];
            self.parent[x as usize] = up;
            x = up;
        }
        x
    }

    /// Whether the two are one cluster.
    pub fn same(&mut self, a: u32, b: u32) -> bool {
        self.find(a) == self.find(b)
    }

    /// Whether nothing known forbids joining the two.
    pub fn may_join(&mut self, a: u32, b: u32) -> bool {
        let (a, b) = (self.find(a), self.find(b));
        a == b || self.marks[a as usize].agrees(&self.marks[b as usize])
    }

    /// Joins the clusters of `a` and `b` by `rule`, unless something forbids it; whether they are one now.
    pub fn join(&mut self, a: u32, b: u32, rule: &str) -> bool {
        self.may_join(a, b) && self.force(a, b, rule)
    }

    /// Joins whatever the marks say: the reader's word.
    pub fn force(&mut self, a: u32, b: u32, rule: &str) -> bool {
        let (mut x, mut y) = (self.find(a), self.find(b));
        if x == y {
            return true;
        }
        if self.size[x as usize] < self.size[y as usize] {
            (x, y) = (y, x);
        }
        self.parent[y as usize] = x;
        self.size[x as usize] += self.size[y as usize];
        let other = std::mem::take(&mut self.marks[y as usize]);
        self.marks[x as usize].take(other);
        self.edges.push(Edge { a, b, rule: rule.to_owned() });
        true
    }
}

#[cfg(test)]
mod tests {
    use super::{Clusters, Marks};

    fn numbered(n: u32) -> Marks {
        Marks { numbers: [n].into(), ..Marks::default() }
    }

    #[test]
    fn numbers_that_differ_stay_apart_even_by_way_of_a_third() {
        let mut c = Clusters::default();
        let (a, b, plain) = (c.add(numbered(13)), c.add(numbered(14)), c.add(Marks::default()));
        assert!(c.join(a, plain, "x"));
        assert!(!c.join(plain, b, "y"));
        assert!(!c.same(a, b));
        assert_eq!(c.edges.len(), 1);
    }

    #[test]
    fn a_person_is_no_organisation_unless_the_reader_says_so() {
        let mut c = Clusters::default();
        let (a, b) = (c.add(Marks { person: true, ..Marks::default() }), c.add(Marks::default()));
        assert!(!c.join(a, b, "x"));
        assert!(c.force(a, b, "the reader"));
        assert!(c.same(a, b));
    }
}
