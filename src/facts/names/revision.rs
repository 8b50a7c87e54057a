//! The second reading: a model that sees what all steps found, and where they tend to be right (stacked generalisation, Wolpert
//! 1992).
//!
//! Takes the names found in an article; gives them as the second model reads them. Its features are those of the first model
//! and, for each token, the label the steps gave it, the step, and what the article's other mentions of the word were taken
//! for. It is trained on texts that neither the first model nor the steps were made with, so it knows how far each is to be
//! trusted. Documents stay as the steps found them, for these know their numbers and lists; it may find others.

use super::casing::Casing;
use super::discourse;
use super::features::Sentence;
use super::found::{Found, taken};
use super::lexicon::{ByHash, Tongue};
use super::model::{FIRST, KINDS, Model, SECOND, Scores, no_name};
use super::models::Models;
use super::parting::parts;
use super::persons::CHAIN;
use super::reading::{Reading, Scratch};
use super::words::{Case, hash, mix};
use crate::facts::Kind;

/// Added to the score of the label that the steps gave. The texts of the training are harder for the steps than most pages
/// are, so the second model trusts them too little; chosen on news pages.
const PRIOR: f32 = 0.6;
/// The same for events, whose patterns know ordinals and years; the texts of the training hold few of them.
const PRIOR_OF_EVENTS: f32 = 4.0;

/// What the steps say of one token.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Told {
    /// 0 no name; else twice the number of the kind, minus one where the name begins.
    label: u32,
    /// The step.
    by: u32,
    /// First token of the name and the one after it.
    run: (u32, u32),
}

/// How often each word of an article was taken for what: no name, person, place, organisation, other.
pub type Counts = ByHash<[u32; 5]>;

/// What the steps say of each token of `r`.
fn told(r: &Reading, found: &[Found]) -> Vec<Told> {
    let mut out = vec![Told::default(); r.len()];
    for f in found {
        let (kind, by) = (2 * (1 + number(f.kind)) as u32, hash(f.by));
        for at in f.run.clone().filter(|&at| at < r.len()) {
            let label = kind - u32::from(at == f.run.start);
            out[at] = Told { label, by, run: (f.run.start as u32, f.run.end as u32) };
        }
    }
    out
}

/// What the steps say of each token, by reading, and what the words of the article were taken for.
pub fn told_of(readings: &[&Reading], found: &[Vec<Found>]) -> (Vec<Vec<Told>>, Counts) {
    let all: Vec<_> = readings.iter().zip(found).map(|(r, f)| told(r, f)).collect();
    let counts = count(readings, &all);
    (all, counts)
}

/// Counts what the words with a capital of an article were taken for.
fn count(readings: &[&Reading], all: &[Vec<Told>]) -> Counts {
    let mut out = Counts::default();
    for (r, told) in readings.iter().zip(all).filter(|(r, _)| !r.shouts()) {
        for (at, t) in told.iter().enumerate().filter(|&(at, t)| t.label > 0 || (r.is_upper(at) && !r.opens(at))) {
            let kind = (t.label.div_ceil(2) as usize).min(4);
            out.entry(r.words[at].low).or_insert([0; 5])[kind] += 1;
        }
    }
    out
}

fn number(kind: Kind) -> usize {
    KINDS.iter().position(|k| *k == kind).unwrap_or(0)
}

/// A sentence of the second reading.
#[derive(Debug)]
pub struct Second<'a> {
    /// The sentence of the first.
    pub sentence: Sentence<'a>,
    /// What the steps say of its tokens.
    pub told: &'a [Told],
    /// The scores of the first model; empty where there is none.
    pub scores: &'a [Scores<FIRST>],
    /// What the words of the article were taken for.
    pub counts: &'a Counts,
    /// Number of its first token in the reading.
    pub start: usize,
}

