//! Organisations by their head words: `Komisi Pemilihan Umum`, `Bank of Russia`, `Jazz & Heritage Foundation`.
//!
//! Takes a reading with what the model found; adds organisations that begin or, in English, end with a head word. It knows no
//! organisation by its whole name.

use std::ops::Range;

use super::bodies::is_headline;
use super::casing::{Casing, Habit};
use super::found::Found;
use super::lexicon::{Classes, Tongue, lexicon};
use super::phrase::{self, Grammar};
use super::places;
use super::reading::Reading;
use super::words::Case;
use crate::facts::Kind;

/// How far from the model's own view a name found by its head word may be: a head that names organisations alone, and one
/// that is as often a common noun.
pub const HEADED: f32 = -9.0;
const HEADED_WEAKLY: f32 = -1.0;

/// Heads whose names tell what they are for, in lists.
const PORTFOLIOS: [&str; 9] =
    ["Kementerian", "Departemen", "Dinas", "Badan", "Direktorat", "Ditjen", "Kemenko", "Biro", "Bidang"];

/// Heads whose name goes on, whatever it looks like: no office-holder stands behind them.
const FIRMS: [&str; 12] =
    ["PT", "CV", "UD", "Yayasan", "Universitas", "SD", "SMP", "SMA", "SMK", "RSUD", "RS", "Pesantren"];

/// Adds organisations that begin with their head word, as far as their name goes.
pub fn find(r: &Reading, casing: &Casing, all: &mut Vec<Found>) {
    if r.tongue == Tongue::En {
        english(r, all);
    }
    if r.tongue != Tongue::Id {
        return;
    }
    let noun = |f: &Found| f.run.len() == 1 && f.kind == Kind::Person && is_abstract(r.of(f.run.start));
    all.retain(|f| f.by != "model" || !noun(f));
    let mut at = 0;
    while at < r.len() {
        let start = at;
        at += 1;
        if !r.is_upper(start) {
            continue;
        }
        let head = lexicon().longest(&r.words, start, r.tongue, Classes::ORG);
        // `Kepala Kantor Komite Pengarah`: the first word belongs to the office.
        let weak = lexicon().longest(&r.words, start, r.tongue, Classes::ORG_WEAK) == head;
        if weak && start > 0 && lexicon().longest(&r.words, start - 1, r.tongue, Classes::OFFICE) > 1 {
            continue;
        }
        // `Komite Tetap Majelis Nasional`: a body of a body is told by the body.
        let generic = lexicon().longest(&r.words, start, r.tongue, Classes::GENERIC);
        if head == 0
            || (generic > 1 && r.has(start + generic, Classes::ORG) && !r.has(start + generic, Classes::ORG_WEAK))
        {
            continue;
        }
        let first = start + head;
        let whole = lexicon().longest(&r.words, start, r.tongue, Classes::BODY);
        let headline = is_headline(r);
        if whole > 1 && headline {
            continue;
        }
        let mut end = phrase::end(r, casing, first, Grammar { ordinals: false, about: false });
        if let Some(o) = phrase::ordinal(r, end).filter(|_| end > first && r.is(end + 1, "-")) {
            end = o;
        } else if r.is_number(end) && end > first && r.of(end).len() <= 3 && !r.is_upper(end + 1) {
            end += 1;
        }
        // What it is for may look like a person to the model.
        let sole = end;
        if let Some(more) = portfolio(r, start..end, all).filter(|_| !headline && end > first) {
            end = more;
        }
        // `Persija Jakarta Bocorkan …`: in a head line the verb has a capital, too.
        if let Some(verb) = (first..end).find(|&i| headline && is_verb(r, i)) {
            end = verb;
        }
        // `Ketua Majelis Nasional Vuong Dinh Hue`: the holder of the office begins where the model says, or the family name.
        let holds = !FIRMS.contains(&r.of(start));
        let person = all.iter().filter(|_| holds).find(|f| {
            let inside = f.run.start > start && f.run.start < end.min(sole);
            f.kind == Kind::Person && inside && r.case(f.run.start - 1) != Case::Small
        });
        let titled = start > 0 && r.has(start - 1, Classes::OFFICE);
        let family =
            || (first + 1..end.saturating_sub(1)).find(|&i| titled && r.has(i, Classes::SURNAME) && end - i <= 4);
        if let Some(cut) = person.map(|f| f.run.start).or_else(family) {
            end = cut;
            while end > first && r.case(end - 1) == Case::Small {
                end -= 1;
            }
        }
        let run = start..end;
        let numbered = end > first && !r.is_upper(end - 1);
        if end == first || (!numbered && phrase::is_generic(r, run.clone())) {
            continue;
        }
        // `Kepala Dinas Kelautan`: the office may stand in what the model has.
        let before = |f: &Found| (f.run.start..run.start).any(|i| !r.has(i, Classes::OFFICE));
        let clash = all.iter().any(|f| {
            f.meets(&run) && (before(f) || f.run.end > run.end || f.by != "model" || (weak && f.kind == Kind::Person))
        });
        // A weak head and a known body or country make a name together: `Komunitas ASEAN`.
        let told = weak && run.len() == 2 && r.has(end - 1, Classes::BODY);
        let least = if weak && !told && run.end <= sole { HEADED_WEAKLY } else { HEADED };
        let known = all.iter().any(|f| f.run == run && f.kind == Kind::Organisation);
        if clash || known || r.margin(&run, Kind::Organisation) < least {
            continue;
        }
        all.retain(|f| !f.meets(&run));
        all.push(Found::new(run, Kind::Organisation, "head word"));
        at = end;
    }
}

