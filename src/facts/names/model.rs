//! A trained model: a linear-chain conditional random field over the labels of names.
//!
//! Takes the scores of features; gives the best labels of a sentence (Viterbi). The models are trained by
//! `cargo run --release --example train_names` and written in a small form of our own: the hash of a
//! feature and a weight of one byte for each label, relative to the label "no name". Reading them needs no strings.

use super::features::{Sentence, VERSION};
use crate::facts::Kind;

/// Labels of the first models: no name; persons, places, organisations, each with where it begins and goes on.
pub const FIRST: usize = 7;
/// Labels of the second models: events and documents too.
pub const SECOND: usize = 11;
/// The labels in the order of their numbers.
pub const NAMES: [&str; SECOND] =
    ["O", "B-PER", "I-PER", "B-LOC", "I-LOC", "B-ORG", "I-ORG", "B-EVT", "I-EVT", "B-DOC", "I-DOC"];
/// The kinds in the order of their labels.
pub const KINDS: [Kind; 5] = [Kind::Person, Kind::Place, Kind::Organisation, Kind::Event, Kind::Document];
/// First bytes of a model.
pub const MAGIC: &[u8; 8] = b"SIMAKCRF";
/// The form of the file.
pub const FORM: u8 = 2;

/// What no path may have.
const NEVER: f32 = -1.0e6;

/// Bytes before the features: magic, form, feature version, number of labels, a spare byte, count, scale, transitions.
pub const fn header(labels: usize) -> usize {
    8 + 4 + 4 + 4 + labels * labels * 4
}

/// Whether label `to` may follow `from`: an inside label follows its own kind alone. Before the first stands label 0.
pub fn follows(from: usize, to: usize) -> bool {
    to == 0 || to % 2 == 1 || from == to || from + 1 == to
}

/// Scores of one token, by label.
pub type Scores<const L: usize> = [f32; L];

/// The scores of a token that cannot be part of a name.
pub const fn no_name<const L: usize>() -> Scores<L> {
    let mut out = [-1.0e5; L];
    out[0] = 0.0;
    out
}

/// One slot of the table of features.
#[derive(Debug, Clone, Copy)]
struct Slot<const L: usize> {
    key: u32,
    weights: [i8; L],
    used: bool,
}

/// A model in memory.
#[derive(Debug)]
pub struct Model<const L: usize> {
    slots: Vec<Slot<L>>,
    mask: usize,
    /// A bit for the key of each feature: most features of a text have no weight, and this tells so from a small table.
    known: Vec<u64>,
    scale: f32,
    transitions: [Scores<L>; L],
}

/// The weights of some features of one token, added up.
#[derive(Debug)]
pub struct Tally<'m, const L: usize> {
    model: &'m Model<L>,
    sums: [i32; L],
}

impl<const L: usize> Tally<'_, L> {
    /// Adds a feature.
    pub fn add(&mut self, key: u32) {
        let m = self.model;
        let (word, bit) = m.bit(key);
        if m.known[word] >> bit & 1 == 0 {
            return;
        }
        let mut i = key as usize & m.mask;
        while m.slots[i].used {
            if m.slots[i].key == key {
                for (s, &w) in self.sums.iter_mut().zip(&m.slots[i].weights) {
                    *s += i32::from(w);
                }
                return;
            }
            i = (i + 1) & m.mask;
        }
    }

    /// The scores of the token.
    pub fn scores(&self) -> Scores<L> {
        self.sums.map(|s| s as f32 * self.model.scale)
    }
}

