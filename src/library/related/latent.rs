//! Latent semantic analysis of the collection (Deerwester et al. 1990): passages that tell of one thing in other words.
//!
//! The passage-by-word matrix (log frequency times idf) is cut to its strongest dimensions by
//! randomized subspace iteration (Halko, Martinsson and Tropp 2011, algorithm 4.4), in plain Rust and with a fixed seed, so
//! one collection gives one answer. Only the word vectors are kept; a passage's vector is made from its words when asked.

use std::collections::HashMap;

/// A row of the matrix: words with their weights.
pub type Row = Vec<(u32, f32)>;

/// Passages that the decomposition learns from, at most; a larger collection is sampled evenly.
pub const MOST_ROWS: usize = 6000;
/// Words that get a vector, at most: those of most passages.
const MOST_WORDS: usize = 20_000;
/// Power iterations; fewer than four lose on small collections.
const ITERATIONS: usize = 4;
/// Directions taken along beyond those kept.
const SPARE: usize = 8;
/// Share of the dimensions at which the first cut is made, and dimensions from cut to cut.
const LEAST_CUT: f32 = 0.25;
const CUT_STEP: usize = 4;
const SEED: u64 = 0x005e_ed51_3a4b;

/// Word vectors of a collection.
#[derive(Debug, Default)]
pub struct Latent {
    /// Row of each word in `vectors`.
    rows: HashMap<u32, u32>,
    vectors: Vec<f32>,
    dimensions: usize,
}

impl Latent {
    /// Learns from the rows of a collection. Words of a single row carry nothing over and get no vector.
    pub fn learn(passages: &[Row]) -> Self {
        let words = shared_words(passages);
        let matrix = Matrix::new(passages, &words);
        // A quarter of the passages: with more, words that never meet point apart even where they meet the same words.
        let dimensions = (passages.len() / 4).clamp(20, 100).min(matrix.height.saturating_sub(1)).min(matrix.width);
        if dimensions == 0 {
            return Self::default();
        }
        let width = (dimensions + SPARE).min(matrix.height).min(matrix.width);
        let mut basis = Columns::random(matrix.height, width);
        basis.orthonormalise();
        for _ in 0..ITERATIONS {
            basis = matrix.times(&matrix.transposed_times(&basis));
            basis.orthonormalise();
        }
        let image = matrix.transposed_times(&basis);
        let (values, vectors) = eigen(image.gram(), width);
        let mut order: Vec<usize> = (0..width).collect();
        order.sort_by(|&a, &b| values[b].total_cmp(&values[a]));
        order.retain(|&i| values[i] > values[order_first(&values)] * 1e-7);
        order.truncate(dimensions);
        let dimensions = order.len();
        let mut out = vec![0.0; words.len() * dimensions];
        for (d, &i) in order.iter().enumerate() {
            let scale = 1.0 / values[i].sqrt();
            for (k, column) in image.columns.iter().enumerate() {
                let weight = vectors[k * width + i] * scale;
                for (w, value) in column.iter().enumerate() {
                    out[w * dimensions + d] += weight * value;
                }
            }
        }
        Self { rows: words, vectors: out, dimensions }
    }

    /// The vector of a passage; empty where none of its words has one.
    pub fn vector(&self, passage: &[(u32, f32)]) -> Vec<f32> {
        let mut out = vec![0.0; self.dimensions];
        for (word, weight) in passage {
            if let Some(row) = self.rows.get(word) {
                let at = *row as usize * self.dimensions;
                for (o, v) in out.iter_mut().zip(&self.vectors[at..at + self.dimensions]) {
                    *o += weight * v;
                }
            }
        }
        if dot(&out, &out) < 1e-12 {
            return Vec::new();
        }
        out
    }
}

/// The cosine of two vectors, averaged over cuts from [`LEAST_CUT`] of the dimensions to all of them; 0 where one is empty.
///
/// Which single rank is best is chance in a small collection; the mean of several hardly depends on it.
pub fn cosine(a: &[f32], b: &[f32]) -> f32 {
    let all = a.len().min(b.len());
    let (mut ab, mut aa, mut bb) = (0.0, 0.0, 0.0);
    let (mut sum, mut cuts) = (0.0, 0);
    for (d, (x, y)) in a.iter().zip(b).enumerate() {
        ab += x * y;
        aa += x * x;
        bb += y * y;
        let rank = d + 1;
        if rank == all || (rank % CUT_STEP == 0 && rank as f32 >= LEAST_CUT * all as f32) {
            let lengths: f32 = (aa * bb).sqrt();
            sum += if lengths > 1e-9 { ab / lengths } else { 0.0 };
            cuts += 1;
        }
    }
    if cuts == 0 { 0.0 } else { (sum / cuts as f32).clamp(-1.0, 1.0) }
}

