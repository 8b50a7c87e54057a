//! Short forms of organisations and places: beginnings of words run together (`Kepri`), firms without what sort of firm they
//! are, places without their head word, names of sites.
//!
//! Takes the spellings and elements; joins a short form where there is exactly one name it can mean: in its article, and for
//! words run together in the whole collection, where no article has a full name of its own.

use std::collections::{BTreeMap, HashMap};

use super::clusters::Clusters;
use super::elements::Elements;
use super::read::Spelling;
use crate::facts::Kind;
use crate::facts::names::gazetteer::key;

/// What sort of firm one is, before and behind its name.
const BEFORE: [&str; 5] = ["pt", "cv", "ud", "the", "perum"];
const BEHIND: [&str; 21] = [
    "tbk",
    "persero",
    "inc",
    "corp",
    "corporation",
    "ltd",
    "limited",
    "llc",
    "plc",
    "co",
    "company",
    "group",
    "grup",
    "holding",
    "holdings",
    "center",
    "centre",
    "foundation",
    "institute",
    "jsc",
    "gmbh",
];

/// Head words of places that are left out where the article has told them.
const HEADS: [&str; 17] = [
    "kecamatan",
    "kelurahan",
    "desa",
    "kabupaten",
    "kota",
    "provinsi",
    "distrik",
    "kampung",
    "dusun",
    "nagari",
    "gampong",
    "huyện",
    "quận",
    "tỉnh",
    "xã",
    "phường",
    "thị xã",
];

/// Ends of the addresses of sites.
const DOMAINS: [&str; 10] = [".com", ".co", ".co.id", ".id", ".net", ".org", ".vn", ".com.vn", ".info", ".tv"];

/// Letters of a short form, at least: shorter ones fit too much.
const LETTERS: usize = 4;

/// A name of one article as the rules see it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Name {
    element: u32,
    /// Its words, small.
    words: Vec<String>,
    surface: String,
}

/// Joins the short forms.
pub fn join(spellings: &[Vec<Spelling>], elements: &Elements, clusters: &mut Clusters) {
    let mut everywhere: BTreeMap<Kind, BTreeMap<u32, Name>> = BTreeMap::new();
    let mut open: Vec<(Kind, Name)> = Vec::new();
    for (here, of) in spellings.iter().zip(&elements.of) {
        let mut by_kind: BTreeMap<Kind, BTreeMap<u32, Name>> = BTreeMap::new();
        for (s, e) in here.iter().zip(of).filter(|(s, _)| !s.surface.contains(|c: char| c.is_ascii_digit())) {
            let name = || Name { element: *e, words: words(&s.surface), surface: s.surface.clone() };
            by_kind.entry(elements.all[*e as usize].kind()).or_default().entry(*e).or_insert_with(name);
        }
        for (kind, names) in by_kind {
            within(kind, &names, clusters, &mut open);
            everywhere.entry(kind).or_default().extend(names);
        }
    }
    across(&open, &everywhere, clusters);
}

/// Joins what one article explains; gives what it leaves open.
fn within(kind: Kind, names: &BTreeMap<u32, Name>, clusters: &mut Clusters, open: &mut Vec<(Kind, Name)>) {
    let mut by_first: HashMap<char, Vec<&Name>> = HashMap::new();
    for name in names.values() {
        for first in name.words.iter().take(2).filter_map(|w| w.chars().next()) {
            let list = by_first.entry(first).or_default();
            if list.last() != Some(&name) {
                list.push(name);
            }
        }
    }
    for short in names.values() {
        let Some(first) = short.words.first().and_then(|w| w.chars().next()) else { continue };
        let near = by_first.get(&first).into_iter().flatten().filter(|l| l.element != short.element);
        let fits: Vec<(&Name, &str)> = near.filter_map(|l| Some((*l, rule(kind, short, l)?))).collect();
        let Some((one, rule)) = fits.first().copied() else {
            if matches!(kind, Kind::Organisation | Kind::Place) {
                open.push((kind, short.clone()));
            }
            continue;
        };
        if fits.iter().all(|(l, _)| clusters.same(l.element, one.element)) {
            clusters.join(short.element, one.element, rule);
        }
    }
}

/// Joins beginnings of words that run together with the only name of the collection they can mean.
fn across(open: &[(Kind, Name)], everywhere: &BTreeMap<Kind, BTreeMap<u32, Name>>, clusters: &mut Clusters) {
    let mut by_start: HashMap<(Kind, String), Vec<&Name>> = HashMap::new();
    for (kind, names) in everywhere {
        for name in names.values().filter(|n| n.words.len() > 1) {
            by_start.entry((*kind, start(&name.words[0]))).or_default().push(name);
        }
    }
    for (kind, short) in open {
        let near = by_start.get(&(*kind, start(&short.words[0]))).into_iter().flatten();
        let fits: Vec<&Name> = near.filter(|l| l.element != short.element && is_blend(short, l)).copied().collect();
        let Some(one) = fits.first() else { continue };
        if fits.iter().all(|l| clusters.same(l.element, one.element)) {
            clusters.join(short.element, one.element, BLEND);
        }
    }
}

const BLEND: &str = "made of the beginnings of “{}”|its beginnings make “{}”";

