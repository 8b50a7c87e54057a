//! Titles inside what the model takes for one name, and persons who are told to be somebody.
//!
//! Takes an English reading and the names that the model found; cuts `Verizon CIO Shaygan Kheradpir` into the firm and the
//! person. Titles before a person's name are cut off by [`super::offices`] as well, where the model has the person.

use std::ops::Range;

use super::bodies::is_headline;
use super::english::{OPENERS, UNPERSONAL, is_given, known, meaning, personal};
use super::found::{Found, taken};
use super::groups::sense;
use super::lexicon::{Classes, lexicon};
use super::reading::Reading;
use super::words::Case;
use crate::facts::Kind;

/// Cuts at titles and adds persons.
pub fn find(r: &Reading, all: &mut Vec<Found>) {
    titles(r, all);
    apposed(r, all);
}

/// `Verizon CIO Shaygan Kheradpir`, `Farmer Chad Smith`, `Republican Sen. Scott Beason`: whose title, the title, and who.
fn titles(r: &Reading, all: &mut Vec<Found>) {
    let headline = is_headline(r);
    let mut at = 0;
    while at < r.len() {
        let start = at;
        at += 1;
        if !r.is_upper(start) {
            continue;
        }
        // A full stop behind a title belongs to it: `Sen. Scott`.
        let goes_on = |i: usize| {
            let joined = r.is_upper(i) && r.spaced(i);
            let short = is_title(r, i - 1) || is_letter(r, i - 1);
            joined || r.is(i, ".") && !r.spaced(i) && short && r.is_upper(i + 1) && r.spaced(i + 1)
        };
        while goes_on(at) {
            at += 1;
        }
        let end = at;
        let Some(title) = (start..end).find(|&i| is_title(r, i)) else { continue };
        let mut name = title;
        while name < end && (is_title(r, name) || r.is(name, ".")) {
            name += 1;
        }
        let who = name..end;
        let person =
            (1..=5).contains(&who.len()) && who.clone().all(|i| personal(r, i) || is_letter(r, i) || r.is(i, "."));
        let Some(held) = all.iter().position(|f| f.run.contains(&title) && f.by == "model") else { continue };
        let (first, kind) = (all[held].run.start, all[held].kind);
        if headline && known_side(r, first..title).is_none()
            || !(person || who.is_empty() && first < title && kind != Kind::Person)
            || first < start
        {
            continue;
        }
        if kind == Kind::Person && first < title && !r.has(title, Classes::OFFICE) {
            continue;
        }
        if who.is_empty() && all[held].run.end > end {
            continue;
        }
        all.remove(held);
        if person && !all.iter().any(|f| f.meets(&who) && f.by != "model") {
            all.retain(|f| !f.meets(&who));
            let mut f = Found::new(who, Kind::Person, "title before");
            f.office = Some(title..name);
            all.push(f);
        }
        let listed = known_side(r, first..title).map(|(run, kind)| Found::new(run, kind, "model"));
        let body = first < title && r.has(title - 1, Classes::ORG | Classes::ORG_TAIL);
        let own = if body { Kind::Organisation } else { kind };
        let plain = || (own != Kind::Person).then(|| Found::new(first..title, own, "model"));
        let whose = if first < title { listed.or_else(plain) } else { None };
        all.extend(whose.filter(|w| !taken(all, &w.run)));
    }
}

/// `Trip Chowdhry, an analyst with …`: who is told to be somebody.
fn apposed(r: &Reading, all: &mut Vec<Found>) {
    let somebody = |i: usize| {
        r.case(i) == Case::Small
            && (meaning(r, i) == sense::SOMEBODY || r.has(i, Classes::OFFICE))
            && !r.of(i).ends_with('s')
    };
    for comma in 2..r.len() {
        if !r.is(comma, ",") || !matches!(r.of(comma + 1), "a" | "an" | "the") || !(2..6).any(|n| somebody(comma + n)) {
            continue;
        }
        let mut start = comma;
        while start > 0 && r.is_upper(start - 1) && r.spaced(start) {
            start -= 1;
        }
        start += usize::from(r.opens(start) && OPENERS.contains(&r.of(start)));
        let run = start..comma;
        let name = run.clone().all(|i| r.case(i) == Case::Capital && !r.has(i, UNPERSONAL | Classes::OFFICE));
        let free = all.iter().all(|f| !f.meets(&run) || f.by == "model" && f.run == run && f.kind != Kind::Person);
        if (2..=3).contains(&run.len()) && name && free && meaning(r, comma - 1) == 0 && known(r, &run).is_none() {
            all.retain(|f| !f.meets(&run));
            all.push(Found::new(run, Kind::Person, "apposition"));
        }
    }
}

/// Whether a title stands at token `at`: one of the list, or a word for somebody with a capital (`Farmer`).
pub(super) fn is_title(r: &Reading, at: usize) -> bool {
    let Some(g) = r.words.get(at).map(|w| w.group) else { return false };
    let told = Classes::ORG | Classes::ORG_TAIL | Classes::BODY | Classes::PLACE;
    // `General Motors`, but `CIO`.
    let listed = r.has(at, Classes::LISTED) && lexicon().longest(&r.words, at, r.tongue, Classes::LISTED) != 1;
    // `Farmer Chad Smith`, where the first word is a family name as well; but `Ataullah Khan Wazir`.
    let family = g.lists == 2 && is_given(r, at + 1) && (at == 0 || !r.is_upper(at - 1));
    let plain = g.lists == 0 && g.sense & sense::PERSON == 0;
    let somebody = g.sense & sense::NUMBER == sense::SOMEBODY && g.rank <= 2 && (plain || family);
    let single = !r.of(at).ends_with('s');
    r.is_upper(at)
        && !listed
        && !r.has(at, told)
        && (r.has(at, Classes::OFFICE) || somebody && single && r.case(at) == Case::Capital)
}

/// Whether token `at` is one capital letter, as in `Thomas M. Hoenig`.
fn is_letter(r: &Reading, at: usize) -> bool {
    r.is_upper(at) && r.of(at).chars().count() == 1
}

/// The longest beginning of `run` that a list has, where nothing but common words stands behind it.
fn known_side(r: &Reading, run: Range<usize>) -> Option<(Range<usize>, Kind)> {
    let sides = (run.start + 1..=run.end).rev().map(|to| run.start..to);
    let mut plain = sides.filter(|side| (side.end..run.end).all(|i| meaning(r, i) > 0));
    plain.find_map(|side| Some((side.clone(), known(r, &side)?)))
}

#[cfg(test)]
mod tests {
    use crate::facts::Kind;
    use crate::facts::names::trial::has;

    #[test]
    fn a_title_parts_the_firm_and_the_person() {
        let text =
            "The new service was shown at the home of Motorola CIO Margaret Hollis, who has led the team since May.";
        has(text, "Motorola", Kind::Organisation);
        has(text, "Margaret Hollis", Kind::Person);
    }

    #[test]
    fn a_word_for_somebody_is_no_part_of_a_name() {
        has(
            "Nobody came to the market that day. Farmer Gerald Winslow said the rain was late again this year.",
            "Gerald Winslow",
            Kind::Person,
        );
    }

    #[test]
    fn who_is_told_to_be_somebody_is_a_person() {
        let text = "But Orval Trinski, an analyst with a bank in the city, said that the price would go on falling.";
        has(text, "Orval Trinski", Kind::Person);
    }
}