impl<const L: usize> Model<L> {
    /// Reads a model.
    pub fn parse(bytes: &[u8]) -> Result<Self, String> {
        if bytes.len() < header(L) || &bytes[..8] != MAGIC {
            return Err("no model of names".into());
        }
        if bytes[8] != FORM || bytes[9] != VERSION || usize::from(bytes[10]) != L {
            return Err(format!(
                "made for features {} and {} labels, this program has {VERSION} and {L}; run `cargo run --release --example train_names`",
                bytes[9], bytes[10]
            ));
        }
        let word = |at: usize| [bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]];
        let count = u32::from_le_bytes(word(12)) as usize;
        let scale = f32::from_le_bytes(word(16));
        if bytes.len() != header(L) + count.saturating_mul(4 + L - 1) {
            return Err("cut short or too long".into());
        }
        let mut transitions = [[0.0; L]; L];
        for (from, row) in transitions.iter_mut().enumerate() {
            for (to, t) in row.iter_mut().enumerate() {
                *t = f32::from_le_bytes(word(20 + 4 * (from * L + to)));
                if !follows(from, to) {
                    *t = NEVER;
                }
            }
        }
        let size = (count * 2).next_power_of_two().max(2);
        let mut slots = vec![Slot { key: 0, weights: [0; L], used: false }; size];
        let weights = header(L) + 4 * count;
        let known = vec![0; (size / 8).max(1)];
        let mut model = Self { slots: Vec::new(), mask: size - 1, known, scale, transitions };
        for i in 0..count {
            let key = u32::from_le_bytes(word(header(L) + 4 * i));
            let (at, bit) = model.bit(key);
            model.known[at] |= 1 << bit;
            let mut at = key as usize & (size - 1);
            while slots[at].used {
                at = (at + 1) & (size - 1);
            }
            let slot = &mut slots[at];
            (slot.key, slot.used) = (key, true);
            for (l, w) in slot.weights[1..].iter_mut().enumerate() {
                *w = bytes[weights + i * (L - 1) + l].cast_signed();
            }
        }
        model.slots = slots;
        Ok(model)
    }

    /// Where the bit of a key is. The low bits of the key number its slot, so the high ones are taken.
    fn bit(&self, key: u32) -> (usize, u32) {
        let at = key.rotate_left(16) as usize;
        ((at >> 6) & (self.known.len() - 1), (at & 63) as u32)
    }

    /// The scores of token `at` of `sentence`.
    pub fn scores(&self, sentence: &Sentence, at: usize) -> Scores<L> {
        let mut tally = self.tally();
        sentence.features(at, |key| tally.add(key));
        tally.scores()
    }

    /// An empty sum of weights.
    pub fn tally(&self) -> Tally<'_, L> {
        Tally { model: self, sums: [0; L] }
    }

    /// The labels of the best path through `scores` (Viterbi), into `labels`.
    pub fn best(&self, scores: &[Scores<L>], labels: &mut Vec<u8>) {
        labels.clear();
        let Some(&first) = scores.first() else { return };
        let mut back: Vec<[u8; L]> = Vec::with_capacity(scores.len());
        let mut now = first;
        for l in (2..L).step_by(2) {
            now[l] = NEVER;
        }
        for s in &scores[1..] {
            let mut next = [f32::MIN; L];
            let mut from = [0_u8; L];
            for to in 0..L {
                for (f, &score) in now.iter().enumerate() {
                    let v = score + self.transitions[f][to];
                    if v > next[to] {
                        next[to] = v;
                        from[to] = f as u8;
                    }
                }
                next[to] += s[to];
            }
            back.push(from);
            now = next;
        }
        let mut at = (0..L).rev().max_by(|&a, &b| now[a].total_cmp(&now[b])).unwrap_or(0) as u8;
        labels.push(at);
        for from in back.iter().rev() {
            at = from[at as usize];
            labels.push(at);
        }
        labels.reverse();
    }
}

#[cfg(test)]
mod tests {
    use super::{FIRST, FORM, MAGIC, Model, VERSION, header};

    fn empty() -> Vec<u8> {
        let mut bytes = vec![0; header(FIRST)];
        bytes[..8].copy_from_slice(MAGIC);
        bytes[8..11].copy_from_slice(&[FORM, VERSION, FIRST as u8]);
        bytes
    }

    #[test]
    fn a_model_for_other_features_is_refused_with_the_remedy() {
        let mut bytes = empty();
        assert!(Model::<FIRST>::parse(&bytes).is_ok());
        bytes[9] = VERSION.wrapping_add(1);
        assert!(Model::<FIRST>::parse(&bytes).unwrap_err().contains("train_names"));
        bytes[9..11].copy_from_slice(&[VERSION, 9]);
        assert!(Model::<FIRST>::parse(&bytes).unwrap_err().contains("9 labels"));
        bytes = empty();
        bytes.push(0);
        assert!(Model::<FIRST>::parse(&bytes).is_err());
        assert!(Model::<FIRST>::parse(b"short").is_err());
    }

    #[test]
    fn an_inside_label_never_follows_another_kind() {
        let model = Model::<FIRST>::parse(&empty()).unwrap();
        let mut labels = Vec::new();
        model.best(&[[0.0, 9.0, 0.0, 0.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0, 9.0, 0.0, 0.0]], &mut labels);
        assert_ne!(labels, [1, 4]);
    }
}
