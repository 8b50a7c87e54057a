//! A title for the list where the file has none: the words of the address, or the first words of the text.
//!
//! Takes the address, the first paragraphs and the file's name; gives a title that is marked as made.

use std::collections::HashMap;

use super::marks::Marks;
use super::{Title, TitleFrom, address, dateline};
use crate::text::fold::folded;

/// Longest made title in characters.
const LONGEST: usize = 96;
/// Paragraphs whose opening may make the title.
const OPENINGS: usize = 4;
/// Shortest opening clause that makes a title alone.
const SHORTEST: usize = 40;

/// Makes a title.
pub(super) fn make(name: &str, url: Option<&str>, body: &[&str], marks: &Marks) -> Title {
    let body: Vec<&str> = body.iter().enumerate().map(|(i, t)| if i == 0 { dateline::without(t) } else { t }).collect();
    let body = body.as_slice();
    let words = url.map(address::slug).unwrap_or_default();
    if words.len() >= 3 && !address::is_vietnamese(&words) {
        return Title { text: from_slug(&words, body, marks), from: TitleFrom::Url };
    }
    if let Some(text) = from_words(body, marks) {
        return Title { text, from: TitleFrom::FirstWords };
    }
    if words.len() >= 2 {
        return Title { text: from_slug(&words, body, marks), from: TitleFrom::Url };
    }
    Title { text: from_name(name), from: TitleFrom::FileName }
}

/// The words of a slug as a headline: capitals but for the small words, and where the text has them.
fn from_slug(words: &[&str], body: &[&str], marks: &Marks) -> String {
    let mut written: HashMap<String, &str> = HashMap::new();
    for word in body.iter().flat_map(|t| t.split(|c: char| !c.is_alphanumeric())) {
        if word.len() >= 2 && word.chars().any(char::is_uppercase) && word.chars().all(|c| !c.is_lowercase()) {
            written.entry(folded(word)).or_insert(word);
        }
    }
    let made: Vec<String> = words
        .iter()
        .enumerate()
        .map(|(i, w)| match written.get(&w.to_lowercase()) {
            Some(form) if form.len() > 1 => (*form).to_owned(),
            _ if i == 0 || !marks.is_weak(w) => capital(w),
            _ => (*w).to_owned(),
        })
        .collect();
    made.join(" ")
}

/// The first words that say something: a work or talk named in quotation marks, else the opening sentence without its
/// adverbial, cut where a clause ends.
fn from_words(body: &[&str], marks: &Marks) -> Option<String> {
    if let Some(named) = body.iter().take(2).find_map(|t| named(t)) {
        return Some(shorten(named, marks));
    }
    let often = frequencies(body);
    let mut best: Option<(f64, String)> = None;
    for (i, text) in body.iter().take(OPENINGS).enumerate() {
        let made = opening(text, marks);
        let score = weight(&made, &often, marks) - 0.2 * i as f64;
        if !made.is_empty() && best.as_ref().is_none_or(|(s, _)| score > *s) {
            best = Some((score, made));
        }
    }
    best.map(|(_, made)| made)
}

/// The opening sentence of a paragraph, its adverbial left out: in "Pada hari itu, …" the opening says when and where,
/// what follows says what.
fn opening(text: &str, marks: &Marks) -> String {
    let text = text.trim().trim_start_matches(|c: char| !c.is_alphanumeric() && !"\"“(".contains(c));
    let text = match text.split_once(", ") {
        Some((opening, rest))
            if opening.split_whitespace().count() <= 4
                && rest.split_whitespace().count() >= 8
                && !opening.contains(['"', '“', '(']) =>
        {
            rest
        }
        _ => text,
    };
    shorten(&capital(text), marks)
}

/// How often each longer word occurs in the text.
fn frequencies(body: &[&str]) -> HashMap<String, usize> {
    let mut out = HashMap::new();
    for word in body.iter().flat_map(|t| t.split(|c: char| !c.is_alphanumeric())).filter(|w| w.len() >= 4) {
        *out.entry(folded(word)).or_insert(0) += 1;
    }
    out
}

/// How much of what the article keeps speaking of a made title says: the mean of the logarithms of how often its words
/// occur. A title whose first words point back to another sentence (`itu`, `juga`) is worth less.
fn weight(made: &str, often: &HashMap<String, usize>, marks: &Marks) -> f64 {
    let words: Vec<String> = made.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(folded).collect();
    let told: Vec<f64> = words
        .iter()
        .filter(|w| w.len() >= 4 && !marks.is_weak(w) && !marks.is_finite(w))
        .map(|w| (often.get(w).copied().unwrap_or(1) as f64).ln())
        .collect();
    let back = words.iter().take(3).filter(|w| marks.is_finite(w) || marks.is_weak(w)).count();
    told.iter().sum::<f64>() / told.len().max(1) as f64 - 0.6 * back as f64
}

