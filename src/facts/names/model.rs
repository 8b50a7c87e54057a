//! The trained model: a linear-chain conditional random field for persons, places and organisations.
//!
//! Takes the scores of features; gives the best labels of a sentence (Viterbi). The models are trained by
//! `cargo run --release --example train_names` with the crate `crfs` and written in a small form of our own: the hash of a
//! feature and six weights of one byte each, relative to the label "no name". Reading them needs no strings.

use std::sync::LazyLock;

use super::features::{Sentence, VERSION};
use super::lexicon::Tongue;

/// How many labels there are.
pub const LABELS: usize = 7;
/// The labels in the order of their numbers.
pub const NAMES: [&str; LABELS] = ["O", "B-PER", "I-PER", "B-LOC", "I-LOC", "B-ORG", "I-ORG"];
/// First bytes of a model.
pub const MAGIC: &[u8; 8] = b"SIMAKCRF";
/// Bytes before the features: magic, form, feature version, two spare bytes, count, scale, transitions.
pub const HEADER: usize = 8 + 4 + 4 + 4 + LABELS * LABELS * 4;

const MANIFEST: &str = include_str!("../../../assets/names/manifest.toml");

/// What no path may have.
const NEVER: f32 = -1.0e6;

/// Scores of one token, by label.
pub type Scores = [f32; LABELS];

/// One slot of the table of features.
#[derive(Debug, Clone, Copy, Default)]
struct Slot {
    key: u32,
    weights: [i8; LABELS - 1],
    used: bool,
}

/// A model in memory.
#[derive(Debug)]
pub struct Model {
    slots: Vec<Slot>,
    mask: usize,
    scale: f32,
    transitions: [Scores; LABELS],
}

static INDONESIAN: LazyLock<Result<Model, String>> =
    LazyLock::new(|| shipped("id.model", include_bytes!("../../../assets/names/id.model")));
static ENGLISH: LazyLock<Result<Model, String>> =
    LazyLock::new(|| shipped("en.model", include_bytes!("../../../assets/names/en.model")));

/// What is wrong with the shipped models, if anything, as a sentence.
pub fn check() -> Result<(), String> {
    for m in [&INDONESIAN, &ENGLISH] {
        m.as_ref().map_err(Clone::clone)?;
    }
    Ok(())
}

/// The models by language.
#[derive(Debug, Clone, Copy)]
pub struct Models<'m> {
    /// For Indonesian.
    pub indonesian: Option<&'m Model>,
    /// For English.
    pub english: Option<&'m Model>,
}

impl Models<'static> {
    /// Those compiled in.
    pub fn shipped() -> Self {
        Self { indonesian: INDONESIAN.as_ref().ok(), english: ENGLISH.as_ref().ok() }
    }
}

impl<'m> Models<'m> {
    /// The model for `tongue`, if there is one and it can be read ([`check`] tells why not).
    pub fn of(self, tongue: Tongue) -> Option<&'m Model> {
        match tongue {
            Tongue::Id => self.indonesian,
            Tongue::En => self.english,
            Tongue::Vi | Tongue::Other => None,
        }
    }
}

/// The bytes of a file compiled in, if they are those that the manifest describes.
pub(super) fn shipped_bytes<'b>(file: &str, bytes: &'b [u8]) -> Result<&'b [u8], String> {
    let sum = blake3::hash(bytes).to_hex();
    let told = MANIFEST
        .lines()
        .skip_while(|l| *l != format!("[\"{file}\"]"))
        .find_map(|l| l.strip_prefix("blake3 = \"")?.strip_suffix('"'));
    if told != Some(sum.as_str()) {
        return Err(format!(
            "assets/names/{file} is not the file that manifest.toml describes; train the models again"
        ));
    }
    Ok(bytes)
}

fn shipped(file: &str, bytes: &[u8]) -> Result<Model, String> {
    shipped_bytes(file, bytes).and_then(|b| Model::parse(b).map_err(|e| format!("assets/names/{file}: {e}")))
}

