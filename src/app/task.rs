//! Computations too long for a key press, as data: the shell runs them on a worker.

/// Something to compute. It holds all it needs, so that any thread can run it.
#[derive(Debug)]
pub enum Task {}

/// What a task gave.
#[derive(Debug)]
pub enum Outcome {}

impl Task {
    /// Computes.
    pub fn run(self) -> Outcome {
        match self {}
    }
}
