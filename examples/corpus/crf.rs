//! Trains a conditional random field by stochastic steps: the second models learn from more text than L-BFGS gets through.
//!
//! The objective is that of `crfs`: minus the log likelihood of the labels, and `c2` times the squared weights. A step takes a few
//! sequences and moves every weight they touch at its own rate (`AdaGrad`, Duchi et al. 2011), which falls to nothing at the end.
//! The pull of a feature's weight towards zero is spread over the places where the feature stands. Each time a token is read some
//! of its features are left out and the others count for more (dropout, Hinton et al. 2012), so that no weight leans on a word
//! that new text will not have. Two threads work at fixed halves and what is left out is told by hashes, so two runs give the same
//! weights.

use std::array::from_fn;
use std::collections::HashMap;
use std::thread;

use simak::facts::names::model::{SECOND, follows, no_name};
use simak::facts::names::words::mix;

/// The score of what cannot be.
const NEVER: f32 = -1.0e5;

/// Sequences of a step.
const STEP: usize = 16;

/// What the sum of squared slopes begins with.
const FIRST_SLOPE: f32 = 0.01;

/// Numbers by label.
pub type Labelled = [f32; SECOND];

/// How a model is trained.
#[derive(Debug, Clone, Copy)]
pub struct Settings {
    /// Weight of the squared weights.
    pub c2: f32,
    /// How often all sequences are read.
    pub rounds: usize,
    /// The rate at the beginning.
    pub rate: f32,
    /// Features of a token left out at each reading, percent.
    pub left_out: u32,
}

/// One reading of a token: which of its features count.
#[derive(Clone, Copy)]
struct Look {
    round: u32,
    sequence: u32,
    token: u32,
    left_out: u32,
}

impl Look {
    fn counts(self, feature: u32) -> bool {
        mix(&[feature, self.sequence, self.token, self.round]) % 100 >= self.left_out
    }
}

/// What is learnt: the weights of each feature by its hash, and of each pair of labels.
#[derive(Debug)]
pub struct Learnt {
    /// Hash of a feature and its weights.
    pub weights: Vec<(u32, Labelled)>,
    /// From which label to which.
    pub pairs: [Labelled; SECOND],
}

/// The features of a token by number; none where it cannot be part of a name.
type Token = Option<Vec<u32>>;

/// The sequences to learn from.
#[derive(Debug, Default)]
pub struct Lessons {
    numbers: HashMap<u32, u32>,
    keys: Vec<u32>,
    /// How often each feature stands.
    counts: Vec<u32>,
    sequences: Vec<(Vec<Token>, Vec<u8>)>,
}

/// Weights and the sums of their squared slopes, of every other feature.
#[derive(Clone)]
struct Half {
    weights: Vec<Labelled>,
    slopes: Vec<Labelled>,
}

/// How the loss changes with the scores of a sequence's tokens and with its pairs of labels.
struct Slope {
    of: usize,
    tokens: Vec<Labelled>,
    pairs: [Labelled; SECOND],
}

impl Lessons {
    /// Adds a sequence: the hashes of the features of each token (none where it cannot be part of a name) and the labels by
    /// number. Labels that the model could never give are left out.
    pub fn append(&mut self, tokens: &[Token], labels: &[u8]) {
        let path = [&[0], labels].concat();
        let never = path.windows(2).any(|l| !follows(usize::from(l[0]), usize::from(l[1])));
        if never || tokens.iter().zip(labels).any(|(t, &l)| t.is_none() && l > 0) {
            return;
        }
        let tokens = tokens.iter().map(|t| t.as_ref().map(|keys| keys.iter().map(|&k| self.number(k)).collect()));
        let tokens = tokens.collect();
        self.sequences.push((tokens, labels.to_vec()));
    }

    fn number(&mut self, key: u32) -> u32 {
        let next = self.keys.len() as u32;
        let n = *self.numbers.entry(key).or_insert(next);
        if n == next {
            self.keys.push(key);
            self.counts.push(0);
        }
        self.counts[n as usize] += 1;
        n
    }

    /// Forgets the features whose weights all lie within `least` of that of "no name".
    pub fn forget(&mut self, learnt: &Learnt, least: f32) {
        let keep: Vec<bool> = learnt.weights.iter().map(|(_, w)| w.iter().any(|v| (v - w[0]).abs() >= least)).collect();
        for token in self.sequences.iter_mut().flat_map(|s| &mut s.0).flatten() {
            token.retain(|&n| keep[n as usize]);
        }
    }

    /// Learns.
    pub fn learn(&self, settings: Settings) -> Learnt {
        let half = self.keys.len().div_ceil(2);
        let empty = Half { weights: vec![[0.0; SECOND]; half], slopes: vec![[FIRST_SLOPE; SECOND]; half] };
        let mut halves = [empty.clone(), empty];
        let mut pairs: [Labelled; SECOND] = from_fn(|from| from_fn(|to| if follows(from, to) { 0.0 } else { NEVER }));
        let mut pair_slopes = [[FIRST_SLOPE; SECOND]; SECOND];
        let mut order: Vec<u32> = (0..self.sequences.len() as u32).collect();
        let steps = order.len().div_ceil(STEP) * settings.rounds;
        let mut step = 0;
        for round in 0..settings.rounds {
            order.sort_by_key(|&i| (mix(&[round as u32, i]), i));
            for batch in order.chunks(STEP) {
                let rate = settings.rate * (1.0 - step as f32 / steps as f32);
                step += 1;
                let look = Look { round: round as u32, sequence: 0, token: 0, left_out: settings.left_out };
                let slopes = self.slopes(batch, &halves, &pairs, look);
                for (from, to, g) in slopes.iter().flat_map(Slope::pairs) {
                    descend(&mut pairs[from][to], &mut pair_slopes[from][to], g, rate);
                }
                let [even, odd] = &mut halves;
                thread::scope(|s| {
                    s.spawn(|| self.apply(&slopes, odd, 1, (rate, settings.c2), look));
                    self.apply(&slopes, even, 0, (rate, settings.c2), look);
                });
            }
        }
        let of = |n: usize| halves[n % 2].weights[n / 2];
        Learnt { weights: self.keys.iter().enumerate().map(|(n, &key)| (key, of(n))).collect(), pairs }
    }