impl Model {
    /// Reads a model.
    pub fn parse(bytes: &[u8]) -> Result<Self, String> {
        if bytes.len() < HEADER || &bytes[..8] != MAGIC {
            return Err("no model of names".into());
        }
        if bytes[8] != 1 || bytes[9] != VERSION {
            return Err(format!(
                "made for features {}, this program has {VERSION}; run `cargo run --release --example train_names`",
                bytes[9]
            ));
        }
        let word = |at: usize| [bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]];
        let count = u32::from_le_bytes(word(12)) as usize;
        let scale = f32::from_le_bytes(word(16));
        if bytes.len() != HEADER + count.saturating_mul(4 + LABELS - 1) {
            return Err("cut short or too long".into());
        }
        let mut transitions = [[0.0; LABELS]; LABELS];
        for (from, row) in transitions.iter_mut().enumerate() {
            for (to, t) in row.iter_mut().enumerate() {
                *t = f32::from_le_bytes(word(20 + 4 * (from * LABELS + to)));
                // An inside label follows its own kind alone.
                if to > 0 && to % 2 == 0 && from != to && from + 1 != to {
                    *t = NEVER;
                }
            }
        }
        let size = (count * 2).next_power_of_two().max(2);
        let mut slots = vec![Slot::default(); size];
        let weights = HEADER + 4 * count;
        for i in 0..count {
            let key = u32::from_le_bytes(word(HEADER + 4 * i));
            let mut at = key as usize & (size - 1);
            while slots[at].used {
                at = (at + 1) & (size - 1);
            }
            let mut slot = Slot { key, used: true, ..Slot::default() };
            for (l, w) in slot.weights.iter_mut().enumerate() {
                *w = bytes[weights + i * (LABELS - 1) + l].cast_signed();
            }
            slots[at] = slot;
        }
        Ok(Self { slots, mask: size - 1, scale, transitions })
    }

    /// The scores of token `at` of `sentence`.
    pub fn scores(&self, sentence: &Sentence, at: usize) -> Scores {
        let mut sums = [0_i32; LABELS - 1];
        sentence.features(at, |key| {
            let mut i = key as usize & self.mask;
            while self.slots[i].used {
                if self.slots[i].key == key {
                    for (s, &w) in sums.iter_mut().zip(&self.slots[i].weights) {
                        *s += i32::from(w);
                    }
                    break;
                }
                i = (i + 1) & self.mask;
            }
        });
        let mut out = [0.0; LABELS];
        for (o, s) in out[1..].iter_mut().zip(sums) {
            *o = s as f32 * self.scale;
        }
        out
    }

    /// The labels of the best path through `scores` (Viterbi), into `labels`.
    pub fn best(&self, scores: &[Scores], labels: &mut Vec<u8>) {
        labels.clear();
        let Some(&first) = scores.first() else { return };
        let mut back: Vec<[u8; LABELS]> = Vec::with_capacity(scores.len());
        let mut now = first;
        for l in [2, 4, 6] {
            now[l] = NEVER;
        }
        for s in &scores[1..] {
            let mut next = [f32::MIN; LABELS];
            let mut from = [0_u8; LABELS];
            for to in 0..LABELS {
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
        let mut at = (0..LABELS).rev().max_by(|&a, &b| now[a].total_cmp(&now[b])).unwrap_or(0) as u8;
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
    use super::{HEADER, MAGIC, Model, VERSION, check};

    #[test]
    fn the_shipped_models_are_those_of_the_manifest() {
        assert_eq!(check(), Ok(()));
    }

    #[test]
    fn a_model_for_other_features_is_refused_with_the_remedy() {
        let mut bytes = vec![0; HEADER];
        bytes[..8].copy_from_slice(MAGIC);
        bytes[8] = 1;
        bytes[9] = VERSION.wrapping_add(1);
        assert!(Model::parse(&bytes).unwrap_err().contains("train_names"));
        bytes[9] = VERSION;
        assert!(Model::parse(&bytes).is_ok());
        bytes.push(0);
        assert!(Model::parse(&bytes).is_err());
        assert!(Model::parse(b"short").is_err());
    }

    #[test]
    fn an_inside_label_never_follows_another_kind() {
        let mut bytes = vec![0; HEADER];
        bytes[..8].copy_from_slice(MAGIC);
        bytes[8..10].copy_from_slice(&[1, VERSION]);
        let model = Model::parse(&bytes).unwrap();
        let mut labels = Vec::new();
        model.best(&[[0.0, 9.0, 0.0, 0.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0, 9.0, 0.0, 0.0]], &mut labels);
        assert_ne!(labels, [1, 4]);
    }
}