fn dot(a: &[f32], b: &[f32]) -> f32 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}

fn order_first(values: &[f32]) -> usize {
    (0..values.len()).max_by(|&a, &b| values[a].total_cmp(&values[b])).unwrap_or(0)
}

/// Words of two passages or more, those of most passages first, numbered.
fn shared_words(passages: &[Row]) -> HashMap<u32, u32> {
    let mut counts: HashMap<u32, u32> = HashMap::new();
    for (word, _) in passages.iter().flatten() {
        *counts.entry(*word).or_default() += 1;
    }
    let mut words: Vec<(u32, u32)> = counts.into_iter().filter(|(_, n)| *n > 1).collect();
    words.sort_unstable_by_key(|&(word, n)| (std::cmp::Reverse(n), word));
    words.truncate(MOST_WORDS);
    words.into_iter().enumerate().map(|(i, (word, _))| (word, i as u32)).collect()
}

/// A sparse matrix, a passage a row.
struct Matrix {
    starts: Vec<usize>,
    cells: Vec<(u32, f32)>,
    height: usize,
    width: usize,
}

impl Matrix {
    fn new(passages: &[Row], words: &HashMap<u32, u32>) -> Self {
        let mut starts = vec![0];
        let mut cells = Vec::new();
        for passage in passages {
            cells.extend(passage.iter().filter_map(|(word, w)| Some((*words.get(word)?, *w))));
            starts.push(cells.len());
        }
        Self { starts, cells, height: passages.len(), width: words.len() }
    }

    fn times(&self, right: &Columns) -> Columns {
        let column = |c: &Vec<f32>| {
            let row = |w: &[usize]| self.cells[w[0]..w[1]].iter().map(|(i, v)| v * c[*i as usize]).sum();
            self.starts.windows(2).map(row).collect()
        };
        Columns { columns: right.columns.iter().map(column).collect() }
    }

    fn transposed_times(&self, right: &Columns) -> Columns {
        let column = |c: &Vec<f32>| {
            let mut out = vec![0.0; self.width];
            for (w, x) in self.starts.windows(2).zip(c) {
                for (i, v) in &self.cells[w[0]..w[1]] {
                    out[*i as usize] += v * x;
                }
            }
            out
        };
        Columns { columns: right.columns.iter().map(column).collect() }
    }
}

/// A dense matrix by columns.
struct Columns {
    columns: Vec<Vec<f32>>,
}

impl Columns {
    /// Sums of uniform numbers: close enough to Gaussian for a start.
    fn random(height: usize, width: usize) -> Self {
        let mut state = SEED;
        let mut uniform = || {
            // SplitMix64 (Steele, Lea and Flood 2014).
            state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut z = state;
            z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            ((z ^ (z >> 31)) >> 40) as f32 / (1u64 << 24) as f32 - 0.5
        };
        Self { columns: (0..width).map(|_| (0..height).map(|_| uniform() + uniform() + uniform()).collect()).collect() }
    }

    /// Gram and Schmidt's method, modified, each column twice; what is left of a dependent column becomes zero.
    fn orthonormalise(&mut self) {
        for i in 0..self.columns.len() {
            let (done, rest) = self.columns.split_at_mut(i);
            let column = &mut rest[0];
            let before = dot(column, column).sqrt();
            for _ in 0..2 {
                for other in done.iter() {
                    let along = dot(column, other);
                    column.iter_mut().zip(other).for_each(|(c, o)| *c -= along * o);
                }
            }
            let length = dot(column, column).sqrt();
            let scale = if length > before * 1e-5 && length > 1e-12 { 1.0 / length } else { 0.0 };
            column.iter_mut().for_each(|c| *c *= scale);
        }
    }

    /// The products of all pairs of columns.
    fn gram(&self) -> Vec<f32> {
        let n = self.columns.len();
        let mut out = vec![0.0; n * n];
        for i in 0..n {
            for j in i..n {
                let product = dot(&self.columns[i], &self.columns[j]);
                out[i * n + j] = product;
                out[j * n + i] = product;
            }
        }
        out
    }
}

