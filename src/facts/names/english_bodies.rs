//! English organisations: those of the list, those with a head word, and those whose names hold small words.
//!
//! Takes an English reading and the names so far; widens what the model has in pieces (`Securities and Exchange Commission`) and
//! adds what it left out. The list is `assets/names/organisations-listed.tsv`, made by `scripts/english.py`.

use super::bodies::is_headline;
use super::english::{DOUBTFUL, LISTED, OPENERS, known, meaning};
use super::english_article::LEGAL;
use super::english_titles::is_title;
use super::found::{Found, taken};
use super::lexicon::{Classes, lexicon};
use super::reading::Reading;
use crate::facts::Kind;

/// Heads of organisations whose names tell with small words what they are for.
const PURPOSED: [&str; 30] = [
    "Administration",
    "Agency",
    "Alliance",
    "Association",
    "Authority",
    "Board",
    "Bureau",
    "Campaign",
    "Center",
    "Centers",
    "Centre",
    "Coalition",
    "Commission",
    "Committee",
    "Conference",
    "Corporation",
    "Council",
    "Department",
    "Enforcement",
    "Federation",
    "Foundation",
    "Fund",
    "Institute",
    "Ministry",
    "Network",
    "Office",
    "Organization",
    "Panel",
    "School",
    "Society",
];

/// And a run of capitals with the head of an organisation.
const TAILED: f32 = -7.0;

/// Widens what the model found.
pub fn widen(r: &Reading, all: &mut Vec<Found>) {
    purposes(r, all);
    suffixes(r, all);
}

/// Adds what it left out.
pub fn find(r: &Reading, all: &mut Vec<Found>) {
    listed(r, all);
    tails(r, all);
}

/// `Securities and Exchange Commission`, `Center for Strategic and International Studies`, `Panel on Climate Change`.
fn purposes(r: &Reading, all: &mut Vec<Found>) {
    if is_headline(r) {
        return;
    }
    let common = |i: usize| r.is_upper(i) && meaning(r, i) > 0 && !r.has(i, Classes::DATE | Classes::OFFICE);
    for head in 0..r.len() {
        if !r.is_upper(head) || !PURPOSED.contains(&r.of(head)) {
            continue;
        }
        let mut start = head;
        while start > 0 && r.is_upper(start - 1) && r.spaced(start) && !r.has(start - 1, Classes::OFFICE) {
            start -= 1;
        }
        start += usize::from(start < head && r.opens(start) && (OPENERS.contains(&r.of(start)) || r.is(start, "The")));
        let mut end = head + 1;
        if start < head && start > 1 && matches!(r.of(start - 1), "and" | "&") && (start..head).all(common) {
            let mut from = start - 1;
            while from > 0 && common(from - 1) && start - from < 4 {
                from -= 1;
            }
            // `the Securities and …`: the left side is all of its run.
            let told = Classes::BODY | Classes::LISTED | Classes::ORG;
            let whole = from < start - 1
                && (from..start - 1).all(|i| !r.has(i, told))
                && (from == 0 || !r.is_upper(from - 1))
                && !r.opens(from);
            start = if whole { from } else { start };
        }
        let of = r.is(end, "of") && r.is(head, "Conference") && start < head;
        if of || matches!(r.of(end), "for" | "on" | "against") {
            let from = end + 1 + usize::from(matches!(r.of(end + 1), "the" | "an" | "a"));
            let mut to = from;
            while r.is_upper(to) && !r.has(to, Classes::DATE | Classes::OFFICE)
                || to > from && r.is(to, "and") && common(to + 1) && common(to - 1)
            {
                to += 1;
            }
            let told = start < head || to > from && common(to - 1);
            let day = r.has(from, Classes::DATE);
            end = if to > from && told && !day { to } else { end };
        }
        let run = start..end;
        let wider =
            all.iter().any(|f| f.meets(&run) && (f.by != "model" || f.run.start < run.start || f.run.end > run.end));
        if run.len() > 1 && (end > head + 1 || (start..head).any(|i| r.is(i, "and"))) && !wider {
            all.retain(|f| !f.meets(&run));
            all.push(Found::new(run, Kind::Organisation, "head word"));
        }
    }
}

/// `ASEAN Center for Public Health Emergencies`: an English name in a text of another language, told by the small words in it.
pub fn abroad(r: &Reading, all: &mut Vec<Found>) {
    for head in 0..r.len() {
        if !r.is_upper(head) || !PURPOSED.contains(&r.of(head)) || !matches!(r.of(head + 1), "for" | "of" | "on") {
            continue;
        }
        let joins = |i: usize| matches!(r.of(i), "for" | "of" | "on" | "and" | "the" | "&");
        let mut end = head + 1;
        while r.is_upper(end) || end > head && joins(end) && (r.is_upper(end + 1) || joins(end + 1)) {
            end += 1;
        }
        let mut start = head;
        while start > 0 && r.is_upper(start - 1) && r.spaced(start) && !r.has(start - 1, Classes::OFFICE) {
            start -= 1;
        }
        let run = start..end;
        let inside = |f: &Found| start <= f.run.start && f.run.end <= end;
        if end > head + 2 && all.iter().filter(|f| f.meets(&run)).all(inside) {
            all.retain(|f| !f.meets(&run));
            all.push(Found::new(run, Kind::Organisation, "head word"));
        }
    }
}

