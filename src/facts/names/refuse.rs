//! What is no name after all: the country of a currency, the number of a flight, a piece of an address, a word that opens a
//! sentence.
//!
//! Takes a reading and a name found in it; tells whether it stays. The first three are asked last, so that no other step adds
//! them again; openers are asked before the article is searched for the same name elsewhere.

use super::casing::Casing;
use super::found::Found;
use super::lexicon::Tongue;
use super::reading::Reading;
use super::words::Case;
use crate::facts::Kind;

/// Currencies that several countries have, as they stand before and behind the name of one.
const BEFORE: [&str; 7] = ["dolar", "dollar", "peso", "rupee", "dinar", "riyal", "pound"];
const BEHIND: [&str; 8] = ["dollar", "dollars", "peso", "pesos", "rupees", "dinars", "riyals", "pounds"];

/// Ends of the domains in addresses.
const DOMAINS: [&str; 14] = ["com", "co", "org", "net", "info", "gov", "edu", "id", "vn", "uk", "au", "ly", "me", "tv"];

/// Whether `f` stays a name.
pub fn stays(r: &Reading, f: &Found) -> bool {
    // `US$`
    let sign = r.is(f.run.end, "$") && !r.spaced(f.run.end);
    !sign && !is_currency(r, f) && !is_flight(r, f) && !is_address(r, f)
}

/// `Pandemi ini …`, where the article writes the word small elsewhere, and `Menengok kembali …`, an active verb: a word that has
/// its capital from the sentence it opens, and that the model took for somebody.
pub fn is_opener(r: &Reading, casing: &Casing, f: &Found) -> bool {
    let at = f.run.start;
    let open =
        f.run.len() == 1 && f.by == "model" && f.kind == Kind::Person && r.case(at) == Case::Capital && r.opens(at);
    let here = casing.here(r.words[at].low);
    let verb = r.tongue == Tongue::Id && is_active(r.of(at)) && r.case(at + 1) == Case::Small && here.capital == 0;
    open && (here.small > 0 || verb)
}

/// Whether an Indonesian word has the form of an active verb: `me-` with the nasal that its stem asks for.
fn is_active(word: &str) -> bool {
    let rest = word.strip_prefix("Me").unwrap_or_default();
    let vowel = |s: &str| s.starts_with(['a', 'e', 'i', 'o', 'u']);
    let stem = |nasal: &str, next: &[char]| rest.strip_prefix(nasal).is_some_and(|s| s.starts_with(next) || vowel(s));
    word.len() >= 7
        && (rest.starts_with("ny")
            || stem("ng", &['g', 'h', 'k'])
            || stem("m", &['b', 'f', 'p'])
            || stem("n", &['c', 'd', 'j']))
}

/// `6.000 dollar Singapura`, `five million U.S. dollars`.
fn is_currency(r: &Reading, f: &Found) -> bool {
    let before = f.run.start > 0 && BEFORE.contains(&r.of(f.run.start - 1));
    f.kind == Kind::Place
        && match r.tongue {
            Tongue::Id => {
                before && f.run.start > 1 && (r.is_number(f.run.start - 2) || is_scale(r.of(f.run.start - 2)))
            }
            Tongue::En => BEHIND.contains(&r.of(f.run.end)),
            _ => false,
        }
}

/// Whether `word` multiplies the number before it.
fn is_scale(word: &str) -> bool {
    matches!(word, "ribu" | "juta" | "miliar" | "milyar" | "triliun")
}

/// `MH370`: two letters of an airline and two to four digits.
fn is_flight(r: &Reading, f: &Found) -> bool {
    let word = r.of(f.run.start).as_bytes();
    f.run.len() == 1
        && (4..=6).contains(&word.len())
        && word[..2].iter().all(u8::is_ascii_uppercase)
        && word[2..].iter().all(u8::is_ascii_digit)
}

/// `pic.example.com/QrAi4`: glued to the address before it.
fn is_address(r: &Reading, f: &Found) -> bool {
    let at = f.run.start;
    let slash = at > 1 && r.is(at - 1, "/") && !r.spaced(at) && !r.spaced(at - 1);
    slash && (DOMAINS.contains(&r.of(at - 2)) || r.of(at - 2).contains('.'))
}

#[cfg(test)]
mod tests {
    use super::{is_active, stays};
    use crate::facts::Kind;
    use crate::facts::names::found::Found;
    use crate::facts::names::lexicon::Tongue;
    use crate::facts::names::reading::Reading;

    fn kept(text: &str, name: &str, tongue: Tongue) -> bool {
        let r = Reading::new(text, tongue);
        let at = (0..r.len()).find(|&i| r.is(i, name)).expect("the name stands there");
        stays(&r, &Found::new(at..at + 1, Kind::Place, "model"))
    }

    #[test]
    fn the_country_of_a_currency_is_no_name() {
        assert!(!kept("Ia membawa 6.000 dolar Singapura.", "Singapura", Tongue::Id));
        assert!(!kept("Nilainya 2 juta dolar Singapura.", "Singapura", Tongue::Id));
        assert!(kept("Ia terbang ke Singapura.", "Singapura", Tongue::Id));
        assert!(!kept("It cost five Canada dollars.", "Canada", Tongue::En));
    }

    #[test]
    fn active_verbs_are_told_by_their_nasal() {
        assert!(["Menengok", "Memperbaiki", "Mengirim", "Menyusul", "Mendorong"].iter().all(|w| is_active(w)));
        assert!(!["Mentari", "Melati", "Megawati", "Menteri", "Merdeka", "Mekar"].iter().any(|w| is_active(w)));
    }

    #[test]
    fn flights_and_addresses_are_no_names() {
        assert!(!kept("Pesawat QZ8501 hilang.", "QZ8501", Tongue::Id));
        assert!(kept("Negara G20 bertemu.", "G20", Tongue::Id));
        assert!(!kept("Lihat pic.example.com/QrAi4 sekarang.", "QrAi4", Tongue::Id));
        assert!(kept("Kerja sama TNI/Polri.", "Polri", Tongue::Id));
    }
}
