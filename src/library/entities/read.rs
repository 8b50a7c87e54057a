//! The spellings of an article: each mention's surface, made whole where a list leaves its head out.

use super::form;
use crate::facts::names::gazetteer;
use crate::facts::{Kind, Mention};
use crate::library::Entry;
use crate::text::Lang;

/// One mention, read.
#[derive(Debug, Clone)]
pub struct Spelling {
    /// The name as written; with its head where a list left it out (`ke-7` after `Kongres Partai ke-6`).
    pub surface: String,
    /// Letters and digits, folded: equal for spellings that differ in marks, case, blanks and hyphens alone.
    pub key: String,
    /// What the mention is taken for.
    pub kind: Kind,
    /// The language of its passage.
    pub lang: Option<Lang>,
    /// Place of the other half of its pair in the article's mentions.
    pub expansion: Option<u32>,
    /// Whether an office title stands beside it.
    pub office: bool,
    /// Whether its head was left out.
    pub elided: bool,
}

/// The spellings of the mentions of `entry`, in their order.
pub fn spellings(entry: &Entry) -> Vec<Spelling> {
    let mut out: Vec<Spelling> = Vec::new();
    let mut before: Option<&Mention> = None;
    for m in &entry.facts.mentions {
        let passage = entry.article.passage(m.passage);
        let text = passage.text.text();
        let written = text.get(m.span.clone()).unwrap_or_default();
        let head = before.zip(out.last()).and_then(|(b, last)| {
            let gap = text.get(b.span.end..m.span.start).filter(|_| b.passage == m.passage && b.kind == m.kind)?;
            (is_number(written) && is_list(gap)).then(|| head(&last.surface)).flatten()
        });
        let surface = match head {
            Some(head) => format!("{head} {written}"),
            None => written.split_whitespace().collect::<Vec<_>>().join(" "),
        };
        let key = Some(gazetteer::key(&surface)).filter(|k| !k.is_empty()).unwrap_or_else(|| surface.clone());
        out.push(Spelling {
            key,
            kind: m.kind,
            lang: passage.lang.or(entry.article.language),
            expansion: m.expansion,
            office: m.office.is_some(),
            elided: head.is_some(),
            surface,
        });
        before = Some(m);
    }
    out
}

/// Whether a spelling is a number with nothing else: `66`, `ke-7`, `No. 66`.
fn is_number(written: &str) -> bool {
    written.contains(|c: char| c.is_ascii_digit()) && form::is_bare_number(written)
}

/// Whether only list words stand between two items.
fn is_list(gap: &str) -> bool {
    let words = ["dan", "serta", "and", "hingga", "sampai", "và", "atau", "or", "to"];
    gap.len() < 24 && gap.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty()).all(|w| words.contains(&w))
}

/// What stands before the number of a name.
fn head(surface: &str) -> Option<&str> {
    let at = surface
        .char_indices()
        .find(|(i, c)| c.is_ascii_digit() && !surface[..*i].ends_with(char::is_alphanumeric))
        .map(|(i, _)| i)?;
    let mut head = surface[..at].trim_end_matches([' ', '-', '.']);
    for order in ["ke", "No", "no", "Nomor", "nomor", "số"] {
        head = head.strip_suffix(order).filter(|h| h.ends_with(' ')).unwrap_or(head).trim_end();
    }
    (!head.is_empty()).then_some(head)
}

#[cfg(test)]
mod tests {
    use super::{head, is_list, is_number};

    #[test]
    fn the_head_of_a_list_of_numbers_is_found() {
        assert_eq!(head("Kongres Nasional Partai ke-6"), Some("Kongres Nasional Partai"));
        assert_eq!(head("Resolusi No. 57-NQ/TW"), Some("Resolusi"));
        assert_eq!(head("KTT G20 ke-17"), Some("KTT G20"));
        assert_eq!(head("Kongres"), None);
        assert!(is_number("ke-7") && is_number("66") && !is_number("Resolusi 66"));
        assert!(is_list(", ") && is_list(" dan ") && !is_list(" menolak "));
    }
}
