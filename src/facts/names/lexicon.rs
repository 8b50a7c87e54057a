//! The words that tell what a name is: `assets/names/lexicon.tsv` and the names of countries, compiled in.
//!
//! Takes words; gives the [`Classes`] of the phrases they are part of, by language. It does not find names.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;

use super::tokens::tokens;
use super::words::{Case, Word, hash, word};
use crate::text::Lang;

const TABLE: &str = include_str!("../../../assets/names/lexicon.tsv");
const LISTED: &str = include_str!("../../../assets/names/organisations-listed.tsv");
const COUNTRIES: [&str; 2] =
    [include_str!("../../../assets/names/countries.tsv"), include_str!("../../../assets/names/countries-more.tsv")];

/// A set of classes, one bit each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Classes(pub u32);

impl Classes {
    /// Stands before a person's name.
    pub const OFFICE: Self = Self(1);
    /// Head of the name of an organisation.
    pub const ORG: Self = Self(1 << 1);
    /// Last word of the name of an organisation.
    pub const ORG_TAIL: Self = Self(1 << 2);
    /// An organisation by name.
    pub const BODY: Self = Self(1 << 3);
    /// Head of the name of an event.
    pub const EVENT: Self = Self(1 << 4);
    /// An event by name.
    pub const EVENT_NAME: Self = Self(1 << 5);
    /// Head of the name of a document.
    pub const DOCUMENT: Self = Self(1 << 6);
    /// A document by name.
    pub const DOCUMENT_NAME: Self = Self(1 << 7);
    /// Head of the name of a place.
    pub const PLACE: Self = Self(1 << 8);
    /// A country or region by name.
    pub const REGION: Self = Self(1 << 9);
    /// No name when it stands alone.
    pub const GENERIC: Self = Self(1 << 10);
    /// Stands beside the name of somebody who speaks.
    pub const SAYS: Self = Self(1 << 11);
    /// An ordinal word.
    pub const ORDINAL: Self = Self(1 << 12);
    /// Ends in a full stop inside a sentence.
    pub const ABBREVIATION: Self = Self(1 << 13);
    /// Opens a photo credit.
    pub const CREDIT: Self = Self(1 << 14);
    /// One of the commonest words of the language.
    pub const FUNCTION: Self = Self(1 << 15);

    /// A Vietnamese family name.
    pub const SURNAME: Self = Self(1 << 16);
    /// A Vietnamese word of several syllables.
    pub const COMPOUND: Self = Self(1 << 17);
    /// A month or a day of the week.
    pub const DATE: Self = Self(1 << 18);
    /// Head of the name of an organisation, or a common noun.
    pub const ORG_WEAK: Self = Self(1 << 19);
    /// A rank or a form of address: a person follows, whatever stands before.
    pub const RANK: Self = Self(1 << 20);
    /// An office over a place, which follows it.
    pub const TERRITORY: Self = Self(1 << 21);
    /// A degree behind a person's name.
    pub const DEGREE: Self = Self(1 << 22);
    /// A Vietnamese family name that is as often another word.
    pub const SURNAME_RARE: Self = Self(1 << 23);
    /// Stands behind a name in a headline.
    pub const VERB: Self = Self(1 << 24);
    /// A Vietnamese word whose first syllable is a given name, too.
    pub const WORD: Self = Self(1 << 25);
    /// An English organisation by a name that is nothing else.
    pub const LISTED: Self = Self(1 << 26);
    /// An English organisation by a name that is as well a word's, a person's or a place's.
    pub const LISTED_DOUBTFUL: Self = Self(1 << 27);

    /// The classes the model sees, each a feature of its own.
    pub const SEEN: [Self; 11] = [
        Self::OFFICE,
        Self::ORG,
        Self::ORG_TAIL,
        Self::BODY,
        Self::EVENT,
        Self::DOCUMENT,
        Self::PLACE,
        Self::REGION,
        Self::GENERIC,
        Self::SAYS,
        Self::ABBREVIATION,
    ];

