//! Datelines: `Jakarta, CNN Indonesia --`, `LONDON (Reuters) -`, `TEMPO.CO, Jakarta -` before the first sentence.
//!
//! Takes the opening of a news text; gives the outlet or agency that it names. A place alone names none, and where two
//! names stand side by side without a sign which is the place, nothing is said.

use super::marks::Marks;
use crate::text::fold::folded;

/// Characters within which a dateline has ended.
const LONGEST: usize = 80;
/// Most words of one.
const WORDS: usize = 8;
/// What parts it from the text, longest first.
const DASHES: [&str; 6] = [" –- ", " -- ", " – ", " — ", " - ", "--"];

/// `text` without its dateline.
pub(super) fn without(text: &str) -> &str {
    split(text).map_or(text, |(_, rest)| rest)
}

/// A dateline and what follows it.
fn split(text: &str) -> Option<(&str, &str)> {
    let opening = text.char_indices().nth(LONGEST).map_or(text, |(end, _)| &text[..end]);
    let (end, dash) = DASHES.iter().filter_map(|dash| Some((opening.find(dash)?, dash))).min_by_key(|(at, _)| *at)?;
    let (line, rest) = (text[..end].trim(), text[end + dash.len()..].trim());
    let words: Vec<&str> = line.split_whitespace().collect();
    let named = |w: &&str| w.trim_start_matches('(').starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    let is_line = !words.is_empty() && words.len() <= WORDS && !line.contains(". ") && !rest.is_empty();
    (is_line && words.iter().all(|w| named(w) || is_site(w))).then_some((line, rest))
}

/// The outlet named in the dateline of `text`.
pub(super) fn outlet(text: &str, marks: &Marks) -> Option<String> {
    let (line, _) = split(text)?;
    if let Some((before, rest)) = line.split_once('(') {
        let inside = rest.split(')').next().unwrap_or_default().trim();
        return (is_name(inside) && !is_acronym(inside, before)).then(|| inside.to_owned());
    }
    let parts: Vec<&str> = line.split(',').map(str::trim).filter(|p| is_name(p)).collect();
    let one = |is: &dyn Fn(&str) -> bool| {
        let mut found = parts.iter().filter(|p| is(p));
        found.next().filter(|_| found.next().is_none()).map(|p| (*p).to_owned())
    };
    let shouted = |p: &str| p.contains(' ') && p.split(' ').any(is_shouted) && !p.split(' ').all(is_shouted);
    one(&is_site)
        .or_else(|| one(&|p| marks.names_agency(&folded(p))))
        .or_else(|| one(&shouted).filter(|_| parts.len() > 1))
}

/// Letters and no figures.
fn is_name(part: &str) -> bool {
    part.chars().any(char::is_alphabetic) && !part.chars().any(|c| c.is_ascii_digit())
}

/// `TEMPO.CO`, `Harian.co.id`.
fn is_site(part: &str) -> bool {
    let part = part.trim_end_matches(',');
    let labels: Vec<&str> = part.split('.').collect();
    labels.len() > 1
        && labels.first().is_some_and(|l| l.chars().count() > 2)
        && labels.iter().all(|l| l.len() > 1 && l.chars().all(|c| c.is_alphanumeric() || c == '-'))
}

/// `CNN`, `VIVA`.
fn is_shouted(word: &str) -> bool {
    word.chars().count() > 2 && word.chars().all(char::is_uppercase)
}

/// Whether `short` is made of the first letters of the words of `long`: a name and its acronym, no place and agency.
fn is_acronym(short: &str, long: &str) -> bool {
    let initials: String = long.split_whitespace().filter_map(|w| w.chars().next()).collect();
    initials.chars().count() > 1 && folded(&initials) == folded(short)
}

#[cfg(test)]
mod tests {
    use super::{outlet, without};
    use crate::article::clean::Rules;

    #[test]
    fn a_dateline_names_the_outlet_where_it_is_told_apart_from_the_place() {
        let marks = &Rules::shipped().marks;
        let table = [
            ("Jakarta (ANTARA) - Kereta pertama tiba.", Some("ANTARA")),
            ("LONDON (Reuters) - Shares rose.", Some("Reuters")),
            ("LONDON, March 3 (Reuters) -- Shares rose.", Some("Reuters")),
            ("HARIAN.CO.ID, Jakarta - Hujan turun.", Some("HARIAN.CO.ID")),
            ("JAKARTA, KOTA.com –- Hujan turun.", Some("KOTA.com")),
            ("Kota.com - Hujan turun.", Some("Kota.com")),
            ("Jakarta, KABAR Indonesia -- Hujan turun.", Some("KABAR Indonesia")),
            ("Semarang, Jawa Tengah - Hujan turun.", None),
            ("BAHRAIN, March 1 - Oil rose.", None),
            ("JAKARTA - Hujan turun.", None),
            ("Bank Indonesia (BI) - bank sentral - menaikkan bunga.", None),
            ("Harga naik - kata menteri - karena hujan.", None),
            ("No dash here (ANTARA).", None),
            ("St. Petersburg, Rusia - Hujan turun.", None),
            ("JAKARTA -", None),
            ("", None),
        ];
        for (text, want) in table {
            assert_eq!(outlet(text, marks).as_deref(), want, "{text}");
        }
    }

    #[test]
    fn the_text_begins_behind_the_dateline() {
        for (text, want) in [
            ("HARIAN.CO.ID, Jakarta - Hujan turun.", "Hujan turun."),
            ("JAKARTA (Reuters) -- Rain fell.", "Rain fell."),
            ("Hujan turun - kata warga - semalam.", "Hujan turun - kata warga - semalam."),
            ("JAKARTA - ", "JAKARTA - "),
        ] {
            assert_eq!(without(text), want);
        }
    }
}