    fn slopes(&self, batch: &[u32], halves: &[Half; 2], pairs: &[Labelled; SECOND], look: Look) -> Vec<Slope> {
        let (left, right) = batch.split_at(batch.len() / 2);
        let work = |part: &[u32]| {
            part.iter()
                .map(|&i| self.slope(i as usize, halves, pairs, Look { sequence: i, ..look }))
                .collect::<Vec<_>>()
        };
        thread::scope(|s| {
            let other = s.spawn(|| work(right));
            let mut all = work(left);
            all.extend(other.join().unwrap_or_default());
            all
        })
    }

    /// Moves the weights of the features whose number leaves `rest` when halved.
    fn apply(&self, slopes: &[Slope], half: &mut Half, rest: u32, (rate, c2): (f32, f32), look: Look) {
        for s in slopes {
            for (i, (token, slope)) in self.sequences[s.of].0.iter().zip(&s.tokens).enumerate() {
                let look = Look { sequence: s.of as u32, token: i as u32, ..look };
                for &n in token.iter().flatten().filter(|n| **n % 2 == rest && look.counts(**n)) {
                    let at = n as usize / 2;
                    let pull = 2.0 * c2 / self.counts[n as usize] as f32;
                    for ((w, g2), g) in half.weights[at].iter_mut().zip(&mut half.slopes[at]).zip(slope) {
                        let g = g + pull * *w;
                        descend(w, g2, g, rate);
                    }
                }
            }
        }
    }

    fn slope(&self, of: usize, halves: &[Half; 2], pairs: &[Labelled; SECOND], look: Look) -> Slope {
        let (tokens, labels) = &self.sequences[of];
        let look = |i: usize| Look { token: i as u32, ..look };
        let mut scores: Vec<Labelled> = tokens.iter().enumerate().map(|(i, t)| score(t, halves, look(i))).collect();
        if let Some(first) = scores.first_mut() {
            (0..SECOND).filter(|&l| !follows(0, l)).for_each(|l| first[l] = NEVER);
        }
        let (before, after) = (forward(&scores, pairs), backward(&scores, pairs));
        let all = before.last().map_or(0.0, log_sum);
        let mut out = Slope { of, tokens: Vec::with_capacity(tokens.len()), pairs: [[0.0; SECOND]; SECOND] };
        for (i, &label) in labels.iter().enumerate() {
            let mut off: Labelled = from_fn(|l| (before[i][l] + after[i][l] - all).exp());
            off[usize::from(label)] -= 1.0;
            out.tokens.push(off);
            let Some(i) = i.checked_sub(1) else { continue };
            out.pairs[usize::from(labels[i])][usize::from(label)] -= 1.0;
            for (from, row) in out.pairs.iter_mut().enumerate() {
                for (to, p) in row.iter_mut().enumerate() {
                    *p += (before[i][from] + pairs[from][to] + scores[i + 1][to] + after[i + 1][to] - all).exp();
                }
            }
        }
        out
    }
}

impl Slope {
    fn pairs(&self) -> impl Iterator<Item = (usize, usize, f32)> {
        let all = (0..SECOND).flat_map(|from| (0..SECOND).map(move |to| (from, to)));
        all.filter(|&(from, to)| follows(from, to)).map(|(from, to)| (from, to, self.pairs[from][to]))
    }
}

/// Moves a weight against its slope.
fn descend(weight: &mut f32, squares: &mut f32, slope: f32, rate: f32) {
    *squares += slope * slope;
    *weight -= rate * slope / squares.sqrt();
}

fn score(token: &Token, halves: &[Half; 2], look: Look) -> Labelled {
    let Some(features) = token else { return no_name() };
    let more = 100.0 / (100 - look.left_out) as f32;
    let mut out = [0.0; SECOND];
    for &n in features.iter().filter(|n| look.counts(**n)) {
        for (s, w) in out.iter_mut().zip(&halves[n as usize % 2].weights[n as usize / 2]) {
            *s += w * more;
        }
    }
    out
}

fn log_sum(v: &Labelled) -> f32 {
    let most = v.iter().copied().fold(f32::MIN, f32::max);
    most + v.iter().map(|x| (x - most).exp()).sum::<f32>().ln()
}

/// For each token and label, the log of the sum over all paths that end there.
fn forward(scores: &[Labelled], pairs: &[Labelled; SECOND]) -> Vec<Labelled> {
    let mut out: Vec<Labelled> = Vec::with_capacity(scores.len());
    for s in scores {
        let next = match out.last() {
            Some(last) => from_fn(|to| s[to] + log_sum(&from_fn(|from| last[from] + pairs[from][to]))),
            None => *s,
        };
        out.push(next);
    }
    out
}

/// For each token and label, the log of the sum over all paths that go on from there.
fn backward(scores: &[Labelled], pairs: &[Labelled; SECOND]) -> Vec<Labelled> {
    let mut out = vec![[0.0; SECOND]; scores.len()];
    for i in (1..scores.len()).rev() {
        out[i - 1] = from_fn(|from| log_sum(&from_fn(|to| pairs[from][to] + scores[i][to] + out[i][to])));
    }
    out
}