/// `Genentech Inc. Chairman`: the full stop of a short word belongs to the name inside a sentence.
fn suffixes(r: &Reading, all: &mut Vec<Found>) {
    for f in all.iter_mut().filter(|f| f.by == "model" && f.kind == Kind::Organisation && f.run.len() > 1) {
        let dot = f.run.end;
        // `Computer Terminal Systems Inc`: the firm begins where its run does.
        let firm = LEGAL.contains(&r.of(dot - 1));
        let more = |at: usize| {
            r.is_upper(at - 1) && r.spaced(at) && !r.has(at - 1, Classes::OFFICE) && !OPENERS.contains(&r.of(at - 1))
        };
        while firm && f.run.start > 0 && more(f.run.start) && !r.is(f.run.start - 1, "The") {
            f.run.start -= 1;
        }
        if firm && r.is(f.run.start, "The") && f.run.len() > 2 {
            f.run.start += 1;
        }
        if r.is(dot, "&") && r.is(dot + 1, "Co") {
            f.run.end += 2;
        }
        let dot = f.run.end;
        let short = matches!(r.of(dot - 1), "Inc" | "Corp" | "Ltd" | "Co" | "Bros" | "Cos");
        if short && r.is(dot, ".") && !r.spaced(dot) && dot + 1 < r.len() && r.starts.binary_search(&(dot + 1)).is_err()
        {
            f.run.end += 1;
        }
    }
    let whole: Vec<_> = all.iter().filter(|f| f.kind == Kind::Organisation).map(|f| f.run.clone()).collect();
    all.retain(|f| {
        f.by != "model" || !whole.iter().any(|w| *w != f.run && w.start <= f.run.start && f.run.end <= w.end)
    });
}

/// Organisations of the list that nothing else found.
fn listed(r: &Reading, all: &mut Vec<Found>) {
    let mut at = 0;
    while at < r.len() {
        let start = at;
        at += 1;
        let sure = lexicon().longest(&r.words, start, r.tongue, Classes::LISTED);
        let n = sure.max(lexicon().longest(&r.words, start, r.tongue, Classes::LISTED_DOUBTFUL));
        let run = start..start + n;
        if n == 0 || !r.is_upper(start) || !r.is_upper(run.end - 1) {
            continue;
        }
        // `Securities and Exchange Commission`: the whole name wins over pieces of it.
        if n > 1 && n == sure {
            let piece = |f: &Found| f.by == "model" && f.run.len() < n && f.run.start >= start && f.run.end <= run.end;
            if all.iter().filter(|f| f.meets(&run)).all(piece) {
                all.retain(|f| !f.meets(&run));
            }
        }
        let word = r.has(start, Classes::GENERIC) || n != sure && meaning(r, start) > 0;
        // `Reserve Bank | of India`: the name goes on.
        let goes_on = r.is(run.end, "of") && r.is_upper(run.end + 1) && r.has(run.end - 1, Classes::ORG);
        if goes_on || n == 1 && word || known(r, &run) == Some(Kind::Place) {
            continue;
        }
        if taken(all, &run) || n != sure && known(r, &run) == Some(Kind::Place) {
            continue;
        }
        let joined = |i: usize| r.is_upper(i) && r.spaced(i) && !r.opens(i) && !is_title(r, i);
        let follows = start > 0 && r.is_upper(start - 1) && r.spaced(start) && !r.opens(start - 1);
        let least = if n == sure { LISTED } else { DOUBTFUL };
        let opening = n == 1 && r.opens(start) && meaning(r, start) > 0;
        if follows && !is_title(r, start - 1)
            || joined(run.end)
            || opening
            || r.margin(&run, Kind::Organisation) < least
        {
            continue;
        }
        at = run.end;
        all.push(Found::new(run, Kind::Organisation, "listed organisation"));
    }
}

/// `Global Equities Research`: a run of capitals that nothing found and that ends in the head of an organisation.
fn tails(r: &Reading, all: &mut Vec<Found>) {
    if is_headline(r) {
        return;
    }
    let mut at = 0;
    while at < r.len() {
        let mut start = at;
        at += 1;
        if !r.is_upper(start) {
            continue;
        }
        while r.is_upper(at) && r.spaced(at) && !r.opens(at) {
            at += 1;
        }
        let opener = r.opens(start) && (OPENERS.contains(&r.of(start)) || r.is(start, "The"));
        start += usize::from(opener);
        let run = start..at;
        let plain = (start..at).any(|i| r.has(i, Classes::OFFICE | Classes::DATE)) || r.opens(start) || r.is(at, "of");
        let headed = r.has(at - 1, Classes::ORG_TAIL) || run.len() > 2 && r.has(at - 1, Classes::ORG);
        if run.len() > 1 && headed && !plain && !taken(all, &run) && r.margin(&run, Kind::Organisation) > TAILED {
            all.push(Found::new(run, Kind::Organisation, "head word"));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::facts::Kind;
    use crate::facts::names::trial::{found, has};

    #[test]
    fn small_words_stand_inside_the_names_of_bodies() {
        let text =
            "The company was swept up in a Securities and Exchange Commission inquiry into its options that year.";
        has(text, "Securities and Exchange Commission", Kind::Organisation);
        let text =
            "She heads the National Committee on Rural Health, which was set up by the government three years ago.";
        has(text, "National Committee on Rural Health", Kind::Organisation);
    }

    #[test]
    fn listed_organisations_are_found_and_words_are_not() {
        let text =
            "The phones were made by Motorola for years. It set a target for them, and Target fell after the news.";
        has(text, "Motorola", Kind::Organisation);
        assert!(!found(text).iter().any(|n| n.1 == "target"));
    }

    #[test]
    fn the_full_stop_of_a_firm_belongs_to_it() {
        has(
            "Shares of Weldon Systems Inc. (NYSE: WDS) rose by two dollars on Monday, traders said.",
            "Weldon Systems Inc.",
            Kind::Organisation,
        );
    }
}
