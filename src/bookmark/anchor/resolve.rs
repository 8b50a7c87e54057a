//! The attempts to find a quote, from the surest to the least sure.

use std::ops::Range;

use memchr::memmem;

use super::bits::Pattern;
use super::haystack::{Folded, Haystack, WINDOW, folded};
use super::score::{Surroundings, score};
use super::{Anchor, Selectors, State};

/// Least score of an approximate match. Below it the passage counts as gone: without a floor a deleted sentence is
/// silently found in an unrelated one.
pub const FLOOR: f64 = 0.75;

/// Score from which an approximate match is beyond doubt.
pub const SURE: f64 = 0.90;

/// Two places whose scores differ by less cannot be told apart.
pub const MARGIN: f64 = 0.05;

/// Edits allowed, as a share of the quote's length, and at most.
const ERRORS: f64 = 0.35;
const MOST_ERRORS: usize = 256;

/// Shortest quote, in characters, that is looked for approximately.
pub const SHORTEST: usize = 20;

/// Quotes shorter than this, found elsewhere amid other words, are put to the reader.
const SHORT: usize = 32;

/// Occurrences and candidates looked at.
const MOST_OCCURRENCES: usize = 2_000;
const MOST_CANDIDATES: usize = 24;

/// Characters of the surroundings that must stand word for word where a passage was cut out or replaced.
const RIM: usize = 24;

/// Finds the quote in `hay`; see [`anchor`](super).
pub fn resolve(selectors: &Selectors, hay: &Haystack<'_>, same_document: bool) -> Anchor {
    if selectors.exact.is_empty() {
        return Anchor::orphan();
    }
    let hint = selectors.position.map(|p| hay.byte_of(p.start));
    if same_document
        && let Some(at) = hint
        && hay.text[at..].starts_with(&selectors.exact)
    {
        return Anchor { state: State::Exact, span: Some(at..at + selectors.exact.len()), score: 1.0 };
    }
    let near = Near::new(selectors, hint, hay.text.len());
    exact(selectors, &near, hay)
        .or_else(|| in_folded(&near, hay, |f| same_words(&near, f)))
        .or_else(|| in_folded(&near, hay, |f| similar(&near, f)))
        .unwrap_or_else(Anchor::orphan)
}

/// The quote folded, with what it is compared by.
struct Near {
    quote: String,
    len: usize,
    around: Surroundings,
    hint: Option<usize>,
    text_len: usize,
    /// Bytes of the quote, for windows of large texts.
    bytes: usize,
    prefix: String,
    suffix: String,
    /// The words right before and right after the quote, folded.
    rims: (String, String),
}

impl Near {
    fn new(selectors: &Selectors, hint: Option<usize>, text_len: usize) -> Self {
        let quote = folded(&selectors.exact);
        let (prefix, suffix) = (folded(&selectors.prefix), folded(&selectors.suffix));
        let tail = prefix.char_indices().rev().take(RIM).last().map_or(0, |(at, _)| at);
        let head = suffix.char_indices().nth(RIM).map_or(suffix.len(), |(at, _)| at);
        Self {
            len: quote.chars().count(),
            around: Surroundings::new(&prefix, &suffix),
            rims: (prefix[tail..].to_owned(), suffix[..head].to_owned()),
            quote,
            hint,
            text_len,
            bytes: selectors.exact.len(),
            prefix: selectors.prefix.clone(),
            suffix: selectors.suffix.clone(),
        }
    }

    fn off(&self, at: usize) -> Option<f64> {
        self.hint.map(|hint| hint.abs_diff(at) as f64 / self.text_len.max(1) as f64)
    }
}

/// A place with its score and the similarity of its surroundings.
struct Found {
    span: Range<usize>,
    score: f64,
    around: f64,
}

/// Picks the best of places that read alike. `sure` is the state of one that stands out.
fn pick(mut found: Vec<Found>, near: &Near, sure: State) -> Option<Anchor> {
    found.sort_by(|a, b| b.score.total_cmp(&a.score));
    let alone = found.len() < 2 || found[0].score - found[1].score >= MARGIN;
    let best = found.into_iter().next()?;
    let at_hint = near.hint == Some(best.span.start);
    let state = if !alone && !at_hint {
        State::Ambiguous
    } else if near.len < SHORT && best.around < 0.5 {
        State::Approximate
    } else {
        sure
    };
    Some(Anchor { state, span: Some(best.span), score: best.score })
}