impl Second<'_> {
    /// Whether a token needs no second look.
    pub fn is_plain(&self, at: usize) -> bool {
        self.told[at].label == 0 && self.sentence.is_plain(at) && !self.sentence.words[at].is_brand()
    }

    /// Whether the steps say that a token belongs to a document.
    pub fn is_document(&self, at: usize) -> bool {
        self.told[at].label > 8
    }

    /// Whether the steps say that a token belongs to an event or a document.
    pub fn is_event_or_document(&self, at: usize) -> bool {
        self.told[at].label > 6
    }

    /// Calls `each` with the hash of every feature of token `at`.
    pub fn features(&self, at: usize, mut each: impl FnMut(u32)) {
        self.sentence.features(at, &mut each);
        let words = self.sentence.words;
        let told = |by: isize| at.checked_add_signed(by).and_then(|i| self.told.get(i)).map_or(99, |t| t.label);
        let low = |i: Option<usize>| i.and_then(|i| words.get(i)).map_or(1, |w| w.low);
        let (own, w) = (self.told[at], &words[at]);
        let t = own.label;
        each(mix(&[80, t]));
        each(mix(&[81, t, own.by]));
        each(mix(&[82, told(-1), t]));
        each(mix(&[83, t, told(1)]));
        each(mix(&[84, told(-1), t, told(1)]));
        each(mix(&[85, t, w.low]));
        each(mix(&[86, t, w.shape]));
        each(mix(&[87, t, low(at.checked_sub(1))]));
        each(mix(&[88, t, low(Some(at + 1))]));
        each(mix(&[99, t, u32::from(w.group.wide)]));
        if t > 0 {
            let kind = t.div_ceil(2);
            let first = (own.run.0 as usize).saturating_sub(self.start).min(at);
            let end = (own.run.1 as usize).saturating_sub(self.start);
            each(mix(&[89, kind, (end - first).min(6) as u32, (at - first).min(3) as u32, own.by]));
            each(mix(&[90, kind, low(Some(first))]));
            each(mix(&[91, kind, low(end.checked_sub(1))]));
            each(mix(&[92, kind, low(first.checked_sub(1))]));
            each(mix(&[93, kind, low(Some(end))]));
        }
        if let Some(scores) = self.scores.get(at) {
            let best = (0..FIRST).max_by(|&a, &b| scores[a].total_cmp(&scores[b])).unwrap_or(0);
            let next = (0..FIRST).filter(|&l| l != best).map(|l| scores[l]).fold(f32::MIN, f32::max);
            let margin = ((scores[best] - next) / 1.5).clamp(0.0, 6.0) as u32;
            each(mix(&[96, best as u32, margin]));
            each(mix(&[97, best as u32, margin.min(2), t]));
        }
        if let Some(counts) = self.counts.get(&w.low) {
            let all: u32 = counts.iter().sum();
            let most = (0..5).max_by_key(|&k| counts[k]).unwrap_or(0);
            let sure = u32::from(counts[most] == all) + u32::from(all > 1) + u32::from(all > 3);
            each(mix(&[98, most as u32, sure, t]));
        }
    }
}

/// Reads the names of an article again.
pub fn find(readings: &[&Reading], casing: &Casing, models: Models, found: &mut [Vec<Found>]) {
    if readings.iter().all(|r| models.second(r.tongue).is_none()) {
        return;
    }
    let (all, counts) = told_of(readings, found);
    let mut first = Vec::with_capacity(found.len());
    for ((r, told), found) in readings.iter().zip(&all).zip(found.iter_mut()) {
        if let Some(model) = models.second(r.tongue).filter(|_| !r.shouts()) {
            let mut read = labels(r, casing, told, &counts, model);
            for f in read.iter_mut().filter(|f| !found.iter().any(|b| b.run == f.run)) {
                trim(r, f);
            }
            read.retain(|f| !f.run.is_empty());
            let before = std::mem::take(found);
            *found = merge(r, &before, read);
            first.push(before);
        } else {
            first.push(Vec::new());
        }
    }
    discourse::told_in_full(readings, &first, found);
    discourse::short_forms(readings, found);
}

/// The sentences of a reading, for the second model.
pub fn sentences<'a>(
    r: &'a Reading,
    casing: &'a Casing,
    told: &'a [Told],
    counts: &'a Counts,
    mut each: impl FnMut(Second),
) {
    let mut scratch = Scratch::default();
    for run in r.sentences() {
        let sentence = r.sentence(&run, casing, &mut scratch);
        let scores = r.scores.get(run.clone()).unwrap_or_default();
        each(Second { sentence, told: &told[run.clone()], scores, counts, start: run.start });
    }
}