/// A long phrase in quotation marks that starts with a capital and is no sentence: the name of a talk, a law, a book.
fn named(text: &str) -> Option<&str> {
    let start = text.find(['"', '“'])?;
    let open = text[start..].chars().next()?.len_utf8();
    let rest = &text[start + open..];
    let end = rest.find(['"', '”'])?;
    let phrase = rest[..end].trim_end_matches([',', '.']);
    let words = phrase.split_whitespace().count();
    let capital = phrase.chars().next().is_some_and(char::is_uppercase);
    (capital && (6..=20).contains(&words) && !phrase.contains(['.', '?', '!', ';']) && !rest[..end].ends_with('.'))
        .then_some(phrase)
}

/// The text up to a clause's end if that is long enough, else up to a word that can stand last.
fn shorten(text: &str, marks: &Marks) -> String {
    let sentence = crate::text::sentences::sentences(text).into_iter().next().map_or(text, |s| &text[s]);
    let sentence = sentence.trim().trim_end_matches(['.', ',', ':', ';']);
    let length = sentence.chars().count();
    if length <= LONGEST {
        return sentence.to_owned();
    }
    let limit = sentence.char_indices().nth(LONGEST).map_or(sentence.len(), |(i, _)| i);
    let clause =
        sentence[..limit].rfind([',', ';', ':', '–', '—']).filter(|i| sentence[..*i].chars().count() >= SHORTEST);
    if let Some(i) = clause {
        let cut = sentence[..i].trim_end();
        if balanced(cut) {
            return format!("{cut}…");
        }
    }
    let mut cut = match sentence[..limit].rfind(char::is_whitespace) {
        Some(i) => sentence[..i].trim_end(),
        None => &sentence[..limit],
    };
    while let Some((rest, last)) = cut.rsplit_once(char::is_whitespace) {
        if !marks.is_weak(&folded(last.trim_matches(|c: char| !c.is_alphanumeric()))) {
            break;
        }
        cut = rest.trim_end();
    }
    format!("{}…", cut.trim_end_matches(|c: char| ",;:–—-(\"“".contains(c)))
}

fn balanced(text: &str) -> bool {
    text.matches('(').count() == text.matches(')').count()
        && text.matches('"').count().is_multiple_of(2)
        && text.matches('“').count() == text.matches('”').count()
}

fn from_name(name: &str) -> String {
    let stem = name.rsplit_once('.').filter(|(s, _)| !s.is_empty()).map_or(name, |(stem, _)| stem);
    let words: Vec<&str> = stem.split(['_', ' ']).flat_map(|w| w.split('-')).filter(|w| !w.is_empty()).collect();
    if words.is_empty() {
        if name.is_empty() { "?".to_owned() } else { name.to_owned() }
    } else {
        capital(&words.join(" "))
    }
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::make;
    use crate::article::TitleFrom;
    use crate::article::clean::Rules;

    #[test]
    fn a_made_title_reads_well() {
        let marks = &Rules::shipped().marks;
        let body = [
            "Pada hari itu juga, harga beras di PBB naik lagi sebesar dua belas persen menurut catatan pedagang di pasar besar kota.",
        ];
        let t = make("a.txt", Some("https://a.com/harga-beras-pbb-naik-20240517101010.htm"), &body, marks);
        assert_eq!((t.text.as_str(), t.from), ("Harga Beras PBB Naik", TitleFrom::Url));
        let t = make("a.txt", Some("https://a.vn/gia-gao-tang-them-12-phan-tram-post9999.html"), &body, marks);
        assert_eq!(
            t.text,
            "Harga beras di PBB naik lagi sebesar dua belas persen menurut catatan pedagang di pasar besar…"
        );
        assert_eq!(t.from, TitleFrom::FirstWords);
        let t = make("007-harga_beras.txt", None, &[], marks);
        assert_eq!((t.text.as_str(), t.from), ("007 harga beras", TitleFrom::FileName));
        let body = [
            "Para tamu mendengar ceramah \"Beberapa hal penting tentang beras dan harganya\" di balai kota pada hari Senin.",
        ];
        assert_eq!(make("a", None, &body, marks).text, "Beberapa hal penting tentang beras dan harganya");
    }
}
