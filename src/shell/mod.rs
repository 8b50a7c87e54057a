//! Files, threads, signals, clock, terminal: the only place that has side effects.

pub mod dirs;
pub mod store;