/// The token after the rest of what a ministry or agency is for, `Tenaga Kerja | dan Transmigrasi`, `Meteorologi |,
/// Klimatologi, dan Geofisika`: names of one or two words, the last behind `dan`, none of them a name by itself.
fn portfolio(r: &Reading, run: Range<usize>, all: &[Found]) -> Option<usize> {
    if !PORTFOLIOS.contains(&r.of(run.start)) {
        return None;
    }
    let own = Classes::BODY | Classes::REGION | Classes::ORG | Classes::OFFICE | Classes::EVENT | Classes::DOCUMENT;
    let person = |at: usize| {
        !is_abstract(r.of(at)) && all.iter().any(|f| f.run.start == at && f.kind == Kind::Person && f.by == "model")
    };
    let name = |f: &Found| f.kind == Kind::Place || (f.kind == Kind::Person && f.run.len() > 1);
    let listed = |at: usize| places::longest(r, at).is_some();
    let named = |at: usize| (listed(at) || !is_abstract(r.of(at))) && all.iter().any(|f| f.run.start == at && name(f));
    let mut at = run.end;
    let mut items = 0;
    loop {
        let comma = usize::from(r.is(at, ","));
        let last = r.is(at + comma, "dan");
        if comma == 0 && !last {
            return None;
        }
        let from = at + comma + usize::from(last);
        let mut to = from;
        while r.is_upper(to) && to < from + 3 && !r.has(to, own) && !named(to) {
            to += 1;
        }
        let known = places::longest(r, from).is_some_and(|(n, p)| from + n == to && p.sure);
        // `Biro Pers, Media, dan Informasi | Sekretariat Presiden`: whose it is.
        let whose = last && r.has(to, Classes::ORG);
        if to == from || (r.is_upper(to) && !named(to) && !whose) || known || (last && items == 0 && person(from)) {
            return None;
        }
        at = to;
        items += 1;
        while whose && r.is_upper(at) && at < to + 4 && !named(at) {
            at += 1;
        }
        if last {
            return Some(at);
        }
    }
}

