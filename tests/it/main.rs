//! The integration tests, one binary.

mod anchors;
mod cli;
mod effects;
mod exports;
mod layers;
mod links;
mod names;
mod props;
mod pty;
mod readme;
mod screens;
mod seeds;
mod sources;
mod store;
mod store_damage;
mod store_faults;
mod story;
