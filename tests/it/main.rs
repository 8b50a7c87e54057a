//! The integration tests, one binary.

#![expect(clippy::unwrap_used, reason = "what a test does not expect ends it")]
#![expect(clippy::print_stderr, reason = "a skipped test says why")]

mod anchors;
mod authority;
mod cli;
mod effects;
mod entities;
mod exports;
mod figures;
mod home;
mod layers;
mod links;
mod names;
mod props;
mod pty;
mod quiet;
mod readme;
mod screens;
mod seeds;
mod shelf;
mod sources;
mod stage;
mod store;
mod store_damage;
mod store_faults;
mod story;
