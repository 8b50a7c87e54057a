//! Words: runs of letters and digits by UAX 29, with their byte spans.
//!
//! [`words`] gives the parts of a hyphenated word each for itself, as UAX 29 has it, which is what an index and a tagger
//! want: `Bangsa-Bangsa` is found by `bangsa`. [`compounds`] gives it as one, for counting, for cursors and for names.
//! Scripts without blanks come apart into single letters or syllables: there is no dictionary here.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

/// The byte spans of the words of `text`, in order; punctuation and blanks stand between them.
pub fn words(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    text.split_word_bound_indices()
        .filter(|(_, w)| w.chars().any(char::is_alphanumeric))
        .map(|(at, w)| at..at + w.len())
}

/// The words of `text` with those joined by one hyphen or slash taken as one: `Bangsa-Bangsa`, `ke-13`, `1812/QD-TTg`.
pub fn compounds(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut parts = words(text).peekable();
    std::iter::from_fn(move || {
        let mut word = parts.next()?;
        while let Some(next) =
            parts.next_if(|n| matches!(&text[word.end..n.start], "-" | "\u{2010}" | "\u{2011}" | "/"))
        {
            word.end = next.end;
        }
        Some(word)
    })
}

#[cfg(test)]
mod tests {
    use super::{compounds, words};

    #[test]
    fn parts_and_wholes_of_a_hyphenated_word() {
        let text = "Perserikatan Bangsa-Bangsa, No. 1812/QD-TTg — 3,5% don't";
        let parts: Vec<_> = words(text).map(|w| &text[w]).collect();
        assert_eq!(parts, ["Perserikatan", "Bangsa", "Bangsa", "No", "1812", "QD", "TTg", "3,5", "don't"]);
        let wholes: Vec<_> = compounds(text).map(|w| &text[w]).collect();
        assert_eq!(wholes, ["Perserikatan", "Bangsa-Bangsa", "No", "1812/QD-TTg", "3,5", "don't"]);
    }

    #[test]
    fn a_decomposed_letter_stays_in_its_word() {
        let text = "Vie\u{302}\u{323}t Nam";
        assert_eq!(words(text).map(|w| &text[w]).collect::<Vec<_>>(), ["Vie\u{302}\u{323}t", "Nam"]);
    }
}