fn labels(r: &Reading, casing: &Casing, told: &[Told], counts: &Counts, model: &Model<SECOND>) -> Vec<Found> {
    let (mut scores, mut labels, mut out) = (Vec::new(), Vec::new(), Vec::new());
    sentences(r, casing, told, counts, |s| {
        scores.clear();
        scores.extend((0..s.told.len()).map(|i| {
            if s.is_plain(i) || s.is_document(i) {
                return no_name();
            }
            let mut tally = model.tally();
            s.features(i, |key| tally.add(key));
            let mut scores = tally.scores();
            scores[s.told[i].label as usize] += if s.is_event_or_document(i) { PRIOR_OF_EVENTS } else { PRIOR };
            scores
        }));
        model.best(&scores, &mut labels);
        super::spotter::spans(&labels, |run, kind| {
            out.push(Found::new(s.start + run.start..s.start + run.end, kind, "model"));
        });
    });
    out
}

/// Cuts dashes, commas and opened brackets off the ends of a name, and small words before its first capital.
fn trim(r: &Reading, found: &mut Found) {
    let run = &mut found.run;
    let loose = |at: usize| matches!(r.of(at), "-" | "–" | "—" | "," | ":" | ";" | "/" | "(" | "[" | "|" | "•");
    while run.start < run.end && loose(run.end - 1) {
        run.end -= 1;
    }
    while run.start < run.end && (loose(run.start) || matches!(r.of(run.start), ")" | "]" | ".")) {
        run.start += 1;
    }
    // `PT PLN (Persero)`
    let open = run.clone().any(|i| r.is(i, "(")) && !run.clone().any(|i| r.is(i, ")"));
    if open && r.is(run.end, ")") {
        run.end += 1;
    }
    // `kelurahan | Punia`: the head of a place has a capital, or it is no part of the name. In Vietnamese some small ones are.
    let small = |at: usize| r.case(at) == Case::Small && !r.words[at].is_brand();
    let headed = found.kind != Kind::Person && r.tongue != Tongue::Vi;
    let capital = run.clone().find(|&at| headed && r.is_upper(at));
    if let Some(first) = capital.filter(|&first| (run.start..first).all(small)) {
        run.start = first;
    }
}

/// The names as they were `read` again, with what the steps knew of them.
fn merge(r: &Reading, before: &[Found], read: Vec<Found>) -> Vec<Found> {
    let mut out: Vec<Found> = before.iter().filter(|f| f.kind == Kind::Document).cloned().collect();
    // The sites of a chain are one place.
    out.extend(before.iter().filter(|f| f.by == CHAIN && !taken(&out, &f.run)).cloned().collect::<Vec<_>>());
    for mut f in read {
        if before.iter().any(|b| b.by == CHAIN && b.meets(&f.run)) {
            continue;
        }
        if let Some(same) = before.iter().find(|b| b.run == f.run) {
            // `Central African Republic`: a country by its whole name.
            let country = same.by == "gazetteer" && same.kind == Kind::Place && same.run.len() > 2;
            f = Found { kind: if country { Kind::Place } else { f.kind }, ..same.clone() };
        } else if f.kind == Kind::Person {
            let office = before.iter().filter(|b| b.meets(&f.run)).find_map(|b| b.office.clone());
            f.office = office.filter(|o| o.end <= f.run.start || o.start >= f.run.end);
        }
        if f.kind != Kind::Person {
            f.office = None;
        }
        out.extend(parts(r, before, f));
    }
    // Who stands behind an office is somebody.
    for f in before.iter().filter(|f| f.kind == Kind::Person && f.office.is_some()) {
        if !taken(&out, &f.run) {
            out.push(f.clone());
        }
    }
    // `Doi Moi (Renovasi)`: one half of a pair vouches for the other.
    for f in before {
        let other =
            f.expansion.or_else(|| before.iter().find(|o| o.expansion == Some(f.run.start)).map(|o| o.run.start));
        if other.is_some_and(|o| out.iter().any(|k| k.run.start == o)) && !taken(&out, &f.run) {
            out.push(f.clone());
        }
    }
    out.sort_by_key(|f| f.run.start);
    out
}

