//! Headings of plain text: short lines that stand above running text.
//!
//! Takes the lines that stay; says which of them are headings. Markup that names its headings is believed instead.

use super::marks::Marks;
use super::shape::Shape;
use crate::source::BlockKind;

/// Longest heading in words.
const WORDS: usize = 20;
/// A page has paragraphs this long in the middle before a line that ends with a full stop may be a heading.
const MEDIAN: usize = 35;

/// Whether line `i` of the body is a heading. `median` is the middle length of the paragraphs in words.
pub(super) fn is_heading(lines: &[&Shape], i: usize, median: usize, marks: &Marks) -> bool {
    let l = lines[i];
    match l.kind {
        BlockKind::Heading(_) => return true,
        BlockKind::Line => {}
        BlockKind::Paragraph if l.bold => {}
        _ => return false,
    }
    if l.prose || l.caption || l.source || l.credit || l.open || l.words == 0 || l.words > WORDS {
        // A line of a dozen words and a full stop looks like a paragraph; it may still be a heading below.
        if !(l.prose && l.stop && l.words <= WORDS) {
            return false;
        }
    }
    if l.item && !is_numbered_heading(lines, i) {
        return false;
    }
    if l.text.chars().find(|c| c.is_alphanumeric()).is_none_or(char::is_lowercase) {
        return false;
    }
    // Below it, captions aside, stands a paragraph.
    let Some(next) = lines[i + 1..].iter().find(|n| !n.caption && !n.credit) else { return false };
    let stands_above = next.prose || next.item || next.words > l.words && next.stop;
    if !stands_above {
        return false;
    }
    if !l.stop {
        // Two short lines may be a heading and its sub-heading; three are a list or a poem.
        let around = lines[i.saturating_sub(2)..(i + 3).min(lines.len())].windows(3);
        return !around.into_iter().any(|w| w.iter().all(|x| x.is_scrap() && !x.caption));
    }
    if l.text.ends_with(['?', '!']) && l.words <= 14 && next.prose && i > 0 && !l.text.contains(['"', '“']) {
        return next.words >= 3 * l.words;
    }
    // With a full stop, and not the opening: no verb in the finite, no quotation, much shorter than the paragraphs of the page.
    let quiet = !l.text.contains(['"', '“', '”']) && !l.text.chars().any(|c| c.is_ascii_digit());
    let finite = l.folded.split(|c: char| !c.is_alphanumeric()).any(|w| marks.is_finite(w));
    i > 0
        && median >= MEDIAN
        && quiet
        && !finite
        && l.text.ends_with('.')
        && l.words * 2 <= median
        && next.words * 2 >= 3 * l.words
}

/// A numbered line alone above a paragraph (`2. Results`), not one of a list.
fn is_numbered_heading(lines: &[&Shape], i: usize) -> bool {
    let l = lines[i];
    l.text.starts_with(|c: char| c.is_ascii_digit())
        && !l.stop
        && lines.get(i + 1).is_some_and(|n| n.prose && !n.item)
        && i.checked_sub(1).is_none_or(|j| !lines[j].item || lines[j].prose)
}

/// The middle length of the paragraphs, in words.
pub(super) fn median(lines: &[&Shape]) -> usize {
    let mut words: Vec<usize> = lines.iter().filter(|l| l.prose).map(|l| l.words).collect();
    words.sort_unstable();
    words.get(words.len() / 2).copied().unwrap_or(0)
}