/// The same text word for word, anywhere.
fn exact(selectors: &Selectors, near: &Near, hay: &Haystack<'_>) -> Option<Anchor> {
    let at: Vec<usize> = memmem::find_iter(hay.text.as_bytes(), &selectors.exact).take(MOST_OCCURRENCES).collect();
    if at.is_empty() {
        return None;
    }
    let found = at
        .into_iter()
        .map(|start| {
            let span = start..start + selectors.exact.len();
            // Surroundings are compared folded, in a stretch around the place that has room for them.
            let from = boundary_before(hay.text, start.saturating_sub(8 * super::CONTEXT));
            let to = boundary_after(hay.text, (span.end + 8 * super::CONTEXT).min(hay.text.len()));
            let before = folded(&hay.text[from..start]);
            let joined = format!("{before}{}", folded(&hay.text[span.end..to]));
            let (prefix, suffix) = near.around.similarity(&joined, before.len(), before.len());
            let score = score(0, near.len, (prefix, suffix), near.off(start));
            Found { span, score, around: prefix.max(suffix) }
        })
        .collect();
    let anchor = pick(found, near, State::Moved)?;
    let at_place = anchor.span.as_ref().map(|s| s.start) == near.hint;
    let kept = matches!(anchor.state, State::Moved) && at_place;
    Some(Anchor { state: if kept { State::Exact } else { anchor.state }, ..anchor })
}

/// Runs `attempt` on the folded text, or on windows of a large one.
fn in_folded(near: &Near, hay: &Haystack<'_>, attempt: impl Fn(&Folded) -> Vec<Candidate>) -> Option<Anchor> {
    let mut all: Vec<Candidate> = Vec::new();
    match hay.folded() {
        Some(folded) => all.extend(attempt(folded)),
        None => {
            for window in windows(near, hay.text) {
                all.extend(attempt(&Folded::of(hay.text, window)));
            }
        }
    }
    // One place found through two windows is one place.
    all.sort_by(|a, b| b.found.score.total_cmp(&a.found.score));
    let mut distinct: Vec<Candidate> = Vec::new();
    for c in all {
        if !distinct.iter().any(|d| d.found.span.start < c.found.span.end && c.found.span.start < d.found.span.end) {
            distinct.push(c);
        }
    }
    let best = distinct.first()?;
    if best.distance == 0 {
        return pick(distinct.into_iter().map(|c| c.found).collect(), near, State::Moved);
    }
    if best.found.score < FLOOR {
        return None;
    }
    let alike = distinct.get(1).is_some_and(|second| best.found.score - second.found.score < MARGIN);
    let digits = |s: &str| s.chars().filter(char::is_ascii_digit).collect::<String>();
    let state = if alike {
        State::Ambiguous
    } else if best.found.score >= SURE && digits(&best.words) == digits(&near.quote) {
        State::Moved
    } else {
        // A changed figure is never taken over silently, however alike the words.
        State::Approximate
    };
    Some(Anchor { state, span: Some(best.found.span.clone()), score: best.found.score })
}

/// A place in a folded text.
struct Candidate {
    found: Found,
    distance: usize,
    words: String,
}

fn candidate(near: &Near, folded: &Folded, span: Range<usize>, distance: usize) -> Candidate {
    let around = near.around.similarity(folded.text(), span.start, span.end);
    let words = folded.text()[span.clone()].to_owned();
    let origin = folded.to_origin(span);
    let score = score(distance, near.len, around, near.off(origin.start));
    Candidate { found: Found { span: origin, score, around: around.0.max(around.1) }, distance, words }
}

/// The same words in another dress.
fn same_words(near: &Near, folded: &Folded) -> Vec<Candidate> {
    if near.quote.trim().is_empty() {
        return Vec::new();
    }
    memmem::find_iter(folded.text().as_bytes(), &near.quote)
        .take(MOST_OCCURRENCES)
        .map(|at| candidate(near, folded, at..at + near.quote.len(), 0))
        .collect()
}