/// Eigenvalues and eigenvectors (by columns of the second) of a symmetric matrix, by Jacobi's rotations.
fn eigen(mut a: Vec<f32>, n: usize) -> (Vec<f32>, Vec<f32>) {
    let mut v = vec![0.0; n * n];
    (0..n).for_each(|i| v[i * n + i] = 1.0);
    let total: f32 = a.iter().map(|x| x * x).sum();
    for _ in 0..16 {
        let mut off = 0.0;
        for p in 0..n {
            for q in p + 1..n {
                let apq = a[p * n + q];
                off += apq * apq;
                if apq.abs() < 1e-12 {
                    continue;
                }
                let theta = (a[q * n + q] - a[p * n + p]) / (2.0 * apq);
                let tan = theta.signum() / (theta.abs() + (theta * theta + 1.0).sqrt());
                let cos = 1.0 / (tan * tan + 1.0).sqrt();
                let sin = tan * cos;
                for k in 0..n {
                    let (left, right) = (a[k * n + p], a[k * n + q]);
                    a[k * n + p] = cos * left - sin * right;
                    a[k * n + q] = sin * left + cos * right;
                }
                for k in 0..n {
                    let (left, right) = (a[p * n + k], a[q * n + k]);
                    a[p * n + k] = cos * left - sin * right;
                    a[q * n + k] = sin * left + cos * right;
                }
                for k in 0..n {
                    let (left, right) = (v[k * n + p], v[k * n + q]);
                    v[k * n + p] = cos * left - sin * right;
                    v[k * n + q] = sin * left + cos * right;
                }
            }
        }
        if off <= total * 1e-10 {
            break;
        }
    }
    ((0..n).map(|i| a[i * n + i]).collect(), v)
}

#[cfg(test)]
mod tests {
    use super::{Latent, Row, cosine, eigen};

    #[test]
    fn eigenvalues_of_a_known_matrix() {
        let (mut values, _) = eigen(vec![2.0, 1.0, 1.0, 2.0], 2);
        values.sort_by(f32::total_cmp);
        assert!((values[0] - 1.0).abs() < 1e-4 && (values[1] - 3.0).abs() < 1e-4, "{values:?}");
    }

    /// Two themes; words 1 and 2 never meet, but both meet word 0.
    fn themes() -> Vec<Row> {
        let mut rows = Vec::new();
        for i in 0..6 {
            rows.push(vec![(0, 1.0), (1 + i % 2, 1.0)]);
            rows.push(vec![(10, 1.0), (11 + i % 2, 1.0)]);
        }
        rows
    }

    #[test]
    fn words_of_one_theme_come_close_without_meeting() {
        // In each passage one of eight words that never meet, four of six words of its theme, and a word of its own, so that
        // there are more dimensions than are kept.
        let mut rows: Vec<Row> = Vec::new();
        for i in 0..24u32 {
            for (theme, word) in [(20, 1), (40, 11)] {
                let mut row = vec![(word + i % 8, 1.0)];
                row.extend((0..4).map(|k| (theme + (i + k) % 6, 1.0)));
                row.push((1000 + theme * 100 + i, 1.0));
                rows.push(row);
            }
        }
        let latent = Latent::learn(&rows);
        let near = |a: u32, b: u32| cosine(&latent.vector(&[(a, 1.0)]), &latent.vector(&[(b, 1.0)]));
        assert!(near(1, 2) > 0.1, "{}", near(1, 2));
        assert!(near(1, 11) < 0.0, "words of two themes: {}", near(1, 11));
    }

    #[test]
    fn the_same_collection_gives_the_same_vectors() {
        let (a, b) = (Latent::learn(&themes()), Latent::learn(&themes()));
        assert_eq!(a.vectors, b.vectors);
    }

    #[test]
    fn a_vector_is_like_itself_and_unknown_words_have_none() {
        let latent = Latent::learn(&themes());
        let v = latent.vector(&[(0, 2.0)]);
        assert!((cosine(&v, &v) - 1.0).abs() < 1e-4);
        assert!(latent.vector(&[(99, 1.0)]).is_empty());
    }

    #[test]
    fn nothing_and_single_rows_are_no_trouble() {
        assert!(Latent::learn(&[]).vector(&[(0, 1.0)]).is_empty());
        assert!(Latent::learn(&[vec![(0, 1.0)]]).vector(&[(0, 1.0)]).is_empty());
    }
}
