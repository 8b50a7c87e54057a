//! Words: runs of letters and digits by UAX 29, with their byte spans.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

/// The byte spans of the words of `text`, in order; punctuation and blanks stand between them.
pub fn words(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    text.split_word_bound_indices()
        .filter(|(_, w)| w.chars().any(char::is_alphanumeric))
        .map(|(at, w)| at..at + w.len())
}
