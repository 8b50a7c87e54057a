//! Settings: what the rank weighs and where it falls silent.
//!
//! The reader gets [`Settings::default`]. Other values serve to measure what each step gives; see `docs/related.md` and the
//! example `score_related`.

/// What the rank weighs and where it falls silent.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Settings {
    /// Compare clause by clause; else passages whole.
    pub clauses: bool,
    /// The clauses of the answer look for their best partner too; else only those of the passage that asks.
    pub both_ways: bool,
    /// Weight of a shared pair of neighbours beside that of its two words.
    pub pair: f32,
    /// Weight of the cosine of latent vectors.
    pub latent: f32,
    /// Weight of a shared numbered name, before its idf.
    pub numbered: f32,
    /// Weight of figures of one measured thing that the comparison found in both passages.
    pub figures: f32,
    /// Weight of a claim that both tell, as the comparison found it.
    pub claims: f32,
    /// When an answer from another article is given.
    pub others: Floor,
    /// When an answer from the same article is given. It is asked for by a key of its own, so less is enough.
    pub within: Floor,
}

/// Below it, nothing is said. What is measured against it is in [`Floor::strength`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Floor {
    /// An answer as strong as this is worth a jump by itself; if none is, there is no answer at all.
    pub opens: f32,
    /// An answer as strong as this is listed, dim, where another opens the list.
    pub listed: f32,
    /// And it says at least as much in the same breath as the passage that asks, in words that one passage alone has: a word of one
    /// clause and a word of another do not make a common matter.
    pub coupled: f32,
}

impl Floor {
    /// No floor: everything that shares a word answers.
    pub const NONE: Self = Self { opens: 0.0, listed: 0.0, coupled: 0.0 };

    /// How strong an answer is: its likeness in clauses, from 0 to 1 as a share of the likeness of the passage to itself, and a
    /// tenth for each word or rare name shared, counted as `rare` in words that one passage alone has; weak words do not count, for
    /// any two long lists of tasks share some. The likeness is high for short passages and the count for long ones; together they
    /// mean about the same in any collection.
    pub fn strength(likeness: f32, rare: f32) -> f32 {
        likeness + 0.1 * rare
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            clauses: true,
            both_ways: true,
            pair: 0.3,
            latent: 0.1,
            numbered: 0.05,
            figures: 0.12,
            claims: 0.06,
            others: Floor { opens: 0.36, listed: 0.21, coupled: 0.9 },
            within: Floor { opens: 0.21, listed: 0.12, coupled: 0.0 },
        }
    }
}
