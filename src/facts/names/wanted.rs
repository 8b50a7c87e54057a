//! Names that the reader wants found: the lexicon additions of `entities.toml`.
//!
//! Takes names with their kind and language; finds them in a reading and puts them in the place of whatever the steps found
//! there. A name is told by the letters of its words, folded; its first letter must be as large as it was written, and a
//! name in capitals alone must be spelled as it is.

use std::collections::HashMap;

use super::found::Found;
use super::gazetteer::key;
use super::lexicon::Tongue;
use super::reading::Reading;
use super::tokens::tokens;
use crate::facts::Kind;
use crate::text::Lang;

/// One name.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Name {
    lang: Option<Lang>,
    kind: Kind,
    /// Its words, as [`same`] compares them.
    words: Vec<String>,
    upper: bool,
    /// Its only spelling, where it has no small letter.
    strict: Option<Vec<String>>,
}

/// Names to find, by the first word.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    names: HashMap<String, Vec<Name>>,
}

/// The form in which a word is compared; a sign is itself.
fn same(word: &str) -> String {
    Some(key(word)).filter(|k| !k.is_empty()).unwrap_or_else(|| word.to_owned())
}

impl Wanted {
    /// From names with a language code (`id`, `en`, …) and a kind. A code that is none holds for every language.
    pub fn new<'a>(all: impl Iterator<Item = (&'a str, Kind, &'a str)>) -> Self {
        let mut names: HashMap<String, Vec<Name>> = HashMap::new();
        for (lang, kind, name) in all {
            let spelled: Vec<String> = tokens(name).iter().map(|t| t.of(name).to_owned()).collect();
            let words: Vec<String> = spelled.iter().map(|w| same(w)).collect();
            let Some(first) = words.first().cloned() else { continue };
            let capitals = name.chars().any(char::is_uppercase) && !name.chars().any(char::is_lowercase);
            let upper = name.starts_with(char::is_uppercase);
            let strict = capitals.then_some(spelled);
            names.entry(first).or_default().push(Name { lang: Lang::from_code(lang), kind, words, upper, strict });
        }
        for list in names.values_mut() {
            list.sort_by_key(|n| std::cmp::Reverse(n.words.len()));
        }
        Self { names }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// Finds the names in `r`, a text in `lang`, and takes out of `all` what stood in their place.
    pub fn claim(&self, r: &Reading, lang: Option<Lang>, all: &mut Vec<Found>) {
        let keys: Vec<String> = (0..r.len()).map(|i| same(r.of(i))).collect();
        let mut at = 0;
        while at < r.len() {
            let name = self.names.get(&keys[at]).and_then(|list| {
                list.iter().find(|n| {
                    let spelled = |s: &Vec<String>| s.iter().enumerate().all(|(i, w)| r.is(at + i, w));
                    speaks(n.lang, lang, r.tongue)
                        && keys.get(at..at + n.words.len()) == Some(&n.words[..])
                        && (!n.upper || r.is_upper(at))
                        && n.strict.as_ref().is_none_or(spelled)
                })
            });
            let Some(name) = name else {
                at += 1;
                continue;
            };
            let mut found = Found::new(at..at + name.words.len(), name.kind, "your lexicon");
            // A title that stood beside what was found here still does.
            let before = all.iter().find(|f| f.meets(&found.run) && f.kind == found.kind);
            found.office = before.and_then(|f| f.office.clone()).filter(|o| !found.meets(o));
            all.retain(|f| !f.meets(&found.run));
            at = found.run.end;
            all.push(found);
        }
    }
}

/// Whether a name of language `of` is meant in a text of `lang`, whose words are those of `tongue`.
fn speaks(of: Option<Lang>, lang: Option<Lang>, tongue: Tongue) -> bool {
    let Some(of) = of else { return true };
    lang.is_none_or(|l| l == of) || (tongue != Tongue::Other && Tongue::of(of) == tongue)
}

#[cfg(test)]
mod tests {
    use super::{Kind, Lang, Reading, Tongue, Wanted};
    use crate::facts::names::found::Found;

    fn found(text: &str, before: Vec<Found>) -> Vec<(String, Kind)> {
        let names = [
            ("id", Kind::Organisation, "Komisi Sungai"),
            ("id", Kind::Place, "Kali"),
            ("id", Kind::Organisation, "APA"),
            ("fr", Kind::Place, "Seine"),
        ];
        let r = Reading::new(text, Tongue::Id);
        let mut all = before;
        Wanted::new(names.into_iter()).claim(&r, Some(Lang::ID), &mut all);
        all.sort_by_key(|f| f.run.start);
        all.iter().map(|f| (text[r.bytes(&f.run)].to_owned(), f.kind)).collect()
    }

    #[test]
    fn names_are_found_by_their_letters_and_their_first_one() {
        let all = found("Dua kali komisi sungai itu bertemu di Kali, kata Komisi Sungai di tepi Seine.", Vec::new());
        let expected = [("Kali".to_owned(), Kind::Place), ("Komisi Sungai".to_owned(), Kind::Organisation)];
        assert_eq!(all, expected);
    }

    #[test]
    fn an_acronym_is_no_word() {
        assert_eq!(found("Apa kata APA?", Vec::new()), [("APA".to_owned(), Kind::Organisation)]);
    }

    #[test]
    fn what_stood_in_the_place_goes() {
        let before = vec![Found::new(1..2, Kind::Person, "model")];
        assert_eq!(found("Komisi Sungai", before), [("Komisi Sungai".to_owned(), Kind::Organisation)]);
    }
}
