//! Boxes of a page in the midst of its article: newsletter forms, players, lists of other stories.
//!
//! Takes the shapes of the lines and the rules that know how a box begins and ends; marks its lines as dropped. A box
//! is known by its outer lines, never by what stands in it alone, and none is looked for above the first paragraph.

use super::clean::{Rule, Rules};
use super::marks::Marks;
use super::shape::Shape;

/// Longest line inside a box, in words.
const INNER: usize = 32;
/// Longest line with which a box begins, in words.
const OPENING: usize = 14;
/// Headlines of other stories, in words.
const HEADLINE: std::ops::RangeInclusive<usize> = 4..=24;
/// Words from which a line alone above a paragraph is rather the headline of another story than a heading.
const ALONE: usize = 6;
/// Words from which a line straight below the opening is no heading.
const LONG_HEADLINE: usize = 13;

/// Marks the lines of the boxes below the first paragraph, which is line `first`.
pub(super) fn find(lines: &[&Shape], drops: &mut [Option<String>], first: usize, rules: &Rules) {
    for rule in rules.iter() {
        bounded(lines, drops, first, rule);
        beside(lines, drops, first, rule);
    }
    if rules.has("related-headline") {
        below_opening(lines, drops, first, &rules.marks);
    }
}

/// From a line that opens a box of `rule` to the nearest one that closes it.
fn bounded(lines: &[&Shape], drops: &mut [Option<String>], first: usize, rule: &Rule) {
    let mut i = first + 1;
    while i < lines.len() {
        let opens = (lines[i].words <= OPENING && !lines[i].source).then(|| rule.opens(&lines[i].folded)).flatten();
        let close = opens.and_then(|reach| {
            let below = lines[i + 1..].iter().take(reach).take_while(|l| l.words <= INNER && !l.source);
            below.enumerate().find(|(_, l)| rule.closes(&l.folded)).map(|(n, _)| i + 1 + n)
        });
        let Some(close) = close else {
            i += 1;
            continue;
        };
        for d in &mut drops[i..=close] {
            d.get_or_insert_with(|| rule.name.clone());
        }
        i = close + 1;
    }
}

/// The headlines straight below or above a dropped line of `rule`.
fn beside(lines: &[&Shape], drops: &mut [Option<String>], first: usize, rule: &Rule) {
    for i in first + 1..lines.len() {
        if drops[i].is_none() {
            continue;
        }
        if rule.takes_above(&lines[i].folded)
            && i > first + 1
            && drops[i - 1].is_none()
            && is_headline(lines[i - 1])
            && lines[i - 1].words >= ALONE
        {
            drops[i - 1] = Some(rule.name.clone());
        }
        if !rule.takes_next(&lines[i].folded) {
            continue;
        }
        let run = (i + 1..lines.len()).take_while(|&j| drops[j].is_none() && is_headline(lines[j])).count();
        let run = &lines[i + 1..=i + run];
        let gone = match run {
            [] => 0,
            [one] => usize::from(one.words >= ALONE),
            _ => run.len() - usize::from(may_head(run)),
        };
        for d in &mut drops[i + 1..=i + gone] {
            *d = Some(rule.name.clone());
        }
    }
}

/// The headline of another story straight below the opening paragraph: longer than headings are, and alone.
fn below_opening(lines: &[&Shape], drops: &mut [Option<String>], first: usize, marks: &Marks) {
    let Some(i) = (first + 1..lines.len()).find(|&i| drops[i].is_none()) else { return };
    let l = lines[i];
    // `cạn` is no `can`: the words are asked as they are written.
    let finite = || l.text.to_lowercase().split(|c: char| !c.is_alphanumeric()).any(|w| marks.is_finite(w));
    let next = (i + 1..lines.len()).find(|&j| drops[j].is_none());
    if l.words >= LONG_HEADLINE
        && is_headline(l)
        && l.is_plain()
        && !l.item
        && next.is_some_and(|j| lines[j].prose)
        && !finite()
    {
        drops[i] = Some("related-headline".to_owned());
    }
}

/// Whether the last of these short lines is much shorter than the others: then it may be the next heading of the
/// article and no more of the list above.
pub(super) fn may_head(run: &[&Shape]) -> bool {
    let Some((last, others)) = run.split_last() else { return false };
    let mut words: Vec<usize> = others.iter().map(|l| l.words).collect();
    words.sort_unstable();
    words.get(words.len() / 2).is_none_or(|middle| last.words * 3 <= middle * 2)
}

/// A line that has the form of a headline.
fn is_headline(l: &Shape) -> bool {
    let asks = l.text.ends_with(['?', '!']);
    !l.prose
        && !l.caption
        && !l.credit
        && !l.source
        && !l.dateline
        && !l.signed
        && !l.open
        && (!l.stop || asks)
        && HEADLINE.contains(&l.words)
        && l.text.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| !c.is_lowercase())
}