    /// Whether the sets share a class.
    pub fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "office" => Self::OFFICE,
            "org" => Self::ORG,
            "org-tail" => Self::ORG_TAIL,
            "body" => Self::BODY,
            "event" => Self::EVENT,
            "event-name" => Self::EVENT_NAME,
            "document" => Self::DOCUMENT,
            "document-name" => Self::DOCUMENT_NAME,
            "place" => Self::PLACE,
            "region" => Self::REGION,
            "generic" => Self::GENERIC,
            "says" => Self::SAYS,
            "ordinal" => Self::ORDINAL,
            "abbreviation" => Self::ABBREVIATION,
            "credit" => Self::CREDIT,
            "function" => Self::FUNCTION,
            "surname" => Self::SURNAME,
            "org-weak" => Self::ORG_WEAK,
            "date" => Self::DATE,
            "compound" => Self::COMPOUND,
            "rank" => Self::RANK,
            "territory" => Self::TERRITORY,
            "degree" => Self::DEGREE,
            "verb" => Self::VERB,
            "word" => Self::WORD,
            "surname-rare" => Self::SURNAME_RARE,
            _ => return None,
        })
    }
}

impl std::ops::BitOr for Classes {
    type Output = Self;
    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl std::ops::BitOrAssign for Classes {
    fn bitor_assign(&mut self, other: Self) {
        self.0 |= other.0;
    }
}

/// The languages that have words of their own in the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tongue {
    /// Indonesian (and Malay).
    Id,
    /// English.
    En,
    /// Vietnamese.
    Vi,
    /// Any other.
    Other,
}

impl Tongue {
    const ALL: [Self; 4] = [Self::Id, Self::En, Self::Vi, Self::Other];

    /// The words that stand nearest to those of `lang`.
    pub fn of(lang: Lang) -> Self {
        match lang.code() {
            "id" | "ms" | "jv" | "su" | "zsm" => Self::Id,
            "en" => Self::En,
            "vi" => Self::Vi,
            _ => Self::Other,
        }
    }

    fn bit(self) -> u8 {
        match self {
            Self::Id => 1,
            Self::En => 2,
            Self::Vi => 4,
            Self::Other => 8,
        }
    }
}

/// One phrase of the table.
#[derive(Debug, Clone)]
struct Phrase {
    words: Box<[u32]>,
    classes: Classes,
    tongues: u8,
    /// Told only in capitals: `AS`, `UK`.
    capitals: bool,
}

/// The words hashed already: no second hash.
#[derive(Debug, Default)]
pub struct AsIs(u64);

impl Hasher for AsIs {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        for &b in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(b);
        }
    }
    fn write_u32(&mut self, value: u32) {
        self.0 = u64::from(value).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }
}

/// A map whose keys are hashes already.
pub type ByHash<V> = HashMap<u32, V, BuildHasherDefault<AsIs>>;

/// The table.
#[derive(Debug, Default)]
pub struct Lexicon {
    /// By the first word, longest first.
    phrases: ByHash<Vec<Phrase>>,
}

static LEXICON: LazyLock<Result<Lexicon, String>> = LazyLock::new(Lexicon::shipped);
static EMPTY: LazyLock<Lexicon> = LazyLock::new(Lexicon::default);

/// The shipped table; an empty one if it is broken, which [`check`] tells.
pub fn lexicon() -> &'static Lexicon {
    LEXICON.as_ref().unwrap_or(&EMPTY)
}

/// What is wrong with the shipped table, if anything, as a sentence.
pub fn check() -> Result<(), String> {
    LEXICON.as_ref().map(|_| ()).map_err(Clone::clone)
}

impl Lexicon {
    /// Reads the shipped table.
    pub fn shipped() -> Result<Self, String> {
        Self::parse(TABLE, &COUNTRIES, LISTED)
    }

