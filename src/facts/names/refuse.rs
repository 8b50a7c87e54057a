//! What is no name after all: the country of a currency, the number of a flight, a piece of an address.
//!
//! Takes a reading and a name found in it; tells whether it stays. Asked last, so that no other step adds it again.

use super::found::Found;
use super::lexicon::Tongue;
use super::reading::Reading;
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
    use super::stays;
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
    fn flights_and_addresses_are_no_names() {
        assert!(!kept("Pesawat QZ8501 hilang.", "QZ8501", Tongue::Id));
        assert!(kept("Negara G20 bertemu.", "G20", Tongue::Id));
        assert!(!kept("Lihat pic.example.com/QrAi4 sekarang.", "QrAi4", Tongue::Id));
        assert!(kept("Kerja sama TNI/Polri.", "Polri", Tongue::Id));
    }
}
