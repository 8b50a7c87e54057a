//! Wrapping: displayable lines of at most so many columns, each mapped to the text it came from.

use textwrap::core::Word;
use textwrap::{WordSeparator, WrapAlgorithm};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::text::Mapped;
use crate::text::sanitise::sanitise;

/// Longest text that is wrapped for even lines; longer ones are filled greedily, which is linear.
const EVEN_LIMIT: usize = 16 * 1024;

/// Makes `text` displayable and wraps it at `width` columns. Blanks at line ends are left out; nothing else is.
///
/// Line breaks follow UAX 14. Up to a limit of length the optimal-fit algorithm (Knuth and Plass 1981, as in textwrap)
/// keeps line lengths even.
pub fn wrap(text: &str, width: usize) -> Vec<Mapped> {
    let width = width.max(1);
    let clean = sanitise(text).mapped;
    let shown = clean.text();
    if shown.width() <= width {
        return if shown.trim().is_empty() { Vec::new() } else { vec![clean] };
    }
    let words: Vec<Word<'_>> = WordSeparator::UnicodeBreakProperties.find_words(shown).collect();
    let algorithm = if shown.len() <= EVEN_LIMIT { WrapAlgorithm::new_optimal_fit() } else { WrapAlgorithm::FirstFit };
    let base = shown.as_ptr() as usize;
    algorithm
        .wrap(&words, &[width])
        .into_iter()
        .filter_map(|line| {
            let (first, last) = (line.first()?, line.last()?);
            let start = first.word.as_ptr() as usize - base;
            let end = last.word.as_ptr() as usize - base + last.word.len();
            (start < end).then(|| clean.slice(start..end))
        })
        // A word wider than the page is broken between grapheme clusters, not between characters as textwrap would; and a
        // variation selector can make the whole wider than the sum of its characters.
        .flat_map(|line| chop(&line, width))
        .collect()
}

/// Breaks displayable text into pieces of at most `width` columns, blanks and all; a cluster wider than that stands alone.
pub(super) fn chop(text: &Mapped, width: usize) -> Vec<Mapped> {
    let shown = text.text();
    if shown.width() <= width.max(1) {
        return vec![text.clone()];
    }
    let mut out = Vec::new();
    let mut start = 0;
    for (at, cluster) in shown.grapheme_indices(true) {
        // The width of a whole is not always the sum of its parts, so the piece is measured as it will be drawn.
        if at > start && shown[start..at + cluster.len()].width() > width.max(1) {
            out.push(text.slice(start..at));
            start = at;
        }
    }
    out.push(text.slice(start..shown.len()));
    out
}

#[cfg(test)]
mod tests {
    use super::{chop, wrap};
    use crate::text::Mapped;

    #[test]
    fn preformatted_text_is_broken_where_the_room_ends_and_keeps_its_blanks() {
        let text = Mapped::whole("  let x  = 1;  // satu");
        let pieces = chop(&text, 8);
        let shown: Vec<&str> = pieces.iter().map(Mapped::text).collect();
        assert_eq!(shown, ["  let x ", " = 1;  /", "/ satu"]);
        assert_eq!(pieces[1].map().origin_range(), 8..16);
        assert_eq!(chop(&Mapped::whole("越南"), 1).len(), 2);
    }

    #[test]
    fn lines_keep_their_place_in_the_text() {
        let text = "Hubungan luar negeri dan integrasi internasional";
        for line in wrap(text, 14) {
            let origin = line.map().origin_range();
            assert_eq!(&text[origin], line.text());
        }
    }

    #[test]
    fn wide_characters_fill_two_columns() {
        let lines: Vec<String> = wrap("越南的对外关系与国际一体化", 8).into_iter().map(Mapped::into_text).collect();
        assert_eq!(lines, ["越南的对", "外关系与", "国际一体", "化"]);
    }
}