/// Whether an Indonesian word is built like a noun of a verb or adjective (`Perikanan`, `Kehutanan`), which nobody is called.
fn is_abstract(word: &str) -> bool {
    word.len() > 6 && word.ends_with("an") && ["Ke", "Pe"].iter().any(|p| word.starts_with(p))
}

/// English organisations: `Bank of Russia`, `University of the Arts`, and a run of capitals that ends in a head word.
fn english(r: &Reading, all: &mut Vec<Found>) {
    for f in all.iter_mut().filter(|f| f.by == "model" && f.kind == Kind::Person && f.run.len() > 1) {
        let last = f.run.end - 1;
        if r.has(last, Classes::ORG_TAIL) && !r.has(f.run.start, Classes::OFFICE) {
            f.kind = Kind::Organisation;
        }
    }
    // `Jazz & Heritage Foundation`: the sign joins what is left of it.
    let tail = |f: &Found| f.kind == Kind::Organisation && r.has(f.run.end - 1, Classes::ORG_TAIL | Classes::ORG);
    for i in 0..all.len() {
        let end = all[i].run.start.saturating_sub(1);
        if end == 0 || !r.is(end, "&") || !tail(&all[i]) || !r.is_upper(end - 1) {
            continue;
        }
        let mut start = end;
        while start > 0 && end - start < 3 && r.is_upper(start - 1) && !r.has(start - 1, Classes::OFFICE) {
            start -= 1;
        }
        let left = start..end;
        let inside = |f: &Found| f.run.start >= left.start && f.by == "model";
        if all.iter().filter(|f| f.meets(&left)).all(inside) {
            all[i].run.start = start;
            let whole = all[i].run.clone();
            for f in all.iter_mut().filter(|f| f.meets(&whole) && f.run != whole) {
                f.run = f.run.start..f.run.start;
            }
        }
    }
    all.retain(|f| !f.run.is_empty());
    for at in 0..r.len() {
        if !r.is_upper(at) || !r.has(at, Classes::ORG) || !r.is(at + 1, "of") {
            continue;
        }
        let from = at + 2 + usize::from(r.is(at + 2, "the"));
        let mut end = from;
        while r.is_upper(end) && (end == from || !r.has(end, Classes::OFFICE)) {
            end += 1;
        }
        let mut start = at;
        let told = |i: usize| r.has(i, Classes::OFFICE | Classes::FUNCTION) && !r.is(i, "General");
        while start > 0 && r.is_upper(start - 1) && !told(start - 1) {
            start -= 1;
        }
        // `Department of Statistics | and Analysis`
        let common = |i: usize| r.is_upper(i) && super::english::meaning(r, i) > 0;
        if end > from && r.is(end, "and") && common(end - 1) && common(end + 1) && !r.is_upper(end + 2) {
            end += 2;
        }
        let run = start..end;
        let plain = r.has(from, Classes::GENERIC | Classes::DATE) || r.is(from, "Directors");
        let wider = all.iter().any(|f| f.meets(&run) && (f.by != "model" || f.run.start < start || f.run.end > end));
        if end > from && !plain && !wider && r.margin(&run, Kind::Organisation) > HEADED {
            all.retain(|f| !f.meets(&run));
            all.push(Found::new(run, Kind::Organisation, "head word"));
        }
    }
}

/// Whether a word of an Indonesian headline is a verb or the like, by its form or by the list.
pub(super) fn is_verb(r: &Reading, at: usize) -> bool {
    let word = r.of(at);
    let verb = ["Mem", "Men", "Meng", "Ber", "Ter", "Di"].iter().any(|p| word.starts_with(p));
    let known = verb && (word.ends_with('i') || Casing::general(r.words[at].low, r.tongue) == Habit::Small);
    let other = Classes::ORG | Classes::BODY | Classes::GENERIC | Classes::OFFICE | Classes::PLACE | Classes::REGION;
    r.has(at, Classes::VERB) || word.len() > 5 && !r.has(at, other) && (known || word.ends_with("kan"))
}