    fn parse(table: &str, countries: &[&str], listed: &str) -> Result<Self, String> {
        let mut out = Self::default();
        for (i, line) in table.lines().enumerate() {
            if line.starts_with('#') || line.trim().is_empty() {
                continue;
            }
            let at = |what: String| format!("lexicon.tsv, line {}: {what}", i + 1);
            let cells: Vec<&str> = line.split('\t').collect();
            let &[class, tongue, phrase] = cells.as_slice() else {
                return Err(at("expected class, language and phrase with a TAB between them".into()));
            };
            let classes = Classes::named(class).ok_or_else(|| at(format!("unknown class `{class}`")))?;
            let tongues = match tongue {
                "id" => 1,
                "en" => 2,
                "vi" => 4,
                "other" => 8,
                "*" => 15,
                other => return Err(at(format!("unknown language `{other}`; id, en, vi, other or *"))),
            };
            out.add(phrase, classes, tongues);
        }
        for line in countries.iter().flat_map(|t| t.lines()).filter(|l| !l.starts_with('#')) {
            let cells: Vec<&str> = line.split('\t').collect();
            let [_, sort, names @ ..] = cells.as_slice() else { continue };
            let class = if *sort == "organisation" { Classes::BODY } else { Classes::REGION };
            // Columns: Indonesian, Vietnamese, English. English names are at home everywhere, short ones apart.
            for (names, tongues) in names.iter().zip([9, 4, 11]) {
                for name in names.split('|').filter(|n| !n.is_empty()) {
                    out.add(name, class, tongues);
                }
            }
        }
        for (i, line) in listed.lines().enumerate().filter(|(_, l)| !l.starts_with('#')) {
            let class = match line.split_once('\t') {
                Some((_, "sure")) => Classes::LISTED,
                Some((_, "doubtful")) => Classes::LISTED_DOUBTFUL,
                _ => {
                    return Err(format!(
                        "organisations-listed.tsv, line {}: expected a name, and `sure` or `doubtful`",
                        i + 1
                    ));
                }
            };
            out.add(line.split('\t').next().unwrap_or_default(), class, Tongue::En.bit());
        }
        for list in out.phrases.values_mut() {
            list.sort_by_key(|p| std::cmp::Reverse(p.words.len()));
        }
        Ok(out)
    }

    fn add(&mut self, phrase: &str, classes: Classes, tongues: u8) {
        let split = tokens(phrase);
        let words: Box<[u32]> = split.iter().map(|t| hash(t.of(phrase))).collect();
        let Some(&first) = words.first() else { return };
        let capitals = split.len() == 1 && word(&split[0], phrase).case == Case::Capitals;
        let list = self.phrases.entry(first).or_default();
        match list.iter_mut().find(|p| p.words == words && p.tongues == tongues && p.capitals == capitals) {
            Some(known) => known.classes |= classes,
            None => list.push(Phrase { words, classes, tongues, capitals }),
        }
    }

    /// Writes the classes of all phrases of `tongue` found in `words` over the words they cover. A phrase other than the
    /// functional ones must begin with a capital where the script has case.
    pub fn mark(&self, words: &[Word], tongue: Tongue, out: &mut Vec<Classes>) {
        out.clear();
        out.resize(words.len(), Classes::default());
        for i in 0..words.len() {
            for (len, classes) in self.at(words, i, tongue) {
                for c in &mut out[i..i + len] {
                    *c |= classes;
                }
            }
        }
    }