/// The rule by which `short` stands for `long`.
fn rule(kind: Kind, short: &Name, long: &Name) -> Option<&'static str> {
    match kind {
        Kind::Person
            if is_blend(short, long) && long.words[0].len() >= 3 && short.words[0].starts_with(&long.words[0]) =>
        {
            Some(BLEND)
        }
        Kind::Organisation if is_firm(short, long) => Some(
            "short for “{}”, the only one of the article it can mean|full name of “{}”, the only one of the article it can mean",
        ),
        Kind::Organisation if is_site(short, long) || is_site(long, short) => {
            Some("the address of “{}”|its address is “{}”")
        }
        Kind::Organisation | Kind::Place if is_blend(short, long) => Some(BLEND),
        Kind::Place
            if long.words[0] != short.words[0]
                && HEADS.contains(&long.words[0].as_str())
                && long.words[1..] == short.words[..] =>
        {
            Some("“{}” without its head word|with the head word of “{}”")
        }
        _ => None,
    }
}

/// The words of a name, small, without signs.
fn words(surface: &str) -> Vec<String> {
    surface
        .split(' ')
        .map(|w| w.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase())
        .filter(|w| !w.is_empty())
        .collect()
}

/// The first letters of a word, by which blends are looked up.
fn start(word: &str) -> String {
    word.chars().take(2).collect()
}

/// Whether `short` is made of the beginnings of all words of `long`, two letters of each at least: `Kepri`, `Kemenkes`, `Jokowi`;
/// more words stand behind as they are: `Pemprov Riau`.
fn is_blend(short: &Name, long: &Name) -> bool {
    let same = (1..short.words.len()).rev().take_while(|i| {
        let back = short.words.len() - i;
        long.words.len() > back + 1 && long.words[long.words.len() - back] == short.words[*i]
    });
    let same = same.count();
    if same + 1 != short.words.len() || short.words[0].chars().count() < LETTERS {
        return false;
    }
    let parts = &long.words[..long.words.len() - same];
    parts.len() > 1 && short.words[0].len() < parts.concat().len() && pieces(&short.words[0], parts)
}

/// Whether `word` can be cut into beginnings of `parts`, one of each.
fn pieces(word: &str, parts: &[String]) -> bool {
    let Some((part, rest)) = parts.split_first() else { return word.is_empty() };
    let shared = word.bytes().zip(part.bytes()).take_while(|(a, b)| a == b).count();
    (2..=shared).any(|n| word.is_char_boundary(n) && pieces(&word[n..], rest))
}

/// Whether `long` is a firm by its sort, and `short` it without that, or its first word alone.
fn is_firm(short: &Name, long: &Name) -> bool {
    let before = long.words.iter().take_while(|w| BEFORE.contains(&w.as_str())).count();
    let behind = long.words.iter().rev().take_while(|w| BEHIND.contains(&w.as_str())).count();
    if before + behind == 0 || before + behind >= long.words.len() {
        return false;
    }
    let core = &long.words[before..long.words.len() - behind];
    let bare = |n: &Name| n.words.iter().take_while(|w| BEFORE.contains(&w.as_str())).count();
    let said = &short.words[bare(short)..];
    said == core || said.len() == 1 && said[0] == core[0] && said[0].chars().count() >= LETTERS
}

/// Whether `site` is the address that `name` makes without blanks.
fn is_site(site: &Name, name: &Name) -> bool {
    let [word] = site.words.as_slice() else { return false };
    let bare = DOMAINS.iter().filter_map(|d| word.strip_suffix(d)).min_by_key(|w| w.len());
    bare.is_some_and(|b| key(b) == key(&name.surface))
}

#[cfg(test)]
mod tests {
    use super::{Name, is_blend, is_firm, is_site, words};

    fn name(surface: &str) -> Name {
        Name { element: 0, words: words(surface), surface: surface.to_owned() }
    }

    #[test]
    fn beginnings_of_words_run_together() {
        let blends = [
            ("Kepri", "Kepulauan Riau"),
            ("Kemenkes", "Kementerian Kesehatan"),
            ("Jokowi", "Joko Widodo"),
            ("Pemprov Riau", "Pemerintah Provinsi Riau"),
            ("Kejagung", "Kejaksaan Agung"),
            ("Sumbar", "Sumatera Barat"),
        ];
        for (short, long) in blends {
            assert!(is_blend(&name(short), &name(long)), "{short} for {long}");
        }
        let none = [
            ("Kalimantan", "Kalimantan Barat"),
            ("Pemprov Bali", "Pemerintah Provinsi Riau"),
            ("Riau", "Kepulauan Riau"),
            ("Jateng", "Jawa Timur"),
        ];
        for (short, long) in none {
            assert!(!is_blend(&name(short), &name(long)), "{short} for {long}");
        }
    }

    #[test]
    fn firms_are_named_without_their_sort() {
        assert!(is_firm(&name("Harimau"), &name("PT Harimau Farma Tbk")));
        assert!(is_firm(&name("Harimau Farma"), &name("PT Harimau Farma Tbk")));
        assert!(is_firm(&name("Weldon Research"), &name("Weldon Research Center")));
        assert!(!is_firm(&name("Farma"), &name("PT Harimau Farma Tbk")));
        assert!(!is_firm(&name("Universitas"), &name("Universitas Negeri")));
    }

    #[test]
    fn an_address_is_the_name_without_blanks() {
        assert!(is_site(&name("KabarKota.com"), &name("Kabar Kota")));
        assert!(!is_site(&name("KabarKota.com"), &name("Kabar Desa")));
    }
}