#[cfg(test)]
mod tests {
    use super::{Told, count, merge, told, trim};
    use crate::facts::Kind;
    use crate::facts::names::found::Found;
    use crate::facts::names::lexicon::Tongue;
    use crate::facts::names::reading::Reading;
    use crate::facts::names::words::hash;

    #[test]
    fn each_token_knows_its_name_and_the_step_that_found_it() {
        let r = Reading::new("Bupati Rina Wulandari tiba.", Tongue::Id);
        let told = told(&r, &[Found::new(1..3, Kind::Person, "model")]);
        assert_eq!(told[0], Told::default());
        assert_eq!((told[1].label, told[2].label, told[3].label), (1, 2, 0));
        assert_eq!((told[2].run, told[2].by), ((1, 3), hash("model")));
    }

    #[test]
    fn an_article_counts_what_its_words_were_taken_for() {
        let first = Reading::new("Di kota Rembang hujan. Warga Rembang senang.", Tongue::Id);
        let second = Reading::new("Kepada Rembang ia menulis.", Tongue::Id);
        let all = [told(&first, &[Found::new(2..3, Kind::Place, "model")]), told(&second, &[])];
        let counts = count(&[&first, &second], &all);
        assert_eq!(counts[&hash("rembang")], [2, 0, 1, 0, 0], "as often no name as it has a capital and is none");
        assert!(!counts.contains_key(&hash("warga")), "a word that opens a sentence tells nothing");
    }

    #[test]
    fn a_name_begins_with_a_capital_and_ends_with_a_word() {
        let cut = |text: &'static str, tongue, run| {
            let r = Reading::new(text, tongue);
            let mut found = Found::new(run, Kind::Place, "model");
            trim(&r, &mut found);
            if found.run.is_empty() { "" } else { &text[r.bytes(&found.run)] }
        };
        assert_eq!(cut("Warga kelurahan Punia - timur", Tongue::Id, 1..4), "Punia");
        assert_eq!(cut("Dọc sông Hậu, nước lên.", Tongue::Vi, 1..4), "sông Hậu");
        assert_eq!(cut("Kali (-) itu", Tongue::Id, 1..3), "");
        assert_eq!(cut("Kantor PT Maju (Persero) itu", Tongue::Id, 1..5), "PT Maju (Persero)");
    }

    #[test]
    fn what_the_steps_know_of_a_name_stays_with_it() {
        let r = Reading::new("Bupati Rina Wulandari tiba.", Tongue::Id);
        let person = Found { office: Some(0..1), ..Found::new(1..3, Kind::Person, "title") };
        let longer = merge(&r, std::slice::from_ref(&person), vec![Found::new(1..4, Kind::Person, "model")]);
        assert_eq!(longer[0].office, Some(0..1));
        let same = merge(&r, std::slice::from_ref(&person), vec![Found::new(1..3, Kind::Person, "model")]);
        assert_eq!(same, std::slice::from_ref(&person));
        let other = merge(&r, &[person], vec![Found::new(1..3, Kind::Organisation, "model")]);
        assert_eq!((other[0].kind, &other[0].office), (Kind::Organisation, &None), "bodies hold no office");
    }

    #[test]
    fn who_stands_behind_an_office_stays_and_a_bare_hyphen_parts_two_places() {
        let r = Reading::new("Presiden Lam ke Kamboja-Laos.", Tongue::Id);
        let before = [
            Found { office: Some(0..1), ..Found::new(1..2, Kind::Person, "title") },
            Found::new(3..4, Kind::Place, "model"),
            Found::new(5..6, Kind::Place, "model"),
        ];
        assert_eq!(merge(&r, &before, vec![Found::new(3..6, Kind::Place, "model")]), before);
        let loose = [Found { office: None, ..before[0].clone() }];
        assert!(merge(&r, &loose, Vec::new()).is_empty(), "without an office the second model decides");
    }
}