    /// The phrases that begin at `words[at]`, longest first: how many words, and their classes. None behind the end.
    pub fn at<'a>(
        &'a self,
        words: &'a [Word],
        at: usize,
        tongue: Tongue,
    ) -> impl Iterator<Item = (usize, Classes)> + 'a {
        let list: &[Phrase] = words.get(at).and_then(|w| self.phrases.get(&w.low)).map_or(&[], Vec::as_slice);
        let named = Classes::BODY.0
            | Classes::REGION.0
            | Classes::EVENT_NAME.0
            | Classes::DOCUMENT_NAME.0
            | Classes::GENERIC.0
            | Classes::ORG.0
            | Classes::EVENT.0
            | Classes::DOCUMENT.0
            | Classes::LISTED.0
            | Classes::LISTED_DOUBTFUL.0;
        list.iter().filter_map(move |p| {
            let rest = words.get(at..at + p.words.len())?;
            let fits = p.tongues & tongue.bit() != 0
                && (!p.capitals || words[at].case == Case::Capitals)
                && rest.iter().zip(&p.words).all(|(w, &h)| w.low == h);
            let mut classes = p.classes;
            if words[at].case == Case::Small {
                classes.0 &= !named;
            }
            (fits && classes.0 != 0).then_some((p.words.len(), classes))
        })
    }

    /// The words of the longest phrase of one of `classes` that begins at `words[at]`; 0 for none.
    pub fn longest(&self, words: &[Word], at: usize, tongue: Tongue, classes: Classes) -> usize {
        self.at(words, at, tongue).filter(|(_, c)| c.has(classes)).map(|(n, _)| n).max().unwrap_or(0)
    }

    /// The language whose commonest words stand most often in `words`; `None` where no word tells.
    pub fn tongue(&self, words: &[Word]) -> Option<Tongue> {
        let mut votes = [0_u32; 4];
        for w in words {
            for p in self.phrases.get(&w.low).into_iter().flatten() {
                if p.classes.has(Classes::FUNCTION) && p.words.len() == 1 {
                    for (v, t) in votes.iter_mut().zip(Tongue::ALL) {
                        *v += u32::from(p.tongues & t.bit() != 0);
                    }
                }
            }
        }
        let (best, &most) = votes[..3].iter().enumerate().max_by_key(|&(_, v)| v)?;
        let tie = votes[..3].iter().filter(|&&v| v == most).count() > 1;
        // Among the words of another language some are spelled alike: one in ten proves nothing.
        let small = words.iter().filter(|w| w.case == Case::Small).count();
        (most > 0 && most as usize * 8 >= small && !tie).then(|| Tongue::ALL[best])
    }
}

#[cfg(test)]
mod tests {
    use super::{Classes, Lexicon, Tongue, check, lexicon};
    use crate::facts::names::tokens::tokens;
    use crate::facts::names::words::{Word, word};

    fn words(text: &str) -> Vec<Word> {
        tokens(text).iter().map(|t| word(t, text)).collect()
    }

    #[test]
    fn the_shipped_table_parses() {
        assert_eq!(check(), Ok(()));
    }

    #[test]
    fn a_broken_line_is_told_by_its_number() {
        let e = Lexicon::parse("# head\noffice\tid\n", &[], "").unwrap_err();
        assert!(e.contains("line 2"), "{e}");
        assert!(Lexicon::parse("ofice\tid\tPak\n", &[], "").unwrap_err().contains("ofice"));
        assert!(Lexicon::parse("", &[], "acme\tperhaps\n").unwrap_err().contains("line 1"));
    }

    #[test]
    fn the_longest_phrase_of_the_language_is_found() {
        let w = words("Wakil Menteri Luar Negeri Le Thi Thu Hang");
        assert_eq!(lexicon().longest(&w, 0, Tongue::Id, Classes::OFFICE), 4);
        assert_eq!(lexicon().longest(&w, 0, Tongue::Vi, Classes::OFFICE), 0);
        assert_eq!(lexicon().longest(&words("dari AS ke"), 1, Tongue::Id, Classes::REGION), 1);
        assert_eq!(lexicon().longest(&words("as if"), 0, Tongue::En, Classes::REGION), 0);
    }

    #[test]
    fn languages_are_told_by_their_commonest_words() {
        assert_eq!(lexicon().tongue(&words("harga yang naik di kota ini")), Some(Tongue::Id));
        assert_eq!(lexicon().tongue(&words("the price of rice in the city")), Some(Tongue::En));
        assert_eq!(lexicon().tongue(&words("giá gạo của các nước")), Some(Tongue::Vi));
        assert_eq!(lexicon().tongue(&words("Foto")), None);
    }
}