/// Similar words: the ends of stretches within the allowed distance, best first, each with the beginning that fits it best.
fn similar(near: &Near, folded: &Folded) -> Vec<Candidate> {
    if near.len < SHORTEST {
        return Vec::new();
    }
    let most = ((near.len as f64 * ERRORS) as usize).min(MOST_ERRORS);
    let pattern = Pattern::new(near.quote.chars());
    let text = folded.text();
    let mut ends: Vec<(usize, usize)> = Vec::new();
    pattern.run(text.chars(), false, |n, distance| {
        if distance <= most {
            match ends.last_mut() {
                // Ends close to each other are one match; the nearest of them counts.
                Some((end, least)) if n - *end <= near.len / 2 => {
                    if distance < *least {
                        (*end, *least) = (n, distance);
                    }
                }
                _ => ends.push((n, distance)),
            }
        }
    });
    ends.sort_by_key(|(_, distance)| *distance);
    ends.truncate(MOST_CANDIDATES);
    ends.sort_unstable();
    let backwards = Pattern::new(near.quote.chars().rev());
    let mut found = Vec::with_capacity(ends.len());
    let mut chars = text.char_indices();
    let mut passed = 0;
    for (end, distance) in ends {
        // The byte after `end` characters, walking on from the match before.
        let byte = match chars.nth(end - passed) {
            Some((at, _)) => {
                passed = end + 1;
                at
            }
            None => text.len(),
        };
        let (_, back) = backwards.nearest_beginning(text[..byte].chars().rev().take(near.len + most + 1));
        let start = text[..byte].char_indices().rev().take(back).last().map_or(byte, |(at, _)| at);
        if start < byte && !stood_elsewhere(near, text, &(start..byte)) {
            found.push(candidate(near, folded, start..byte, distance));
        }
    }
    found
}

/// Whether what stood around the quote still stands in the text, better than around `span`, with something else or nothing
/// between: then the passage was replaced or cut out there, and `span` is another one that says nearly the same. Of a quote
/// that stood at an edge of its text, the edge counts as that side.
fn stood_elsewhere(near: &Near, text: &str, span: &Range<usize>) -> bool {
    let (before, after) = (&near.rims.0, &near.rims.1);
    let edge = |rim: &str| rim.chars().count() < RIM;
    let (at_start, at_end) = (edge(before), edge(after));
    if at_start && at_end {
        return false;
    }
    let fit = |start, end| match (near.around.similarity(text, start, end), at_start, at_end) {
        ((_, suffix), true, _) => suffix,
        ((prefix, _), _, true) => prefix,
        ((prefix, suffix), ..) => f64::midpoint(prefix, suffix),
    };
    let here = fit(span.start, span.end);
    let starts: Vec<usize> = if at_start {
        vec![0]
    } else {
        memmem::find_iter(text.as_bytes(), before).take(MOST_CANDIDATES).map(|at| at + before.len()).collect()
    };
    let reach = 2 * near.quote.len() + 256;
    starts.into_iter().any(|from| {
        let to = boundary_after(text, (from + reach).min(text.len()));
        let until = if at_end {
            (text.len() - from <= reach).then_some(text.len())
        } else {
            memmem::find(&text.as_bytes()[from..to], after.as_bytes()).map(|gap| from + gap)
        };
        until.is_some_and(|until| {
            let apart = until <= span.start || from >= span.end;
            apart && fit(from, until) > (here + 0.05).max(0.85)
        })
    })
}

/// The stretches of a large text worth searching: around the remembered place and around places where the words right before
/// or after the quote still stand.
fn windows(near: &Near, text: &str) -> Vec<Range<usize>> {
    let mut hints: Vec<usize> = near.hint.into_iter().collect();
    for side in [&near.prefix, &near.suffix] {
        if side.chars().count() >= 16 {
            hints.extend(memmem::find_iter(text.as_bytes(), side.as_str()).take(4));
        }
    }
    if hints.is_empty() {
        hints.push(0);
    }
    hints.sort_unstable();
    let mut windows: Vec<Range<usize>> = Vec::new();
    for hint in hints {
        let from = boundary_before(text, hint.saturating_sub(WINDOW));
        let to = boundary_after(text, hint.saturating_add(WINDOW + near.bytes).min(text.len()));
        match windows.last_mut() {
            Some(last) if from <= last.end => last.end = last.end.max(to),
            _ => windows.push(from..to),
        }
    }
    windows
}

/// The character boundary at or before `at`.
pub(super) fn boundary_before(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The character boundary at or after `at`.
fn boundary_after(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at += 1;
    }
    at
}
